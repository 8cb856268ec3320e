//! What is told of limits: those that took something away, and no others.

use super::of_every_rule;
use kaohe::lang::Lang;
use kaohe::report::{Kind, Quantity, Report, Slot};

/// Sentences about limits within words: what is before one and what it lets count.
fn told(words: &str) -> Vec<(String, String)> {
    let of_line = |line: &str| {
        let (_, rest) = line.split_once("小计 ")?;
        let (before, rest) = rest.split_once("，本项封顶 ")?;
        let (_, after) = rest.split_once("，扣 ")?;
        Some((before.to_owned(), after.split(['）', '；']).next()?.to_owned()))
    };
    words.lines().filter_map(of_line).collect()
}

fn words_of_limits(report: &Report) -> Vec<String> {
    let rows = report.tables.iter().flat_map(|table| &table.rows);
    let cells = rows.map(|row| row.slots.iter().filter_map(Slot::cell).collect::<Vec<_>>());
    let is_limit = |cell: &&kaohe::report::Cell| matches!(cell.quantity, Some(Quantity::Limits(_)));
    let limits = cells.filter(|cells| cells.iter().any(is_limit));
    limits
        .map(|cells| cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\n"))
        .collect()
}

#[test]
fn limits_that_took_nothing_are_not_listed() {
    let (mut listed, mut idle) = (0, 0);
    for case in of_every_rule() {
        for kind in [Kind::Deductions, Kind::Issues] {
            for words in words_of_limits(&case.report(Lang::Zh, kind)) {
                for (before, after) in told(&words) {
                    assert_ne!(before, after, "{}: {words}", case.name);
                    listed += 1;
                }
            }
        }
        let letter = case.report(Lang::Zh, Kind::Feedback);
        for (before, after) in
            letter.notes.iter().flat_map(|notes| &notes.lines).flat_map(|line| told(line))
        {
            assert_ne!(before, after, "{}", case.name);
        }
        // The form tells the whole calculation, these limits too.
        let form = case.report(Lang::Zh, Kind::Form);
        let cells = form.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.slots);
        let all = cells.filter_map(Slot::cell).flat_map(|cell| told(&cell.text));
        idle += all.filter(|(before, after)| before == after).count();
    }
    assert!(listed > 0 && idle > 0, "{listed} {idle}");
}
