//! Names that last ([`Id`]) and places in a loaded rulebook (the `…Ix` handles).
//!
//! A handle is cheap and only good for the rulebook it came from; whatever is written down (a log, a record, JSON)
//! uses the id.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The name of a thing, stable for ever: of an exercise, a sign, a mistake, a muscle, a source, a quiz, a question.
///
/// Its **plain id** is what its pack calls it, kebab-case and ASCII. Its **whole name** is what is written down, and by
/// which two ids are the same: the plain id in a built-in pack, `pack/id` in any other. What people read is the plain id,
/// unless two of the loaded packs have it: then both are read with their pack.
#[derive(Clone, Debug)]
pub struct Id {
    text: Arc<str>,
    /// Where the whole name begins.
    whole: u32,
    /// Where what people read begins.
    said: u32,
}

impl Id {
    /// A name as written. Whether it is one is the loader's to check.
    pub fn new(text: &str) -> Id {
        Id { text: Arc::from(text), whole: 0, said: 0 }
    }

    /// The name of a thing that its pack calls `plain`; `is_shared` if another loaded pack has a thing of that id.
    pub(super) fn in_pack(pack: &str, plain: &str, is_built_in: bool, is_shared: bool) -> Id {
        if pack.is_empty() || is_built_in && !is_shared {
            return Id::new(plain);
        }
        let text = format!("{pack}/{plain}");
        let plain = u32::try_from(pack.len() + 1).unwrap_or(0);
        let from_plain = |is: bool| if is { plain } else { 0 };
        Id { text: Arc::from(text), whole: from_plain(is_built_in), said: from_plain(!is_shared) }
    }

    /// The whole name, as it is written down.
    pub fn as_str(&self) -> &str {
        &self.text[self.whole as usize..]
    }

    /// What people read, and may type.
    pub fn said(&self) -> &str {
        &self.text[self.said as usize..]
    }

    /// What its pack calls it.
    pub fn plain(&self) -> &str {
        self.text.rsplit('/').next().unwrap_or(&self.text)
    }
}

/// For people. What is written down and read again takes [`Id::as_str`].
impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.said())
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Id) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Id {}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Id) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Id) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
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
