//! The palette: what is offered, how it is narrowed, and that it does what the key does.

use super::play::{Fixture, Seen, played, screen};
use insta::assert_snapshot;
use kaohe::lang::Lang;
use kaohe::tui::action::{Action, Place, rows_of};
use kaohe::tui::app::{App, Overlay};
use kaohe::tui::applies::applies;

fn after(keys: &str) -> Seen {
    played(&Fixture::new("wujin-2021", ""), keys, 80, 24)
}

/// What the palette offers, from the top.
fn offered(app: &App) -> Vec<Action> {
    let Some(Overlay::Palette(list)) = app.overlays.last() else { panic!("no palette") };
    list.shown(app).iter().map(|row| row.action).collect()
}

#[test]
fn everything_that_can_be_done_at_80_by_24() {
    assert_snapshot!(screen("wujin-2021", ":", 80, 24));
}

#[test]
fn narrowed_at_120_by_40_in_english() {
    let fixture = Fixture { lang: Lang::En, ..Fixture::new("wujin-2021", "") };
    assert_snapshot!(played(&fixture, "C-p text:open", 120, 40).text);
}

#[test]
fn what_cannot_be_done_now_is_not_offered() {
    for keys in ["", "space", "home", "end", "b", "a", "tab*6 f text:甲 F2"] {
        let before = after(keys);
        let place = before.app.place();
        let can = |action: &Action| *action != Action::Palette && applies(*action, &before.app);
        let mut expected: Vec<Action> = rows_of(place).map(|row| row.action).filter(can).collect();
        let seen = after(&format!("{keys} :"));
        let mut found = offered(&seen.app);
        expected.sort_by_key(|action| action.name());
        found.sort_by_key(|action| action.name());
        assert_eq!(found, expected, "{keys}");
    }
    assert!(!offered(&after(":").app).contains(&Action::Undo), "nothing was done yet");
    assert!(offered(&after("space :").app).contains(&Action::Undo));
}

/// Every action offered on the review screen, chosen by its English title, leaves what its
/// key leaves.
#[test]
fn enter_does_what_the_key_does() {
    for (key, title) in [
        ("space", "状态"),
        ("m", "无问题"),
        ("f", "情形清单"),
        ("n", "不涉及"),
        ("r", "remark"),
        ("b", "bonus"),
        ("t", "筛选"),
        ("?", "帮助"),
        ("tab", "下一未评"),
        ("G", "last"),
        ("q", "返回"),
    ] {
        for colon in [":", "C-p", "："] {
            let by_key = after(&format!("space tab {key}"));
            let by_name = after(&format!("space tab {colon} text:{title} enter"));
            assert_eq!(by_key.text, by_name.text, "{key}");
        }
    }
}

#[test]
fn a_number_can_be_asked_for_without_its_first_digit() {
    let seen = after("tab*6 : text:填数 enter 4 enter");
    let review = seen.app.review.as_ref().expect("a session");
    assert_eq!(review.session.entry("一/1/5").expect("an entry").count(), 4);
}

#[test]
fn letters_are_text_and_escape_changes_nothing() {
    let seen = after(": text:qjkm? esc");
    assert!(seen.app.overlays.is_empty() && seen.saves == 0);
    let none = after(": text:没有这个 enter");
    assert_eq!(none.app.place(), Place::Palette);
    assert!(none.text.contains("现在没有这样的命令"), "{}", none.text);
    let keys = after(": text:f5");
    assert_eq!(offered(&keys.app), [Action::Met]);
}
