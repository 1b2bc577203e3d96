//! `was`: ids that a thing had before.

use super::{Resolver, id_of};
use crate::rulebook::decode::Table;
use crate::rulebook::files::FileKind;

impl Resolver<'_, '_> {
    /// Notes of each id that something had before which one it has now; one that is in use again is nobody's past.
    pub(super) fn former_ids(&mut self) {
        let mut found: Vec<(String, String)> = Vec::new();
        let mut note = |id: &str, table: Table<'_>| {
            found.extend(table.texts("was").into_iter().map(|(old, _)| (old.to_owned(), id.to_owned())));
        };
        for part in self.packs.iter().flat_map(|pack| &pack.parts) {
            let root = part.parsed.root();
            match part.kind {
                FileKind::Exercise => {
                    note(part.stem(), root);
                    if let Some(own) = root.sub("mistake") {
                        each(own, &mut note);
                    }
                }
                FileKind::Quiz => {
                    note(part.stem(), root);
                    if let Some(own) = root.sub("question") {
                        each(own, &mut note);
                    }
                }
                FileKind::Signs | FileKind::Mistakes | FileKind::Muscles => each(root, &mut note),
                _ => {}
            }
        }
        found.retain(|(old, id)| {
            !self.book.names.contains_key(old.as_str()) && self.book.names.contains_key(id.as_str())
        });
        self.book_mut().former_ids = found.into_iter().map(|(old, id)| (old, id_of(&id))).collect();
    }
}

fn each(table: Table<'_>, note: &mut impl FnMut(&str, Table<'_>)) {
    for ((id, _), node) in table.entries() {
        if let Some(table) = node.table() {
            note(id, table);
        }
    }
}
