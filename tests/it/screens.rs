//! Screens: a fixture and a string of keys, played through the loop that runs, and
//! the text of the screen they lead to.

mod compare;
mod copy;
mod corrections;
mod emulated;
mod filters;
mod find;
mod forms;
mod hostile;
mod keys;
mod languages;
mod looks;
mod migrate;
mod mouse;
mod pages;
mod palette;
mod phrases;
pub(crate) mod play;
mod report;
mod sample;
pub(crate) mod seat;
pub(crate) mod start;
pub(crate) mod total_line;
mod trail;
mod trash;
mod trial;
mod working;
