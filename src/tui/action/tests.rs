//! The key table holds what the house promises of keys.

use super::{Action, Key, Place, TABLE, find, rows_of};
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
        Key::Digit | Key::Ctrl(_) | Key::Code(_) | Key::CtrlCode(_) => true,
    };
    for row in TABLE {
        assert!(row.keys.iter().any(safe), "{:?}", row.action);
    }
}

#[test]
fn letters_are_text_where_text_is_typed() {
    for place in [Place::Form, Place::Prompt, Place::Search, Place::Filters] {
        let letters = rows_of(place).flat_map(|row| row.keys);
        assert!(!letters.into_iter().any(|key| matches!(key, Key::Char(_) | Key::Digit)));
    }
}

#[test]
fn full_width_signs_and_shift_are_understood() {
    let press = |code, modifiers| find(Place::Review, &KeyEvent::new(code, modifiers));
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
