//! Bonus, veto and direct deductions, above the review screen.

use super::pen::{Pen, put_right};
use super::select;
use crate::lang::record::row as row_words;
use crate::lang::steps::Wording;
use crate::lang::{applies, awards, ui, vetoes, words};
use crate::rubric::ClauseIndex;
use crate::score::Lost;
use crate::session::Ledger;
use crate::tui::app::{App, LedgerLine, LedgerList, Review};
use crate::tui::help::MET;
use crate::tui::layout;
use crate::tui::widgets::{list, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub(super) fn draw(app: &App, list: &LedgerList, buffer: &mut Buffer) {
    let Some(review) = &app.review else { return };
    let area = layout::overlay(app.size);
    let title = ui::ledgers_title(app.lang);
    let inside = text::frame(buffer, area, title, &app.theme, &app.symbols);
    heading(app, review, Rect { height: 1, ..inside }, buffer);
    let lines = LedgerList::lines(&review.rubric, &review.session);
    let rows = layout::overlay_rows(app.size, layout::LEDGERS_FOOT);
    for (place, row) in list::rows(rows, list.offset, lines.len()) {
        draw_line(app, review, lines[place], row, buffer);
        if place == list.cursor {
            text::put(buffer, row.x, row.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, row, buffer);
        } else if review.found.as_ref().is_some_and(|found| found.beside.contains(&place)) {
            text::put(buffer, row.x, row.y, MET, app.theme.title, 1);
        }
    }
    let bar = Rect { x: rows.right() + 1, width: 1, ..rows };
    list::scrollbar(bar, buffer, list.offset, lines.len(), &app.theme, &app.symbols);
    let foot = Rect { y: rows.bottom(), height: layout::LEDGERS_FOOT, ..inside };
    if let Some(line) = lines.get(list.cursor) {
        let words = text::wrap(&about(app, review, *line), usize::from(foot.width));
        text::put_lines(buffer, foot, &words, app.theme.dim);
    }
}

/// What the ledgers come to.
fn heading(app: &App, review: &Review, line: Rect, buffer: &mut Buffer) {
    let (lang, card) = (app.lang, &review.card);
    let show = |points: crate::points::Points| points.show(review.rubric.head.decimals);
    let mut pen = Pen::new(buffer, line);
    if let Some((held, all)) = review.noted_cases() {
        let words = format!("{} {}  ", words::bonus(lang), ui::cases_held(lang, held, all));
        pen.put(&words, app.theme.normal);
    } else if let Some(bonus) = &review.rubric.bonus {
        let counted =
            ui::claimed_counted(lang, &show(card.bonus.claimed()), &show(card.bonus.amount));
        pen.put(&format!("{} {counted}", words::bonus(lang)), app.theme.normal);
        if let Some(max) = bonus.max {
            pen.put(&ui::at_most(lang, &show(max)), app.theme.dim);
        }
        pen.put("  ", app.theme.normal);
    }
    if !review.rubric.direct.is_empty() {
        let words = format!("{} {}", words::direct(lang), show(card.direct.amount));
        pen.put(&words, app.theme.normal);
        if let Some(max) = review.rubric.head.direct_max {
            pen.put(&ui::at_most(lang, &show(max)), app.theme.dim);
        }
        pen.put("  ", app.theme.normal);
    }
    if card.total.vetoed {
        pen.put(&vetoes::held(lang, &card.total.vetoed_as), app.theme.danger);
        if let Some(before) = card.total.score_before_veto {
            let words = format!("  {} {}", words::before_veto(lang), show(before));
            pen.put(&words, app.theme.normal);
        }
    }
}

fn draw_line(app: &App, review: &Review, line: LedgerLine, row: Rect, buffer: &mut Buffer) {
    let (words_of, value, style) = match line {
        LedgerLine::Clause(ledger, index) => {
            let clause = review.rubric.clause(index);
            let kind = match ledger {
                Ledger::Bonus => words::bonus(app.lang),
                Ledger::Direct | Ledger::Veto => words::direct(app.lang),
            };
            let (value, style) = if clause.has_no_points() && review.is_noted(clause) {
                (words::case_holds(app.lang).to_owned(), app.theme.good)
            } else if clause.has_no_points() {
                (words::case_does_not_hold(app.lang).to_owned(), app.theme.dim)
            } else {
                (words::rule(app.lang, clause), app.theme.dim)
            };
            let room = usize::from(row.width).saturating_sub(text::width(&value) + 4);
            let number = format!("{kind} {} ", clause.no);
            (clause_words(app, review, index, &number, room), value, style)
        }
        LedgerLine::Veto(place) => {
            let veto = &review.rubric.vetoes[place];
            let result = review.card.vetoes[place];
            let count = if result.other_units {
                applies::left_out(app.lang, &veto.applies)
            } else {
                ui::veto_count(app.lang, result.count, veto.at_least, &veto.unit)
            };
            let style = if result.holds { app.theme.danger } else { app.theme.dim };
            let kind = veto.called().unwrap_or_else(|| words::veto_item(app.lang));
            (format!("{kind} {} {}", veto.no, veto.text), count, style)
        }
        LedgerLine::Row(ledger, place) => {
            let held = &review.session.ledger(ledger)[place];
            let (value, style) = row_value(app, review, ledger, place);
            (format!("    {}", row_words(held)), value, style)
        }
    };
    put_line(app, &words_of, &value, style, row, buffer);
}

/// Number and words of a clause. Of one that goes on with a sentence the end is what matters,
/// so the beginning is cut where there is no room.
fn clause_words(
    app: &App,
    review: &Review,
    index: ClauseIndex,
    number: &str,
    room: usize,
) -> String {
    let clause = review.rubric.clause(index);
    if clause.continues.is_none() {
        return format!("{number}{}", clause.text);
    }
    let mut sentence = words::sentence(&review.rubric, index);
    if let Some(end) = sentence.rfind('】') {
        sentence.truncate(end + '】'.len_utf8());
    }
    let room = room.saturating_sub(text::width(number) + text::width(app.symbols.more));
    let mut starts = sentence.char_indices().map(|(start, _)| &sentence[start..]);
    let tail = starts.find(|tail| text::width(tail) <= room).unwrap_or_default();
    let more = if tail.len() < sentence.len() { app.symbols.more } else { "" };
    format!("{number}{more}{tail}")
}

fn put_line(app: &App, words_of: &str, value: &str, style: Style, row: Rect, buffer: &mut Buffer) {
    let inner = Rect { x: row.x + 2, width: row.width.saturating_sub(2), ..row };
    let room = usize::from(inner.width).saturating_sub(text::width(value) + 2);
    let words_of = text::truncate_with(words_of, room, app.symbols.more);
    text::put(buffer, inner.x, inner.y, &words_of, app.theme.normal, inner.width);
    put_right(buffer, inner, value, style);
}

/// What a row comes to, and why it may be less than was claimed.
fn row_value(app: &App, review: &Review, ledger: Ledger, place: usize) -> (String, Style) {
    let lang = app.lang;
    let decimals = review.rubric.head.decimals;
    match ledger {
        Ledger::Bonus => {
            let Some(award) = review.card.bonus.awards.get(place) else {
                return (String::new(), app.theme.dim);
            };
            let (claimed, counted) = (award.claimed.show(decimals), award.counted.show(decimals));
            if review.rubric.is_case(&review.session.bonus[place].clause) {
                return (String::new(), app.theme.dim);
            }
            if award.losses.is_empty() {
                return (format!("+{counted}"), app.theme.good);
            }
            let why = awards::losses(lang, &award.losses, decimals);
            (ui::counted_less(lang, &claimed, &counted, &why), app.theme.found)
        }
        Ledger::Direct => {
            let step = review.card.direct.rows.get(place);
            let wording = Wording::new(lang, decimals);
            let taken = review.card.direct.taken.get(place);
            let words = step.map(|step| awards::deduction(wording, step, taken));
            (words.unwrap_or_default(), app.theme.found)
        }
        Ledger::Veto => {
            let row = &review.session.vetoes[place];
            let veto = review.rubric.vetoes.iter().find(|veto| veto.no == row.clause);
            let others = veto.filter(|veto| !veto.applies.fits(&review.session.head.tags));
            match others {
                Some(veto) => (applies::left_out(lang, &veto.applies), app.theme.dim),
                None => (row.count.to_string(), app.theme.found),
            }
        }
    }
}

/// The line under the cursor in full: the document's words, and what follows from a veto.
fn about(app: &App, review: &Review, line: LedgerLine) -> String {
    let no = line.no(&review.rubric, &review.session);
    match line {
        LedgerLine::Clause(_, index) => words::sentence(&review.rubric, index),
        LedgerLine::Veto(place) => {
            vetoes::effect(app.lang, &review.rubric, &review.rubric.vetoes[place])
        }
        LedgerLine::Row(ledger, place) => {
            let row = &review.session.ledger(ledger)[place];
            let mut noted = vec![no.to_owned(), row_words(row)];
            noted.extend(row.evidence.iter().cloned());
            if is_full(review, ledger, place) {
                noted.push(ui::in_order_of_entry(app.lang).to_owned());
            }
            noted.join("  ")
        }
    }
}

/// Whether a limit of several awards took something from this one.
fn is_full(review: &Review, ledger: Ledger, place: usize) -> bool {
    let award = match ledger {
        Ledger::Bonus => review.card.bonus.awards.get(place),
        Ledger::Direct => review.card.direct.taken.get(place),
        Ledger::Veto => None,
    };
    award.is_some_and(|award| {
        award.losses.iter().any(|loss| {
            matches!(loss.why, Lost::ClauseFull(_) | Lost::GroupFull(_) | Lost::TotalFull(_))
        })
    })
}
