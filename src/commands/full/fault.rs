//! What goes wrong behind the full screen: told in it, or on its way out through it.

use std::io;

use super::super::{Stop, profile};
use crate::face::full::News;
use crate::render::ansi::style::sentence;

/// It could not be done, and the person is where they were.
pub(super) fn refused<'a>(what: &str, help: &str) -> News<'a> {
    News::Refused(sentence(&format!("{what}: {help}.")))
}

/// A reason to stop, on its way through the screen.
#[derive(Debug)]
pub(in super::super) struct Unkeepable {
    pub(in super::super) what: String,
    pub(in super::super) help: String,
}

impl std::fmt::Display for Unkeepable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}; {}", self.what, self.help)
    }
}

impl std::error::Error for Unkeepable {}

/// Says what went through the screen as an error.
pub(in super::super) fn told(error: io::Error) -> Stop {
    match error.downcast::<Unkeepable>() {
        Ok(Unkeepable { what, help }) => Stop::Told { what, help },
        Err(error) => profile::told(error),
    }
}
