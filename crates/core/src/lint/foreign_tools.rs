//! A fix or a cue that names a tool of other exercises: one that this exercise neither needs nor mentions in its steps.
//!
//! The tools are those that exercises list as their equipment, word for word: what stands between commas, "and", "or" and "with",
//! less articles and what only describes ("a raised flat bench" is a bench). A name of several words counts as a whole: who
//! lifts with straps doesn't hang on suspension straps.

use std::collections::BTreeSet;

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::Exercise;

/// Words between two tools.
const BETWEEN: &[&str] = &["and", "or", "with"];
/// Words that only describe a tool.
const DESCRIBES: &[&str] = &[
    "a", "an", "the", "one", "two", "heavy", "light", "high", "low", "single", "raised", "flat", "inclined",
    "your",
];

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let book = draft.book;
    let all: BTreeSet<Vec<String>> = book.exercises.iter().flat_map(tools).collect();
    for ix in draft.sound() {
        let exercise = &book[ix];
        let own: BTreeSet<Vec<String>> = tools(exercise).collect();
        if own.is_empty() {
            continue;
        }
        let steps: Vec<Vec<String>> = exercise.steps.iter().map(|step| words(&step.say)).collect();
        let is_foreign = |tool: &&Vec<String>| {
            let is_part = own.iter().any(|own| names(own, tool) || names(tool, own));
            !is_part && !steps.iter().any(|step| names(step, tool))
        };
        let foreign: Vec<&Vec<String>> = all.iter().filter(is_foreign).collect();
        for counted in &exercise.mistakes {
            let told = book.words_in(exercise, counted.mistake);
            for (what, text) in [("fix", &told.fix), ("cue", &told.cue)] {
                let said = words(text);
                let Some(tool) = foreign.iter().find(|tool| names(&said, tool)) else { continue };
                let message = format!(
                    "the {what} of `{}` names a tool that {} doesn't have: \"{}\"",
                    book[counted.mistake].id,
                    exercise.name,
                    tool.join(" ")
                );
                out.push(
                    Diagnostic::new(Code::ForeignTool, counted.span, message)
                        .label(book[counted.mistake].span, "the mistake")
                        .help("reword it for this exercise, or list the tool in its `equipment`"),
                );
            }
        }
    }
}

/// The tools that an exercise needs, each as its words.
fn tools(exercise: &Exercise) -> impl Iterator<Item = Vec<String>> + '_ {
    let parts = exercise.equipment.iter().flat_map(|text| text.split(','));
    parts.flat_map(|part| {
        let words = words(part);
        let tools = words.split(|word| BETWEEN.contains(&word.as_str()));
        let tools = tools
            .map(|tool| tool.iter().filter(|word| !DESCRIBES.contains(&word.as_str())).cloned().collect());
        tools.filter(|tool: &Vec<String>| !tool.is_empty()).collect::<Vec<_>>()
    })
}

/// Whether the words of a tool stand in a text, in a row.
fn names(text: &[String], tool: &[String]) -> bool {
    text.windows(tool.len()).any(|words| words == tool)
}

/// The words of a text in lower case, one form for one and several.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    words.map(|word| singular(&word.to_lowercase())).collect()
}

fn singular(word: &str) -> String {
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    if is_plural && word.ends_with("ches") {
        return word.trim_end_matches("es").to_owned();
    }
    if is_plural { word[..word.len() - 1].to_owned() } else { word.to_owned() }
}
