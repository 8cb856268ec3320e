//! The sheets to fill in: 评分, 情形 and the ledgers, with what a session holds.

mod matters;
mod rows;

pub use matters::is_in_scope;
pub use rows::{FindingRow, LAST_OF_FINDING, findings, ledger};

use super::asks::{Asks, Figure, Line, State};
use super::book::{Allowed, Content, Entering, Role, Sheet, Style};
use super::calculation::Column;
use super::cover::{day, words_of};
use super::formula::{Compare, Formula, Span, compare, count, is, nothing, text, when};
use super::plan::{Part, Plan, correction, entry};
use super::show::{Shown, lines_of};
use super::{corrections, earlier, heights, lists};
use crate::lang::{Lang, given, words, workbook as say};
use crate::points::Points;
use crate::rubric::{
    Amount, AppliesTo, ClauseIndex, Indicator, IndicatorKind, Required, Rubric, Rule, Share,
    Subject,
};
use crate::score::{fits, preview};
use crate::session::{Entry, Session, SessionHead, Value};

/// The names of the counters of a clause.
#[must_use]
pub fn counters<'a>(plan: &Plan<'a>, line: Line) -> Vec<&'a str> {
    let Line::Clause(index) = line else { return Vec::new() };
    match &plan.rubric.clause(index).rule {
        Rule::Shortfall(Required::Named(named)) => {
            named.iter().map(|(name, _)| name.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

/// What a line asks for.
#[must_use]
pub fn asks(plan: &Plan<'_>, line: Line) -> Asks {
    match line {
        Line::Indicator(index) => Asks::of_indicator(plan.rubric.indicator(index).kind),
        Line::Clause(index) => Asks::of_clause(plan.rubric.clause(index)),
        _ => Asks { states: &[], count: false, decimals: false, figure: None, earns: false },
    }
}

/// The shares that the findings of a line may carry: those its clause prints.
#[must_use]
pub fn printed_shares<'a>(plan: &Plan<'a>, line: Line) -> &'a [Share] {
    match line {
        Line::Clause(index) => &plan.rubric.clause(index).shares,
        _ => &[],
    }
}

/// Whether the findings of a line carry an amount that is chosen.
#[must_use]
pub fn asks_amount(plan: &Plan<'_>, line: Line) -> bool {
    asks(plan, line).figure == Some(Figure::Amount)
}

/// What a line shows of an entry, so that it counts in the sheet as it does in the program.
#[must_use]
pub fn shown(plan: &Plan<'_>, line: Line, entry: &Entry) -> Shown {
    let asks = asks(plan, line);
    let counters = counters(plan, line);
    let mut shown = Shown::of(&asks, &counters, &entry.value);
    // Where findings are the count, a count beside them would only repeat it.
    if matches!(entry.value, Value::Count(_) | Value::Hit) && !entry.findings.is_empty() {
        shown.count = None;
    }
    let Line::Clause(index) = line else {
        return if entry.too_fine().is_some() { Shown::default() } else { shown };
    };
    let read = shown.value(&asks, &counters).unwrap_or_default();
    let again = Entry { value: read, findings: entry.findings.clone(), ..Entry::default() };
    let unit = unit_it_applies_to(plan.rubric, index);
    let told = |entry: &Entry| {
        let result = preview(plan.rubric, &unit, index, entry);
        (result.mark, result.amount, result.whole_item)
    };
    if told(&again) != told(entry) || entry.too_fine().is_some() {
        // It cannot be counted: neither is one that says two things at once.
        let below = shown.below.len();
        shown = Shown { below: vec![None; below], ..Shown::default() };
        if !entry.findings.is_empty() {
            shown.state = Some(State::Met);
        }
    }
    shown
}

/// A session to which a clause applies, so that what its line shows hangs on nothing else.
fn unit_it_applies_to(rubric: &Rubric, index: ClauseIndex) -> Session {
    let tags = AppliesTo::fitting_tags(rubric.all_applies_to(Subject::Clause(index)));
    let tags = tags.unwrap_or_default();
    Session { head: SessionHead { tags, ..SessionHead::default() }, ..Session::default() }
}

/// Whether an entry can be counted where it stands.
#[must_use]
pub fn is_fit(plan: &Plan<'_>, session: &Session, line: Line, entry: &Entry) -> bool {
    match line {
        Line::Clause(index) => fits(plan.rubric, session, Subject::Clause(index), entry),
        Line::Indicator(index) => fits(plan.rubric, session, Subject::Indicator(index), entry),
        _ => true,
    }
}

/// 评分.
#[must_use]
pub fn entries(plan: &Plan<'_>, lang: Lang, session: &Session, is_protected: bool) -> Sheet {
    let mut sheet = Sheet::named(say::sheet_entries(lang));
    sheet.protected = is_protected;
    sheet.landscape = true;
    let title = Style { role: Role::Title, ..Style::default() }.centred();
    sheet.text(0, 0, &plan.rubric.head.title, title);
    sheet.merged.push((0, 0, 0, entry::HINT));
    let hint = Style { role: Role::Hint, ..Style::default() };
    let left = match earlier::count(session) {
        0 => String::new(),
        count => say::see_earlier(lang, count),
    };
    sheet.text(1, 0, &format!("{}{left}", say::entries_note(lang)), hint);
    sheet.merged.push((1, 1, 0, entry::HINT));
    sheet.text(1, entry::CORRECTION, say::not_printed_note(lang), hint);
    let last = entry::CORRECTION + correction::COLUMNS - 1;
    sheet.merged.push((1, 1, entry::CORRECTION, last));
    let heads = [
        say::column_id(lang),
        say::column_text(lang),
        say::column_standard(lang),
        say::column_state(lang),
        say::column_count(lang),
        say::column_figure(lang),
        say::column_whole(lang),
        say::column_reason(lang),
        words::remark(lang),
        words::evidence(lang),
        words::date(lang),
        say::column_result(lang),
        say::column_hint(lang),
    ];
    for (column, head) in (0..).zip(heads.into_iter().chain(corrections::heads(lang))) {
        sheet.text(entry::FIRST_ROW - 1, column, head, Style::framed(Role::Head));
    }
    sheet.widths = [14, 46, 18, 9, 7, 9, 9, 14, 24, 18, 12, 9, 14]
        .into_iter()
        .chain(corrections::WIDTHS)
        .enumerate()
        .map(|(column, width)| (u16::try_from(column).unwrap_or_default(), width))
        .collect();
    sheet.heading = Some((entry::FIRST_ROW - 1, entry::FIRST_ROW - 1));
    let mut last = entry::FIRST_ROW;
    for line in &plan.lines {
        last = plan.entered(*line, 0).row;
        entry_line(&mut sheet, plan, lang, session, *line);
    }
    sheet.print_area = Some((last, entry::HINT));
    sheet
}

fn entry_line(sheet: &mut Sheet, plan: &Plan<'_>, lang: Lang, session: &Session, line: Line) {
    let row = plan.entered(line, 0).row;
    let (id, words, standard) = printed(plan, lang, line);
    let role = if matches!(line, Line::Indicator(_) | Line::Group(_)) {
        Role::Branch
    } else {
        Role::Plain
    };
    for column in 0..=entry::HINT {
        // What the lines below a clause hold was written with the clause.
        let held = sheet.cells.contains_key(&(row, column));
        if !held {
            sheet.put(row, column, Content::Blank, Style::framed(role));
        }
    }
    sheet.text(row, entry::ID, &id, Style::framed(role));
    sheet.text(row, entry::TEXT, &words, Style::framed(role));
    sheet.text(row, entry::STANDARD, &standard, Style::framed(role));
    match line {
        Line::Indicator(_) | Line::Clause(_) => {
            let recorded = session.entry(plan.label(line)).cloned().unwrap_or_default();
            inputs(sheet, plan, lang, line, &recorded);
            results(sheet, plan, lang, line);
        }
        Line::Group(_) => {
            let amount =
                plan.at(Part::Calculation, plan.calculation_row(line), Column::Amount as u16);
            let result = Content::Formula(Formula::Cell(amount));
            sheet.put(row, entry::RESULT, result, Style::framed(Role::Result).centred());
        }
        _ => {}
    }
}

/// The id, the words and the standard of a line.
fn printed(plan: &Plan<'_>, lang: Lang, line: Line) -> (String, String, String) {
    let rubric = plan.rubric;
    match line {
        Line::Indicator(index) => {
            let indicator = rubric.indicator(index);
            (indicator.id.clone(), indicator.title.clone(), points_words(lang, indicator))
        }
        Line::Clause(index) => {
            let clause = rubric.clause(index);
            let standard = words::rule(lang, clause);
            (clause.id.clone(), clause.text.clone(), standard)
        }
        Line::Group(index) => {
            let group = rubric.group(index);
            let text = group.text.clone().unwrap_or_else(|| say::group(lang).to_owned());
            (
                String::new(),
                text,
                words::group_limits(lang, rubric, group).collect::<Vec<_>>().join("；"),
            )
        }
        Line::Counter(index, place) => match &rubric.clause(index).rule {
            Rule::Shortfall(Required::Named(named)) => {
                let (name, required) = &named[place];
                let words = say::counter(lang, name, &required.to_string());
                (String::new(), words, String::new())
            }
            _ => Default::default(),
        },
        Line::Year(index, place) => {
            if let Some(given) = rubric.clause(index).rule.given() {
                let name = given::field(lang, given);
                return (String::new(), say::given(lang, &name), String::new());
            }
            let years = match &rubric.clause(index).rule {
                Rule::Baseline(baseline) => baseline.mean_of as usize,
                _ => 0,
            };
            (String::new(), say::year(lang, years.saturating_sub(place)), String::new())
        }
        Line::Decided(_) => (String::new(), say::decided(lang).to_owned(), String::new()),
    }
}

fn points_words(lang: Lang, indicator: &Indicator) -> String {
    match indicator.points {
        Some(points) => format!("{} {points}", words::points_word(lang)),
        None => String::new(),
    }
}

fn inputs(sheet: &mut Sheet, plan: &Plan<'_>, lang: Lang, line: Line, recorded: &Entry) {
    let row = plan.entered(line, 0).row;
    let asks = asks(plan, line);
    let shown = shown(plan, line, recorded);
    let cell = |column| Span { first: plan.entered(line, column), last_row: row };
    let is_repeated = asks.states.is_empty();
    let number = Style::framed(Role::Input).centred();
    let words = Style::framed(Role::Input).as_text();
    if let Some(list) = lists::states(plan, &asks) {
        let state = shown.state.map_or("", |state| say::state(lang, state));
        sheet.put(row, entry::STATE, words_of(state), words.centred());
        let says = say::rule_choose(lang);
        let allowed = Allowed::OneOf(list);
        sheet.rules.push(Entering::new(cell(entry::STATE), allowed, says));
        let longest = heights::longest(asks.states.iter().map(|state| say::state(lang, *state)));
        sheet.choices.push(((row, entry::STATE), longest));
        sheet.put(row, entry::REASON, words_of(&shown.reason), words);
    }
    if asks.count {
        sheet.put(row, entry::COUNT, Content::some(shown.count), number);
        let rule = count_rule(lang, cell(entry::COUNT));
        sheet.rules.push(rule.telling(told_of_count(lang, &asks)));
    }
    if let (Some(Figure::Level), Line::Clause(index)) = (asks.figure, line) {
        let level = shown.level.as_deref().unwrap_or_default();
        sheet.put(row, entry::FIGURE, words_of(level), words.centred());
        let allowed = Allowed::OneOf(lists::levels(plan, index).0);
        let says = say::rule_choose(lang);
        sheet.rules.push(Entering::new(cell(entry::FIGURE), allowed, says));
        let longest = heights::longest(level_names(&plan.rubric.clause(index).amount));
        sheet.choices.push(((row, entry::FIGURE), longest));
    } else if asks.own_figure() {
        sheet.put(row, entry::FIGURE, Content::some(shown.figure), number);
        let rule = figure_rule(lang, &asks, cell(entry::FIGURE));
        sheet.rules.push(rule.telling(told_of_figure(lang, &asks)));
    }
    if asks.whole() {
        sheet.put(row, entry::WHOLE, Content::some(shown.whole), number);
        sheet.rules.push(number_rule(lang, cell(entry::WHOLE)));
    }
    if let Line::Clause(index) = line {
        for (below, figure) in asks.lines(index).into_iter().zip(&shown.below) {
            let at = plan.entered(below, entry::FIGURE);
            // The lines below are written after this one: what they hold is kept.
            sheet.put(at.row, at.column, Content::some(*figure), number);
            let cells = Span { first: at, last_row: at.row };
            sheet.rules.push(figure_rule(lang, &asks, cells));
        }
    }
    if !is_repeated {
        sheet.put(row, entry::REMARK, words_of(&recorded.remark), words);
        let evidence = lines_of(&recorded.evidence);
        sheet.put(row, entry::EVIDENCE, words_of(&evidence), words);
        sheet.put(row, entry::DATE, day(recorded.date), Style::framed(Role::InputDate));
        let says = say::rule_day(lang);
        sheet.rules.push(Entering::new(cell(entry::DATE), Allowed::Day, says));
        let first = entry::CORRECTION;
        corrections::put(sheet, lang, (row, first), recorded.correction.as_ref());
        sheet.rules.extend(corrections::rules(plan, lang, |column| cell(first + column)));
    }
}

/// Whether a line asks for one of several levels.
#[must_use]
pub fn asks_level(plan: &Plan<'_>, line: Line) -> bool {
    asks(plan, line).figure == Some(Figure::Level)
}

/// Whether a line has a level with this name.
#[must_use]
pub fn is_level(plan: &Plan<'_>, line: Line, name: &str) -> bool {
    let Line::Clause(index) = line else { return false };
    level_names(&plan.rubric.clause(index).amount).any(|known| known == name)
}

/// The names of the levels that may be chosen.
fn level_names(amount: &Amount) -> impl Iterator<Item = &str> {
    let levels = match amount {
        Amount::Levels(levels) => levels.as_slice(),
        _ => &[],
    };
    levels.iter().map(|level| level.name.as_str())
}

/// What 次数 means where 数值 may say the same in another way.
fn told_of_count(lang: Lang, asks: &Asks) -> Option<&'static str> {
    Some(match asks.figure? {
        Figure::Actual | Figure::Counters(_) => say::tell_missing(lang),
        Figure::Rate | Figure::Baseline(..) => say::tell_steps(lang),
        Figure::Score | Figure::Amount | Figure::Level => return None,
    })
}

/// What 数值 means where it could be taken for another number.
fn told_of_figure(lang: Lang, asks: &Asks) -> Option<&'static str> {
    Some(match asks.figure? {
        Figure::Actual => say::tell_actual(lang),
        Figure::Rate => say::tell_rate(lang),
        _ => return None,
    })
}

/// A whole number, as the program asks for it.
fn count_rule(lang: Lang, cells: Span) -> Entering {
    Entering::new(cells, Allowed::Count(0), say::rule_count(lang))
}

/// How many there are, or any number.
fn figure_rule(lang: Lang, asks: &Asks, cells: Span) -> Entering {
    match asks.figure {
        Some(Figure::Actual | Figure::Counters(_)) => count_rule(lang, cells),
        _ => number_rule(lang, cells),
    }
}

fn number_rule(lang: Lang, cells: Span) -> Entering {
    let most = Points::from(1_000_000_000);
    let allowed = Allowed::Between(-most, most);
    Entering::new(cells, allowed, say::rule_number(lang))
}

/// What a line comes to, and what is wrong with it.
fn results(sheet: &mut Sheet, plan: &Plan<'_>, lang: Lang, line: Line) {
    let row = plan.entered(line, 0).row;
    let calculation = plan.calculation_row(line);
    let at = |column: Column| plan.at(Part::Calculation, calculation, column as u16);
    let of = |column: Column| Formula::Cell(at(column));
    let (result, recorded) = match line {
        Line::Indicator(index) => match plan.rubric.indicator(index).kind {
            IndicatorKind::Judged { .. } => (Some(Column::Score), true),
            IndicatorKind::Section | IndicatorKind::Clauses => (Some(Column::Score), false),
            IndicatorKind::Task => (None, true),
            IndicatorKind::Unscored => (None, false),
        },
        Line::Clause(index) => {
            let clause = plan.rubric.clause(index);
            if clause.repeated {
                return;
            }
            (Some(Column::Amount), true)
        }
        _ => return,
    };
    if let Some(column) = result {
        let shown = when(Formula::IsEmpty(at(column)), nothing(), of(column));
        sheet.put(
            row,
            entry::RESULT,
            Content::Formula(shown),
            Style::framed(Role::Result).centred(),
        );
    }
    if !recorded {
        return;
    }
    let reason = plan.entered(line, entry::REASON);
    let has_filled = !matches!(line, Line::Indicator(index)
        if plan.rubric.indicator(index).kind == IndicatorKind::Task);
    let filled = || if has_filled { of(Column::Filled) } else { of(Column::State) };
    let more =
        if has_filled { compare(filled(), Compare::Above, count(1)) } else { is(count(0), 1) };
    let left_out = Formula::All(vec![
        is(of(Column::State), State::NotApplicable.code()),
        Formula::IsEmpty(reason),
    ]);
    let something = match line {
        Line::Clause(_) => Formula::Any(vec![
            compare(filled(), Compare::Above, count(0)),
            compare(of(Column::Findings), Compare::Above, count(0)),
        ]),
        _ => compare(filled(), Compare::Above, count(0)),
    };
    let open = when(something, text(say::hint_not_counted(lang)), text(say::hint_open(lang)));
    let hint = when(
        more,
        text(say::hint_more_than_one(lang)),
        when(
            left_out,
            text(say::hint_reason(lang)),
            when(is(of(Column::Mark), 0), open, nothing()),
        ),
    );
    sheet.put(row, entry::HINT, Content::Formula(hint), Style::framed(Role::Hint));
}
