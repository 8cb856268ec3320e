//! 修改记录: what a journal tells, in words, ready to be shown.

use super::{Lang, forms, keys, messages, record, returned, samples, ui, words};
use crate::points::Points;
use crate::rubric::{Clause, Rubric, Subject};
use crate::session::{
    Change, Edit, Entry, Field, Ledger, LedgerRow, RubricReference, Sample, Session, SessionHead,
    Splice, State, Step, Value,
};
use crate::storage::journal::What;
use crate::storage::walk::Footstep;

/// How many digits of a hash tell one version of a rubric from another.
const SHORT_HASH: usize = 12;

/// One line of a journal in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// Its number.
    pub no: u32,
    /// When, as it stands there: `2021-12-15T09:31:07+08:00`.
    pub at: String,
    /// Who: `张三@主机`.
    pub by: String,
    /// How it came about.
    pub kind: Kind,
    /// What changed, each thing for itself.
    pub parts: Vec<Part>,
    /// 得分 afterwards, where the line tells one.
    pub score: Option<Points>,
    /// The reason given; empty where none was asked for.
    pub why: String,
    /// Whether what it says was there before is what was there.
    pub fits: bool,
}

/// How a line of a journal came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 起点.
    Begun,
    /// 程序之外的改动.
    Outside,
    /// A change, undone and redone ones too.
    Step(Step),
}

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The id of a clause or an item; what else it is about, where it is no entry.
    pub about: String,
    /// What of it: 说明, 情形; empty for the value itself.
    pub what: String,
    /// What was there; empty where nothing was.
    pub was: String,
    /// What is there; empty where nothing is.
    pub is: String,
}

messages! {
    title { zh: "修改记录", en: "History" }
    begun { zh: "起点", en: "begun" }
    outside { zh: "程序之外的改动", en: "changed outside the program" }
    undone { zh: "撤销", en: "undone" }
    redone { zh: "重做", en: "redone" }
    unconfirmed { zh: "中断时未按确认", en: "not confirmed, the program was ended" }
    begun_words { zh: "当时的考核文件全文", en: "the session file as it was then" }
    nothing_told { zh: "记录的内容没有变", en: "nothing recorded changed" }
    misfit { zh: "与前面的记录接不上", en: "does not fit the lines before" }
    earlier { zh: "上次记录", en: "earlier record" }
    nothing { zh: "无", en: "none" }
    finding_at(no: usize) { zh: "情形第 {no} 条", en: "finding {no}" }
    reason(why: &str) { zh: "原因：{why}", en: "reason: {why}" }
    score(score: &str) { zh: "得分 {score}", en: "score {score}" }
    more(count: usize) { zh: "等 {count} 处", en: "and so on, {count} in all" }
    no_journal { zh: "还没有修改记录：这份记录没有在程序里改过。", en: "There is no history: the session was never changed in the program." }
    never_changed(id: &str) { zh: "{id} 没有改过。", en: "{id} was never changed." }
}

impl Kind {
    /// The word of commands that print data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Outside => "outside",
            Self::Step(Step::Made) => "change",
            Self::Step(Step::Undone) => "undo",
            Self::Step(Step::Redone) => "redo",
            Self::Step(Step::Unconfirmed) => "unconfirmed",
        }
    }

    /// What people call it; nothing for a change that was simply made.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Begun => begun(lang),
            Self::Outside => outside(lang),
            Self::Step(Step::Made) => "",
            Self::Step(Step::Undone) => undone(lang),
            Self::Step(Step::Redone) => redone(lang),
            Self::Step(Step::Unconfirmed) => unconfirmed(lang),
        }
    }
}

impl HistoryRow {
    /// Whether something under this id changed, or under one below it.
    #[must_use]
    pub fn is_about(&self, id: &str) -> bool {
        self.parts.iter().any(|part| {
            let rest = part.about.strip_prefix(id);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// The time as people write it, without the zone: `2021-12-15 09:31:07`.
    #[must_use]
    pub fn time(&self) -> String {
        let end = self.at.char_indices().nth(19).map_or(self.at.len(), |(end, _)| end);
        self.at[..end].replacen('T', " ", 1)
    }

    /// What changed, on one line.
    #[must_use]
    pub fn summary(&self, lang: Lang) -> String {
        let mut words: Vec<String> = Vec::new();
        words.extend((!self.fits).then(|| misfit(lang).to_owned()));
        words.extend(Some(self.kind.word(lang).to_owned()).filter(|word| !word.is_empty()));
        words.extend(self.parts.first().map(|part| part.words(lang)));
        words.extend((self.parts.len() > 1).then(|| more(lang, self.parts.len())));
        words.join("  ")
    }

    /// What changed, a line for each thing, and the reason.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines: Vec<String> = self.parts.iter().map(|part| part.words(lang)).collect();
        match self.kind {
            Kind::Begun => lines.push(begun_words(lang).to_owned()),
            Kind::Outside | Kind::Step(_) if lines.is_empty() => {
                lines.push(nothing_told(lang).to_owned());
            }
            Kind::Outside | Kind::Step(_) => {}
        }
        lines.extend(Some(reason(lang, &self.why)).filter(|_| !self.why.is_empty()));
        lines
    }
}

impl Part {
    /// `一/1/2b 少 2 次 → 少 3 次`.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let or_nothing = |words: &str| {
            if words.is_empty() { nothing(lang).to_owned() } else { words.to_owned() }
        };
        let about = [self.about.as_str(), self.what.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|words| !words.is_empty()).collect();
        format!("{}  {} → {}", about.join(" "), or_nothing(&self.was), or_nothing(&self.is))
    }
}

/// A line of a journal in words; with those of a rubric where there is one.
#[must_use]
pub fn row(lang: Lang, rubric: Option<&Rubric>, step: &Footstep<'_>) -> HistoryRow {
    let (kind, score, why) = match &step.line.what {
        What::Begun(_) => (Kind::Begun, None, String::new()),
        What::Outside(_) => (Kind::Outside, None, String::new()),
        What::Changed(record) => (Kind::Step(record.step), record.score, record.why.clone()),
    };
    let mut parts = Vec::new();
    for (edit, inverse) in step.change.iter().flat_map(|change| change.parts()) {
        match (inverse, edit) {
            (Edit::Fields { fields: was, .. }, Edit::Fields { id, fields: is }) => {
                let about = About { lang, rubric, id, after: step.session };
                about.fields(was, is, &mut parts);
            }
            change => edit_parts(lang, rubric, change, &mut parts),
        }
    }
    let author = &step.line.author;
    let (at, by) = (author.at.clone(), author.by.clone());
    HistoryRow { no: step.line.no, at, by, kind, parts, score, why, fits: step.fits }
}

/// An entry of which parts changed, and the session after that.
struct About<'a> {
    lang: Lang,
    rubric: Option<&'a Rubric>,
    id: &'a str,
    after: Option<&'a Session>,
}

impl About<'_> {
    /// The parts that changed: what was there, and what is.
    fn fields(&self, was: &[Field], is: &[Field], parts: &mut Vec<Part>) {
        let lang = self.lang;
        let clause = self.rubric.and_then(|rubric| clause_of(rubric, self.id));
        let (mut before, mut after) = (Field::partial(was), Field::partial(is));
        let findings = |fields: &[Field]| {
            fields.iter().find_map(|field| match field {
                Field::Findings(splice) => Some((splice.at, splice.of, splice.gone)),
                _ => None,
            })
        };
        let mut label = None;
        if let (Some((at, of, gone)), Some((_, left, _))) = (findings(is), findings(was)) {
            (before.value, after.value) = self.counts((&before, of), (&after, left));
            label = (of > gone).then(|| finding_at(lang, at + 1));
        }
        let counted = (std::mem::take(&mut before.value), std::mem::take(&mut after.value));
        let value = |value: &Value| record::value(lang, clause, None, value);
        let mut push = |what: &str, was: String, is: String| {
            if was != is {
                let (about, what) = (self.id.to_owned(), what.to_owned());
                parts.push(Part { about, what, was, is });
            }
        };
        push("", value(&counted.0), value(&counted.1));
        let words = |entry: &Entry| entry_words(lang, clause, entry).into_iter().skip(1);
        for ((what, was), (_, is)) in words(&before).zip(words(&after)) {
            let is_finding = what == ui::label_finding(lang);
            push(label.as_deref().filter(|_| is_finding).unwrap_or(what), was, is);
        }
    }

    /// The values that findings stand for before and after, of lists that are so long by then.
    fn counts(&self, was: (&Entry, usize), is: (&Entry, usize)) -> (Value, Value) {
        let come = is.0.findings.iter().fold(0_u32, |sum, one| sum.saturating_add(one.count));
        let gone = was.0.findings.iter().fold(0_u32, |sum, one| sum.saturating_add(one.count));
        let entry = self.after.and_then(|session| session.entry(self.id));
        let after = entry.map_or(come, Entry::count);
        let before = after.saturating_sub(come).saturating_add(gone);
        let value = |(entry, length): (&Entry, usize), count| match length {
            0 => entry.value.clone(),
            _ => Value::Count(count),
        };
        (value(was, before), value(is, after))
    }
}

/// What an edit changed: what was there, and what is.
fn edit_parts(lang: Lang, rubric: Option<&Rubric>, change: (&Edit, &Edit), parts: &mut Vec<Part>) {
    let mut push = |about: &str, what: &str, was: String, is: String| {
        if was != is {
            parts.push(Part { about: about.to_owned(), what: what.to_owned(), was, is });
        }
    };
    match change {
        (Edit::Entry { entry: was, .. }, Edit::Entry { id, entry: is }) => {
            let nothing = Entry::default();
            let was = was.as_ref().unwrap_or(&nothing);
            let is = is.as_ref().unwrap_or(&nothing);
            let clause = rubric.and_then(|rubric| clause_of(rubric, id));
            for ((what, was), (_, is)) in
                entry_words(lang, clause, was).into_iter().zip(entry_words(lang, clause, is))
            {
                push(id, what, was, is);
            }
        }
        (Edit::Earlier { entry: was, .. }, Edit::Earlier { id, entry: is }) => {
            let words = |entry: &Option<Entry>| {
                let clause = rubric.and_then(|rubric| clause_of(rubric, id));
                entry
                    .as_ref()
                    .map_or_else(String::new, |entry| record::entry(lang, clause, None, entry))
            };
            push(id, earlier(lang), words(was), words(is));
        }
        (Edit::Rubric(was), Edit::Rubric(is)) => {
            let words = |rubric: &RubricReference| {
                let short: String = rubric.sha256.chars().take(SHORT_HASH).collect();
                format!("{} {short}", rubric.id)
            };
            push(words::rubric(lang), "", words(was), words(is));
        }
        (Edit::Ledger { rows: was, .. }, Edit::Ledger { ledger, rows: is })
        | (
            Edit::Rows { splice: Splice { new: was, .. }, .. },
            Edit::Rows { ledger, splice: Splice { new: is, .. } },
        ) => {
            let about = ledger_word(lang, *ledger);
            for (was, is) in changed_rows(was, is) {
                push(about, "", row_words(lang, was), row_words(lang, is));
            }
        }
        (Edit::Sample { sample: was, .. }, Edit::Sample { id, sample: is }) => {
            let words = |sample: &Option<Sample>| samples::in_full(lang, sample.as_ref());
            push(id, samples::label(lang), words(was), words(is));
        }
        (Edit::Factor { option: was, .. }, Edit::Factor { no, option: is }) => {
            let words = |option: &Option<String>| option.clone().unwrap_or_default();
            push(&forms::factor(lang, no), "", words(was), words(is));
        }
        (Edit::Head(was), Edit::Head(is)) => {
            let pairs = head_words(lang, was).into_iter().zip(head_words(lang, is));
            for ((what, was), (_, is)) in pairs {
                push(what, "", was, is);
            }
        }
        // Several are taken apart before, and an edit is taken back by one of its kind.
        _ => {}
    }
}

fn clause_of<'a>(rubric: &'a Rubric, id: &str) -> Option<&'a Clause> {
    match rubric.find(id) {
        Some(Subject::Clause(clause)) => Some(rubric.clause(clause)),
        _ => None,
    }
}

/// What a step back or forth is about: an id, how many entries, a ledger, what of the head.
#[must_use]
pub fn named(lang: Lang, change: &Change, back: bool) -> String {
    let about = change.about.as_str();
    let parts = change.parts();
    let is_entry = |(edit, _): &&(&Edit, &Edit)| edit.entry_id().is_some();
    match (parts.iter().filter(is_entry).count(), parts.first()) {
        (count @ 2.., _) if about.is_empty() => ui::entries(lang, count),
        (count @ 2.., _) => ui::entries_below(lang, about, count),
        _ if !about.is_empty() => about.to_owned(),
        (_, Some((Edit::Ledger { ledger, .. } | Edit::Rows { ledger, .. }, _))) => {
            ledger_word(lang, *ledger).to_owned()
        }
        (_, Some((Edit::Factor { no, .. }, _))) => forms::factor(lang, no),
        (_, Some((Edit::Head(is), Edit::Head(was)))) if is.state != was.state => {
            let made = if back { was.state } else { is.state };
            let is_final = made == State::Final;
            if is_final { keys::finalise(lang) } else { forms::reopen(lang) }.to_owned()
        }
        _ => keys::head(lang).to_owned(),
    }
}

fn ledger_word(lang: Lang, ledger: Ledger) -> &'static str {
    match ledger {
        Ledger::Bonus => words::bonus(lang),
        Ledger::Veto => words::veto(lang),
        Ledger::Direct => words::direct(lang),
    }
}

/// What stands in an entry: what of it, and the words.
fn entry_words(lang: Lang, clause: Option<&Clause>, entry: &Entry) -> [(&'static str, String); 8] {
    let value = match entry.value {
        // Findings are the count.
        Value::Open if !entry.findings.is_empty() => Value::Count(entry.count()),
        ref value => value.clone(),
    };
    let findings: Vec<String> =
        entry.findings.iter().map(|finding| record::finding(lang, clause, finding)).collect();
    [
        ("", record::value(lang, clause, None, &value)),
        (ui::label_finding(lang), listed(lang, &findings)),
        (words::remark(lang), entry.remark.clone()),
        (words::evidence(lang), listed(lang, &entry.evidence)),
        (forms::date(lang), entry.date.map_or_else(String::new, |date| date.to_string())),
        (returned::label_accepted(lang), returned::accepted(lang, entry.accepted.as_deref())),
        (returned::label_returned(lang), returned::words(lang, entry.returned.as_deref())),
        (
            record::correction_word(lang),
            entry.correction.as_ref().map_or_else(String::new, |it| record::correction(lang, it)),
        ),
    ]
}

fn head_words(lang: Lang, head: &SessionHead) -> [(&'static str, String); 6] {
    [
        (words::unit(lang), head.unit.clone()),
        (forms::tags(lang), listed(lang, &head.tags)),
        (forms::mode(lang), words::mode(lang, head.mode).to_owned()),
        (words::assessors(lang), listed(lang, &head.assessors)),
        (words::date(lang), head.date.map_or_else(String::new, |date| date.to_string())),
        (ui::label_state(lang), words::state(lang, head.state).to_owned()),
    ]
}

/// The rows of a ledger that differ. One that was changed stands in its old place.
fn changed_rows<'a>(
    was: &'a [LedgerRow],
    is: &'a [LedgerRow],
) -> Vec<(Option<&'a LedgerRow>, Option<&'a LedgerRow>)> {
    let mut new: Vec<&LedgerRow> = is.iter().collect();
    let mut gone = Vec::new();
    for row in was {
        match new.iter().position(|new| *new == row) {
            Some(same) => drop(new.remove(same)),
            None => gone.push(row),
        }
    }
    if gone.len() == new.len() {
        return gone.into_iter().map(Some).zip(new.into_iter().map(Some)).collect();
    }
    let gone = gone.into_iter().map(|row| (Some(row), None));
    gone.chain(new.into_iter().map(|row| (None, Some(row)))).collect()
}

fn row_words(lang: Lang, row: Option<&LedgerRow>) -> String {
    let Some(row) = row else { return String::new() };
    let mut words = vec![row.clause.clone()];
    words.extend(row.award.map(|award| award.to_string()));
    words.extend(row.share.map(words::percent));
    words.push(record::row(row));
    words.push(listed(lang, &row.evidence));
    words.retain(|words| !words.is_empty());
    words.join("  ")
}

fn listed(lang: Lang, words: &[String]) -> String {
    words.join(lang.semicolon())
}
