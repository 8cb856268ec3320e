//! 整改 in words: its form, how far all of them are, and what the next assessment takes over.

use super::{Lang, messages, record};
use crate::session::{Carried, Correction, CorrectionCounts};
use crate::storage::open::CarryError;

messages! {
    key { zh: "整改", en: "correction" }
    key_more {
        zh: "措施、责任单位、时限、状态、佐证；有几个情形的，先在清单里选",
        en: "measure, unit, due day, state, proof; where there are several findings, of the selected one",
    }
    title(id: &str) { zh: "整改 {id}", en: "Correction {id}" }
    measure { zh: "整改措施", en: "Measure" }
    unit { zh: "责任单位", en: "Unit responsible" }
    unit_hint { zh: "不填时，问题清单按职责分工填", en: "if empty, the list of findings names the department" }
    due { zh: "时限", en: "Due" }
    state { zh: "状态", en: "State" }
    none { zh: "不列整改", en: "no correction" }
    proof { zh: "整改佐证", en: "Proof" }
    choose_finding {
        zh: "有几个情形：选一个，按 ⟦findings.correction!⟧ 填它的整改。",
        en: "There are several findings: select one and press ⟦findings.correction!⟧.",
    }
    take_it_over_first { zh: "这里有上次没销号的整改：先按 ⟦review.take-earlier!⟧ 取来，再记进度。", en: "A correction of last time is not closed here: take it over with ⟦review.take-earlier!⟧ first." }
    nothing_to_correct { zh: "这里没有问题，不用整改。", en: "Nothing was found here, so there is nothing to correct." }
    filter { zh: "整改未完成", en: "corrections not closed" }
    left(count: usize) { zh: "未销号 {count}", en: "{count} not closed" }
    counted(open: usize, doing: usize, closed: usize) {
        zh: "整改：未整改 {open}，整改中 {doing}，已销号 {closed}",
        en: "Corrections: {open} not begun, {doing} under way, {closed} closed",
    }
    overdue(count: usize) { zh: "；已过时限 {count}", en: "; {count} overdue" }
    is_overdue { zh: "已过时限", en: "overdue" }
    earlier(count: usize) {
        zh: "上次考核遗留 {count} 项没有销号，本次还没有看：按 ⟦review.filter!⟧ 选“整改未完成”",
        en: "{count} of the last assessment are not closed and not looked at yet: ⟦review.filter!⟧, then corrections not closed",
    }
    from_option {
        zh: "接续同一单位上次的考核记录：未销号的整改带过来提醒，条文没变的带上说明和情形；都不计分",
        en: "Go on from the unit's last session: corrections not closed come along as reminders, remarks and findings where the clause is unchanged; nothing of it is scored",
    }
    from { zh: "接续上次", en: "Go on from" }
    from_nothing { zh: "不接续", en: "nothing" }
    from_hint {
        zh: "同一单位的：未销号的整改带过来，条文没变的带上说明；不计分",
        en: "of the same unit: what is not closed comes along, nothing is scored",
    }
    carried_over(records: usize, unfinished: usize) {
        zh: "接续上次：带来上次记录 {records} 条，其中整改未销号 {unfinished} 项",
        en: "from the last session: earlier records: {records}, corrections not closed: {unfinished}",
    }
    carried_alone(alone: usize) {
        zh: "，{alone} 项的条文已变，只带整改",
        en: "; of {alone} only the correction, because the clause changed",
    }
    no_place(id: &str, words: &str) { zh: "新细则中没有 {id}，整改未销号：{words}", en: "the new rubric has no {id}; not closed: {words}" }
    other_unit(file: &str, was: &str, is: &str) {
        zh: "上次的是“{was}”的记录，不能接续到“{is}”；请用同一单位的记录（{file}）",
        en: "the last session is one of “{was}”, not of “{is}”; give one of the same unit ({file})",
    }
    nothing_in_common(file: &str, title: &str) {
        zh: "无法接续：上次的细则与这份没有一条相同的条款（《{title}》，{file}）",
        en: "nothing can be taken over: the rubric of last time has no clause in common with this one (“{title}”, {file})",
    }
}

/// How far a correction is and its last day: `整改中 2022-01-15`.
#[must_use]
pub fn on_time(lang: Lang, correction: &Correction) -> String {
    let state = record::correction_state(lang, correction.state);
    match correction.due.filter(|_| !correction.is_closed()) {
        Some(due) => format!("{state} {due}"),
        None => state.to_owned(),
    }
}

/// How far the corrections are, on a line; empty where there are none.
#[must_use]
pub fn counts(lang: Lang, counts: &CorrectionCounts) -> String {
    if counts.open + counts.doing + counts.closed == 0 {
        return String::new();
    }
    let mut words = counted(lang, counts.open, counts.doing, counts.closed);
    if counts.overdue > 0 {
        words.push_str(&overdue(lang, counts.overdue));
    }
    words
}

/// What came along from the last session, and what could not.
#[must_use]
pub fn told(lang: Lang, carried: &Carried) -> Vec<String> {
    let mut words = carried_over(lang, carried.earlier.len(), carried.unfinished);
    if carried.alone > 0 {
        words.push_str(&carried_alone(lang, carried.alone));
    }
    let mut lines = vec![words];
    let left = carried.left_over.iter();
    lines.extend(left.map(|(id, left)| no_place(lang, id, &record::correction(lang, left))));
    lines
}

/// Why nothing can be taken over from a file for a unit; a file that cannot be opened has
/// words of its own.
#[must_use]
pub fn not_carried(lang: Lang, file: &str, unit: &str, error: &CarryError) -> String {
    match error {
        CarryError::OtherUnit(was) => other_unit(lang, file, was, unit),
        CarryError::VersionMissing => super::changes::old_version_missing(lang, file),
        CarryError::NothingInCommon(title) => nothing_in_common(lang, file, title),
        CarryError::Open(_) => String::new(),
    }
}
