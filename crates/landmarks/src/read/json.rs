//! JSON of frames: a list of them, an object with `frames`, one object a line, or one frame alone. Read frame by frame, so that a
//! large file needs no more room than its landmarks.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::draft::Draft;
use super::frame::frame;
use crate::LandmarkError;

/// The key under which a file may have its list of frames.
pub(super) const FRAMES: &str = "frames";
const RATES: &[&str] = &["fps", "frame_rate", "frameRate"];

/// Reads all frames of a text.
pub(super) fn read(text: &str, draft: &mut Draft) -> Result<(), LandmarkError> {
    let mut wrong = None;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    loop {
        let read = (&mut deserializer).deserialize_any(Whole { draft, wrong: &mut wrong });
        if let Some(wrong) = wrong {
            return Err(wrong);
        }
        read.map_err(|error| broken(&error))?;
        if deserializer.end().is_ok() {
            return Ok(());
        }
    }
}

fn broken(error: &serde_json::Error) -> LandmarkError {
    let what = format!("this is no JSON of landmarks: {error}");
    LandmarkError::new(what, "write the file again; it may have been cut off")
}

/// One value of a text: a list of frames, or an object that has one or is one.
struct Whole<'d> {
    draft: &'d mut Draft,
    /// What is wrong with a frame: kept here, because an error of the reader is a text.
    wrong: &'d mut Option<LandmarkError>,
}

impl Whole<'_> {
    fn push(&mut self, value: &Value) -> Result<(), LandmarkError> {
        let told = frame(value, self.draft.frames() + 1)?;
        if let Some((width, height)) = told.picture {
            self.draft.picture(width, height);
        }
        self.draft.push(told.frame, told.time, told.counted)
    }

    fn keep<T, E: serde::de::Error>(&mut self, done: Result<T, LandmarkError>) -> Result<T, E> {
        done.map_err(|error| {
            *self.wrong = Some(error);
            E::custom("a frame is wrong")
        })
    }

    fn all<'de, A: SeqAccess<'de>>(&mut self, mut frames: A) -> Result<(), A::Error> {
        while let Some(value) = frames.next_element::<Value>()? {
            let done = self.push(&value);
            self.keep(done)?;
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of frames")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, frames: A) -> Result<(), A::Error> {
        self.all(frames)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut keys = Map::new();
        let mut has_frames = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == FRAMES && has_frames {
                return Err(A::Error::custom("`frames` is there twice"));
            }
            if key == FRAMES {
                map.next_value_seed(List { whole: &mut self })?;
                has_frames = true;
            } else {
                keys.insert(key, map.next_value()?);
            }
        }
        if !has_frames {
            let done = self.push(&Value::Object(keys));
            return self.keep(done);
        }
        let number = |names: &[&str]| names.iter().find_map(|name| keys.get(*name)?.as_f64());
        if let Some(rate) = number(RATES) {
            self.draft.frames_a_second(rate);
        }
        if let Some((width, height)) =
            number(&["width", "image_width"]).zip(number(&["height", "image_height"]))
        {
            self.draft.picture(width, height);
        }
        Ok(())
    }
}

/// The list below `frames`.
struct List<'w, 'd> {
    whole: &'w mut Whole<'d>,
}

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of frames")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, frames: A) -> Result<(), A::Error> {
        self.whole.all(frames)
    }
}
