//! What a name names: the whole name that was written down, or what a person types.
//!
//! Names belong to packs. What is built in has its plain id for a whole name, so that whatever was written down before
//! packs had names of their own means what it meant; a plain id that is no whole name is read as long as one thing alone
//! has it. Which of several things of one plain id a rule file means is for `resolve` to say, which knows what it uses.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::Rulebook;
use crate::rulebook::{
    ExerciseIx, Id, MistakeIx, MuscleIx, PackIx, QuestionIx, QuizIx, SignIx, SourceIx, load_built_in,
};

/// What an id names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Named {
    Sign(SignIx),
    Mistake(MistakeIx),
    Exercise(ExerciseIx),
    Muscle(MuscleIx),
    /// A group of muscles, by the first muscle that names it.
    MuscleGroup(MuscleIx),
    Source(SourceIx),
    Quiz(QuizIx),
    /// A written question.
    Question(QuestionIx),
}

impl Rulebook {
    /// What was written down under this name, if anything: a whole name, or a plain id from before packs had names of
    /// their own that one thing alone has.
    pub fn find(&self, name: &str) -> Option<Named> {
        self.find_as(name, Some)
    }

    /// The same, of one kind: other kinds make nothing doubtful.
    pub fn find_as<T>(&self, name: &str, pick: impl Fn(Named) -> Option<T>) -> Option<T> {
        if let Some(named) = self.whole(name) {
            return pick(named);
        }
        let mut picked = self.plain.get(name)?.iter().filter_map(|&named| pick(named));
        let only = picked.next()?;
        (picked.next().is_none() && !is_reserved(name)).then_some(only)
    }

    /// Everything that a person may mean by what they typed: a whole name, or each thing of this plain id.
    pub fn all_named(&self, typed: &str) -> Vec<Named> {
        let whole = self.whole(typed);
        whole.into_iter().chain(self.plain.get(typed).into_iter().flatten().copied()).collect()
    }

    /// What has this whole name. What is built in may be written with its pack too.
    fn whole(&self, name: &str) -> Option<Named> {
        if let Some(named) = self.names.get(name) {
            return Some(*named);
        }
        let (pack, plain) = name.split_once('/')?;
        let named = *self.names.get(plain)?;
        (self[self.pack_of(named)].name == pack).then_some(named)
    }

    /// What a name most likely means in a file of a pack: the pack's own thing, or else what comes first.
    pub fn meant_in(&self, pack: PackIx, name: &str) -> Option<Named> {
        let all = self.all_named(name);
        let own = all.iter().copied().find(|&named| self.pack_of(named) == pack);
        own.or_else(|| all.first().copied())
    }

    /// How a file of a pack names a thing: its own by their plain ids.
    pub fn name_in(&self, pack: PackIx, named: Named) -> &str {
        let id = self.id_of(named);
        if self.pack_of(named) == pack { id.plain() } else { id.said() }
    }

    /// The same as the key of a table: in quotes where it names its pack.
    pub fn key_in(&self, pack: PackIx, named: Named) -> String {
        let name = self.name_in(pack, named);
        if name.contains('/') { format!("\"{name}\"") } else { name.to_owned() }
    }

    /// What people read of a name that was written down.
    pub fn said<'n>(&'n self, name: &'n str) -> &'n str {
        self.find(name).map_or(name, |named| self.id_of(named).said())
    }

    /// The name of what is named.
    pub fn id_of(&self, named: Named) -> &Id {
        match named {
            Named::Sign(ix) => &self[ix].id,
            Named::Mistake(ix) => &self[ix].id,
            Named::Exercise(ix) => &self[ix].id,
            Named::Muscle(ix) => &self[ix].id,
            Named::MuscleGroup(ix) => self[ix].group.as_ref().unwrap_or(&self[ix].id),
            Named::Source(ix) => &self[ix].id,
            Named::Quiz(ix) => &self[ix].id,
            Named::Question(ix) => &self[ix].id,
        }
    }

    /// The pack that what is named is of; of a group that of its first muscle.
    pub fn pack_of(&self, named: Named) -> PackIx {
        match named {
            Named::Sign(ix) => self[ix].pack,
            Named::Mistake(ix) => self[ix].pack,
            Named::Exercise(ix) => self[ix].pack,
            Named::Muscle(ix) | Named::MuscleGroup(ix) => self[ix].pack,
            Named::Source(ix) => self[ix].pack,
            Named::Quiz(ix) => self[ix].pack,
            Named::Question(ix) => self[ix].pack,
        }
    }
}

/// Whether a plain id is that of something built in, loaded or not: where it was written down, that was meant.
pub(in crate::rulebook) fn is_reserved(plain: &str) -> bool {
    static RESERVED: OnceLock<HashSet<Id>> = OnceLock::new();
    RESERVED.get_or_init(|| load_built_in().names.into_keys().collect()).contains(plain)
}
