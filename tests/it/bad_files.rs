//! Broken files: what is told of each stands in a snapshot beside them.
//!
//! A new case is one file in `bad/rubrics`, `bad/sessions` or `bad/configs`.

use kaohe::lang::{Lang, file_problems::file_problem};
use kaohe::storage::problem::FileProblem;
use kaohe::storage::{config_file, rubric_file, session_file};
use std::fmt::Write;
use std::path::Path;

/// The problems of a text as a person sees them.
fn told(problems: &[FileProblem]) -> String {
    let mut text = String::new();
    for problem in problems {
        writeln!(text, "{}", file_problem(Lang::Zh, problem)).expect("a string");
        let english = file_problem(Lang::En, problem);
        assert!(!english.is_empty() && english.lines().next() != text.lines().next());
    }
    text
}

/// Compares what is told of every file of a folder with the snapshot of its name.
fn check(folder: &str, read: fn(&str, &str) -> Vec<FileProblem>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/bad");
    let files = std::fs::read_dir(root.join(folder)).expect("the folder");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root.join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for file in files {
            let path = file.expect("a file").path();
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
            let text = std::fs::read_to_string(&path).expect("text");
            let problems = read(&format!("{folder}/{stem}.yaml"), &text);
            insta::assert_snapshot!(format!("{folder}_{stem}"), told(&problems));
        }
    });
}

#[test]
fn broken_rubrics_are_told_with_place_and_remedy() {
    check("rubrics", |name, text| match rubric_file::parse_rubric(name, text) {
        Ok(parsed) => parsed.warnings,
        Err(problems) => problems,
    });
}

#[test]
fn broken_sessions_are_told_with_place_and_remedy() {
    check("sessions", |name, text| session_file::parse_session(name, text).expect_err(name));
}

#[test]
fn broken_configurations_are_told_with_place_and_remedy() {
    check("configs", |name, text| {
        match config_file::parse_config(name, Path::new(name), text, &kaohe::cli::known()) {
            Ok((_, warnings)) => warnings,
            Err(problems) => problems,
        }
    });
}
