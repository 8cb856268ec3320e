//! Restricted mode: one directory, the screens, and nothing else.
#![cfg(unix)]

mod attacks;
mod doors;
mod kernel;
mod traced;

use crate::commands::{home, kaohe};
use crate::fixtures::project_file;
use crate::running::{Running, file_text, make_session};
use kaohe::cli::Exit;
use portable_pty::CommandBuilder;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use tempfile::TempDir;

/// The directory of restricted mode with one session, and beside it what must stay unseen.
struct World {
    _all: TempDir,
    dir: std::path::PathBuf,
    outside: std::path::PathBuf,
}

/// What stands in every file outside, and must never be on the screen.
const SECRET: &str = "外面的";

impl World {
    fn new() -> Self {
        let all = tempfile::tempdir().expect("a folder");
        let (dir, outside) = (all.path().join("dir"), all.path().join("outside"));
        for folder in [&dir, &outside, &outside.join("rubrics"), &outside.join("empty")] {
            fs::create_dir(folder).expect("a folder");
        }
        let worked = project_file("sessions/2021年度_示例镇建设局_现场考核_20211215.kaohe.yaml");
        let session = fs::read_to_string(worked).expect("a session");
        let named = |name| session.replace("示例镇建设局", name);
        fs::write(outside.join("session"), named("外面的单位")).expect("a session");
        fs::write(outside.join("victim"), "外面的文件\n").expect("a file");
        let rubric = "format: kaohe-rubric/1\nid: 外面的细则\ntitle: 外面的细则\nindicators:\n  \
                      - {no: \"一\", title: 一, task: true}\n";
        fs::write(outside.join("rubrics/外面的细则.yaml"), rubric).expect("a rubric");
        fs::write(dir.join("好.kaohe.yaml"), named("里面的单位")).expect("a session");
        Self { _all: all, dir, outside }
    }

    fn link(&self, to: &str, from: &str) {
        symlink(self.outside.join(to), self.dir.join(from)).expect("a link");
    }

    /// Everything outside, as it is.
    fn outside_now(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for folder in ["", "rubrics", "empty"] {
            for entry in fs::read_dir(self.outside.join(folder)).expect("a folder") {
                let path = entry.expect("an entry").path();
                let changed = fs::metadata(&path).and_then(|data| data.modified());
                let text = fs::read_to_string(&path).unwrap_or_default();
                all.push((path.display().to_string(), format!("{changed:?} {text}")));
            }
        }
        all.sort();
        all
    }
}

/// The program in restricted mode, in an environment that wants it elsewhere.
fn command(program: &[&str], dir: &Path, outside: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program[0]);
    command.args(&program[1..]);
    command.args(["--lang", "zh", "--restricted", "--dir"]);
    command.arg(dir);
    command.env("TERM", "xterm-256color");
    // Cargo's own, which would have libraries looked for in its folders.
    command.env_remove("LD_LIBRARY_PATH");
    for name in ["KAOHE_DATA_DIR", "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR", "TZDIR"] {
        command.env(name, outside);
    }
    command.env("TZ", format!(":{}", outside.join("victim").display()));
    for name in ["USER", "LOGNAME", "HOSTNAME"] {
        command.env(name, "冒名");
    }
    command
}

fn start(dir: &Path, outside: &Path) -> Running {
    Running::run(command(&[env!("CARGO_BIN_EXE_kaohe")], dir, outside))
}

#[test]
fn a_session_is_made_in_the_directory_and_for_its_owner_only() {
    let world = World::new();
    fs::remove_file(world.dir.join("好.kaohe.yaml")).expect("removed");
    let before = world.outside_now();
    let mut program = make_session(start(&world.dir, &world.outside));
    program.press("m");
    program.await_text("1/78");
    let id = program.child.process_id().expect("an id");
    program.press("qq");
    let (code, bytes) = program.end();
    assert_eq!((code, bytes.contains(SECRET)), (0, false), "of {id}");
    assert_eq!(world.outside_now(), before);
    assert!(file_text(&world.dir, ".kaohe.yaml").contains("{task: done}"));
    let journal = file_text(&world.dir, ".journal");
    assert!(!journal.contains("冒名"), "the system says who it was: {journal}");
    let mut modes = Vec::new();
    for entry in fs::read_dir(&world.dir).expect("the directory") {
        let entry = entry.expect("an entry");
        let mode = entry.metadata().expect("its mode").permissions().mode() & 0o777;
        modes.push((entry.file_type().expect("its kind").is_dir(), mode));
    }
    modes.sort_unstable();
    assert_eq!(modes, [(false, 0o600), (false, 0o600), (true, 0o700)]);
}

#[test]
fn control_z_is_a_key_and_no_way_out() {
    let world = World::new();
    let mut program = start(&world.dir, &world.outside);
    program.await_text("里面的单位");
    program.press("\r");
    program.await_text("待评");
    // Nothing to take back: it is the key of undo, and the program goes on.
    program.press("\x1a\x1c?");
    program.await_text("Esc 关闭");
    program.press("qqq");
    assert_eq!(program.end().0, 0);
}

/// What else a command line may ask for, and how it is refused; `~` is a folder that is there.
const REFUSED: [(&str, Exit, &str); 16] = [
    ("--restricted", Exit::WrongUse, "--dir"),
    ("--restricted --dir ~ list", Exit::WrongUse, "list"),
    ("--restricted --dir ~ list ~", Exit::WrongUse, "list"),
    ("list --restricted --dir ~", Exit::WrongUse, "--restricted"),
    ("--restricted open 甲.kaohe.yaml --dir ~", Exit::WrongUse, "open"),
    ("--dir ~ --restricted new wujin-2021 --unit 甲", Exit::WrongUse, "new"),
    ("--restricted --dir ~ check /etc/passwd", Exit::WrongUse, "check"),
    ("--restricted --dir ~ man", Exit::WrongUse, "man"),
    ("--restricted --dir ~ --rubrics /etc", Exit::WrongUse, "--rubrics"),
    ("--restricted --dir ~ --rubrics /没有", Exit::WrongUse, "--rubrics"),
    ("--restricted --dir ~ /etc/passwd", Exit::WrongUse, "/etc/passwd"),
    ("--restricted --dir ~ --dir /", Exit::WrongUse, "--dir"),
    ("--restricted --dir ~/没有", Exit::FileTrouble, "不存在"),
    ("--restricted --dir ~/文件", Exit::FileTrouble, "不是目录"),
    ("--restricted --dir ~/链", Exit::FileTrouble, "符号链接"),
    ("--restricted --dir ~/链/", Exit::FileTrouble, "符号链接"),
];

#[test]
fn whatever_else_is_asked_for_is_refused() {
    let (home, folder) = (home(), home());
    fs::write(folder.path().join("文件"), "").expect("a file");
    symlink("/etc", folder.path().join("链")).expect("a link");
    for (line, exit, word) in REFUSED {
        let line = line.replace('~', &folder.path().display().to_string());
        let outcome = kaohe(home.path(), &line, "");
        assert_eq!(outcome.exit, Some(exit), "{line}: {}", outcome.messages);
        assert!(outcome.messages.contains(word), "{line}: {}", outcome.messages);
        assert_eq!(outcome.output, "", "{line}");
    }
    let line = format!("--restricted --dir {}", folder.path().display());
    assert_eq!(kaohe(home.path(), &line, "").exit, None, "the screens open");
}

#[test]
fn a_directory_of_its_own_serves_every_command() {
    let (home, folder) = (home(), home());
    let dir = folder.path().display().to_string();
    let own = "format: kaohe-rubric/1\nid: 自己的\ntitle: 自己的细则\nindicators:\n  \
               - {no: \"一\", title: 一, task: true}\n";
    fs::create_dir(folder.path().join("rubrics")).expect("a folder");
    fs::write(folder.path().join("rubrics/自己的.yaml"), own).expect("a rubric");
    let made = kaohe(home.path(), &format!("--dir {dir} new 自己的 --unit 甲"), "");
    assert_eq!(made.exit, Some(Exit::Done), "{}", made.messages);
    assert!(Path::new(made.output.trim()).parent() == Some(folder.path()), "{}", made.output);
    let listed = kaohe(home.path(), &format!("list --json --dir {dir}"), "");
    assert_eq!(listed.json()["unit"], "甲");
    // The copy kept for the session, in the same folder, is no second rubric.
    fs::write(folder.path().join("rubrics/自己的.yaml"), format!("{own}# 改过\n"))
        .expect("changed");
    let rubrics = kaohe(home.path(), &format!("--dir {dir} rubrics"), "").output;
    assert_eq!(rubrics.matches("自己的细则").count(), 1, "{rubrics}");
    assert_eq!(
        kaohe(home.path(), &format!("score {}", made.output.trim()), "").exit,
        Some(Exit::Done)
    );
    assert!(fs::read_dir(home.path()).expect("the home").next().is_none(), "nothing at home");
    let missing = kaohe(home.path(), &format!("--dir {dir}/没有 list"), "");
    assert_eq!(missing.exit, Some(Exit::FileTrouble));
    assert!(missing.messages.contains("没有文件夹"), "{}", missing.messages);
}
