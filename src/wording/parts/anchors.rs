//! Which words of a text are the amount of a clause.

use crate::points::Points;
use crate::rubric::{Effect, Level};
use crate::wording::levels::ladders;
use crate::wording::marks::Mark;
use crate::wording::patterns::{Says, Scope};
use crate::wording::text::{Signs, ends_sentence};
use std::ops::Range;

/// The amount of a clause: one mark, or several of which one is chosen.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    /// By their places.
    pub(super) marks: Range<usize>,
    pub(super) levels: Option<Vec<Level>>,
}

/// The amounts of a text, in order.
pub(super) fn anchors(text: &Signs, marks: &[Mark], points: Option<Points>) -> Vec<Anchor> {
    let ladders = ladders(text, marks, points);
    let mut found = Vec::new();
    let mut place = 0;
    while place < marks.len() {
        if let Some(ladder) = ladders.iter().find(|ladder| ladder.marks.start == place) {
            place = ladder.marks.end;
            let levels = Some(ladder.levels.clone());
            found.push(Anchor { marks: ladder.marks.clone(), levels });
            continue;
        }
        if is_anchor(text, marks, place, points) {
            found.push(Anchor { marks: place..place + 1, levels: None });
        }
        place += 1;
    }
    found
}

fn is_anchor(text: &Signs, marks: &[Mark], place: usize, points: Option<Points>) -> bool {
    let mark = &marks[place];
    if is_start(text, marks, place, points) || !is_joined(text, marks, place) {
        return false;
    }
    let ends =
        |range: Range<usize>| range.clone().any(|at| text.get(at).is_some_and(ends_sentence));
    let is_amount =
        |mark: &Mark| matches!(mark.says, Says::Amount(_) | Says::AmountEach(_) | Says::Range(_));
    let next = marks[place + 1..].iter().find(|next| is_amount(next));
    let goes_on = next.is_some_and(|next| !ends(mark.signs.end..next.signs.start));
    match mark.says {
        // （6分，少一次扣1.5分）: the points of the item.
        Says::Amount(None) => {
            let opens = text.get(mark.signs.start) == Some('(')
                && text.get(mark.signs.end - 1) != Some(')');
            !(is_heading(text, marks, place) || opens && goes_on)
        }
        // 达到70%得4分，每低5个百分点扣1分: what it starts from.
        Says::Amount(Some(Effect::Earn)) => {
            let steps = marks[place + 1..].first().is_some_and(|next| {
                matches!(next.says, Says::Step(_)) && next.signs.start <= mark.signs.end + 1
            });
            !(steps && goes_on)
        }
        Says::Amount(_)
        | Says::AmountEach(_)
        | Says::Range(_)
        | Says::All
        | Says::Money(_)
        | Says::Portion => true,
        // 按完成比例得分，完成率×10分: the second one says how.
        Says::Times => {
            let next = marks[place + 1..].first().filter(|next| next.says == Says::Times);
            let explained = next.is_some_and(|next| !ends(mark.signs.end..next.signs.start));
            mark.number().is_some() || !explained
        }
        // 未完成的按比例扣分.
        Says::Exact => {
            let takes =
                text.word(&mark.signs).contains('扣') || text.get(mark.signs.end) == Some('扣');
            let others = marks.iter().any(|other| is_amount(other) && !ends(span(mark, other)));
            points.is_some() && takes && !others
        }
        Says::Free(_) => {
            let next = marks[place + 1..].first();
            let numbered = next.is_some_and(|next| {
                matches!(next.says, Says::Limit(_) | Says::Range(_) | Says::Amount(_))
                    && !ends(mark.signs.end..next.signs.start)
            });
            points.is_some() && !numbered
        }
        Says::Converted => !marks.iter().any(|other| is_amount(other) && !ends(span(mark, other))),
        Says::Full => !goes_on,
        Says::Limit(Scope::Each | Scope::Near) => {
            // 酌情加分，最高加1分: the most that may be given.
            let before = &marks[..place];
            let judged = before.last().is_some_and(|judged| {
                matches!(judged.says, Says::Judged | Says::Free(_))
                    && !ends(judged.signs.end..mark.signs.start)
            });
            let each = mark.says == Says::Limit(Scope::Each)
                && !before
                    .iter()
                    .rev()
                    .take(3)
                    .any(|other| is_amount(other) && !ends(other.signs.end..mark.signs.start));
            let ahead = marks[place + 1..].first();
            let is_of_next = mark.says == Says::Limit(Scope::Each)
                && next.is_some()
                && next.is_some_and(|next| !ends(mark.signs.end..next.signs.start))
                && ahead.is_some();
            (judged || each) && !is_of_next
        }
        _ => false,
    }
}

/// 达到100%得10分，…每低1%扣1分; 按时上报得满分。每迟报一次扣1分: what the deductions start from.
fn is_start(text: &Signs, marks: &[Mark], place: usize, points: Option<Points>) -> bool {
    let mark = &marks[place];
    let gives_all = match mark.says {
        Says::Full => true,
        Says::Amount(Some(Effect::Earn)) => {
            points.is_some() && mark.number().map(|number| number.value) == points
        }
        _ => false,
    };
    let next = marks[place + 1..].first();
    // 达到目标的得10分，未达到的按完成比例计分.
    if gives_all
        && next.is_some_and(|next| next.says == Says::Times && next.numbers.is_empty())
        && before_is_open(marks, place, |mark| matches!(mark.says, Says::Amount(_) | Says::All))
    {
        return true;
    }
    let counts = |mark: &Mark| {
        matches!(
            mark.says,
            Says::Per | Says::PerWords | Says::PerSize | Says::Missing | Says::Step(_)
        )
    };
    let deducts = |mark: &Mark| {
        matches!(
            mark.says,
            Says::Amount(Some(Effect::Deduct))
                | Says::AmountEach(Effect::Deduct)
                | Says::Range(Some(Effect::Deduct))
        )
    };
    let is_amount = |mark: &Mark| {
        matches!(
            mark.says,
            Says::Amount(_) | Says::AmountEach(_) | Says::Range(_) | Says::All | Says::Times
        )
    };
    if !gives_all || !mark.units.is_empty() {
        return false;
    }
    let rest = &marks[place + 1..];
    let next = rest.iter().position(is_amount);
    let Some(next) = next.filter(|next| deducts(&rest[*next])) else { return false };
    let is_counted = rest[..next].iter().any(counts) || !rest[next].units.is_empty();
    let between = mark.signs.end..rest[next].signs.start;
    let is_own = between.clone().any(|at| text.all.get(at).is_some_and(|sign| sign.begins_line));
    is_counted && !is_own && before_is_open(marks, place, is_amount)
}

/// Nothing else is given or taken before it.
fn before_is_open(marks: &[Mark], place: usize, is_amount: impl Fn(&Mark) -> bool) -> bool {
    !marks[..place].iter().any(is_amount)
}

/// 、2分 behind an amount is one more; 一、二、三等奖 is none.
fn is_joined(text: &Signs, marks: &[Mark], place: usize) -> bool {
    let mark = &marks[place];
    let begins = matches!(text.get(mark.signs.start), Some('、' | '或' | '和' | '及' | '/'));
    if mark.says != Says::Amount(None) || !begins {
        return true;
    }
    let before = place.checked_sub(1).and_then(|before| marks.get(before));
    before.is_some_and(|before| {
        before.signs.end == mark.signs.start
            && matches!(before.says, Says::Amount(_) | Says::AmountEach(_))
    })
}

fn span(one: &Mark, other: &Mark) -> Range<usize> {
    one.signs.end.min(other.signs.end)..one.signs.start.max(other.signs.start)
}

/// 年度检查计划（3分）。未制定的扣3分: a title with its points.
fn is_heading(text: &Signs, marks: &[Mark], place: usize) -> bool {
    let mark = &marks[place];
    let deducts = |mark: &Mark| {
        matches!(
            mark.says,
            Says::Amount(Some(Effect::Deduct))
                | Says::AmountEach(Effect::Deduct)
                | Says::Range(Some(Effect::Deduct))
                | Says::All
        )
    };
    let in_brackets = text.get(mark.signs.start) == Some('(');
    let next = text.all.get(mark.signs.end);
    let ends = next.is_some_and(|next| next.begins_line || matches!(next.is, '。' | ':'));
    in_brackets
        && ends
        && marks
            .get(place + 1..)
            .and_then(|rest| {
                rest.iter().find(|next| deducts(next) || matches!(next.says, Says::Amount(_)))
            })
            .is_some_and(deducts)
}
