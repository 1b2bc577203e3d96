//! One frame of JSON, whoever wrote it: a list of 33 landmarks, an object around one, or `OpenPose`'s people.

use serde_json::{Map, Value};

use super::draft::{Counted, Time};
use crate::LandmarkError;
use crate::joints::{BODY_25, MEDIAPIPE, Part, Side, in_body_25, in_mediapipe};
use crate::recording::{Frame, Mark};

/// Keys under which world landmarks stand, in metres from the hips.
pub(super) const WORLD: &[&str] =
    &["worldLandmarks", "world_landmarks", "poseWorldLandmarks", "pose_world_landmarks"];
/// Keys under which landmarks stand, in the picture.
pub(super) const PICTURE: &[&str] = &["landmarks", "poseLandmarks", "pose_landmarks"];
/// `OpenPose`'s key.
pub(super) const PEOPLE: &str = "people";
const MILLISECONDS: &[&str] =
    &["timestamp_ms", "timestampMs", "time_ms", "timeMs", "timestamp_in_ms", "timestampInMs", "ms"];
const TIMES: &[&str] = &["timestamp", "time", "t", "seconds"];
const NUMBERS: &[&str] = &["frame", "frame_index", "frameIndex", "frame_number", "frameNumber"];

/// What one frame says.
pub(super) struct Told {
    pub(super) frame: Frame,
    pub(super) time: Option<Time>,
    /// None where nobody is in it.
    pub(super) counted: Option<Counted>,
    pub(super) picture: Option<(f64, f64)>,
}

/// One frame. `number` counts from 1, for what is wrong with it.
pub(super) fn frame(value: &Value, number: usize) -> Result<Told, LandmarkError> {
    let place = Place { number };
    let mut told = Told { frame: Frame::default(), time: None, counted: None, picture: None };
    match value {
        Value::Null => {}
        Value::Array(items) => {
            if let Some(marks) = body(items) {
                told.frame = place.mediapipe(marks)?;
                told.counted = Some(Counted::Unsaid);
            }
        }
        Value::Object(keys) => {
            told.time = time(keys);
            let size = |names: [&str; 2]| names.iter().find_map(|name| keys.get(*name)?.as_f64());
            told.picture = size(["width", "image_width"]).zip(size(["height", "image_height"]));
            place.object(keys, &mut told)?;
        }
        other => return Err(place.is_none(other)),
    }
    Ok(told)
}

fn time(keys: &Map<String, Value>) -> Option<Time> {
    let find = |names: &[&str]| names.iter().find_map(|name| keys.get(*name)?.as_f64());
    let ms = find(MILLISECONDS).map(Time::Ms);
    ms.or_else(|| find(TIMES).map(Time::Some)).or_else(|| find(NUMBERS).map(Time::Number))
}

/// The landmarks of the first body of a list, which may be one of bodies; none of an empty one.
fn body(items: &[Value]) -> Option<&[Value]> {
    match items {
        [] => None,
        [Value::Array(first), ..] if first.first().is_none_or(|one| !one.is_number()) => body(first),
        _ => Some(items),
    }
}

struct Place {
    number: usize,
}

impl Place {
    fn wrong(&self, what: &str, help: &str) -> LandmarkError {
        LandmarkError::new(format!("frame {}: {what}", self.number), help)
    }

    fn is_none(&self, value: &Value) -> LandmarkError {
        let what = match value {
            Value::Object(_) => "an object without landmarks",
            Value::Number(_) | Value::String(_) | Value::Bool(_) => "no landmarks",
            _ => "no list of landmarks",
        };
        self.wrong(
            what,
            "write a list of 33 landmarks, or an object with `landmarks`, `worldLandmarks` or `people`",
        )
    }

    fn object(&self, keys: &Map<String, Value>, told: &mut Told) -> Result<(), LandmarkError> {
        let find = |names: &[&str]| names.iter().find_map(|name| keys.get(*name));
        if let Some(people) = keys.get(PEOPLE) {
            let people =
                people.as_array().ok_or_else(|| self.wrong("`people` is no list", "write people: []"))?;
            if let Some(first) = people.first() {
                told.frame = self.openpose(first)?;
                told.counted = Some(Counted::Picture);
            }
            return Ok(());
        }
        let (value, counted) = match (find(WORLD), find(PICTURE)) {
            (Some(world), _) => (world, Counted::World),
            (None, Some(picture)) => (picture, Counted::Picture),
            (None, None) => return Err(self.is_none(&Value::Object(Map::new()))),
        };
        // What older programs write: {"landmark": […]}.
        let value = value.get("landmark").unwrap_or(value);
        match value {
            Value::Null => Ok(()),
            Value::Array(items) => {
                if let Some(marks) = body(items) {
                    told.frame = self.mediapipe(marks)?;
                    told.counted = Some(counted);
                }
                Ok(())
            }
            other => Err(self.is_none(other)),
        }
    }

    fn mediapipe(&self, marks: &[Value]) -> Result<Frame, LandmarkError> {
        if marks.len() != MEDIAPIPE {
            let what = format!("{} landmarks, and a body of MediaPipe Pose has {MEDIAPIPE}", marks.len());
            return Err(self.wrong(&what, "write all landmarks of the pose model, in its order"));
        }
        let mut all = Vec::with_capacity(MEDIAPIPE);
        for (place, mark) in marks.iter().enumerate() {
            all.push(self.mark(place, mark)?);
        }
        Ok(of_points(|part, side| all[in_mediapipe(part, side)]))
    }

    fn mark(&self, place: usize, mark: &Value) -> Result<Option<Mark>, LandmarkError> {
        let number = |key: &str, at: usize| match mark {
            Value::Object(keys) => keys.get(key),
            Value::Array(items) => items.get(at),
            _ => None,
        };
        if mark.is_null() {
            return Ok(None);
        }
        let needed = |key: &str, at: usize| {
            let value = number(key, at).and_then(Value::as_f64);
            value.ok_or_else(|| {
                let what = format!("landmark {place} has no number for {key}");
                self.wrong(&what, "write {\"x\":0.5,\"y\":0.5,\"z\":0,\"visibility\":0.9}")
            })
        };
        let visibility = number("visibility", 3).or_else(|| number("presence", 4)).and_then(Value::as_f64);
        let (x, y) = (needed("x", 0)?, needed("y", 1)?);
        Ok(Some(Mark {
            x,
            y,
            z: number("z", 2).and_then(Value::as_f64),
            visibility: visibility.unwrap_or(1.0),
        }))
    }

    fn openpose(&self, person: &Value) -> Result<Frame, LandmarkError> {
        let points = person.get("pose_keypoints_2d").and_then(Value::as_array);
        let points = points.ok_or_else(|| {
            self.wrong(
                "people[0] has no list `pose_keypoints_2d`",
                "write OpenPose's own JSON, as --write_json does",
            )
        })?;
        if points.len() != BODY_25 * 3 {
            let what =
                format!("pose_keypoints_2d has {} numbers, and BODY_25 has {}", points.len(), BODY_25 * 3);
            return Err(self.wrong(&what, "run OpenPose with --model_pose BODY_25"));
        }
        let mut numbers = Vec::with_capacity(points.len());
        for (place, point) in points.iter().enumerate() {
            let number = point.as_f64();
            numbers.push(number.ok_or_else(|| {
                self.wrong(
                    &format!("pose_keypoints_2d[{place}] is no number"),
                    "write x, y and confidence of each point",
                )
            })?);
        }
        let points: Vec<Option<Mark>> = numbers
            .chunks_exact(3)
            // What it didn't find it puts into the corner.
            .map(|at| (at[2] > 0.0).then(|| Mark { x: at[0], y: at[1], z: None, visibility: at[2] }))
            .collect();
        Ok(of_points(|part, side| points[in_body_25(part, side)]))
    }
}

/// A frame of the landmarks that a program has for each part.
pub(super) fn of_points(at: impl Fn(Part, Side) -> Option<Mark>) -> Frame {
    let both = |part: Part| [Side::Left, Side::Right].map(|side| at(part, side));
    Frame { ms: 0.0, marks: Part::ALL.map(both) }
}
