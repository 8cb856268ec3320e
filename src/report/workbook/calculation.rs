//! 计算: one line for each indicator, group and clause, in the order of `crate::score`.
//!
//! The formulas are those of the scoring modules, step by step: what a clause comes to
//! (`clause`, `measure`), groups and items (`tally`, `indicator`), the ledgers (`ledger`)
//! and the whole (`total`). A line names the line above it by number, so that a sum over
//! members is a sum over lines that name the same one.

mod average;
mod clause;
mod finish;
mod indicator;
mod ledger;
mod measure;
mod section;
mod tally;
mod total;
mod veto;

pub use total::{Figure as Whole, grade_names, veto_holds};

use super::asks::{Asks, Line, State, UNKNOWN_STATE};
use super::book::{Content, Role, Sheet, Style};
use super::cover;
use super::formula::{At, Formula, Span, count, flag, is, not, nothing, text, when};
use super::plan::{CALCULATION_FIRST_ROW, Part, Plan, entry};
use crate::lang::{Lang, workbook as say, workbook_columns as titles};
use crate::rubric::{AppliesTo, Home, IndicatorIndex, Rubric};

/// The columns of 计算.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Column {
    /// The id.
    Id,
    /// Indicator, group or clause.
    Kind,
    /// Its number.
    Place,
    /// The number of the line above.
    Above,
    /// 1 where it does not apply.
    LeftOut,
    /// What was chosen in 情况, as a number.
    State,
    /// How many of 情况, 次数 and 数值 are filled in.
    Filled,
    /// How many findings there are.
    Findings,
    /// How often was found in all of them.
    Times,
    /// How many of them carry a share.
    Shares,
    /// The sum of their shares, 1 where none is carried.
    Factors,
    /// Count × share, added up.
    Weight,
    /// The largest share.
    Largest,
    /// 0 open, 1 looked at, 2 something recorded, 4 not applicable.
    Gate,
    /// The amount for one, with the share of its findings.
    One,
    /// The mean of earlier years, or their sum.
    Mean,
    /// What lies beyond the limit, above the line of the fraction.
    Beyond,
    /// What makes a step, below the line.
    Step,
    /// What a 不得分 clause measures.
    Measured,
    /// What was found, before the clause's own limit.
    Found,
    /// 1 where nothing is left of the item.
    Whole,
    /// The state as the tree marks it: 0 open, 1 met, 2 found, 3 not applicable.
    Mark,
    /// What counts of it, after its own limit.
    Amount,
    /// Deductions without ★.
    Deduct,
    /// ★.
    Star,
    /// What is open and may still be deducted.
    Open,
    /// 1 where that has no bound.
    OpenEndless,
    /// 1 where a 不得分 clause is open.
    WholeOpen,
    /// What was earned.
    Earn,
    /// The most that can be earned.
    Best,
    /// 1 where that has no bound.
    BestEndless,
    /// What everything is worth that can be earned.
    All,
    /// Of that, what applies.
    Applies,
    /// 1 where that has no bound.
    AllEndless,
    /// What was added.
    Add,
    /// The most that can be added.
    Most,
    /// 1 where that has no bound.
    MostEndless,
    /// 元.
    Fine,
    /// How many are open.
    CountOpen,
    /// How many are met.
    CountMet,
    /// How many have something found.
    CountFound,
    /// How many do not apply.
    CountLeftOut,
    /// Tasks that apply.
    Tasks,
    /// Tasks that are done.
    Done,
    /// The least of the printed range.
    From,
    /// The most of the printed range.
    To,
    /// The amount chosen for the clause as a whole.
    Chosen,
    /// 1 for the member of 就高不累计 that counts.
    Kept,
    /// What counts of the deductions of 就高不累计, before a cap.
    LargestDeduct,
    /// The largest of the members.
    LargestMember,
    /// What the parent multiplies with.
    Weighting,
    /// The points for this unit, before what its children have more.
    OwnPoints,
    /// 分值.
    Points,
    /// How much more than printed, with the weight.
    More,
    /// What an item starts from.
    Start,
    /// What it may still start from.
    BestStart,
    /// Its deductions without ★, within its points.
    Ordinary,
    /// What is lost for certain.
    SureLost,
    /// The score before a stated floor or ceiling.
    Unlimited,
    /// The highest score before it.
    UnlimitedHighest,
    /// The lowest score before it.
    UnlimitedLowest,
    /// What was added, before it.
    UnlimitedAdded,
    /// What is pending, before it.
    UnlimitedPending,
    /// What the children lost.
    SumDeducted,
    /// 应得分.
    Applicable,
    /// 得分.
    Score,
    /// 加分 inside.
    Added,
    /// 待评.
    Pending,
    /// The highest score still possible.
    Highest,
    /// The lowest score still possible.
    Lowest,
    /// 扣分.
    Deducted,
    /// What a clause takes from its item, or fails to earn, before any cap around it.
    Lost,
    /// 扣分 of an item.
    OfItem,
    /// 1 where what stands here is carried by the points of a level above.
    PassedOn,
    /// The points that are left for what is below and prints none.
    Rest,
    /// 扣分 of what only groups.
    Grouped,
    /// 加分 and what was earned in what only groups.
    GroupedAdded,
    /// 按平均分: the points that do not apply.
    Missing,
    /// What applies, without them.
    PartApplicable,
    /// What was obtained of that.
    PartScore,
    /// What they get.
    Average,
}

/// How many columns 计算 has.
pub const COLUMNS: u16 = Column::Average as u16 + 1;

/// Writes the formulas.
pub struct Calculation<'a> {
    plan: &'a Plan<'a>,
    rubric: &'a Rubric,
    lang: Lang,
    /// Tags that no cell of the cover stands for, and that the unit carries.
    tags: &'a [String],
    sheet: Sheet,
}

impl<'a> Calculation<'a> {
    /// The sheet of all lines and the whole below them; `tags` are those of the unit.
    #[must_use]
    pub fn sheet(plan: &'a Plan<'a>, lang: Lang, tags: &'a [String]) -> Sheet {
        let sheet = Sheet::named(say::sheet_calculation(lang));
        let mut it = Self { plan, rubric: plan.rubric, lang, tags, sheet };
        it.heads();
        for line in &plan.calculated {
            it.line(*line);
        }
        it.total();
        it.sheet.widths = vec![(Column::Id as u16, 16)];
        it.sheet.heading = Some((CALCULATION_FIRST_ROW - 1, CALCULATION_FIRST_ROW - 1));
        it.sheet.protected = true;
        it.sheet.landscape = true;
        it.sheet
    }

    /// The columns that the ledgers calculate beside their rows.
    pub fn ledger_columns(
        plan: &'a Plan<'a>,
        lang: Lang,
        tags: &'a [String],
        sheets: &mut Ledgers,
    ) {
        let mut it = Self { plan, rubric: plan.rubric, lang, tags, sheet: Sheet::default() };
        it.ledgers(sheets);
    }

    fn heads(&mut self) {
        let style = Style::framed(Role::Head);
        self.sheet.text(0, 0, say::calculation_note(self.lang), Style::default());
        for (column, title) in titles::calculation_columns(self.lang).into_iter().enumerate() {
            let column = u16::try_from(column).unwrap_or_default();
            self.sheet.text(CALCULATION_FIRST_ROW - 1, column, title, style);
        }
    }

    fn line(&mut self, line: Line) {
        let above = match line {
            Line::Indicator(index) => {
                self.indicator(index);
                self.rubric.indicator(index).parent.map(Line::Indicator)
            }
            Line::Group(index) => {
                self.group(index);
                let group = self.rubric.group(index);
                group.parent.map(Line::Group).or(item(group.home))
            }
            Line::Clause(index) => {
                let clause = self.rubric.clause(index);
                match clause.home {
                    Home::Item(item) => self.clause(index, item),
                    Home::Bonus | Home::Direct => self.bonus_clause(index),
                }
                clause.group.map(Line::Group).or(item(clause.home))
            }
            _ => None,
        };
        let kind = say::line_kind(self.lang, line);
        let row = self.plan.calculation_row(line);
        let style = Style::framed(Role::Result);
        let label = match (line, self.rubric) {
            (Line::Clause(index), rubric) => &rubric.clause(index).id,
            _ => self.plan.label(line),
        };
        self.sheet.text(row, Column::Id as u16, label, style);
        self.sheet.text(row, Column::Kind as u16, kind, style);
        self.set(line, Column::Place, count(self.plan.place(line)));
        self.set(line, Column::Above, count(above.map_or(0, |above| self.plan.place(above))));
    }

    /// Puts a formula into a line.
    fn set(&mut self, line: Line, column: Column, formula: Formula) {
        let row = self.plan.calculation_row(line);
        self.set_at(row, column as u16, formula);
    }

    fn set_at(&mut self, row: u32, column: u16, formula: Formula) {
        let content = match formula {
            Formula::Number(number) => Content::Number(number),
            formula => Content::Formula(formula),
        };
        self.sheet.put(row, column, content, Style::framed(Role::Result));
    }

    fn at(&self, line: Line, column: Column) -> At {
        self.plan.at(Part::Calculation, self.plan.calculation_row(line), column as u16)
    }

    /// What stands in a column of a line.
    fn of(&self, line: Line, column: Column) -> Formula {
        Formula::Cell(self.at(line, column))
    }

    /// A column of the lines from one to another.
    fn lines(&self, (first, last): (u32, u32), column: Column) -> Span {
        Span { first: self.plan.at(Part::Calculation, first, column as u16), last_row: last }
    }

    /// What was entered in a line of 评分.
    fn entered(&self, line: Line, column: u16) -> At {
        self.plan.entered(line, column)
    }

    /// Whether the unit carries a tag.
    fn has_tag(&self, tag: &str) -> Formula {
        cover::has_tag(self.plan, self.lang, tag, self.tags)
    }

    /// The number of what was chosen in 情况.
    fn state(&self, line: Line, asks: &Asks) -> Formula {
        let at = self.entered(line, entry::STATE);
        let unknown = when(Formula::IsEmpty(at), count(0), count(UNKNOWN_STATE));
        asks.states.iter().rev().fold(unknown, |otherwise, state| {
            let word = text(say::state(self.lang, *state));
            let same = Formula::SameText(Box::new(Formula::Cell(at)), Box::new(word));
            when(same, count(state.code()), otherwise)
        })
    }

    /// 1 where a line does not apply, on its own or because of what is above it.
    fn left_out<'b>(
        &self,
        line: Line,
        applies: impl IntoIterator<Item = &'b AppliesTo>,
        above: Option<Line>,
    ) -> Formula {
        let mut reasons: Vec<Formula> = Vec::new();
        reasons.extend(above.map(|above| is(self.of(above, Column::LeftOut), 1)));
        let others = applies.into_iter().filter(|applies| !applies.is_everyone());
        reasons.extend(others.map(|it| not(cover::fits(self.plan, self.lang, it, self.tags))));
        reasons.push(is(self.of(line, Column::State), State::NotApplicable.code()));
        flag(Formula::Any(reasons))
    }

    /// The sum of a column over the lines that name this one, of those between.
    fn members(&self, line: Line, between: (u32, u32), column: Column) -> Formula {
        Formula::SumWhere(
            self.lines(between, Column::Above),
            Box::new(count(self.plan.place(line))),
            self.lines(between, column),
        )
    }

    /// The lines below an indicator; none where nothing is.
    fn below(&self, index: IndicatorIndex) -> Option<(u32, u32)> {
        let (own, end) = (self.plan.calculation_row(Line::Indicator(index)), self.plan.end(index));
        (end > own).then_some((own + 1, end))
    }
}

/// The three sheets of the ledgers: bonus, direct, veto.
pub type Ledgers = [Sheet; 3];

fn item(home: Home) -> Option<Line> {
    match home {
        Home::Item(item) => Some(Line::Indicator(item)),
        Home::Bonus | Home::Direct => None,
    }
}

/// Nothing where there is no number: the words of [`Formula::IsNumber`].
fn unknown() -> Formula {
    nothing()
}
