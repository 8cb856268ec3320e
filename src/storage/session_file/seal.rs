//! The seal of a session file: whether there is a journal, how far into it the file goes, and
//! that nobody else has changed the file since.

use crate::storage::hash::ContentHash;

/// What the line begins with.
const KEY: &str = "journal: ";
/// What the line stands behind.
const BEHIND: &str = "summary: ";

/// `journal: {lines: 37, last: …, seal: …}`: written by the program only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalMark {
    /// How many lines of the journal the file holds; 0 where there was none.
    pub lines: u32,
    /// The hash of the last of those lines; empty where there is none, and in older files.
    pub last: String,
    /// SHA-256 of the file without these words; of an older file, of the hash of the last of
    /// those lines and of the file without this mark.
    pub seal: String,
}

/// Whether a session file is as the program left it, as far as the file itself can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SealState {
    /// There is no seal: an older program made the file, or people did, or it was taken away.
    #[default]
    None,
    /// Only the line of the journal that it names can tell: an older program sealed it.
    Older,
    /// It is.
    Whole,
    /// It was changed.
    Broken,
}

/// A session's text with the mark that it holds the first lines of its journal: how many, and
/// the hash of the last; `None` where there is no journal.
#[must_use]
pub fn seal(text: &str, end: Option<(u32, ContentHash)>) -> String {
    let (lines, last) = end.map_or((0, String::new()), |(lines, last)| (lines, last.to_string()));
    let mut mark = JournalMark { lines, last, seal: String::new() };
    mark.seal = ContentHash::of(&with_line(text, &mark.line())).to_string();
    with_line(text, &mark.line())
}

/// Whether a text is as the program left it.
#[must_use]
pub fn seal_state(text: &str, mark: Option<&JournalMark>) -> SealState {
    match mark {
        None => SealState::None,
        Some(JournalMark { lines: 1.., last, .. }) if last.is_empty() => SealState::Older,
        Some(mark) => {
            let unsealed = JournalMark { seal: String::new(), ..mark.clone() };
            let (line, without) = (mark.line(), unsealed.line());
            let lines = text.split_inclusive('\n');
            let text: String =
                lines.map(|held| if held == line { without.as_str() } else { held }).collect();
            if ContentHash::of(&text).to_string() == mark.seal {
                SealState::Whole
            } else {
                SealState::Broken
            }
        }
    }
}

/// Whether an older text is the very one that was sealed with a line of this hash.
#[must_use]
pub(crate) fn is_sealed_with(text: &str, mark: &JournalMark, last: ContentHash) -> bool {
    let lines = text.split_inclusive('\n').filter(|line| !line.starts_with(KEY));
    let text = lines.collect::<String>();
    ContentHash::of(&format!("{last}\n{text}")).to_string() == mark.seal
}

impl JournalMark {
    /// The line as it stands in the file, with its end.
    fn line(&self) -> String {
        let Self { lines, last, seal } = self;
        let mut line = format!("{KEY}{{lines: {lines}");
        for (key, hash) in [("last", last), ("seal", seal)] {
            if !hash.is_empty() {
                line = format!("{line}, {key}: {hash}");
            }
        }
        line + "}\n"
    }
}

fn with_line(text: &str, mark: &str) -> String {
    let mut marked = String::with_capacity(text.len() + mark.len());
    for line in text.split_inclusive('\n') {
        marked.push_str(line);
        if line.starts_with(BEHIND) {
            marked.push_str(mark);
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::{JournalMark, SealState, is_sealed_with, seal, seal_state};
    use crate::storage::hash::ContentHash;

    const TEXT: &str =
        "format: kaohe-session/1\nsummary: {open: 1, clauses: 2}\nentries:\n  甲: {}\n";

    fn mark(sealed: &str) -> JournalMark {
        let line = sealed.lines().nth(2).expect("a mark");
        let of = |key: &str| {
            let value = line.split(key).nth(1).unwrap_or_default();
            value.split([',', '}']).next().unwrap_or_default().to_owned()
        };
        let lines = of("lines: ").parse().expect("a number");
        JournalMark { lines, last: of("last: "), seal: of("seal: ") }
    }

    #[test]
    fn a_seal_covers_the_whole_file_and_its_own_line() {
        let last = ContentHash::of("行");
        for (end, lines) in [(Some((3, last)), 3), (None, 0)] {
            let sealed = seal(TEXT, end);
            let held = mark(&sealed);
            assert_eq!((held.lines, held.last.is_empty()), (lines, lines == 0));
            assert_eq!(seal_state(&sealed, Some(&held)), SealState::Whole);
            let others = [
                ("甲", "乙"),
                ("lines: ", "lines: 1"),
                ("{lines", "{ lines"),
                ("open: 1", "open: 2"),
            ];
            for (was, is) in others {
                let changed = sealed.replacen(was, is, 1);
                assert_ne!(changed, sealed);
                let counts = was == "lines: ";
                let held = if counts { mark(&changed) } else { held.clone() };
                // Lines without the hash of the last: an older mark, which the journal belies.
                let expected =
                    if counts && end.is_none() { SealState::Older } else { SealState::Broken };
                assert_eq!(seal_state(&changed, Some(&held)), expected, "{was}");
            }
            assert!(sealed.ends_with("entries:\n  甲: {}\n"));
        }
        let sealed = seal(TEXT, Some((3, last)));
        let other = sealed.replace(&last.to_string(), &ContentHash::of("别的").to_string());
        assert_eq!(seal_state(&other, Some(&mark(&other))), SealState::Broken);
    }

    #[test]
    fn an_older_seal_holds_for_one_text_and_one_line() {
        let last = ContentHash::of("行");
        let seal = ContentHash::of(&format!("{last}\n{TEXT}")).to_string();
        let mark = JournalMark { lines: 3, last: String::new(), seal };
        let sealed = super::with_line(TEXT, &mark.line());
        assert_eq!(seal_state(&sealed, Some(&mark)), SealState::Older);
        assert!(is_sealed_with(&sealed, &mark, last));
        assert!(!is_sealed_with(&sealed, &mark, ContentHash::of("别的行")));
        assert!(!is_sealed_with(&sealed.replace('甲', "乙"), &mark, last));
    }
}
