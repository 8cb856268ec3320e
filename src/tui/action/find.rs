//! The rows of the table about finding: the search line, the matches, the list of filters.

use super::{
    Action, BACK_TAB, DOWN, ESC, Key, Place, REVIEW, Row, TAB, UP, code, explained, f, row, words,
};
use ratatui::crossterm::event::KeyCode;

const START: &[Place] = &[Place::Start];
const LINE: &[Place] = &[Place::Search];
/// Where what was found is: the tree, and what is above it.
const MATCHES: &[Place] = &[Place::Review, Place::Ledgers];
const FILTERS: &[Place] = &[Place::Filters];

pub(super) const SEARCH: Row = explained(
    row(Action::Search, REVIEW, &[Key::Char('/'), Key::Ctrl('f')], words::search, 10),
    words::search_more,
);
pub(super) const SEARCH_LIST: Row = explained(
    row(Action::Search, START, &[Key::Char('/'), Key::Ctrl('f')], words::search, 5),
    words::search_list_more,
);
pub(super) const SHOW_LIST: Row = row(Action::Escape, START, &[ESC], words::show_list, 1);
pub(super) const NEXT: Row =
    row(Action::NextMatch, MATCHES, &[Key::Char('.'), Key::Ctrl('g')], words::next_match, 1);
pub(super) const PREVIOUS: Row = row(
    Action::PreviousMatch,
    MATCHES,
    &[Key::Char(','), Key::Ctrl('b')],
    words::previous_match,
    9,
);
pub(super) const END: Row = row(Action::Escape, REVIEW, &[ESC], words::escape, 1);
pub(super) const AUTO_FOLD: Row = explained(
    row(Action::AutoFold, REVIEW, &[Key::Char('z'), Key::Ctrl('e')], words::auto_fold, 0),
    words::auto_fold_more,
);
pub(super) const LINE_NEXT: Row =
    row(Action::NextMatch, LINE, &[DOWN, TAB, Key::Ctrl('g')], words::next_match, 3);
pub(super) const LINE_PREVIOUS: Row =
    row(Action::PreviousMatch, LINE, &[UP, BACK_TAB, Key::Ctrl('b')], words::previous_match, 4);

// Letters narrow the list of filters, so that they move nothing there.
pub(super) const FILTER_UP: Row = row(Action::Up, FILTERS, &[UP, BACK_TAB], words::up, 0);
pub(super) const FILTER_DOWN: Row = row(Action::Down, FILTERS, &[DOWN, TAB], words::down, 0);
pub(super) const FILTER_TOP: Row = row(Action::Top, FILTERS, &[code(KeyCode::Home)], words::top, 0);
pub(super) const FILTER_BOTTOM: Row =
    row(Action::Bottom, FILTERS, &[code(KeyCode::End)], words::bottom, 0);
pub(super) const FILTER_HELP: Row = row(Action::Help, FILTERS, &[f(1)], words::help, 0);
pub(super) const FILTER_CLOSE: Row =
    row(Action::Close, FILTERS, &[ESC, Key::Ctrl('c')], words::close, 4);
