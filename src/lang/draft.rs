//! 起草 in words: what was read, what was drafted, what to look at.

use super::{Lang, messages, storage_errors};
use crate::draft::OneOfSeveral;
use crate::draft::outline::{LeftOut, Remark};
use crate::draft::source::{Notice, Place};
use crate::storage::documents::{Foreign, Kind, Refusal};
use crate::wording::Certainty;

messages! {
    about { zh: "由单位发的文件（Word、Excel、网页、文本）起草考核细则", en: "Draft a rubric from an office's document (Word, Excel, web page, text)" }
    file_argument { zh: "文件：.docx、.xlsx、.html、.csv、.md、.txt，“-”为标准输入；按内容识别，不看扩展名", en: "The document: .docx, .xlsx, .html, .csv, .md, .txt, or - for standard input; known by its content, not its ending" }
    out_option { zh: "细则写到哪个文件（默认写到自己的细则目录，“-”为标准输出）", en: "Where the rubric is written (default: your own folder of rubrics; - for standard output)" }
    id_option { zh: "细则的标识（默认用文件名）", en: "The rubric's id (default: the document's file name)" }
    from_option { zh: "上年的细则：相同的条款沿用编号、算法、口径", en: "Last year's rubric: clauses that are the same take over its rules and readings" }
    columns_option { zh: "各栏是什么，依次用逗号隔开，如 项目,内容,评分标准,分值", en: "What the columns hold, in order: content,content,criteria,points" }
    table_option { zh: "只读第几张表（一个文件里有几份细则时）", en: "Read this table only, where a file holds several rubrics" }

    read(kind: &str, tables: usize, rows: usize) { zh: "读入：{kind}，{tables} 张表，{rows} 行", en: "Read: {kind}, tables {tables}, rows {rows}" }
    read_text(kind: &str) { zh: "读入：{kind}，没有表格，按编号分层", en: "Read: {kind}, no table, laid out by its numbers" }
    drafted(items: usize, clauses: usize, certain: usize, look: usize, unknown: usize) { zh: "起草：{items} 项，{clauses} 条；有把握 {certain} 条，待看 {look} 条，拿不准 {unknown} 条", en: "Drafted: items {items}, clauses {clauses}; certain {certain}, to look at {look}, unknown {unknown}" }
    beside(bonus: usize, direct: usize, vetoes: usize, grades: usize) { zh: "其中：加分 {bonus} 条，直接扣总分 {direct} 条；另有一票否决 {vetoes} 条，等次 {grades} 个", en: "Of them: bonus {bonus}, direct deductions {direct}; beside them: vetoes {vetoes}, grades {grades}" }
    judged(items: usize) { zh: "没有写明怎么扣、由考核组评分的：{items} 项", en: "Items without a rule, scored by the assessors: {items}" }
    kinds { zh: "条款种类", en: "Kinds of rules" }
    points_agree(total: &str) { zh: "分值：合计 {total}，与文件一致", en: "Points: {total} in all, as the document says" }
    points_differ(stated: &str, sum: &str) { zh: "分值：文件写 {stated}，各项合计 {sum}，请核对", en: "Points: the document says {stated}, its items come to {sum}: compare" }
    no_points { zh: "文件没有分值：按任务清单起草", en: "The document has no points: drafted as a list of tasks" }
    sum_differs(id: &str, stated: &str, sum: &str) { zh: "{id}：标注 {stated} 分，下面合计 {sum} 分", en: "{id}: {stated} points stated, {sum} below it" }
    look_title { zh: "请看这些条款（文件里有注释，写着原文位置和别的读法）：", en: "Look at these clauses (the file has remarks with their place and other readings):" }
    not_placed_title { zh: "没有放进细则的文字：", en: "Texts that found no place in the rubric:" }
    left_out_title { zh: "不属于细则、没有写进去的：", en: "Left out, being no part of the rubric:" }
    more(count: usize) { zh: "……另有 {count} 处，加 --json 全部列出", en: "… and {count} more; --json lists all of them" }
    look_line(id: &str, place: &str, text: &str, rule: &str) { zh: "{id}  {place}  {text} → {rule}", en: "{id}  {place}  {text} → {rule}" }
    written(path: &str) { zh: "已写入 {path}", en: "written to {path}" }
    next(id: &str) { zh: "下一步：kaohe check 检查，改好后 kaohe new {id} --unit 单位名称 开始考核", en: "Next: look through it, kaohe check it, then kaohe new {id} --unit NAME" }
    with_problems(count: usize) { zh: "这份文件还有 {count} 处要先改，才能用来考核：", en: "Before it can be used, {count} things have to be put right:", one(count): "Before it can be used, one thing has to be put right:" }

    file_head { zh: "由文件起草，请逐条核对。带“待看”“拿不准”的是程序没有把握的；注释里的写法可以直接替换条款的算法。", en: "Drafted from a document: go through it. The program is not sure of what is marked; the readings in remarks can be pasted over the rules." }
    look_remark(place: &str) { zh: "待看（{place}）", en: "look at this ({place})" }
    unknown_remark(place: &str) { zh: "拿不准（{place}）：请照原文补上算法", en: "not understood ({place}): add the rule" }
    other_reading(rule: &str) { zh: "也可能是：{rule}", en: "or: {rule}" }
    inferred_remark { zh: "分值没有印出，是推算的，请核对", en: "its points are not printed and were worked out: compare" }
    judged_remark { zh: "文件没有写明怎么扣分，由考核组评分", en: "the document prints no rule: scored by the assessors" }

    reading_of_sum(stated: &str) { zh: "以标注的 {stated} 分为准（起草时所加，请核对）", en: "以标注的 {stated} 分为准（起草时所加，请核对）" }
    because_of_sum(stated: &str, sum: &str) { zh: "文件标注 {stated} 分，所属各项合计 {sum} 分，两者不符", en: "文件标注 {stated} 分，所属各项合计 {sum} 分，两者不符" }

    place_line(line: usize) { zh: "第 {line} 行", en: "line {line}" }
    place_paragraph(paragraph: usize) { zh: "第 {paragraph} 段", en: "paragraph {paragraph}" }
    place_cell(table: usize, row: usize, column: usize) { zh: "表 {table} 第 {row} 行第 {column} 栏", en: "table {table}, row {row}, column {column}" }
    place_cell_paragraph(table: usize, row: usize, column: usize, paragraph: usize) { zh: "表 {table} 第 {row} 行第 {column} 栏第 {paragraph} 段", en: "table {table}, row {row}, column {column}, paragraph {paragraph}" }
    place_sheet(sheet: usize, cell: &str) { zh: "工作表 {sheet} 单元格 {cell}", en: "sheet {sheet}, cell {cell}" }
    place_unknown { zh: "文件中", en: "in the document" }

    pictures(count: usize, place: &str) { zh: "文件里有 {count} 幅图片（第一幅在{place}），图里的文字读不到；若考核内容是图片，请改用有文字的版本", en: "the document has pictures ({count}, the first at {place}): what stands in them is not read; if the rubric is a picture, use a version with text" }
    deleted(count: usize) { zh: "修订中删除的 {count} 字不算", en: "characters deleted under tracking, left out: {count}" }
    inserted(count: usize) { zh: "修订中插入的 {count} 字已算入", en: "characters inserted under tracking, taken: {count}" }
    comments(count: usize) { zh: "批注 {count} 条不算", en: "comments, left out: {count}" }
    hidden(count: usize) { zh: "隐藏的 {count} 字不算", en: "hidden characters, left out: {count}" }
    macros { zh: "文件带宏，没有运行，也没有读取", en: "the document has macros; they were neither run nor read" }
    unreadable(count: usize) { zh: "有 {count} 个字符编码不对，读不出来", en: "characters that could not be read in the file's encoding: {count}" }

    shifted(title: &str) { zh: "“{title}”的评分标准印在别的行里，已按内容对应，请核对", en: "the criteria of “{title}” stand in another row and were paired by their words: compare" }
    number_twice(no: &str) { zh: "编号 {no} 用了两次，第二个已改为不同的编号", en: "number {no} is used twice; the second one was told apart" }
    title_lost(title: &str) { zh: "文件里没有总标题，暂写“{title}”，请改成文件的标题", en: "the document has no title; “{title}” stands for it: write the right one" }
    heading_lost(no: &str) { zh: "编号 {no} 的标题在文件里缺失", en: "the heading numbered {no} is missing in the document" }

    nothing_found { zh: "没有找到考核内容：文件里没有表头（如 考核内容、评分标准、分值）明确的表格，也没有带分值的编号段落。用 --columns 说明各栏是什么，或换一份文件", en: "no rubric was found: no table with known headings (考核内容, 评分标准, 分值) and no numbered paragraphs with points. Say with --columns what the columns hold, or try another document" }
    several_title(name: &str, count: usize) { zh: "{name}里有 {count} 份细则，请用 --table 选一份：", en: "{name} holds {count} rubrics; choose one with --table:" }
    one_of_several(table: usize, title: &str, items: usize, total: &str) { zh: "--table {table}  {title}（{items} 项，{total} 分）", en: "--table {table}  {title} (items {items}, points {total})" }
    columns_count(given: usize, counts: &str) { zh: "--columns 说了 {given} 栏，文件里的表有 {counts} 栏；请把每一栏都写上，不用的写“备注”", en: "--columns names {given} columns, the tables have {counts}: name every one, and call those that do not matter “remark”" }
    no_such_table(table: usize, tables: usize) { zh: "文件里只有 {tables} 张表，没有第 {table} 张", en: "there is no table {table}: the document has {tables}" }
    exists(path: &str) { zh: "{path} 已经存在，没有覆盖。请用 --out 写到别的文件，或用 --id 换个标识", en: "{path} exists and was not overwritten: name another file with --out, or another id with --id" }
    columns_unknown(word: &str) { zh: "不认识的栏目“{word}”；可用：序号、项目、内容、评分标准、分值、扣分值、检查方式、责任单位、考核单位、佐证资料、得分、备注", en: "unknown column “{word}”; there are: number, content, criteria, points, amount, method, duty, office, evidence, result, remark" }
    no_place { zh: "找不到写细则的目录，请用 --out 指定文件", en: "there is no folder for rubrics: name a file with --out" }
    taken_over(same: usize, changed: usize, new: usize, gone: usize) { zh: "与上年相比：沿用 {same} 条，改动 {changed} 条，新增 {new} 条，删去 {gone} 条", en: "Against last year's: taken over {same}, changed {changed}, new {new}, gone {gone}" }

    different_title(old: &str, new: &str) { zh: "和上年不同的（逐字对照：kaohe diff {old} {new}）：", en: "Different from last year's (word by word: kaohe diff {old} {new}):" }

    too_large(mebibytes: u64) { zh: "文件超过 {mebibytes} MiB，没有读取；请去掉图片等附加内容再试", en: "is larger than {mebibytes} MiB and was not read: take pictures and the like out of it" }
    empty { zh: "文件是空的", en: "is empty" }
    damaged { zh: "文件已损坏，打不开；请用 Word 或 WPS 打开后另存一份再试", en: "is damaged: open it in a word processor and save it again" }
    bomb { zh: "展开后异常庞大，不是正常的文件，已拒绝读取", en: "unpacks to an enormous size, as no document does, and was not read" }
    too_many { zh: "单元格太多或嵌套太深，不是正常的文件，已拒绝读取", en: "holds more cells or a deeper nesting than a document can, and was not read" }
    encrypted { zh: "文件有密码；请去掉密码另存一份再试", en: "is protected by a password: save it without one" }
    not_a_file { zh: "不是普通文件", en: "is no ordinary file" }
    unknown_bytes { zh: "不是能读的文件；请另存为 .docx 或 .xlsx", en: "is no document that can be read: save it as .docx or .xlsx" }
    old_word { zh: "是旧格式的 Word/WPS 文档（.doc、.wps）；请用 Word 或 WPS 打开，另存为 .docx", en: "is an old Word or WPS document (.doc, .wps): open it and save it as .docx" }
    old_sheet { zh: "是旧格式的表格（.xls、.et）；请用 Excel 或 WPS 打开，另存为 .xlsx", en: "is an old workbook (.xls, .et): open it and save it as .xlsx" }
    old_other { zh: "是旧格式的文件；请用原来的程序打开，另存为 .docx 或 .xlsx", en: "is in an old format: open it in its program and save it as .docx or .xlsx" }
    pdf { zh: "是 PDF；请用 Word 打开后另存为 .docx，或把文字复制出来存成 .txt", en: "is a PDF: open it in a word processor and save it as .docx, or copy its text into a .txt" }
    rtf { zh: "是 RTF；请用 Word 或 WPS 打开，另存为 .docx", en: "is RTF: open it and save it as .docx" }
    web_archive { zh: "是单个文件网页（.mht）；请用 Word 打开，另存为 .docx", en: "is a web archive (.mht): open it in a word processor and save it as .docx" }
    picture { zh: "是图片，图里的文字读不到；请用有文字的版本，或先做文字识别", en: "is a picture, whose text is not read: use a version with text" }
    slides { zh: "是演示文稿；请把表格复制到 Word，存为 .docx", en: "are slides: copy the table into a .docx" }
    archive { zh: "是压缩包；请先解压，再给出里面的文件", en: "is an archive: unpack it and name the document in it" }

    word { zh: "Word 文档", en: "Word document" }
    word_xml { zh: "Word XML 文档", en: "Word XML document" }
    open_document { zh: "OpenDocument 文档", en: "OpenDocument" }
    sheet { zh: "Excel 工作簿", en: "workbook" }
    html { zh: "网页", en: "web page" }
    separated { zh: "逗号或制表符分隔的表", en: "separated values" }
    markdown { zh: "Markdown 文本", en: "Markdown text" }
    text { zh: "纯文本", en: "plain text" }

    certain { zh: "有把握", en: "certain" }
    look { zh: "待看", en: "look" }
    unknown { zh: "拿不准", en: "unknown" }

    out_heading { zh: "栏目名称", en: "headings of columns" }
    out_sum { zh: "小计、合计", en: "sums" }
    out_form { zh: "填写栏、签字栏", en: "lines to fill in and signatures" }
    out_filled { zh: "以前考核填的得分、原因", en: "what an earlier assessment filled in" }
    out_line_number { zh: "序号", en: "numbers of lines" }
    out_amount { zh: "单独一栏的分值（已写进算法）", en: "amounts in a column of their own, which are in the rules" }
    out_issuer { zh: "落款", en: "who issued it and when" }
    out_frame { zh: "网页的导航、页脚", en: "the frame of the page" }
    out_page_line { zh: "页码、页眉页脚", en: "page numbers, headers and footers" }
    out_hidden { zh: "隐藏的文字", en: "hidden texts" }
    out_other_table { zh: "别的表", en: "other tables" }
}

/// Where something stands.
#[must_use]
pub fn place(lang: Lang, place: Place) -> String {
    match place {
        Place::Unknown => place_unknown(lang).to_owned(),
        Place::Line(line) => place_line(lang, line),
        Place::Paragraph(paragraph) => place_paragraph(lang, paragraph),
        Place::Cell { table, row, column, paragraph: 1 } => place_cell(lang, table, row, column),
        Place::Cell { table, row, column, paragraph } => {
            place_cell_paragraph(lang, table, row, column, paragraph)
        }
        Place::Sheet { sheet, row, column } => {
            let letters = column_letters(column);
            place_sheet(lang, sheet, &format!("{letters}{row}"))
        }
    }
}

/// 2 as B, 28 as AB.
fn column_letters(column: usize) -> String {
    let mut left = column;
    let mut letters = Vec::new();
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// How sure something is.
#[must_use]
pub fn certainty(lang: Lang, certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => certain(lang),
        Certainty::Look => look(lang),
        Certainty::Unknown => unknown(lang),
    }
}

/// What a document is.
#[must_use]
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Word => word(lang),
        Kind::WordXml => word_xml(lang),
        Kind::OpenDocument => open_document(lang),
        Kind::Sheet => sheet(lang),
        Kind::Html => html(lang),
        Kind::Separated => separated(lang),
        Kind::Markdown => markdown(lang),
        Kind::Text => text(lang),
    }
}

/// What was seen in a file and is no text of the document.
#[must_use]
pub fn notice(lang: Lang, notice: &Notice) -> String {
    match notice {
        Notice::Pictures { count, place: at } => pictures(lang, *count, &place(lang, *at)),
        Notice::Deleted(count) => deleted(lang, *count),
        Notice::Inserted(count) => inserted(lang, *count),
        Notice::Comments(count) => comments(lang, *count),
        Notice::Hidden(count) => hidden(lang, *count),
        Notice::Macros => macros(lang).to_owned(),
        Notice::Unreadable(count) => unreadable(lang, *count),
    }
}

/// The rubrics that a document holds, to choose one of.
#[must_use]
pub fn several(lang: Lang, name: &str, several: &[OneOfSeveral]) -> String {
    let mut lines = vec![several_title(lang, name, several.len())];
    for one in several {
        let total = one.total.map(|total| total.to_string()).unwrap_or_default();
        lines.push(format!("  {}", one_of_several(lang, one.table, &one.title, one.items, &total)));
    }
    lines.join("\n")
}

/// What is to be told of a document.
#[must_use]
pub fn remark(lang: Lang, remark: &Remark) -> String {
    match remark {
        Remark::Shifted(title) => shifted(lang, title),
        Remark::NumberTwice(no) => number_twice(lang, no),
        Remark::HeadingLost(no) => heading_lost(lang, no),
        Remark::TitleLost(title) => title_lost(lang, title),
    }
}

/// Why something was left out.
#[must_use]
pub fn left_out(lang: Lang, why: LeftOut) -> &'static str {
    match why {
        LeftOut::Heading => out_heading(lang),
        LeftOut::Sum => out_sum(lang),
        LeftOut::Form => out_form(lang),
        LeftOut::Filled => out_filled(lang),
        LeftOut::LineNumber => out_line_number(lang),
        LeftOut::Amount => out_amount(lang),
        LeftOut::Issuer => out_issuer(lang),
        LeftOut::Frame => out_frame(lang),
        LeftOut::PageLine => out_page_line(lang),
        LeftOut::Hidden => out_hidden(lang),
        LeftOut::OtherTable => out_other_table(lang),
    }
}

/// Why a document was not read.
#[must_use]
pub fn refusal(lang: Lang, file: &str, refusal: &Refusal) -> String {
    let said = match refusal {
        Refusal::NotReadable(kind, words) => {
            storage_errors::reason(lang, *kind).unwrap_or(words).to_owned()
        }
        Refusal::NotAFile => not_a_file(lang).to_owned(),
        Refusal::TooLarge(most) => too_large(lang, most / (1024 * 1024)),
        Refusal::Empty => empty(lang).to_owned(),
        Refusal::Damaged => damaged(lang).to_owned(),
        Refusal::Bomb => bomb(lang).to_owned(),
        Refusal::TooMany => too_many(lang).to_owned(),
        Refusal::Encrypted => encrypted(lang).to_owned(),
        Refusal::Unknown => unknown_bytes(lang).to_owned(),
        Refusal::Foreign(foreign) => match foreign {
            Foreign::OldWord => old_word(lang),
            Foreign::OldSheet => old_sheet(lang),
            Foreign::OldOther => old_other(lang),
            Foreign::Pdf => pdf(lang),
            Foreign::Rtf => rtf(lang),
            Foreign::WebArchive => web_archive(lang),
            Foreign::Picture => picture(lang),
            Foreign::Slides => slides(lang),
            Foreign::Archive | Foreign::OtherArchive => archive(lang),
        }
        .to_owned(),
    };
    match lang {
        Lang::Zh => format!("{file}：{said}"),
        Lang::En => format!("{file}: {said}"),
    }
}
