//! What carries points: an item with its clauses, a judged item, and what is below a carrier.

use super::indicator::IndicatorScore;
use super::progress::Progress;
use super::tally::Tally;
use super::{Mark, Step};
use crate::points::Points;
use crate::rubric::NotApplicable;
use crate::session::{Entry, Value};

/// What clauses come to that points carry together: those of an item, or of everything below a
/// carrier.
pub(super) fn item(tally: &Tally, points: Option<Points>) -> IndicatorScore {
    let full = points.unwrap_or_default();
    // What the item starts from: its points, or what has been earned and may still be earned.
    let (start, best_start, applicable) = if tally.earns {
        let start = points.map_or(tally.earn, |points| tally.earn.min(points));
        let best = tally.best.within(points).max(start);
        // What cannot be earned here, whatever was earned of the rest.
        let left_out = tally.all.within(points) - tally.applies.within(points);
        (start, best, if points.is_some() { (full - left_out).max(best) } else { best })
    } else {
        (full, full, full)
    };
    let ordinary = ordinary(tally, start, points);
    // What is lost for certain, whatever may still be earned.
    let lost = self::ordinary(tally, best_start, points);
    let worst = match points {
        _ if tally.whole_item || tally.whole_item_open => start.max(ordinary),
        Some(_) => tally.worst().at_most(start),
        None => tally.worst().sum.max(ordinary),
    };
    let beside = tally.add - tally.star;
    IndicatorScore {
        points,
        in_document: None,
        applicable,
        deducted: applicable - best_start + lost + tally.star,
        deducted_before_cap: if tally.whole_item {
            (tally.uncapped() - tally.star).max(applicable) + tally.star
        } else {
            applicable - best_start + tally.uncapped()
        },
        added: tally.add,
        score: Some(start - ordinary + beside),
        pending: best_start - lost - (start - ordinary),
        lowest: start - worst + beside,
        highest: best_start - lost + tally.most_added.sum - tally.star,
        fines: tally.fine,
        mark: tally.progress.mark(),
        progress: tally.progress,
        steps: item_steps(tally, start, ordinary),
        passed_on: None,
    }
}

/// An item that only groups: its clauses are deducted from the `points` its carrier has for
/// them; `missed` is what its requirements failed to earn.
pub(super) fn grouping(tally: Tally, points: Points, missed: Points) -> IndicatorScore {
    let found = if tally.whole_item { tally.deduct.max(points) } else { tally.deduct };
    IndicatorScore {
        deducted: found + tally.star + missed,
        deducted_before_cap: tally.uncapped().max(found + tally.star) + missed,
        added: tally.earn + tally.add,
        fines: tally.fine,
        mark: tally.progress.mark(),
        progress: tally.progress,
        steps: item_steps(&tally, tally.earn, tally.deduct),
        passed_on: Some(Box::new(tally)),
        ..IndicatorScore::default()
    }
}

fn item_steps(tally: &Tally, start: Points, ordinary: Points) -> Vec<Step> {
    let mut steps = Vec::new();
    if tally.earns {
        steps.push(Step::Earned { before: tally.earn, after: start });
    }
    if tally.whole_item {
        steps.push(Step::WholeItem);
    } else if !tally.deduct.is_zero() {
        steps.push(Step::Ordinary { before: tally.deduct, after: ordinary });
    }
    if tally.star != tally.on_top {
        steps.push(Step::Star { amount: tally.star - tally.on_top });
    }
    if !tally.on_top.is_zero() {
        steps.push(Step::OnTop { before: tally.on_top, after: tally.on_top });
    }
    if !tally.add.is_zero() {
        steps.push(Step::Added { amount: tally.add });
    }
    if !tally.fine.is_zero() {
        steps.push(Step::Fined { amount: tally.fine });
    }
    steps
}

/// The deductions without ★: limited to what the item has.
fn ordinary(tally: &Tally, start: Points, points: Option<Points>) -> Points {
    match points {
        Some(_) if tally.whole_item => start,
        Some(_) => tally.deduct.min(start),
        None if tally.whole_item => tally.deduct.max(start),
        None => tally.deduct,
    }
}

/// The award of a judged item; `None` where it is open or not within the item's points.
pub(super) fn award(points: Option<Points>, entry: &Entry) -> Option<Points> {
    let full = points.unwrap_or_default();
    match entry.value {
        Value::Score { score, of } => {
            let fits = !score.is_negative() && score <= full && of.is_none_or(|of| of == full);
            let fits = fits && entry.too_fine().is_none();
            fits.then_some(score)
        }
        Value::Met => Some(full),
        _ => None,
    }
}

/// A judged item: `points` are those its award is out of.
pub(super) fn judged(
    points: Option<Points>,
    entry: Option<&Entry>,
    left_out: bool,
) -> IndicatorScore {
    let full = points.unwrap_or_default();
    let award = entry.and_then(|entry| award(points, entry));
    let mark = match award {
        _ if left_out => Mark::NotApplicable,
        None => Mark::Open,
        Some(award) if award == full => Mark::Met,
        Some(_) => Mark::Found,
    };
    let score = award.unwrap_or_default();
    let deducted = award.map_or(Points::ZERO, |award| full - award);
    let step = match award {
        Some(award) => Step::Judged { award, points: full },
        None => Step::Pending { points: full },
    };
    IndicatorScore {
        points,
        in_document: None,
        applicable: full,
        deducted,
        deducted_before_cap: deducted,
        added: Points::ZERO,
        score: Some(score),
        pending: if award.is_none() { full } else { Points::ZERO },
        lowest: score,
        highest: award.unwrap_or(full),
        fines: Points::ZERO,
        progress: Progress::of(mark),
        mark,
        steps: vec![step],
        passed_on: None,
    }
}

/// A judged item that prints no points: what it is awarded is earned of those of its carrier.
pub(super) fn judged_below(judged: IndicatorScore, policy: NotApplicable) -> IndicatorScore {
    let full = judged.applicable;
    let open = (judged.mark == Mark::Open).then_some(full);
    let earned = match (judged.mark, policy) {
        (Mark::NotApplicable, NotApplicable::Full) => full,
        (Mark::NotApplicable, _) => Points::ZERO,
        _ => judged.score.unwrap_or_default(),
    };
    let leaves = judged.mark == Mark::NotApplicable && policy != NotApplicable::Full;
    let applies = if leaves { Points::ZERO } else { full };
    let tally = Tally::of_award(earned, open, full, applies, judged.progress);
    IndicatorScore {
        points: None,
        applicable: Points::ZERO,
        score: None,
        added: earned,
        passed_on: Some(Box::new(tally)),
        ..judged
    }
}
