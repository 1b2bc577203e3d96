//! How a person is doing: the same figures as a page, as one page of HTML and as JSON.

mod figures;
mod html;
mod page;

pub use figures::{Stats, StatsPart};
pub use html::html;
pub use page::{page, part};
