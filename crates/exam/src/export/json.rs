//! Everything as JSON: questions with keys and proofs, mistakes by exercise, records as one list.

use serde_json::{Value, json};

use super::RecordOptions;
use super::bank::Bank;
use crate::Sealed;
use crate::record::Record;
use formcheck_core::quiz::names;
use formcheck_core::rulebook::Rulebook;

/// The version of these shapes.
const FORMAT: u32 = 1;

/// The questions of `bank`.
pub(super) fn items(book: &Rulebook, bank: &Bank) -> String {
    let items: Vec<Value> = bank
        .entries
        .iter()
        .map(|entry| json!({"name": entry.id, "section": entry.section, "item": entry.item}))
        .collect();
    let whole = json!({
        "format": FORMAT,
        "title": bank.title,
        "seed": bank.seed,
        "packs": packs(book),
        "notices": names::notices(book),
        "items": items,
    });
    pretty(&whole)
}

/// Each mistake in each exercise where it counts, in the words that hold there.
pub(super) fn mistakes(book: &Rulebook) -> String {
    let rows = super::mistakes_by_exercise(book).into_iter().map(|(exercise, mistake)| {
        let (words, backing) = (book.words_in(exercise, mistake), &book[mistake].backing);
        json!({
            "exercise": exercise.id.as_str(),
            "mistake": book[mistake].id.as_str(),
            "exercise_name": exercise.name,
            "name": book[mistake].name,
            "also_called": book[mistake].aka,
            "severity": book[mistake].severity.word(),
            "when": formcheck_core::rulebook::words::fires_when(book, &book[mistake]),
            "why": words.why,
            "fix": words.fix,
            "cue": words.cue,
            "cues": words.cues,
            "sources": names::cites(book, book.sources_in(exercise, mistake)),
            "assumption": backing.assumption,
            "contested": backing.contested,
        })
    });
    let rows: Vec<Value> = rows.collect();
    pretty(&json!({"format": FORMAT, "packs": packs(book), "mistakes": rows}))
}

/// Records as one list, each as it was signed, with its signature; with the names only if they are asked for.
pub(super) fn records(records: &[Sealed<Record>], options: &RecordOptions) -> String {
    let one = |sealed: &Sealed<Record>| {
        let mut one = json!({"record": sealed.value, "signature": sealed.signature});
        if let Some(name) = sealed.name.as_ref().filter(|_| options.names) {
            one["name"] = json!(name);
        }
        one
    };
    pretty(&json!({"format": FORMAT, "records": records.iter().map(one).collect::<Vec<_>>()}))
}

fn packs(book: &Rulebook) -> Vec<Value> {
    let pack = |pack: &formcheck_core::rulebook::Pack| json!({"name": pack.name, "version": pack.version, "sha256": pack.sha256, "licence": pack.licence});
    book.packs.iter().map(pack).collect()
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
