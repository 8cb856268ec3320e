//! How long a full rescore takes, and one after a single edit.
//!
//! Bars: 100 µs for each built-in rubric; 10 ms for 20,000 clauses, 1 ms after
//! one edit.

use divan::{Bencher, black_box};
use kaohe::points::Points;
use kaohe::rubric::{Amount, Clause, Head, Home, Indicator, IndicatorKind, Rubric, Rule, Subject};
use kaohe::score::score;
use kaohe::session::{Entry, Session, Value};
use kaohe::storage::catalogue::Catalogue;

fn main() {
    divan::main();
}

const RUBRICS: [&str; 5] =
    ["wujin-2021", "xuchang-2018", "pengxi-2022", "anning-2022", "jinzhong-2019"];

fn built_in(id: &str) -> Rubric {
    Catalogue::load(&[]).by_id(id).map(|loaded| Rubric::clone(&loaded.rubric)).unwrap_or_default()
}

/// 100 sections of 20 items of 10 clauses.
fn large() -> Rubric {
    let mut rubric = Rubric::new(Head { decimals: 2, ..Head::default() });
    for section in 1..=100 {
        let parent = Indicator { no: section.to_string(), ..Indicator::default() };
        let parent = rubric.add_indicator(None, parent);
        for item in 1..=20 {
            let kind = IndicatorKind::Clauses;
            let points = Some(Points::from(5));
            let item = Indicator { no: item.to_string(), kind, points, ..Indicator::default() };
            let item = rubric.add_indicator(Some(parent), item);
            for clause in 1..=10 {
                rubric.add_clause(Clause {
                    no: clause.to_string(),
                    text: "每次扣0.5分".to_owned(),
                    amount: Amount::Fixed(Points::ONE),
                    rule: Rule::Occurrence,
                    home: Home::Item(item),
                    ..Clause::default()
                });
            }
        }
    }
    rubric.finish();
    rubric
}

/// Something found under every clause.
fn everything_found(rubric: &Rubric) -> Session {
    let clauses = rubric.ids().iter().filter(|(_, subject)| matches!(subject, Subject::Clause(_)));
    let entry = Entry { value: Value::Count(2), ..Entry::default() };
    let entries = clauses.map(|(id, _)| (id.clone(), entry.clone())).collect();
    Session { entries, ..Session::default() }
}

#[divan::bench(args = RUBRICS)]
fn built_in_rubric(bencher: Bencher<'_, '_>, id: &str) {
    let rubric = built_in(id);
    let session = everything_found(&rubric);
    bencher.bench(|| score(black_box(&rubric), black_box(&session)));
}

#[divan::bench]
fn twenty_thousand_clauses(bencher: Bencher<'_, '_>) {
    let rubric = large();
    let session = everything_found(&rubric);
    bencher.bench(|| score(black_box(&rubric), black_box(&session)));
}

#[divan::bench]
fn twenty_thousand_clauses_one_edit(bencher: Bencher<'_, '_>) {
    let rubric = large();
    let session = everything_found(&rubric);
    let mut card = score(&rubric, &session);
    bencher.bench_local(|| card.rescore_entry(black_box(&rubric), black_box(&session), "50/10/5"));
}
