//! Keys of a comparison: looking, and accepting what one assessment says into a 复核.

use super::{commit, filters, forms, lists};
use crate::half_width::half_width;
use crate::lang::{Lang, comparison as words};
use crate::rubric::changes::Part;
use crate::rubric::{Home, Subject};
use crate::score::fits;
use crate::session::{Accepted, Edit, Entry, Ledger, Session, State};
use crate::tui::action::Action;
use crate::tui::app::{
    Accepting, App, BeginReview, CompareLine, CompareList, ComparedSide, Effect, Opened, Overlay,
    Pending, Question, ReportOf, Review, ReviewFound, ReviewsWanted, Saved,
};
use crate::tui::compare::details;
use crate::tui::layout;
use crate::tui::widgets::list as rows_of;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use std::path::PathBuf;

/// The assessments have been read: the comparison opens on them.
pub(super) fn open(app: &mut App, sides: Vec<ComparedSide>) {
    app.overlays.retain(|overlay| !matches!(overlay, Overlay::Others(_)));
    match CompareList::new(sides) {
        Ok(list) => app.overlays.push(Overlay::Compare(Box::new(list))),
        Err((one, other)) => app.warn(words::unrelated(app.lang, &one, &other)),
    }
}

pub(super) fn act(app: &mut App, action: Action, event: &KeyEvent) -> Vec<Effect> {
    let size = app.size;
    let Some(list) = comparison(app) else { return Vec::new() };
    let areas = layout::compare(size, list.sides.len());
    let page = usize::from(areas.rows.height).max(1);
    if let Some(cursor) = lists::moved(list.cursor, action, page) {
        (list.cursor, list.details_offset) = (cursor, 0);
        return Vec::new();
    }
    match action {
        Action::DetailsUp => list.details_offset = list.details_offset.saturating_sub(3),
        Action::DetailsDown => list.details_offset += 3,
        Action::SwitchOrder => {
            list.by_document = !list.by_document;
            lay_out(list);
        }
        Action::ShowAll => {
            list.is_all = !list.is_all;
            lay_out(list);
        }
        Action::AcceptSide => {
            let columns = list.sides.len();
            match digit(event) {
                Some(digit) => return ask(app, digit),
                None => app.warn(words::press_its_number(app.lang, columns)),
            }
        }
        Action::Return => {
            if app.review.is_some() && commit::is_refused(app) {
                return Vec::new();
            }
            match open_id(app) {
                Some(id) => forms::open_return(app, id),
                None => app.warn(words::not_open(app.lang)),
            }
        }
        Action::Report => return forms::open_report(app, ReportOf::Comparison),
        Action::Undo => return filters::undo(app),
        Action::Redo => return filters::redo(app),
        Action::Close => {
            app.overlays.pop();
        }
        _ => {}
    }
    Vec::new()
}

/// The digit that was pressed.
fn digit(event: &KeyEvent) -> Option<usize> {
    match event.code {
        KeyCode::Char(c) => {
            let digit = half_width(c).to_digit(10)?;
            usize::try_from(digit).ok()
        }
        _ => None,
    }
}

fn comparison(app: &mut App) -> Option<&mut CompareList> {
    match app.overlays.last_mut() {
        Some(Overlay::Compare(list)) => Some(list),
        _ => None,
    }
}

/// Lays the lines out anew; the cursor stays on its line where that is still shown.
fn lay_out(list: &mut CompareList) {
    let selected = list.selected();
    list.lay_out();
    let same = list.lines.iter().position(|line| Some(*line) == selected);
    list.cursor = same.unwrap_or(list.comparison.totals.len());
}

/// The column of the open session, where it takes what is accepted: a 复核 that is still written.
fn target(app: &App, list: &CompareList) -> Option<usize> {
    let review = app.review.as_deref();
    list.live(review).filter(|_| review.is_some_and(is_target))
}

/// The column that what is accepted from another one stands beside: the 复核 itself, else what
/// it starts from.
fn into(app: &App, list: &CompareList, place: usize) -> Option<usize> {
    target(app, list).or_else(|| list.draft_review(place)).or_else(|| list.base())
}

/// Why what an assessment says cannot be accepted on the row under the cursor.
fn refusal(lang: Lang, app: &App, list: &CompareList, place: usize) -> Option<String> {
    let (Some(row), Some(side)) = (list.row(), list.sides.get(place)) else {
        return Some(words::choose_a_row(lang).to_owned());
    };
    let open = app.review.as_deref();
    if let Some(why) = list.shut(open) {
        return Some(commit::read_only(lang, why));
    }
    let is_target_open = target(app, list).is_some();
    if let Some(review) = open.filter(|_| !is_target_open)
        && (matches!(review.saved, Saved::No(_)) || review.is_trial())
    {
        return Some(words::save_first(lang).to_owned());
    }
    let Some(into) = into(app, list, place) else {
        return Some(words::no_base(lang).to_owned());
    };
    if into == place && (is_target_open || list.draft_review(place).is_some()) {
        return Some(words::is_the_review(lang).to_owned());
    }
    let (ours, theirs) = (&list.sides[into].session, &side.session);
    if let Some(why) = words::other_assessment(lang, &ours.assessment(), &theirs.assessment()) {
        return Some(why);
    }
    let (Some(part), Some(_)) = (row.parts[into], row.parts[place]) else {
        return Some(words::no_counterpart(lang).to_owned());
    };
    if is_sum(&list.sides[into], part) && list.entry(place).is_empty() {
        return Some(words::accept_below(lang, &words::id(lang, &list.views(), row)));
    }
    let is_unfit = subject(part).is_some_and(|subject| {
        let entry = list.entry(place);
        let side = &list.sides[into];
        !entry.is_open() && !fits(&side.rubric, &side.session, subject, &entry)
    });
    is_unfit.then(|| words::does_not_fit(lang).to_owned())
}

/// Whether a row is only a sum: nothing is recorded there but that it does not apply.
fn is_sum(side: &ComparedSide, part: Part) -> bool {
    use crate::rubric::IndicatorKind::{Clauses, Section};
    match part {
        Part::Indicator(index) => matches!(side.rubric.indicator(index).kind, Clauses | Section),
        _ => false,
    }
}

fn subject(part: Part) -> Option<Subject> {
    match part {
        Part::Indicator(index) => Some(Subject::Indicator(index)),
        Part::Clause(index) => Some(Subject::Clause(index)),
        _ => None,
    }
}

/// Whether the open session takes what is accepted: a 复核 that is still written.
fn is_target(review: &Review) -> bool {
    let is_review = review.session.head.mode == crate::session::Mode::Review;
    is_review && !review.is_locked() && !review.is_trial()
}

/// Whether what a column says can be accepted is looked at before a reason is asked for: the row,
/// the open session, then the 复核 that stand in the folder.
fn ask(app: &mut App, number: usize) -> Vec<Effect> {
    let lang = app.lang;
    let Some(Overlay::Compare(list)) = app.overlays.last() else { return Vec::new() };
    let columns = list.sides.len();
    let Some(place) = number.checked_sub(1).filter(|place| *place < columns) else {
        app.warn(words::no_such_column(lang, columns));
        return Vec::new();
    };
    if let Some(why) = refusal(lang, app, list, place) {
        app.warn(why);
        return Vec::new();
    }
    let beside = into(app, list, place).filter(|_| target(app, list).is_none());
    let Some(beside) = beside.map(|into| list.sides[into].path.clone()) else {
        ask_why(app, place, &[]);
        return Vec::new();
    };
    let of = list.sides[place].session.assessment();
    vec![Effect::FindReviews(ReviewsWanted { place, beside, of })]
}

/// The 复核 there are: a draft takes what is accepted. Where the newest is final nothing begins
/// beside it unasked.
pub(super) fn found(app: &mut App, place: usize, found: Vec<ReviewFound>) -> Vec<Effect> {
    let lang = app.lang;
    let (drafts, finals): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|review| review.head.state == State::Draft);
    let newest = finals.into_iter().next().filter(|_| drafts.is_empty());
    if let Some(ReviewFound { path, head, .. }) = newest {
        let asked = words::ask_reopen(lang, &words::review_name(lang, &head, &path));
        return super::ask(app, Question::ReopenReview(path, asked));
    }
    let (held, free): (Vec<_>, Vec<_>) =
        drafts.into_iter().partition(|review| review.held.is_some());
    if free.is_empty()
        && let Some(why) = held.into_iter().find_map(|review| review.held)
    {
        app.warn(why);
        return Vec::new();
    }
    ask_why(app, place, &free);
    Vec::new()
}

/// Asks for the reason; it is needed where what is accepted is not what the base says.
fn ask_why(app: &mut App, place: usize, drafts: &[ReviewFound]) {
    let lang = app.lang;
    let Some(Overlay::Compare(list)) = app.overlays.last() else { return };
    let views = list.views();
    let Some(row) = list.row() else { return };
    let is_needed = list.base().is_none_or(|base| list.says_other(base, place));
    let labels = words::labels(lang, &views);
    let names: Vec<String> =
        drafts.iter().map(|draft| words::review_name(lang, &draft.head, &draft.path)).collect();
    let goes_into = match (&names[..], list.base()) {
        ([name], _) => words::goes_into(lang, name),
        ([], Some(base)) if target(app, list).is_none() => words::begins_from(lang, &labels[base]),
        _ => String::new(),
    };
    let label = &labels[place];
    let title = words::accept_title(lang, label, &words::id(lang, &views, row));
    let about = format!("{label}  {}\n{goes_into}", words::recorded(lang, &views, row, place));
    let into = drafts.iter().map(|draft| draft.path.clone()).collect();
    let accepting = Accepting { place, is_needed, into };
    forms::open_accept(app, accepting, names, (&title, about.trim_end()));
}

/// Opens a 复核 that is final, and asks why 定稿 is taken back.
pub(super) fn reopen(app: &mut App, path: PathBuf) -> Vec<Effect> {
    let Some(Overlay::Compare(list)) = app.overlays.last() else { return Vec::new() };
    let is_open =
        list.live(app.review.as_deref()).is_some_and(|live| list.sides[live].path == path);
    if is_open {
        forms::open_reopen(app);
        return Vec::new();
    }
    begin(app, BeginReview::Existing(path))
}

/// Accepts what an assessment says on the row under the cursor, for a reason: into the 复核
/// that is open, else into this one, else into one that begins now.
pub(super) fn accept(
    app: &mut App,
    place: usize,
    reason: String,
    into: Option<PathBuf>,
) -> Vec<Effect> {
    let today = app.today;
    let Some(Overlay::Compare(list)) = app.overlays.last() else { return Vec::new() };
    if target(app, list).is_some() {
        return put(app, Pending { place, reason, base: None });
    }
    let base = list.base().filter(|_| into.is_none());
    let begun = match (into, base) {
        (Some(existing), _) => BeginReview::Existing(existing),
        (None, Some(base)) => {
            let side = &list.sides[base];
            let session = side.session.reviewed(today);
            BeginReview::New { base: side.path.clone(), session: Box::new(session) }
        }
        (None, None) => return Vec::new(),
    };
    if let Some(list) = comparison(app) {
        list.pending = Some(Pending { place, reason, base });
    }
    begin(app, begun)
}

/// Opens a 复核 or makes it, once what is open stands in its file.
fn begin(app: &App, begun: BeginReview) -> Vec<Effect> {
    let is_behind = app.review.as_ref().is_some_and(|review| review.is_behind);
    let write = is_behind.then_some(Effect::WriteFile);
    write.into_iter().chain([Effect::BeginReview(begun)]).collect()
}

/// The 复核 is open: it is the last column from here on, and what was chosen goes into it.
pub(super) fn begun(app: &mut App, opened: Opened) -> Vec<Effect> {
    let lang = app.lang;
    let review = Review::new(opened);
    app.overlays.retain(|overlay| matches!(overlay, Overlay::Compare(_)));
    let Some(list) = comparison(app) else { return Vec::new() };
    list.follow(&review);
    let pending = list.pending.take();
    let (is_locked, is_final) = (review.read_only.is_some(), review.is_final());
    app.review = Some(Box::new(review));
    if is_locked {
        let _ = commit::is_refused(app);
        return Vec::new();
    }
    let Some(pending) = pending else {
        if is_final {
            forms::open_reopen(app);
        }
        return Vec::new();
    };
    let Some(Overlay::Compare(list)) = app.overlays.last() else { return Vec::new() };
    if let Some(why) = refusal(lang, app, list, pending.place).filter(|_| pending.base.is_none()) {
        app.warn(why);
        return Vec::new();
    }
    put(app, pending)
}

/// Replaces one entry of the open session, or the rows under one number of a ledger.
fn put(app: &mut App, pending: Pending) -> Vec<Effect> {
    let (lang, today, user) = (app.lang, app.today, app.user.clone());
    let Pending { place, reason, base } = pending;
    let (Some(Overlay::Compare(list)), Some(review)) = (app.overlays.last(), &app.review) else {
        return Vec::new();
    };
    let Some((row, live)) = list.row().zip(list.live(Some(review))) else { return Vec::new() };
    let (Some(part), Some(from)) = (row.parts[live], list.sides.get(place)) else {
        return Vec::new();
    };
    let views = list.views();
    let labels = words::labels(lang, &views);
    let source = words::side_short(lang, &views[place]);
    let from_base = base.map(|base| words::side_short(lang, &views[base]));
    let why = words::accepted_why(lang, &source, from_base.as_deref(), &reason);
    let said = words::accepted_now(lang, &labels[place], &words::id(lang, &views, row));
    let said = match base {
        Some(base) => words::review_begun(lang, &labels[base], &said),
        None => said,
    };
    let (about, edit) = if let Some(id) = part.entry_id(&review.rubric) {
        let accepted = Accepted {
            session: from.session.id.clone(),
            mode: from.session.head.mode,
            by: user,
            date: today,
            reason,
        };
        let entry =
            Entry { accepted: Some(Box::new(accepted)), returned: None, ..list.entry(place) };
        (id.to_owned(), Edit::Entry { id: id.to_owned(), entry: Some(entry) })
    } else {
        (String::new(), ledger(&review.session, list, (row.parts[place], part), place, live))
    };
    let effects = commit::commit_for(app, &about, &edit, why);
    app.say(said);
    effects
}

/// The rows under one number of a ledger as another assessment has them.
fn ledger(
    session: &Session,
    list: &CompareList,
    (theirs, ours): (Option<Part>, Part),
    place: usize,
    live: usize,
) -> Edit {
    let from = &list.sides[place];
    let no = |part: Part, side: &ComparedSide| match part {
        Part::Clause(index) => side.rubric.clause(index).no.clone(),
        part => part.id(&side.rubric).to_owned(),
    };
    let ledger = match ours {
        Part::Clause(index) if list.sides[live].rubric.clause(index).home == Home::Bonus => {
            Ledger::Bonus
        }
        Part::Clause(_) => Ledger::Direct,
        _ => Ledger::Veto,
    };
    let own = no(ours, &list.sides[live]);
    let other = theirs.map(|part| no(part, from)).unwrap_or_default();
    let kept = session.ledger(ledger).iter().filter(|row| row.clause != own).cloned();
    let taken = from.session.ledger(ledger).iter().filter(|row| row.clause == other);
    let taken = taken.map(|row| crate::session::LedgerRow { clause: own.clone(), ..row.clone() });
    Edit::Ledger { ledger, rows: kept.chain(taken).collect() }
}

/// Keeps the comparison at what the open session says, its cursor within it and in view.
pub(super) fn settle(app: &mut App) {
    if let (Some(review), Some(Overlay::Compare(list))) = (&app.review, app.overlays.last_mut())
        && list.live(Some(review)).is_some()
    {
        list.follow(review);
    }
    let Some(Overlay::Compare(list)) = app.overlays.last() else { return };
    let areas = layout::compare(app.size, list.sides.len());
    let lines = match list.details_offset {
        0 => 0,
        _ => details(app, list, usize::from(areas.details.width)).len(),
    };
    let Some(list) = comparison(app) else { return };
    let most = lines.saturating_sub(usize::from(areas.details.height));
    list.details_offset = list.details_offset.min(most);
    list.cursor = list.cursor.min(list.lines.len().saturating_sub(1));
    list.offset = rows_of::window(list.cursor, list.offset, areas.rows.height, list.lines.len());
}

/// The id of the entry of the row under the cursor in the open session.
pub(super) fn open_id(app: &App) -> Option<String> {
    let (Some(Overlay::Compare(list)), Some(review)) = (app.overlays.last(), &app.review) else {
        return None;
    };
    let live = list.live(Some(review))?;
    let CompareLine::Row(_) = list.selected()? else { return None };
    let part = list.row()?.parts[live]?;
    part.entry_id(&review.rubric).map(str::to_owned)
}
