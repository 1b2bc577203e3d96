//! Pieces of HTML that several formats share. All text is escaped by the templates; each piece is one line.

use askama::Template;

use super::words::{self, plain};
use formcheck_core::quiz::{Item, StemPart};
use formcheck_core::rulebook::Rulebook;

#[derive(Template)]
#[template(path = "export/stem.html")]
struct Stem {
    ask: String,
    shown: Vec<(&'static str, Vec<String>)>,
    /// What holds of all that is not shown.
    rest: &'static str,
    after: String,
}

#[derive(Template)]
#[template(path = "export/told.html")]
struct ExplanationRows {
    rows: Vec<(&'static str, String)>,
}

/// What is asked, with the rep if one is shown, and a last line if it isn't empty.
pub(super) fn stem(item: &Item, after: &str) -> String {
    let said = |part: StemPart<'_>| (part.head, part.says.iter().map(|say| plain(say)).collect());
    let shown = item.reps().stem().into_iter().map(said).collect();
    drawn(&Stem { ask: plain(&item.ask), shown, rest: item.reps().rest(), after: plain(after) })
}

/// What is told whatever was answered.
pub(super) fn told(book: &Rulebook, item: &Item) -> String {
    drawn(&ExplanationRows { rows: words::told(book, item) })
}

/// A picture at an address, with its words.
pub(super) fn image(address: &str, words: &str) -> String {
    let words = askama::filters::escape(plain(words), askama::filters::Html);
    // Numbers for quotation marks are undone in texts; in an attribute they must stay what they are.
    let words = words.map(|safe| safe.to_string().replace("&#34;", "&quot;")).unwrap_or_default();
    format!("<p><img src=\"{address}\" alt=\"{words}\" style=\"max-width:100%\"/></p>")
}

/// One text between tags, escaped.
pub(super) fn text(text: &str) -> String {
    let escaped = askama::filters::escape(plain(text), askama::filters::Html);
    quotes(&escaped.map(|safe| safe.to_string()).unwrap_or_default())
}

/// A template that is checked at compile time and writes into text has nothing that can fail.
pub(super) fn drawn(page: &impl Template) -> String {
    quotes(&page.render().unwrap_or_default())
}

/// Quotes as they are: no pack's text stands in an attribute here, and between tags they mean nothing.
fn quotes(escaped: &str) -> String {
    escaped.replace("&#34;", "\"").replace("&#39;", "'")
}
