//! What is recorded and does not count, and what counts but may not be what was meant: one list
//! for screens, commands, checks and reports, so that nothing is left out without a word.

use super::{Lost, Mark, Scorecard, Step, fits};
use crate::names;
use crate::points::{Figure, Points};
use crate::rubric::{Clause, ClauseIndex, Home, IndicatorIndex, Rubric, Rule, Subject};
use crate::session::{Entry, Ledger, LedgerRow, Session, Value};

/// Something to be told of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncounted {
    /// What it is about.
    pub what: What,
    /// Why it is told.
    pub why: Why,
}

/// What of a session is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A tag of the unit.
    Tag(String),
    /// The entry under an id.
    Entry(String),
    /// A row of a ledger.
    Row {
        /// Which ledger.
        ledger: Ledger,
        /// Its place there.
        place: usize,
        /// The number it names.
        clause: String,
    },
    /// What was chosen for a factor, by its number.
    Factor(String),
}

/// Why something does not count as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The rubric does not know it.
    Unknown,
    /// It applies to other units.
    OtherUnits,
    /// Something above it, with this id, is recorded as 不涉及.
    LeftOut(String),
    /// It is printed twice, and this one is not counted.
    Repeated,
    /// It does not fit what the document says.
    Unfit,
    /// A share is larger than the document allows: the share, and what was meant by it.
    Share(Points, Option<Points>),
    /// A number has more decimals than are calculated with: the number, and the most there may be.
    TooFine(Points, u32),
    /// It counts, but a figure was rounded where the limit, as printed, cannot be.
    Rounded(String),
    /// It counts, but is written nearly as this other matter, which may be the same.
    Alike(String),
}

impl Why {
    /// Whether it counts all the same.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        matches!(self, Self::Rounded(_) | Self::Alike(_))
    }
}

impl Uncounted {
    fn new(what: What, why: Why) -> Self {
        Self { what, why }
    }
}

/// Everything to be told of a session, in the order of its file.
#[must_use]
pub fn uncounted(rubric: &Rubric, session: &Session, card: &Scorecard) -> Vec<Uncounted> {
    let known = |tag: &&String| rubric.head.tags.iter().all(|(key, _)| key != *tag);
    let tags = session.head.tags.iter().filter(known);
    let mut found: Vec<Uncounted> =
        tags.map(|tag| Uncounted::new(What::Tag(tag.clone()), Why::Unknown)).collect();
    for (id, entry) in &session.entries {
        let why = of_entry(rubric, session, card, (id, entry));
        found.extend(why.map(|why| Uncounted::new(What::Entry(id.clone()), why)));
    }
    for ledger in [Ledger::Bonus, Ledger::Veto, Ledger::Direct] {
        for (place, row) in session.ledger(ledger).iter().enumerate() {
            let why = of_row(rubric, session, card, (ledger, place, row));
            let what = What::Row { ledger, place, clause: row.clause.clone() };
            found.extend(why.map(|why| Uncounted::new(what, why)));
        }
    }
    for (no, option) in &session.factors {
        let factor = rubric.factors.iter().find(|factor| factor.no == *no);
        if factor.is_none_or(|factor| factor.options.iter().all(|(name, _)| name != option)) {
            found.push(Uncounted::new(What::Factor(no.clone()), Why::Unknown));
        }
    }
    found
}

/// Why the entry under an id is told; `None` where it counts as it stands.
#[must_use]
pub fn of_entry(
    rubric: &Rubric,
    session: &Session,
    card: &Scorecard,
    (id, entry): (&str, &Entry),
) -> Option<Why> {
    if entry.is_open() || matches!(entry.value, Value::NotApplicable(_)) {
        return (rubric.find(id).is_none() && !entry.is_empty()).then_some(Why::Unknown);
    }
    let Some(subject) = rubric.find(id) else { return Some(Why::Unknown) };
    let (mark, item, clause) = match subject {
        Subject::Indicator(item) => (card.indicators[item.0].mark, Some(item), None),
        Subject::Clause(index) => {
            let clause = rubric.clause(index);
            let item = match clause.home {
                Home::Item(item) => Some(item),
                Home::Bonus | Home::Direct => None,
            };
            (card.clauses[index.0].mark, item, Some(clause))
        }
    };
    let says_nothing = matches!(entry.value, Value::Met | Value::Count(0));
    if mark == Mark::NotApplicable && !(says_nothing && entry.findings.is_empty()) {
        return Some(left_out(rubric, session, item).map_or(Why::OtherUnits, Why::LeftOut));
    }
    if clause.is_some_and(|clause| clause.repeated) {
        return Some(Why::Repeated);
    }
    if let Some(share) = clause.and_then(|clause| too_large(clause, entry)) {
        return Some(share);
    }
    if let Some((number, most)) = entry.too_fine() {
        return Some(Why::TooFine(number, most));
    }
    if !fits(rubric, session, subject, entry) {
        return Some(Why::Unfit);
    }
    let rounded = clause.and_then(|clause| rounded(clause, entry));
    rounded.or_else(|| alike_here(rubric, session, subject, entry))
}

/// An earlier finding whose matter is written nearly as one of these, where one matter counts once.
fn alike_here(rubric: &Rubric, session: &Session, subject: Subject, entry: &Entry) -> Option<Why> {
    let Subject::Clause(index) = subject else { return None };
    let scope = scope_of(rubric, index)?;
    let before = scope.iter().take_while(|other| **other != index);
    let before = before.flat_map(|other| subjects(rubric, session, *other));
    let mut known: Vec<&str> = before.collect();
    for finding in &entry.findings {
        let alike = known.iter().find(|other| names::are_alike(other, &finding.subject));
        if let Some(other) = alike {
            return Some(Why::Alike((*other).to_owned()));
        }
        known.push(&finding.subject);
    }
    None
}

/// The clauses of an item among which one matter counts once with this one.
fn scope_of(rubric: &Rubric, index: ClauseIndex) -> Option<Vec<ClauseIndex>> {
    let Home::Item(item) = rubric.clause(index).home else { return None };
    rubric.groups_around(index).find(|group| rubric.group(*group).matter_once)?;
    super::matter::scopes(rubric, Some(item)).into_iter().find(|scope| scope.contains(&index))
}

fn subjects<'a>(
    rubric: &Rubric,
    session: &'a Session,
    index: ClauseIndex,
) -> impl Iterator<Item = &'a str> {
    let entry = session.entry(&rubric.clause(index).id).into_iter();
    entry.flat_map(|entry| &entry.findings).map(|finding| finding.subject.as_str())
}

/// The matters that findings name where one of them counts once with those of this clause; the
/// finding at this place apart.
#[must_use]
pub fn matters_beside<'a>(
    rubric: &Rubric,
    session: &'a Session,
    (index, place): (ClauseIndex, Option<usize>),
) -> Vec<&'a str> {
    let scope = scope_of(rubric, index).unwrap_or_default();
    let all = scope.into_iter().flat_map(|other| {
        let named = subjects(rubric, session, other).enumerate();
        named.filter(move |(at, _)| other != index || Some(*at) != place)
    });
    all.map(|(_, subject)| subject).collect()
}

/// The id of what above an item (or itself) is recorded as 不涉及.
fn left_out(rubric: &Rubric, session: &Session, item: Option<IndicatorIndex>) -> Option<String> {
    let mut path = std::iter::successors(item, |index| rubric.indicator(*index).parent);
    let is_left_out = |id: &str| {
        session.entry(id).is_some_and(|entry| matches!(entry.value, Value::NotApplicable(_)))
    };
    path.find_map(|index| {
        let id = &rubric.indicator(index).id;
        is_left_out(id).then(|| id.clone())
    })
}

/// A share that is larger than the clause allows.
fn too_large(clause: &Clause, entry: &Entry) -> Option<Why> {
    let shares = entry.findings.iter().filter_map(|finding| finding.share);
    share_beyond(clause, shares)
}

fn share_beyond(clause: &Clause, mut shares: impl Iterator<Item = Points>) -> Option<Why> {
    let share = shares.find(|share| *share > clause.largest_share())?;
    Some(Why::Share(share, meant_share(clause, share)))
}

/// The share that was meant by a number of percent, where the clause allows that one.
#[must_use]
pub fn meant_share(clause: &Clause, written: Points) -> Option<Points> {
    Some(written.divided(Points::HUNDRED, 6)).filter(|share| *share <= clause.largest_share())
}

/// The limit as printed, where a figure is that limit rounded: it lies on one side of it, and
/// nobody can say whether that was meant.
fn rounded(clause: &Clause, entry: &Entry) -> Option<Why> {
    let Value::Figure(figure) = entry.value else { return None };
    // Of a hundred people some part of one cannot be: it is a percentage.
    let counts = |part: Points| part.rounded(0) == part;
    match figure {
        Figure::Ratio { part, whole } if whole != Points::HUNDRED || counts(part) => None,
        _ => rounded_limit(clause, figure).map(Why::Rounded),
    }
}

/// The limit as printed, where a figure may be that limit rounded; of a hundred it is taken for
/// a percentage.
#[must_use]
pub fn rounded_limit(clause: &Clause, figure: Figure) -> Option<String> {
    let Rule::Threshold(threshold) = &clause.rule else { return None };
    let figure = &match figure {
        Figure::Number(number) => number,
        Figure::Ratio { part, whole } if whole == Points::HUNDRED => part.divided(whole, 8),
        Figure::Ratio { .. } => return None,
    };
    let limit = threshold.limit;
    let is_exact = |places| {
        limit.numerator.divided(limit.denominator, places) * limit.denominator == limit.numerator
    };
    let places = (0..=6).find(|places| figure.rounded(*places) == *figure)?;
    let near = limit.numerator.divided(limit.denominator, places) == *figure;
    let cut = limit.numerator.divided(limit.denominator, 6) - *figure;
    let one = (0..places).fold(Points::ONE, |one, _| one.divided(Points::from(10), 6));
    let is_near = near || (cut < one && -cut < one);
    // A percentage where the limit is a part of one.
    let is_percent = limit.numerator < limit.denominator && *figure > Points::ONE;
    (!is_exact(6) && (is_near || is_percent)).then(|| limit.to_string())
}

/// Why a row of a ledger is told; `None` where it counts as it stands.
#[must_use]
pub fn of_row(
    rubric: &Rubric,
    session: &Session,
    card: &Scorecard,
    (ledger, place, row): (Ledger, usize, &LedgerRow),
) -> Option<Why> {
    let home = match ledger {
        Ledger::Veto => {
            let known = rubric.vetoes.iter().any(|veto| veto.no == row.clause);
            return (!known).then_some(Why::Unknown);
        }
        Ledger::Bonus => Home::Bonus,
        Ledger::Direct => Home::Direct,
    };
    let Some(index) = rubric.find_ledger_clause(home, &row.clause) else {
        return Some(Why::Unknown);
    };
    let clause = rubric.clause(index);
    if clause.repeated {
        return Some(Why::Repeated);
    }
    if let Some(share) = share_beyond(clause, row.share.into_iter()) {
        return Some(share);
    }
    if let Some((number, most)) = row.too_fine() {
        return Some(Why::TooFine(number, most));
    }
    if ledger == Ledger::Direct {
        return match card.direct.rows.get(place) {
            Some(Step::Unfit) => Some(Why::Unfit),
            Some(Step::OtherUnits { .. }) => Some(Why::OtherUnits),
            _ => None,
        };
    }
    let losses = card.bonus.awards.get(place).map_or(&[][..], |award| &award.losses);
    let why = losses.iter().find_map(|loss| match loss.why {
        Lost::OtherUnits => Some(Why::OtherUnits),
        Lost::AmountMissing | Lost::BelowLimit => Some(Why::Unfit),
        _ => None,
    });
    why.or_else(|| alike(rubric, session, (place, row)))
}

/// An earlier row of the bonus whose matter is written nearly as this one, where one matter
/// counts once.
fn alike(rubric: &Rubric, session: &Session, (place, row): (usize, &LedgerRow)) -> Option<Why> {
    let others = session.bonus.get(..place)?.iter();
    let other = others
        .filter(|other| may_be_one(rubric, &row.clause, &other.clause))
        .find(|other| names::are_alike(&other.matter, &row.matter))?;
    Some(Why::Alike(other.matter.clone()))
}

/// Whether two clauses of the bonus share a scope in which one matter counts once.
#[must_use]
pub fn may_be_one(rubric: &Rubric, one: &str, other: &str) -> bool {
    let index = |no: &str| rubric.find_ledger_clause(Home::Bonus, no);
    let (Some(one), Some(other)) = (index(one), index(other)) else { return false };
    let scopes = super::ledger::matter_scopes(rubric);
    scopes.iter().any(|scope| scope.contains(&one) && scope.contains(&other))
}
