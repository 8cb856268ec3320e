//! The rows of the ledgers in words: what was claimed, what counts, and why.

use crate::lang::steps::{Wording, step_words};
use crate::lang::{Lang, awards, cli as say, words};
use crate::points::Points;
use crate::rubric::{Home, Rubric};
use crate::score::Scorecard;
use crate::session::Session;
use serde_json::{Value, json};

/// A line for each award and each direct deduction, and for each limit of them.
pub(super) fn lines(
    lang: Lang,
    rubric: &Rubric,
    session: &Session,
    card: &Scorecard,
) -> Vec<String> {
    let wording = Wording::new(lang, rubric.head.decimals);
    let show = |points: Points| points.show(rubric.head.decimals);
    let bonus = words::bonus(lang);
    let mut out = Vec::new();
    for (row, award) in session.bonus.iter().zip(&card.bonus.awards) {
        let words = if rubric.is_case(&row.clause) {
            words::case_holds(lang).to_owned()
        } else if award.losses.is_empty() {
            say::award(lang, &show(award.counted))
        } else {
            let why = awards::losses(lang, &award.losses, rubric.head.decimals);
            say::award_lost(lang, &show(award.claimed), &show(award.counted), &why)
        };
        out.push(format!("{bonus} {}  {words}", row.clause));
    }
    let award = rubric.clauses().iter().find(|clause| clause.home == Home::Bonus);
    let of_awards = award.map_or(wording, |clause| wording.of_clause(clause));
    for (numbers, step) in &card.bonus.limits {
        out.push(format!("{bonus} {numbers}  {}", step_words(of_awards, step)));
    }
    for (place, (row, step)) in session.direct.iter().zip(&card.direct.rows).enumerate() {
        let clause = rubric.find_ledger_clause(Home::Direct, &row.clause);
        let wording = clause.map_or(wording, |clause| wording.of_clause(rubric.clause(clause)));
        let direct = words::direct(lang);
        let words = awards::deduction(wording, step, card.direct.taken.get(place));
        out.push(format!("{direct} {}  {words}", row.clause));
    }
    for (numbers, step) in &card.direct.limits {
        out.push(format!("{} {numbers}  {}", words::direct(lang), step_words(wording, step)));
    }
    out
}

/// Each award as data, in the order of entry: what was claimed, what counts in the end, and
/// what took the rest. A case without points has neither.
pub(super) fn awards(
    lang: Lang,
    rubric: &Rubric,
    session: &Session,
    card: &Scorecard,
) -> Vec<Value> {
    let show = |points: Points| points.show(rubric.head.decimals);
    let both = session.bonus.iter().zip(&card.bonus.awards);
    both.map(|(row, award)| {
        let has_points = !rubric.is_case(&row.clause);
        let losses = award.losses.iter();
        json!({
            "clause": row.clause,
            "claimed": has_points.then(|| show(award.claimed)),
            "counted": has_points.then(|| show(award.counted)),
            "losses": losses
                .map(|loss| json!({"why": awards::lost(lang, loss.why), "left": show(loss.left)}))
                .collect::<Vec<_>>(),
        })
    })
    .collect()
}
