//! Steps of what was measured, in words: rates, baselines, limits, converted scores.

use super::steps::Wording;
use super::words::side;
use super::{Lang, given, words};
use crate::points::{Figure, Points};
use crate::rubric::{Given, Rule, Side};
use crate::score::Step;

/// A step of a measured quantity in words; nothing of any other.
pub(super) fn step(wording: Wording<'_>, step: &Step) -> String {
    match wording.lang {
        Lang::Zh => chinese(wording, step),
        Lang::En => english(wording, step),
    }
}

fn chinese(wording: Wording<'_>, step: &Step) -> String {
    let side = |beyond| side(Lang::Zh, beyond);
    match step {
        Step::RateSteps { figure: value, reference, side: beyond, step, steps } => {
            let value = figure(Lang::Zh, *value, wording.decimals);
            let steps = steps.map_or_else(String::new, |s| format!(" 计 {s} 个 {step} 百分点"));
            format!("{value}，{} {reference}%{steps}", side(*beyond))
        }
        Step::Mean { years, mean, decimals } => {
            let places = decimals
                .map_or_else(String::new, |places| format!("（四舍五入，{places} 位小数）"));
            format!("{} 的平均数 {mean}{places}", list(years, "、"))
        }
        Step::BaselineSteps { .. } if held_against(wording).is_some() => against(wording, step),
        Step::BaselineSteps { actual, base, distance, step, steps, percent, side: beyond } => {
            let (percent, points) = if *percent { ("%", "个百分点") } else { ("", "") };
            let steps = steps.map_or_else(String::new, |s| format!("，计 {s} 个 {step}{points}"));
            format!("{actual} {} {base}：{distance}{percent}{steps}", side(*beyond))
        }
        Step::BaselineZero { amount: Some(amount) } => {
            format!("基数为 0，考核组定{} {amount}", wording.verb())
        }
        Step::BaselineZero { amount: None } => {
            format!("基数为 0，无法折算，请填写{}分值", wording.verb())
        }
        Step::Proportion { result, .. } => {
            format!("{} = {}", proportion(wording, step), wording.show(*result))
        }
        Step::Beyond { figure: value, limit, side: beyond, beyond: holds } => {
            let value = figure(Lang::Zh, *value, wording.decimals);
            let not = if *holds { "" } else { "未" };
            format!("{value} {not}{} {limit}", side(*beyond))
        }
        Step::Converted { amount, score, full, result } => {
            let result = wording.show(*result);
            format!("{amount} 分按 {score} / {full} 折合，{} {result}", wording.verb())
        }
        _ => String::new(),
    }
}

fn english(wording: Wording<'_>, step: &Step) -> String {
    let side = |beyond| side(Lang::En, beyond);
    match step {
        Step::RateSteps { figure: value, reference, side: beyond, step, steps } => {
            let value = figure(Lang::En, *value, wording.decimals);
            let steps = steps.map(|steps| format!(": {steps} × {}", counted_points(*step)));
            format!("{value} {} {reference}%{}", side(*beyond), steps.unwrap_or_default())
        }
        Step::Mean { years, mean, decimals } => {
            let places = decimals
                .map_or_else(String::new, |places| format!(" (half up, decimals: {places})"));
            format!("mean of {} is {mean}{places}", list(years, ", "))
        }
        Step::BaselineSteps { .. } if held_against(wording).is_some() => against(wording, step),
        Step::BaselineSteps { actual, base, distance, step, steps, percent, side: beyond } => {
            let percent = if *percent { "%" } else { "" };
            let steps = steps.map_or_else(String::new, |steps| format!(": {steps} × {step}"));
            format!("{actual} {} {base} by {distance}{percent}{steps}", side(*beyond))
        }
        Step::BaselineZero { amount: Some(amount) } => {
            format!("the baseline is 0: assessors decide to {} {amount}", wording.verb())
        }
        Step::BaselineZero { amount: None } => {
            format!("the baseline is 0: enter the amount to {}", wording.verb())
        }
        Step::Proportion { result, .. } => {
            format!("{} = {}", proportion(wording, step), wording.show(*result))
        }
        Step::Beyond { figure: value, limit, side: beyond, beyond: holds } => {
            let value = figure(Lang::En, *value, wording.decimals);
            let not = if *holds { "" } else { "not " };
            format!("{value} is {not}{} {limit}", side(*beyond))
        }
        Step::Converted { amount, score, full, result } => {
            let result = wording.show(*result);
            format!("{score} / {full} converted to {amount}: {} {result}", wording.verb())
        }
        _ => String::new(),
    }
}

fn held_against(wording: Wording<'_>) -> Option<&Given> {
    wording.clause.and_then(|clause| clause.rule.given())
}

/// `市平均值 95%，实际 92%，低 3 个百分点，计 3 个 1 个百分点`.
fn against(wording: Wording<'_>, step: &Step) -> String {
    let (Some(given), Step::BaselineSteps { actual, base, distance, step, steps, percent, side }) =
        (held_against(wording), step)
    else {
        return String::new();
    };
    let figure = |figure| given::figure(given, figure);
    let (name, base, actual) = (given::name(wording.lang, given), figure(*base), figure(*actual));
    if wording.lang == Lang::Zh {
        let beyond = if *side == Side::Below { "低" } else { "超" };
        let distance = match (given.rate, percent) {
            (true, _) => format!("{distance} 个百分点"),
            (false, true) => format!("{distance}%"),
            (false, false) => distance.to_string(),
        };
        let points = if given.rate || *percent { " 个百分点" } else { "" };
        let steps = steps.map_or_else(String::new, |s| format!("，计 {s} 个 {step}{points}"));
        return format!("{name} {base}，实际 {actual}，{beyond} {distance}{steps}");
    }
    let distance = match (given.rate, percent) {
        (true, _) => counted_points(*distance),
        (false, true) => format!("{distance}%"),
        (false, false) => distance.to_string(),
    };
    let steps = steps.map_or_else(String::new, |steps| format!(": {steps} × {step}"));
    format!("{name} {base}, actual {actual}, {} by {distance}{steps}", words::side(Lang::En, *side))
}

/// `7.5 个百分点 × 0.5 ÷ 10`, as it is entered into a pocket calculator.
fn proportion(wording: Wording<'_>, step: &Step) -> String {
    let Step::Proportion { distance, over, amount, step, .. } = step else {
        return String::new();
    };
    let is_rate = wording.clause.is_some_and(|clause| matches!(clause.rule, Rule::Rate(_)))
        || held_against(wording).is_some_and(|given| given.rate);
    let unit =
        if is_rate && over.is_none() && wording.lang == Lang::Zh { " 个百分点" } else { "" };
    let over = over.map_or_else(String::new, |over| format!(" ÷ {over}"));
    let step = if *step == Points::ONE { String::new() } else { format!(" ÷ {step}") };
    format!("{distance}{over}{unit} × {amount}{step}")
}

fn figure(lang: Lang, figure: Figure, decimals: u32) -> String {
    match figure {
        Figure::Number(number) => number.to_string(),
        Figure::Ratio { part, whole } => {
            let percent = part.percent_of(whole, decimals);
            match lang {
                Lang::Zh => format!("{part}/{whole}（{percent}%）"),
                Lang::En => format!("{part}/{whole} ({percent}%)"),
            }
        }
    }
}

fn list(numbers: &[Points], between: &str) -> String {
    let all: Vec<String> = numbers.iter().map(Points::to_string).collect();
    all.join(between)
}

/// 1 point, 2 points.
pub(super) fn counted_points(points: Points) -> String {
    let word = if points == Points::ONE { "point" } else { "points" };
    format!("{points} {word}")
}
