//! What is wrong with a form that came back, by sheet and cell, and what to do.

use super::file_problems::quoted;
use super::numbers::number_error;
use super::{Lang, messages, storage_errors, words};
use crate::points::NumberError;
use crate::report::workbook::formula::cell_name;
use crate::report::workbook::import::{Kind, Problem};
use crate::report::workbook::show::Wrong;
use crate::storage::spreadsheet::Refusal;

messages! {
    no_form { zh: "不是本程序生成的评分表。请用 kaohe form 生成，填好后保存为 .xlsx", en: "is no form made by this program: make one with kaohe form and save it as .xlsx" }
    sheet_missing { zh: "没有这张工作表，或已损坏；改了名的请改回原名，删掉的请用原表重新填写", en: "this sheet is missing or damaged: give it its name again, or fill in the original form" }
    moved(expected: &str, found: &str) { zh: "这里应是编号“{expected}”，现在是“{found}”：行被移动、增删或改写，请恢复原样", en: "“{expected}” should stand here, not “{found}”: rows were moved, added, removed or overwritten" }
    reworded(expected: &str, found: &str) { zh: "锁定的内容被改写：原为“{expected}”，现在是“{found}”，所填内容可能答非所问；请恢复原样，或用 kaohe form 重新生成表格填写", en: "words of the form were changed: “{expected}” stood here, now “{found}”, and the answer may be to something else; undo that, or fill in a form made anew with kaohe form" }
    overwritten(found: &str) { zh: "这里的公式被改写成“{found}”，不作数，得分以程序计算为准", en: "a formula was overwritten with “{found}”, which does not count: the score is what the program calculates" }
    moved_more(rows: usize) { zh: "另有 {rows} 行也不在原位，多半是增删了行：请撤销，或把内容填到重新生成的表格里", en: "{rows} more rows are out of place, probably because rows were added or removed: undo that, or fill in a form made anew", one(rows): "one more row is out of place, probably because rows were added or removed: undo that, or fill in a form made anew" }
    not_a_number(text: &str) { zh: "“{text}”不是数字（可能是文字格式），请重新填数字", en: "“{text}” is not a number but a text: enter it again as a number" }
    percent(text: &str) { zh: "“{text}”带百分号，请把单元格改为常规格式，只填数字，如 92.5", en: "“{text}” is a percentage: make the cell a plain number and enter the number alone, such as 92.5" }
    outside(text: &str) { zh: "“{text}”写在填写栏以外，没有读入；要记的请写到说明等填写栏", en: "“{text}” stands outside of what is filled in and was not read: write it into a remark" }
    extra_sheet { zh: "不是评分表里的工作表，没有读入；要记的请写到说明等填写栏", en: "is no sheet of the form and was not read: write it into a remark" }
    formula { zh: "这里是公式，请改填具体内容（复制后“选择性粘贴—数值”）", en: "a formula stands here: enter what it comes to (paste values)" }
    not_a_day(text: &str) { zh: "“{text}”不是日期，请写成 2021-12-15，年份写四位", en: "“{text}” is no day: write it like 2021-12-15, the year with four digits" }
    not_a_choice(text: &str) { zh: "“{text}”不在可选项中，请从下拉列表选择", en: "“{text}” cannot be chosen here: take one from the list" }
    unknown_id(text: &str) { zh: "细则中没有编号“{text}”，请从下拉列表选择", en: "the rubric has no “{text}”: choose one from the list" }
    id_missing { zh: "这一行填了内容，但没有选编号", en: "this row says something but names no id" }
    count_differs(count: &str, findings: u32) { zh: "次数填了 {count}，而“情形”表中合计 {findings} 次，请改为一致", en: "the count is {count}, the findings come to {findings}: make them agree" }
    more_than_one { zh: "“情况”“次数”“数值”只能填一处", en: "fill in only one of State, Count and Figure" }
    reason_missing { zh: "选了“不涉及”，请写明理由", en: "it does not apply: give the reason" }
    reason_alone { zh: "写了不涉及的理由，但“情况”没有选“不涉及”", en: "there is a reason, but the state does not say that it does not apply" }
    figure_missing { zh: "缺少配套的数值", en: "the figure that belongs to it is missing" }
    not_positive { zh: "应大于 0", en: "has to be above 0" }
    not_asked(text: &str) { zh: "这里不需要填写，却有“{text}”", en: "nothing is asked for here, but “{text}” stands here" }
    state_missing { zh: "填了整改内容，请选整改状态（未整改、整改中、已销号）", en: "there is a correction: choose its state" }
    other_format(format: &str) { zh: "这张评分表（{format}）由另一版本的程序生成，请用现在的程序 kaohe form 重新生成后再填", en: "this form ({format}) was made by another version of the program: make it again with kaohe form" }
    unit_missing { zh: "请填写被考核单位", en: "name the unit" }
    more(count: usize) { zh: "另有 {count} 处问题未列出", en: "{count} more problems", one(count): "one more problem" }
    unfit { zh: "所填内容与条款不符，不能计分：数值超出范围，或填法不对；请按条款和“提示”改正", en: "does not fit its clause and cannot be counted: out of range, or entered in another way than is asked for" }
    unfit_carried(id: &str) { zh: "{id} 与条款不符，不计分（原来的记录就是这样），请核对", en: "{id} does not fit its clause and is not counted, as in the session it came from" }
    above(most: &str) { zh: "超过满分，最多 {most}", en: "is more than can be given: at most {most}" }
    finding_beside { zh: "选了“无问题”或“不涉及”，而“情形”表里又有它的情形，只能留一处", en: "it is met or does not apply, but there are findings for it: keep one of the two" }
    not_a_share(shares: &str) { zh: "责任比例只能填条款写明的：{shares}", en: "the share has to be one that the clause prints: {shares}" }
    final_but_open(count: u32) { zh: "写了定稿，但还有 {count} 条未评；请评完，或改为草稿", en: "it says final, but {count} are still open: rate them, or make it a draft" }
    more_than_required(most: &str) { zh: "最多少 {most}：要求的就是这么多", en: "at most {most} can be missing: no more are required" }
    score_differs(sheet: &str, program: &str) { zh: "表中得分显示 {sheet}，程序计算为 {program}，以程序为准；请核对公式是否被改动、数字是否为文字格式", en: "the form shows {sheet}, the program calculates {program}, which counts: see whether a formula was changed or a number is a text" }
    too_large(most: u64) { zh: "文件太大，超过 {most} 字节；请去掉图片等附加内容再导入", en: "is larger than {most} bytes: take pictures and the like out of it" }
    no_workbook { zh: "不是 .xlsx 工作簿，或已损坏；请在 Excel 或 WPS 中打开填好的表格，另存为 .xlsx 再导入", en: "is no .xlsx workbook, or a damaged one: open the form in a spreadsheet program and save it as .xlsx" }
    bomb { zh: "展开后异常庞大，不是正常的表格，已拒绝读取；请用 kaohe form 重新生成表格填写", en: "unpacks to an enormous size, as no form does, and was not read: make the form again with kaohe form" }
    macros { zh: "含有宏，已拒绝读取；请另存为 .xlsx", en: "holds macros and was not read: save it as .xlsx" }
    links { zh: "含有指向其他工作簿的链接，已拒绝读取；请在“数据—编辑链接”中断开链接后另存", en: "takes values from other workbooks and was not read: break its links (Data, Edit Links) and save it again" }
    too_many { zh: "工作表、行或单元格过多，不像评分表；请用 kaohe form 重新生成表格填写", en: "holds more sheets, rows or cells than a form: make the form again with kaohe form" }
    encrypted { zh: "是旧格式（.xls）或带密码的工作簿；请另存为不带密码的 .xlsx", en: "is an old .xls or protected by a password: save it as .xlsx without one" }
    rubric_unknown(id: &str) { zh: "没有找到细则“{id}”，请用 --rubrics 指明其目录", en: "there is no rubric “{id}”: name its folder with --rubrics" }
    other_version(id: &str) { zh: "表格由“{id}”的另一个版本生成，不能按现在的版本导入；请用 --rubrics 指明当时的细则，或用新版本重新生成表格", en: "was made from another version of “{id}”: name the folder of that version with --rubrics, or make the form again" }
    form_about { zh: "生成可填写、自动算分的 Excel 评分表", en: "Make a spreadsheet to fill in, which calculates the score" }
    form_argument { zh: "细则的标识或文件，或考核记录文件", en: "A rubric's id or file, or a session file" }
    import_about { zh: "把填好的 Excel 评分表读成考核记录", en: "Read a form that was filled in into a session" }
    import_argument { zh: "填好的 .xlsx 评分表", en: "The .xlsx form that was filled in" }
    too_fine(number: &str, most: u32) { zh: "“{number}”小数太长，没有看懂，这条记录照原样保存，未计入。最多 {most} 位小数；除不尽的，数值填分子，总数填分母。", en: "“{number}” has too many decimals and was not understood; the record is kept and not counted. Write at most {most} decimals, or numerator and denominator in two cells" }
    force_option { zh: "覆盖已有文件", en: "Replace a file that is there" }
}

/// A problem with its sheet and cell.
#[must_use]
pub fn problem(lang: Lang, file: &str, problem: &Problem) -> String {
    let sheet = quoted(&problem.sheet);
    let said = kind(lang, &problem.kind);
    match (lang, problem.cell, sheet.is_empty()) {
        (Lang::Zh, Some((row, column)), _) => {
            format!("{file}：工作表“{sheet}”单元格 {}：{said}", cell_name(row, column))
        }
        (Lang::Zh, None, false) => format!("{file}：工作表“{sheet}”：{said}"),
        (Lang::Zh, None, true) => format!("{file}：{said}"),
        (Lang::En, Some((row, column)), _) => {
            format!("{file}: sheet “{sheet}”, cell {}: {said}", cell_name(row, column))
        }
        (Lang::En, None, false) => format!("{file}: sheet “{sheet}”: {said}"),
        (Lang::En, None, true) => format!("{file}: {said}"),
    }
}

fn kind(lang: Lang, kind: &Kind) -> String {
    match kind {
        Kind::Unfit => unfit(lang).to_owned(),
        Kind::Above(most) => above(lang, &most.to_string()),
        Kind::FindingBeside => finding_beside(lang).to_owned(),
        Kind::NotAShare(shares) => {
            let shares: Vec<String> = shares
                .iter()
                .map(|share| format!("{share}（{}）", words::percent(*share)))
                .collect();
            not_a_share(lang, &shares.join(lang.enumeration_comma()))
        }
        Kind::FinalButOpen(count) => final_but_open(lang, *count),
        Kind::NoForm => no_form(lang).to_owned(),
        Kind::SheetMissing => sheet_missing(lang).to_owned(),
        Kind::Moved { expected, found } => moved(lang, &quoted(expected), &quoted(found)),
        Kind::Reworded { expected, found } => {
            let (expected, found) = (around(expected, found), around(found, expected));
            reworded(lang, &quoted(&expected), &quoted(&found))
        }
        Kind::Overwritten(text) => overwritten(lang, &quoted(text)),
        Kind::MovedMore(rows) => moved_more(lang, *rows),
        Kind::NotANumber(text) if text.contains(['%', '％']) => percent(lang, &quoted(text)),
        Kind::Outside(text) => outside(lang, &quoted(text)),
        Kind::ExtraSheet => extra_sheet(lang).to_owned(),
        Kind::NotANumber(text) => not_a_number(lang, &quoted(text)),
        Kind::Formula => formula(lang).to_owned(),
        Kind::NotADay(text) => not_a_day(lang, &quoted(text)),
        Kind::NotAChoice(text) => not_a_choice(lang, &quoted(text)),
        Kind::UnknownId(text) => unknown_id(lang, &quoted(text)),
        Kind::IdMissing => id_missing(lang).to_owned(),
        Kind::CountDiffers { count, findings } => {
            count_differs(lang, &count.to_string(), *findings)
        }
        Kind::Wrong(what) => wrong(lang, what),
        Kind::NotAsked(text) => not_asked(lang, &quoted(text)),
        Kind::StateMissing => state_missing(lang).to_owned(),
        Kind::OtherFormat(format) => other_format(lang, &quoted(format)),
        Kind::UnitMissing => unit_missing(lang).to_owned(),
        Kind::TooFine { number, most } => too_fine(lang, &number.to_string(), *most),
        Kind::More(count) => more(lang, *count),
    }
}

/// A text from a little before where it begins to differ from another.
fn around(text: &str, other: &str) -> String {
    const BEFORE: usize = 12;
    let same = text.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    match same.saturating_sub(BEFORE) {
        0 => text.to_owned(),
        skipped => format!("…{}", text.chars().skip(skipped).collect::<String>()),
    }
}

fn wrong(lang: Lang, wrong: &Wrong) -> String {
    match wrong {
        Wrong::MoreThanOne => more_than_one(lang).to_owned(),
        Wrong::ReasonMissing => reason_missing(lang).to_owned(),
        Wrong::ReasonAlone => reason_alone(lang).to_owned(),
        Wrong::FigureMissing => figure_missing(lang).to_owned(),
        Wrong::NotPositive => not_positive(lang).to_owned(),
        Wrong::MoreThanRequired(most) => more_than_required(lang, &most.to_string()),
        Wrong::Number(text, why) => number(lang, text, why),
    }
}

fn number(lang: Lang, text: &str, why: &NumberError) -> String {
    number_error(lang, text, why)
}

/// Why a workbook was not read.
#[must_use]
pub fn refusal(lang: Lang, file: &str, refusal: &Refusal) -> String {
    let said = match refusal {
        Refusal::NotReadable(kind, words) => {
            storage_errors::reason(lang, *kind).unwrap_or(words).to_owned()
        }
        Refusal::TooLarge(most) => too_large(lang, *most),
        Refusal::NoWorkbook => no_workbook(lang).to_owned(),
        Refusal::Bomb => bomb(lang).to_owned(),
        Refusal::Links => links(lang).to_owned(),
        Refusal::Macros => macros(lang).to_owned(),
        Refusal::TooMany => too_many(lang).to_owned(),
        Refusal::Encrypted => encrypted(lang).to_owned(),
    };
    match lang {
        Lang::Zh => format!("{file}：{said}"),
        Lang::En => format!("{file}: {said}"),
    }
}
