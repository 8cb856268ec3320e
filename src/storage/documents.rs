//! Documents of offices as they come: what they are is seen in their bytes, never in their name.
//!
//! Each reader gives a [`Source`]: paragraphs and tables, nothing interpreted. All of them stay
//! within bounds of bytes, parts, depth and cells, and what cannot be read is a [`Refusal`] that
//! says what to do.

mod grid;
mod html;
mod kind;
mod lines;
mod lists;
mod markdown;
mod numbering;
mod opendocument;
mod package;
mod separated;
mod sheet;
mod tree;
mod word;

use super::read::open_file;
use crate::draft::source::Source;
use std::io::{self, Read};
use std::path::Path;

/// The most bytes of a file.
pub const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// The most cells of all tables of a document.
const MOST_CELLS: usize = 400_000;
/// The deepest nesting that is followed.
const DEEPEST: usize = 200;

/// Which kind a document is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// .docx, .docm.
    Word,
    /// Word 2003 XML and flat packages.
    WordXml,
    /// .odt.
    OpenDocument,
    /// .xlsx.
    Sheet,
    /// A web page.
    Html,
    /// Comma or tab separated values.
    Separated,
    /// Text with tables of bars.
    Markdown,
    /// Plain text.
    Text,
}

/// Why a document was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be opened: the kind of the system's reason, and its words.
    NotReadable(io::ErrorKind, String),
    /// It is a folder, a device or a pipe.
    NotAFile,
    /// It is larger than this many bytes.
    TooLarge(u64),
    /// Nothing stands in it.
    Empty,
    /// It is packed and one of its parts is damaged.
    Damaged,
    /// It unpacks to far more than a document can be.
    Bomb,
    /// It holds more cells or a deeper nesting than a document can.
    TooMany,
    /// It is protected by a password.
    Encrypted,
    /// An old or foreign format; it has to be saved as another one first.
    Foreign(Foreign),
    /// Bytes that are no document.
    Unknown,
}

/// Formats that are known and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// .doc, .wps.
    OldWord,
    /// .xls, .et.
    OldSheet,
    /// .ppt, .dps and whatever else is in the old container.
    OldOther,
    /// .pdf.
    Pdf,
    /// .rtf.
    Rtf,
    /// A page saved with its pictures (.mht).
    WebArchive,
    /// A picture, a scan.
    Picture,
    /// .pptx.
    Slides,
    /// .zip with something else in it.
    Archive,
    /// .rar, .7z and others.
    OtherArchive,
}

/// Reads a document.
///
/// # Errors
/// Why it is refused.
pub fn read(path: &Path) -> Result<(Kind, Source), Refusal> {
    let file = open_file(path).map_err(|error| not_readable(&error))?.ok_or(Refusal::NotAFile)?;
    read_stream(file)
}

/// Reads a document from a stream, such as standard input.
///
/// # Errors
/// Why it is refused.
pub fn read_stream(stream: impl Read) -> Result<(Kind, Source), Refusal> {
    let mut bytes = Vec::new();
    stream.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| not_readable(&error))?;
    source(&bytes)
}

fn not_readable(error: &io::Error) -> Refusal {
    Refusal::NotReadable(error.kind(), error.to_string())
}

/// What stands in a document.
///
/// # Errors
/// Why it is refused.
pub fn source(bytes: &[u8]) -> Result<(Kind, Source), Refusal> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Refusal::TooLarge(MOST_BYTES));
    }
    let found = kind::of(bytes)?;
    let (kind, mut source) = match found {
        kind::Found::Package(kind, package) => {
            let source = match kind {
                Kind::Sheet => sheet::source(&package)?,
                Kind::OpenDocument => {
                    let styles = package.optional("styles.xml")?;
                    opendocument::source(&package.tree("content.xml")?, styles.as_ref())?
                }
                _ => word::packed(&package)?,
            };
            (kind, source)
        }
        kind::Found::Text(kind, text, unreadable) => {
            let mut source = match kind {
                Kind::WordXml => word::flat(&tree::xml(&text)?)?,
                Kind::OpenDocument => opendocument::source(&tree::xml(&text)?, None)?,
                Kind::Html => html::source(&text)?,
                Kind::Separated => separated::source(&text)?,
                Kind::Markdown => markdown::source(&text)?,
                _ => lines::source(&text),
            };
            if unreadable > 0 {
                source.notices.push(crate::draft::source::Notice::Unreadable(unreadable));
            }
            (kind, source)
        }
    };
    grid::number_tables(&mut source, kind == Kind::Sheet);
    Ok((kind, source))
}
