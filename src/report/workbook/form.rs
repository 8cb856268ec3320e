//! The form: a workbook that holds a whole session and calculates its score.

use super::asks::Line;
use super::book::{Book, Content, Seen, Sheet, Style};
use super::calculation::Calculation;
use super::plan::{Plan, place_of};
use super::sheets::{self, FindingRow};
use super::show::{
    counts_are_whole, holdable, holdable_text, is_day_of_sheets, says_none, texts_of,
};
use super::{cover, earlier, heights, lists};
use crate::lang::{Lang, workbook as say};
use crate::points::Points;
use crate::rubric::Rubric;
use crate::score::{fits, too_many_missing};
use crate::session::{Correction, Entry, Finding, Ledger, LedgerRow, Session};
use std::collections::BTreeSet;

/// The ledgers, in the order of their sheets.
pub const LEDGERS: [Ledger; 3] = [Ledger::Bonus, Ledger::Direct, Ledger::Veto];
/// The longest text of a cell of 附带, in characters.
const PIECE: usize = 8_000;

/// What of a session cells alone cannot give back: it travels as the text of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Ids of entries.
    pub entries: BTreeSet<String>,
    /// Ledgers, by their place in [`LEDGERS`].
    pub ledgers: [bool; 3],
}

impl Carried {
    /// What of a session has to be carried.
    #[must_use]
    pub fn of(plan: &Plan<'_>, session: &Session) -> Self {
        let mut carried = Self::default();
        let known: std::collections::BTreeMap<&str, Line> = plan
            .lines
            .iter()
            .filter(|line| matches!(line, Line::Indicator(_) | Line::Clause(_)))
            .map(|line| (plan.label(*line), *line))
            .collect();
        for (id, entry) in &session.entries {
            let line = known.get(id.as_str()).zip(plan.rubric.find(id));
            let comes_back = line.is_some_and(|(line, subject)| {
                comes_back(plan, *line, entry) && fits(plan.rubric, session, subject, entry)
            });
            if !comes_back {
                carried.entries.insert(id.clone());
            }
        }
        for ledger in LEDGERS {
            let has_sheet = !plan.ledger_numbers(ledger).is_empty();
            let rows = session.ledger(ledger);
            let numbers = plan.ledger_numbers(ledger);
            let all = rows.iter().all(|row| row_comes_back(ledger, &numbers, row));
            carried.ledgers[place_of(ledger)] = !(rows.is_empty() || has_sheet && all);
        }
        carried
    }

    /// The part of a session that is carried.
    #[must_use]
    pub fn part(&self, session: &Session) -> Session {
        let mut part = session.clone();
        part.entries.retain(|id, _| self.entries.contains(id));
        for (ledger, is_carried) in LEDGERS.into_iter().zip(self.ledgers) {
            if !is_carried {
                rows_of(&mut part, ledger).clear();
            }
        }
        part
    }
}

/// The rows of a ledger, to change them.
pub fn rows_of(session: &mut Session, ledger: Ledger) -> &mut Vec<LedgerRow> {
    match ledger {
        Ledger::Bonus => &mut session.bonus,
        Ledger::Direct => &mut session.direct,
        Ledger::Veto => &mut session.vetoes,
    }
}

/// Whether a text stands in a cell as it is.
fn is_plain(text: &str) -> bool {
    holdable_text(text) == text && text.trim() == text && !text.contains("_x")
}

fn are_plain(texts: &[String]) -> bool {
    texts.iter().all(|text| is_plain(text)) && texts_of(&texts.join("\n")) == texts
}

/// What is refused where a person types it comes back only as what travelled.
fn is_too_many_missing(plan: &Plan<'_>, line: Line, entry: &Entry) -> bool {
    let Line::Clause(index) = line else { return false };
    too_many_missing(plan.rubric.clause(index), entry).is_some()
}

fn comes_back(plan: &Plan<'_>, line: Line, entry: &Entry) -> bool {
    let asks = sheets::asks(plan, line);
    if asks.states.is_empty() {
        return false;
    }
    let shown = sheets::shown(plan, line, entry);
    let value = shown.value(&asks, &sheets::counters(plan, line));
    value.as_ref() == Ok(&entry.value)
        && counts_are_whole(&shown, &asks).is_ok()
        && !is_too_many_missing(plan, line, entry)
        && [&entry.remark, &shown.reason].into_iter().all(|text| is_plain(text))
        && shown.level.as_deref().is_none_or(is_plain)
        && are_plain(&entry.evidence)
        && entry.date.is_none_or(is_day_of_sheets)
        && entry.correction.as_ref().is_none_or(correction_comes_back)
        && entry.accepted.is_none()
        && entry.returned.is_none()
        && (entry.findings.is_empty() || !says_none(&entry.value))
        && entry.findings.iter().all(|finding| finding_comes_back(plan, line, finding))
}

fn finding_comes_back(plan: &Plan<'_>, line: Line, finding: &Finding) -> bool {
    let exact = |number: Option<Points>| number.is_none_or(|number| holdable(number) == number);
    let shares = sheets::printed_shares(plan, line);
    let is_printed = |share| shares.iter().any(|printed| printed.share == share);
    finding.share.is_none_or(is_printed)
        && (finding.amount.is_none() || sheets::asks_amount(plan, line))
        && (finding.level.is_empty() || sheets::is_level(plan, line, &finding.level))
        && (finding.level.is_empty() || finding.amount.is_none() && is_plain(&finding.level))
        && exact(finding.share)
        && exact(finding.amount)
        && is_plain(&finding.subject)
        && is_plain(&finding.remark)
        && are_plain(&finding.evidence)
        && finding.date.is_none_or(is_day_of_sheets)
        && finding.correction.as_ref().is_none_or(correction_comes_back)
}

fn correction_comes_back(correction: &Correction) -> bool {
    is_plain(&correction.measure)
        && is_plain(&correction.unit)
        && correction.due.is_none_or(is_day_of_sheets)
        && are_plain(&correction.proof)
}

fn row_comes_back(ledger: Ledger, numbers: &[&str], row: &LedgerRow) -> bool {
    let exact = |number: Option<Points>| number.is_none_or(|number| holdable(number) == number);
    let texts = [&row.level, &row.matter, &row.document, &row.subject, &row.remark];
    let shows_all = match ledger {
        Ledger::Bonus => true,
        Ledger::Direct => row.matter.is_empty() && row.document.is_empty(),
        Ledger::Veto => {
            row.award.is_none()
                && row.share.is_none()
                && [&row.level, &row.matter, &row.document].iter().all(|text| text.is_empty())
        }
    };
    shows_all
        && numbers.contains(&row.clause.as_str())
        && exact(row.award)
        && exact(row.share)
        && texts.iter().all(|text| is_plain(text))
        && are_plain(&row.evidence)
        && row.date.is_none_or(is_day_of_sheets)
}

/// How many empty rows stand behind what is recorded, on 情形 and on each ledger.
const SPARE: (usize, usize) = (200, 30);

/// The layout for a session, with room for more.
#[must_use]
pub fn plan<'a>(rubric: &'a Rubric, session: &Session, before: usize) -> Plan<'a> {
    plan_with(rubric, session, before, SPARE)
}

/// The same with so many empty rows on 情形 and on each ledger.
#[must_use]
pub fn plan_with<'a>(
    rubric: &'a Rubric,
    session: &Session,
    before: usize,
    (spare_findings, spare_rows): (usize, usize),
) -> Plan<'a> {
    let of_known = session.entries.iter().filter(|(id, _)| rubric.find(id).is_some());
    let findings: usize = of_known.map(|(_, entry)| entry.findings.len()).sum();
    let rows = LEDGERS.map(|ledger| session.ledger(ledger).len() + spare_rows);
    Plan::new(rubric, before, findings + spare_findings, rows)
}

/// The sheets of a form behind `before` others: `carried` is the text of what the cells
/// cannot give back.
#[must_use]
pub fn sheets(
    plan: &Plan<'_>,
    lang: Lang,
    session: &Session,
    carried: (&Carried, &str),
    is_protected: bool,
) -> Vec<Sheet> {
    let tags = &session.head.tags;
    let keyed = carried.0;
    let mut findings = Vec::new();
    for line in &plan.lines {
        let id = plan.label(*line);
        let Some(entry) = session.entry(id).filter(|_| !id.is_empty()) else { continue };
        let is_keyed = keyed.entries.contains(id);
        for (finding, key) in entry.findings.iter().zip(1..) {
            let key = Some(key).filter(|_| is_keyed);
            findings.push(FindingRow { id, finding, key });
        }
    }
    let mut ledgers = LEDGERS.map(|ledger| {
        let keyed = keyed.ledgers[place_of(ledger)];
        sheets::ledger(plan, lang, session, (ledger, keyed), is_protected)
    });
    Calculation::ledger_columns(plan, lang, tags, &mut ledgers);
    let mut calculation = Calculation::sheet(plan, lang, tags);
    // Nobody fills it in or prints it; whoever wants to see every step can show it.
    calculation.seen = Seen::Hidden;
    calculation.protected = true;
    let [bonus, direct, veto] = ledgers;
    let mut sheets = vec![
        cover::sheet(plan, lang, session, is_protected),
        sheets::entries(plan, lang, session, is_protected),
        sheets::findings(plan, lang, &findings, is_protected),
        bonus,
        direct,
        veto,
        calculation,
        lists::sheet(plan, lang, tags),
        carried_sheet(lang, carried.1),
    ];
    // The first six are what people read.
    sheets.iter_mut().take(6).for_each(heights::fit);
    // Behind all others, which stand where the plan says.
    sheets.extend(earlier::sheet(plan, lang, session, is_protected));
    sheets
}

/// A whole form.
#[must_use]
pub fn book(plan: &Plan<'_>, lang: Lang, session: &Session, carried: (&Carried, &str)) -> Book {
    Book { sheets: sheets(plan, lang, session, carried, true) }
}

/// 附带: a text in pieces.
fn carried_sheet(lang: Lang, text: &str) -> Sheet {
    let mut sheet = Sheet::named(say::sheet_carried(lang));
    sheet.seen = Seen::VeryHidden;
    sheet.protected = true;
    let mut rest = text;
    let mut row = 0;
    while !rest.is_empty() {
        let end = rest.char_indices().nth(PIECE).map_or(rest.len(), |(end, _)| end);
        let (piece, behind) = rest.split_at(end);
        // Blanks and line ends at the edge of a piece are safe between marks.
        sheet.put(row, 0, Content::Text(format!("|{piece}|")), Style::default().as_text());
        rest = behind;
        row += 1;
    }
    sheet
}

/// The text of 附带 from its pieces; `None` where one has lost its marks.
#[must_use]
pub fn carried_text<'a>(pieces: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut text = String::new();
    for piece in pieces {
        text.push_str(piece.strip_prefix('|')?.strip_suffix('|')?);
    }
    Some(text)
}
