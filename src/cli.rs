//! The command line: `kaohe COMMAND …`, one file a command.
//!
//! Every command works without a terminal. Data goes to standard output, always
//! in the same form; messages go to standard error, in the user's language.
//! Exit codes: 0 done, 1 the thing checked is not in order, 2 wrong use,
//! 3 a file could not be read or written.

mod arguments;
mod check;
mod compare;
mod config;
mod diff;
mod draft;
mod form;
mod history;
mod import;
mod json;
mod ledgers;
mod list;
mod margin;
mod migrate;
mod new;
mod open;
mod output;
mod progress;
mod rank;
mod report;
mod restricted;
mod rubrics;
mod sample;
mod schema;
mod score;
mod show;
mod table;
mod trash;
mod usage;
mod verify;

pub use arguments::{command, is_restricted};
pub use config::{ConfigPlace, keymap, known};
use output::finish;
pub use output::tell;

use crate::lang::{Lang, cli as say, config as config_words, file_problems, storage_errors};
use crate::storage::catalogue::{Catalogue, FindError, LoadedRubric, from_text};
use crate::storage::config_file::{Colours, Config};
use crate::storage::journal::Author;
use crate::storage::lock::Holder;
use crate::storage::open::OpenError;
use crate::storage::paths::Folders;
use crate::storage::problem::FileProblem;
use crate::storage::reach::Root;
use crate::storage::read;
use crate::storage::save::SaveError;
use crate::visible::{path_words, visible};
use clap::ArgMatches;
use config::Loaded;
use progress::Progress;
use std::ffi::OsString;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// What the program is told by the system: arguments, environment, clock, streams.
/// [`run`] asks for nothing else, so that a test can say what it likes.
pub struct Environment<'a> {
    /// The arguments, the program's name first.
    pub arguments: Vec<OsString>,
    /// The value of `KAOHE_DATA_DIR`, if it is set.
    pub data_folder: Option<OsString>,
    /// The locale that decides the language, such as `zh_CN.UTF-8`.
    pub locale: String,
    /// The language that `KAOHE_LANG` asks for, before the configuration does.
    pub language: Option<String>,
    /// The user's configuration; none in restricted mode.
    pub config: Option<ConfigPlace>,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// Today and now, in the local time zone: `2021-12-15T09:30`.
    pub now: String,
    /// Who is here, for locks and journals.
    pub holder: Holder,
    /// The time of a change, exactly: `2021-12-15T09:30:07+08:00`.
    pub clock: fn() -> String,
    /// How long the program has run, where someone watches standard error: there it is told
    /// how far work is that lasts.
    pub elapsed: Option<fn() -> Duration>,
    /// Someone watches standard output too: what is printed there is seen.
    pub is_output_seen: bool,
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output: data.
    pub output: &'a mut dyn Write,
    /// Whether standard output is a terminal, which takes text and nothing else.
    pub output_is_terminal: bool,
    /// Standard error: messages.
    pub messages: &'a mut dyn Write,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did what it was asked.
    Done,
    /// The thing checked is not in order.
    NotInOrder,
    /// It was not asked properly.
    WrongUse,
    /// A file could not be read or written.
    FileTrouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::NotInOrder => 1,
            Exit::WrongUse => 2,
            Exit::FileTrouble => 3,
        })
    }
}

/// Why a command could not do what it was asked; what to say is said by [`Failure::tell`].
#[derive(Debug)]
enum Failure {
    /// Not asked properly; the sentence to say.
    Use(String),
    /// Something about a file.
    File(String),
    /// Everything wrong with a file that had to be read.
    Problems(Vec<FileProblem>),
    /// Standard output does not take the data.
    Output(std::io::Error),
}

impl Failure {
    fn tell(&self, lang: Lang, messages: &mut dyn Write) -> Exit {
        match self {
            // One line: a name that breaks the line says nothing of its own.
            Self::Use(text) | Self::File(text) => tell(messages, &visible(text)),
            Self::Problems(problems) => {
                for problem in problems {
                    tell(messages, &file_problems::file_problem(lang, problem));
                }
            }
            // A reader that closed early (`kaohe show … | head`) has what it wanted.
            Self::Output(error) if error.kind() == ErrorKind::BrokenPipe => return Exit::Done,
            Self::Output(error) => {
                let cause = storage_errors::system(lang, error);
                tell(messages, &say::output_failed(lang, &cause));
            }
        }
        match self {
            Self::Use(_) => Exit::WrongUse,
            Self::File(_) | Self::Problems(_) | Self::Output(_) => Exit::FileTrouble,
        }
    }

    fn of_save(lang: Lang, error: &SaveError) -> Self {
        Self::File(storage_errors::save_error(lang, error))
    }

    fn of_find(lang: Lang, error: FindError) -> Self {
        match error {
            FindError::Problems(problems) => Self::Problems(problems),
            unknown @ FindError::Unknown { .. } => {
                Self::Use(storage_errors::find_error(lang, &unknown))
            }
        }
    }

    fn of_open(lang: Lang, error: OpenError) -> Self {
        match error {
            OpenError::Problems(problems) => Self::Problems(problems),
            OpenError::RubricMissing { path, id, sha256 } => {
                Self::File(say::rubric_missing(lang, &path, &id, &sha256))
            }
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

/// What every command is given.
struct Context<'a, 'b> {
    lang: Lang,
    folders: Option<Folders>,
    rubric_folders: Vec<PathBuf>,
    environment: &'a mut Environment<'b>,
    progress: Progress,
}

impl Context<'_, '_> {
    fn catalogue(&self) -> Catalogue {
        Catalogue::load(&self.all_rubric_folders())
    }

    /// The folders named on the command line, then the user's own.
    fn all_rubric_folders(&self) -> Vec<PathBuf> {
        let own = self.folders.as_ref().map(Folders::rubrics);
        self.rubric_folders.iter().cloned().chain(own).collect()
    }

    /// The name and text of a file; `-` is standard input.
    fn text_of(&mut self, file: &Path) -> Result<(String, String), Vec<FileProblem>> {
        if file != Path::new("-") {
            return Ok((path_words(file), read::read_text(file)?));
        }
        let name = say::standard_input(self.lang).to_owned();
        let text = read::read_stream(&name, &mut *self.environment.input)?;
        Ok((name, text))
    }

    /// The rubric with this id or in this file; `-` is standard input.
    fn rubric(&mut self, name: &str) -> Result<Arc<LoadedRubric>, Failure> {
        if name != "-" {
            let found = self.catalogue().find(name);
            return found.map_err(|error| Failure::of_find(self.lang, error));
        }
        let (name, text) = self.text_of(Path::new("-")).map_err(Failure::Problems)?;
        from_text(&name, text).map(Arc::new).map_err(Failure::Problems)
    }

    /// Says why one of several things could not be done.
    fn fail(&mut self, failure: &Failure) -> Exit {
        self.end_progress();
        failure.tell(self.lang, self.environment.messages)
    }

    /// Who changes something now.
    fn author(&self) -> Author {
        Author::new(&self.environment.holder, (self.environment.clock)())
    }

    fn sessions_folder(&self) -> Result<PathBuf, Failure> {
        let folders = self
            .folders
            .as_ref()
            .ok_or_else(|| Failure::Use(say::no_home(self.lang).to_owned()))?;
        Ok(folders.sessions())
    }
}

/// What is left to do when the command line has been read.
pub enum Next {
    /// Nothing: the program ends.
    Exit(Exit),
    /// The terminal screens are to be opened.
    Screens(Box<Screens>),
}

/// How the terminal screens are to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screens {
    /// The language.
    pub lang: Lang,
    /// Where sessions are kept.
    pub folder: PathBuf,
    /// The folders of rubrics, the user's own among them.
    pub rubric_folders: Vec<PathBuf>,
    /// The session to open at once.
    pub session: Option<PathBuf>,
    /// Look, do not touch.
    pub read_only: bool,
    /// In plain lines instead of drawn screens.
    pub plain: bool,
    /// No colours.
    pub no_color: bool,
    /// What the user set; what the command line says instead is in it already.
    pub config: Config,
    /// What the user has to know about the configuration.
    pub notice: Option<String>,
    /// The folder to be confined to before anything is opened.
    pub confined: Option<Root>,
    /// When it ends: once the user leaves, or after reporting which restrictions are in force.
    pub ends: Ends,
}

/// When the program that would open the screens ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ends {
    /// When the user leaves them.
    #[default]
    Left,
    /// After reporting which restrictions of restricted mode are in force.
    Told,
}

/// Reads the command line and does what it says, short of opening the screens.
pub fn run(environment: &mut Environment<'_>) -> Next {
    let place = environment.config.as_ref().filter(|_| !is_restricted(&environment.arguments));
    let loaded = config::load(place);
    let asked = arguments::language(&environment.arguments);
    let asked = asked.or_else(|| environment.language.as_deref().map(Lang::from_locale));
    let by_locale = || Lang::from_locale(&environment.locale);
    let lang = asked.or(loaded.config.lang).unwrap_or_else(by_locale);
    let matches = match command(lang).try_get_matches_from(&environment.arguments) {
        Ok(matches) => matches,
        Err(error) => return Next::Exit(usage::tell(lang, &error, environment)),
    };
    match dispatch(lang, &matches, &loaded, environment) {
        Ok(Next::Exit(exit)) => match finish(environment) {
            Ok(()) => Next::Exit(exit),
            Err(failure) => Next::Exit(failure.tell(lang, environment.messages)),
        },
        Ok(screens) => screens,
        Err(failure) => Next::Exit(failure.tell(lang, environment.messages)),
    }
}

fn dispatch(
    lang: Lang,
    matches: &ArgMatches,
    loaded: &Loaded,
    environment: &mut Environment<'_>,
) -> Result<Next, Failure> {
    let own = ["config", "schema", "completions", "man"];
    if !matches.subcommand_name().is_some_and(|name| own.contains(&name)) {
        loaded.tell(lang, environment);
    }
    let confined = restricted::root(lang, matches)?;
    let folders = match (&confined, path(matches, "dir")) {
        (Some(root), _) => Some(Folders::at(root.folder())),
        (None, Some(folder)) if folder.is_dir() => Some(Folders::at(&folder)),
        (None, Some(missing)) => return Err(Failure::File(say::no_folder(lang, &missing))),
        (None, None) => Folders::find(environment.data_folder.as_deref()),
    };
    let rubric_folders = paths(matches, "rubrics");
    let progress = Progress::default();
    let context = &mut Context { lang, folders, rubric_folders, environment, progress };
    if let Some(missing) = context.rubric_folders.iter().find(|folder| !folder.is_dir()) {
        return Err(Failure::File(say::no_folder(lang, missing)));
    }
    // One that is missing was told with the configuration.
    context.rubric_folders.extend(loaded.config.rubrics.iter().cloned());
    let exit = match matches.subcommand() {
        None => return screens(context, matches, loaded, confined),
        Some(("open", matches)) => {
            return screens(context, matches, loaded, None);
        }
        Some(("new", matches)) => new::run(context, matches),
        Some(("config", matches)) => config::run(context, matches, &loaded.config),
        Some(("rubrics", matches)) => rubrics::run(context, matches),
        Some(("list", matches)) => list::run(context, matches),
        Some(("show", matches)) => show::run(context, matches),
        Some(("diff", matches)) => diff::run(context, matches),
        Some(("draft", matches)) => draft::run(context, matches),
        Some(("migrate", matches)) => migrate::run(context, matches),
        Some(("check", matches)) => check::run(context, matches),
        Some(("score", matches)) => score::run(context, matches),
        Some(("compare", matches)) => compare::run(context, matches),
        Some(("rank", matches)) => rank::run(context, matches),
        Some(("margin", matches)) => margin::run(context, matches),
        Some(("sample", matches)) => sample::run(context, matches),
        Some(("form", matches)) => form::run(context, matches),
        Some(("import", matches)) => import::run(context, matches),
        Some(("report", matches)) => report::run(context, matches),
        Some(("verify", matches)) => verify::run(context, matches),
        Some(("history", matches)) => history::run(context, matches),
        Some(("delete", matches)) => trash::run_delete(context, matches),
        Some(("restore", matches)) => trash::run_restore(context, matches),
        Some(("schema", matches)) => schema::run(context, matches),
        Some(("completions", matches)) => usage::completions(context, matches),
        Some(("man", _)) => usage::man(context),
        Some((name, _)) => Err(Failure::Use(name.to_owned())),
    };
    context.end_progress();
    exit.map(Next::Exit)
}

fn screens(
    context: &Context<'_, '_>,
    matches: &ArgMatches,
    loaded: &Loaded,
    confined: Option<Root>,
) -> Result<Next, Failure> {
    if let Some(locale) = not_utf8(&context.environment.locale) {
        return Err(Failure::Use(say::not_utf8_terminal(locale)));
    }
    let session = matches.try_get_one::<PathBuf>("FILE").ok().flatten().cloned();
    let mut config = loaded.config.clone();
    if let Some(colours) = Colours::named(text(matches, "theme")) {
        config.colours = colours;
    }
    let errors = loaded.errors();
    let notice = (errors > 0).then(|| config_words::not_used_short(context.lang, errors));
    Ok(Next::Screens(Box::new(Screens {
        lang: context.lang,
        folder: context.sessions_folder()?,
        rubric_folders: context.all_rubric_folders(),
        session,
        read_only: matches
            .try_get_one::<bool>("read-only")
            .ok()
            .flatten()
            .is_some_and(|only| *only),
        plain: flag(matches, "plain"),
        no_color: context.environment.no_color,
        config,
        notice,
        confined,
        ends: match matches.try_get_one("check") {
            Ok(Some(true)) => Ends::Told,
            _ => Ends::Left,
        },
    })))
}

/// The locale, where it names another encoding than UTF-8. Nothing named (`C`, `zh`) says
/// nothing about the terminal.
fn not_utf8(locale: &str) -> Option<&str> {
    let (_, encoding) = locale.split_once('.')?;
    let plain = encoding.to_ascii_lowercase().replace(['-', '_'], "");
    (!plain.starts_with("utf8")).then_some(locale)
}

fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect()
}

fn text<'a>(matches: &'a ArgMatches, name: &str) -> &'a str {
    matches.get_one::<String>(name).map_or("", String::as_str)
}

fn flag(matches: &ArgMatches, name: &str) -> bool {
    matches.get_one::<bool>(name).is_some_and(|set| *set)
}
