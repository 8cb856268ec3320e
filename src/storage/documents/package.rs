//! A packed file: its parts, unpacked within bounds when they are asked for.

use super::tree::{self, Element};
use super::{Foreign, Kind, Refusal};
use std::cell::RefCell;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most parts of a file.
const MOST_PARTS: usize = 4000;
/// The most bytes that the parts that are read unpack to.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// How many times larger than packed a part may be, from a size on that matters.
const MOST_RATIO: u64 = 400;
/// Up to this size a part may be packed as tightly as it likes.
const SMALL: u64 = 4 * 1024 * 1024;

/// A packed file.
pub(super) struct Package<'a> {
    archive: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    names: Vec<String>,
    left: RefCell<u64>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        if archive.len() > MOST_PARTS {
            return Err(Refusal::TooMany);
        }
        let mut names = Vec::new();
        for place in 0..archive.len() {
            let part = archive.by_index_raw(place).map_err(|_| Refusal::Damaged)?;
            if part.encrypted() {
                return Err(Refusal::Encrypted);
            }
            names.push(part.name().map_err(|_| Refusal::Damaged)?.into_owned());
        }
        Ok(Self { archive: RefCell::new(archive), names, left: RefCell::new(MOST_UNPACKED) })
    }

    /// Which kind of document it is.
    pub(super) fn kind(&self) -> Result<Kind, Refusal> {
        if self.has("word/document.xml") || self.main().is_some() {
            return Ok(Kind::Word);
        }
        if self.names.iter().any(|name| name.starts_with("xl/workbook")) {
            return Ok(Kind::Sheet);
        }
        if self.has("content.xml") {
            return Ok(Kind::OpenDocument);
        }
        let is_slides = self.names.iter().any(|name| name.starts_with("ppt/"));
        Err(Refusal::Foreign(if is_slides { Foreign::Slides } else { Foreign::Archive }))
    }

    /// The main part of a Word document that is not where it usually is.
    fn main(&self) -> Option<&String> {
        let is_main = |name: &&String| name.starts_with("word/document") && is_xml(name);
        self.names.iter().find(is_main)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|held| held == name)
    }

    /// Whether any part has this in its name.
    pub(super) fn has_like(&self, words: &str) -> bool {
        self.names.iter().any(|held| held.to_ascii_lowercase().contains(words))
    }

    /// The parts whose names begin like this and hold XML.
    pub(super) fn like(&self, begin: &'static str) -> impl Iterator<Item = &str> {
        let names = self.names.iter().map(String::as_str);
        names.filter(move |name| name.starts_with(begin) && is_xml(name))
    }

    /// The main part of a Word document.
    pub(super) fn document(&self) -> Result<Element, Refusal> {
        let other = self.main().map_or("word/document.xml", String::as_str);
        self.tree(if self.has("word/document.xml") { "word/document.xml" } else { other })
    }

    /// A part as a tree, where it is there and can be read.
    pub(super) fn optional(&self, name: &str) -> Result<Option<Element>, Refusal> {
        if self.has(name) { self.tree(name).map(Some) } else { Ok(None) }
    }

    /// A part as a tree.
    pub(super) fn tree(&self, name: &str) -> Result<Element, Refusal> {
        let bytes = self.bytes(name)?;
        let (text, _) = super::kind::decode(&bytes);
        tree::xml(&text)
    }

    fn bytes(&self, name: &str) -> Result<Vec<u8>, Refusal> {
        let mut archive = self.archive.borrow_mut();
        let part = archive.by_name(name).map_err(|_| Refusal::Damaged)?;
        let packed = part.compressed_size();
        let left = *self.left.borrow();
        let most = left.min(packed.saturating_mul(MOST_RATIO).max(SMALL));
        let mut content = Vec::new();
        part.take(most + 1).read_to_end(&mut content).map_err(|_| Refusal::Damaged)?;
        let size = content.len() as u64;
        if size > most {
            return Err(Refusal::Bomb);
        }
        *self.left.borrow_mut() = left - size;
        Ok(content)
    }
}

fn is_xml(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending == "xml")
}
