//! Workbooks of reports say whether a veto holds, and whether the score is provisional.

use super::reports::{Change, agrees};
use crate::fixtures::{rubric, session};
use kaohe::session::State;

/// A veto that is recorded less often than it takes is none, until it is recorded once more.
#[test]
fn a_veto_is_told_when_it_holds() {
    let rubric = rubric("wujin-2021");
    let with = |count: u32, state: State| {
        let record = match count {
            0 => String::new(),
            _ => format!("veto:\n  - {{clause: 3b, count: {count}}}\n"),
        };
        let mut session = session("wujin-2021", &[], &record);
        session.head.state = state;
        session
    };
    let (draft, done) = (State::Draft, State::Final);
    for (before, after) in [
        (with(1, draft), with(2, draft)),
        (with(2, draft), with(1, draft)),
        (with(1, draft), with(0, draft)),
        (with(0, done), with(1, draft)),
    ] {
        agrees(&Change { name: String::new(), rubric: &rubric, before, after });
    }
}
