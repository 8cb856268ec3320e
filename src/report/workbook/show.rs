//! What is recorded as the cells of a line show it, and back.

use super::asks::{Asks, Figure as Asked, State};
use crate::points::{Figure, Limit, NumberError, Points};
use crate::session::{Date, TaskState, Value};

/// The cells of one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// 情况.
    pub state: Option<State>,
    /// 次数.
    pub count: Option<Points>,
    /// 数值.
    pub figure: Option<Points>,
    /// The chosen level, in the cell of 数值.
    pub level: Option<String>,
    /// 总数或满分.
    pub whole: Option<Points>,
    /// Why it does not apply.
    pub reason: String,
    /// 数值 of the lines below: counters, years, what is decided.
    pub below: Vec<Option<Points>>,
}

/// Which cell of a line something is wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// 情况.
    State,
    /// 次数.
    Count,
    /// 数值.
    Figure,
    /// 总数或满分.
    Whole,
    /// The reason.
    Reason,
    /// 数值 of a line below.
    Below(usize),
}

/// What is wrong with the cells of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// More than one of 情况, 次数 and 数值 is filled in.
    MoreThanOne,
    /// 不涉及 without a reason.
    ReasonMissing,
    /// A reason without 不涉及.
    ReasonAlone,
    /// 总数 without a figure, an earlier year without this year's, or a gap between years.
    FigureMissing,
    /// A number that cannot be used, as it stands there.
    Number(String, NumberError),
    /// Zero where something has to be above it.
    NotPositive,
    /// More are missing than so many that are required.
    MoreThanRequired(Points),
}

/// How many digits a spreadsheet keeps.
const DIGITS: usize = 15;

/// The number as a spreadsheet can hold it.
#[must_use]
pub fn holdable(points: Points) -> Points {
    let text = points.to_string();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits <= DIGITS {
        return points;
    }
    let whole = text.split('.').next().unwrap_or_default();
    let whole = whole.bytes().filter(u8::is_ascii_digit).count();
    points.rounded(u32::try_from(DIGITS.saturating_sub(whole)).unwrap_or_default())
}

/// The longest text of a cell, in UTF-16 units.
pub const LONGEST_TEXT: usize = 32_000;

/// The text as a cell can hold it: no characters a file of this kind cannot have.
#[must_use]
pub fn holdable_text(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut length = 0;
    for character in text.chars() {
        length += character.len_utf16();
        if length > LONGEST_TEXT {
            shown.push('…');
            break;
        }
        let special = (character.is_control() && character != '\n')
            || matches!(character, '\u{fffe}' | '\u{ffff}');
        shown.push(if special { '\u{fffd}' } else { character });
    }
    shown
}

/// Several texts in one cell, a line each.
#[must_use]
pub fn lines_of(texts: &[String]) -> String {
    holdable_text(&texts.join("\n"))
}

/// The texts of a cell, a line each.
#[must_use]
pub fn texts_of(lines: &str) -> Vec<String> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// Whether a spreadsheet has this day: its calendar begins with 1900.
#[must_use]
pub fn is_day_of_sheets(date: Date) -> bool {
    date.year() > 1900
}

impl Shown {
    /// What the cells of a line show of a value; nothing of one its rule does not mean.
    #[must_use]
    pub fn of(asks: &Asks, counters: &[&str], value: &Value) -> Self {
        let mut shown = Self::default();
        let below = match asks.figure {
            Some(Asked::Counters(counters)) => counters,
            Some(Asked::Baseline(years, decided)) => years + usize::from(decided),
            _ => 0,
        };
        shown.below = vec![None; below];
        let offered = |state: State| Some(state).filter(|state| asks.states.contains(state));
        match value {
            Value::Open => {}
            Value::Count(0) if asks.earns => shown.state = offered(State::Hit),
            Value::Hit | Value::Count(_) if asks.earns => shown.state = offered(State::Met),
            Value::Met => shown.state = offered(State::Met).or(offered(State::Done)),
            Value::Hit if asks.count => shown.count = Some(Points::ONE),
            Value::Count(count) if asks.count => shown.count = Some(Points::from(*count)),
            Value::Count(0) => shown.state = offered(State::Met),
            Value::Hit | Value::Count(_) => shown.state = offered(State::Hit),
            Value::Task(task) => shown.state = offered(state_of(*task)),
            Value::NotApplicable(reason) => {
                shown.state = offered(State::NotApplicable);
                if shown.state.is_some() {
                    shown.reason = holdable_text(reason);
                }
            }
            measured => shown.measured(asks, counters, measured),
        }
        shown
    }

    fn measured(&mut self, asks: &Asks, counters: &[&str], value: &Value) {
        let held = |points: &Points| Some(holdable(*points));
        match (asks.figure, value) {
            (Some(Asked::Actual | Asked::Rate), Value::Figure(Figure::Number(number))) => {
                self.figure = held(number);
            }
            (None, Value::Figure(Figure::Number(number)))
                if asks.decimals && *number > Points::ZERO =>
            {
                self.count = held(number);
            }
            (Some(Asked::Rate), Value::Figure(Figure::Ratio { part, whole })) => {
                (self.figure, self.whole) = (held(part), held(whole));
            }
            (Some(Asked::Score), Value::Score { score, of }) => {
                (self.figure, self.whole) = (held(score), of.as_ref().and_then(held));
            }
            (Some(Asked::Amount), Value::Amount(amount)) => self.figure = held(amount),
            (Some(Asked::Level), Value::Level(name)) => self.level = Some(holdable_text(name)),
            (Some(Asked::Counters(_)), Value::Named(named)) => {
                for (place, counter) in counters.iter().enumerate() {
                    let actual = named.iter().find(|(name, _)| name == counter);
                    if let Some(cell) = self.below.get_mut(place) {
                        *cell = actual.and_then(|(_, actual)| held(actual));
                    }
                }
            }
            (
                Some(Asked::Baseline(years, decides)),
                Value::Baseline { actual, years: earlier, amount },
            ) if earlier.len() <= years => {
                self.figure = held(actual);
                for (cell, year) in self.below.iter_mut().zip(earlier) {
                    *cell = held(year);
                }
                if let (true, Some(cell)) = (decides, self.below.last_mut()) {
                    *cell = amount.as_ref().and_then(held);
                }
            }
            _ => {}
        }
    }

    /// Which cell holds a number.
    #[must_use]
    pub fn place_of(&self, number: Points) -> Where {
        let below = self.below.iter().enumerate();
        let below = below.map(|(place, held)| (Where::Below(place), *held));
        let own = [(Where::Count, self.count), (Where::Whole, self.whole)];
        let mut all = own.into_iter().chain(below);
        all.find(|(_, held)| *held == Some(number)).map_or(Where::Figure, |(place, _)| place)
    }

    /// What the cells of a line say.
    ///
    /// # Errors
    /// The cell that is wrong, and how.
    pub fn value(&self, asks: &Asks, counters: &[&str]) -> Result<Value, (Where, Wrong)> {
        let figure = self.figure.is_some()
            || self.whole.is_some()
            || self.level.is_some()
            || self.below.iter().any(Option::is_some);
        let filled = [self.state.is_some(), self.count.is_some(), figure];
        if filled.into_iter().filter(|filled| *filled).count() > 1 {
            let place = if self.state.is_some() { Where::State } else { Where::Count };
            return Err((place, Wrong::MoreThanOne));
        }
        let left_out = self.state == Some(State::NotApplicable);
        match (left_out, self.reason.trim().is_empty()) {
            (true, true) => return Err((Where::Reason, Wrong::ReasonMissing)),
            (false, false) => return Err((Where::Reason, Wrong::ReasonAlone)),
            _ => {}
        }
        if let Some(state) = self.state {
            return Ok(match state {
                State::Met => Value::Met,
                State::Hit if asks.earns => Value::Count(0),
                State::Hit => Value::Hit,
                State::NotApplicable => Value::NotApplicable(self.reason.clone()),
                State::Done => Value::Task(TaskState::Done),
                State::Partly => Value::Task(TaskState::Partly),
                State::NotDone => Value::Task(TaskState::NotDone),
            });
        }
        if let Some(count) = self.count {
            return counted(asks, count);
        }
        if !figure {
            return Ok(Value::Open);
        }
        self.figure_of(asks, counters)
    }

    fn figure_of(&self, asks: &Asks, counters: &[&str]) -> Result<Value, (Where, Wrong)> {
        let own = || self.figure.ok_or((Where::Figure, Wrong::FigureMissing));
        let checked = |at: Where, number: Points, limit: Limit| {
            checked(number, limit).map_err(|wrong| (at, wrong))
        };
        let whole = match self.whole {
            Some(whole) => {
                let whole = checked(Where::Whole, whole, Limit::Figure)?;
                if whole.is_zero() {
                    return Err((Where::Whole, Wrong::NotPositive));
                }
                Some(whole)
            }
            None => None,
        };
        match asks.figure {
            Some(Asked::Level) => Ok(Value::Level(self.level.clone().unwrap_or_default())),
            Some(Asked::Actual | Asked::Rate) | None => {
                let part = checked(Where::Figure, own()?, Limit::Figure)?;
                Ok(Value::Figure(match whole {
                    Some(whole) => Figure::Ratio { part, whole },
                    None => Figure::Number(part),
                }))
            }
            Some(Asked::Score) => {
                let score = checked(Where::Figure, own()?, Limit::Amount)?;
                Ok(Value::Score { score, of: whole })
            }
            Some(Asked::Amount) => {
                Ok(Value::Amount(checked(Where::Figure, own()?, Limit::Chosen)?))
            }
            Some(Asked::Counters(_)) => {
                let mut named = Vec::new();
                for (place, (name, cell)) in counters.iter().zip(&self.below).enumerate() {
                    if let Some(number) = cell {
                        let number = checked(Where::Below(place), *number, Limit::Figure)?;
                        named.push(((*name).to_owned(), number));
                    }
                }
                Ok(Value::Named(named))
            }
            Some(Asked::Baseline(years, decides)) => {
                let actual = checked(Where::Figure, own()?, Limit::Figure)?;
                let earlier = &self.below[..years.min(self.below.len())];
                let filled = earlier.iter().filter(|year| year.is_some()).count();
                let mut found = Vec::new();
                for (place, year) in earlier.iter().enumerate() {
                    match year {
                        Some(year) => {
                            found.push(checked(Where::Below(place), *year, Limit::Figure)?);
                        }
                        None if place < filled => {
                            return Err((Where::Below(place), Wrong::FigureMissing));
                        }
                        None => {}
                    }
                }
                let last = self.below.last().copied().flatten().filter(|_| decides);
                let amount = match last {
                    Some(amount) => Some(checked(Where::Below(years), amount, Limit::Chosen)?),
                    None => None,
                };
                Ok(Value::Baseline { actual, years: found, amount })
            }
        }
    }
}

/// Whether a value says that there are no findings: then none may stand beside it.
#[must_use]
pub fn says_none(value: &Value) -> bool {
    matches!(value, Value::Met | Value::NotApplicable(_))
}

/// Whether how often, and how many of what is counted, are whole numbers within the limit of
/// counts, as the program itself asks for them.
///
/// # Errors
/// The cell that is wrong, and how.
pub fn counts_are_whole(shown: &Shown, asks: &Asks) -> Result<(), (Where, Wrong)> {
    let is_counted = matches!(asks.figure, Some(Asked::Actual | Asked::Counters(_)));
    let below = shown.below.iter().enumerate();
    let below = below.map(|(place, number)| (Where::Below(place), *number));
    let figures = [(Where::Figure, shown.figure)].into_iter().chain(below);
    let figures = figures.filter(|_| is_counted);
    for (place, number) in [(Where::Count, shown.count)].into_iter().chain(figures) {
        if let Some(number) = number {
            checked(number, Limit::Count).map_err(|wrong| (place, wrong))?;
        }
    }
    Ok(())
}

fn counted(asks: &Asks, count: Points) -> Result<Value, (Where, Wrong)> {
    let whole = count.whole().filter(|whole| checked((*whole).into(), Limit::Count).is_ok());
    if let Some(whole) = whole.filter(|_| !count.is_negative()) {
        return Ok(Value::Count(whole));
    }
    let limit = if asks.decimals { Limit::Figure } else { Limit::Count };
    let number = checked(count, limit).map_err(|wrong| (Where::Count, wrong))?;
    Ok(Value::Figure(Figure::Number(number)))
}

/// The number within the limits of what it is for; decimals that are not calculated with are kept.
///
/// # Errors
/// Why it cannot be used.
pub fn checked(number: Points, limit: Limit) -> Result<Points, Wrong> {
    let text = number.to_string();
    Points::recorded(&text, limit).map_err(|why| Wrong::Number(text, why))
}

fn state_of(task: TaskState) -> State {
    match task {
        TaskState::Done => State::Done,
        TaskState::Partly => State::Partly,
        TaskState::NotDone => State::NotDone,
    }
}
