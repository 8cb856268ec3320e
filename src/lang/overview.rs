//! 总览 in words.

use super::{Lang, messages};
use crate::points::Points;

messages! {
    title { zh: "总览", en: "Overview" }
    sections { zh: "各部分  得分/分值  得分率  已评", en: "Parts: score/points, rate, recorded" }
    sections_of_tasks { zh: "各部分  完成/任务  完成率  已评", en: "Parts: done/tasks, rate, recorded" }
    deducted(points: &str) { zh: "扣 {points}", en: "-{points}" }
    added(points: &str) { zh: "加 {points}", en: "+{points}" }
    hidden(points: &str) { zh: "没扣 {points}", en: "{points} hidden" }
    leads_nowhere { zh: "这一行没有可去的条款", en: "this line leads nowhere" }
    not_begun { zh: "待评", en: "open" }
    range(from: &str, to: &str) { zh: "未评完，暂得分；可能区间 {from}~{to}", en: "not finished, score so far; range {from}~{to}" }
    before_veto(score: &str) { zh: "有一票否决：否决前 {score}", en: "a veto holds: {score} before it" }
    whole { zh: "合计", en: "Total" }
    bonus(claimed: &str, counted: &str) { zh: "加分：报 {claimed}，计 {counted}", en: "Bonus: {claimed} claimed, {counted} counted" }
    bonus_cases(held: &str) { zh: "加分：{held}", en: "Bonus: {held}" }
    bonus_most(most: &str) { zh: "（最多 {most}）", en: " (at most {most})" }
    direct(points: &str, rows: usize) { zh: "直接计入总分：扣 {points}（{rows} 条）", en: "Direct deductions: {points} ({rows} rows)", one(rows): "Direct deductions: {points} (1 row)" }
    no_veto(called: &str, conditions: usize) { zh: "{called}：{conditions} 种情形都没有", en: "{called}: none of {conditions} conditions holds", one(conditions): "{called}: the one condition does not hold" }
    veto(called: &str, no: &str, effect: &str) { zh: "{called} {no}：{effect}", en: "{called} {no}: {effect}" }
    all_hidden(points: &str) {
        zh: "因封顶、扣完为止没有扣的：{points} 分（⟦review.margins!⟧ 看是哪些）",
        en: "Not deducted because of limits: {points} (⟦review.margins!⟧ lists them)",
    }
    by_office { zh: "扣分按考核单位（各条自己的上限以内，其他封顶前）", en: "Deductions by assessing office (each within its own limit, before caps of groups and items)" }
    by_department { zh: "扣分按责任部门（各条自己的上限以内，其他封顶前；共担的各计一次）", en: "Deductions by department (each within its own limit, before caps of groups and items; shared ones count for each)" }
    tasks_by_office { zh: "完成率按考核单位", en: "Completion by assessing office" }
    nobody { zh: "（未注明）", en: "(none named)" }
}

/// `扣 3.5  4 条`.
#[must_use]
pub fn part(lang: Lang, lost: Points, rows: u32, decimals: u32) -> String {
    let lost = deducted(lang, &lost.show(decimals));
    match lang {
        Lang::Zh => format!("{lost}（{rows} 条）"),
        Lang::En => format!("{lost} ({rows})"),
    }
}
