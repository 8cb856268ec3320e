//! What is recorded, in words: `少 3 次`, `37 / 40`, `不涉及：本地无此行业`.

use super::words::{percent, task};
use super::{Lang, given, messages};
use crate::points::{Figure, Points};
use crate::rubric::{Clause, Effect, Rule};
use crate::session::{Correction, CorrectionState, Entry, Finding, LedgerRow, Value};

/// A value in words. `clause` is the clause it stands under, none for an item; `year` the
/// year assessed, where it is known.
#[must_use]
pub fn value(lang: Lang, clause: Option<&Clause>, year: Option<u16>, value: &Value) -> String {
    let given = rule(clause).and_then(Rule::given);
    match (lang, value, year) {
        (_, Value::Baseline { actual, years, amount }, _)
            if given.is_some() && years.len() == 1 =>
        {
            let held = |given| given::value(lang, given, (*actual, years[0]));
            given.map(held).unwrap_or_default() + &decided(lang, *amount)
        }
        (_, Value::Baseline { actual, years, amount }, Some(year)) => {
            figures_of_years(lang, year, *actual, years, *amount)
        }
        (Lang::Zh, ..) => chinese(clause, value),
        (Lang::En, ..) => english(clause, value),
    }
}

/// The year of each earlier figure, the oldest first.
pub fn years_before(year: u16, count: usize) -> impl Iterator<Item = u16> {
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    (1..=count).rev().map(move |ago| year.saturating_sub(ago))
}

/// `2022 年 9，2019 年 7、2020 年 8、2021 年 8`.
fn figures_of_years(
    lang: Lang,
    year: u16,
    actual: Points,
    years: &[Points],
    amount: Option<Points>,
) -> String {
    let of_year = |(year, figure): (u16, &Points)| match lang {
        Lang::Zh => format!("{year} 年 {figure}"),
        Lang::En => format!("{year}: {figure}"),
    };
    let before: Vec<String> = years_before(year, years.len()).zip(years).map(of_year).collect();
    let decided = decided(lang, amount);
    let (comma, between) = if lang == Lang::Zh { ("，", "、") } else { ("; ", ", ") };
    format!("{}{comma}{}{decided}", of_year((year, &actual)), before.join(between))
}

/// What the assessors decided where no percentage exists.
fn decided(lang: Lang, amount: Option<Points>) -> String {
    amount.map_or_else(String::new, |amount| match lang {
        Lang::Zh => format!("，考核组定 {amount} 分"),
        Lang::En => format!(", decided: {amount}"),
    })
}

fn chinese(clause: Option<&Clause>, value: &Value) -> String {
    let unit = clause.and_then(|clause| clause.unit.as_deref());
    match value {
        Value::Open => "未评".to_owned(),
        Value::Met if earns(clause) => "符合要求".to_owned(),
        Value::Met => "无问题".to_owned(),
        Value::Hit => "有此情形".to_owned(),
        Value::Count(0) => "未做到".to_owned(),
        Value::Count(count) => match rule(clause) {
            Some(Rule::Shortfall(_)) => format!("少 {count} {}", unit.unwrap_or("次")),
            Some(Rule::Rate(_) | Rule::Baseline(_)) => format!("{count} 步"),
            _ => format!("{count} {}", unit.unwrap_or("次")),
        },
        Value::Figure(value) => match rule(clause) {
            Some(Rule::Shortfall(_)) => {
                format!("实有 {} {}", figure(*value), unit.unwrap_or("次"))
            }
            Some(Rule::Rate(_)) if matches!(value, Figure::Number(_)) => {
                format!("{}%", figure(*value))
            }
            _ => figure(*value),
        },
        Value::Named(counters) => named(counters, "、"),
        Value::Baseline { actual, years, amount } => {
            let decided = decided(Lang::Zh, *amount);
            format!("今年 {actual}，以前 {}{decided}", numbers(years, "、"))
        }
        Value::Score { score, of } => scored(clause, *score, *of, "分"),
        Value::Level(name) => name.clone(),
        Value::Amount(amount) => format!("酌定 {amount} 分"),
        Value::Task(state) => task(Lang::Zh, *state).to_owned(),
        Value::NotApplicable(reason) if reason.is_empty() => "不涉及".to_owned(),
        Value::NotApplicable(reason) => format!("不涉及：{reason}"),
    }
}

fn english(clause: Option<&Clause>, value: &Value) -> String {
    match value {
        Value::Open => "open".to_owned(),
        Value::Met => "met".to_owned(),
        Value::Hit => "it is so".to_owned(),
        Value::Count(0) => "not done".to_owned(),
        Value::Count(count) => match rule(clause) {
            Some(Rule::Shortfall(_)) => format!("{count} missing"),
            Some(Rule::Rate(_) | Rule::Baseline(_)) if *count == 1 => "1 step".to_owned(),
            Some(Rule::Rate(_) | Rule::Baseline(_)) => format!("{count} steps"),
            _ => format!("{count} ×"),
        },
        Value::Figure(value) => match rule(clause) {
            Some(Rule::Shortfall(_)) => format!("{} held", figure(*value)),
            Some(Rule::Rate(_)) if matches!(value, Figure::Number(_)) => {
                format!("{}%", figure(*value))
            }
            _ => figure(*value),
        },
        Value::Named(counters) => named(counters, ", "),
        Value::Baseline { actual, years, amount } => {
            let decided = decided(Lang::En, *amount);
            format!("this year {actual}, before {}{decided}", numbers(years, ", "))
        }
        Value::Score { score, of } => scored(clause, *score, *of, ""),
        Value::Level(name) => name.clone(),
        Value::Amount(amount) => format!("chosen: {amount}"),
        Value::Task(state) => task(Lang::En, *state).to_owned(),
        Value::NotApplicable(reason) if reason.is_empty() => "not applicable".to_owned(),
        Value::NotApplicable(reason) => format!("not applicable: {reason}"),
    }
}

/// An entry on a line: its value or findings, remark, evidence, date. `year` is the year
/// assessed.
#[must_use]
pub fn entry(lang: Lang, clause: Option<&Clause>, year: Option<u16>, entry: &Entry) -> String {
    let mut words = Vec::new();
    if entry.value != Value::Open || entry.findings.is_empty() {
        words.push(value(lang, clause, year, &entry.value));
    }
    words.extend(entry.findings.iter().map(|found| finding(lang, clause, found)));
    words.push(entry.remark.clone());
    words.extend(entry.evidence.iter().cloned());
    words.extend(entry.date.map(|date| date.to_string()));
    words.extend(entry.correction.as_ref().map(|held| correction(lang, held)));
    words.retain(|words| !words.is_empty());
    words.join("  ")
}

/// What was recorded before, on a line; of what is only a reminder, nothing is said to be open.
/// Which year its figures are of is not known.
#[must_use]
pub fn earlier(lang: Lang, clause: Option<&Clause>, held: &Entry) -> String {
    match &held.correction {
        Some(alone) if *held == (Entry { correction: Some(alone.clone()), ..Entry::default() }) => {
            let colon = if lang == Lang::Zh { "：" } else { ": " };
            format!("{}{colon}{}", correction_word(lang), correction(lang, alone))
        }
        _ => entry(lang, clause, None, held),
    }
}

messages! {
    correction_word { zh: "整改", en: "Correction" }
    correction_open { zh: "未整改", en: "not begun" }
    correction_doing { zh: "整改中", en: "under way" }
    correction_closed { zh: "已销号", en: "closed" }
    correction_due(due: &str) { zh: "时限 {due}", en: "due {due}" }
}

/// 未整改, 整改中, 已销号.
#[must_use]
pub fn correction_state(lang: Lang, state: CorrectionState) -> &'static str {
    match state {
        CorrectionState::Open => correction_open(lang),
        CorrectionState::Doing => correction_doing(lang),
        CorrectionState::Closed => correction_closed(lang),
    }
}

/// A correction on a line: `整改中，补做检查，甲厂，时限 2025-01-15（整改报告）`.
#[must_use]
pub fn correction(lang: Lang, correction: &Correction) -> String {
    let (comma, open, close) =
        if lang == Lang::Zh { ("，", "（", "）") } else { (", ", " (", ")") };
    let mut words = vec![
        correction_state(lang, correction.state).to_owned(),
        correction.measure.clone(),
        correction.unit.clone(),
    ];
    words.extend(correction.due.map(|due| correction_due(lang, &due.to_string())));
    words.retain(|words| !words.is_empty());
    let words = words.join(comma);
    if correction.proof.is_empty() {
        return words;
    }
    format!("{words}{open}{}{close}", correction.proof.join(comma))
}

/// One finding on a line, after its level: `2 次 一季度月报表：未报送（材料/月报.pdf，2021-12-15）`.
#[must_use]
pub fn finding(lang: Lang, clause: Option<&Clause>, finding: &Finding) -> String {
    let unit = clause.and_then(|clause| clause.unit.as_deref());
    let mut words = match lang {
        Lang::Zh => format!("{} {}", finding.count, unit.unwrap_or("次")),
        Lang::En => format!("{} ×", finding.count),
    };
    if !finding.level.is_empty() {
        words = format!("{} {words}", finding.level);
    }
    for number in [finding.share.map(percent), finding.amount.map(|amount| amount.to_string())] {
        words.extend(number.map(|number| format!(" × {number}")));
    }
    let (colon, comma, open, close) = match lang {
        Lang::Zh => ("：", "，", "（", "）"),
        Lang::En => (": ", ", ", " (", ")"),
    };
    if !finding.subject.is_empty() {
        words = format!("{words} {}", finding.subject);
    }
    if !finding.remark.is_empty() {
        words = format!("{words}{colon}{}", finding.remark);
    }
    let mut proof = finding.evidence.clone();
    proof.extend(finding.date.map(|date| date.to_string()));
    if !proof.is_empty() {
        words = format!("{words}{open}{}{close}", proof.join(comma));
    }
    if let Some(held) = &finding.correction {
        let word = correction_word(lang);
        words = format!("{words}{comma}{word}{colon}{}", correction(lang, held));
    }
    words
}

/// What is noted of a row of a ledger, beside its clause and what it counts.
#[must_use]
pub fn row(row: &LedgerRow) -> String {
    let date = row.date.map(|date| date.to_string()).unwrap_or_default();
    let count = if row.count == 1 { String::new() } else { format!("× {}", row.count) };
    let parts = [&row.level, &row.matter, &row.subject, &count, &row.document, &row.remark, &date];
    let noted: Vec<&str> =
        parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    noted.join("  ")
}

/// A figure as it was entered: `92.5`, `37 / 40`.
#[must_use]
pub fn figure(figure: Figure) -> String {
    match figure {
        Figure::Number(number) => number.to_string(),
        Figure::Ratio { part, whole } => format!("{part} / {whole}"),
    }
}

fn rule(clause: Option<&Clause>) -> Option<&Rule> {
    clause.map(|clause| &clause.rule)
}

fn earns(clause: Option<&Clause>) -> bool {
    clause.is_some_and(|clause| clause.effect == Effect::Earn)
}

fn scored(clause: Option<&Clause>, score: Points, of: Option<Points>, unit: &str) -> String {
    let full = match rule(clause) {
        Some(Rule::Converted { full }) => Some(of.unwrap_or(*full)),
        _ => of,
    };
    let score = full.map_or(score.to_string(), |full| format!("{score} / {full}"));
    if unit.is_empty() { score } else { format!("{score} {unit}") }
}

fn named(counters: &[(String, Points)], between: &str) -> String {
    let all: Vec<String> =
        counters.iter().map(|(name, number)| format!("{name} {number}")).collect();
    all.join(between)
}

fn numbers(numbers: &[Points], between: &str) -> String {
    let all: Vec<String> = numbers.iter().map(Points::to_string).collect();
    all.join(between)
}

#[cfg(test)]
mod tests {
    use super::{finding, value};
    use crate::lang::Lang;
    use crate::points::{Figure, Points};
    use crate::rubric::{Clause, Required, Rule};
    use crate::session::{Date, Finding, Value};

    #[test]
    fn what_is_recorded_reads_as_it_is_said() {
        let rule = Rule::Shortfall(Required::One(Points::from(4)));
        let clause = Clause { unit: Some("次".to_owned()), rule, ..Clause::default() };
        let words = |held| value(Lang::Zh, Some(&clause), Some(2022), &held);
        assert_eq!(words(Value::Count(3)), "少 3 次");
        assert_eq!(words(Value::Figure(Figure::Number(Points::from(3)))), "实有 3 次");
        assert_eq!(words(Value::NotApplicable("无此行业".to_owned())), "不涉及：无此行业");
        let [actual, first, last] = [9, 7, 8].map(Points::from);
        let held = Value::Baseline { actual, years: vec![first, last], amount: None };
        assert_eq!(words(held.clone()), "2022 年 9，2020 年 7、2021 年 8");
        assert_eq!(value(Lang::Zh, Some(&clause), None, &held), "今年 9，以前 7、8");
        let found = Finding {
            count: 2,
            subject: "月报表".to_owned(),
            remark: "未报送".to_owned(),
            evidence: vec!["月报.pdf".to_owned()],
            date: Date::parse("2021-12-15"),
            ..Finding::default()
        };
        let line = finding(Lang::Zh, Some(&clause), &found);
        assert_eq!(line, "2 次 月报表：未报送（月报.pdf，2021-12-15）");
    }
}
