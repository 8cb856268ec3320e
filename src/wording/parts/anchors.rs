//! Which words of a text are the amount of a clause.

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
pub(super) fn anchors(text: &Signs, marks: &[Mark]) -> Vec<Anchor> {
    let ladders = ladders(text, marks);
    let mut found = Vec::new();
    let mut place = 0;
    while place < marks.len() {
        if let Some(ladder) = ladders.iter().find(|ladder| ladder.marks.start == place) {
            place = ladder.marks.end;
            let levels = Some(ladder.levels.clone());
            found.push(Anchor { marks: ladder.marks.clone(), levels });
            continue;
        }
        if is_anchor(text, marks, place) {
            found.push(Anchor { marks: place..place + 1, levels: None });
        }
        place += 1;
    }
    found
}

fn is_anchor(text: &Signs, marks: &[Mark], place: usize) -> bool {
    let mark = &marks[place];
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
        | Says::Times
        | Says::Portion => true,
        Says::Converted => !marks.iter().any(|other| is_amount(other) && !ends(span(mark, other))),
        Says::Full => !goes_on,
        Says::Limit(Scope::Each | Scope::Near) => {
            // 酌情加分，最高加1分: the most that may be given.
            let before = &marks[..place];
            let judged = before.last().is_some_and(|judged| {
                judged.says == Says::Judged && !ends(judged.signs.end..mark.signs.start)
            });
            let each = mark.says == Says::Limit(Scope::Each)
                && !before
                    .iter()
                    .rev()
                    .take(3)
                    .any(|other| is_amount(other) && !ends(other.signs.end..mark.signs.start));
            judged || each
        }
        _ => false,
    }
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
