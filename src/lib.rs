//! 考核 (kaohe): 安全生产目标责任考核 in a terminal.

pub mod cli;
pub mod comparison;
pub mod draft;
pub mod half_width;
pub mod lang;
pub mod names;
pub mod phrases;
pub mod points;
pub mod ranking;
pub mod report;
pub mod rubric;
pub mod score;
pub mod session;
pub mod storage;
pub mod tui;
pub mod visible;
pub mod wording;
