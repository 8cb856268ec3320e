//! The document as the engine sees it: a tree of indicators with their clauses.
//!
//! A [`Rubric`] is kept as flat lists in document order ([`Rubric::indicators`],
//! [`Rubric::clauses`], [`Rubric::groups`]) that refer to each other by index,
//! so that a score is a list of results beside each of them and a parent always
//! stands before its children. It is grown with [`Rubric::add_indicator`] and
//! its siblings by whoever read a file; [`check`] then says what is wrong with it.

mod applies;
mod carriers;
pub mod changes;
pub mod check;
mod clause;
mod columns;
mod document;
mod grade;
mod kind;
mod policy;
mod veto;

pub use applies::AppliesTo;
pub use clause::{
    Amount, Baseline, Clause, Effect, Given, Home, Level, Rate, Required, Rule, Share, Side,
    Threshold,
};
pub use columns::{ColumnSource, PrintedColumn};
pub use grade::{Band, Grade};
pub use policy::NotApplicable;
pub use veto::{Veto, VetoEffect};

use crate::points::Points;

/// The place of an indicator in [`Rubric::indicators`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorIndex(pub usize);

/// The place of a clause in [`Rubric::clauses`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseIndex(pub usize);

/// The place of a group in [`Rubric::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupIndex(pub usize);

/// 考核细则: one document. Its lists are in the order of the document.
#[derive(Clone, Debug, Default)]
pub struct Rubric {
    /// Name and terms of the document.
    pub head: Head,
    /// 加分: how the awards are limited, where the document has any.
    pub bonus: Option<Bonus>,
    /// 直接计入总分: clauses deducted from the total, outside every cap.
    pub direct: Vec<Member>,
    /// 一票否决.
    pub vetoes: Vec<Veto>,
    /// 等次, the highest first; empty where the document names none.
    pub grades: Vec<Grade>,
    /// Factors on the base score (质量系数); empty in most documents.
    pub factors: Vec<Factor>,
    indicators: Vec<Indicator>,
    clauses: Vec<Clause>,
    groups: Vec<Group>,
    /// Some indicator has other points for some kinds of unit.
    varies: bool,
    /// Some indicator has a policy of its own for what does not apply.
    has_policies: bool,
    /// Every id that an entry may name, sorted, with what it names.
    ids: Vec<(String, Subject)>,
}

/// What a document says of itself and of the whole score.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The file's name without `.yaml`.
    pub id: String,
    /// The document's title.
    pub title: String,
    /// What kind of assessment it is (消防工作考核), where the file says so.
    pub kind: Option<String>,
    /// Who issued it, as far as the document says.
    pub issuer: Option<String>,
    /// The year or edition.
    pub edition: Option<String>,
    /// The first and last day assessed, as written.
    pub period: Option<(String, String)>,
    /// 总分; absent in a checklist without points.
    pub total: Option<Points>,
    /// Where a quotient and the final score are rounded, once.
    pub decimals: u32,
    /// What a part that does not apply does to the score.
    pub not_applicable: NotApplicable,
    /// The lowest final score, where the document states one.
    pub floor: Option<Points>,
    /// The highest final score, where the document states one.
    pub ceiling: Option<Points>,
    /// Paragraphs before the table, verbatim.
    pub introduction: Vec<String>,
    /// What the final score is converted to for another assessment.
    pub outward: Option<Outward>,
    /// The most that direct deductions take together.
    pub direct_max: Option<Points>,
    /// 注, verbatim.
    pub notes: Vec<String>,
    /// 口径: how ambiguous sentences are understood.
    pub readings: Vec<Reading>,
    /// 考核单位: the assessing offices, where the document names them.
    pub offices: Vec<String>,
    /// Departments that the document spells in several ways; no others are listed.
    pub departments: Vec<Department>,
    /// Tags a unit may carry: key and label.
    pub tags: Vec<(String, String)>,
    /// The columns of the document's own table, in order; empty where the file does not say.
    pub columns: Vec<PrintedColumn>,
}

/// 折算: what the final score is worth in another assessment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Outward {
    /// What the other assessment is called.
    pub name: String,
    /// Full marks there.
    pub full: Points,
    /// Places the quotient is rounded to, half away from zero.
    pub decimals: u32,
}

/// One department, and how else the document spells it: 县应急局 for 县应急 and 县应急管理局.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// The name it is shown by where things are grouped.
    pub name: String,
    /// As it is printed.
    pub spellings: Vec<String>,
}

/// 口径: how a sentence is understood, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The ids it is about.
    pub about: Vec<String>,
    /// How the sentence is understood.
    pub says: String,
    /// The reason.
    pub because: String,
}

/// 指标: a node of the tree.
#[derive(Clone, Debug, Default)]
pub struct Indicator {
    /// The numbers from the root joined by `/`; filled in by [`Rubric::add_indicator`].
    pub id: String,
    /// The document's own number.
    pub no: String,
    /// The document's words.
    pub title: String,
    /// The heading was lost in the print.
    pub title_lost: bool,
    /// 分值, where printed (or inferred).
    pub points: Option<Points>,
    /// The points do not stand in the print and were worked out by balance.
    pub points_inferred: bool,
    /// Points that differ by kind of unit: tag and points.
    pub points_for: Vec<(String, Points)>,
    /// What the parent multiplies this score with; 1 where absent.
    pub weight: Option<Points>,
    /// The lowest score of this indicator, where the document states one.
    pub floor: Option<Points>,
    /// The highest score of this indicator, where the document states one.
    pub ceiling: Option<Points>,
    /// 职责分工及提供内容.
    pub duties: Vec<Duty>,
    /// 考核单位.
    pub office: Option<String>,
    /// 佐证资料, verbatim.
    pub evidence: Option<String>,
    /// How it is examined (查阅…), verbatim.
    pub method: Option<String>,
    /// 评分标准 where it holds no clause, verbatim.
    pub criteria: Option<String>,
    /// What happens to points of it and below it that do not apply, where that is not what the
    /// document says of all.
    pub not_applicable: Option<NotApplicable>,
    /// The units it applies to.
    pub applies: AppliesTo,
    /// How it is scored.
    pub kind: IndicatorKind,
    /// The indicator above; filled in when added.
    pub parent: Option<IndicatorIndex>,
    /// 0 at the top; filled in when added.
    pub depth: usize,
    /// The indicators below, in order; filled in when they are added.
    pub children: Vec<IndicatorIndex>,
    /// Clauses and groups directly under this item; filled in when they are added.
    pub members: Vec<Member>,
}

/// How an indicator gets its score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IndicatorKind {
    /// It has indicators below it and is their sum.
    #[default]
    Section,
    /// An item with clauses.
    Clauses,
    /// An item whose score the assessor judges.
    Judged {
        /// What one press of + or − changes the award by; any other award may be typed.
        step: Option<Points>,
    },
    /// An item of a checklist: done, partly, not done.
    Task,
    /// Shown, not scored.
    Unscored,
}

/// 职责分工: who has to provide what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duty {
    /// The clause numbers it belongs to, `(1)`; empty: the whole item.
    pub covers: Vec<String>,
    /// The departments named.
    pub departments: Vec<String>,
    /// The document's words.
    pub text: String,
}

/// A clause or a group of clauses, where either may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// One clause.
    Clause(ClauseIndex),
    /// Several that share a limit.
    Group(GroupIndex),
}

/// Clauses that share a limit.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The document's words, where the group has any of its own.
    pub text: Option<String>,
    /// 封顶（本项N分，扣完为止）.
    pub cap: Option<Points>,
    /// 就高不累计: only the largest of them counts.
    pub best: bool,
    /// 同一事项只计算1次: awards (in an item: findings) of one matter count once, at the highest.
    pub matter_once: bool,
    /// The units its clauses apply to.
    pub applies: AppliesTo,
    /// Where it belongs.
    pub home: Home,
    /// The group around it.
    pub parent: Option<GroupIndex>,
    /// What is in it; filled in when added.
    pub members: Vec<Member>,
}

/// 加分: how awards are limited.
#[derive(Clone, Debug, Default)]
pub struct Bonus {
    /// The document's words, where it has any.
    pub text: Option<String>,
    /// The most all awards together may add.
    pub max: Option<Points>,
    /// Awards that name the same matter count once, at the highest.
    pub matter_once: bool,
    /// The clauses; filled in when added.
    pub members: Vec<Member>,
}

/// A factor on the base score or on that of a branch, one option of which is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// The document's number.
    pub no: String,
    /// The document's words.
    pub text: String,
    /// The id of the indicator whose score it multiplies; the whole where absent.
    pub branch: Option<String>,
    /// What may be chosen: name and factor.
    pub options: Vec<(String, Points)>,
}

/// What an entry may be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An indicator.
    Indicator(IndicatorIndex),
    /// A clause of an item.
    Clause(ClauseIndex),
}

impl Rubric {
    /// An empty document.
    #[must_use]
    pub fn new(head: Head) -> Self {
        Self { head, ..Self::default() }
    }

    /// Puts an indicator behind the last one, under `parent`.
    pub fn add_indicator(
        &mut self,
        parent: Option<IndicatorIndex>,
        mut indicator: Indicator,
    ) -> IndicatorIndex {
        let index = IndicatorIndex(self.indicators.len());
        if let Some(above) = parent {
            let above = &mut self.indicators[above.0];
            above.children.push(index);
            indicator.id = format!("{}/{}", above.id, indicator.no);
            indicator.depth = above.depth + 1;
        } else {
            indicator.id.clone_from(&indicator.no);
        }
        indicator.parent = parent;
        self.varies |= !indicator.points_for.is_empty();
        self.has_policies |= indicator.not_applicable.is_some();
        self.ids.push((indicator.id.clone(), Subject::Indicator(index)));
        self.indicators.push(indicator);
        index
    }

    /// Puts a group behind the last one, at the place its home and parent say.
    pub fn add_group(&mut self, group: Group) -> GroupIndex {
        let index = GroupIndex(self.groups.len());
        self.place(group.home, group.parent, Member::Group(index));
        self.groups.push(group);
        index
    }

    /// Puts a clause behind the last one, at the place its home and group say.
    pub fn add_clause(&mut self, mut clause: Clause) -> ClauseIndex {
        let index = ClauseIndex(self.clauses.len());
        clause.id = match clause.home {
            Home::Item(item) => format!("{}/{}", self.indicators[item.0].id, clause.no),
            Home::Bonus | Home::Direct => clause.no.clone(),
        };
        self.place(clause.home, clause.group, Member::Clause(index));
        if matches!(clause.home, Home::Item(_)) {
            self.ids.push((clause.id.clone(), Subject::Clause(index)));
        }
        self.clauses.push(clause);
        index
    }

    fn place(&mut self, home: Home, group: Option<GroupIndex>, member: Member) {
        let members = match (group, home) {
            (Some(group), _) => &mut self.groups[group.0].members,
            (None, Home::Item(item)) => &mut self.indicators[item.0].members,
            (None, Home::Bonus) => &mut self.bonus.get_or_insert_default().members,
            (None, Home::Direct) => &mut self.direct,
        };
        members.push(member);
    }

    /// Sorts the ids so that [`Rubric::find`] works; called once, when all is added.
    pub fn finish(&mut self) {
        self.ids.sort();
    }

    /// All indicators; a parent stands before its children.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// All clauses: of the items, then of bonus and direct deductions.
    #[must_use]
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// All groups; an outer group stands before its inner ones.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// One indicator.
    #[must_use]
    pub fn indicator(&self, index: IndicatorIndex) -> &Indicator {
        &self.indicators[index.0]
    }

    /// One clause.
    #[must_use]
    pub fn clause(&self, index: ClauseIndex) -> &Clause {
        &self.clauses[index.0]
    }

    /// Changes what a clause says; where it belongs and its number stay.
    pub fn change_clause(&mut self, index: ClauseIndex, change: impl FnOnce(&mut Clause)) {
        change(&mut self.clauses[index.0]);
    }

    /// Changes what an indicator says; where it belongs and its number stay.
    pub fn change_indicator(&mut self, index: IndicatorIndex, change: impl FnOnce(&mut Indicator)) {
        change(&mut self.indicators[index.0]);
    }

    /// The title of the item a clause belongs to.
    #[must_use]
    pub fn item_title(&self, index: ClauseIndex) -> Option<&str> {
        match self.clause(index).home {
            Home::Item(item) => Some(&self.indicator(item).title),
            Home::Bonus | Home::Direct => None,
        }
    }

    /// One group.
    #[must_use]
    pub fn group(&self, index: GroupIndex) -> &Group {
        &self.groups[index.0]
    }

    /// The indicators without a parent, in order.
    pub fn top(&self) -> impl Iterator<Item = IndicatorIndex> + '_ {
        let all = self.indicators.iter().enumerate();
        all.filter(|(_, indicator)| indicator.parent.is_none()).map(|(i, _)| IndicatorIndex(i))
    }

    /// Every indicator and clause an entry may name, sorted by id.
    #[must_use]
    pub fn ids(&self) -> &[(String, Subject)] {
        &self.ids
    }

    /// What an entry's id names.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Subject> {
        let place = self.ids.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok()?;
        Some(self.ids[place].1)
    }

    /// The bonus or direct clause with this number.
    #[must_use]
    pub fn find_ledger_clause(&self, home: Home, no: &str) -> Option<ClauseIndex> {
        let place = self.clauses.iter().position(|c| c.home == home && c.no == no)?;
        Some(ClauseIndex(place))
    }

    /// The clauses among `members`, groups opened, in order.
    #[must_use]
    pub fn clauses_in(&self, members: &[Member]) -> Vec<ClauseIndex> {
        let mut found = Vec::new();
        for member in members {
            match member {
                Member::Clause(clause) => found.push(*clause),
                Member::Group(group) => found.extend(self.clauses_in(&self.group(*group).members)),
            }
        }
        found
    }

    /// The clause of an item that has just one, and that one is recorded.
    #[must_use]
    pub fn only_clause(&self, item: IndicatorIndex) -> Option<ClauseIndex> {
        match self.clauses_in(&self.indicator(item).members)[..] {
            [clause] if !self.clause(clause).repeated => Some(clause),
            _ => None,
        }
    }

    /// The groups among `members` and inside them, inner ones first.
    #[must_use]
    pub fn groups_in(&self, members: &[Member]) -> Vec<GroupIndex> {
        let mut found = Vec::new();
        for member in members {
            if let Member::Group(group) = member {
                found.extend(self.groups_in(&self.group(*group).members));
                found.push(*group);
            }
        }
        found
    }

    /// The groups around a clause, the innermost first.
    pub fn groups_around(&self, clause: ClauseIndex) -> impl Iterator<Item = GroupIndex> + '_ {
        std::iter::successors(self.clause(clause).group, |group| self.group(*group).parent)
    }

    /// The readings about an id.
    pub fn readings_about<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Reading> + 'a {
        self.head.readings.iter().filter(move |r| r.about.iter().any(|about| about == id))
    }
}

impl Indicator {
    /// Whether something is recorded for it as a whole (judged, task) or in its clauses.
    #[must_use]
    pub fn is_item(&self) -> bool {
        self.kind != IndicatorKind::Section
    }
}
