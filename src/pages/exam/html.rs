//! A record as one page of HTML that needs nothing else: what it came to, and each question with its answer, its proof and,
//! where it was asked by eye, its picture.

use askama::Template;

use super::shown::WatchedRep;
use super::{proof, result};
use crate::render::html::{STYLE, body};
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::record::{Name, Record};

#[derive(Template)]
#[template(path = "record.html")]
struct RecordPage<'r> {
    title: &'r str,
    style: &'static str,
    body: String,
}

/// The page.
pub fn html(book: &Rulebook, record: &Record, name: Option<&Name>) -> String {
    let mut page = result::page(book, record, name);
    for row in &record.items {
        page.append(proof::page(book, record, row));
        if let Some(shown) = WatchedRep::of(book, record, row.n) {
            page.blocks.push(shown.block("What was watched"));
        }
    }
    let page = RecordPage { title: &record.exam.title, style: STYLE, body: body(&page) };
    // A template that is checked at compile time and writes into text has nothing that can fail.
    page.render().unwrap_or_default()
}
