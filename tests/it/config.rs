//! The configuration: read, printed, told where it is wrong, and heeded.

use crate::commands::{ask, home, kaohe_at};
use kaohe::cli::{ConfigPlace, Exit, Next, keymap, known};
use kaohe::lang::{Lang, phrases::built_in};
use kaohe::storage::config_file::{Ambiguous, Colours, Config, parse_config};
use kaohe::tui::action::{Action, Place, rows_of};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fs;
use std::path::{Path, PathBuf};

fn read(text: &str) -> Config {
    let file = Path::new("/nowhere/config.yaml");
    parse_config("config.yaml", file, text, &known()).unwrap_or_else(|error| panic!("{error:?}")).0
}

/// A folder with this configuration, and where it is.
fn place(folder: &Path, text: &str) -> ConfigPlace {
    let path = folder.join("config.yaml");
    fs::write(&path, text).expect("a file");
    ConfigPlace { path, is_named: true }
}

#[test]
fn everything_can_be_set() {
    let config = read(
        "language: en\ntheme: light\nmarks: ascii\nambiguous: narrow\nmouse: on\n\
         rubrics: [rubrics, /elsewhere]\ntemplates: '{对象}：{case}'\nreport_template: 模板/文头.docx\nkeys: {review: {met: [M, F5, C-w], undo: C-z}}\n",
    );
    assert_eq!(config.lang, Some(Lang::En));
    assert_eq!((config.colours, config.ambiguous), (Colours::Light, Ambiguous::Narrow));
    assert!(config.is_ascii && config.mouse);
    let folders = [PathBuf::from("/nowhere/rubrics"), PathBuf::from("/elsewhere")];
    assert_eq!(config.rubrics, folders, "from the folder of the file");
    let templates = config.templates.as_deref().unwrap_or_default();
    assert_eq!(templates.iter().map(ToString::to_string).collect::<Vec<_>>(), ["{对象}：{case}"]);
    assert_eq!(config.report_template, Some(PathBuf::from("/nowhere/模板/文头.docx")));
    let map = keymap(&config);
    let press = |code, modifiers| map.find(Place::Review, &KeyEvent::new(code, modifiers));
    assert_eq!(press(KeyCode::Char('w'), KeyModifiers::CONTROL), Some(Action::Met));
    assert_eq!(press(KeyCode::Char('M'), KeyModifiers::SHIFT), Some(Action::Met));
    assert_eq!(press(KeyCode::Char('m'), KeyModifiers::NONE), None, "its own keys are gone");
    assert_eq!(press(KeyCode::Char('u'), KeyModifiers::NONE), None);
    assert_eq!(press(KeyCode::Char('n'), KeyModifiers::NONE), Some(Action::NotApplicable));
}

#[test]
fn nothing_set_is_nothing_changed() {
    for text in ["", "\n# nothing yet\n", "mouse: off\n", "report_template:\n", "keys: {}\n"] {
        assert_eq!(read(text), Config::default(), "{text:?}");
    }
}

/// What is printed is the documentation, so it says of every action what its keys are; read
/// again it is what it was made from.
#[test]
fn what_is_printed_is_read_again() {
    let home = home();
    for (lang, text) in [
        ("zh", String::new()),
        (
            "en",
            "theme: contrast\nmouse: on\ntemplates: []\nreport_template: /模板.docx\nkeys: {form: {accept: [F10]}, review: {met: ['\"']}}"
                .to_owned(),
        ),
    ] {
        let place = place(home.path(), &text);
        let printed = kaohe_at(home.path(), Some(place), &["--lang", lang, "config"], "");
        assert_eq!((printed.exit, printed.messages.as_str()), (Some(Exit::Done), ""));
        let (before, after) = (keymap(&read(&text)), keymap(&read(&printed.output)));
        for place in Place::ALL {
            for row in rows_of(place) {
                assert_eq!(before.keys(place, row), after.keys(place, row), "{place:?}");
            }
        }
        let again = read(&printed.output);
        let (colours, mouse) = (read(&text).colours, read(&text).mouse);
        assert_eq!((again.colours, again.mouse), (colours, mouse));
        let lang = if lang == "zh" { Lang::Zh } else { Lang::En };
        let in_force = |config: Config| config.templates.unwrap_or_else(|| built_in(lang));
        assert_eq!(in_force(again), in_force(read(&text)));
    }
}

#[test]
fn the_defaults_as_a_file() {
    let home = home();
    for (name, lang) in [("defaults", "zh"), ("defaults_in_english", "en")] {
        let printed = kaohe_at(home.path(), None, &["--lang", lang, "config"], "");
        insta::assert_snapshot!(name, printed.text());
    }
}

#[test]
fn a_wrong_file_is_told_and_the_defaults_hold() {
    let home = home();
    let wrong = place(home.path(), "theme: blue\nlanguage: en\n");
    let listed = kaohe_at(home.path(), Some(wrong.clone()), &["rubrics"], "");
    assert_eq!(listed.exit, Some(Exit::Done));
    assert!(listed.messages.contains("“theme”不能是“blue”"), "{}", listed.messages);
    assert!(listed.messages.contains("1 处错误，没有采用"), "{}", listed.messages);
    let checked = kaohe_at(home.path(), None, &["config", "--check", "-"], "theme: blue\n");
    assert_eq!(checked.exit, Some(Exit::NotInOrder));
    let screens = kaohe_at(home.path(), Some(wrong), &[], "");
    assert!(screens.exit.is_none() && screens.messages.contains("没有采用"));
    let missing = ConfigPlace { path: home.path().join("没有.yaml"), is_named: true };
    let told = kaohe_at(home.path(), Some(missing.clone()), &["rubrics"], "");
    assert!(told.messages.contains("没有.yaml"), "{}", told.messages);
    let unnamed = ConfigPlace { is_named: false, ..missing };
    assert_eq!(kaohe_at(home.path(), Some(unnamed), &["rubrics"], "").messages, "");
}

#[test]
fn the_command_line_comes_first_and_restricted_mode_reads_none() {
    let home = home();
    let place = place(home.path(), "language: en\ntheme: light\n");
    let english = kaohe_at(home.path(), Some(place.clone()), &["check", "没有"], "");
    assert!(english.output.contains("cannot be read"), "{}", english.output);
    let chinese =
        kaohe_at(home.path(), Some(place.clone()), &["--lang", "zh", "check", "没有"], "");
    assert!(chinese.output.contains("无法读取"), "{}", chinese.output);
    let folder = home.path().display().to_string();
    for (words, lang, colours) in [
        (vec!["--theme", "contrast"], Lang::En, Colours::Contrast),
        (vec![], Lang::En, Colours::Light),
        (vec!["--restricted", "--dir", &folder], Lang::Zh, Colours::Dark),
    ] {
        let config = Some(place.clone());
        let (next, ..) = ask(home.path(), ("zh_CN.UTF-8", config), &words, "");
        let Next::Screens(screens) = next else { panic!("{words:?}") };
        assert_eq!((screens.lang, screens.config.colours), (lang, colours), "{words:?}");
    }
}
