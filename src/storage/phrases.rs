//! The remarks of the other sessions of a folder, for those who write the next one.

use super::head::read_head;
use super::paths::session_files;
use super::read::read_text;
use super::watch::{Watch, Work};
use super::{reach, session_file};
use crate::phrases::{Gathering, Others};
use crate::visible::path_words;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The most files that are looked at, the newest first.
pub const MOST_FILES: usize = 200;
/// The most bytes that are read of them.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// The remarks of the other sessions of a rubric in a folder, of the newest files alone. What
/// cannot be read has none: somebody who writes a remark is not told of other files. Where it
/// is stopped, what was read so far is known.
pub fn others(folder: &Path, open: &Path, rubric: &str, watch: &mut dyn Watch) -> Others {
    let mut gathering = Gathering::default();
    let mut left = MOST_BYTES;
    let files = newest(folder, open);
    let all = files.len();
    for (done, path) in files.into_iter().enumerate() {
        if watch.at(Work::Remarks, done, all).is_break() {
            break;
        }
        if !read_head(&path).is_ok_and(|head| head.rubric.id == rubric) {
            continue;
        }
        let Ok(text) = read_text(&path) else { continue };
        let Some(rest) = left.checked_sub(text.len()) else { break };
        left = rest;
        if let Ok(session) = session_file::parse_session(&path_words(&path), &text) {
            gathering.take(&session);
        }
    }
    gathering.finish()
}

/// The session files of a folder but one, the newest first.
fn newest(folder: &Path, open: &Path) -> Vec<PathBuf> {
    let paths = session_files(folder).unwrap_or_default();
    let others = paths.into_iter().filter(|path| path.file_name() != open.file_name());
    let changed = |path: &Path| reach::metadata(path).and_then(|found| found.modified());
    let mut dated: Vec<(SystemTime, PathBuf)> =
        others.map(|path| (changed(&path).unwrap_or(SystemTime::UNIX_EPOCH), path)).collect();
    dated.sort_by(|one, other| other.cmp(one));
    dated.truncate(MOST_FILES);
    dated.into_iter().map(|(_, path)| path).collect()
}
