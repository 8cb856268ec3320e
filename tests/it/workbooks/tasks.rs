//! Workbooks of task lists: words that follow what is entered.

use super::office::worked;
use super::reports::{Change, agrees};
use kaohe::report::workbook::evaluate::Evaluator;
use kaohe::report::workbook::formula::At;
use kaohe::session::{TaskState, Value as Recorded};

/// 完成情况 follows what is entered, and so does 说明 where nobody wrote into it; the other rows
/// keep their words.
#[test]
fn the_state_of_tasks_follows_what_is_entered() {
    let (rubric, session) =
        worked().into_iter().find(|(rubric, _)| rubric.head.id == "anning-2022").expect("tasks");
    let mut after = session.clone();
    let entered = [
        ("二/2/(3)", Recorded::Task(TaskState::Done)),
        ("二/1/(8)", Recorded::Task(TaskState::Done)),
        ("一/1", Recorded::Task(TaskState::NotDone)),
        ("九/2", Recorded::Task(TaskState::Partly)),
        ("三/1/(1)", Recorded::NotApplicable("本地没有".to_owned())),
        ("八/1", Recorded::NotApplicable("由县级统一编制".to_owned())),
    ];
    for (id, value) in entered {
        after.entries.entry(id.to_owned()).or_default().value = value;
    }
    after.entries.remove("七/1");
    let change = Change { name: String::new(), rubric: &rubric, before: session, after };
    agrees(&change);
    let made = change.made();
    let mut evaluator = Evaluator::new(&made.book);
    let mut told = Vec::new();
    for row in 4..100 {
        let mut text = |column| {
            let value = evaluator.cell(At { sheet: 0, row, column });
            value.text().replace('\n', "／")
        };
        let line = [text(1).chars().take(8).collect(), text(3), text(4)];
        if line.iter().any(|words: &String| !words.is_empty()) {
            told.push(line.join("｜"));
        }
    }
    insta::assert_snapshot!("the_state_of_tasks", told.join("\n"));
}
