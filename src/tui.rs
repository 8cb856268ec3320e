//! The terminal screens.

pub mod action;
pub mod record;
pub mod tree;
pub mod widgets;
