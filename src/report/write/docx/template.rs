//! An office's own document: the words in `{{…}}` of a `.docx` are replaced by those of a
//! report, everything else of it stays: styles, headers, footers, pictures.

mod package;
mod paragraphs;

use crate::lang::report as say;
use crate::lang::vetoes;
use crate::report::{Basis, Report, frame};
use package::Package;

/// The part with the text.
const DOCUMENT: &str = "word/document.xml";

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// It is no such document, or one that is damaged; in the words of what reads it.
    #[error("no document: {0}")]
    Damaged(String),
    /// A part of it is none of such a document; the part.
    #[error("no part of a document: {0}")]
    NotADocument(String),
    /// It, or what is packed in it, is larger than any template.
    #[error("too large")]
    TooLarge,
    /// It holds a program; the part.
    #[error("a program in {0}")]
    Active(String),
    /// It refers to something outside of it; the part.
    #[error("a link out of {0}")]
    External(String),
    /// It holds no gap.
    #[error("no gap")]
    NoGap,
    /// Words in `{{…}}` that are no gap.
    #[error("unknown gaps: {0:?}")]
    Unknown(Vec<String>),
    /// Gaps that only a report of one session can fill.
    #[error("gaps of one session: {0:?}")]
    OfOneSession(Vec<String>),
}

/// What a report is of, beside what it prints.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// One session.
    Session(&'a Basis<'a>),
    /// Several sessions or units.
    Several {
        /// The title of their rubric.
        rubric: &'a str,
    },
}

/// What a gap is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// 标题.
    Title,
    /// 草稿: the mark of what is not final.
    Draft,
    /// 抬头: what stands between title and text, a line for each.
    Head,
    /// 单位.
    Unit,
    /// 日期.
    Date,
    /// 方式.
    Mode,
    /// 考核组.
    Assessors,
    /// 细则.
    Rubric,
    /// 得分.
    Score,
    /// 结果: score and grade in words, and the vetoes that hold.
    Result,
    /// 等次.
    Grade,
    /// 正文: the sentences of a letter.
    Text,
    /// 表格.
    Tables,
    /// 说明: the notes.
    Notes,
    /// 签字: the lines to sign.
    Signature,
}

impl Gap {
    /// All gaps, in the order they are listed.
    pub const ALL: [Self; 15] = [
        Self::Title,
        Self::Draft,
        Self::Head,
        Self::Unit,
        Self::Date,
        Self::Mode,
        Self::Assessors,
        Self::Rubric,
        Self::Score,
        Self::Result,
        Self::Grade,
        Self::Text,
        Self::Tables,
        Self::Notes,
        Self::Signature,
    ];

    /// Those that put what a report is about; without one of them a document says nothing of it.
    pub const CONTENTS: [Self; 2] = [Self::Tables, Self::Text];

    /// What stands between the braces.
    #[must_use]
    pub fn name(self) -> &'static str {
        say::gap(self)
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gap| gap.name() == name)
    }
}

/// What stands in the gaps.
struct Filling<'a> {
    report: &'a Report,
    source: Source<'a>,
}

/// Names in `{{…}}` that nothing can be filled in for, and whether others put what the report is
/// about.
#[derive(Default)]
struct Unfilled {
    has_contents: bool,
    unknown: Vec<String>,
    of_one_session: Vec<String>,
}

/// A report in a document made of a template; the same template and report give the same
/// bytes.
///
/// # Errors
/// The template is no document, is too large, is not only a document, has no gap or one that
/// is not known, or one of a single session where the report is of several.
pub fn filled(
    template: &[u8],
    report: &Report,
    source: Source<'_>,
) -> Result<Vec<u8>, TemplateError> {
    filled_with_contents(template, report, source).map(|(document, _)| document)
}

/// The same, and whether what the report is about is in the document.
///
/// # Errors
/// As [`filled`].
pub fn filled_with_contents(
    template: &[u8],
    report: &Report,
    source: Source<'_>,
) -> Result<(Vec<u8>, bool), TemplateError> {
    let mut package = Package::read(template)?;
    let filling = Filling { report, source };
    let mut unfilled = Unfilled::default();
    let mut found = 0;
    for name in package.texts() {
        let xml = package.text(&name)?.to_owned();
        let is_document = name == DOCUMENT;
        let done = paragraphs::fill(&xml, &filling, is_document, &mut unfilled);
        found += done.gaps;
        if done.gaps > 0 {
            package.replace(&name, done.xml);
        }
    }
    let Unfilled { unknown, of_one_session, has_contents } = unfilled;
    match found {
        _ if !unknown.is_empty() => Err(TemplateError::Unknown(unknown)),
        _ if !of_one_session.is_empty() => Err(TemplateError::OfOneSession(of_one_session)),
        0 => Err(TemplateError::NoGap),
        _ => package.write().map(|document| (document, has_contents)),
    }
}

impl Filling<'_> {
    /// The words of a gap, lines parted by `\n`; none where the report is of several sessions
    /// and each of them has words of its own.
    fn words(&self, gap: Gap) -> Option<String> {
        let report = self.report;
        let joined = |lines: Vec<String>| lines.join("\n");
        Some(match gap {
            Gap::Title => report.title.clone(),
            Gap::Draft => report.mark.clone().unwrap_or_default(),
            Gap::Head => {
                let lines = report.head.iter().map(|(label, value)| format!("{label}{value}"));
                joined(lines.collect())
            }
            Gap::Text => report.paragraphs.join("\n"),
            Gap::Tables => String::new(),
            Gap::Notes => {
                let notes = report.notes.iter().flat_map(|notes| {
                    std::iter::once(notes.heading.clone()).chain(notes.lines.iter().cloned())
                });
                joined(notes.collect())
            }
            Gap::Signature => {
                joined(report.signature.iter().map(|line| line.join("        ")).collect())
            }
            Gap::Rubric => match self.source {
                Source::Session(basis) => basis.rubric.head.title.clone(),
                Source::Several { rubric } => rubric.to_owned(),
            },
            Gap::Unit
            | Gap::Date
            | Gap::Mode
            | Gap::Assessors
            | Gap::Score
            | Gap::Result
            | Gap::Grade => match self.source {
                Source::Session(basis) => of_session(basis, gap),
                // All of them may be of one unit.
                Source::Several { .. } if gap == Gap::Unit => return report.unit.clone(),
                Source::Several { .. } => return None,
            },
        })
    }

    /// The tables as the document holds them, `room` wide in twentieths of a point.
    fn tables(&self, room: u32) -> String {
        super::body::tables(self.report, room)
    }
}

/// What one session says; nothing for gaps that are not about it.
fn of_session(basis: &Basis<'_>, gap: Gap) -> String {
    let (lang, head, total) = (basis.lang, &basis.session.head, &basis.card.total);
    match gap {
        Gap::Unit => head.unit.clone(),
        Gap::Date => {
            head.date.map_or_else(|| say::blank_date(lang).to_owned(), |date| say::date(lang, date))
        }
        Gap::Mode => crate::lang::words::mode(lang, head.mode).to_owned(),
        Gap::Assessors => head.assessors.join(lang.enumeration_comma()),
        Gap::Score => match (total.score, total.completion) {
            (Some(score), _) => basis.show(score),
            (None, Some(rate)) => {
                format!("{}%", basis.show(rate.percent(basis.rubric.head.decimals)))
            }
            (None, None) => String::new(),
        },
        Gap::Result => frame::result_with_vetoes(basis),
        Gap::Grade => vetoes::grade(basis.lang, total).unwrap_or_default(),
        _ => String::new(),
    }
}
