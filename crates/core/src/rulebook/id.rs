//! Names that last ([`Id`]) and places in a loaded rulebook (the `…Ix` handles).
//!
//! A handle is cheap and only good for the rulebook it came from; whatever is written down (a log, a record, JSON)
//! uses the id.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A pack's name for a thing: kebab-case, ASCII, stable for ever. Exercises, signs, mistakes, muscles, sources,
/// quizzes and questions share one namespace, so one type serves them all.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Id(Arc<str>);

impl Id {
    /// An id as written. Whether it is kebab-case is the loader's to check.
    pub fn new(text: &str) -> Id {
        Id(Arc::from(text))
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        String::deserialize(deserializer).map(|text| Id::new(&text))
    }
}

/// In a schema an id is a text like others.
impl JsonSchema for Id {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

macro_rules! handles {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);

        impl $name {
            /// The handle of the thing at `place` in the rulebook's list.
            pub fn at(place: usize) -> Self {
                Self(u32::try_from(place).expect("a rulebook holds fewer than 2^32 things of a kind"))
            }

            /// Its place in the rulebook's list.
            pub fn place(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

handles! {
    /// A pack of this rulebook.
    PackIx;
    /// A phase of a rep, such as setup or pull.
    PhaseIx;
    /// A sign of this rulebook.
    SignIx;
    /// A mistake of this rulebook.
    MistakeIx;
    /// An exercise of this rulebook.
    ExerciseIx;
    /// A muscle of this rulebook.
    MuscleIx;
    /// A source of this rulebook.
    SourceIx;
    /// A quiz of this rulebook.
    QuizIx;
    /// A written question of this rulebook.
    QuestionIx;
}
