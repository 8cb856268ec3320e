//! Rows of what only looks at a session: its history, 试算, 得失 and 总览.

use super::{Action, ENTER, ESC, Key, Place, REVIEW, Row, TAB, explained, row, words};
use ratatui::crossterm::event::KeyCode;

const PAGES: &[Place] = &[Place::Margins, Place::Overview];

/// They follow the rows of [`super::TABLE`].
pub(super) const TABLE: &[Row] = &[
    explained(
        row(Action::Trial, REVIEW, &[Key::Char('x'), Key::Ctrl('x')], words::trial, 16),
        words::trial_more,
    ),
    explained(
        row(Action::Margins, REVIEW, &[Key::Char('d'), Key::Ctrl('d')], words::margins, 17),
        words::margins_more,
    ),
    explained(
        row(Action::Overview, REVIEW, &[Key::Char('a'), Key::Ctrl('a')], words::overview, 18),
        words::overview_more,
    ),
    explained(
        row(Action::Trial, &[Place::Margins], &[Key::Char('x'), Key::Ctrl('x')], words::trial, 2),
        words::trial_there_more,
    ),
    row(Action::GoThere, PAGES, &[ENTER], words::go_there, 1),
    row(Action::Close, PAGES, &[ESC, Key::Char('q'), Key::Ctrl('c')], words::close, 4),
    explained(
        row(Action::History, REVIEW, &[Key::Char('i'), Key::Ctrl('l')], words::history, 15),
        words::history_more,
    ),
    row(
        Action::DetailsUp,
        &[Place::History],
        &[Key::Char('['), Key::CtrlCode(KeyCode::Up)],
        words::full_up,
        0,
    ),
    row(
        Action::DetailsDown,
        &[Place::History],
        &[Key::Char(']'), Key::CtrlCode(KeyCode::Down)],
        words::full_down,
        2,
    ),
    row(Action::Narrow, &[Place::History], &[TAB], words::narrow, 1),
    explained(
        row(Action::TakeOver, REVIEW, &[Key::Char('w'), Key::Ctrl('t')], words::take_over, 1),
        words::take_over_more,
    ),
];
