//! What belongs together by its words: criteria and the item they speak of.

/// Pairs of characters that two texts share, against all pairs of the shorter one, in percent.
pub(super) fn likeness(one: &str, other: &str) -> usize {
    let (one, other) = (pairs(one), pairs(other));
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    let shared = one.iter().filter(|pair| other.binary_search(pair).is_ok()).count();
    shared * 100 / one.len().min(other.len())
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let is_word = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c) || c.is_ascii_alphanumeric();
    let characters: Vec<char> = text.chars().filter(is_word).collect();
    let mut pairs: Vec<(char, char)> =
        characters.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Which of several texts is most like one; nothing where none shares a word with it.
pub(super) fn likest<'a>(text: &str, others: impl Iterator<Item = &'a str>) -> Option<usize> {
    let rated = others.map(|other| likeness(text, other)).enumerate();
    let best = rated.fold(None, |best: Option<(usize, usize)>, (at, like)| match best {
        Some((_, known)) if known >= like => best,
        _ => Some((at, like)),
    });
    best.filter(|(_, like)| *like > 0).map(|(at, _)| at)
}
