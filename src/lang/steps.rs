//! 计算步骤 in words: `缺 3 次 × 0.5 = 1.5，本项封顶 1，扣 1；得 4 / 5`.

use super::measured::counted_points;
use super::words::{effect, factor};
use super::{Lang, applies, chosen, measured, whole_steps};
use crate::points::Points;
use crate::rubric::{Clause, Effect, GroupIndex, Rubric, Rule};
use crate::score::Step;

/// How a step is to be worded: whose it is decides verb and unit.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'a> {
    /// The language.
    pub lang: Lang,
    /// The most decimals shown.
    pub decimals: u32,
    /// The clause the step belongs to, if it is a clause's.
    pub clause: Option<&'a Clause>,
}

impl<'a> Wording<'a> {
    /// The wording of steps of groups, indicators and the total.
    #[must_use]
    pub fn new(lang: Lang, decimals: u32) -> Self {
        Self { lang, decimals, clause: None }
    }

    /// The wording of a clause's steps.
    #[must_use]
    pub fn of_clause(self, clause: &'a Clause) -> Self {
        Self { clause: Some(clause), ..self }
    }

    /// The wording of a group's steps: its clauses share one effect and often one unit.
    #[must_use]
    pub fn of_group(self, rubric: &'a Rubric, group: GroupIndex) -> Self {
        let clauses = rubric.clauses_in(&rubric.group(group).members);
        Self { clause: clauses.first().map(|clause| rubric.clause(*clause)), ..self }
    }

    pub(super) fn unit(&self) -> &'a str {
        self.clause.and_then(|clause| clause.unit.as_deref()).unwrap_or(match self.lang {
            Lang::Zh => "次",
            Lang::En => "×",
        })
    }

    fn effect(&self) -> Effect {
        self.clause.map_or(Effect::Deduct, |clause| clause.effect)
    }

    pub(super) fn verb(&self) -> &'static str {
        effect(self.lang, self.effect())
    }

    /// Points as they are shown; money says so.
    pub(super) fn show(&self, points: Points) -> String {
        self.money(points.show(self.decimals))
    }

    /// An amount as the document prints it.
    pub(super) fn printed(&self, amount: Points) -> String {
        self.money(amount.to_string())
    }

    fn money(&self, shown: String) -> String {
        match (self.effect(), self.lang) {
            (Effect::Fine, Lang::Zh) => format!("{shown} 元"),
            (Effect::Fine, Lang::En) => format!("{shown} yuan"),
            _ => shown,
        }
    }

    pub(super) fn share(&self, share: Points) -> String {
        factor(self.lang, self.clause.map_or(&[], |clause| &clause.shares), share)
    }
}

/// All steps in one line.
#[must_use]
pub fn line(wording: Wording<'_>, steps: &[Step]) -> String {
    let words: Vec<String> = steps.iter().map(|step| step_words(wording, step)).collect();
    words.join(match wording.lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    })
}

/// One step in words.
#[must_use]
pub fn step_words(wording: Wording<'_>, step: &Step) -> String {
    match step {
        Step::RateSteps { .. }
        | Step::Mean { .. }
        | Step::BaselineSteps { .. }
        | Step::BaselineZero { .. }
        | Step::Proportion { .. }
        | Step::Beyond { .. }
        | Step::Converted { .. } => measured::step(wording, step),
        Step::SameMatter { .. }
        | Step::FullMarks
        | Step::WholeItem
        | Step::OnTop { .. }
        | Step::Unfit => in_short(wording, step),
        Step::Level { .. }
        | Step::LevelTimes { .. }
        | Step::Chosen { .. }
        | Step::MeanOf { .. } => chosen::step(wording, step),
        Step::Rescaled { .. }
        | Step::Averaged { .. }
        | Step::NothingApplies
        | Step::Factor { .. }
        | Step::FactorOpen { .. }
        | Step::Direct { .. }
        | Step::Bonus { .. }
        | Step::Final { .. }
        | Step::Outward { .. }
        | Step::BetweenGrades { .. }
        | Step::Veto { .. } => {
            whole_steps::words(wording.lang, step, |points| wording.show(points))
        }
        _ if wording.lang == Lang::Zh => chinese(wording, step),
        _ => english(wording, step),
    }
}

fn of(points: Option<Points>, show: impl Fn(Points) -> String) -> String {
    points.map_or_else(String::new, |points| format!(" / {}", show(points)))
}

/// `5 + 8 = 13`; negative scores stand in brackets.
fn added(scores: &[Points], result: Points, show: impl Fn(Points) -> String) -> String {
    let shown = |score: &Points| {
        if score.is_negative() { format!("({})", show(*score)) } else { show(*score) }
    };
    let all: Vec<String> = scores.iter().map(shown).collect();
    format!("{} = {}", all.join(" + "), show(result))
}

/// What is missing, what is there or what goes beyond a required number.
fn counted(wording: Wording<'_>) -> &'static str {
    match (wording.lang, wording.effect()) {
        (Lang::Zh, Effect::Deduct | Effect::Fine) => "少",
        (Lang::Zh, Effect::Earn) => "计",
        (Lang::Zh, Effect::Add) => "多",
        (Lang::En, Effect::Deduct | Effect::Fine) => "missing",
        (Lang::En, Effect::Earn) => "counted",
        (Lang::En, Effect::Add) => "more",
    }
}

fn counts_as_missing(wording: Wording<'_>) -> bool {
    matches!(wording.effect(), Effect::Deduct | Effect::Fine)
        && wording.clause.is_some_and(|clause| matches!(clause.rule, Rule::Shortfall(_)))
}

fn chinese(wording: Wording<'_>, step: &Step) -> String {
    let show = |points: Points| wording.show(points);
    let (unit, verb) = (wording.unit(), wording.verb());
    match step {
        Step::Flat { amount } => format!("{verb} {}", wording.printed(*amount)),
        Step::Times { count, amount, result } => {
            let missing = if counts_as_missing(wording) { "缺 " } else { "" };
            let unit = per_step(wording.clause, unit);
            format!("{missing}{count} {unit} × {amount} = {}", show(*result))
        }
        Step::Shared { count, amount, share, result } => {
            format!("{count} {unit} × {amount} × {} = {}", wording.share(*share), show(*result))
        }
        Step::AmountShared { amount, share, result } => {
            format!("分值 {amount} × {} = {}", wording.share(*share), show(*result))
        }
        Step::Against { name, required, actual, counts } => {
            let (name, word) = (name.as_deref().unwrap_or_default(), counted(wording));
            format!("{name}应 {required} {unit}、实 {actual} {unit}，{word} {counts} {unit}")
        }
        Step::Sum { result } => format!("合计 {}", show(*result)),
        Step::ClauseMax { max } => format!("本项封顶 {max}，{verb} {}", wording.printed(*max)),
        Step::NotApplicable { reason } if reason.is_empty() => "不涉及".to_owned(),
        Step::NotApplicable { reason } => format!("不涉及：{reason}"),
        Step::OtherUnits { applies } => applies::left_out(Lang::Zh, applies),
        Step::GroupCap { before, cap, after } => {
            format!("小计 {}，本项封顶 {cap}，{verb} {}", show(*before), show(*after))
        }
        Step::GroupBest { before, after } => {
            format!("就高不累计：合计 {}，计 {}", show(*before), show(*after))
        }
        Step::Earned { before, after } if before == after => format!("各项得分 {}", show(*before)),
        Step::Earned { before, after } => {
            format!("各项得分 {}，以本项分值为限得 {}", show(*before), show(*after))
        }
        Step::Ordinary { before, after } if before == after => format!("扣 {}", show(*before)),
        Step::Ordinary { before, after } => {
            format!("应扣 {}，扣完为止，扣 {}", show(*before), show(*after))
        }
        Step::Star { amount } => format!("★ 另扣 {}", show(*amount)),
        Step::Added { amount } => format!("加 {}", show(*amount)),
        Step::Judged { award, points } => format!("评议得 {award} / {points}"),
        Step::Pending { points } => format!("待评 {points} 分，暂计 0"),
        Step::Rest { points, score } => {
            format!("未印分值的部分共 {} 分，得 {}", show(*points), show(*score))
        }
        Step::Children { scores, result } => added(scores, *result, show),
        Step::Weighted { id, score, weight, result } => {
            format!("{id}：{} × {weight} = {}", show(*score), show(*result))
        }
        Step::Clamped { before, after } => format!("{} 按规定限为 {}", show(*before), show(*after)),
        Step::Rounded { before, after, decimals } => {
            format!("{before} 四舍五入，取 {decimals} 位小数为 {after}")
        }
        Step::Score { score, points } => format!("得 {}{}", show(*score), of(*points, show)),
        Step::Fined { amount } => format!("另罚 {} 元，不计入得分", show(*amount)),
        _ => String::new(),
    }
}

/// What is said in a few words.
fn in_short(wording: Wording<'_>, step: &Step) -> String {
    let is_chinese = wording.lang == Lang::Zh;
    let said = match step {
        Step::SameMatter { recorded, counts } if is_chinese => {
            let unit = wording.unit();
            return format!("同一事项只计一次：记录 {recorded} {unit}，计 {counts} {unit}");
        }
        Step::SameMatter { recorded, counts } => {
            return format!("one matter counts once: {recorded} recorded, {counts} counted");
        }
        Step::OnTop { before, after } => return chosen::on_top(wording, *before, *after),
        Step::FullMarks if is_chinese => "整项不涉及，视同满分",
        Step::FullMarks => "nothing of it applies: full marks",
        Step::WholeItem if is_chinese => "不得分，本项全部扣完",
        Step::WholeItem => "nothing is left of the item",
        _ if is_chinese => "记录与条款不符，未计入",
        _ => "does not fit the clause, not counted",
    };
    said.to_owned()
}

fn english(wording: Wording<'_>, step: &Step) -> String {
    let show = |points: Points| wording.show(points);
    let (unit, verb) = (wording.unit(), wording.verb());
    match step {
        Step::Flat { amount } => format!("{verb} {}", wording.printed(*amount)),
        Step::Times { count, amount, result } => {
            let missing = if counts_as_missing(wording) { " missing" } else { "" };
            format!("{count}{missing} × {amount} = {}", show(*result))
        }
        Step::Shared { count, amount, share, result } => {
            format!("{count} × {amount} × {} = {}", wording.share(*share), show(*result))
        }
        Step::AmountShared { amount, share, result } => {
            format!("the amount {amount} × {} = {}", wording.share(*share), show(*result))
        }
        Step::Against { name, required, actual, counts } => {
            let name = name.as_deref().map_or_else(String::new, |name| format!("{name}: "));
            let word = counted(wording);
            format!("{name}{required} {unit} required, {actual} held, {counts} {word}")
        }
        Step::Sum { result } => format!("sum {}", show(*result)),
        Step::ClauseMax { max } => format!("at most {max}"),
        Step::NotApplicable { reason } if reason.is_empty() => "not applicable".to_owned(),
        Step::NotApplicable { reason } => format!("not applicable: {reason}"),
        Step::OtherUnits { applies } => applies::left_out(Lang::En, applies),
        Step::GroupCap { before, cap, after } => {
            format!("sum {}, capped at {cap}: {}", show(*before), show(*after))
        }
        Step::GroupBest { before, after } => {
            format!("only the largest counts: {} of {}", show(*after), show(*before))
        }
        Step::Earned { before, after } => {
            format!("earned {}, of the item's points {}", show(*before), show(*after))
        }
        Step::Ordinary { before, after } if before == after => format!("deduct {}", show(*before)),
        Step::Ordinary { before, after } => {
            format!("{} found, the item has no more than {}", show(*before), show(*after))
        }
        Step::Star { amount } => format!("★ deducts {} more", show(*amount)),
        Step::Added { amount } => format!("add {}", show(*amount)),
        Step::Judged { award, points } => format!("judged {award} / {points}"),
        Step::Pending { points } => counted_points(*points) + " not judged yet, 0 for now",
        Step::Rest { points, score } => {
            format!("parts without points have {} and score {}", show(*points), show(*score))
        }
        Step::Children { scores, result } => added(scores, *result, show),
        Step::Weighted { id, score, weight, result } => {
            format!("{id}: {} × {weight} = {}", show(*score), show(*result))
        }
        Step::Clamped { before, after } => format!("{} limited to {}", show(*before), show(*after)),
        Step::Rounded { before, after, decimals } => {
            format!("{before} rounded half up to {after} (decimals: {decimals})")
        }
        Step::Score { score, points } => format!("score {}{}", show(*score), of(*points, show)),
        Step::Fined { amount } => format!("fined {} yuan, not part of the score", show(*amount)),
        _ => String::new(),
    }
}

/// What a multiplied count is called: steps for the rules that measure a distance.
fn per_step<'a>(clause: Option<&Clause>, unit: &'a str) -> &'a str {
    match clause.map(|clause| &clause.rule) {
        Some(Rule::Rate(_) | Rule::Baseline(_)) => "步",
        _ => unit,
    }
}
