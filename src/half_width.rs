//! What a Chinese input method writes for the keys of the keyboard.

/// The half-width form of a full-width letter, digit, sign or blank; other characters stay.
#[must_use]
pub fn half_width(character: char) -> char {
    match character {
        '！'..='～' => {
            let distance = u32::from('！') - u32::from('!');
            char::from_u32(u32::from(character) - distance).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        '−' => '-',
        other => other,
    }
}

/// The same within a number, where the full stop is the point.
#[must_use]
pub fn half_width_of_number(character: char) -> char {
    if character == '。' { '.' } else { half_width(character) }
}

#[cfg(test)]
mod tests {
    use super::{half_width, half_width_of_number};

    #[test]
    fn what_stands_on_keys_becomes_half_width() {
        let half: String = "１２．５％－＋／，Ａｚ！～　安。".chars().map(half_width).collect();
        assert_eq!(half, "12.5%-+/,Az!~ 安。");
        let number: String = "１。５".chars().map(half_width_of_number).collect();
        assert_eq!(number, "1.5");
    }
}
