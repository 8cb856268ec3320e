//! One line of a journal: an element of a YAML list, in the words of the session file.
//!
//! ```yaml
//! - {no: 2, at: 2021-12-15T09:31:07+08:00, by: 张三@主机, about: 一/1/2b, edits: [{entry: 一/1/2b, is: {count: 3}}], score: 97, before: 5f2c…}
//! ```

use crate::session::Record;
use crate::storage::hash::ContentHash;
use crate::storage::lock::Holder;
use crate::storage::problem::{FileProblem, FileProblemKind as Kind};
use crate::storage::session_file::{read_record, record_flow, scalar};
use crate::storage::yaml::fields::text;
use crate::storage::yaml::{self, Fields, Node, Problems, Value, one_line};
use std::fmt::Write;

/// Who made a change, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The time in the local zone, `2021-12-15T09:31:07+08:00`.
    pub at: String,
    /// Login name and machine, `张三@主机`.
    pub by: String,
}

impl Author {
    /// Who holds a session, at this time.
    #[must_use]
    pub fn new(holder: &Holder, at: String) -> Self {
        let Holder { user, host, .. } = holder;
        let by = if host.is_empty() { user.clone() } else { format!("{user}@{host}") };
        Self { at, by }
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub no: u32,
    /// Who and when.
    pub author: Author,
    /// What happened.
    pub what: What,
    /// The hash of the line before; absent on the first.
    pub before: Option<ContentHash>,
}

/// What a line tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// 起点: the session file as it was when the journal began.
    Begun(String),
    /// 程序之外的改动: the session file as someone else left it.
    Outside(String),
    /// A change made in the program.
    Changed(Box<Record>),
}

impl Line {
    /// The line as it stands in the file, without its end.
    #[must_use]
    pub fn text(&self) -> String {
        let Author { at, by } = &self.author;
        let what = match &self.what {
            What::Begun(text) => format!("begun: {}", scalar(text)),
            What::Outside(text) => format!("outside: {}", scalar(text)),
            What::Changed(record) => record_flow(record),
        };
        let mut line =
            format!("- {{no: {}, at: {}, by: {}, {what}", self.no, scalar(at), scalar(by));
        if let Some(before) = &self.before {
            // Writing to a String cannot fail.
            let _ = write!(line, ", before: {before}");
        }
        line.push('}');
        line
    }

    /// Reads a line; `name` is what problems call the file.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<FileProblem>> {
        let mut problems = Problems::new(name, text);
        // What the program wrote itself is read at once; only the parser knows places.
        if let Some(root) = one_line::read(text)
            && let Some(line) = read(&root, &mut problems)
            && problems.errors() == 0
        {
            return Ok(line);
        }
        let mut problems = Problems::new(name, text);
        let line =
            yaml::parse_line(text, &mut problems).and_then(|root| read(&root, &mut problems));
        match line {
            Some(line) if problems.errors() == 0 => Ok(line),
            // A slip of the hand is not looked for: no hand wrote it.
            _ => Err(problems.into_list()),
        }
    }
}

/// The hash of a line, for the line behind it.
#[must_use]
pub(super) fn hash_of(text: &str) -> ContentHash {
    ContentHash::of(text)
}

fn read(root: &Node<'_>, problems: &mut Problems<'_>) -> Option<Line> {
    let Value::List(items) = &root.value else {
        problems.error(root.at, Kind::MissingKey("no"));
        return None;
    };
    let [item] = &items[..] else {
        problems.error(root.at, Kind::MissingKey("no"));
        return None;
    };
    let mut fields = Fields::of(item, "", problems)?;
    fields.required("no", problems);
    let no = fields.ordinal("no", problems);
    let at = fields.text("at", problems).unwrap_or_default();
    let by = fields.text("by", problems).unwrap_or_default();
    let begun = fields.text("begun", problems);
    let outside = fields.text("outside", problems);
    let what = match (begun, outside) {
        (Some(text), _) => What::Begun(text),
        (None, Some(text)) => What::Outside(text),
        (None, None) => What::Changed(Box::new(read_record(&mut fields, problems)?)),
    };
    let before = fields.node("before").map(|node| hash(node, problems));
    fields.finish(problems);
    let before = before.map_or(Some(None), |before| before.map(Some))?;
    Some(Line { no: no?, author: Author { at, by }, what, before })
}

fn hash(node: &Node<'_>, problems: &mut Problems<'_>) -> Option<ContentHash> {
    let written = text(node, "before", problems)?;
    let hash = ContentHash::parse(written);
    if hash.is_none() {
        problems.error(node.at, Kind::Malformed { key: "before", text: written.to_owned() });
    }
    hash
}
