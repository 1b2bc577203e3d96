//! Combinations that are impossible or hardly ever seen: those of the vocabularies and an exercise's own.

use std::sync::Arc;

use super::Resolver;
use crate::rulebook::decode::Table;
use crate::rulebook::files::FileKind;
use crate::rulebook::{Clause, Exercise, PackIx, Pair};

/// The pairs of the vocabularies, with the packs that say so.
pub(super) struct GlobalPairs {
    pub(super) impossible: Vec<(PackIx, Arc<Pair>)>,
    pub(super) unlikely: Vec<(PackIx, Arc<Pair>)>,
}

impl Resolver<'_, '_> {
    /// The pairs of the vocabulary, as far as this exercise may and does observe their signs.
    pub(super) fn seen_pairs(&self, exercise: &Exercise, pairs: &[(PackIx, Arc<Pair>)]) -> Vec<Arc<Pair>> {
        let reach = &self.uses[exercise.pack.place()];
        let is_seen =
            |clause: &Clause| clause.tests.iter().all(|test| exercise.place_of(test.sign).is_some());
        let reached = pairs.iter().filter(|(pack, _)| reach.contains(pack)).map(|(_, pair)| pair);
        reached
            .filter(|pair| pair.when.iter().any(is_seen))
            .map(|pair| {
                if pair.when.iter().all(is_seen) {
                    return Arc::clone(pair);
                }
                let mut part = Pair::clone(pair);
                part.when.retain(is_seen);
                Arc::new(part)
            })
            .collect()
    }

    pub(super) fn own_pairs(&mut self, exercise: &Exercise, table: Table<'_>, key: &str) -> Vec<Pair> {
        let mut pairs = self.pairs(exercise.pack, table, key);
        for pair in &mut pairs {
            let mut strange = Vec::new();
            pair.when.retain(|clause| {
                let unseen = clause.tests.iter().find(|test| exercise.place_of(test.sign).is_none());
                strange.extend(unseen.map(|test| (test.sign, clause.span)));
                unseen.is_none()
            });
            for (sign, place) in strange {
                if !self.faulty_signs.contains(&sign) {
                    let id = self.book[sign].id.to_string();
                    self.unobserved(exercise, &id, place);
                }
            }
        }
        pairs.retain(|pair| !pair.when.is_empty());
        pairs
    }

    fn pairs(&mut self, pack: PackIx, table: Table<'_>, key: &str) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for pair in table.subs(key) {
            let Some(node) = pair.get("when") else { continue };
            let Some(when) = self.when(pack, node) else { continue };
            pairs.push(Pair { when, because: pair.owned("because").unwrap_or_default(), span: node.span });
        }
        pairs
    }

    pub(super) fn global_pairs(&mut self) -> GlobalPairs {
        let mut global = GlobalPairs { impossible: Vec::new(), unlikely: Vec::new() };
        for (pack, part) in self.parts(FileKind::Signs) {
            let root = part.parsed.root();
            global
                .impossible
                .extend(self.pairs(pack, root, "impossible").into_iter().map(|pair| (pack, Arc::new(pair))));
            global
                .unlikely
                .extend(self.pairs(pack, root, "unlikely").into_iter().map(|pair| (pack, Arc::new(pair))));
        }
        global
    }
}
