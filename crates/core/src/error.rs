//! The one form of an error that people read.

use std::error::Error;

/// An error that says what went wrong (its `Display`), what to do about it, and what caused it ([`Error::source`]).
pub trait UserError: Error {
    /// What to do about it, where there is something to say.
    fn help(&self) -> Option<&str>;

    /// Whether the program is at fault: nothing that happens to a file, a disk or a server leads here.
    fn is_internal(&self) -> bool {
        false
    }
}
