//! Small rubrics with the rules of other documents: nothing is wrong with them, and
//! every rule is shown in words.

use crate::commands::{home, kaohe};
use crate::fixtures::project_file;
use kaohe::lang::{Lang, file_problems::file_problem};
use kaohe::storage::rubric_file::parse_rubric;
use std::fs;

fn names() -> Vec<String> {
    let files = fs::read_dir(project_file("tests/it/rubrics")).expect("the rubrics");
    let names = files.map(|file| file.expect("a rubric").file_name().to_string_lossy().into());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn nothing_is_wrong_with_them() {
    for name in names() {
        let path = project_file(&format!("tests/it/rubrics/{name}"));
        let text = fs::read_to_string(&path).expect("a rubric");
        let problems = match parse_rubric(&name, &text) {
            Ok(parsed) => parsed.warnings,
            Err(problems) => problems,
        };
        let told: Vec<String> = problems.iter().map(|p| file_problem(Lang::Zh, p)).collect();
        assert!(told.is_empty(), "{name}:\n{}", told.join("\n"));
    }
}

#[test]
fn every_rule_is_shown_in_both_languages() {
    let home = home();
    let mut shown = String::new();
    for name in names() {
        let path = project_file(&format!("tests/it/rubrics/{name}"));
        for lang in ["zh", "en"] {
            let line = format!("--lang {lang} show {}", path.display());
            shown.push_str(&kaohe(home.path(), &line, "").output);
        }
        let json = kaohe(home.path(), &format!("show {} --json", path.display()), "").json();
        assert_eq!(format!("{}.yaml", json["id"].as_str().unwrap_or_default()), name);
    }
    insta::assert_snapshot!("rules_of_others", shown);
}
