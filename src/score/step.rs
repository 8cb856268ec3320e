//! 计算步骤: one line of the derivation of a number, as data.
//!
//! A step holds numbers only; the words and units around them are chosen, in
//! the user's language, by whoever prints it.

use crate::points::{Figure, Fraction, Points};
use crate::rubric::{AppliesTo, Side, VetoEffect};

impl Step {
    /// The product of a multiplication; none of anything else.
    #[must_use]
    pub fn result(&self) -> Option<Points> {
        match self {
            Self::Times { result, .. }
            | Self::Proportion { result, .. }
            | Self::Shared { result, .. }
            | Self::AmountShared { result, .. }
            | Self::LevelTimes { result, .. }
            | Self::Chosen { result, .. } => Some(*result),
            _ => None,
        }
    }
}

/// One line of a derivation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A yes/no clause holds: its amount.
    Flat {
        /// The amount.
        amount: Points,
    },
    /// So many × the amount.
    Times {
        /// How many.
        count: Points,
        /// The amount for one.
        amount: Points,
        /// The product.
        result: Points,
    },
    /// So many × the amount × a responsibility share.
    Shared {
        /// How many.
        count: Points,
        /// The amount for one.
        amount: Points,
        /// The share.
        share: Points,
        /// The product.
        result: Points,
    },
    /// The amount for one × a share that everything measured carries.
    AmountShared {
        /// The amount for one.
        amount: Points,
        /// The share.
        share: Points,
        /// The product.
        result: Points,
    },
    /// A number held against the required one.
    Against {
        /// The named counter, where there are several.
        name: Option<String>,
        /// How many are required.
        required: Points,
        /// How many there are.
        actual: Points,
        /// How many count: those missing, those there, or those beyond, by the clause's effect.
        counts: Points,
    },
    /// How far a rate lies beyond its reference.
    RateSteps {
        /// The rate as recorded.
        figure: Figure,
        /// The reference.
        reference: Points,
        /// The side that counts.
        side: Side,
        /// The size of a step.
        step: Points,
        /// How many whole steps; none where part of a step counts too.
        steps: Option<Points>,
    },
    /// The mean of the earlier figures.
    Mean {
        /// The earlier figures.
        years: Vec<Points>,
        /// The mean, rounded to the places the rubric names for it, else to its decimals.
        mean: Points,
        /// Places it was rounded to; absent where nothing was rounded and the rubric names none.
        decimals: Option<u32>,
    },
    /// How far this year's figure lies beyond the baseline.
    BaselineSteps {
        /// This year's figure.
        actual: Points,
        /// The baseline, as shown.
        base: Points,
        /// The distance, as shown (in percent where the rubric says so).
        distance: Points,
        /// The size of a step.
        step: Points,
        /// How many whole steps; none where part of a step counts too.
        steps: Option<Points>,
        /// The distance is in percent of the baseline.
        percent: bool,
        /// The side that counts.
        side: Side,
    },
    /// 按比例: a distance that counts whole, however many steps it is.
    Proportion {
        /// How far beyond.
        distance: Points,
        /// What the distance is divided by, where it has no end as a decimal.
        over: Option<Points>,
        /// The amount for one step.
        amount: Points,
        /// The size of a step.
        step: Points,
        /// `distance ÷ over × amount ÷ step`, rounded once to the rubric's decimals.
        result: Points,
    },
    /// The baseline is zero, so no percentage exists: the assessor decides the amount.
    BaselineZero {
        /// What was decided; absent while it is open.
        amount: Option<Points>,
    },
    /// A figure is, or is not, strictly beyond a limit.
    Beyond {
        /// The figure as recorded.
        figure: Figure,
        /// The limit.
        limit: Fraction,
        /// The side that counts.
        side: Side,
        /// Whether it is beyond.
        beyond: bool,
    },
    /// A score of another rubric, converted.
    Converted {
        /// The clause's amount.
        amount: Points,
        /// The score given.
        score: Points,
        /// Of how many.
        full: Points,
        /// The result, rounded.
        result: Points,
    },
    /// Findings that name one matter count as one, at the highest.
    SameMatter {
        /// How often it was recorded.
        recorded: u32,
        /// How often it counts.
        counts: u32,
    },
    /// 不得分: the whole of the item.
    WholeItem,
    /// What is deducted on top of the whole of the item.
    OnTop {
        /// What was found.
        before: Points,
        /// Limited to the clause's own limit.
        after: Points,
    },
    /// A level was chosen.
    Level {
        /// Its name.
        name: String,
        /// Its amount.
        amount: Points,
    },
    /// So many of a level (× a responsibility share).
    LevelTimes {
        /// The level's name.
        name: String,
        /// How many.
        count: Points,
        /// The amount for one.
        amount: Points,
        /// The share, where one is carried.
        share: Option<Points>,
        /// The product.
        result: Points,
    },
    /// An amount was chosen from the printed range.
    Chosen {
        /// How many.
        count: Points,
        /// The amount for one.
        amount: Points,
        /// The product.
        result: Points,
    },
    /// Several findings were added up.
    Sum {
        /// The sum.
        result: Points,
    },
    /// 平均分: the sum over so many.
    MeanOf {
        /// The sum.
        sum: Points,
        /// How many.
        count: Points,
        /// The mean, rounded once to the rubric's decimals.
        result: Points,
    },
    /// A clause's own limit took effect.
    ClauseMax {
        /// The limit.
        max: Points,
    },
    /// What is recorded does not fit the clause and is not counted.
    Unfit,
    /// 不涉及: nothing is deducted.
    NotApplicable {
        /// The reason recorded.
        reason: String,
    },
    /// It does not apply to this unit.
    OtherUnits {
        /// The units it applies to.
        applies: AppliesTo,
    },
    /// The members of a group were added up and limited.
    GroupCap {
        /// The sum.
        before: Points,
        /// The cap.
        cap: Points,
        /// What counts.
        after: Points,
    },
    /// Only the largest member of a group counts.
    GroupBest {
        /// The sum of all.
        before: Points,
        /// The largest.
        after: Points,
    },
    /// 视同满分: nothing of an item that is earned applies, so that it has its points as a whole.
    FullMarks,
    /// What the requirements of an item earned.
    Earned {
        /// The sum.
        before: Points,
        /// Limited to the item's points.
        after: Points,
    },
    /// The ordinary deductions of an item.
    Ordinary {
        /// Their sum.
        before: Points,
        /// Limited to what the item has.
        after: Points,
    },
    /// ★ deductions, which may pass the item's points.
    Star {
        /// Their sum.
        amount: Points,
    },
    /// Additions inside an item.
    Added {
        /// Their sum.
        amount: Points,
    },
    /// 元: amounts of money, apart from the score.
    Fined {
        /// Their sum.
        amount: Points,
    },
    /// The score of a judged item.
    Judged {
        /// The award.
        award: Points,
        /// Of how many.
        points: Points,
    },
    /// A judged item nobody has judged: counts 0 for now.
    Pending {
        /// Its points.
        points: Points,
    },
    /// What is left of a level's points for those below it that print none.
    Rest {
        /// The points left.
        points: Points,
        /// What they come to.
        score: Points,
    },
    /// The scores of the children, in order, with what they add up to.
    Children {
        /// Each child's score, weighted where it has a weight.
        scores: Vec<Points>,
        /// The sum.
        result: Points,
    },
    /// A child's score times its weight.
    Weighted {
        /// The child's id.
        id: String,
        /// Its score.
        score: Points,
        /// Its weight.
        weight: Points,
        /// The product.
        result: Points,
    },
    /// A stated floor or ceiling took effect.
    Clamped {
        /// The sum.
        before: Points,
        /// The limit.
        after: Points,
    },
    /// The final score is rounded, once.
    Rounded {
        /// The exact score.
        before: Points,
        /// The final one.
        after: Points,
        /// Places it is rounded to.
        decimals: u32,
    },
    /// The score of an indicator.
    Score {
        /// The score.
        score: Points,
        /// Its points.
        points: Option<Points>,
    },
    /// 缺项换算.
    Rescaled {
        /// Points obtained.
        obtained: Points,
        /// Points that apply.
        applicable: Points,
        /// What they are converted to.
        to: Points,
        /// The result, rounded.
        result: Points,
    },
    /// 按平均分: what does not apply, at the rate of what does.
    Averaged {
        /// Points that do not apply.
        points: Points,
        /// Points obtained of those that do.
        obtained: Points,
        /// Points that apply.
        applicable: Points,
        /// The result, rounded.
        result: Points,
    },
    /// 缺项换算 where nothing applies to the unit: there is no score.
    NothingApplies,
    /// A factor on the base.
    Factor {
        /// The option's name.
        name: String,
        /// The base before it.
        base: Points,
        /// The factor.
        factor: Points,
        /// The product.
        result: Points,
    },
    /// Direct deductions, before and after the limit of all together.
    Direct {
        /// Their sum.
        before: Points,
        /// What is taken.
        after: Points,
    },
    /// The bonus, after and before the total cap.
    Bonus {
        /// The sum before the cap.
        before: Points,
        /// What counts.
        after: Points,
    },
    /// The final score before any veto.
    Final {
        /// The score.
        score: Points,
        /// Something is still open: the score may change.
        is_so_far: bool,
    },
    /// A factor nobody has chosen yet: counts 1 for now.
    FactorOpen {
        /// Its number.
        no: String,
    },
    /// A veto took effect.
    Veto {
        /// Its number.
        no: String,
        /// What the document calls it, where not as usual.
        called: Option<String>,
        /// What it does.
        effect: VetoEffect,
        /// The grade afterwards.
        grade: Option<String>,
    },
    /// The score falls between two bands, and no reading says which one it belongs to.
    BetweenGrades {
        /// The grade below.
        lower: String,
        /// The grade above.
        upper: String,
    },
    /// The final score converted to another assessment.
    Outward {
        /// What the other one is called.
        name: String,
        /// The final score.
        score: Points,
        /// What it is out of.
        points: Points,
        /// Full marks there.
        full: Points,
        /// Places it is rounded to.
        decimals: u32,
        /// The result, rounded.
        result: Points,
    },
}
