//! The amounts a clause's text prints (扣N分, 加N分, 不得分, 本项N分) against its rule.

use super::{Place, Problem, ProblemKind};
use crate::half_width::half_width;
use crate::points::{Limit, Points};
use crate::rubric::{Amount, Clause, ClauseIndex, Effect, Home, Rubric, Rule};

pub(super) fn check(rubric: &Rubric, problems: &mut Vec<Problem>) {
    for (place, clause) in rubric.clauses().iter().enumerate() {
        let index = ClauseIndex(place);
        let place = Place::Clause(index);
        let carried = carried(rubric, index);
        let printed = amounts_in(&clause.text);
        for words in printed.iter().filter(|words| !carried.contains(&words.amount)) {
            let kind = ProblemKind::PrintedAmountMissing { printed: words.text.clone() };
            problems.push(Problem::warning(place, "text", kind));
        }
        if clause.text.contains("不得分") && clause.amount != Amount::All {
            let kind = ProblemKind::PrintedAmountMissing { printed: "不得分".to_owned() };
            problems.push(Problem::warning(place, "text", kind));
        }
        if let Some(amount) = unprinted(clause, &printed) {
            let kind = ProblemKind::AmountNotPrinted { amount };
            problems.push(Problem::warning(place, "text", kind));
        }
    }
}

/// An amount as it is printed, with the words around it.
#[derive(Debug, PartialEq, Eq)]
struct Printed {
    text: String,
    amount: Points,
}

/// 扣0.5分, 加 1 分, 本项2分, 封顶, 不超过5分: every amount a text prints behind one of these words.
fn amounts_in(text: &str) -> Vec<Printed> {
    let half: String = text.chars().map(half_width).collect();
    let mut found = Vec::new();
    for (start, _) in half.match_indices('分') {
        let before = half[..start].trim_end();
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = &before[digits.len()..];
        let words = digits.trim_end();
        let verb =
            ["扣", "加", "本项", "不超过", "得"].into_iter().find(|verb| words.ends_with(verb));
        if let (Some(verb), Ok(amount)) = (verb, Points::parse(number, Limit::Amount)) {
            found.push(Printed { text: format!("{verb}{number}分"), amount });
        }
    }
    found
}

/// Every amount the rule of a clause carries, its own and those of the limits around it.
fn carried(rubric: &Rubric, index: ClauseIndex) -> Vec<Points> {
    let clause = rubric.clause(index);
    let mut amounts: Vec<Points> = clause.max.into_iter().collect();
    match &clause.amount {
        Amount::Fixed(amount) => amounts.push(*amount),
        Amount::Range { from, to } => amounts.extend([*from, *to]),
        Amount::Levels(levels) => amounts.extend(levels.iter().map(|level| level.points)),
        Amount::All => {}
    }
    amounts.extend(rubric.groups_around(index).filter_map(|group| rubric.group(group).cap));
    if clause.home == Home::Bonus {
        amounts.extend(rubric.bonus.as_ref().and_then(|bonus| bonus.max));
    }
    amounts
}

/// The fixed amount of a clause whose text prints other amounts but not this one.
fn unprinted(clause: &Clause, printed: &[Printed]) -> Option<Points> {
    let Amount::Fixed(amount) = clause.amount else { return None };
    let converted = matches!(clause.rule, Rule::Converted { .. });
    let expects_print = clause.effect == Effect::Deduct && !converted;
    let shown = printed.iter().any(|words| words.amount == amount);
    (expects_print && !printed.is_empty() && !shown).then_some(amount)
}

#[cfg(test)]
mod tests {
    use super::amounts_in;

    #[test]
    fn amounts_behind_the_words_of_the_field_are_found() {
        let cases: [(&str, &[&str]); 7] = [
            ("未制定的扣1分", &["扣1分"]),
            ("每少一次扣０．５分，直至此项分值扣完", &["扣0.5分"]),
            ("每项次扣1分（本项2分，扣完为止）", &["扣1分", "本项2分"]),
            ("1次加 0.5 分", &["加0.5分"]),
            ("加分单次不超过2分", &["不超过2分"]),
            ("分值扣完", &[]),
            ("季度平均分低于80分的", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<String> = amounts_in(text).into_iter().map(|p| p.text).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
