//! Everything as CSV, for spreadsheets: one row a question, a mistake, an answer.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV injection"); what the
//! program itself counts stays a number.

use super::RecordOptions;
use super::bank::{Bank, BankQuestion};
use super::words::{number, plain, tags};
use crate::Sealed;
use crate::record::{Record, RecordItem};
use formcheck_core::quiz::{Item, Key, OptionId, Piece, Response, StemPart, names};
use formcheck_core::rulebook::Rulebook;

/// The questions of `bank`, with as many columns for options as the one with the most has.
pub(super) fn items(book: &Rulebook, bank: &Bank) -> String {
    let most = bank.entries.iter().map(|entry| options(entry).len()).max().unwrap_or_default();
    let fixed = ["id", "section", "kind", "exercise", "skill", "tags", "ask", "shown", "key", "unit"];
    let told = ["why", "fix", "cue", "assumption", "contested", "sources"];
    let mut header: Vec<String> = fixed.iter().map(|&name| name.to_owned()).collect();
    header.extend((1..=most).flat_map(|n| [format!("option_{n}"), format!("because_{n}")]));
    header.extend(told.iter().map(|&name| name.to_owned()));
    let rows = bank.entries.iter().map(|entry| {
        let (item, explanation) = (&entry.item, &entry.item.explanation);
        let shown = shown(item);
        let unit = if let Key::Number { unit, .. } = &item.key { unit.as_str() } else { "" };
        let mut row = vec![
            escape_formula(&entry.id),
            escape_formula(&entry.section),
            escape_formula(item.kind.word()),
            escape_formula(item.exercise.as_ref().map_or("", |id| id.as_str())),
            escape_formula(item.skill.as_str()),
            escape_formula(&tags(book, item).join(" ")),
            escape_formula(&item.ask),
            escape_formula(&shown),
            key(&item.key),
            escape_formula(unit),
        ];
        let mut cells = options(entry).into_iter();
        for _ in 0..most {
            let (say, because) = cells.next().unwrap_or_default();
            row.extend([escape_formula(&say), escape_formula(&because)]);
        }
        let sources = explanation.sources.join(" ");
        let assumption = explanation.assumption.as_deref().unwrap_or_default();
        let contested = explanation.contested.as_deref().unwrap_or_default();
        let told = [&explanation.why, &explanation.fix, &explanation.cue, assumption, contested, &sources];
        row.extend(told.into_iter().map(escape_formula));
        row
    });
    table(&header, rows)
}

/// What is told of the rep; of several, each under what says which it is.
fn shown(item: &Item) -> String {
    if item.more_reps.is_empty() {
        return item.shown_says().collect::<Vec<_>>().join("; ");
    }
    let told = |part: StemPart<'_>| format!("{} {}", part.head, part.says.join("; "));
    item.reps().stem().into_iter().map(told).collect::<Vec<_>>().join(" / ")
}

/// Each mistake in each exercise where it counts, in the words that hold there.
pub(super) fn mistakes(book: &Rulebook) -> String {
    let header = [
        "exercise",
        "mistake",
        "exercise_name",
        "name",
        "also_called",
        "severity",
        "when",
        "why",
        "fix",
        "cue",
        "sources",
        "assumption",
        "contested",
    ];
    let rows = super::mistakes_by_exercise(book).into_iter().map(|(exercise, ix)| {
        let (mistake, words) = (&book[ix], book.words_in(exercise, ix));
        let backing = &mistake.backing;
        [
            exercise.id.as_str(),
            mistake.id.as_str(),
            &exercise.name,
            &mistake.name,
            &mistake.aka.join("; "),
            mistake.severity.word(),
            &formcheck_core::rulebook::words::fires_when(book, mistake),
            &words.why,
            &words.fix,
            &words.cue,
            &names::cites(book, book.sources_in(exercise, ix)).join(" "),
            backing.assumption.as_deref().unwrap_or_default(),
            backing.contested.as_deref().unwrap_or_default(),
        ]
        .map(escape_formula)
        .to_vec()
    });
    table(&header.map(str::to_owned), rows)
}

/// One row for each item of each record. No names: the reference stands for the person.
pub(super) fn records(records: &[Sealed<Record>], _: &RecordOptions) -> String {
    let header = [
        "form",
        "exam",
        "candidate",
        "attempt",
        "supervised",
        "graded",
        "passed",
        "percent",
        "cut",
        "n",
        "section",
        "kind",
        "exercise",
        "skill",
        "severity",
        "trial",
        "item",
        "answer",
        "certainty",
        "seconds",
        "marks",
        "right",
    ];
    let rows = records.iter().flat_map(|signed| {
        let record = &signed.what;
        record.items.iter().map(move |one| {
            vec![
                escape_formula(&record.form),
                escape_formula(&record.exam.id),
                escape_formula(&record.candidate.reference),
                record.attempt.number.to_string(),
                record.supervision.supervised.to_string(),
                record.times.graded.to_string(),
                record.passed.to_string(),
                number(record.score.percent),
                record.cut.percent.to_string(),
                one.n.to_string(),
                escape_formula(&one.section),
                escape_formula(one.item.kind.word()),
                escape_formula(one.item.exercise.as_ref().map_or("", |id| id.as_str())),
                escape_formula(one.item.skill.as_str()),
                escape_formula(one.severity.as_deref().unwrap_or_default()),
                one.is_trial.to_string(),
                escape_formula(one.item.id.as_str()),
                answer(one),
                one.certainty.map(|sure| sure.to_string()).unwrap_or_default(),
                seconds(one.ms),
                number(one.marks),
                one.right.to_string(),
            ]
        })
    });
    table(&header.map(str::to_owned), rows)
}

/// Text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.
pub fn escape_formula(text: &str) -> String {
    let text = plain(text);
    // The wide forms are read as the narrow ones where Japanese is written.
    let runs = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    if text.starts_with(runs) { format!("'{text}") } else { text }
}

fn table(header: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    // Rows of one length written into memory: nothing can fail.
    let _ = out.write_record(header);
    for row in rows {
        let _ = out.write_record(&row);
    }
    super::text(out.into_inner().unwrap_or_default())
}

/// What is offered, with what is told of it: for pairs the left half and what stands on the right at its height.
fn options(entry: &BankQuestion) -> Vec<(String, String)> {
    let alone = |piece: &Piece| (piece.say.clone(), String::new());
    match &entry.item.key {
        Key::One(choices) | Key::Many(choices) => {
            choices.iter().map(|choice| (choice.say.clone(), choice.because.clone())).collect()
        }
        Key::Order { pieces, .. } => pieces.iter().map(alone).collect(),
        Key::Pairs { left, right, .. } => {
            left.iter().zip(right).map(|(left, right)| (left.say.clone(), right.say.clone())).collect()
        }
        Key::Number { .. } => Vec::new(),
        Key::Text { accept, .. } => accept.iter().map(|one| (one.clone(), String::new())).collect(),
    }
}

/// The key by the numbers of the options: "3", "1 4", the order of the pieces, "1b 2a" for pairs; a number with how far
/// off still counts; the first of what is accepted.
fn key(key: &Key) -> String {
    let numbers =
        |places: Vec<usize>| places.iter().map(|place| (place + 1).to_string()).collect::<Vec<_>>().join(" ");
    let at = |pieces: &[Piece], id: &OptionId| pieces.iter().position(|piece| piece.id == *id);
    match key {
        Key::One(choices) | Key::Many(choices) => {
            numbers((0..choices.len()).filter(|&place| choices[place].right).collect())
        }
        Key::Order { pieces, key, .. } => numbers(key.iter().filter_map(|id| at(pieces, id)).collect()),
        Key::Pairs { left, right, key } => {
            // A colon would make a time of it.
            let pair = |(a, b): &(OptionId, OptionId)| {
                Some(format!("{}{}", at(left, a)? + 1, OptionId::letter(at(right, b)?)))
            };
            key.iter().filter_map(pair).collect::<Vec<_>>().join(" ")
        }
        Key::Number { answer, within, .. } if *within > 0.0 => {
            format!("{} \u{b1} {}", number(*answer), number(*within))
        }
        Key::Number { answer, .. } => number(*answer),
        Key::Text { accept, .. } => escape_formula(accept.first().map(String::as_str).unwrap_or_default()),
    }
}

/// The ids that were answered, in order; a number or text as it was typed.
fn answer(one: &RecordItem) -> String {
    match &one.answer {
        None => String::new(),
        Some(Response::Number(typed)) => number(*typed),
        Some(answer) => escape_formula(&answer.joined(" ", "-")),
    }
}

fn seconds(ms: u64) -> String {
    format!("{}.{}", ms / 1000, ms % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\r\n=1", "\u{ff1d}1"] {
            assert!(escape_formula(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(escape_formula("a = b"), "a = b");
    }
}
