//! `check EXERCISE --set FILE`: the reps of one set, one a line, each judged by itself and then over the set.
//!
//! A line is `SIGN=VALUE SIGN=VALUE`, or a JSON object of signs. What is given beside them holds for every rep.

use std::io::Read;

use crate::app::check::rest_good::take_rest_as_good;
use crate::app::observation::{contradiction, observed, read};
use crate::app::{AppError, Outcome, Ran, RunSettings, put, put_page};
use crate::pages::check;
use formcheck_core::rulebook::{ExerciseIx, Observation, Rulebook, judge_set};

/// The most reps of a set.
const MOST: usize = 1000;

pub(crate) fn run(
    book: &Rulebook,
    ix: ExerciseIx,
    (from, always): (&str, &[String]),
    rest_good: bool,
    settings: &RunSettings,
) -> Ran {
    let text = text_of(from)?;
    let always = observed(book, ix, always)?;
    let mut reps = Vec::new();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (place, line) in lines {
        let at = |error: AppError| match error {
            AppError::Expected { what, help, .. } => {
                AppError::new(format!("line {}: {what}", place + 1), help)
            }
            error => error,
        };
        let mut rep = rep(book, ix, &always, line.trim()).map_err(at)?;
        if rest_good {
            take_rest_as_good(book, ix, &mut rep);
        }
        reps.push(rep);
        if reps.len() > MOST {
            return Err(AppError::new(format!("a set of more than {MOST} reps"), "name a file of one set"));
        }
    }
    if reps.is_empty() {
        return Err(AppError::new("there is no rep in it", "write one rep a line: lean=12 set-stage=early"));
    }
    let judged = judge_set(book, ix, &reps);
    if settings.json {
        put(&format!("{}\n", check::set_json(book, ix, &judged)))?;
    } else {
        put_page(&check::set_page(book, ix, &judged))?;
    }
    Ok(Outcome::Done)
}

fn text_of(from: &str) -> Result<String, AppError> {
    let read = if from == "-" {
        let mut text = String::new();
        std::io::stdin().lock().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(from)
    };
    read.map_err(|why| {
        AppError::new(
            format!("`{from}` can't be read: {why}"),
            "name a file with one rep a line, or - for stdin",
        )
    })
}

fn rep(book: &Rulebook, ix: ExerciseIx, always: &Observation, line: &str) -> Result<Observation, AppError> {
    let words: Vec<String> = if line.starts_with('{') { of_json(line)? } else { of_words(line) };
    let exercise = &book[ix];
    let mut rep = always.clone();
    for word in &words {
        let (sign, value) = word.split_once('=').ok_or_else(|| {
            AppError::new(format!("`{word}` is not SIGN=VALUE"), "write it like lean=12, without spaces")
        })?;
        let (place, value) = read(book, exercise, sign.trim(), value.trim())?;
        rep.set(place, Some(value));
    }
    match contradiction(book, exercise, &rep) {
        Some(message) => Err(AppError::new(message, "leave it out: it follows from the two")),
        None => Ok(rep),
    }
}

fn of_words(line: &str) -> Vec<String> {
    line.split([' ', '\t', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The signs of a JSON object, or of its `signs`.
fn of_json(line: &str) -> Result<Vec<String>, AppError> {
    let wrong =
        || AppError::new("this is not a JSON object of signs", "write {\"lean\":12,\"set-stage\":\"early\"}");
    let object: serde_json::Value = serde_json::from_str(line).map_err(|_| wrong())?;
    let signs = object.get("signs").unwrap_or(&object).as_object().ok_or_else(wrong)?;
    let word = |(sign, value): (&String, &serde_json::Value)| match value {
        serde_json::Value::String(word) => Ok(Some(format!("{sign}={word}"))),
        // 16.0 is 16.
        serde_json::Value::Number(number) => Ok(number.as_f64().map(|number| format!("{sign}={number}"))),
        serde_json::Value::Null => Ok(None),
        _ => Err(wrong()),
    };
    signs.iter().filter(|(sign, _)| *sign != "exercise").filter_map(|one| word(one).transpose()).collect()
}
