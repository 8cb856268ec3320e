//! What the kernel takes away, shown by a program that does not ask at our doors.

use super::World;
use crate::fixtures::skipped;
use kaohe::storage::reach::Root;
use kaohe::storage::reach::kernel::confine;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The file it says so in.
const SAID: &str = "said";
/// Said by the confined program where the kernel cannot.
const CANNOT: &str = "this kernel has no Landlock";
/// Said by it when everything was refused.
const REFUSED: &str = "everything else was refused";

/// Run by the next test, as a program of its own: it stays confined.
#[test]
#[ignore = "it confines the whole program"]
fn tries_everything() {
    let dir = PathBuf::from(std::env::var_os("KAOHE_TEST_DIR").expect("a directory"));
    let outside = dir.with_file_name("outside");
    let root = Root::find(&dir).expect("a root");
    if !confine(root.folder()).expect("no trouble").files {
        fs::write(dir.join(SAID), CANNOT).expect("a word");
        return;
    }
    let inside = dir.join("好.kaohe.yaml");
    let other = dir.join("另.kaohe.yaml");
    assert!(fs::read_to_string(&inside).is_ok(), "inside all is as before");
    fs::create_dir(dir.join("rubrics")).expect("a folder");
    fs::rename(&inside, dir.join("rubrics/好")).expect("another folder");
    fs::rename(dir.join("rubrics/好"), &inside).expect("and back");
    fs::hard_link(&inside, &other).expect("a second name");
    fs::remove_file(&other).expect("removed");
    let denied = |what: &str, done: std::io::Result<()>| {
        let error = done.expect_err(what);
        assert_eq!(error.kind(), std::io::ErrorKind::PermissionDenied, "{what}: {error}");
    };
    let victim = outside.join("victim");
    denied("reading", fs::read(&victim).map(drop));
    denied("reading the system's", fs::read("/etc/passwd").map(drop));
    denied("listing", fs::read_dir(&outside).map(drop));
    denied("listing the root", fs::read_dir("/").map(drop));
    denied("writing", fs::OpenOptions::new().append(true).open(&victim).map(drop));
    denied("making", fs::write(outside.join("新"), ""));
    denied("making a folder", fs::create_dir(outside.join("新")));
    denied("removing", fs::remove_file(&victim));
    std::os::unix::fs::symlink(&victim, dir.join("链")).expect("a link may be made");
    denied("following", fs::read(dir.join("链")).map(drop));
    denied("a shell", Command::new("/bin/sh").arg("-c").arg(":").status().map(drop));
    denied("itself", Command::new("/proc/self/exe").arg("--version").status().map(drop));
    fs::write(dir.join(SAID), REFUSED).expect("a word");
}

#[test]
fn the_kernel_refuses_what_lies_outside() {
    let world = World::new();
    let before = world.outside_now();
    let tried = Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "restricted::kernel::tries_everything", "--nocapture"])
        .env("KAOHE_TEST_DIR", &world.dir)
        .output()
        .expect("it runs");
    let output = [tried.stdout, tried.stderr].concat();
    assert!(tried.status.success(), "{}", String::from_utf8_lossy(&output));
    assert_eq!(world.outside_now(), before);
    let said = fs::read_to_string(world.dir.join(SAID)).expect("a word");
    if said == CANNOT {
        skipped(CANNOT);
        return;
    }
    assert_eq!(said, REFUSED);
    assert!(program_is_confined(&world.dir, &world.outside), "the program does it too");
}

/// Whether the program itself has given up new privileges, as the kernel's part asks first.
fn program_is_confined(dir: &Path, outside: &Path) -> bool {
    let mut program = super::start(dir, outside);
    program.await_text("考核");
    let id = program.child.process_id().expect("an id");
    let status = fs::read_to_string(format!("/proc/{id}/status")).expect("its status");
    program.press("q");
    program.end();
    status.lines().any(|line| line.split_whitespace().eq(["NoNewPrivs:", "1"]))
}
