//! What is told of a fault of the TOML, and of the file in which it is.

use crate::diagnostic::Diagnostic;
use crate::rulebook::files::TableSchema;
use crate::rulebook::meant::SignIds;

/// What a file may hold.
pub(in crate::rulebook) struct FileShape<'s> {
    pub(in crate::rulebook) schema: &'static TableSchema,
    pub(in crate::rulebook) signs: &'s SignIds<'s>,
}

/// A fault of the TOML.
pub(in crate::rulebook) struct SyntaxFault {
    pub(in crate::rulebook) found: Diagnostic,
    /// The stretch of text that can't be read because of it.
    pub(in crate::rulebook) stretch: (usize, usize),
    /// What can be read in place of that stretch, no longer than it.
    pub(in crate::rulebook) instead: Option<String>,
    /// The id that it may have defined.
    pub(in crate::rulebook) lost: Option<LostId>,
}

/// An id that a faulty header was to define.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::rulebook) enum LostId {
    Known(String),
    /// What a line that is no header was probably meant as.
    Statement(String),
    /// It can't be read off.
    Any,
}

/// Whether a help says to the letter what to write, and not where.
pub(super) fn is_literal(help: &str) -> bool {
    let says = help.strip_prefix("write ").or_else(|| help.strip_prefix("if it is text, write "));
    let is_place = |says: &str| {
        [" where ", " at its ", "two of them", "the same quote", "…"].iter().any(|word| says.contains(word))
    };
    says.is_some_and(|says| !is_place(says))
}
