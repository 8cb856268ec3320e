//! 上次整改: what the last assessment left to be corrected and nobody has looked at yet, for
//! whoever fills in the form to see. It is read, never filled in, and travels in 附带.

use super::book::{Role, Sheet, Style};
use super::corrections;
use super::cover::words_of;
use super::heights;
use super::plan::{Plan, correction};
use super::show::lines_of;
use crate::lang::{Lang, record, workbook as say};
use crate::report::document::place_of;
use crate::report::issues::{left, standard_of};
use crate::session::{Correction, Entry, Session};

/// The row of the heads.
const HEADS: u32 = 1;
/// The last column: id, words and what was found, then 整改.
const LAST: u16 = 2 + correction::COLUMNS;

/// The sheet; `None` where the last assessment left nothing.
#[must_use]
pub fn sheet(plan: &Plan<'_>, lang: Lang, session: &Session, is_protected: bool) -> Option<Sheet> {
    let mut sheet = Sheet::named(say::sheet_earlier(lang));
    sheet.protected = is_protected;
    sheet.landscape = true;
    let hint = Style { role: Role::Hint, ..Style::default() };
    sheet.text(0, 0, say::earlier_note(lang), hint);
    sheet.merged.push((0, 0, 0, LAST));
    let heads = [say::column_id(lang), say::column_text(lang), say::column_found(lang)];
    for (column, head) in (0..).zip(heads.into_iter().chain(corrections::heads(lang))) {
        sheet.text(HEADS, column, head, Style::framed(Role::Head));
    }
    sheet.widths = (0..).zip([16, 46, 34].into_iter().chain(corrections::WIDTHS)).collect();
    sheet.heading = Some((HEADS, HEADS));
    let mut row = HEADS;
    for (id, entry) in waiting(plan, session) {
        for (found, correction) in left(lang, plan.rubric, id, entry) {
            row += 1;
            let first = [id, &standard_of(plan.rubric, id).unwrap_or_default(), &found];
            put(&mut sheet, lang, row, (first, correction));
        }
    }
    sheet.print_area = Some((row, LAST));
    heights::fit(&mut sheet);
    (row > HEADS).then_some(sheet)
}

/// How many corrections the last assessment left open.
#[must_use]
pub fn count(session: &Session) -> usize {
    session.waiting().map(|(_, entry)| entry.unfinished().count()).sum()
}

/// What waits, in the order of the document.
fn waiting<'a>(plan: &Plan<'_>, session: &'a Session) -> Vec<(&'a str, &'a Entry)> {
    let mut waiting: Vec<(&str, &Entry)> = session.waiting().collect();
    waiting.sort_by_key(|(id, _)| place_of(plan.rubric, id));
    waiting
}

fn put(sheet: &mut Sheet, lang: Lang, row: u32, (first, held): ([&str; 3], &Correction)) {
    let state = record::correction_state(lang, held.state);
    let done = [
        words_of(&held.measure),
        words_of(&held.unit),
        words_of(&held.due.map(|due| due.to_string()).unwrap_or_default()),
        words_of(state),
        words_of(&lines_of(&held.proof)),
    ];
    for (column, content) in (0..).zip(first.map(words_of).into_iter().chain(done)) {
        sheet.put(row, column, content, Style::framed(Role::Plain).as_text());
    }
}
