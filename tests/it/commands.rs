//! Commands as a user types them: what they print, say and end with.

use crate::fixtures::project_file;
use kaohe::cli::{ConfigPlace, Environment, Exit, Next, run};
use kaohe::storage::lock::Holder;
use kaohe::storage::schema;
use serde_json::Value;
use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

/// What a command left behind.
pub(crate) struct Outcome {
    pub(crate) exit: Option<Exit>,
    pub(crate) output: String,
    pub(crate) messages: String,
}

impl Outcome {
    /// All of it in one text, for snapshots.
    pub(crate) fn text(&self) -> String {
        let exit = self.exit.map_or_else(|| "screens".to_owned(), |exit| format!("{exit:?}"));
        format!("{}--- {exit}\n{}", self.output, self.messages)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.output).expect("one JSON value")
    }
}

/// Runs a command line in which words are parted by blanks, with sessions below `home`.
pub(crate) fn kaohe(home: &Path, line: &str, input: &str) -> Outcome {
    let words: Vec<&str> = line.split_whitespace().collect();
    kaohe_words(home, &words, input)
}

pub(crate) fn kaohe_words(home: &Path, words: &[&str], input: &str) -> Outcome {
    kaohe_in(home, "zh_CN.UTF-8", words, input)
}

pub(crate) fn kaohe_in(home: &Path, locale: &str, words: &[&str], input: &str) -> Outcome {
    outcome(ask(home, (locale, None), words, input))
}

/// As [`kaohe_words`], with a configuration.
pub(crate) fn kaohe_at(
    home: &Path,
    config: Option<ConfigPlace>,
    words: &[&str],
    input: &str,
) -> Outcome {
    outcome(ask(home, ("zh_CN.UTF-8", config), words, input))
}

fn outcome((next, output, messages): (Next, String, String)) -> Outcome {
    let exit = match next {
        Next::Exit(exit) => Some(exit),
        Next::Screens(_) => None,
    };
    Outcome { exit, output, messages }
}

/// What is left to do after a command line, and what it printed and said.
pub(crate) fn ask(
    home: &Path,
    (locale, config): (&str, Option<ConfigPlace>),
    words: &[&str],
    input: &str,
) -> (Next, String, String) {
    ask_watched(home, (locale, config), words, (input, None))
}

/// The same, where someone watches standard error and a clock says how long it takes.
pub(crate) fn ask_watched(
    home: &Path,
    (locale, config): (&str, Option<ConfigPlace>),
    words: &[&str],
    (input, elapsed): (&str, Option<fn() -> Duration>),
) -> (Next, String, String) {
    let (mut output, mut messages) = (Vec::new(), Vec::new());
    let mut environment = Environment {
        arguments: std::iter::once("kaohe").chain(words.iter().copied()).map(Into::into).collect(),
        data_folder: Some(home.as_os_str().to_owned()),
        locale: locale.to_owned(),
        language: None,
        config,
        no_color: false,
        now: "2021-12-15T09:30".to_owned(),
        holder: Holder {
            user: "张三".to_owned(), host: "主机".to_owned(), ..Holder::default()
        },
        clock: || "2021-12-15T09:30:00+08:00".to_owned(),
        elapsed,
        is_output_seen: false,
        input: &mut input.as_bytes(),
        output: &mut output,
        output_is_terminal: elapsed.is_some(),
        messages: &mut messages,
    };
    let next = run(&mut environment);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (next, text(output), text(messages))
}

pub(crate) fn home() -> TempDir {
    TempDir::new().expect("a folder")
}

/// The path of a worked session, as a test may give it on a command line.
pub(crate) fn worked(name: &str) -> String {
    project_file("sessions").join(format!("{name}.kaohe.yaml")).display().to_string()
}

/// A command line and the name of its snapshot; `~` is the project's folder.
const SNAPSHOTS: [(&str, &str); 17] = [
    ("help", "--help"),
    ("help_in_english", "--lang en --help"),
    ("help_of_new", "new --help"),
    ("rubrics", "rubrics"),
    ("show_wujin", "show wujin-2021"),
    ("show_unknown", "show wujing-2021"),
    ("list_worked", "list ~/sessions"),
    ("list_worked_in_english", "--lang en list ~/sessions"),
    (
        "check_everything",
        "check ~/rubrics/wujin-2021.yaml ~/sessions/2021年度_示例镇建设局_现场考核_20211215.kaohe.yaml",
    ),
    ("margin", "margin ~/sessions/2022年度_示例县_现场考核_20221208.kaohe.yaml"),
    (
        "margin_in_english",
        "--lang en margin ~/sessions/2021年度_示例镇建设局_现场考核_20211215.kaohe.yaml",
    ),
    ("margin_as_json", "margin ~/sessions/2022年度_示例县_现场考核_20221208.kaohe.yaml --json"),
    ("unknown_command", "chekc"),
    ("unknown_option", "list --jsom"),
    ("missing_argument", "new wujin-2021"),
    ("wrong_mode", "new wujin-2021 --unit 甲 --mode day"),
    ("wrong_date", "new wujin-2021 --unit 甲 --date 2021-02-30"),
];

#[test]
fn commands_print_what_they_printed() {
    let home = home();
    let project = project_file("").display().to_string();
    for (name, line) in SNAPSHOTS {
        let line = line.replace("~/", &project);
        let text = kaohe(home.path(), &line, "").text();
        insta::assert_snapshot!(name, text.replace(&project, "~/"));
    }
}

#[test]
fn the_scorecard_explains_every_number() {
    let home = home();
    for (name, session, lang) in [
        ("explain_field_review", "2021年度_示例镇建设局_现场考核_20211215", "zh"),
        ("explain_county", "2018年度_示例县_现场考核_20181220", "zh"),
        ("explain_field_review_in_english", "2021年度_示例镇建设局_现场考核_20211215", "en"),
    ] {
        let words = ["--lang", lang, "score", &worked(session), "--explain"];
        insta::assert_snapshot!(name, kaohe_words(home.path(), &words, "").text());
    }
}

#[test]
fn json_of_a_score_has_the_public_shape() {
    let home = home();
    let value = kaohe_words(
        home.path(),
        &["score", &worked("2021年度_示例镇建设局_现场考核_20211215"), "--json"],
        "",
    );
    let value = value.json();
    let expected = [
        ("rubric", "wujin-2021"),
        ("unit", "示例镇建设局"),
        ("mode", "field"),
        ("state", "draft"),
        ("total", "100"),
        ("score", "64"),
        ("score_before_veto", "64"),
        ("base", "64"),
        ("direct", "0"),
        ("bonus", "0"),
        ("bonus_before_cap", "0"),
        ("grade", "不合格"),
        ("lowest", "54"),
        ("highest", "69"),
    ];
    for (key, text) in expected {
        assert_eq!(value[key], text, "{key}");
    }
    assert_eq!(value["vetoed"], true);
    assert_eq!(value["open"], 2);
    assert_eq!(value["completion"], Value::Null);
    let indicators = value["indicators"].as_array().expect("a list");
    let item = indicators.iter().find(|item| item["id"] == "二/5").expect("the item");
    for (key, text) in [("points", "10"), ("deducted", "8"), ("score", "2")] {
        assert_eq!(item[key], text, "{key}");
    }
    assert_eq!(item["deducted_before_cap"], "8");
    let steps = item["steps"].as_array().expect("steps");
    assert_eq!(steps.last().and_then(Value::as_str), Some("得 2 / 10"));
}

/// What became of each award, and the completion rate of each project.
#[test]
fn json_of_a_score_tells_awards_and_projects() {
    let home = home();
    let score =
        |name: &str| kaohe_words(home.path(), &["score", &worked(name), "--json"], "").json();
    let value = score("2022年度_示例县_现场考核_20221208");
    let lost = serde_json::json!({
        "clause": "(三)c",
        "claimed": "0.3",
        "counted": "0",
        "losses": [{"why": "同一事项只计一次", "left": "0"}],
    });
    assert_eq!(value["awards"][1], lost);
    let value = score("2022年度_示例街道_现场考核_20221215");
    let case = serde_json::json!({"clause": "8a", "claimed": null, "counted": null, "losses": []});
    assert_eq!(value["awards"][0], case);
    let project = serde_json::json!({
        "id": "二",
        "title": "坚决落实安全生产责任",
        "done": 14,
        "tasks": 16,
        "completion": "87.5",
    });
    assert_eq!(value["completion_by_section"][1], project);
    assert_eq!(value["indicators"][2]["completion"], "87.5");
}

#[test]
fn several_files_are_one_json_object_a_line() {
    let home = home();
    let (one, two) = (
        worked("2021年度_示例镇建设局_现场考核_20211215"),
        worked("2018年度_示例县_现场考核_20181220"),
    );
    let outcome = kaohe_words(home.path(), &["score", "--json", &one, &two], "");
    let units: Vec<String> = outcome
        .output
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["unit"].to_string())
        .collect();
    assert_eq!(units, ["\"示例镇建设局\"", "\"示例县\""]);
}

#[test]
fn json_of_the_rubrics_known_has_the_public_shape() {
    let home = home();
    let folder = home.path().join("rubrics");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("broken.yaml"), "format: kaohe-rubric/1\ntotal： 10\n").expect("a file");
    let line = format!("--rubrics {} rubrics --json", folder.display());
    let value = kaohe(home.path(), &line, "").json();
    let wujin =
        &value["rubrics"].as_array().expect("a list").iter().find(|r| r["id"] == "wujin-2021");
    let wujin = wujin.expect("a rubric");
    assert_eq!((&wujin["total"], &wujin["built_in"]), (&"100".into(), &true.into()));
    assert_eq!(wujin["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(
        (&value["broken"][0]["line"], &value["broken"][0]["column"]),
        (&2.into(), &6.into())
    );
}

#[test]
fn json_of_a_rubric_has_the_public_shape() {
    let home = home();
    let value = kaohe(home.path(), "show wujin-2021 --json", "").json();
    assert_eq!(value["id"], "wujin-2021");
    assert_eq!(value["total"], "100");
    let item = &value["indicators"][0]["indicators"][0];
    assert_eq!(item["id"], "一/1");
    assert_eq!(item["points"], "10");
    assert_eq!(item["judged"], false);
    let clause = &item["clauses"][3];
    assert_eq!(clause["id"], "一/1/2b");
    assert_eq!(clause["kind"], "shortfall");
    assert_eq!(clause["amount"], "1");
    assert_eq!(clause["per"], "次");
    assert_eq!(clause["star"], false);
    assert_eq!(clause["cap_groups"], Value::Array(Vec::new()));
    assert_eq!(value["bonus"]["max"], "5");
    assert_eq!(value["veto"][0]["effect"]["grade"], "不合格");
    assert_eq!(value["grades"], Value::Array(Vec::new()));
}

#[test]
fn a_new_session_is_listed_scored_and_checked() {
    let home = home();
    let words =
        ["new", "xuchang-2018", "--unit", "示例县/开发区", "--mode", "field", "--assessor", "陈东"];
    let made = kaohe_words(home.path(), &words, "");
    assert_eq!(made.exit, Some(Exit::Done), "{}", made.messages);
    let path = made.output.trim();
    assert!(Path::new(path).starts_with(home.path().join("sessions")), "{path}");
    let listed = kaohe(home.path(), "list --json", "").json();
    assert_eq!(listed["provisional"], listed["open"].as_u64() > Some(0));
    assert_eq!(listed["unit"], "示例县/开发区");
    assert_eq!(listed["score"], "40");
    assert_eq!(listed["date"], "2021-12-15");
    assert_eq!(kaohe_words(home.path(), &["check", path], "").exit, Some(Exit::Done));
    let again = kaohe_words(home.path(), &words, "");
    assert_ne!(again.output.trim(), path, "a second session gets a name of its own");
    let taken =
        kaohe_words(home.path(), &["new", "xuchang-2018", "--unit", "乙", "--out", path], "");
    assert_eq!(taken.exit, Some(Exit::FileTrouble));
}

#[test]
fn more_missing_than_required_is_told_by_check() {
    let home = home();
    let made = kaohe(home.path(), "new wujin-2021 --unit 甲", "").output;
    let text = fs::read_to_string(made.trim()).expect("a session");
    let says = |count: u32| {
        let text = format!("{text}entries:\n  二/2/3a: {{count: {count}}}\n");
        kaohe(home.path(), "check -", &text)
    };
    let outcome = says(9);
    assert_eq!(outcome.exit, Some(Exit::NotInOrder), "{}", outcome.text());
    assert!(outcome.output.contains("最多少 4"), "{}", outcome.text());
    assert_eq!(says(4).exit, Some(Exit::Done));
}

#[test]
fn a_session_goes_into_the_trash_and_back() {
    let home = home();
    let made = kaohe(home.path(), "new xuchang-2018 --unit 甲", "").output;
    let moved = kaohe(home.path(), &format!("delete {}", made.trim()), "");
    assert_eq!(moved.exit, Some(Exit::Done), "{}", moved.messages);
    assert!(moved.output.contains("/trash/"), "{}", moved.output);
    assert_eq!(kaohe(home.path(), "list", "").output, "");
    assert!(kaohe(home.path(), "list --trash", "").output.starts_with('甲'));
    let again = kaohe(home.path(), &format!("delete {}", moved.output.trim()), "");
    assert_eq!(again.exit, Some(Exit::FileTrouble));
    assert!(again.messages.contains("已在回收站里"), "{}", again.messages);
    let back = kaohe(home.path(), &format!("restore {}", moved.output.trim()), "");
    assert_eq!(back.output, made);
    assert!(kaohe(home.path(), "list", "").output.starts_with('甲'));
    let none = kaohe(home.path(), &format!("restore {}", made.trim()), "");
    assert_eq!(none.exit, Some(Exit::FileTrouble));
}

#[test]
fn the_schemas_are_printed_as_they_stand() {
    let home = home();
    for (name, schema) in [("rubric", schema::RUBRIC), ("session", schema::SESSION)] {
        let outcome = kaohe(home.path(), &format!("schema {name}"), "");
        assert_eq!(outcome.exit, Some(Exit::Done));
        assert_eq!(outcome.output, schema);
    }
}

#[test]
fn standard_input_is_checked() {
    let home = home();
    let text = fs::read_to_string(project_file("rubrics/wujin-2021.yaml")).expect("the rubric");
    assert_eq!(kaohe(home.path(), "check -", &text).exit, Some(Exit::Done));
    let broken = text.replace("points: 60", "points: 59");
    let outcome = kaohe(home.path(), "check -", &broken);
    assert_eq!(outcome.exit, Some(Exit::NotInOrder));
    assert!(outcome.output.contains("标准输入:"), "{}", outcome.output);
}

/// A rubric of one's own that is refused is not one that is unknown.
#[test]
fn a_rubric_that_is_refused_is_told_with_its_mistakes() {
    let home = home();
    let folder = home.path().join("rubrics");
    fs::create_dir_all(&folder).expect("a folder");
    let text = fs::read_to_string(project_file("rubrics/wujin-2021.yaml")).expect("the rubric");
    let text = text.replace("id: wujin-2021", "id: own-2026").replace("points: 60", "points: 6o");
    fs::write(folder.join("own-2026.yaml"), text).expect("written");
    let outcome = kaohe(home.path(), "new own-2026 --unit 甲", "");
    assert_eq!(outcome.exit, Some(Exit::FileTrouble), "{}", outcome.messages);
    assert!(outcome.messages.contains("own-2026.yaml:"), "{}", outcome.messages);
    assert!(outcome.messages.contains("6o"), "{}", outcome.messages);
}

#[test]
fn screens_refuse_a_terminal_that_is_not_utf8() {
    let home = home();
    for (locale, exit) in [
        ("zh_CN.GBK", Some(Exit::WrongUse)),
        ("zh_TW.Big5", Some(Exit::WrongUse)),
        ("C", None),
        ("C.utf8", None),
        ("zh_CN", None),
    ] {
        let outcome = kaohe_in(home.path(), locale, &[], "");
        assert_eq!(outcome.exit, exit, "{locale}");
        assert!(outcome.messages.is_ascii(), "{}", outcome.messages);
    }
}

#[test]
fn exit_codes_tell_what_happened() {
    let home = home();
    let cases = [
        ("rubrics", Some(Exit::Done)),
        ("list", Some(Exit::Done)),
        ("completions bash", Some(Exit::Done)),
        ("man", Some(Exit::Done)),
        ("--version", Some(Exit::Done)),
        ("", None),
        ("open x.kaohe.yaml --read-only", None),
        ("nonsense", Some(Exit::WrongUse)),
        ("show nothing-1999", Some(Exit::WrongUse)),
        ("schema", Some(Exit::WrongUse)),
        ("schema report", Some(Exit::WrongUse)),
        ("completions dos", Some(Exit::WrongUse)),
        ("verify", Some(Exit::WrongUse)),
        ("verify /nowhere/x.kaohe.yaml", Some(Exit::FileTrouble)),
        ("history /nowhere/x.kaohe.yaml", Some(Exit::FileTrouble)),
        ("delete /nowhere/x.kaohe.yaml", Some(Exit::FileTrouble)),
        ("score /nowhere/x.kaohe.yaml", Some(Exit::FileTrouble)),
        ("check /nowhere/x.yaml", Some(Exit::FileTrouble)),
        ("list /nowhere", Some(Exit::FileTrouble)),
        ("diff wujin-2021 wujin-2021", Some(Exit::Done)),
        ("diff wujin-2021 xuchang-2018", Some(Exit::NotInOrder)),
        ("diff wujin-2021", Some(Exit::WrongUse)),
        ("migrate /nowhere/x.kaohe.yaml", Some(Exit::FileTrouble)),
        ("migrate /nowhere/x.kaohe.yaml --write", Some(Exit::FileTrouble)),
        ("check /", Some(Exit::FileTrouble)),
    ];
    for (line, exit) in cases {
        let outcome = kaohe(home.path(), line, "");
        assert_eq!(outcome.exit, exit, "kaohe {line}: {}", outcome.messages);
    }
}

thread_local! {
    static CLOCK: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// A clock that goes on by 200 ms whenever someone looks at it.
fn slow_clock() -> Duration {
    CLOCK.set(CLOCK.get() + Duration::from_millis(200));
    CLOCK.get()
}

#[test]
fn a_command_that_lasts_says_how_far_it_is_where_someone_watches() {
    let folder = project_file("sessions").display().to_string();
    let files: Vec<String> = fs::read_dir(&folder)
        .expect("sessions")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| path.display().to_string())
        .collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let home = home();
    let rank = ["rank", &folder, "--rubric", "wujin-2021"];
    let verify = [&["verify"][..], &files].concat();
    let report = [&["report"][..], &files].concat();
    let check = [&["check"][..], &files].concat();
    let score = [&["score"][..], &files].concat();
    let all: [(&[&str], &str); 7] = [
        (&check, "正在检查… 3/6"),
        (&score, "正在计算得分… 3/6"),
        (&["verify", &folder], "正在核验… 3/6"),
        (&["list", &folder], "正在读取考核记录… 3/6"),
        (&rank, "正在读取考核记录… 3/6"),
        (&verify, "正在核验… 3/6"),
        (&report, "正在生成报表… 3/6"),
    ];
    for (words, said) in all {
        let locale = ("zh_CN.UTF-8", None);
        let (_, output, messages) = ask_watched(home.path(), locale, words, ("", Some(slow_clock)));
        let line = format!("\r{said}\u{1b}[K");
        assert!(messages.contains(&line), "{words:?}: {messages:?}");
        // It is gone before anything else is said, and at the end.
        let last = messages.rfind("…").expect("it was drawn");
        let gone = messages.rfind("\r\u{1b}[K").unwrap_or_default();
        assert!(gone > last, "{words:?}: {messages:?}");
        // What goes elsewhere meanwhile does not take it away.
        let drawn_and_gone = messages.matches("\u{1b}[K").count();
        assert!(drawn_and_gone > 2, "{words:?}: {messages:?}");
        assert_eq!(messages.matches("\r\u{1b}[K").count(), 1, "{words:?}: {messages:?}");
        let (_, quiet, silent) = ask(home.path(), ("zh_CN.UTF-8", None), words, "");
        assert_eq!(output, quiet, "{words:?}: what is printed is the same");
        assert!(!silent.contains('\u{1b}'), "{words:?}: {silent:?}");
    }
}
