//! 常用语: what a remark can be made of, so that it need not be typed again.
//!
//! What was written under the same clause before, here and in other sessions, the document's
//! own words, and templates. Nothing here knows where a session comes from.

mod parts;
mod says;
mod template;

pub use parts::parts;
pub use says::{Says, of_clause, said};
pub use template::{Flaw, Known, Slot, Template};

use crate::rubric::{Home, Rubric, Subject};
use crate::session::{Entry, Ledger, LedgerRow, Session};
use std::collections::{BTreeMap, HashMap};

/// The most phrases of other sessions that are kept for one clause.
pub const MOST_OF_OTHERS: usize = 50;

/// Where a phrase comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A remark of this session.
    Own,
    /// A remark of another session of the same rubric.
    Other,
    /// The document.
    Document,
    /// A template, filled in as far as things are known.
    Template,
    /// 随机抽查: a name that was drawn and has no finding yet.
    Drawn,
    /// The subject of a finding.
    Subject,
    /// A list of names that a sample was drawn from.
    Names,
}

/// Something that can be put into a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Where it comes from.
    pub source: Source,
    /// The words.
    pub text: String,
}

/// The remarks of other sessions by the id of the clause or item, the most used first, of
/// equals the newest.
pub type Others = BTreeMap<String, Vec<String>>;

/// The phrases for a clause or an item, each once: own remarks, those of others, the `words` of
/// the document, then the `filled` templates.
#[must_use]
pub fn phrases(
    rubric: &Rubric,
    session: &Session,
    others: &Others,
    (subject, id): (Subject, &str),
    (words, filled): (Vec<String>, Vec<String>),
) -> Vec<Phrase> {
    let mut all = Collected::default();
    all.extend(Source::Own, own(session, id));
    all.extend(Source::Other, others.get(id).into_iter().flatten().cloned());
    all.extend(Source::Document, words);
    all.extend(Source::Document, criteria(rubric, subject).map(str::to_owned));
    all.extend(Source::Template, filled);
    all.phrases
}

/// Under which name the remarks on a clause of a ledger are kept among those of others; no
/// clause or item of the tree has an id that begins with a blank.
#[must_use]
pub fn row_key(ledger: Ledger, no: &str) -> String {
    let ledger = match ledger {
        Ledger::Bonus => "bonus",
        Ledger::Veto => "veto",
        Ledger::Direct => "direct",
    };
    format!(" {ledger} {no}")
}

/// The phrases for a row of a ledger, each once, in the order of [`phrases`].
#[must_use]
pub fn row_phrases(
    session: &Session,
    others: &Others,
    (ledger, no): (Ledger, &str),
    (words, filled): (Vec<String>, Vec<String>),
) -> Vec<Phrase> {
    let rows = session.ledger(ledger).iter().rev().filter(|row| row.clause == no);
    let mut all = Collected::default();
    all.extend(Source::Own, rows.filter_map(remark_of_row).map(str::to_owned));
    let of_others = others.get(&row_key(ledger, no));
    all.extend(Source::Other, of_others.into_iter().flatten().cloned());
    all.extend(Source::Document, words);
    all.extend(Source::Template, filled);
    all.phrases
}

fn remark_of_row(row: &LedgerRow) -> Option<&str> {
    Some(row.remark.trim()).filter(|remark| !remark.is_empty())
}

/// Texts of one source each, in their order, each text once.
#[must_use]
pub fn each_once(texts: impl IntoIterator<Item = (Source, String)>) -> Vec<Phrase> {
    let mut all = Collected::default();
    for (source, text) in texts {
        all.extend(source, [text]);
    }
    all.phrases
}

/// 评分标准 of the item that a clause belongs to. That of an item that is judged says how to
/// judge it, which is no remark.
fn criteria(rubric: &Rubric, subject: Subject) -> Option<&str> {
    let item = match subject {
        Subject::Indicator(_) => return None,
        Subject::Clause(clause) => match rubric.clause(clause).home {
            Home::Item(item) => item,
            Home::Bonus | Home::Direct => return None,
        },
    };
    rubric.indicator(item).criteria.as_deref().filter(|words| !says::is_note(words))
}

/// The remarks under an id, the newest first.
fn own(session: &Session, id: &str) -> Vec<String> {
    let entries = session.entry(id).into_iter().chain(session.earlier_of(id));
    entries.flat_map(remarks).map(str::to_owned).collect()
}

/// The remarks of an entry: those of its findings, the last one first, then its own.
fn remarks(entry: &Entry) -> impl Iterator<Item = &str> {
    let of_findings = entry.findings.iter().rev().map(|finding| finding.remark.as_str());
    let all = of_findings.chain(std::iter::once(entry.remark.as_str()));
    all.map(str::trim).filter(|remark| !remark.is_empty())
}

/// Phrases, each once.
#[derive(Default)]
struct Collected {
    phrases: Vec<Phrase>,
}

impl Collected {
    fn extend(&mut self, source: Source, texts: impl IntoIterator<Item = String>) {
        for text in texts {
            if !self.phrases.iter().any(|held| held.text == text) {
                self.phrases.push(Phrase { source, text });
            }
        }
    }
}

/// Gathers the remarks of other sessions, which are given to it from the newest on.
#[derive(Debug, Default)]
pub struct Gathering {
    ids: BTreeMap<String, HashMap<String, Used>>,
    order: usize,
}

/// How often a remark was written, and how early it was met.
#[derive(Debug)]
struct Used {
    times: usize,
    order: usize,
}

impl Gathering {
    /// Takes the remarks of a session.
    pub fn take(&mut self, session: &Session) {
        for (id, entry) in &session.entries {
            remarks(entry).for_each(|remark| self.put(id, remark));
        }
        for ledger in [Ledger::Bonus, Ledger::Veto, Ledger::Direct] {
            for row in session.ledger(ledger).iter().rev() {
                if let Some(remark) = remark_of_row(row) {
                    self.put(&row_key(ledger, &row.clause), remark);
                }
            }
        }
    }

    fn put(&mut self, id: &str, remark: &str) {
        self.order += 1;
        let order = self.order;
        // No clause or remark is copied that is known already.
        if !self.ids.contains_key(id) {
            self.ids.insert(id.to_owned(), HashMap::new());
        }
        let Some(known) = self.ids.get_mut(id) else { return };
        match known.get_mut(remark) {
            Some(used) => used.times += 1,
            None => drop(known.insert(remark.to_owned(), Used { times: 1, order })),
        }
    }

    /// The remarks by id, the most used first, of equals the newest.
    #[must_use]
    pub fn finish(self) -> Others {
        let sorted = |known: HashMap<String, Used>| {
            let mut known: Vec<(String, Used)> = known.into_iter().collect();
            known.sort_by_key(|(_, used)| (std::cmp::Reverse(used.times), used.order));
            known.truncate(MOST_OF_OTHERS);
            known.into_iter().map(|(remark, _)| remark).collect()
        };
        self.ids.into_iter().map(|(id, known)| (id, sorted(known))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Gathering, Source, phrases};
    use crate::rubric::{Clause, Home, Indicator, IndicatorKind, Rubric};
    use crate::session::{Entry, Finding, Session};

    fn rubric() -> Rubric {
        let mut rubric = Rubric::default();
        let item = Indicator {
            no: "1".to_owned(),
            kind: IndicatorKind::Clauses,
            criteria: Some("查台账".to_owned()),
            ..Indicator::default()
        };
        let item = rubric.add_indicator(None, item);
        let clause = Clause { no: "a".to_owned(), home: Home::Item(item), ..Clause::default() };
        rubric.add_clause(clause);
        rubric
    }

    fn session(remark: &str, of_findings: &[&str]) -> Session {
        let finding =
            |remark: &&str| Finding { remark: (*remark).to_owned(), ..Finding::default() };
        let findings = of_findings.iter().map(finding).collect();
        let entry = Entry { remark: remark.to_owned(), findings, ..Entry::default() };
        Session { entries: [("1/a".to_owned(), entry)].into(), ..Session::default() }
    }

    #[test]
    fn own_remarks_come_first_and_each_phrase_once() {
        let rubric = rubric();
        let mut others = Gathering::default();
        for other in
            [session("少签字", &[]), session("未报", &["缺页", "缺页"]), session("", &[" "])]
        {
            others.take(&other);
        }
        let own = session("未报", &["甲", "乙"]);
        let subject = rubric.find("1/a").expect("the clause");
        let about = (subject, "1/a");
        let found = phrases(
            &rubric,
            &own,
            &others.finish(),
            about,
            (vec!["未报".to_owned()], vec!["甲".to_owned(), "共1项".to_owned()]),
        );
        let found: Vec<(Source, &str)> =
            found.iter().map(|phrase| (phrase.source, phrase.text.as_str())).collect();
        let expected = [
            (Source::Own, "乙"),
            (Source::Own, "甲"),
            (Source::Own, "未报"),
            (Source::Other, "缺页"),
            (Source::Other, "少签字"),
            (Source::Document, "查台账"),
            (Source::Template, "共1项"),
        ];
        assert_eq!(found, expected);
    }
}
