//! What changed in a rubric, as lines: kind and id, and below what was and what is.

use super::{Line, Page, Tone};
use crate::lang::changes as say;
use crate::rubric::changes::Kind;
use crate::tui::app::{App, Review};

/// The lines of the list, `width` cells wide.
#[must_use]
pub fn lines(app: &App, review: &Review, width: usize) -> Vec<Line> {
    let lang = app.lang;
    let mut page = Page::new(app, review, width);
    let (Some((old, new)), Some(update)) = (review.versions(), &review.update) else {
        return page.lines;
    };
    if update.changes().is_empty() {
        page.text(say::nothing_changed(lang), Tone::Normal);
    }
    for change in update.changes() {
        page.gap();
        let kind = say::kind(lang, change.kind);
        let about = say::about(lang, old, new, change);
        let again = if review.looks_again(change) { say::look_at_it(lang) } else { "" };
        page.heading(format!("{kind}  {about}  {again}").trim_end(), tone(change.kind));
        for say::Difference { label, was, is } in say::differences(lang, old, new, change) {
            for words in &was {
                page.labelled(label, &format!("- {words}"), Tone::Dim);
            }
            let mark = if was.is_empty() && change.kind == Kind::Renumbered { "" } else { "+ " };
            for words in &is {
                page.labelled(label, &format!("{mark}{words}"), Tone::Normal);
            }
        }
    }
    page.lines
}

fn tone(kind: Kind) -> Tone {
    match kind {
        Kind::Rule => Tone::Found,
        Kind::Gone => Tone::Danger,
        Kind::New => Tone::Met,
        Kind::Text => Tone::Open,
        Kind::Renumbered | Kind::Beside => Tone::Title,
    }
}
