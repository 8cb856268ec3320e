//! The list of bonus, veto and direct deductions: its lines and its cursor.

use crate::rubric::{ClauseIndex, Home, Rubric};
use crate::session::{Ledger, Session};

/// The list and its cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerList {
    /// The line under the cursor, in [`lines`](LedgerList::lines).
    pub cursor: usize,
    /// The first row of the screen in view.
    pub offset: usize,
}

/// One line that the cursor can be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerLine {
    /// A clause of the bonus or of the direct deductions.
    Clause(Ledger, ClauseIndex),
    /// A veto of the rubric.
    Veto(usize),
    /// A row of the session's ledger, by its place there.
    Row(Ledger, usize),
}

impl LedgerList {
    /// Every line in order: each clause and veto with the rows recorded under it, then the
    /// rows of the ledger that name no clause of the rubric.
    #[must_use]
    pub fn lines(rubric: &Rubric, session: &Session) -> Vec<LedgerLine> {
        let mut lines = Vec::new();
        let bonus = rubric.bonus.as_ref().map_or(&[][..], |bonus| &bonus.members);
        for (ledger, members) in [(Ledger::Bonus, bonus), (Ledger::Direct, &rubric.direct[..])] {
            let clauses = rubric.clauses_in(members);
            for clause in &clauses {
                lines.push(LedgerLine::Clause(ledger, *clause));
                push_rows(&mut lines, session, ledger, &rubric.clause(*clause).no);
            }
            let home = if ledger == Ledger::Bonus { Home::Bonus } else { Home::Direct };
            let known = |no: &str| rubric.find_ledger_clause(home, no).is_some();
            push_unknown(&mut lines, session, ledger, known);
        }
        for (place, veto) in rubric.vetoes.iter().enumerate() {
            lines.push(LedgerLine::Veto(place));
            push_rows(&mut lines, session, Ledger::Veto, &veto.no);
        }
        let known = |no: &str| rubric.vetoes.iter().any(|veto| veto.no == no);
        push_unknown(&mut lines, session, Ledger::Veto, known);
        lines
    }
}

impl LedgerLine {
    /// Which ledger it belongs to.
    #[must_use]
    pub fn ledger(self) -> Ledger {
        match self {
            Self::Clause(ledger, _) | Self::Row(ledger, _) => ledger,
            Self::Veto(_) => Ledger::Veto,
        }
    }

    /// The number of the clause or veto it is, or stands under.
    #[must_use]
    pub fn no<'a>(self, rubric: &'a Rubric, session: &'a Session) -> &'a str {
        match self {
            Self::Clause(_, clause) => &rubric.clause(clause).no,
            Self::Veto(place) => &rubric.vetoes[place].no,
            Self::Row(ledger, place) => &session.ledger(ledger)[place].clause,
        }
    }
}

fn push_rows(lines: &mut Vec<LedgerLine>, session: &Session, ledger: Ledger, no: &str) {
    let rows = session.ledger(ledger).iter().enumerate();
    let under = rows.filter(|(_, row)| row.clause == no);
    lines.extend(under.map(|(place, _)| LedgerLine::Row(ledger, place)));
}

fn push_unknown(
    lines: &mut Vec<LedgerLine>,
    session: &Session,
    ledger: Ledger,
    known: impl Fn(&str) -> bool,
) {
    let rows = session.ledger(ledger).iter().enumerate();
    let unknown = rows.filter(|(_, row)| !known(&row.clause));
    lines.extend(unknown.map(|(place, _)| LedgerLine::Row(ledger, place)));
}
