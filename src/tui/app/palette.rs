//! The palette: everything that can be done in the place below it, narrowed by typing.

use super::App;
use crate::lang::Lang;
use crate::tui::action::{Action, Place, Row, row_of, rows_of};
use crate::tui::applies::applies;
use crate::tui::help;
use crate::tui::search;
use crate::tui::widgets::input::Input;

/// The list and what is typed above it.
#[derive(Clone, Debug)]
pub struct PaletteList {
    /// The place below it.
    pub place: Place,
    /// What could be done there when it was opened, the most useful first.
    actions: Vec<Action>,
    /// What is typed.
    pub input: Input,
    /// The row under the cursor, among those that are shown.
    pub cursor: usize,
    /// The first row in view.
    pub offset: usize,
}

impl PaletteList {
    /// What can be done now in the place that has the focus.
    #[must_use]
    pub fn new(app: &App) -> Self {
        let place = app.place();
        let can_be_done = |row: &&Row| row.action != Action::Palette && applies(row.action, app);
        let mut rows: Vec<&Row> = rows_of(place).filter(can_be_done).collect();
        rows.sort_by_key(|row| if row.hint == 0 { u8::MAX } else { row.hint });
        let actions = rows.into_iter().map(|row| row.action).collect();
        Self { place, actions, input: Input::default(), cursor: 0, offset: 0 }
    }

    /// The rows that have every word typed in their title, keys or explanation, in either
    /// language, by characters or pinyin; those that have them in the title or the keys come first.
    #[must_use]
    pub fn shown(&self, app: &App) -> Vec<&'static Row> {
        let typed = search::words(self.input.text());
        let fits = |text: &str| typed.iter().all(|word| word.find(text).is_some());
        let rows = self.actions.iter().filter_map(|action| row_of(self.place, *action));
        let (mut first, mut then) = (Vec::new(), Vec::new());
        for row in rows {
            let name = name_of(app, self.place, row);
            if fits(&name) {
                first.push(row);
            } else if fits(&format!("{name}\n{}", more_of(row))) {
                then.push(row);
            }
        }
        first.append(&mut then);
        first
    }
}

const LANGUAGES: [Lang; 2] = [Lang::Zh, Lang::En];

/// The titles and keys of a row, to be searched.
fn name_of(app: &App, place: Place, row: &Row) -> String {
    let names = LANGUAGES.map(|lang| {
        let keys = app.keys.names(place, row, lang);
        format!("{}\n{keys}", help::title(app, row, lang))
    });
    names.join("\n").to_lowercase()
}

/// What the titles of a row do not say, to be searched.
fn more_of(row: &Row) -> String {
    let more = LANGUAGES.map(|lang| row.more.map_or("", |more| more(lang)));
    more.join("\n").to_lowercase()
}
