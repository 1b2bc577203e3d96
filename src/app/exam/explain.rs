//! `formcheck exam explain RECORD N`: one question of a record, with the proof of its key, for an appeal.

use std::path::Path;

use serde_json::json;

use crate::app::exam::files::sealed;
use crate::app::{AppError, Outcome, Ran, RunSettings, open, put, put_page};
use crate::pages::exam::proof;
use formcheck_core::quiz::prove_item;
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;

pub fn run(path: &Path, n: usize, settings: &RunSettings) -> Ran {
    let record: Sealed<Record> = sealed(path)?;
    let of = &record.what;
    let Some(row) = n.checked_sub(1).and_then(|place| of.items.get(place)) else {
        return Err(AppError::new(
            format!("there is no question {n}"),
            format!("the record has questions 1 to {}", of.items.len()),
        ));
    };
    let book = open(settings)?;
    if !row.item.is_known_to(&book) {
        return Err(AppError::new(
            "the packs at hand lack something that this question names",
            "name the packs of then: --pack DIR, --built-in NAME",
        ));
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
            put(&format!(
                "Whether the record is as it was sealed: formcheck exam verify {}\n",
                path.display()
            ))?;
        }
    }
    Ok(if proved.is_ok() { Outcome::Done } else { Outcome::Failed })
}
