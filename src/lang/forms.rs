//! The forms in words.

use super::messages;

messages! {
    required { zh: "必填", en: "required" }
    escape_again { zh: "填写的内容还没有记入。再按一次 ⟦form.cancel!⟧ 放弃。", en: "Nothing is recorded yet. Press ⟦form.cancel!⟧ again to drop it." }

    new_session { zh: "新建考核", en: "New assessment" }
    head { zh: "基本信息", en: "Head of the assessment" }
    entry(id: &str) { zh: "填写 {id}", en: "Record {id}" }
    remark_of(id: &str) { zh: "说明 {id}", en: "Remark on {id}" }
    not_applicable_of(id: &str) { zh: "不涉及 {id}", en: "{id} does not apply" }
    new_finding(id: &str) { zh: "新增情形 {id}", en: "New finding under {id}" }
    edit_finding(id: &str) { zh: "修改情形 {id}", en: "Finding under {id}" }
    bonus_row(no: &str) { zh: "加分 {no}", en: "Bonus {no}" }
    direct_row(no: &str) { zh: "直接计入总分 {no}", en: "Direct deduction {no}" }

    rubric_hint { zh: "按数字选，或打出名称里的字", en: "a digit, or words of its title" }
    rubric { zh: "考核细则", en: "Rubric" }
    unit { zh: "被考核单位", en: "Unit" }
    tags { zh: "单位类别", en: "Kind of unit" }
    tags_hint { zh: "有些条款只适用于某类单位，空格勾选", en: "Some clauses apply to some units only; Space switches" }
    mode { zh: "考核方式", en: "Mode" }
    assessors { zh: "考核组", en: "Assessors" }
    assessors_hint { zh: "几个人用顿号、逗号或空格隔开", en: "Separate several with commas" }
    date { zh: "日期", en: "Date" }
    date_hint { zh: "如 2021-12-15", en: "such as 2021-12-15" }
    year_in_full(meant: &str) { zh: "年份请写四位，如 {meant}", en: "Write the year with four digits, such as {meant}" }
    no_such_date { zh: "没有这一天，请写成 2021-12-15，年份写四位", en: "No such day; write it as 2021-12-15, the year with four digits" }
    factor(no: &str) { zh: "系数 {no}", en: "Factor {no}" }
    none_chosen { zh: "（不选）", en: "(none)" }

    state { zh: "情况", en: "State" }
    open { zh: "未评", en: "open" }
    met { zh: "无问题", en: "met" }
    earned { zh: "符合要求", en: "met" }
    hit { zh: "有此情形", en: "it is so" }
    not_earned { zh: "未做到", en: "not done" }
    actual(unit: &str) { zh: "实有（{unit}）", en: "Actual number ({unit})" }
    required_number(number: &str, unit: &str) { zh: "应有 {number} {unit}；多出的不抵别的", en: "{number} {unit} required" }
    counter(name: &str) { zh: "{name} 实有", en: "{name}, actual" }
    missing(unit: &str) { zh: "或：少几{unit}", en: "Or: how many missing ({unit})" }
    missing_hint { zh: "不知道实有数时填，两样只填一样", en: "Where the actual number is not known; fill in one of the two" }
    only_one { zh: "实有数和少的次数只填一样", en: "Fill in either the actual number or what is missing" }
    all_counters { zh: "每一项都要填", en: "Fill in every counter" }
    figure { zh: "数值", en: "Figure" }
    rate { zh: "比率（%）", en: "Rate (%)" }
    above_zero { zh: "应大于 0", en: "must be above 0" }
    figure_hint { zh: "写数字，或写 42/150（150 个中的 42 个）", en: "a number, or 42/150 for 42 of 150" }
    rate_hint { zh: "写 92.5，或写 37/40（40 个中的 37 个）", en: "92.5, or 37/40 for 37 of 40" }
    this_year { zh: "今年", en: "This year" }
    this_year_is(year: u16) { zh: "本年（{year}）", en: "This year ({year})" }
    year(year: u16) { zh: "{year} 年", en: "{year}" }
    last_year { zh: "上年", en: "Last year" }
    year_before(years: usize) { zh: "{years} 年前", en: "{years} years ago", one(years): "last year" }
    decided { zh: "考核组定分值", en: "Decided amount" }
    decided_hint { zh: "基数为 0、无法折算时填", en: "Where the baseline is 0 and no percentage exists" }
    all_years { zh: "每一年都要填", en: "Fill in every year" }
    score { zh: "评分", en: "Score" }
    of_full { zh: "满分", en: "Full marks" }
    of_full_hint(full: &str) { zh: "不填为 {full}", en: "{full} if left empty" }
    level { zh: "等级", en: "Level" }
    amount { zh: "分值", en: "Amount" }
    from_to(from: &str, to: &str) { zh: "{from} 至 {to}", en: "{from} to {to}" }
    remark { zh: "说明", en: "Remark" }
    evidence { zh: "佐证", en: "Evidence" }
    evidence_hint { zh: "文件或文号，几个用分号隔开", en: "Files or document numbers, separated by semicolons" }
    reopen { zh: "取消定稿", en: "Reopen" }
    reopen_about { zh: "改回草稿后可以修改。原因记入修改记录。", en: "It becomes a draft and can be changed. The reason goes into the history." }
    reopen_hint { zh: "例如：复核发现月报次数有误", en: "for example: the review found a wrong count" }
    reason { zh: "原因", en: "Reason" }
    reason_hint { zh: "例如：本地无此行业", en: "for example: no such industry here" }
    count { zh: "次数", en: "Count" }
    count_in(unit: &str) { zh: "数量（{unit}）", en: "Count ({unit})" }
    subject { zh: "对象", en: "Subject" }
    subject_hint { zh: "哪家企业、哪个单位、哪份材料", en: "Which enterprise, unit or document" }
    share { zh: "责任比例", en: "Share" }
    ask_same_matter(this: &str, other: &str) {
        zh: "“{this}”与已经记的“{other}”写法相近，是同一事项吗？是：改成同样的名称，只计一次；否：再改，或再保存一次，按两个事项计。",
        en: "“{this}” is written nearly as “{other}”, which is recorded already. Is it the same matter? Yes gives it the same name, so that it counts once; no goes back: save once more to record two matters.",
    }
    ask_figure(shown: &str, relation: &str, limit: &str) {
        zh: "填的按 {shown} 算，{relation}界限 {limit}。照这样记吗？不是的，请改填分子和分母，如 1/3。",
        en: "This counts as {shown}, which is {relation} the limit {limit}. Record it so? If not, enter numerator and denominator, such as 1/3.",
    }
    write_parts { zh: "没有记。请填分子和分母，如 1/3。", en: "Nothing recorded. Enter numerator and denominator, such as 1/3." }
    equal_to { zh: "等于", en: "equal to" }
    share_hint { zh: "左右键选择，或直接填，如 40、40% 或 0.4", en: "choose with the arrows, or write it: 40, 40% or 0.4" }
    not_a_share(text: &str, printed: &str) { zh: "“{text}”不是条款允许的责任比例，请填 {printed}", en: "“{text}” is no share that the clause allows: {printed}" }
    award { zh: "加分值", en: "Amount claimed" }
    award_hint(most: &str) { zh: "单次最多 {most}，超出的不计", en: "At most {most} for one award" }
    award_level { zh: "表彰级别", en: "Awarded by" }
    award_level_hint { zh: "国家级、省级、市级、区级……", en: "national, provincial, municipal…" }
    matter { zh: "事项", en: "Matter" }
    known_matters(names: &str) { zh: "同一事项只计一次：与已记的是同一事项的，照写 {names}", en: "One matter counts once: for one recorded already write the same, {names}" }
    matter_hint { zh: "同一事项只计一次时，按事项名认定", en: "Where one matter counts once, this name decides" }
    document { zh: "文号", en: "Document number" }
    at_least_one { zh: "至少是 1", en: "At least 1" }
}
