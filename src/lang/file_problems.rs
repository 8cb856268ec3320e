//! Problems of files in words.
//!
//! Every sentence says what is wrong and what to do about it.

use super::{Lang, messages, numbers, problems, storage_errors};
use crate::half_width::half_width;
use crate::rubric::check::Severity;
use crate::storage::problem::{Expected, FileProblem, FileProblemKind as Kind, SyntaxError};
use crate::visible::{cells, visible, width};
use unicode_segmentation::UnicodeSegmentation;

/// The widest excerpt shown, in cells.
const EXCERPT_WIDTH: usize = 100;
/// What stands where an excerpt was cut.
const CUT: &str = "..";
/// The longest sentence, in characters: a name in a file may be of any length.
const LONGEST_SENTENCE: usize = 400;

/// `file:line:column: error: what is wrong and what to do`, and below it the line with a
/// mark under the place.
#[must_use]
pub fn file_problem(lang: Lang, problem: &FileProblem) -> String {
    let place = match (problem.line, problem.column) {
        (Some(line), Some(column)) => format!("{}:{line}:{column}", visible(&problem.file)),
        _ => visible(&problem.file).into_owned(),
    };
    let severity = match problem.severity {
        Severity::Error => error(lang),
        Severity::Warning => warning(lang),
    };
    let sentence = beginning(&sentence(lang, &problem.kind), LONGEST_SENTENCE);
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    format!("{place}: {severity}{colon}{sentence}{}", excerpt(problem))
}

/// What is wrong and what to do, without the place.
#[must_use]
pub fn sentence(lang: Lang, kind: &Kind) -> String {
    match kind {
        Kind::NotReadable { kind, words } => {
            let reason = storage_errors::reason(lang, *kind).unwrap_or(words);
            not_readable(lang, reason)
        }
        Kind::Refused(refused) => storage_errors::refusal(lang, *refused).to_owned(),
        Kind::Config(problem) => super::config::problem(lang, problem),
        Kind::NotAFile => not_a_file(lang).to_owned(),
        Kind::JournalNotAFile => journal_not_a_file(lang).to_owned(),
        Kind::NotUtf8 => not_utf8(lang).to_owned(),
        Kind::TooLarge(most) => too_large(lang, most / (1024 * 1024)),
        Kind::Empty => empty(lang).to_owned(),
        Kind::Syntax(error) => syntax(lang, error),
        Kind::Slip(slip) => super::slips::slip(lang, slip),
        Kind::DuplicateKey { key, first } => duplicate_key(lang, key, *first),
        Kind::UnknownKey { key, nearest: Some(nearest) } => {
            unknown_key_like(lang, &quoted(key), nearest)
        }
        Kind::UnknownKey { key, nearest: None } => unknown_key(lang, &quoted(key)),
        Kind::UnknownKeyFor { key, missing } => {
            unknown_key_for(lang, &quoted(key), &listed(lang, missing))
        }
        Kind::MisplacedKey { key, write } => misplaced_key(lang, key, write),
        Kind::Write { key, found, instead } => write(lang, key, &quoted(found), instead),
        Kind::LineEnds(key) => line_ends(lang, key),
        Kind::NoSuchName { key, name, nearest } => {
            no_such_name(lang, key, &quoted(name), &nearest.join(either(lang)))
        }
        Kind::ClausesWithoutKey(key) => clauses_without_key(lang, key),
        Kind::MissingKey(key) => missing_key(lang, key),
        Kind::MissingOneOf(keys) => missing_one_of(lang, &listed(lang, keys)),
        Kind::Conflict { first, second } => conflict(lang, first, second),
        Kind::WrongType { key, expected } if key.is_empty() => {
            wrong_type(lang, expected_words(lang, *expected))
        }
        Kind::WrongType { key, expected: Expected::List } if element(key).is_some() => {
            list_of(lang, key, element(key).unwrap_or_default())
        }
        Kind::WrongType { key, expected } => {
            wrong_type_of(lang, key, expected_words(lang, *expected))
        }
        Kind::Nothing(key) if key == "na" => reason_missing(lang).to_owned(),
        Kind::Nothing(key) => nothing(lang, key),
        Kind::UnknownWord { key, word, known } => {
            unknown_word(lang, key, &quoted(word), &listed(lang, known))
        }
        Kind::Number { text, why } => numbers::number_error(lang, text, why),
        Kind::NotPositive(key) if key == "award" => award_not_positive(lang).to_owned(),
        Kind::NotPositive(key) => not_positive(lang, key),
        Kind::Date { text, meant: Some(meant) } => date_meant(lang, &quoted(text), meant),
        Kind::Date { text, meant: None } => date(lang, &quoted(text)),
        Kind::Uncounted(told) => super::uncounted::line(lang, told),
        Kind::FarDate { day, year } => far_date(lang, day, *year),
        Kind::SameRubric { id, counts } => same_rubric(lang, id, &quoted(counts)),
        Kind::SameSession { id, others, differs } => {
            let others = others.join(lang.enumeration_comma());
            let say = if *differs { same_session_differs } else { same_session };
            say(lang, &others, id)
        }
        Kind::Malformed { key, text } => malformed(lang, key, &quoted(text)),
        Kind::IdCharacters(id) => id_characters(lang, &quoted(id), &quoted(&usable(id))),
        Kind::NewerFormat(found) => newer_format(lang, found),
        Kind::NotThisFormat { found, expected } => not_this_format(lang, &quoted(found), expected),
        Kind::CountDiffers { count, findings } => count_differs(lang, *count, *findings),
        Kind::IdIsNotFileName { id, name } => id_is_not_file_name(lang, id, name),
        Kind::Hidden(character) => {
            let number = format!("U+{:04X}", u32::from(*character));
            hidden(lang, &number, &named(*character))
        }
        Kind::More(count) => more(lang, *count),
        Kind::Rubric(kind) => problems::problem(lang, kind),
        Kind::RubricChanged { id } => rubric_changed(lang, id),
        Kind::RubricMissing { id } => rubric_missing(lang, id),
        Kind::UnknownEntry { id, nearest: Some(nearest) } => {
            unknown_entry_like(lang, &quoted(id), nearest)
        }
        Kind::UnknownEntry { id, nearest: None } => unknown_entry(lang, &quoted(id)),
        Kind::FinalButOpen(count) => final_but_open(lang, *count),
        Kind::MoreThanRequired { id, most } => more_than_required(lang, id, &most.to_string()),
        Kind::UnfitEntry { id } => unfit_entry(lang, id),
        Kind::OtherDraw { id } => super::samples::other_draw(lang, id),
    }
}

fn syntax(lang: Lang, error: &SyntaxError) -> String {
    match error {
        SyntaxError::ColonInText => colon_in_text(lang).to_owned(),
        SyntaxError::NoColon => no_colon(lang).to_owned(),
        SyntaxError::Indentation => indentation(lang).to_owned(),
        SyntaxError::Tab => tab(lang).to_owned(),
        SyntaxError::Bracket(bracket) => unbalanced(lang, *bracket),
        SyntaxError::Comma => comma(lang).to_owned(),
        SyntaxError::Quotes => quotes(lang).to_owned(),
        SyntaxError::Escape => escape(lang).to_owned(),
        SyntaxError::Character(character) => strange_character(lang, &named(*character)),
        SyntaxError::NotAllowed(sign) => not_allowed(lang, sign),
        SyntaxError::ComplexKey => complex_key(lang).to_owned(),
        SyntaxError::TooDeep(deepest) => too_deep(lang, *deepest),
        SyntaxError::TooLong(most) => too_long(lang, most / 1024),
        SyntaxError::TooManyNodes(most) => too_many_nodes(lang, *most),
        SyntaxError::SecondDocument => second_document(lang).to_owned(),
        SyntaxError::Other(words) => other_syntax(lang, words),
    }
}

/// What an element of the list behind a key looks like.
fn element(key: &str) -> Option<&'static str> {
    Some(match key {
        "indicators" => "- {no: …, title: …, points: …}",
        "clauses" | "direct" => "- {no: …, text: …, deduct: …}",
        "veto" => "- {no: …, text: …, when: {at_least: 1, of: …}, effect: {score: 0}}",
        "grades" => "- {name: …, from: …}",
        "factors" => "- {no: …, text: …, options: [{name: …, factor: …}]}",
        "options" => "- {name: …, factor: …}",
        "shares" => "- {name: …, share: …}",
        "readings" => "- {about: …, says: …, because: …}",
        "columns" => "- {heading: …, source: …}",
        "findings" => "- {subject: …, count: 1}",
        "bonus" => "- {clause: …, matter: …}",
        _ => return None,
    })
}

fn expected_words(lang: Lang, expected: Expected) -> &'static str {
    match (lang, expected) {
        (Lang::Zh, Expected::Text) => "文字（以“[”“{”开头的，请用双引号括起来）",
        (Lang::Zh, Expected::Number) => "数字",
        (Lang::Zh, Expected::Bool) => "true 或 false",
        (Lang::Zh, Expected::True) => "true（不成立时删去这一键）",
        (Lang::Zh, Expected::List) => "列表（每行以“- ”开头，或写成 [甲, 乙]）",
        (Lang::Zh, Expected::Mapping) => "“键: 值”的一组",
        (Lang::Zh, Expected::TextOrList) => "文字或文字的列表",
        (Lang::Zh, Expected::NumberOrNamed) => "数字，或“名称: 数字”的一组",
        (Lang::Zh, Expected::Figure) => "数字、[分子, 分母]，或“名称: 数字”的一组",
        (Lang::Zh, Expected::Amount) => {
            "分值：数字、all、{up_to: 2}、{from: 0.5, to: 2} 或 {levels: {…}}"
        }
        (Lang::En, Expected::Text) => "text (in double quotes where it begins with [ or {)",
        (Lang::En, Expected::Number) => "a number",
        (Lang::En, Expected::Bool) => "true or false",
        (Lang::En, Expected::True) => "true (leave the key out where it does not hold)",
        (Lang::En, Expected::List) => "a list (lines beginning with “- ”, or [a, b])",
        (Lang::En, Expected::Mapping) => "keys and values",
        (Lang::En, Expected::TextOrList) => "text or a list of texts",
        (Lang::En, Expected::NumberOrNamed) => "a number, or names with numbers",
        (Lang::En, Expected::Figure) => "a number, [part, whole], or names with numbers",
        (Lang::En, Expected::Amount) => {
            "an amount: a number, all, {up_to: 2}, {from: 0.5, to: 2} or {levels: {…}}"
        }
    }
}

/// Words of a file within a sentence: not too long, nothing that moves the cursor.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    beginning(text, LONGEST)
}

/// The text in one line, at most so many of its characters and then a mark.
fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", visible(&text[..end])),
        None => visible(text).into_owned(),
    }
}

/// An id without the signs that ids cannot have.
fn usable(id: &str) -> String {
    let half = id.chars().map(half_width).filter(|c| !c.is_whitespace() && !c.is_control());
    half.map(|c| if matches!(c, '/' | '\\' | ':') { '-' } else { c }).collect()
}

/// A character with its number, where a person may not see it.
fn named(character: char) -> String {
    if character.is_whitespace() {
        return format!("U+{:04X}", u32::from(character));
    }
    visible(character.encode_utf8(&mut [0; 4])).into_owned()
}

fn listed(lang: Lang, words: &[&str]) -> String {
    words.join(lang.enumeration_comma())
}

/// The line of the file, cut to what fits, and a mark under the place.
fn excerpt(problem: &FileProblem) -> String {
    let (Some(text), Some(line), Some(column)) = (&problem.excerpt, problem.line, problem.column)
    else {
        return String::new();
    };
    let place = text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let (before, behind) = text.split_at(place);
    // A long line is shown from where the place comes into view.
    let from = before.len() - fitting(before.graphemes(true).rev(), EXCERPT_WIDTH * 2 / 3);
    let before = &before[from..];
    let to = fitting(behind.graphemes(true), EXCERPT_WIDTH.saturating_sub(width(before)));
    let first = if from > 0 { CUT } else { "" };
    let last = if to < behind.len() { CUT } else { "" };
    let shown = format!("{first}{}{}{last}", visible(before), visible(&behind[..to]));
    let indent = " ".repeat(first.len() + width(before));
    let (number, gutter) = (line.to_string(), " ".repeat(line.to_string().len()));
    format!("\n  {number} | {shown}\n  {gutter} | {indent}^")
}

/// How many bytes of these graphemes have room in so many cells.
fn fitting<'text>(graphemes: impl Iterator<Item = &'text str>, mut room: usize) -> usize {
    let fits = graphemes.take_while(|grapheme| {
        let cells = cells(grapheme);
        let fits = cells <= room;
        room = room.saturating_sub(cells);
        fits
    });
    fits.map(str::len).sum()
}

messages! {
    error { zh: "错误", en: "error" }
    warning { zh: "提醒", en: "warning" }
    not_readable(why: &str) { zh: "无法读取（{why}）。请检查路径和权限。", en: "cannot be read ({why}); check the path and the permissions" }
    journal_not_a_file { zh: "修改日志的位置上是链接、文件夹或别的东西，没有读。请核对后移走它，再打开。", en: "a link, a folder or something else stands where the journal belongs, and was not read; check it, move it away and open again" }
    not_a_file { zh: "不是普通文件。请给出文件的路径。", en: "is not an ordinary file; give the path of a file" }
    not_utf8 { zh: "不是 UTF-8 编码（可能是 GBK 或 UTF-16）。请在编辑器里另存为 UTF-8。", en: "is not encoded in UTF-8 (perhaps in GBK or UTF-16); save it as UTF-8" }
    too_large(mebibytes: u64) { zh: "文件超过 {mebibytes} MiB，没有读取。请确认是不是给错了文件。", en: "is larger than {mebibytes} MiB and was not read; is it the right file?" }
    empty { zh: "文件没有内容。", en: "there is nothing in the file" }
    duplicate_key(key: &str, first: usize) { zh: "“{key}”重复，第 {first} 行已有。请删去一处，或合并为一处。", en: "“{key}” stands twice, first in line {first}; delete or merge one" }
    unknown_key(key: &str) { zh: "不认识的键“{key}”。请删去，或改成正确的键。", en: "unknown key “{key}”; delete or correct it" }
    unknown_key_like(key: &str, nearest: &str) { zh: "不认识的键“{key}”，是不是“{nearest}”？", en: "unknown key “{key}”; is “{nearest}” meant?" }
    unknown_key_for(key: &str, missing: &str) { zh: "不认识的键“{key}”，此处又缺少：{missing}。请改成所缺的键。", en: "unknown key “{key}”, and missing here is: {missing}; write the one that is meant" }
    misplaced_key(key: &str, write: &str) { zh: "“{key}”不能直接写在这里，请写成：{write}", en: "“{key}” cannot stand here by itself; write: {write}" }
    write(key: &str, found: &str, instead: &str) { zh: "“{key}: {found}”请写成“{key}: {instead}”。", en: "write “{key}: {instead}” instead of “{key}: {found}”" }
    either { zh: "”还是“", en: "” or “" }
    no_such_name(key: &str, name: &str, nearest: &str) { zh: "“{key}”所写的“{name}”在本细则中不存在，是不是“{nearest}”？", en: "the rubric has no “{name}”, which “{key}” names; is “{nearest}” meant?" }
    line_ends(key: &str) { zh: "“{key}”的文字分成了几行，换行处会变成“↵”或空格。请写成一行；一定要分行的，整段用双引号括起来，每行末尾加“\\”。", en: "the text of “{key}” goes over several lines, and their ends become “↵” or blanks; write one line, or put all of it in double quotes with “\\” at the end of each line" }
    clauses_without_key(key: &str) { zh: "“{key}”下面请先写一行“clauses:”，再把各条移到它下面，多缩进一层。", en: "write a line “clauses:” below “{key}” first, and the clauses below it, indented by one level more" }
    missing_key(key: &str) { zh: "缺少“{key}”。请在此处补上。", en: "“{key}” is missing here; add it" }
    missing_one_of(keys: &str) { zh: "须有一个：{keys}。请补上其中一个。", en: "one of these is missing here: {keys}" }
    conflict(first: &str, second: &str) { zh: "“{second}”与“{first}”不能同时写。请只留一个。", en: "“{second}” cannot stand beside “{first}”; keep one of them" }
    wrong_type(expected: &str) { zh: "此处应为：{expected}。", en: "expected here: {expected}" }
    wrong_type_of(key: &str, expected: &str) { zh: "“{key}”应为：{expected}。", en: "“{key}” should be: {expected}" }
    list_of(key: &str, element: &str) { zh: "“{key}”应为列表，每行一项，写成：{element}", en: "“{key}” should be a list with lines such as: {element}" }
    nothing(key: &str) { zh: "“{key}”没有内容。请填写，不需要时删去。", en: "“{key}” has no content; fill it in, or delete it where it is not needed" }
    unknown_word(key: &str, word: &str, known: &str) { zh: "“{key}”不能是“{word}”，可以是：{known}。", en: "“{key}” cannot be “{word}”; it can be: {known}" }
    reason_missing {
        zh: "“na”要写明不涉及的原因，如 na: 本地无此行业。没有原因的请删去，改记别的。",
        en: "“na” must say why it does not apply, such as na: no such industry here; delete it where there is no reason",
    }
    award_not_positive {
        zh: "“award”应大于 0。请填实际申报的分值；不加分的，整行删去。",
        en: "“award” must be above 0; write what is claimed, or delete the row",
    }
    not_positive(key: &str) { zh: "“{key}”应大于 0。", en: "“{key}” must be above 0" }
    date(text: &str) { zh: "“{text}”不是日期。请写成 2021-12-15 的样子，年份写四位。", en: "“{text}” is not a date; write it like 2021-12-15, the year with four digits" }
    date_meant(text: &str, meant: &str) { zh: "日期“{text}”请写成 {meant}，年份写四位。", en: "write the date “{text}” as {meant}, the year with four digits" }
    far_date(day: &str, year: u16) { zh: "{day} 离考核年度 {year} 太远。请核对年份。", en: "{day} is far from {year}, the year of the assessment; look at the year again" }
    same_rubric(id: &str, counts: &str) { zh: "标识“{id}”与“{counts}”相同，以“{counts}”为准，这一份只给已按它计分的记录用。请改这一份的标识，或把它移走。", en: "the id “{id}” is that of “{counts}” too, which counts; this one is used only for sessions scored with it. Give it another id, or move it away" }
    same_session(others: &str, id: &str) { zh: "与 {others} 是同一份记录（id {id}），内容一样。请只留一个文件。", en: "the same session as {others} (id {id}), with the same content; keep one of the files" }
    same_session_differs(others: &str, id: &str) { zh: "与 {others} 是同一份记录（id {id}），内容不一样，不知道以哪个为准。请核对后只留一个文件，其余移到别处。", en: "the same session as {others} (id {id}), with other content, and nothing says which one counts; compare them, keep one and move the others away" }
    malformed(key: &str, text: &str) { zh: "“{key}”的值“{text}”格式不对。请从原文件复制。", en: "“{text}” is not what “{key}” looks like; copy it from the original" }
    id_characters(id: &str, instead: &str) { zh: "编号“{id}”里不能有空格、斜杠、冒号、全角括号或全角数字，请写成“{instead}”。", en: "a number such as “{id}” cannot have blanks, slashes, colons or full-width digits and brackets; write “{instead}”" }
    newer_format(found: &str) { zh: "文件是 {found} 格式，由更新的版本写成，未作改动。请升级 kaohe 后再打开。", en: "the format {found} is newer than this program; upgrade kaohe to open it; the file was left alone" }
    not_this_format(found: &str, expected: &str) { zh: "文件格式是“{found}”，这里需要 {expected}/1。请确认是不是给错了文件。", en: "the file says “{found}”, needed is {expected}/1; is it the right file?" }
    count_differs(count: u32, findings: u32) { zh: "count 写的是 {count}，各情形合计是 {findings}。请改成一致，或删去 count。", en: "count says {count}, the findings add up to {findings}; correct one, or delete count" }
    id_is_not_file_name(id: &str, name: &str) { zh: "细则的 id 是“{id}”，文件名是“{name}”。请改成一致，便于查找。", en: "the id is “{id}” but the file is called “{name}”; make them the same" }
    rubric_changed(id: &str) { zh: "考核细则 {id} 在记录之后改动过，以下按现在的细则检查。", en: "the rubric {id} has changed since; checked against the present one" }
    rubric_missing(id: &str) { zh: "找不到所用的考核细则 {id}。请用 --rubrics 指出它所在的目录。", en: "its rubric {id} is not here; name its folder with --rubrics" }
    unknown_entry(id: &str) { zh: "细则中没有“{id}”，记录保留，不计分。请核对编号。", en: "the rubric has no “{id}”; the entry is kept and not counted; check the id" }
    unknown_entry_like(id: &str, nearest: &str) { zh: "细则中没有“{id}”，是不是“{nearest}”？记录保留，不计分。", en: "the rubric has no “{id}”; is “{nearest}” meant? The entry is kept and not counted" }
    final_but_open(count: u32) { zh: "已定稿，但还有 {count} 条未评。请取消定稿后评完。", en: "it is final, but {count} are still open; reopen it and rate them" }
    more_than_required(id: &str, most: &str) { zh: "“{id}”记的少了的次数比要求的还多：最多少 {most}。请核对。", en: "“{id}” has more missing than are required: at most {most} can be; check it" }
    unfit_entry(id: &str) { zh: "“{id}”的记录与条款的规则不符，未计入。请核对。", en: "what is recorded under “{id}” does not fit its rule and is not counted; check it" }
    hidden(number: &str, mark: &str) { zh: "此处有看不见的字符 {number}，界面上显示为“{mark}”。若非有意，请删去。", en: "a character that is not seen, {number}; the screens show “{mark}”; delete it if it is not meant" }
    more(count: usize) { zh: "还有 {count} 处没有列出。请先改正以上各处。", en: "{count} more are not listed; correct these first", one(count): "one more is not listed; correct these first" }
    colon_in_text { zh: "文字里有“: ”或“键: 值”放错了位置。文字请用双引号括起来，或改用全角冒号。", en: "“: ” within text, or a value in the wrong place; put the text in double quotes" }
    no_colon { zh: "键的后面缺少“: ”（冒号加空格）。", en: "a key without “: ” (a colon and a blank) behind it" }
    indentation { zh: "缩进不对。同一层的各行须对齐，用空格缩进。", en: "wrong indentation; lines of one level begin in the same column" }
    tab { zh: "此处有制表符（Tab）。请改用空格。", en: "a tab; use blanks" }
    unbalanced(bracket: char) { zh: "括号“{bracket}”不成对。请检查此处及以上的括号、引号。", en: "unbalanced “{bracket}”; check brackets and quotes here and above" }
    comma { zh: "此处缺少逗号（半角）或右括号。", en: "a comma or a closing bracket is missing here" }
    quotes { zh: "引号不成对，或引号后面还有文字（缺少逗号？）。文字里的双引号请写成 \\\"，或改用中文引号。", en: "quotes are not closed, or text follows them (a comma missing?); write \\\" within double quotes" }
    escape { zh: "双引号里的反斜杠用法不对。反斜杠本身请写成 \\\\。", en: "an unknown backslash sequence within double quotes; write \\\\ for a backslash" }
    strange_character(character: &str) { zh: "此处不能有“{character}”。文字以它开头时，请用双引号括起来。", en: "“{character}” cannot stand here; put text that begins with it in double quotes" }
    not_allowed(sign: &str) { zh: "以“{sign}”开头的文字须用双引号括起来（锚点、别名、标签、指令不支持）。", en: "text that begins with “{sign}” needs double quotes (anchors, aliases, tags and directives are not supported)" }
    complex_key { zh: "键只能是文字，不能是列表或一组值。以“[”“{”开头的文字请用双引号括起来。", en: "a key must be text; put text that begins with [ or { in double quotes" }
    too_deep(deepest: usize) { zh: "嵌套超过 {deepest} 层。请检查缩进和括号。", en: "nested deeper than {deepest} levels; check indentation and brackets" }
    too_long(kibibytes: usize) { zh: "一段文字超过 {kibibytes} KiB，没有读完。请检查引号，确认是不是给错了文件。", en: "words longer than {kibibytes} KiB; check the quotes; is it the right file?" }
    too_many_nodes(most: usize) { zh: "内容超过 {most} 个元素，没有读完。请确认是不是给错了文件。", en: "more than {most} elements; is it the right file?" }
    second_document { zh: "一个文件只能有一份内容。请删去“---”及其后的部分，或分成两个文件。", en: "a file holds one document; delete “---” and what follows, or make two files" }
    other_syntax(words: &str) { zh: "不是正确的 YAML（{words}）。请检查此行及上一行的写法。", en: "not YAML ({words}); check this line and the one above" }
}
