//! The key table holds what the house promises of keys.

use super::{Action, Given, Key, Keymap, Place, row_of, rows, rows_of};
use crate::lang::Lang;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

#[test]
fn a_key_does_one_thing_in_a_place() {
    for place in Place::ALL {
        let keys: Vec<Key> = rows_of(place).flat_map(|row| row.keys).copied().collect();
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{place:?} {key:?}");
        }
    }
}

#[test]
fn every_action_has_a_key_that_no_input_method_swallows() {
    let safe = |key: &Key| match key {
        Key::Char(c) => !c.is_alphabetic(),
        Key::Digit | Key::Column | Key::Ctrl(_) | Key::Code(_) | Key::CtrlCode(_) => true,
    };
    for row in rows() {
        assert!(row.keys.iter().any(safe), "{:?}", row.action);
    }
}

#[test]
fn letters_are_text_where_text_is_typed() {
    for place in Place::ALL.into_iter().filter(|place| place.is_text()) {
        let letters = rows_of(place).flat_map(|row| row.keys);
        assert!(
            !letters.into_iter().any(|key| matches!(key, Key::Char(_) | Key::Digit | Key::Column))
        );
    }
}

#[test]
fn full_width_signs_and_shift_are_understood() {
    let press =
        |code, modifiers| Keymap::default().find(Place::Review, &KeyEvent::new(code, modifiers));
    let plain = |c| press(KeyCode::Char(c), KeyModifiers::NONE);
    assert_eq!(plain('？'), Some(Action::Help));
    assert_eq!(plain('＋'), Some(Action::More));
    assert_eq!(plain('\u{3000}'), Some(Action::Cycle));
    assert_eq!(plain('３'), Some(Action::Type));
    assert_eq!(plain('【'), Some(Action::DetailsUp));
    assert_eq!(press(KeyCode::Char('G'), KeyModifiers::SHIFT), Some(Action::Bottom));
    assert_eq!(press(KeyCode::Tab, KeyModifiers::SHIFT), Some(Action::PreviousOpen));
    assert_eq!(press(KeyCode::Char('R'), KeyModifiers::CONTROL), Some(Action::Redo));
}

#[test]
fn the_columns_of_a_comparison_are_told_as_they_are() {
    let row = row_of(Place::Compare, Action::AcceptSide).expect("a row");
    let keymap = Keymap::default();
    assert_eq!(keymap.names(Place::Compare, row, Lang::Zh), "1-3");
    let pressed = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
    // A column that is not there can be asked for, and is told to be none.
    for digit in ['1', '3', '7'] {
        assert_eq!(keymap.find(Place::Compare, &pressed(digit)), Some(Action::AcceptSide));
    }
}

#[test]
fn names_are_of_one_thing() {
    for (at, place) in Place::ALL.iter().enumerate() {
        assert!(!Place::ALL[..at].iter().any(|other| other.name() == place.name()), "{place:?}");
        let actions: Vec<Action> = rows_of(*place).map(|row| row.action).collect();
        for (at, action) in actions.iter().enumerate() {
            let twice = actions[..at].iter().any(|other| other.name() == action.name());
            assert!(!twice, "{place:?} {action:?}");
        }
    }
}

#[test]
fn every_key_is_spelled_in_one_way_that_is_read_again() {
    for key in rows().flat_map(|row| row.keys) {
        assert_eq!(Key::parse(&key.spelled()), Ok(*key));
    }
    for (written, key) in [
        ("ctrl-s", Ok(Key::Ctrl('s'))),
        ("Ctrl-S", Ok(Key::Ctrl('s'))),
        ("f5", Ok(Key::Code(KeyCode::F(5)))),
        ("Space", Ok(Key::Char(' '))),
        ("shift-tab", Ok(Key::Code(KeyCode::BackTab))),
        ("M", Ok(Key::Char('M'))),
        ("？", Ok(Key::Char('?'))),
        ("C-m", Err(Some("enter"))),
        ("C-i", Err(Some("tab"))),
        ("7", Err(Some("0-9"))),
        ("F13", Err(None)),
        ("A-x", Err(None)),
        ("测", Err(None)),
        ("", Err(None)),
    ] {
        assert_eq!(Key::parse(written), key, "{written}");
    }
}

#[test]
fn a_sentence_names_the_keys_in_force() {
    let keys = Keymap::new(vec![Given {
        place: Place::Review,
        action: Action::Finalise,
        keys: vec![Key::Ctrl('k')],
    }]);
    let told = |text| keys.told(Lang::Zh, text).into_owned();
    assert_eq!(told("按 ⟦review.finalise⟧ 取消定稿"), "按 Ctrl-K 取消定稿");
    assert_eq!(told("⟦start.trash⟧；⟦review.undo!⟧ 撤销"), "t 或 F4；u 撤销");
    for untouched in ["⟦nowhere.undo⟧", "⟦review.nothing⟧", "⟦", "⟧⟦review.undo", "六项〔2021〕"]
    {
        assert_eq!(told(untouched), untouched);
    }
}
