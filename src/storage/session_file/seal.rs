//! The seal of a session file: how far into its journal it goes, and that nobody else has
//! changed it since.

use crate::storage::hash::ContentHash;

/// What the line begins with.
const KEY: &str = "journal: ";
/// What the line stands behind.
const BEHIND: &str = "summary: ";

/// `journal: {lines: 37, seal: …}`: written by the program only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalMark {
    /// How many lines of the journal the file holds.
    pub lines: u32,
    /// SHA-256 of the hash of the last of those lines, and of the file without this mark.
    pub seal: String,
}

/// A session's text with the mark that it holds the first `lines` lines of its journal, the
/// last of which has the hash `last`.
#[must_use]
pub fn seal(text: &str, lines: u32, last: ContentHash) -> String {
    let mark = format!("{KEY}{{lines: {lines}, seal: {}}}\n", hash(text, last));
    let mut sealed = String::with_capacity(text.len() + mark.len());
    for line in text.split_inclusive('\n') {
        sealed.push_str(line);
        if line.starts_with(BEHIND) {
            sealed.push_str(&mark);
        }
    }
    sealed
}

/// Whether a text is the very one that was sealed with a line of this hash.
#[must_use]
pub fn is_sealed(text: &str, mark: &JournalMark, last: ContentHash) -> bool {
    let lines = text.split_inclusive('\n').filter(|line| !line.starts_with(KEY));
    hash(&lines.collect::<String>(), last).to_string() == mark.seal
}

fn hash(text: &str, last: ContentHash) -> ContentHash {
    ContentHash::of(&format!("{last}\n{text}"))
}

#[cfg(test)]
mod tests {
    use super::{JournalMark, is_sealed, seal};
    use crate::storage::hash::ContentHash;

    #[test]
    fn a_seal_holds_for_one_text_and_one_journal() {
        let text = "format: kaohe-session/1\nsummary: {open: 1, clauses: 2}\nentries:\n  甲: {}\n";
        let last = ContentHash::of("行");
        let sealed = seal(text, 3, last);
        let mark = sealed.lines().nth(2).and_then(|line| line.split("seal: ").nth(1));
        let seal = mark.map_or("", |mark| mark.trim_end_matches('}')).to_owned();
        let mark = JournalMark { lines: 3, seal };
        assert!(is_sealed(&sealed, &mark, last));
        assert!(!is_sealed(&sealed, &mark, ContentHash::of("别的行")));
        assert!(!is_sealed(&sealed.replace('甲', "乙"), &mark, last));
        assert!(sealed.ends_with("entries:\n  甲: {}\n"));
    }
}
