//! Notes read for what they hold of the score: 加分, 直接扣分, 一票否决, 等次.

use super::criteria::{About, Asked, Made, lay, letter};
use super::numbers::{self, Style};
use super::outline::{Criterion, Outline, Piece, Special, SpecialKind, parse_points, special_kind};
use super::source::Place;
use super::{grades, vetoes};
use crate::points::Points;
use crate::rubric::{Effect, Grade, Veto, VetoEffect};
use crate::wording::{self, Section, SharedLimit};
use std::ops::Range;

/// What stands beside the tree.
#[derive(Default)]
pub(super) struct Ledgers {
    pub(super) bonus: Vec<Made>,
    pub(super) bonus_text: Option<String>,
    pub(super) bonus_max: Option<Points>,
    pub(super) matter_once: bool,
    pub(super) direct: Vec<Made>,
    pub(super) vetoes: Vec<(Veto, Place)>,
    pub(super) grades: Vec<Grade>,
    pub(super) notes: Vec<String>,
    /// ★ is said to go beyond the points.
    pub(super) has_stars: bool,
    /// Limits over several awards.
    pub(super) groups: Vec<(Range<usize>, SharedLimit)>,
    about: About,
}

/// What paragraphs stand under.
#[derive(Clone, Default)]
struct Mode {
    kind: Option<SpecialKind>,
    /// How the heading is numbered: the next one of its kind ends it.
    style: Option<Style>,
    prefix: String,
    effect: Option<VetoEffect>,
    count: usize,
}

/// Reads the notes and the rows beside the tree.
pub(super) fn read(outline: &Outline, about: About) -> Ledgers {
    let mut ledgers = Ledgers { about, ..Ledgers::default() };
    let around = outline.introduction.iter().chain(&outline.notes);
    ledgers.has_stars = around.clone().any(|piece| says_stars(&piece.text));
    for piece in around {
        let found = grades::read(&piece.text);
        if ledgers.grades.is_empty() {
            ledgers.grades = found;
        }
    }
    let mut mode = Mode::default();
    let is_called = outline.notes.iter().any(|piece| piece.text.trim_start().starts_with('注'));
    for (at, piece) in outline.notes.iter().enumerate() {
        for text in apart(&piece.text) {
            let label = label(&text, is_called, at);
            let words = without_label(&text);
            ledgers.notes.push(super::outline::joined(words));
            note(&mut ledgers, &mut mode, words, &label, piece.place);
        }
    }
    specials(&mut ledgers, &outline.specials);
    settle(&mut ledgers);
    ledgers
}

/// ★ goes beyond the points of an item: the document says so.
fn says_stars(text: &str) -> bool {
    text.contains('★')
        && ["超出", "突破", "不受", "不设", "负分", "超过该", "不限"]
            .iter()
            .any(|word| text.contains(word))
}

/// `注：1. 满分100分。 2. 各小项…`: several notes in one paragraph.
fn apart(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for line in text.split('\n') {
        let (mut from, mut next) = (0, 2);
        let first = numbers::head(without_label(line));
        let is_counted = first.is_some_and(|head| head.style == Style::Number && head.value == 1)
            && line.trim_start().starts_with('注');
        for (at, c) in line.char_indices() {
            let begins = is_counted
                && c.is_ascii_digit()
                && line[..at].trim_end().ends_with(['。', '；', ';']);
            if begins
                && let Some(head) = numbers::head(&line[at..])
                && head.style == Style::Number
                && head.value == next
            {
                parts.push(line[from..at].trim().to_owned());
                from = at;
                next += 1;
            }
        }
        parts.push(line[from..].trim().to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn without_label(text: &str) -> &str {
    let text = text.trim();
    for word in ["注：", "注:", "说明：", "说明:", "备注：", "备注:"] {
        if let Some(rest) = text.strip_prefix(word) {
            return rest.trim();
        }
    }
    text
}

/// What numbers of ledgers begin with: 注3.
fn label(text: &str, is_called: bool, at: usize) -> String {
    let head = numbers::head(without_label(text));
    let number = head.map_or_else(|| (at + 1).to_string(), |head| head.no);
    if is_called { format!("注{number}") } else { number }
}

fn note(ledgers: &mut Ledgers, mode: &mut Mode, text: &str, label: &str, place: Place) {
    let head = numbers::head(text);
    let style = head.as_ref().map(|head| head.style);
    let body = head.as_ref().map_or(text, |head| &text[head.length..]);
    let (title, rest) = split_heading(body);
    if let Some(kind) = title.and_then(special_kind) {
        *mode = Mode {
            kind: Some(kind),
            style,
            prefix: head.map(|head| head.no).unwrap_or_default(),
            ..Mode::default()
        };
        if let Some(title) = title {
            limits(ledgers, title, kind == SpecialKind::Bonus);
        }
        if !rest.is_empty() {
            let label = mode.prefix.clone();
            content(ledgers, mode, rest, &label, place);
        }
        return;
    }
    if style.is_some() && style == mode.style {
        *mode = Mode::default();
    }
    let label = match (&mode.kind, &head) {
        (Some(_), Some(head)) => format!("{}{}", mode.prefix, head.no),
        (Some(_), None) => mode.prefix.clone(),
        _ => label.to_owned(),
    };
    content(ledgers, mode, body, &label, place);
}

/// `加分项。1.获得…`, `加分：…`, `加分事项`: the words of a heading and what follows.
fn split_heading(text: &str) -> (Option<&str>, &str) {
    let end = text.char_indices().find(|(_, c)| matches!(c, '。' | '：' | ':' | '\n'));
    match end {
        Some((at, c)) if text[..at].chars().count() <= 20 => {
            (Some(&text[..at]), text[at + c.len_utf8()..].trim())
        }
        None if text.chars().count() <= 20 => (Some(text), ""),
        _ => (None, text),
    }
}

fn content(ledgers: &mut Ledgers, mode: &mut Mode, text: &str, label: &str, place: Place) {
    let grades: Vec<String> = ledgers.grades.iter().map(|grade| grade.name.clone()).collect();
    let is_list = wording::vetoes::is_veto(text);
    if is_list || mode.kind == Some(SpecialKind::Veto) {
        let effect = match &mode.effect {
            Some(effect) if !is_list => effect.clone(),
            _ => vetoes::effect(text, &grades),
        };
        let conditions = vetoes::conditions(text);
        if conditions.is_empty() {
            // The list follows in paragraphs of its own.
            mode.kind = Some(SpecialKind::Veto);
            mode.effect = Some(effect);
            return;
        }
        // 90分以上为优秀 is no condition.
        let conditions = conditions.into_iter().filter(|one| grades::read(&one.text).is_empty());
        let conditions: Vec<vetoes::Condition> = conditions.collect();
        let many = conditions.len() > 1;
        for (at, condition) in conditions.into_iter().enumerate() {
            let end = if condition.no.is_empty() {
                if many { letter(at) } else { String::new() }
            } else {
                condition.no
            };
            mode.count += 1;
            let mut no = format!("{label}{end}");
            if no.is_empty() {
                no = mode.count.to_string();
            }
            let no = unique(no, ledgers.vetoes.iter().map(|(veto, _)| veto.no.as_str()));
            ledgers.vetoes.push((vetoes::veto(no, condition.text, effect.clone()), place));
        }
        return;
    }
    let is_bonus = mode.kind == Some(SpecialKind::Bonus) || adds(text);
    let is_direct = mode.kind == Some(SpecialKind::Direct) || from_total(text);
    if is_bonus {
        limits(ledgers, text, true);
    }
    if is_bonus || is_direct {
        let section = if is_bonus { Section::Bonus } else { Section::Direct };
        let criterion = Criterion {
            piece: Piece { text: text.to_owned(), place, footnotes: Vec::new() },
            amount: None,
        };
        clauses(ledgers, &[criterion], section, label);
    }
}

/// 加3分, 奖0.5分: words that add points.
fn adds(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ["加", "奖"].iter().any(|verb| {
        compact.match_indices(verb).any(|(at, verb)| {
            let rest =
                compact[at + verb.len()..].trim_start_matches(|c: char| "记计至".contains(c));
            let digits = rest.chars().take_while(|c| c.is_numeric() || *c == '.').count();
            let after: String = rest.chars().skip(digits).take(1).collect();
            digits > 0 && after == "分"
        })
    }) || ["酌情加分", "予以加分", "给予加分", "可加分"].iter().any(|word| compact.contains(word))
}

/// 从总分中扣3分.
fn from_total(text: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    has(&["扣"])
        && has(&["总分", "总得分", "总成绩", "考核得分中", "年度得分中"])
        && !has(&["不超过总分"])
}

/// `加分总和不超过3分`, `同一事项不重复加分`: what all awards together may come to.
fn limits(ledgers: &mut Ledgers, text: &str, is_bonus: bool) {
    if !is_bonus {
        return;
    }
    let mut said: Vec<&str> = Vec::new();
    for part in text.split(['。', '；', '，', ',', ';', '（', '）', '：', '\n']) {
        let has = |words: &[&str]| words.iter().any(|word| part.contains(word));
        let is_sum = has(&["不超过", "最多", "最高", "不得超过", "上限", "为限", "以内"])
            && has(&["加分", "累计", "总和", "合计", "总计", "附加"])
            && !has(&["每次", "每项", "单项", "每篇", "每人", "扣分"]);
        let once =
            has(&["同一", "就高", "不重复加分", "不重复计", "按最高"]) && !has(&["（1）中", "扣"]);
        if is_sum && let Some(points) = last_points(part) {
            ledgers.bonus_max = ledgers.bonus_max.or(Some(points));
        }
        ledgers.matter_once |=
            once && has(&["同一", "不重复加分", "按最高"]) && !part.contains("中为同一");
        if is_sum || once {
            said.push(part.trim());
        }
    }
    if ledgers.bonus_text.is_none() && !said.is_empty() {
        let first = said[0].as_ptr() as usize - text.as_ptr() as usize;
        let last = said[said.len() - 1];
        let end = last.as_ptr() as usize - text.as_ptr() as usize + last.len();
        ledgers.bonus_text = text.get(first..end).map(super::outline::joined);
    }
}

fn last_points(text: &str) -> Option<Points> {
    let end = text.rfind('分')?;
    let before: Vec<char> = text[..end]
        .chars()
        .rev()
        .take_while(|c| c.is_numeric() || matches!(c, '.' | '．'))
        .collect();
    parse_points(&before.into_iter().rev().collect::<String>())
}

fn clauses(ledgers: &mut Ledgers, criteria: &[Criterion], section: Section, label: &str) {
    let about = ledgers.about;
    let asked = Asked { criteria, content: "", points: None, section, prefix: label, about };
    let laid = lay(&asked);
    let first = ledgers.bonus.len();
    let is_bonus = laid.clauses.iter().all(|made| made.clause.effect == Effect::Add);
    for mut made in laid.clauses {
        let adds = made.clause.effect == Effect::Add;
        let list = match section {
            Section::Bonus if adds => &mut ledgers.bonus,
            Section::Direct if made.clause.effect == Effect::Deduct => &mut ledgers.direct,
            Section::Bonus if made.section == Section::Direct => &mut ledgers.direct,
            _ => continue,
        };
        made.clause.no = unique(made.clause.no, list.iter().map(|made| made.clause.no.as_str()));
        list.push(made);
    }
    if section == Section::Bonus && is_bonus {
        let own = |range: Range<usize>| range.start + first..range.end + first;
        ledgers.groups.extend(laid.groups.into_iter().map(|(range, limit)| (own(range), limit)));
    }
}

fn unique<'a>(no: String, used: impl Iterator<Item = &'a str>) -> String {
    let used: Vec<&str> = used.collect();
    let is_free = |no: &str| !used.contains(&no);
    if is_free(&no) {
        return no;
    }
    let more = (2..10_000).map(|next| format!("{no}-{next}"));
    more.into_iter().find(|no| is_free(no)).unwrap_or(no)
}

/// What voids the result and stands in the item with this number.
pub(super) fn veto(ledgers: &mut Ledgers, text: &str, effect: &VetoEffect, no: &str, place: Place) {
    let conditions = vetoes::conditions(text);
    let many = conditions.len() > 1;
    for (at, condition) in conditions.into_iter().enumerate() {
        let end = if condition.no.is_empty() && many { letter(at) } else { condition.no };
        let no =
            unique(format!("{no}{end}"), ledgers.vetoes.iter().map(|(veto, _)| veto.no.as_str()));
        ledgers.vetoes.push((vetoes::veto(no, condition.text, effect.clone()), place));
    }
}

/// Rows and tables beside the tree.
fn specials(ledgers: &mut Ledgers, specials: &[Special]) {
    let grades: Vec<String> = ledgers.grades.iter().map(|grade| grade.name.clone()).collect();
    let mut seen: Vec<&str> = Vec::new();
    for special in specials {
        let heading = numbers::head(&special.heading.text).map(|head| head.no);
        let short = match special.kind {
            SpecialKind::Bonus => "加",
            SpecialKind::Direct => "扣",
            SpecialKind::Veto => "否",
        };
        let label = format!("{}{}", heading.unwrap_or_else(|| short.to_owned()), special.no);
        if special.amount.is_none() {
            ledgers.notes.push(super::outline::joined(&special.piece.text));
        }
        if special.kind == SpecialKind::Bonus && !seen.contains(&special.heading.text.as_str()) {
            seen.push(&special.heading.text);
            limits(ledgers, &special.heading.text, true);
        }
        if special.kind == SpecialKind::Veto {
            let amount =
                special.amount.as_ref().map(|amount| amount.text.clone()).unwrap_or_default();
            let all = format!("{}\n{amount}", special.piece.text);
            let effect = vetoes::effect(&all, &grades);
            let conditions = vetoes::conditions(&special.piece.text);
            let many = conditions.len() > 1;
            for (at, condition) in conditions.into_iter().enumerate() {
                let end = if condition.no.is_empty() && many { letter(at) } else { condition.no };
                let no = unique(
                    format!("{label}{end}"),
                    ledgers.vetoes.iter().map(|(veto, _)| veto.no.as_str()),
                );
                ledgers
                    .vetoes
                    .push((vetoes::veto(no, condition.text, effect.clone()), special.piece.place));
            }
            continue;
        }
        let is_bonus = special.kind == SpecialKind::Bonus;
        if is_bonus && special.amount.is_none() {
            limits(ledgers, &special.piece.text, true);
        }
        let section = if is_bonus { Section::Bonus } else { Section::Direct };
        let criterion = Criterion { piece: special.piece.clone(), amount: special.amount.clone() };
        clauses(ledgers, &[criterion], section, &label);
    }
}

/// What can only be said when all is read.
fn settle(ledgers: &mut Ledgers) {
    // The limit of the only award is the limit of all.
    if let [only] = &mut ledgers.bonus[..]
        && ledgers.bonus_max.is_none()
    {
        ledgers.bonus_max = only.clause.max.take();
    }
    if let Some(max) = ledgers.bonus_max
        && let Some(last) = ledgers.bonus.last_mut()
        && last.clause.max == Some(max)
    {
        last.clause.max = None;
    }
    // A limit over all awards is the bonus's own.
    let count = ledgers.bonus.len();
    let groups = std::mem::take(&mut ledgers.groups);
    for (range, limit) in groups {
        let is_all = range.len() >= count;
        if is_all && !limit.best {
            ledgers.bonus_max = ledgers.bonus_max.or(limit.cap);
            ledgers.matter_once |= limit.matter_once;
        } else if !(limit.matter_once && ledgers.matter_once
            || limit.cap.is_some() && limit.cap == ledgers.bonus_max)
        {
            ledgers.groups.push((range, limit));
        }
    }
    if !ledgers.has_stars {
        let all = ledgers.bonus.iter_mut().chain(&mut ledgers.direct);
        all.for_each(|made| made.clause.star = false);
    }
}
