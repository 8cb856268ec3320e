//! `kaohe config`: the configuration in force as a file, and `--check FILE`: everything
//! wrong with one.

use super::{Context, Environment, Exit, Failure, path, tell};
use crate::lang::{Lang, config as say, file_problems, phrases::built_in};
use crate::storage::config_file::{Config, Known, KnownAction, KnownPlace, Read, parse_config};
use crate::storage::problem::FileProblem;
use crate::storage::read::read_text;
use crate::tui::action::{Action, Given, Key, Keymap, Place, Row, rows_of};
use crate::visible::path_words;
use clap::ArgMatches;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where the user's configuration is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigPlace {
    /// The file.
    pub path: PathBuf,
    /// It was named, so that it has to be there.
    pub is_named: bool,
}

/// The configuration in force, and what is wrong with its file.
pub(super) struct Loaded {
    pub(super) config: Config,
    pub(super) problems: Vec<FileProblem>,
}

impl Loaded {
    /// How many errors keep the file from being used.
    pub(super) fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.is_error()).count()
    }

    /// Says what is wrong, where anything is.
    pub(super) fn tell(&self, lang: Lang, environment: &mut Environment<'_>) {
        for problem in &self.problems {
            tell(environment.messages, &file_problems::file_problem(lang, problem));
        }
        if self.errors() > 0 {
            tell(environment.messages, &say::not_used(lang, self.errors()));
        }
    }
}

/// Reads the user's configuration; the defaults hold where there is none or it is wrong.
pub(super) fn load(place: Option<&ConfigPlace>) -> Loaded {
    let nothing = Loaded { config: Config::default(), problems: Vec::new() };
    let Some(place) = place else { return nothing };
    if !place.is_named && is_missing(&place.path) {
        return nothing;
    }
    match read(&place.path) {
        Ok((config, problems)) => Loaded { config, problems },
        Err(problems) => Loaded { problems, ..nothing },
    }
}

fn is_missing(path: &Path) -> bool {
    path.try_exists().is_ok_and(|exists| !exists)
        || path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

fn read(path: &Path) -> Read {
    parse_config(&path_words(path), path, &read_text(path)?, &known())
}

/// Whether the user may give it other keys. Arrows choose by their direction and digits
/// write themselves, so these two stay.
fn is_free(row: &Row) -> bool {
    !matches!(row.action, Action::Choose | Action::Type)
}

/// Everything keys can be given to, from the key table.
#[must_use]
pub fn known() -> Known {
    let action = |row: &'static Row| KnownAction {
        name: row.action.name(),
        keys: row.keys.iter().map(|key| key.spelled()).collect(),
    };
    let place = |place: Place| KnownPlace {
        name: place.name(),
        is_text: place.is_text(),
        actions: rows_of(place).filter(|row| is_free(row)).map(action).collect(),
    };
    let spelling = |written: &str| Key::parse(written).map(Key::spelled);
    Known { places: Place::ALL.into_iter().map(place).collect(), spelling }
}

/// The key map a configuration asks for.
#[must_use]
pub fn keymap(config: &Config) -> Keymap {
    let given = config.keys.iter().filter_map(|given| {
        let place = Place::ALL.into_iter().find(|place| place.name() == given.place)?;
        let row = rows_of(place).find(|row| row.action.name() == given.action)?;
        let keys = given.keys.iter().filter_map(|key| Key::parse(key).ok()).collect();
        Some(Given { place, action: row.action, keys })
    });
    Keymap::new(given.collect())
}

pub(super) fn run(
    context: &mut Context<'_, '_>,
    matches: &ArgMatches,
    config: &Config,
) -> Result<Exit, Failure> {
    if let Some(file) = path(matches, "check") {
        return check(context, &file);
    }
    let lang = context.lang;
    let path = context.environment.config.as_ref().map(|place| path_words(&place.path));
    let text = file_of(lang, path.as_deref(), config);
    context.print_lines(&text)?;
    Ok(Exit::Done)
}

fn check(context: &mut Context<'_, '_>, file: &Path) -> Result<Exit, Failure> {
    let lang = context.lang;
    let (name, text) = context.text_of(file).map_err(Failure::Problems)?;
    let problems = match parse_config(&name, file, &text, &known()) {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    };
    for problem in &problems {
        context.print_lines(&file_problems::file_problem(lang, problem))?;
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    context.tell(&say::checked(lang, errors, problems.len() - errors));
    Ok(if errors > 0 { Exit::NotInOrder } else { Exit::Done })
}

/// The configuration as a file: all that can be set, each with what it means.
fn file_of(lang: Lang, path: Option<&str>, config: &Config) -> String {
    let mut lines = Vec::new();
    let language = if config.lang.unwrap_or(lang) == Lang::Zh { "zh" } else { "en" };
    let marks = if config.is_ascii { "ascii" } else { "unicode" };
    let mouse = if config.mouse { "on" } else { "off" };
    let folders: Vec<String> =
        config.rubrics.iter().map(|folder| quoted(&folder.to_string_lossy())).collect();
    let folders = format!("[{}]", folders.join(", "));
    lines.push(format!("# {}", say::heading(lang, path.unwrap_or(say::nowhere(lang)))));
    for (key, value, what) in [
        ("language", language, say::language(lang)),
        ("theme", config.colours.name(), say::theme(lang)),
        ("marks", marks, say::marks(lang)),
        ("ambiguous", config.ambiguous.name(), say::ambiguous(lang)),
        ("mouse", mouse, say::mouse(lang)),
        ("rubrics", &folders, say::rubrics(lang)),
    ] {
        lines.push(format!("\n# {what}\n{key}: {value}"));
    }
    lines.push(format!("\n# {}", say::templates(lang, &say::gaps(lang))));
    lines.push(templates_of(lang, config));
    let template = config.report_template.as_ref().map(|file| quoted(&file.to_string_lossy()));
    let template = template.map_or_else(String::new, |file| format!(" {file}"));
    lines.push(format!("\n# {}\nreport_template:{template}", say::report_template(lang)));
    lines.push(format!("\n# {}\nkeys:", say::keys(lang)));
    let map = keymap(config);
    for place in Place::ALL {
        lines.push(format!("  {}:  # {}", place.name(), place.title(lang)));
        for row in rows_of(place).filter(|row| is_free(row)) {
            let keys = map.keys(place, row).iter().map(|key| written(*key));
            let keys = keys.collect::<Vec<_>>().join(", ");
            lines.push(format!("    {}: [{keys}]  # {}", row.action.name(), (row.title)(lang)));
        }
    }
    lines.join("\n")
}

/// The templates in force, one a line.
fn templates_of(lang: Lang, config: &Config) -> String {
    let templates = config.templates.clone().unwrap_or_else(|| built_in(lang));
    if templates.is_empty() {
        return "templates: []".to_owned();
    }
    let lines = templates.iter().map(|template| format!("\n  - {}", quoted(&template.to_string())));
    format!("templates:{}", lines.collect::<String>())
}

/// A key as YAML: signs in quotes.
fn written(key: Key) -> String {
    let spelled = key.spelled();
    let is_plain = spelled.starts_with(|c: char| c.is_ascii_alphanumeric());
    if is_plain { spelled } else { quoted(&spelled) }
}

fn quoted(text: &str) -> String {
    let letter = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    let letters: String = text.chars().map(letter).collect::<Vec<_>>().concat();
    format!("\"{letters}\"")
}
