//! The figures as one page of HTML that needs nothing else, readable without colour and on paper.

use askama::Template;

use super::Stats;
use crate::pages::estimates::Extent;
use crate::render::html;

#[derive(Template)]
#[template(path = "stats.html")]
struct StatsPage<'s> {
    profile: &'s str,
    today: String,
    style: &'static str,
    body: String,
}

/// The page, with all rows of every table.
pub fn html(stats: &Stats<'_>) -> String {
    let body = html::body(&super::page(stats, Extent::Whole));
    let page = StatsPage { profile: stats.profile, today: stats.today.to_string(), style: html::STYLE, body };
    // A template that is checked at compile time and writes into text has nothing that can fail.
    page.render().unwrap_or_default()
}
