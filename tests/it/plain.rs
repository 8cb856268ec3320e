//! The screens in plain lines: lines in, lines out, with the real program.
#![cfg(unix)]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn kaohe(folder: &Path, lang: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaohe"));
    command.env("KAOHE_DATA_DIR", folder).env("KAOHE_LANG", lang).env("KAOHE_CONFIG", "");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A session of its own.
fn made(folder: &Path, rubric: &str) -> PathBuf {
    let file = folder.join("s.kaohe.yaml");
    let mut command = kaohe(folder, "zh");
    command.args(["new", rubric, "--unit", "示例镇", "--date", "2021-12-15", "--out"]).arg(&file);
    assert!(command.status().expect("the program starts").success());
    file
}

fn opened(folder: &Path, file: &Path, lang: &str) -> Child {
    let mut command = kaohe(folder, lang);
    command.arg("open").arg(file).arg("--plain").spawn().expect("the program starts")
}

/// Says the lines one after the other; what was answered, and the session file.
fn said(rubric: &str, lang: &str, lines: &str) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = made(folder.path(), rubric);
    let mut child = opened(folder.path(), &file, lang);
    let mut input = child.stdin.take().expect("an input");
    input.write_all(lines.as_bytes()).expect("a line");
    drop(input);
    let output = child.wait_with_output().expect("an end");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let heard = String::from_utf8(output.stdout).expect("text");
    let heard = heard.replace(&today(), "（今天）");
    (heard, std::fs::read_to_string(file).expect("a session"))
}

/// The day findings are dated with.
fn today() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%d").to_string()
}

/// What is recorded, as the file has it.
fn entries(session: &str) -> &str {
    session.split_once("entries:\n").map_or("", |(_, entries)| entries)
}

#[test]
fn an_assessment_is_questions_and_answers() {
    // Down, met; a number; a remark; an id; a finding field by field, one field taken back;
    // a second one; undo.
    let lines = "\nm\n1\nr\n两家未签\n一/1/5\nf\n一季度月报\n:^\n一季度月报表\n2\n未报送\n\n\n\
                 a\n二季度\n\n:save\nesc\nu\nq\n";
    let (heard, session) = said("wujin-2021", "zh", lines);
    let recorded = entries(&session).replace(&today(), "（今天）");
    insta::assert_snapshot!(format!("{heard}\n{recorded}"));
}

#[test]
fn what_is_not_understood_is_told_with_what_could_be_typed() {
    let (heard, session) =
        said("wujin-2021", "en", "nonsense\n:\n999999999999\ntab\nn\n\n:esc\n?\n");
    insta::assert_snapshot!(heard);
    assert_eq!(entries(&session), "");
}

/// Keys are typed by the names they are told by; 查找 says how it is typed.
#[test]
fn keys_are_called_by_their_names() {
    let (heard, session) = said("wujin-2021", "zh", "一/1/1b\n空格\n下\n空格\n上\n查找\nq\n");
    assert_eq!(entries(&session), "  一/1/1b: {met: true}\n  一/1/2a: {met: true}\n", "{heard}");
    assert!(!heard.contains("有几个操作都像"), "{heard}");
    assert!(heard.contains("/文字：查找"), "{heard}");
}

/// The line behind a number that is refused is about something else.
#[test]
fn a_number_that_is_refused_is_left() {
    let (heard, session) = said("wujin-2021", "zh", "二/2/3a\n9\n一/1/5\n3\nq\n");
    assert!(heard.contains("最多少 4 次"), "{heard}");
    assert_eq!(entries(&session).trim(), "一/1/5: {count: 3}");
}

#[test]
fn pages_are_read_off_and_forms_choose_by_number_or_word() {
    let lines = "总览\n2\nesc\ntab\ne\n新名\n现场考核\n张三、李四\n\nb\nesc\n";
    let (heard, session) = said("wujin-2021", "zh", lines);
    insta::assert_snapshot!(heard);
    assert!(session.contains("mode: field") && session.contains("新名"), "{session}");
}

#[test]
fn the_list_of_sessions_is_numbered_and_opened_by_line() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("sessions")).expect("a folder");
    made(&folder.path().join("sessions"), "wujin-2021");
    let mut child = kaohe(folder.path(), "zh").arg("--plain").spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("an input");
    input.write_all("1\n\nq\nq\n".as_bytes()).expect("lines");
    drop(input);
    let output = child.wait_with_output().expect("an end");
    let heard = String::from_utf8(output.stdout).expect("text");
    assert!(heard.contains("示例镇") && heard.contains("一/1/1a  未评"), "{heard}");
}

/// Says lines to the list of two sessions of one unit: a self-assessment with nothing recorded,
/// and one on site whose first clause is met. What was answered, and all session files.
fn compared(lang: &str, lines: &str) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let sessions = folder.path().join("sessions");
    std::fs::create_dir(&sessions).expect("a folder");
    for (name, mode) in [("自评", "self"), ("现场", "field")] {
        let mut command = kaohe(folder.path(), lang);
        let head = ["new", "wujin-2021", "--unit", "示例镇", "--date", "2021-12-15"];
        command.args(head).args(["--mode", mode, "--out"]);
        command.arg(sessions.join(format!("{name}.kaohe.yaml")));
        assert!(command.status().expect("the program starts").success());
    }
    let say = |mut child: Child, lines: &str| {
        let mut input = child.stdin.take().expect("an input");
        input.write_all(lines.as_bytes()).expect("lines");
        drop(input);
        let output = child.wait_with_output().expect("an end");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    say(opened(folder.path(), &sessions.join("现场.kaohe.yaml"), lang), "一/1/1a\nm\nq\n");
    let start = kaohe(folder.path(), lang).arg("--plain").spawn().expect("the program starts");
    let heard = say(start, lines);
    let files = std::fs::read_dir(&sessions).expect("the sessions");
    let paths = files.map(|file| file.expect("a file").path());
    let texts = paths.filter(|path| path.is_file());
    let texts = texts.map(|path| std::fs::read_to_string(path).unwrap_or_default());
    (heard, texts.collect())
}

#[test]
fn a_column_of_a_comparison_is_accepted_in_words() {
    for (lang, which, accept, told, marked) in [
        ("zh", "采用第几栏", "采用 1", "请说采用第几栏：采用 1 至 采用 2。", "已选 2 份"),
        ("en", ":accept", "accept 1", "Say which column: accept 1 to accept 2.", "2 marked"),
    ] {
        let lines =
            format!("space\n2\nspace\nc\n一/1/1a\n{which}\n采用 9\n{accept}\n材料已补\n?\n");
        let (heard, files) = compared(lang, &lines);
        assert!(heard.contains(marked), "{heard}");
        assert_eq!(heard.matches(told).count(), 2, "{heard}");
        assert!(heard.contains(&accept[..accept.len() - 1]), "{heard}");
        assert!(files.contains("材料已补"), "{heard}\n{files}");
    }
}

#[test]
fn words_of_recording_record_on_a_clause_and_do_nothing_else_elsewhere() {
    // Found, once more (it stays), open again; a count begins at one; on the total it is told
    // where the word can be said, and the next line is heard as ever.
    let lines = "有问题\n有问题\n未评\n一/1/5\n有问题\n一/1/1b\n有问题\nhome\n有问题\nq\n";
    let (heard, session) = said("wujin-2021", "zh", lines);
    assert_eq!(entries(&session), "  一/1/1b: {hit: true}\n  一/1/5: {count: 1}\n", "{heard}");
    assert!(heard.contains("“有问题”是记录用的话"), "{heard}");
    assert!(!heard.contains("有几个操作都像") && !heard.contains("筛选："), "{heard}");
}

#[test]
fn a_new_session_is_asked_for_field_by_field() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("sessions")).expect("a folder");
    let mut child = kaohe(folder.path(), "zh").arg("--plain").spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("an input");
    // Several names hold 考核; the second rubric by its number; then unit, mode and the rest.
    input.write_all("n\n考核\n2\n示例镇\n\n2\n\n\nq\nq\n".as_bytes()).expect("lines");
    drop(input);
    let output = child.wait_with_output().expect("an end");
    let heard = String::from_utf8(output.stdout).expect("text");
    assert!(heard.contains("“考核”有几个都像：1 "), "{heard}");
    // Asked when the form opened, and once more because of the wrong answer.
    assert_eq!(heard.matches("：考核细则").count(), 2, "{heard}");
    let mut files = std::fs::read_dir(folder.path().join("sessions")).expect("the sessions");
    assert!(
        files.any(|file| {
            let text = std::fs::read_to_string(file.expect("a file").path()).unwrap_or_default();
            text.contains("name: 示例镇")
        }),
        "{heard}"
    );
}

#[test]
fn where_nothing_changes_that_is_said() {
    let (heard, _) = said("wujin-2021", "zh", "总览\nup\nesc\nq\n");
    assert!(heard.contains("没有变化\n当前：一 组织领导"), "{heard}");
}

#[test]
fn a_signal_takes_what_stands_in_an_open_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = made(folder.path(), "wujin-2021");
    let mut child = opened(folder.path(), &file, "zh");
    let mut input = child.stdin.take().expect("an input");
    input.write_all("一/1/5\nf\na\n2\n一季度月报表\n".as_bytes()).expect("lines");
    // The answer to the last line has come when the next field is asked for.
    let (mut heard, mut bytes) = (Vec::new(), [0; 4096]);
    let mut output = child.stdout.take().expect("an output");
    while !String::from_utf8_lossy(&heard).ends_with("> ")
        || !String::from_utf8_lossy(&heard).contains("第 3 项")
    {
        let count = output.read(&mut bytes).expect("an answer");
        assert_ne!(count, 0, "{}", String::from_utf8_lossy(&heard));
        heard.extend_from_slice(&bytes[..count]);
    }
    let kill = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(kill.expect("a signal").success());
    let start = Instant::now();
    while child.try_wait().expect("a state").is_none() {
        assert!(start.elapsed() < Duration::from_secs(20), "it goes on");
        std::thread::sleep(Duration::from_millis(10));
    }
    let session = std::fs::read_to_string(file).expect("a session");
    assert!(session.contains("一季度月报表"), "{session}");
}

/// What is doubtful is asked in plain lines too, in both languages.
#[test]
fn a_rounded_figure_is_asked_about_in_lines() {
    for (lang, asked) in [("zh", "照这样记吗"), ("en", "Record it so?")] {
        let (heard, session) = said("xuchang-2018", lang, "二/1/1/c\n33.3\ny\nq\n");
        assert!(heard.contains(asked), "{heard}");
        assert_eq!(entries(&session), "  二/1/1/c: {actual: [33.3, 100]}\n", "{heard}");
        let (heard, session) = said("xuchang-2018", lang, "二/1/1/c\n33.3\nn\nq\n");
        assert_eq!(entries(&session), "", "{heard}");
    }
}
