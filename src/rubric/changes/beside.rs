//! What stands beside the words and the rule of a part: nothing that is recorded or calculated
//! depends on it, and whoever compares two versions wants to know of it all the same.

use super::Part;
use super::facts::counted_in;
use crate::rubric::{ClauseIndex, Duty, Head, IndicatorIndex, IndicatorKind, Reading, Rubric};

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// 发文单位.
    Issuer,
    /// The first and the last day assessed.
    Period,
    /// 考核单位 that the document lists.
    Offices,
    /// A department and how it is spelled.
    Department,
    /// A tag and what it is called.
    Tag,
    /// 考核单位 of this part.
    Office,
    /// What a measured clause counts in.
    Unit,
    /// 职责分工.
    Duty,
    /// 佐证资料.
    Evidence,
    /// 考核方式.
    Method,
    /// How much one key awards of a judged item.
    Step,
    /// The points are not printed.
    Inferred,
    /// The heading is not printed.
    TitleLost,
    /// Why a reading says what it says.
    Because,
    /// What a reading is about.
    About,
}

/// All of it, in the order of the file.
#[must_use]
pub fn beside(rubric: &Rubric, part: Part) -> Vec<(Beside, String)> {
    match part {
        Part::Head => head(rubric),
        Part::Indicator(index) => indicator(rubric, index),
        Part::Clause(index) => clause(rubric, index),
        Part::Bonus | Part::Veto(_) | Part::Factor(_) | Part::Grades => Vec::new(),
    }
}

fn head(rubric: &Rubric) -> Vec<(Beside, String)> {
    let Head { issuer, period, offices, departments, tags, readings, .. } = &rubric.head;
    let mut all = Vec::new();
    all.extend(issuer.iter().map(|issuer| (Beside::Issuer, issuer.clone())));
    all.extend(period.iter().map(|(from, to)| (Beside::Period, format!("{from} — {to}"))));
    if !offices.is_empty() {
        all.push((Beside::Offices, offices.join("、")));
    }
    let department = departments
        .iter()
        .map(|held| (Beside::Department, named(&held.name, &held.spellings.join("、"))));
    all.extend(department);
    all.extend(tags.iter().map(|(tag, label)| (Beside::Tag, named(tag, label))));
    let in_tree = |id: &String| rubric.find(id).is_some();
    let of_all = readings.iter().filter(|reading| !reading.about.iter().any(in_tree));
    all.extend(of_all.clone().map(because));
    all.extend(of_all.map(|reading| (Beside::About, reading.about.join("、"))));
    all
}

fn indicator(rubric: &Rubric, index: IndicatorIndex) -> Vec<(Beside, String)> {
    let held = rubric.indicator(index);
    let mut all = Vec::new();
    all.extend(held.office.iter().map(|office| (Beside::Office, office.clone())));
    all.extend(held.duties.iter().map(|duty| (Beside::Duty, words(duty))));
    all.extend(held.evidence.iter().map(|evidence| (Beside::Evidence, evidence.clone())));
    all.extend(held.method.iter().map(|method| (Beside::Method, method.clone())));
    if let IndicatorKind::Judged { step: Some(step) } = held.kind {
        all.push((Beside::Step, step.to_string()));
    }
    if held.points_inferred {
        all.push((Beside::Inferred, String::new()));
    }
    if held.title_lost {
        all.push((Beside::TitleLost, String::new()));
    }
    all.extend(rubric.readings_about(&held.id).map(because));
    all
}

fn clause(rubric: &Rubric, index: ClauseIndex) -> Vec<(Beside, String)> {
    let held = rubric.clause(index);
    let mut all = Vec::new();
    if counted_in(held).is_none() {
        all.extend(held.unit.iter().map(|unit| (Beside::Unit, unit.clone())));
    }
    all.extend(held.office.iter().map(|office| (Beside::Office, office.clone())));
    all.extend(held.duties.iter().map(|duty| (Beside::Duty, words(duty))));
    if rubric.find(&held.id).is_some() {
        all.extend(rubric.readings_about(&held.id).map(because));
    }
    all
}

fn because(reading: &Reading) -> (Beside, String) {
    (Beside::Because, reading.because.clone())
}

/// Which clauses, which departments, and the words.
fn words(duty: &Duty) -> String {
    let parts = [duty.covers.join("、"), duty.departments.join("、"), duty.text.clone()];
    let filled: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    filled.join(" ")
}

fn named(name: &str, words: &str) -> String {
    format!("{name} {words}").trim_end().to_owned()
}
