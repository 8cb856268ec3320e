//! Where files are, and what new ones are called.

use super::journal::journal_path;
use super::lock::lock_path;
use super::reach;
use super::save::{Attempt, SaveError};
use crate::comparison::Side;
use crate::lang::{Lang, words};
use crate::report::compared;
use crate::rubric::Rubric;
use crate::session::SessionHead;
use crate::visible::is_hidden;
use std::ffi::OsStr;
use std::fs::DirEntry;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What a session file ends in.
pub const SESSION_ENDING: &str = ".kaohe.yaml";
/// The longest part of a file name that comes from a unit or a rubric, in bytes; a name of
/// at most 255 bytes has to hold two of them, and a temporary file's is longer still.
const LONGEST_PART: usize = 90;

/// The user's folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    sessions: PathBuf,
    rubrics: PathBuf,
}

impl Folders {
    /// The user's folders: below `chosen` (the value of `KAOHE_DATA_DIR`) where it is given,
    /// else the system's place for data. `None` where the user has no home.
    #[must_use]
    pub fn find(chosen: Option<&OsStr>) -> Option<Self> {
        if let Some(data) = chosen.filter(|data| !data.is_empty()) {
            return Some(Self::in_data(Path::new(data)));
        }
        let system = directories::ProjectDirs::from("", "", "kaohe")?;
        Some(Self::in_data(system.data_dir()))
    }

    fn in_data(data: &Path) -> Self {
        Self { sessions: data.join("sessions"), rubrics: data.join("rubrics") }
    }

    /// One folder for everything: the sessions in it, the rubrics in its `rubrics`.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { sessions: folder.to_owned(), rubrics: folder.join("rubrics") }
    }

    /// Where sessions are kept when no other folder is named.
    #[must_use]
    pub fn sessions(&self) -> PathBuf {
        self.sessions.clone()
    }

    /// The user's own rubrics.
    #[must_use]
    pub fn rubrics(&self) -> PathBuf {
        self.rubrics.clone()
    }
}

/// Where the system keeps the user's configuration; `None` where the user has no home.
#[must_use]
pub fn config_file() -> Option<PathBuf> {
    let system = directories::ProjectDirs::from("", "", "kaohe")?;
    Some(system.config_dir().join("config.yaml"))
}

/// The name of a new session file: `2022年度_XX街道_现场考核_20221215.kaohe.yaml`.
#[must_use]
pub fn session_file_name(head: &SessionHead, rubric: &Rubric) -> String {
    format!("{}{SESSION_ENDING}", stem(head, rubric))
}

/// The name of a report: `2022年度_XX街道_考核评分表_20221215.docx`.
#[must_use]
pub fn report_file_name(head: &SessionHead, rubric: &Rubric, kind: &str, ending: &str) -> String {
    format!("{}.{ending}", stem_with(head, rubric, kind))
}

/// The name of a comparison: that of a report of the first session, for all the units.
#[must_use]
pub fn comparison_file_name(sides: &[Side<'_>], ending: &str) -> String {
    let Some(first) = sides.first() else { return String::new() };
    // File names are in the language of the documents.
    let (unit, kind) = compared(Lang::Zh, sides);
    let head = SessionHead { unit, ..first.session.head.clone() };
    report_file_name(&head, first.rubric, kind, ending)
}

/// The name of a ranking: `2022年度_考核结果排名表.docx`; without a year the rubric's id stands
/// there.
#[must_use]
pub fn ranking_file_name(year: Option<u16>, rubric: &str, kind: &str, ending: &str) -> String {
    let begins = year.map_or_else(|| file_name_part(rubric), |year| format!("{year}年度"));
    format!("{begins}_{kind}.{ending}")
}

/// The name of a report that a user typed, safely: it names no folder and has this ending.
/// None where nothing is left of it.
#[must_use]
pub fn chosen_file_name(typed: &str, ending: &str) -> Option<String> {
    let typed = typed.trim();
    let stem = typed.strip_suffix(ending).and_then(|stem| stem.strip_suffix('.')).unwrap_or(typed);
    let stem = file_name_part(stem);
    let reserved = is_reserved(stem.split('.').next().unwrap_or_default());
    (!stem.is_empty()).then(|| format!("{}{stem}.{ending}", if reserved { "_" } else { "" }))
}

/// The name without its ending.
fn stem(head: &SessionHead, rubric: &Rubric) -> String {
    // File names are in the language of the documents, whatever the screen shows.
    stem_with(head, rubric, words::mode(Lang::Zh, head.mode))
}

/// Year, unit, what it is, and the day.
fn stem_with(head: &SessionHead, rubric: &Rubric, what: &str) -> String {
    let year = match &rubric.head.edition {
        Some(year) if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{year}年度")
        }
        Some(edition) => edition.clone(),
        None => rubric.head.id.clone(),
    };
    let date = head.date.map(|date| date.to_string().replace('-', ""));
    let mut parts = vec![file_name_part(&year), file_name_part(&head.unit), what.to_owned()];
    parts.extend(date);
    parts.retain(|part| !part.is_empty());
    let stem = parts.join("_");
    // A name is reserved with any ending, `CON.甲` too.
    if is_reserved(stem.split('.').next().unwrap_or_default()) { format!("_{stem}") } else { stem }
}

/// Whether Windows takes a name for a device.
fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let port = name.strip_prefix("COM").or_else(|| name.strip_prefix("LPT"));
    let is_port = port.is_some_and(|port| {
        let mut number = port.chars();
        let digit = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
        number.next().is_some_and(digit) && number.next().is_none()
    });
    is_port || matches!(name.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
}

/// Words as a part of a file name, on every system: no separators, nothing a shell or a
/// file dialog chokes on, not too long.
fn file_name_part(words: &str) -> String {
    let forbidden = |c: char| {
        is_hidden(c)
            || c.is_whitespace()
            || matches!(c, '/' | '\\' | ':' | '*' | '?')
            || matches!(c, '"' | '<' | '>' | '|')
    };
    let safe: String = words.trim().chars().map(|c| if forbidden(c) { '_' } else { c }).collect();
    let mut part = safe.trim_matches(['.', '-', '_', '~']);
    if part.len() > LONGEST_PART {
        part = &part[..part.floor_char_boundary(LONGEST_PART)];
    }
    part.to_owned()
}

/// A path in `folder` for a new session that no file has yet; a number is put behind the
/// name where needed. Saving with [`super::save::Before::Nothing`] makes sure.
///
/// # Errors
/// The folder cannot be read.
pub fn new_session_path(
    folder: &Path,
    head: &SessionHead,
    rubric: &Rubric,
) -> Result<PathBuf, SaveError> {
    let stem = stem(head, rubric);
    let mut path = folder.join(format!("{stem}{SESSION_ENDING}"));
    let mut number = 1;
    // A journal without its session still belongs to one: of a move that was cut short. And so
    // does a lock: whoever holds it goes on as if the name were theirs.
    while !(is_free(&path)? && is_free(&journal_path(&path))? && is_free(&lock_path(&path))?) {
        number += 1;
        path = folder.join(format!("{stem}_{number}{SESSION_ENDING}"));
    }
    Ok(path)
}

/// Whether no file has this name.
///
/// # Errors
/// The system does not say.
pub(super) fn is_free(path: &Path) -> Result<bool, SaveError> {
    match reach::own_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(cause) => Err(SaveError::io(path, Attempt::Read)(cause)),
        Ok(_) => Ok(false),
    }
}

/// The session files of a folder, sorted by name; none where there is no such folder.
///
/// # Errors
/// The folder cannot be read.
pub fn session_files(folder: &Path) -> Result<Vec<PathBuf>, SaveError> {
    files(folder, is_session).map_err(SaveError::io(folder, Attempt::Read))
}

/// The rubric files of a folder, sorted by name; none where there is no such folder.
///
/// # Errors
/// The folder cannot be read.
pub fn rubric_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    files(folder, |name| is_yaml(name) && !is_session(name))
}

/// Whether a file name is that of a session; the part before its ending may be invalid text.
#[must_use]
pub fn is_session(name: &OsStr) -> bool {
    name.as_encoded_bytes().ends_with(SESSION_ENDING.as_bytes())
}

/// Whether a name is that of a YAML file.
pub(super) fn is_yaml(name: impl AsRef<OsStr>) -> bool {
    let ending = Path::new(&name).extension();
    ending.is_some_and(|ending| ending == "yaml" || ending == "yml")
}

fn files(folder: &Path, wanted: impl Fn(&OsStr) -> bool) -> std::io::Result<Vec<PathBuf>> {
    let entries = match reach::list(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(cause),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        let name = path.file_name().unwrap_or_default();
        let is_seen = !name.as_encoded_bytes().starts_with(b".");
        if wanted(name) && is_seen && is_file(&entry) {
            found.push(path);
        }
    }
    // All in one folder: by their bytes, which is quicker than part by part.
    found.sort_by(|one, other| one.as_os_str().cmp(other.as_os_str()));
    Ok(found)
}

/// Whether an entry of a folder is a file, or leads to one. Where links are not followed one
/// is listed all the same: whoever opens it is told why not.
fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| match kind.is_symlink() {
        true if reach::is_confined() => true,
        true => entry.path().is_file(),
        false => kind.is_file(),
    })
}
