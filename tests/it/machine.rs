//! What the machine says is taken as the rest of the system takes it.
#![cfg(unix)]

use std::process::Command;

fn printed(command: &mut Command) -> String {
    let output = command.output().expect("a command that runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A new session is of the day that `date` shows, also where `TZ` names a zone: two of these are
/// more than a day apart.
#[test]
fn today_is_the_day_of_the_zone() {
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", ":Asia/Shanghai", "PST8PDT", "CST-8"] {
        let date = || printed(Command::new("date").arg("+%F").env("TZ", zone));
        let home = tempfile::tempdir().expect("a folder");
        let before = date();
        let mut program = Command::new(env!("CARGO_BIN_EXE_kaohe"));
        program.args(["new", "wujin-2021", "--unit", "示例局", "--out", "新.kaohe.yaml"]);
        printed(
            program.current_dir(home.path()).env("KAOHE_DATA_DIR", home.path()).env("TZ", zone),
        );
        let text = std::fs::read_to_string(home.path().join("新.kaohe.yaml")).expect("a session");
        let day = text.lines().find_map(|line| line.strip_prefix("date: ")).expect("a day");
        let day = day.trim_matches(['"', '\'']);
        assert!([before, date()].iter().any(|date| date == day), "{zone}: {day}");
    }
}
