//! A film's landmarks as reps: each measured sign of the exercise read off each rep, as the JSON lines that a batch judges.
//!
//! What can't be seen well enough is `null`, with the reason beside it. Must not know how landmarks are written down.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::app::AppError;
use crate::app::check::input::shown;
use formcheck_core::rulebook::measure::Measure;
use formcheck_core::rulebook::{Domain, ExerciseIx, Rulebook, Sign};
use formcheck_landmarks::{
    FilmedSet, LARGEST, LandmarkError, MOST_FRAMES, NoReps, ReadOptions, Recording, Rep, Unread, measured,
    read, read_folder,
};

/// What was filmed: a file's text, or the files of a folder with one frame each.
pub(super) enum Landmarks {
    Text(String),
    Folder(Vec<(String, String)>),
}

/// One line for each rep.
pub(super) fn lines(
    book: &Rulebook,
    exercise: Option<ExerciseIx>,
    landmarks: &Landmarks,
    from: &str,
    options: ReadOptions,
) -> Result<Vec<u8>, AppError> {
    let Some(ix) = exercise else {
        return Err(AppError::new(
            format!("{} has landmarks, and they don't say which exercise it is", shown(from)),
            "name it: formcheck check EXERCISE --from FILE",
        ));
    };
    let exercise = &book[ix];
    let signs: Vec<(&Sign, &Measure)> = exercise
        .signs
        .iter()
        .filter_map(|one| Some((&book[one.sign], book[one.sign].measure.as_deref()?)))
        .collect();
    if signs.is_empty() {
        return Err(AppError::new(
            format!("no sign of {} says how it is measured", exercise.name),
            "give signs a measure in signs.toml: [ID.measure]; `formcheck list exercises` has others",
        ));
    }
    let recording = recording(landmarks, options)
        .map_err(|error| AppError::new(format!("{}: {}", shown(from), error.what), error.help))?;
    let set = FilmedSet::of(&recording).map_err(|why| no_reps(from, why))?;
    let mut out = Vec::new();
    for (place, rep) in set.reps.iter().enumerate() {
        let line = line(&signs, &set, (place + 1, rep), recording.timed);
        out.extend_from_slice(line.to_string().as_bytes());
        out.push(b'\n');
    }
    Ok(out)
}

fn recording(landmarks: &Landmarks, options: ReadOptions) -> Result<Recording, LandmarkError> {
    match landmarks {
        Landmarks::Text(text) => read(text, options),
        Landmarks::Folder(files) => {
            read_folder(files.iter().map(|(name, text)| (name.as_str(), text.as_str())), options)
        }
    }
}

fn no_reps(from: &str, why: NoReps) -> AppError {
    let from = shown(from);
    match why {
        NoReps::Hidden => AppError::new(
            format!("no joint is seen in most frames of {from}"),
            "film the whole body from the side, without anything before it",
        ),
        NoReps::AtRest => AppError::new(
            format!("there is no rep in {from}: nothing goes there and back"),
            "cut the film so that it begins at rest before the first rep and ends after the last",
        ),
    }
}

/// A rep as the batch reads it: signs with values, and what is echoed.
fn line(signs: &[(&Sign, &Measure)], set: &FilmedSet, (number, rep): (usize, &Rep), timed: bool) -> Value {
    let (mut values, mut numbers, mut unseen) = (Map::new(), Map::new(), Map::new());
    for (sign, measure) in signs {
        let id = sign.id.to_string();
        let value = measured(set, rep, &measure.of).map_err(Unread::words).and_then(|number| {
            numbers.insert(id.clone(), rounded(number).into());
            value(sign, measure, number).ok_or_else(|| "it is outside of the sign's range".to_owned())
        });
        let value = value.unwrap_or_else(|why| {
            unseen.insert(id.clone(), why.into());
            Value::Null
        });
        values.insert(id, value);
    }
    let mut line = json!({ "signs": values, "rep": number, "side": set.side().word() });
    if timed {
        line["seconds"] = json!([rounded(rep.start / 1000.0), rounded(rep.last() / 1000.0)]);
    }
    line["measured"] = numbers.into();
    if !unseen.is_empty() {
        line["could-not-see"] = unseen.into();
    }
    line
}

/// The value of a sign that a number means. What is outside of a range by less than can be told from its end is its end.
fn value(sign: &Sign, measure: &Measure, number: f64) -> Option<Value> {
    match &sign.domain {
        Domain::Named(values) => values.get(measure.named(number)).map(|value| value.name.as_str().into()),
        Domain::Range { from, to, grid, apart, .. } => {
            let (low, high, apart) = (grid.number(*from), grid.number(*to), grid.number(*apart));
            (low - apart <= number && number <= high + apart).then(|| number.clamp(low, high).into())
        }
    }
}

/// With two decimals: no camera is better.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// The frames of a folder in the order of their names; none if it has no JSON.
pub(super) fn folder(path: &Path) -> Result<Option<Landmarks>, AppError> {
    let unreadable = |path: &Path, why: &std::io::Error| {
        AppError::new(
            format!("`{}` can't be read: {why}", path.display()),
            "name a folder of OpenPose's JSON files",
        )
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut whole = 0;
    for entry in fs::read_dir(path).map_err(|why| unreadable(path, &why))? {
        let file = entry.map_err(|why| unreadable(path, &why))?.path();
        let is_json = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let is_hidden = file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let Ok(about) = fs::metadata(&file) else { continue };
        if !is_json || is_hidden || !about.is_file() {
            continue;
        }
        whole += about.len();
        paths.push(file);
        if paths.len() > MOST_FRAMES || whole > LARGEST {
            return Err(AppError::new(
                format!("`{}` has more than {MOST_FRAMES} frames, or {} MB", path.display(), LARGEST >> 20),
                "cut the film to one set",
            ));
        }
    }
    if paths.is_empty() {
        return Ok(None);
    }
    paths.sort();
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|why| unreadable(&path, &why))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push((name, text));
    }
    Ok(Some(Landmarks::Folder(files)))
}
