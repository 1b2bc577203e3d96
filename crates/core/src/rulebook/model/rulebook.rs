//! The rulebook as a whole: its lists, what an id names, a thing by its handle; packs and phases.

use std::collections::{BTreeMap, HashMap};
use std::ops::Index;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cites, Exercise, Mistake, MistakeWords, Muscle, Named, Quiz, Sign, Source, WrittenQuestion};
use crate::rulebook::{
    Engine, ExerciseIx, Id, MistakeIx, MuscleIx, PackIx, PhaseIx, QuestionIx, QuizIx, SignIx, SourceIx,
};

/// One or more packs, resolved.
#[derive(Debug, Default)]
pub struct Rulebook {
    /// The packs, the built-in ones first.
    pub packs: Vec<Pack>,
    /// Every phase that a pack names, each once; the first pack's order first.
    pub phases: Vec<Phase>,
    /// The vocabulary, in the order of the files.
    pub signs: Vec<Sign>,
    /// All mistakes, the shared ones first.
    pub mistakes: Vec<Mistake>,
    /// The exercises, by id.
    pub exercises: Vec<Exercise>,
    /// The muscles, in the order of the file.
    pub muscles: Vec<Muscle>,
    /// The sources, in the order of the file.
    pub sources: Vec<Source>,
    /// The quizzes, by id.
    pub quizzes: Vec<Quiz>,
    /// The written questions of all quizzes.
    pub questions: Vec<WrittenQuestion>,
    /// What each whole name names.
    pub names: HashMap<Id, Named>,
    /// What the plain ids of packs that aren't built in name, in each pack that has them.
    pub(in crate::rulebook) plain: HashMap<Id, Vec<Named>>,
    /// Names that something had before, with the one it has now, so that a learner's history is carried over.
    pub former_ids: BTreeMap<String, Id>,
}

/// A pack that was in use.
//
// Logs, papers and records name packs so; these docs are the descriptions of their schemas.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PackSeen")]
pub struct PackVersion {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its digest.
    pub sha256: String,
}

impl Rulebook {
    /// The packs that are in use.
    pub fn pack_versions(&self) -> Vec<PackVersion> {
        let version = |pack: &Pack| PackVersion {
            name: pack.name.clone(),
            version: pack.version.clone(),
            sha256: pack.sha256.clone(),
        };
        self.packs.iter().map(version).collect()
    }

    /// Whether a pack may name what another one has.
    pub fn may_name(&self, pack: PackIx, of: PackIx) -> bool {
        self[pack].uses.contains(&of)
    }

    /// The packs that have exercises, each with these.
    pub fn exercises_by_pack(&self) -> Vec<(&Pack, Vec<&Exercise>)> {
        let of = |(place, pack)| {
            let own = self.exercises.iter().filter(|exercise| exercise.pack.place() == place).collect();
            (pack, own)
        };
        self.packs.iter().enumerate().map(of).filter(|(_, own): &(_, Vec<_>)| !own.is_empty()).collect()
    }
}

impl Rulebook {
    /// The words of a mistake as they hold in an exercise: its rewording where there is one, else the mistake's own.
    pub fn words_in<'b>(&'b self, exercise: &'b Exercise, mistake: MistakeIx) -> &'b MistakeWords {
        let own = exercise.counted(mistake).and_then(|counted| counted.own.as_ref());
        own.map_or(&self[mistake].words, |own| &own.words)
    }

    /// The sources of a mistake in an exercise: its own, and those of a rewording.
    pub fn sources_in<'b>(&'b self, exercise: &'b Exercise, mistake: MistakeIx) -> &'b Cites {
        let own = exercise.counted(mistake).and_then(|counted| counted.own.as_ref());
        own.map_or(&self[mistake].backing.sources, |own| &own.sources)
    }

    /// Handles of all exercises.
    pub fn exercise_ixs(&self) -> impl Iterator<Item = ExerciseIx> + use<> {
        (0..self.exercises.len()).map(ExerciseIx::at)
    }

    /// The muscles of a group, in the order of the file.
    pub fn group(&self, group: &Id) -> impl Iterator<Item = MuscleIx> + '_ {
        let group = group.clone();
        (0..self.muscles.len()).map(MuscleIx::at).filter(move |&ix| self[ix].group.as_ref() == Some(&group))
    }

    /// The exercise's compiled form; made on first use, then kept.
    pub fn engine(&self, exercise: ExerciseIx) -> &Engine {
        let exercise = &self[exercise];
        exercise.engine.get_or_init(|| Engine::compile(self, exercise))
    }
}

macro_rules! index {
    ($($handle:ty => $list:ident: $thing:ty;)*) => {$(
        impl Index<$handle> for Rulebook {
            type Output = $thing;
            fn index(&self, ix: $handle) -> &$thing {
                &self.$list[ix.place()]
            }
        }
    )*};
}

index! {
    PackIx => packs: Pack;
    PhaseIx => phases: Phase;
    SignIx => signs: Sign;
    MistakeIx => mistakes: Mistake;
    ExerciseIx => exercises: Exercise;
    MuscleIx => muscles: Muscle;
    SourceIx => sources: Source;
    QuizIx => quizzes: Quiz;
    QuestionIx => questions: WrittenQuestion;
}

/// A pack: what `pack.toml` says, and the digest of its files.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name, which `uses` of other packs refers to.
    pub name: String,
    pub title: String,
    /// Its version (semver).
    pub version: String,
    pub licence: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its language, as a BCP 47 tag.
    pub lang: String,
    /// The medical note; told at the start of a session and on every page.
    pub notice: Option<String>,
    /// Its phases, in order.
    pub phases: Vec<PhaseIx>,
    /// The packs whose things it may name, itself first.
    pub uses: Vec<PackIx>,
    /// SHA-256 over its files (path and bytes, in path order), in hexadecimal.
    pub sha256: String,
}

/// A phase of a rep.
#[derive(Clone, Debug)]
pub struct Phase {
    /// Its name: the pack's own word.
    pub name: String,
}
