//! Limits over several clauses: 以上累计不超过6分, 本项2分 behind the last of a number, 就高.

use crate::rubric::Rule;
use crate::wording::marks::Mark;
use crate::wording::patterns::{Says, Scope};
use crate::wording::text::Signs;
use crate::wording::{Context, Criteria, Meaning, Section, SharedLimit, Terms};
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
                let parts = above(text, mark, stretches, stretch, own.start, last, criteria);
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
            Says::Best => {
                if let Some(parts) = best(text, mark, criteria, last) {
                    found.push(SharedLimit { parts, cap: None, best: true, matter_once: false });
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|limit| (limit.parts.start, std::cmp::Reverse(limit.parts.end)));
    criteria.limits = found;
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
