//! Reports: titles, headings and the sentences around their tables.

use super::{Lang, messages, words};
use crate::report::Kind;
use crate::report::write::{Gap, TemplateError};
use crate::session::{Date, Mode};

/// What files are named after, in the language of the documents: one unit may be assessed in
/// several ways on one day.
#[must_use]
pub fn name_of(kind_of: Kind, mode: Mode) -> String {
    format!("{}_{}", kind(Lang::Zh, kind_of), words::mode(Lang::Zh, mode))
}

/// 考核评分表, 评分汇总表 and the others.
#[must_use]
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Form => form(lang),
        Kind::Summary => summary(lang),
        Kind::Deductions => deductions(lang),
        Kind::Issues => issues(lang),
        Kind::Ledgers => ledgers(lang),
        Kind::Feedback => feedback(lang),
        Kind::Comparison => comparison(lang),
        Kind::Ranking => ranking(lang),
    }
}

messages! {
    form { zh: "考核评分表", en: "Assessment form" }
    summary { zh: "评分汇总表", en: "Scores by section" }
    deductions { zh: "扣分汇总表", en: "Deductions" }
    issues { zh: "问题清单及整改建议", en: "Findings and corrections" }
    ledgers { zh: "加分项及否决项", en: "Bonus and veto" }
    feedback { zh: "考核反馈意见", en: "Feedback" }
    comparison { zh: "自评现场复核对比表", en: "Comparison" }
    comparison_of_units { zh: "考核对比表", en: "Comparison" }
    ranking { zh: "考核结果排名表", en: "Ranking" }

    about { zh: "导出报表", en: "Write a report" }
    kind_option {
        zh: "哪一种：form 考核评分表（默认）、summary 评分汇总表、deductions 扣分汇总表、issues 问题清单及整改建议、ledgers 加分项及否决项、feedback 考核反馈意见、comparison 自评现场复核对比表（两三份记录）、ranking 考核结果排名表（目录或若干记录）",
        en: "Which: form (the default), summary, deductions, issues, ledgers, feedback, comparison (of two or three sessions), ranking (of a folder or of sessions)",
    }
    format_option {
        zh: "格式：docx、xlsx、html、markdown、csv、json；不写按文件名的后缀，没有文件名时为 markdown",
        en: "docx, xlsx, html, markdown, csv or json; else that of the file's ending, else markdown",
    }
    out_option { zh: "写到此文件；不写时文字格式输出到屏幕，docx、xlsx 按单位、种类、方式和日期取名，写在当前目录；- 是标准输出", en: "Write to this file; else text goes to standard output, and docx and xlsx to a file named after unit, kind, mode and date; - is standard output" }
    files_argument { zh: "考核记录；排名表也可以是目录", en: "Session files; for a ranking also folders" }
    template_option {
        zh: "用单位自己的 Word 模板（docx）：其中的 {{标题}}、{{单位}}、{{得分}}、{{表格}}、{{说明}}、{{签字}} 等换成本报表的内容",
        en: "Fill an office's own Word file (docx): {{标题}}, {{单位}}, {{得分}}, {{表格}}, {{说明}}, {{签字}} and others in it are replaced",
    }
    template_docx { zh: "模板只用于 docx。", en: "a template is for docx only" }
    template_of_one(names: &str) { zh: "{names} 只有一份记录的报表才有，对比表和排名表填不了。请另备不含这些占位符的模板，单位、日期等用 {{{{抬头}}}}", en: "{names} are of one session: a comparison or ranking cannot fill them; take a template without them, with {{{{抬头}}}} for units and dates" }
    no_docx { zh: "不是 docx 文件，或者文件已损坏。模板要用 Word 存成的 docx", en: "no docx file, or a damaged one; a template is a file saved as docx" }
    ending_unknown(path: &str, known: &str) { zh: "{path}：看不出要哪种格式。文件名的后缀可用：{known}", en: "{path}: the ending names no format; known are: {known}" }
    ending_differs(path: &str, asked: &str, known: &str) { zh: "{path}：后缀与所选的格式 {asked} 不一致。文件名的后缀可用：{known}", en: "{path}: the ending is not that of {asked}; known are: {known}" }
    not_a_document(why: &str) { zh: "不是能读的 docx 文件（{why}）", en: "no docx file that can be read ({why})" }
    template_too_large { zh: "文件太大，或者压缩得不正常", en: "too large, or packed beyond reason" }
    template_active(part: &str) { zh: "含有宏或嵌入的程序（{part}），不能用作模板。请另存为不含宏的 docx", en: "it holds a program ({part}) and cannot be a template; save it as docx without macros" }
    template_external(part: &str) { zh: "引用了文件以外的内容（{part}），不能用作模板。请去掉超链接、链接的图片和自动更新的域", en: "it refers to something outside of it ({part}) and cannot be a template; take out hyperlinks, linked pictures and fields that fetch" }
    template_no_gap(known: &str) { zh: "里面没有占位符。可用的：{known}", en: "no gap in it; known are: {known}" }
    template_unknown(names: &str, known: &str) { zh: "有不认识的占位符 {names}。可用的：{known}（表格只能在正文里）", en: "unknown gaps {names}; known are: {known} (tables only in the text itself)" }
    template_without(names: &str) { zh: "里面没有 {names}，写出的文件没有报表的内容。{{{{表格}}}} 放表格，{{{{正文}}}} 放反馈意见的正文", en: "it has none of {names}: the file written holds nothing of the report; {{{{表格}}}} puts the tables, {{{{正文}}}} the sentences of a letter" }
    in_file(file: &str, why: &str) { zh: "{file}：{why}", en: "{file}: {why}" }
    rubric_option { zh: "排名表：哪一份细则；只有一份细则的记录时不用写", en: "For a ranking: which rubric, where the folder has sessions of several" }
    force_option { zh: "文件已在时覆盖", en: "Overwrite a file that is there" }
    exists(path: &str) { zh: "文件“{path}”已在，没有覆盖。要覆盖请加 --force，或用 --out 换个名称。", en: "“{path}” is there and was not overwritten; add --force, or name another file with --out" }
    no_text(format: &str) { zh: "{format} 不是文字，不能显示在终端里。请写到文件（--out 文件名），或重定向。", en: "{format} is no text and cannot be shown in a terminal; name a file with --out, or redirect the output" }
    same_name(file: &str, name: &str) { zh: "{file}：本次已写了同名的“{name}”，没有覆盖。请用 --out 另取名称。", en: "{file}: this run already wrote “{name}”, which was not overwritten; name another file with --out" }
    none_of_rubric(rubric: &str) { zh: "没有按 {rubric} 考核的记录，没有可排名的。", en: "no session by {rubric}: nothing to rank" }
    one_out { zh: "有几份记录时不能用 --out：每份各写一个文件。", en: "--out is for one session; several are written to a file each" }

    form_title { zh: "导出报表", en: "Write a report" }
    form_about { zh: "写在考核记录所在的目录里。", en: "It is written into the folder of the sessions." }
    kind_label { zh: "种类", en: "Kind" }
    format_label { zh: "格式", en: "Format" }
    template_label { zh: "模板", en: "Template" }
    template_hint { zh: "设置里的 Word 模板，只用于 docx", en: "the Word file of the configuration, for docx only" }
    no_template { zh: "不用", en: "none" }
    name_label { zh: "文件名", en: "File name" }
    name_hint { zh: "不填：按年度、单位、种类、方式、日期取名；不用写后缀", en: "empty: named after year, unit, kind, mode and date; without the ending" }
    no_name { zh: "这个文件名不能用", en: "the name cannot be used" }
    written(path: &str) { zh: "已写入 {path}", en: "written to {path}" }
    ask_overwrite(name: &str) { zh: "文件“{name}”已在。覆盖？", en: "“{name}” is there. Overwrite it?" }

}

/// How points behind a title end in print, as [`points_in_print`] writes them.
pub const POINTS_END: &str = "分）";

messages! {
    title_of_year(year: &str, unit: &str, kind: &str) { zh: "{year}年度{unit}{kind}", en: "{kind}: {unit}, {year}" }
    title_of_unit(unit: &str, kind: &str) { zh: "{unit}{kind}", en: "{kind}: {unit}" }
    ranking_title(year: &str, ranking: &str) { zh: "{year}年度{ranking}", en: "{ranking}, {year}" }
    units { zh: "单位数", en: "Units" }
    draft { zh: "（草稿：尚未定稿，结果为暂定）", en: "(draft: not final, the result is provisional)" }
    some_drafts { zh: "（其中有草稿，得分为暂得分）", en: "(some are drafts, their scores are provisional)" }
    draft_open(open: u32) { zh: "（草稿：还有 {open} 条未评，得分为暂得分）", en: "(draft: {open} not assessed yet, the score is provisional)" }
    draft_open_tasks(open: u32) { zh: "（草稿：还有 {open} 条未评，完成率为暂定）", en: "(draft: {open} not assessed yet, the rate is provisional)" }
    rubric { zh: "考核细则", en: "Rubric" }

    number { zh: "序号", en: "No." }
    level1 { zh: "一级指标", en: "Level 1" }
    level2 { zh: "二级指标", en: "Level 2" }
    level3 { zh: "三级指标", en: "Level 3" }
    level4 { zh: "四级指标", en: "Level 4" }
    content { zh: "考核内容", en: "Item" }
    project { zh: "项目", en: "Section" }
    standard { zh: "标准", en: "Standard" }
    points { zh: "分值", en: "Points" }
    deducted { zh: "扣分", en: "Deducted" }
    added { zh: "加分", en: "Added" }
    score { zh: "得分", en: "Score" }
    rate { zh: "得分率", en: "Rate" }
    tasks { zh: "任务数", en: "Tasks" }
    done { zh: "已完成", en: "Done" }
    completion { zh: "完成情况", en: "State" }
    reasons { zh: "扣分及原因", en: "Deductions and reasons" }
    remarks { zh: "说明", en: "Remarks" }
    deduction_words { zh: "扣分说明", en: "Why" }
    problem { zh: "问题描述", en: "Finding" }
    measure { zh: "整改建议", en: "Correction" }
    responsible { zh: "责任单位", en: "Responsible" }
    due { zh: "时限", en: "Due" }
    state { zh: "状态", en: "State" }
    clause { zh: "条款", en: "Clause" }
    matter { zh: "事项", en: "Matter" }
    fines { zh: "罚款（元），不计入得分", en: "Fines (yuan), not in the score" }
    fined(amount: &str) { zh: "罚款 {amount} 元", en: "fined {amount} yuan" }
    level_of_award { zh: "级别", en: "Level" }
    document { zh: "文号", en: "Document" }
    claimed { zh: "申报分", en: "Claimed" }
    counted { zh: "计分", en: "Counted" }
    condition { zh: "否决情形", en: "Condition" }
    recorded { zh: "记录", en: "Recorded" }
    holds { zh: "是否否决", en: "Holds" }
    consequence { zh: "后果", en: "Consequence" }
    yes { zh: "是", en: "Yes" }
    no { zh: "否", en: "No" }

    difference { zh: "相差（后减前）", en: "Difference (last minus first)" }
    largest_gap { zh: "最大相差", en: "Largest gap" }
    said_by(label: &str) { zh: "{label}记录", en: "Recorded by {label}" }
    only_differing {
        zh: "表中列出各部分、各考核项，以及各次考核记录不同的条款；没有列出的条款，各次记录相同。",
        en: "Listed are all sections and items, and the clauses on which the assessments differ; on all others they agree.",
    }

    sum { zh: "合计", en: "Total" }
    base { zh: "小计", en: "Sum" }
    final_score { zh: "最后得分", en: "Final score" }
    provisional { zh: "暂得分", en: "Score so far" }
    above_items { zh: "权重及上级指标的上下限", en: "Weights and limits above the items" }
    limits { zh: "封顶或扣完为止", en: "Limits" }
    none { zh: "无", en: "None" }
    of_clause(no: &str) { zh: "第{no}条：", en: "{no}: " }
    not_assessed(numbers: &str) { zh: "未评：{numbers}", en: "Not assessed: {numbers}" }
    not_assessed_at_all { zh: "未评", en: "Not assessed" }
    before_veto_label { zh: "否决前得分", en: "Score before the veto" }
    result_label { zh: "结果", en: "Result" }
    before_veto(score: &str) { zh: "否决前 {score}", en: "{score} before the veto" }
    grade(grade: &str) { zh: "等次：{grade}", en: "Grade: {grade}" }
    flags(flags: &str) { zh: "结果：{flags}", en: "Result: {flags}" }
    no_ledgers { zh: "本细则没有加分项、直接扣分和否决项。", en: "The rubric has no bonus, direct deductions or veto." }
    below_what_vetoes(recorded: &str, needed: &str) { zh: "记 {recorded}，未达 {needed}", en: "{recorded} recorded, below the {needed} needed" }
    times(count: u32, unit: &str) { zh: "{count} {unit}", en: "× {count}" }

    notes { zh: "注", en: "Notes" }
    readings { zh: "口径", en: "Readings" }
    reading(about: &str, says: &str) { zh: "{about}：{says}", en: "{about}: {says}" }

    sign_members { zh: "考核组成员（签字）：", en: "Assessors (signatures): " }
    sign_leader { zh: "组长（签字）：", en: "Head of the group (signature): " }
    sign_unit { zh: "被考核单位负责人（签字）：", en: "Head of the unit (signature): " }
    sign_office { zh: "考核单位：", en: "Assessing office: " }
    sign_seal { zh: "（盖章）", en: "(seal)" }
    sign_made { zh: "制表人（签字）：", en: "Made by (signature): " }
    sign_checked { zh: "审核人（签字）：", en: "Checked by (signature): " }
    sign_date { zh: "　　　年　　　月　　　日", en: "Date: " }
    blank_date { zh: "　　　年　　月　　日", en: "" }

    feedback_basis(rubric: &str, unit: &str, called: &str, mode: &str) {
        zh: "依据《{rubric}》，对{unit}进行了{called}（{mode}），现将有关情况反馈如下：",
        en: "{unit} was assessed with “{rubric}” ({mode}). The result:",
    }
    assessment { zh: "考核", en: "assessment" }
    kind_of(called: &str, kind: &str) { zh: "{called}{kind}", en: "{kind} ({called})" }
    feedback_result { zh: "一、考核结果", en: "1. Result" }
    feedback_problems { zh: "二、主要问题", en: "2. Main findings" }
    feedback_demand { zh: "三、整改要求", en: "3. What is asked" }
    feedback_demand_text {
        zh: "请对照《问题清单及整改建议》逐条整改，明确责任单位、责任人、措施和时限，整改情况及佐证材料于　　　　年　　月　　日前书面报送。",
        en: "Please correct each finding of the list, with measures, persons responsible and dates, and report in writing by the date agreed.",
    }
    feedback_more(count: usize) { zh: "以上是扣分较多的；全部 {count} 个问题见《问题清单及整改建议》。", en: "These cost most; findings in the list of findings: {count}." }
    and_all(count: usize) { zh: "等 {count} 处", en: "{count} in all" }
    see_the_list { zh: "……（详见《问题清单及整改建议》）", en: " … (see the list of findings)" }
    feedback_no_problem { zh: "未发现扣分问题。", en: "Nothing was deducted." }
    score_of(score: &str, points: &str) { zh: "得分 {score} 分（满分 {points} 分）", en: "score {score} of {points}" }
    points_in_print(points: &str) { zh: "（{points}分）", en: " ({points})" }
    provisional_of(score: &str, points: &str) { zh: "暂得分 {score} 分（满分 {points} 分）", en: "score so far {score} of {points}" }
    provisional_alone(score: &str) { zh: "暂得分 {score} 分", en: "score so far {score}" }
    score_alone(score: &str) { zh: "得分 {score} 分", en: "score {score}" }
    no_task_applies { zh: "没有适用的任务", en: "no task applies" }
    completion_of(done: u32, tasks: u32, percent: &str) { zh: "完成 {done} 项，共 {tasks} 项，完成率 {percent}%", en: "{done} of {tasks} done, {percent}%" }
    judged(award: &str, points: &str) { zh: "评定 {award} 分（满分 {points}）", en: "judged {award} of {points}" }
    lost_before_limit(points: &str, how: &str) { zh: "应扣 {points} 分（{how}）", en: "-{points} before the limit ({how})" }
    last_time { zh: "上次", en: "Last time" }
    veto_holds(called: &str, no: &str, text: &str, effect: &str) { zh: "{called}（{no}）：{text}。后果：{effect}。", en: "{called} ({no}): {text}. Consequence: {effect}." }
    lost(points: &str) { zh: "扣 {points} 分", en: "-{points}" }
}

/// What stands between the braces of a template; templates are in the language of the
/// documents.
#[must_use]
pub fn gap(gap: Gap) -> &'static str {
    match gap {
        Gap::Title => "标题",
        Gap::Draft => "草稿",
        Gap::Head => "抬头",
        Gap::Unit => "单位",
        Gap::Date => "日期",
        Gap::Mode => "方式",
        Gap::Assessors => "考核组",
        Gap::Rubric => "细则",
        Gap::Score => "得分",
        Gap::Result => "结果",
        Gap::Grade => "等次",
        Gap::Text => "正文",
        Gap::Tables => "表格",
        Gap::Notes => "说明",
        Gap::Signature => "签字",
    }
}

/// Gaps as they stand in a template.
fn listed(names: &mut dyn Iterator<Item = String>) -> String {
    let gaps: Vec<String> = names.map(|name| format!("{{{{{name}}}}}")).collect();
    gaps.join(" ")
}

/// That what is written holds nothing of the report.
#[must_use]
pub fn without_contents(lang: Lang) -> String {
    template_without(lang, &listed(&mut Gap::CONTENTS.iter().map(|gap| gap.name().to_owned())))
}

/// Why a template cannot be used.
#[must_use]
pub fn template_error(lang: Lang, error: &TemplateError) -> String {
    let known = || listed(&mut Gap::ALL.iter().map(|gap| gap.name().to_owned()));
    match error {
        TemplateError::Damaged(_) => no_docx(lang).to_owned(),
        TemplateError::NotADocument(why) => not_a_document(lang, why),
        TemplateError::TooLarge => template_too_large(lang).to_owned(),
        TemplateError::Active(part) => template_active(lang, part),
        TemplateError::External(part) => template_external(lang, part),
        TemplateError::OfOneSession(names) => {
            template_of_one(lang, &listed(&mut names.iter().cloned()))
        }
        TemplateError::NoGap => template_no_gap(lang, &known()),
        TemplateError::Unknown(names) => {
            template_unknown(lang, &listed(&mut names.iter().cloned()), &known())
        }
    }
}

/// A day as documents write it: `2021年12月5日`.
#[must_use]
pub fn date(lang: Lang, date: Date) -> String {
    let text = date.to_string();
    let mut parts = text.split('-').map(|part| part.trim_start_matches('0'));
    match (lang, parts.next(), parts.next(), parts.next()) {
        (Lang::Zh, Some(year), Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
        _ => text,
    }
}

/// 第 1 页，共 3 页: what stands before, between and behind the numbers.
#[must_use]
pub fn pages(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Zh => ["第 ", " 页，共 ", " 页"],
        Lang::En => ["Page ", " of ", ""],
    }
}

/// Behind a sentence.
#[must_use]
pub fn full_stop(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "。" } else { "." }
}

/// Behind a name.
#[must_use]
pub fn colon(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "：" } else { ": " }
}
