//! The second calculation: slow and plain, as 考核细则的写法 says, sharing nothing with the first.

mod clause;
mod ledgers;

use super::document::{
    Amount, Clause, Content, Document, Effect, Gap, Group, Member, Part, Record, Rule, Scope,
    VetoEffect,
};
use super::exact::Exact;
use super::yaml;
use clause::worth;

/// What a document comes to.
#[derive(Debug)]
pub(super) struct Result {
    /// 最后得分; none where nothing applies.
    pub score: Option<Exact>,
    pub before_veto: Option<Exact>,
    pub bonus: Exact,
    pub direct: Exact,
    pub grade: Option<String>,
    /// What it is in another assessment.
    pub outward: Option<Exact>,
    /// What each part scored, in the order of the document; none where nothing of it applies.
    pub parts: Vec<(String, Option<Exact>)>,
}

pub(super) fn reckon(document: &Document) -> Result {
    let mut parts = Vec::new();
    let top = sum(document, &document.parts, false, &mut parts);
    let bonus = ledgers::bonus(document, &document.bonus);
    let direct = ledgers::direct(document);
    let mut base = top.score;
    for factor in &document.factors {
        if let Some(chosen) = factor.chosen {
            base = base * factor.options[chosen];
        }
    }
    let mut applies = true;
    if let Some((to, decimals)) = document.rescale {
        applies = !top.applicable.is_zero();
        if applies {
            base = (base * to).by(top.applicable).rounded(decimals);
        }
    }
    let limited = within(base - direct + bonus, document.floor, document.ceiling);
    let before_veto = limited.rounded(document.decimals);
    let mut result = Result {
        score: applies.then_some(before_veto),
        before_veto: applies.then_some(before_veto),
        bonus,
        direct,
        grade: None,
        outward: None,
        parts,
    };
    if applies {
        veto(document, before_veto, &mut result);
    }
    let total = document.rescale.map_or(yaml::total(&document.parts), |(to, _)| to);
    if let (Some((full, places)), Some(score)) = (document.outward, result.score) {
        result.outward = Some((score * full).by(total).rounded(places));
    }
    result
}

fn within(score: Exact, floor: Option<Exact>, ceiling: Option<Exact>) -> Exact {
    let score = floor.map_or(score, |floor| score.max(floor));
    ceiling.map_or(score, |ceiling| score.min(ceiling))
}

fn name(document: &Document, grade: usize) -> String {
    document.grades[grade].name.clone()
}

/// The grade a score falls into; none between two of them that leave a gap.
fn grade(document: &Document, score: Exact) -> Option<usize> {
    let Some(found) = document.grades.iter().position(|grade| score >= grade.from) else {
        let lowest = document.grades.len().checked_sub(1)?;
        return (document.grades[lowest].from <= Exact::ZERO).then_some(lowest);
    };
    let grade = &document.grades[found];
    if found == 0 || grade.to.is_none_or(|to| score <= to) {
        return Some(found);
    }
    grade.gap.map(|gap| if gap == Gap::Own { found } else { found - 1 })
}

/// 先看得分、再看定等次和不得评优的，降低等次的最后算。
fn veto(document: &Document, before: Exact, result: &mut Result) {
    let holding: Vec<&VetoEffect> = document
        .vetoes
        .iter()
        .filter(|veto| veto.counted >= veto.at_least && applies(document, &veto.scope))
        .map(|veto| &veto.effect)
        .collect();
    let scores = holding.iter().filter_map(|effect| match effect {
        VetoEffect::Score(score) => Some(*score),
        _ => None,
    });
    let forced = scores.reduce(Exact::min);
    if let Some(score) = forced {
        result.score = Some(score);
        result.bonus = Exact::ZERO;
    }
    let mut held = grade(document, forced.unwrap_or(before));
    for effect in &holding {
        held = match (effect, held) {
            (VetoEffect::Grade(grade), Some(now)) => Some(now.max(*grade)),
            (VetoEffect::Grade(grade), None) => Some(*grade),
            (VetoEffect::Bars(grade), Some(now)) if now <= *grade => {
                Some(grade + 1).filter(|next| *next < document.grades.len())
            }
            (_, held) => held,
        };
    }
    for effect in holding {
        if let (VetoEffect::Down(by), Some(now)) = (effect, held) {
            held = Some((now + by).min(document.grades.len() - 1));
        }
    }
    result.grade = held.map(|grade| name(document, grade));
}

/// What a part scored, and of how many points that apply.
#[derive(Clone, Copy)]
struct Scored {
    score: Exact,
    applicable: Exact,
    /// Nothing of it applies.
    nothing: bool,
}

fn applies(document: &Document, scope: &Scope) -> bool {
    let held = |tags: &[&str]| tags.iter().any(|tag| document.tags.contains(tag));
    (scope.only.is_empty() || held(&scope.only)) && !held(&scope.except)
}

fn sum(
    document: &Document,
    parts: &[Part],
    left_out: bool,
    scores: &mut Vec<(String, Option<Exact>)>,
) -> Scored {
    let mut all = Scored { score: Exact::ZERO, applicable: Exact::ZERO, nothing: true };
    for part in parts {
        let of_part = self::part(document, part, left_out, scores);
        let weight = part.weight.unwrap_or(Exact::ONE);
        all.score = all.score + of_part.score * weight;
        all.applicable = all.applicable + of_part.applicable * weight;
        all.nothing &= of_part.nothing;
    }
    all
}

/// Whether it and everything below it prints no points, so that a level above carries it.
fn passes_on(part: &Part) -> bool {
    let below = match &part.content {
        Content::Parts(parts) => parts.iter().all(passes_on),
        Content::Members(_) => true,
        Content::Judged(_) => false,
    };
    part.points.is_none() && below
}

fn part(
    document: &Document,
    part: &Part,
    above: bool,
    scores: &mut Vec<(String, Option<Exact>)>,
) -> Scored {
    let left_out = above || part.left_out || !applies(document, &part.scope);
    let place = scores.len();
    scores.push((part.id.clone(), None));
    let mut result = match &part.content {
        Content::Parts(parts) if part.points.is_some() && parts.iter().any(passes_on) => {
            // It is the sum of what prints points, and carries the others with what is left.
            let (carried, printed): (Vec<Part>, Vec<Part>) =
                parts.iter().cloned().partition(passes_on);
            let mut tally = Tally::default();
            for part in &carried {
                gather(document, part, left_out, &mut tally);
            }
            let own = yaml::printed(part) - yaml::total(&printed);
            let (own, printed) =
                (from_points(document, own, &tally), sum(document, &printed, left_out, scores));
            Scored {
                score: own.score + printed.score,
                applicable: own.applicable + printed.applicable,
                nothing: own.nothing && printed.nothing,
            }
        }
        Content::Parts(parts) => sum(document, parts, left_out, scores),
        Content::Members(members) => {
            let mut tally = Tally::default();
            add_up(document, members, left_out, &mut tally);
            from_points(document, part.points.unwrap_or(Exact::ZERO), &tally)
        }
        Content::Judged(award) => {
            let full = part.points.unwrap_or(Exact::ZERO);
            let kept = if document.rescale.is_some() { Exact::ZERO } else { full };
            if left_out {
                Scored { score: kept, applicable: kept, nothing: true }
            } else {
                let score = award.unwrap_or(Exact::ZERO);
                Scored { score, applicable: full, nothing: false }
            }
        }
    };
    result.score = within(result.score, part.floor, part.ceiling);
    // 缺项换算: where nothing applies there is no score.
    let is_scored = document.rescale.is_none() || !result.nothing;
    scores[place].1 = is_scored.then_some(result.score);
    result
}

/// The clauses of everything below a part that carries the points of all of them.
fn gather(document: &Document, part: &Part, above: bool, tally: &mut Tally) {
    let left_out = above || part.left_out || !applies(document, &part.scope);
    match &part.content {
        Content::Parts(parts) => {
            for part in parts {
                gather(document, part, left_out, tally);
            }
        }
        Content::Members(members) => add_up(document, members, left_out, tally),
        Content::Judged(_) => unreachable!("what is judged has points"),
    }
}

/// What the clauses of an item come to.
#[derive(Default)]
struct Tally {
    deducted: Sum,
    starred: Sum,
    added: Sum,
    earned: Sum,
    /// What all requirements are worth, and those that apply.
    in_full: Sum,
    applicable: Sum,
    earns: bool,
    all: bool,
    clauses: usize,
    left_out: usize,
}

/// An exact number that begins at zero.
struct Sum(Exact);

impl Default for Sum {
    fn default() -> Self {
        Self(Exact::ZERO)
    }
}

impl Sum {
    fn add(&mut self, more: Exact) {
        self.0 = self.0 + more;
    }
}

fn from_points(document: &Document, points: Exact, tally: &Tally) -> Scored {
    if tally.clauses > 0 && tally.clauses == tally.left_out {
        let kept = if document.rescale.is_some() { Exact::ZERO } else { points };
        return Scored { score: kept, applicable: kept, nothing: true };
    }
    let start = if tally.earns { tally.earned.0.min(points) } else { points };
    let ordinary = if tally.all { start } else { tally.deducted.0.min(start) };
    let score = start - ordinary - tally.starred.0 + tally.added.0;
    // 缺项换算: what cannot be earned here leaves the points.
    let gone = tally.in_full.0.min(points) - tally.applicable.0.min(points);
    let gone = if document.rescale.is_some() { gone } else { Exact::ZERO };
    Scored { score, applicable: points - gone, nothing: false }
}

fn add_up(document: &Document, members: &[Member], left_out: bool, tally: &mut Tally) {
    for member in members {
        match member {
            Member::One(clause) => one(document, clause, left_out, tally),
            Member::Several(group) => several(document, group, left_out, tally),
        }
    }
}

fn one(document: &Document, clause: &Clause, left_out: bool, tally: &mut Tally) {
    if clause.repeated {
        return;
    }
    tally.clauses += 1;
    let left_out =
        left_out || matches!(clause.record, Record::LeftOut) || !applies(document, &clause.scope);
    tally.earns |= clause.effect == Effect::Earn;
    if clause.effect == Effect::Earn {
        tally.in_full.add(in_full(clause));
    }
    if left_out {
        tally.left_out += 1;
        // 视同满分: what does not apply counts as met.
        if clause.effect == Effect::Earn && document.rescale.is_none() {
            tally.earned.add(in_full(clause));
        }
        return;
    }
    if clause.effect == Effect::Earn {
        tally.applicable.add(in_full(clause));
    }
    if matches!(clause.amount, Amount::All) {
        let times = match clause.record {
            Record::Hit => 1,
            Record::Count(count) => count,
            _ => 0,
        };
        tally.all |= times > 0;
        // What is deducted beyond it passes the points, as ★ does.
        let beyond = clause.beyond.unwrap_or(Exact::ZERO) * Exact::whole(times);
        tally.starred.add(clause.max.map_or(beyond, |max| beyond.min(max)));
        return;
    }
    let amount = worth(document, clause);
    match clause.effect {
        Effect::Deduct if clause.star => tally.starred.add(amount),
        Effect::Deduct => tally.deducted.add(amount),
        Effect::Add => tally.added.add(amount),
        Effect::Earn => tally.earned.add(amount),
    }
}

fn several(document: &Document, group: &Group, left_out: bool, tally: &mut Tally) {
    let mut sums = Vec::new();
    for member in &group.members {
        let mut inner = Tally::default();
        add_up(document, std::slice::from_ref(member), left_out, &mut inner);
        tally.clauses += inner.clauses;
        tally.left_out += inner.left_out;
        tally.earns |= inner.earns;
        sums.push([
            inner.deducted.0,
            inner.added.0,
            inner.earned.0,
            inner.in_full.0,
            inner.applicable.0,
        ]);
    }
    let of = |which: usize| {
        let each = sums.iter().map(|sums| sums[which]);
        let all = if group.best { each.fold(Exact::ZERO, Exact::max) } else { each.sum() };
        group.cap.map_or(all, |cap| all.min(cap))
    };
    tally.deducted.add(of(0));
    tally.added.add(of(1));
    tally.earned.add(of(2));
    tally.in_full.add(of(3));
    tally.applicable.add(of(4));
}

/// What a requirement that is met in full is worth.
fn in_full(clause: &Clause) -> Exact {
    let most = match &clause.amount {
        Amount::Fixed(amount) | Amount::Full(amount) => *amount,
        Amount::Range(_, to) => *to,
        Amount::Levels(levels) => levels.iter().copied().fold(Exact::ZERO, Exact::max),
        Amount::All => Exact::ZERO,
    };
    let all = match &clause.rule {
        Rule::Required(required) => required.iter().copied().sum::<Exact>() * most,
        _ => most,
    };
    clause.max.map_or(all, |max| all.min(max))
}
