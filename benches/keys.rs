//! What the program itself does for one key on the review screen: update,
//! rescore, draw, and the bytes for the terminal. Bar: 1 ms.

use divan::Bencher;
use kaohe::lang::Lang;
use kaohe::session::{RubricReference, Session};
use kaohe::storage::catalogue::Catalogue;
use kaohe::tui::Canvas;
use kaohe::tui::app::{App, Msg, Opened};
use kaohe::tui::terminal::Painter;
use kaohe::tui::update::update;
use kaohe::tui::view::draw;
use kaohe::tui::widgets::theme::{Symbols, Theme};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;
use std::io::{Sink, sink};
use std::sync::Arc;

fn main() {
    divan::main();
}

const RUBRICS: [&str; 2] = ["wujin-2021", "pengxi-2022"];

/// The review screen of a fresh session, and a terminal that swallows everything.
fn review(id: &str) -> Option<(App, Painter<Sink>)> {
    let size = Size { width: 80, height: 24 };
    let loaded = Catalogue::load(&[]).find(id).ok()?;
    let rubric = RubricReference { id: id.to_owned(), sha256: loaded.sha256.clone() };
    let session = Session { rubric, ..Session::default() };
    let opened = Opened { rubric: Arc::clone(&loaded.rubric), session, ..Opened::default() };
    let mut app = App::new(Lang::Zh, Theme::color(), Symbols::unicode(), size);
    let _ = update(&mut app, Msg::Opened(Box::new(opened)));
    Some((app, Painter::new(sink(), size)))
}

/// Presses `keys` in turn, each drawn.
fn press(bencher: Bencher<'_, '_>, id: &str, keys: [KeyCode; 2]) {
    let Some((mut app, mut painter)) = review(id) else { return };
    let mut turn = 0;
    bencher.bench_local(|| {
        let key = KeyEvent::new(keys[turn % 2], KeyModifiers::NONE);
        turn += 1;
        let effects = update(&mut app, Msg::Key(key));
        let drawn = painter.draw(app.size, |buffer| draw(&app, buffer)).is_ok();
        (effects, drawn)
    });
}

#[divan::bench(args = RUBRICS)]
fn move_the_selection(bencher: Bencher<'_, '_>, id: &str) {
    press(bencher, id, [KeyCode::Down, KeyCode::Up]);
}

#[divan::bench(args = RUBRICS)]
fn record_a_count(bencher: Bencher<'_, '_>, id: &str) {
    press(bencher, id, [KeyCode::Char('+'), KeyCode::Char('-')]);
}

#[divan::bench(args = RUBRICS)]
fn turn_a_page(bencher: Bencher<'_, '_>, id: &str) {
    press(bencher, id, [KeyCode::PageDown, KeyCode::PageUp]);
}
