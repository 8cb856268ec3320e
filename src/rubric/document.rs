//! What the document prints around its clauses: sentences over several of them, the year it
//! is about, who assesses and who has to provide.

use super::{
    Clause, ClauseIndex, Department, Duty, Effect, Factor, GroupIndex, Head, Home, Indicator,
    IndicatorIndex, Rubric,
};
use std::ops::Range;

impl Head {
    /// The year assessed: that of the last day of the period, else the edition where it is one.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        let last_day = self.period.as_ref().and_then(|(_, last)| last.get(..4));
        let year = |text: &str| text.parse().ok().filter(|year| (1900..=2999).contains(year));
        last_day.and_then(year).or_else(|| self.edition.as_deref().and_then(year))
    }
}

impl Head {
    /// The department that a printed name means; itself where nothing is said of it.
    #[must_use]
    pub fn department<'a>(&'a self, printed: &'a str) -> &'a str {
        let means = |known: &&Department| known.spellings.iter().any(|held| held == printed);
        self.departments.iter().find(means).map_or(printed, |known| &known.name)
    }
}

impl Rubric {
    /// Whether something may be added inside an item (考核项里的加分).
    #[must_use]
    pub fn adds_inside(&self) -> bool {
        let is_inside =
            |clause: &Clause| clause.effect == Effect::Add && matches!(clause.home, Home::Item(_));
        self.clauses().iter().any(is_inside)
    }

    /// Whether requirements of an item earn its points (做到才得分).
    #[must_use]
    pub fn earns(&self, item: IndicatorIndex) -> bool {
        let clauses = self.clauses_in(&self.indicator(item).members).into_iter();
        let mut clauses = clauses.map(|clause| self.clause(clause));
        clauses.any(|clause| clause.effect == Effect::Earn && !clause.repeated)
    }

    /// The clauses of the sentence a clause stands in, in order: itself alone, or those that
    /// go on with one another.
    #[must_use]
    pub fn sentence_of(&self, index: ClauseIndex) -> Range<usize> {
        let clauses = self.clauses();
        let goes_on = |place: usize| {
            let clause = clauses.get(place).filter(|clause| clause.continues.is_some());
            clause.is_some_and(|clause| place > 0 && clauses[place - 1].home == clause.home)
        };
        let (mut start, mut end) = (index.0, index.0 + 1);
        while goes_on(start) {
            start -= 1;
        }
        while goes_on(end) {
            end += 1;
        }
        start..end
    }

    /// The factors on an indicator, or on the whole where none is asked for, with their places
    /// in [`Rubric::factors`].
    pub fn factors_on(
        &self,
        branch: Option<IndicatorIndex>,
    ) -> impl Iterator<Item = (usize, &Factor)> {
        let id = branch.map(|index| self.indicator(index).id.as_str());
        let factors = self.factors.iter().enumerate();
        factors.filter(move |(_, factor)| factor.branch.as_deref() == id)
    }

    /// How a group is called: the id of its item and the numbers of its clauses, `一/1/a+b`.
    #[must_use]
    pub fn group_name(&self, index: GroupIndex) -> String {
        let group = self.group(index);
        let clauses = self.clauses_in(&group.members).into_iter();
        let numbers: Vec<&str> = clauses.map(|clause| self.clause(clause).no.as_str()).collect();
        let numbers = numbers.join("+");
        match group.home {
            Home::Item(item) => format!("{}/{numbers}", self.indicator(item).id),
            Home::Bonus | Home::Direct => numbers,
        }
    }

    /// Whether the bonus clause with this number is a case that is only noted, without points.
    #[must_use]
    pub fn is_case(&self, no: &str) -> bool {
        let clause = self.find_ledger_clause(Home::Bonus, no);
        clause.is_some_and(|clause| self.clause(clause).has_no_points())
    }

    /// 考核单位 of an indicator: its own, or that of the nearest one above it that has one.
    #[must_use]
    pub fn office_of(&self, index: IndicatorIndex) -> Option<&str> {
        let mut path = std::iter::successors(Some(index), |index| self.indicator(*index).parent);
        path.find_map(|index| self.indicator(index).office.as_deref())
    }

    /// 考核单位 of a clause of an item: its own, else that of the item.
    #[must_use]
    pub fn office_of_clause(&self, index: ClauseIndex) -> Option<&str> {
        let clause = self.clause(index);
        let of_item =
            || if let Home::Item(item) = clause.home { self.office_of(item) } else { None };
        clause.office.as_deref().or_else(of_item)
    }

    /// The departments 职责分工 names for an indicator, each once, however it is spelled: its own,
    /// and those of what stands above it that hold for everything below.
    #[must_use]
    pub fn departments_of(&self, index: IndicatorIndex) -> Vec<&str> {
        let mut found = Vec::new();
        self.add_departments(&self.indicator(index).duties, |_| true, &mut found);
        self.add_departments_above(index, &mut found);
        found
    }

    /// The same for a clause: its own, those of the item that cover it, and those above.
    #[must_use]
    pub fn departments_of_clause(&self, index: ClauseIndex) -> Vec<&str> {
        let clause = self.clause(index);
        let mut found = Vec::new();
        self.add_departments(&clause.duties, |_| true, &mut found);
        if let Home::Item(item) = clause.home {
            let covers = |duty: &Duty| duty.covers(clause);
            self.add_departments(&self.indicator(item).duties, covers, &mut found);
            self.add_departments_above(item, &mut found);
        }
        found
    }

    fn add_departments_above<'a>(&'a self, index: IndicatorIndex, found: &mut Vec<&'a str>) {
        let parent = self.indicator(index).parent;
        for above in std::iter::successors(parent, |above| self.indicator(*above).parent) {
            let covers_all = |duty: &Duty| duty.covers.is_empty();
            self.add_departments(&self.indicator(above).duties, covers_all, found);
        }
    }

    fn add_departments<'a>(
        &'a self,
        duties: &'a [Duty],
        holds: impl Fn(&Duty) -> bool,
        found: &mut Vec<&'a str>,
    ) {
        let printed = duties.iter().filter(|duty| holds(duty)).flat_map(|duty| &duty.departments);
        for department in printed.map(|printed| self.head.department(printed)) {
            if !found.contains(&department) {
                found.push(department);
            }
        }
    }
}

impl Indicator {
    /// Whether it has points for any unit.
    #[must_use]
    pub fn has_points(&self) -> bool {
        self.points.is_some() || !self.points_for.is_empty()
    }
}

impl Duty {
    /// Whether it holds for a clause of its item: for all of them, or for the number of this
    /// one, with or without the letter of a part: `(1)` covers `(1)a`, not `(10)`.
    #[must_use]
    pub fn covers(&self, clause: &Clause) -> bool {
        let part = |cover: &String| clause.no.strip_prefix(cover.as_str());
        let is_part = |rest: &str| rest.chars().all(|letter| letter.is_ascii_lowercase());
        self.covers.is_empty() || self.covers.iter().filter_map(part).any(is_part)
    }
}

#[cfg(test)]
mod tests {
    use super::{Clause, Duty, Head};

    #[test]
    fn a_duty_covers_the_parts_of_its_number() {
        let duty = Duty { covers: vec!["(1)".to_owned(), "2".to_owned()], ..Duty::default() };
        let cases = [("(1)", true), ("(1)a", true), ("(10)", false), ("2b", true), ("20", false)];
        for (no, covered) in cases {
            let clause = Clause { no: no.to_owned(), ..Clause::default() };
            assert_eq!(duty.covers(&clause), covered, "{no}");
            assert!(Duty::default().covers(&clause), "{no}");
        }
    }

    #[test]
    fn the_year_is_that_of_the_period_or_the_edition() {
        let head = |period: Option<(&str, &str)>, edition: &str| Head {
            period: period.map(|(first, last)| (first.to_owned(), last.to_owned())),
            edition: Some(edition.to_owned()),
            ..Head::default()
        };
        assert_eq!(head(Some(("2021-11-01", "2022-10-31")), "第三版").year(), Some(2022));
        assert_eq!(head(None, "2019").year(), Some(2019));
        assert_eq!(head(Some(("", "去年")), "第三版").year(), None);
    }
}
