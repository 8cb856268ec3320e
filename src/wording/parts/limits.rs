//! Limits over several clauses: 以上累计不超过6分, 本项2分 behind the last of a number, 就高.

use crate::rubric::{Amount, Effect, Rule};
use crate::wording::marks::Mark;
use crate::wording::patterns::{Says, Scope};
use crate::wording::text::Signs;
use crate::wording::{Certainty, Context, Criteria, Meaning, Part, Section, SharedLimit, Terms};
use std::ops::Range;

/// Finds them, and what a sentence says of all its clauses at its end.
pub(super) fn share(
    text: &Signs,
    marks: &[Mark],
    stretches: &[Range<usize>],
    context: &Context<'_>,
    criteria: &mut Criteria,
) {
    factors(criteria);
    let mut found: Vec<SharedLimit> = Vec::new();
    for mark in marks {
        let at = text.bytes(&mark.signs).start;
        let Some(last) = criteria.parts.iter().position(|part| part.span.contains(&at)) else {
            continue;
        };
        let Some(stretch) = stretches.iter().position(|stretch| stretch.contains(&last)) else {
            continue;
        };
        let own = clauses_from(criteria, &stretches[stretch]);
        match mark.says {
            Says::Limit(Scope::Above) => {
                let cap = mark.numbers.last().map(|number| number.value);
                let own = if is_of_all(text, mark) { 0 } else { own.start };
                let parts = above(text, mark, stretches, stretch, own, last, criteria);
                let parts = clauses_from(criteria, &parts);
                if cap != context.points {
                    found.push(SharedLimit { parts, cap, best: false, matter_once: false });
                }
            }
            Says::Limit(Scope::Near)
                if is_of_number(text, mark, criteria, &own, last, stretches.len() > 1) =>
            {
                let cap = mark.numbers.last().map(|number| number.value);
                if cap == context.points {
                    continue;
                }
                for part in own.clone() {
                    if let Some(terms) = terms(criteria, part) {
                        terms.max = terms.max.filter(|max| Some(*max) != cap);
                    }
                }
                found.push(SharedLimit { parts: own, cap, best: false, matter_once: false });
            }
            Says::Limit(Scope::Near) => {
                let cap = mark.numbers.last().map(|number| number.value);
                if cap != context.points
                    && let Some(parts) = shared_by(text, mark, criteria, &own, last)
                {
                    for part in parts.clone() {
                        if let Some(terms) = terms(criteria, part) {
                            terms.max = terms.max.filter(|max| Some(*max) != cap);
                        }
                    }
                    found.push(SharedLimit { parts, cap, best: false, matter_once: false });
                }
            }
            Says::Best => {
                if let Some(parts) = best(text, mark, criteria, last) {
                    found.push(SharedLimit { parts, cap: None, best: true, matter_once: false });
                }
            }
            Says::MatterOnce => {
                let first = if is_of_all(text, mark) { 0 } else { own.start };
                let named = of_number(text, mark, criteria, stretches);
                let parts = named.unwrap_or_else(|| clauses_from(criteria, &(first..last + 1)));
                let adds = parts.clone().all(|part| {
                    terms(criteria, part).is_some_and(|terms| terms.effect == Effect::Add)
                });
                if parts.len() > 1 && adds {
                    found.push(SharedLimit { parts, cap: None, best: false, matter_once: true });
                }
            }
            _ => {}
        }
    }
    headings(text, marks, stretches, context, criteria, &mut found);
    found.sort_by_key(|limit| (limit.parts.start, std::cmp::Reverse(limit.parts.end)));
    criteria.limits = found;
}

/// 1.应急预案（2分）。未编制的扣2分，未备案的扣1分: a number with points of its own.
fn headings(
    text: &Signs,
    marks: &[Mark],
    stretches: &[Range<usize>],
    context: &Context<'_>,
    criteria: &mut Criteria,
    found: &mut Vec<SharedLimit>,
) {
    for stretch in stretches {
        let own = clauses_from(criteria, stretch);
        let (Some(first), Some(last)) =
            (criteria.parts.get(stretch.start), criteria.parts.get(stretch.end.saturating_sub(1)))
        else {
            continue;
        };
        let span = first.span.start..last.span.end;
        let heading = marks.iter().find(|mark| {
            mark.says == Says::Amount(None)
                && text.get(mark.signs.start) == Some('(')
                && span.contains(&text.bytes(&mark.signs).start)
        });
        let Some(heading) = heading.filter(|_| first.number.is_some()) else { continue };
        let is_first = !marks.iter().any(|mark| {
            mark.signs.end <= heading.signs.start
                && span.contains(&text.bytes(&mark.signs).start)
                && matches!(mark.says, Says::Amount(_) | Says::All | Says::Range(_))
        });
        let ends = text.get(heading.signs.end).is_none_or(|sign| matches!(sign, '。' | ':'));
        let ends = ends || text.all.get(heading.signs.end).is_some_and(|sign| sign.begins_line);
        let cap = heading.number().map(|number| number.value);
        let deducts = own
            .clone()
            .all(|part| terms(criteria, part).is_some_and(|terms| terms.effect == Effect::Deduct));
        if !is_first || !ends || !deducts || own.is_empty() || cap == context.points {
            continue;
        }
        let only = (own.len() == 1).then(|| terms(criteria, own.start)).flatten();
        if let Some(only) = only {
            let bites = only.rule != Rule::Flat && only.amount != Amount::All;
            only.max = only.max.or(cap.filter(|_| bites));
        } else if !found.iter().any(|limit| limit.parts == own && limit.cap.is_some()) {
            found.push(SharedLimit { parts: own, cap, best: false, matter_once: false });
        }
    }
}

fn terms(criteria: &mut Criteria, part: usize) -> Option<&mut Terms> {
    match criteria.parts.get_mut(part)?.meanings.first_mut()? {
        Meaning::Clause(terms) => Some(terms),
        _ => None,
    }
}

fn is_clause(criteria: &Criteria, part: usize) -> bool {
    criteria
        .parts
        .get(part)
        .is_some_and(|part| matches!(part.meanings.first(), Some(Meaning::Clause(_))))
}

/// The clauses of a stretch: without the words before them.
fn clauses_from(criteria: &Criteria, stretch: &Range<usize>) -> Range<usize> {
    let first = stretch.clone().find(|part| is_clause(criteria, *part)).unwrap_or(stretch.end);
    first..stretch.end
}

/// （1）中为同一事项的: the clauses of that number.
fn of_number(
    text: &Signs,
    mark: &Mark,
    criteria: &Criteria,
    stretches: &[Range<usize>],
) -> Option<Range<usize>> {
    const NEAR: usize = 4;
    let from = mark.signs.start.saturating_sub(NEAR);
    let end = (from..mark.signs.start).rev().find(|at| text.starts(*at, ")中"))?;
    let begin = (0..end).rev().find(|at| text.get(*at) == Some('('))?;
    let number = text.bytes(&(begin..end + 1));
    let length = number.len();
    let printed = text.word(&(begin..end + 1));
    let is_named = |part: &Part| {
        part.number.as_ref().is_some_and(|number| {
            let signs = text.all.iter().filter(|sign| number.contains(&sign.at));
            number.len() == length && signs.map(|sign| sign.is).collect::<String>() == printed
        })
    };
    let part = criteria.parts.iter().position(is_named)?;
    let stretch = stretches.iter().find(|stretch| stretch.contains(&part))?;
    Some(clauses_from(criteria, stretch))
}

/// A sentence of its own, and not in brackets: over everything before it.
fn is_of_all(text: &Signs, mark: &Mark) -> bool {
    let before = mark.signs.start.checked_sub(1).and_then(|before| text.get(before));
    let begins_line = text.all.get(mark.signs.start).is_some_and(|sign| sign.begins_line);
    before == Some('。') || begins_line
}

/// 分别加3分、2分、1分，累计不超过4分: over all of the sentence; a limit that stands behind
/// 不得分 or in a sentence of its own is of the clauses before it.
fn shared_by(
    text: &Signs,
    mark: &Mark,
    criteria: &mut Criteria,
    own: &Range<usize>,
    last: usize,
) -> Option<Range<usize>> {
    let joined = |part: &Part| part.continues.is_some();
    if criteria.parts.get(last).is_some_and(joined) {
        let mut first = last;
        while first > own.start && joined(&criteria.parts[first]) {
            first -= 1;
        }
        let same = |part: &Part| match (&part.meanings[..], &criteria.parts[last].meanings[..]) {
            ([Meaning::Clause(one), ..], [Meaning::Clause(other), ..]) => {
                one.effect == other.effect
            }
            _ => false,
        };
        let is_alike = criteria.parts[first..=last].iter().all(same);
        return is_alike.then_some(first..last + 1);
    }
    let takes_all = terms(criteria, last)
        .is_some_and(|terms| terms.amount == Amount::All && terms.beyond.is_none());
    let words = text.word(&mark.signs);
    let adds_up = ["累计", "合计", "总计", "共计"].iter().any(|word| words.starts_with(word));
    if !(takes_all || adds_up && is_of_all(text, mark)) || last == own.start {
        return None;
    }
    let end = if takes_all { last } else { last + 1 };
    let parts = own.start..end;
    if parts.len() == 1
        && let Some(only) = terms(criteria, own.start)
    {
        only.max = mark.numbers.last().map(|number| number.value);
    }
    for part in &mut criteria.parts[parts.clone()] {
        part.certainty = part.certainty.max(Certainty::Look);
    }
    (parts.len() > 1).then_some(parts)
}

/// 以上三项, 以上两款, 以上: how far up a limit reaches.
fn above(
    text: &Signs,
    mark: &Mark,
    stretches: &[Range<usize>],
    stretch: usize,
    own: usize,
    last: usize,
    criteria: &Criteria,
) -> Range<usize> {
    let words = text.word(&mark.signs);
    let counts = "项款条目类种点";
    let named = words.char_indices().find(|(at, sign)| {
        *at > 0
            && counts.contains(*sign)
            && words[..*at]
                .ends_with(|c: char| c.is_ascii_digit() || "两二三四五六七八九".contains(c))
    });
    let number = named.and_then(|(at, _)| words[..at].chars().last()).and_then(|digit| {
        digit
            .to_digit(10)
            .or_else(|| {
                "零一二三四五六七八九"
                    .chars()
                    .position(|c| c == digit)
                    .and_then(|at| u32::try_from(at).ok())
            })
            .or_else(|| (digit == '两').then_some(2))
    });
    let is_numbered = criteria.parts.iter().filter(|part| part.number.is_some()).count() > 1;
    match number.and_then(|number| usize::try_from(number).ok()) {
        Some(count) if is_numbered => {
            let first = (stretch + 1).saturating_sub(count);
            clauses_from(criteria, &(stretches[first].start..stretches[stretch].end)).start
                ..last + 1
        }
        Some(count) => (last + 1).saturating_sub(count)..last + 1,
        None => own..last + 1,
    }
}

/// 本项2分 behind the last of several clauses of one number is over all of them.
fn is_of_number(
    text: &Signs,
    mark: &Mark,
    criteria: &Criteria,
    own: &Range<usize>,
    last: usize,
    is_numbered: bool,
) -> bool {
    let words = text.word(&mark.signs);
    let of_item = words.starts_with(['本', '该', '此', '这']);
    let is_last = last + 1 == own.end && own.len() > 1;
    // A rate goes on and on: the limit behind it is its own.
    let is_rate = criteria.parts[last].meanings.first().is_some_and(|meaning| {
        matches!(meaning, Meaning::Clause(terms) if matches!(terms.rule, Rule::Rate(_) | Rule::Baseline(_)))
    });
    let only_one = own.clone().filter(|part| {
        criteria.parts[*part]
            .meanings
            .first()
            .is_some_and(|meaning| matches!(meaning, Meaning::Clause(terms) if terms.max.is_some()))
    });
    let has_number = own.clone().any(|part| criteria.parts[part].number.is_some());
    of_item && is_last && !is_rate && is_numbered && has_number && only_one.count() == 1
}

/// 就高不就低 over the clauses of its sentence; （不重复扣分） over limits of one figure.
fn best(text: &Signs, mark: &Mark, criteria: &Criteria, last: usize) -> Option<Range<usize>> {
    let joined =
        |part: usize| criteria.parts.get(part).is_some_and(|part| part.continues.is_some());
    let mut first = last;
    while first > 0 && joined(first) {
        first -= 1;
    }
    let measures = |part: usize| {
        criteria.parts.get(part).and_then(|part| part.meanings.first()).is_some_and(|meaning| {
            matches!(meaning, Meaning::Clause(terms) if matches!(terms.rule, Rule::Threshold(_)))
        })
    };
    if text.word(&mark.signs).starts_with("不重复") && measures(last) {
        while first > 0 && measures(first - 1) {
            first -= 1;
        }
    }
    (first < last).then_some(first..last + 1)
}

/// 加倍, 从总分中扣除 at the end of a sentence are for all its clauses.
fn factors(criteria: &mut Criteria) {
    for last in (1..criteria.parts.len()).rev() {
        if criteria.parts[last].continues.as_deref() != Some("、") {
            continue;
        }
        let Some((shares, section)) =
            terms(criteria, last).map(|own| (own.shares.clone(), own.section))
        else {
            continue;
        };
        if let Some(before) = terms(criteria, last - 1) {
            if before.shares.is_empty() {
                before.shares = shares;
            }
            if section == Section::Direct {
                before.section = section;
            }
        }
    }
}
