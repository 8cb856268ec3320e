//! A document and what was recorded of it, in one: each rule holds its own record.

use super::exact::Exact;

#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    pub decimals: u32,
    /// 缺项换算: converted to this, rounded to so many places.
    pub rescale: Option<(Exact, u32)>,
    pub floor: Option<Exact>,
    pub ceiling: Option<Exact>,
    pub parts: Vec<Part>,
    pub bonus: Bonus,
    pub direct: Vec<Clause>,
    pub vetoes: Vec<Veto>,
    /// The highest first.
    pub grades: Vec<Grade>,
    /// 折算成另一项考核: full marks there, and decimals.
    pub outward: Option<(Exact, u32)>,
    pub factors: Vec<Factor>,
    /// The tags of the unit, of `甲`, `乙` and `丙`.
    pub tags: Vec<&'static str>,
}

#[derive(Clone, Debug)]
pub(super) struct Grade {
    pub name: String,
    pub from: Exact,
    /// The printed end; scores between it and the grade above have none but by a reading.
    pub to: Option<Exact>,
    /// Which grade a reading gives them to: this one, or the one above.
    pub gap: Option<Gap>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Own,
    Above,
}

#[derive(Clone, Debug)]
pub(super) struct Factor {
    pub options: Vec<Exact>,
    pub chosen: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Part {
    pub id: String,
    pub points: Option<Exact>,
    pub weight: Option<Exact>,
    pub floor: Option<Exact>,
    pub ceiling: Option<Exact>,
    pub scope: Scope,
    /// 不涉及, as the assessor recorded it.
    pub left_out: bool,
    pub content: Content,
}

/// Which units something is for: those with one of `only`, and with none of `except`.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub only: Vec<&'static str>,
    pub except: Vec<&'static str>,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    Parts(Vec<Part>),
    Members(Vec<Member>),
    /// What was awarded, where somebody has.
    Judged(Option<Exact>),
}

#[derive(Clone, Debug)]
pub(super) enum Member {
    One(Box<Clause>),
    Several(Group),
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    pub cap: Option<Exact>,
    pub best: bool,
    pub matter_once: bool,
    pub members: Vec<Member>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Deduct,
    Add,
    Earn,
}

#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub id: String,
    pub effect: Effect,
    pub amount: Amount,
    pub rule: Rule,
    pub max: Option<Exact>,
    /// 不得分，并追加: this much for each.
    pub beyond: Option<Exact>,
    pub star: bool,
    pub shares: Vec<Exact>,
    pub scope: Scope,
    /// Printed twice: shown, never counted.
    pub repeated: bool,
    pub record: Record,
    /// Rows of a ledger, for clauses of bonus and direct deductions.
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub(super) enum Amount {
    Fixed(Exact),
    All,
    /// 得满分: the points of the item, which are these.
    Full(Exact),
    Range(Exact, Exact),
    Levels(Vec<Exact>),
}

#[derive(Clone, Debug)]
pub(super) enum Rule {
    Flat,
    Counted,
    /// One counter, or several that do not offset each other.
    Required(Vec<Exact>),
    Rate {
        reference: Exact,
        step: Exact,
        above: bool,
        exact: bool,
    },
    Baseline {
        years: usize,
        decimals: Option<u32>,
        step: Exact,
        under: bool,
        percent: bool,
        exact: bool,
    },
    Measure {
        limit: Exact,
        above: bool,
    },
    Convert {
        full: Exact,
    },
}

#[derive(Clone, Debug, Default)]
pub(super) enum Record {
    #[default]
    Open,
    Met,
    LeftOut,
    Hit,
    Count(i128),
    Findings(Vec<Finding>),
    /// One number for each counter.
    Actual(Vec<Exact>),
    Ratio(i128, i128),
    Years {
        actual: Exact,
        years: Vec<Exact>,
    },
    Score(Exact),
    Level(usize),
    Amount(Exact),
}

#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub count: i128,
    pub share: Option<Exact>,
    pub amount: Option<Exact>,
    pub level: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub count: i128,
    pub share: Option<Exact>,
    pub award: Option<Exact>,
    pub level: Option<usize>,
    pub matter: Option<i128>,
    /// Its place among all rows of its ledger.
    pub order: usize,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Bonus {
    pub max: Option<Exact>,
    pub matter_once: bool,
    pub members: Vec<Member>,
}

#[derive(Clone, Debug)]
pub(super) struct Veto {
    pub at_least: i128,
    pub counted: i128,
    pub effect: VetoEffect,
    pub scope: Scope,
}

#[derive(Clone, Debug)]
pub(super) enum VetoEffect {
    Score(Exact),
    Grade(usize),
    Flag,
    Bars(usize),
    /// Barred from a grade that is not among those of the document.
    BarsUnlisted,
    Down(usize),
}
