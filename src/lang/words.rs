//! The words of the field: what modes, states, marks and rules are called.

use super::{Lang, applies, given, messages};
use crate::points::Points;
use crate::rubric::{
    Amount, Baseline, Clause, ClauseIndex, Effect, Group, Rate, Required, Rubric, Rule, Share, Side,
};
use crate::score::Mark;
use crate::session::{Ledger, Mode, State, TaskState};

messages! {
    rubric { zh: "考核细则", en: "rubric" }
    session { zh: "考核记录", en: "session" }
    unit { zh: "被考核单位", en: "Unit" }
    assessors { zh: "考核组", en: "Assessors" }
    date { zh: "考核时间", en: "Date" }
    mode_word { zh: "方式", en: "Mode" }
    points_word { zh: "分值", en: "points" }
    score_word { zh: "得分", en: "Score" }
    deducted { zh: "扣分", en: "Deducted" }
    bonus { zh: "加分", en: "Bonus" }
    bonus_item { zh: "加分项", en: "Bonus" }
    veto { zh: "一票否决", en: "Veto" }
    veto_item { zh: "否决项", en: "Veto" }
    direct { zh: "直接扣分", en: "Direct deductions" }
    provisional { zh: "暂得分", en: "Score so far" }
    no_office { zh: "（未注明考核单位）", en: "(no office named)" }
    pending { zh: "待评", en: "Pending" }
    range { zh: "可能区间", en: "Range" }
    progress { zh: "进度", en: "Progress" }
    grade { zh: "等次", en: "Grade" }
    completion_so_far { zh: "暂完成率", en: "Done so far" }
    completion { zh: "完成率", en: "Completion" }
    remark { zh: "说明", en: "Remark" }
    evidence { zh: "佐证", en: "Evidence" }
    subject { zh: "对象", en: "Subject" }
    count { zh: "次数", en: "Count" }
    share { zh: "责任比例", en: "Share" }
    reading { zh: "口径", en: "Reading" }
    duty { zh: "职责分工", en: "Duties" }
    office { zh: "考核单位", en: "Assessing office" }
    method { zh: "考核方式", en: "Method" }
    criteria { zh: "评分标准", en: "Criteria" }
    before_veto { zh: "否决前", en: "before the veto" }
    exempt { zh: "不扣分情形", en: "Exempt" }
    inferred { zh: "（推算）", en: " (inferred)" }
    heading_lost { zh: "（标题缺失）", en: "(heading lost)" }
}

/// 加分, 一票否决, 直接扣分.
#[must_use]
pub fn ledger(lang: Lang, ledger: Ledger) -> &'static str {
    match ledger {
        Ledger::Bonus => bonus(lang),
        Ledger::Veto => veto(lang),
        Ledger::Direct => direct(lang),
    }
}

/// 自评, 现场考核, 复核.
#[must_use]
pub fn mode(lang: Lang, mode: Mode) -> &'static str {
    match (lang, mode) {
        (Lang::Zh, Mode::SelfAssessment) => "自评",
        (Lang::Zh, Mode::Field) => "现场考核",
        (Lang::Zh, Mode::Review) => "复核",
        (Lang::En, Mode::SelfAssessment) => "self-assessment",
        (Lang::En, Mode::Field) => "field",
        (Lang::En, Mode::Review) => "review",
    }
}

/// 草稿, 定稿.
#[must_use]
pub fn state(lang: Lang, state: State) -> &'static str {
    match (lang, state) {
        (Lang::Zh, State::Draft) => "草稿",
        (Lang::Zh, State::Final) => "定稿",
        (Lang::En, State::Draft) => "draft",
        (Lang::En, State::Final) => "final",
    }
}

/// 未评, 无问题, 有问题, 不涉及.
#[must_use]
pub fn mark(lang: Lang, mark: Mark) -> &'static str {
    match (lang, mark) {
        (Lang::Zh, Mark::Open) => "未评",
        (Lang::Zh, Mark::Met) => "无问题",
        (Lang::Zh, Mark::Found) => "有问题",
        (Lang::Zh, Mark::NotApplicable) => "不涉及",
        (Lang::En, Mark::Open) => "open",
        (Lang::En, Mark::Met) => "met",
        (Lang::En, Mark::Found) => "found",
        (Lang::En, Mark::NotApplicable) => "n/a",
    }
}

/// 已完成, 部分完成, 未完成.
#[must_use]
pub fn task(lang: Lang, state: TaskState) -> &'static str {
    match (lang, state) {
        (Lang::Zh, TaskState::Done) => "已完成",
        (Lang::Zh, TaskState::Partly) => "部分完成",
        (Lang::Zh, TaskState::NotDone) => "未完成",
        (Lang::En, TaskState::Done) => "done",
        (Lang::En, TaskState::Partly) => "partly done",
        (Lang::En, TaskState::NotDone) => "not done",
    }
}

/// 扣, 加, 得, 罚.
#[must_use]
pub fn effect(lang: Lang, effect: Effect) -> &'static str {
    match (lang, effect) {
        (Lang::Zh, Effect::Deduct) => "扣",
        (Lang::Zh, Effect::Add) => "加",
        (Lang::Zh, Effect::Earn) => "得",
        (Lang::Zh, Effect::Fine) => "罚",
        (Lang::En, Effect::Deduct) => "deduct",
        (Lang::En, Effect::Add) => "add",
        (Lang::En, Effect::Earn) => "earn",
        (Lang::En, Effect::Fine) => "fine",
    }
}

/// The words of a clause. Where the document goes on in one sentence over several clauses,
/// the whole sentence, with the part of this one between `【】`.
#[must_use]
pub fn sentence(rubric: &Rubric, index: ClauseIndex) -> String {
    let places = rubric.sentence_of(index);
    if places.len() == 1 {
        return rubric.clause(index).text.clone();
    }
    let mut words = String::new();
    for place in places.clone() {
        let clause = rubric.clause(ClauseIndex(place));
        if place > places.start {
            words.push_str(clause.continues.as_deref().unwrap_or_default());
        }
        let (open, close) = if place == index.0 { ("【", "】") } else { ("", "") };
        words.extend([open, clause.text.as_str(), close]);
    }
    words
}

/// The rule of a clause in words: `每少 1 次扣 0.5，应有 4 次，本项封顶 1`.
#[must_use]
pub fn rule(lang: Lang, clause: &Clause) -> String {
    let mut words = vec![how(lang, clause)];
    words.extend(clause.mean.then(|| of_mean(lang).to_owned()));
    if let Some(amount) = clause.beyond {
        words.push(beyond(lang, clause, amount));
    }
    if let Some(max) = clause.max {
        words.push(match lang {
            Lang::Zh if clause.beyond.is_some() => format!("最多追加扣 {max}"),
            Lang::Zh => format!("本项封顶 {max}"),
            Lang::En => format!("at most {max}"),
        });
    }
    if clause.star {
        words.push(star(lang).to_owned());
    }
    if !clause.shares.is_empty() {
        words.push(shares(lang, &clause.shares));
    }
    words.extend(applies::applies(lang, &clause.applies));
    if clause.repeated {
        words.push(repeated(lang).to_owned());
    }
    words.join(match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    })
}

messages! {
    star { zh: "★ 可超出本项分值", en: "★ may pass the item's points" }
    repeated { zh: "原文重复，只显示不计分", en: "printed twice, shown but never added" }
    noted_only { zh: "只记是或否，没有分值", en: "yes or no, without points" }
    case_holds { zh: "是", en: "yes" }
    case_does_not_hold { zh: "否", en: "no" }
    all_of_the_item { zh: "不得分（本项全扣）", en: "nothing left of the item" }
}

/// A group in words: its text, and its limits.
#[must_use]
pub fn group(lang: Lang, rubric: &Rubric, group: &Group) -> String {
    let words: Vec<String> =
        group.text.clone().into_iter().chain(group_limits(lang, rubric, group)).collect();
    words.join(match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    })
}

/// The limits of a group in words, and which units it applies to: `本项封顶 2`.
pub fn group_limits(lang: Lang, rubric: &Rubric, group: &Group) -> impl Iterator<Item = String> {
    let clauses = rubric.clauses_in(&group.members);
    let effect = clauses.first().map(|clause| rubric.clause(*clause).effect);
    let cap = group.cap.map(|cap| match (lang, effect) {
        (Lang::Zh, Some(Effect::Deduct)) => format!("本项封顶 {cap}，扣完为止"),
        (Lang::Zh, Some(Effect::Fine)) => format!("合计最多 {cap} 元"),
        (Lang::Zh, _) => format!("合计最多 {cap}"),
        (Lang::En, Some(Effect::Fine)) => format!("together at most {cap} yuan"),
        (Lang::En, _) => format!("together at most {cap}"),
    });
    let best = group.best.then(|| only_the_largest(lang).to_owned());
    let matter = group.matter_once.then(|| matter_once(lang).to_owned());
    cap.into_iter().chain(best).chain(matter).chain(applies::applies(lang, &group.applies))
}

messages! {
    only_the_largest { zh: "就高不累计", en: "only the largest counts" }
    matter_once { zh: "同一事项只计一次", en: "one matter counts once" }
}

fn how(lang: Lang, clause: &Clause) -> String {
    if clause.has_no_points() {
        return noted_only(lang).to_owned();
    }
    let choice = matches!(clause.amount, Amount::Levels(_));
    let amount = match &clause.amount {
        Amount::All => return format!("{}{}", condition(lang, clause), all_of_the_item(lang)),
        Amount::Fixed(points) => points.to_string(),
        Amount::Range { from, to } if from.is_zero() => match lang {
            Lang::Zh => format!("不超过 {to}"),
            Lang::En => format!("up to {to}"),
        },
        Amount::Range { from, to } => format!("{from}–{to}"),
        Amount::Levels(levels) => {
            let all: Vec<String> =
                levels.iter().map(|level| format!("{} {}", level.name, level.points)).collect();
            all.join(" / ")
        }
    };
    let money = match (clause.effect, lang) {
        (Effect::Fine, Lang::Zh) => " 元",
        (Effect::Fine, Lang::En) => " yuan",
        _ => "",
    };
    let verb = effect(lang, clause.effect);
    let ranges = matches!(clause.amount, Amount::Range { from, .. } if !from.is_zero());
    match lang {
        Lang::Zh if ranges => format!("{}酌情{verb} {amount}{money}", condition(lang, clause)),
        Lang::Zh if choice => format!("{}按档{verb}分：{amount}{money}", each(lang, clause)),
        Lang::En if choice => format!("{}{verb} by level: {amount}{money}", each(lang, clause)),
        _ => format!("{}{verb} {amount}{money}", condition(lang, clause)),
    }
}

/// 取平均: what is chosen for each is not added up.
fn of_mean(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "取平均",
        Lang::En => "of which the mean counts",
    }
}

/// What is deducted beyond the whole item.
fn beyond(lang: Lang, clause: &Clause, amount: Points) -> String {
    let unit = clause.unit.as_deref().filter(|_| clause.rule == Rule::Occurrence);
    match (lang, unit) {
        (Lang::Zh, None) => format!("并追加扣 {amount}"),
        (Lang::Zh, Some(unit)) => format!("每{unit}另追加扣 {amount}"),
        (Lang::En, None) => format!("and deduct {amount} beyond it"),
        (Lang::En, Some(unit)) => format!("and per {unit} deduct {amount} beyond it"),
    }
}

/// What a level is chosen for: 每例; nothing where it is chosen once.
fn each(lang: Lang, clause: &Clause) -> String {
    if clause.rule == Rule::Occurrence { condition(lang, clause) } else { String::new() }
}

/// What comes before the amount: 每次, 少 1 次, 低于 85 每 1 个百分点.
fn condition(lang: Lang, clause: &Clause) -> String {
    let unit = clause.unit.as_deref().unwrap_or(match lang {
        Lang::Zh => "次",
        Lang::En => "time",
    });
    match (&clause.rule, lang) {
        (Rule::Flat, _) => if_so(lang, clause.effect).to_owned(),
        (Rule::Occurrence, Lang::Zh) if clause.takes_whole_item() => format!("有 1 {unit}即"),
        (Rule::Occurrence, Lang::En) if clause.takes_whole_item() => format!("at one {unit} "),
        (Rule::Occurrence, Lang::Zh) => format!("每{unit}"),
        (Rule::Occurrence, Lang::En) => format!("per {unit} "),
        (Rule::Shortfall(required), _) => {
            shortfall(lang, clause.effect, &required_words(required, unit), unit)
        }
        (Rule::Rate(rate), _) => per_step_of_rate(lang, *rate),
        (Rule::Baseline(base), _) => per_step_of_baseline(lang, base, unit),
        (Rule::Threshold(limit), _) => {
            let percent = if limit.percent { "%" } else { "" };
            format!("{} {}{percent} ", side(lang, limit.side), limit.limit)
        }
        (Rule::Converted { full }, Lang::Zh) => format!("按满分 {full} 折合"),
        (Rule::Converted { full }, Lang::En) => format!("converted from a full score of {full}: "),
    }
}

fn shortfall(lang: Lang, effect: Effect, required: &str, unit: &str) -> String {
    match (lang, effect) {
        (Lang::Zh, Effect::Deduct | Effect::Fine) => format!("应有 {required}，每少 1 {unit}"),
        (Lang::Zh, Effect::Earn) => format!("应有 {required}，每有 1 {unit}"),
        (Lang::Zh, Effect::Add) => format!("应有 {required}，每多 1 {unit}"),
        (Lang::En, Effect::Deduct | Effect::Fine) => {
            format!("{required} required, each missing {unit} ")
        }
        (Lang::En, Effect::Earn) => format!("{required} required, each {unit} held "),
        (Lang::En, Effect::Add) => format!("{required} required, each {unit} beyond "),
    }
}

fn per_step_of_rate(lang: Lang, rate: Rate) -> String {
    let side = side(lang, rate.side);
    match lang {
        Lang::Zh => {
            let exact = if rate.exact { "（按比例）" } else { "" };
            format!("{side} {}%，每 {} 个百分点{exact}", rate.reference, rate.step)
        }
        Lang::En => {
            let exact = if rate.exact { " (pro rata)" } else { "" };
            format!("{side} {}%, per {} points{exact} ", rate.reference, rate.step)
        }
    }
}

fn per_step_of_baseline(lang: Lang, base: &Baseline, unit: &str) -> String {
    let gap = gap(lang);
    let is_rate = base.given.as_ref().is_some_and(|given| given.rate);
    let step = match lang {
        Lang::Zh if is_rate => format!("{} 个百分点", base.step),
        Lang::En if is_rate => format!("{} points ", base.step),
        Lang::Zh if base.percent => format!("{} 个百分点", base.step),
        Lang::En if base.percent => format!("{}% ", base.step),
        // 0.1起: the unit says the step.
        _ if unit.starts_with(|c: char| c.is_ascii_digit()) => format!("{unit}{gap}"),
        _ => format!("{} {unit}{gap}", base.step),
    };
    let side = side(lang, base.side);
    let Some(given) = &base.given else {
        let of = baseline(lang, base.mean_of);
        return match lang {
            Lang::Zh => format!("{side}{of}，每 {step}"),
            Lang::En => format!("{side} {of}, per {step}"),
        };
    };
    let of = given::name(lang, given);
    match (lang, base.exact) {
        (Lang::Zh, false) => format!("{side}{of}（考核时填），每 {step}"),
        (Lang::Zh, true) => format!("{side}{of}（考核时填），每 {step}（按比例）"),
        (Lang::En, false) => format!("{side} {of} (given at entry), per {step}"),
        (Lang::En, true) => format!("{side} {of} (given at entry), pro rata per {step}"),
    }
}

/// Words are parted by blanks in English only.
fn gap(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "" } else { " " }
}

fn if_so(lang: Lang, effect: Effect) -> &'static str {
    match (lang, effect) {
        (Lang::Zh, Effect::Earn) => "符合要求",
        (Lang::Zh, _) => "有此情形",
        (Lang::En, Effect::Earn) => "if fulfilled ",
        (Lang::En, _) => "if so ",
    }
}

fn required_words(required: &Required, unit: &str) -> String {
    match required {
        Required::One(number) => format!("{number} {unit}"),
        Required::Named(named) => {
            let all: Vec<String> =
                named.iter().map(|(name, number)| format!("{name} {number} {unit}")).collect();
            all.join("、")
        }
    }
}

/// 低于, 超过.
#[must_use]
pub fn side(lang: Lang, side: Side) -> &'static str {
    match (lang, side) {
        (Lang::Zh, Side::Below) => "低于",
        (Lang::Zh, Side::Above) => "超过",
        (Lang::En, Side::Below) => "below",
        (Lang::En, Side::Above) => "above",
    }
}

fn baseline(lang: Lang, mean_of: u32) -> String {
    match (lang, mean_of) {
        (Lang::Zh, 1) => "上年".to_owned(),
        (Lang::Zh, years) => format!("近{years}年平均"),
        (Lang::En, 1) => "last year".to_owned(),
        (Lang::En, years) => format!("the mean of {years} years"),
    }
}

/// `40%` for a share of 0.4.
#[must_use]
pub fn percent(share: Points) -> String {
    format!("{}%", share * Points::HUNDRED)
}

/// `40%` for a share, `2（加倍）` for a factor above 1 whose name is known.
#[must_use]
pub fn factor(lang: Lang, known: &[Share], share: Points) -> String {
    if share <= Points::ONE {
        return percent(share);
    }
    let mut named = known.iter().filter(|known| known.share == share);
    match (named.next(), named.next(), lang) {
        (Some(only), None, Lang::Zh) => format!("{share}（{}）", only.name),
        (Some(only), None, Lang::En) => format!("{share} ({})", only.name),
        _ => share.to_string(),
    }
}

/// The shares and factors a finding may carry: `可乘：事故发生地 40%、加倍 2`.
fn shares(lang: Lang, shares: &[Share]) -> String {
    let each = |known: &Share| format!("{} {}", known.name, factor(lang, &[], known.share));
    let all: Vec<String> = shares.iter().map(each).collect();
    match lang {
        Lang::Zh => format!("可乘：{}", all.join("、")),
        Lang::En => format!("may be multiplied with: {}", all.join(", ")),
    }
}
