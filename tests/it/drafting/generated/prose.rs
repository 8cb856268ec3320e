//! A rubric as numbered paragraphs, without a table; as a text also with lines broken anywhere,
//! page numbers and what runs above pages.

use super::invented::{Invented, Rule, content, halves, word};
use super::lay::{Block, Line, Wanted, line};
use super::layout::Format;
use super::print;
use proptest::prelude::*;
use std::fmt::Write;

/// What is chosen for a document of paragraphs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prose {
    file: File,
    /// Items are （一）, else 1.
    has_brackets: bool,
    /// Criteria stand behind the points, else in paragraphs of their own, numbered or not.
    criteria: Criteria,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    Word(Format),
    /// As it comes out of a page: broken lines.
    Broken,
    /// A line for each paragraph.
    Lines,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Criteria {
    Behind,
    Plain,
    Numbered,
}

pub(crate) fn prose() -> impl Strategy<Value = Prose> {
    let file = prop::sample::select(vec![
        File::Word(Format::Word),
        File::Word(Format::WordAutomatic),
        File::Word(Format::WordXml),
        File::Word(Format::Html),
        File::Word(Format::FlatOdf),
        File::Broken,
        File::Lines,
    ]);
    let criteria =
        prop::sample::select(vec![Criteria::Behind, Criteria::Plain, Criteria::Numbered]);
    (file, any::<bool>(), criteria).prop_map(|(file, has_brackets, criteria)| Prose {
        file,
        has_brackets,
        criteria,
    })
}

const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// The bytes of a document, and what its draft has to be.
pub(super) fn lay(invented: &Invented, prose: Prose) -> (Vec<u8>, Wanted) {
    let mut wanted = Wanted::default();
    let mut lines = vec![
        line("临江区2024年度安全生产工作考核细则"),
        line("为做好全区安全生产考核工作，根据有关规定，结合实际，制定本细则。"),
    ];
    let mut next = 0;
    let mut name = || {
        next += 1;
        next - 1
    };
    for (at, parts) in invented.sections.iter().enumerate() {
        let title = format!("{}工作", word(name()));
        let sum: u32 = parts.iter().flatten().map(|item| u32::from(item.points)).sum();
        lines.push(Line {
            number: format!("{}、", HAN[at]),
            text: format!("{title}（{}分）", halves(sum)),
        });
        wanted.indicators.push(format!("{title} {} {}", HAN[at], halves(sum)));
        for (place, item) in parts.iter().flatten().enumerate() {
            let own = content(name(), false);
            let points = item.printed_points();
            let (number, no) = if prose.has_brackets {
                (format!("（{}）", HAN[place]), format!("({})", HAN[place]))
            } else {
                (format!("{}.", place + 1), (place + 1).to_string())
            };
            let path = format!("{title}/{own}");
            wanted.indicators.push(format!("{path} {no} {points}"));
            let rules: Vec<(Rule, usize)> = item.rules.iter().map(|rule| (*rule, name())).collect();
            let sentences: Vec<String> =
                rules.iter().map(|(rule, name)| rule.sentence(*name)).collect();
            for ((rule, _), sentence) in rules.iter().zip(&sentences) {
                wanted.clauses.push(format!("{path}: {sentence} {}", rule.wanted(true)));
            }
            let head = format!("{own}（{points}分）");
            if prose.criteria == Criteria::Behind && !sentences.is_empty() {
                let text = format!("{head}。{}。", sentences.join("；"));
                lines.push(Line { number, text });
                continue;
            }
            lines.push(Line { number, text: head });
            for (at, sentence) in sentences.iter().enumerate() {
                let number = if prose.criteria == Criteria::Numbered {
                    format!("（{}）", at + 1)
                } else {
                    String::new()
                };
                lines.push(Line { number, text: format!("{sentence}。") });
            }
        }
    }
    lines.push(line("注：1.各项扣分以该项分值为限，扣完为止。"));
    for (number, rule) in (2..).zip(&invented.bonus) {
        let award = rule.award(name());
        lines.push(line(format!("{number}.{award}。")));
        wanted.bonus.push(format!("{award} {}", rule.wanted_award()));
    }
    let bytes = match prose.file {
        File::Word(format) => {
            let blocks: Vec<Block> = lines.into_iter().map(Block::Line).collect();
            print::of_format(&blocks, format)
        }
        File::Lines => printed(&lines, usize::MAX).into_bytes(),
        File::Broken => printed(&lines, 60).into_bytes(),
    };
    (bytes, wanted)
}

/// Paragraphs in lines of this many cells, 12 lines a page.
fn printed(lines: &[Line], width: usize) -> String {
    let mut broken = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = if at == 0 { "　　　　　　" } else { "　　" };
        let mut text = indent.to_owned();
        let mut wide = text.chars().count() * 2;
        for c in format!("{}{}", line.number, line.text).chars() {
            let own = if c.is_ascii() { 1 } else { 2 };
            if wide + own > width {
                broken.push(std::mem::take(&mut text));
                wide = 0;
            }
            text.push(c);
            wide += own;
        }
        broken.push(text);
    }
    // What runs above two pages only once could be anything.
    let above = if broken.len() > 24 { "临江区安全生产委员会文件\n" } else { "" };
    let mut printed = String::new();
    for (at, text) in broken.iter().enumerate() {
        if width < usize::MAX && at > 0 && at % 12 == 0 {
            let _ = write!(printed, "\n— {} —\n\u{c}{above}", at / 12);
        }
        printed.push_str(text);
        printed.push('\n');
    }
    printed
}
