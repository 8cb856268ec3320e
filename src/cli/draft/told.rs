//! The report of `kaohe draft`: what was read, what was drafted, what needs a look.

use crate::draft::outline::LeftOut;
use crate::draft::source::Source;
use crate::draft::{Draft, TakenOver};
use crate::lang::{Lang, changes, draft as words, words as terms};
use crate::points::Points;
use crate::rubric::changes::Kind;
use crate::rubric::check::{ProblemKind, check};
use crate::rubric::{Home, Rubric};
use crate::storage::documents;
use crate::wording::Certainty;

/// The most lines of one list on the terminal.
const MOST_LINES: usize = 20;
/// The longest text on a line.
const LONGEST: usize = 40;

/// What the report is made from.
pub(super) struct Report<'a> {
    pub(super) lang: Lang,
    pub(super) name: &'a str,
    pub(super) kind: documents::Kind,
    pub(super) source: &'a Source,
    pub(super) draft: &'a Draft,
    pub(super) last_year: Option<LastYear<'a>>,
}

/// Last year's rubric, and what came of it.
pub(super) struct LastYear<'a> {
    /// As it was asked for.
    pub(super) name: &'a str,
    pub(super) rubric: &'a Rubric,
    /// How the new one is named on a command line.
    pub(super) new: String,
    pub(super) taken: TakenOver,
}

/// The report in lines.
pub(super) fn lines(report: &Report<'_>) -> Vec<String> {
    let Report { lang, draft, .. } = *report;
    let kind = words::kind(lang, report.kind);
    let mut lines = vec![if draft.tables > 0 {
        words::read(lang, kind, draft.tables, draft.rows)
    } else {
        words::read_text(lang, kind)
    }];
    lines.extend(
        report.source.notices.iter().map(|notice| format!("  {}", words::notice(lang, notice))),
    );
    made(report, &mut lines);
    sums(report, &mut lines);
    for (remark, place) in &draft.remarks {
        lines.push(format!("  {}  {}", words::place(lang, *place), words::remark(lang, remark)));
    }
    different(report, &mut lines);
    look(report, &mut lines);
    if !draft.not_placed.is_empty() {
        lines.push(words::not_placed_title(lang).to_owned());
        let texts = draft.not_placed.iter();
        let told = texts
            .map(|piece| format!("  {}  {}", words::place(lang, piece.place), short(&piece.text)));
        some(lang, told.collect(), &mut lines);
    }
    left_out(report, &mut lines);
    lines
}

fn made(report: &Report<'_>, lines: &mut Vec<String>) {
    let Report { lang, draft, .. } = *report;
    let rubric = &draft.rubric;
    let items = rubric.indicators().iter().filter(|indicator| indicator.is_item()).count();
    let of =
        |home: fn(Home) -> bool| rubric.clauses().iter().filter(|clause| home(clause.home)).count();
    let all = rubric.clauses().len();
    let sure = |certainty| draft.count(certainty);
    lines.push(words::drafted(
        lang,
        items,
        all,
        sure(Certainty::Certain),
        sure(Certainty::Look),
        sure(Certainty::Unknown),
    ));
    let (bonus, direct) = (of(|home| home == Home::Bonus), of(|home| home == Home::Direct));
    let (vetoes, grades) = (rubric.vetoes.len(), rubric.grades.len());
    if bonus + direct + vetoes + grades > 0 {
        lines.push(words::beside(lang, bonus, direct, vetoes, grades));
    }
    if !draft.judged.is_empty() {
        lines.push(words::judged(lang, draft.judged.len()));
    }
    if let Some(LastYear { taken, .. }) = &report.last_year {
        lines.push(words::taken_over(lang, taken.same, taken.changed, taken.new, taken.gone));
    }
}

fn sums(report: &Report<'_>, lines: &mut Vec<String>) {
    let Report { lang, draft, .. } = *report;
    let rubric = &draft.rubric;
    let Some(total) = rubric.head.total else {
        if rubric.indicators().iter().all(|indicator| indicator.points.is_none()) {
            lines.push(words::no_points(lang).to_owned());
        }
        return;
    };
    let weighted =
        |points: Points, weight: Option<Points>| weight.map_or(points, |weight| points * weight);
    let top = rubric.top().map(|index| rubric.indicator(index));
    let sum = top.map(|top| weighted(top.points.unwrap_or_default(), top.weight)).sum::<Points>();
    lines.push(if sum == total {
        words::points_agree(lang, &total.to_string())
    } else {
        words::points_differ(lang, &total.to_string(), &sum.to_string())
    });
    for problem in check(rubric) {
        if let ProblemKind::SumDiffers { id, stated, sum } = problem.kind
            && !id.is_empty()
        {
            let line = words::sum_differs(lang, &id, &stated.to_string(), &sum.to_string());
            lines.push(format!("  {line}"));
        }
    }
}

/// What is different from last year's, as `diff` tells it, each part on a line.
fn different(report: &Report<'_>, lines: &mut Vec<String>) {
    let Report { lang, draft, .. } = *report;
    let Some(LastYear { name, rubric, new, taken }) = &report.last_year else { return };
    let kinds = [Kind::Rule, Kind::Text, Kind::New, Kind::Gone];
    let of_kind = |kind: Kind| taken.changes.iter().filter(move |change| change.kind == kind);
    let told = kinds.into_iter().flat_map(of_kind).map(|change| {
        let about = changes::about(lang, rubric, &draft.rubric, change);
        let (of, part) = match (change.old, change.new) {
            (_, Some(part)) => (&draft.rubric, Some(part)),
            (old, None) => (*rubric, old),
        };
        let text = part.and_then(|part| changes::wording(lang, of, part).text.into_iter().next());
        let text = text.map(|text| short(&text)).unwrap_or_default();
        let line = format!("  {}  {about}  {text}", changes::kind(lang, change.kind));
        line.trim_end().to_owned()
    });
    let told: Vec<String> = told.collect();
    if !told.is_empty() {
        lines.push(words::different_title(lang, name, new));
        some(lang, told, lines);
    }
}

/// Clauses that are not certain.
fn look(report: &Report<'_>, lines: &mut Vec<String>) {
    let Report { lang, draft, .. } = *report;
    let pairs = draft.rubric.clauses().iter().zip(&draft.clauses);
    let unsure = pairs.filter(|(_, drafted)| drafted.certainty != Certainty::Certain);
    let told: Vec<String> = unsure
        .map(|(clause, drafted)| {
            let place = words::place(lang, drafted.place);
            let rule = terms::rule(lang, clause);
            let line = words::look_line(lang, &clause.id, &place, &short(&clause.text), &rule);
            format!("  {line}")
        })
        .collect();
    if !told.is_empty() {
        lines.push(words::look_title(lang).to_owned());
        some(lang, told, lines);
    }
}

/// What is no part of the rubric: how much of each kind.
fn left_out(report: &Report<'_>, lines: &mut Vec<String>) {
    let Report { lang, draft, .. } = *report;
    let mut kinds: Vec<(LeftOut, usize)> = Vec::new();
    for (_, why) in &draft.left_out {
        match kinds.iter_mut().find(|(known, _)| known == why) {
            Some((_, count)) => *count += 1,
            None => kinds.push((*why, 1)),
        }
    }
    if kinds.is_empty() {
        return;
    }
    kinds.sort_unstable();
    let told = kinds.iter().map(|(why, count)| format!("{} {count}", words::left_out(lang, *why)));
    let told: Vec<String> = told.collect();
    lines.push(format!("{} {}", words::left_out_title(lang), told.join(lang.comma())));
}

fn some(lang: Lang, told: Vec<String>, lines: &mut Vec<String>) {
    let more = told.len().saturating_sub(MOST_LINES);
    lines.extend(told.into_iter().take(MOST_LINES));
    if more > 0 {
        lines.push(format!("  {}", words::more(lang, more)));
    }
}

fn short(text: &str) -> String {
    let mut short: String =
        text.chars().map(|c| if c == '\n' { ' ' } else { c }).take(LONGEST).collect();
    if text.chars().count() > LONGEST {
        short.push('…');
    }
    short
}
