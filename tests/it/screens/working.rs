//! What is seen while work lasts: how far it is, not before half a second, and Esc stops it.
//! The clock is the test's own, so that slow work takes no time.

use super::play::{Fixture, lines, played, script};
use crate::fixtures::project_file;
use kaohe::lang::Lang;
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::lock::Holder;
use kaohe::tui::app::{App, Overlay};
use kaohe::tui::files::Files;
use kaohe::tui::terminal::Painter;
use kaohe::tui::view::draw;
use kaohe::tui::{Input, Launch, Source, play};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::num::NonZero;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;
use tempfile::TempDir;

const SIZE: Size = Size { width: 80, height: 24 };
const SESSIONS: usize = 30;

/// Inputs with a clock that goes on by so much whenever someone looks at it, and somebody who
/// wants work stopped from a time on.
struct Slow {
    clock: Cell<Duration>,
    step: Duration,
    stops_at: Option<Duration>,
    inputs: std::vec::IntoIter<Input>,
}

impl Slow {
    fn new(step: u64, stops_at: Option<u64>, keys: &str) -> Self {
        Self {
            clock: Cell::new(Duration::ZERO),
            step: Duration::from_millis(step),
            stops_at: stops_at.map(Duration::from_millis),
            inputs: script(keys).into_iter(),
        }
    }
}

impl Source for Slow {
    fn next_batch(&mut self, _: Option<Duration>) -> Option<io::Result<Vec<Input>>> {
        self.inputs.next().map(|input| Ok(vec![input]))
    }

    fn now(&self) -> Duration {
        self.clock.set(self.clock.get() + self.step);
        self.clock.get()
    }

    fn wants_stop(&mut self) -> bool {
        self.stops_at.is_some_and(|time| self.clock.get() >= time)
    }
}

/// An emulator, and its last line after each frame.
#[derive(Clone)]
struct Screen(Rc<RefCell<(vt100::Parser, Vec<String>)>>);

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let (parser, last) = &mut *self.0.borrow_mut();
        parser.process(bytes);
        let line = parser.screen().rows(0, SIZE.width).last().unwrap_or_default();
        last.push(line.trim_end().to_owned());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn many_sessions() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let held = std::fs::read_dir(project_file("sessions")).expect("sessions");
    let mut worked: Vec<_> = held.map(|entry| entry.expect("a file").path()).collect();
    worked.sort();
    let text = std::fs::read_to_string(&worked[0]).expect("a session");
    for place in 0..SESSIONS {
        let name = format!("{place}.kaohe.yaml");
        let text = text.replacen("示例县", &format!("示例{place}县"), 1);
        std::fs::write(folder.path().join(name), text).expect("a session");
    }
    folder
}

/// The last line of each frame, and what the program shows in the end.
fn shown(folder: &Path, lang: Lang, inputs: Slow) -> (Vec<String>, App) {
    let clock = || "2021-12-15T09:30:00+08:00".to_owned();
    let catalogue = Catalogue::load(&[]);
    let mut files = Files::new(lang, catalogue, folder.to_owned(), Holder::default(), clock);
    let launch = Launch { lang, color: true, ascii: false, today: None, open: None };
    let (mut app, first) = launch.app(&files, SIZE);
    let cells = |count| NonZero::new(count).expect("more than none");
    let parser = vt100::Parser::new(cells(SIZE.height), cells(SIZE.width), 0);
    let screen = Screen(Rc::new(RefCell::new((parser, Vec::new()))));
    let mut painter = Painter::new(screen.clone(), SIZE);
    play(&mut painter, &mut app, &mut files, vec![first], inputs).expect("an emulator draws");
    let last = screen.0.borrow().1.clone();
    (last, app)
}

fn telling(last: &[String]) -> Vec<&str> {
    last.iter().map(String::as_str).filter(|line| line.contains('…')).collect()
}

fn status(app: &App) -> &str {
    app.status.as_ref().map_or("", |status| status.text.as_str())
}

fn bottom_of(app: &App) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    let _ = draw(app, &mut buffer);
    lines(&buffer).pop().unwrap_or_default()
}

#[test]
fn a_list_that_lasts_says_how_far_it_is() {
    let folder = many_sessions();
    let (last, app) = shown(folder.path(), Lang::Zh, Slow::new(100, None, ""));
    let first: Vec<&str> = telling(&last).into_iter().take(3).collect();
    let expected = ["4/30", "7/30", "10/30"];
    assert_eq!(first, expected.map(|of| format!("正在读取考核记录… {of}（Esc 停止）")));
    assert_eq!(app.start.as_ref().map(|start| start.rows.len()), Some(SESSIONS));
    assert_eq!(last.last(), Some(&bottom_of(&app)), "nothing of it is left");
    let (last, _) = shown(folder.path(), Lang::En, Slow::new(100, None, ""));
    assert_eq!(telling(&last)[0], "Reading sessions… 4/30 (Esc stops)");
}

#[test]
fn what_is_quick_or_has_no_clock_says_nothing() {
    let folder = many_sessions();
    for step in [0, 1, 5] {
        let (last, _) = shown(folder.path(), Lang::Zh, Slow::new(step, None, "r"));
        assert_eq!(telling(&last), [""; 0], "{step} ms a file");
    }
}

#[test]
fn a_list_that_was_stopped_shows_what_was_read() {
    let folder = many_sessions();
    let (_, app) = shown(folder.path(), Lang::Zh, Slow::new(100, Some(1000), ""));
    let rows = app.start.as_ref().map_or(0, |start| start.rows.len());
    assert_eq!(rows, 10);
    let said = "已停止：读了 30 份考核记录中的 10 份，没读的不在列表里。";
    assert_eq!(status(&app), said);
}

#[test]
fn a_ranking_tells_both_its_parts_and_can_be_stopped() {
    let folder = many_sessions();
    let (last, app) = shown(folder.path(), Lang::Zh, Slow::new(100, None, "r"));
    assert!(telling(&last).iter().any(|line| line.starts_with("正在计算得分… ")), "{last:?}");
    assert!(matches!(app.overlays.last(), Some(Overlay::Ranking(_))));
    // The list takes a little over three seconds of this clock.
    let (_, app) = shown(folder.path(), Lang::Zh, Slow::new(100, Some(5000), "r"));
    assert!(app.overlays.is_empty());
    assert_eq!(status(&app), "已停止，什么都没有改。");
}

/// What just happened is said whole, whatever its length; the next key gives the lines back.
#[test]
fn a_sentence_longer_than_the_last_line_is_shown_whole() {
    let why = "磁盘已满，请删去不用的文件，或换一个有空间的目录，再按保存；".repeat(2) + "完。";
    let fixture = Fixture { save_fails: Some(&why), ..Fixture::new("wujin-2021", "") };
    let seen = played(&fixture, "home j*3 space", 80, 24);
    let rows: Vec<&str> = seen.text.lines().collect();
    let last = rows[21..24].concat();
    assert!(last.contains("磁盘已满") && last.contains("完。"), "{}", seen.text);
    let after = played(&fixture, "home j*3 space [", 80, 24);
    assert!(!after.text.contains("完。"), "{}", after.text);
}
