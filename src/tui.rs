//! The terminal screens.

pub mod action;
pub mod app;
pub mod applies;
pub mod details;
pub mod help;
pub mod layout;
pub mod record;
pub mod tree;
pub mod update;
pub mod view;
pub mod widgets;
