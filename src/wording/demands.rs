//! Numbers that sentences require: 不少于4次, 每季度召开1次, 主要负责人每月、其他班子成员每两个月.

use super::Cycle;
use super::marks::{Mark, marks_in};
use super::patterns::Says;
use super::text::{Signs, ends_sentence, is_stop};
use crate::points::Points;

/// A required number as a text prints it, and what it may come to in a year.
#[derive(Clone, Debug)]
pub(super) struct Demanded {
    pub(super) mark: Mark,
    /// As printed, and times the periods of a year.
    pub(super) values: Vec<Points>,
    /// What it most likely comes to.
    pub(super) likely: Points,
    /// It says that it is required: 不少于, 每季度.
    pub(super) is_demand: bool,
    /// How many there are in a year, no sentence says: 每人, 每周.
    pub(super) is_open: bool,
    /// What the number is of, with its own number: several where the sentence lists them.
    pub(super) of: Vec<(String, Points)>,
    /// The words before it, from the last stop on.
    pub(super) subject: String,
    /// The words behind it, to the next stop.
    pub(super) object: String,
    /// How many there are of what it is said of: 四个时段每个时段.
    pub(super) is_of_several: bool,
}

/// Numbers that are required, counted in this unit where one is named.
pub(super) fn demanded(
    text: &Signs,
    marks: &[Mark],
    unit: Option<&str>,
    cycle: Cycle,
) -> Vec<Demanded> {
    let mut found = Vec::new();
    for (place, mark) in marks.iter().enumerate() {
        let is_count = mark.says == Says::Count;
        let (Some(number), Some(own), true) = (mark.number(), mark.units.first(), is_count) else {
            continue;
        };
        if unit.is_some_and(|unit| !alike(own, unit)) {
            continue;
        }
        found.push(one(text, marks, place, number.value, cycle));
    }
    found
}

fn one(text: &Signs, marks: &[Mark], place: usize, number: Points, cycle: Cycle) -> Demanded {
    let mark = &marks[place];
    let start = sentence_start(text, mark.signs.start);
    let within = |before: &&Mark| before.signs.start >= start;
    let before: Vec<&Mark> = marks[..place].iter().rev().take_while(within).collect();
    // Another number on the way has its own period.
    let own: Vec<&Mark> =
        before.iter().copied().take_while(|mark| mark.says != Says::Count).collect();
    let mut values = vec![number];
    let mut yearly = Vec::new();
    for period in before.iter().take(own.len().max(3)) {
        if let Says::Period(times, of) = period.says {
            let times = cycle.times(times);
            let times = Points::from(times).divided(Points::from(of), 0);
            values.push(number * times);
            yearly.push((period.signs.clone(), number * times));
        }
    }
    let words = text.word(&mark.signs);
    let bare = |sign: char| sign.is_ascii_digit() || "一二两三四五六七八九十".contains(sign);
    let is_least =
        ["以上", "及以上", "(含)以上"].iter().any(|end| text.starts(mark.signs.end, end));
    // 有1名以上人员 says of whom, and requires nothing.
    let of_whom = words.ends_with("以上");
    let says_so = (!words.starts_with(bare) && !of_whom) || is_least;
    let own_periods: Vec<&(std::ops::Range<usize>, Points)> =
        yearly.iter().filter(|(signs, _)| own.iter().any(|mark| mark.signs == *signs)).collect();
    let is_open = own.iter().any(|mark| match mark.says {
        Says::Per | Says::PerWords => mark.units.first() != marks[place].units.first(),
        Says::Period(times, _) => cycle.is_open(times),
        _ => false,
    });
    // 每月检查不少于1次、参加活动不少于1次: each month, too.
    let phrase = phrase_start(text, mark.signs.start);
    let shared: Vec<&(std::ops::Range<usize>, Points)> = if own_periods.is_empty() {
        yearly.iter().filter(|(signs, _)| signs.start >= phrase).take(1).collect()
    } else {
        Vec::new()
    };
    let own_periods = if shared.is_empty() { own_periods } else { shared };
    // 四个时段每个时段至少1次: four.
    let times = own.iter().find_map(|each| {
        let unit = each.units.first().filter(|_| each.says == Says::Per)?;
        let counts = |mark: &&&Mark| {
            mark.says == Says::Count
                && mark.units.first() == Some(unit)
                && mark.signs.end <= each.signs.start
                && !(mark.signs.end..each.signs.start).any(|at| text.get(at).is_some_and(is_stop))
        };
        before.iter().find(counts)?.number()
    });
    let is_open = is_open && times.is_none();
    // 每年每季度: the shorter one; 全年…每月: the one that stands nearer.
    let likely = own_periods.first().map_or(number, |(_, value)| *value);
    let likely = times.map_or(likely, |times| number * times.value);
    let end = (mark.signs.end..text.len()).find(|at| text.get(*at).is_some_and(is_stop));
    // 带队检查不少于1次、参加活动不少于1次: what stands before the one before is its own.
    let last = before.iter().find(|before| before.says == Says::Count && !own.contains(*before));
    let begin = last.map_or(phrase, |last| last.signs.end.max(phrase)).min(mark.signs.start);
    let subject = text.word(&(begin..mark.signs.start));
    let mut end = end.unwrap_or(text.len());
    // Another number behind it has words of its own.
    let has_next = |mark: &&Mark| mark.says == Says::Count && mark.signs.start < end;
    if marks[place + 1..].iter().take(2).any(|mark| has_next(&mark)) {
        let comma = (mark.signs.end..end).find(|at| text.get(*at) == Some('、'));
        end = comma.unwrap_or(end);
    }
    let object = text.word(&(mark.signs.end..end));
    let of = listed(text, &own_periods, start, mark, &words);
    Demanded {
        mark: mark.clone(),
        values,
        likely,
        is_demand: says_so || !own_periods.is_empty() || times.is_some(),
        is_open,
        of,
        subject,
        object,
        is_of_several: times.is_some(),
    }
}

/// 主要负责人每半年、分管负责人每季度: a name before each period; 党委会议、政府会议每季度各1次:
/// names before the one.
fn listed(
    text: &Signs,
    periods: &[&(std::ops::Range<usize>, Points)],
    start: usize,
    mark: &Mark,
    words: &str,
) -> Vec<(String, Points)> {
    let mut named = Vec::new();
    // 本年度办理的…，本年度内未…: one span, said twice.
    let each = |period: &std::ops::Range<usize>| text.get(period.start) == Some('每');
    let several = periods.iter().filter(|(period, _)| each(period)).count();
    let periods = if several == 0 { &periods[..periods.len().min(1)] } else { periods };
    for (place, (period, value)) in periods.iter().rev().enumerate() {
        let from = if place == 0 {
            phrase_start(text, period.start).max(start)
        } else {
            periods[periods.len() - place].0.end
        };
        named.push((trimmed_name(&text.printed(&(from..period.start))), *value));
    }
    // 主要领导及分管领导每季度: each of them.
    let end = periods.first().map_or(mark.signs.start, |(period, _)| period.start);
    let people = split_names(&text.printed(&(phrase_start(text, end)..end)));
    let ends = ["领导", "负责人", "书记", "镇长", "县长", "主任", "局长", "成员"];
    let are_people =
        people.len() > 1 && people.iter().all(|name| ends.iter().any(|end| name.ends_with(end)));
    let each = are_people
        || words.contains('各')
        || words.contains("分别")
        || (periods.first().map_or(start, |(period, _)| period.start)..mark.signs.start)
            .any(|at| text.get(at) == Some('各') || text.starts(at, "分别"));
    if named.len() <= 1 && each {
        let end = periods.first().map_or(mark.signs.start, |(period, _)| period.start);
        let list = split_names(&text.printed(&(phrase_start(text, end)..end)));
        let value = periods.first().map(|(_, value)| *value);
        let value = value.or_else(|| mark.number().map(|number| number.value));
        if let (Some(value), true) = (value, list.len() > 1) {
            return list.into_iter().map(|name| (name, value)).collect();
        }
    }
    named
}

fn split_names(names: &str) -> Vec<String> {
    let (mut found, mut open, mut depth) = (Vec::new(), String::new(), 0_u32);
    for sign in names.chars() {
        match sign {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(sign, '、' | '和' | '及' | '与') {
            found.push(trimmed_name(&open));
            open.clear();
        } else {
            open.push(sign);
        }
    }
    found.push(trimmed_name(&open));
    found.retain(|name| name.chars().count() > 1);
    found
}

fn trimmed_name(name: &str) -> String {
    name.trim_matches(|sign: char| {
        matches!(sign, ',' | '，' | '。' | ';' | '；' | ':' | '：' | '、' | '和' | '及' | '每')
    })
    .trim_end_matches("分别")
    .to_owned()
}

fn sentence_start(text: &Signs, place: usize) -> usize {
    (0..place).rev().find(|at| text.get(*at).is_some_and(ends_sentence)).map_or(0, |stop| stop + 1)
}

fn phrase_start(text: &Signs, place: usize) -> usize {
    let mut depth = 0_i32;
    for at in (0..place).rev() {
        match text.get(at) {
            Some(')') => depth += 1,
            Some('(') if depth > 0 => depth -= 1,
            Some(sign) if depth == 0 && is_stop(sign) => return at + 1,
            _ => {}
        }
    }
    0
}

/// Numbers required by sentences around a clause.
pub(super) fn demanded_in(sentences: &str, cycle: Cycle) -> Vec<Demanded> {
    let text = Signs::of(sentences);
    let marks = marks_in(&text);
    let mut all = demanded(&text, &marks, None, cycle);
    all.retain(|one| one.is_demand);
    all
}

/// Whether two counting words may mean the same: 个 and 个村, 人 and 人次.
pub(super) fn alike(one: &str, other: &str) -> bool {
    one.chars().any(|sign| other.contains(sign))
}
