//! What stands before and behind a rubric: title, introduction, notes, lines to fill in.

use super::{LeftOut, Outline, Piece, heading};
use crate::draft::numbers;

/// Words that titles of rubrics end with or hold.
const TITLES: [&str; 24] = [
    "细则",
    "评分标准",
    "考核标准",
    "评价标准",
    "评分表",
    "考核表",
    "考评表",
    "考核办法",
    "分解表",
    "评分办法",
    "检查表",
    "评价表",
    "量化表",
    "指标体系",
    "考核方案",
    "任务书",
    "责任书",
    "计分表",
    "标准",
    "办法",
    "方案",
    "评估表",
    "自查表",
    "指标",
];

/// Sorts what stands before the rubric.
pub(super) fn before(outline: &mut Outline, pieces: Vec<Piece>) {
    let title = title_among(&pieces);
    for (at, piece) in pieces.into_iter().enumerate() {
        if let Some(range) = &title
            && range.contains(&at)
        {
            let more = heading::joined(&piece.text);
            if outline.title.is_blank() {
                outline.title = Piece { text: more, ..piece };
            } else {
                outline.title.text.push_str(&more);
            }
        } else if heading::is_form_line(&piece.text) {
            outline.left_out.push((piece, LeftOut::Form));
        } else if is_issuer(&piece.text) {
            outline.left_out.push((piece, LeftOut::Issuer));
        } else {
            outline.introduction.push(piece);
        }
    }
}

/// Whether a paragraph is called like a title.
pub(super) fn is_title(piece: &Piece) -> bool {
    let text = heading::joined(&piece.text);
    let length = text.chars().count();
    let bare = super::columns::bare(&text);
    (5..=60).contains(&length)
        && !text.contains(['。', '；', '：', '，'])
        && !text.starts_with('（')
        && numbers::head(&text).is_none()
        && numbers::head(&piece.text).is_none()
        && TITLES.iter().any(|word| bare.ends_with(word))
}

/// Which of the paragraphs are the title: the last one that is called like one, with the line
/// before it where it is too short to be all of it, and with the year behind it.
fn title_among(pieces: &[Piece]) -> Option<std::ops::Range<usize>> {
    let at = pieces.iter().rposition(is_title).or_else(|| {
        pieces.iter().position(|piece| {
            let text = piece.text.trim();
            let is_plain = !text.contains(['。', '；', '：', '，']) && !text.starts_with("附件");
            is_plain
                && (6..=60).contains(&text.chars().count())
                && !heading::is_form_line(text)
                && numbers::head(text).is_none()
        })
    })?;
    let mut range = at..at + 1;
    if let Some(before) = at.checked_sub(1).and_then(|before| pieces.get(before)) {
        let own = pieces[at].text.trim().chars().count();
        let text = before.text.trim();
        let goes_on = own <= 12
            && (4..=40).contains(&text.chars().count())
            && !text.starts_with("附件")
            && !text.contains(['。', '：', '；', '〔', '）', ':']);
        if goes_on {
            range.start -= 1;
        }
    }
    if let Some(behind) = pieces.get(range.end) {
        let text = behind.text.trim();
        let is_year = text.starts_with(['（', '('])
            && text.contains('年')
            && text.ends_with(['）', ')'])
            && !text.contains('号');
        if is_year && text.chars().count() <= 20 {
            range.end += 1;
        }
    }
    Some(range)
}

/// A line of its own with the name of an office or a day, as they stand under a letter.
fn is_issuer(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let length = text.chars().count();
    if !(4..=24).contains(&length) || text.contains(['。', '，', '；', '：', '（']) {
        return false;
    }
    let is_day = text.ends_with('日') && text.contains('年') && text.contains('月');
    let ends = ["委员会", "办公室", "人民政府", "局", "委员会办公室", "有限公司", "管委会"];
    is_day || ends.iter().any(|end| text.ends_with(end))
}

/// Whether a text begins the notes.
pub(super) fn begins_notes(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).take(8).collect();
    [
        "注：",
        "注:",
        "说明：",
        "说明:",
        "备注：",
        "备注:",
        "注1",
        "注意：",
        "评分说明",
        "考核说明",
        "附注",
        "填表说明",
        "注．",
        "注.",
    ]
    .iter()
    .any(|word| text.starts_with(word))
}

/// Takes a paragraph that stands behind the rubric.
pub(super) fn after(outline: &mut Outline, piece: Piece) {
    if heading::is_form_line(&piece.text) {
        outline.left_out.push((piece, LeftOut::Form));
    } else if is_issuer(&piece.text) {
        outline.left_out.push((piece, LeftOut::Issuer));
    } else {
        outline.notes.push(piece);
    }
}

/// When all is read: a title that stands nowhere is the first line.
pub(super) fn settle(outline: &mut Outline) {
    if outline.title.is_blank()
        && let Some(first) = outline.introduction.iter().position(|piece| {
            piece.text.chars().count() <= 60
                && !piece.text.contains('。')
                && !piece.text.starts_with("附件")
        })
    {
        outline.title = outline.introduction.remove(first);
    }
}
