//! What a terminal shows after many small updates is what one full drawing shows.

use super::play::{Fixture, Memory, lines, script};
use kaohe::tui::app::App;
use kaohe::tui::play;
use kaohe::tui::terminal::Painter;
use kaohe::tui::view::draw;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::cell::RefCell;
use std::io::{self, Write};
use std::num::NonZero;
use std::rc::Rc;

/// A writer that an emulator reads.
#[derive(Clone)]
struct Screen(Rc<RefCell<vt100::Parser>>);

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().process(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The size of the emulated terminal.
const SIZE: Size = Size { width: 80, height: 24 };

/// The lines of the whole screen drawn at once.
fn drawn_at_once(app: &App) -> Vec<String> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.width, app.size.height));
    let _ = draw(app, &mut buffer);
    lines(&buffer)
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("more than none")
}

fn check(fixture: &Fixture<'_>, keys: &str) {
    let emulator = Rc::new(RefCell::new(vt100::Parser::new(cells(24), cells(80), 0)));
    let mut painter = Painter::new(Screen(Rc::clone(&emulator)), SIZE);
    let mut app = fixture.app(SIZE);
    let mut disk = Memory { save_fails: None, saves: 0 };
    for (place, input) in script(keys).into_iter().enumerate() {
        let batch = [Ok(vec![input])].into_iter();
        play(&mut painter, &mut app, &mut disk, Vec::new(), batch).expect("an emulator draws");
        let parser = emulator.borrow();
        let rows = parser.screen().rows(0, 80).map(|row| row.trim_end().to_owned());
        let seen: Vec<String> = rows.collect();
        assert_eq!(seen, drawn_at_once(&app), "after key {place} of {keys}");
    }
}

#[test]
fn small_updates_leave_nothing_behind() {
    let keys = "j j k pgdn pgdn pgup space space + 1 2 bs enter tab f text:一季度 C-s esc \
                left left right ? down down esc b down enter 1 esc esc esc r text:缺三季度 bs enter \
                e tab esc home end u u C-r n text:无 enter o";
    for rubric in ["wujin-2021", "xuchang-2018", "pengxi-2022", "anning-2022"] {
        check(&Fixture::new(rubric, ""), keys);
    }
}
