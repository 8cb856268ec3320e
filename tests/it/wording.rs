//! How documents put rules into words: the table, clauses held against their texts, and
//! texts taken apart.

mod sentences;

use crate::fixtures::project_file;
use kaohe::lang::{Lang, file_problems::file_problem};
use kaohe::rubric::check::ProblemKind;
use kaohe::storage::problem::FileProblemKind;
use kaohe::storage::rubric_file::parse_rubric;
use kaohe::wording::{marks, patterns};
use std::fs;

#[test]
fn each_row_finds_its_examples_and_nothing_else() {
    let mut broken = Vec::new();
    for (place, pattern) in patterns().enumerate() {
        let rows =
            |text: &str| marks(text).into_iter().map(|(_, mark)| mark.row).collect::<Vec<_>>();
        for example in pattern.examples.iter().filter(|text| !rows(text).contains(&place)) {
            let rows = rows(example);
            let found = rows.iter().filter_map(|row| Some(patterns().nth(*row)?.shape));
            let found: Vec<&str> = found.collect();
            broken.push(format!("{} does not find {example}: {found:?}", pattern.shape));
        }
        for text in pattern.not.iter().filter(|text| rows(text).contains(&place)) {
            broken.push(format!("{} finds {text}", pattern.shape));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_row_has_examples() {
    for pattern in patterns() {
        let has_both = !pattern.examples.is_empty() && !pattern.not.is_empty();
        assert!(has_both, "{}", pattern.shape);
    }
}

/// What `check` tells of a rubric with one clause: words, what is written, what to write.
fn told(text: &str, rule: &str) -> Vec<(String, String, String)> {
    let rubric = format!(
        "format: kaohe-rubric/1\nid: slip\ntitle: 试\ntotal: 10\nindicators:\n  - no: \"1\"\n    \
         title: 组织领导\n    points: 10\n    clauses:\n      - {{no: z, text: 其他每处扣1分, \
         deduct: 1, per: 处}}\n      - {{no: a, text: \"{text}\", {rule}}}\n"
    );
    let parsed = parse_rubric("slip.yaml", &rubric).unwrap_or_else(|problems| {
        let told: Vec<String> = problems.iter().map(|p| file_problem(Lang::Zh, p)).collect();
        panic!("{text}: {}", told.join("\n"))
    });
    let mut found = Vec::new();
    for problem in parsed.warnings {
        let FileProblemKind::Rubric(kind) = problem.kind else { continue };
        let none = String::new;
        found.push(match kind {
            ProblemKind::WordsUnwritten { words, write }
            | ProblemKind::OneMoreAmount { words, write } => (words, none(), write),
            ProblemKind::WordsDiffer { words, ruled, write } => (words, ruled, write),
            ProblemKind::RuleUnprinted { ruled } => (none(), ruled.clone(), ruled),
            ProblemKind::BelongsElsewhere { words, list } => (words, none(), list.to_owned()),
            _ => continue,
        });
    }
    found
}

/// One slip, one reminder, and following it leaves none.
#[test]
fn every_slip_is_told_with_a_remedy_that_works() {
    let slips = fs::read_to_string(project_file("tests/it/wording/slips.txt")).expect("the slips");
    let mut broken = Vec::new();
    let mut count = 0;
    for line in slips.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let [text, has, words, write, then] = parts[..] else { panic!("{line}") };
        let found = told(text, has);
        if words == "-" {
            if !found.is_empty() {
                broken.push(format!("{line}: {found:?}"));
            }
            continue;
        }
        count += 1;
        let [(told_words, _, told_write)] = &found[..] else {
            broken.push(format!("{line}: {found:?}"));
            continue;
        };
        if told_words != words || told_write != write {
            broken.push(format!("{line}: {found:?}"));
        }
        let after = if then.is_empty() { Vec::new() } else { told(text, then) };
        if !after.is_empty() {
            broken.push(format!("{line}, then {then}: {after:?}"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(count >= 60, "{count} slips");
}
