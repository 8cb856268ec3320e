//! The last line: a question, a number being typed, what just happened, or hints.

use super::pen::Pen;
use crate::lang::steps::Wording;
use crate::lang::{copy, find, record as recorded, steps, ui};
use crate::rubric::{Clause, Rule, Subject};
use crate::score::preview;
use crate::tui::app::{App, Overlay, Prompt, Question, Review};
use crate::tui::record::{self, Asks};
use crate::tui::widgets::input::Input;
use crate::tui::widgets::text;
use crate::tui::{help, layout};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The most lines of what just happened.
const LONGEST_STATUS: u16 = 4;

pub(super) fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let line = layout::review(app.size).bottom;
    match (app.overlays.last(), &app.review) {
        (Some(Overlay::Prompt(prompt)), Some(review)) => {
            return Some(number(app, review, prompt, line, buffer));
        }
        (Some(Overlay::Search(search)), Some(review)) => {
            let found = review.found.as_ref();
            let said = found.map(|found| found.words(app.lang, &review.tree));
            return Some(query(app, &search.input, said, line, buffer));
        }
        (Some(Overlay::Find(find)), _) => {
            let start = app.start.as_ref().filter(|start| start.found.is_some());
            let said = start.map(|start| format!("{}/{}", start.len(), start.rows.len()));
            return Some(query(app, &find.input, said, line, buffer));
        }
        _ if app.status.is_none() => hints(app, line, buffer),
        _ => {}
    }
    None
}

/// What just happened, whole: a sentence longer than the last line takes lines from what
/// stands above it, until the next key.
pub(super) fn status(app: &App, buffer: &mut Buffer) {
    let asks = matches!(
        app.overlays.last(),
        Some(Overlay::Prompt(_) | Overlay::Search(_) | Overlay::Find(_) | Overlay::Confirm(_))
    );
    let Some(status) = app.status.as_ref().filter(|_| !asks) else { return };
    let line = layout::review(app.size).bottom;
    let lines = text::wrap(&status.text, usize::from(line.width).max(1));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).clamp(1, LONGEST_STATUS);
    let y = (line.y + 1).saturating_sub(height);
    let area = Rect { y, height, ..line };
    let style = if status.is_error { app.theme.error } else { app.theme.good };
    text::clear(buffer, area, app.theme.normal);
    text::put_lines(buffer, area, &lines, style);
}

fn hints(app: &App, line: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, line);
    for hint in help::hints(app, usize::from(line.width) + 2) {
        pen.put(&hint.key, app.theme.normal);
        pen.put(" ", app.theme.dim);
        pen.put(hint.title, app.theme.dim);
        pen.put("  ", app.theme.dim);
    }
}

/// The question above its answers: the line over the last one is the total's, so a
/// question that does not fit takes lines from the screen above it.
pub(super) fn question(app: &App, question: &Question, buffer: &mut Buffer) {
    let line = layout::review(app.size).bottom;
    let (area, lines) = question_lines(app, question);
    text::clear(buffer, area, app.theme.normal);
    text::put_lines(buffer, area, &lines, app.theme.danger);
    text::clear(buffer, line, app.theme.normal);
    hints(app, line, buffer);
}

/// Where a question stands, and its lines.
pub(super) fn question_lines(app: &App, question: &Question) -> (Rect, Vec<String>) {
    let line = layout::review(app.size).bottom;
    let words = match question {
        Question::Delete(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            ui::ask_delete(app.lang, &name)
        }
        Question::LeaveUnsaved(why) => ui::ask_leave(app.lang, why),
        Question::Migrate(words)
        | Question::Finalise(words)
        | Question::ReopenReview(_, words)
        | Question::Figure(words) => words.clone(),
        Question::SameMatter { this, other, .. } => {
            crate::lang::forms::ask_same_matter(app.lang, this, other)
        }
        Question::DrawAgain(id) => crate::lang::samples::ask_again(app.lang, id),
        Question::PasteOver(id) => copy::ask_over(app.lang, id),
        Question::Overwrite(order) => {
            let name = format!("{}.{}", order.name, order.format.ending());
            crate::lang::report::ask_overwrite(app.lang, &name)
        }
        Question::SaveCopy => ui::ask_save_copy(app.lang).to_owned(),
    };
    let words = app.keys.told(app.lang, &words);
    let lines = text::wrap(&words, usize::from(line.width).saturating_sub(2));
    let height = u16::try_from(lines.len()).unwrap_or(1).min(line.y.saturating_sub(1));
    (Rect::new(line.x, line.y.saturating_sub(height), line.width, height), lines)
}

/// The number being typed, what is wrong with it, or what it comes to.
fn number(
    app: &App,
    review: &Review,
    prompt: &Prompt,
    line: Rect,
    buffer: &mut Buffer,
) -> Position {
    let subject = review.rubric.find(&prompt.id);
    let clause = match subject {
        Some(Subject::Clause(clause)) => Some(review.rubric.clause(clause)),
        _ => None,
    };
    let asks = subject.map_or(Asks::Nothing, |subject| review.asks(subject));
    let label = label(app, asks, clause);
    let mut at = text::put(buffer, line.x, line.y, &label, app.theme.title, line.width);
    at = text::put(buffer, at, line.y, " ", app.theme.normal, 1);
    let width = (text::width(prompt.input.text()) + 1).clamp(8, 16);
    let field = Rect { x: at, width: u16::try_from(width).unwrap_or(8), ..line };
    prompt.input.render(field, buffer, app.theme.field_focused);
    let caret = Position::new(at + prompt.input.cursor_column(field.width), line.y);
    let rest = Rect {
        x: field.right() + 2,
        width: line.right().saturating_sub(field.right() + 2),
        ..line
    };
    if let Some(problem) = &prompt.problem {
        let problem = app.keys.told(app.lang, problem);
        text::put(buffer, rest.x, rest.y, &problem, app.theme.error, rest.width);
        return caret;
    }
    let mut pen = Pen::new(buffer, rest);
    if let Some(words) = outcome(app, review, subject, prompt) {
        pen.put(&text::truncate_with(&words, pen.room(), app.symbols.more), app.theme.normal);
        pen.put("  ", app.theme.normal);
    }
    hints_behind(app, &mut pen);
    caret
}

/// What is being looked for, and how often it was found.
fn query(
    app: &App,
    input: &Input,
    found: Option<String>,
    line: Rect,
    buffer: &mut Buffer,
) -> Position {
    let label = find::label(app.lang);
    let at = text::put(buffer, line.x, line.y, label, app.theme.title, line.width) + 1;
    let width = (text::width(input.text()) + 1).clamp(12, 30);
    let field = Rect { x: at, width: u16::try_from(width).unwrap_or(12), ..line };
    input.render(field, buffer, app.theme.field_focused);
    let caret = Position::new(at + input.cursor_column(field.width), line.y);
    let x = field.right() + 2;
    let rest = Rect { x, width: line.right().saturating_sub(x), ..line };
    let mut pen = Pen::new(buffer, rest);
    if let Some(found) = found {
        pen.put(&found, app.theme.normal);
        pen.put("  ", app.theme.normal);
    }
    hints_behind(app, &mut pen);
    caret
}

/// As many hints as there is room for behind what stands on the line.
fn hints_behind(app: &App, pen: &mut Pen<'_>) {
    for hint in help::hints(app, pen.room() + 2) {
        if text::width(&hint.key) + text::width(hint.title) + 1 > pen.room() {
            break;
        }
        pen.put(&format!("{} {}  ", hint.key, hint.title), app.theme.dim);
    }
}

/// What the number typed would come to, as the engine says.
fn outcome(
    app: &App,
    review: &Review,
    subject: Option<Subject>,
    prompt: &Prompt,
) -> Option<String> {
    let subject = subject?;
    let before = review.entry(&prompt.id);
    let entry = record::typed(review.asks(subject), &before, prompt.input.text());
    let entry = entry.and_then(|entry| record::possible(&review.rubric, subject, entry)).ok()?;
    let Subject::Clause(index) = subject else { return None };
    let clause = review.rubric.clause(index);
    let result = preview(&review.rubric, &review.session, index, &entry);
    let wording = Wording::new(app.lang, review.rubric.head.decimals).of_clause(clause);
    let steps = steps::line(wording, &result.steps);
    Some(if steps.is_empty() {
        recorded::value(app.lang, Some(clause), review.year(), &entry.value)
    } else {
        steps
    })
}

fn label(app: &App, asks: Asks<'_>, clause: Option<&Clause>) -> String {
    let lang = app.lang;
    let unit = clause.and_then(|clause| clause.unit.as_deref()).unwrap_or(ui::one_time(lang));
    match asks {
        Asks::Missing(_) => ui::prompt_missing(lang, unit),
        Asks::Figure { percent, .. } => match clause.map(|clause| &clause.rule) {
            Some(Rule::Rate(_)) => ui::prompt_rate(lang).to_owned(),
            _ if percent => ui::prompt_rate(lang).to_owned(),
            _ => ui::prompt_figure(lang).to_owned(),
        },
        Asks::Score { full } => ui::prompt_score(lang, &full.to_string()),
        Asks::Judged { points, .. } => ui::prompt_score(lang, &points.to_string()),
        Asks::Amount { from, to, .. } => {
            ui::prompt_amount(lang, &from.to_string(), &to.to_string())
        }
        _ => ui::prompt_count(lang, unit),
    }
}
