//! Slips of the hand: each is told once, at its place, with a remedy that works when followed.
//!
//! `slips/right.txt` is a rubric without a fault, or a row has its own (`right` changes words
//! of it first). `slip` changes words of that, and `⟦` in the new words is where the message
//! must point; `says` stands in the message; `remedy` changes what the message asks for, and
//! then the rubric must be what it was. `slips/*.yaml` are lists of such rows, one a kind of slip.

use crate::fixtures::project_file;
use kaohe::lang::{Lang, file_problems::file_problem};
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::check_file::check_text;
use kaohe::storage::problem::FileProblem;
use kaohe::storage::rubric_file::parse_rubric;
use kaohe::storage::session_file::parse_session;
use proptest::prelude::*;
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// The words to replace, and what is written in their place.
type Change = (String, String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    /// A file of its own; else `right.txt`.
    of: Option<String>,
    right: Option<Change>,
    slip: Change,
    says: String,
    remedy: Change,
}

fn text_of(name: &str) -> String {
    let path = project_file(&format!("tests/it/slips/{name}"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Replaces the first of these words.
fn changed(name: &str, text: &str, (old, new): &Change) -> String {
    assert!(text.contains(old.as_str()), "{name}: no {old}\n{text}");
    text.replacen(old.as_str(), new, 1)
}

/// The text without its mark, and the line and column of it.
fn marked(name: &str, text: &str) -> (String, usize, usize) {
    let (before, behind) = text.split_once('⟦').unwrap_or_else(|| panic!("{name}: no mark"));
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (format!("{before}{behind}"), line, column)
}

fn is_session(text: &str) -> bool {
    text.contains("kaohe-session")
}

/// Everything told of a file.
fn problems(catalogue: &Catalogue, text: &str) -> Vec<FileProblem> {
    if is_session(text) {
        return parse_session("示例.kaohe.yaml", text).err().unwrap_or_default();
    }
    check_text(catalogue, "slips.yaml", Path::new("slips.yaml"), text).problems
}

/// What a file means, every fact of it.
fn meaning(text: &str) -> String {
    if is_session(text) {
        return format!("{:?}", parse_session("-", text).expect("a session"));
    }
    format!("{:?}", parse_rubric("-", text).expect("a rubric").rubric)
}

fn told(problems: &[FileProblem]) -> String {
    let all = problems.iter().map(|problem| file_problem(Lang::Zh, problem));
    all.collect::<Vec<_>>().join("\n")
}

/// What is not as it should be about a row.
fn fault(catalogue: &Catalogue, row: &Row) -> Option<String> {
    let name = &row.name;
    let base = text_of(row.of.as_deref().unwrap_or("right.txt"));
    let right = row.right.as_ref().map_or(base.clone(), |right| changed(name, &base, right));
    let at_first = problems(catalogue, &right);
    if !at_first.is_empty() {
        return Some(format!("{name}: not right before:\n{}", told(&at_first)));
    }
    let (wrong, line, column) = marked(name, &changed(name, &right, &row.slip));
    let found = problems(catalogue, &wrong);
    let [one] = &found[..] else {
        return Some(format!("{name}: {} problems\n{}", found.len(), told(&found)));
    };
    let place = (one.line, one.column);
    let words = told(&found);
    if place != (Some(line), Some(column)) || !words.contains(&row.says) {
        return Some(format!("{name}: at {line}:{column} “{}”, but\n{words}", row.says));
    }
    let english = file_problem(Lang::En, one);
    assert!(english.lines().next() != words.lines().next(), "{name}: {english}");
    let mended = changed(name, &wrong, &row.remedy);
    let left = problems(catalogue, &mended);
    if !left.is_empty() {
        return Some(format!("{name}: followed, and still\n{}", told(&left)));
    }
    (meaning(&mended) != meaning(&right)).then(|| format!("{name}: means something else now"))
}

#[test]
fn every_slip_is_told_once_at_its_place_with_a_remedy_that_works() {
    let catalogue = Catalogue::load(&[]);
    let mut lists: Vec<_> = fs::read_dir(project_file("tests/it/slips"))
        .expect("the lists")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    lists.sort();
    let mut rows = Vec::new();
    for list in lists {
        let read: Vec<Row> = serde_yaml::from_str(&text_of(&list)).expect("rows");
        rows.extend(read);
    }
    assert!(rows.len() >= 60, "{} rows", rows.len());
    let faults: Vec<String> = rows.iter().filter_map(|row| fault(&catalogue, row)).collect();
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), rows.len(), faults.join("\n\n"));
}

/// What stands in the project was meant.
#[test]
fn right_files_have_no_slips() {
    let catalogue = Catalogue::load(&[]);
    for folder in ["rubrics", "tests/it/rubrics", "tests/it/right"] {
        for file in fs::read_dir(project_file(folder)).expect("a folder") {
            let path = file.expect("a file").path();
            let text = fs::read_to_string(&path).expect("a text");
            let name = path.file_name().expect("a name").to_string_lossy();
            let only_read = parse_rubric(&name, &text).expect("a rubric").warnings.len();
            let all = check_text(&catalogue, &name, &path, &text).problems;
            assert_eq!(all.len(), only_read, "{}", told(&all));
            assert!(folder != "tests/it/right" || all.is_empty(), "{}", told(&all));
        }
    }
}

/// Signs and words of a rubric, in any order.
const PIECES: [&str; 24] = [
    "{", "}", "[", "]", ", ", ": ", "，", "：", "｛", "｝", "\"", "'", "#", " ", "- ", "no",
    "text", "deduct", "levels", "is", "一/1/2a", "1,000", "扣1分", "\n  ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is missing from a line, and wherever it was cut, its reading ends.
    #[test]
    fn any_line_is_read_to_its_end(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24),
    ) {
        let text = format!("format: kaohe-rubric/1\nbonus:\n  - {{no: 1, {}", pieces.concat());
        let _ = parse_rubric("cut", &text);
    }
}

/// A line without the end of one element and the beginning of the next, as a cut file has it.
#[test]
fn an_element_that_lacks_its_middle_is_read_to_its_end() {
    let line = "- {no: 7, at: \"07:24\",一/1/2a, edits: [{entry: 一/1/2a, is: {na: 本地没有}}], score: 78}";
    assert!(parse_rubric("cut", line).is_err());
}
