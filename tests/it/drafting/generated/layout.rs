//! How a rubric stands in a document: columns, joined cells, headings, where points are.

use proptest::prelude::*;

/// What is chosen for a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    pub(super) format: Format,
    pub(super) sections: Sections,
    pub(super) numbers: Numbers,
    pub(super) points: Printed,
    pub(super) criteria: Criteria,
    /// Which columns come more, as bits: method, office, evidence, duty.
    pub(super) more: u8,
    /// Columns to fill in: none, empty, filled.
    pub(super) results: u8,
    /// What else is chosen, as bits.
    choices: u8,
}

/// What is so, or is not.
#[derive(Clone, Copy, Debug)]
pub(super) enum Choice {
    /// Sections have parts.
    Parts,
    /// Sections print their points in their titles.
    Sums,
    /// Points stand before the criteria.
    PointsFirst,
    /// The title is a row of the table.
    TitleInside,
    /// The headings come again in the middle.
    HeadAgain,
    /// Rows with 小计 and 合计.
    SumRows,
    /// Awards in rows of the table, else in notes.
    BonusInRows,
    /// Joined cells are, where the format has none, printed again in each row.
    Repeats,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Word,
    WordAutomatic,
    WordXml,
    Html,
    FlatOdf,
    Sheet,
    Csv,
    CsvGb,
    Tsv,
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sections {
    /// Columns of joined cells.
    Columns,
    /// Rows over the whole table.
    Rows,
    /// Paragraphs, each above a table of its own.
    Above,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// 一、（一）1. counting on through the document.
    Mixed,
    /// 1, 1.1, 1.1.1.
    Dotted,
    /// Only the sections: 一、, and a column of numbers for the items.
    Column,
    /// None.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Printed {
    Column,
    Title,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Criteria {
    /// 1.…；2.… in paragraphs of one cell.
    Numbered,
    /// Sentences behind each other.
    Running,
    /// ①… in paragraphs.
    Circled,
    /// A row for each clause.
    Rows,
    /// A row for each clause, its amount in a column of its own.
    Amounts,
}

pub(crate) fn layout() -> impl Strategy<Value = Layout> {
    let format = prop::sample::select(vec![
        Format::Word,
        Format::WordAutomatic,
        Format::WordXml,
        Format::Html,
        Format::FlatOdf,
        Format::Sheet,
        Format::Csv,
        Format::CsvGb,
        Format::Tsv,
        Format::Markdown,
    ]);
    let sections = prop::sample::select(vec![Sections::Columns, Sections::Rows, Sections::Above]);
    let numbers =
        prop::sample::select(vec![Numbers::Mixed, Numbers::Dotted, Numbers::Column, Numbers::None]);
    let criteria = prop::sample::select(vec![
        Criteria::Numbered,
        Criteria::Running,
        Criteria::Circled,
        Criteria::Rows,
        Criteria::Amounts,
    ]);
    let points = prop::sample::select(vec![Printed::Column, Printed::Title]);
    (format, sections, numbers, criteria, points, 0..16_u8, 0..3_u8, any::<u8>()).prop_map(
        |(format, sections, numbers, criteria, points, more, results, choices)| Layout {
            format,
            sections,
            numbers,
            points,
            criteria,
            more,
            results,
            choices,
        },
    )
}

impl Format {
    /// Cells can be joined.
    pub(super) fn joins(self) -> bool {
        !matches!(self, Self::Csv | Self::CsvGb | Self::Tsv | Self::Markdown)
    }

    /// A cell can have several paragraphs.
    pub(super) fn has_paragraphs(self) -> bool {
        !matches!(self, Self::Tsv)
    }

    /// Paragraphs stand between tables.
    pub(super) fn has_prose(self) -> bool {
        !matches!(self, Self::Csv | Self::CsvGb | Self::Tsv | Self::Sheet)
    }
}

impl Layout {
    pub(super) fn has(self, choice: Choice) -> bool {
        self.choices & (1 << choice as u8) > 0
    }

    fn choose(&mut self, choice: Choice, is_so: bool) {
        self.choices &= !(1 << choice as u8);
        self.choices |= u8::from(is_so) << choice as u8;
    }

    /// What goes together: what a format cannot carry is chosen otherwise.
    pub(crate) fn settled(mut self, sections: usize) -> Self {
        if !self.format.has_prose() {
            self.choose(Choice::TitleInside, true);
            if self.sections == Sections::Above {
                self.sections = Sections::Rows;
            }
        }
        if self.format == Format::Markdown {
            // The heading of a table is its first row there.
            self.choose(Choice::TitleInside, false);
        }
        if self.sections == Sections::Above && sections == 1 {
            // A heading above the only table could be one of the whole.
            self.sections = Sections::Rows;
        }
        if self.sections == Sections::Above {
            self.choose(Choice::TitleInside, false);
        }
        if !self.format.joins() && self.sections == Sections::Rows {
            // A lone cell in the first column looks like one that begins a section.
            self.sections = Sections::Columns;
        }
        if self.sections != Sections::Columns {
            // 小计 stands below joined cells.
            self.choose(Choice::SumRows, false);
        }
        if !self.format.has_paragraphs()
            && matches!(self.criteria, Criteria::Numbered | Criteria::Circled)
        {
            self.criteria = Criteria::Running;
        }
        self
    }
}
