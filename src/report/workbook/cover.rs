//! 说明: who is assessed and when, what it comes to, how to fill in, and which rubric it is.

use super::book::{Allowed, Content, Entering, Role, Sheet, Style};
use super::calculation::Whole;
use super::formula::{At, Formula, Span, count, is, not, nothing, text, when};
use super::heights;
use super::lists::{self, List};
use super::plan::{Part, Plan};
use super::show::{holdable_text, is_day_of_sheets};
use crate::lang::{Lang, words, workbook as say};
use crate::rubric::AppliesTo;
use crate::session::{Date, Session};

/// The column of labels.
pub const LABEL: u16 = 0;
/// The column of what is filled in.
pub const VALUE: u16 = 1;
/// The row of the unit's name; those of mode, assessors, date and state follow.
pub const UNIT: u32 = 3;
/// The row of the mode.
pub const MODE: u32 = 4;
/// The row of the assessors.
pub const ASSESSORS: u32 = 5;
/// The row of the day.
pub const DATE: u32 = 6;
/// The row of the state.
pub const STATE: u32 = 7;
/// The row of the first tag.
const TAGS: u32 = 8;
/// What a form of this shape says of itself.
pub const FORMAT: &str = "kaohe-form/2";
/// How all of them begin.
pub const FORMATS: &str = "kaohe-form/";
/// What stands between the names of assessors.
pub const BETWEEN_NAMES: &str = "、";

/// The cell in which a unit says that it carries a tag; `None` for one the rubric has not.
#[must_use]
pub fn tag_cell(plan: &Plan<'_>, tag: &str) -> Option<At> {
    let place = plan.rubric.head.tags.iter().position(|(key, _)| key == tag)?;
    Some(plan.at(Part::Cover, TAGS + u32::try_from(place).ok()?, VALUE))
}

/// Whether the unit carries a tag: as its cell says, else as `tags` has it.
#[must_use]
pub fn has_tag(plan: &Plan<'_>, lang: Lang, tag: &str, tags: &[String]) -> Formula {
    match tag_cell(plan, tag) {
        Some(at) => Formula::SameText(Box::new(Formula::Cell(at)), Box::new(text(say::yes(lang)))),
        None => is(count(u32::from(tags.iter().any(|held| held == tag))), 1),
    }
}

/// Whether something applies to the unit.
#[must_use]
pub fn fits(plan: &Plan<'_>, lang: Lang, applies: &AppliesTo, tags: &[String]) -> Formula {
    let held = |named: &[String]| {
        Formula::Any(named.iter().map(|tag| has_tag(plan, lang, tag, tags)).collect())
    };
    let mut all = Vec::new();
    if !applies.only.is_empty() {
        all.push(held(&applies.only));
    }
    if !applies.except.is_empty() {
        all.push(not(held(&applies.except)));
    }
    Formula::All(all)
}

fn factors_row(plan: &Plan<'_>) -> u32 {
    TAGS + u32::try_from(plan.rubric.head.tags.len()).unwrap_or_default()
}

/// The cell of the option chosen for a factor, by its place.
#[must_use]
pub fn factor_cell(plan: &Plan<'_>, factor: usize) -> At {
    let row = factors_row(plan) + u32::try_from(factor).unwrap_or_default();
    plan.at(Part::Cover, row, VALUE)
}

/// The first row behind what is filled in.
#[must_use]
pub fn inputs_end(plan: &Plan<'_>) -> u32 {
    results_row(plan) - 1
}

fn results_row(plan: &Plan<'_>) -> u32 {
    factors_row(plan) + u32::try_from(plan.rubric.factors.len()).unwrap_or_default() + 1
}

/// The cell of the score.
#[must_use]
pub fn score_cell(plan: &Plan<'_>) -> At {
    plan.at(Part::Cover, results_row(plan) + 1, VALUE)
}

/// The row of the format, behind everything people read; rubric, fingerprint and language follow.
#[must_use]
pub fn technical_row(plan: &Plan<'_>) -> u32 {
    results_row(plan)
        + RESULTS
        + 1
        + u32::try_from(say::instructions(Lang::Zh).len()).unwrap_or(0)
        + 3
}

/// How many lines of results there are at most.
const RESULTS: u32 = 14;

/// What a date cell holds: a day where the calendar of spreadsheets has it.
#[must_use]
pub fn day(date: Option<Date>) -> Content {
    match date {
        Some(date) if is_day_of_sheets(date) => Content::Date(date),
        Some(date) => Content::Text(date.to_string()),
        None => Content::Blank,
    }
}

/// What a text cell holds.
#[must_use]
pub fn words_of(text: &str) -> Content {
    if text.is_empty() { Content::Blank } else { Content::Text(holdable_text(text)) }
}

fn one(at: At) -> Span {
    Span { first: at, last_row: at.row }
}

/// The sheet.
#[must_use]
pub fn sheet(plan: &Plan<'_>, lang: Lang, session: &Session, is_protected: bool) -> Sheet {
    let mut sheet = Sheet::named(say::sheet_cover(lang));
    let head = &plan.rubric.head;
    sheet.widths = vec![(LABEL, 26), (VALUE, 44)];
    sheet.protected = is_protected;
    let title = Style { role: Role::Title, ..Style::default() };
    sheet.text(0, LABEL, &say::title(lang, &head.title), title.centred());
    sheet.merged.push((0, 0, LABEL, VALUE));
    fill_in(&mut sheet, plan, lang, session);
    results(&mut sheet, plan, lang);
    advice(&mut sheet, plan, lang, session);
    sheet.print_area = Some((technical_row(plan) + 3, VALUE));
    sheet
}

fn fill_in(sheet: &mut Sheet, plan: &Plan<'_>, lang: Lang, session: &Session) {
    let head = &session.head;
    let label = Style::framed(Role::Branch);
    let input = Style::framed(Role::Input).as_text();
    let mode = words::mode(lang, head.mode);
    let state = words::state(lang, head.state);
    let rows = [
        (UNIT, words::unit(lang), words_of(&head.unit)),
        (MODE, words::mode_word(lang), Content::Text(mode.to_owned())),
        (ASSESSORS, words::assessors(lang), words_of(&head.assessors.join(BETWEEN_NAMES))),
        (DATE, words::date(lang), day(head.date)),
        (STATE, say::state_column(lang), Content::Text(state.to_owned())),
    ];
    for (row, title, content) in rows {
        sheet.text(row, LABEL, title, label);
        let style = if row == DATE { Style::framed(Role::InputDate) } else { input };
        sheet.put(row, VALUE, content, style);
    }
    let at = |row| one(plan.at(Part::Cover, row, VALUE));
    let choose = |cells: Span, list: Span| {
        Entering::new(cells, Allowed::OneOf(list), say::rule_choose(lang))
    };
    sheet.rules.push(choose(at(MODE), lists::cells(plan, List::Modes)));
    sheet.rules.push(choose(at(STATE), lists::cells(plan, List::States)));
    let says = say::rule_day(lang);
    sheet.rules.push(Entering::new(at(DATE), Allowed::Day, says));
    for (key, name) in &plan.rubric.head.tags {
        let Some(cell) = tag_cell(plan, key) else { continue };
        sheet.text(cell.row, LABEL, &say::tags_label(lang, name), label);
        let is_carried = head.tags.contains(key);
        let content = if is_carried { words_of(say::yes(lang)) } else { Content::Blank };
        sheet.put(cell.row, VALUE, content, input);
        sheet.rules.push(choose(one(cell), lists::cells(plan, List::Yes)));
    }
    for (place, factor) in plan.rubric.factors.iter().enumerate() {
        let cell = factor_cell(plan, place);
        sheet.text(cell.row, LABEL, &factor.text, label);
        let chosen = session.factors.get(&factor.no).map(String::as_str).unwrap_or_default();
        sheet.put(cell.row, VALUE, words_of(chosen), input);
        sheet.rules.push(choose(one(cell), lists::options(plan, place).0));
        let names = factor.options.iter().map(|(name, _)| name.as_str());
        sheet.choices.push(((cell.row, VALUE), heights::longest(names)));
    }
}

fn results(sheet: &mut Sheet, plan: &Plan<'_>, lang: Lang) {
    let first = results_row(plan);
    sheet.text(first, LABEL, say::results(lang), Style::framed(Role::Head));
    sheet.text(first, VALUE, "", Style::framed(Role::Head));
    sheet.merged.push((first, first, LABEL, VALUE));
    let figures = [
        (words::score_word(lang), Whole::Score, Role::Total),
        (words::points_word(lang), Whole::OutOf, Role::Result),
        (words::deducted(lang), Whole::Deducted, Role::Result),
        (words::bonus(lang), Whole::AllAdded, Role::Result),
        (words::direct(lang), Whole::Direct, Role::Result),
        (words::before_veto(lang), Whole::BeforeVeto, Role::Result),
        (words::grade(lang), Whole::Grade, Role::Total),
        (say::flags_label(lang), Whole::Flags, Role::Result),
        (words::pending(lang), Whole::Pending, Role::Result),
        (say::open_label(lang), Whole::Open, Role::Result),
        (say::lowest_label(lang), Whole::Lowest, Role::Result),
        (say::highest_label(lang), Whole::Highest, Role::Result),
        (words::completion(lang), Whole::Completion, Role::Result),
    ];
    for (row, (title, figure, role)) in (first + 1..).zip(figures) {
        sheet.text(row, LABEL, title, Style::framed(Role::Branch));
        let at = figure.at(plan);
        // What is not calculated stays empty instead of zero.
        let formula = when(Formula::IsEmpty(at), nothing(), Formula::Cell(at));
        sheet.put(row, VALUE, Content::Formula(formula), Style::framed(role).centred());
    }
}

fn advice(sheet: &mut Sheet, plan: &Plan<'_>, lang: Lang, session: &Session) {
    let first = results_row(plan) + RESULTS + 1;
    sheet.text(first, LABEL, say::how_to(lang), Style::framed(Role::Head));
    sheet.merged.push((first, first, LABEL, VALUE));
    for (row, line) in (first + 1..).zip(say::instructions(lang)) {
        sheet.text(row, LABEL, line, Style::default());
        sheet.merged.push((row, row, LABEL, VALUE));
    }
    let row = technical_row(plan);
    sheet.text(row - 1, LABEL, say::technical(lang), Style::framed(Role::Head));
    sheet.merged.push((row - 1, row - 1, LABEL, VALUE));
    let language = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    let technical = [
        (say::format_label(lang), FORMAT),
        (say::rubric_label(lang), &session.rubric.id),
        (say::sha_label(lang), &session.rubric.sha256),
        (say::language_label(lang), language),
    ];
    for (row, (title, text)) in (row..).zip(technical) {
        sheet.text(row, LABEL, title, Style::framed(Role::Plain));
        sheet.text(row, VALUE, text, Style::framed(Role::Plain));
    }
}
