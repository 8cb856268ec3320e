//! A session written and read is the same session, and writing it again changes no byte.

use kaohe::lang::{Lang, file_problems::file_problem};
use kaohe::points::{Figure, Limit, Points};
use kaohe::rubric::Rubric;
use kaohe::session::{
    Accepted, Correction, CorrectionState, Date, Entry, Finding, LedgerRow, Mode, Returned,
    RubricReference, Sample, Session, SessionHead, State, TaskState, Value,
};
use kaohe::storage::head::read_head;
use kaohe::storage::problem::FileProblemKind;
use kaohe::storage::rubric_file::parse_rubric;
use kaohe::storage::session_file::{Summary, misfits, parse_session, session_text};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Words of every kind: what people type, what YAML takes for something else, and noise.
fn words() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "true",
        "null",
        "~",
        "no",
        "1.5",
        "0x1F",
        "1e3",
        "2021-12-15",
        "- 一",
        "# 注",
        "甲: 乙",
        "甲 #乙",
        "{甲}",
        "[甲]",
        "'甲'",
        "\"甲\"",
        "甲\n乙",
        "甲\r\n乙\t丙",
        "\u{7}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "😀👩‍👩‍👧",
        "%甲",
        "@甲",
        "&甲",
        "*甲",
        "!甲",
        "|",
        ">",
        "?",
        "甲:",
        " 甲 ",
        "\\n",
        "---",
        "...",
        "<<",
        "=",
        "一/1/1a",
        ".inf",
        "+1",
        "08",
        "1_000",
        "12:30:45",
        "注3",
    ]);
    prop_oneof![
        3 => "[一-龥（），。0-9a-z]{1,12}",
        2 => odd.prop_map(str::to_owned),
        1 => any::<String>().prop_filter("a text", |text| !text.is_empty()),
    ]
}

fn points(limit: Limit) -> impl Strategy<Value = Points> {
    let spelled = match limit {
        Limit::Amount | Limit::Chosen => "-?(0|[1-9][0-9]{0,4})(\\.[0-9]{1,6})?",
        Limit::Figure => "(0|[1-9][0-9]{0,8})(\\.[0-9]{1,4}|\\.[0-9]{5,18})?",
        Limit::Share => "[1-9]?[0-9](\\.[0-9]{1,4})?",
        Limit::Result => "-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,11}[1-9])?",
        Limit::Count => "[1-9][0-9]{0,5}",
    };
    spelled.prop_map(move |text: String| Points::recorded(&text, limit).expect(&text))
}

fn positive() -> impl Strategy<Value = Points> {
    points(Limit::Figure).prop_filter("above zero", |points| !points.is_zero())
}

fn date() -> impl Strategy<Value = Option<Date>> {
    prop::option::of((2000..2100u16, 1..13u8, 1..29u8).prop_map(|(year, month, day)| {
        Date::parse(&format!("{year:04}-{month:02}-{day:02}")).expect("a day")
    }))
}

fn value() -> impl Strategy<Value = Value> {
    use prop::option::of;
    let named = btree_map(words(), points(Limit::Figure), 0..3)
        .prop_map(|named| Value::Named(named.into_iter().collect()));
    let task = prop::sample::select(vec![TaskState::Done, TaskState::Partly, TaskState::NotDone]);
    prop_oneof![
        Just(Value::Open),
        Just(Value::Met),
        Just(Value::Hit),
        (0..1_000_000u32).prop_map(Value::Count),
        points(Limit::Figure).prop_map(|number| Value::Figure(Figure::Number(number))),
        (points(Limit::Figure), positive())
            .prop_map(|(part, whole)| Value::Figure(Figure::Ratio { part, whole })),
        named,
        (points(Limit::Figure), vec(points(Limit::Figure), 0..4), of(points(Limit::Chosen)))
            .prop_map(|(actual, years, amount)| Value::Baseline { actual, years, amount }),
        (points(Limit::Amount), of(positive())).prop_map(|(score, of)| Value::Score { score, of }),
        words().prop_map(Value::Level),
        points(Limit::Chosen).prop_map(Value::Amount),
        task.prop_map(Value::Task),
        words()
            .prop_filter("a reason", |why| !why.trim().is_empty())
            .prop_map(Value::NotApplicable),
    ]
}

fn maybe_words() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), words()]
}

fn finding() -> impl Strategy<Value = Finding> {
    use prop::option::of;
    let numbers = (1..1000u32, of(points(Limit::Share)), of(points(Limit::Amount)));
    let proof = (vec(maybe_words(), 0..3), date(), of(correction()));
    let said = (maybe_words(), maybe_words(), maybe_words());
    (numbers, said, proof).prop_map(
        |((count, share, amount), (subject, level, remark), (evidence, date, correction))| {
            Finding { count, subject, share, amount, level, remark, evidence, date, correction }
        },
    )
}

fn accepted() -> impl Strategy<Value = Option<Box<Accepted>>> {
    let texts = (maybe_words(), maybe_words(), maybe_words(), date());
    let accepted = (texts, prop::sample::select(Mode::ALL.to_vec())).prop_map(
        |((session, by, reason, date), mode)| {
            Box::new(Accepted { session, mode, by, date, reason })
        },
    );
    prop::option::weighted(0.2, accepted)
}

fn returned() -> impl Strategy<Value = Option<Box<Returned>>> {
    let comment = words().prop_filter("a comment", |comment| !comment.trim().is_empty());
    let returned = (comment, maybe_words(), any::<bool>())
        .prop_map(|(comment, reply, changed)| Box::new(Returned { comment, reply, changed }));
    prop::option::weighted(0.2, returned)
}

fn correction() -> impl Strategy<Value = Correction> {
    let state = prop::sample::select(&CorrectionState::ALL[..]);
    let words = (maybe_words(), maybe_words());
    (words, date(), state, vec(maybe_words(), 0..3)).prop_map(
        |((measure, unit), due, state, proof)| Correction { measure, unit, due, state, proof },
    )
}

fn entry() -> impl Strategy<Value = Entry> {
    let words = (maybe_words(), vec(maybe_words(), 0..3), date());
    let review = (accepted(), returned(), prop::option::of(correction()));
    (value(), vec(finding(), 0..3), words, review)
        .prop_map(|(value, findings, words, (accepted, returned, correction))| {
            let (remark, evidence, date) = words;
            // Findings are the count, so a count besides is not kept.
            let settled = matches!(value, Value::Count(_)) && !findings.is_empty();
            let value = if settled { Value::Open } else { value };
            Entry { value, findings, remark, evidence, date, accepted, returned, correction }
        })
        .prop_filter("something recorded", |entry| !entry.is_empty())
}

fn row() -> impl Strategy<Value = LedgerRow> {
    let texts = (maybe_words(), maybe_words(), maybe_words(), maybe_words(), maybe_words());
    let claimed = points(Limit::Amount).prop_filter("above 0", |award| *award > Points::ZERO);
    let award = (prop::option::of(claimed), prop::option::of(points(Limit::Share)));
    (words(), 1..1000u32, award, texts, vec(maybe_words(), 0..2), date()).prop_map(
        |(
            clause,
            count,
            (award, share),
            (level, matter, document, subject, remark),
            evidence,
            date,
        )| {
            LedgerRow {
                clause,
                count,
                award,
                share,
                level,
                matter,
                document,
                subject,
                remark,
                evidence,
                date,
            }
        },
    )
}

fn head() -> impl Strategy<Value = SessionHead> {
    let mode = prop::sample::select(Mode::ALL.to_vec());
    let state = prop::sample::select(vec![State::Draft, State::Final]);
    (maybe_words(), vec(words(), 0..3), mode, vec(maybe_words(), 0..3), date(), state).prop_map(
        |(unit, tags, mode, assessors, date, state)| SessionHead {
            unit,
            tags,
            mode,
            assessors,
            date,
            state,
        },
    )
}

fn entry_id() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => prop::sample::select(vec!["一/1/1a", "一/2/2b", "二/5/2", "三/1", "四/1", "一"])
            .prop_map(str::to_owned),
        1 => maybe_words(),
    ]
}

fn sample() -> impl Strategy<Value = Sample> {
    let names = || vec(words(), 0..4);
    (maybe_words(), names(), vec(words(), 1..4), date())
        .prop_map(|(seed, drawn, names, date)| Sample { seed, drawn, names, date })
}

fn session() -> impl Strategy<Value = Session> {
    let rows = || vec(row(), 0..3);
    let reference = (maybe_words(), prop_oneof![Just(String::new()), Just("0a".repeat(32))]);
    (
        (maybe_words(), reference, head()),
        (btree_map(entry_id(), entry(), 0..8), btree_map(entry_id(), entry(), 0..3)),
        (rows(), rows(), rows(), btree_map(words(), maybe_words(), 0..3)),
        btree_map(entry_id(), sample(), 0..3),
    )
        .prop_map(
            |(
                (id, (rubric, sha256), head),
                (entries, earlier),
                (bonus, vetoes, direct, factors),
                samples,
            )| Session {
                id,
                rubric: RubricReference { id: rubric, sha256 },
                head,
                entries,
                bonus,
                vetoes,
                direct,
                factors,
                earlier,
                samples,
            },
        )
}

fn rubric() -> Rubric {
    let text = include_str!("../../../rubrics/wujin-2021.yaml");
    parse_rubric("wujin-2021.yaml", text).expect("the rubric").rubric
}

fn summary() -> Summary {
    let score = Points::parse("92.5", Limit::Amount).ok();
    Summary { score, open: 12, clauses: 41, returned: 0 }
}

/// Writes a session, reads it, and writes what was read.
fn check(session: &Session, rubric: &Rubric) {
    let text = session_text(session, rubric, &summary());
    let read = match parse_session("甲.kaohe.yaml", &text) {
        Ok(read) => read,
        Err(problems) => panic!("{problems:#?}\n{text}"),
    };
    assert_eq!(&read, session, "{text}");
    assert_eq!(session_text(&read, rubric, &summary()), text);
    // Another reader finds the same keys: the file is ordinary YAML.
    let other: serde_yaml::Value = serde_yaml::from_str(&text).expect(&text);
    let entries = other.get("entries").and_then(serde_yaml::Value::as_mapping);
    assert_eq!(entries.map_or(0, serde_yaml::Mapping::len), session.entries.len(), "{text}");
    for (id, entry) in &session.entries {
        let found = entries.and_then(|entries| entries.get(id.as_str())).expect(&text);
        let remark = found.get("remark").map_or(Some(""), serde_yaml::Value::as_str);
        assert_eq!(remark, Some(entry.remark.as_str()), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_is_written_is_read(session in session()) {
        check(&session, &rubric());
    }
}

#[test]
fn a_long_remark_of_every_kind_of_character_survives() {
    let mut remark: String = (0..=0x2_ffff_u32).filter_map(char::from_u32).step_by(17).collect();
    remark.push_str(&"缺三季度会议纪要：\n“台账”: 'x' #1 \\ \"\t".repeat(400));
    let entry = Entry { value: Value::Hit, remark, ..Entry::default() };
    let session =
        Session { entries: [("一/1/1a".to_owned(), entry)].into(), ..Session::default() };
    check(&session, &rubric());
}

/// A session with every part, as the program writes it.
fn example() -> Session {
    let number = |text| Points::parse(text, Limit::Amount).expect("a number");
    let entry =
        |value, remark: &str| Entry { value, remark: remark.to_owned(), ..Entry::default() };
    let finding = Finding {
        count: 2,
        subject: "一季度月报表".to_owned(),
        remark: "未报送".to_owned(),
        evidence: vec!["材料/月报.pdf".to_owned()],
        date: Date::parse("2021-12-15"),
        ..Finding::default()
    };
    let entries = [
        ("三/1", entry(Value::Score { score: number("12.50"), of: None }, "履职情况较好")),
        ("不认识/9", entry(Value::Met, "")),
        ("一/1/5", Entry { findings: vec![finding], ..Entry::default() }),
        ("一/1/1a", entry(Value::Met, "")),
        ("一/1/2b", entry(Value::Figure(Figure::Number(number("3"))), "缺三季度: 会议纪要\n已补")),
        ("四/1", entry(Value::NotApplicable("本地无此行业".to_owned()), "")),
    ];
    let sample = |names: &[&str]| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Sample::draw(names, 2, "20211215093107".to_owned(), Date::parse("2021-12-15"))
    };
    let row = |clause: &str, count| LedgerRow {
        clause: clause.to_owned(),
        count,
        ..LedgerRow::default()
    };
    Session {
        id: "01936f3e-5b1c-7000-8000-000000000001".to_owned(),
        rubric: RubricReference { id: "wujin-2021".to_owned(), sha256: "0a".repeat(32) },
        head: SessionHead {
            unit: "示例镇经济发展局".to_owned(),
            tags: vec!["教育".to_owned()],
            assessors: vec!["张三".to_owned(), "李四".to_owned()],
            date: Date::parse("2021-12-15"),
            ..SessionHead::default()
        },
        entries: entries.map(|(id, entry)| (id.to_owned(), entry)).into(),
        bonus: vec![LedgerRow {
            award: Some(number("2")),
            matter: "省级表彰".to_owned(),
            document: "苏安委〔2021〕7号".to_owned(),
            ..row("4a", 1)
        }],
        vetoes: vec![row("3a", 1)],
        direct: vec![row("注3", 2)],
        factors: [("质量".to_owned(), "一般".to_owned())].into(),
        earlier: [
            ("不认识/8".to_owned(), entry(Value::Hit, "")),
            ("一/2/2a~2".to_owned(), entry(Value::Count(1), "")),
            ("一/1/2a".to_owned(), entry(Value::Hit, "上一版")),
        ]
        .into(),
        samples: [
            ("一/1/5".to_owned(), sample(&["甲厂", "乙厂", "丙厂"])),
            (
                "不认识/7".to_owned(),
                Sample { drawn: vec!["乙".to_owned()], ..sample(&["甲", "乙"]) },
            ),
        ]
        .into(),
    }
}

#[test]
fn a_session_file_looks_like_this() {
    check(&example(), &rubric());
    insta::assert_snapshot!(session_text(&example(), &rubric(), &summary()));
}

#[test]
fn what_does_not_fit_the_rubric_is_named() {
    let text = session_text(&example(), &rubric(), &summary());
    let unfit = FileProblemKind::UnfitEntry { id: "一/1/2b".to_owned() };
    let unfit = BTreeMap::from([("一/1/2b", unfit)]);
    let problems = misfits("甲.kaohe.yaml", &text, &rubric(), (&unfit, &[]));
    let told: Vec<String> =
        problems.iter().map(|problem| file_problem(Lang::Zh, problem)).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn lists_read_only_the_head() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("甲.kaohe.yaml");
    let session = example();
    let text = session_text(&session, &rubric(), &summary());
    // What follows the head is not even looked at.
    let broken = text.replace("entries:\n", "entries:\n\t{{{\n");
    let without = text.split("entries:").next().expect("a head").to_owned();
    let last = format!("{}mode: self\n", text.replace("mode: self\n", ""));
    for text in [text, broken, without, last] {
        std::fs::write(&path, text).expect("saved");
        let head = read_head(&path).expect("a head");
        assert_eq!(
            (&head.id, &head.rubric, &head.head),
            (&session.id, &session.rubric, &session.head)
        );
        assert_eq!(head.summary, Some(summary()));
    }
    std::fs::write(&path, "format: kaohe-session/2\nentries:\n").expect("saved");
    assert_eq!(read_head(&path).expect_err("newer").len(), 1);
    assert!(read_head(folder.path()).is_err());
    assert!(read_head(&folder.path().join("没有")).is_err());
}
