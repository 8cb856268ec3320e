//! The parts of a document, read within bounds: what is packed may be no larger than a
//! template ever is, whatever its directory says, and nothing in it may run or lead out of it.

use super::{DOCUMENT, TemplateError};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The most bytes of the file, of all its parts unpacked, and the most parts.
const MOST_PACKED: usize = 16 * 1024 * 1024;
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
const MOST_PARTS: usize = 1000;
/// How many times its packed size a part may have, where it is larger than [`SMALL`].
const MOST_TIMES: u64 = 200;
const SMALL: u64 = 1024 * 1024;

/// The parts, in the order of the file.
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Reads and examines all parts.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, TemplateError> {
        if bytes.len() > MOST_PACKED {
            return Err(TemplateError::TooLarge);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if zip.len() > MOST_PARTS {
            return Err(TemplateError::TooLarge);
        }
        let mut parts = Vec::new();
        let mut room = MOST_UNPACKED;
        for place in 0..zip.len() {
            let part = zip.by_index(place).map_err(damaged)?;
            if part.is_dir() {
                continue;
            }
            let name = part.name().map_err(damaged)?.into_owned();
            let packed = part.compressed_size();
            if name.starts_with('/') || name.contains(['\\', ':']) || name.contains("..") {
                return Err(TemplateError::NotADocument(name));
            }
            let mut content = Vec::new();
            part.take(room + 1).read_to_end(&mut content).map_err(damaged)?;
            let size = content.len() as u64;
            let is_blown_up = size > SMALL && size / MOST_TIMES > packed;
            room = room.checked_sub(size).ok_or(TemplateError::TooLarge)?;
            if is_blown_up {
                return Err(TemplateError::TooLarge);
            }
            parts.push((name, content));
        }
        let package = Self { parts };
        package.text(DOCUMENT)?;
        package.examine()?;
        Ok(package)
    }

    /// Nothing that runs, nothing that leads out, nothing hidden from looking.
    fn examine(&self) -> Result<(), TemplateError> {
        for (name, bytes) in &self.parts {
            let low = name.to_ascii_lowercase();
            let is_active = ["vbaproject", "vbadata", "activex", "oleobject", "/embeddings/"];
            if is_active.iter().any(|word| low.contains(word)) {
                return Err(TemplateError::Active(name.clone()));
            }
            let is_relations = has_ending(&low, "rels");
            if !is_relations && !has_ending(&low, "xml") && !looks_like_text(bytes) {
                continue;
            }
            let text = self.text(name)?;
            if low == "[content_types].xml" && text.to_ascii_lowercase().contains("macroenabled") {
                return Err(TemplateError::Active(name.clone()));
            }
            let is_external = if is_relations { leads_out(text) } else { fetches(text) };
            if is_external {
                return Err(TemplateError::External(name.clone()));
            }
        }
        Ok(())
    }

    /// The parts that are text with gaps: the document, its headers and footers.
    pub(super) fn texts(&self) -> Vec<String> {
        let has_gaps = |name: &str| {
            let rest = name.strip_prefix("word/").and_then(|rest| rest.strip_suffix(".xml"));
            name == DOCUMENT
                || rest.is_some_and(|rest| rest.starts_with("header") || rest.starts_with("footer"))
        };
        let names = self.parts.iter().map(|(name, _)| name);
        names.filter(|name| has_gaps(name)).cloned().collect()
    }

    /// A part as text. Only UTF-8 without definitions of its own is read, so that what was
    /// looked for is what a word processor finds.
    pub(super) fn text(&self, name: &str) -> Result<&str, TemplateError> {
        let wrong = || TemplateError::NotADocument(name.to_owned());
        let (_, bytes) = self.parts.iter().find(|(held, _)| held == name).ok_or_else(wrong)?;
        let text = std::str::from_utf8(bytes).map_err(|_| wrong())?;
        let head: String = text.chars().take(200).collect::<String>().to_ascii_lowercase();
        let is_other = head.contains("encoding=") && !head.contains("utf-8");
        if is_other || text.contains('\0') || text.contains("<!DOCTYPE") {
            return Err(wrong());
        }
        Ok(text)
    }

    pub(super) fn replace(&mut self, name: &str, text: String) {
        if let Some((_, bytes)) = self.parts.iter_mut().find(|(held, _)| held == name) {
            *bytes = text.into_bytes();
        }
    }

    /// Packs the parts; what was a template is a document now.
    pub(super) fn write(mut self) -> Result<Vec<u8>, TemplateError> {
        let types = self.text("[Content_Types].xml")?;
        let types =
            types.replace("wordprocessingml.template.main", "wordprocessingml.document.main");
        self.replace("[Content_Types].xml", types);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        for (name, bytes) in self.parts {
            zip.start_file(name, options).map_err(damaged)?;
            zip.write_all(&bytes).map_err(damaged)?;
        }
        Ok(zip.finish().map_err(damaged)?.into_inner())
    }
}

fn damaged(error: impl Into<zip::result::ZipError>) -> TemplateError {
    TemplateError::Damaged(error.into().to_string())
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, held)| held == ending)
}

/// Whether a part is text whatever its name: it begins with a tag, or says how it is encoded.
fn looks_like_text(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    bytes.trim_ascii_start().starts_with(b"<") || marks.iter().any(|mark| bytes.starts_with(mark))
}

/// Whether relations name anything but parts of the same file.
fn leads_out(relations: &str) -> bool {
    // A word in references of characters would not be found.
    relations.contains("&#")
        || relations.split("TargetMode").skip(1).any(|rest| {
            let value = rest.trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\'']);
            !value.starts_with("Internal")
        })
}

/// Whether a field of the text fetches something from elsewhere or starts something.
fn fetches(text: &str) -> bool {
    let runs = text.split("<w:instrText").skip(1).filter_map(|rest| {
        let (_, rest) = rest.split_once('>')?;
        rest.split_once('<').map(|(words, _)| words)
    });
    let simple = text.split("w:instr=").skip(1).map(|rest| rest.split('>').next().unwrap_or(rest));
    let simple = simple.collect::<Vec<_>>().join("\n");
    let words = format!("{}\n{simple}", runs.collect::<String>()).to_ascii_uppercase();
    ["DDE", "INCLUDE", "LINK ", "IMPORT", "MACROBUTTON", "DATABASE"]
        .iter()
        .any(|field| words.replace("HYPERLINK ", "").contains(field))
}
