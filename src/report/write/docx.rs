//! A document of a word processor (`.docx`): A4, on the long side where a table has six
//! columns or more, headings of tables repeated on each page, merged cells, page numbers.
//!
//! The parts are written here and packed; a package that writes them knows no repeated
//! heading rows. Fonts are those of official documents by name; `parts::FONTS` says what
//! stands in where they are missing.

mod body;
mod parts;
pub(super) mod template;

use super::WriteError;
use crate::report::Report;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The packed document. The same report gives the same bytes.
pub(super) fn write(report: &Report) -> Result<Vec<u8>, WriteError> {
    let parts = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", parts::core(&report.title)),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", parts::styles()),
        ("word/fontTable.xml", parts::font_table()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/footer1.xml", parts::footer(&report.pages)),
        ("word/document.xml", body::document(report)),
    ];
    pack(&parts).map_err(|error| WriteError(error.to_string()))
}

fn pack(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a clock: every part bears the first day that the format knows.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
