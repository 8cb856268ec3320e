//! Reports: what stands in them, in every format, and in the real programs.

mod command;
mod headings;
mod letter;
mod limits;
mod money;
mod office;
mod paging;
mod samples;
mod several;
mod template;
mod told;

use crate::fixtures::{project_file, rubric, session};
use crate::scoring;
use kaohe::lang::Lang;
use kaohe::points::Points;
use kaohe::report::write::{Format, write};
use kaohe::report::{Basis, Kind, Quantity, Report, Slot, Table, report};
use kaohe::rubric::{Rubric, Subject};
use kaohe::score::{Mark, Scorecard, score};
use kaohe::session::{Correction, Entry, Finding, LedgerRow, Session, State, Value};
use kaohe::storage::session_file::parse_session;
use serde_json::Value as Json;
use std::fs;

/// A session, its rubric and its name.
struct Case {
    name: String,
    rubric: Rubric,
    session: Session,
}

impl Case {
    fn card(&self) -> Scorecard {
        score(&self.rubric, &self.session)
    }

    fn report(&self, lang: Lang, kind: Kind) -> Report {
        let card = self.card();
        let basis = Basis { lang, rubric: &self.rubric, session: &self.session, card: &card };
        report(&basis, kind)
    }

    fn text(&self, kind: Kind, format: Format) -> String {
        String::from_utf8(self.bytes(kind, format)).expect("text")
    }

    fn bytes(&self, kind: Kind, format: Format) -> Vec<u8> {
        write(&self.report(Lang::Zh, kind), format).expect("a report")
    }
}

/// The worked sessions, one or two of each document.
fn all_worked() -> Vec<Case> {
    let mut cases = Vec::new();
    for file in fs::read_dir(project_file("sessions")).expect("the sessions") {
        let path = file.expect("a session").path();
        let text = fs::read_to_string(&path).expect("a text");
        let session = parse_session("session", &text).expect("a session");
        let name = path.file_name().expect("a name").to_string_lossy();
        let name = name.trim_end_matches(".kaohe.yaml").to_owned();
        cases.push(Case { name, rubric: rubric(&session.rubric.id), session });
    }
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    assert_eq!(cases.len(), 6);
    cases
}

fn find(part: &str) -> Case {
    all_worked().into_iter().find(|case| case.name.contains(part)).expect("a worked session")
}

/// A session that tries everything: forbidden characters, long remarks, many findings.
fn hostile() -> Case {
    let rubric = rubric("wujin-2021");
    let mut session = session("wujin-2021", &[], "entries: {}\n");
    session.head.unit = String::from("../a:b*c?\"<>|\u{202e}\n=1+1&<script>alert(1)</script>]]>");
    session.head.assessors = vec!["=cmd|' /C calc'!A0".to_owned(), "@甲".to_owned()];
    let finding = |number: usize| Finding {
        subject: format!("第{number}家企业"),
        remark: "未建立制度".to_owned(),
        ..Finding::default()
    };
    let long = "很长的说明，".repeat(10_000 / 6);
    let odd = Finding {
        subject: "=HYPERLINK(\"http://example.invalid\")".to_owned(),
        remark: format!("\u{0}\u{b}\u{1b}[2J\u{fffe}\u{200b}|`*_<b>{long}"),
        correction: Some(Correction { measure: "-2+3".to_owned(), ..Correction::default() }),
        ..Finding::default()
    };
    let mut findings: Vec<Finding> = (1..500).map(finding).collect();
    findings.push(odd);
    let entry = Entry { findings, ..Entry::default() };
    session.entries.insert("二/1/2".to_owned(), entry);
    let judged = Value::Score { score: Points::from(2), of: None };
    session.entries.insert("三/1".to_owned(), Entry { value: judged, ..Entry::default() });
    session.bonus.push(LedgerRow {
        clause: "4a".to_owned(),
        matter: "+86".to_owned(),
        ..LedgerRow::default()
    });
    Case { name: "hostile".to_owned(), rubric, session }
}

fn all() -> Vec<Case> {
    let mut cases = all_worked();
    cases.push(hostile());
    cases
}

/// The same, and a session for each rule there is.
fn of_every_rule() -> Vec<Case> {
    let mut cases = all();
    let more = scoring::sessions().into_iter();
    cases.extend(more.map(|(name, rubric, session)| Case { name, rubric, session }));
    assert!(cases.len() > 40, "{}", cases.len());
    cases
}

/// Every cell of a table is seen at the places it says it reaches over, and nowhere else.
fn check_spans(about: &str, table: &Table) {
    let mut covered = vec![vec![false; table.columns.len()]; table.rows.len()];
    for (place, row) in table.rows.iter().enumerate() {
        assert_eq!(row.slots.len(), table.columns.len(), "{about}: row {place}");
        for (column, slot) in row.slots.iter().enumerate() {
            let Slot::Cell(cell) = slot else { continue };
            assert!(cell.rows == 1 || cell.columns == 1, "{about}: {place}/{column}");
            for (down, right) in
                (0..cell.rows).flat_map(|down| (0..cell.columns).map(move |right| (down, right)))
            {
                let seen = table.seen(place + down, column + right);
                assert!(std::ptr::eq(seen.expect("a cell"), cell), "{about}: {place}/{column}");
                let held = &mut covered[place + down][column + right];
                assert!(!std::mem::replace(held, true), "{about}: {place}/{column} twice");
            }
        }
    }
    assert!(covered.iter().flatten().all(|covered| *covered), "{about}: a hole");
}

#[test]
fn every_cell_has_its_place() {
    for case in of_every_rule() {
        for kind in Kind::ALL {
            let about = format!("{} {}", case.name, kind.key());
            for table in &case.report(Lang::Zh, kind).tables {
                check_spans(&about, table);
            }
        }
    }
}

fn numbers(report: &Report) -> impl Iterator<Item = (Quantity, Points)> + '_ {
    let cells = report.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.slots);
    cells.filter_map(Slot::cell).filter_map(|cell| Some((cell.quantity?, cell.number?)))
}

/// What a cell says it shows is what the scorecard has.
#[test]
fn numbers_are_those_of_the_scorecard() {
    let mut checked = 0;
    for case in of_every_rule() {
        let card = case.card();
        let decimals = case.rubric.head.decimals;
        for (quantity, number) in Kind::ALL
            .iter()
            .flat_map(|kind| numbers(&case.report(Lang::Zh, *kind)).collect::<Vec<_>>())
        {
            let expected = match quantity {
                Quantity::Points(index) => card.indicators[index.0].points,
                Quantity::Deducted(index) => Some(card.indicators[index.0].deducted),
                Quantity::Added(index) => Some(card.indicators[index.0].added),
                Quantity::Score(index) => card.indicators[index.0].score,
                Quantity::Rate(index) => card.indicators[index.0].rate(decimals),
                Quantity::TotalPoints => card.total.points,
                Quantity::Applicable => card.total.converted.map(|held| held.applicable),
                Quantity::Obtained => card.total.converted.map(|held| held.obtained),
                Quantity::TotalDeducted => Some(card.total.deducted),
                Quantity::Base => card.total.base,
                Quantity::Bonus => Some(card.bonus.amount),
                Quantity::BonusClaimed => Some(card.bonus.claimed()),
                Quantity::AwardClaimed(place) => Some(card.bonus.awards[place].claimed),
                Quantity::AwardCounted(place) => Some(card.bonus.awards[place].counted),
                Quantity::FinalScore => card.total.score,
                Quantity::Outward => card.total.outward,
                Quantity::TotalRate => card.total.rate(decimals),
                _ => continue,
            };
            assert_eq!(Some(number), expected, "{} {quantity:?}", case.name);
            checked += 1;
        }
    }
    assert!(checked > 500, "{checked}");
}

/// The form and the summary end with the final score, as it is shown.
#[test]
fn the_whole_stands_at_the_foot() {
    for case in all() {
        let card = case.card();
        for kind in [Kind::Form, Kind::Summary, Kind::Feedback] {
            let report = case.report(Lang::Zh, kind);
            let whole = numbers(&report).find(|(quantity, _)| match card.total.score {
                Some(_) => *quantity == Quantity::FinalScore,
                None => *quantity == Quantity::TotalCompletion,
            });
            assert!(whole.is_some(), "{} {}", case.name, kind.key());
        }
    }
}

/// The columns of 扣分汇总表 and 问题清单 add up to what was deducted, limits and all.
#[test]
fn deductions_add_up() {
    let kinds = [Kind::Deductions, Kind::Issues];
    let both = |case: Case| kinds.map(|kind| (case.report(Lang::Zh, kind), case.card()));
    for (report, card) in of_every_rule().into_iter().flat_map(both) {
        let sum: Points = numbers(&report)
            .filter(|(quantity, _)| {
                matches!(
                    quantity,
                    Quantity::ClauseLost(_)
                        | Quantity::Deducted(_)
                        | Quantity::Limits(_)
                        | Quantity::AboveItems
                )
            })
            .map(|(_, number)| number)
            .sum();
        assert_eq!(sum, card.total.deducted, "{}", report.title);
        let foot = numbers(&report).find(|(quantity, _)| *quantity == Quantity::TotalDeducted);
        let is_told = card.total.score.is_some()
            && (report.kind == Kind::Deductions || !card.total.deducted.is_zero());
        assert!(foot.is_some() || !is_told, "{}", report.title);
    }
}

#[test]
fn tables_for_other_programs_hold_no_formula() {
    let case = hostile();
    for (kind, words) in [(Kind::Issues, ",'-2+3,"), (Kind::Ledgers, ",'+86,")] {
        let text = case.text(kind, Format::Csv);
        assert!(text.contains(words), "{}: {words}", kind.key());
    }
    for case in all() {
        for kind in Kind::ALL {
            let text = case.text(kind, Format::Csv);
            assert!(text.starts_with('\u{feff}'), "{}", case.name);
            let formula = [",=", ",+", ",@", ",\"=", ",\"+", ",\"@", ",\"-", "\r\n="];
            let found = formula.iter().find(|words| text.contains(**words));
            assert_eq!(found, None, "{} {}", case.name, kind.key());
        }
    }
    // A number below zero stays a number.
    let deductions = find("建设局").text(Kind::Deductions, Format::Csv);
    assert!(!deductions.contains(",'-"), "{deductions}");
}

#[test]
fn nothing_in_a_page_is_a_tag_or_a_control() {
    let case = hostile();
    for kind in Kind::ALL {
        let page = case.text(kind, Format::Html);
        assert!(!page.contains("<script") && !page.contains("<b>"), "{}", kind.key());
        assert!(!page.contains("http://") || page.contains("HYPERLINK"), "{}", kind.key());
        for format in [Format::Html, Format::Markdown, Format::Csv] {
            let text = case.text(kind, format);
            let odd = text.trim_start_matches('\u{feff}').chars().find(|c| {
                !matches!(c, '\n' | '\r') && kaohe::visible::is_hidden(*c) || *c == '\u{fffe}'
            });
            assert_eq!(odd, None, "{} {}", kind.key(), format.key());
        }
        let data: Json = serde_json::from_str(&case.text(kind, Format::Json)).expect("JSON");
        assert_eq!(data["kind"], kind.key());
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let case = find("建设局");
    for format in Format::ALL {
        assert_eq!(case.bytes(Kind::Form, format), case.bytes(Kind::Form, format));
    }
}

#[test]
fn reports_read_as_they_read() {
    let cases = [
        ("建设局", Kind::Deductions, Format::Markdown),
        ("建设局", Kind::Feedback, Format::Markdown),
        ("2022年度_示例县", Kind::Ledgers, Format::Csv),
        ("2022年度_示例街道", Kind::Summary, Format::Markdown),
        ("2018年度_示例县", Kind::Issues, Format::Csv),
        ("2018年度_示例县", Kind::Summary, Format::Json),
        ("教育局", Kind::Summary, Format::Html),
    ];
    for (part, kind, format) in cases {
        let text = find(part).text(kind, format).replace("\r\n", "\n");
        insta::assert_snapshot!(format!("{part}_{}_{}", kind.key(), format.key()), text);
    }
}

/// Before it is finalised a score is 暂得分 wherever it is told, and afterwards never.
#[test]
fn what_is_not_final_is_provisional() {
    for mut case in all_worked() {
        for state in [State::Draft, State::Final] {
            case.session.head.state = state;
            let is_draft = state == State::Draft;
            for kind in [Kind::Form, Kind::Summary, Kind::Feedback] {
                let text = case.text(kind, Format::Markdown);
                let about = format!("{} {}", case.name, kind.key());
                assert_eq!(text.contains("（草稿"), is_draft, "{about}");
                if case.card().total.score.is_none() {
                    continue;
                }
                assert_eq!(text.contains("| 暂得分 |"), is_draft, "{about}");
                assert_eq!(text.contains("| 最后得分 |"), !is_draft, "{about}");
                let sentence = text.lines().find(|line| line.contains("（满分"));
                if let Some(sentence) = sentence.filter(|_| kind == Kind::Feedback) {
                    assert_eq!(sentence.starts_with("暂得分"), is_draft, "{sentence}");
                }
            }
        }
    }
}

/// The document's own notes stand at the foot of the form, and the readings about what was
/// found; others do not.
#[test]
fn notes_and_the_readings_used_stand_at_the_foot() {
    let (mut noted, mut read, mut unread) = (0, 0, 0);
    for case in of_every_rule() {
        let report = case.report(Lang::Zh, Kind::Form);
        let lines: Vec<&String> = report.notes.iter().flat_map(|notes| &notes.lines).collect();
        for note in &case.rubric.head.notes {
            assert!(lines.contains(&note), "{}: {note}", case.name);
            noted += 1;
        }
        let card = case.card();
        for reading in &case.rubric.head.readings {
            let found = reading.about.iter().any(|id| match case.rubric.find(id) {
                Some(Subject::Clause(index)) => card.clauses[index.0].mark == Mark::Found,
                Some(Subject::Indicator(index)) => card.indicators[index.0].mark == Mark::Found,
                None => false,
            });
            let is_told = lines.iter().any(|line| line.ends_with(&reading.says));
            assert!(is_told || !found, "{}: {}", case.name, reading.says);
            read += usize::from(is_told);
            unread += usize::from(!is_told);
        }
    }
    assert!(noted > 10 && read > 10 && unread > 10, "{noted} {read} {unread}");
}

/// Rows of one form in words, so that the columns of each document are seen.
#[test]
fn the_form_has_the_columns_of_the_document() {
    let mut told = Vec::new();
    for case in all_worked() {
        let report = case.report(Lang::Zh, Kind::Form);
        let headings: Vec<&str> =
            report.tables[0].columns.iter().map(|column| column.heading.as_str()).collect();
        told.push(format!("{}: {}", case.rubric.head.id, headings.join("｜")));
    }
    insta::assert_snapshot!("columns", told.join("\n"));
    // A heading that the document prints over two columns stands once.
    let page = find("2022年度_示例县").text(Kind::Form, Format::Html);
    assert!(page.contains("<th scope=\"colgroup\" colspan=\"2\">考评内容</th>"), "{page}");
    assert_eq!(page.matches("考评内容</th>").count(), 1);
}

/// Much text gets much room, and what is filled in by hand keeps most of its own.
#[test]
fn columns_of_the_form_are_as_wide_as_what_stands_in_them() {
    for case in all() {
        let table = case.report(Lang::Zh, Kind::Form).tables.remove(0);
        let of = |heading: &str| {
            let column = table.columns.iter().find(|column| column.heading.contains(heading));
            column.map(|column| column.width)
        };
        if let Some((criteria, reasons)) = of("标准").zip(of("原因")) {
            let is_full = case.name == "hostile";
            assert_eq!(criteria < reasons, is_full, "{}: {criteria} {reasons}", case.name);
            assert!(reasons >= 16, "{}: {reasons}", case.name);
        }
        assert!(of("佐证").is_none_or(|width| width == 14), "{}", case.name);
        let whole: u32 = table.columns.iter().map(|column| column.width).sum();
        assert!((80..160).contains(&whole), "{}: {whole}", case.name);
    }
}

/// Corrections that are recorded stand beside their findings; where none is, who has to act
/// stands there if the document says.
#[test]
fn corrections_stand_in_the_list_of_findings() {
    let mut case = find("2018年度_示例县");
    let id = case.session.entries.iter().find(|(_, entry)| !entry.findings.is_empty());
    let id = id.expect("a finding").0.clone();
    let entry = case.session.entries.get_mut(&id).expect("the entry");
    entry.findings[0].correction = Some(Correction {
        measure: "限期补齐".to_owned(),
        unit: "示例县教育局".to_owned(),
        due: kaohe::session::Date::parse("2019-01-31"),
        state: kaohe::session::CorrectionState::Doing,
        proof: vec!["整改报告.pdf".to_owned()],
    });
    let text = case.text(Kind::Issues, Format::Csv);
    for words in ["限期补齐\n整改报告.pdf", "示例县教育局", "2019-01-31", "整改中"]
    {
        assert!(text.contains(words), "{words}");
    }
    // Where nothing was entered, nothing is said.
    assert!(!text.contains(",未整改"), "{text}");
    // What the last assessment left stands in rows of its own until it is looked at.
    let entry = case.session.entries.remove(&id).expect("the entry");
    case.session.earlier.insert(id.clone(), entry.clone());
    let text = case.text(Kind::Issues, Format::Csv);
    let marked = format!(",上次,\"{id}\n");
    assert!(text.contains(&marked) && text.contains("限期补齐"), "{text}");
    case.session.entries.insert(id, entry);
    assert!(!case.text(Kind::Issues, Format::Csv).contains(&marked));
}
