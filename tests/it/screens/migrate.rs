//! A session whose rubric has changed since, on real files.

use super::play::{Fixture, Memory, Seen, play_on, played};
use crate::changes::{combined, text_of};
use insta::assert_snapshot;
use kaohe::lang::Lang;
use kaohe::session::{Date, Edit, RubricReference, Session, Value};
use kaohe::storage::catalogue::{Catalogue, from_text, keep_rubric_copy, sha256};
use kaohe::storage::disk::SystemDisk;
use kaohe::storage::lock::Holder;
use kaohe::storage::open::open;
use kaohe::tui::app::{Msg, Opened, Version};
use kaohe::tui::files::Files;
use kaohe::tui::tree::Node;
use kaohe::tui::update::update;
use kaohe::tui::{Launch, Perform};
use ratatui::layout::Size;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder with the rubric as it is now, and a session of before with its copy.
struct Changed {
    folder: TempDir,
    session: PathBuf,
    lang: Lang,
    read_only: bool,
}

impl Changed {
    fn to(rubric: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let old = from_text("base.yaml", text_of("base.yaml")).expect("the old version");
        fs::create_dir(folder.path().join("own")).expect("made");
        fs::write(folder.path().join("own/base.yaml"), rubric).expect("written");
        let session = folder.path().join("甲.kaohe.yaml");
        keep_rubric_copy(&SystemDisk, &session, &old).expect("kept");
        let head = format!(
            "format: kaohe-session/1\nid: 甲\nrubric: {{id: base, sha256: {}}}\n\
             unit: {{name: 示例街道}}\nmode: field\ndate: 2024-12-15\nstate: draft\n",
            old.sha256
        );
        fs::write(&session, format!("{head}{}", text_of("session.yaml"))).expect("written");
        Self { folder, session, lang: Lang::Zh, read_only: false }
    }

    fn new() -> Self {
        Self::to(&combined())
    }

    fn played(&self, keys: &str, width: u16, height: u16) -> Seen {
        let catalogue = Catalogue::load(&[self.folder.path().join("own")]);
        let folder = self.folder.path().to_owned();
        let files = Files::new(self.lang, catalogue, folder, Holder::default(), || {
            "2021-12-15T09:30:00+08:00".to_owned()
        });
        let mut files = if self.read_only { files.read_only() } else { files };
        let launch = Launch {
            lang: self.lang,
            color: true,
            ascii: false,
            today: Date::parse("2024-12-15"),
            open: Some(self.session.clone()),
        };
        let (mut app, first) = launch.app(&files, Size { width, height });
        let msg =
            files.perform(&app, &first, &mut kaohe::storage::watch::Unwatched).expect("an outcome");
        assert_eq!(update(&mut app, msg), []);
        play_on(app, &mut files, keys, |_| 0)
    }

    /// The session as it is on the disk.
    fn saved(&self) -> Session {
        let catalogue = Catalogue::load(&[self.folder.path().join("own")]);
        open(&catalogue, &self.session).expect("a session").session
    }
}

fn at(seen: &Seen) -> String {
    let review = seen.app.review.as_ref().expect("a session");
    review.tree.id(&review.rubric).unwrap_or_else(|| format!("{:?}", review.tree.selected()))
}

fn status(seen: &Seen) -> &str {
    seen.app.status.as_ref().map_or("", |status| &status.text)
}

fn titled(seen: &Seen) -> String {
    let review = seen.app.review.as_ref().expect("a session");
    review.rubric.find("一/1/a").map_or_else(String::new, |subject| {
        let kaohe::rubric::Subject::Clause(clause) = subject else { return String::new() };
        review.rubric.clause(clause).text.clone()
    })
}

#[test]
fn opening_says_how_much_changed_and_changes_nothing() {
    let changed = Changed::new();
    let seen = changed.played("", 80, 24);
    assert!(status(&seen).starts_with("记录之后细则有 16 处变化"), "{}", status(&seen));
    assert_eq!(titled(&seen), "未制定年度计划的扣1分");
    assert_snapshot!("changed_total", changed.played("home", 80, 24).text);
    let same = Changed::to(&text_of("base.yaml"));
    let seen = same.played("v", 80, 24);
    assert_eq!(status(&seen), "所用的就是现在的细则，没有变化。");
    assert!(seen.app.overlays.is_empty());
    // A comment changes the file and nothing else: nothing is said of it.
    let comment = Changed::to(&format!("{}# 注\n", text_of("base.yaml")));
    assert_eq!(status(&comment.played("", 80, 24)), "");
    assert!(comment.played("v", 80, 24).text.contains("条款和规则没有变化"));
}

#[test]
fn the_list_of_changes() {
    let changed = Changed::new();
    assert_snapshot!("changes", changed.played("v", 80, 24).text);
    assert_snapshot!("changes_at_120_by_40", changed.played("F10 down", 120, 40).text);
    assert_snapshot!("changes_end", changed.played("v end", 80, 24).text);
    assert_snapshot!("changes_asked", changed.played("v enter", 80, 24).text);
    let english = Changed { lang: Lang::En, ..Changed::new() };
    assert_snapshot!("changes_in_english", english.played("v pgdn enter", 80, 24).text);
    let before = fs::read(&changed.session).expect("the session");
    for keys in ["v esc", "v enter esc esc", "v enter n esc"] {
        let seen = changed.played(keys, 80, 24);
        assert!(seen.app.overlays.is_empty(), "{keys}");
        assert_eq!(titled(&seen), "未制定年度计划的扣1分", "{keys}");
    }
    assert_eq!(fs::read(&changed.session).expect("the session"), before);
    let small = changed.played("v end 60x20", 80, 24);
    assert!(small.text.contains("注2"), "{}", small.text);
}

#[test]
fn migrating_is_one_step_that_undo_takes_back() {
    let changed = Changed::new();
    let start = changed.saved();
    let before = changed.played("end up up up up", 80, 24);
    let place = at(&before);
    let seen = changed.played("end up up up up v enter enter", 80, 24);
    assert_eq!(status(&seen), "已迁移到现在的细则，须重看 8 处，u 撤销");
    assert!(seen.app.overlays.is_empty());
    assert_eq!(titled(&seen), "未制定年度工作计划的扣1分");
    assert_eq!(at(&seen), place, "the cursor stays on its id");
    let saved = changed.saved();
    assert_eq!(saved.rubric.sha256, sha256(&combined()));
    assert_eq!(saved.earlier.len(), 6);
    let copy = changed.folder.path().join(format!("rubrics/{}.yaml", saved.rubric.sha256));
    assert_eq!(fs::read_to_string(copy).expect("the copy"), combined());
    changed.played("q", 80, 24);
    // Opened again there is nothing to say, and what is open now is looked at first.
    let again = changed.played("", 80, 24);
    assert_eq!((status(&again), at(&again).as_str()), ("", "一/1/a"));
    assert_snapshot!("migrated_clause", again.text);

    let changed = Changed::new();
    let undone = changed.played("v enter enter u", 80, 24);
    assert_eq!(status(&undone), "已撤销 细则迁移");
    assert_eq!(titled(&undone), "未制定年度计划的扣1分");
    assert_eq!(changed.saved(), start);
    let redone = changed.played("v enter enter u C-r v", 80, 24);
    assert_eq!(titled(&redone), "未制定年度工作计划的扣1分");
    assert_snapshot!("changes_migrated", redone.text);
    let nothing_more = changed.played("v", 80, 24);
    assert_eq!(status(&nothing_more), "所用的就是现在的细则，没有变化。");
}

#[test]
fn edits_before_and_after_a_migration_are_taken_back_in_order() {
    let changed = Changed::new();
    let start = changed.saved();
    let seen = changed.played("home down down down del v enter enter tab m u u u", 80, 24);
    assert_eq!(titled(&seen), "未制定年度计划的扣1分");
    assert_eq!(changed.saved(), start);
    // Opened again it goes on from there, also over the migration.
    let again = changed.played("C-r C-r", 80, 24);
    assert_eq!(status(&again), "已重做 细则迁移");
    assert_eq!(titled(&again), "未制定年度工作计划的扣1分");
    assert_eq!(titled(&changed.played("u u", 80, 24)), "未制定年度计划的扣1分");
}

#[test]
fn an_earlier_record_is_taken_over_where_it_fits() {
    let changed = Changed::new();
    changed.played("v enter enter", 80, 24);
    let seen = changed.played("y", 80, 24);
    assert_eq!(status(&seen), "已采用上次记录，u 撤销");
    let saved = changed.saved();
    assert_eq!(saved.entry("一/1/a").map(|entry| &entry.value), Some(&Value::Hit));
    assert!(!saved.earlier.contains_key("一/1/a"));
    // What is recorded is never replaced by it.
    let held = changed.played("tab m up F2", 80, 24);
    assert!(status(&held).starts_with("这里已有新的记录"), "{} {}", at(&held), status(&held));
    let undone = changed.played("home down down down down del y u", 80, 24);
    assert_eq!(at(&undone), "一/1/b");
    assert_eq!(changed.saved().earlier.len(), 5);
    assert_eq!(status(&changed.played("home y", 80, 24)), "这一行不用评");
    assert_eq!(status(&changed.played("end y", 80, 24)), "这一行不用评");
    // A rule of another kind: what was recorded does not fit it.
    let other = text_of("base.yaml")
        .replace("deduct: 0.5, per: 次, required: 4", "deduct: 0.5, convert: {full: 100}");
    let changed = Changed::to(&other);
    let seen = changed.played("v enter enter home down down down down y", 80, 24);
    assert_eq!(at(&seen), "一/1/b");
    assert_eq!(status(&seen), "上次记录不合现在的条款，请重新记录。");
}

#[test]
fn nothing_migrates_where_nothing_may_change() {
    let changed = Changed { read_only: true, ..Changed::new() };
    let seen = changed.played("v enter", 80, 24);
    assert!(status(&seen).contains("只读"), "{}", status(&seen));
    assert_eq!(seen.app.overlays.len(), 1, "the list stays open");
    let changed = Changed::new();
    let text = fs::read_to_string(&changed.session).expect("the session");
    fs::write(&changed.session, text.replace("state: draft", "state: final")).expect("final");
    let seen = changed.played("v enter", 80, 24);
    assert!(status(&seen).starts_with("已定稿"), "{}", status(&seen));
    assert_ne!(changed.saved().rubric.sha256, sha256(&combined()));
}

#[test]
fn what_was_recorded_under_ids_that_are_gone_is_told_with_the_total() {
    let changed = Changed::new();
    changed.played("v enter enter", 80, 24);
    let shorter = combined().replace(
        "          - {no: b, text: 每年不少于4次，每少一次扣0.5分, deduct: 0.5, per: 次, required: 4}\n",
        "",
    );
    let shorter = shorter
        .replace("  - {about: 一/1/b, says: 同一次会议可以算两次。, because: 原文没有说。}\n", "");
    let shorter = shorter.replace("readings:\n", "");
    fs::write(changed.folder.path().join("own/base.yaml"), shorter).expect("written");
    let seen = changed.played("v enter enter home", 120, 40);
    assert!(seen.text.contains("细则中没有的上次记录 一/1/b  3  缺三季度"), "{}", seen.text);
    let review = seen.app.review.as_ref().expect("a session");
    assert_eq!(review.tree.selected(), Node::Total);
}

/// What undo leads back to may be a version of the rubric from before the opening.
#[test]
fn undo_leads_only_to_versions_that_are_known() {
    let newer = from_text("base.yaml", combined()).expect("a version");
    for (is_known, text, undone) in [
        (true, "未制定年度工作计划的扣1分", "已撤销 细则迁移"),
        (false, "未制定年度计划的扣1分", "那一步之前用的是另一版细则，现在找不到它，不能继续。"),
    ] {
        let old = from_text("base.yaml", text_of("base.yaml")).expect("a version");
        let mut app = played(&Fixture::new("wujin-2021", ""), "", 80, 24).app;
        let reference =
            |sha256: &str| RubricReference { id: "base".to_owned(), sha256: sha256.to_owned() };
        let session = Session { rubric: reference(&old.sha256), ..Session::default() };
        let known = Version { sha256: newer.sha256.clone(), rubric: newer.rubric.clone() };
        let versions = if is_known { vec![known] } else { Vec::new() };
        let opened = Opened { rubric: old.rubric, session, versions, ..Opened::default() };
        let _ = update(&mut app, Msg::Opened(Box::new(opened)));
        let review = app.review.as_mut().expect("a session");
        for sha256 in [&newer.sha256, &old.sha256] {
            let edit = Edit::Rubric(reference(sha256));
            review.history.commit(&mut review.session, "", &edit);
        }
        let mut disk = Memory { save_fails: None, saves: 0 };
        let seen = play_on(app, &mut disk, "u", |disk| disk.saves);
        assert_eq!((titled(&seen).as_str(), status(&seen)), (text, undone));
        assert_eq!(seen.saves, usize::from(is_known));
        let again = play_on(seen.app, &mut disk, "C-r", |_| 0);
        assert_eq!(titled(&again), "未制定年度计划的扣1分");
    }
}
