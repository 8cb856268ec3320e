//! The key table as the manual prints it.

use super::{Place, rows_of};
use crate::lang::Lang;

/// The key table of the manual, in Markdown.
#[must_use]
pub fn markdown(lang: Lang) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for place in Place::ALL {
        let _ = writeln!(out, "\n| {} | |\n|---|---|", place.title(lang));
        for row in rows_of(place) {
            let keys: Vec<String> =
                row.keys.iter().map(|key| format!("`{}`", key.name(lang))).collect();
            let more = row.more.map_or_else(String::new, |more| match lang {
                Lang::Zh => format!("（{}）", more(lang)),
                Lang::En => format!(" ({})", more(lang)),
            });
            let _ = writeln!(out, "| {} | {}{more} |", keys.join(" "), (row.title)(lang));
        }
    }
    out
}
