//! SHA-256 of contents.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What a file's content is recognised by (SHA-256).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The hash of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_bytes(text.as_bytes())
    }

    /// The hash of a content that may be no text.
    pub(super) fn of_bytes(content: &[u8]) -> Self {
        Self(Sha256::digest(content).into())
    }
}

impl ContentHash {
    /// The hash that a text names; `None` where it is no [`sha256`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.as_chunks::<2>().0) {
            *byte = 16 * digit(pair[0])? + digit(pair[1])?;
        }
        Some(Self(hash))
    }
}

/// What a lower-case hexadecimal digit stands for.
fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

impl std::fmt::Display for ContentHash {
    /// 64 lower-case hexadecimal digits.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let pairs = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        pairs
            .map(|digit| char::from(DIGITS[usize::from(digit)]))
            .try_for_each(|digit| formatter.write_char(digit))
    }
}

/// SHA-256 of a text, in lower-case hexadecimal.
#[must_use]
pub fn sha256(text: &str) -> String {
    let mut digits = String::with_capacity(64);
    // Writing to a String cannot fail.
    let _ = write!(digits, "{}", ContentHash::of(text));
    digits
}

/// Whether a text looks like [`sha256`]'s.
pub(crate) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::{ContentHash, sha256};

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let hash = ContentHash::of("甲");
        assert_eq!(ContentHash::parse(&hash.to_string()), Some(hash));
        for text in ["", "甲", &hash.to_string().to_uppercase(), &hash.to_string()[1..]] {
            assert_eq!(ContentHash::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_hash_is_that_of_sha256sum() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(""), empty);
    }
}
