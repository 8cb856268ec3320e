//! The user's configuration: what may be set, and reading it with everything that is wrong
//! told at once. Which places, actions and keys there are is told to the reader.

use super::nearest::nearest;
use super::problem::{ConfigProblem, Expected, FileProblem, FileProblemKind as Kind};
use super::reach;
use super::yaml::fields::{Fields, text, texts, wrong_type};
use super::yaml::{self, At, Node, Problems, Value};
use crate::lang::Lang;
use crate::phrases::{Flaw, Slot, Template};
use crate::rubric::check::Severity;
use std::path::{Path, PathBuf};

/// The colours of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// For a dark background.
    #[default]
    Dark,
    /// For a light background.
    Light,
    /// White on black, nothing dim.
    Contrast,
}

impl Colours {
    /// The names, in the order of the variants.
    pub const NAMES: &[&str] = &["dark", "light", "contrast"];

    /// The colours of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let all = [Self::Dark, Self::Light, Self::Contrast];
        all.into_iter().find(|colours| colours.name() == name)
    }

    /// Their name in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
        }
    }
}

/// How wide the terminal draws characters such as `…` and `○`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ambiguous {
    /// It is asked.
    #[default]
    Auto,
    /// Two cells: other marks are used.
    Wide,
    /// One cell.
    Narrow,
}

impl Ambiguous {
    /// Its name in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// Keys of an action in a place, by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenKeys {
    /// The place.
    pub place: &'static str,
    /// The action.
    pub action: &'static str,
    /// The keys in their one spelling.
    pub keys: Vec<String>,
}

/// What the user set; the default is what holds without a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The language; the locale decides where none is set.
    pub lang: Option<Lang>,
    /// The colours.
    pub colours: Colours,
    /// Only ASCII marks.
    pub is_ascii: bool,
    /// How wide ambiguous characters are.
    pub ambiguous: Ambiguous,
    /// Clicks and the wheel are heeded from the start.
    pub mouse: bool,
    /// Further folders of rubrics.
    pub rubrics: Vec<PathBuf>,
    /// Templates of remarks; the built-in ones hold where none are set.
    pub templates: Option<Vec<Template>>,
    /// The office's own Word file for reports from the screens.
    pub report_template: Option<PathBuf>,
    /// Keys other than the table's.
    pub keys: Vec<GivenKeys>,
}

/// An action that keys can be given to.
#[derive(Clone, Debug)]
pub struct KnownAction {
    /// Its name.
    pub name: &'static str,
    /// Its keys where nothing is set, in their one spelling.
    pub keys: Vec<String>,
}

/// A place that keys are pressed in.
#[derive(Clone, Debug)]
pub struct KnownPlace {
    /// Its name.
    pub name: &'static str,
    /// Letters are text there.
    pub is_text: bool,
    /// What can be done there.
    pub actions: Vec<KnownAction>,
}

/// What there is to give keys to, and how keys are written.
#[derive(Clone, Debug)]
pub struct Known {
    /// The places.
    pub places: Vec<KnownPlace>,
    /// The one spelling of a key; else the key to write instead, if there is one.
    pub spelling: fn(&str) -> Result<String, Option<&'static str>>,
}

/// A configuration and what is odd about it, or everything that is wrong with it.
pub type Read = Result<(Config, Vec<FileProblem>), Vec<FileProblem>>;

/// Reads a configuration; folders in it are looked for from the file's own folder.
///
/// # Errors
/// Everything that is wrong with the file, in its order.
pub fn parse_config(name: &str, file: &Path, contents: &str, known: &Known) -> Read {
    let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
    let says_nothing = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if contents.lines().all(says_nothing) {
        return Ok((Config::default(), Vec::new()));
    }
    let mut problems = Problems::new(name, contents);
    let root = yaml::parse(contents, &mut problems);
    let folder = file.parent().unwrap_or(Path::new(""));
    let config = root.and_then(|root| read(&root, folder, known, &mut problems));
    let refused = problems.errors() > 0;
    let problems = problems.finish();
    match config {
        Some(config) if !refused => Ok((config, problems)),
        _ => Err(problems),
    }
}

fn read(
    root: &Node<'_>,
    folder: &Path,
    known: &Known,
    problems: &mut Problems<'_>,
) -> Option<Config> {
    let mut fields = Fields::of(root, "", problems)?;
    let lang = fields.word("language", &["zh", "en"], problems);
    let theme = fields.word("theme", Colours::NAMES, problems);
    let marks = fields.word("marks", &["unicode", "ascii"], problems);
    let ambiguous = fields.word("ambiguous", &["auto", "wide", "narrow"], problems);
    let mouse = fields.word("mouse", &["off", "on"], problems);
    let rubrics = fields.node("rubrics").map(|node| folders(node, folder, problems));
    let templates = fields.node("templates").map(|node| templates(node, problems));
    let report_template = fields.node("report_template");
    let report_template = report_template.and_then(|node| template_file(node, folder, problems));
    let keys = fields.node("keys").map(|node| Keys::read(node, known, problems));
    fields.finish(problems);
    Some(Config {
        lang: lang.map(Lang::from_locale),
        colours: theme.and_then(Colours::named).unwrap_or_default(),
        is_ascii: marks == Some("ascii"),
        ambiguous: match ambiguous {
            Some("wide") => Ambiguous::Wide,
            Some("narrow") => Ambiguous::Narrow,
            _ => Ambiguous::Auto,
        },
        mouse: mouse == Some("on"),
        rubrics: rubrics.unwrap_or_default(),
        templates,
        report_template,
        keys: keys.unwrap_or_default(),
    })
}

/// The templates of a list, each with everything that is wrong with it.
fn templates(node: &Node<'_>, problems: &mut Problems<'_>) -> Vec<Template> {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        Value::Nothing => &[],
        _ => std::slice::from_ref(node),
    };
    let mut templates = Vec::with_capacity(items.len());
    for item in items {
        let Some(written) = text(item, "templates", problems) else { continue };
        match Template::parse(written) {
            Ok(template) => templates.push(template),
            Err(flaws) => {
                for flaw in flaws {
                    problems.error(item.at, flaw_kind(flaw));
                }
            }
        }
    }
    templates
}

fn flaw_kind(flaw: Flaw) -> Kind {
    match flaw {
        Flaw::Empty => Kind::Nothing("templates".to_owned()),
        Flaw::Brace => Kind::Config(ConfigProblem::LoneBrace),
        Flaw::Unknown(name) => {
            let names = Slot::ALL.iter().flat_map(|(_, zh, en)| [*zh, *en]);
            let nearest = nearest(&name, &names.collect::<Vec<_>>());
            Kind::Config(ConfigProblem::UnknownGap { name, nearest })
        }
    }
}

/// The folders of a list; one that is not there is odd, for it may be on a stick.
fn folders(node: &Node<'_>, folder: &Path, problems: &mut Problems<'_>) -> Vec<PathBuf> {
    let written = texts(node, "rubrics", problems);
    let places: Vec<At> = match &node.value {
        Value::List(items) => items.iter().map(|item| item.at).collect(),
        _ => vec![node.at],
    };
    let mut folders = Vec::with_capacity(written.len());
    for (words, at) in written.iter().zip(places) {
        let path = path_from(folder, words);
        if !reach::metadata(&path).is_ok_and(|found| found.is_dir()) {
            let missing = Kind::Config(ConfigProblem::NoFolder(words.clone()));
            problems.add(Severity::Warning, at, missing);
        }
        folders.push(path);
    }
    folders
}

/// The Word file of an office; one that is not there is odd, for it may be on a stick.
fn template_file(node: &Node<'_>, folder: &Path, problems: &mut Problems<'_>) -> Option<PathBuf> {
    if matches!(node.value, Value::Nothing) {
        return None;
    }
    let words = text(node, "report_template", problems)?;
    let path = path_from(folder, words);
    if !reach::metadata(&path).is_ok_and(|found| found.is_file()) {
        let missing = Kind::Config(ConfigProblem::NoTemplate(words.to_owned()));
        problems.add(Severity::Warning, node.at, missing);
    }
    Some(path)
}

/// A path as it is written in a file of this folder.
fn path_from(folder: &Path, words: &str) -> PathBuf {
    below_home(words).unwrap_or_else(|| folder.join(words))
}

/// `~/…` is below the user's home, as in a shell.
fn below_home(words: &str) -> Option<PathBuf> {
    let rest = words.strip_prefix("~/")?;
    Some(directories::BaseDirs::new()?.home_dir().join(rest))
}

/// One key as it was given.
struct GivenKey {
    action: usize,
    key: String,
    at: At,
}

/// The keys of the file while they are read.
struct Keys<'a, 'b, 'c> {
    known: &'a Known,
    problems: &'b mut Problems<'c>,
    all: Vec<GivenKeys>,
}

impl Keys<'_, '_, '_> {
    fn read(node: &Node<'_>, known: &Known, problems: &mut Problems<'_>) -> Vec<GivenKeys> {
        let Some(pairs) = node.pairs(problems) else {
            wrong_type(node, "keys", Expected::Mapping, problems);
            return Vec::new();
        };
        let mut keys = Keys { known, problems, all: Vec::new() };
        for pair in pairs {
            if let Some(place) = known.places.iter().find(|place| place.name == pair.key) {
                keys.place(place, &pair.value);
                continue;
            }
            let names: Vec<&'static str> = known.places.iter().map(|place| place.name).collect();
            let name = pair.key.to_string();
            let nearest = nearest(&name, &names);
            keys.error(pair.key_at, ConfigProblem::UnknownPlace { name, nearest });
        }
        keys.all
    }

    fn error(&mut self, at: At, problem: ConfigProblem) {
        self.problems.error(at, Kind::Config(problem));
    }

    fn place(&mut self, place: &KnownPlace, node: &Node<'_>) {
        let Some(pairs) = node.pairs(self.problems) else {
            wrong_type(node, place.name, Expected::Mapping, self.problems);
            return;
        };
        let (mut given, mut changed) = (Vec::new(), Vec::new());
        for pair in pairs {
            let found = place.actions.iter().position(|action| action.name == pair.key);
            let Some(action) = found else {
                let names: Vec<&'static str> =
                    place.actions.iter().map(|action| action.name).collect();
                let name = pair.key.to_string();
                let nearest = nearest(&name, &names);
                let problem = ConfigProblem::UnknownAction { place: place.name, name, nearest };
                self.error(pair.key_at, problem);
                continue;
            };
            changed.push(action);
            self.action(place, action, &pair.value, &mut given);
        }
        self.two_actions(place, &changed, &given);
        for action in changed {
            let keys = given.iter().filter(|key| key.action == action);
            let keys = keys.map(|key| key.key.clone()).collect();
            let action = place.actions[action].name;
            self.all.push(GivenKeys { place: place.name, action, keys });
        }
    }

    /// The keys of one action; one alone counts as a list of one.
    fn action(
        &mut self,
        place: &KnownPlace,
        action: usize,
        node: &Node<'_>,
        given: &mut Vec<GivenKey>,
    ) {
        let name = place.actions[action].name;
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            Value::Nothing => &[],
            _ => std::slice::from_ref(node),
        };
        if items.is_empty() {
            self.error(node.at, ConfigProblem::NoKey { action: name });
        }
        for item in items {
            let Some(written) = text(item, name, self.problems) else { continue };
            match (self.known.spelling)(written) {
                Ok(key) if place.is_text && is_text(&key) => {
                    self.error(item.at, ConfigProblem::LetterInText { key, place: place.name });
                }
                Ok(key) => given.push(GivenKey { action, key, at: item.at }),
                Err(instead) => {
                    let written = written.to_owned();
                    self.error(item.at, ConfigProblem::NotAKey { written, instead });
                }
            }
        }
    }

    /// A key that another action of the place has: by the file, further up, or by the table.
    fn two_actions(&mut self, place: &KnownPlace, named: &[usize], given: &[GivenKey]) {
        for (at, GivenKey { action, key, at: place_of_key }) in given.iter().enumerate() {
            let above = given[..at].iter().find(|other| other.key == *key);
            let of_table = || {
                let others = place.actions.iter().enumerate();
                let mut others = others.filter(|(other, _)| !named.contains(other));
                others.find(|(_, other)| other.keys.contains(key)).map(|(other, _)| other)
            };
            let other = above.map(|other| other.action).or_else(of_table);
            let Some(other) = other.filter(|other| other != action) else { continue };
            let problem = ConfigProblem::TwoActions {
                key: key.clone(),
                first: place.actions[other].name,
                second: place.actions[*action].name,
            };
            self.problems.error(*place_of_key, Kind::Config(problem));
        }
    }
}

/// Whether pressing a key of this spelling writes something.
fn is_text(key: &str) -> bool {
    key.chars().count() == 1 || key == "space" || key == "0-9"
}
