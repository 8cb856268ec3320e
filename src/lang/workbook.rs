//! The words of workbooks: sheets, columns, advice, and what is wrong with a form that came back.

use super::{Lang, messages, words};
use crate::report::workbook::asks::{Line, State};
use crate::report::workbook::plan::Part;
use crate::score::Mark;
use crate::session::{Ledger, TaskState};

messages! {
    sheet_cover { zh: "说明", en: "Cover" }
    sheet_entries { zh: "评分", en: "Entries" }
    sheet_findings { zh: "情形", en: "Findings" }
    sheet_bonus { zh: "加分", en: "Bonus" }
    sheet_direct { zh: "直接扣分", en: "Direct" }
    sheet_veto { zh: "一票否决", en: "Veto" }
    sheet_calculation { zh: "计算", en: "Calculation" }
    sheet_lists { zh: "列表", en: "Lists" }
    sheet_carried { zh: "附带", en: "Carried" }
    sheet_earlier { zh: "上次整改", en: "Last time" }
    sheet_exported { zh: "导出时", en: "As exported" }
    changed { zh: "▲ 记录已在表中改动：分数已随之重算，说明文字和新增的扣分项须由程序重新生成", en: "▲ Records were changed here: scores follow, but sentences and new rows need a new report" }
    changed_here { zh: "（记录已改动）", en: "(changed since)" }
    how_to_change { zh: "改动记录：右键单击下方的工作表标签，取消隐藏“评分”等表；改后分数自动重算。此处不打印。", en: "To change records: right-click a sheet tab below, unhide Entries and the others; scores follow. Not printed." }
    how_to_take_back { zh: "改动后用 kaohe import 读回本文件，即可重新生成报表。", en: "kaohe import reads this file back, so that a new report can be made." }
    yes { zh: "是", en: "yes" }
    title(rubric: &str) { zh: "{rubric} 评分表", en: "{rubric}: score form" }
    calculation_note {
        zh: "本表由程序生成，逐步列出计算过程；请勿改动。",
        en: "Made by the program: every step of the calculation. Please change nothing here.",
    }
    state_column { zh: "状态", en: "State" }
    tags_label(tag: &str) { zh: "属于{tag}（是则选“是”）", en: "Belongs to {tag} (choose yes)" }
    results { zh: "得分情况", en: "Result" }
    how_to { zh: "填写说明", en: "How to fill in" }
    technical { zh: "识别信息（请勿改动）", en: "Which rubric this is (change nothing)" }
    format_label { zh: "格式", en: "Format" }
    rubric_label { zh: "细则", en: "Rubric" }
    sha_label { zh: "细则指纹", en: "Fingerprint of the rubric" }
    language_label { zh: "语言", en: "Language" }
    open_label { zh: "未评", en: "Open" }
    flags_label { zh: "否决标记", en: "Marks" }
    lowest_label { zh: "最低可能", en: "Lowest still possible" }
    highest_label { zh: "最高可能", en: "Highest still possible" }
    fines_label { zh: "罚款（元）", en: "Fines (yuan)" }
    column_id { zh: "编号", en: "Id" }
    column_text { zh: "内容", en: "Text" }
    column_found { zh: "上次的情形", en: "Found last time" }
    column_standard { zh: "分值或标准", en: "Points or standard" }
    column_state { zh: "情况", en: "State" }
    column_count { zh: "次数", en: "Count" }
    column_figure { zh: "数值", en: "Figure" }
    column_whole { zh: "总数或满分", en: "Of how many" }
    column_reason { zh: "不涉及的理由", en: "Why it does not apply" }
    column_result { zh: "计分", en: "Comes to" }
    column_hint { zh: "提示", en: "Advice" }
    column_amount { zh: "扣分额", en: "Amount" }
    column_amount_or_level { zh: "扣分额或档次", en: "Amount or level" }
    column_award { zh: "分数", en: "Points" }
    column_level { zh: "级别", en: "Level" }
    column_matter { zh: "事项", en: "Matter" }
    column_document { zh: "文号", en: "Document" }
    entries_note {
        zh: "“情况”“次数”“数值”三栏只填一处；有具体情形的，在“情形”表逐条填写，此处可不填次数。",
        en: "Fill in one of State, Count and Figure. Where there are named findings, list them on the sheet Findings and leave the count empty.",
    }
    see_earlier(count: usize) {
        zh: "上次考核有 {count} 处整改没有销号，见“上次整改”表。",
        en: " Corrections of the last assessment that are not closed: {count}, see the sheet Last time.",
    }
    earlier_note {
        zh: "上次考核没有销号的整改，供查看，本表不填。这次查看的结果填在“评分”表同一编号的行里，整改的进展填在那一行后面的整改各栏。",
        en: "Corrections of the last assessment that are not closed, to be read; nothing is filled in here. What is seen this time goes into the row of the same id on Entries, and how far a correction is into the last columns of that row.",
    }
    not_printed_note {
        zh: "整改各栏不随本表打印（一并打印字太小）；需要纸质的，打印“问题清单及整改建议”（kaohe report）。",
        en: "These columns are not printed with the sheet: all of it on one page would be too small. For paper, print the findings and corrections (kaohe report).",
    }
    findings_note {
        zh: "每条情形一行：选编号，填次数（空着按1次）、对象和说明。",
        en: "One line for each finding: choose the id, give the count (1 where empty), the subject and a remark.",
    }
    ledger_note {
        zh: "每项一行：选编号，填次数（空着按1次）和说明。",
        en: "One line each: choose the number, give the count (1 where empty) and a remark.",
    }
    full_note {
        zh: "本表已到最后一行：再往下填的，交回后能导入，但本表显示的得分不计入。内容还多的，把本表交回发表单位，导入后（kaohe import）再生成的表（kaohe form）有更多空行。",
        en: "This was the last row: what is entered below is imported, but not counted in the score shown here. For more rows, return the form to the office: once it is imported (kaohe import), a new form of it (kaohe form) has more of them.",
    }
    hint_more_than_one { zh: "只填一处", en: "fill in one only" }
    hint_reason { zh: "请写明理由", en: "give the reason" }
    hint_not_counted { zh: "填写有误，不能计分", en: "cannot be counted" }
    hint_open { zh: "未评", en: "open" }
    counter(name: &str, required: &str) { zh: "　其中：{name}（要求{required}），实际数", en: "  of these: {name} (required {required}), actual" }
    given(name: &str) { zh: "　{name}", en: "  {name}" }
    year(back: usize) { zh: "　前{back}年的数值", en: "  figure of {back} year(s) before" }
    decided { zh: "　基数为零时确定的扣分", en: "  amount decided where the baseline is zero" }
    group { zh: "（以下合并计算）", en: "(counted together)" }
    rule_choose { zh: "请从列表中选择。", en: "Please choose from the list." }
    tell_missing {
        zh: "次数：填缺了几次（几个），整数。已有几次的，填在“数值”，这里空着。",
        en: "Count: how many are missing, a whole number. How many there are goes into Figure; leave this empty then.",
    }
    tell_steps {
        zh: "次数：填超出或不足几步（如低几个百分点）。知道实际数值的，填在“数值”，这里空着。",
        en: "Count: by how many steps it misses. The figure itself goes into Figure; leave this empty then.",
    }
    tell_actual {
        zh: "数值：填实际有几次（几个），整数。填了这里，“次数”空着。",
        en: "Figure: how many there are, a whole number. Leave Count empty then.",
    }
    tell_rate {
        zh: "数值：百分数只填数字，如 92.5，不带 %；或在这里填分子、在“总数”栏填分母。",
        en: "Figure: of a percentage the number alone, such as 92.5, without %; or the part here and the whole in the next column.",
    }
    rule_count { zh: "请填整数。", en: "Please enter a whole number." }
    rule_number { zh: "请填数字。", en: "Please enter a number." }
    rule_day { zh: "请填日期，如 2021-12-15。", en: "Please enter a day such as 2021-12-15." }
}

/// The lines of advice on the cover.
#[must_use]
pub fn instructions(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::Zh => [
            "1. 只有浅黄色的单元格可以填写，其余单元格已锁定。",
            "2. “评分”表：逐条选“情况”，或填“次数”“数值”；没有查看过的留空。",
            "3. “不涉及”须写明理由。",
            "4. 发现具体问题的，在“情形”表逐条填写，得分随填随算；整改措施、责任单位、时限和状态填在后几栏。",
            "5. 有加分、直接扣分、一票否决情形的，在相应的表中填写。",
            "6. 不要移动、增删行，不要改动编号；佐证材料一行一份。",
            "7. 填完保存为 .xlsx，交回后用 kaohe import 导入。",
        ],
        Lang::En => [
            "1. Only the pale yellow cells can be filled in; all others are locked.",
            "2. Entries: choose the state of each clause, or enter a count or a figure; leave empty what nobody has looked at.",
            "3. What does not apply needs a reason.",
            "4. Named findings go on the sheet Findings, one line each; the score follows at once. What is done about them has the last columns.",
            "5. Bonus, direct deductions and vetoes have sheets of their own.",
            "6. Do not move, add or remove rows, nor change ids; one piece of evidence a line.",
            "7. Save as .xlsx and hand it back; kaohe import reads it.",
        ],
    }
}

/// The name of a sheet.
#[must_use]
pub fn sheet(lang: Lang, part: Part) -> &'static str {
    match part {
        Part::Cover => sheet_cover(lang),
        Part::Entries => sheet_entries(lang),
        Part::Findings => sheet_findings(lang),
        Part::Bonus => sheet_bonus(lang),
        Part::Direct => sheet_direct(lang),
        Part::Veto => sheet_veto(lang),
        Part::Calculation => sheet_calculation(lang),
        Part::Lists => sheet_lists(lang),
        Part::Carried => sheet_carried(lang),
    }
}

/// The word of a state in 情况.
#[must_use]
pub fn state(lang: Lang, state: State) -> &'static str {
    match state {
        State::Met => words::mark(lang, Mark::Met),
        State::Hit => words::mark(lang, Mark::Found),
        State::NotApplicable => words::mark(lang, Mark::NotApplicable),
        State::Done => words::task(lang, TaskState::Done),
        State::Partly => words::task(lang, TaskState::Partly),
        State::NotDone => words::task(lang, TaskState::NotDone),
    }
}

/// What a line of 计算 is.
#[must_use]
pub fn line_kind(lang: Lang, line: Line) -> &'static str {
    match (lang, line) {
        (Lang::Zh, Line::Indicator(_)) => "指标",
        (Lang::Zh, Line::Group(_)) => "组",
        (Lang::Zh, _) => "条款",
        (Lang::En, Line::Indicator(_)) => "indicator",
        (Lang::En, Line::Group(_)) => "group",
        (Lang::En, _) => "clause",
    }
}

/// The heads of the columns of a ledger.
#[must_use]
pub fn ledger_columns(lang: Lang, ledger: Ledger) -> [&'static str; 12] {
    let award = match ledger {
        Ledger::Bonus => column_award(lang),
        Ledger::Direct | Ledger::Veto => column_amount(lang),
    };
    [
        column_id(lang),
        column_count(lang),
        award,
        words::share(lang),
        column_level(lang),
        column_matter(lang),
        column_document(lang),
        words::subject(lang),
        words::remark(lang),
        words::evidence(lang),
        words::date(lang),
        column_result(lang),
    ]
}
