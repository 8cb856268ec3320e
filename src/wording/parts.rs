//! A text taken apart: where a clause begins and ends.

use super::marks::{Mark, marks_in};
use super::patterns::{Says, Scope};
use super::terms::{Words, meanings};
use super::text::{Signs, ends_sentence, is_stop};
use super::{Certainty, Context, Criteria, Meaning, Part, SharedLimit};
use std::ops::Range;

pub(super) fn read(source: &str, context: &Context<'_>) -> Criteria {
    let text = Signs::of(source);
    let marks = marks_in(&text);
    let mut criteria = Criteria::default();
    for numbered in numbered_stretches(&text) {
        let anchors: Vec<usize> = (0..marks.len())
            .filter(|mark| numbered.signs.contains(&marks[*mark].signs.start))
            .filter(|mark| is_anchor(&marks, *mark, &text))
            .collect();
        let mut begin = numbered.signs.start;
        let mut is_first = true;
        let mut separator = None;
        for (place, anchor) in anchors.iter().enumerate() {
            let next = anchors.get(place + 1).map(|next| marks[*next].signs.start);
            let end = end_of(&text, &marks, *anchor, next, numbered.signs.end);
            if place == 0 {
                let method = method_before(&text, begin, marks[*anchor].signs.start);
                if let Some(end) = method {
                    let number = numbered.number.clone().filter(|_| is_first);
                    push(&mut criteria, &text, begin..end, number, Meaning::Method);
                    is_first = false;
                    begin = skip_stops(&text, end);
                }
            }
            let signs = trimmed(&text, begin..end);
            let words = Words {
                text: &text,
                signs: signs.clone(),
                anchor: *anchor,
                marks: &marks,
                context,
            };
            let (read, certainty) = meanings(&words);
            let number = numbered.number.clone().filter(|_| is_first);
            criteria.parts.push(Part {
                span: text.bytes(&signs),
                number: number.map(|number| text.bytes(&number)),
                continues: separator.take(),
                meanings: read,
                certainty,
            });
            is_first = false;
            let after = skip_stops(&text, end);
            separator = joined(&text, end, after, &marks, anchors.get(place + 1).copied());
            begin = after;
        }
        if anchors.is_empty() && begin < numbered.signs.end {
            let signs = trimmed(&text, begin..numbered.signs.end);
            if !signs.is_empty() {
                let is_method = method_before(&text, begin, numbered.signs.end).is_some();
                let meaning = if is_method { Meaning::Method } else { Meaning::Words };
                push(&mut criteria, &text, signs, numbered.number.clone(), meaning);
            }
        }
    }
    limits(&text, &marks, &mut criteria);
    criteria
}

fn push(
    criteria: &mut Criteria,
    text: &Signs,
    signs: Range<usize>,
    number: Option<Range<usize>>,
    meaning: Meaning,
) {
    criteria.parts.push(Part {
        span: text.bytes(&trimmed(text, signs)),
        number: number.map(|number| text.bytes(&number)),
        continues: None,
        meanings: vec![meaning],
        certainty: Certainty::Certain,
    });
}

/// What stands behind one number, up to the next one.
struct Numbered {
    number: Option<Range<usize>>,
    signs: Range<usize>,
}

fn numbered_stretches(text: &Signs) -> Vec<Numbered> {
    let mut found = Vec::new();
    let mut open = Numbered { number: None, signs: 0..0 };
    let mut place = 0;
    while place < text.len() {
        if let Some(end) = number_end(text, place) {
            open.signs.end = place;
            if !open.signs.is_empty() {
                found.push(open);
            }
            open = Numbered { number: Some(place..end), signs: end..end };
            place = end;
        } else {
            place += 1;
        }
    }
    open.signs.end = text.len();
    if !open.signs.is_empty() {
        found.push(open);
    }
    found
}

/// Where the number ends that stands at the head of a part: 1. (1) ① 一、.
fn number_end(text: &Signs, place: usize) -> Option<usize> {
    let sign = text.get(place)?;
    let before = place.checked_sub(1).and_then(|before| text.get(before));
    let begins_line = text.all.get(place).is_some_and(|sign| sign.begins_line);
    let begins = begins_line
        || before.is_none_or(|before| ends_sentence(before) || before == '分' || before == ')');
    if ('①'..='⑳').contains(&sign) {
        return Some(place + 1);
    }
    if !begins {
        return None;
    }
    let counts = |place: usize| {
        let mut end = place;
        while text
            .get(end)
            .is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        {
            end += 1;
        }
        (end > place && end < place + 4).then_some(end)
    };
    if sign == '(' {
        let end = counts(place + 1).filter(|end| text.get(*end) == Some(')'))?;
        return Some(end + 1);
    }
    let end = counts(place)?;
    let next = text.get(end)?;
    let after_is_digit = text.get(end + 1).is_some_and(|c| c.is_ascii_digit());
    match next {
        '.' if !after_is_digit => Some(end + 1),
        '、' if begins_line || before.is_none_or(ends_sentence) => Some(end + 1),
        ')' => Some(end + 1),
        _ => None,
    }
}

/// Words that are the amount of a clause.
fn is_anchor(marks: &[Mark], place: usize, text: &Signs) -> bool {
    let mark = &marks[place];
    let sentence_goes_on = |place: usize| {
        let next = marks[place + 1..].iter().find(|next| {
            matches!(next.says, Says::Amount(_) | Says::AmountEach(_) | Says::Range(_))
        });
        next.is_some_and(|next| {
            !(mark.signs.end..next.signs.start).any(|i| text.get(i).is_some_and(ends_sentence))
        })
    };
    match mark.says {
        Says::Amount(_)
        | Says::AmountEach(_)
        | Says::Range(_)
        | Says::All
        | Says::Money(_)
        | Says::Times
        | Says::Converted => true,
        Says::Full => !sentence_goes_on(place),
        Says::Limit(Scope::Each) => !marks[..place]
            .iter()
            .rev()
            .take(2)
            .any(|before| matches!(before.says, Says::Amount(_) | Says::Range(_))),
        _ => false,
    }
}

/// Where the clause of an anchor ends: what limits, explains or exempts goes with it.
fn end_of(text: &Signs, marks: &[Mark], anchor: usize, next: Option<usize>, last: usize) -> usize {
    let Some(next) = next else { return last };
    let mut end = marks[anchor].signs.end;
    loop {
        let Some(sign) = text.get(end).filter(|_| end < next) else { return end };
        if sign == ')' {
            end += 1;
            continue;
        }
        if sign == '(' {
            let close = closing(text, end, next);
            let Some(close) = close else { return end };
            end = close + 1;
            continue;
        }
        if !is_stop(sign) && sign != '、' {
            // Words right behind the amount, up to the next stop.
            let stop = (end..next).find(|place| text.get(*place).is_some_and(is_stop));
            let Some(stop) = stop else { return end };
            end = stop;
            continue;
        }
        let phrase_end = (end + 1..next).find(|place| text.get(*place).is_some_and(is_stop));
        let Some(phrase_end) = phrase_end else { return end };
        let within = |mark: &&Mark| mark.signs.start > end && mark.signs.end <= phrase_end;
        let explains = marks.iter().filter(within).any(|mark| {
            matches!(
                mark.says,
                Says::Limit(_)
                    | Says::Exhausted
                    | Says::Factor(_)
                    | Says::Exempt
                    | Says::Star
                    | Says::Unlimited
                    | Says::Best
                    | Says::MatterOnce
                    | Says::Direct
                    | Says::Exact
            )
        });
        if !explains {
            return end;
        }
        end = phrase_end;
    }
}

fn closing(text: &Signs, open: usize, before: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for place in open..before {
        match text.get(place) {
            Some('(') => depth += 1,
            Some(')') => {
                depth -= 1;
                if depth == 0 {
                    return Some(place);
                }
            }
            _ => {}
        }
    }
    None
}

fn skip_stops(text: &Signs, mut place: usize) -> usize {
    while text.get(place).is_some_and(|sign| matches!(sign, ',' | '。' | ';' | ':' | '、')) {
        place += 1;
    }
    place
}

fn trimmed(text: &Signs, signs: Range<usize>) -> Range<usize> {
    let start = skip_stops(text, signs.start).min(signs.end);
    let mut end = signs.end;
    while end > start
        && text.get(end - 1).is_some_and(|s| matches!(s, ',' | '。' | ';' | ':' | '、'))
    {
        end -= 1;
    }
    start..end
}

/// What is printed between two clauses of one sentence, where the second goes on with the first.
fn joined(
    text: &Signs,
    end: usize,
    after: usize,
    marks: &[Mark],
    next: Option<usize>,
) -> Option<String> {
    let next = &marks[next?];
    let between = text.word(&(end..after));
    let is_bare = next.signs.start <= after + 1 && matches!(next.says, Says::Amount(None));
    let goes_on = between == "、" || between == "," && (is_bare || text.starts(after, "并"));
    goes_on.then(|| if between == "、" { "、".to_owned() } else { "，".to_owned() })
}

/// Sentences that only say how something is examined, before the first amount: where they end.
fn method_before(text: &Signs, begin: usize, anchor: usize) -> Option<usize> {
    const HOW: [&str; 16] = [
        "查阅", "查看", "听取", "现场", "实地", "抽查", "随机", "走访", "询问", "核查", "登录",
        "调阅", "电话", "以", "检查", "查",
    ];
    let mut end = None;
    let mut place = begin;
    while place < anchor && HOW.iter().any(|how| text.starts(place, how)) {
        let stop = (place..anchor).find(|place| matches!(text.get(*place), Some('。')));
        let Some(stop) = stop else { break };
        end = Some(stop + 1);
        place = stop + 1;
    }
    end
}

fn limits(text: &Signs, marks: &[Mark], criteria: &mut Criteria) {
    for mark in marks {
        let Says::Limit(Scope::Above) = mark.says else { continue };
        let at = text.bytes(&mark.signs).start;
        let Some(last) = criteria.parts.iter().position(|part| part.span.contains(&at)) else {
            continue;
        };
        let count = mark.numbers.len().checked_sub(2).and_then(|at| mark.numbers[at].value.whole());
        let count = count.and_then(|count| usize::try_from(count).ok());
        let first = count.map_or(0, |count| (last + 1).saturating_sub(count));
        let cap = mark.numbers.last().map(|number| number.value);
        criteria.limits.push(SharedLimit {
            parts: first..last + 1,
            cap,
            best: false,
            matter_once: false,
        });
    }
}
