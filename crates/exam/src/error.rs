//! What can go wrong with exams and their records: what happened, and what to do.

use std::error::Error;

use formcheck_core::error::UserError;

/// Why something about an exam, or a store of records, can't be done.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct ExamError {
    pub what: String,
    pub help: String,
    is_internal: bool,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl UserError for ExamError {
    fn help(&self) -> Option<&str> {
        Some(&self.help)
    }

    fn is_internal(&self) -> bool {
        self.is_internal
    }
}

impl ExamError {
    pub(crate) fn new(what: impl Into<String>, help: impl Into<String>) -> ExamError {
        ExamError { what: what.into(), help: help.into(), is_internal: false, source: None }
    }

    /// The same as a fault of the program's own, if it is one.
    #[must_use]
    pub(crate) fn internal_if(self, is_internal: bool) -> ExamError {
        ExamError { is_internal, ..self }
    }

    pub(crate) fn because(self, source: impl Error + Send + Sync + 'static) -> ExamError {
        ExamError { source: Some(Box::new(source)), ..self }
    }
}
