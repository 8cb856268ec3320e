//! What one clause of an item comes to.

use crate::second::document::{Amount, Clause, Document, Effect, Record, Rule};
use crate::second::exact::Exact;

/// What a clause comes to, within its own limit.
pub(super) fn worth(document: &Document, clause: &Clause) -> Exact {
    let amount = unlimited(document, clause);
    clause.max.map_or(amount, |max| amount.min(max))
}

fn unlimited(document: &Document, clause: &Clause) -> Exact {
    let printed = match &clause.amount {
        Amount::Fixed(amount) | Amount::Full(amount) => *amount,
        _ => Exact::ZERO,
    };
    match &clause.record {
        // 符合要求: what is demanded is there.
        Record::Met if clause.effect == Effect::Earn => super::in_full(clause),
        Record::Open | Record::Met | Record::LeftOut => Exact::ZERO,
        Record::Hit => printed,
        Record::Count(count) => printed * missing(clause, Exact::whole(*count)),
        Record::Findings(findings) => findings
            .iter()
            .map(|finding| {
                let each = match (&clause.amount, finding.amount, finding.level) {
                    (_, Some(amount), _) => amount,
                    (Amount::Levels(levels), _, Some(level)) => levels[level],
                    _ => printed,
                };
                Exact::whole(finding.count) * each * finding.share.unwrap_or(Exact::ONE)
            })
            .sum(),
        Record::Level(level) => match &clause.amount {
            Amount::Levels(levels) => levels[*level],
            _ => Exact::ZERO,
        },
        Record::Amount(amount) => *amount,
        Record::Actual(_) | Record::Ratio(..) | Record::Years { .. } | Record::Score(_) => {
            measured(document, clause, printed)
        }
    }
}

/// A count of what is required is how many are missing, for what is deducted.
fn missing(clause: &Clause, count: Exact) -> Exact {
    match (&clause.rule, clause.effect) {
        (Rule::Required(required), Effect::Earn) => count.min(required[0]),
        _ => count,
    }
}

fn measured(document: &Document, clause: &Clause, amount: Exact) -> Exact {
    let figure = match &clause.record {
        Record::Actual(numbers) => numbers[0],
        Record::Ratio(part, whole) => Exact::new(*part * 100, *whole),
        Record::Years { actual, .. } => *actual,
        Record::Score(score) => *score,
        _ => unreachable!("nothing is measured"),
    };
    match &clause.rule {
        Rule::Required(required) => {
            let Record::Actual(actual) = &clause.record else { return Exact::ZERO };
            let pairs = required.iter().zip(actual);
            let each = pairs.map(|(required, actual)| match clause.effect {
                Effect::Deduct => (*required - *actual).or_zero(),
                Effect::Add => (*actual - *required).or_zero(),
                Effect::Earn => (*actual).min(*required),
            });
            each.sum::<Exact>() * amount
        }
        Rule::Rate { reference, step, above, exact } => {
            let beyond = if *above { figure - *reference } else { *reference - figure };
            steps(document, beyond, *step, *exact, amount)
        }
        Rule::Baseline { decimals, step, under, percent, exact, .. } => {
            let Record::Years { years, .. } = &clause.record else { return Exact::ZERO };
            let number = i128::try_from(years.len()).expect("few years");
            let mean = years.iter().copied().sum::<Exact>().by(Exact::whole(number));
            let mean = mean.rounded(decimals.unwrap_or(document.decimals));
            let beyond = if *under { mean - figure } else { figure - mean };
            let beyond = if *percent { (beyond * Exact::whole(100)).by(mean) } else { beyond };
            steps(document, beyond, *step, *exact, amount)
        }
        Rule::Measure { limit, above } => {
            let beyond = if *above { figure > *limit } else { figure < *limit };
            if beyond { amount } else { Exact::ZERO }
        }
        Rule::Convert { full } => {
            let reached = (amount * figure).by(*full);
            let result = match clause.effect {
                Effect::Deduct => amount - reached,
                Effect::Add | Effect::Earn => reached,
            };
            result.rounded(document.decimals)
        }
        Rule::Flat | Rule::Counted => Exact::ZERO,
    }
}

/// So many steps beyond a limit; part of one counts only where the text says so.
fn steps(document: &Document, beyond: Exact, step: Exact, exact: bool, amount: Exact) -> Exact {
    let beyond = beyond.or_zero();
    if exact {
        (beyond * amount).by(step).rounded(document.decimals)
    } else {
        beyond.by(step).floor() * amount
    }
}
