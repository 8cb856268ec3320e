//! What vetoes make of the whole: the formulas of `score::veto`, in its order.

use super::Calculation;
use super::total::{Figure, VALUE, grade_names, veto_holds};
use crate::lang::vetoes as words;
use crate::points::Points;
use crate::report::workbook::book::{Role, Style};
use crate::report::workbook::cover;
use crate::report::workbook::formula::{
    At, Compare, Formula, compare, count, flag, is, is_some, min, nothing, number, plus, text, when,
};
use crate::report::workbook::plan::row;
use crate::rubric::{Veto, VetoEffect};
use crate::session::Ledger;

impl Calculation<'_> {
    /// The cells of the rows that name a veto, and whether it holds.
    fn holds(&self, place: usize) -> Formula {
        let veto = &self.rubric.vetoes[place];
        let rows = |column| self.plan.all_rows(Ledger::Veto, column);
        let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
        let sum = Formula::SumWhere(rows(row::PLACE), Box::new(count(number)), rows(row::TIMES));
        let holds = compare(sum, Compare::AtLeast, count(veto.at_least.max(1)));
        if veto.applies.is_everyone() {
            return holds;
        }
        let applies = cover::fits(self.plan, self.lang, &veto.applies, self.tags);
        Formula::All(vec![applies, holds])
    }

    /// The lines of the vetoes: whether each holds, and the grade after it.
    pub(super) fn veto_at(&self, place: usize, column: u16) -> At {
        veto_holds(self.plan, place).column(column)
    }

    pub(super) fn vetoes(&mut self, is_scored: bool) {
        let vetoes = self.rubric.vetoes.clone();
        let mut scores = Vec::new();
        let mut any_holds = vec![is(count(0), 1)];
        for (place, veto) in vetoes.iter().enumerate() {
            let at = self.veto_at(place, VALUE);
            self.sheet.text(at.row, 0, &veto.no, Style::framed(Role::Result));
            let holds = flag(self.holds(place));
            self.set_at(at.row, VALUE, holds);
            let holds = || is(Formula::Cell(at), 1);
            if let VetoEffect::Score(score) = &veto.effect {
                scores.push((holds(), *score));
            }
            if veto.effect.is_veto() {
                any_holds.push(holds());
            }
        }
        self.put(Figure::Vetoed, flag(Formula::Any(any_holds)));
        if is_scored {
            self.score_after(scores);
        } else {
            self.put(Figure::Bonus, self.whole_figure(Figure::BonusCapped));
        }
        self.grade_after(is_scored);
        self.flags();
    }

    fn score_after(&mut self, mut scores: Vec<(Formula, Points)>) {
        // The lowest that holds counts.
        scores.sort_by_key(|(_, score)| *score);
        let any: Vec<Formula> = scores.iter().map(|(holds, _)| holds.clone()).collect();
        let vetoed = if any.is_empty() { count(0) } else { flag(Formula::Any(any)) };
        self.put(Figure::ScoreVetoed, vetoed);
        let lowest = scores
            .into_iter()
            .rev()
            .fold(count(0), |otherwise, (holds, score)| when(holds, number(score), otherwise));
        self.put(Figure::VetoScore, lowest);
        let lowest =
            self.after_factors(self.whole_figure(Figure::SumLowest), 1, Some(Formula::Min));
        let highest =
            self.after_factors(self.whole_figure(Figure::SumHighest), 2, Some(Formula::Max));
        let (lowest, highest) = (self.limited(lowest), self.limited(highest));
        let vetoed = || is(self.whole_figure(Figure::ScoreVetoed), 1);
        let set = |formula: Formula| when(vetoed(), self.whole_figure(Figure::VetoScore), formula);
        let score = |formula| self.unless_nothing_applies(set(formula), nothing());
        let formulas = [
            (Figure::Score, score(self.whole_figure(Figure::BeforeVeto))),
            (Figure::Lowest, score(lowest)),
            (Figure::Highest, score(highest)),
            (Figure::Bonus, when(vetoed(), count(0), self.whole_figure(Figure::BonusCapped))),
        ];
        for (figure, formula) in formulas {
            self.put(figure, formula);
        }
    }

    /// The grade of the score, as a number, then what each veto makes of it in turn.
    fn grade_after(&mut self, is_scored: bool) {
        let names: Vec<String> = grade_names(self.rubric).into_iter().map(str::to_owned).collect();
        let grades = &self.rubric.grades;
        let known = u32::try_from(grades.len()).unwrap_or(u32::MAX);
        let score = || self.whole_figure(Figure::Score);
        // What falls below 0 belongs to the band that begins there.
        let from_zero = grades.last().is_some_and(|grade| grade.from <= Points::ZERO);
        let lowest = count(if from_zero { known } else { 0 });
        let bands = grades.iter().zip(1..).enumerate().collect::<Vec<_>>();
        let mut undecided = Vec::new();
        let band = bands.into_iter().rev().fold(lowest, |otherwise, (place, (grade, code))| {
            let own = match (grade.to.filter(|_| place > 0), self.rubric.takes_gap_above(place)) {
                (Some(to), taker) if taker != Some(place) => {
                    let above = compare(score(), Compare::Above, number(to));
                    if taker.is_none() {
                        undecided.push((place, above.clone()));
                    }
                    let beyond = if taker.is_some() { code - 1 } else { 0 };
                    when(above, count(beyond), count(code))
                }
                _ => count(code),
            };
            when(compare(score(), Compare::AtLeast, number(grade.from)), own, otherwise)
        });
        // The lowest gap a score can fall into comes last: what is above it is asked first.
        let between = undecided.into_iter().fold(nothing(), |otherwise, (place, above)| {
            let names = (&grades[place].name, &grades[place - 1].name);
            let words = text(&words::between(self.lang, names.0, names.1));
            when(above, words, otherwise)
        });
        let is_unknown = is(self.whole_figure(Figure::GradeBefore), 0);
        let between = if is_scored { when(is_unknown, between, nothing()) } else { nothing() };
        let band = self.unless_nothing_applies(band, count(0));
        self.put(Figure::GradeBefore, if is_scored { band } else { count(0) });
        let mut held = self.whole_figure(Figure::GradeBefore);
        let vetoes = self.rubric.vetoes.clone();
        let mut order: Vec<usize> = (0..vetoes.len()).collect();
        order.sort_by_key(|place| matches!(vetoes[*place].effect, VetoEffect::Down(_)));
        // How many grades lower cannot be given a name.
        let mut unnamed = Vec::new();
        for place in order {
            let at = self.veto_at(place, VALUE);
            let holds = || is(Formula::Cell(at), 1);
            if let VetoEffect::Down(by) = &vetoes[place].effect {
                let lacking = when(is_named(&held, known), count(0), count(*by));
                unnamed.push(when(holds(), lacking, count(0)));
            }
            let after = grade_with(&vetoes[place], &names, known, held.clone());
            let Some(after) = after else { continue };
            self.set_at(at.row, VALUE + 1, when(holds(), after, held));
            held = Formula::Cell(at.column(VALUE + 1));
        }
        let name = if names.is_empty() {
            between
        } else {
            let names = names.iter().map(|name| text(name)).collect();
            let chosen = Formula::Choose(Box::new(held.clone()), names);
            when(is_some(held), chosen, between)
        };
        let told = self.beside_grade(&vetoes, name, unnamed);
        let told = if is_scored { self.unless_nothing_applies(told, nothing()) } else { told };
        self.put(Figure::Grade, told);
    }

    /// Behind the name of the grade, what vetoes do to one the rubric does not name; what is
    /// said so far stands in a cell of each.
    fn beside_grade(&mut self, vetoes: &[Veto], name: Formula, unnamed: Vec<Formula>) -> Formula {
        let mut said = name;
        let mut seen: Vec<&str> = Vec::new();
        for (place, veto) in vetoes.iter().enumerate() {
            let VetoEffect::Bars(name) = &veto.effect else { continue };
            if !self.rubric.grades.is_empty() || seen.contains(&name.as_str()) {
                continue;
            }
            seen.push(name);
            let same = vetoes.iter().enumerate().filter(|(_, other)| other.effect == veto.effect);
            let holds = same.map(|(place, _)| is(Formula::Cell(self.veto_at(place, VALUE)), 1));
            let holds = Formula::Any(holds.collect());
            let words = text(&words::beside_grade(self.lang, &veto.effect));
            said = self.said_with(place, said, holds, words);
        }
        let down = vetoes.iter().position(|veto| matches!(veto.effect, VetoEffect::Down(_)));
        if let Some(place) = down {
            let at = self.veto_at(place, VALUE + 2);
            self.set_at(at.row, at.column, Formula::Sum(unnamed));
            let by = || Formula::Cell(at);
            let (before, behind) = words::around_lowered(self.lang);
            let many = Formula::Join(vec![text(&before), by(), text(&behind)]);
            let words = when(is(by(), 1), text(&words::lowered(self.lang, 1)), many);
            said = self.said_with(place, said, is_some(by()), words);
        }
        said
    }

    fn said_with(
        &mut self,
        place: usize,
        said: Formula,
        holds: Formula,
        words: Formula,
    ) -> Formula {
        let at = self.veto_at(place, VALUE + 3);
        self.set_at(at.row, at.column, said);
        let so_far = || Formula::Cell(at);
        let alone = Formula::SameText(Box::new(so_far()), Box::new(nothing()));
        let behind = Formula::Join(vec![so_far(), text(self.lang.comma()), words.clone()]);
        when(holds, when(alone, words, behind), so_far())
    }

    /// The marks of the vetoes that hold, each once.
    fn flags(&mut self) {
        let mut marks: Vec<(&str, Vec<Formula>)> = Vec::new();
        for (place, veto) in self.rubric.vetoes.iter().enumerate() {
            let VetoEffect::Flag(mark) = &veto.effect else { continue };
            let holds = is(Formula::Cell(self.veto_at(place, VALUE)), 1);
            match marks.iter_mut().find(|(known, _)| known == mark) {
                Some((_, any)) => any.push(holds),
                None => marks.push((mark, vec![holds])),
            }
        }
        let parts: Vec<Formula> = marks
            .into_iter()
            .map(|(mark, any)| when(Formula::Any(any), text(&format!("{mark} ")), nothing()))
            .collect();
        let flags = if parts.is_empty() {
            nothing()
        } else {
            Formula::Trim(Box::new(Formula::Join(parts)))
        };
        self.put(Figure::Flags, flags);
    }
}

/// Whether a grade, as a number, is one of those the rubric has.
fn is_named(held: &Formula, known: u32) -> Formula {
    Formula::All(vec![is_some(held.clone()), compare(held.clone(), Compare::AtMost, count(known))])
}

/// The grade, as a number, when a veto holds; `None` for one that says nothing of grades.
fn grade_with(veto: &Veto, names: &[String], known: u32, held: Formula) -> Option<Formula> {
    let code = |name: &str| {
        let place = names.iter().position(|known| known == name);
        place.and_then(|place| u32::try_from(place + 1).ok())
    };
    match &veto.effect {
        VetoEffect::Score(_) | VetoEffect::Flag(_) => None,
        VetoEffect::Grade(name) => {
            let code = code(name).unwrap_or_default();
            // Of grades the rubric has, none is raised; another one stands alone.
            let lower = Formula::All(vec![
                compare(held.clone(), Compare::Below, count(code)),
                is(count(u32::from(code <= known)), 1),
            ]);
            let takes = Formula::Any(vec![is(held.clone(), 0), lower]);
            Some(when(takes, count(code), held))
        }
        VetoEffect::Bars(name) => {
            let code = code(name).filter(|code| *code <= known)?;
            let next = if code < known { code + 1 } else { 0 };
            let barred = Formula::All(vec![
                is_some(held.clone()),
                compare(held.clone(), Compare::AtMost, count(code)),
            ]);
            Some(when(barred, count(next), held))
        }
        VetoEffect::Down(by) => {
            let lower = min(plus(held.clone(), count(*by)), count(known));
            Some(when(is_named(&held, known), lower, held))
        }
    }
}
