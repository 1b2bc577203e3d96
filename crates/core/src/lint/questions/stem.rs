//! The stem: that it asks something, that it asks for what is so, that it doesn't echo the key.

use super::view::{View, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::WrittenAnswer;

/// Stems that people answer by doing, not by telling: "Put the steps in order."
const ORDERS: &[&str] =
    &["put", "match", "order", "sort", "name", "type", "give", "mark", "choose", "pick", "complete"];

pub(super) fn is_no_question(view: &View<'_>, out: &mut Vec<Diagnostic>) {
    let ask = view.question.ask.trim();
    let first = words(ask).into_iter().next().unwrap_or_default();
    let is_order = ORDERS.contains(&first.as_str());
    let (is_right, message, help) = match view.question.answer {
        WrittenAnswer::TrueFalse { .. } => (
            !ask.ends_with('?'),
            "a true-false stem is a claim, and this is a question",
            "write the claim, and end it with a full stop",
        ),
        _ => (
            ask.contains('?') || is_order || ask.contains('…') || ask.contains("___"),
            "the stem asks nothing",
            "write a question that ends with a question mark",
        ),
    };
    if !is_right {
        out.push(Diagnostic::new(Code::NotAQuestion, view.question.ask_span, message).help(help));
    }
}

const NEGATIVES: &[&str] = &[
    "not",
    "never",
    "isn't",
    "aren't",
    "doesn't",
    "don't",
    "cannot",
    "can't",
    "shouldn't",
    "least",
    "incorrect",
    "false",
    "wrong",
];

/// How many words behind "which" a negative still belongs to it: "Which of these signs does not …".
const NEAR: usize = 6;

pub(super) fn is_negative(view: &View<'_>, out: &mut Vec<Diagnostic>) {
    if !matches!(view.question.answer, WrittenAnswer::Choice { .. } | WrittenAnswer::Multi { .. }) {
        return;
    }
    let stem = words(&view.question.ask);
    // "What goes wrong when …" asks for what is so; "Which of these is wrong" doesn't. "Even if it is not" is far behind.
    let found = stem.iter().enumerate().find(|(at, word)| {
        let near =
            stem[at.saturating_sub(NEAR)..*at].iter().any(|before| before == "which" || before == "these");
        let is_what =
            *word != "wrong" && stem[at.saturating_sub(3)..*at].iter().any(|before| before == "what");
        *word == "except" || (NEGATIVES.contains(&word.as_str()) && (near || is_what))
    });
    if let Some((_, word)) = found {
        let message = format!("the stem asks for what is not so: \"{word}\"");
        out.push(
            Diagnostic::new(Code::NegativeStem, view.question.ask_span, message)
                .help("ask for what is so, or make it a multi question that asks for all that hold"),
        );
    }
}

/// Shorter words are glue.
const TELLING: usize = 5;
/// Longer ones that are glue all the same, or that every question of this kind has.
const GLUE: &[&str] = &[
    "about", "above", "after", "again", "before", "below", "between", "both", "could", "during", "every",
    "exercise", "first", "from", "have", "lifter", "lifts", "makes", "mean", "means", "mistake", "most",
    "muscle", "muscles", "other", "right", "should", "than", "that", "their", "them", "then", "there",
    "these", "they", "this", "those", "through", "under", "until", "weight", "what", "when", "where",
    "which", "while", "with", "without", "would", "your",
];

pub(super) fn shares_a_word_with_the_key(view: &View<'_>, out: &mut Vec<Diagnostic>) {
    let Some(key) = view.key() else { return };
    let stem = words(&view.question.ask);
    let wrong: Vec<String> = view.wrong.iter().flat_map(|(say, _)| words(say)).collect();
    let is_telling = |word: &String| word.chars().count() >= TELLING && !GLUE.contains(&word.as_str());
    let shared = words(key).into_iter().find(|word| {
        let same = |other: &String| stem_of(other) == stem_of(word);
        is_telling(word) && stem.iter().any(same) && !wrong.iter().any(same)
    });
    if let Some(word) = shared {
        let message =
            format!("\"{word}\" stands in the stem and in the right option only, which gives it away");
        out.push(
            Diagnostic::new(Code::WordClue, view.question.key_span, message)
                .label(view.question.ask_span, "here too")
                .help("say it in another word, or let a wrong option have it as well"),
        );
    }
}

/// Words behind which a stem says what is not so.
const DENIES: &[&str] = &[
    "no", "not", "never", "without", "neither", "nor", "isn't", "aren't", "doesn't", "don't", "cannot",
    "can't",
];

/// An option that names what the stem denies. A stem that asks for what is not so is another finding.
pub(super) fn denies_an_option(view: &View<'_>, out: &mut Vec<Diagnostic>) {
    let choices = matches!(view.question.answer, WrittenAnswer::Choice { .. } | WrittenAnswer::Multi { .. });
    let mut asks_for_what_is_not = Vec::new();
    is_negative(view, &mut asks_for_what_is_not);
    if !choices || !asks_for_what_is_not.is_empty() {
        return;
    }
    let is_denial = |word: &String| DENIES.contains(&word.as_str());
    let is_telling = |word: &String| word.chars().count() >= TELLING && !GLUE.contains(&word.as_str());
    // A denial ends with its clause.
    let clauses = view.question.ask.split([',', '.', ';', ':', '?', '!']).map(words);
    let denied: Vec<String> = clauses
        .flat_map(|clause| {
            clause
                .into_iter()
                .skip_while(|word| !is_denial(word))
                .skip(1)
                .filter(is_telling)
                .collect::<Vec<_>>()
        })
        .collect();
    for (say, span) in view.options() {
        let said = words(say);
        let named = denied.iter().find(|word| said.iter().any(|other| stem_of(other) == stem_of(word)));
        let Some(word) = named.filter(|_| !said.iter().any(is_denial)) else { continue };
        let message = format!("the stem says that it is not so (\"{word}\"), and this option names it");
        out.push(
            Diagnostic::new(Code::DeniedByStem, span, message)
                .label(view.question.ask_span, "here")
                .help("take another option, or leave it out of the stem"),
        );
    }
}

/// A word without the endings that grammar gives it.
fn stem_of(word: &str) -> &str {
    ["ing", "ed", "es", "s"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(|stem| stem.len() >= 4)
        .unwrap_or(word)
}
