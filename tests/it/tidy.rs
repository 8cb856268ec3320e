//! The house is tidy: layers, first lines, lengths, forgotten tests.

use crate::fixtures::project_file;
use std::fs;
use std::path::{Path, PathBuf};

/// Which folders of `src` (or files, by prefix) may not name which words in their code.
const LAYERS: [(&[&str], &[&str]); 8] = [
    (
        &[
            "points",
            "rubric",
            "session",
            "score",
            "phrases",
            "comparison",
            "ranking",
            "wording",
            "draft",
        ],
        &[
            "std::fs",
            "std::env",
            "std::time",
            "std::io",
            "serde",
            "ratatui",
            "crossterm",
            "println!",
            "print!",
            "crate::storage",
            "crate::tui",
            "crate::cli",
            "crate::lang",
        ],
    ),
    (&["points"], &["crate::rubric", "crate::session", "crate::score"]),
    (&["rubric"], &["crate::session", "crate::score", "rust_decimal"]),
    (&["wording"], &["crate::session", "crate::score", "crate::report", "rubric::check"]),
    (
        &["report"],
        &[
            "std::fs",
            "std::env",
            "std::time",
            "println!",
            "ratatui",
            "crossterm",
            "crate::storage",
            "crate::tui",
            "crate::cli",
        ],
    ),
    (
        &["visible", "half_width"],
        &["std::fs", "std::env", "std::io", "ratatui", "crossterm", "crate::"],
    ),
    (&["lang"], &["std::fs", "std::env", "ratatui", "crossterm"]),
    (&["storage"], &["ratatui", "crossterm", "crate::tui", "crate::cli", "std::env"]),
];

/// The parts of the terminal screens that decide: they see no terminal and no file.
const DECIDING: [&str; 5] = ["tui/app", "tui/action", "tui/update", "tui/tree", "tui/search"];
const DRAWING: [&str; 1] = ["tui/view"];

fn sources(folder: &str) -> Vec<(String, String)> {
    let root = project_file(folder);
    let mut found = Vec::new();
    collect(&root, &mut found);
    let named = found.into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("a readable source");
        let name = path.strip_prefix(&root).expect("below the root").display().to_string();
        (name, text)
    });
    let mut all: Vec<(String, String)> = named.collect();
    all.sort();
    all
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The code of a file: no comments, no unit tests.
fn code(text: &str) -> String {
    let without_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = without_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn belongs(name: &str, part: &str) -> bool {
    name == format!("{part}.rs") || name.starts_with(&format!("{part}/"))
}

fn forbidden(parts: &[&str], words: &[&str], broken: &mut Vec<String>) {
    for (name, text) in sources("src") {
        if !parts.iter().any(|part| belongs(&name, part)) {
            continue;
        }
        let code = code(&text);
        for word in words.iter().filter(|word| code.contains(**word)) {
            broken.push(format!("src/{name} names {word}"));
        }
    }
}

#[test]
fn each_layer_names_only_what_it_may() {
    let mut broken = Vec::new();
    for (parts, words) in LAYERS {
        forbidden(parts, words, &mut broken);
    }
    let files = ["Frame", "Terminal", "std::fs", "std::env", "crate::storage"];
    forbidden(&DECIDING, &files, &mut broken);
    forbidden(&DRAWING, &["&mut App", "crate::storage", "std::fs"], &mut broken);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// What a file holds reaches a stream or a screen through one door, which marks what commands.
#[test]
fn nothing_is_printed_or_drawn_past_the_door() {
    let printing = ["print!(", "println!(", "write!(", "writeln!(", "write_all", ".write("];
    let drawing = [
        "set_symbol",
        "set_char",
        "set_string",
        "set_line",
        "set_span",
        "render_widget",
        "Paragraph",
    ];
    let doors = ["cli/output.rs", "tui/widgets/draw.rs"];
    let mut broken = Vec::new();
    for (name, text) in sources("src") {
        let words = match () {
            () if doors.contains(&name.as_str()) => continue,
            () if belongs(&name, "cli") || name == "main.rs" => &printing[..],
            () if belongs(&name, "tui") => &drawing[..],
            () => continue,
        };
        let code = code(&text);
        let found = words.iter().filter(|word| code.contains(**word));
        broken.extend(found.map(|word| format!("src/{name} names {word}")));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Files are opened, listed, moved and removed through the doors of `storage/reach.rs` and
/// `storage/disk.rs`: restricted mode is shut there and nowhere else.
#[test]
fn files_are_reached_through_the_doors() {
    let words = [
        "File::open",
        "File::create",
        "fs::read",
        "fs::write",
        "fs::metadata",
        "fs::symlink_metadata",
        "fs::remove",
        "fs::rename",
        "fs::copy",
        "fs::hard_link",
        "fs::create_dir",
        "options.open(",
        "Command::new",
    ];
    let mut broken = Vec::new();
    let (doors, terminal) = (["storage/reach", "storage/disk"], "tui/terminal");
    for (name, text) in sources("src") {
        let is_open = doors.iter().any(|door| belongs(&name, door)) || belongs(&name, terminal);
        if is_open || !(belongs(&name, "storage") || belongs(&name, "tui")) {
            continue;
        }
        let code = code(&text);
        for word in words.iter().filter(|word| code.contains(**word)) {
            broken.push(format!("src/{name} names {word}: use storage::reach or the Disk"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_one_module_names_the_yaml_crate_of_sessions() {
    let naming = sources("src").into_iter().filter(|(_, text)| code(text).contains("serde_yaml"));
    let naming: Vec<String> = naming.map(|(name, _)| name).collect();
    assert!(naming.iter().all(|name| name.starts_with("storage/session_file")), "{naming:?}");
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    let mut broken = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for (name, text) in sources(folder) {
            if !text.starts_with("//!") {
                broken.push(format!("{folder}/{name} does not begin with //!"));
            }
            let lines = text.lines().count();
            if lines > 500 {
                broken.push(format!("{folder}/{name} has {lines} lines"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_test_file_is_forgotten() {
    let main = fs::read_to_string(project_file("tests/it/main.rs")).expect("the list of tests");
    for (name, _) in sources("tests/it") {
        let module = name.trim_end_matches(".rs");
        if module.contains('/') || module == "main" {
            continue;
        }
        assert!(main.contains(&format!("mod {module};")), "tests/it/{name} is not run");
    }
}

/// What the page on reliability says was tried can be tried again.
#[test]
fn the_commands_of_the_page_on_reliability_name_what_is_there() {
    let page = fs::read_to_string(project_file("docs/reliability.md")).expect("the page");
    let tests: String = sources("tests/it").into_iter().map(|(_, text)| text).collect();
    let manifests = ["Cargo.toml", "fuzz/Cargo.toml"];
    let manifests: String =
        manifests.map(|file| fs::read_to_string(project_file(file)).expect("a manifest")).concat();
    let mut commands = 0;
    for command in page.split('`').filter(|words| words.starts_with("cargo ")) {
        let name = command.split_whitespace().last().unwrap_or_default();
        let is_there = match command.split_whitespace().nth(1) {
            Some("test") => {
                ["fn ", "mod "].iter().any(|kind| tests.contains(&format!("{kind}{name}")))
            }
            _ => manifests.contains(&format!("name = \"{name}\"")),
        };
        assert!(is_there, "{command}");
        commands += 1;
    }
    assert!(commands > 10, "{commands} commands");
}

#[test]
fn no_binary_floats_reach_a_number() {
    // The file format of spreadsheets has no other numbers: this file makes each from the
    // text of a decimal and calculates nothing.
    let writer = "report/workbook/xlsx.rs";
    for (name, text) in sources("src").into_iter().filter(|(name, _)| name != writer) {
        let code = code(&text);
        for word in ["f32", "f64"] {
            let found = code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == word);
            assert!(!found, "src/{name} names {word}");
        }
    }
}

/// What people read is in `src/lang`, in both languages; these files, and all of `wording`,
/// hold words of the documents, which stay Chinese.
const WORDS_OF_DOCUMENTS: &[&str] = &[
    "names.rs",
    "phrases/parts.rs",
    "phrases/says.rs",
    "phrases/template.rs",
    "points.rs",
    "report/write/docx/parts.rs",
    "report/write/html.rs",
    "rubric/changes/facts.rs",
    "rubric/check/rules.rs",
    "rubric/kind.rs",
    "rubric/veto.rs",
    "session/date.rs",
    "session/sample.rs",
    "storage/catalogue/built_in.rs",
    "storage/paths.rs",
    "storage/yaml/meant.rs",
];

#[test]
fn no_chinese_sentence_stands_outside_the_languages() {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut broken = Vec::new();
    for (name, text) in sources("src") {
        let of_words = ["lang", "wording", "draft", "storage/documents"];
        if of_words.iter().any(|part| belongs(&name, part)) || name.ends_with("/tests.rs") {
            continue;
        }
        let has_some = code(&text).contains(is_chinese);
        if has_some != WORDS_OF_DOCUMENTS.contains(&name.as_str()) {
            broken.push(format!("src/{name}"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Keys can be given to other actions, so a sentence never names one itself.
#[test]
fn sentences_name_keys_by_their_actions() {
    use kaohe::tui::action::{Place, rows_of};
    let known = |name: &str| {
        let (place, action) = name.trim_end_matches('!').split_once('.').unwrap_or_default();
        let place = Place::ALL.into_iter().find(|known| known.name() == place);
        place.is_some_and(|place| rows_of(place).any(|row| row.action.name() == action))
    };
    for (name, text) in sources("src/lang") {
        for named in text.split('⟦').skip(1).filter_map(|rest| Some(rest.split_once('⟧')?.0)) {
            assert!(known(named), "{name}: no such action: {named}");
        }
        for word in ["按 ", "Press ", "press "] {
            let mut after = text.split(word).skip(1).filter_map(|rest| rest.chars().next());
            let names_one = after.any(|next| next.is_ascii_alphabetic());
            let is_plain = name == "plain.rs";
            assert!(!names_one || is_plain, "{name}: a sentence names a key behind {word:?}");
        }
    }
}
