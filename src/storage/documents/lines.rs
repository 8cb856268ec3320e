//! Plain text, as it comes out of a page or a PDF: lines that were broken are joined, numbers
//! of pages and what runs above and below them are taken out.

use crate::draft::source::{Aside, Block, Paragraph, Place, Source};
use std::collections::BTreeMap;

/// A line is short of a full one from this share on: its paragraph ends there.
const FULL: usize = 4;

/// A line of a text.
struct Line<'a> {
    text: &'a str,
    number: usize,
    /// A page begins with it.
    begins_page: bool,
}

pub(super) fn source(text: &str) -> Source {
    let lines = read(text);
    let (lines, taken) = without_page_lines(lines);
    let aside = |line: Line<'_>| {
        let paragraph = Paragraph::plain(line.text.trim(), Place::Line(line.number));
        (paragraph, Aside::PageLine)
    };
    Source {
        blocks: join(&lines),
        aside: taken.into_iter().map(aside).collect(),
        ..Source::default()
    }
}

fn read(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        let mut begins_page = false;
        for piece in line.trim_end_matches('\r').split('\u{c}') {
            lines.push(Line { text: piece, number: at + 1, begins_page });
            begins_page = true;
        }
    }
    lines
}

/// `— 1 —`, `- 2 -`, `第 3 页`, `3 / 12`, `Page 3 of 12`; a bare number where a page ends.
fn is_page_number(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits == 0 || digits > 8 || text.chars().count() > 16 {
        return false;
    }
    let rest: String = text.to_lowercase().chars().filter(|c| !c.is_ascii_digit()).collect();
    let rest = rest.trim_matches(['-', '—', '－', '–', '·', '~', '―', '─']);
    matches!(
        rest,
        "" | "第页"
            | "第页共页"
            | "第页/共页"
            | "/"
            | "page"
            | "pageof"
            | "p."
            | "页"
            | "共页第页"
            | "第页，共页"
            | "第页,共页"
    ) && (text.chars().any(|c| !c.is_ascii_digit()) || digits <= 3)
}

/// Whether a line may be what runs above or below pages: not the rest of a sentence that happens
/// to come twice where pages meet, such as `分。`.
fn may_run(text: &str) -> bool {
    (4..=40).contains(&text.chars().count())
        && !text.ends_with(['。', '；', '，', '、', '：', ';', ',', ':', '分'])
}

/// Takes out page numbers and lines that come again where pages meet.
fn without_page_lines(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, Vec<Line<'_>>) {
    let is_number: Vec<bool> = lines.iter().map(|line| is_page_number(line.text)).collect();
    let is_dressed =
        |line: &Line<'_>| line.text.chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace());
    // Bare numbers are those of pages only if pages are seen otherwise or they count up.
    let bare: Vec<usize> =
        (0..lines.len()).filter(|at| is_number[*at] && !is_dressed(&lines[*at])).collect();
    let values = bare.iter().filter_map(|at| lines[*at].text.trim().parse::<usize>().ok());
    let values: Vec<usize> = values.collect();
    let count_up = values.len() >= 2 && values.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let has_feeds = lines.iter().any(|line| line.begins_page);
    let near_feed = |at: usize| {
        let around = at.saturating_sub(3)..(at + 4).min(lines.len());
        has_feeds && around.into_iter().any(|at| lines[at].begins_page)
    };
    let is_page_end =
        |at: usize| is_number[at] && (is_dressed(&lines[at]) || count_up || near_feed(at));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &lines {
        let text = line.text.trim();
        if !text.is_empty() {
            *counts.entry(text).or_default() += 1;
        }
    }
    let mut out = vec![false; lines.len()];
    for (at, out) in out.iter_mut().enumerate() {
        *out = is_page_end(at);
    }
    // What runs along stands next to a page number or a new page, blank lines aside, and again.
    let is_blank = |at: usize| lines[at].text.trim().is_empty();
    let ends: Vec<usize> =
        (0..lines.len()).filter(|at| out[*at] || lines[*at].begins_page).collect();
    for end in ends {
        let runs = |at: usize| {
            let text = lines[at].text.trim();
            counts.get(text).is_some_and(|count| *count > 1) && may_run(text)
        };
        let mut at = end;
        while at < lines.len() && (is_blank(at) || runs(at) || out[at]) {
            out[at] = out[at] || !is_blank(at);
            at += 1;
        }
        let mut at = end;
        while at > 0 && (is_blank(at - 1) || runs(at - 1) || out[at - 1]) {
            at -= 1;
            out[at] = out[at] || !is_blank(at);
        }
    }
    // Blank lines beside what was taken out are the page's too.
    for at in 0..lines.len() {
        if is_blank(at) && !out[at] {
            let before = (0..at).rev().find(|at| !is_blank(*at));
            let after = (at..lines.len()).find(|at| !is_blank(*at));
            let touches = |side: Option<usize>| side.is_some_and(|side| out[side]);
            out[at] = touches(before) || touches(after);
        }
    }
    let (mut kept, mut taken) = (Vec::new(), Vec::new());
    for (line, is_out) in lines.into_iter().zip(out) {
        match is_out {
            false => kept.push(line),
            true if !line.text.trim().is_empty() => taken.push(line),
            true => {}
        }
    }
    (kept, taken)
}

/// Joins lines to paragraphs: one begins indented, with a number, or behind a line that ended
/// early; everything else goes on.
fn join(lines: &[Line<'_>]) -> Vec<Block> {
    let widths: Vec<usize> = lines.iter().map(|line| width(line.text)).collect();
    let full = full_width(&widths);
    let indents = lines.iter().map(|line| indent(line.text));
    let has_indents = indents.filter(|wide| (2..=4).contains(wide)).count() >= 3;
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut last = 0;
    for (line, wide) in lines.iter().zip(widths) {
        let text = line.text.trim_matches(is_space);
        if text.is_empty() {
            open = false;
            continue;
        }
        let ended = last + full / FULL < full || last == 0;
        // Where paragraphs are indented, a number at the edge stands in the middle of one.
        let begins = !has_indents && begins_with_number(text) && ends_sentence(blocks.last());
        let is_indented = indent(line.text) >= if has_indents { 2 } else { 3 };
        let goes_on = open && !is_indented && !ended && !begins;
        match blocks.last_mut() {
            Some(Block::Paragraph(paragraph)) if goes_on => add(&mut paragraph.text, text),
            _ => blocks.push(Block::Paragraph(Paragraph::plain(text, Place::Line(line.number)))),
        }
        open = true;
        last = wide;
    }
    blocks
}

/// Words of the Latin alphabet keep the blank that the line end was.
fn add(text: &mut String, more: &str) {
    let before = text.chars().next_back().unwrap_or(' ');
    let after = more.chars().next().unwrap_or(' ');
    if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() {
        text.push(' ');
    }
    text.push_str(more);
}

fn ends_sentence(block: Option<&Block>) -> bool {
    let Some(Block::Paragraph(paragraph)) = block else { return true };
    paragraph.text.ends_with(['。', '；', '：', '！', '？', ';', ':', '）', '.'])
}

/// Whether a line begins as a numbered paragraph does.
fn begins_with_number(text: &str) -> bool {
    crate::draft::numbers::begins(text)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}'
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| is_space(*c)).map(cells).sum()
}

fn cells(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

fn width(text: &str) -> usize {
    text.trim_end_matches(is_space).chars().map(cells).sum()
}

/// How wide a full line is: the widest that is not alone. Where lines are as long as they like,
/// none is full and every line is a paragraph.
fn full_width(widths: &[usize]) -> usize {
    let mut sorted: Vec<usize> = widths.iter().copied().filter(|width| *width > 0).collect();
    sorted.sort_unstable();
    let Some(widest) = sorted.last().copied() else { return usize::MAX / 8 };
    let near = sorted.iter().filter(|width| **width + 6 >= widest).count();
    if near >= 3 && near * 5 >= sorted.len() { widest } else { usize::MAX / 8 }
}
