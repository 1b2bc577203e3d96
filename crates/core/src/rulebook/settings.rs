//! What a pack says about lint itself: how bad each code is in it, and which findings are meant where they stand.
//!
//! Must not know what a code is about, nor how findings are made.

use std::collections::HashMap;

use crate::diagnostic::{Code, FileIx, FindingSeverity, Span};

/// What the packs say about lint.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The levels of each pack that sets some.
    pub(in crate::rulebook) levels: Vec<HashMap<Code, Level>>,
    /// Of each file of such a pack, which levels hold.
    pub(in crate::rulebook) files: HashMap<FileIx, usize>,
    /// The allowances, in the order of the files.
    pub allows: Vec<Allow>,
}

/// What a pack makes of a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// It is told, this bad.
    Told(FindingSeverity),
    /// It is not told.
    Allowed,
}

/// A finding that is meant: `[allow]` in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Allow {
    /// Which findings.
    pub code: Code,
    /// Why.
    pub reason: String,
    /// Where the code is written; the allowance holds for this file.
    pub span: Span,
    /// The whole line, for taking it out.
    pub line: Span,
    /// Whether it may allow nothing: what its pack leaves unused, a pack loaded behind it may use.
    pub may_be_idle: bool,
}

impl Settings {
    /// What the pack of `file` makes of `code`, if it says so.
    pub fn level(&self, file: FileIx, code: Code) -> Option<Level> {
        self.levels[*self.files.get(&file)?].get(&code).copied()
    }
}
