//! How bad a finding is; what a coach's settings may raise or lower. Must not know codes and findings.

/// How bad a finding is. Ordered: a later one is worse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FindingSeverity {
    /// Worth knowing.
    Note,
    /// Probably not meant.
    Warning,
    /// The pack can't be used like this.
    Error,
}

impl FindingSeverity {
    /// Its word in every format.
    pub fn word(self) -> &'static str {
        match self {
            FindingSeverity::Note => "note",
            FindingSeverity::Warning => "warning",
            FindingSeverity::Error => "error",
        }
    }
}
