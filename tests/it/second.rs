//! A second calculation, slow and plain and written from the guide alone, against the first.

mod document;
pub(crate) mod exact;
mod invent;
mod reckon;
mod yaml;

use exact::Exact;
use invent::Dice;
use kaohe::points::Points;
use kaohe::rubric::Subject;
use kaohe::score::score;
use kaohe::storage::rubric_file::parse_rubric;
use kaohe::storage::session_file::parse_session;

/// How many documents with their records are calculated twice.
const DOCUMENTS: u64 = 10_000;

fn exact(points: Points) -> Exact {
    Exact::read(&points.to_string())
}

/// What differs between both calculations of one document, if anything.
fn difference(seed: u64) -> Option<String> {
    let document = invent::document(&mut Dice::new(seed));
    let (rubric_text, session_text) = (yaml::rubric(&document), yaml::session(&document));
    let say = |what: String| Some(format!("{seed}: {what}\n{rubric_text}\n{session_text}"));
    let rubric = match parse_rubric("invented", &rubric_text) {
        Ok(parsed) => parsed.rubric,
        Err(problems) => return say(format!("the rubric is refused: {problems:#?}")),
    };
    let session = match parse_session("invented", &session_text) {
        Ok(session) => session,
        Err(problems) => return say(format!("the session is refused: {problems:#?}")),
    };
    let first = score(&rubric, &session);
    let second = reckon::reckon(&document);
    let mut lines = Vec::new();
    let mut compare = |what: &str, first: Option<Points>, second: Option<Exact>| {
        let first = first.map(exact);
        if first != second {
            lines.push(format!("{what}: {first:?}, {second:?}"));
        }
    };
    for (id, second) in &second.parts {
        let Some(Subject::Indicator(index)) = rubric.find(id) else {
            return say(format!("{id} is not found"));
        };
        compare(id, first.indicators[index.0].score, *second);
    }
    compare("bonus", Some(first.bonus.amount), Some(second.bonus));
    compare("direct", Some(first.direct.amount), Some(second.direct));
    compare("before the veto", first.total.score_before_veto, second.before_veto);
    compare("score", first.total.score, second.score);
    compare("outward", first.total.outward, second.outward);
    if first.total.grade != second.grade {
        lines.push(format!("grade: {:?}, {:?}", first.total.grade, second.grade));
    }
    if lines.is_empty() { None } else { say(lines.join("\n")) }
}

#[test]
fn both_calculations_agree() {
    let workers = std::thread::available_parallelism().map_or(1, |n| n.get() as u64);
    let found = std::thread::scope(|scope| {
        let share =
            |worker: u64| (worker..DOCUMENTS).step_by(usize::try_from(workers).unwrap_or(1));
        let handles: Vec<_> = (0..workers)
            .map(|worker| {
                scope
                    .spawn(move || share(worker).filter_map(difference).take(3).collect::<Vec<_>>())
            })
            .collect();
        let each = handles.into_iter().map(|handle| handle.join().expect("no panic"));
        each.flatten().collect::<Vec<_>>()
    });
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}
