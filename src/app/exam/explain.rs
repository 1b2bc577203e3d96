//! `formcheck exam explain RECORD N`: one question of a record, with the proof of its key, for an appeal.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::exam::files::sealed;
use crate::app::files::write_result;
use crate::app::{AppError, Outcome, Ran, RunSettings, open_for, put, put_page, quoted};
use crate::pages::exam::shown::WatchedRep;
use crate::pages::exam::{html, proof};
use crate::pages::program::call;
use formcheck_core::quiz::prove_item;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;

#[derive(Debug)]
pub struct ExplainOptions {
    pub record: PathBuf,
    /// The question's number; none where only the page is wanted.
    pub n: Option<usize>,
    /// Where the picture of what was watched goes: .svg or .png.
    pub picture: Option<PathBuf>,
    /// Where the page of all questions goes.
    pub html: Option<PathBuf>,
}

pub fn run(options: &ExplainOptions, settings: &RunSettings) -> Ran {
    let path = options.record.as_path();
    let record: Sealed<Record> = sealed(path)?;
    let of = &record.what;
    if let Some(page) = &options.html {
        let book = open_for(&of.packs, &of.exam.id, settings)?;
        write_result(page, html::html(&book, of, record.name.as_ref()), settings)?;
    }
    match options.n {
        Some(n) => question(path, of, n, options.picture.as_deref(), settings),
        None => Ok(Outcome::Done),
    }
}

fn question(path: &Path, of: &Record, n: usize, picture: Option<&Path>, settings: &RunSettings) -> Ran {
    let Some(row) = n.checked_sub(1).and_then(|place| of.items.get(place)) else {
        return Err(AppError::new(
            format!("there is no question {n}"),
            format!("the record has questions 1 to {}", of.items.len()),
        ));
    };
    let book = open_for(&of.packs, &of.exam.id, settings)?;
    if !row.item.is_known_to(&book) {
        return Err(AppError::new(
            "the packs at hand lack something that this question names",
            "name the packs of then: --pack DIR, --built-in NAME",
        ));
    }
    if let Some(file) = picture {
        draw(&book, of, n, file, settings)?;
    }
    let proved = prove_item(&book, &row.item);
    if settings.json {
        let answer = json!({
            "n": row.n, "item": row.item, "answer": row.answer, "marks": row.marks, "right": row.right,
            "is_trial": row.is_trial, "proved": proved.is_ok(), "why_not": proved.as_ref().err().map(|why| &why.0),
            "steps": proof::steps(&book, &row.item),
        });
        put(&format!("{answer}\n"))?;
    } else {
        put_page(&proof::page(&book, of, row))?;
        if !settings.quiet {
            let verify = call(&format!("exam verify {}", quoted(path)));
            put(&format!("Whether the record is as it was sealed: {verify}\n"))?;
        }
    }
    Ok(if proved.is_ok() { Outcome::Done } else { Outcome::Failed })
}

/// Draws the rep that was watched, by the same body.
fn draw(book: &Rulebook, of: &Record, n: usize, file: &Path, settings: &RunSettings) -> Result<(), AppError> {
    let shown = WatchedRep::of(book, of, n).ok_or_else(|| {
        AppError::new(
            format!("question {n} was not asked by eye: there is no picture"),
            "leave --picture out; in --html those that were have theirs",
        )
    })?;
    match file.extension().and_then(|end| end.to_str()) {
        Some("svg") => write_result(file, shown.svg(), settings),
        Some("png") => write_result(file, shown.png(), settings),
        _ => Err(AppError::new(
            format!("{} is neither .svg nor .png", file.display()),
            "name the picture rep.svg or rep.png",
        )),
    }
}
