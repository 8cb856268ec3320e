//! Screens: a fixture and a string of keys, played through the loop that runs, and
//! the text of the screen they lead to.

mod emulated;
mod forms;
mod keys;
mod looks;
pub(crate) mod play;
pub(crate) mod seat;
mod start;
mod trail;
mod trash;
