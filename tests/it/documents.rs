//! The rubrics delivered with the program: complete, adding up, and odd only
//! where the document itself is.

use crate::fixtures::project_file;
use kaohe::lang::{Lang, file_problems, problems::problem};
use kaohe::points::Points;
use kaohe::rubric::check::{Place, check};
use kaohe::rubric::{Amount, Effect, Home, IndicatorKind, Rubric};
use kaohe::storage::rubric_file::{ParsedRubric, parse_rubric};
use std::fs;

/// What stands in a document: indicators, items, judged items, tasks, clauses
/// of items, caps, bonus clauses, direct clauses, vetoes, total.
const CONTENTS: [(&str, [usize; 9], &str); 5] = [
    ("wujin-2021", [15, 10, 2, 0, 33, 0, 2, 0, 3], "100"),
    ("xuchang-2018", [68, 43, 0, 0, 64, 0, 0, 0, 0], "40"),
    ("pengxi-2022", [43, 28, 0, 0, 158, 33, 27, 0, 2], "100"),
    ("anning-2022", [101, 79, 0, 78, 0, 0, 3, 0, 0], "none"),
    ("jinzhong-2019", [77, 52, 1, 0, 103, 0, 0, 1, 2], "100"),
];

fn parsed(id: &str) -> ParsedRubric {
    let path = project_file(&format!("rubrics/{id}.yaml"));
    let text = fs::read_to_string(&path).expect("a rubric");
    match parse_rubric(&format!("{id}.yaml"), &text) {
        Ok(parsed) => parsed,
        Err(problems) => {
            let told: Vec<String> =
                problems.iter().map(|p| file_problems::file_problem(Lang::Zh, p)).collect();
            panic!("{id}:\n{}", told.join("\n"))
        }
    }
}

fn contents(rubric: &Rubric) -> [usize; 9] {
    let of_kind = |wanted: fn(IndicatorKind) -> bool| {
        rubric.indicators().iter().filter(|indicator| wanted(indicator.kind)).count()
    };
    let of_home = |wanted: fn(Home) -> bool| {
        rubric.clauses().iter().filter(|clause| wanted(clause.home)).count()
    };
    let caps = rubric.groups().iter().filter(|group| group.cap.is_some()).count()
        + rubric.clauses().iter().filter(|clause| clause.max.is_some()).count();
    [
        rubric.indicators().len(),
        rubric.indicators().iter().filter(|indicator| indicator.is_item()).count(),
        of_kind(|kind| matches!(kind, IndicatorKind::Judged { .. })),
        of_kind(|kind| kind == IndicatorKind::Task),
        of_home(|home| matches!(home, Home::Item(_))),
        caps,
        of_home(|home| home == Home::Bonus),
        of_home(|home| home == Home::Direct),
        rubric.vetoes.len(),
    ]
}

#[test]
fn every_rubric_is_complete() {
    let mut files = 0;
    for file in fs::read_dir(project_file("rubrics")).expect("the rubrics") {
        let name = file.expect("a rubric").file_name().to_string_lossy().into_owned();
        let id = name.trim_end_matches(".yaml");
        let (_, expected, total) =
            CONTENTS.iter().find(|(known, ..)| *known == id).unwrap_or_else(|| panic!("{id}"));
        let rubric = parsed(id).rubric;
        assert_eq!(contents(&rubric), *expected, "{id}");
        let sum: Option<Points> = rubric
            .head
            .total
            .map(|_| rubric.top().filter_map(|index| rubric.indicator(index).points).sum());
        assert_eq!(sum, rubric.head.total, "{id}");
        let shown = sum.map_or_else(|| "none".to_owned(), |sum| sum.to_string());
        assert_eq!(shown, *total, "{id}");
        files += 1;
    }
    assert_eq!(files, CONTENTS.len());
}

/// The ids a problem is about.
fn about(rubric: &Rubric, place: Place) -> Vec<String> {
    match place {
        Place::Indicator(index) => vec![rubric.indicator(index).id.clone()],
        Place::Clause(index) => vec![rubric.clause(index).id.clone()],
        Place::Group(index) => {
            let clauses = rubric.clauses_in(&rubric.group(index).members).into_iter();
            clauses.map(|clause| rubric.clause(clause).id.clone()).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// What would be told of a document without its readings stands in a snapshot: each line is
/// one the document itself causes, and with the readings nothing is told.
#[test]
fn what_is_odd_about_each_document_is_known() {
    for (id, ..) in CONTENTS {
        let parsed = parsed(id);
        assert!(parsed.warnings.is_empty(), "{id}: {:?}", parsed.warnings);
        let mut rubric = parsed.rubric;
        rubric.head.readings.clear();
        let problems = check(&rubric);
        let told = problems.iter().map(|odd| {
            let about = about(&rubric, odd.place).join(" ");
            format!("{about}：{}", problem(Lang::Zh, &odd.kind))
        });
        let told: Vec<String> = told.collect();
        insta::assert_snapshot!(format!("odd_{id}"), told.join("\n"));
    }
}

/// And a reading says how it is understood and why.
#[test]
fn everything_odd_about_a_document_is_explained_by_a_reading() {
    let mut odd = 0;
    for (id, ..) in CONTENTS {
        let rubric = parsed(id).rubric;
        let mut bare = rubric.clone();
        bare.head.readings.clear();
        for problem in check(&bare) {
            let about = about(&rubric, problem.place);
            let explained =
                |about: &String| rubric.readings_about(about).any(|r| !r.because.is_empty());
            assert!(about.iter().any(explained), "{id} {about:?}: {:?}", problem.kind);
            odd += 1;
        }
    }
    assert!(odd > 0, "the documents are known to be odd");
}

/// Every amount printed behind 扣 in a clause is the amount of that clause, and each once.
#[test]
fn every_printed_deduction_is_one_clause() {
    for (id, ..) in CONTENTS {
        for clause in parsed(id).rubric.clauses() {
            if clause.effect != Effect::Deduct {
                continue;
            }
            let printed: Vec<&str> = clause
                .text
                .split('扣')
                .skip(1)
                .filter_map(|rest| rest.split_once('分'))
                .map(|(number, _)| number)
                .filter(|number| {
                    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.')
                })
                .collect();
            assert!(printed.len() <= 1, "{id} {}: {printed:?}", clause.id);
            if let (Amount::Fixed(amount), [number]) = (&clause.amount, printed.as_slice()) {
                assert_eq!(amount.to_string(), *number, "{id} {}", clause.id);
            }
        }
    }
}
