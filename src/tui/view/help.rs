//! The help screen.

use crate::lang::keys;
use crate::tui::app::App;
use crate::tui::help::{HelpLine, lines};
use crate::tui::layout;
use crate::tui::widgets::{list, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// How wide the column of keys is.
const KEYS: u16 = 17;
/// How wide the column of titles is.
const TITLE: u16 = 13;

pub(super) fn draw(app: &App, offset: usize, buffer: &mut Buffer) {
    let screen = Rect::new(0, 0, app.size.width, app.size.height.saturating_sub(1));
    text::clear(buffer, screen, app.theme.normal);
    text::put(buffer, 0, 0, keys::help(app.lang), app.theme.title, screen.width);
    let area = layout::help(app.size);
    let lines = lines(app);
    for (place, row) in list::rows(area, offset, lines.len()) {
        match &lines[place] {
            HelpLine::Blank => {}
            HelpLine::Heading(title) => {
                text::put(buffer, row.x, row.y, title, app.theme.title, row.width);
            }
            HelpLine::Keys(keys, title, more) => {
                text::put(buffer, row.x + 1, row.y, keys, app.theme.normal, KEYS);
                let at = row.x + 1 + KEYS + 1;
                let room = row.right().saturating_sub(at);
                let used = text::put(buffer, at, row.y, title, app.theme.normal, room);
                let at = used.max(at + TITLE) + 1;
                let room = row.right().saturating_sub(at + 1);
                let more = text::truncate_with(more, usize::from(room), app.symbols.more);
                text::put(buffer, at, row.y, &more, app.theme.dim, room);
            }
        }
    }
    let bar = Rect { x: app.size.width - 1, width: 1, ..area };
    list::scrollbar(bar, buffer, offset, lines.len(), &app.theme, &app.symbols);
}
