//! `kaohe report FILE…`: the tables an office prints, in the format it wants.

mod several;

use super::{Context, Exit, Failure, flag, path, paths, text};
use crate::lang::{Lang, report as say};
use crate::report::workbook::calculating;
use crate::report::write::{Format, Source, filled_with_contents, write};
use crate::report::{Basis, Kind, Report, report};
use crate::score::score;
use crate::session::Session;
use crate::storage::catalogue::Catalogue;
use crate::storage::disk::SystemDisk;
use crate::storage::open::OpenSession;
use crate::storage::paths::report_file_name;
use crate::storage::read::{MOST_BYTES, read_bytes};
use crate::storage::save::{Before, SaveError, save_bytes};
use crate::storage::session_file::{Summary, session_text};
use crate::storage::watch::Work;
use crate::visible::path_words;
use clap::ArgMatches;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What is asked for.
struct Asked {
    kind: Kind,
    format: Format,
    out: Option<PathBuf>,
    force: bool,
    /// The bytes of a template, and what its file is called.
    template: Option<(Vec<u8>, String)>,
}

impl Asked {
    /// Whether files are written that nobody gave a name.
    fn has_names(&self) -> bool {
        self.out.is_none() && !self.format.is_text()
    }
}

/// Whether `-` stands for standard output.
fn is_stream(out: &Path) -> bool {
    out == Path::new("-")
}

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let files = paths(matches, "FILE");
    let out = path(matches, "out");
    let kind = Kind::from_key(text(matches, "kind")).unwrap_or_default();
    let is_of_one = Kind::OF_ONE.contains(&kind);
    if out.is_some() && files.len() > 1 && is_of_one {
        return Err(Failure::Use(say::one_out(context.lang).to_owned()));
    }
    let by_name = out.as_deref().and_then(format_of);
    let template = template(context.lang, matches)?;
    let asked_for = Format::from_key(text(matches, "format")).or(by_name);
    let format = if template.is_some() { Some(Format::Docx) } else { asked_for };
    if template.is_some() && asked_for.is_some_and(|asked| asked != Format::Docx) {
        return Err(Failure::Use(say::template_docx(context.lang).to_owned()));
    }
    let format = format.unwrap_or(Format::Markdown);
    match &out {
        Some(out) if !is_stream(out) => fits(context.lang, out, format)?,
        Some(_) if !format.is_text() && context.environment.output_is_terminal => {
            return Err(Failure::Use(say::no_text(context.lang, format.key())));
        }
        _ => {}
    }
    let asked = Asked { kind, format, out, force: flag(matches, "force"), template };
    let catalogue = context.catalogue();
    match kind {
        Kind::Comparison => return several::compared(context, &catalogue, &files, &asked),
        Kind::Ranking => {
            let rubric = Some(text(matches, "rubric")).filter(|id| !id.is_empty());
            return several::ranked(context, &catalogue, &files, rubric, &asked);
        }
        _ => {}
    }
    let mut exit = Exit::Done;
    let mut written = BTreeSet::new();
    let all = files.len();
    for (done, file) in files.into_iter().enumerate() {
        context.progress(Work::Reporting, done, all);
        // One that cannot be read keeps nobody from the others.
        if let Err(failure) = one(context, &catalogue, &file, (&asked, &mut written)) {
            exit = context.fail(&failure);
        }
    }
    Ok(exit)
}

/// The template that is asked for, read.
fn template(lang: Lang, matches: &ArgMatches) -> Result<Option<(Vec<u8>, String)>, Failure> {
    let Some(path) = path(matches, "template") else { return Ok(None) };
    let bytes = read_bytes(&path).map_err(Failure::Problems)?;
    if bytes.len() as u64 > MOST_BYTES {
        let why = say::template_too_large(lang);
        return Err(Failure::File(say::in_file(lang, &path_words(&path), why)));
    }
    Ok(Some((bytes, path_words(&path))))
}

/// The format whose ending a file has.
fn format_of(path: &Path) -> Option<Format> {
    Format::with_ending(path.extension()?.to_str()?)
}

/// Sees to it that a file is not called what it is not.
fn fits(lang: Lang, out: &Path, format: Format) -> Result<(), Failure> {
    let wrong = match format_of(out) {
        Some(named) if named == format => return Ok(()),
        None if out.extension().is_none() => return Ok(()),
        wrong => wrong,
    };
    let known: Vec<String> =
        Format::ALL.iter().map(|format| format!(".{}", format.ending())).collect();
    let (out, known) = (path_words(out), known.join(" "));
    Err(Failure::Use(match wrong {
        Some(_) => say::ending_differs(lang, &out, format.key(), &known),
        None => say::ending_unknown(lang, &out, &known),
    }))
}

fn one(
    context: &mut Context<'_, '_>,
    catalogue: &Catalogue,
    file: &Path,
    (asked, written): (&Asked, &mut BTreeSet<String>),
) -> Result<(), Failure> {
    let lang = context.lang;
    let opened = context.open_session(catalogue, file);
    let opened = opened.map_err(|error| Failure::of_open(lang, error))?;
    let name = name_of(&opened, asked);
    // What this very run wrote is overwritten on nobody's word.
    if asked.has_names() && !written.insert(name.clone()) {
        return Err(Failure::File(say::same_name(lang, &path_words(file), &name)));
    }
    let bytes = bytes(context, &opened, asked)?;
    put(context, asked, &bytes, || name)
}

/// What the report of a session is called, where nobody says.
fn name_of(opened: &OpenSession, asked: &Asked) -> String {
    let (head, rubric) = (&opened.session.head, &opened.rubric.rubric);
    report_file_name(head, rubric, &say::name_of(asked.kind, head.mode), asked.format.ending())
}

/// Prints text; else writes the file that is asked for, or one of this name.
fn put(
    context: &mut Context<'_, '_>,
    asked: &Asked,
    bytes: &[u8],
    name: impl FnOnce() -> String,
) -> Result<(), Failure> {
    let lang = context.lang;
    let place = match &asked.out {
        Some(out) if is_stream(out) => return context.print_report(bytes),
        Some(out) => out.clone(),
        None if asked.format.is_text() => return context.print_report(bytes),
        None => PathBuf::from(name()),
    };
    let before = if asked.force { Before::Anything } else { Before::Nothing };
    save_bytes(&SystemDisk, &place, bytes, before).map_err(|error| match error {
        SaveError::Exists(path) => Failure::File(say::exists(lang, &path_words(&path))),
        other => Failure::of_save(lang, &other),
    })?;
    context.print(&path_words(&place))
}

fn bytes(
    context: &mut Context<'_, '_>,
    opened: &OpenSession,
    asked: &Asked,
) -> Result<Vec<u8>, Failure> {
    let (rubric, session) = (&opened.rubric.rubric, &opened.session);
    let card = score(rubric, session);
    let basis = Basis { lang: context.lang, rubric, session, card: &card };
    if asked.format == Format::Xlsx {
        let text_of = |part: &Session| session_text(part, rubric, &Summary::of(session, &card));
        let bytes = calculating(&basis, asked.kind, text_of, &mut |_, _| ControlFlow::Continue(()));
        return bytes.map_err(|error| Failure::File(error.to_string()));
    }
    written(context, &report(&basis, asked.kind), Source::Session(&basis), asked)
}

/// The bytes of a report in the format that is asked for, or in the template.
fn written(
    context: &mut Context<'_, '_>,
    report: &Report,
    source: Source<'_>,
    asked: &Asked,
) -> Result<Vec<u8>, Failure> {
    let lang = context.lang;
    let Some((template, name)) = &asked.template else {
        return write(report, asked.format).map_err(|error| Failure::File(error.to_string()));
    };
    let filled = filled_with_contents(template, report, source);
    let (document, has_contents) = filled.map_err(|error| {
        Failure::File(say::in_file(lang, name, &say::template_error(lang, &error)))
    })?;
    if !has_contents {
        context.tell(&say::in_file(lang, name, &say::without_contents(lang)));
    }
    Ok(document)
}
