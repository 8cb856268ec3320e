//! Numbers of lists in `OpenDocument`: how each level is shown, and how far it has counted.

use super::numbering::shown;
use super::tree::Element;
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 10;

/// The styles of lists.
#[derive(Default)]
pub(super) struct Lists {
    styles: HashMap<String, Vec<Level>>,
}

#[derive(Clone, Default)]
struct Level {
    /// How the number is written; empty for none.
    format: String,
    before: String,
    after: String,
    /// How many levels are shown, from the right.
    shown: usize,
    start: u32,
}

/// How far lists have counted.
#[derive(Default)]
pub(super) struct Counting {
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists by their ids, to be gone on with.
    begun: Vec<String>,
}

impl Lists {
    /// Takes the styles of a part.
    pub(super) fn read(&mut self, root: &Element) {
        let mut found = Vec::new();
        root.all("list-style", &mut found);
        for style in found {
            let Some(name) = style.attribute("name") else { continue };
            let mut levels = vec![Level::default(); LEVELS];
            for level in style.elements() {
                let at: Option<usize> = level.attribute("level").and_then(|at| at.parse().ok());
                if let Some(place) = at.and_then(|at| levels.get_mut(at.checked_sub(1)?))
                    && level.name == "list-level-style-number"
                {
                    *place = read_level(level);
                }
            }
            self.styles.insert(name.to_owned(), levels);
        }
    }

    fn level(&self, style: &str, level: usize) -> Option<&Level> {
        self.styles.get(style)?.get(level)
    }
}

fn read_level(level: &Element) -> Level {
    let text = |name: &str| level.attribute(name).unwrap_or_default().to_owned();
    let number = |name: &str| level.attribute(name).and_then(|text| text.parse().ok());
    // Beside prefix and suffix newer files have what is shown as one text: `（%1%）`.
    let (mut before, mut after) = (text("num-prefix"), text("num-suffix"));
    let whole = text("num-list-format");
    if let (Some(first), Some(last)) = (whole.find('%'), whole.rfind('%'))
        && first < last
    {
        whole[..first].clone_into(&mut before);
        whole[last + 1..].clone_into(&mut after);
    }
    Level {
        format: text("num-format"),
        before,
        after,
        shown: number("display-levels").unwrap_or(1),
        start: number("start-value").and_then(|start| u32::try_from(start).ok()).unwrap_or(1),
    }
}

impl Counting {
    /// A list begins anew.
    pub(super) fn begin(&mut self, style: &str, id: Option<&str>) {
        if let Some(id) = id
            && !self.begun.iter().any(|known| known == id)
        {
            self.begun.push(id.to_owned());
        }
        self.counters.remove(style);
    }

    /// One item more.
    pub(super) fn count(&mut self, lists: &Lists, style: &str, level: usize, start: Option<u32>) {
        let level = level.min(LEVELS - 1);
        let first = lists.level(style, level).map_or(1, |level| level.start);
        let counters = self.counters.entry(style.to_owned()).or_default();
        let next = counters[level].map_or(first, |before| before.saturating_add(1));
        counters[level] = Some(start.unwrap_or(next));
        counters[level + 1..].fill(None);
    }

    /// The number that an item shows.
    pub(super) fn shown(&self, lists: &Lists, style: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let own = lists.level(style, level)?;
        let counters = self.counters.get(style)?;
        if own.format.is_empty() {
            return None;
        }
        let first = (level + 1).saturating_sub(own.shown.max(1));
        let mut numbers = Vec::new();
        for (at, counter) in counters.iter().enumerate().take(level + 1).skip(first) {
            let level = lists.level(style, at)?;
            numbers.push(shown(counter.unwrap_or(level.start), format(&level.format)));
        }
        Some(format!("{}{}{}", own.before, numbers.join("."), own.after))
    }
}

/// What Word calls the ways of `OpenDocument`.
fn format(format: &str) -> &str {
    match format {
        "A" => "upperLetter",
        "a" => "lowerLetter",
        "I" => "upperRoman",
        "i" => "lowerRoman",
        "①, ②, ③, ..." => "decimalEnclosedCircle",
        "甲, 乙, 丙, ..." => "ideographTraditional",
        "壹, 贰, 叁, ..." => "chineseLegalSimplified",
        format if format.starts_with('一') => "chineseCounting",
        format if format.starts_with('１') => "decimalFullWidth",
        _ => "decimal",
    }
}
