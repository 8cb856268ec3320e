//! Files no one should have: told in bounded time and memory.

use kaohe::lang::{Lang, file_problems};
use kaohe::storage::problem::{FileProblemKind, SyntaxError};
use kaohe::storage::read::{MOST_BYTES, read_text, text_of};
use kaohe::storage::rubric_file::parse_rubric;
use kaohe::storage::session_file::parse_session;
use proptest::prelude::*;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// The first problem of a text read as a rubric and as a session, which are the same.
fn check(text: &str) -> FileProblemKind {
    let start = Instant::now();
    let rubric = parse_rubric("-", text).expect_err("a problem");
    let session = parse_session("-", text).expect_err("a problem");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(rubric.first(), session.first());
    assert!(rubric.len() <= 201, "{} problems", rubric.len());
    for problem in &rubric {
        assert!(file_problems::file_problem(Lang::Zh, problem).len() < 2000);
    }
    rubric.into_iter().next().map(|problem| problem.kind).expect("a problem")
}

fn syntax(text: &str) -> SyntaxError {
    match check(text) {
        FileProblemKind::Syntax(error) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn nesting_is_bounded() {
    assert_eq!(syntax(&"[".repeat(10_000)), SyntaxError::TooDeep(100));
    assert_eq!(syntax(&"{a: ".repeat(10_000)), SyntaxError::TooDeep(100));
    assert_eq!(syntax(&"- ".repeat(10_000)), SyntaxError::TooDeep(100));
    let mut text = String::new();
    for depth in 0..2000 {
        writeln!(text, "{}a:", " ".repeat(depth)).expect("a string");
    }
    assert_eq!(syntax(&text), SyntaxError::TooDeep(100));
}

#[test]
fn aliases_are_refused_before_they_multiply() {
    let mut text = String::from("a0: &a0 [甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲]\n");
    for level in 1..60 {
        let below = format!("*a{}", level - 1);
        let all = [below.as_str(); 9].join(", ");
        writeln!(text, "a{level}: &a{level} [{all}]").expect("a string");
    }
    assert_eq!(syntax(&text), SyntaxError::NotAllowed("&"));
}

#[test]
fn many_mistakes_are_told_in_part() {
    let mut text = String::from("format: kaohe-rubric/1\n");
    for number in 0..5000 {
        writeln!(text, "unknown{number}: 1").expect("a string");
    }
    let problems = parse_rubric("-", &text).expect_err("problems");
    assert_eq!(problems.len(), 201);
    assert!(matches!(problems[200].kind, FileProblemKind::More(more) if more > 4000));
}

#[test]
fn size_and_encoding_are_told() {
    let kind = |bytes: Vec<u8>| text_of("-", bytes).expect_err("a problem").remove(0).kind;
    let most = usize::try_from(MOST_BYTES).expect("a size");
    assert_eq!(kind(vec![b'a'; most + 1]), FileProblemKind::TooLarge(MOST_BYTES));
    // 考核 in GBK.
    assert_eq!(kind(vec![0xbf, 0xbc, 0xba, 0xcb]), FileProblemKind::NotUtf8);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("大.yaml");
    let file = std::fs::File::create(&path).expect("a file");
    file.set_len(100 * 1024 * 1024).expect("a large file");
    assert_eq!(
        read_text(&path).expect_err("too large")[0].kind,
        FileProblemKind::TooLarge(MOST_BYTES)
    );
    assert_eq!(read_text(folder.path()).expect_err("a folder")[0].kind, FileProblemKind::NotAFile);
    #[cfg(unix)]
    {
        let socket = folder.path().join("接口");
        let _bound = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        assert_eq!(read_text(&socket).expect_err("no file")[0].kind, FileProblemKind::NotAFile);
    }
    let missing = read_text(&folder.path().join("无.yaml")).expect_err("missing");
    let told = file_problems::file_problem(Lang::Zh, &missing[0]);
    assert!(told.ends_with("错误：无法读取（没有这个文件或文件夹）。请检查路径和权限。"), "{told}");
}

#[test]
fn nothing_is_told_as_nothing() {
    for text in ["", "\u{feff}", " \n\n", "# 注\n", "---\n"] {
        let kind = check(text);
        let nothing = matches!(&kind, FileProblemKind::Empty | FileProblemKind::Nothing(_));
        assert!(nothing, "{text:?}: {kind:?}");
    }
}

#[test]
fn a_mark_at_the_beginning_and_windows_lines_do_not_matter() {
    let plain = include_str!("../../../rubrics/wujin-2021.yaml");
    let windows = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
    let read = parse_rubric("wujin-2021.yaml", &windows).expect("a rubric");
    let expected = parse_rubric("wujin-2021.yaml", plain).expect("a rubric");
    assert_eq!(format!("{:?}", read.rubric), format!("{:?}", expected.rubric));
    let wrong = windows.replace("total: 100", "total: 一百");
    let problems = parse_rubric("wujin-2021.yaml", &wrong).expect_err("a problem");
    assert_eq!((problems[0].line, problems[0].column), (Some(7), Some(8)));
    assert_eq!(problems[0].excerpt.as_deref(), Some("total: 一百"));
}

#[test]
fn a_rubric_of_54_000_indicators_is_read() {
    let mut text = String::from("format: kaohe-rubric/1\nid: large\ntitle: 大\nindicators:\n");
    for section in 1..=540 {
        writeln!(text, "  - no: \"{section}\"\n    title: 节\n    indicators:").expect("a string");
        for item in 1..=99 {
            writeln!(
                text,
                "      - no: \"{item}\"\n        title: 安全生产考核内容\n        points: 0.5\n        \
                 clauses:\n          - {{no: a, text: 未落实的扣0.5分, deduct: 0.5}}"
            )
            .expect("a string");
        }
    }
    assert!(text.len() as u64 <= MOST_BYTES);
    let parsed = parse_rubric("large.yaml", &text).expect("a rubric");
    assert_eq!(parsed.rubric.indicators().len(), 54_000);
}

/// Text someone damaged: some characters replaced, and the end cut off.
fn damaged(text: &'static str) -> impl Strategy<Value = String> {
    let characters: Vec<char> = text.chars().collect();
    let signs = prop::sample::select("[]{}:,-#&*!|>'\"%@`?\\\n\t 0a（".chars().collect::<Vec<_>>());
    let places = prop::collection::vec((0..characters.len(), signs), 0..6);
    (places, 0..characters.len() * 2).prop_map(move |(places, end)| {
        let mut characters = characters.clone();
        for (place, sign) in places {
            characters[place] = sign;
        }
        characters.truncate(end);
        characters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn a_damaged_file_is_read_or_told(
        rubric in damaged(include_str!("../../../rubrics/wujin-2021.yaml")),
        session in damaged(include_str!("../bad/sessions/numbers.yaml")),
    ) {
        let problems = [
            parse_rubric("-", &rubric).map_or_else(|problems| problems, |read| read.warnings),
            parse_session("-", &session).err().unwrap_or_default(),
        ];
        for problem in problems.iter().flatten() {
            for lang in [Lang::Zh, Lang::En] {
                prop_assert!(!file_problems::file_problem(lang, problem).is_empty());
            }
        }
    }
}
