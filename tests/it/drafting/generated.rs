//! A rubric at random, laid out as a document at random, is drafted as what it was: the same
//! headings, items, points, clauses and rules, whatever stands in joined cells or columns and
//! whichever file it comes in.

pub(super) mod invented;
mod lay;
pub(super) mod layout;
mod print;
pub(super) mod prose;

use invented::{Invented, invented};
use kaohe::draft::outline::Wishes;
use kaohe::draft::{Draft, draft};
use kaohe::points::Points;
use kaohe::rubric::{Amount, Clause, Home, IndicatorIndex, Rubric};
use kaohe::storage::documents;
use lay::{Wanted, lay};
use layout::{Layout, layout};
use proptest::prelude::*;
use prose::{Prose, prose};

fn stopped(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.trim_end_matches(['。', '；']).to_owned()
}

fn shown(points: Option<Points>) -> String {
    points.map_or_else(|| "-".to_owned(), |points| points.to_string())
}

fn path(rubric: &Rubric, index: IndicatorIndex) -> String {
    let own = rubric.indicator(index);
    let title = stopped(&own.title);
    own.parent.map_or_else(|| title.clone(), |above| format!("{}/{title}", path(rubric, above)))
}

fn rule(rubric: &Rubric, clause: &Clause) -> String {
    let amount = match &clause.amount {
        Amount::Fixed(points) => points.to_string(),
        Amount::All => "all".to_owned(),
        other => format!("{other:?}"),
    };
    let unit = clause.unit.clone().unwrap_or_else(|| "-".to_owned());
    // A limit around one clause is its own.
    let around = clause.group.map(|group| rubric.group(group));
    let alone = around.filter(|group| group.members.len() == 1).and_then(|group| group.cap);
    format!("{amount} {unit} {}", shown(clause.max.or(alone)))
}

/// What a draft is, as what it has to be is written.
fn found(made: &Draft) -> Wanted {
    let rubric = &made.rubric;
    let mut found = Wanted::default();
    for (at, indicator) in rubric.indicators().iter().enumerate() {
        let path = path(rubric, IndicatorIndex(at));
        found.indicators.push(format!("{path} {} {}", indicator.no, shown(indicator.points)));
        for beside in [&indicator.method, &indicator.office, &indicator.evidence] {
            let title = stopped(&indicator.title);
            found.beside.extend(beside.iter().map(|text| format!("{title} {text}")));
        }
    }
    for clause in rubric.clauses() {
        let said = format!("{} {}", stopped(&clause.text), rule(rubric, clause));
        match clause.home {
            Home::Item(item) => found.clauses.push(format!("{}: {said}", path(rubric, item))),
            Home::Bonus => found.bonus.push(said),
            Home::Direct => found.bonus.push(format!("direct {said}")),
        }
    }
    found.vetoes = rubric.vetoes.iter().map(|veto| stopped(&veto.text)).collect();
    found
}

/// What differs, line by line.
fn differences(wanted: &Wanted, found: &Wanted) -> Vec<String> {
    let lists = [
        ("indicator", &wanted.indicators, &found.indicators),
        ("clause", &wanted.clauses, &found.clauses),
        ("beside", &wanted.beside, &found.beside),
        ("bonus", &wanted.bonus, &found.bonus),
        ("veto", &wanted.vetoes, &found.vetoes),
    ];
    let mut told = Vec::new();
    for (name, wanted, found) in lists {
        let gone = wanted.iter().filter(|text| !found.contains(text));
        told.extend(gone.map(|text| format!("{name} not found: {text}")));
        let new = found.iter().filter(|text| !wanted.contains(text));
        told.extend(new.map(|text| format!("{name} invented: {text}")));
        if told.is_empty() && wanted != found {
            told.push(format!("{name}: {found:?}, not {wanted:?}"));
        }
    }
    told
}

/// What a draft of a rubric laid out says that the rubric does not, or the other way round.
pub(crate) fn told(invented: &Invented, layout: Layout) -> Vec<String> {
    let layout = layout.settled(invented.sections.len());
    let (blocks, wanted) = lay(invented, layout);
    compared(&print::bytes(&blocks, layout), &wanted)
}

/// The same of one without a table.
pub(crate) fn told_of_prose(invented: &Invented, prose: Prose) -> Vec<String> {
    let (bytes, wanted) = prose::lay(invented, prose);
    compared(&bytes, &wanted)
}

fn compared(bytes: &[u8], wanted: &Wanted) -> Vec<String> {
    let (_, source) = documents::source(bytes).expect("a document that is read");
    let made = draft(&source, &Wishes::default(), "draft");
    let mut told = differences(wanted, &found(&made));
    told.extend(super::gone(&source, &made).into_iter().map(|run| format!("gone: {run}")));
    told.extend(made.not_placed.iter().map(|piece| format!("not placed: {}", piece.text)));
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rubric_laid_out_is_drafted_as_it_was(invented in invented(), layout in layout()) {
        let told = told(&invented, layout);
        prop_assert!(told.is_empty(), "{layout:?}\n{}", told.join("\n"));
    }

    #[test]
    fn a_rubric_in_paragraphs_is_drafted_as_it_was(invented in invented(), prose in prose()) {
        let told = told_of_prose(&invented, prose);
        prop_assert!(told.is_empty(), "{prose:?}\n{}", told.join("\n"));
    }
}
