//! 试算: everything works on a copy, and nothing of it is kept.

use super::play::{Fixture, Seen, played};
use super::seat::{Seat, said};
use super::trail::{NAME, one_session};
use insta::assert_snapshot;
use kaohe::tui::app::Review;
use kaohe::tui::widgets::theme::{Symbols, Theme};
use std::fs;
use std::path::{Path, PathBuf};

fn review(seen: &Seen) -> &Review {
    seen.app.review.as_ref().expect("a session")
}

/// What is recorded, what it comes to, what can be undone.
fn state(seen: &Seen) -> String {
    let Review { session, card, history, unwritten, saved, is_behind, .. } = review(seen);
    format!("{session:?}{card:?}{history:?}{unwritten:?}{saved:?}{is_behind:?}")
}

/// Keys of every kind: state, n/a, remark, count, number, met, clear, undo, redo.
const EVERYTHING: &str = "home j*3 space j n text:本地没有 enter r text:试一试 enter \
                          j*5 + + 2 enter j*2 m del k del u u C-r";

#[test]
fn a_trial_changes_nothing_that_is_kept() {
    let fixture = Fixture::new("wujin-2021", "entries: {一/1/1a: {met: true}}\n");
    let before = played(&fixture, "home j*3 j space u", 80, 24);
    let after = played(&fixture, &format!("home j*3 j space u x {EVERYTHING} x"), 80, 24);
    assert_eq!(state(&after), state(&before));
    assert_eq!(after.saves, before.saves, "nothing was saved");
    assert_eq!(said(&after), "已退出试算，记录没有变。");
    let tried = played(&fixture, &format!("home j*3 j space u x {EVERYTHING}"), 80, 24);
    assert_ne!(state(&tried), state(&before), "the keys do something");
    assert!(review(&tried).is_trial() && tried.app.overlays.is_empty());
    for leaves in ["esc", "q", "C-c", "C-x"] {
        let left = played(&fixture, &format!("x home j*3 space {leaves}"), 80, 24);
        assert!(!review(&left).is_trial(), "{leaves}");
    }
}

#[test]
fn a_bonus_that_is_tried_is_not_kept() {
    let fixture = Fixture::new("wujin-2021", "");
    let tried = played(&fixture, "x b a text:1.5 F2", 80, 24);
    assert_eq!((review(&tried).session.bonus.len(), tried.saves), (1, 0), "{}", tried.text);
    let left = played(&fixture, "x b a text:1.5 F2 esc esc", 80, 24);
    assert!(review(&left).session.bonus.is_empty() && !review(&left).is_trial());
}

#[test]
fn undo_in_a_trial_takes_back_only_what_was_tried() {
    let fixture = Fixture::new("wujin-2021", "");
    let seen = played(&fixture, "home j*3 space x space space u u u", 80, 24);
    assert_eq!(said(&seen), "没有可撤销的。");
    assert!(review(&seen).session.entry("一/1/1a").is_some(), "the real change stays");
    let left = played(&fixture, "home j*3 space x space esc u", 80, 24);
    assert_eq!(said(&left), "已撤销 一/1/1a");
    assert!(review(&left).session.entry("一/1/1a").is_none());
}

fn bytes(path: &Path) -> (Vec<u8>, Option<Vec<u8>>) {
    let journal = PathBuf::from(format!("{}.journal", path.display()));
    (fs::read(path).expect("a session"), fs::read(journal).ok())
}

#[test]
fn file_and_journal_stay_as_they_are() {
    let (_folder, path) = one_session(NAME);
    Seat::at_session(&path, "张三").press("home j*3 space q");
    let before = bytes(&path);
    assert!(before.1.is_some());
    let mut seat = Seat::at_session(&path, "张三");
    seat.press(&format!("x {EVERYTHING} x"));
    assert_eq!(bytes(&path), before, "after the trial");
    // What was changed just before the trial is saved, and not what is tried.
    seat.press("home j*3 space x j space space q q");
    let mut plain = Seat::at_session(&path, "张三");
    let entry = |seen: &Seen, id: &str| review(seen).session.entry(id).cloned();
    let kept = plain.press("");
    plain.press("q");
    let (_other, untouched) = one_session(NAME);
    let as_it_was = Seat::at_session(&untouched, "张三").press("");
    assert_eq!(entry(&kept, "一/1/1b"), entry(&as_it_was, "一/1/1b"));
    assert_ne!(entry(&kept, "一/1/1a"), entry(&as_it_was, "一/1/1a"));
}

#[test]
fn it_works_where_nothing_may_be_changed() {
    for (read_only, is_final) in [(true, false), (false, true), (true, true)] {
        let fixture = Fixture { read_only, is_final, ..Fixture::new("wujin-2021", "") };
        let refused = played(&fixture, "home j*3 space", 80, 24);
        assert!(review(&refused).session.entry("一/1/1a").is_none());
        let tried = played(&fixture, "home j*3 x space space", 80, 24);
        assert!(review(&tried).session.entry("一/1/1a").is_some());
        let left = played(&fixture, "home j*3 x space space x space", 80, 24);
        assert_eq!(state(&left), state(&refused));
        assert_eq!(left.saves, 0);
    }
}

#[test]
fn what_is_not_for_a_trial_says_so() {
    for keys in ["o", "s", "F9", "C-s", "w"] {
        let seen = played(&Fixture::new("wujin-2021", ""), &format!("x {keys}"), 80, 24);
        assert_eq!(said(&seen), "试算中不能做这个：先按 x 或 Esc 退出试算。", "{keys}");
        assert!(seen.app.overlays.is_empty(), "{keys}");
    }
    for keys in ["e", "F8", "home enter"] {
        let seen = played(&Fixture::new("wujin-2021", ""), &format!("x {keys}"), 80, 24);
        assert_eq!(said(&seen), "本细则没有单位类型和系数，试算只改各条记录。", "{keys}");
        assert!(seen.app.overlays.is_empty(), "{keys}");
    }
    let outside = played(&Fixture::new("wujin-2021", ""), "esc", 80, 24);
    assert!(!review(&outside).is_trial() && said(&outside).is_empty());
}

const RECORD: &str = "entries: {一/1/1a: {met: true}, 一/1/1b: {hit: true}}\n";

#[test]
fn a_trial_at_80_by_24() {
    let fixture = Fixture { is_final: true, ..Fixture::new("wujin-2021", RECORD) };
    assert_snapshot!(played(&fixture, "home j*4 x m k k", 80, 24).text);
}

#[test]
fn a_trial_at_120_by_40_in_english_without_colour() {
    let fixture = Fixture {
        lang: kaohe::lang::Lang::En,
        theme: Theme::mono(),
        symbols: Symbols::ascii(),
        ..Fixture::new("wujin-2021", RECORD)
    };
    assert_snapshot!(played(&fixture, "home j*4 x m k", 120, 40).text);
}

#[test]
fn a_trial_of_a_checklist_counts_tasks() {
    let seen = played(&Fixture::new("anning-2022", ""), "x space j", 80, 24);
    let total = seen.text.lines().rev().nth(1).expect("a total line");
    assert!(total.contains("试算") && total.contains("(+1)"), "{total}");
}

/// A rubric whose total is multiplied by a factor that is chosen.
const FACTORS: &str = "entries: {'1/a': {met: true}, '2': {score: 70}}\nfactors: {质量系数: 优}\n";

#[test]
fn a_factor_can_be_tried() {
    let fixture = Fixture::new("factors", FACTORS);
    let real = played(&fixture, "home", 80, 24);
    let form = played(&fixture, "home x e", 80, 24);
    assert!(
        form.text.contains("系数 质量系数") && !form.text.contains("考核单位"),
        "{}",
        form.text
    );
    for opens in ["e", "enter"] {
        let tried = played(&fixture, &format!("home x {opens} right right F2"), 80, 24);
        let chosen = review(&tried).session.factors.get("质量系数").cloned();
        assert_eq!((chosen.as_deref(), tried.saves), (Some("差"), 0), "{}", tried.text);
        assert_ne!(review(&tried).card.total.score, review(&real).card.total.score);
        assert_eq!(review(&tried).session.head, review(&real).session.head);
        let left = played(&fixture, &format!("home x {opens} right right F2 x"), 80, 24);
        assert_eq!(state(&left), state(&real));
    }
}

#[test]
fn a_kind_of_unit_can_be_tried() {
    let fixture = Fixture::new("jinzhong-2019", "");
    let tried = played(&fixture, "x e space F2", 80, 24);
    assert_eq!(review(&tried).session.head.tags.len(), 1, "{}", tried.text);
    let left = played(&fixture, "x e space F2 esc", 80, 24);
    assert!(review(&left).session.head.tags.is_empty() && left.saves == 0);
}

#[test]
fn margins_lead_into_a_trial_of_the_clause() {
    let record = "entries: {一/1/1a: {hit: true}, 一/1/1b: {hit: true}}\n";
    for read_only in [false, true] {
        let fixture = Fixture { read_only, ..Fixture::new("wujin-2021", record) };
        let selected = |seen: &Seen| review(seen).selected().map(|selected| selected.id);
        let leads = |down: &usize| {
            let there = played(&fixture, &format!("home d down*{down} enter"), 80, 24);
            there.app.overlays.is_empty() && selected(&there).as_deref() == Some("一/1/1a")
        };
        let down = (0..40).find(leads).expect("a row of the list");
        let keys = format!("home d down*{down} x");
        let there = played(&fixture, &keys, 80, 24);
        assert!(review(&there).is_trial() && there.app.overlays.is_empty(), "{}", there.text);
        assert_eq!(selected(&there).as_deref(), Some("一/1/1a"));
        let tried = played(&fixture, &format!("{keys} m"), 80, 24);
        assert!(review(&tried).tried_difference().is_some_and(|gain| !gain.is_zero()));
        let left = played(&fixture, &format!("{keys} m x"), 80, 24);
        assert_eq!(state(&left), state(&played(&fixture, "home", 80, 24)));
        let again = played(&fixture, "home d x m d x", 80, 24);
        assert!(review(&again).is_trial() && again.app.overlays.is_empty());
    }
}
