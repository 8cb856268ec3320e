//! A text taken apart: where a clause begins and ends.

mod anchors;
mod limits;

use super::marks::{Mark, marks_in};
use super::patterns::Says;
use super::terms::{Words, meanings};
use super::text::{Signs, ends_sentence, is_stop};
use super::{Certainty, Consequence, Context, Criteria, Meaning, Part, Terms, vetoes};
use anchors::Anchor;
use std::ops::Range;

pub(super) fn read(source: &str, context: &Context<'_>) -> Criteria {
    let text = Signs::of(source);
    let marks = marks_in(&text);
    let anchors = anchors::anchors(&text, &marks, context.points);
    let mut reader = Reader { text: &text, marks: &marks, context, criteria: Criteria::default() };
    let mut stretches = Vec::new();
    for numbered in numbered_stretches(&text) {
        let first = reader.criteria.parts.len();
        reader.stretch(&numbered, &anchors);
        stretches.push(first..reader.criteria.parts.len());
    }
    let mut criteria = reader.criteria;
    limits::share(&text, &marks, &stretches, context, &mut criteria);
    criteria
}

struct Reader<'a> {
    text: &'a Signs,
    marks: &'a [Mark],
    context: &'a Context<'a>,
    criteria: Criteria,
}

impl Reader<'_> {
    /// What stands behind one number.
    fn stretch(&mut self, numbered: &Numbered, anchors: &[Anchor]) {
        let (text, marks) = (self.text, self.marks);
        let own: Vec<&Anchor> = anchors
            .iter()
            .filter(|anchor| numbered.signs.contains(&marks[anchor.marks.start].signs.start))
            .collect();
        if let Some(consequence) = self.veto(&numbered.signs, &own) {
            let meaning = Meaning::Veto(consequence);
            self.push(numbered.signs.clone(), numbered.number.clone(), meaning, Certainty::Certain);
            return;
        }
        let mut begin = numbered.signs.start;
        let mut number = numbered.number.clone();
        let mut separator = None;
        for (place, anchor) in own.iter().enumerate() {
            let next = own.get(place + 1).map(|next| marks[next.marks.start].signs.start);
            let end = end_of(text, marks, anchor.marks.end - 1, next, numbered.signs.end);
            let after = marks[anchor.marks.end - 1].signs.end;
            let voids = if next.is_none() { self.veto_behind(after..end) } else { None };
            let end = voids.as_ref().map_or(end, |(begin, _)| *begin);
            let amount = marks[anchor.marks.start].signs.start;
            if let Some(end) = method_before(text, begin, amount).filter(|_| separator.is_none()) {
                self.push(begin..end, number.take(), Meaning::Method, Certainty::Certain);
                begin = skip_stops(text, end);
            }
            let signs = trimmed(text, begin..end);
            let words = Words {
                text,
                signs: signs.clone(),
                stretch: numbered.signs.start,
                anchor: anchor.marks.start,
                levels: anchor.levels.clone(),
                marks,
                context: self.context,
                before: separator.as_ref().and_then(|_| self.last_terms()),
            };
            let (read, certainty) = meanings(&words);
            self.criteria.parts.push(Part {
                span: text.bytes(&signs),
                number: number.take().map(|number| text.bytes(&number)),
                continues: separator.take(),
                meanings: read,
                certainty,
            });
            if let Some((begin, consequence)) = voids {
                let meaning = Meaning::Veto(consequence);
                self.push(begin..numbered.signs.end, None, meaning, Certainty::Certain);
            }
            let after = skip_stops(text, end);
            let next = own.get(place + 1).map(|next| next.marks.start);
            separator = joined(text, end, after, marks, next, numbered.signs.end);
            begin = after;
        }
        if own.is_empty() {
            self.without_amount(begin..numbered.signs.end, number);
        }
    }

    /// What voids the result, where nothing of it is points.
    fn veto(&self, signs: &Range<usize>, anchors: &[&Anchor]) -> Option<Consequence> {
        let is_zero = |anchor: &&&Anchor| {
            let mark = &self.marks[anchor.marks.start];
            mark.says == Says::All && self.text.word(&mark.signs).contains(['0', '零'])
        };
        if anchors.iter().any(|anchor| !is_zero(&anchor)) {
            return None;
        }
        vetoes::consequence(&self.text.printed(signs), &[])
    }

    /// A sentence behind the last clause that voids the result.
    fn veto_behind(&self, signs: Range<usize>) -> Option<(usize, Consequence)> {
        let mut stops = signs.clone().filter(|at| self.text.get(*at).is_some_and(ends_sentence));
        stops.find_map(|stop| {
            let rest = stop + 1..signs.end;
            let consequence = vetoes::consequence(&self.text.printed(&rest), &[])?;
            Some((stop + 1, consequence))
        })
    }

    fn without_amount(&mut self, signs: Range<usize>, number: Option<Range<usize>>) {
        let signs = trimmed(self.text, signs);
        if signs.is_empty() {
            return;
        }
        let is_method = method_before(self.text, signs.start, signs.end + 1).is_some();
        let words = self.text.word(&signs);
        let has_consequence =
            ["扣分", "酌情扣", "加分", "得分", "扣", "罚"].iter().any(|word| words.contains(word));
        let certainty = if has_consequence { Certainty::Unknown } else { Certainty::Certain };
        let meaning = if is_method && !has_consequence { Meaning::Method } else { Meaning::Words };
        self.push(signs, number, meaning, certainty);
    }

    fn push(
        &mut self,
        signs: Range<usize>,
        number: Option<Range<usize>>,
        meaning: Meaning,
        certainty: Certainty,
    ) {
        self.criteria.parts.push(Part {
            span: self.text.bytes(&trimmed(self.text, signs)),
            number: number.map(|number| self.text.bytes(&number)),
            continues: None,
            meanings: vec![meaning],
            certainty,
        });
    }

    fn last_terms(&self) -> Option<&Terms> {
        match self.criteria.parts.last()?.meanings.first()? {
            Meaning::Clause(terms) => Some(terms),
            _ => None,
        }
    }
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
        || before.is_none_or(|before| ends_sentence(before) || before == '分' || before == ')')
        || before == Some(':') && sign == '(';
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
        // （1）中为同一事项的 speaks of a number.
        let speaks =
            matches!(text.get(end + 1), Some('中' | '款' | '项' | '条' | '至' | '类' | '目'));
        return (!speaks).then_some(end + 1);
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
        // （注：★） behind the stop is still of this clause.
        if ends_sentence(sign) && text.get(end + 1) == Some('(') {
            let close = closing(text, end + 1, next);
            let Some(close) = close.filter(|close| explains(marks, end..*close)) else {
                return end;
            };
            end = close + 1;
            continue;
        }
        if sign == '。'
            && let Some(stop) = explanation(text, marks, end + 1, next)
        {
            end = stop;
            continue;
        }
        let phrase_end = (end + 1..next).find(|place| text.get(*place).is_some_and(is_stop));
        let Some(phrase_end) = phrase_end else { return end };
        let phrase = text.word(&(end + 1..phrase_end));
        let says_how = ["类推", "为准", "计算", "为限"].iter().any(|how| phrase.ends_with(how));
        if !says_how && !explains(marks, end..phrase_end) {
            return end;
        }
        end = phrase_end;
    }
}

/// A whole sentence that explains what stands before it: where it ends.
fn explanation(text: &Signs, marks: &[Mark], begin: usize, next: usize) -> Option<usize> {
    const BEGINS: [&str; 12] =
        ["以上", "上述", "同一", "指", "说明", "注", "其中", "若", "如", "因", "确因", "本项"];
    let explains = BEGINS.iter().any(|word| text.starts(begin, word));
    let stop = (begin..next).find(|place| text.get(*place) == Some('。'))?;
    let asks = marks.iter().any(|mark| {
        (begin..stop).contains(&mark.signs.start)
            && matches!(mark.says, Says::Period(..) | Says::Target(_) | Says::Beyond(_))
    });
    (explains && !asks).then_some(stop)
}

/// Whether words limit, mark, exempt or otherwise belong to the amount before them.
fn explains(marks: &[Mark], signs: Range<usize>) -> bool {
    let within = |mark: &&Mark| mark.signs.start > signs.start && mark.signs.end <= signs.end;
    marks.iter().filter(within).any(|mark| {
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
    })
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
    last: usize,
) -> Option<String> {
    let next = &marks[next?];
    let between = text.word(&(end..after));
    let is_bare = next.signs.start <= after + 1 && matches!(next.says, Says::Amount(None));
    // 未成立的扣1分、未制定的扣1分: each has its own cause.
    let own = text.word(&(after..next.signs.start.min(last)));
    let has_cause = ["未", "不", "没", "无", "缺"].iter().any(|word| own.starts_with(word));
    let goes_on = between == "、" && !has_cause
        || between == ","
            && (is_bare || ["并", "罚款", "处罚"].iter().any(|word| text.starts(after, word)));
    goes_on.then(|| if between == "、" { "、".to_owned() } else { "，".to_owned() })
}

/// Sentences that only say how something is examined, before the first amount: where they end.
fn method_before(text: &Signs, begin: usize, anchor: usize) -> Option<usize> {
    const HOW: [&str; 19] = [
        "查阅", "查看", "听取", "现场", "实地", "抽查", "随机", "走访", "询问", "核查", "登录",
        "调阅", "电话", "以", "检查", "查", "翻阅", "调取", "座谈",
    ];
    let mut end = None;
    let mut place = begin;
    while place < anchor && HOW.iter().any(|how| text.starts(place, how)) {
        let stop = (place..anchor).find(|place| matches!(text.get(*place), Some('。')));
        let phrase = phrase_of_method(text, place, anchor);
        let Some(stop) = stop.or(phrase) else { break };
        end = Some(stop + 1);
        place = stop + 1;
    }
    end
}

/// 抽查5家，: a phrase that says where one looks, and nothing of what is found there.
fn phrase_of_method(text: &Signs, begin: usize, anchor: usize) -> Option<usize> {
    const FOUND: [&str; 17] = [
        "未", "不", "没", "无", "缺", "少", "超", "低于", "每", "发现", "有", "率", "的", "存在",
        "若", "如", "时",
    ];
    let stop = (begin..anchor).find(|place| text.get(*place).is_some_and(|sign| sign == ','))?;
    let words = text.word(&(begin..stop));
    let looks = [
        "查阅",
        "查看",
        "听取",
        "抽查",
        "走访",
        "询问",
        "核查",
        "登录",
        "调阅",
        "翻阅",
        "调取",
        "座谈",
        "查资料",
        "检查资料",
        "现场检查",
        "实地检查",
        "电话抽",
        "随机抽",
    ];
    // 抽查5家，未…的: who is looked at stands in no other phrase.
    let begins = ["未", "无", "没", "发现", "不"].iter().any(|word| text.starts(stop + 1, word))
        || looks.iter().any(|look| text.starts(stop + 1, look));
    let is_long =
        begins && words.chars().count() >= 4 && looks.iter().any(|look| words.contains(look));
    let says = FOUND.iter().any(|word| words.contains(word));
    (is_long && !says).then_some(stop)
}
