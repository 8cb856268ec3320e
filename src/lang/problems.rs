//! Problems of a rubric in words: what is wrong, and what to do.

use super::{Lang, messages};
use crate::points::Points;
use crate::rubric::check::ProblemKind;

/// What is wrong, and what to do, in one sentence.
#[must_use]
pub fn problem(lang: Lang, problem: &ProblemKind) -> String {
    match problem {
        ProblemKind::DuplicateId { id } => duplicate_id(lang, id),
        ProblemKind::BadNumber { no, use_instead: Some(better) } => bad_number(lang, no, better),
        ProblemKind::BadNumber { no, use_instead: None } => unusable_number(lang, no),
        ProblemKind::TextMissing => text_missing(lang).to_owned(),
        ProblemKind::SumDiffers { id, stated, sum } if id.is_empty() => {
            total_differs(lang, *sum, *stated)
        }
        ProblemKind::SumDiffers { id, stated, sum } => sum_differs(lang, id, *sum, *stated),
        ProblemKind::TotalOfNothing { total } => total_of_nothing(lang, *total),
        ProblemKind::TotalMissing { sum } => total_missing(lang, *sum),
        ProblemKind::SumForDiffers { id, tag, stated, sum } => {
            sum_for_differs(lang, id, tag, *sum, *stated)
        }
        ProblemKind::OnlyGroups => only_groups(lang).to_owned(),
        ProblemKind::PeriodReversed => period_reversed(lang).to_owned(),
        ProblemKind::PointsMissing { id } => points_missing(lang, id),
        ProblemKind::RestShared { id, carrier, rest, is_alone: true } => {
            rest_for_one(lang, id, carrier, *rest)
        }
        ProblemKind::RestShared { id, carrier, rest, is_alone: false } => {
            rest_for_several(lang, id, carrier, *rest)
        }
        ProblemKind::NotPositive => not_positive(lang).to_owned(),
        ProblemKind::RangeReversed => range_reversed(lang).to_owned(),
        ProblemKind::NothingToChoose => nothing_to_choose(lang).to_owned(),
        ProblemKind::DuplicateName { name } => duplicate_name(lang, name),
        ProblemKind::UnknownTag { tag } => unknown_tag(lang, tag),
        ProblemKind::AppliesToNobody => applies_to_nobody(lang).to_owned(),
        ProblemKind::UnknownOffice { office } => unknown_office(lang, office),
        ProblemKind::SpellingTwice { spelling } => spelling_twice(lang, spelling),
        ProblemKind::SpellingNotPrinted { spelling } => spelling_not_printed(lang, spelling),
        ProblemKind::DepartmentIsSpelling { name } => department_is_spelling(lang, name),
        ProblemKind::UnknownAbout { id } => unknown_about(lang, id),
        ProblemKind::UnknownGrade { name } => unknown_grade(lang, name),
        ProblemKind::GradesNotDescending => grades_not_descending(lang).to_owned(),
        ProblemKind::WrongEffect => wrong_effect(lang).to_owned(),
        ProblemKind::NothingToTake => nothing_to_take(lang).to_owned(),
        ProblemKind::AllToEarnUnclear => all_to_earn_unclear(lang).to_owned(),
        ProblemKind::MaxOfWholeItem => max_of_whole_item(lang).to_owned(),
        ProblemKind::MeanOfNothing => mean_of_nothing(lang).to_owned(),
        ProblemKind::NoSuchBranch { id } => no_such_branch(lang, id),
        ProblemKind::BeyondWithoutAll => beyond_without_all(lang).to_owned(),
        ProblemKind::StarWithoutUse => star_without_use(lang).to_owned(),
        ProblemKind::MixedEffects => mixed_effects(lang).to_owned(),
        ProblemKind::GradesLeaveGap { lower, to, upper, from } => {
            grades_leave_gap(lang, lower, *to, upper, *from)
        }
        ProblemKind::NoTotalToConvert => no_total_to_convert(lang).to_owned(),
        ProblemKind::BestOfDirect => best_of_direct(lang).to_owned(),
        ProblemKind::NoOneAmount => no_one_amount(lang).to_owned(),
        ProblemKind::CapNeverBites { cap, most } => cap_never_bites(lang, *cap, *most),
        ProblemKind::ClausesExceed { points, most } => clauses_exceed(lang, *points, *most),
        ProblemKind::ClausesFallShort { points, most } => clauses_fall_short(lang, *points, *most),
        ProblemKind::RepeatedText { id } => repeated_text(lang, id),
        ProblemKind::NothingToContinue => nothing_to_continue(lang).to_owned(),
        ProblemKind::WordsUnwritten { words, write } => words_unwritten(lang, words, write),
        ProblemKind::WordsDiffer { words, ruled, write } => words_differ(lang, words, ruled, write),
        ProblemKind::OneMoreAmount { words, write } => one_more_amount(lang, words, write),
        ProblemKind::RuleUnprinted { ruled } => rule_unprinted(lang, ruled),
        ProblemKind::BelongsElsewhere { words, list } => belongs_elsewhere(lang, words, list),
    }
}

messages! {
    duplicate_id(id: &str) {
        zh: "编号“{id}”重复，请改成不同的编号",
        en: "the id “{id}” stands twice: give one of them another number",
    }
    bad_number(no: &str, better: &str) {
        zh: "编号“{no}”不能用作标识，请写成半角、不带空格的“{better}”",
        en: "the number “{no}” cannot be an id: write “{better}”, half-width and without blanks",
    }
    unusable_number(no: &str) {
        zh: "编号“{no}”不能用作标识：不能为空，也不能含“/”",
        en: "the number “{no}” cannot be an id: it must not be empty or hold “/”",
    }
    text_missing { zh: "没有文字，请填写原文", en: "the text is missing: write the document's words" }
    total_differs(sum: Points, stated: Points) {
        zh: "各项分值之和 {sum}，与总分 {stated} 不符，请核对分值",
        en: "the sections add up to {sum}, not to the total of {stated}: check the points",
    }
    sum_differs(id: &str, sum: Points, stated: Points) {
        zh: "{id}：下级分值之和 {sum}，与标注 {stated} 不符，请核对分值，或用口径说明",
        en: "{id}: its parts add up to {sum}, not to {stated}: check the points or explain them in a reading",
    }
    no_such_branch(id: &str) {
        zh: "系数的 branch“{id}”不是有得分的指标，请写有分值的指标的完整编号，如 一/1；乘总分的不写 branch",
        en: "the branch “{id}” of a factor is no indicator with a score: write the id of one that prints points, such as 一/1, or leave branch out for the whole",
    }
    mean_of_nothing {
        zh: "mean 取各次打分的平均，只用于考核项里按次数（per）酌情或分档的条款，请写成 earn: {up_to: 100} 加 per，或删去 mean",
        en: "mean is that of what is given each time: write it in an item with per, beside a range or levels, as in earn: {up_to: 100}, or delete it",
    }
    total_of_nothing(total: Points) {
        zh: "总分 {total} 没有考核项的分值：从 {total} 分加减的，写一个 {total} 分的考核项；只加分、扣分的，删去 total",
        en: "no item has points of the total of {total}: where {total} is what is added to and taken from, write an item of {total} points; where there are awards and direct deductions alone, delete total",
    }
    total_missing(sum: Points) {
        zh: "没有写总分，各项分值之和是 {sum}，请写 total: {sum}",
        en: "no total is written; the sections add up to {sum}: write total: {sum}",
    }
    sum_for_differs(id: &str, tag: &str, sum: Points, stated: Points) {
        zh: "{id}：“{tag}”类单位的下级分值之和 {sum}，与 points_for 标注的 {stated} 不符，请核对分值，或用口径说明",
        en: "{id}: for units of the kind “{tag}” its parts add up to {sum}, not to {stated}: check points_for or explain it in a reading",
    }
    only_groups {
        zh: "分值印在上级，本级只是分组，没有自己的得分，这里不能写；要限额，请把这些条款写成一组，用 cap",
        en: "the points stand on a level above; this one only groups and has no score of its own: leave this out, or put its clauses in a group with a cap",
    }
    period_reversed {
        zh: "考核期的起始日期晚于截止日期，请核对 from 和 to",
        en: "the period ends before it begins: check from and to",
    }
    rest_for_one(id: &str, carrier: &str, rest: Points) {
        zh: "{id} 没有分值，从 {carrier} 余下的 {rest} 分里扣；原文漏印的，请写 points: {rest}，并注明 points_inferred",
        en: "{id} has no points: it is deducted from the {rest} that {carrier} has left; if the print lost them, write points: {rest} with points_inferred",
    }
    rest_for_several(id: &str, carrier: &str, rest: Points) {
        zh: "{id} 没有分值，与其他没有分值的各项合起来从 {carrier} 余下的 {rest} 分里扣；原文各有分值的，请填写 points",
        en: "{id} has no points: with the others that have none it is deducted from the {rest} that {carrier} has left; if each has points of its own, write them",
    }
    points_missing(id: &str) {
        zh: "{id} 没有分值，请填写 points",
        en: "{id} has no points: write them",
    }
    not_positive { zh: "数值应大于 0", en: "the number must be above zero" }
    range_reversed {
        zh: "范围的下限大于上限，请调换 from 和 to",
        en: "the range is reversed: swap from and to",
    }
    nothing_to_choose { zh: "没有内容，请至少写一条", en: "it is empty: write at least one" }
    duplicate_name(name: &str) {
        zh: "名称“{name}”重复，请改成不同的名称",
        en: "the name “{name}” stands twice: choose another",
    }
    unknown_tag(tag: &str) {
        zh: "标签“{tag}”未在 tags 中列出，请先列出",
        en: "the tag “{tag}” is not declared in tags: add it there",
    }
    applies_to_nobody {
        zh: "only、except 与上级的合起来，没有单位适用，请核对",
        en: "only and except, with those above it, leave no unit it applies to: check them",
    }
    unknown_office(office: &str) {
        zh: "考核单位“{office}”未在 offices 中列出，请先列出",
        en: "the office “{office}” is not listed in offices: add it there",
    }
    spelling_twice(spelling: &str) {
        zh: "departments 中“{spelling}”列了两次，一种写法只能指一个部门，请删去一处",
        en: "“{spelling}” stands twice in departments: a spelling means one department, delete one",
    }
    spelling_not_printed(spelling: &str) {
        zh: "departments 中的“{spelling}”没有哪条职责分工写到，请核对原文",
        en: "no duty prints “{spelling}”, which departments lists: check the document",
    }
    department_is_spelling(name: &str) {
        zh: "部门“{name}”又列作别的部门的一种写法，请合并成一个",
        en: "the department “{name}” is listed as a spelling of another one: make them one",
    }
    unknown_about(id: &str) {
        zh: "口径所指的“{id}”在本细则中不存在，请核对 about",
        en: "the reading is about “{id}”, which the rubric does not have: check about",
    }
    unknown_grade(name: &str) {
        zh: "等次“{name}”未在 grades 中列出，请核对",
        en: "the grade “{name}” is not in grades: check it",
    }
    grades_not_descending {
        zh: "等次应从高到低排列，请调整顺序",
        en: "grades must be written from the highest down: reorder them",
    }
    wrong_effect {
        zh: "加分项中只能用 add，直接计入总分中只能用 deduct",
        en: "a bonus clause must use add, a direct one deduct",
    }
    nothing_to_take {
        zh: "不得分（all）只能用于有分值的考核项中的扣分条款，请核对",
        en: "“all” can only be deducted in an item that has points: check it",
    }
    all_to_earn_unclear {
        zh: "earn: all 说不清得多少，请把 all 改成分数；分值随单位不同的，每类单位写一条，各写分数和 only",
        en: "it is unclear how much “earn: all” earns: write a number; where points differ by kind of unit, write a clause for each kind, with its number and only",
    }
    max_of_whole_item {
        zh: "deduct: all 是本项全扣，max 不起作用，请删去 max；只扣一部分的，把 all 改成分数；另有追加扣分的，加 beyond",
        en: "“deduct: all” takes the whole item and max limits nothing: remove max; write a number instead of all to take a part, or add beyond for what is deducted on top",
    }
    beyond_without_all {
        zh: "beyond 只与 deduct: all 同用，请把 deduct 改成 all，或删去 beyond（扣分可以超出本项分值的写 star: true）",
        en: "beyond only goes with “deduct: all”: change deduct to all, or remove beyond (star: true lets a deduction pass the item's points)",
    }
    star_without_use {
        zh: "★ 只能用于扣分条款，且不能与不得分（all）同用，请核对",
        en: "★ belongs to deductions, and not to “all”: check it",
    }
    mixed_effects {
        zh: "有限额的组内，扣分、加分、得分、罚款不能混用，请分成几组",
        en: "a group with a limit must hold one effect only: split it",
    }
    grades_leave_gap(lower: &str, to: Points, upper: &str, from: Points) {
        zh: "{to} 分到 {from} 分之间没有等次：请写口径，about: [{lower}] 归“{lower}”，about: [{upper}, {lower}] 归“{upper}”",
        en: "no grade from {to} to {from}: write a reading, about: [{lower}] for “{lower}”, about: [{upper}, {lower}] for “{upper}”",
    }
    no_total_to_convert {
        zh: "没有总分，不能折算：请写 total，或去掉 outward",
        en: "there is no total to convert from: write total, or remove outward",
    }
    best_of_direct {
        zh: "直接计入总分的扣分各条都算，没有就高：请去掉 best，有限额的写 max 或 cap",
        en: "direct deductions all count: remove best, and write max or cap where there is a limit",
    }
    no_one_amount {
        zh: "酌情分值和分档不能与 required、rate、baseline、measure、convert 同用，请改成一个分值",
        en: "a range or levels cannot stand beside required, rate, baseline, measure or convert: use one amount",
    }
    cap_never_bites(cap: Points, most: Points) {
        zh: "封顶 {cap} 不起作用：其下最多扣 {most}，请核对原文",
        en: "the cap of {cap} can never bite: at most {most} can come under it; check the document",
    }
    clauses_exceed(points: Points, most: Points) {
        zh: "各条最多扣 {most}，超过本项分值 {points}（以扣完为止计）",
        en: "the clauses come to {most}, more than the item's {points} (deducted until used up)",
    }
    clauses_fall_short(points: Points, most: Points) {
        zh: "各条最多扣 {most}，扣不完本项分值 {points}，请核对是否漏条款",
        en: "the clauses come to {most} at most and cannot use up the item's {points}: is one missing?",
    }
    repeated_text(id: &str) {
        zh: "与 {id} 文字相同；如系原文重复印刷，请加 counted: false",
        en: "the same text as {id}; if the document prints it twice, add counted: false",
    }
    nothing_to_continue {
        zh: "前面没有可接的条款，请去掉 continues，或把前半句放在它前面",
        en: "no clause before this one to go on with: remove continues, or put the first half before it",
    }
    words_unwritten(words: &str, write: &str) {
        zh: "原文“{words}”没有写进规则，请写 {write}",
        en: "the text says “{words}” and nothing written does: write {write}",
    }
    words_differ(words: &str, ruled: &str, write: &str) {
        zh: "原文“{words}”，写的却是 {ruled}，请改成 {write}",
        en: "the text says “{words}” and what is written is {ruled}: make it {write}",
    }
    one_more_amount(words: &str, write: &str) {
        zh: "原文“{words}”另有一个分值，请拆成两条，有这句话的那一条写 {write}",
        en: "“{words}” is one amount more: split the clause, and write {write} for these words",
    }
    rule_unprinted(ruled: &str) {
        zh: "写了 {ruled}，原文没有这样的话，请核对后删去或改正；原文确有此意的，写一条口径",
        en: "{ruled} is written and the text says no such thing: remove or correct it, or explain it in a reading",
    }
    belongs_elsewhere(words: &str, list: &str) {
        zh: "原文“{words}”，请把这一条移到 {list}",
        en: "the text says “{words}”: move the clause to {list}",
    }
}
