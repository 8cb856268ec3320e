//! Clicks and the wheel, on the state that the screens are drawn from.

use super::play::{Fixture, played};
use kaohe::tui::action::Place;
use kaohe::tui::app::{App, Effect, Msg, Overlay};
use kaohe::tui::update::update;
use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

/// The state after keys, with the screen's text.
fn after(keys: &str) -> (App, String) {
    let seen = played(&Fixture::new("wujin-2021", ""), keys, 80, 24);
    (seen.app, seen.text)
}

fn mouse(app: &mut App, kind: MouseEventKind, column: u16, row: u16) -> Vec<Effect> {
    let modifiers = KeyModifiers::NONE;
    update(app, Msg::Mouse(MouseEvent { kind, column, row, modifiers }))
}

fn click(app: &mut App, column: u16, row: u16) -> Vec<Effect> {
    mouse(app, MouseEventKind::Down(MouseButton::Left), column, row)
}

/// The line of the screen with this text.
fn line_of(text: &str, words: &str) -> u16 {
    let line = text.lines().position(|line| line.contains(words)).expect(words);
    u16::try_from(line).expect("a line of a screen")
}

fn cursor(app: &App) -> usize {
    app.review.as_ref().expect("a session").tree.cursor()
}

#[test]
fn a_click_selects_a_row_and_its_mark_folds_it() {
    let (mut app, text) = after("home");
    let row = line_of(&text, "▾二");
    assert_eq!(click(&mut app, 20, row), []);
    assert_eq!(cursor(&app), usize::from(row - 1));
    let before = app.review.as_ref().expect("a session").tree.len();
    let _ = click(&mut app, 2, row);
    let tree = &app.review.as_ref().expect("a session").tree;
    assert!(tree.len() < before, "folded");
    let _ = click(&mut app, 2, row);
    assert_eq!(app.review.as_ref().expect("a session").tree.len(), before, "unfolded again");
    let _ = click(&mut app, 20, 22);
    assert_eq!(cursor(&app), usize::from(row - 1), "the total line is no row");
}

#[test]
fn the_wheel_scrolls_what_is_under_the_pointer() {
    let (mut app, _) = after("home");
    let _ = mouse(&mut app, MouseEventKind::ScrollDown, 5, 5);
    assert_eq!(cursor(&app), 3);
    let _ = mouse(&mut app, MouseEventKind::ScrollUp, 5, 5);
    assert_eq!(cursor(&app), 0);
    let _ = mouse(&mut app, MouseEventKind::ScrollDown, 60, 5);
    assert_eq!(cursor(&app), 0, "the details are scrolled, the tree is not");
    let (mut app, _) = after("?");
    let _ = mouse(&mut app, MouseEventKind::ScrollDown, 5, 5);
    assert!(matches!(app.overlays.last(), Some(Overlay::Help(3))));
}

#[test]
fn a_hint_does_what_its_key_does() {
    let (mut app, text) = after("");
    let line = text.lines().nth(23).expect("the last line").to_owned();
    let before = &line[..line.find("m 无问题").expect("the hint")];
    let column = u16::try_from(kaohe::visible::width(before)).expect("a column");
    let effects = click(&mut app, column, 23);
    assert_eq!(effects, [Effect::Save]);
    assert_eq!(app.review.as_ref().expect("a session").card.total.progress.open, 34);
}

#[test]
fn lists_and_forms_are_pointed_at() {
    let (mut app, text) = after("t");
    let _ = click(&mut app, 10, line_of(&text, "  未评"));
    assert!(app.overlays.is_empty(), "chosen at once");
    assert!(app.review.as_ref().expect("a session").tree.filter().is_some());
    let (mut app, text) = after(": text:筛选");
    let _ = click(&mut app, 10, line_of(&text, "t F12"));
    assert_eq!(app.place(), Place::Filters);
    let (mut app, text) = after("b");
    let row = line_of(&text, "4b");
    let _ = click(&mut app, 10, row);
    assert_eq!(app.place(), Place::Ledgers, "the first click selects");
    let _ = click(&mut app, 10, row);
    assert_eq!(app.place(), Place::Form, "the second acts");
    let (mut app, text) = after("e");
    let _ = click(&mut app, 20, line_of(&text, "日期"));
    let Some(Overlay::Form(dialog)) = app.overlays.last() else { panic!("a form") };
    assert_eq!(dialog.form.focused(), "date");
    let _ = click(&mut app, 4, line_of(&text, "[ 确定 ]"));
    assert!(app.overlays.is_empty());
}

#[test]
fn rows_of_pages_are_pointed_at() {
    for (keys, words) in
        [("/ text:一/1/5 enter esc 3 enter home d", "一/1/5"), ("home a", "二 重点工作")]
    {
        let (mut app, text) = after(keys);
        let row = line_of(&text, words);
        let (before, place) = (cursor(&app), app.place());
        let _ = click(&mut app, 20, row);
        if app.place() == place {
            let _ = click(&mut app, 20, row);
        }
        assert!(app.overlays.is_empty() && cursor(&app) != before, "{keys}");
    }
}

#[test]
fn it_is_switched_in_the_palette() {
    let (mut app, _) = after("");
    assert!(!app.mouse, "off unless asked for");
    let key = |c, modifiers| {
        use ratatui::crossterm::event::{KeyCode, KeyEvent};
        Msg::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    };
    assert_eq!(update(&mut app, key('o', KeyModifiers::CONTROL)), [Effect::Mouse(true)]);
    assert_eq!(update(&mut app, key('o', KeyModifiers::CONTROL)), [Effect::Mouse(false)]);
}

#[test]
fn no_place_is_an_error() {
    for keys in ["", "?", "b", "t", "e", ":", "3", "tab*6 f", "o", "r", "20x5"] {
        let (app, _) = after(keys);
        for kind in [
            MouseEventKind::ScrollDown,
            MouseEventKind::ScrollUp,
            MouseEventKind::Down(MouseButton::Left),
        ] {
            for (column, row) in [(0, 0), (2, 4), (30, 10), (79, 23), (500, 500), (0, 23)] {
                let mut app = app.clone();
                let _ = mouse(&mut app, kind, column, row);
            }
        }
    }
}
