//! Files: rubrics and sessions read, checked and written.
//!
//! What a person wrote is read into a tree of places, and everything
//! that is wrong with a file is told at once ([`problem`]). What the program
//! writes replaces a file whole or not at all ([`save`]); every change of a session goes
//! into its journal first ([`journal`]).

pub mod catalogue;
pub mod check_file;
pub mod config_file;
pub mod copies;
pub mod disk;
pub mod documents;
mod format;
mod hash;
pub mod head;
pub mod journal;
pub mod lock;
pub(crate) mod many;
mod nearest;
pub mod open;
pub mod orphans;
pub mod paths;
pub mod phrases;
pub mod problem;
pub mod ranked;
pub mod reach;
pub mod read;
pub mod replay;
pub mod rubric_file;
pub mod save;
pub mod schema;
pub mod session_file;
pub mod slip;
pub mod spreadsheet;
pub mod trash;
pub mod verify;
pub mod walk;
pub mod watch;
pub mod writer;
mod yaml;
