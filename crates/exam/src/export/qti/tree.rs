//! An XML element of QTI by its 2.1 name, written in either dialect.
//!
//! Must not know what questions are. HTML within is text that is well-formed already.

use std::fmt::Write as _;

use super::dialect::Dialect;

/// An element with its attributes, in the order they were given.
pub(super) struct Element {
    name: &'static str,
    /// Whether its name is HTML's, the same in each dialect.
    is_html: bool,
    attributes: Vec<(&'static str, String)>,
    content: Vec<Content>,
}

enum Content {
    Element(Element),
    Html(String),
}

impl Element {
    pub(super) fn new(name: &'static str) -> Element {
        Element { name, is_html: false, attributes: Vec::new(), content: Vec::new() }
    }

    pub(super) fn html(name: &'static str) -> Element {
        Element { is_html: true, ..Element::new(name) }
    }

    pub(super) fn with(mut self, attribute: &'static str, value: impl Into<String>) -> Element {
        self.attributes.push((attribute, value.into()));
        self
    }

    pub(super) fn holding(mut self, elements: impl IntoIterator<Item = Element>) -> Element {
        self.content.extend(elements.into_iter().map(Content::Element));
        self
    }

    /// With a piece of well-formed HTML.
    pub(super) fn showing(mut self, html: impl Into<String>) -> Element {
        self.content.push(Content::Html(html.into()));
        self
    }

    /// With text, which is escaped.
    pub(super) fn saying(self, text: &str) -> Element {
        let text = escaped(text);
        self.showing(text)
    }

    /// A whole file with this element at its root.
    pub(super) fn file(&self, dialect: &Dialect) -> Vec<u8> {
        let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        let root = format!(
            " xmlns=\"{0}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"{0} {1}\"",
            dialect.namespace, dialect.schema
        );
        self.write(dialect, &root, &mut out);
        out.push('\n');
        out.into_bytes()
    }

    fn write(&self, dialect: &Dialect, more: &str, out: &mut String) {
        let name = if self.is_html { self.name.to_owned() } else { dialect.element(self.name) };
        let _ = write!(out, "<{name}{more}");
        for (attribute, value) in &self.attributes {
            let attribute = if self.is_html { (*attribute).to_owned() } else { dialect.attribute(attribute) };
            let _ = write!(out, " {attribute}=\"{}\"", escaped(value));
        }
        if self.content.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for part in &self.content {
            match part {
                Content::Element(element) => element.write(dialect, "", out),
                Content::Html(html) => out.push_str(html),
            }
        }
        let _ = write!(out, "</{name}>");
    }
}

/// Text between tags or in an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
