//! The building blocks of the screens: plain data, keys in, cells out.
//!
//! A widget is a value with `key`, `paste` and `render(&self, area, buffer, …)`.
//! It knows no terminal, no file, no language and nothing of rubrics or
//! sessions: what it shows is given to it, what was entered is read from it.
//! Drawing writes nothing back, and no area, however small, is an error.

pub mod area;
mod draw;
mod editor;
pub mod field;
pub mod form;
mod form_view;
pub mod input;
pub mod list;
mod options;
pub mod text;
pub mod theme;
mod wrap;

pub(super) use editor::LONGEST_TEXT;

/// What a widget did with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What was entered is different now.
    Changed,
    /// The key was for this widget, but what was entered is the same.
    Moved,
    /// The key means nothing here; whoever holds the widget may use it.
    Ignored,
}
