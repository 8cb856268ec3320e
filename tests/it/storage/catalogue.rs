//! The rubrics known, and the one a session was scored with.

use crate::commands::kaohe_words;
use kaohe::lang::{Lang, storage_errors};
use kaohe::session::{RubricReference, Session};
use kaohe::storage::catalogue::{
    BUILT_IN, Catalogue, FindError, Origin, RubricMatch, keep_rubric_copy, load,
    rubric_for_session, sha256,
};
use kaohe::storage::disk::SystemDisk;
use kaohe::storage::rubric_file::parse_rubric;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn the_built_in_rubrics_are_those_of_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics");
    let files = fs::read_dir(&folder).expect("the folder");
    let mut names: Vec<String> =
        files.map(|file| file.expect("a file").file_name().into_string().expect("name")).collect();
    names.sort();
    let built_in: Vec<String> = BUILT_IN.iter().map(|row| format!("{}.yaml", row.id)).collect();
    assert_eq!(names, built_in);
    let catalogue = Catalogue::load(&[folder]);
    let rubrics: Vec<_> = catalogue.rubrics().collect();
    assert_eq!(rubrics.len(), BUILT_IN.len(), "each is read, and the same text listed once");
    assert!(catalogue.broken.is_empty());
    for (row, rubric) in BUILT_IN.iter().zip(rubrics) {
        assert_eq!(rubric.origin, Origin::BuiltIn);
        let head = &rubric.rubric.head;
        assert_eq!((row.id, row.title), (head.id.as_str(), head.title.as_str()));
    }
}

/// A folder with a rubric of this id, another edition of a built-in one, and a broken one.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let own = "format: kaohe-rubric/1\nid: 街道-2023\ntitle: 街道\nindicators:\n  \
               - {no: \"一\", title: 一, task: true}\n";
    let wujin = BUILT_IN.iter().find(|row| row.id == "wujin-2021").expect("wujin").text;
    fs::write(folder.path().join("街道-2023.yaml"), own).expect("a file");
    fs::write(folder.path().join("wujin-2021.yaml"), format!("{wujin}# 改过\n")).expect("a file");
    fs::write(folder.path().join("坏.yaml"), "format: kaohe-rubric/9\n").expect("a file");
    fs::write(folder.path().join("甲.kaohe.yaml"), "").expect("a session");
    fs::write(folder.path().join("说明.txt"), "").expect("a text");
    folder
}

#[test]
fn rubrics_are_found_by_id_and_by_path() {
    let folder = folder();
    let catalogue = Catalogue::load(&[folder.path().to_owned(), folder.path().join("没有")]);
    let ids: Vec<&str> = catalogue.rubrics().map(|r| r.rubric.head.id.as_str()).collect();
    let expected = [
        "wujin-2021",
        "街道-2023",
        "anning-2022",
        "jinzhong-2019",
        "pengxi-2022",
        "wujin-2021",
        "xuchang-2018",
    ];
    assert_eq!(ids, expected);
    assert_eq!(catalogue.broken.len(), 1);
    let found = catalogue.find("wujin-2021").expect("the user's own comes first");
    assert_eq!(found.origin, Origin::File(folder.path().join("wujin-2021.yaml")));
    let path = folder.path().join("街道-2023.yaml").display().to_string();
    assert_eq!(catalogue.find(&path).expect("by path").rubric.head.id, "街道-2023");
    let told = |name: &str| {
        let error: FindError = catalogue.find(name).expect_err(name);
        storage_errors::find_error(Lang::Zh, &error)
    };
    assert_eq!(told("wujin2021"), "没有细则“wujin2021”，是不是“wujin-2021”？");
    assert_eq!(told("pengxi"), "没有细则“pengxi”，是不是“pengxi-2022”？");
    assert_eq!(told("完全不同"), "没有细则“完全不同”。用 kaohe rubrics 查看有哪些细则。");
    assert_eq!(told("没有.yaml"), "细则文件有 1 处问题，不能使用。");
}

/// Which rubric a session with this reference gets.
fn matched(catalogue: &Catalogue, session: &Path, id: &str, sha256: &str) -> String {
    let rubric = RubricReference { id: id.to_owned(), sha256: sha256.to_owned() };
    let of = Session { rubric, ..Session::default() };
    match rubric_for_session(catalogue, session, &of) {
        RubricMatch::Exact(rubric) if rubric.origin == Origin::BuiltIn => "built in".to_owned(),
        RubricMatch::Exact(rubric) => format!("exact {:?}", rubric.origin == Origin::BuiltIn),
        RubricMatch::Changed(rubric) => format!("changed {}", rubric.rubric.head.id),
        RubricMatch::Missing => "missing".to_owned(),
    }
}

/// Sessions are made at the same time in one folder, as when forms come back by the dozen.
#[test]
fn a_rubric_is_kept_by_many_at_once() {
    let wujin = Catalogue::load(&[]).find("wujin-2021").expect("built in");
    for _ in 0..30 {
        let folder = tempfile::tempdir().expect("a folder");
        let keep = || keep_rubric_copy(&SystemDisk, &folder.path().join("甲.kaohe.yaml"), &wujin);
        std::thread::scope(|scope| {
            let running: Vec<_> = (0..8).map(|_| scope.spawn(keep)).collect();
            for one in running {
                one.join().expect("no panic").expect("kept");
            }
        });
        assert_eq!(fs::read_dir(folder.path().join("rubrics")).expect("copies").count(), 1);
    }
}

/// They are read without looking again.
#[test]
fn the_built_in_rubrics_are_sound() {
    let catalogue = Catalogue::load(&[]);
    for built_in in BUILT_IN {
        let checked = parse_rubric(built_in.id, built_in.text).expect("nothing wrong with it");
        let loaded = catalogue.by_id(built_in.id).expect("a rubric");
        assert_eq!(format!("{:?}", loaded.rubric), format!("{:?}", checked.rubric));
    }
}

#[test]
fn a_session_keeps_its_rubric() {
    let rubrics = folder();
    let sessions = tempfile::tempdir().expect("a folder");
    let session = sessions.path().join("甲.kaohe.yaml");
    let empty = Catalogue::load(&[]);
    let own = load(&rubrics.path().join("街道-2023.yaml")).expect("a rubric");
    assert_eq!(own.sha256, sha256(&own.text));
    let (id, hash) = ("街道-2023", own.sha256.as_str());
    assert_eq!(matched(&empty, &session, id, hash), "missing");
    keep_rubric_copy(&SystemDisk, &session, &own).expect("kept");
    keep_rubric_copy(&SystemDisk, &session, &own).expect("kept already");
    let copy: PathBuf = sessions.path().join(format!("rubrics/{hash}.yaml"));
    assert_eq!(fs::read_to_string(&copy).expect("the copy"), own.text);
    let name = copy.to_str().expect("a path");
    assert_eq!(parse_rubric(name, &own.text).expect("the copy").warnings, []);
    assert_eq!(matched(&empty, &session, id, hash), "exact false");
    // A copy someone changed is not the one the session was scored with; who read it before
    // still has it.
    fs::write(&copy, format!("{}# 改过\n", own.text)).expect("changed");
    assert_eq!(matched(&Catalogue::load(&[]), &session, id, hash), "missing");
    assert_eq!(matched(&empty, &session, id, hash), "exact false");
    let both = Catalogue::load(&[rubrics.path().to_owned()]);
    assert_eq!(matched(&both, &session, id, hash), "exact false");
    assert_eq!(matched(&both, &session, id, &"0".repeat(64)), "changed 街道-2023");
    assert_eq!(matched(&both, &session, "没有", "../../街道-2023"), "missing");
    let wujin = empty.find("wujin-2021").expect("built in");
    assert_eq!(matched(&both, &session, "wujin-2021", &wujin.sha256), "built in");
    let reference =
        |sha256: &str| RubricReference { id: "wujin-2021".to_owned(), sha256: sha256.to_owned() };
    assert!(empty.newer_than(&reference(&wujin.sha256)).is_none());
    let own = both.newer_than(&reference(&wujin.sha256)).expect("the user's own comes first");
    assert_eq!(own.origin, Origin::File(rubrics.path().join("wujin-2021.yaml")));
    assert!(both.newer_than(&reference(&own.sha256)).is_none());
    keep_rubric_copy(&SystemDisk, &session, &wujin).expect("kept, though built in");
    assert_eq!(fs::read_dir(sessions.path().join("rubrics")).expect("copies").count(), 2);
}

/// Of two files with one id in a folder the one named like it counts, and the other is told by
/// the list of rubrics and by `check`.
#[test]
fn the_file_named_like_its_id_counts() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("rubrics");
    fs::create_dir(&folder).expect("a folder");
    let text = |title: &str| {
        format!(
            "format: kaohe-rubric/1\nid: jichu-2025\ntitle: {title}\ntotal: 10\n\
             indicators:\n  - {{no: \"1\", title: 工作, points: 10, judged: {{}}}}\n"
        )
    };
    fs::write(folder.join("a-旧稿.yaml"), text("旧稿")).expect("written");
    fs::write(folder.join("jichu-2025.yaml"), text("定稿")).expect("written");
    let catalogue = Catalogue::load(std::slice::from_ref(&folder));
    assert_eq!(catalogue.by_id("jichu-2025").expect("a rubric").rubric.head.title, "定稿");
    assert_eq!(catalogue.title("jichu-2025"), Some("定稿"));
    let told = "标识“jichu-2025”与“jichu-2025.yaml”相同";
    let (dir, old) = (folder.display().to_string(), folder.join("a-旧稿.yaml"));
    let (old, new) = (old.display().to_string(), folder.join("jichu-2025.yaml"));
    let new = new.display().to_string();
    for (words, is_told) in [
        (&["--rubrics", &dir, "rubrics"][..], true),
        (&["check", &old], true),
        (&["check", &new], false),
    ] {
        let said = kaohe_words(home.path(), words, "").text();
        assert_eq!(said.contains(told), is_told, "{words:?}: {said}");
    }
}
