//! 排名: the order and its ties as stated, which session of a unit counts, the commands.

use crate::commands::{home, kaohe_words};
use crate::fixtures::project_file;
use insta::assert_snapshot;
use kaohe::cli::Exit;
use kaohe::points::{Limit, Points};
use kaohe::ranking::{Result as UnitResult, authority, standings};
use kaohe::session::{Date, Mode, SessionHead, State};
use std::fs;
use tempfile::TempDir;

fn points(text: &str) -> Points {
    Points::parse(text, Limit::Result).expect("a number")
}

/// `甲 90 1 90`: unit, score, direct deductions, sum of the sections.
fn results(rows: &[&str]) -> Vec<UnitResult> {
    let of = |row: &&str| {
        let words: Vec<&str> = row.split(' ').collect();
        UnitResult {
            head: SessionHead { unit: words[0].to_owned(), ..SessionHead::default() },
            score: Some(points(words[1])),
            direct: points(words[2]),
            base: Some(points(words[3])),
            ..UnitResult::default()
        }
    };
    rows.iter().map(of).collect()
}

#[test]
fn the_order_is_what_the_rule_says() {
    let cases: [(&[&str], &str); 5] = [
        (&["a 90 0 90", "b 95 0 95"], "1b 2a"),
        // The next rank is skipped, and so are as many as share one.
        (&["a 90 0 90", "b 90 0 90", "c 80 0 80", "d 90 0 90"], "1=a 1=b 1=d 4c"),
        // Within a tie: fewer direct deductions, then the higher sections, then the name.
        (&["a 90 5 95", "b 90 0 90"], "1=b 1=a"),
        (&["a 90 0 89", "b 90 0 90"], "1=b 1=a"),
        // A score is compared as it is, not as it is shown.
        (&["a 90.001 0 90", "b 90.002 0 90"], "1b 2a"),
    ];
    for (rows, expected) in cases {
        let results = results(rows);
        let found: Vec<String> = standings(&results)
            .into_iter()
            .map(|standing| {
                let tied = if standing.is_tied { "=" } else { "" };
                format!(
                    "{}{tied}{}",
                    standing.rank.unwrap_or_default(),
                    results[standing.of].head.unit
                )
            })
            .collect();
        assert_eq!(found.join(" "), expected, "{rows:?}");
    }
}

#[test]
fn vetoed_units_are_last_and_checklists_ranked_by_what_is_done() {
    let of = |unit: &str, done| UnitResult {
        head: SessionHead { unit: unit.to_owned(), ..SessionHead::default() },
        done: Some(done),
        ..UnitResult::default()
    };
    let mut vetoed = results(&["a 90 0 90", "b 80 0 80"]);
    vetoed[0].vetoed = true;
    assert_eq!(standings(&vetoed).iter().map(|held| held.of).collect::<Vec<_>>(), [1, 0]);
    let results = [of("a", (1, 3)), of("b", (2, 3)), of("c", (4, 6))];
    let ranks: Vec<(Option<usize>, usize)> =
        standings(&results).into_iter().map(|standing| (standing.rank, standing.of)).collect();
    assert_eq!(ranks, [(Some(1), 1), (Some(1), 2), (Some(3), 0)]);
    // Where no task applies there is no rate: behind one that did nothing.
    let none = UnitResult { done: None, ..of("d", (0, 1)) };
    let results = [none, of("e", (0, 3))];
    let ranks: Vec<(Option<usize>, usize)> =
        standings(&results).into_iter().map(|standing| (standing.rank, standing.of)).collect();
    assert_eq!(ranks, [(Some(1), 1), (Some(2), 0)]);
}

#[test]
fn units_to_which_nothing_applies_have_no_rank() {
    let mut all = results(&["a 90 0 90", "b 80 0 80", "c 90 0 90", "d 0 0 0"]);
    for place in [0, 3] {
        all[place] = UnitResult { score: None, nothing_applies: true, ..all[place].clone() };
    }
    // One with a veto stands before them: it has a score.
    all[1].vetoed = true;
    let ranks: Vec<(Option<usize>, usize, bool)> = standings(&all)
        .into_iter()
        .map(|standing| (standing.rank, standing.of, standing.is_tied))
        .collect();
    let expected = [(Some(1), 2, false), (Some(2), 1, false), (None, 0, false), (None, 3, false)];
    assert_eq!(ranks, expected);
}

#[test]
fn the_best_authority_counts() {
    let head = |mode, state, date: &str| SessionHead {
        mode,
        state,
        date: Date::parse(date),
        ..SessionHead::default()
    };
    let order = [
        head(Mode::SelfAssessment, State::Final, "2021-12-31"),
        head(Mode::Field, State::Draft, "2021-12-31"),
        head(Mode::Field, State::Final, "2021-12-10"),
        head(Mode::Field, State::Final, "2021-12-11"),
        head(Mode::Review, State::Draft, "2021-12-01"),
    ];
    assert!(order.is_sorted_by(|one, other| authority(one, "a") < authority(other, "a")));
    assert!(authority(&order[0], "a") < authority(&order[0], "b"));
}

/// Units with sessions of 武进 2021; 甲 has a self-assessment and a field one.
pub(crate) fn folder() -> TempDir {
    let home = home();
    let name = "2021年度_示例镇经济发展局_自评_20211210";
    let path = project_file("sessions").join(format!("{name}.kaohe.yaml"));
    let worked = fs::read_to_string(path).expect("a worked session");
    let put = |file: &str, unit: &str, from: &[(&str, &str)]| {
        let text = worked.replace("示例镇经济发展局", unit);
        let text = from.iter().fold(text, |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        });
        fs::write(home.path().join(format!("{file}.kaohe.yaml")), text).expect("written");
    };
    put("1", "甲", &[]);
    put("2", "甲", &[("mode: self", "mode: field"), ("三/1: {score: 13.5,", "三/1: {score: 10,")]);
    put("3", "乙", &[("三/1: {score: 13.5,", "三/1: {score: 10,")]);
    // The summary says something else: it is not believed.
    put(
        "4",
        "丙",
        &[
            ("summary: {score: 93,", "summary: {score: 99,"),
            ("一/1/4: {met: true}", "一/1/4: {hit: true}"),
        ],
    );
    put("5", "丁", &[("  四/1: {score: 5}\n", ""), ("state: final", "state: draft")]);
    put("6", "戊", &[("bonus:", "veto: [{clause: 3a, count: 1}]\nbonus:")]);
    home
}

#[test]
fn the_command_ranks_a_folder() {
    let home = folder();
    let path = home.path().display().to_string();
    let run = |words: &[&str]| kaohe_words(home.path(), words, "");
    let ranked = run(&["rank", &path]);
    assert_eq!(ranked.exit, Some(Exit::Done));
    assert_snapshot!("rank", ranked.text());
    assert_snapshot!("rank_in_english", run(&["--lang", "en", "rank", &path]).text());
    assert_snapshot!("clauses", run(&["rank", &path, "--clauses"]).text());
    let lines = run(&["rank", &path, "--json"]).output;
    for line in lines.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("an object a line");
        assert_eq!(row["provisional"], row["open"].as_u64() > Some(0), "{line}");
    }
    let first: serde_json::Value =
        serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
    assert_eq!((&first["rank"], &first["tied"]), (&1.into(), &false.into()));
    let clauses = run(&["rank", &path, "--clauses", "--json"]).output;
    let first: serde_json::Value =
        serde_json::from_str(clauses.lines().next().expect("a line")).expect("JSON");
    assert_eq!((&first["id"], &first["units"]), (&"三/1".into(), &5.into()));
}

#[test]
fn a_folder_of_several_rubrics_asks_which() {
    let home = home();
    let sessions = project_file("sessions").display().to_string();
    let run = |words: &[&str]| kaohe_words(home.path(), words, "");
    let asked = run(&["rank", &sessions]);
    assert_eq!(asked.exit, Some(Exit::WrongUse));
    assert!(asked.messages.contains("anning-2022  jinzhong-2019"), "{}", asked.messages);
    let one = run(&["rank", &sessions, "--rubric", "anning-2022"]);
    assert_eq!((one.exit, one.output.lines().count()), (Some(Exit::Done), 4), "{}", one.text());
    let none = run(&["rank", &sessions, "--rubric", "nothing"]);
    assert_eq!(none.exit, Some(Exit::Done));
    assert!(none.messages.contains("没有这份细则的考核记录"));
    fs::write(home.path().join("坏的.kaohe.yaml"), "format: [").expect("written");
    let broken = run(&["rank", &home.path().display().to_string(), "--rubric", "wujin-2021"]);
    assert_eq!(broken.exit, Some(Exit::NotInOrder));
}
