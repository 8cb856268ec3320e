//! Restricted mode behind a real sshd, with the settings of `docs/共用服务器.md`.
#![cfg(unix)]

mod server;

use crate::running::{Running, file_text, make_session};
use server::Server;
use std::fs;
use std::process::Output;
use std::thread;
use std::time::{Duration, Instant};

/// Everything a command printed.
fn text(output: &Output) -> String {
    let bytes = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The names in the directory that end like this.
fn names(server: &Server, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(&server.dir).expect("the directory").flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(ending)).collect()
}

#[test]
fn a_session_is_recorded_over_ssh() {
    let Some(server) = Server::start() else { return };
    let mut program = make_session(Running::run(server.terminal(&[])));
    program.press("m");
    program.await_text("1/78");
    program.press("q");
    program.await_text("1 份考核记录");
    program.press("q");
    let (code, _) = program.end();
    assert_eq!(code, 0);
    assert!(file_text(&server.dir, ".kaohe.yaml").contains("{task: done}"));
    let journal = file_text(&server.dir, ".journal");
    assert!(journal.contains(&format!("by: {}", server.user)), "{journal}");
    assert!(!journal.contains("forged"), "{journal}");
    assert!(names(&server, ".lock").is_empty());
}

#[test]
fn a_command_gets_the_screens_or_nothing() {
    let Some(server) = Server::start() else { return };
    let left = server.dir.join("left");
    let touch = format!("touch {}", left.display());
    for asked in ["cat /etc/passwd", "/bin/sh", "/bin/sh -c 'cat /etc/passwd'", &touch, "--help"] {
        let output = server.ssh(&[]).args(["--", asked]).output().expect("ssh");
        let said = text(&output);
        assert_eq!(output.status.code(), Some(3), "{asked}: {said}");
        assert!(said.contains("这里只有终端界面"), "{asked}: {said}");
        assert!(!said.contains("root:") && !said.contains("--version"), "{asked}: {said}");
        let mut program = Running::run(server.terminal(&[asked]));
        program.await_text("还没有考核记录");
        program.press("q");
        let (code, bytes) = program.end();
        assert_eq!(code, 0, "{asked}");
        assert!(!bytes.contains("root:"), "{asked}: {bytes}");
    }
    assert!(!left.exists());
}

#[test]
fn files_are_neither_fetched_nor_sent() {
    let Some(server) = Server::start() else { return };
    let mine = server.folder().join("mine");
    fs::create_dir(&mine).expect("a folder");
    fs::write(mine.join("sent"), "sent").expect("a file");
    fs::write(mine.join("batch"), "get /etc/passwd fetched\nput sent\nls\n").expect("a file");
    let far = |path: &str| format!("{}@127.0.0.1:{path}", server.user);
    let sent = server.dir.join("sent").display().to_string();
    let passwd = far("/etc/passwd");
    let inside = far(&sent);
    for (program, last) in [
        ("sftp", vec!["-b", "batch", far("").trim_end_matches(':')]),
        ("scp", vec![&passwd, "fetched"]),
        ("scp", vec!["-O", &passwd, "fetched"]),
        ("scp", vec!["sent", &inside]),
        ("scp", vec!["-O", "sent", &inside]),
    ] {
        let output = server.client(program).args(&last).current_dir(&mine).output();
        let output = output.expect("a client");
        assert!(!output.status.success(), "{program} {last:?}: {}", text(&output));
        assert!(!text(&output).contains("root:"), "{program}: {}", text(&output));
    }
    assert!(!mine.join("fetched").exists());
    assert!(names(&server, "").is_empty(), "{:?}", names(&server, ""));
}

#[test]
fn nothing_is_forwarded() {
    let Some(server) = Server::start() else { return };
    let to_itself = format!("127.0.0.1:{}", server.port);
    let output = server.ssh(&["-W", &to_itself]).output().expect("ssh");
    assert!(!output.status.success() && !text(&output).contains("SSH-2.0"), "{}", text(&output));
    let back = format!("0:{to_itself}");
    let options = ["-N", "-o", "ExitOnForwardFailure=yes", "-R", &back];
    let output = server.ssh(&options).output().expect("ssh");
    assert!(!output.status.success(), "{}", text(&output));
}

#[test]
fn a_dropped_connection_loses_nothing() {
    let Some(server) = Server::start() else { return };
    let mut program = make_session(Running::run(server.terminal(&[])));
    program.press("m");
    program.await_text("1/78");
    assert_eq!(names(&server, ".lock").len(), 1);
    program.send("KILL");
    let journal = file_text(&server.dir, ".journal");
    assert!(journal.contains("is: {task: done}"), "{journal}");
    let start = Instant::now();
    while !names(&server, ".lock").is_empty() {
        assert!(start.elapsed() < Duration::from_secs(20), "the lock is never freed");
        thread::sleep(Duration::from_millis(20));
    }
    assert!(file_text(&server.dir, ".kaohe.yaml").contains("{task: done}"), "and in the file");
    let mut again = Running::run(server.terminal(&[]));
    again.await_text("1/78");
    again.press("\rm");
    again.await_text("2/78");
    again.press("qq");
    assert_eq!(again.end().0, 0);
}
