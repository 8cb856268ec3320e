//! The README shows what the program does: its screen, its keys and the output
//! of its commands stand there as they are. `UPDATE_DOCS=1 cargo test readme`
//! writes them anew.

use crate::commands::kaohe;
use crate::fixtures::project_file;
use crate::screens::start::opened_with_sessions;
use kaohe::lang::Lang;
use kaohe::storage::config_file::{Colours, parse_config};
use kaohe::tui::action;
use std::fs;

/// The text between two marks of the README, the marks left out.
fn between<'a>(text: &'a str, name: &str) -> (&'a str, &'a str, &'a str) {
    let (begin, end) = (format!("<!-- {name}:begin -->\n"), format!("<!-- {name}:end -->"));
    let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("no {begin}"));
    let (inside, after) = rest.split_once(&end).unwrap_or_else(|| panic!("no {end}"));
    (before, inside, after)
}

/// Compares a part of the README with what it must be, or writes it.
fn check(name: &str, expected: &str) {
    let path = project_file("README.md");
    let text = fs::read_to_string(&path).expect("the README");
    let (before, inside, after) = between(&text, name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let text = format!("{before}<!-- {name}:begin -->\n{expected}<!-- {name}:end -->{after}");
        fs::write(&path, text).expect("the README is written");
        return;
    }
    assert!(inside == expected, "the README's {name} should be:\n{expected}");
}

/// One test writes one file: the parts follow each other.
#[test]
fn the_readme_shows_what_is_there() {
    check("screen", &screen());
    check("keys", &format!("\n{}\n", action::markdown(Lang::Zh).trim()));
    check("keys-en", &format!("\n{}\n", action::markdown(Lang::En).trim()));
    check("commands", &commands());
}

/// The configuration of the README is one, and it says what the words around it say.
#[test]
fn the_example_of_a_configuration_is_right() {
    let text = fs::read_to_string(project_file("README.md")).expect("the README");
    let (_, inside, _) = between(&text, "config");
    let yaml = inside.trim().trim_start_matches("```yaml").trim_end_matches("```");
    let file = std::path::Path::new("/home/config.yaml");
    let read = parse_config("config.yaml", file, yaml, &kaohe::cli::known());
    let (config, _) = read.unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!((config.colours, config.keys.len()), (Colours::Light, 2));
}

fn screen() -> String {
    let seen = opened_with_sessions("示例镇建设局", "up*14", 80, 24);
    format!("\n```text\n{}\n```\n\n", seen.text)
}

/// The console blocks of the README with the present output of their commands.
fn commands() -> String {
    let text = fs::read_to_string(project_file("README.md")).expect("the README");
    let (_, inside, _) = between(&text, "commands");
    let home = tempfile::tempdir().expect("a folder");
    let lines = inside.lines().filter_map(|line| line.strip_prefix("$ kaohe "));
    let blocks = lines.map(|line| {
        let outcome = kaohe(home.path(), line, "");
        format!("```console\n$ kaohe {line}\n{}{}```\n", outcome.output, outcome.messages)
    });
    blocks.collect::<Vec<_>>().join("\n")
}
