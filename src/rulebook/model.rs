//! What every other room sees of a pack: signs, mistakes, exercises, muscles, sources, quizzes, with their names.
//!
//! A `Rulebook` that exists is resolved: every handle in it points at something, every condition names values that
//! its sign has. Spans say where each thing was written, for diagnostics; nothing else may depend on them.

use std::collections::HashMap;
use std::ops::Index;
use std::sync::{Arc, OnceLock};

use super::compile::Engine;
use super::{
    ExerciseIx, Id, MistakeIx, MuscleIx, PackIx, PhaseIx, QuestionIx, QuizIx, SignIx, SourceIx, Value,
    ValueSet,
};
use crate::diagnostic::Span;

/// One or more packs, resolved.
#[derive(Debug, Default)]
pub struct Rulebook {
    /// The packs, the built-in one first.
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
    pub questions: Vec<Question>,
    /// What each id names.
    pub names: HashMap<Id, Named>,
}

/// What an id names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Named {
    /// A sign.
    Sign(SignIx),
    /// A mistake.
    Mistake(MistakeIx),
    /// An exercise.
    Exercise(ExerciseIx),
    /// A muscle.
    Muscle(MuscleIx),
    /// A group of muscles, by the first muscle that names it.
    MuscleGroup(MuscleIx),
    /// A source.
    Source(SourceIx),
    /// A quiz.
    Quiz(QuizIx),
    /// A written question.
    Question(QuestionIx),
}

impl Rulebook {
    /// What `id` names, if anything.
    pub fn find(&self, id: &str) -> Option<Named> {
        self.names.get(id).copied()
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
    QuestionIx => questions: Question;
}

/// A pack: what `pack.toml` says, and the digest of its files.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name, which `uses` of other packs refers to.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its version (semver).
    pub version: String,
    /// Its licence.
    pub licence: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its language, as a BCP 47 tag.
    pub lang: String,
    /// The medical note; told at the start of a session and on every page.
    pub notice: Option<String>,
    /// Its phases, in order.
    pub phases: Vec<PhaseIx>,
    /// SHA-256 over its files (path and bytes, in path order), in hexadecimal.
    pub sha256: String,
}

/// A phase of a rep.
#[derive(Clone, Debug)]
pub struct Phase {
    /// Its name: the pack's own word.
    pub name: String,
}

/// A thing that can be observed about a rep.
#[derive(Clone, Debug)]
pub struct Sign {
    /// Its id.
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    /// The question that a check asks.
    pub ask: String,
    /// When it is seen; none for a sign of the whole set.
    pub phase: Option<PhaseIx>,
    /// Who can tell it.
    pub kind: SignKind,
    /// Its values.
    pub domain: Domain,
    /// What is good unless an exercise says otherwise.
    pub usually: Option<ValueSet>,
    /// Where its id is written.
    pub span: Span,
}

/// Who can tell a sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignKind {
    /// Anyone who watches.
    Seen,
    /// Only the lifter.
    Felt,
    /// It describes the set and not the movement: every exercise observes it, and every value is good unless the
    /// exercise says otherwise.
    Context,
}

/// The values of a sign.
#[derive(Clone, Debug)]
pub enum Domain {
    /// Named values, in their natural order.
    Named(Vec<NamedValue>),
    /// The whole numbers `from..=to`.
    Range {
        /// The smallest.
        from: i32,
        /// The largest.
        to: i32,
        /// What is counted, such as degrees; may be empty.
        unit: String,
        /// Differences smaller than this can't be seen: a scenario keeps this far from every bound. At least 1.
        apart: i32,
        /// The clause, with `{value}` where the number goes.
        say: String,
    },
}

/// A named value.
#[derive(Clone, Debug)]
pub struct NamedValue {
    /// Its name in rule files.
    pub name: Id,
    /// The clause that fits after "You see a rep in which …".
    pub say: String,
}

impl Sign {
    /// Every value.
    pub fn all(&self) -> ValueSet {
        match &self.domain {
            Domain::Named(values) => ValueSet::span(0, i32::try_from(values.len()).unwrap_or(i32::MAX) - 1),
            Domain::Range { from, to, .. } => ValueSet::span(*from, *to),
        }
    }

    /// The clause that says `value`: "the elbows bend before the shoulder blades move".
    pub fn say(&self, value: Value) -> String {
        match &self.domain {
            Domain::Named(values) => values[usize::try_from(value.0).unwrap_or(usize::MAX)].say.clone(),
            Domain::Range { say, .. } => say.replace("{value}", &value.0.to_string()),
        }
    }

    /// The value as written in rule files and in JSON: its name, or the number.
    pub fn word(&self, value: Value) -> String {
        match &self.domain {
            Domain::Named(values) => {
                values[usize::try_from(value.0).unwrap_or(usize::MAX)].name.as_str().to_owned()
            }
            Domain::Range { .. } => value.0.to_string(),
        }
    }

    /// The value that `word` names, if this sign has it.
    pub fn value(&self, word: &str) -> Option<Value> {
        match &self.domain {
            Domain::Named(values) => {
                let place = values.iter().position(|value| value.name == word)?;
                i32::try_from(place).ok().map(Value)
            }
            Domain::Range { from, to, .. } => {
                word.parse().ok().filter(|number| (from..=to).contains(&number)).map(Value)
            }
        }
    }
}

/// How bad a mistake is. Ordered: a higher one is worse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Polish.
    Low,
    /// The exercise loses its purpose.
    Medium,
    /// Stop the set.
    High,
}

/// A union of clauses: it holds where one of them does. What `when` says.
pub type When = Vec<Clause>;

/// A test on each of some signs, joined by AND: a box.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The tests; no sign twice.
    pub tests: Vec<Test>,
    /// Where the clause is written.
    pub span: Span,
}

/// A condition on one sign.
#[derive(Clone, Debug)]
pub struct Test {
    /// The sign.
    pub sign: SignIx,
    /// The values for which it holds; neither empty nor outside of the sign's domain.
    pub values: ValueSet,
    /// Whether it was written with bounds (`from`, `to`, `over`, `under`), so that examples should stand on both sides.
    pub bounded: bool,
    /// Where the condition (the value, not the key) is written.
    pub span: Span,
}

/// A source with the place in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cite {
    /// The source.
    pub source: SourceIx,
    /// The place in it, written after `#`.
    pub place: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// Sources, shared: a mistake that counts in a hundred exercises has them once.
pub type Cites = Arc<[Cite]>;

/// What backs a claim and what speaks against it.
#[derive(Clone, Debug, Default)]
pub struct Backing {
    /// Where it comes from.
    pub sources: Cites,
    /// Where a number is a judgement: whose, and why.
    pub assumption: Option<String>,
    /// Where schools differ: what each says.
    pub contested: Option<String>,
}

/// A mistake: its meaning (`when`) and its words.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// Its id.
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    /// Its name.
    pub name: String,
    /// Other names that a typed answer may use.
    pub aka: Vec<String>,
    /// How bad it is.
    pub severity: Severity,
    /// When it fires. One id, one meaning: no exercise changes it.
    pub when: When,
    /// Its words where no exercise rewords them.
    pub words: Arc<Words>,
    /// What backs it.
    pub backing: Backing,
    /// The exercise that alone has it; none for a shared one.
    pub only_in: Option<ExerciseIx>,
    /// Where its id is written.
    pub span: Span,
}

/// What a mistake costs, what to do instead, what a coach calls out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    /// What it costs the lifter.
    pub why: String,
    /// What to do instead, as an instruction.
    pub fix: String,
    /// What a coach calls out: six words or fewer.
    pub cue: String,
}

/// An exercise.
#[derive(Debug)]
pub struct Exercise {
    /// Its id: the file's stem.
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// For choosing what to study.
    pub tags: Vec<String>,
    /// What it needs.
    pub equipment: Vec<String>,
    /// The muscles or groups that it is done for.
    pub primary: Vec<MuscleRef>,
    /// The muscles or groups that help.
    pub secondary: Vec<MuscleRef>,
    /// How many reps, with what load.
    pub reps: Option<Reps>,
    /// What backs it.
    pub backing: Backing,
    /// How it is done, in order.
    pub steps: Vec<Step>,
    /// The order of phases here.
    pub phases: Vec<PhaseIx>,
    /// The signs it observes: context first, then by phase, then in the order of the vocabulary.
    pub signs: Vec<Observed>,
    /// The mistakes that count here, in the order listed; its own ones last.
    pub mistakes: Vec<Counted>,
    /// Combinations that a body can't do (the pack's and its own, as far as the signs are observed here).
    pub impossible: Vec<Arc<Pair>>,
    /// Combinations hardly ever seen: questions avoid them, proofs still count them.
    pub unlikely: Vec<Arc<Pair>>,
    /// The tests in the file.
    pub examples: Vec<Example>,
    /// Where its name is written.
    pub span: Span,
    /// Its compiled form, made on first use; ask [`Rulebook::engine`].
    pub(super) engine: OnceLock<Engine>,
}

impl Exercise {
    /// The place of `sign` in [`Exercise::signs`], if it is observed here.
    pub fn place_of(&self, sign: SignIx) -> Option<usize> {
        self.signs.iter().position(|observed| observed.sign == sign)
    }

    /// The mistake as it counts here, if it does.
    pub fn counted(&self, mistake: MistakeIx) -> Option<&Counted> {
        self.mistakes.iter().find(|counted| counted.mistake == mistake)
    }
}

/// A muscle or a group of them, as an exercise names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MuscleRef {
    /// One muscle.
    Muscle(MuscleIx),
    /// A group, by its id.
    Group(Id),
}

/// A rep range.
#[derive(Clone, Debug)]
pub struct Reps {
    /// The fewest.
    pub from: i32,
    /// The most; none for "or more".
    pub to: Option<i32>,
    /// How heavy, in words.
    pub load: Option<String>,
}

/// One step of an exercise.
#[derive(Clone, Debug)]
pub struct Step {
    /// What to do.
    pub say: String,
    /// When.
    pub phase: PhaseIx,
    /// Whether it may change places with the step above.
    pub swaps: bool,
}

/// A sign as one exercise judges it.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The sign.
    pub sign: SignIx,
    /// Its good values here; never empty.
    pub good: ValueSet,
    /// Values without a verdict here; disjoint from the good ones.
    pub tolerated: ValueSet,
    /// Why this exercise has it so.
    pub because: Option<String>,
    /// Where `[good]` or `[tolerated]` names it; none where it is good as usual.
    pub span: Option<Span>,
}

/// A mistake as it counts in one exercise, with the words that hold there.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The mistake.
    pub mistake: MistakeIx,
    /// Its words here: the exercise's rewording where there is one, else the mistake's own.
    pub words: Arc<Words>,
    /// Its sources here.
    pub sources: Cites,
    /// Where the exercise lists it.
    pub span: Span,
}

/// A combination of values, and why it is not seen.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The combination.
    pub when: When,
    /// Why.
    pub because: String,
    /// Where it is written.
    pub span: Span,
}

/// A test in an exercise's file.
#[derive(Clone, Debug)]
pub struct Example {
    /// The signs it fixes; every other sign is good.
    pub rep: Vec<(SignIx, Value)>,
    /// Exactly these mistakes fire.
    pub expect: Vec<MistakeIx>,
    /// Where it is written (the `rep`).
    pub span: Span,
    /// Where `expect` is written.
    pub expect_span: Span,
}

/// A muscle.
#[derive(Clone, Debug)]
pub struct Muscle {
    /// Its id.
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    /// Its name.
    pub name: String,
    /// The group it belongs to.
    pub group: Option<Id>,
    /// Where it comes from.
    pub origin: Option<String>,
    /// Where it goes to.
    pub insertion: Option<String>,
    /// What it does.
    pub actions: Vec<String>,
    /// One sentence on it.
    pub about: Option<String>,
    /// What backs it.
    pub backing: Backing,
    /// Where its id is written.
    pub span: Span,
}

/// Where claims come from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id.
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Article, study, book, code or consensus.
    pub kind: String,
    /// Where it is.
    pub url: Option<String>,
    /// When it came out.
    pub year: Option<i32>,
    /// Where its id is written.
    pub span: Span,
}

/// A quiz, as its file says.
#[derive(Clone, Debug)]
pub struct Quiz {
    /// Its id: the file's stem.
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// The pass mark in percent.
    pub pass: Option<u8>,
    /// The time limit in minutes.
    pub minutes: Option<u32>,
    /// When feedback is given.
    pub feedback: FeedbackAt,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// Where its title is written.
    pub span: Span,
}

/// When feedback is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FeedbackAt {
    /// After each answer.
    Each,
    /// At the end: an exam.
    End,
}

/// A section of a quiz.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// How many items it asks; at least 1.
    pub draw: u32,
    /// What it draws from.
    pub from: Drawn,
    /// Where `draw` is written.
    pub span: Span,
}

/// What a section draws from.
#[derive(Clone, Debug)]
pub enum Drawn {
    /// Generated items.
    Generated {
        /// The kinds, as in the file format: "spot", "fix" …
        kinds: Vec<GeneratedKind>,
        /// Only these exercises (already widened by tags); empty: all.
        exercises: Vec<ExerciseIx>,
        /// Only these mistakes; empty: all.
        mistakes: Vec<MistakeIx>,
    },
    /// Written questions.
    Written(Vec<QuestionIx>),
}

macro_rules! generated_kinds {
    ($($(#[$doc:meta])* $variant:ident = $word:literal;)*) => {
        /// A kind of question that is made from the rules.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum GeneratedKind { $($(#[$doc])* $variant,)* }

        impl GeneratedKind {
            /// All of them, in the order of the file format.
            pub const ALL: &[GeneratedKind] = &[$(GeneratedKind::$variant,)*];

            /// Its word in quiz files and in JSON.
            pub fn word(self) -> &'static str {
                match self { $(GeneratedKind::$variant => $word,)* }
            }
        }
    };
}

generated_kinds! {
    /// One observed rep; which mistake is it?
    Spot = "spot";
    /// One observed rep; mark every mistake in it.
    SpotAll = "spot-all";
    /// One observed rep; clean or faulty?
    CleanOrNot = "clean-or-not";
    /// A rep and some single changes to it; which one brings the named mistake in, or takes it away?
    WhatChanged = "what-changed";
    /// One sign's value; in which exercise is it a mistake, or fine?
    Exception = "exception";
    /// Which is the fix?
    Fix = "fix";
    /// Which is the cue?
    Cue = "cue";
    /// What does it cost?
    Why = "why";
    /// Put the steps in order.
    Steps = "steps";
    /// The rep range.
    Reps = "reps";
    /// What it trains; what the muscle does; where it attaches.
    Muscles = "muscles";
    /// Type the name of the mistake seen, or its cue.
    Recall = "recall";
}

/// A question that a coach wrote.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id.
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    /// The quiz whose file it stands in.
    pub quiz: QuizIx,
    /// The stem.
    pub ask: String,
    /// For choosing what to study.
    pub tags: Vec<String>,
    /// What is asked for, with the key.
    pub answer: WrittenAnswer,
    /// Why the key is the key.
    pub explain: String,
    /// What backs it.
    pub backing: Backing,
    /// Where its id is written.
    pub span: Span,
}

/// What a written question asks for, with its key.
#[derive(Clone, Debug)]
pub enum WrittenAnswer {
    /// One right option.
    Choice {
        /// The right one.
        right: String,
        /// The wrong ones.
        wrong: Vec<Wrong>,
    },
    /// Several right options.
    Multi {
        /// The right ones.
        right: Vec<String>,
        /// The wrong ones.
        wrong: Vec<Wrong>,
    },
    /// True or false.
    TrueFalse {
        /// Which.
        answer: bool,
    },
    /// Put in order.
    Order {
        /// In the right order.
        order: Vec<String>,
    },
    /// Match left to right.
    Match {
        /// Left and right, matched.
        pairs: Vec<(String, String)>,
    },
    /// A number.
    Number {
        /// The number.
        answer: f64,
        /// How far off still counts.
        within: f64,
        /// What is counted.
        unit: String,
    },
    /// A typed answer.
    Text {
        /// What is accepted; the first is shown as the key.
        accept: Vec<String>,
    },
}

/// A wrong option.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// What it says.
    pub say: String,
    /// What the one who picked it got wrong.
    pub because: String,
}
