//! Headings taken apart: number, words, points in brackets, weights.

use super::Piece;
use crate::draft::numbers::{self, Head};
use crate::points::{Limit, Points};

/// A heading taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Heading {
    pub(super) head: Option<Head>,
    pub(super) title: String,
    /// Points in brackets, one for each kind of unit.
    pub(super) points: Vec<Points>,
    /// 占60%.
    pub(super) weight: Option<Points>,
    /// What stands behind the points: the criteria of an item in prose.
    pub(super) rest: Option<usize>,
    /// Behind the points nothing follows.
    pub(super) is_whole: bool,
}

const OPEN: [char; 5] = ['（', '(', '［', '[', '【'];
const CLOSE: [char; 5] = ['）', ')', '］', ']', '】'];

/// Takes a heading apart. Its points stand in brackets: `（10分）`, `(4分)`, `（20分/15分）`,
/// `（100分，占60%）`.
pub(super) fn read(text: &str) -> Heading {
    let head = numbers::head(text);
    let begin = head.as_ref().map_or(0, |head| head.length);
    let mut heading = Heading { head, ..Heading::default() };
    let body = &text[begin..];
    let mut title = joined(body);
    for (from, to) in brackets(body) {
        let inner = inside(body, from, to);
        let Some((points, weight)) = points_in(inner) else { continue };
        let before = &body[..from];
        let after = body[to..].trim_start_matches(is_trimmed);
        // 有1项得3分（本项3分）；… is a sentence, not a heading with points.
        if before.contains(['。', '；', ';']) && !after.is_empty() {
            break;
        }
        heading.points = points;
        heading.weight = weight;
        heading.is_whole = after.is_empty();
        heading.rest = Some(begin + to);
        title = joined(before);
        if !heading.is_whole
            && after.chars().count() <= 12
            && !after.contains(['，', '。', '；', ',', ';', '扣', '得', '加'])
        {
            // 领导责任（10分）落实情况: the words go on behind the points.
            title.push_str(&joined(after));
            heading.is_whole = true;
        }
        break;
    }
    title
        .trim_matches(|c: char| c.is_whitespace() || "：:".contains(c))
        .clone_into(&mut heading.title);
    heading
}

fn is_trimmed(c: char) -> bool {
    c.is_whitespace() || "。.；;：:，,、".contains(c)
}

/// Words over several lines as one: blanks stay only between words of the Latin alphabet.
pub(in crate::draft) fn joined(text: &str) -> String {
    let mut joined = String::new();
    let mut gap = false;
    for c in text.chars() {
        if c == '\n' || c == '\r' || c == '\t' || c == '\u{3000}' {
            gap = true;
            continue;
        }
        if gap && joined.ends_with(|c: char| c.is_ascii_alphanumeric()) && c.is_ascii_alphanumeric()
        {
            joined.push(' ');
        }
        gap = false;
        joined.push(c);
    }
    joined.trim().to_owned()
}

/// Every pair of brackets of a text, the outer ones only: where they begin and end.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if OPEN.contains(&c) {
            if depth == 0 {
                open = Some(at);
            }
            depth += 1;
        } else if CLOSE.contains(&c) && depth > 0 {
            depth -= 1;
            if depth == 0
                && let Some(from) = open.take()
            {
                found.push((from, at + c.len_utf8()));
            }
        }
    }
    found
}

fn inside(text: &str, from: usize, to: usize) -> &str {
    let inner = &text[from..to];
    inner.trim_start_matches(OPEN).trim_end_matches(CLOSE)
}

/// `10分`, `共10分`, `20分/15分`, `100分，占60%`, `6分，少一次扣1.5分`.
fn points_in(inner: &str) -> Option<(Vec<Points>, Option<Points>)> {
    let inner: String = inner.chars().filter(|c| !c.is_whitespace()).collect();
    let parts: Vec<&str> = inner.split(['，', ',', '；', ';']).collect();
    let first = parts.first()?;
    let first = ["共", "计", "满分", "分值", "总分", "标准分", "合计", "共计", "本项", "权重"]
        .iter()
        .fold(*first, |text, word| text.strip_prefix(word).unwrap_or(text));
    let first = first.trim_start_matches(['：', ':', '为']);
    let values: Option<Vec<Points>> = first.split(['/', '／', '、']).map(amount).collect();
    let values = values.filter(|values| !values.is_empty())?;
    let weight = parts.iter().skip(1).find_map(|part| {
        let part = ["占", "权重", "按"].iter().find_map(|word| part.strip_prefix(word))?;
        let digits = part.trim_start_matches(['为', '：', ':']);
        let digits = digits.split(['%', '％']).next().filter(|_| digits.contains(['%', '％']))?;
        parse(digits)
    });
    Some((values, weight))
}

/// `10分`, with its 分.
fn amount(text: &str) -> Option<Points> {
    parse(text.strip_suffix('分')?)
}

/// A plain number in digits of either width.
pub(in crate::draft) fn parse(text: &str) -> Option<Points> {
    let half: String = text
        .trim()
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            '．' => '.',
            c => c,
        })
        .collect();
    Points::parse(&half, Limit::Amount).ok()
}

/// The number in a cell of points: `10`, `10分`, `（10分）`; `—` says that there are none.
pub(super) fn points(text: &str) -> Option<Points> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_start_matches(OPEN).trim_end_matches(CLOSE);
    parse(text.strip_suffix('分').unwrap_or(text))
}

/// Whether a cell says that something has no points: `—`, `/`.
pub(super) fn is_dash(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().all(|c| matches!(c, '—' | '-' | '－' | '–' | '/' | '／' | '―' | '─'))
}

/// A title without the stop of its sentence.
pub(super) fn without_stop(title: &str) -> String {
    title.trim_end_matches(['。', '；', '：', ':', '，', ',']).to_owned()
}

/// Words that are compared: no blanks, no brackets with points, not `（续）`.
pub(super) fn key(text: &str) -> String {
    let heading = read(text);
    let title: String = heading.title.chars().filter(|c| !c.is_whitespace()).collect();
    let title = ["（续）", "(续)", "（续表）", "(续表)", "［续］", "续表"]
        .iter()
        .fold(title.as_str(), |text, word| text.strip_suffix(word).unwrap_or(text))
        .to_owned();
    let number = heading.head.map(|head| head.no).unwrap_or_default();
    format!("{number}|{title}")
}

/// A title without what says that it goes on.
pub(super) fn without_continuation(title: &str) -> &str {
    ["（续）", "(续)", "（续表）", "(续表)"]
        .iter()
        .fold(title.trim_end(), |text, word| text.strip_suffix(word).unwrap_or(text))
        .trim_end()
}

/// Names of what is filled in.
const FILLED: [&str; 34] = [
    "签字",
    "签名",
    "盖章",
    "考核时间",
    "检查日期",
    "被考核单位",
    "考核组",
    "检查人员",
    "得分",
    "日期",
    "单位名称",
    "企业名称",
    "工程名称",
    "施工单位",
    "考核人",
    "检查人",
    "被检查单位",
    "评分人",
    "组长",
    "负责人",
    "填表人",
    "审核人",
    "学校",
    "自查日期",
    "考核日期",
    "检查时间",
    "考评人",
    "申报",
    "单位：",
    "填报",
    "乡镇",
    "受检单位",
    "总分",
    "年月日",
];

/// A line to be filled in: `被考核单位：　　　`, signatures.
pub(super) fn is_form_line(text: &str) -> bool {
    let text = text.trim();
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if compact.is_empty() || compact.chars().count() > 90 {
        return false;
    }
    let gaps = gap_count(text);
    let names = FILLED.iter().filter(|word| compact.contains(**word)).count();
    let colons = compact.matches(['：', ':']).count();
    let ends_open = compact.ends_with(['：', ':']) && compact.chars().count() <= 12
        || compact.ends_with("年月日")
        || compact.ends_with('日');
    let has_sentence =
        compact.contains(['。', '；']) || compact.contains("扣") && compact.contains("分，");
    if has_sentence {
        return false;
    }
    (names > 0 && colons > 0 && (gaps > 0 || ends_open))
        || (names > 1 && colons > 1 && compact.chars().count() < 50)
        || (names > 0
            && ["（签字）", "（盖章）", "(签字)", "(盖章)", "（签章）"]
                .iter()
                .any(|word| compact.contains(word))
            && compact.chars().count() < 30)
}

/// How many gaps for writing a line has.
fn gap_count(text: &str) -> usize {
    let mut gaps = 0;
    let mut run = 0;
    for c in text.chars() {
        if c.is_whitespace() || c == '_' || c == '＿' {
            run += if c == '\u{3000}' || c == '\t' { 2 } else { 1 };
            if run == 4 || run == 5 && c == '\u{3000}' {
                gaps += 1;
            }
        } else {
            run = 0;
        }
    }
    gaps
}

/// A sum: `小计`, `合　　计`, `检查项目合计`.
pub(super) fn is_sum(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_end_matches(|c: char| "：:（）()分".contains(c) || c.is_ascii_digit());
    let ends =
        ["合计", "小计", "总计", "共计", "总分", "总得分", "合计得分", "累计", "合计分", "总评"];
    text.chars().count() <= 10 && ends.iter().any(|word| text.ends_with(word) || text == *word)
}

/// A piece of a text: the same place.
pub(super) fn part(piece: &Piece, from: usize) -> Piece {
    let text = piece.text[from..].trim_start_matches(is_trimmed);
    let skipped = piece.text.len() - text.len();
    let notes = piece.footnotes.iter().filter(|(at, _)| *at >= skipped);
    Piece {
        text: text.to_owned(),
        place: piece.place,
        footnotes: notes.map(|(at, note)| (at - skipped, note.clone())).collect(),
    }
}
