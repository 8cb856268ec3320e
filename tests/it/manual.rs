//! The README and the manual show what the program does: its screen, its keys and the output
//! of its commands stand there as they are. `UPDATE_DOCS=1 cargo test --test it manual` writes
//! them anew.

use crate::commands::kaohe;
use crate::fixtures::project_file;
use crate::screens::start::opened_with_sessions;
use kaohe::lang::Lang;
use kaohe::storage::config_file::{Colours, parse_config};
use kaohe::tui::action;
use std::fs;
use std::path::Path;

/// The text between two marks of a page, and what is before and behind them.
fn between<'a>(text: &'a str, name: &str) -> (&'a str, &'a str, &'a str) {
    let (begin, end) = (format!("<!-- {name}:begin -->\n"), format!("<!-- {name}:end -->"));
    let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("no {begin}"));
    let (inside, after) = rest.split_once(&end).unwrap_or_else(|| panic!("no {end}"));
    (before, inside, after)
}

/// Compares a part of a page with what it must be, or writes it.
fn check(page: &str, name: &str, expected: &str) {
    let path = project_file(page);
    let text = fs::read_to_string(&path).expect("a page");
    let (before, inside, after) = between(&text, name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let text = format!("{before}<!-- {name}:begin -->\n{expected}<!-- {name}:end -->{after}");
        fs::write(&path, text).expect("the page is written");
        return;
    }
    assert!(inside == expected, "{name} of {page} should be:\n{expected}");
}

const KEYS: [(&str, &str, Lang); 2] =
    [("docs/按键.md", "keys", Lang::Zh), ("docs/en/keys.md", "keys-en", Lang::En)];
const COMMANDS: &str = "docs/命令.md";

#[test]
fn the_manual_shows_what_is_there() {
    check("README.md", "screen", &screen());
    for (page, name, lang) in KEYS {
        check(page, name, &format!("\n{}\n", action::markdown(lang).trim()));
    }
    check(COMMANDS, "commands", &commands());
}

/// The example of a configuration is one, and it says what the words around it say.
#[test]
fn the_example_of_a_configuration_is_right() {
    let text = fs::read_to_string(project_file("docs/设置和文件.md")).expect("the page");
    let (_, inside, _) = between(&text, "config");
    let yaml = inside.trim().trim_start_matches("```yaml").trim_end_matches("```");
    let file = Path::new("/home/config.yaml");
    let read = parse_config("config.yaml", file, yaml, &kaohe::cli::known());
    let (config, _) = read.unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!((config.colours, config.keys.len()), (Colours::Light, 2));
}

/// The pages people read, the README first.
fn pages() -> Vec<String> {
    let mut pages = vec!["README.md".to_owned(), "ARCHITECTURE.md".to_owned()];
    for folder in ["docs", "docs/en"] {
        let files = fs::read_dir(project_file(folder)).expect("the manual");
        let files = files.map(|file| file.expect("a page").path());
        let texts = files.filter(|file| file.extension().is_some_and(|ending| ending == "md"));
        let names = texts.filter_map(|file| file.file_name().map(ToOwned::to_owned));
        pages.extend(names.map(|name| format!("{folder}/{}", name.to_string_lossy())));
    }
    pages
}

#[test]
fn every_link_of_the_manual_leads_to_a_file() {
    for page in pages() {
        let text = fs::read_to_string(project_file(&page)).expect("a page");
        let folder = Path::new(&page).parent().expect("a folder");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let leads = link.is_empty()
                || link.contains("://")
                || fs::exists(project_file("").join(folder).join(link)).is_ok_and(|is| is);
            assert!(leads, "{page} has a link to {link}");
        }
    }
}

#[test]
fn every_page_is_in_the_contents_and_the_readme_is_short() {
    let contents = fs::read_to_string(project_file("docs/SUMMARY.md")).expect("the contents");
    for page in pages().iter().filter_map(|page| page.strip_prefix("docs/")) {
        let is_there = page == "SUMMARY.md" || contents.contains(&format!("]({page})"));
        assert!(is_there, "docs/SUMMARY.md does not name {page}");
    }
    let readme = fs::read_to_string(project_file("README.md")).expect("the README");
    assert!(readme.lines().count() <= 150, "{} lines", readme.lines().count());
}

fn screen() -> String {
    let seen = opened_with_sessions("示例镇建设局", "up*14", 80, 24);
    format!("\n```text\n{}\n```\n\n", seen.text)
}

/// The console blocks of the manual with the present output of their commands.
fn commands() -> String {
    let text = fs::read_to_string(project_file(COMMANDS)).expect("the page");
    let (_, inside, _) = between(&text, "commands");
    let home = tempfile::tempdir().expect("a folder");
    let lines = inside.lines().filter_map(|line| line.strip_prefix("$ kaohe "));
    let blocks = lines.map(|line| {
        let outcome = kaohe(home.path(), line, "");
        format!("```console\n$ kaohe {line}\n{}{}```\n", outcome.output, outcome.messages)
    });
    blocks.collect::<Vec<_>>().join("\n")
}
