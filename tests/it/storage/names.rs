//! No words in a file lead out of the folder a new file is made in.

use kaohe::rubric::{Head, Rubric};
use kaohe::session::{Date, Mode, Session, SessionHead};
use kaohe::storage::catalogue::{
    BUILT_IN, Catalogue, LoadedRubric, keep_rubric_copy, rubric_for_session,
};
use kaohe::storage::disk::SystemDisk;
use kaohe::storage::open::create_in;
use kaohe::storage::paths::new_session_path;
use kaohe::visible::is_hidden;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// Names Windows keeps for devices.
const RESERVED: [&str; 8] = ["CON", "PRN", "AUX", "NUL", "COM1", "COM¹", "LPT9", "CONIN$"];

fn rubric(id: &str, edition: Option<&str>) -> Rubric {
    let edition = edition.map(str::to_owned);
    Rubric::new(Head { id: id.to_owned(), edition, ..Head::default() })
}

fn head(unit: &str) -> SessionHead {
    let date = Date::parse("2021-12-15");
    SessionHead { unit: unit.to_owned(), mode: Mode::Field, date, ..SessionHead::default() }
}

/// Words as people and their enemies write them.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "..",
            "/",
            "../",
            "\\",
            "C:",
            ".",
            "-",
            "-rf",
            "~",
            "\0",
            " ",
            "\n",
            "\u{1B}[2J",
            "\u{202E}",
            "\u{200B}",
            "con",
            "NUL",
            "aux.",
            "COM1",
            "LPT¹.",
            "%00",
            "甲",
            "街道",
            ".kaohe.yaml",
            ".lock",
            "/etc/passwd",
            "$(id)",
            "`",
            "\"",
            "'",
            "&",
            "|",
            "\u{feff}",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
        "(长|a){0,300}",
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

fn check(folder: &Path, id: &str, edition: Option<&str>, unit: &str) {
    let path = new_session_path(folder, &head(unit), &rubric(id, edition)).expect("a path");
    assert_eq!(path.parent(), Some(folder), "{}", path.display());
    let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
    assert_eq!(path, folder.join(name));
    assert!(name.ends_with(".kaohe.yaml") && !name.starts_with(['.', '-', '~', ' ']), "{name}");
    let forbidden = |c| is_hidden(c) || c == ' ' || "/\\:*?\"<>|".contains(c);
    assert!(!name.contains(forbidden), "{name:?}");
    // A lock and a temporary file are called longer still.
    assert!(name.len() + 16 <= 255, "{name}");
    let device = name.split('.').next().expect("a name").to_uppercase();
    assert!(!RESERVED.contains(&device.as_str()), "{name}");
    fs::File::create_new(&path).unwrap_or_else(|error| panic!("{name:?}: {error}"));
    fs::remove_file(&path).expect("a file");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_new_session_stays_in_its_folder(id in words(), edition in prop::option::of(words()), unit in words()) {
        let folder = tempfile::tempdir().expect("a folder");
        check(folder.path(), &id, edition.as_deref(), &unit);
        prop_assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
    }

    /// The hash of a session file is whatever stands there: only a hash names a file.
    #[test]
    fn a_rubric_copy_stays_in_its_folder(sha256 in words()) {
        let folder = tempfile::tempdir().expect("a folder");
        let session_path = folder.path().join("甲.kaohe.yaml");
        let copy = LoadedRubric { sha256: sha256.clone(), ..wujin() };
        keep_rubric_copy(&SystemDisk, &session_path, &copy).expect("nothing, or a copy");
        prop_assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
        let mut session = Session::default();
        session.rubric.sha256 = sha256;
        let _ = rubric_for_session(&Catalogue::default(), &session_path, &session);
    }
}

#[test]
fn names_of_devices_are_not_used() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in RESERVED {
        for edition in [name.to_owned(), format!("{name}.x"), name.to_lowercase() + ".甲"] {
            check(folder.path(), "x", Some(&edition), "甲");
            check(folder.path(), "x", Some(""), &edition);
        }
    }
}

fn wujin() -> LoadedRubric {
    LoadedRubric::clone(Catalogue::load(&[]).by_id(BUILT_IN[4].id).expect("a rubric"))
}

#[test]
fn a_copy_is_called_by_its_hash() {
    let folder = tempfile::tempdir().expect("a folder");
    let rubric = wujin();
    let made = create_in(&SystemDisk, folder.path(), &rubric, head("../../甲")).expect("a session");
    assert_eq!(made.path.parent(), Some(folder.path()));
    let copy = folder.path().join("rubrics").join(format!("{}.yaml", rubric.sha256));
    assert_eq!(fs::read_to_string(copy).expect("a copy"), rubric.text);
}
