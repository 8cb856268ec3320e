//! An sshd of our own: on this machine only, with its own keys, port and settings.

use crate::fixtures::{project_file, skipped};
use portable_pty::CommandBuilder;
use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const SSHD: &str = "/usr/sbin/sshd";

/// The running sshd; it ends with this.
pub(super) struct Server {
    all: TempDir,
    /// The directory of restricted mode.
    pub(super) dir: PathBuf,
    pub(super) port: u16,
    /// Who may log in: whoever runs the test.
    pub(super) user: String,
    daemon: Child,
}

impl Server {
    /// Starts one; `None` where it cannot be, which is a failure where `KAOHE_NEEDS_SSHD` is
    /// set.
    pub(super) fn start() -> Option<Self> {
        if let Some(why) = missing() {
            assert!(std::env::var_os("KAOHE_NEEDS_SSHD").is_none(), "{why}");
            skipped(why);
            return None;
        }
        let all = tempfile::tempdir().expect("a folder");
        let at = |name: &str| all.path().join(name);
        let dir = at("dir");
        for folder in [&dir, &at("keys")] {
            fs::create_dir(folder).expect("a folder");
        }
        for key in ["host_key", "key"] {
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f"])
                .arg(at(key))
                .status();
            assert!(made.expect("ssh-keygen").success());
        }
        let user = printed("id", &["-un"]);
        fs::copy(at("key.pub"), at("keys").join(&user)).expect("a key");
        // Free at this moment; nobody else is likely to take it before sshd does.
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        drop(listener);
        let host_key = fs::read_to_string(at("host_key.pub")).expect("a key");
        fs::write(at("known_hosts"), format!("[127.0.0.1]:{port} {host_key}")).expect("a file");
        fs::write(at("sshd_config"), settings(all.path(), &user, port)).expect("a file");
        let log = File::create(at("log")).expect("a log");
        let daemon = Command::new(SSHD)
            .args(["-D", "-e", "-f"])
            .arg(at("sshd_config"))
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("sshd");
        let mut server = Self { all, dir, port, user, daemon };
        server.await_port();
        Some(server)
    }

    fn await_port(&mut self) {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let log = || fs::read_to_string(self.all.path().join("log")).unwrap_or_default();
            let ended = self.daemon.try_wait().expect("a child");
            assert!(ended.is_none() && start.elapsed() < Duration::from_secs(20), "{}", log());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Where its files are.
    pub(super) fn folder(&self) -> &Path {
        self.all.path()
    }

    /// What every client is told; the environment it wants to set is for [`HOSTILE`].
    fn options(&self) -> Vec<String> {
        let file = |name: &str| self.all.path().join(name).display().to_string();
        let set =
            format!("KAOHE_DATA_DIR={} TZ=:/etc/shadow USER=forged", self.all.path().display());
        let settings = [
            format!("Port={}", self.port),
            format!("IdentityFile={}", file("key")),
            format!("UserKnownHostsFile={}", file("known_hosts")),
            "GlobalKnownHostsFile=none".to_owned(),
            "StrictHostKeyChecking=yes".to_owned(),
            "IdentitiesOnly=yes".to_owned(),
            "IdentityAgent=none".to_owned(),
            "BatchMode=yes".to_owned(),
            "LogLevel=ERROR".to_owned(),
            format!("SetEnv={set} HOSTNAME=forged"),
        ];
        let settings = settings.into_iter().flat_map(|setting| ["-o".to_owned(), setting]);
        ["-F".to_owned(), "none".to_owned()].into_iter().chain(settings).collect()
    }

    /// `scp` or `sftp`, short of what to copy.
    pub(super) fn client(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.args(self.options()).stdin(Stdio::null());
        command
    }

    /// `ssh` without a terminal and with further options; a command may follow.
    pub(super) fn ssh(&self, options: &[&str]) -> Command {
        let mut command = self.client("ssh");
        command.args(options).arg(format!("{}@127.0.0.1", self.user));
        command
    }

    /// `ssh` with a terminal on both sides, asking for a command.
    pub(super) fn terminal(&self, asked: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new("ssh");
        command.args(self.options());
        command.args(["-tt", &format!("{}@127.0.0.1", self.user)]);
        command.arg("--");
        command.args(asked);
        command.env("TERM", "xterm-256color");
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// Lets the client set whatever it likes, and offers files: the block has to hold against it.
const HOSTILE: &str = "AcceptEnv *\nSubsystem sftp internal-sftp\n";

/// The settings: what a machine of its own needs, and the block of the guide.
fn settings(all: &Path, user: &str, port: u16) -> String {
    let guide = fs::read_to_string(project_file("docs/共用服务器.md")).expect("the guide");
    let (_, block) = guide.split_once("<!-- sshd:begin -->\n```text\n").expect("the block");
    let (block, _) = block.split_once("```\n<!-- sshd:end -->").expect("the end of the block");
    let mut block = block.to_owned();
    let all = all.display();
    for (there, here) in [
        ("Match Group kaohe\n", format!("Match User {user}\n")),
        ("Match User kaohe-anjian\n", format!("Match User {user}\n")),
        ("/etc/ssh/kaohe/", format!("{all}/keys/")),
        ("/usr/local/bin/kaohe", env!("CARGO_BIN_EXE_kaohe").to_owned()),
        ("/srv/kaohe/anjian", format!("{all}/dir")),
    ] {
        assert_eq!(block.matches(there).count(), 1, "{there} in\n{block}");
        block = block.replace(there, &here);
    }
    format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {all}/host_key\nPidFile none\nUsePAM no\n\
         StrictModes no\nPermitRootLogin prohibit-password\nMaxStartups 100\n{HOSTILE}{block}"
    )
}

/// What keeps sshd from being started.
fn missing() -> Option<&'static str> {
    let is_there = |program: &str| Command::new(program).arg("-V").output().is_ok();
    if !Path::new(SSHD).exists() || !is_there("ssh") || !is_there("scp") {
        return Some("openssh-server and openssh-client are not installed");
    }
    // An sshd of root parts its privileges in this folder, which the system makes at boot.
    if printed("id", &["-u"]) == "0" && !Path::new("/run/sshd").is_dir() {
        return Some("there is no /run/sshd for an sshd of root");
    }
    None
}

/// What a program prints.
fn printed(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().expect("a program");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
