//! What one key of the search line costs: looking, moving, drawing. Bar: 10 ms with 20,000
//! clauses. What is made once, when somebody first looks for something, stands beside it.

use divan::Bencher;
use kaohe::lang::Lang;
use kaohe::rubric::{Clause, Head, Home, Indicator, IndicatorKind, Rubric};
use kaohe::session::Session;
use kaohe::storage::catalogue::Catalogue;
use kaohe::tui::app::{App, Msg, Opened};
use kaohe::tui::update::update;
use kaohe::tui::view::draw;
use kaohe::tui::widgets::theme::{Symbols, Theme};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Rect, Size};

fn main() {
    divan::main();
}

const SIZE: Size = Size { width: 80, height: 24 };

/// Each query, of which the last key is measured: what nearly everything is met by, what is
/// rare, what is nowhere, several words, characters, what begins with a digit, a number.
const QUERIES: [&str; 9] =
    ["a", "aq", "aqyj", "zzzhn", "anquan yingji", "应", "安全", "2a", "15(5)"];

fn pengxi() -> Rubric {
    Catalogue::load(&[])
        .by_id("pengxi-2022")
        .map(|found| Rubric::clone(&found.rubric))
        .unwrap_or_default()
}

/// 100 sections of 20 items of 10 clauses, with the texts of Pengxi's in turn.
fn large() -> Rubric {
    let pengxi = pengxi();
    let mut texts = pengxi.clauses().iter().map(|clause| clause.text.clone()).cycle();
    let mut rubric = Rubric::new(Head { decimals: 2, ..Head::default() });
    for section in 1..=100 {
        let parent = Indicator { no: section.to_string(), ..Indicator::default() };
        let parent = rubric.add_indicator(None, parent);
        for item in 1..=20 {
            let kind = IndicatorKind::Clauses;
            let title = texts.next().unwrap_or_default();
            let item = Indicator { no: item.to_string(), title, kind, ..Indicator::default() };
            let item = rubric.add_indicator(Some(parent), item);
            for clause in 1..=10 {
                let (no, home) = (format!("({clause})"), Home::Item(item));
                let text = texts.next().unwrap_or_default();
                rubric.add_clause(Clause { no, text, home, ..Clause::default() });
            }
        }
    }
    rubric.finish();
    rubric
}

fn press(app: &mut App, code: KeyCode) {
    let _ = update(app, Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)));
}

/// The review screen with all but the last key of a query typed; `None` opens no search line.
fn typed(rubric: Rubric, query: Option<&str>) -> App {
    let opened = Opened { rubric: rubric.into(), session: Session::default(), ..Opened::default() };
    let mut app = App::new(Lang::Zh, Theme::color(), Symbols::unicode(), SIZE);
    let _ = update(&mut app, Msg::Opened(Box::new(opened)));
    let Some(query) = query else { return app };
    press(&mut app, KeyCode::Char('/'));
    let mut keys = query.chars();
    keys.next_back();
    keys.for_each(|key| press(&mut app, KeyCode::Char(key)));
    app
}

fn search_a_key(bencher: Bencher<'_, '_>, rubric: Rubric, query: &str) {
    let app = typed(rubric, Some(query));
    let last = query.chars().next_back().unwrap_or('a');
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    bencher.with_inputs(|| app.clone()).bench_local_values(|mut app| {
        press(&mut app, KeyCode::Char(last));
        buffer.reset();
        draw(&app, &mut buffer);
        app
    });
}

#[divan::bench(args = QUERIES)]
fn search_a_key_pengxi(bencher: Bencher<'_, '_>, query: &str) {
    search_a_key(bencher, pengxi(), query);
}

#[divan::bench(args = QUERIES)]
fn search_a_key_20_000_clauses(bencher: Bencher<'_, '_>, query: &str) {
    search_a_key(bencher, large(), query);
}

fn first_look(bencher: Bencher<'_, '_>, rubric: Rubric) {
    let app = typed(rubric, None);
    bencher.with_inputs(|| app.clone()).bench_local_values(|mut app| {
        press(&mut app, KeyCode::Char('/'));
        app
    });
}

#[divan::bench]
fn first_look_pengxi(bencher: Bencher<'_, '_>) {
    first_look(bencher, pengxi());
}

#[divan::bench]
fn first_look_20_000_clauses(bencher: Bencher<'_, '_>) {
    first_look(bencher, large());
}
