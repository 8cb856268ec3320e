//! The whole: base, direct deductions, bonus, veto, grade.

use super::{IndicatorScore, Progress, Scorecard, Step, indicator};
use crate::points::Points;
use crate::rubric::{
    ClauseIndex, Effect, IndicatorIndex, IndicatorKind, NotApplicable, Rubric, VetoEffect,
};
use crate::session::Session;

/// The result of the whole session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// 得分: the final score, provisional while something is open; `None` for a checklist.
    pub score: Option<Points>,
    /// The final score had no veto applied.
    pub score_before_veto: Option<Points>,
    /// The sum of the top level, after factor and conversion.
    pub base: Option<Points>,
    /// 扣分: what items lost, direct deductions apart.
    pub deducted: Points,
    /// 待评: points of open judged items and open requirements.
    pub pending: Points,
    /// The lowest score still possible.
    pub lowest: Option<Points>,
    /// The highest score still possible.
    pub highest: Option<Points>,
    /// Clauses whose worst case is not guessed in `lowest`: open ★ clauses.
    pub unguessed: Vec<ClauseIndex>,
    /// Whether a veto condition holds.
    pub vetoed: bool,
    /// Marks set by vetoes (否决).
    pub flags: Vec<String>,
    /// 等次; `None` where the rubric has none and no veto forces one.
    pub grade: Option<String>,
    /// How much is recorded.
    pub progress: Progress,
    /// 完成率 of a checklist.
    pub completion: Option<Completion>,
    /// 元: amounts of money, apart from the score.
    pub fines: Points,
    /// How the final score came about.
    pub steps: Vec<Step>,
}

/// 完成率: done of those that apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Tasks that are done.
    pub done: u32,
    /// Tasks that apply.
    pub tasks: u32,
}

impl Completion {
    /// The rate in percent, rounded half away from zero; 0 where no task applies.
    #[must_use]
    pub fn percent(self, decimals: u32) -> Points {
        (Points::from(self.done) * Points::HUNDRED).divided(Points::from(self.tasks), decimals)
    }

    fn of(progress: Progress) -> Option<Self> {
        let Progress { tasks_done, tasks, .. } = progress;
        (tasks > 0).then_some(Self { done: tasks_done, tasks })
    }
}

/// The completion rate of each assessing office, in the order they first appear.
#[must_use]
pub fn completion_by_office<'a>(
    rubric: &'a Rubric,
    card: &Scorecard,
) -> Vec<(Option<&'a str>, Completion)> {
    let mut offices: Vec<(Option<&str>, Progress)> = Vec::new();
    for index in (0..rubric.indicators().len()).map(IndicatorIndex) {
        if rubric.indicator(index).kind != IndicatorKind::Task {
            continue;
        }
        let office = rubric.office_of(index);
        let place = offices.iter().position(|(known, _)| *known == office);
        let place = place.unwrap_or_else(|| {
            offices.push((office, Progress::default()));
            offices.len() - 1
        });
        offices[place].1.add(card.indicators[index.0].progress);
    }
    let rates = offices.into_iter().map(|(office, progress)| {
        (office, Completion { done: progress.tasks_done, tasks: progress.tasks })
    });
    rates.collect()
}

pub(super) fn total(rubric: &Rubric, session: &Session, card: &Scorecard) -> Total {
    let mut sum = IndicatorScore::default();
    let top: Vec<IndicatorIndex> = rubric.top().collect();
    indicator::sum_into(rubric, card, &top, &mut sum);
    let mut total = Total {
        deducted: sum.deducted,
        pending: sum.pending,
        progress: sum.progress,
        completion: Completion::of(sum.progress),
        unguessed: open_stars(rubric, card),
        fines: fines(rubric, card),
        ..Total::default()
    };
    if sum.score.is_some() {
        points(rubric, session, card, sum, &mut total);
    }
    veto(rubric, card, &mut total);
    total
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
    let base = converted.base(score, &mut total.steps);
    let finish = |base: Points| {
        let score = base - card.direct.amount + card.bonus.amount;
        let score = rubric.head.floor.map_or(score, |floor| score.max(floor));
        rubric.head.ceiling.map_or(score, |ceiling| score.min(ceiling))
    };
    if !card.direct.amount.is_zero() {
        total.steps.push(Step::Direct { amount: card.direct.amount });
    }
    if !card.bonus.before_cap.is_zero() {
        let (before, after) = (card.bonus.before_cap, card.bonus.amount);
        total.steps.push(Step::Bonus { before, after });
    }
    let unlimited = base - card.direct.amount + card.bonus.amount;
    let score = finish(base);
    if score != unlimited {
        total.steps.push(Step::Clamped { before: unlimited, after: score });
    }
    total.steps.push(Step::Final { score });
    total.base = Some(base);
    total.score = Some(score);
    total.score_before_veto = Some(score);
    total.lowest = Some(finish(converted.base(sum.lowest, &mut Vec::new())));
    total.highest = Some(finish(converted.base(sum.highest, &mut Vec::new())));
    total.grade = grade(rubric, score);
}

/// What happens to the sum of the top level before anything is added or taken.
struct Conversion<'a> {
    factors: Vec<(&'a str, Points)>,
    rescale: Option<(Points, Points, u32)>,
}

impl<'a> Conversion<'a> {
    fn new(rubric: &'a Rubric, session: &Session, applicable: Points) -> Self {
        let chosen = rubric.factors.iter().filter_map(|factor| {
            let name = session.factors.get(&factor.no)?;
            factor.options.iter().find(|(option, _)| option == name)
        });
        let factors = chosen.map(|(name, factor)| (name.as_str(), *factor)).collect();
        let rescale = match rubric.head.not_applicable {
            NotApplicable::Rescale { to, decimals } if !applicable.is_zero() => {
                Some((applicable, to, decimals))
            }
            _ => None,
        };
        Self { factors, rescale }
    }

    fn base(&self, sum: Points, steps: &mut Vec<Step>) -> Points {
        let mut base = sum;
        for (name, factor) in &self.factors {
            let result = base * *factor;
            let name = (*name).to_owned();
            steps.push(Step::Factor { name, base, factor: *factor, result });
            base = result;
        }
        if let Some((applicable, to, decimals)) = self.rescale {
            let result = (base * to).divided(applicable, decimals);
            steps.push(Step::Rescaled { obtained: base, applicable, to, result });
            base = result;
        }
        base
    }
}

/// The grade of a final score; `None` where the rubric has no grades.
fn grade(rubric: &Rubric, score: Points) -> Option<String> {
    let band = rubric.grades.iter().find(|grade| score >= grade.from);
    band.or(rubric.grades.last()).map(|grade| grade.name.clone())
}

/// What the vetoes that hold do: a score of their own wins over everything else.
fn veto(rubric: &Rubric, card: &Scorecard, total: &mut Total) {
    let holding = rubric.vetoes.iter().zip(&card.vetoes).filter(|(_, result)| result.holds);
    for (veto, _) in holding {
        total.vetoed = true;
        match &veto.effect {
            VetoEffect::Score(score) if total.score.is_some() => {
                total.score = Some(*score);
                (total.lowest, total.highest) = (Some(*score), Some(*score));
                total.grade = grade(rubric, *score);
            }
            VetoEffect::Score(_) => {}
            VetoEffect::Grade(name) => total.grade = Some(name.clone()),
            VetoEffect::Flag(mark) => {
                if !total.flags.contains(mark) {
                    total.flags.push(mark.clone());
                }
            }
            VetoEffect::Bars(name) => total.grade = barred(rubric, total.grade.take(), name),
        }
        let score = total.score.unwrap_or_default();
        total.steps.push(Step::Veto { no: veto.no.clone(), score });
    }
}

/// The grade when `barred` and everything above it cannot be given.
fn barred(rubric: &Rubric, grade: Option<String>, barred: &str) -> Option<String> {
    let place = |name: &str| rubric.grades.iter().position(|grade| grade.name == name);
    let limit = place(barred)?;
    match grade.as_deref().and_then(place) {
        Some(held) if held <= limit => rubric.grades.get(limit + 1).map(|grade| grade.name.clone()),
        _ => grade,
    }
}

/// Open ★ clauses: they may pass every cap, so their worst case is named, not guessed.
fn open_stars(rubric: &Rubric, card: &Scorecard) -> Vec<ClauseIndex> {
    let open =
        rubric.clauses().iter().zip(&card.clauses).enumerate().filter(|(_, (clause, result))| {
            clause.star && !clause.repeated && result.mark == super::Mark::Open
        });
    open.map(|(place, _)| ClauseIndex(place)).collect()
}

fn fines(rubric: &Rubric, card: &Scorecard) -> Points {
    let both = rubric.clauses().iter().zip(&card.clauses);
    both.filter(|(clause, _)| clause.effect == Effect::Fine).map(|(_, result)| result.amount).sum()
}
