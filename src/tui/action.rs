//! The key table: one row says what an action is called, its keys, and where
//! they are pressed. The hint line, the help screen, the palette and the
//! manual are made from it, and [`Keymap::find`] is how a key becomes an action.

mod find;
mod key;
mod keymap;
mod look;
mod markdown;
mod names;
mod place;
mod record;
mod supervise;
#[cfg(test)]
mod tests;

pub use key::Key;
pub use keymap::{Given, Keymap};
pub use markdown::markdown;
pub use place::Place;

use crate::lang::{Lang, keys as words};
use ratatui::crossterm::event::KeyCode;

/// Everything a key can be bound to. What it needs beyond this stands in the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table says what each is called")]
pub enum Action {
    Up,
    Down,
    Fold,
    Unfold,
    PageUp,
    PageDown,
    Top,
    Bottom,
    NextOpen,
    PreviousOpen,
    Cycle,
    Met,
    More,
    Less,
    Type,
    OpenEntry,
    Findings,
    Correction,
    NotApplicable,
    Remark,
    Clear,
    Ledgers,
    Filter,
    Search,
    NextMatch,
    PreviousMatch,
    Escape,
    AutoFold,
    Head,
    TakeEarlier,
    Changes,
    Migrate,
    Finalise,
    Undo,
    Redo,
    Save,
    History,
    Trial,
    Margins,
    Overview,
    GoThere,
    Compare,
    Mark,
    Rank,
    SwitchOrder,
    ShowAll,
    AcceptSide,
    Return,
    Narrow,
    TakeOver,
    DetailsUp,
    DetailsDown,
    Help,
    Back,
    Quit,
    Resume,
    NewSession,
    Trash,
    Restore,
    Add,
    Edit,
    Delete,
    Close,
    Cancel,
    Accept,
    Next,
    NextField,
    PreviousField,
    Choose,
    NewLine,
    Yes,
    Discard,
    No,
    Palette,
    Mouse,
    Phrases,
    CopyEntry,
    PasteEntry,
    Sample,
    Report,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What it does.
    pub action: Action,
    /// Where.
    pub places: &'static [Place],
    /// The keys, the one the hint line shows first.
    pub keys: &'static [Key],
    /// What it is called.
    pub title: fn(Lang) -> &'static str,
    /// What the title does not say, for the help screen.
    pub more: Option<fn(Lang) -> &'static str>,
    /// Its rank on the hint line, 1 first; 0: not shown there.
    pub hint: u8,
}

const fn row(
    action: Action,
    places: &'static [Place],
    keys: &'static [Key],
    title: fn(Lang) -> &'static str,
    hint: u8,
) -> Row {
    Row { action, places, keys, title, more: None, hint }
}

const fn explained(row: Row, more: fn(Lang) -> &'static str) -> Row {
    Row { more: Some(more), ..row }
}

const fn code(code: KeyCode) -> Key {
    Key::Code(code)
}

const fn f(number: u8) -> Key {
    Key::Code(KeyCode::F(number))
}

const ROWS: &[Place] = &[
    Place::Start,
    Place::Trash,
    Place::Review,
    Place::Findings,
    Place::Ledgers,
    Place::Changes,
    Place::History,
    Place::Margins,
    Place::Overview,
    Place::Compare,
    Place::Others,
    Place::Ranking,
    Place::Help,
];
const PAGES: &[Place] = &[
    Place::Start,
    Place::Trash,
    Place::Review,
    Place::Findings,
    Place::Ledgers,
    Place::Filters,
    Place::Changes,
    Place::History,
    Place::Margins,
    Place::Overview,
    Place::Compare,
    Place::Others,
    Place::Ranking,
    Place::Help,
];
const REVIEW: &[Place] = &[Place::Review];
const LISTS: &[Place] = &[Place::Findings, Place::Ledgers];
const UNDO: &[Place] = &[Place::Review, Place::Findings, Place::Ledgers];
/// Lists that typing narrows, a row of which Enter takes.
const NARROWED: &[Place] = &[Place::Palette, Place::Phrases];
const STEPS: &[Place] = &[Place::Review, Place::Findings, Place::Ledgers, Place::Compare];
const SCREENS: &[Place] = &[
    Place::Review,
    Place::Start,
    Place::Trash,
    Place::Findings,
    Place::Ledgers,
    Place::Changes,
    Place::History,
    Place::Margins,
    Place::Overview,
    Place::Compare,
    Place::Others,
    Place::Ranking,
];
const TEXT: &[Place] = &[Place::Form, Place::Prompt, Place::Search];
const UP: Key = code(KeyCode::Up);
const DOWN: Key = code(KeyCode::Down);
const ENTER: Key = code(KeyCode::Enter);
const ESC: Key = code(KeyCode::Esc);
const TAB: Key = code(KeyCode::Tab);
const BACK_TAB: Key = code(KeyCode::BackTab);

/// The table, in the order of the help screen.
pub const TABLE: &[Row] = &[
    explained(row(Action::Cycle, REVIEW, &[Key::Char(' ')], words::cycle, 1), words::cycle_more),
    explained(row(Action::Met, REVIEW, &[Key::Char('m'), f(5)], words::met, 2), words::met_more),
    explained(
        row(Action::More, REVIEW, &[Key::Char('+'), Key::Char('=')], words::more, 7),
        words::more_more,
    ),
    explained(row(Action::Less, REVIEW, &[Key::Char('-')], words::less, 0), words::less_more),
    explained(row(Action::Type, REVIEW, &[Key::Digit], words::typed, 3), words::typed_more),
    explained(
        row(Action::OpenEntry, REVIEW, &[ENTER], words::open_entry, 4),
        words::open_entry_more,
    ),
    row(Action::Findings, REVIEW, &[Key::Char('f'), f(6)], words::findings, 8),
    row(Action::NotApplicable, REVIEW, &[Key::Char('n'), f(4)], words::not_applicable, 6),
    row(Action::Remark, REVIEW, &[Key::Char('r'), f(3)], words::remark, 9),
    row(
        Action::Clear,
        REVIEW,
        &[code(KeyCode::Delete), code(KeyCode::Backspace)],
        words::clear,
        12,
    ),
    explained(row(Action::NextOpen, REVIEW, &[TAB], words::next_open, 5), words::next_open_more),
    row(Action::PreviousOpen, REVIEW, &[BACK_TAB], words::previous_open, 0),
    row(Action::Up, ROWS, &[UP, Key::Char('k')], words::up, 0),
    row(Action::Down, ROWS, &[DOWN, Key::Char('j')], words::down, 0),
    row(Action::Fold, REVIEW, &[code(KeyCode::Left), Key::Char('h')], words::fold, 0),
    row(Action::Unfold, REVIEW, &[code(KeyCode::Right), Key::Char('l')], words::unfold, 0),
    find::FILTER_UP,
    find::FILTER_DOWN,
    find::FILTER_TOP,
    find::FILTER_BOTTOM,
    row(Action::PageUp, PAGES, &[code(KeyCode::PageUp)], words::page_up, 0),
    row(Action::PageDown, PAGES, &[code(KeyCode::PageDown)], words::page_down, 0),
    row(Action::Top, ROWS, &[code(KeyCode::Home), Key::Char('g')], words::top, 0),
    row(Action::Bottom, ROWS, &[code(KeyCode::End), Key::Char('G')], words::bottom, 0),
    row(
        Action::DetailsUp,
        REVIEW,
        &[Key::Char('['), Key::CtrlCode(KeyCode::Up)],
        words::details_up,
        0,
    ),
    row(
        Action::DetailsDown,
        REVIEW,
        &[Key::Char(']'), Key::CtrlCode(KeyCode::Down)],
        words::details_down,
        14,
    ),
    row(Action::Ledgers, REVIEW, &[Key::Char('b'), f(7)], words::ledgers, 10),
    find::SEARCH,
    find::NEXT,
    find::PREVIOUS,
    find::END,
    explained(
        row(Action::Filter, REVIEW, &[Key::Char('t'), f(12)], words::filter, 11),
        words::filter_more,
    ),
    find::AUTO_FOLD,
    row(Action::Head, REVIEW, &[Key::Char('e'), f(8)], words::head, 13),
    explained(
        row(Action::Finalise, REVIEW, &[Key::Char('o'), f(9)], words::finalise, 11),
        words::finalise_more,
    ),
    explained(
        row(Action::TakeEarlier, REVIEW, &[Key::Char('y'), f(2)], words::take_earlier, 1),
        words::take_earlier_more,
    ),
    explained(
        row(Action::Changes, REVIEW, &[Key::Char('v'), f(10)], words::changes, 5),
        words::changes_more,
    ),
    explained(
        row(Action::Migrate, &[Place::Changes], &[ENTER], words::migrate, 1),
        words::migrate_more,
    ),
    row(Action::Add, LISTS, &[Key::Char('a'), f(2), code(KeyCode::Insert)], words::add, 1),
    row(Action::Edit, LISTS, &[ENTER, Key::Char('e')], words::edit, 2),
    row(
        Action::Delete,
        LISTS,
        &[code(KeyCode::Delete), code(KeyCode::Backspace), Key::Char('d')],
        words::delete,
        3,
    ),
    row(Action::Undo, STEPS, &[Key::Char('u'), Key::Ctrl('z')], words::undo, 10),
    row(Action::Redo, STEPS, &[Key::Ctrl('r'), Key::Ctrl('y')], words::redo, 0),
    explained(
        row(Action::Save, UNDO, &[Key::Char('s'), Key::Ctrl('s')], words::save, 0),
        words::save_more,
    ),
    row(Action::Resume, &[Place::Start], &[ENTER], words::resume, 1),
    find::SEARCH_LIST,
    find::SHOW_LIST,
    row(Action::NewSession, &[Place::Start], &[Key::Char('n'), f(2)], words::new_session, 2),
    row(
        Action::Delete,
        &[Place::Start],
        &[code(KeyCode::Delete), Key::Char('d')],
        words::to_trash,
        6,
    ),
    row(Action::Trash, &[Place::Start], &[Key::Char('t'), f(4)], words::trash, 7),
    row(Action::Restore, &[Place::Trash], &[ENTER], words::restore, 1),
    row(
        Action::Accept,
        &[Place::Prompt, Place::Search, Place::Filters],
        &[ENTER],
        words::accept,
        1,
    ),
    find::LINE_NEXT,
    find::LINE_PREVIOUS,
    row(
        Action::Accept,
        &[Place::Form],
        &[Key::Ctrl('s'), f(2), Key::CtrlCode(KeyCode::Enter)],
        words::accept,
        2,
    ),
    row(Action::Next, &[Place::Form], &[ENTER], words::next, 0),
    row(Action::NextField, &[Place::Form], &[TAB, DOWN], words::next_field, 1),
    row(Action::PreviousField, &[Place::Form], &[BACK_TAB, UP], words::previous_field, 0),
    row(
        Action::Choose,
        &[Place::Form],
        &[code(KeyCode::Left), code(KeyCode::Right)],
        words::choose,
        4,
    ),
    row(Action::Yes, &[Place::Confirm], &[ENTER, Key::Char('y')], words::yes, 1),
    row(
        Action::Discard,
        &[Place::Confirm],
        &[code(KeyCode::Delete), Key::Char('d')],
        words::discard,
        3,
    ),
    row(
        Action::No,
        &[Place::Confirm],
        &[ESC, Key::Char('n'), Key::Char('q'), Key::Ctrl('c')],
        words::no,
        2,
    ),
    row(Action::Cancel, TEXT, &[ESC, Key::Ctrl('c')], words::cancel, 2),
    row(Action::Up, NARROWED, &[UP, Key::Ctrl('p')], words::up, 0),
    row(Action::Down, NARROWED, &[DOWN, Key::Ctrl('n')], words::down, 0),
    row(Action::PageUp, NARROWED, &[code(KeyCode::PageUp)], words::page_up, 0),
    row(Action::PageDown, NARROWED, &[code(KeyCode::PageDown)], words::page_down, 0),
    row(Action::Accept, NARROWED, &[ENTER], words::accept, 1),
    row(Action::Cancel, NARROWED, &[ESC, Key::Ctrl('c')], words::cancel, 2),
    explained(
        row(Action::Palette, SCREENS, &[Key::Char(':'), Key::Ctrl('p')], words::palette, 0),
        words::palette_more,
    ),
    explained(row(Action::Mouse, SCREENS, &[Key::Ctrl('o')], words::mouse, 0), words::mouse_more),
    row(Action::Help, SCREENS, &[Key::Char('?'), f(1)], words::help, 0),
    row(
        Action::Close,
        &[Place::Findings, Place::Ledgers, Place::Changes, Place::History, Place::Trash],
        &[ESC, Key::Char('q'), Key::Ctrl('c')],
        words::close,
        4,
    ),
    find::FILTER_HELP,
    find::FILTER_CLOSE,
    row(
        Action::Close,
        &[Place::Help],
        &[ESC, Key::Char('q'), Key::Char('?'), f(1), Key::Ctrl('c')],
        words::close,
        1,
    ),
    row(Action::Back, REVIEW, &[Key::Char('q'), Key::Ctrl('q'), Key::Ctrl('c')], words::back, 0),
    row(
        Action::Quit,
        &[Place::Start],
        &[Key::Char('q'), Key::Ctrl('q'), Key::Ctrl('c')],
        words::quit,
        3,
    ),
];

/// All rows, in the order of the help screen.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    TABLE.iter().chain(look::TABLE).chain(record::TABLE).chain(supervise::TABLE)
}

/// The rows of a place.
pub fn rows_of(place: Place) -> impl Iterator<Item = &'static Row> {
    rows().filter(move |row| row.places.contains(&place))
}

/// The row of an action in a place.
#[must_use]
pub fn row_of(place: Place, action: Action) -> Option<&'static Row> {
    rows_of(place).find(|row| row.action == action)
}
