//! 总览: the whole of a session on one page. Every number comes from the scorecard.

use super::action::Keymap;
use super::app::{App, OverviewList, Review};
use super::details::Tone;
use super::layout;
use super::tree::Filter;
use super::widgets::text;
use crate::lang::{Lang, corrections, overview as words, ui, vetoes, whole_steps, words as terms};
use crate::points::Points;
use crate::rubric::{IndicatorIndex, Rubric};
use crate::score::{
    Completion, IndicatorScore, Part, completion_by_office, hidden_in, lost_by_department,
    lost_by_office,
};
use crate::session::Date;

/// One line of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverviewLine {
    /// Words over the whole width.
    Text(String, Tone),
    /// Words about a department or an office.
    Of(String, Filter),
    /// A part of the document with a bar.
    Bar(Bar),
}

/// What a line of the page leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A section of the tree.
    Section(IndicatorIndex),
    /// The tree narrowed to a department or an office.
    Only(Filter),
}

/// A part of the document: what it is called, how much of it was reached, and more words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it leads to; none for the whole.
    pub goal: Option<Goal>,
    /// What it is called.
    pub title: String,
    /// How much was reached, in percent; none where nothing is scored.
    pub rate: Option<Points>,
    /// `54.5/60`.
    pub score: String,
    /// `90.83%`.
    pub percent: String,
    /// `30/40`.
    pub progress: String,
    /// What was deducted and what limits hide.
    pub rest: String,
}

/// What the line under the cursor leads to, where it leads anywhere.
#[must_use]
pub fn goal(app: &App, review: &Review, list: &OverviewList) -> Option<Goal> {
    lines(app, review, list).into_iter().nth(list.cursor)?.goal()
}

/// Which lines of the page lead somewhere.
#[must_use]
pub fn leading(app: &App, review: &Review, list: &OverviewList) -> Vec<bool> {
    lines(app, review, list).into_iter().map(|line| line.goal().is_some()).collect()
}

impl OverviewLine {
    fn goal(self) -> Option<Goal> {
        match self {
            Self::Bar(bar) => bar.goal,
            Self::Of(_, filter) => Some(Goal::Only(filter)),
            Self::Text(..) => None,
        }
    }
}

/// The page, as wide as the screen.
#[must_use]
pub fn lines(app: &App, review: &Review, list: &OverviewList) -> Vec<OverviewLine> {
    let lang = app.lang;
    let width = usize::from(layout::help(app.size).width).saturating_sub(1);
    let mut page = Page { lang, keys: &app.keys, review, width, lines: Vec::new() };
    let is_scored = review.card.total.is_of_points();
    let sections = if is_scored { words::sections(lang) } else { words::sections_of_tasks(lang) };
    page.heading(sections);
    for index in review.rubric.top() {
        let bar = page.section(index);
        page.lines.push(OverviewLine::Bar(bar));
    }
    page.whole();
    page.gap();
    for sentence in &list.next {
        page.say(sentence, Tone::Normal);
    }
    page.ledgers();
    page.hidden();
    page.corrections(app.today);
    if is_scored {
        let (rubric, card) = (&review.rubric, &review.card);
        let department = |name: Option<&str>| name.map(|name| Filter::Department(name.to_owned()));
        page.parts(words::by_department(lang), &lost_by_department(rubric, card), department);
        let office = |name: Option<&str>| office(rubric, name);
        page.parts(words::by_office(lang), &lost_by_office(rubric, card), office);
    } else {
        page.tasks_by_office();
    }
    page.lines
}

/// The filter for an office; for no office, what the document names none for.
fn office(rubric: &Rubric, name: Option<&str>) -> Option<Filter> {
    let has_offices = !rubric.head.offices.is_empty();
    has_offices.then(|| Filter::Office(name.map(str::to_owned)))
}

struct Page<'a> {
    lang: Lang,
    keys: &'a Keymap,
    review: &'a Review,
    width: usize,
    lines: Vec<OverviewLine>,
}

impl Page<'_> {
    fn show(&self, points: Points) -> String {
        points.show(self.review.rubric.head.decimals)
    }

    fn say(&mut self, words: &str, tone: Tone) {
        let wrapped = text::wrap(words, self.width).into_iter();
        self.lines.extend(wrapped.map(|line| OverviewLine::Text(line, tone)));
    }

    fn of(&mut self, words: &str, filter: &Filter) {
        let wrapped = text::wrap(words, self.width).into_iter();
        self.lines.extend(wrapped.map(|line| OverviewLine::Of(line, filter.clone())));
    }

    fn heading(&mut self, words: &str) {
        self.gap();
        self.say(words, Tone::Title);
    }

    /// An empty line, unless one is there already or nothing is.
    fn gap(&mut self) {
        let is_empty =
            |line: &OverviewLine| matches!(line, OverviewLine::Text(text, _) if text.is_empty());
        if self.lines.last().is_some_and(|line| !is_empty(line)) {
            self.lines.push(OverviewLine::Text(String::new(), Tone::Normal));
        }
    }

    fn percent(&self, rate: Points) -> String {
        format!("{}%", self.show(rate))
    }

    /// A part with points, or one with tasks.
    fn bar(&self, title: String, result: &IndicatorScore) -> Bar {
        let decimals = self.review.rubric.head.decimals;
        let progress = format!("{}/{}", result.progress.recorded(), result.progress.all());
        let completion = Completion::of(result.progress);
        let (rate, score) = match (result.score, result.points, completion) {
            (Some(score), Some(points), _) => {
                let shown = format!("{}/{}", self.show(score), self.show(points));
                (result.rate(decimals), shown)
            }
            (Some(score), None, _) => (None, self.show(score)),
            (None, _, _) if result.leaves_whole() => {
                (None, terms::mark(self.lang, result.mark).to_owned())
            }
            (None, _, Some(done)) => {
                (Some(done.percent(decimals)), format!("{}/{}", done.done, done.tasks))
            }
            (None, _, None) => (None, String::new()),
        };
        let mut rest = Vec::new();
        if !result.deducted.is_zero() {
            rest.push(words::deducted(self.lang, &self.show(result.deducted)));
        }
        if !result.added.is_zero() {
            rest.push(words::added(self.lang, &self.show(result.added)));
        }
        let hidden = result.hidden();
        if hidden > Points::ZERO {
            rest.push(words::hidden(self.lang, &self.show(hidden)));
        }
        // Full points that nobody has looked at yet are no result.
        let is_untouched = result.progress.all() > 0 && result.progress.recorded() == 0;
        let rate = rate.filter(|_| !is_untouched);
        let percent = match rate {
            Some(rate) => self.percent(rate),
            None if is_untouched && !result.leaves_whole() => {
                words::not_begun(self.lang).to_owned()
            }
            None => String::new(),
        };
        Bar { goal: None, title, rate, score, percent, progress, rest: rest.join("  ") }
    }

    fn section(&self, index: IndicatorIndex) -> Bar {
        let indicator = self.review.rubric.indicator(index);
        let title = format!("{} {}", indicator.no, indicator.title);
        let result = &self.review.card.indicators[index.0];
        Bar { goal: Some(Goal::Section(index)), ..self.bar(title, result) }
    }

    /// 合计, as the total says it.
    fn whole(&mut self) {
        let total = &self.review.card.total;
        let whole = total.as_part(hidden_in(&self.review.rubric, &self.review.card));
        let bar = self.bar(words::whole(self.lang).to_owned(), &whole);
        self.lines.push(OverviewLine::Bar(bar));
        if total.nothing_applies {
            self.say(whole_steps::nothing_applies(self.lang), Tone::Title);
        }
        if let (Some(lowest), Some(highest)) = (total.lowest, total.highest)
            && total.progress.open > 0
        {
            let said = words::range(self.lang, &self.show(lowest), &self.show(highest));
            self.say(&said, Tone::Open);
        }
        let before = total.score_before_veto.filter(|before| Some(*before) != total.score);
        if let Some(before) = before {
            self.say(&words::before_veto(self.lang, &self.show(before)), Tone::Danger);
        }
        if let Some(grade) = vetoes::grade(self.lang, total) {
            self.say(&format!("{} {grade}", terms::grade(self.lang)), Tone::Title);
        }
    }

    /// 加分, 直接计入总分, 一票否决.
    fn ledgers(&mut self) {
        let (lang, review) = (self.lang, self.review);
        let (rubric, card) = (&review.rubric, &review.card);
        if let Some((held, all)) = review.noted_cases() {
            let held = ui::cases_held(lang, held, all);
            self.say(&words::bonus_cases(lang, &held), Tone::Normal);
        } else if let Some(bonus) = &rubric.bonus {
            let counted = self.show(card.bonus.amount);
            let mut said = words::bonus(lang, &self.show(card.bonus.claimed()), &counted);
            if let Some(max) = bonus.max {
                said.push_str(&words::bonus_most(lang, &self.show(max)));
            }
            self.say(&said, Tone::Normal);
        }
        if !rubric.direct.is_empty() {
            let rows = review.session.direct.len();
            let mut said = words::direct(lang, &self.show(card.direct.amount), rows);
            if let Some(max) = rubric.head.direct_max {
                said.push_str(&words::bonus_most(lang, &self.show(max)));
            }
            let tone = if rows > 0 { Tone::Found } else { Tone::Normal };
            self.say(&said, tone);
        }
        let both = rubric.vetoes.iter().zip(&card.vetoes);
        let holding: Vec<String> = both
            .filter(|(_, result)| result.holds)
            .map(|(veto, _)| {
                let effect = vetoes::effect(lang, rubric, veto);
                words::veto(lang, vetoes::called(lang, veto), &veto.no, &effect)
            })
            .collect();
        let conditions = card.vetoes.iter().filter(|veto| !veto.other_units).count();
        if holding.is_empty() && conditions > 0 {
            let called = vetoes::heading(lang, rubric);
            self.say(&words::no_veto(lang, &called, conditions), Tone::Normal);
        }
        for veto in holding {
            self.say(&veto, Tone::Danger);
        }
    }

    /// What limits hide in the whole document.
    fn hidden(&mut self) {
        let review = self.review;
        let hidden = hidden_in(&review.rubric, &review.card);
        if hidden > Points::ZERO {
            let said = words::all_hidden(self.lang, &self.show(hidden));
            self.say(&self.keys.told(self.lang, &said), Tone::Normal);
        }
    }

    /// How far the corrections are, and what the last assessment left.
    fn corrections(&mut self, today: Option<Date>) {
        let counts = self.review.session.correction_counts(today);
        let said = corrections::counts(self.lang, &counts);
        if !said.is_empty() {
            self.say(&said, if counts.overdue > 0 { Tone::Danger } else { Tone::Normal });
        }
        if counts.earlier > 0 {
            let said = corrections::earlier(self.lang, counts.earlier);
            self.say(&self.keys.told(self.lang, &said), Tone::Normal);
        }
    }

    fn parts(
        &mut self,
        heading: &str,
        parts: &[Part<'_>],
        filter: impl Fn(Option<&str>) -> Option<Filter>,
    ) {
        // Where the document names nobody there is nothing to compare.
        if parts.iter().all(|part| part.name.is_none()) {
            return;
        }
        self.heading(heading);
        let decimals = self.review.rubric.head.decimals;
        for part in parts {
            let name = part.name.unwrap_or(words::nobody(self.lang));
            let said = words::part(self.lang, part.lost, part.rows, decimals);
            let words = format!("  {name}  {said}");
            match filter(part.name) {
                Some(filter) => self.of(&words, &filter),
                None => self.say(&words, Tone::Normal),
            }
        }
    }

    fn tasks_by_office(&mut self) {
        let review = self.review;
        let decimals = review.rubric.head.decimals;
        self.heading(words::tasks_by_office(self.lang));
        for (office, rate) in completion_by_office(&review.rubric, &review.card) {
            let percent = rate.percent(decimals);
            self.lines.push(OverviewLine::Bar(Bar {
                goal: self::office(&review.rubric, office).map(Goal::Only),
                title: office.unwrap_or(words::nobody(self.lang)).to_owned(),
                rate: Some(percent),
                score: format!("{}/{}", rate.done, rate.tasks),
                percent: self.percent(percent),
                progress: String::new(),
                rest: String::new(),
            }));
        }
    }
}
