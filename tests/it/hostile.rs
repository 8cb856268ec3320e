//! Files that want to hurt whoever opens them: every text of a rubric and of a session ends in
//! sequences that would command a terminal, and nothing of them is ever printed.

use crate::commands::{Outcome, home, kaohe_in, kaohe_words};
use crate::fixtures::project_file;
use kaohe::cli::Exit;
use kaohe::storage::catalogue::sha256;
use kaohe::storage::session_file::parse_session;
use kaohe::visible::is_hidden;
use serde_yaml::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Clipboard, title, clearing, colours in two spellings; turned and invisible text.
pub(crate) const PAYLOAD: &str = "\u{1B}]52;c;UFdORUQ=\u{7}\u{1B}]0;PWNED\u{1B}\\\u{1B}[2J\u{9B}31m\
    \u{8}\u{7F}\u{85}\u{202E}\u{2066}\u{200E}\u{61C}\u{200B}\u{2060}\u{AD}\u{180E}\u{E0041}\u{FE0F}\
    \u{2028}\u{FFF9}\u{FEFF}";

/// What the files of [`write`] are called; the name of the session's commands too.
pub(crate) struct Hostile {
    pub(crate) rubric: PathBuf,
    pub(crate) session: PathBuf,
}

/// Writes a hostile rubric into `home/rubrics` and a session with its rubric's copy, under a
/// hostile name, into `home/sessions`.
pub(crate) fn write(home: &Path) -> Hostile {
    let rubric_text = poisoned("rubric", |text| text);
    let hash = sha256(&rubric_text);
    let session_text = poisoned("session", |text| {
        let known = "0123456789abcdef".repeat(4);
        text.replace(&known, &hash).replace("state: final", "state: draft")
    });
    let (rubrics, sessions) = (home.join("rubrics"), home.join("sessions"));
    for folder in [&rubrics, &sessions, &sessions.join("rubrics")] {
        fs::create_dir_all(folder).expect("a folder");
    }
    let files = Hostile {
        rubric: rubrics.join("every-key.yaml"),
        session: sessions.join(format!("甲{PAYLOAD}.kaohe.yaml")),
    };
    fs::write(&files.rubric, &rubric_text).expect("a rubric");
    fs::write(sessions.join(format!("rubrics/{hash}.yaml")), &rubric_text).expect("a copy");
    fs::write(&files.session, session_text).expect("a session");
    files
}

/// The example that has every key, with the payload behind all words people wrote.
fn poisoned(name: &str, prepare: impl Fn(String) -> String) -> String {
    let path = project_file(&format!("tests/it/schema/{name}.yaml"));
    let text = prepare(fs::read_to_string(path).expect("an example"));
    let mut value: Value = serde_yaml::from_str(&text).expect("YAML");
    poison(&mut value);
    serde_yaml::to_string(&value).expect("YAML")
}

fn poison(value: &mut Value) {
    match value {
        Value::String(text) if is_words(text) => text.push_str(PAYLOAD),
        Value::Sequence(items) => items.iter_mut().for_each(poison),
        Value::Mapping(pairs) => {
            *pairs = std::mem::take(pairs)
                .into_iter()
                .map(|(mut key, mut value)| {
                    poison(&mut key);
                    poison(&mut value);
                    (key, value)
                })
                .collect();
        }
        _ => {}
    }
}

/// Whether it is words rather than a key, a number or an id.
fn is_words(text: &str) -> bool {
    let is_id = matches!(text, "一" | "注3" | "质量" | "部分") || text.starts_with("一/");
    !text.is_ascii() && !is_id
}

fn assert_harmless(outcome: &Outcome, what: &str) {
    for text in [&outcome.output, &outcome.messages] {
        let found = text.chars().find(|c| is_hidden(*c) && *c != '\n');
        assert_eq!(found, None, "{what} prints {text:?}");
    }
}

#[test]
fn no_command_prints_what_a_file_commands() {
    let home = home();
    let Hostile { rubric, session } = write(home.path());
    let (rubric, session) = (rubric.display().to_string(), session.display().to_string());
    let broken = home.path().join(format!("sessions/乙\n{PAYLOAD}.kaohe.yaml"));
    let bad = format!("format: kaohe-session/1\n\"甲\\e{PAYLOAD_IN_YAML}\": 1\nmode: \"\\e\"\n");
    fs::write(&broken, bad).expect("a broken session");
    let broken = broken.display().to_string();
    let commands: [&[&str]; 9] = [
        &["show", &rubric],
        &["show", "every-key"],
        &["rubrics"],
        &["list"],
        &["score", &session],
        &["score", &session, "--explain"],
        &["score", &broken],
        &["check", &rubric, &session, &broken],
        &["new", &rubric, "--unit", PAYLOAD],
    ];
    for words in commands {
        for lang in ["zh", "en"] {
            let words = [&["--lang", lang], words].concat();
            let outcome = kaohe_words(home.path(), &words, "");
            assert_harmless(&outcome, &words.join(" "));
            let all = format!("{}{}", outcome.output, outcome.messages);
            // The harmless pictures of it are there.
            let shown =
                all.contains("␛]52;c;UFdORUQ=␇") || all.contains("‹U+") || words[2] == "new";
            assert!(shown, "{words:?}: {all}");
        }
    }
}

const PAYLOAD_IN_YAML: &str = "\\x9b\\u202e";

#[test]
fn json_is_harmless_and_the_same_data() {
    let home = home();
    let Hostile { rubric, session } = write(home.path());
    let (rubric, session) = (rubric.display().to_string(), session.display().to_string());
    let text = fs::read_to_string(&session).expect("a session");
    let read = parse_session("-", &text).expect("a session");
    let poisoned = |words: &str| format!("{words}{PAYLOAD}");
    let show = kaohe_words(home.path(), &["show", &rubric, "--json"], "");
    let score = kaohe_words(home.path(), &["score", &session, "--json"], "");
    let list = kaohe_words(home.path(), &["list", "--json"], "");
    for outcome in [&show, &score, &list] {
        assert_harmless(outcome, "--json");
        assert_eq!(outcome.output.lines().count(), 1);
    }
    assert_eq!(show.json()["title"], poisoned("每个键都有的细则"));
    assert_eq!(show.json()["grades"][0]["name"], poisoned("优秀"));
    assert_eq!(score.json()["unit"], read.head.unit);
    assert_eq!(list.json()["unit"], poisoned("示例镇"));
    assert_eq!(list.json()["file"], session);
}

#[test]
fn no_message_prints_what_an_argument_commands() {
    let home = home();
    let long = format!("--{PAYLOAD}");
    let commands: [&[&str]; 14] = [
        &[PAYLOAD],
        &[&long],
        &["list", &long],
        &["list", PAYLOAD],
        &["--rubrics", PAYLOAD, "list"],
        &["--lang", PAYLOAD, "list"],
        &["show", PAYLOAD],
        &["check", PAYLOAD],
        &["score", PAYLOAD],
        &["schema", PAYLOAD],
        &["completions", PAYLOAD],
        &["new", "wujin-2021", "--unit", "甲", "--date", PAYLOAD],
        &["new", "wujin-2021", "--unit", "甲", "--tag", PAYLOAD],
        &["new", "wujin-2021", "--unit", "甲", "--mode", PAYLOAD],
    ];
    for words in commands {
        for locale in ["zh_CN.UTF-8", "en_US.UTF-8"] {
            let outcome = kaohe_in(home.path(), locale, words, "");
            assert_harmless(&outcome, &words.join(" "));
            assert_ne!(outcome.exit, Some(Exit::Done), "{words:?}");
            let all = format!("{}{}", outcome.output, outcome.messages);
            assert!(all.contains("␛]52"), "{words:?}: {all}");
        }
    }
    let outcome = kaohe_in(home.path(), &format!("zh_CN.{PAYLOAD}"), &[], "");
    assert_harmless(&outcome, "a locale");
    assert!(outcome.messages.contains("␛]52"));
}

#[test]
fn check_warns_of_every_hidden_character() {
    let home = home();
    let Hostile { session, .. } = write(home.path());
    let text = fs::read_to_string(&session).expect("a session");
    let unit = text.lines().position(|line| line.contains("示例镇")).expect("the unit") + 1;
    let outcome = kaohe_words(home.path(), &["check", &session.display().to_string()], "");
    for number in ["U+001B", "U+009B", "U+202E", "U+200B", "U+E0041", "U+2028", "U+FEFF"] {
        let told = outcome.output.lines().any(|line| {
            line.contains(&format!(".kaohe.yaml:{unit}:"))
                && line.contains(&format!("提醒：此处有看不见的字符 {number}"))
        });
        assert!(told, "{number} of line {unit}");
    }
}

/// Asserts that nothing but text and the writer's own sequences was sent to a terminal.
pub(crate) fn assert_own_sequences(bytes: &str) {
    let mut rest = bytes;
    while let Some(place) = rest.find(|c| is_hidden(c) && !matches!(c, '\r' | '\n')) {
        let sequence: String = rest[place..].chars().take(24).collect();
        let Some(behind) = rest[place..].strip_prefix('\u{1B}') else {
            panic!("{sequence:?} was sent to the terminal");
        };
        // Keeping and taking up the place of the cursor.
        if let Some(behind) = behind.strip_prefix(['7', '8']) {
            rest = behind;
            continue;
        }
        let parameters = behind.strip_prefix('[').unwrap_or_else(|| panic!("{sequence:?}"));
        let end = parameters.find(|c: char| !"0123456789;?".contains(c)).expect("an end");
        let (command, behind) = parameters[end..].split_at(1);
        assert!("HCmKJSTrhln".contains(command), "{sequence:?} was sent to the terminal");
        rest = behind;
    }
}

#[test]
fn the_own_sequences_are_told_from_others() {
    assert_own_sequences("\u{1B}[1;2H中\u{1B}[?25l\u{1B}7\r\n\u{1B}[m");
    for other in ["\u{1B}]0;x\u{7}", "\u{9B}2J", "\u{1B}[5i", "a\u{202E}", "\u{1B}c", "\t"] {
        assert!(std::panic::catch_unwind(|| assert_own_sequences(other)).is_err(), "{other:?}");
    }
}
