//! Screens: a fixture and a string of keys, played through the loop that runs, and
//! the text of the screen they lead to.

mod emulated;
mod filters;
mod forms;
mod hostile;
mod keys;
mod languages;
mod looks;
mod migrate;
mod mouse;
mod palette;
pub(crate) mod play;
pub(crate) mod seat;
mod start;
mod trail;
mod trash;
