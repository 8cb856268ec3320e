//! A document of tags as a tree: names without their prefixes, texts as they read.

use super::{DEEPEST, Refusal};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// The most elements and texts of a document.
const MOST_NODES: usize = 3_000_000;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name without a prefix.
    pub(super) name: String,
    /// Its attributes, without prefixes.
    pub(super) attributes: Vec<(String, String)>,
    /// What is in it.
    pub(super) children: Vec<Node>,
}

/// An element or a text.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(held, _)| held == name)?;
        Some(&found.1)
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element in it with this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The value of `val` of the element in it with this name.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// The first element with this name, at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        if self.name == name {
            return Some(self);
        }
        self.elements().find_map(|element| element.find(name))
    }

    /// The elements with this name, at any depth, the outer ones only.
    pub(super) fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.all(name, found);
            }
        }
    }

    /// How many elements have one of these names, at any depth.
    pub(super) fn count(&self, names: &[&str]) -> usize {
        let own = usize::from(names.contains(&self.name.as_str()));
        own + self.elements().map(|element| element.count(names)).sum::<usize>()
    }

    /// All text in it.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(own) => text.push_str(own),
                Node::Element(element) => element.add_text(text),
            }
        }
    }
}

/// Reads XML within bounds. Entities other than those every reader knows are left out, so that
/// nothing grows; what is not closed at the end is closed there.
pub(super) fn xml(text: &str) -> Result<Element, Refusal> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut builder = Builder::default();
    loop {
        match reader.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(tag) => builder.open(element(&tag)?)?,
            Event::Empty(tag) => {
                builder.open(element(&tag)?)?;
                builder.close();
            }
            Event::End(_) => builder.close(),
            Event::Text(text) => builder.text(&text)?,
            Event::CData(text) => builder.text(&text)?,
            Event::GeneralRef(name) => {
                let known = match name.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    Ok(None) => predefined(&name),
                    Err(_) => None,
                };
                if let Some(c) = known {
                    builder.text(c.encode_utf8(&mut [0; 4]))?;
                }
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let root = builder.finish();
    if root.children.iter().all(|child| matches!(child, Node::Text(_))) {
        return Err(Refusal::Damaged);
    }
    Ok(root)
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => return None,
    })
}

fn element(tag: &BytesStart<'_>) -> Result<Element, Refusal> {
    let name = tag.local_name().into_inner().to_owned();
    let mut attributes = Vec::new();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Refusal::Damaged)?;
        let name = attribute.key.local_name().into_inner().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        attributes.push((name, value.map_err(|_| Refusal::Damaged)?.into_owned()));
    }
    Ok(Element { name, attributes, children: Vec::new() })
}

/// Puts a tree together.
#[derive(Default)]
pub(super) struct Builder {
    root: Element,
    open: Vec<Element>,
    nodes: usize,
}

impl Builder {
    fn count(&mut self) -> Result<(), Refusal> {
        self.nodes += 1;
        if self.nodes > MOST_NODES { Err(Refusal::TooMany) } else { Ok(()) }
    }

    /// An element begins.
    pub(super) fn open(&mut self, element: Element) -> Result<(), Refusal> {
        self.count()?;
        if self.open.len() >= DEEPEST {
            return Err(Refusal::TooMany);
        }
        self.open.push(element);
        Ok(())
    }

    /// The innermost element ends.
    pub(super) fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.top().children.push(Node::Element(element));
        }
    }

    /// Text, joined with text right before it.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Refusal> {
        if let Some(Node::Text(before)) = self.top().children.last_mut() {
            before.push_str(text);
            return Ok(());
        }
        self.count()?;
        self.top().children.push(Node::Text(text.to_owned()));
        Ok(())
    }

    /// The names of the elements that are open, the innermost first.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.open.iter().rev().map(|element| element.name.as_str())
    }

    fn top(&mut self) -> &mut Element {
        self.open.last_mut().unwrap_or(&mut self.root)
    }

    /// The tree, all that is open closed.
    pub(super) fn finish(mut self) -> Element {
        while !self.open.is_empty() {
            self.close();
        }
        self.root
    }
}
