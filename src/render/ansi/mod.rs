//! Pages and figures as lines of text for a terminal or a pipe.

pub mod figure;
pub mod page;
pub mod style;
