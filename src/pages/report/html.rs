//! The report as one page of HTML that needs nothing else, readable without colour and on paper.

use askama::Template;

use super::page::{figures, seeing, teaching};
use crate::pages::estimates::Extent;
use crate::render::html::{STYLE, body};
use formcheck_core::rulebook::Rulebook;
use formcheck_core::rulebook::words::count;
use formcheck_exam::cohort::Report;

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage<'r> {
    records: String,
    made: &'r str,
    style: &'static str,
    seen: String,
    teach: String,
    body: String,
}

/// The page. `made` is the day on which it is made.
pub fn html(book: &Rulebook, report: &Report, made: &str) -> String {
    let page = ReportPage {
        records: count(report.people.len() + report.more, "record", "records"),
        made,
        style: STYLE,
        seen: body(&seeing(book, report, Extent::Whole)),
        teach: body(&teaching(book, report, Extent::Whole)),
        body: body(&figures(book, report, Extent::Whole)),
    };
    // A template that is checked at compile time and writes into text has nothing that can fail.
    page.render().unwrap_or_default()
}
