//! `kaohe draft FILE`: an office's document becomes a rubric.

mod json;
mod told;

use super::{Context, Exit, Failure, flag, path, text};
use crate::draft::outline::columns::{Role, role};
use crate::draft::outline::{Remark, Wishes};
use crate::draft::source::{Block, Place, Source};
use crate::draft::{Draft, draft, several};
use crate::lang::{Lang, cli as say, draft as words, file_problems};
use crate::rubric::check::{ProblemKind, check};
use crate::rubric::{ClauseIndex, IndicatorIndex, Reading};
use crate::storage::check_file::check_text;
use crate::storage::disk::SystemDisk;
use crate::storage::documents;
use crate::storage::rubric_file::{Remarks, rule_lines, write_rubric};
use crate::storage::save::{Before, SaveError, create_folder, folder_of, save};
use crate::visible::path_words;
use crate::wording::Certainty;
use clap::ArgMatches;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let lang = context.lang;
    let file = path(matches, "FILE").unwrap_or_default();
    let is_stream = file == Path::new("-");
    let (name, read) = if is_stream {
        let name = say::standard_input(lang).to_owned();
        (name, documents::read_stream(&mut *context.environment.input))
    } else {
        (path_words(&file), documents::read(&file))
    };
    let (kind, source) =
        read.map_err(|refusal| Failure::File(words::refusal(lang, &name, &refusal)))?;
    let wishes = wishes(lang, matches)?;
    possible(lang, &source, &wishes)?;
    if wishes.table.is_none() {
        let several = several(&source);
        if !several.is_empty() {
            return Err(Failure::Use(words::several(lang, &name, &several)));
        }
    }
    let id = id(matches, &file, is_stream);
    let mut made = draft(&source, &wishes, &id);
    if made.is_empty() {
        for notice in &source.notices {
            context.tell(&words::notice(lang, notice));
        }
        let said = words::nothing_found(lang);
        return Err(Failure::File(match lang {
            Lang::Zh => format!("{name}：{said}"),
            Lang::En => format!("{name}: {said}"),
        }));
    }
    if made.rubric.head.title.trim().is_empty() {
        // A table alone has no title; the name of its file says what it is.
        let stem = file.file_stem().filter(|_| !is_stream).map(|stem| stem.to_string_lossy());
        let title = stem.map_or_else(|| id.clone(), Cow::into_owned);
        made.rubric.head.title.clone_from(&title);
        made.remarks.push((Remark::TitleLost(title), Place::default()));
    }
    let old = match matches.get_one::<String>("from") {
        Some(old) => Some((old.as_str(), context.rubric(old)?)),
        None => None,
    };
    let last_year = old.as_ref().map(|(name, old)| {
        let taken = crate::draft::take_over(&mut made, &old.rubric);
        let out = path(matches, "out").filter(|out| out != Path::new("-"));
        let new = out.map_or_else(|| id.clone(), |out| path_words(&out));
        told::LastYear { name, rubric: &old.rubric, new, taken }
    });
    agree(&mut made);
    let yaml = yaml(lang, &made);
    let out = out(context, matches, &id)?;
    let report = told::Report { lang, name: &name, kind, source: &source, draft: &made, last_year };
    if flag(matches, "json") {
        let written = match path(matches, "out") {
            Some(_) => write(context, out.as_deref(), &yaml)?,
            None => false,
        };
        let shown = out.as_deref().filter(|_| written).map(path_words);
        context.print_json(&json::value(&report, shown.as_deref()))?;
        return Ok(Exit::Done);
    }
    if !write(context, out.as_deref(), &yaml)? {
        context.print_report(yaml.as_bytes())?;
        for line in told::lines(&report) {
            context.tell(&line);
        }
        return Ok(Exit::Done);
    }
    for line in told::lines(&report) {
        context.print(&line)?;
    }
    let out = out.unwrap_or_default();
    let opens = problems(context, &out, &yaml)?;
    context.print(&words::written(lang, &path_words(&out)))?;
    if opens {
        context.tell(&words::next(lang, &id));
    }
    Ok(if opens { Exit::Done } else { Exit::NotInOrder })
}

/// Tells what keeps the rubric from being used, if anything does.
fn problems(context: &mut Context<'_, '_>, out: &Path, yaml: &str) -> Result<bool, Failure> {
    let catalogue = context.catalogue();
    let checked = check_text(&catalogue, &path_words(out), out, yaml);
    let errors: Vec<_> = checked.problems.iter().filter(|problem| problem.is_error()).collect();
    if errors.is_empty() {
        return Ok(true);
    }
    context.print(&words::with_problems(context.lang, errors.len()))?;
    for problem in errors {
        context.print_lines(&file_problems::file_problem(context.lang, problem))?;
    }
    Ok(false)
}

/// Writes the rubric; false where it goes to standard output instead.
fn write(context: &Context<'_, '_>, out: Option<&Path>, yaml: &str) -> Result<bool, Failure> {
    let Some(out) = out else { return Ok(false) };
    let lang = context.lang;
    let of_save = |error: SaveError| match error {
        SaveError::Exists(path) => Failure::Use(words::exists(lang, &path_words(&path))),
        error => Failure::of_save(lang, &error),
    };
    let own = context.folders.as_ref().map(crate::storage::paths::Folders::rubrics);
    if own.as_deref() == Some(folder_of(out)) {
        create_folder(&SystemDisk, folder_of(out)).map_err(of_save)?;
    }
    // An existing file is never overwritten, not even with the same content.
    save(&SystemDisk, out, yaml, Before::Nothing).map_err(of_save)?;
    Ok(true)
}

/// Where the rubric goes; nothing for standard output.
fn out(
    context: &Context<'_, '_>,
    matches: &ArgMatches,
    id: &str,
) -> Result<Option<PathBuf>, Failure> {
    match path(matches, "out") {
        Some(out) if out == Path::new("-") => Ok(None),
        Some(out) => Ok(Some(out)),
        None => {
            let folders = context.folders.as_ref();
            let folder = folders.map(crate::storage::paths::Folders::rubrics);
            let folder =
                folder.ok_or_else(|| Failure::Use(words::no_place(context.lang).to_owned()))?;
            Ok(Some(folder.join(format!("{id}.yaml"))))
        }
    }
}

/// The id: what was asked for, the name of the file to be written, or that of the document.
fn id(matches: &ArgMatches, file: &Path, is_stream: bool) -> String {
    let given = text(matches, "id").trim();
    let out = path(matches, "out").filter(|out| out != Path::new("-"));
    let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = if given.is_empty() {
        let document = if is_stream { None } else { stem(file) };
        out.as_deref().and_then(stem).or(document).unwrap_or_else(|| "draft".to_owned())
    } else {
        given.to_owned()
    };
    let is_strange = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '/' | '\\' | ':')
            || crate::visible::is_hidden(c)
    };
    let name: String = name.chars().map(|c| if is_strange(c) { '-' } else { c }).collect();
    if name.is_empty() { "draft".to_owned() } else { name }
}

/// What the user says of the document.
fn wishes(lang: Lang, matches: &ArgMatches) -> Result<Wishes, Failure> {
    let mut columns = Vec::new();
    for word in text(matches, "columns").split([',', '，', '、']).map(str::trim) {
        if word.is_empty() {
            continue;
        }
        let found = ROLES.iter().find(|(known, _)| *known == word.to_ascii_lowercase());
        let found = found.map(|(_, role)| *role).or_else(|| role(word));
        columns.push(found.ok_or_else(|| Failure::Use(words::columns_unknown(lang, word)))?);
    }
    let table = matches.get_one::<u32>("table").map(|table| *table as usize);
    Ok(Wishes { table, columns })
}

/// Whether the document has the table and the columns that are asked for.
fn possible(lang: Lang, source: &Source, wishes: &Wishes) -> Result<(), Failure> {
    let columns = source.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.columns),
        Block::Paragraph(_) => None,
    });
    let columns: Vec<usize> = columns.collect();
    if let Some(table) = wishes.table.filter(|table| *table > columns.len() || *table == 0) {
        return Err(Failure::Use(words::no_such_table(lang, table, columns.len())));
    }
    let given = wishes.columns.len();
    if given > 0 && !columns.is_empty() && !columns.contains(&given) {
        let mut counts: Vec<String> = Vec::new();
        for count in columns.iter().map(usize::to_string) {
            if !counts.contains(&count) {
                counts.push(count);
            }
        }
        let counts = counts.join(lang.comma());
        return Err(Failure::Use(words::columns_count(lang, given, &counts)));
    }
    Ok(())
}

/// The words for columns, in the order of the help.
const ROLES: [(&str, Role); 11] = [
    ("number", Role::Number),
    ("content", Role::Content),
    ("criteria", Role::Criteria),
    ("points", Role::Points),
    ("amount", Role::Amount),
    ("method", Role::Method),
    ("duty", Role::Duty),
    ("office", Role::Office),
    ("evidence", Role::Evidence),
    ("result", Role::Result),
    ("remark", Role::Remark),
];

/// Where the document contradicts itself, what it states is taken, as a reading that says so.
fn agree(draft: &mut Draft) {
    for problem in check(&draft.rubric) {
        if let ProblemKind::SumDiffers { id, stated, sum } = problem.kind
            && !id.is_empty()
        {
            let (stated, sum) = (stated.to_string(), sum.to_string());
            draft.rubric.head.readings.push(Reading {
                about: vec![id],
                says: words::reading_of_sum(Lang::Zh, &stated),
                because: words::because_of_sum(Lang::Zh, &stated, &sum),
            });
        }
    }
}

/// The rubric as a file, with a remark on what has to be looked at.
fn yaml(lang: Lang, draft: &Draft) -> String {
    let of_clause = |index: ClauseIndex| {
        let Some(drafted) = draft.clauses.get(index.0) else { return Vec::new() };
        let place = words::place(lang, drafted.place);
        let mut lines = match drafted.certainty {
            Certainty::Certain => return Vec::new(),
            Certainty::Look => vec![words::look_remark(lang, &place)],
            Certainty::Unknown => vec![words::unknown_remark(lang, &place)],
        };
        for other in &drafted.others {
            let rule = rule_lines(other).join("\n");
            let mut rule = rule.lines();
            lines.push(words::other_reading(lang, rule.next().unwrap_or_default()));
            lines.extend(rule.map(|line| format!("  {line}")));
        }
        lines
    };
    let of_indicator = |index: IndicatorIndex| {
        let mut lines = Vec::new();
        let indicator = draft.rubric.indicator(index);
        if indicator.points_inferred && indicator.is_item() {
            lines.push(words::inferred_remark(lang).to_owned());
        }
        if draft.judged.contains(&index.0) {
            lines.push(words::judged_remark(lang).to_owned());
        }
        lines
    };
    let remarks = Remarks {
        head: vec![words::file_head(lang).to_owned()],
        clause: &of_clause,
        indicator: &of_indicator,
    };
    write_rubric(&draft.rubric, &remarks)
}
