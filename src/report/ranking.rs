//! 考核结果排名表: the units in the order of `crate::ranking`, with the rule of the order below.

use super::basis::Basis;
use super::summary::column;
use super::{Align, Cell, Kind, Notes, Report, Role, Row, Table, frame};
use crate::lang::{Lang, ranking as words, report as say};
use crate::points::Points;
use crate::ranking::{Result as UnitResult, Standing, standings};
use crate::session::State;

/// What is ranked.
#[derive(Clone, Debug)]
pub struct RankedUnits<'a> {
    /// The title of the rubric.
    pub title: &'a str,
    /// What kind of assessment it is, where the rubric says so.
    pub called: Option<&'a str>,
    /// The year that is assessed.
    pub year: Option<u16>,
    /// What each unit came to, and how many other sessions it has.
    pub units: Vec<(&'a UnitResult, usize)>,
    /// Their order; `of` is a place in `units`.
    pub standings: &'a [Standing],
    /// How many sessions could not be read and are not in it.
    pub left_out: usize,
}

/// How wide the columns of [`words::headings`] are.
const WIDTHS: [u32; 10] = [8, 22, 7, 7, 9, 8, 9, 8, 9, 16];

/// The columns of the rank and the remarks.
const RANK: usize = 0;
const REMARKS: usize = 9;

/// The ranking of units.
#[must_use]
pub fn ranking(lang: Lang, ranked: &RankedUnits<'_>) -> Report {
    let title = frame::of_kind(lang, ranked.called, say::ranking(lang));
    let colon = say::colon(lang);
    let is_draft = |(unit, _): &(&UnitResult, usize)| unit.head.state == State::Draft;
    let mut lines = vec![words::rule(lang).to_owned()];
    lines.extend((ranked.left_out > 0).then(|| words::not_ranked(lang, ranked.left_out)));
    Report {
        kind: Kind::Ranking,
        sheet: say::ranking(lang).to_owned(),
        title: match ranked.year {
            Some(year) => say::ranking_title(lang, &year.to_string(), &title),
            None => title,
        },
        unit: None,
        mark: ranked.units.iter().any(is_draft).then(|| say::some_drafts(lang).to_owned()),
        head: vec![
            (format!("{}{colon}", say::rubric(lang)), ranked.title.to_owned()),
            (format!("{}{colon}", say::units(lang)), ranked.units.len().to_string()),
        ],
        paragraphs: Vec::new(),
        subheads: Vec::new(),
        tables: vec![table(lang, ranked)],
        notes: vec![Notes { heading: say::notes(lang).to_owned(), lines }],
        signature: vec![
            vec![say::sign_made(lang).to_owned(), say::sign_checked(lang).to_owned()],
            vec![say::sign_seal(lang).to_owned(), say::sign_date(lang).to_owned()],
        ],
        pages: say::pages(lang).map(str::to_owned),
    }
}

/// The ranking of one unit alone.
pub(super) fn of_one(basis: &Basis<'_>) -> Report {
    let result = UnitResult::of(basis.session.head.clone(), basis.rubric, basis.card);
    let ranked = RankedUnits {
        title: &basis.rubric.head.title,
        called: basis.rubric.head.kind.as_deref(),
        year: basis.rubric.head.year(),
        units: vec![(&result, 0)],
        standings: &standings(std::slice::from_ref(&result)),
        left_out: 0,
    };
    ranking(basis.lang, &ranked)
}

fn table(lang: Lang, ranked: &RankedUnits<'_>) -> Table {
    let columns = words::headings(lang).into_iter().zip(WIDTHS).enumerate();
    let columns = columns.map(|(place, (heading, width))| {
        let is_text = matches!(place, 1 | 9);
        column(heading, width, if is_text { Align::Left } else { Align::Centre })
    });
    let rows = ranked.standings.iter().map(|standing| {
        let (unit, others) = ranked.units[standing.of];
        row(lang, standing, unit, others)
    });
    Table { title: None, columns: columns.collect(), rows: rows.collect() }
}

fn row(lang: Lang, standing: &Standing, unit: &UnitResult, others: usize) -> Row {
    // The words are those of the screen; where they are a number, the cell is that number.
    let has_points = unit.score.is_some();
    let of_points = |points: Points| has_points.then_some(points);
    let numbers = [
        standing.rank.map(|rank| Points::from(u32::try_from(rank).unwrap_or(u32::MAX))),
        None,
        None,
        None,
        unit.score,
        of_points(unit.deducted),
        of_points(unit.direct),
        of_points(unit.added),
        None,
        None,
    ];
    let mut words = words::cells(lang, standing, unit, others);
    // A rank is a number, by which tables are sorted; that it is shared stands in the remarks.
    let rank = if standing.rank.is_some() { words[RANK].as_str() } else { "" };
    let tied = rank.trim_start_matches(|c: char| c.is_ascii_digit()).trim().to_owned();
    if !tied.is_empty() {
        let held = std::mem::take(&mut words[REMARKS]);
        words[REMARKS] = if held.is_empty() { tied } else { format!("{tied} {held}") };
    }
    let cells = words.into_iter().zip(numbers);
    Row::new(
        Role::Entry,
        cells.map(|(text, number)| match number {
            Some(number) => Cell::number(number, unit.decimals),
            None => Cell::text(text),
        }),
    )
}
