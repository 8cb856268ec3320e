//! Whether an action can be done now: the hint line offers only what can, and
//! [`super::update`] does only what can.

use super::action::Action;
use super::app::{
    App, CompareList, LedgerLine, LedgerList, MarginLine, Overlay, Question, ReadOnly, Review,
};
use super::layout;
use super::overview;
use super::record::Asks;
use super::tree::{Node, Row};
use crate::rubric::Subject;

/// Whether `action` can be done in the place that has the focus.
#[must_use]
pub fn applies(action: Action, app: &App) -> bool {
    match (app.overlays.last(), &app.review) {
        (Some(Overlay::Findings(list)), Some(review)) => {
            let count = review.entry(&list.id).findings.len();
            match action {
                Action::Edit | Action::Delete => count > 0 && !review.is_locked(),
                Action::Correction => count > 0 && review.takes_corrections(),
                Action::Add => !review.is_locked(),
                Action::Undo | Action::Redo => can_step(action, review),
                Action::Save => review.read_only.is_none(),
                _ => true,
            }
        }
        (Some(Overlay::Ledgers(list)), Some(review)) => in_ledgers(action, review, list),
        (Some(Overlay::Changes(_)), Some(review)) => {
            let is_pending = review.pending_update().is_some();
            let is_allowed = is_pending && !review.is_locked() && !review.is_trial();
            action != Action::Migrate || is_allowed
        }
        (Some(Overlay::Confirm(question)), _) => {
            action != Action::Discard || matches!(question, Question::LeaveUnsaved(_))
        }
        (Some(Overlay::Search(_)), Some(review)) => match action {
            Action::NextMatch | Action::PreviousMatch => review.found.is_some(),
            _ => true,
        },
        (Some(Overlay::History(list)), _) => match action {
            Action::Narrow => list.id.is_some(),
            Action::DetailsUp | Action::DetailsDown => {
                let (_, full) = layout::history(app.size);
                list.full(app.lang, usize::from(full.width)).len() > usize::from(full.height)
            }
            _ => true,
        },
        (Some(Overlay::Compare(list)), review) => in_compare(action, list, review.as_deref()),
        (Some(Overlay::Ranking(list)), _) => action != Action::Resume || list.selected().is_some(),
        (Some(Overlay::Margins(list)), _) => {
            let is_row = matches!(list.selected(), Some(MarginLine::Row(_)));
            is_row || !matches!(action, Action::GoThere | Action::Trial)
        }
        (Some(Overlay::Overview(list)), Some(review)) => {
            action != Action::GoThere || overview::goal(app, review, list).is_some()
        }
        (None, Some(review)) => in_review(action, review),
        (None, None) => match action {
            Action::Resume
            | Action::Delete
            | Action::Restore
            | Action::Mark
            | Action::Compare
            | Action::Rank
            | Action::Report => app.start.as_ref().is_some_and(|start| !start.is_empty()),
            Action::Search => app.start.as_ref().is_some_and(|start| !start.rows.is_empty()),
            Action::Escape => app.start.as_ref().is_some_and(|start| start.found.is_some()),
            _ => true,
        },
        _ => true,
    }
}

fn in_compare(action: Action, list: &CompareList, review: Option<&Review>) -> bool {
    let open = review.filter(|review| list.live(Some(review)).is_some());
    match action {
        Action::AcceptSide => list.row().is_some() && list.shut(review).is_none(),
        Action::Return => open.is_some_and(|review| !review.is_locked()) && list.row().is_some(),
        Action::Undo | Action::Redo => open.is_some_and(|review| can_step(action, review)),
        _ => true,
    }
}

fn in_ledgers(action: Action, review: &Review, list: &LedgerList) -> bool {
    let lines = LedgerList::lines(&review.rubric, &review.session);
    let is_row = matches!(lines.get(list.cursor), Some(LedgerLine::Row(..)));
    match action {
        Action::Add => !lines.is_empty() && !review.is_locked(),
        Action::Edit | Action::Delete => is_row && !review.is_locked(),
        Action::Undo | Action::Redo => can_step(action, review),
        Action::Save => review.read_only.is_none(),
        Action::NextMatch | Action::PreviousMatch => review.found.is_some(),
        _ => true,
    }
}

fn in_review(action: Action, review: &Review) -> bool {
    let selected = review.selected().map(|selected| selected.subject);
    // What is recorded under something that does not apply as a whole would say nothing.
    let recordable = selected.filter(|subject| {
        review.left_out_with(*subject).is_none() && review.other_units_only(*subject).is_none()
    });
    let asks = recordable.map_or(Asks::Nothing, |subject| review.asks(subject));
    let is_repeated = match selected {
        Some(Subject::Clause(clause)) => review.rubric.clause(clause).repeated,
        _ => false,
    };
    let unlocked = !review.is_locked();
    let recorded = || {
        let id = selected.map(|subject| review.id_of(subject));
        id.is_some_and(|id| review.session.entry(id).is_some())
    };
    match action {
        Action::Met if stands_for_more(review) => unlocked,
        Action::Cycle | Action::Met => unlocked && asks != Asks::Nothing,
        Action::More | Action::Less => unlocked && asks.counts(),
        Action::Type => {
            let in_form = matches!(asks, Asks::Baseline { .. } | Asks::Level { each: false, .. });
            unlocked && (asks.typed_limit().is_some() || in_form)
        }
        Action::OpenEntry => match review.tree.selected() {
            Node::Total => unlocked && (!review.is_trial() || review.has_inputs()),
            Node::Clause(_) => unlocked && asks != Asks::Nothing,
            Node::Indicator(_) if asks != Asks::Nothing => unlocked,
            Node::Indicator(_) | Node::UnknownHeading | Node::Unknown(_) => false,
        },
        Action::Findings => unlocked && asks.lists_findings(),
        Action::Correction => {
            review.takes_corrections()
                && recordable.is_some_and(|subject| review.is_correctable(subject))
        }
        Action::NotApplicable | Action::Sample => unlocked && recordable.is_some() && !is_repeated,
        Action::Return => unlocked && selected.is_some() && !is_repeated && !review.is_trial(),
        // What is only tried stands in no report.
        Action::Compare | Action::Report => !review.is_trial(),
        Action::Remark => unlocked && selected.is_some() && !is_repeated,
        Action::Clear => unlocked && recorded(),
        Action::CopyEntry => recorded(),
        Action::PasteEntry => {
            unlocked && review.copied.is_some() && recordable.is_some() && !is_repeated
        }
        Action::Ledgers => !LedgerList::lines(&review.rubric, &review.session).is_empty(),
        Action::TakeEarlier => {
            let takes = |subject| review.takes_earlier(subject);
            unlocked && !is_repeated && recordable.is_some_and(takes)
        }
        Action::NextMatch | Action::PreviousMatch => review.found.is_some(),
        Action::Escape => review.found.is_some() || review.is_trial(),
        Action::Changes => review.pending_update().is_some(),
        Action::Finalise | Action::Save => review.read_only.is_none() && !review.is_trial(),
        Action::TakeOver => {
            matches!(review.read_only, Some(ReadOnly::Held(_))) && !review.is_trial()
        }
        // What can be tried of it is what the score depends on.
        Action::Head => unlocked && (!review.is_trial() || review.has_inputs()),
        Action::Undo | Action::Redo => can_step(action, review),
        Action::NextOpen | Action::PreviousOpen => review.card.total.progress.open > 0,
        Action::Fold => is_row(review, |row| row.parent.is_some() || !row.folded && row.below > 0),
        Action::Unfold => is_row(review, |row| row.below > 0),
        _ => true,
    }
}

/// Whether there is a step to take back, or to take again.
fn can_step(action: Action, review: &Review) -> bool {
    review.can_step(action == Action::Undo)
}

fn is_row(review: &Review, holds: impl Fn(&Row) -> bool) -> bool {
    review.tree.row(review.tree.cursor()).is_some_and(holds)
}

/// Whether the selected row is a heading, or the total while something is open.
#[must_use]
pub fn stands_for_more(review: &Review) -> bool {
    let is_total = review.tree.selected() == Node::Total;
    is_heading(review) || is_total && review.card.total.progress.open > 0
}

/// Whether the selected row is a section or an item with rows below it.
#[must_use]
pub fn is_heading(review: &Review) -> bool {
    let row = review.tree.row(review.tree.cursor());
    row.is_some_and(|row| row.below > 0 && matches!(row.node, Node::Indicator(_)))
}
