//! Items and sections: the formulas of `score::indicator`.

use super::tally::within;
use super::{Calculation, Column};
use crate::report::workbook::asks::{Asks, Line, State};
use crate::report::workbook::formula::{
    Compare, Formula, compare, count, flag, is, is_number, is_some, less, max, min, not, nothing,
    number, or_zero, plus, times, when,
};
use crate::report::workbook::plan::entry;
use crate::rubric::{Effect, IndicatorIndex, IndicatorKind, Member, NotApplicable};

/// The most parts in one sum.
const MOST_PARTS: usize = 200;

impl Calculation<'_> {
    pub(super) fn indicator(&mut self, index: IndicatorIndex) {
        let line = Line::Indicator(index);
        let indicator = self.rubric.indicator(index);
        let asks = Asks::of_indicator(indicator.kind);
        self.set(line, Column::State, self.state(line, &asks));
        let above = indicator.parent.map(Line::Indicator);
        self.set(line, Column::LeftOut, self.left_out(line, [&indicator.applies], above));
        self.points(index);
        match indicator.kind {
            IndicatorKind::Section => self.section(index),
            IndicatorKind::Clauses => self.item(index),
            IndicatorKind::Judged { .. } => self.judged(line, &asks),
            IndicatorKind::Task => self.task(line),
            IndicatorKind::Unscored => {}
        }
        if self.has_own_score(index) {
            self.finish(line, indicator);
        }
    }

    /// Whether an indicator has a score of its own: something below it has one and is not carried
    /// above.
    fn has_own_score(&self, index: IndicatorIndex) -> bool {
        let indicator = self.rubric.indicator(index);
        let has_own = |child: &IndicatorIndex| self.has_own_score(*child);
        self.rubric.is_scored(index)
            && (!self.only_groups(index)
                || (!indicator.is_item() && indicator.children.iter().any(has_own)))
    }

    /// The points that an item is scored out of, or those its carrier has for it; none count
    /// nothing.
    pub(super) fn full(&self, index: IndicatorIndex) -> Formula {
        let Some(carrier) = self.rubric.carrier_of(index) else { return count(0) };
        let is_section = !self.rubric.indicator(carrier).is_item();
        let column = if is_section { Column::Rest } else { Column::OwnPoints };
        self.of(Line::Indicator(carrier), column)
    }

    /// Whether an indicator only groups what another level carries.
    pub(super) fn only_groups(&self, index: IndicatorIndex) -> bool {
        self.rubric.carrier_above(index).is_some()
    }

    /// The points for this unit, and how much more they are than printed.
    fn points(&mut self, index: IndicatorIndex) {
        let line = Line::Indicator(index);
        let indicator = self.rubric.indicator(index);
        let Some(printed) = self.rubric.points_shown(index, &[]) else { return };
        let adds = indicator.kind == IndicatorKind::Section && self.varies();
        let points = match indicator.points {
            None => self.sum_of_children(index, Column::OwnPoints),
            Some(printed) => {
                let stated = |otherwise: Formula, at: &Self| {
                    indicator.points_for.iter().rev().fold(otherwise, |otherwise, (tag, points)| {
                        when(at.has_tag(tag), number(*points), otherwise)
                    })
                };
                let printed = if adds {
                    plus(number(printed), self.more_of_children(index))
                } else {
                    number(printed)
                };
                stated(printed, self)
            }
        };
        self.set(line, Column::OwnPoints, points);
        let shown = self.points_that_apply(index);
        self.set(line, Column::Points, shown);
        if self.rubric.carries(index) && !indicator.is_item() {
            let below = self.sum_of_children(index, Column::OwnPoints);
            let rest = or_zero(less(self.of(line, Column::OwnPoints), below));
            self.set(line, Column::Rest, rest);
        }
        if self.varies() {
            let points = self.of(line, Column::OwnPoints);
            let more = less(points.clone(), number(printed));
            let more = match indicator.weight {
                Some(weight) => times(more, number(weight)),
                None => more,
            };
            self.set(line, Column::More, when(is_number(points), more, count(0)));
        }
    }

    /// What is shown as the points: with 缺项换算 those that apply, and nothing where none does.
    fn points_that_apply(&self, index: IndicatorIndex) -> Formula {
        let line = Line::Indicator(index);
        if !self.rubric.leaves_points(Some(index)) || !self.has_own_score(index) {
            return self.of(line, Column::OwnPoints);
        }
        // What a section has left is 0 only where nothing of it keeps its points.
        let gone = || is(self.of(line, Column::Applicable), 0);
        let left_out = self
            .is_left_out(line)
            .filter(|_| !self.keeps(line))
            .unwrap_or_else(|| Formula::All(vec![self.nothing_counted(line), gone()]));
        when(left_out, nothing(), self.of(line, Column::Applicable))
    }

    /// Whether all that is recorded about does not apply.
    fn nothing_counted(&self, line: Line) -> Formula {
        let of = |column| is(self.of(line, column), 0);
        Formula::All(vec![
            of(Column::CountOpen),
            of(Column::CountMet),
            of(Column::CountFound),
            is_some(self.of(line, Column::CountLeftOut)),
        ])
    }

    /// Whether points are others for some units.
    pub(super) fn varies(&self) -> bool {
        self.rubric.indicators().iter().any(|indicator| !indicator.points_for.is_empty())
    }

    fn more_of_children(&self, index: IndicatorIndex) -> Formula {
        match self.below(index) {
            Some(between) => self.members(Line::Indicator(index), between, Column::More),
            None => count(0),
        }
    }

    /// An item with clauses.
    fn item(&mut self, index: IndicatorIndex) {
        let line = Line::Indicator(index);
        let members = self.rubric.indicator(index).members.clone();
        self.add_up(line, &members, false, None);
        if self.only_groups(index) {
            self.grouped(index, &members);
            return;
        }
        let has_points = self.rubric.indicator(index).points.is_some();
        let earns = self.earns(index);
        let full = has_points.then(|| self.full(index));
        let formulas = self.carried(line, full.as_ref(), earns);
        self.provisional(line, formulas);
    }

    /// Whether requirements earn the points of an item, or awards those of a carrier.
    pub(super) fn earns(&self, index: IndicatorIndex) -> bool {
        let indicator = self.rubric.indicator(index);
        let carried = |child: &IndicatorIndex| self.rubric.passes_on(*child) && self.earns(*child);
        match indicator.kind {
            IndicatorKind::Section => indicator.children.iter().any(carried),
            IndicatorKind::Judged { .. } => true,
            _ => self.rubric.earns(index),
        }
    }

    /// An item whose clauses count in the points of a level above.
    fn grouped(&mut self, index: IndicatorIndex, members: &[Member]) {
        let line = Line::Indicator(index);
        let of = |column| self.of(line, column);
        let clauses = self.rubric.clauses_in(members).into_iter();
        let earning = clauses.filter(|clause| {
            let clause = self.rubric.clause(*clause);
            clause.effect == Effect::Earn && !clause.repeated
        });
        let missed: Vec<Formula> =
            earning.map(|clause| self.of(Line::Clause(clause), Column::Lost)).collect();
        let missed =
            missed.chunks(MOST_PARTS).map(|part| Formula::Sum(part.to_vec())).fold(count(0), plus);
        let deduct = of(Column::Deduct);
        let whole = is_some(of(Column::Whole));
        let found = when(whole, max(deduct.clone(), self.full(index)), deduct);
        let grouped = plus(plus(found, of(Column::Star)), missed);
        let added = plus(of(Column::Earn), of(Column::Add));
        self.group_line(line, grouped, added);
        let grouped = self.of(line, Column::Grouped);
        self.set(line, Column::OfItem, grouped);
    }

    /// What only groups: what it shows, and that it is carried above.
    pub(super) fn group_line(&mut self, line: Line, grouped: Formula, added: Formula) {
        self.set(line, Column::PassedOn, count(1));
        self.set(line, Column::Grouped, grouped);
        self.set(line, Column::GroupedAdded, added);
    }

    /// What the clauses added up in a line come to in the points that carry them (`None` where
    /// there are none): what applies, what was added, the score, what is pending, the highest and
    /// the lowest score.
    pub(super) fn carried(
        &mut self,
        line: Line,
        full: Option<&Formula>,
        earns: bool,
    ) -> [Formula; 6] {
        let of = |it: &Self, column| it.of(line, column);
        let points = || full.cloned().unwrap_or_else(|| count(0));
        let start = match full {
            Some(full) if earns => min(of(self, Column::Earn), full.clone()),
            None if earns => of(self, Column::Earn),
            _ => points(),
        };
        self.set(line, Column::Start, start);
        let bound = |it: &Self, sum, endless| within(of(it, sum), of(it, endless), full.cloned());
        let best_start = if earns {
            max(bound(self, Column::Best, Column::BestEndless), of(self, Column::Start))
        } else {
            points()
        };
        self.set(line, Column::BestStart, best_start);
        let applicable = match full {
            Some(full) if earns => {
                let applies = bound(self, Column::Applies, Column::AllEndless);
                let left_out = less(bound(self, Column::All, Column::AllEndless), applies);
                max(less(full.clone(), left_out), of(self, Column::BestStart))
            }
            None if earns => of(self, Column::BestStart),
            _ => points(),
        };
        let has_points = full.is_some();
        let ordinary = self.ordinary(line, has_points, Column::Start);
        let lost = self.ordinary(line, has_points, Column::BestStart);
        self.set(line, Column::Ordinary, ordinary);
        self.set(line, Column::SureLost, lost);
        let cell = |column| self.of(line, column);
        let beside = || less(cell(Column::Add), cell(Column::Star));
        let score = plus(less(cell(Column::Start), cell(Column::Ordinary)), beside());
        let left = less(cell(Column::BestStart), cell(Column::SureLost));
        let highest = plus(left.clone(), less(cell(Column::Most), cell(Column::Star)));
        let pending = less(left, less(cell(Column::Start), cell(Column::Ordinary)));
        let lowest = plus(less(cell(Column::Start), self.worst(line, has_points)), beside());
        [applicable, cell(Column::Add), score, pending, highest, lowest]
    }

    /// The deductions without ★, limited to what the item starts from.
    fn ordinary(&self, line: Line, has_points: bool, start: Column) -> Formula {
        let (deduct, start) = (|| self.of(line, Column::Deduct), || self.of(line, start));
        let whole = is_some(self.of(line, Column::Whole));
        if has_points {
            when(whole, start(), min(deduct(), start()))
        } else {
            when(whole, max(deduct(), start()), deduct())
        }
    }

    /// The most that can still be deducted without ★.
    fn worst(&self, line: Line, has_points: bool) -> Formula {
        let of = |column| self.of(line, column);
        let all = || plus(of(Column::Deduct), of(Column::Open));
        let start = || of(Column::Start);
        let otherwise = if has_points {
            when(is_some(of(Column::OpenEndless)), start(), min(all(), start()))
        } else {
            max(all(), of(Column::Ordinary))
        };
        let whole = Formula::Any(vec![is_some(of(Column::Whole)), is_some(of(Column::WholeOpen))]);
        when(whole, max(start(), of(Column::Ordinary)), otherwise)
    }

    /// What an indicator comes to before anything of it is left out or limited: what applies,
    /// what was added, the score, what is pending, the highest and the lowest score.
    pub(super) fn provisional(&mut self, line: Line, formulas: [Formula; 6]) {
        let left_out = self.is_left_out(line);
        let kept = self.kept(line);
        let [applicable, added, score, pending, highest, lowest] = formulas;
        let or_kept = |formula| match &left_out {
            Some(left_out) => when(left_out.clone(), kept.clone(), formula),
            None => formula,
        };
        let set = [
            (Column::Applicable, or_kept(applicable)),
            (Column::Unlimited, or_kept(score)),
            (Column::UnlimitedHighest, or_kept(highest)),
            (Column::UnlimitedLowest, or_kept(lowest)),
            (Column::UnlimitedAdded, added),
        ];
        let pending = match &left_out {
            Some(left_out) => when(left_out.clone(), count(0), pending),
            None => pending,
        };
        for (column, formula) in set {
            self.set(line, column, formula);
        }
        self.set(line, Column::UnlimitedPending, pending);
    }

    /// Whether nothing of an item applies; sections have no such state of their own.
    fn is_left_out(&self, line: Line) -> Option<Formula> {
        let Line::Indicator(index) = line else { return None };
        let own = is(self.of(line, Column::LeftOut), 1);
        // 视同满分: what has no points has what its requirements earn.
        let is_kept = self.rubric.carrier_of(index).is_none() && self.keeps(line);
        match self.rubric.indicator(index).kind {
            IndicatorKind::Clauses if is_kept => None,
            IndicatorKind::Clauses => Some(Formula::Any(vec![own, self.nothing_counted(line)])),
            IndicatorKind::Judged { .. } => Some(own),
            _ => None,
        }
    }

    /// What an item that does not apply keeps: 视同满分, or nothing with 缺项换算.
    fn kept(&self, line: Line) -> Formula {
        match line {
            Line::Indicator(index) if self.keeps(line) => self.full(index),
            _ => count(0),
        }
    }

    /// 视同满分: whether what does not apply of an indicator keeps its points.
    pub(super) fn keeps(&self, line: Line) -> bool {
        let policy = |index| self.rubric.policy_of(index);
        matches!(line, Line::Indicator(index) if policy(index) == NotApplicable::Full)
    }

    fn judged(&mut self, line: Line, asks: &Asks) {
        let Line::Indicator(index) = line else { return };
        self.set(line, Column::Filled, self.filled(line, asks));
        let figure = || Formula::Cell(self.entered(line, entry::FIGURE));
        let whole = self.entered(line, entry::WHOLE);
        let full = self.full(index);
        let full = || full.clone();
        let fits = Formula::All(vec![
            compare(figure(), Compare::AtLeast, count(0)),
            compare(figure(), Compare::AtMost, full()),
        ]);
        let same_full = when(
            is_number(Formula::Cell(whole)),
            flag(compare(Formula::Cell(whole), Compare::Equal, full())),
            count(0),
        );
        let alone = Formula::Any(vec![Formula::IsEmpty(whole), is(same_full, 1)]);
        let written = when(
            is_number(figure()),
            when(Formula::All(vec![fits, alone]), figure(), super::unknown()),
            super::unknown(),
        );
        let met = is(self.of(line, Column::State), State::Met.code());
        let one = is(self.of(line, Column::Filled), 1);
        let award = when(one, when(met, full(), written), super::unknown());
        self.set(line, Column::Found, award);
        let award = self.of(line, Column::Found);
        let award = || award.clone();
        let known = || is_number(award());
        let mark = when(
            is(self.of(line, Column::LeftOut), 1),
            count(3),
            when(
                known(),
                when(compare(award(), Compare::Equal, full()), count(1), count(2)),
                count(0),
            ),
        );
        self.set(line, Column::Mark, mark);
        self.count_mark(line);
        let score = || when(known(), award(), count(0));
        if self.only_groups(index) {
            self.awarded_below(line, &full(), &score());
            return;
        }
        let pending = when(known(), count(0), full());
        let highest = when(known(), award(), full());
        self.provisional(line, [full(), count(0), score(), pending, highest, score()]);
    }

    /// A judged item that prints no points earns its award of those of its carrier.
    fn awarded_below(&mut self, line: Line, full: &Formula, score: &Formula) {
        let mark = |it: &Self, mark: u32| is(it.of(line, Column::Mark), mark);
        let kept = if self.keeps(line) { full.clone() } else { count(0) };
        self.set(line, Column::Earn, when(mark(self, 3), kept, score.clone()));
        let earned = || self.of(line, Column::Earn);
        let best = when(mark(self, 0), full.clone(), earned());
        let applies = when(mark(self, 3), earned(), full.clone());
        let recorded = Formula::Any(vec![mark(self, 1), mark(self, 2)]);
        let lost = when(recorded, less(full.clone(), score.clone()), count(0));
        self.set(line, Column::Best, best);
        self.set(line, Column::All, full.clone());
        self.set(line, Column::Applies, applies);
        let added = self.of(line, Column::Earn);
        self.group_line(line, lost, added);
        let grouped = self.of(line, Column::Grouped);
        self.set(line, Column::OfItem, grouped);
    }

    fn task(&mut self, line: Line) {
        let known = |state: State, mark: u32, otherwise: Formula| {
            when(is(self.of(line, Column::State), state.code()), count(mark), otherwise)
        };
        let recorded =
            known(State::Done, 1, known(State::Partly, 2, known(State::NotDone, 2, count(0))));
        let mark = when(is(self.of(line, Column::LeftOut), 1), count(3), recorded);
        self.set(line, Column::Mark, mark);
        self.count_mark(line);
        let mark = || self.of(line, Column::Mark);
        let applies = flag(not(is(mark(), 3)));
        let done = flag(is(mark(), 1));
        self.set(line, Column::Tasks, applies);
        self.set(line, Column::Done, done);
    }

    fn count_mark(&mut self, line: Line) {
        let columns =
            [Column::CountOpen, Column::CountMet, Column::CountFound, Column::CountLeftOut];
        for (state, column) in columns.into_iter().enumerate() {
            let state = u32::try_from(state).unwrap_or_default();
            self.set(line, column, flag(is(self.of(line, Column::Mark), state)));
        }
    }
}
