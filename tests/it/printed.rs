//! What is printed is what counts: the numbers of every printed step, in both languages, are read
//! back and put into a pocket calculator, which has to come to what is printed; so do the items,
//! the parts and the whole.

mod calculator;

use crate::fixtures::{IDS, rubric};
use crate::laws::{any_place, recorded, strokes};
use crate::scoring;
use crate::second::exact::Exact;
use calculator::{Line, Read, Wrong, bare, numbers, same};
use kaohe::lang::Lang;
use kaohe::lang::steps::{Wording, step_words};
use kaohe::rubric::{Clause, Effect, Head, IndicatorIndex, Member, Rubric};
use kaohe::score::{Mark, Scorecard, Step, score};
use kaohe::session::Session;
use proptest::prelude::*;

/// Reads a line back; what it comes to.
fn calculated(
    lang: Lang,
    head: &Head,
    clause: Option<&Clause>,
    steps: &[Step],
) -> Result<Line, String> {
    let wording = Wording::new(lang, head.decimals);
    let wording = clause.map_or(wording, |clause| wording.of_clause(clause));
    let mut line = Line::new(lang, head);
    for step in steps {
        let text = bare(wording, clause, step);
        let told = |why| format!("{}: {why}", step_words(wording, step));
        line.step(clause, step, &text).map_err(told)?;
    }
    Ok(line)
}

/// What members of an item come to with this effect, each clause and group as printed; none where
/// something passes its limits.
fn sum_of(rubric: &Rubric, card: &Scorecard, members: &[Member], effect: Effect) -> Option<Exact> {
    let mut sum = Exact::ZERO;
    for member in members {
        sum = sum
            + match member {
                Member::Clause(index) => {
                    let clause = rubric.clause(*index);
                    if clause.passes_item() || card.clauses[index.0].whole_item {
                        return None;
                    }
                    let counts = clause.effect == effect && !clause.repeated;
                    if counts { of(card.clauses[index.0].amount) } else { Exact::ZERO }
                }
                Member::Group(index) => {
                    let group = rubric.group(*index);
                    let inside = sum_of(rubric, card, &group.members, effect)?;
                    let is_limited = group.cap.is_some() || group.best;
                    if is_limited && !inside.is_zero() {
                        of(card.groups[index.0].after)
                    } else {
                        inside
                    }
                }
            };
    }
    Some(sum)
}

/// The exact value of points, by way of what is printed.
fn of(points: kaohe::points::Points) -> Exact {
    Exact::read(&points.to_string())
}

fn clauses_add_up(lang: Lang, rubric: &Rubric, card: &Scorecard) -> Wrong {
    let head = &rubric.head;
    for (clause, result) in rubric.clauses().iter().zip(&card.clauses) {
        let told = |why| format!("{}: {why}", clause.id);
        let line = calculated(lang, &rubric.head, Some(clause), &result.steps).map_err(told)?;
        let has_amount = !line.results.is_empty();
        if has_amount && result.mark != Mark::Open {
            same("the clause", line.result(), of(result.amount)).map_err(told)?;
        } else if result.mark == Mark::Found && !result.whole_item {
            same("nothing printed", Exact::ZERO, of(result.amount)).map_err(told)?;
        }
    }
    for (place, group) in card.groups.iter().enumerate() {
        let index = kaohe::rubric::GroupIndex(place);
        let wording = Wording::new(lang, head.decimals).of_group(rubric, index);
        let mut line = Line::new(lang, head);
        for step in &group.steps {
            let text = bare(wording, wording.clause, step);
            line.step(wording.clause, step, &text)
                .map_err(|why| format!("{}: {why}", rubric.group_name(index)))?;
        }
    }
    Ok(())
}

fn parts_add_up(lang: Lang, rubric: &Rubric, card: &Scorecard) -> Wrong {
    for (place, result) in card.indicators.iter().enumerate() {
        let indicator = rubric.indicator(IndicatorIndex(place));
        let told = |why| format!("{}: {why}", indicator.id);
        let line = calculated(lang, &rubric.head, None, &result.steps).map_err(told)?;
        let Some(Step::Score { score, points }) = result.steps.last() else { continue };
        let rest = result.steps.iter().any(|step| matches!(step, Step::Rest { .. }));
        let is_left_out = result.mark == Mark::NotApplicable;
        let pending = result.steps.iter().any(|step| matches!(step, Step::Pending { .. }));
        let start = line.earned.or(line.judged).or(line.sum);
        let start = start.or(points.filter(|_| !pending).map(of)).unwrap_or(Exact::ZERO);
        let children =
            indicator.children.iter().filter(|child| card.indicators[child.0].score.is_some());
        // A part of one part is that part; one of which some is left out has no sum printed.
        if is_left_out || rest || line.sum.is_none() && children.count() > 0 {
            continue;
        }
        let printed = result.steps.iter().find_map(|step| match step {
            Step::Ordinary { before, .. } => Some(of(*before)),
            _ => None,
        });
        let sum = sum_of(rubric, card, &indicator.members, Effect::Deduct);
        if let (Some(sum), true, false) = (sum, indicator.children.is_empty(), line.takes_all) {
            let printed = printed.unwrap_or(Exact::ZERO);
            same("the deductions", sum, printed).map_err(told)?;
        }
        let taken = if line.takes_all { line.taken + start } else { line.taken };
        let total = line.clamped.unwrap_or(start - taken + line.added);
        same("the score", total, of(*score)).map_err(told)?;
    }
    Ok(())
}

fn whole_adds_up(lang: Lang, rubric: &Rubric, card: &Scorecard) -> Wrong {
    let line = calculated(lang, &rubric.head, None, &card.total.steps)?;
    let Some(Step::Final { score, .. }) =
        card.total.steps.iter().find(|step| matches!(step, Step::Final { .. }))
    else {
        return Ok(());
    };
    let top = rubric.top().filter_map(|index| card.indicators[index.0].score);
    let top: Vec<_> = top.collect();
    let start = line.sum.or_else(|| top.first().copied().filter(|_| top.len() == 1).map(of));
    let Some(start) = start else { return Ok(()) };
    let total = line.clamped.unwrap_or(start - line.taken + line.added);
    same("the whole", total, of(*score))?;
    let taken: Exact = card.direct.taken.iter().map(|taken| of(taken.counted)).sum();
    same("direct deductions", taken, of(card.direct.amount))?;
    let awards: Exact = card.bonus.awards.iter().map(|award| of(award.counted)).sum();
    same("the bonus", awards, of(card.bonus.amount))
}

fn adds_up(rubric: &Rubric, session: &Session) -> Wrong {
    let card = score(rubric, session);
    for lang in [Lang::Zh, Lang::En] {
        clauses_add_up(lang, rubric, &card)?;
        parts_add_up(lang, rubric, &card)?;
        whole_adds_up(lang, rubric, &card)?;
    }
    Ok(())
}

#[test]
fn every_case_adds_up_as_printed() {
    let mut wrong = Vec::new();
    for (says, rubric, session) in scoring::sessions() {
        if let Err(why) = adds_up(&rubric, &session) {
            wrong.push(format!("{says}: {why}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #[test]
    fn whatever_is_recorded_adds_up_as_printed(place in any_place(), strokes in strokes()) {
        let rubric = rubric(IDS[place]);
        let session = recorded(&rubric, &strokes);
        let added = adds_up(&rubric, &session);
        prop_assert!(added.is_ok(), "{}: {}", IDS[place], added.unwrap_err());
    }
}

#[test]
fn the_calculator_reads_numbers_as_they_are_printed() {
    let read = |text: &str| {
        let all = numbers(text);
        let shown = |read: &Read| format!("{}{}", read.number, if read.percent { "%" } else { "" });
        all.iter().map(shown).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(read("缺 3 次 × 0.5 = 1.5，本项封顶 1，扣 1"), "3 0.5 1.5 1 1");
    assert_eq!(read("(-2) + 5.25 = 3.25；得 -2 / 10"), "-2 5.25 3.25 -2 10");
    assert_eq!(read("1 起 × 25 × 40% = 10"), "1 25 40% 10");
}
