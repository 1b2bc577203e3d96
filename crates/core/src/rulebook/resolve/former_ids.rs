//! `was`: ids that a thing had before.

use std::collections::{BTreeMap, HashSet};

use super::Resolver;
use crate::rulebook::decode::Table;
use crate::rulebook::files::FileKind;
use crate::rulebook::source::BuiltIn;
use crate::rulebook::{Id, PackIx, is_reserved};

impl Resolver<'_, '_> {
    /// Notes of each name that something had before which one it has now; one that is in use again is nobody's past. A plain id
    /// of a pack that isn't built in was written down before packs had names of their own: it is read as long as one thing
    /// alone had it.
    pub(super) fn former_ids(&mut self) {
        let mut was: Vec<(PackIx, String, String)> = Vec::new();
        for (place, pack) in self.packs.iter().enumerate() {
            let mut note = |id: &str, table: Table<'_>| {
                let old = table.texts("was").into_iter();
                was.extend(old.map(|(old, _)| (PackIx::at(place), old.to_owned(), id.to_owned())));
            };
            for part in &pack.parts {
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
        }
        let mut found: BTreeMap<String, Id> = BTreeMap::new();
        let mut doubtful: HashSet<String> = HashSet::new();
        for (pack, old, id) in was {
            let Some(id) = self.names.id_of(pack, &id) else { continue };
            if self.names.of_pack(pack, &old).is_some() {
                continue;
            }
            let name = &self.book[pack].name;
            let is_plain = name.is_empty() || BuiltIn::find(name).is_some();
            if !is_plain {
                found.insert(format!("{name}/{old}"), id.clone());
            }
            let is_free = self.book.find(&old).is_none() && (is_plain || !is_reserved(&old));
            if is_free && found.insert(old.clone(), id).is_some() {
                doubtful.insert(old);
            }
        }
        found.retain(|old, _| !doubtful.contains(old));
        self.book_mut().former_ids = found;
    }
}

fn each(table: Table<'_>, note: &mut impl FnMut(&str, Table<'_>)) {
    for ((id, _), node) in table.entries() {
        if let Some(table) = node.table() {
            note(id, table);
        }
    }
}
