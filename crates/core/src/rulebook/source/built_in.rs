//! The packs that are built into the program.

use std::borrow::Cow;

use super::{PackFile, PackSource};
use crate::rulebook::built::{BuiltFile, BuiltPack, PACKS};

/// A pack that is built into the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BuiltIn {
    /// Nine mid-back exercises, and the signs that other packs lean on.
    MidBack,
    /// Five barbell lifts. Uses the signs of the mid-back pack.
    BigLifts,
}

impl BuiltIn {
    /// All of them, in the order of loading.
    pub const ALL: [BuiltIn; 2] = [BuiltIn::MidBack, BuiltIn::BigLifts];

    /// Its name, as in its `pack.toml`.
    pub fn name(self) -> &'static str {
        match self {
            BuiltIn::MidBack => "mid-back",
            BuiltIn::BigLifts => "big-lifts",
        }
    }

    /// The pack of this name.
    pub fn find(name: &str) -> Option<BuiltIn> {
        BuiltIn::ALL.into_iter().find(|pack| pack.name() == name)
    }

    /// The packs that it uses, as in its `pack.toml`.
    pub fn uses(self) -> &'static [BuiltIn] {
        match self {
            BuiltIn::MidBack => &[],
            BuiltIn::BigLifts => &[BuiltIn::MidBack],
        }
    }

    /// The pack as the build script has read it. Its form is not looked at again: a test holds it against
    /// [`BuiltIn::as_written`], which is.
    pub fn source(self) -> PackSource {
        let BuiltPack { below, sha256, files } = &PACKS[self as usize];
        let file = |&(path, text, built): &BuiltFile| PackFile {
            built,
            ..PackFile::new(path.to_owned(), format!("{below}{path}"), Ok(Cow::Borrowed(text)))
        };
        PackSource { files: files.iter().map(file).collect(), sha256: (*sha256).to_owned() }
    }

    /// The pack to be read from its text like any other.
    pub fn as_written(self) -> PackSource {
        let mut pack = self.source();
        pack.files.iter_mut().for_each(|file| file.built = None);
        pack
    }

    /// These packs in the order of loading, each as `form` has it, and the words of others that they use.
    pub fn chosen(packs: &[BuiltIn], form: fn(BuiltIn) -> PackSource) -> Vec<PackSource> {
        let one = |pack: BuiltIn| {
            if packs.contains(&pack) {
                return Some(form(pack));
            }
            packs.iter().any(|other| other.uses().contains(&pack)).then(|| form(pack).words())
        };
        BuiltIn::ALL.into_iter().filter_map(one).collect()
    }
}

/// All packs that are built into the program, as the build script has read them.
pub fn built_in() -> Vec<PackSource> {
    BuiltIn::ALL.map(BuiltIn::source).into()
}
