//! A cohort's report as a page, as CSV and as one page of HTML; as JSON it is written by itself.
//!
//! Must not know how a figure is counted.

mod csv;
mod figures;
mod html;
mod page;
mod person;
mod words;

pub use csv::page as csv;
pub use html::html;
pub use page::page;
pub use person::{PersonRecord, html as person_html, page as person_page};
