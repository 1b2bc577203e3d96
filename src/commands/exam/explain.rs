//! `formcheck exam explain RECORD N`: one question of a record, with the proof of its key, for an appeal.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::super::usage::whole;
use super::super::{Global, Outcome, Ran, Stop, open, put};
use super::sealed;
use crate::pages::exam::proof;
use crate::render::ansi::style;
use formcheck_core::quiz::prove_item;
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;

/// One question of a record, with the proof of its key
#[derive(Args, Debug)]
pub(super) struct ExplainArgs {
    /// What `formcheck exam grade` wrote
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    /// The question's number
    #[arg(value_name = "NUMBER", value_parser = whole::<usize>)]
    n: usize,
}

/// Runs the command.
pub(super) fn run(args: &ExplainArgs, global: &Global) -> Ran {
    let record: Sealed<Record> = sealed(&args.record)?;
    let of = &record.what;
    let Some(row) = args.n.checked_sub(1).and_then(|place| of.items.get(place)) else {
        return Err(Stop::told(
            format!("there is no question {}", args.n),
            format!("the record has questions 1 to {}", of.items.len()),
        ));
    };
    let book = open(global)?;
    if !row.item.is_known_to(&book) {
        return Err(Stop::told(
            "the packs at hand lack something that this question names",
            "name the packs of then: --pack DIR",
        ));
    }
    let proved = prove_item(&book, &row.item);
    if global.json {
        let answer = json!({
            "n": row.n, "item": row.item, "answer": row.answer, "marks": row.marks, "right": row.right,
            "is_trial": row.is_trial, "proved": proved.is_ok(), "why_not": proved.as_ref().err().map(|why| &why.0),
            "steps": proof::steps(&book, &row.item),
        });
        put(&format!("{answer}\n"))?;
    } else {
        put(&proof::page(&book, of, row, style::width()))?;
        if !global.quiet {
            put(&format!(
                "Whether the record is as it was sealed: formcheck exam verify {}\n",
                args.record.display()
            ))?;
        }
    }
    Ok(if proved.is_ok() { Outcome::Done } else { Outcome::FellShort })
}
