//! What several formats are made of: sections of a bank, mistakes by exercise, digests.

use sha2::{Digest as _, Sha256};

use super::bank::{Bank, BankQuestion};
use formcheck_core::rulebook::{Exercise, MistakeIx, Rulebook};

/// The questions of a bank, section by section, each section where it comes up first.
pub(super) fn by_section(bank: &Bank) -> Vec<(&str, Vec<&BankQuestion>)> {
    let mut sections: Vec<(&str, Vec<&BankQuestion>)> = Vec::new();
    for entry in &bank.entries {
        match sections.iter_mut().find(|(name, _)| *name == entry.section) {
            Some((_, entries)) => entries.push(entry),
            None => sections.push((&entry.section, vec![entry])),
        }
    }
    sections
}

/// Each mistake in each exercise where it counts, in the rulebook's order.
pub(super) fn mistakes_by_exercise(book: &Rulebook) -> Vec<(&Exercise, MistakeIx)> {
    let counted =
        book.exercises.iter().flat_map(|one| one.mistakes.iter().map(move |counted| (one, counted)));
    counted.map(|(exercise, counted)| (exercise, counted.mistake)).collect()
}

/// What a writer of UTF-8 wrote.
pub(super) fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// Sixteen hexadecimal digits that stand for a text.
pub(super) fn digest(text: &str) -> String {
    base16ct::lower::encode_string(&Sha256::digest(text)[..8])
}
