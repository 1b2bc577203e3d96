//! One line of a batch, read without copying its names.
//!
//! Must not know which signs or values there are.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

/// A line: an exercise and what was seen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rep<'a> {
    #[serde(borrow, default)]
    pub(crate) exercise: Option<Cow<'a, str>>,
    #[serde(borrow, deserialize_with = "pairs")]
    pub(crate) signs: Vec<(Cow<'a, str>, Seen<'a>)>,
}

/// What a line says of a sign.
pub(crate) enum Seen<'a> {
    Word(Cow<'a, str>),
    Number(i64),
    Nothing,
    Other,
}

/// The members of an object, in order.
fn pairs<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(Cow<'de, str>, Seen<'de>)>, D::Error> {
    struct Pairs;
    impl<'de> Visitor<'de> for Pairs {
        type Value = Vec<(Cow<'de, str>, Seen<'de>)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object of signs and values")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::with_capacity(32);
            while let Some(Text(key)) = map.next_key()? {
                pairs.push((key, map.next_value()?));
            }
            Ok(pairs)
        }
    }
    from.deserialize_map(Pairs)
}

/// A text, borrowed where it has no escapes.
struct Text<'a>(Cow<'a, str>);

macro_rules! borrows_text {
    ($make:expr) => {
        fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok($make(Cow::Borrowed(text)))
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok($make(Cow::Owned(text.to_owned())))
        }
    };
}

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            borrows_text!(Text);
        }
        from.deserialize_str(Any)
    }
}

impl<'de> Deserialize<'de> for Seen<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Seen<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            borrows_text!(Seen::Word);

            fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Seen::Number(number))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
                Ok(i64::try_from(number).map_or(Seen::Other, Seen::Number))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
                Ok(Seen::Other)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
                Ok(Seen::Other)
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Seen::Nothing)
            }
        }
        from.deserialize_any(Any)
    }
}

/// What is wrong with a line, for a person.
pub(crate) fn in_words(error: &serde_json::Error) -> String {
    if error.is_syntax() || error.is_eof() {
        return format!(
            "this is not a JSON object (column {}); write {{\"exercise\":\"…\",\"signs\":{{\"…\":\"…\"}}}}",
            error.column()
        );
    }
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    format!("{what}; write {{\"exercise\":\"…\",\"signs\":{{\"…\":\"…\"}}}}")
}
