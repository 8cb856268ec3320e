//! Workbooks in `LibreOffice`: it calculates every formula anew and comes to the scorecard.

use super::{same, workbook};
use crate::fixtures::{project_file, skipped};
use crate::laws::{RUBRICS, recorded, strokes};
use kaohe::lang::Lang;
use kaohe::points::{Limit, Points};
use kaohe::report::workbook::book::Book;
use kaohe::report::workbook::evaluate::Value;
use kaohe::report::workbook::form::{Carried, plan_with, sheets};
use kaohe::report::workbook::formula::{At, cell_name};
use kaohe::report::workbook::grid::{Found, Grid};
use kaohe::report::workbook::results::results;
use kaohe::report::workbook::xlsx::{Results, bytes};
use kaohe::rubric::Rubric;
use kaohe::score::score;
use kaohe::session::Session;
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::open::open;
use kaohe::storage::spreadsheet;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Every formula is calculated when a file is opened, whatever result stands beside it.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// No result beside a formula is right.
pub(super) const ALWAYS_WRONG: Results<'_> = Results::Nonsense("7777");

/// The worked sessions, each with its rubric.
pub(super) fn worked() -> Vec<(Rubric, Session)> {
    let catalogue = Catalogue::load(&[]);
    let folder = fs::read_dir(project_file("sessions")).expect("the worked sessions");
    let paths = folder.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> =
        paths.filter(|path| path.to_string_lossy().ends_with(".kaohe.yaml")).collect();
    paths.sort();
    let opened = paths.iter().map(|path| open(&catalogue, path).expect("a session"));
    opened.map(|opened| (Rubric::clone(&opened.rubric.rubric), opened.session)).collect()
}

/// Whether `LibreOffice` is there; where it has to be, it is a failure that it is not.
pub(super) fn is_there() -> bool {
    let found = Command::new("soffice").arg("--version").output().is_ok();
    assert!(found || std::env::var_os("KAOHE_NEEDS_OFFICE").is_none(), "soffice is missing");
    if !found {
        skipped("soffice is missing");
    }
    found
}

/// Opens workbooks in `LibreOffice`, lets it calculate them and reads what it saved.
pub(super) fn calculated(folder: &Path, files: &[(String, Vec<u8>)]) -> Vec<Vec<Grid>> {
    // It works on one core: two of them do half each.
    let halves = files.chunks(files.len().div_ceil(2).max(1)).enumerate();
    std::thread::scope(|scope| {
        let running: Vec<_> = halves
            .map(|(place, files)| {
                scope.spawn(move || calculated_by_one(&folder.join(place.to_string()), files))
            })
            .collect();
        running.into_iter().flat_map(|half| half.join().expect("saved workbooks")).collect()
    })
}

fn calculated_by_one(folder: &Path, files: &[(String, Vec<u8>)]) -> Vec<Vec<Grid>> {
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join("user")).expect("a profile");
    fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS).expect("a setting");
    let out = folder.join("out");
    let paths: Vec<_> = files.iter().map(|(name, _)| folder.join(format!("{name}.xlsx"))).collect();
    for (path, (_, bytes)) in paths.iter().zip(files) {
        fs::write(path, bytes).expect("a workbook");
    }
    let profile = format!("-env:UserInstallation=file://{}", profile.display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"]).arg(&out);
    let done = command.args(&paths).output().expect("soffice");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let saved = files.iter().map(|(name, _)| out.join(format!("{name}.xlsx")));
    saved.map(|path| spreadsheet::read(&path).expect("a saved workbook")).collect()
}

/// What stands in a cell, as the model has it.
pub(super) fn found(grids: &[Grid], at: At) -> Value {
    match grids[at.sheet].at(at.row, at.column) {
        None => Value::Nothing,
        Some(Found::Number(text)) => {
            Value::Number(Points::parse(text, Limit::Result).unwrap_or_else(|_| panic!("{text}")))
        }
        Some(Found::Text(text) | Found::Other(text)) => Value::Text(text.clone()),
        Some(Found::Day(day)) => Value::Text(day.to_string()),
    }
}

/// Several forms in one workbook, the results beside their formulas all wrong.
struct Pack {
    name: String,
    book: Book,
    expected: Vec<(At, Value)>,
}

impl Pack {
    fn of(name: &str, rubric: &Rubric, sessions: &[Session]) -> Self {
        let mut pack = Self { name: name.to_owned(), book: Book::default(), expected: Vec::new() };
        for session in sessions {
            let plan = plan_with(rubric, session, pack.book.sheets.len(), (2, 2));
            let carried = Carried::of(&plan, session);
            let mut sheets = sheets(&plan, Lang::Zh, session, (&carried, ""), true);
            for sheet in &mut sheets {
                sheet.name = format!("{}{}", sheet.name, pack.book.sheets.len());
            }
            pack.book.sheets.append(&mut sheets);
            pack.expected.extend(results(&plan, Lang::Zh, &score(rubric, session)));
        }
        pack
    }
}

fn check(packs: &[Pack]) {
    let folder = tempfile::tempdir().expect("a folder");
    let files: Vec<(String, Vec<u8>)> = packs
        .iter()
        .map(|pack| {
            let bytes = bytes(&pack.book, &ALWAYS_WRONG).expect("a workbook");
            (pack.name.clone(), bytes)
        })
        .collect();
    let mut broken = Vec::new();
    for (pack, grids) in packs.iter().zip(calculated(folder.path(), &files)) {
        for (at, value) in &pack.expected {
            let found = found(&grids, *at);
            if !same(&found, value) {
                let cell = cell_name(at.row, at.column);
                let sheet = &grids[at.sheet].name;
                broken.push(format!("{} {sheet}!{cell}: {found:?}, not {value:?}", pack.name));
            }
        }
    }
    broken.truncate(20);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn libreoffice_comes_to_the_score_of_the_worked_sessions() {
    if !is_there() {
        return;
    }
    let mut packs = Vec::new();
    for (place, (rubric, session)) in worked().into_iter().enumerate() {
        packs.push(Pack::of(&format!("worked-{place}"), &rubric, &[session]));
    }
    assert!(packs.len() >= 5, "{} sessions", packs.len());
    check(&packs);
}

#[test]
fn libreoffice_comes_to_the_score_of_generated_sessions() {
    if !is_there() {
        return;
    }
    let mut runner = TestRunner::deterministic();
    let mut packs = Vec::new();
    let mut sessions = 0;
    for (place, rubric) in RUBRICS.iter().enumerate() {
        // The documents are long and their worked sessions stand above; the small rubrics have
        // the rare rules.
        let how_many = if place < 5 { 1 } else { 13 };
        let generated: Vec<Session> = (0..how_many)
            .map(|_| {
                let strokes = strokes().new_tree(&mut runner).expect("strokes").current();
                recorded(rubric, &strokes)
            })
            .collect();
        sessions += generated.len();
        // A workbook of very many sheets takes longer than several of few.
        for (part, sessions) in generated.chunks(2).enumerate() {
            packs.push(Pack::of(&format!("{}-{part}", rubric.head.id), rubric, sessions));
        }
    }
    assert!(sessions >= 200, "{sessions} sessions");
    check(&packs);
}

/// What stands beside the formulas is what `LibreOffice` comes to, so that a program that
/// does not calculate when it opens a file, and then one that does, show the same.
#[test]
fn the_results_in_a_file_are_those_of_libreoffice() {
    if !is_there() {
        return;
    }
    let rubric = &RUBRICS[2];
    let mut runner = TestRunner::deterministic();
    let strokes = strokes().new_tree(&mut runner).expect("strokes").current();
    let session = recorded(rubric, &strokes);
    let (book, known) = workbook(rubric, &session);
    let bytes = bytes(&book, &Results::Known(&known)).expect("a workbook");
    let written = spreadsheet::grids(&bytes).expect("a workbook");
    let folder = tempfile::tempdir().expect("a folder");
    let saved = calculated(folder.path(), &[("form".to_owned(), bytes)]).remove(0);
    let mut compared = 0;
    for (place, grid) in written.iter().enumerate() {
        for (row, column) in grid.cells.keys() {
            let at = At { sheet: place, row: *row, column: *column };
            let (before, after) = (found(&written, at), found(&saved, at));
            let cell = cell_name(*row, *column);
            assert_eq!(after.text(), before.text(), "{} {cell}", grid.name);
            compared += 1;
        }
    }
    assert!(compared > 5000, "{compared} cells");
}
