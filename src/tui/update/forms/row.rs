//! The form of one row of the bonus, veto or direct ledger.

use super::entry::{chosen_level, level_choice};
use super::finding::{chosen_share, share_field};
use super::{Unusable, read, shared_words};
use crate::lang::{Lang, forms as words, vetoes, words::sentence};
use crate::names;
use crate::points::{Limit, Points};
use crate::rubric::{Amount, Clause, ClauseIndex, Home, Share};
use crate::score::may_be_one;
use crate::session::{Date, Ledger, LedgerRow};
use crate::tui::app::Review;
use crate::tui::widgets::form::{Field, Form};

/// So many matters are offered.
const MOST_MATTERS: usize = 5;

/// Which row: the ledger, the number of its clause or veto, its place or a new one.
type Which<'a> = (Ledger, &'a str, Option<usize>);

fn index_of(review: &Review, ledger: Ledger, no: &str) -> Option<ClauseIndex> {
    let home = match ledger {
        Ledger::Bonus => Home::Bonus,
        Ledger::Direct => Home::Direct,
        Ledger::Veto => return None,
    };
    review.rubric.find_ledger_clause(home, no)
}

fn clause_of<'a>(review: &'a Review, ledger: Ledger, no: &str) -> Option<&'a Clause> {
    index_of(review, ledger, no).map(|clause| review.rubric.clause(clause))
}

/// The form for a row.
pub(super) fn form(
    lang: Lang,
    review: &Review,
    (ledger, no, place): Which<'_>,
    today: Option<Date>,
) -> Form {
    let held = place.and_then(|place| review.session.ledger(ledger).get(place)).cloned();
    let new = || LedgerRow { clause: no.to_owned(), date: today, ..LedgerRow::default() };
    let row = held.unwrap_or_else(new);
    let clause = clause_of(review, ledger, no);
    let title = row_name(lang, Some(review), ledger, no);
    let (text, unit) = row_words(review, ledger, no);
    let known = matters(review, &row, place);
    let hint = if known.is_empty() {
        words::matter_hint(lang).to_owned()
    } else {
        words::known_matters(lang, &known.join(lang.enumeration_comma()))
    };
    let fields = fields(lang, ledger, clause, unit, (&row, hint));
    Form::new(title, shared_words(lang), fields).about(text)
}

/// The matters named already where one counts once: whoever means the same one writes the same.
fn matters(review: &Review, row: &LedgerRow, place: Option<usize>) -> Vec<String> {
    let others = review.session.bonus.iter().enumerate();
    let others = others.filter(|(other, held)| {
        Some(*other) != place && may_be_one(&review.rubric, &row.clause, &held.clause)
    });
    let mut known: Vec<String> = Vec::new();
    for (_, held) in others {
        let is_new = known.iter().all(|other| !names::is_same(other, &held.matter));
        if is_new && !held.matter.trim().is_empty() {
            known.push(held.matter.clone());
        }
    }
    known.truncate(MOST_MATTERS);
    known
}

/// What a clause of a ledger is called.
pub(in crate::tui::update) fn row_name(
    lang: Lang,
    review: Option<&Review>,
    ledger: Ledger,
    no: &str,
) -> String {
    match ledger {
        Ledger::Bonus => words::bonus_row(lang, no),
        Ledger::Direct => words::direct_row(lang, no),
        Ledger::Veto => {
            let all = review.map_or(&[][..], |review| &review.rubric.vetoes[..]);
            let veto = all.iter().find(|veto| veto.no == no);
            let usual = crate::lang::words::veto(lang);
            let called = veto.map_or(usual, |veto| vetoes::called(lang, veto));
            vetoes::numbered(lang, called, no)
        }
    }
}

/// What the document says there, and what it counts in.
pub(in crate::tui::update) fn row_words<'a>(
    review: &'a Review,
    ledger: Ledger,
    no: &str,
) -> (String, Option<&'a str>) {
    let veto = review.rubric.vetoes.iter().find(|veto| veto.no == no);
    match (ledger, index_of(review, ledger, no)) {
        (Ledger::Veto, _) => {
            (veto.map_or_else(String::new, |veto| veto.text.clone()), veto.map(|veto| &*veto.unit))
        }
        (_, Some(index)) => {
            (sentence(&review.rubric, index), review.rubric.clause(index).unit.as_deref())
        }
        (_, None) => (String::new(), None),
    }
}

fn fields(
    lang: Lang,
    ledger: Ledger,
    clause: Option<&Clause>,
    unit: Option<&str>,
    (row, hint): (&LedgerRow, String),
) -> Vec<Field> {
    let count = unit.map_or(words::count(lang).to_owned(), |unit| words::count_in(lang, unit));
    let count = Field::number("count", count, &row.count.to_string());
    let mut fields = Vec::new();
    fields.extend(amount_field(lang, clause, row));
    fields.extend(level_field(lang, ledger, clause, row));
    if let Some(shares) = shares(clause) {
        fields.push(share_field(lang, shares, row.share));
    }
    if ledger == Ledger::Bonus {
        fields.push(Field::text("matter", words::matter(lang), &row.matter).hint(hint));
        fields.push(Field::text("document", words::document(lang), &row.document));
    }
    if ledger == Ledger::Direct {
        let subject = Field::text("subject", words::subject(lang), &row.subject);
        fields.push(subject.hint(words::subject_hint(lang)));
    }
    if ledger != Ledger::Bonus || unit.is_some() {
        fields.push(count);
    }
    fields.push(Field::long("remark", words::remark(lang), &row.remark, 2));
    fields.push(read::evidence_field(lang, words::evidence(lang), &row.evidence));
    fields.push(read::date_field(lang, row.date));
    fields
}

fn amount_field(lang: Lang, clause: Option<&Clause>, row: &LedgerRow) -> Option<Field> {
    let Some(Amount::Range { to, .. }) = clause.map(|clause| &clause.amount) else { return None };
    let field = Field::number("award", words::award(lang), &read::shown(row.award)).required();
    Some(field.hint(words::award_hint(lang, &to.to_string())))
}

/// The level that decides the amount, or the one that is only noted of an award.
fn level_field(
    lang: Lang,
    ledger: Ledger,
    clause: Option<&Clause>,
    row: &LedgerRow,
) -> Option<Field> {
    if let Some(Amount::Levels(levels)) = clause.map(|clause| &clause.amount) {
        let label = if ledger == Ledger::Bonus { words::award_level } else { words::level };
        let label = (label(lang), words::none_chosen(lang));
        return Some(level_choice("choice", label, levels, &row.level));
    }
    let field = Field::text("level", words::award_level(lang), &row.level);
    (ledger == Ledger::Bonus).then(|| field.hint(words::award_level_hint(lang)))
}

/// The shares a row may carry, where its clause prints any.
fn shares(clause: Option<&Clause>) -> Option<&[Share]> {
    clause.map(|clause| clause.shares.as_slice()).filter(|shares| !shares.is_empty())
}

/// The rows of the ledger with this one as it was entered.
pub(super) fn read(
    lang: Lang,
    review: &Review,
    (ledger, no, place): Which<'_>,
    form: &Form,
) -> Result<Vec<LedgerRow>, Unusable> {
    let mut rows = review.session.ledger(ledger).to_vec();
    let before = place.and_then(|place| rows.get(place)).cloned();
    let before =
        before.unwrap_or_else(|| LedgerRow { clause: no.to_owned(), ..LedgerRow::default() });
    let clause = clause_of(review, ledger, no);
    let award = match clause.map(|clause| &clause.amount) {
        Some(Amount::Range { .. }) => match read::number(lang, form, "award", Limit::Amount)? {
            Some(award) if award <= Points::ZERO => {
                return Err(Unusable::new("award", words::above_zero(lang)));
            }
            award => award,
        },
        _ => before.award,
    };
    let level = match (ledger, clause.map(|clause| &clause.amount)) {
        (_, Some(Amount::Levels(levels))) => chosen_level(form, "choice", levels),
        (Ledger::Bonus, _) => read::long(form, "level"),
        _ => before.level.clone(),
    };
    let is_counted = ledger != Ledger::Bonus || clause.is_some_and(|clause| clause.unit.is_some());
    // What this form has no field for stays as it was.
    let text = |of: Ledger, field: &str, before: &String| {
        if ledger == of { read::long(form, field) } else { before.clone() }
    };
    let row = LedgerRow {
        count: if is_counted { read::count(lang, form, "count")? } else { before.count },
        award,
        share: match clause.filter(|clause| !clause.shares.is_empty()) {
            Some(clause) => chosen_share(lang, form, clause, before.share)?,
            None => before.share,
        },
        level,
        matter: text(Ledger::Bonus, "matter", &before.matter),
        document: text(Ledger::Bonus, "document", &before.document),
        subject: text(Ledger::Direct, "subject", &before.subject),
        remark: read::long(form, "remark"),
        evidence: read::evidence(form, &before.evidence),
        date: read::date(lang, (form, review.year()), "date")?,
        clause: before.clause,
    };
    match place.and_then(|place| rows.get_mut(place)) {
        Some(held) => *held = row,
        None => rows.push(row),
    }
    Ok(rows)
}
