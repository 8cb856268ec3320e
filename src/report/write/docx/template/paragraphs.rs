//! Filling the gaps of a text. A word processor may have cut a gap into several runs; it is
//! found in the text of a paragraph, and its words stand in the run where it begins.

use super::{Filling, Gap, Unfilled};
use crate::report::write::text::{escaped, shown};
use std::ops::Range;

/// The width of A4 less the margins of a template that says nothing, in twentieths of a point.
const ROOM: u32 = 9000;

/// A text with its gaps filled.
pub(super) struct Filled {
    pub(super) xml: String,
    /// How many gaps there were.
    pub(super) gaps: usize,
}

/// A paragraph that holds no other: its place, and that of each piece of its text.
struct Paragraph {
    whole: Range<usize>,
    texts: Vec<Range<usize>>,
}

/// Fills the gaps of a part; names that nothing can be filled in for are put to `unfilled`.
/// Tables stand only where `has_tables` says that there is room for them.
pub(super) fn fill(
    xml: &str,
    filling: &Filling<'_>,
    has_tables: bool,
    unfilled: &mut Unfilled,
) -> Filled {
    let mut filled = Filled { xml: String::with_capacity(xml.len()), gaps: 0 };
    let mut behind = 0;
    for paragraph in paragraphs(xml) {
        let text: String = paragraph.texts.iter().map(|text| &xml[text.clone()]).collect();
        if !text.contains("{{") {
            continue;
        }
        let places = gaps(&text, filling, has_tables, unfilled);
        if places.is_empty() {
            continue;
        }
        filled.gaps += places.len();
        filled.xml.push_str(&xml[behind..paragraph.whole.start]);
        let rest = &xml[paragraph.whole.end..];
        let made = made(xml, &paragraph, &text, &places, filling);
        put(&mut filled.xml, &made, rest);
        behind = paragraph.whole.end;
    }
    filled.xml.push_str(&xml[behind..]);
    filled
}

/// What comes in the place of a paragraph.
struct Made {
    tables: String,
    paragraph: String,
    /// The paragraph ends a section of the document, so that tables stand before it.
    ends_section: bool,
}

fn made(
    xml: &str,
    paragraph: &Paragraph,
    text: &str,
    places: &[Filler],
    filling: &Filling<'_>,
) -> Made {
    let whole = &xml[paragraph.whole.clone()];
    let ends_section = whole.contains("<w:sectPr");
    let is_alone = places.len() == 1 && text.trim().len() == places[0].0.len();
    let has_table = places.iter().any(|(_, gap, _)| *gap == Gap::Tables);
    let tables =
        if has_table { filling.tables(room(&xml[paragraph.whole.start..])) } else { String::new() };
    let words: Vec<(Range<usize>, String)> =
        places.iter().map(|(place, _, words)| (place.clone(), words.clone())).collect();
    let holds_more = ends_section || whole.contains("<w:drawing") || whole.contains("<w:pict");
    let paragraph = if has_table && is_alone && !holds_more {
        String::new()
    } else if is_alone && !holds_more {
        // Each line is a paragraph of the template's own look.
        let lines = shown(&words[0].1);
        let copies = lines.split('\n').enumerate().map(|(number, line)| {
            let words = [(words[0].0.clone(), line.to_owned())];
            let copy = replaced(xml, paragraph, &words);
            if number == 0 { copy } else { without_marks(&copy) }
        });
        copies.collect()
    } else {
        replaced(xml, paragraph, &words)
    };
    Made { tables, paragraph, ends_section }
}

/// Tables keep away from other tables, and no cell ends with one.
fn put(out: &mut String, made: &Made, rest: &str) {
    if made.tables.is_empty() {
        out.push_str(&made.paragraph);
        return;
    }
    if !made.ends_section {
        out.push_str(&made.paragraph);
    }
    if out.trim_end().ends_with("</w:tbl>") {
        out.push_str("<w:p/>");
    }
    out.push_str(&made.tables);
    if made.ends_section {
        out.push_str(&made.paragraph);
    } else if !rest.trim_start().starts_with("<w:p>") && !rest.trim_start().starts_with("<w:p ") {
        out.push_str("<w:p/>");
    }
}

/// The paragraph with words in the place of its gaps.
fn replaced(xml: &str, paragraph: &Paragraph, words: &[(Range<usize>, String)]) -> String {
    let mut out = String::new();
    let mut behind = paragraph.whole.start;
    let mut at = 0;
    for text in &paragraph.texts {
        out.push_str(&kept_blanks(&xml[behind..text.start]));
        let end = at + text.len();
        let mut done = at;
        for (place, words) in words {
            let begins = (at..end).contains(&place.start);
            if place.start > done && begins {
                out.push_str(&xml[text.start + done - at..text.start + place.start - at]);
            }
            if begins {
                out.push_str(&lines(words));
            }
            if place.start < end && place.end > at {
                done = done.max(place.end.min(end));
            }
        }
        out.push_str(&xml[text.start + done - at..text.end]);
        behind = text.end;
        at = end;
    }
    out.push_str(&xml[behind..paragraph.whole.end]);
    out
}

/// Blanks at the ends of what is filled in count.
fn kept_blanks(before: &str) -> String {
    match before.strip_suffix("<w:t>") {
        Some(rest) => format!("{rest}<w:t xml:space=\"preserve\">"),
        None => before.to_owned(),
    }
}

/// Words inside a run, a line break between lines.
fn lines(words: &str) -> String {
    let shown = shown(words);
    let lines: Vec<String> = shown.split('\n').map(escaped).collect();
    lines.join("</w:t><w:br/><w:t xml:space=\"preserve\">")
}

/// A copy of a paragraph without what names it: names are given once.
fn without_marks(paragraph: &str) -> String {
    let mut out = String::new();
    let mut rest = paragraph;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        let tag = &rest[start..end];
        out.push_str(&rest[..start]);
        match tag {
            _ if tag.starts_with("<w:bookmark") || tag.starts_with("<w:comment") => {}
            _ if tag.starts_with("<w:p ") => out.push_str("<w:p>"),
            _ => out.push_str(tag),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// What is filled in, and where.
type Filler = (Range<usize>, Gap, String);

/// The gaps of a text that can be filled; the others are named.
fn gaps(
    text: &str,
    filling: &Filling<'_>,
    has_tables: bool,
    unfilled: &mut Unfilled,
) -> Vec<Filler> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|start| from + start) {
        let Some(end) = text[start..].find("}}").map(|end| start + end + 2) else { break };
        let name = text[start + 2..end - 2].trim();
        let named = Gap::named(name).filter(|gap| has_tables || *gap != Gap::Tables);
        unfilled.has_contents |= named.is_some_and(|gap| Gap::CONTENTS.contains(&gap));
        match named {
            Some(gap) => match filling.words(gap) {
                Some(words) => found.push((start..end, gap, words)),
                None => once(&mut unfilled.of_one_session, gap.name().to_owned()),
            },
            None => once(&mut unfilled.unknown, name.chars().take(20).collect()),
        }
        from = end;
    }
    found
}

/// A name is told once, however often it stands there.
fn once(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}

/// The paragraphs of a part, and the pieces of text directly in each.
fn paragraphs(xml: &str) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let mut open: Vec<Option<Paragraph>> = Vec::new();
    let mut at = 0;
    while let Some(start) = xml[at..].find('<').map(|start| at + start) {
        let Some(end) = xml[start..].find('>').map(|end| start + end + 1) else { break };
        let tag = &xml[start..end];
        at = end;
        let is_empty = tag.ends_with("/>");
        if is_tag(tag, "<w:p") && !is_empty {
            // One that holds others is not looked at: what is in them is.
            if let Some(outer) = open.last_mut() {
                *outer = None;
            }
            open.push(Some(Paragraph { whole: start..end, texts: Vec::new() }));
        } else if tag == "</w:p>" {
            if let Some(Some(mut paragraph)) = open.pop() {
                paragraph.whole.end = end;
                found.push(paragraph);
            }
        } else if is_tag(tag, "<w:t") && !is_empty {
            let Some(close) = xml[end..].find('<').map(|close| end + close) else { break };
            if let Some(Some(paragraph)) = open.last_mut() {
                paragraph.texts.push(end..close);
            }
            at = close;
        }
    }
    found
}

fn is_tag(tag: &str, name: &str) -> bool {
    tag.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ', '\t', '\r', '\n', '/']))
}

/// How wide the text is: the page of the section that `rest` stands in, less its margins.
fn room(rest: &str) -> u32 {
    let Some(section) = rest.find("<w:sectPr").map(|start| &rest[start..]) else { return ROOM };
    let number = |tag: &str, name: &str| {
        let tag = section.split_once(tag)?.1.split('>').next()?;
        let value = tag.split_once(&format!("{name}=\""))?.1.split('"').next()?;
        value.parse::<u32>().ok()
    };
    let width = number("<w:pgSz", " w:w");
    let margins = number("<w:pgMar", " w:left").zip(number("<w:pgMar", " w:right"));
    let room = width
        .zip(margins)
        .map(|(width, (left, right))| width.saturating_sub(left.saturating_add(right)));
    room.filter(|room| (1000..=32_000).contains(room)).unwrap_or(ROOM)
}
