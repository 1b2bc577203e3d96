//! One line of a batch, read without copying its names.
//!
//! Must not know which signs or values there are.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::{Map, Value};

/// A line: an exercise and what was seen.
pub(crate) struct RepLine<'a> {
    pub(crate) exercise: Option<Cow<'a, str>>,
    pub(crate) signs: Vec<(Cow<'a, str>, SeenValue<'a>)>,
    /// What else stands there, as somebody's own numbers and names; it is echoed.
    pub(crate) extra: Map<String, Value>,
}

/// What a line says of a sign.
pub(crate) enum SeenValue<'a> {
    Word(Cow<'a, str>),
    Number(i64),
    /// A number that isn't whole, or is too large to be one.
    Decimal(f64),
    Nothing,
    Other,
}

impl<'de> Deserialize<'de> for RepLine<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct RepVisitor;
        impl<'de> Visitor<'de> for RepVisitor {
            type Value = RepLine<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with `signs`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let (mut exercise, mut signs, mut extra) = (None, None, Map::new());
                while let Some(BorrowedText(key)) = map.next_key()? {
                    match &*key {
                        "exercise" if exercise.is_some() => {
                            return Err(A::Error::duplicate_field("exercise"));
                        }
                        "exercise" => {
                            exercise =
                                Some(map.next_value::<Option<BorrowedText<'de>>>()?.map(|text| text.0));
                        }
                        "signs" if signs.is_some() => return Err(A::Error::duplicate_field("signs")),
                        "signs" => signs = Some(map.next_value::<SeenSigns<'de>>()?.0),
                        _ => {
                            extra.insert(key.into_owned(), map.next_value()?);
                        }
                    }
                }
                let signs = signs.ok_or_else(|| A::Error::missing_field("signs"))?;
                Ok(RepLine { exercise: exercise.flatten(), signs, extra })
            }
        }
        from.deserialize_map(RepVisitor)
    }
}

/// The members of an object, in order.
struct SeenSigns<'a>(Vec<(Cow<'a, str>, SeenValue<'a>)>);

impl<'de> Deserialize<'de> for SeenSigns<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct SignsVisitor;
        impl<'de> Visitor<'de> for SignsVisitor {
            type Value = SeenSigns<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of signs and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::with_capacity(32);
                while let Some(BorrowedText(key)) = map.next_key()? {
                    pairs.push((key, map.next_value()?));
                }
                Ok(SeenSigns(pairs))
            }
        }
        from.deserialize_map(SignsVisitor)
    }
}

/// A text, borrowed where it has no escapes.
struct BorrowedText<'a>(Cow<'a, str>);

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

impl<'de> Deserialize<'de> for BorrowedText<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = BorrowedText<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            borrows_text!(BorrowedText);
        }
        from.deserialize_str(TextVisitor)
    }
}

impl<'de> Deserialize<'de> for SeenValue<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct ValueVisitor;
        impl<'de> Visitor<'de> for ValueVisitor {
            type Value = SeenValue<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            borrows_text!(SeenValue::Word);

            fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
                Ok(SeenValue::Number(number))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
                #[expect(clippy::cast_precision_loss, reason = "no sign has values as large as that")]
                Ok(i64::try_from(number).map_or(SeenValue::Decimal(number as f64), SeenValue::Number))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
                Ok(SeenValue::Decimal(number))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
                Ok(SeenValue::Other)
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(SeenValue::Nothing)
            }
        }
        from.deserialize_any(ValueVisitor)
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
