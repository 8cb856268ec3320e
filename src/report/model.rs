//! What a report is made of: a head, tables of cells, notes, a foot.

use crate::points::Points;
use crate::rubric::{ClauseIndex, IndicatorIndex};
use std::ops::Range;

/// Everything one report prints, in its order. Writers print it and decide nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Which kind it is.
    pub kind: Kind,
    /// What the kind is called: the name of a sheet with it.
    pub sheet: String,
    /// The title, centred above everything.
    pub title: String,
    /// The unit, where it is about one alone.
    pub unit: Option<String>,
    /// What stands under the title where the session is not final: 草稿.
    pub mark: Option<String>,
    /// 被考核单位：, 考核时间：, 考核组：: label and value; an empty value is a blank to fill.
    pub head: Vec<(String, String)>,
    /// Sentences between head and tables, one a paragraph.
    pub paragraphs: Vec<String>,
    /// Which of them are headings, by their places: 一、考核结果.
    pub subheads: Vec<usize>,
    /// The tables.
    pub tables: Vec<Table>,
    /// What stands under the tables: 注 (the document's own notes), 口径 (the readings used).
    pub notes: Vec<Notes>,
    /// The foot: lines of blanks to sign, each a list of labels.
    pub signature: Vec<Vec<String>>,
    /// 第 … 页，共 … 页: the words before, between and behind the numbers of pages.
    pub pages: [String; 3],
}

/// A heading and the sentences under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// 注, 口径.
    pub heading: String,
    /// One a paragraph.
    pub lines: Vec<String>,
}

/// The kinds of report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 考核评分表: the document's own table with 得分 and 扣分及原因 filled.
    #[default]
    Form,
    /// 评分汇总表, by section.
    Summary,
    /// 扣分汇总表.
    Deductions,
    /// 问题清单及整改建议.
    Issues,
    /// 加分项及否决项.
    Ledgers,
    /// 考核反馈意见, on one page.
    Feedback,
    /// 自评—现场—复核对比表, of two or three sessions.
    Comparison,
    /// 排名表, over units.
    Ranking,
}

impl Kind {
    /// All kinds, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Form,
        Self::Summary,
        Self::Deductions,
        Self::Issues,
        Self::Ledgers,
        Self::Feedback,
        Self::Comparison,
        Self::Ranking,
    ];
    /// The kinds made of one session.
    pub const OF_ONE: [Self; 6] =
        [Self::Form, Self::Summary, Self::Deductions, Self::Issues, Self::Ledgers, Self::Feedback];

    /// The word commands and files use.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Summary => "summary",
            Self::Deductions => "deductions",
            Self::Issues => "issues",
            Self::Ledgers => "ledgers",
            Self::Feedback => "feedback",
            Self::Comparison => "comparison",
            Self::Ranking => "ranking",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A table. Every row has one slot for each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its own title, where the report has several tables.
    pub title: Option<String>,
    /// The columns, at least one.
    pub columns: Vec<Column>,
    /// The rows below the headings.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its width, relative to those beside it.
    pub width: u32,
    /// How its cells are set.
    pub align: Align,
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// From the left: sentences.
    #[default]
    Left,
    /// In the middle: numbers and short words.
    Centre,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub role: Role,
    /// The id of the indicator or clause it is about.
    pub id: Option<String>,
    /// One for each column.
    pub slots: Vec<Slot>,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A section of the document.
    Section(IndicatorIndex),
    /// An item: what is scored.
    Item(IndicatorIndex),
    /// A clause of an item.
    Clause(ClauseIndex),
    /// A row of a list that is no part of the tree.
    Entry,
    /// 合计.
    Sum,
}

/// One place of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A cell begins here.
    Cell(Cell),
    /// Covered by the cell that many rows above, in the same column.
    Above(usize),
    /// Covered by a cell further left in the same row.
    Left,
}

/// A cell, possibly over several rows or columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What is printed; lines are parted by `\n`.
    pub text: String,
    /// The number printed, exactly; the text is this as it is shown.
    pub number: Option<Points>,
    /// What the number (or the word) stands for in the scorecard.
    pub quantity: Option<Quantity>,
    /// Over how many rows it reaches, itself counted.
    pub rows: usize,
    /// Over how many columns it reaches, itself counted.
    pub columns: usize,
}

/// What a cell stands for, so that a writer can put a calculation in the place of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// 分值 of an indicator, for this unit.
    Points(IndicatorIndex),
    /// 扣分 of an indicator.
    Deducted(IndicatorIndex),
    /// 加分 inside an indicator.
    Added(IndicatorIndex),
    /// 得分 of an indicator.
    Score(IndicatorIndex),
    /// 得分率 of an indicator, in percent.
    Rate(IndicatorIndex),
    /// How many tasks of an indicator apply.
    Tasks(IndicatorIndex),
    /// How many tasks of an indicator are done.
    TasksDone(IndicatorIndex),
    /// 完成率 of an indicator, in percent.
    Completion(IndicatorIndex),
    /// What a clause takes from its item, or fails to earn, before any cap around it.
    ClauseLost(ClauseIndex),
    /// What an award of the bonus claims; the place of its row.
    AwardClaimed(usize),
    /// What an award of the bonus counts; the place of its row.
    AwardCounted(usize),
    /// What a row of the direct deductions takes; the place of the row.
    DirectRow(usize),
    /// How many were recorded under a veto; the place of the veto in the rubric.
    VetoCount(usize),
    /// Whether a veto holds: a word; the place of the veto in the rubric.
    VetoHolds(usize),
    /// What caps and 扣完为止 take back from the deductions of an item: below zero, or above
    /// it where the item loses more than its clauses do.
    Limits(IndicatorIndex),
    /// What weights and limits above the items take back from the deductions of all of them.
    AboveItems,
    /// 分值 of the whole.
    TotalPoints,
    /// 缺项换算: the points that apply.
    Applicable,
    /// 缺项换算: the points obtained.
    Obtained,
    /// 扣分 of the whole, direct deductions apart.
    TotalDeducted,
    /// 加分 inside the items of the whole.
    TotalAdded,
    /// 罚款 of the whole, in yuan.
    Fines,
    /// Sum of the top level, after factor and conversion.
    Base,
    /// 直接计入总分: their sum.
    Direct,
    /// 加分 as it was claimed, before any limit.
    BonusClaimed,
    /// 加分 that counts.
    Bonus,
    /// The final score before any veto.
    ScoreBeforeVeto,
    /// The final score.
    FinalScore,
    /// What the final score is worth in another assessment.
    Outward,
    /// 得分率 of the whole, in percent.
    TotalRate,
    /// How many tasks apply.
    TotalTasks,
    /// How many tasks are done.
    TotalDone,
    /// 完成率 of the whole, in percent.
    TotalCompletion,
    /// How many tasks of an assessing office apply, by the place of the office.
    OfficeTasks(usize),
    /// How many of them are done.
    OfficeDone(usize),
    /// Their 完成率, in percent.
    OfficeCompletion(usize),
    /// 等次.
    Grade,
    /// 是, 否 or 无: whether any veto holds, and whether any was recorded.
    AnyVeto,
    /// 完成情况 of a task: a word.
    TaskState(IndicatorIndex),
    /// Sentences about what the row is about: how its numbers came about.
    Words,
}

impl Quantity {
    /// Whether it is in percent.
    #[must_use]
    pub fn is_percent(self) -> bool {
        matches!(
            self,
            Self::Rate(_)
                | Self::TotalRate
                | Self::Completion(_)
                | Self::TotalCompletion
                | Self::OfficeCompletion(_)
        )
    }

    /// The word files use for it; nothing for what is no number.
    #[must_use]
    pub fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::AnyVeto | Self::TaskState(_) | Self::Words => return None,
            Self::Points(_) | Self::TotalPoints | Self::Applicable => "points",
            Self::Deducted(_) | Self::TotalDeducted => "deducted",
            Self::Added(_) | Self::TotalAdded => "added",
            Self::Score(_) => "score",
            Self::Rate(_) | Self::TotalRate => "rate",
            Self::Tasks(_) | Self::TotalTasks | Self::OfficeTasks(_) => "tasks",
            Self::TasksDone(_) | Self::TotalDone | Self::OfficeDone(_) => "tasks_done",
            Self::Completion(_) | Self::TotalCompletion | Self::OfficeCompletion(_) => "completion",
            Self::ClauseLost(_) => "lost",
            Self::AwardClaimed(_) => "claimed",
            Self::AwardCounted(_) => "counted",
            Self::Fines => "fines",
            Self::DirectRow(_) | Self::Direct => "direct",
            Self::VetoCount(_) => "veto_count",
            Self::VetoHolds(_) => "veto_holds",
            Self::Limits(_) | Self::AboveItems => "limits",
            Self::Base => "base",
            Self::Obtained => "obtained",
            Self::BonusClaimed => "bonus_claimed",
            Self::Bonus => "bonus",
            Self::ScoreBeforeVeto => "score_before_veto",
            Self::FinalScore => "final_score",
            Self::Outward => "outward",
            Self::Grade => "grade",
        })
    }
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: None, quantity: None, rows: 1, columns: 1 }
    }

    /// Nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self::text("")
    }

    /// A number, shown with at most `decimals` places.
    #[must_use]
    pub fn number(number: Points, decimals: u32) -> Self {
        Self { number: Some(number), ..Self::text(number.show(decimals)) }
    }

    /// The same, standing for something of the scorecard.
    #[must_use]
    pub fn standing_for(self, quantity: Quantity) -> Self {
        Self { quantity: Some(quantity), ..self }
    }

    /// The same over several columns.
    #[must_use]
    pub fn across(self, columns: usize) -> Self {
        Self { columns, ..self }
    }
}

impl Slot {
    /// The cell that begins here.
    #[must_use]
    pub fn cell(&self) -> Option<&Cell> {
        match self {
            Self::Cell(cell) => Some(cell),
            Self::Above(_) | Self::Left => None,
        }
    }
}

impl Row {
    /// A row of cells; those over several columns take their places.
    #[must_use]
    pub fn new(role: Role, cells: impl IntoIterator<Item = Cell>) -> Self {
        let mut slots = Vec::new();
        for cell in cells {
            let covered = cell.columns.saturating_sub(1);
            slots.push(Slot::Cell(cell));
            slots.extend(std::iter::repeat_n(Slot::Left, covered));
        }
        Self { role, id: None, slots }
    }

    /// Whether it only says what the rows below it are about.
    #[must_use]
    pub fn is_heading(&self) -> bool {
        let has_number = |slot: &Slot| slot.cell().is_some_and(|cell| cell.number.is_some());
        matches!(self.role, Role::Section(_)) && !self.slots.iter().any(has_number)
    }
}

impl Table {
    /// Joins equal neighbours of a column into one cell: rows whose `key` is the same, one
    /// after another. Rows without a key stay apart.
    pub fn merge_down<K: PartialEq>(&mut self, column: usize, keys: &[Option<K>]) {
        let mut start = 0;
        for place in 1..=self.rows.len() {
            let goes_on = keys.get(place).is_some_and(|key| key.is_some() && *key == keys[start]);
            if goes_on {
                self.rows[place].slots[column] = Slot::Above(place - start);
                continue;
            }
            if let Some(Slot::Cell(cell)) = self.rows[start].slots.get_mut(column) {
                cell.rows = place - start;
            }
            start = place;
        }
    }

    /// The cell that is seen at a place, also where another one reaches over it.
    #[must_use]
    pub fn seen(&self, row: usize, column: usize) -> Option<&Cell> {
        match self.rows.get(row)?.slots.get(column)? {
            Slot::Cell(cell) => Some(cell),
            Slot::Above(up) => self.seen(row.checked_sub(*up)?, column),
            Slot::Left => self.seen(row, column.checked_sub(1)?),
        }
    }

    /// The headings, those beside each other that say the same as one, each with the places it
    /// reaches over.
    #[must_use]
    pub fn headings(&self) -> Vec<(&str, Range<usize>)> {
        let mut headings: Vec<(&str, Range<usize>)> = Vec::new();
        for (place, Column { heading, .. }) in self.columns.iter().enumerate() {
            match headings.last_mut().filter(|(held, _)| held == heading) {
                Some((_, places)) => places.end = place + 1,
                None => headings.push((heading, place..place + 1)),
            }
        }
        headings
    }

    /// Whether it needs the long side of the paper.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.columns.len() >= 6
    }
}

impl Report {
    /// Whether it is printed on the long side of the paper (A4 横向); a letter never is.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.kind != Kind::Feedback && self.tables.iter().any(Table::is_wide)
    }
}
