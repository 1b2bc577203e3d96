//! The names of an item, of its options and of what it exercises, and the kind of a question.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::rulebook::{GeneratedKind, WrittenKind};

/// An opaque name of an item: twelve hexadecimal digits over all that is asked. Tells nothing of the key, and the same
/// question has the same name in every sitting.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(pub(super) String);

/// What an item exercises: `seal-row/arm-rowing`, `bent-over-row/steps`, a muscle, a written question.
///
/// Its parts are whole names; `/` is between the parts, so a pack stands before a colon: `my-pack:hip-hinge/arm-rowing`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Skill(pub String);

impl Skill {
    /// What is known of a thing of this whole name.
    pub fn of(name: &str) -> Skill {
        Skill(as_part(name).into_owned())
    }

    /// What is known in an exercise: of a mistake, by their whole names, or of what a word such as `steps` stands for.
    pub fn in_exercise(exercise: &str, of: &str) -> Skill {
        Skill(format!("{}/{}", as_part(exercise), as_part(of)))
    }

    /// The whole name of its exercise, if it is about one, and of what it is about there: a mistake, a word, a muscle, a
    /// question.
    pub fn names(&self) -> (Option<Cow<'_, str>>, Cow<'_, str>) {
        match self.0.split_once('/') {
            Some((exercise, of)) => (Some(as_name(exercise)), as_name(of)),
            None => (None, as_name(&self.0)),
        }
    }

    /// The same skill with other names in place of these, as `rename` says.
    #[must_use]
    pub fn renamed(&self, rename: impl Fn(&str) -> Option<String>) -> Skill {
        let new = |name: Cow<'_, str>| rename(&name).unwrap_or_else(|| name.into_owned());
        match self.names() {
            (Some(exercise), of) => Skill::in_exercise(&new(exercise), &new(of)),
            (None, of) => Skill::of(&new(of)),
        }
    }
}

fn as_part(name: &str) -> Cow<'_, str> {
    if name.contains('/') { Cow::Owned(name.replacen('/', ":", 1)) } else { Cow::Borrowed(name) }
}

fn as_name(part: &str) -> Cow<'_, str> {
    if part.contains(':') { Cow::Owned(part.replacen(':', "/", 1)) } else { Cow::Borrowed(part) }
}

/// An option's name within its item.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct OptionId(String);

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
    )*};
}

is_text!(ItemId, Skill, OptionId);

/// What kind of question it is. In JSON its word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum QuestionKind {
    /// Made from the rules.
    Generated(GeneratedKind),
    /// Written by a coach.
    Written(WrittenKind),
}

impl QuestionKind {
    /// Its word in quiz files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            QuestionKind::Generated(kind) => kind.word(),
            QuestionKind::Written(kind) => kind.word(),
        }
    }

    /// Whether the signs that it shows make a rep, all others being good; else they are what is known of one so far.
    pub fn shows_whole_reps(self) -> bool {
        self != QuestionKind::Generated(GeneratedKind::Look)
    }

    /// What stands before the signs that are seen in one rep.
    pub(super) fn before_signs(self) -> &'static str {
        if self.shows_whole_reps() { "You see a rep in which" } else { "You have seen so far that" }
    }

    /// What stands after them.
    pub(super) fn after_signs(self) -> &'static str {
        if self.shows_whole_reps() {
            "Everything else is as it should be."
        } else {
            "Of the rest you know nothing yet."
        }
    }

    /// The kind with this word.
    pub fn find(word: &str) -> Option<QuestionKind> {
        let generated = GeneratedKind::find(word).map(QuestionKind::Generated);
        generated.or_else(|| WrittenKind::find(word).map(QuestionKind::Written))
    }
}

impl Serialize for QuestionKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for QuestionKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<QuestionKind, D::Error> {
        let word = String::deserialize(deserializer)?;
        QuestionKind::find(&word)
            .ok_or_else(|| serde::de::Error::custom(format!("there is no kind `{word}`")))
    }
}
