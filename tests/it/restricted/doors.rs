//! Which paths a confined program may touch.

use kaohe::storage::reach::{Refused, Root, RootError};
use proptest::prelude::*;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::LazyLock;

/// A folder `DIR` with everything that could lead out of it, beside `外` outside.
fn world() -> (tempfile::TempDir, Root) {
    let world = tempfile::tempdir().expect("a folder");
    let at = |path: &str| world.path().join(path);
    fs::create_dir_all(at("DIR/内/深")).expect("folders");
    fs::create_dir_all(at("外/深")).expect("folders");
    for file in ["DIR/甲", "DIR/内/深/甲", "外/甲", "外/深/甲"] {
        fs::write(at(file), "").expect("a file");
    }
    for (to, from) in [
        ("../外", "DIR/链"),
        ("../外/甲", "DIR/文件链"),
        ("../../外", "DIR/内/链"),
        ("内", "DIR/内链"),
        ("没有", "DIR/断链"),
        ("/", "DIR/根"),
    ] {
        symlink(to, at(from)).expect("a link");
    }
    let root = Root::find(&at("DIR")).expect("a root");
    (world, root)
}

#[test]
fn only_a_folder_itself_is_a_root() {
    let (world, root) = world();
    assert_eq!(Root::find(&world.path().join("DIR/.")).expect("the same"), root);
    let why = |path: &str| Root::find(&world.path().join(path)).expect_err(path);
    assert!(matches!(why("没有"), RootError::Missing));
    assert!(matches!(why("DIR/甲"), RootError::NotAFolder));
    assert!(matches!(why("DIR/甲/乙"), RootError::NotAFolder));
    for link in ["DIR/内链", "DIR/内链/", "DIR/内链/.", "DIR/链"] {
        assert!(matches!(why(link), RootError::Link), "{link}");
    }
}

#[test]
fn what_is_refused_is_told_apart() {
    let (world, root) = world();
    let at = |path: &str| root.folder().join(path);
    for good in ["", "甲", "内", "内/深/甲", "新", "内/新/新"] {
        assert!(root.admit(&at(good)).is_ok(), "{good}");
    }
    let socket = std::os::unix::net::UnixListener::bind(at("插口"));
    assert!(socket.is_ok());
    for (path, why) in [
        (at("链"), Refused::Link),
        (at("链/甲"), Refused::Link),
        (at("断链"), Refused::Link),
        (at("内链/深"), Refused::Link),
        (at("../外/甲"), Refused::Outside),
        (at("内/../甲"), Refused::Outside),
        (at("插口"), Refused::NotAFile),
        (world.path().join("外/甲"), Refused::Outside),
        (Path::new("甲").to_owned(), Refused::Outside),
        (Path::new("/etc/passwd").to_owned(), Refused::Outside),
    ] {
        let error = root.admit(&path).expect_err("refused");
        assert_eq!(Refused::in_error(&error), Some(why), "{}", path.display());
    }
}

proptest! {
    #[test]
    fn what_is_admitted_lies_inside(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "..", ".", "", "甲", "内", "深", "链", "文件链", "内链", "断链", "根", "etc",
                "passwd", "外", "DIR", "新",
            ]),
            0..7,
        ),
        is_absolute in any::<bool>(),
    ) {
        static WORLD: LazyLock<(tempfile::TempDir, Root)> = LazyLock::new(world);
        let (_, root) = &*WORLD;
        let words = parts.join("/");
        let path = if is_absolute {
            Path::new("/").join(&words)
        } else {
            root.folder().join(words.trim_start_matches('/'))
        };
        if root.admit(&path).is_ok() {
            let there = path.ancestors().find_map(|path| fs::canonicalize(path).ok());
            let there = there.expect("at least the root of the system");
            prop_assert!(there.starts_with(root.folder()), "{}", path.display());
        }
    }
}
