//! 对比: sessions side by side, also across versions of a rubric; the command.

use crate::changes::{combined, read, text_of};
use crate::commands::{home, kaohe_words};
use crate::fixtures::{project_file, resealed, rubric, session};
use insta::assert_snapshot;
use kaohe::cli::Exit;
use kaohe::comparison::{Apart, Comparison, Figure, Row, Side, compare};
use kaohe::lang::{Lang, comparison as words};
use kaohe::points::Points;
use kaohe::rubric::Rubric;
use kaohe::rubric::changes::Part;
use kaohe::score::{Scorecard, score};
use kaohe::session::{Date, Mode, Session};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    sessions: Vec<String>,
    rows: Vec<String>,
    totals: BTreeMap<String, Vec<String>>,
}

fn compared<'a>(
    rubrics: &'a [Rubric],
    sessions: &'a [Session],
    cards: &'a [Scorecard],
) -> Result<Comparison, kaohe::comparison::Unrelated> {
    let sides: Vec<Side<'a>> = rubrics
        .iter()
        .zip(sessions)
        .zip(cards)
        .map(|((rubric, session), card)| Side { rubric, session, card })
        .collect();
    compare(&sides)
}

fn shown(points: Option<Points>) -> String {
    points.map_or_else(|| "?".to_owned(), |points| points.to_string())
}

/// The difference of two, of more the gap; `open` where one is not finished.
fn apart(apart: Apart, sides: usize) -> String {
    match apart {
        Apart { is_open: true, gap: None, difference: None } => "open".to_owned(),
        Apart { gap, difference, .. } => shown(if sides == 2 { difference } else { gap }),
    }
}

/// `一/1/1a 0 -1 -1`: the id, the number of each, and the difference of two or the gap.
fn told(rubric: &Rubric, row: &Row) -> String {
    let (_, part) = row.first().expect("a part");
    let id = match part {
        Part::Clause(index) if part.entry_id(rubric).is_none() => rubric.clause(index).no.clone(),
        part => part.id(rubric).to_owned(),
    };
    let mut words = vec![id];
    words.extend(row.numbers().into_iter().map(shown));
    words.push(apart(row.apart(), row.cells.len()));
    words.join(" ")
}

#[test]
fn rows_say_what_each_session_says() {
    let text = fs::read_to_string(project_file("tests/it/comparison/cases.yaml")).expect("cases");
    let cases: Vec<Case> = serde_yaml::from_str(&text).expect("cases");
    for Case { name, sessions, rows, totals } in cases {
        let rubrics = vec![rubric("wujin-2021"); sessions.len()];
        let sessions: Vec<Session> =
            sessions.iter().map(|record| session("wujin-2021", &[], record)).collect();
        let cards: Vec<Scorecard> =
            rubrics.iter().zip(&sessions).map(|(rubric, held)| score(rubric, held)).collect();
        let found = compared(&rubrics, &sessions, &cards).expect("one rubric");
        let differing = found.rows.iter().filter(|row| row.differs());
        let differing: Vec<String> = differing.map(|row| told(&rubrics[0], row)).collect();
        assert_eq!(differing, rows, "{name}");
        for (figure, expected) in totals {
            let figure = if figure == "score" { Figure::Score } else { Figure::Bonus };
            let place = found.totals.iter().position(|(known, _)| *known == figure);
            let place = place.expect("a total");
            let values = &found.totals[place].1;
            let mut words: Vec<String> = values.iter().copied().map(shown).collect();
            words.push(apart(found.apart(place), values.len()));
            assert_eq!(words, expected, "{name}");
        }
    }
}

/// Every part that is scored or recorded has one row, in whichever version it stands, and the
/// numbers are those of the scorecards.
#[test]
fn versions_are_matched_and_nothing_is_lost() {
    let rubrics = [read("old", &text_of("base.yaml")), read("new", &combined())];
    let mut sessions = [(); 2].map(|()| session("base", &[], &text_of("session.yaml")));
    sessions[1].rubric.sha256 = "1".repeat(64);
    let cards = [0, 1].map(|place| score(&rubrics[place], &sessions[place]));
    let found = compared(&rubrics, &sessions, &cards).expect("one rubric");
    for (place, rubric) in rubrics.iter().enumerate() {
        let held: Vec<Part> = found.rows.iter().filter_map(|row| row.parts[place]).collect();
        for index in 0..rubric.indicators().len() {
            let part = Part::Indicator(kaohe::rubric::IndicatorIndex(index));
            assert_eq!(held.iter().filter(|held| **held == part).count(), 1, "{part:?}");
            let row = found.rows.iter().find(|row| row.parts[place] == Some(part));
            let number = row.and_then(|row| row.numbers()[place]);
            assert_eq!(number, cards[place].indicators[index].score, "{part:?}");
        }
    }
    let partial: Vec<String> = found
        .rows
        .iter()
        .filter(|row| row.is_partial())
        .filter_map(Row::first)
        .map(|(place, part)| format!("{place} {}", part.id(&rubrics[place])))
        .collect();
    assert_snapshot!("without_counterpart", partial.join("\n"));
    assert!(found.rows.iter().any(|row| row.changed.is_some()));
}

#[test]
fn columns_are_called_by_what_tells_them_apart() {
    let rubric = rubric("wujin-2021");
    let called = |heads: &[(Mode, &str)]| {
        let held: Vec<Session> = heads
            .iter()
            .map(|(mode, date)| {
                let mut held = session("wujin-2021", &[], "");
                (held.head.mode, held.head.date) = (*mode, Date::parse(date));
                held
            })
            .collect();
        let cards: Vec<Scorecard> = held.iter().map(|held| score(&rubric, held)).collect();
        let sides = held.iter().zip(&cards);
        let sides: Vec<Side<'_>> =
            sides.map(|(session, card)| Side { rubric: &rubric, session, card }).collect();
        words::labels(Lang::Zh, &sides).join("  ")
    };
    let [own, field, review] = Mode::ALL;
    let modes = [(own, "2021-12-10"), (field, "2021-12-15"), (review, "2022-01-10")];
    assert_eq!(called(&modes), "1 自评  2 现场  3 复核");
    assert_eq!(called(&[(field, "2020-12-15"), (field, "2021-12-15")]), "1 2020  2 2021");
    assert_eq!(
        called(&[(field, "2021-12-14"), (field, "2021-12-15")]),
        "1 2021-12-14  2 2021-12-15"
    );
}

#[test]
fn columns_are_called_by_units_and_shorter_where_there_is_less_room() {
    let rubric = rubric("wujin-2021");
    let held = ["示例县建设局", "示例县经济发展局"].map(|unit| {
        let mut held = session("wujin-2021", &[], "");
        unit.clone_into(&mut held.head.unit);
        held
    });
    let cards = held.each_ref().map(|held| score(&rubric, held));
    let sides = held.iter().zip(&cards);
    let sides: Vec<Side<'_>> =
        sides.map(|(session, card)| Side { rubric: &rubric, session, card }).collect();
    assert_eq!(words::labels(Lang::Zh, &sides), ["1 示例县建设局", "2 示例县经济发展局"]);
    assert_eq!(words::labels_within(Lang::Zh, &sides, 20), words::labels(Lang::Zh, &sides));
    assert_eq!(words::labels_within(Lang::Zh, &sides, 14), ["1 …建设局", "2 …经济发展局"]);
}

#[test]
fn different_documents_are_refused() {
    let rubrics = ["wujin-2021", "wujin-2021", "pengxi-2022"].map(rubric);
    let sessions = ["wujin-2021", "wujin-2021", "pengxi-2022"].map(|id| session(id, &[], ""));
    let mut sessions = sessions;
    sessions[2].rubric.sha256 = "2".repeat(64);
    let cards = [0, 1, 2].map(|place| score(&rubrics[place], &sessions[place]));
    let refused = compared(&rubrics, &sessions, &cards).expect_err("refused");
    assert_eq!((refused.one, refused.other), (0, 2));
}

/// 自评, 现场 and 复核 of one unit, in a folder.
pub(crate) fn three_sessions() -> (tempfile::TempDir, Vec<String>) {
    let home = home();
    let name = "2021年度_示例镇经济发展局_自评_20211210";
    let path = project_file("sessions").join(format!("{name}.kaohe.yaml"));
    let own = fs::read_to_string(path).expect("a worked session");
    let field = own
        .replace("017da0c8-1c00-7a10-8000-4b6f2a5c9d01", "017dbc5b-7400-7b20-8000-8d3e1f7a6c03")
        .replace("mode: self", "mode: field")
        .replace("2021-12-10\nstate: final", "2021-12-15\nstate: final")
        .replace("[张明, 李娟]", "[王强, 赵敏]")
        .replace("一/1/1b: {met: true}", "一/1/1b: {hit: true, remark: 责任书未签到企业}")
        .replace(
            "{actual: 3, remark: 三季度会议未形成会议纪要}",
            "{actual: 2, remark: 三、四季度无纪要}",
        )
        .replace("三/1: {score: 13.5,", "三/1: {score: 11,");
    let review = field
        .replace("017dbc5b-7400-7b20-8000-8d3e1f7a6c03", "017dbc5b-7400-7b20-8000-8d3e1f7a6c04")
        .replace("mode: field", "mode: review")
        .replace("2021-12-15\nstate: final", "2021-12-20\nstate: draft")
        .replace("三/1: {score: 11,", "三/1: {score: 12,");
    let files = [("甲", own), ("乙", field), ("丙", review)].map(|(name, text)| {
        let path = home.path().join(format!("{name}.kaohe.yaml"));
        fs::write(&path, resealed(&text)).expect("written");
        path.display().to_string()
    });
    (home, files.to_vec())
}

#[test]
fn the_command_shows_sessions_side_by_side() {
    let (home, files) = three_sessions();
    let run = |words: &[&str]| kaohe_words(home.path(), words, "");
    let two = run(&["compare", &files[0], &files[1]]);
    assert_snapshot!("two", two.text());
    let three = run(&["--lang", "en", "compare", &files[0], &files[1], &files[2]]);
    assert_snapshot!("three_in_english", three.text());
    let all = run(&["compare", &files[0], &files[1], "--all"]);
    assert!(all.output.lines().count() > two.output.lines().count() + 20);
    let here = format!("{}/./甲.kaohe.yaml", home.path().display());
    for (words, why) in [
        (vec!["compare", &files[0], &here], "甲.kaohe.yaml 写了两次"),
        (vec!["compare", &files[0]], "一次对比两份或三份记录"),
        (vec!["compare", &files[0], &files[1], &files[2], &here], "一次对比两份或三份记录"),
    ] {
        let refused = run(&words);
        assert_eq!(refused.exit, Some(Exit::WrongUse), "{words:?}");
        assert!(refused.messages.contains(why), "{words:?}: {}", refused.messages);
    }
    let path = project_file("sessions").join("2022年度_示例县_现场考核_20221208.kaohe.yaml");
    let other = run(&["compare", &files[0], &path.display().to_string()]);
    assert_eq!(other.exit, Some(Exit::WrongUse));
    assert!(other.messages.contains("不能对比"), "{}", other.messages);
}

#[test]
fn what_is_not_finished_is_no_zero() {
    let (home, files) = three_sessions();
    let text = fs::read_to_string(&files[2]).expect("the review");
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("三/1:"));
    let open: String = lines.flat_map(|line| [line, "\n"]).collect();
    fs::write(&files[2], open).expect("written");
    let run = |words: &[&str]| kaohe_words(home.path(), words, "");
    assert_snapshot!("unfinished", run(&["compare", &files[0], &files[2]]).text());
    let value = run(&["compare", &files[0], &files[2], "--json"]).json();
    assert_eq!(value["sessions"][0]["provisional"], false);
    assert_eq!(value["sessions"][1]["provisional"], true);
    let null = serde_json::Value::Null;
    let totals = value["totals"].as_array().expect("totals");
    let of = |figure: &str| totals.iter().find(|total| total["figure"] == figure).expect("a total");
    assert_eq!((&of("score")["gap"], &of("score")["difference"]), (&null, &null));
    assert_eq!(of("bonus")["difference"], "0", "what is never open has its difference");
    let rows = value["rows"].as_array().expect("rows");
    let last = rows.last().expect("a row");
    assert_eq!(last["sessions"][0]["id"], "三/1", "behind all others");
    assert_eq!((&last["gap"], &last["difference"]), (&null, &null));
    assert_ne!(rows[0]["gap"], null);
}

#[test]
fn the_command_as_json_has_the_public_shape() {
    let (home, files) = three_sessions();
    let words = ["compare", &files[0], &files[1], &files[2], "--json"];
    let value = kaohe_words(home.path(), &words, "").json();
    assert_eq!(value["sessions"][1]["mode"], "field");
    let total = value["totals"].as_array().expect("totals").iter();
    let total = total.clone().find(|total| total["figure"] == "score").expect("the score");
    assert_eq!(total["values"], serde_json::json!(["93", "87.5", "88.5"]));
    assert_eq!((&total["gap"], &total["difference"]), (&"5.5".into(), &"-4.5".into()));
    let rows = value["rows"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["sessions"][0]["id"] == "三/1").expect("三/1");
    assert_eq!(row["sessions"][1]["number"], "11");
    assert_eq!((&row["gap"], &row["differs"]), (&"2.5".into(), &true.into()));
    assert_eq!(rows[0]["gap"], "3", "the largest gap first");
}
