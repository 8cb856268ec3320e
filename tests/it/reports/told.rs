//! What the results say of limits and vetoes, so that their rows explain each other.

use super::{Case, find, hostile, numbers, of_every_rule};
use crate::fixtures::{rubric, session};
use kaohe::lang::Lang;
use kaohe::report::workbook::evaluate::Value as Shown;
use kaohe::report::workbook::form::plan;
use kaohe::report::workbook::reports;
use kaohe::report::write::{Format, write};
use kaohe::report::{Basis, Kind, Quantity};
use kaohe::session::{Correction, CorrectionState, Date, Entry, Finding, Value};

/// What limits take back and what a veto does is told where the result is told.
#[test]
fn the_feedback_says_what_counts_and_why() {
    let capped = find("2022年度_示例县").text(Kind::Feedback, Format::Markdown);
    let words = "应扣 2.5 分（(8)a+(8)b：小计 2.5，本项封顶 2，扣 2）";
    assert!(capped.contains(words), "{capped}");
    let vetoed = find("建设局");
    for kind in [Kind::Feedback, Kind::Summary] {
        let text = vetoed.text(kind, Format::Markdown);
        assert!(text.contains("一票否决（3b）："), "{text}");
        assert!(text.contains("后果：等次为不合格，得分保留"), "{text}");
        assert!(text.contains("| 四 | 其他工作 | 5 | 0 | 0 | 待评 | 待评 |"), "{text}");
    }
    let feedback = vetoed.text(Kind::Feedback, Format::Markdown);
    assert!(feedback.contains("评定 9 分（满分 15），扣 6 分"), "{feedback}");
}

/// Where a veto sets the score, the score before it stands above it.
#[test]
fn a_veto_that_sets_the_score_is_a_row() {
    let sets = of_every_rule().into_iter().filter(|case| {
        let total = case.card().total;
        total.score_before_veto != total.score
    });
    let mut checked = 0;
    for case in sets {
        let report = case.report(Lang::Zh, Kind::Summary);
        let before = numbers(&report).find(|(what, _)| *what == Quantity::ScoreBeforeVeto);
        assert!(before.is_some(), "{}", case.name);
        let called = kaohe::lang::vetoes::heading(Lang::Zh, &case.rubric);
        let text = case.text(Kind::Summary, Format::Markdown);
        assert!(text.contains(&format!("| {called} |")), "{text}");
        checked += 1;
    }
    assert!(checked > 0);
}

/// One of something is told in the singular.
#[test]
fn english_reports_know_the_singular() {
    let mut odd = Vec::new();
    for case in of_every_rule() {
        for kind in Kind::ALL {
            let report = case.report(Lang::En, kind);
            let text = String::from_utf8(write(&report, Format::Markdown).expect("a report"));
            let text = text.expect("text");
            let words: Vec<&str> = text.split([' ', '\n', '|', '>', '(', '（', ')']).collect();
            let plural = |pair: &&[&str]| {
                let word = pair[1].trim_end_matches([',', '.', ';', ':', '<']);
                pair[0] == "1" && word.len() > 3 && word.is_ascii() && word.ends_with('s')
            };
            odd.extend(words.windows(2).filter(plural).map(|pair| pair.join(" ")));
        }
    }
    odd.sort();
    odd.dedup();
    assert!(odd.is_empty(), "{odd:?}");
}

/// A veto that was recorded and does not hold is no veto: the form says how many it lacks, and
/// the list of findings does not number it.
#[test]
fn a_veto_that_does_not_hold_is_told_as_none() {
    for (id, no, needed) in [("wujin-2021", "3b", "2 起"), ("jinzhong-2019", "Ga", "2 起")] {
        for count in [1, 2] {
            let record = format!("veto:\n  - {{clause: {no}, count: {count}}}\n");
            let session = session(id, &[], &record);
            let case = Case { name: id.to_owned(), rubric: rubric(id), session };
            let (form, issues) =
                (case.text(Kind::Form, Format::Csv), case.text(Kind::Issues, Format::Csv));
            let row = form.lines().find(|line| line.starts_with("一票否决")).expect("a row");
            let lacks = format!("{no}  记 1 起，未达 {needed}");
            assert_eq!(row.contains(",否,") && row.contains(&lacks), count == 1, "{row}");
            assert_eq!(row.contains(",是,"), count == 2, "{row}");
            assert_eq!(issues.contains(",一票否决,"), count == 2, "{issues}");
        }
    }
}

/// Whatever an entry says else, what is not closed stands in the list of findings.
#[test]
fn every_correction_that_is_not_closed_is_listed() {
    let mut case = find("2018年度_示例县");
    let ids: Vec<String> =
        case.rubric.clauses().iter().map(|clause| clause.id.clone()).take(4).collect();
    let correction = |place: usize, state| Correction {
        measure: format!("措施{place}"),
        unit: format!("单位{place}"),
        due: Date::parse("2019-01-31"),
        state,
        proof: Vec::new(),
    };
    let open = |place| Some(correction(place, CorrectionState::Doing));
    let finding = Finding { correction: open(2), ..Finding::default() };
    let entries = [
        Entry { correction: open(0), ..Entry::default() },
        Entry { correction: open(1), value: Value::Met, ..Entry::default() },
        Entry { correction: open(3), findings: vec![finding], ..Entry::default() },
        Entry {
            correction: Some(correction(4, CorrectionState::Closed)),
            value: Value::Met,
            ..Entry::default()
        },
    ];
    case.session.entries.extend(ids.into_iter().zip(entries));
    let alone = Entry { correction: open(5), ..Entry::default() };
    case.session.entries.insert("没有/这条".to_owned(), alone);
    let text = case.text(Kind::Issues, Format::Csv);
    for place in [0, 1, 2, 3, 5] {
        let told = format!(",措施{place},单位{place},2019-01-31,整改中");
        assert_eq!(text.matches(&told).count(), 1, "{place}: {text}");
    }
    assert!(text.contains(",无问题,,措施1,") && !text.contains("措施4"), "{text}");
}

/// What the last assessment left of something that is no more waits also where the id it came
/// under has a record of its own.
#[test]
fn a_correction_that_came_alone_waits_beside_a_record() {
    let mut session = session("wujin-2021", &[], "entries: {}\n");
    let alone = Entry { correction: Some(Correction::default()), ..Entry::default() };
    let own = Entry { remark: "上次的说明".to_owned(), ..alone.clone() };
    let id = "三/1";
    session.earlier.insert(id.to_owned(), own);
    session.earlier.insert(format!("{id}~2"), alone);
    assert_eq!((session.unfinished_under(id), session.correction_counts(None).earlier), (2, 2));
    let _ = session.take_earlier(id).expect("a record").apply(&mut session);
    let counts = session.correction_counts(None);
    assert_eq!((session.unfinished_under(id), counts.open, counts.earlier), (2, 1, 1));
    session.entries.insert(id.to_owned(), Entry { value: Value::Met, ..Entry::default() });
    assert_eq!((session.unfinished_under(id), session.waiting().count()), (1, 1));
}

/// A document without a column of criteria says them below the title.
#[test]
fn the_form_loses_no_words_of_the_document() {
    let case = find("示例街道");
    for format in [Format::Markdown, Format::Csv, Format::Html, Format::Docx] {
        let bytes = case.bytes(Kind::Form, format);
        let text = match format {
            Format::Docx => super::template::part(&bytes, "word/document.xml"),
            _ => String::from_utf8(bytes).expect("text"),
        };
        assert!(text.contains("成功创建防震减灾科普示范学校；参加"), "{text}");
    }
    for case in of_every_rule() {
        let form = case.text(Kind::Form, Format::Json);
        for indicator in case.rubric.indicators().iter().filter(|indicator| indicator.is_item()) {
            for words in indicator.method.iter().chain(&indicator.criteria) {
                let words = serde_json::to_string(words).expect("JSON");
                assert!(form.contains(words.trim_matches('"')), "{}: {words}", case.name);
            }
        }
    }
}

/// A text that no cell holds goes on in rows below: every finding stands there, and how much was
/// deducted behind them.
#[test]
fn a_workbook_holds_texts_longer_than_a_cell() {
    let mut case = hostile();
    let entry = case.session.entries.get_mut("二/1/2").expect("findings");
    for finding in &mut entry.findings {
        finding.remark = "未".repeat(90);
    }
    let card = case.card();
    let (rubric, session) = (&case.rubric, &case.session);
    let basis = Basis { lang: Lang::Zh, rubric, session, card: &card };
    let kinds = [Kind::Form, Kind::Deductions];
    let (book, known) =
        reports(&basis, &plan(rubric, session, kinds.len()), &kinds, |_| String::new());
    for (place, sheet) in book.sheets.iter().take(kinds.len()).enumerate() {
        let texts = known.iter().filter(|(at, _)| at.sheet == place);
        let texts = texts.filter_map(|(_, value)| match value {
            Shown::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let texts: Vec<&str> = texts.collect();
        let all = texts.join("\n");
        assert!(texts.iter().all(|text| text.encode_utf16().count() <= 32_000));
        for number in 1..500 {
            assert!(all.contains(&format!("第{number}家企业")), "{}: {number}", sheet.name);
        }
        assert!(all.contains("扣完为止") || all.contains("扣 "), "{}", sheet.name);
        assert!(!all.contains('…'), "{}", sheet.name);
    }
}

/// The letter tells findings whole and without the names of files, what became of a task, and as
/// many findings as the list of them has.
#[test]
fn the_letter_agrees_with_the_list_of_findings() {
    let case = find("建设局");
    let letter = case.text(Kind::Feedback, Format::Markdown);
    let issues = case.text(Kind::Issues, Format::Markdown);
    let listed = issues.lines().filter(|line| {
        line.strip_prefix("| ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    assert!(letter.contains(&format!("全部 {} 个问题", listed.count())), "{letter}");
    assert!(!letter.contains('…') && !letter.contains(".jpg"), "{letter}");
    assert!(letter.contains("项目经理未到岗") && letter.contains("考核单位：　　　　（盖章）"));
    let long = hostile().text(Kind::Feedback, Format::Markdown);
    assert!(long.contains("；等 500 处") && !long.contains(",…"), "{long}");
    let tasks = find("示例街道");
    let letter = tasks.text(Kind::Feedback, Format::Markdown);
    assert!(letter.contains("主要领导8月未带队，部分完成"), "{letter}");
    let deductions = tasks.text(Kind::Deductions, Format::Csv);
    assert!(deductions.contains("\"未完成\n两个自然村"), "{deductions}");
    assert_eq!(deductions.matches("地震应急避难场所建设管理").count(), 1, "{deductions}");
}
