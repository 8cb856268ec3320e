//! Which known word a mistyped one is most like.

/// Words are compared so far, in characters; a longer one is no typing mistake.
const LONGEST: usize = 64;

/// A shorter beginning, in bytes, may be of anything.
const SHORTEST: usize = 3;

/// The candidate that differs least from `word`, if it differs little enough to be meant.
pub(crate) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    // The beginning of a single one: `wujin` for `wujin-2021`.
    let mut longer = candidates.iter().filter(|candidate| candidate.starts_with(word));
    if let (Some(candidate), None, true) = (longer.next(), longer.next(), word.len() >= SHORTEST) {
        return Some(candidate);
    }
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).take(LONGEST).collect();
    let most = word.len() / 3 + 1;
    let differing = candidates.iter().map(|candidate| (distance(&word, candidate), *candidate));
    let (least, candidate) = differing.min_by_key(|(differs, _)| *differs)?;
    (least <= most && least < word.len()).then_some(candidate)
}

/// How many characters have to be changed, put in or left out.
fn distance(word: &[char], candidate: &str) -> usize {
    let candidate: Vec<char> =
        candidate.chars().flat_map(char::to_lowercase).take(LONGEST).collect();
    let mut above: Vec<usize> = (0..=candidate.len()).collect();
    for (row, letter) in word.iter().enumerate() {
        let mut diagonal = above[0];
        above[0] = row + 1;
        for (column, other) in candidate.iter().enumerate() {
            let changed = diagonal + usize::from(letter != other);
            diagonal = above[column + 1];
            above[column + 1] = changed.min(diagonal + 1).min(above[column] + 1);
        }
    }
    above[candidate.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_mistyped_word_finds_the_one_that_was_meant() {
        let known = ["points", "title", "clauses", "no"];
        for (word, meant) in [
            ("point", Some("points")),
            ("titel", Some("title")),
            ("Points", Some("points")),
            ("claus", Some("clauses")),
            ("cla", Some("clauses")),
            ("颜色", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, &known), meant, "{word}");
        }
    }
}
