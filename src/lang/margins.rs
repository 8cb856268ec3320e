//! 得失 in words: what fixing one thing gains, what stands in its way, the next grade.

use super::{Lang, messages, vetoes, words};
use crate::points::Points;
use crate::rubric::{Rubric, Subject};
use crate::score::{About, Held, Hidden, Limit, Margin, NextGrade, WithoutVeto};
use crate::session::Session;

messages! {
    title { zh: "得失清单：只改这一处加多少分", en: "Margins: what fixing each one alone adds" }
    title_of_tasks { zh: "得失清单：未完成和未评的任务", en: "Margins: tasks that are not done or open" }
    starts_from(score: &str) { zh: "现在 {score} 分。", en: "{score} now." }
    starts_from_veto(score: &str, before: &str) { zh: "现在 {score} 分（否决前 {before}，下列按否决前算）。", en: "{score} now ({before} before the veto, which is what counts here)." }
    rows_heading { zh: "只改这一处，加多少分：", en: "What fixing each one alone adds:" }
    rows_heading_of_tasks { zh: "只完成这一处，多完成几项：", en: "What doing each one alone adds:" }
    hidden_heading { zh: "因封顶、扣完为止没有扣的：", en: "Found, but not deducted because of limits:" }
    nothing { zh: "没有丢分，也没有待评的得分。", en: "Nothing is lost, and nothing that earns points is open." }
    lost(points: &str) { zh: "扣 {points}", en: "-{points}" }
    open(points: &str) { zh: "待评 {points}", en: "open {points}" }
    room(points: &str) { zh: "还可加 {points}", en: "room for {points}" }
    task_lost { zh: "未完成", en: "not done" }
    task_open { zh: "未评", en: "open" }
    one_task { zh: "+1项", en: "+1 task" }
    group_holds(at: &str, sum: &str, cap: &str, over: &str) {
        zh: "封顶内，改了也不加分：{at} 共 {sum}、封顶 {cap}，合起来改掉 {over} 以上才加",
        en: "adds nothing: {at} come to {sum}, capped at {cap}; more than {over} of it has to go first",
    }
    group_holds_part(at: &str, sum: &str, cap: &str) {
        zh: "封顶内只加回一部分：{at} 共 {sum}、封顶 {cap}",
        en: "adds back a part: {at} come to {sum}, capped at {cap}",
    }
    best_holds(at: &str) { zh: "就高不累计：{at} 里还有别的", en: "only the largest of {at} counts, and there are others" }
    item_holds(at: &str, sum: &str, points: &str, over: &str) {
        zh: "扣完为止，改了也不加分：{at} 应扣 {sum}、可扣 {points}，合起来改掉 {over} 以上才加",
        en: "adds nothing: {sum} to deduct from {at}, which has {points}; more than {over} of it has to go first",
    }
    item_holds_part(at: &str, sum: &str, points: &str) {
        zh: "扣完为止，只加回一部分：{at} 应扣 {sum}、可扣 {points}",
        en: "adds back a part: {sum} to deduct from {at}, which has {points}",
    }
    award_holds(at: &str, sum: &str, points: &str) {
        zh: "以本项分值为限，改了也不加分：{at} 应得 {sum}、最多得 {points}",
        en: "adds nothing: {at} would earn {sum}, of which {points} count",
    }
    award_holds_part(at: &str, sum: &str, points: &str) {
        zh: "以本项分值为限，只加回一部分：{at} 应得 {sum}、最多得 {points}",
        en: "adds back a part: {at} would earn {sum}, of which {points} count",
    }
    whole_item_holds(at: &str) { zh: "{at} 还有不得分的条款", en: "another clause leaves nothing of {at}" }
    clamp_holds(at: &str) { zh: "{at} 的得分有规定的上下限", en: "the score of {at} has a stated limit" }
    total_holds { zh: "最后得分有规定的上下限", en: "the final score has a stated limit" }
    hidden(at: &str, found: &str, counts: &str, rest: &str) {
        zh: "{at}  应扣 {found}，只扣 {counts}，{rest} 没有扣",
        en: "{at}  {found} found, {counts} deducted, {rest} hidden",
    }
    hidden_here(points: &str) {
        zh: "（{points} 因封顶、扣完为止没有扣）",
        en: " ({points} not deducted because of limits)",
    }
    to_next(name: &str, from: &str, distance: &str) {
        zh: "距“{name}”（{from} 分起）还差 {distance} 分",
        en: "{distance} below “{name}” (from {from})",
    }
    one_is_enough(count: usize, ids: &str) {
        zh: "只改一处就够的有 {count} 处：{ids}",
        en: "one of these {count} is enough: {ids}",
        one(count): "this one is enough: {ids}",
    }
    together(count: usize, ids: &str, reached: &str) {
        zh: "最少改 {count} 处（从加分多的改起），到 {reached} 分：{ids}",
        en: "{count} fixes, the largest first, reach {reached}: {ids}",
        one(count): "one fix reaches {reached}: {ids}",
    }
    out_of_reach(reached: &str) {
        zh: "记录里丢的分全改也只到 {reached} 分",
        en: "all of them fixed come to {reached} only",
    }
    without_veto(called: &str, no: &str, result: &str) { zh: "没有{called} {no}：{result}", en: "without {called} {no}: {result}" }
    without_all(result: &str) { zh: "没有任何一票否决：{result}", en: "without any veto: {result}" }
    before_veto { zh: "有一票否决：下列加分按否决前的得分算。", en: "A veto holds: what follows is about the score before it." }
    bonus { zh: "加分", en: "bonus" }
}

/// The id a margin is called by: that of its clause or item, the number of its direct clause.
#[must_use]
pub fn id(lang: Lang, rubric: &Rubric, session: &Session, about: About) -> String {
    match about {
        About::Entry(Subject::Clause(index)) => rubric.clause(index).id.clone(),
        About::Entry(Subject::Indicator(index)) => rubric.indicator(index).id.clone(),
        About::Direct(place) => {
            let no = session.direct.get(place).map_or("", |row| row.clause.as_str());
            format!("{} {no}", words::direct(lang))
        }
        About::Bonus => bonus(lang).to_owned(),
    }
}

/// What the document says there.
#[must_use]
pub fn text(rubric: &Rubric, session: &Session, about: About) -> String {
    match about {
        About::Entry(Subject::Clause(index)) => rubric.clause(index).text.clone(),
        About::Entry(Subject::Indicator(index)) => rubric.indicator(index).title.clone(),
        About::Direct(place) => {
            let no = session.direct.get(place).map(|row| row.clause.as_str());
            let clause =
                no.and_then(|no| rubric.find_ledger_clause(crate::rubric::Home::Direct, no));
            clause.map_or_else(String::new, |clause| rubric.clause(clause).text.clone())
        }
        About::Bonus => {
            let text = rubric.bonus.as_ref().and_then(|bonus| bonus.text.clone());
            text.unwrap_or_default()
        }
    }
}

/// `+1.5`, `0`, `+1项`.
#[must_use]
pub fn gain(lang: Lang, rubric: &Rubric, margin: &Margin) -> String {
    match margin.gain {
        Some(gain) => signed(gain, rubric.head.decimals),
        None => one_task(lang).to_owned(),
    }
}

/// A difference: `+1.5`, `-2`, `0`.
#[must_use]
pub fn signed(points: Points, decimals: u32) -> String {
    let sign = if points > Points::ZERO { "+" } else { "" };
    format!("{sign}{}", points.show(decimals))
}

/// `扣 2`, `待评 5`, `还可加 3`.
#[must_use]
pub fn costs(lang: Lang, rubric: &Rubric, margin: &Margin) -> String {
    let points = margin.lost.show(rubric.head.decimals);
    match margin.about {
        _ if margin.gain.is_none() && margin.is_open => task_open(lang).to_owned(),
        _ if margin.gain.is_none() => task_lost(lang).to_owned(),
        About::Bonus => room(lang, &points),
        _ if margin.is_open => open(lang, &points),
        _ => lost(lang, &points),
    }
}

/// Why a fix adds less than it costs; empty where it adds everything.
#[must_use]
pub fn held(lang: Lang, rubric: &Rubric, margin: &Margin) -> String {
    let Some(held) = margin.held else { return String::new() };
    let show = |points: Points| points.show(rubric.head.decimals);
    let is_nothing = margin.gain.is_some_and(Points::is_zero);
    let name = |index: crate::rubric::IndicatorIndex| rubric.indicator(index).id.as_str();
    match held {
        Held::Group { group, sum, cap } => {
            let at = rubric.group_name(group);
            if is_nothing {
                group_holds(lang, &at, &show(sum), &show(cap), &show(sum - cap))
            } else {
                group_holds_part(lang, &at, &show(sum), &show(cap))
            }
        }
        Held::Best { group } => best_holds(lang, &rubric.group_name(group)),
        Held::Earned { item, sum, points } => {
            let holds = if is_nothing { award_holds } else { award_holds_part };
            holds(lang, name(item), &show(sum), &show(points))
        }
        Held::Item { item, sum, points } if is_nothing => {
            item_holds(lang, name(item), &show(sum), &show(points), &show(sum - points))
        }
        Held::Item { item, sum, points } => {
            item_holds_part(lang, name(item), &show(sum), &show(points))
        }
        Held::WholeItem { item } => whole_item_holds(lang, name(item)),
        Held::Clamp { index } => clamp_holds(lang, name(index)),
        Held::Total => total_holds(lang).to_owned(),
    }
}

/// What a limit is called: the id of a clause or item, or the name of a group.
#[must_use]
pub fn limit(rubric: &Rubric, by: Limit) -> String {
    match by {
        Limit::Clause(index) => rubric.clause(index).id.clone(),
        Limit::Group(group) => rubric.group_name(group),
        Limit::Item(index) => rubric.indicator(index).id.clone(),
    }
}

/// What a limit hides.
#[must_use]
pub fn hidden_words(lang: Lang, rubric: &Rubric, held: &Hidden) -> String {
    let show = |points: Points| points.show(rubric.head.decimals);
    let at = limit(rubric, held.by);
    hidden(lang, &at, &show(held.found), &show(held.counts), &show(held.points()))
}

/// The most ids named in one sentence.
const MOST_IDS: usize = 8;

/// How far the next grade is, and what leads there: one sentence each.
#[must_use]
pub fn next_grade(
    lang: Lang,
    rubric: &Rubric,
    session: &Session,
    rows: &[Margin],
    next: &NextGrade,
) -> Vec<String> {
    let show = |points: Points| points.show(rubric.head.decimals);
    let ids = |places: &mut dyn Iterator<Item = usize>| {
        let ids = places.map(|place| id(lang, rubric, session, rows[place].about));
        let mut ids: Vec<String> = ids.take(MOST_IDS + 1).collect();
        if ids.len() > MOST_IDS {
            ids.truncate(MOST_IDS);
            ids.push("…".to_owned());
        }
        ids.join(lang.enumeration_comma())
    };
    let mut lines = vec![to_next(lang, &next.name, &show(next.from), &show(next.distance))];
    if next.alone > 0 {
        lines.push(one_is_enough(lang, next.alone, &ids(&mut (0..next.alone))));
    }
    match &next.together {
        Some(places) if places.len() > 1 || next.alone == 0 => {
            let ids = ids(&mut places.iter().copied());
            lines.push(together(lang, places.len(), &ids, &show(next.reached)));
        }
        Some(_) => {}
        None => lines.push(out_of_reach(lang, &show(next.reached))),
    }
    lines
}

/// What would be without a veto.
#[must_use]
pub fn veto_words(lang: Lang, rubric: &Rubric, without: &WithoutVeto) -> String {
    let score = without.score.map(|score| score.show(rubric.head.decimals));
    let score = score.map(|score| format!("{} {score}", words::score_word(lang)));
    let parts: Vec<String> = score.into_iter().chain(without.grade.clone()).collect();
    let result = parts.join(lang.comma());
    match without.veto {
        Some(place) => {
            let veto = &rubric.vetoes[place];
            without_veto(lang, vetoes::called_within(lang, veto), &veto.no, &result)
        }
        None => without_all(lang, &result),
    }
}
