//! Money is no part of the score, and is told wherever something found is told.

use crate::commands::kaohe_words;
use crate::fixtures::project_file;
use std::fs;

fn session(unit: &str, id: u8, record: &str) -> String {
    format!(
        "format: kaohe-session/1\nid: 01936f3e-0000-7000-8000-00000000000{id}\n\
         rubric: {{id: fines}}\nunit: {{name: {unit}}}\nmode: field\ndate: 2024-05-06\n\
         state: draft\n{record}\n"
    )
}

#[test]
fn fines_are_told_by_every_command_and_report() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("记录");
    fs::create_dir(&folder).expect("a folder");
    let place = |name: &str| folder.join(name).display().to_string();
    let (one, other) = (place("甲.kaohe.yaml"), place("乙.kaohe.yaml"));
    let fined = "entries: {1/a: {met: true}, 1/b: {findings: [{count: 6, subject: 三班}]}}";
    fs::write(&one, session("甲队", 1, fined)).expect("written");
    fs::write(&other, session("乙队", 2, "entries: {1/a: {met: true}}")).expect("written");
    let rubrics = project_file("tests/it/rubrics").display().to_string();
    let folder = folder.display().to_string();
    let asked: [&[&str]; 10] = [
        &["score", &one],
        &["compare", &one, &other],
        &["rank", &folder],
        &["report", &one, "--kind", "form", "--format", "csv"],
        &["report", &one, "--kind", "issues", "--format", "csv"],
        &["report", &one, "--kind", "deductions", "--format", "csv"],
        &["report", &one, "--kind", "summary", "--format", "csv"],
        &["report", &one, "--kind", "feedback", "--format", "csv"],
        &["report", &one, &other, "--kind", "comparison", "--format", "csv"],
        &["report", &one, &other, "--kind", "ranking", "--format", "csv"],
    ];
    for words in asked {
        for (lang, money) in [("zh", "罚"), ("en", "ine")] {
            let all = [&["--rubrics", &rubrics, "--lang", lang], words].concat();
            let said = kaohe_words(home.path(), &all, "").text();
            assert!(said.contains(money) && said.contains("300"), "{words:?}:\n{said}");
            assert!(!said.contains("未发现扣分问题"), "{words:?}:\n{said}");
        }
    }
}
