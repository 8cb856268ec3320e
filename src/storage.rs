//! Files: rubrics and sessions read, checked and written.
//!
//! What a person wrote is read into a tree of places, and everything
//! that is wrong with a file is told at once ([`problem`]). What the program
//! writes replaces a file whole or not at all ([`save`]).

pub mod catalogue;
pub mod check_file;
mod format;
mod hash;
pub mod head;
pub mod lock;
mod nearest;
pub mod open;
pub mod paths;
pub mod problem;
pub mod read;
pub mod rubric_file;
pub mod save;
pub mod schema;
pub mod session_file;
mod yaml;
