//! What the right side of the review screen says about the selected row: plain
//! lines of text. Every number in them comes from the scorecard.

pub mod changes;
mod indicator;
mod total;

use super::action::Keymap;
use super::app::{App, Review};
use super::tree::Node;
use super::widgets::text;
use crate::lang::steps::Wording;
use crate::lang::{
    Lang, changes as say, corrections, margins, record, returned, samples, steps, trial, ui, words,
};
use crate::points::Points;
use crate::rubric::{ClauseIndex, Effect, GroupIndex, Rubric, Subject};
use crate::score::{Completion, Mark};
use crate::session::{Correction, Date, Entry, Finding, Value};

/// How a line is meant; the theme says how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary.
    Normal,
    /// Matters less.
    Dim,
    /// The heading.
    Title,
    /// 无问题.
    Met,
    /// 有问题.
    Found,
    /// 未评.
    Open,
    /// Has to be seen.
    Danger,
}

/// A line as it is drawn: a label that is set back, and the text behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The label, on the first line of its paragraph.
    pub label: String,
    /// At which column the text begins.
    pub indent: usize,
    /// The text; it fits.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

/// The lines about the selected row, `width` cells wide.
#[must_use]
pub fn lines(app: &App, review: &Review, width: usize) -> Vec<Line> {
    written(Page::new(app, review, width)).lines
}

/// The first lines about the selected row, at least `most` of them where there are so many, and
/// how many there are about: what nobody sees is measured, not broken into lines.
#[must_use]
pub fn first_lines(app: &App, review: &Review, width: usize, most: usize) -> (Vec<Line>, usize) {
    let page = written(Page { most, ..Page::new(app, review, width) });
    let all = page.lines.len() + page.below;
    (page.lines, all)
}

fn written(mut page: Page<'_>) -> Page<'_> {
    let review = page.review;
    match review.tree.selected() {
        Node::Total => total::page(&mut page),
        Node::Indicator(index) => match review.rubric.only_clause(index) {
            Some(clause) => self::clause(&mut page, clause),
            None => indicator::page(&mut page, index),
        },
        Node::Clause(index) => clause(&mut page, index),
        node => beside(&mut page, node),
    }
    page
}

/// Of the selected row only what is needed to record something: its words, its rule, what is
/// recorded and what that comes to.
#[must_use]
pub fn brief(app: &App, review: &Review, width: usize) -> Vec<Line> {
    let mut page = Page::new(app, review, width);
    match review.tree.selected() {
        Node::Total => total::brief(&mut page),
        Node::Indicator(index) => match review.rubric.only_clause(index) {
            Some(clause) => clause_itself(&mut page, clause),
            None => indicator::brief(&mut page, index),
        },
        Node::Clause(index) => clause_itself(&mut page, index),
        node => beside(&mut page, node),
    }
    page.lines
}

/// What the rubric does not know.
fn beside(page: &mut Page<'_>, node: Node) {
    match node {
        Node::UnknownHeading => {
            page.heading(ui::unknown_entries(page.lang), Tone::Title);
            page.text(ui::unknown_entry_note(page.lang), Tone::Normal);
        }
        Node::Unknown(place) => unknown(page, place),
        Node::Total | Node::Indicator(_) | Node::Clause(_) => {}
    }
}

/// A page that is being written.
struct Page<'a> {
    lang: Lang,
    star: &'static str,
    keys: &'a Keymap,
    review: &'a Review,
    today: Option<Date>,
    width: usize,
    lines: Vec<Line>,
    /// From so many lines on what is put is only measured.
    most: usize,
    /// How many lines that is, nearly.
    below: usize,
}

impl<'a> Page<'a> {
    fn new(app: &'a App, review: &'a Review, width: usize) -> Self {
        let App { lang, symbols, keys, today, .. } = app;
        let (lang, today, star) = (*lang, *today, symbols.star);
        let (lines, most, below) = (Vec::new(), usize::MAX, 0);
        Self { lang, star, keys, review, today, width, lines, most, below }
    }

    fn rubric(&self) -> &'a Rubric {
        &self.review.rubric
    }

    fn wording(&self) -> Wording<'a> {
        Wording::new(self.lang, self.rubric().head.decimals)
    }

    fn show(&self, points: Points) -> String {
        points.show(self.rubric().head.decimals)
    }

    /// What limits hide, behind the steps they stand in; nothing where they hide nothing.
    fn hidden(&self, points: Points) -> String {
        if points.is_zero() {
            return String::new();
        }
        margins::hidden_here(self.lang, &self.show(points))
    }

    /// `3/12 = 25%`.
    fn completion(&self, rate: Completion) -> String {
        let percent = rate.percent(self.rubric().head.decimals);
        format!("{}/{} = {percent}%", rate.done, rate.tasks)
    }

    fn heading(&mut self, text: &str, tone: Tone) {
        self.put("", 0, text, tone);
    }

    /// A paragraph over the whole width.
    fn text(&mut self, text: &str, tone: Tone) {
        self.put("", 0, text, tone);
    }

    /// An empty line, unless one is there already.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.text.is_empty()) {
            self.put("", 0, "", Tone::Normal);
        }
    }

    /// A paragraph behind a label; nothing where there is no text.
    fn labelled(&mut self, label: &str, text: &str, tone: Tone) {
        if text.is_empty() {
            return;
        }
        let indent = match self.lang {
            Lang::Zh => 5,
            Lang::En => 10,
        };
        if text::width(label) >= indent {
            self.put(label, indent.max(text::width(label) + 1), text, tone);
        } else {
            self.put(label, indent, text, tone);
        }
    }

    fn put(&mut self, label: &str, indent: usize, text: &str, tone: Tone) {
        let room = self.width.saturating_sub(indent).max(1);
        let text = self.keys.told(self.lang, text);
        if self.lines.len() >= self.most {
            self.below += text.split('\n').map(|line| lines_of(line, room)).sum::<usize>();
            return;
        }
        for (place, text) in text::wrap(&text, room).into_iter().enumerate() {
            let label = if place == 0 { label.to_owned() } else { String::new() };
            self.lines.push(Line { label, indent, text, tone });
        }
    }

    /// What is recorded under an id, with everything around it.
    fn entry(&mut self, clause: Option<ClauseIndex>, id: &str, entry: &Entry) {
        let lang = self.lang;
        let held = clause.map(|clause| self.rubric().clause(clause));
        if entry.value != Value::Open || entry.findings.is_empty() {
            let words = record::value(lang, held, self.review.year(), &entry.value);
            let tone = if entry.is_open() { Tone::Open } else { Tone::Normal };
            self.labelled(ui::label_recorded(lang), &words, tone);
        }
        let (rubric, session, card) = (self.rubric(), &self.review.session, &self.review.card);
        let told = crate::score::of_entry(rubric, session, card, (id, entry));
        // What the rubric does not have stands below a heading that says so.
        if let Some(why) = told.filter(|why| *why != crate::score::Why::Unknown) {
            let what = crate::score::What::Entry(id.to_owned());
            let words = crate::lang::uncounted::why(lang, &what, &why);
            self.labelled(ui::label_attention(lang), &words, Tone::Found);
        }
        for finding in &entry.findings {
            let alone = Finding { correction: None, ..finding.clone() };
            let words = record::finding(lang, held, &alone);
            self.labelled(ui::label_finding(lang), &words, Tone::Normal);
            if let Some(correction) = &finding.correction {
                self.correction(correction);
            }
        }
        self.labelled(ui::label_remark(lang), &entry.remark, Tone::Normal);
        let between = lang.comma();
        self.labelled(ui::label_evidence(lang), &entry.evidence.join(between), Tone::Normal);
        let date = entry.date.map_or_else(String::new, |date| date.to_string());
        self.labelled(ui::label_date(lang), &date, Tone::Normal);
        if let Some(correction) = &entry.correction {
            self.correction(correction);
        }
        let accepted = returned::accepted(lang, entry.accepted.as_deref());
        self.labelled(returned::label_accepted(lang), &accepted, Tone::Normal);
        if let Some(held) = &entry.returned {
            let tone = if held.is_answered() { Tone::Normal } else { Tone::Danger };
            self.labelled(returned::label_returned(lang), &held.comment, tone);
            self.labelled(returned::label_reply(lang), &returned::answer(lang, held), tone);
        }
        if let Some(real) = self.review.tried_from(id) {
            let words = record::entry(lang, held, self.review.year(), &real);
            self.labelled(trial::label_real(lang), &words, Tone::Open);
        }
        if let Some(item) = self.review.rubric.find(id).and_then(|s| self.review.left_out_with(s)) {
            self.labelled(ui::label_attention(lang), &ui::item_left_out(lang, item), Tone::Open);
        }
    }

    /// 整改, on a line of its own; what is late stands out.
    fn correction(&mut self, correction: &Correction) {
        let lang = self.lang;
        let mut words = record::correction(lang, correction);
        let is_overdue = correction.is_overdue(self.today);
        if is_overdue {
            words = format!("{words}  {}", corrections::is_overdue(lang));
        }
        let tone = if is_overdue { Tone::Danger } else { Tone::Normal };
        self.labelled(record::correction_word(lang), &words, tone);
    }

    /// What was drawn for a subject, and which of it has findings.
    fn samples(&mut self, subject: Subject) {
        let (lang, review) = (self.lang, self.review);
        for (id, sample) in review.samples_for(subject) {
            let words = samples::summary(lang, sample);
            let is_own = id == review.id_of(subject);
            let words = if is_own { words } else { samples::for_item(lang, id, &words) };
            self.labelled(samples::label(lang), &words, Tone::Normal);
            if !sample.is_repeatable() {
                self.labelled("", samples::not_repeatable(lang), Tone::Danger);
            }
            for name in &sample.drawn {
                let (words, tone) = if review.has_finding(id, name) {
                    (samples::with_finding(lang, name), Tone::Found)
                } else if review.is_unlooked_at(subject) {
                    (samples::not_looked_at(lang, name), Tone::Open)
                } else {
                    (samples::without_finding(lang, name), Tone::Normal)
                };
                self.labelled(samples::label_drawn(lang), &words, tone);
            }
        }
    }

    /// What was recorded under an id before its clause changed, or in the last assessment.
    fn earlier(&mut self, clause: Option<ClauseIndex>, id: &str) {
        let lang = self.lang;
        let held = clause.map(|clause| self.rubric().clause(clause));
        for entry in self.review.session.earlier_of(id) {
            let words = record::earlier(lang, held, entry);
            let is_unfinished = entry.unfinished().next().is_some();
            let tone = if is_unfinished { Tone::Open } else { Tone::Dim };
            self.labelled(say::label_earlier(lang), &words, tone);
        }
    }

    fn readings(&mut self, id: &str) {
        for reading in self.rubric().readings_about(id) {
            self.reading(&reading.says, &reading.because);
        }
    }

    fn reading(&mut self, says: &str, because: &str) {
        self.gap();
        self.labelled(ui::label_reading(self.lang), says, Tone::Normal);
        self.labelled(ui::label_because(self.lang), because, Tone::Dim);
    }
}

/// How many lines a paragraph takes, but for what breaking it between words costs.
fn lines_of(paragraph: &str, room: usize) -> usize {
    text::width(paragraph).div_ceil(room).max(1)
}

/// The tone of a mark.
#[must_use]
pub fn tone_of(mark: Mark) -> Tone {
    match mark {
        Mark::Open => Tone::Open,
        Mark::Met => Tone::Met,
        Mark::Found => Tone::Found,
        Mark::NotApplicable => Tone::Dim,
    }
}

fn clause(page: &mut Page<'_>, index: ClauseIndex) {
    clause_itself(page, index);
    let review = page.review;
    let clause = page.rubric().clause(index);
    if let Some(item) = review.item_of(index) {
        indicator::derivation(page, item);
    }
    page.readings(&clause.id);
    if let Some(item) = review.item_of(index) {
        page.gap();
        indicator::around(page, item, clause.office.as_deref(), &clause.duties);
    }
}

/// A clause with what is recorded, as far as the limits around it.
fn clause_itself(page: &mut Page<'_>, index: ClauseIndex) {
    let (lang, review) = (page.lang, page.review);
    let clause = page.rubric().clause(index);
    let result = &review.card.clauses[index.0];
    let star = if clause.star { format!("  {}", page.star) } else { String::new() };
    let state = if clause.repeated { "" } else { words::mark(lang, result.mark) };
    page.heading(&format!("{}  {state}{star}", clause.id), tone_of(result.mark));
    page.text(&words::sentence(page.rubric(), index), Tone::Normal);
    page.gap();
    if let Some(item) = review.item_of(index) {
        let title = &page.rubric().indicator(item).title;
        page.labelled(ui::label_about(lang), title, Tone::Dim);
    }
    page.labelled(ui::label_rule(lang), &words::rule(lang, clause), Tone::Normal);
    page.labelled(
        ui::label_exempt(lang),
        clause.exempt.as_deref().unwrap_or_default(),
        Tone::Normal,
    );
    if !clause.repeated {
        page.entry(Some(index), &clause.id, &review.entry(&clause.id));
        let steps = steps::line(page.wording().of_clause(clause), &result.steps);
        page.labelled(ui::label_steps(lang), &steps, Tone::Normal);
    }
    page.samples(Subject::Clause(index));
    page.earlier(Some(index), &clause.id);
    for group in page.rubric().groups_around(index) {
        group_around(page, group);
    }
}

/// The limit of a group around the selected clause, what it did, and the room it leaves.
fn group_around(page: &mut Page<'_>, index: GroupIndex) {
    let lang = page.lang;
    let group = page.rubric().group(index);
    let result = &page.review.card.groups[index.0];
    let mut words = Vec::new();
    if !result.steps.is_empty() {
        words.push(steps::line(page.wording().of_group(page.rubric(), index), &result.steps));
    } else if let Some(cap) = group.cap {
        words.push(ui::cap_around(lang, &cap.to_string()));
    } else if group.best {
        words.push(ui::best_around(lang).to_owned());
    }
    if let Some(room) = result.room {
        words.push(ui::room_left(lang, &page.show(room)));
    }
    let between = lang.semicolon();
    let clauses = page.rubric().clauses_in(&group.members);
    let is_deducted = clauses
        .first()
        .is_some_and(|clause| page.rubric().clause(*clause).effect == Effect::Deduct);
    let hidden = page.hidden(if is_deducted { result.hidden() } else { Points::ZERO });
    if !words.is_empty() {
        let name = page.rubric().group_name(index);
        let words = format!("{name}  {}{hidden}", words.join(between));
        page.labelled(ui::label_cap(lang), &words, Tone::Normal);
    }
    page.labelled("", group.text.as_deref().unwrap_or_default(), Tone::Dim);
}

fn unknown(page: &mut Page<'_>, place: usize) {
    let Some(id) = page.review.card.unknown.get(place) else { return };
    page.heading(id, Tone::Title);
    page.text(ui::unknown_entry_note(page.lang), Tone::Normal);
    page.gap();
    page.entry(None, id, &page.review.entry(id));
}
