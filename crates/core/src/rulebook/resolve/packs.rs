//! Parsed packs in, a rulebook and what is wrong out.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::PackParts;
use super::found::Findings;
use super::resolver::Resolver;
use crate::diagnostic::Diagnostic;
use crate::rulebook::{ExerciseIx, Rulebook, Settings};

/// What came of resolving.
pub(in crate::rulebook) struct Resolved {
    pub(in crate::rulebook) book: Rulebook,
    pub(in crate::rulebook) diagnostics: Vec<Diagnostic>,
    /// Exercises that lean on something faulty: nothing can be proved of them.
    pub(in crate::rulebook) unsound: HashSet<ExerciseIx>,
    /// What the packs say about lint itself.
    pub(in crate::rulebook) settings: Settings,
}

/// Resolves packs, the first one first; `has_plain_names` if what they have is written down by its plain id.
pub(in crate::rulebook) fn resolve(packs: &[PackParts<'_, '_>], has_plain_names: bool) -> Resolved {
    let mut out = Findings::default();
    let mut torn = HashMap::new();
    let mut texts = HashMap::new();
    for part in packs.iter().flat_map(|pack| &pack.parts) {
        part.parsed.faults.iter().chain(part.schema).for_each(|found| out.add(found.clone()));
        texts.insert(part.parsed.file, part.parsed.text);
        if !part.parsed.faults.is_empty() {
            torn.insert(part.parsed.file, part.parsed);
        }
    }
    let mut resolver = Resolver {
        book: Arc::default(),
        names: Arc::default(),
        packs,
        texts: Arc::new(texts),
        torn: Arc::new(torn),
        near: HashMap::new(),
        out,
        uses: Vec::new(),
        everywhere: Vec::new(),
        faulty_signs: HashSet::new(),
        faulty_mistakes: HashSet::new(),
        unsound: HashSet::new(),
        unsure: false,
    };
    resolver.names_mut().are_plain = has_plain_names;
    resolver.packs();
    resolver.collect_names();
    resolver.signs();
    resolver.everywhere();
    resolver.sources();
    resolver.muscles();
    resolver.mistakes();
    resolver.exercises();
    resolver.quizzes();
    resolver.former_ids();
    let settings = resolver.settings();
    let book = Arc::try_unwrap(resolver.book).expect("nobody else reads it any more");
    Resolved { book, diagnostics: resolver.out.into_vec(), unsound: resolver.unsound, settings }
}
