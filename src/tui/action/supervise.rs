//! Rows of what a supervisor does: comparing, accepting, returning, ranking.

use super::{Action, ENTER, ESC, Key, Place, REVIEW, Row, TAB, code, explained, f, row, words};
use ratatui::crossterm::event::KeyCode;

const START: &[Place] = &[Place::Start];
const COMPARE: &[Place] = &[Place::Compare];
const OTHERS: &[Place] = &[Place::Others];
const RANKING: &[Place] = &[Place::Ranking];
const REPORTED: &[Place] = &[Place::Review, Place::Start, Place::Compare, Place::Ranking];
const MARKED: &[Place] = &[Place::Start, Place::Others];
const RETURNED: &[Place] = &[Place::Review, Place::Compare];

/// They follow the rows of [`super::look::TABLE`].
pub(super) const TABLE: &[Row] = &[
    explained(row(Action::Mark, MARKED, &[Key::Char(' ')], words::mark, 3), words::mark_more),
    explained(
        row(Action::Compare, START, &[Key::Char('c'), f(6)], words::compare, 4),
        words::compare_more,
    ),
    explained(row(Action::Rank, START, &[Key::Char('r'), f(7)], words::rank, 5), words::rank_more),
    explained(
        row(Action::Compare, REVIEW, &[Key::Char('C'), Key::Ctrl('u')], words::compare, 19),
        words::compare_open_more,
    ),
    explained(
        row(Action::Return, RETURNED, &[Key::Char('R'), Key::Ctrl('k')], words::returned, 20),
        words::returned_more,
    ),
    explained(
        row(Action::Report, REPORTED, &[Key::Char('E'), f(11)], words::report, 21),
        words::report_more,
    ),
    row(Action::Compare, OTHERS, &[ENTER], words::compare, 1),
    explained(
        row(Action::AcceptSide, COMPARE, &[Key::Column], words::accept_side, 1),
        words::accept_side_more,
    ),
    row(Action::SwitchOrder, COMPARE, &[TAB], words::switch_order, 2),
    row(Action::SwitchOrder, RANKING, &[TAB], words::units_or_clauses, 2),
    row(Action::ShowAll, COMPARE, &[Key::Char('t'), f(12)], words::show_all, 3),
    row(
        Action::DetailsUp,
        COMPARE,
        &[Key::Char('['), Key::CtrlCode(KeyCode::Up)],
        words::full_up,
        0,
    ),
    row(
        Action::DetailsDown,
        COMPARE,
        &[Key::Char(']'), Key::CtrlCode(KeyCode::Down)],
        words::full_down,
        0,
    ),
    row(Action::Resume, RANKING, &[code(KeyCode::Enter)], words::resume, 1),
    row(
        Action::Close,
        &[Place::Compare, Place::Others, Place::Ranking],
        &[ESC, Key::Char('q'), Key::Ctrl('c')],
        words::close,
        4,
    ),
];
