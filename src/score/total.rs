//! The whole: base, direct deductions, bonus, veto, grade.

use super::factors::Factors;
use super::veto::{self, grade};
use super::{IndicatorScore, Mark, Progress, Scorecard, Step, indicator, outward};
use crate::points::Points;
use crate::rubric::{ClauseIndex, Effect, Home, IndicatorIndex, IndicatorKind, Rubric, VetoEffect};
use crate::session::Session;

/// The result of the whole session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// 得分: the final score, provisional while something is open; `None` for a checklist, and
    /// where nothing applies.
    pub score: Option<Points>,
    /// What the final score would be had no veto been applied.
    pub score_before_veto: Option<Points>,
    /// What the score is out of: the printed total, with the points that are others for this
    /// unit, or what 缺项换算 converts to; `None` where the rubric has no total.
    pub points: Option<Points>,
    /// What does not apply leaves the points, and nothing applies to the unit: there is no score,
    /// no grade and no rank.
    pub nothing_applies: bool,
    /// 缺项换算: the sum of the top level before factor and conversion, and the points that apply;
    /// `None` where nothing is converted.
    pub converted: Option<Converted>,
    /// The sum of the top level, after factor and conversion.
    pub base: Option<Points>,
    /// 扣分: what items lost, direct deductions apart.
    pub deducted: Points,
    /// 加分 inside items, the bonus apart.
    pub added: Points,
    /// 待评: points of open judged items and open requirements.
    pub pending: Points,
    /// The lowest score still possible.
    pub lowest: Option<Points>,
    /// The highest score still possible.
    pub highest: Option<Points>,
    /// Open clauses that `lowest` and `highest` do not guess: ★, and what has no bound and
    /// stands under no cap and no points (deductions), or under no cap (additions).
    pub unguessed: Vec<ClauseIndex>,
    /// Whether a veto condition holds; one that only bars a grade or lowers it is none.
    pub vetoed: bool,
    /// What the document calls the vetoes that hold, each once; `None` stands for the usual word.
    pub vetoed_as: Vec<Option<String>>,
    /// A veto sets the score, so no bonus is added.
    pub drops_bonus: bool,
    /// Marks set by vetoes (否决).
    pub flags: Vec<String>,
    /// 等次; `None` where the rubric has none and no veto forces one.
    pub grade: Option<String>,
    /// The grades below and above a score that falls between their bands: it has no grade.
    pub between_grades: Option<(String, String)>,
    /// What vetoes do to a grade that the rubric does not name (不得评为优秀, 降低一个等次):
    /// said beside the result.
    pub beside_grade: Vec<VetoEffect>,
    /// What the final score is worth in another assessment, where the rubric says so.
    pub outward: Option<Points>,
    /// How much is recorded.
    pub progress: Progress,
    /// 完成率 of a checklist.
    pub completion: Option<Completion>,
    /// 元: amounts of money, apart from the score.
    pub fines: Points,
    /// How the final score came about.
    pub steps: Vec<Step>,
}

/// 缺项换算: what is converted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// The points obtained.
    pub obtained: Points,
    /// The points that apply.
    pub applicable: Points,
}

/// 完成率: done of those that apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Tasks that are done.
    pub done: u32,
    /// Tasks that apply.
    pub tasks: u32,
}

impl Total {
    /// 得分率 in percent (see [`Points::percent_of`]); none without a score or points.
    #[must_use]
    pub fn rate(&self, decimals: u32) -> Option<Points> {
        let points = self.points.filter(|points| !points.is_zero())?;
        Some(self.score?.percent_of(points, decimals))
    }
}

impl Total {
    /// Whether units are scored by points, also where nothing applies to this one; a checklist
    /// is not.
    #[must_use]
    pub fn is_of_points(&self) -> bool {
        self.score.is_some() || self.nothing_applies
    }

    /// The whole as the parts are shown; `hidden` is what limits keep from being deducted.
    #[must_use]
    pub fn as_part(&self, hidden: Points) -> IndicatorScore {
        IndicatorScore {
            score: self.score,
            points: self.points,
            progress: self.progress,
            deducted: self.deducted,
            deducted_before_cap: self.deducted + hidden,
            added: self.added,
            ..IndicatorScore::default()
        }
    }
}

impl Completion {
    /// The rate in percent (see [`Points::percent_of`]); 0 where no task applies.
    #[must_use]
    pub fn percent(self, decimals: u32) -> Points {
        Points::from(self.done).percent_of(Points::from(self.tasks), decimals)
    }

    /// What it can still become: everything that is open is done.
    #[must_use]
    pub fn at_best(progress: Progress) -> Option<Self> {
        let now = Self::of(progress)?;
        Some(Self { done: now.tasks.min(now.done + progress.open), ..now })
    }

    /// That of a part with this progress; none where no task in it applies.
    #[must_use]
    pub fn of(progress: Progress) -> Option<Self> {
        let Progress { tasks_done, tasks, .. } = progress;
        (tasks > 0).then_some(Self { done: tasks_done, tasks })
    }
}

/// The tasks of each assessing office, in the order the offices first appear.
#[must_use]
pub fn tasks_by_office(rubric: &Rubric) -> Vec<(Option<&str>, Vec<IndicatorIndex>)> {
    let mut offices: Vec<(Option<&str>, Vec<IndicatorIndex>)> = Vec::new();
    for index in (0..rubric.indicators().len()).map(IndicatorIndex) {
        if rubric.indicator(index).kind != IndicatorKind::Task {
            continue;
        }
        let office = rubric.office_of(index);
        let place = offices.iter().position(|(known, _)| *known == office);
        let place = place.unwrap_or_else(|| {
            offices.push((office, Vec::new()));
            offices.len() - 1
        });
        offices[place].1.push(index);
    }
    offices
}

/// The completion rate of tasks; none where none of them applies.
#[must_use]
pub fn completion_of(tasks: &[IndicatorIndex], card: &Scorecard) -> Option<Completion> {
    let mut progress = Progress::default();
    for index in tasks {
        progress.add(card.indicators[index.0].progress);
    }
    Completion::of(progress)
}

/// The completion rate of each assessing office that has tasks which apply.
#[must_use]
pub fn completion_by_office<'a>(
    rubric: &'a Rubric,
    card: &Scorecard,
) -> Vec<(Option<&'a str>, Completion)> {
    let rate = |(office, tasks): (_, Vec<_>)| Some((office, completion_of(&tasks, card)?));
    tasks_by_office(rubric).into_iter().filter_map(rate).collect()
}

/// The completion rate of each project: the sections at the top that hold tasks, in order.
#[must_use]
pub fn completion_by_section(
    rubric: &Rubric,
    card: &Scorecard,
) -> Vec<(IndicatorIndex, Completion)> {
    let rate = |index: IndicatorIndex| Completion::of(card.indicators[index.0].progress);
    rubric.top().filter_map(|index| Some((index, rate(index)?))).collect()
}

pub(super) fn total(rubric: &Rubric, session: &Session, card: &Scorecard) -> Total {
    let mut total =
        Total { unguessed: unguessed(rubric, card), ..before_veto(rubric, session, card) };
    veto::apply(rubric, card, &mut total);
    outward::convert(rubric, &mut total);
    total
}

/// The whole as far as no veto changes it, without what is not guessed.
pub(super) fn before_veto(rubric: &Rubric, session: &Session, card: &Scorecard) -> Total {
    let mut sum = IndicatorScore::default();
    let top: Vec<IndicatorIndex> = rubric.top().collect();
    indicator::sum_into(rubric, card, &top, &mut sum);
    let mut total = Total {
        deducted: sum.deducted,
        added: sum.added,
        pending: sum.pending,
        progress: sum.progress,
        completion: Completion::of(sum.progress),
        points: out_of(rubric, card, &top),
        fines: sum.fines,
        ..Total::default()
    };
    if nothing_applies(rubric, card, &sum) {
        total.nothing_applies = true;
        total.steps = vec![Step::NothingApplies];
    } else if sum.score.is_some() || rubric.gives_points() {
        points(rubric, session, card, sum, &mut total);
    }
    total
}

/// Whether there are points, and none of them is left.
fn nothing_applies(rubric: &Rubric, card: &Scorecard, sum: &IndicatorScore) -> bool {
    if !rubric.leaves_points(None) || !sum.applicable.is_zero() {
        return false;
    }
    let in_document = |index: IndicatorIndex| card.indicators[index.0].in_document;
    let has_points = |index| in_document(index).is_some_and(|points| !points.is_zero());
    let is_scored = |index| rubric.is_scored(index);
    sum.score.is_none() && rubric.top().any(is_scored)
        || rubric.top().any(|index| is_scored(index) && has_points(index))
}

fn out_of(rubric: &Rubric, card: &Scorecard, top: &[IndicatorIndex]) -> Option<Points> {
    let total = rubric.head.total?;
    let rescaled = rubric.rescales().map(|(to, _)| to);
    Some(rescaled.unwrap_or_else(|| total + indicator::for_this_unit(rubric, card, top)))
}

/// From the top level to the score before any veto.
fn points(
    rubric: &Rubric,
    session: &Session,
    card: &Scorecard,
    mut sum: IndicatorScore,
    total: &mut Total,
) {
    total.steps.append(&mut sum.steps);
    let score = sum.score.unwrap_or_default();
    let converted = Conversion::new(rubric, session, sum.applicable);
    total.converted =
        converted.rescale.map(|(applicable, ..)| Converted { obtained: score, applicable });
    let base = converted.base(score, &mut total.steps);
    let finish = |base: Points| {
        let score = base - card.direct.amount + card.bonus.amount;
        let score = rubric.head.floor.map_or(score, |floor| score.max(floor));
        rubric.head.ceiling.map_or(score, |ceiling| score.min(ceiling))
    };
    let decimals = rubric.head.decimals;
    let rounded = |base: Points| finish(base).rounded(decimals);
    if !card.direct.before.is_zero() {
        let (before, after) = (card.direct.before, card.direct.amount);
        total.steps.push(Step::Direct { before, after });
    }
    if !card.bonus.before_cap.is_zero() {
        let (before, after) = (card.bonus.before_cap, card.bonus.amount);
        total.steps.push(Step::Bonus { before, after });
    }
    let unlimited = base - card.direct.amount + card.bonus.amount;
    let (before, score) = (finish(base), rounded(base));
    if before != unlimited {
        total.steps.push(Step::Clamped { before: unlimited, after: before });
    }
    if score != before {
        total.steps.push(Step::Rounded { before, after: score, decimals });
    }
    total.steps.push(Step::Final { score, is_so_far: sum.progress.open > 0 });
    total.base = Some(base);
    total.score = Some(score);
    total.score_before_veto = Some(score);
    total.lowest = Some(rounded(converted.bound(sum.lowest, Points::min)));
    total.highest = Some(rounded(converted.bound(sum.highest, Points::max)));
    grade(rubric, score, total);
}

/// What happens to the sum of the top level before anything is added or taken.
struct Conversion<'a> {
    factors: Factors<'a>,
    rescale: Option<(Points, Points, u32)>,
}

impl<'a> Conversion<'a> {
    fn new(rubric: &'a Rubric, session: &Session, applicable: Points) -> Self {
        let rescale = rubric.rescales().filter(|_| !applicable.is_zero());
        let rescale = rescale.map(|(to, decimals)| (applicable, to, decimals));
        Self { factors: Factors::on(rubric, session, None), rescale }
    }

    fn base(&self, sum: Points, steps: &mut Vec<Step>) -> Points {
        let base = self.factors.times(sum, steps);
        let Some((applicable, to, decimals)) = self.rescale else { return base };
        let result = rescaled(base, applicable, to, decimals);
        steps.push(Step::Rescaled { obtained: base, applicable, to, result });
        result
    }

    /// The lowest or highest base that can still come of a sum.
    fn bound(&self, sum: Points, pick: fn(Points, Points) -> Points) -> Points {
        let base = self.factors.bound(sum, pick);
        self.rescale
            .map_or(base, |(applicable, to, decimals)| rescaled(base, applicable, to, decimals))
    }
}

fn rescaled(base: Points, applicable: Points, to: Points, decimals: u32) -> Points {
    (base * to).divided(applicable, decimals)
}

/// Open clauses whose worst (or best) case has no bound: named, not guessed.
fn unguessed(rubric: &Rubric, card: &Scorecard) -> Vec<ClauseIndex> {
    let both = rubric.clauses().iter().zip(&card.clauses).enumerate();
    let open = both.filter(|(_, (clause, result))| {
        let is_open = result.mark == Mark::Open && !clause.repeated;
        is_open && (clause.passes_item() || result.worst.is_none())
    });
    let named = open.filter(|(place, (clause, _))| {
        let Home::Item(item) = clause.home else { return false };
        let capped = || {
            let mut around = rubric.groups_around(ClauseIndex(*place));
            around.any(|group| rubric.group(group).cap.is_some())
        };
        let in_points = rubric.carrier_of(item).is_some();
        match clause.effect {
            Effect::Deduct => {
                clause.passes_item() || !(in_points || clause.takes_whole_item() || capped())
            }
            Effect::Add => !capped(),
            Effect::Earn => !(in_points || capped()),
            Effect::Fine => false,
        }
    });
    named.map(|(place, _)| ClauseIndex(place)).collect()
}
