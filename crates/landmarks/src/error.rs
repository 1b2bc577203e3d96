//! What is wrong with a file of landmarks, for a person: the place in it, and what to do.

/// A file that can't be read as landmarks.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{what}")]
pub struct LandmarkError {
    /// What is wrong, and where.
    pub what: String,
    /// What to do about it.
    pub help: String,
}

impl LandmarkError {
    pub(crate) fn new(what: impl Into<String>, help: impl Into<String>) -> LandmarkError {
        LandmarkError { what: what.into(), help: help.into() }
    }
}
