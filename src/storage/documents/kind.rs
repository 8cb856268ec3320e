//! What a file is, seen in its bytes, and which characters its bytes are.

use super::package::Package;
use super::{Foreign, Kind, Refusal};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// A file whose kind is known.
pub(super) enum Found<'a> {
    /// A packed one.
    Package(Kind, Package<'a>),
    /// A text, and how many characters of it could not be read.
    Text(Kind, String, usize),
}

/// How far a file begins with what says its kind.
const HEAD: usize = 4096;

const FOREIGN: [(&[u8], Foreign); 12] = [
    (b"%PDF", Foreign::Pdf),
    (b"{\\rtf", Foreign::Rtf),
    (b"\x89PNG", Foreign::Picture),
    (b"\xff\xd8\xff", Foreign::Picture),
    (b"GIF8", Foreign::Picture),
    (b"BM", Foreign::Picture),
    (b"II*\0", Foreign::Picture),
    (b"MM\0*", Foreign::Picture),
    (b"Rar!", Foreign::OtherArchive),
    (b"7z\xbc\xaf", Foreign::OtherArchive),
    (b"\x1f\x8b", Foreign::OtherArchive),
    (b"MIME-Version:", Foreign::WebArchive),
];

/// Finds out what a file is.
pub(super) fn of(bytes: &[u8]) -> Result<Found<'_>, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let package = Package::open(bytes)?;
        return Ok(Found::Package(package.kind()?, package));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(old_container(bytes));
    }
    let is_text_of_picture = |kind: Foreign| kind == Foreign::Picture && is_text(bytes);
    for (head, kind) in FOREIGN {
        if bytes.starts_with(head) && !is_text_of_picture(kind) {
            return Err(Refusal::Foreign(kind));
        }
    }
    let (text, unreadable) = decode(bytes);
    let characters = text.chars().count();
    let controls = text.chars().filter(|c| is_control(*c)).count();
    if unreadable * 20 > characters || controls * 20 > characters {
        return Err(Refusal::Unknown);
    }
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(Refusal::Empty);
    }
    let kind = kind_of_text(&text)?;
    Ok(Found::Text(kind, text, unreadable))
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')
}

fn is_text(bytes: &[u8]) -> bool {
    bytes.iter().take(HEAD).all(|byte| !byte.is_ascii_control() || matches!(byte, 9..=13))
}

/// What the old binary container holds: the names of its streams tell.
fn old_container(bytes: &[u8]) -> Refusal {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Refusal::Encrypted;
    }
    Refusal::Foreign(if has("WordDocument") {
        Foreign::OldWord
    } else if has("Workbook") || has("Book") || has("ETExtData") {
        Foreign::OldSheet
    } else {
        Foreign::OldOther
    })
}

/// The text of bytes, and how many characters of it could not be read. A mark at the beginning
/// decides, then what an XML or HTML head says, then what the bytes can be.
pub(super) fn decode(bytes: &[u8]) -> (String, usize) {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (without_mark(bytes), bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let unreadable = text.chars().filter(|c| *c == '\u{fffd}').count();
    (text.into_owned(), unreadable)
}

fn without_mark(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(HEAD)];
    let zeros = |parity: usize| {
        head.iter().enumerate().filter(|(at, byte)| at % 2 == parity && **byte == 0).count()
    };
    if zeros(1) * 8 > head.len() {
        return UTF_16LE;
    }
    if zeros(0) * 8 > head.len() {
        return UTF_16BE;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // Of Chinese characters hardly any has a zero: half of all line ends have.
    let ends = |wide: [u8; 2]| head.chunks_exact(2).filter(|pair| **pair == wide).count();
    if ends([b'\n', 0]) + ends([0x0c, 0xff]) > 3 && ends([b'\n', 0]) > 0 {
        return UTF_16LE;
    }
    if ends([0, b'\n']) + ends([0xff, 0x0c]) > 3 && ends([0, b'\n']) > 0 {
        return UTF_16BE;
    }
    GB18030
}

fn kind_of_text(text: &str) -> Result<Kind, Refusal> {
    let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut end = begin.len().min(HEAD);
    while !begin.is_char_boundary(end) {
        end -= 1;
    }
    let head = begin[..end].to_ascii_lowercase();
    if head.starts_with('<') {
        let has = |word: &str| head.contains(word);
        if has("<office:document") {
            return Ok(Kind::OpenDocument);
        }
        if has("worddocument") || has("pkg:package") || has("w:document") {
            return Ok(Kind::WordXml);
        }
        if has("urn:schemas-microsoft-com:office:spreadsheet") && !has("<html") {
            return Err(Refusal::Foreign(Foreign::OldSheet));
        }
        return Ok(Kind::Html);
    }
    if head.contains("<table") || head.contains("<html") || head.contains("<body") {
        return Ok(Kind::Html);
    }
    if super::markdown::has_table(text) {
        return Ok(Kind::Markdown);
    }
    if super::separated::separator(text).is_some() {
        return Ok(Kind::Separated);
    }
    Ok(Kind::Text)
}
