//! One question with its key, its proof and its explanations, one an option.
//!
//! An item is plain data: whoever asks it needs nothing else, and whoever doubts it can prove it again from its
//! [`Basis`] (see `prove`).

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::rulebook::{
    Cites, ExerciseIx, GeneratedKind, MistakeIx, MuscleIx, Named, QuestionIx, SignIx, Value, WrittenKind,
};

/// An opaque name of an item: twelve hexadecimal digits over all that is asked. Tells nothing of the key, and the same
/// question has the same name in every sitting.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ItemId(String);

/// What an item exercises: `seal-row/arm-rowing`, `bent-over-row/steps`, a muscle, a written question.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(transparent)]
pub struct Skill(pub String);

/// An option's name within its item.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct OptionId(String);

impl ItemId {
    /// The name of an item that was written down.
    pub(super) fn known(name: &str) -> ItemId {
        ItemId(name.to_owned())
    }
}

impl OptionId {
    /// An option of this name.
    pub fn new(name: &str) -> OptionId {
        OptionId(name.to_owned())
    }

    /// The letter of the option at `place`: a, b, c … z, then by number.
    pub fn letter(place: usize) -> OptionId {
        match u8::try_from(place) {
            Ok(place @ 0..26) => OptionId(char::from(b'a' + place).to_string()),
            _ => OptionId(format!("n{place}")),
        }
    }
}

macro_rules! is_text {
    ($($name:ident),*) => {$(
        impl $name {
            /// Its text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    )*};
}

is_text!(ItemId, Skill, OptionId);

/// What kind of question it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// Made from the rules.
    Generated(GeneratedKind),
    /// Written by a coach: choice, multi, true-false, order, match, number or text.
    Written(WrittenKind),
}

impl Kind {
    /// Its word in quiz files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Generated(kind) => kind.word(),
            Kind::Written(kind) => kind.word(),
        }
    }
}

/// A sign that a stem tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    /// The sign.
    pub sign: SignIx,
    /// Its value.
    pub value: Value,
    /// The clause that says so.
    pub say: String,
}

/// An option of a choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Its name.
    pub id: OptionId,
    /// What it says.
    pub say: String,
    /// Whether it is a key.
    pub right: bool,
    /// Why it is right, or what the one who picks it got wrong.
    pub because: String,
    /// The change it stands for, in a `what-changed`.
    pub change: Option<(SignIx, Value)>,
    /// What it was made from, for the proof.
    pub of: Option<Named>,
}

/// A piece to be put in order or matched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Its name.
    pub id: OptionId,
    /// What it says.
    pub say: String,
}

/// What is asked for, with the key.
#[derive(Clone, PartialEq, Debug)]
pub enum Task {
    /// One option.
    One(Vec<Choice>),
    /// Every option that is right.
    Many(Vec<Choice>),
    /// All pieces, in order.
    Order {
        /// The pieces as shown.
        pieces: Vec<Piece>,
        /// The right order.
        key: Vec<OptionId>,
        /// For each place of the key the number of its group: pieces of one group may change places.
        groups: Vec<usize>,
    },
    /// Each left with its right.
    Pairs {
        /// Left, as shown.
        left: Vec<Piece>,
        /// Right, as shown.
        right: Vec<Piece>,
        /// Which belongs to which.
        key: Vec<(OptionId, OptionId)>,
    },
    /// A number.
    Number {
        /// The key.
        answer: f64,
        /// How far off still counts.
        within: f64,
        /// What is counted.
        unit: String,
    },
    /// A typed answer.
    Text {
        /// What is accepted; the first is the key as shown.
        accept: Vec<String>,
        /// Names of other things: what comes closer to one of these is not accepted.
        refuse: Vec<String>,
    },
}

impl Task {
    /// The word of what is wanted, in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Task::One(_) => "one",
            Task::Many(_) => "many",
            Task::Order { .. } => "order",
            Task::Pairs { .. } => "pairs",
            Task::Number { .. } => "number",
            Task::Text { .. } => "text",
        }
    }

    /// Why the right options are right, where there are options.
    pub fn reasons(&self) -> Vec<&str> {
        let right = self.choices().iter().filter(|choice| choice.right);
        right.map(|choice| choice.because.as_str()).collect()
    }

    /// The options, where there are any.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Task::One(choices) | Task::Many(choices) => choices,
            _ => &[],
        }
    }
}

/// What is told after the answer.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Explanation {
    /// Why it matters, or why the key is the key.
    pub why: String,
    /// What to do instead; empty where there is nothing to mend.
    pub fix: String,
    /// What a coach calls out; empty where there is none.
    pub cue: String,
    /// Where it comes from.
    pub sources: Cites,
    /// Where a number is a judgement: whose, and why.
    pub assumption: Option<String>,
    /// Where schools differ: what each says.
    pub contested: Option<String>,
}

/// What the key rests on: enough to prove the item again without knowing how it was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// For what is shown exactly this mistake fires.
    Fires(MistakeIx),
    /// For what is shown exactly the options marked right fire.
    AllThatFire,
    /// For what is shown no mistake fires and all is good, or at least one fires.
    CleanOrNot,
    /// Of the changes exactly one brings the mistake in (or takes it away).
    Change {
        /// The mistake.
        mistake: MistakeIx,
        /// Whether it is brought in; else it is taken away.
        brings: bool,
    },
    /// What is shown is a mistake in exactly one of the exercises and fine in the others, or the other way round.
    Exception {
        /// The sign it is about; the others shown are its context.
        sign: SignIx,
        /// Whether the key is the exercise in which it is a mistake.
        mistake: bool,
    },
    /// One of the mistake's words in this exercise.
    Words(MistakeIx, Field),
    /// The exercise's steps.
    Steps,
    /// The exercise's rep range.
    Reps,
    /// What the exercise is done for.
    Trains,
    /// What the muscle does.
    Does(MuscleIx),
    /// Which muscle does this (the place of the action in the muscle's list).
    DoneBy(MuscleIx, usize),
    /// Where the muscle attaches.
    Attaches(MuscleIx),
    /// The mistake's cue, typed.
    RecallCue(MistakeIx),
    /// A coach's own key.
    Written(QuestionIx),
}

/// One of a mistake's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// What to do instead.
    Fix,
    /// What a coach calls out.
    Cue,
    /// What it costs.
    Why,
}

/// A question with its key.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// Its opaque name.
    pub id: ItemId,
    /// What kind of question it is.
    pub kind: Kind,
    /// What it exercises.
    pub skill: Skill,
    /// The exercise it is about, if it is about one.
    pub exercise: Option<ExerciseIx>,
    /// The question.
    pub ask: String,
    /// The signs it tells; all others are good. In the order of the exercise's signs, context first.
    pub shown: Vec<Shown>,
    /// What is asked for, with the key.
    pub task: Task,
    /// What is told after the answer.
    pub explanation: Explanation,
    /// What the key rests on.
    pub basis: Basis,
}

impl Item {
    /// What the stem shows, for the engine.
    pub fn observed(&self) -> Vec<(SignIx, Value)> {
        self.shown.iter().map(|shown| (shown.sign, shown.value)).collect()
    }

    /// Every text a person sees before the answer: the question, what is shown, the options.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let stem =
            std::iter::once(self.ask.as_str()).chain(self.shown.iter().map(|shown| shown.say.as_str()));
        stem.chain(self.option_texts())
    }

    /// What its options or pieces say.
    pub fn option_texts(&self) -> impl Iterator<Item = &str> {
        let (left, right): (&[Piece], &[Piece]) = match &self.task {
            Task::Order { pieces, .. } => (pieces, &[]),
            Task::Pairs { left, right, .. } => (left, right),
            _ => (&[], &[]),
        };
        let choices = self.task.choices().iter().map(|choice| choice.say.as_str());
        choices.chain(left.iter().chain(right).map(|piece| piece.say.as_str()))
    }

    /// The name of an item that asks this.
    pub fn name(kind: Kind, ask: &str, shown: &[Shown], task: &Task) -> ItemId {
        let mut digest = Sha256::new();
        let mut add = |text: &str| {
            digest.update((text.len() as u64).to_le_bytes());
            digest.update(text.as_bytes());
        };
        add(kind.word());
        add(ask);
        for shown in shown {
            add(&shown.say);
        }
        match task {
            // Options are named in an order of their own, so that a shuffle does not make another question.
            Task::One(choices) | Task::Many(choices) => {
                let mut says: Vec<&str> = choices.iter().map(|choice| choice.say.as_str()).collect();
                says.sort_unstable();
                says.into_iter().for_each(&mut add);
            }
            Task::Order { pieces, .. } => {
                let mut says: Vec<&str> = pieces.iter().map(|piece| piece.say.as_str()).collect();
                says.sort_unstable();
                says.into_iter().for_each(&mut add);
            }
            Task::Pairs { left, .. } => {
                let mut says: Vec<&str> = left.iter().map(|piece| piece.say.as_str()).collect();
                says.sort_unstable();
                says.into_iter().for_each(&mut add);
            }
            Task::Number { unit, .. } => add(unit),
            Task::Text { .. } => {}
        }
        ItemId(base16ct::lower::encode_string(&digest.finalize()[..6]))
    }
}
