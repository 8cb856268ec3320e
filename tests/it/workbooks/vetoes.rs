//! Workbooks of reports say whether a veto holds, and whether the score is provisional.

use super::reports::{Change, agrees};
use crate::fixtures::{rubric, session};
use kaohe::report::Kind;
use kaohe::report::workbook::book::Content;
use kaohe::report::workbook::evaluate::Evaluator;
use kaohe::report::workbook::formula::At;
use kaohe::session::{Session, State};

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

/// A veto that is recorded in a summary sets its score, and the rows above the score say why.
#[test]
fn a_veto_recorded_in_a_summary_is_seen_there() {
    let rubric = rubric("pengxi-2022");
    let with = |record: &str| session("pengxi-2022", &[], record);
    let (without, vetoed) = (with("entries: {}\n"), with("veto:\n  - {clause: 21a, count: 1}\n"));
    let shown = |before: &Session, after: &Session| {
        let (before, after) = (before.clone(), after.clone());
        let made = Change { name: String::new(), rubric: &rubric, before, after }.made();
        let place = Kind::OF_ONE.iter().position(|kind| *kind == Kind::Summary).expect("it");
        let mut evaluator = Evaluator::new(&made.book);
        let mut of = |label: &str, column: u16| {
            let cells = &made.book.sheets[place].cells;
            let is_label = |content: &Content| *content == Content::Text(label.to_owned());
            let found = cells.iter().find(|(at, cell)| at.1 == 0 && is_label(&cell.content));
            let ((row, _), _) = found.expect(label);
            evaluator.cell(At { sheet: place, row: *row, column }).text()
        };
        [of("否决前得分", 5), of("一票否决", 2), of("一票否决", 3)]
    };
    let [before, held, words] = shown(&without, &without);
    assert_eq!((held.as_str(), words.as_str()), ("无", ""));
    let changed = shown(&without, &vetoed);
    assert_eq!(changed, [before.clone(), "是".to_owned(), "（记录已改动）".to_owned()]);
    assert_eq!(shown(&vetoed, &without)[..2], [before, "无".to_owned()]);
    agrees(&Change { name: String::new(), rubric: &rubric, before: without, after: vetoed });
}
