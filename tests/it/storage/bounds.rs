//! What is kept of a file that is too much, counted: problems, bytes, lines printed.

use crate::commands::{home, kaohe_words};
use kaohe::lang::{Lang, file_problems::file_problem};
use kaohe::storage::lock::{Holder, LockError, lock};
use kaohe::storage::problem::{FileProblem, FileProblemKind, SyntaxError};
use kaohe::storage::read::{MOST_BYTES, read_stream, read_text};
use kaohe::storage::rubric_file::parse_rubric;
use kaohe::storage::session_file::parse_session;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

const RUBRIC: &str = "format: kaohe-rubric/1\nid: 大\ntitle: 大\n";
const SESSION: &str = "format: kaohe-session/1\nid: x\nrubric: {id: wujin-2021}\n\
                       unit: {name: 甲}\nmode: field\nstate: draft\n";

/// At most 200 errors, 200 warnings and a line about the rest, each a few lines of text.
fn assert_bounded(problems: &[FileProblem]) {
    assert!(!problems.is_empty() && problems.len() <= 401, "{} problems", problems.len());
    for problem in problems {
        let excerpt = problem.excerpt.as_deref().map_or(0, |excerpt| excerpt.chars().count());
        assert!(excerpt <= 2000, "{excerpt}");
        for lang in [Lang::Zh, Lang::En] {
            let told = file_problem(lang, problem);
            assert!(told.len() < 4000 && told.lines().count() <= 3, "{told}");
            let widest = told.lines().skip(1).map(kaohe::visible::width).max();
            assert!(widest <= Some(130), "{told}");
        }
    }
}

fn more(problems: &[FileProblem]) -> usize {
    match problems.last().map(|problem| &problem.kind) {
        Some(FileProblemKind::More(count)) => *count,
        _ => 0,
    }
}

fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn a_hundred_thousand_problems_are_told_in_part() {
    let keys = many(100_000, |n| format!("indicatorz{n}: 1\n"));
    let problems = parse_rubric("-", &format!("{RUBRIC}{keys}")).expect_err("problems");
    assert_bounded(&problems);
    assert_eq!(more(&problems), 100_000 - 200, "the first says that indicators are missing");
    let items = many(100_000, |n| format!("- {{no: \"{n}\", title: \"\", points: -1}}\n"));
    let problems =
        parse_rubric("-", &format!("{RUBRIC}indicators:\n{items}")).expect_err("problems");
    assert_bounded(&problems);
    assert!(more(&problems) >= 99_800, "{}", more(&problems));
    let entries = many(100_000, |n| format!("  x/{n}: {{mett: 1, met: 1}}\n"));
    let problems =
        parse_session("-", &format!("{SESSION}entries:\n{entries}")).expect_err("problems");
    assert_bounded(&problems);
    assert_eq!(more(&problems), 200_000 - 200);
}

/// Warnings never push the errors out, for which a file is refused.
#[test]
fn errors_are_told_behind_many_warnings() {
    let same = many(1000, |n| format!("    - {{no: a{n}, text: 扣0.5分, deduct: 0.6}}\n"));
    let text = format!(
        "{RUBRIC}total: 5\nindicators:\n- no: a\n  title: 项\n  points: 5\n  clauses:\n{same}\
         - {{no: b, title: \"\", points: 1}}\n"
    );
    let problems = parse_rubric("-", &text).expect_err("problems");
    assert_bounded(&problems);
    assert!(problems.iter().any(FileProblem::is_error));
    assert!(problems.iter().filter(|problem| !problem.is_error()).count() >= 200);
}

#[test]
fn giant_words_and_numbers_are_cut() {
    let giant = "长".repeat(300_000);
    for text in [
        format!("{RUBRIC}{giant}: 1\n"),
        format!("{RUBRIC}total: {giant}\n"),
        format!("{RUBRIC}total: {}\n", "9".repeat(1_000_000)),
        format!("{RUBRIC}total: -0.{}\n", "0".repeat(1_000_000)),
        format!("{RUBRIC}decimals: 99999999999\n"),
        format!("{RUBRIC}not_applicable: {giant}\n"),
        format!("{RUBRIC}total: [{}]\n", "甲, ".repeat(300_000)),
        format!("format: {giant}\n"),
        format!("format: kaohe-rubric/1\nid: {giant}\n{giant}{giant}"),
        format!("{RUBRIC}indicators: [{{no: {giant}, title: 甲}}, {{no: {giant}, title: 甲}}]\n"),
    ] {
        assert_bounded(&parse_rubric("-", &text).expect_err("problems"));
    }
    for words in [format!("\"{}\"", "a".repeat(1_048_577)), "甲".repeat(349_526)] {
        let problems = parse_rubric("-", &format!("title: {words}\n")).expect_err("too long");
        let kind = FileProblemKind::Syntax(SyntaxError::TooLong(1_048_576));
        assert_eq!(problems.iter().map(|problem| &problem.kind).collect::<Vec<_>>(), [&kind]);
    }
}

#[test]
fn a_stream_without_end_is_read_so_far() {
    let mut counted = Counted { bytes: 0 };
    let problems = read_stream("-", &mut counted).expect_err("too large");
    assert_eq!(problems[0].kind, FileProblemKind::TooLarge(MOST_BYTES));
    // What the buffer asks for at once may be a little more.
    assert!(counted.bytes <= MOST_BYTES + 1, "{}", counted.bytes);
}

/// Never ends, and counts what was taken.
struct Counted {
    bytes: u64,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer.fill(b'a');
        self.bytes += buffer.len() as u64;
        Ok(buffer.len())
    }
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_no_files() {
    let home = home();
    let pipe = home.path().join("管道.kaohe.yaml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo").success());
    for path in [Path::new("/dev/zero"), Path::new("/dev/null"), &pipe, home.path()] {
        let problems = read_text(path).expect_err("no file");
        assert_eq!(problems[0].kind, FileProblemKind::NotAFile, "{path:?}");
    }
    let name = pipe.display().to_string();
    for words in [["check", &name], ["score", &name], ["show", &name]] {
        let outcome = kaohe_words(home.path(), &words, "");
        assert!(format!("{}{}", outcome.output, outcome.messages).contains("不是普通文件"));
    }
    let list = ["list", &home.path().display().to_string()];
    assert_eq!(kaohe_words(home.path(), &list, "").output, "", "a pipe is no session");
}

#[test]
fn commands_print_so_many_lines() {
    let home = home();
    let path = home.path().join("甲.kaohe.yaml");
    let entries = many(20_000, |n| format!("  x/{n}: {{met: true}}\n"));
    fs::write(&path, format!("{SESSION}entries:\n{entries}")).expect("a session");
    let path = path.display().to_string();
    let check = kaohe_words(home.path(), &["check", &path], "");
    assert!(check.output.lines().count() <= 603, "{}", check.output.lines().count());
    assert!(check.output.ends_with("错误：还有 19800 处没有列出。请先改正以上各处。\n"));
    assert_eq!(check.messages, "检查 1 个文件：20000 个错误，0 个提醒\n");
    let score = kaohe_words(home.path(), &["score", &path], "");
    assert!(score.output.lines().count() < 260, "{}", score.output.lines().count());
    assert!(score.output.ends_with("没有计入的记录还有 19800 条，没有列出\n"));
}

#[test]
fn of_a_lock_file_only_the_beginning_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("甲.kaohe.yaml");
    let lock_path = folder.path().join("甲.kaohe.yaml.lock");
    fs::write(&lock_path, "张".repeat(5_000_000)).expect("a lock file");
    let held = fs::File::open(&lock_path).expect("the lock file");
    held.lock().expect("held");
    let Err(LockError::Held(by)) = lock(&path, &Holder::default()) else { panic!("not held") };
    assert!(by.user.len() <= 1026, "{}", by.user.len());
    let told = kaohe::lang::storage_errors::lock_error(Lang::Zh, &LockError::Held(by));
    assert!(told.chars().count() < 100, "{told}");
}
