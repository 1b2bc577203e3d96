//! The parsed files of packs.

use crate::diagnostic::Diagnostic;
use crate::rulebook::decode::Parsed;
use crate::rulebook::files::FileKind;

/// A file of a pack, parsed.
pub(in crate::rulebook) struct PackPart<'p, 't> {
    pub(in crate::rulebook) kind: FileKind,
    /// Its path in the pack; its stem is an id for exercises and quizzes.
    pub(in crate::rulebook) path: &'p str,
    pub(in crate::rulebook) parsed: &'p Parsed<'t>,
    /// What is wrong with its shape.
    pub(in crate::rulebook) schema: &'p [Diagnostic],
}

impl PackPart<'_, '_> {
    pub(super) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        name.strip_suffix(".toml").unwrap_or(name)
    }
}

/// One pack's files, parsed, with the pack's digest.
pub(in crate::rulebook) struct PackParts<'p, 't> {
    pub(in crate::rulebook) parts: Vec<PackPart<'p, 't>>,
    pub(in crate::rulebook) sha256: &'p str,
}
