//! Reads the YAML of the rubrics in `rubrics/` when the program is built, so that it need not
//! at every start: each becomes the list of its elements, `OUT_DIR/<id>.rs`, which
//! `src/storage/yaml/recording.rs` plays back.

#[path = "src/storage/yaml/events.rs"]
mod events;

use events::events;
use granit_parser::{Event, ScalarStyle};
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let rubrics = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("rubrics");
    println!("cargo:rerun-if-changed={}", rubrics.display());
    println!("cargo:rerun-if-changed=src/storage/yaml/events.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for file in fs::read_dir(&rubrics)? {
        let path = file?.path();
        if let Some(id) = path.file_stem().filter(|_| path.extension().is_some_and(is_yaml)) {
            fs::write(out.join(id).with_extension("rs"), recording(&path)?)?;
        }
    }
    Ok(())
}

fn is_yaml(extension: &std::ffi::OsStr) -> bool {
    extension == "yaml"
}

/// A file as the source of a `Recording`.
fn recording(path: &Path) -> Result<String, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let (mut elements, mut words) = (String::new(), String::new());
    for event in events(&text) {
        let (event, span) = event.map_err(|error| format!("{}: {error}", path.display()))?;
        let kind = match event {
            Event::Scalar(scalar, style, 0, None) => {
                words.push_str(&scalar);
                let is_plain = style == ScalarStyle::Plain;
                format!("Words {{ bytes: {}, is_plain: {is_plain} }}", scalar.len())
            }
            Event::SequenceStart(_, 0, None) => "List".to_owned(),
            Event::MappingStart(_, 0, None) => "Mapping".to_owned(),
            Event::SequenceEnd | Event::MappingEnd => "End".to_owned(),
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(..)
            | Event::DocumentEnd => continue,
            refused => return Err(format!("{}: {refused:?}", path.display()).into()),
        };
        let (line, column) = (span.start.line(), span.start.col() + 1);
        writeln!(elements, "Element {{ line: {line}, column: {column}, kind: Kind::{kind} }},")?;
    }
    Ok(format!("Recording {{ words: {words:?}, elements: &[\n{elements}] }}\n"))
}
