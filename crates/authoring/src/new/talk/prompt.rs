//! A question of the talk as data, and what its answer may be: shared by every list of questions.
//!
//! Must not know which question it is.

use super::draft::Draft;
use super::facts::Facts;
use formcheck_core::rulebook::similar::nearest;

/// One thing that may be answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What may be typed in place of its number.
    pub word: String,
    /// What it is.
    pub say: String,
}

impl Choice {
    pub(super) fn new(word: impl Into<String>, say: impl Into<String>) -> Choice {
        Choice { word: word.into(), say: say.into() }
    }
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Prompt {
    pub text: String,
    pub choices: Vec<Choice>,
    /// What Enter alone says; none where something has to be typed.
    pub default: Option<String>,
    /// What the default means, if that isn't plain.
    pub default_means: Option<String>,
}

impl Prompt {
    pub(super) fn new(text: impl Into<String>) -> Prompt {
        Prompt { text: text.into(), ..Prompt::default() }
    }

    pub(super) fn choices(self, choices: Vec<Choice>) -> Prompt {
        Prompt { choices, ..self }
    }

    pub(super) fn enter(self, default: impl Into<String>) -> Prompt {
        Prompt { default: Some(default.into()), ..self }
    }

    /// Enter alone says something that isn't typed.
    pub(super) fn or_else(self, means: impl Into<String>) -> Prompt {
        Prompt { default: Some(String::new()), default_means: Some(means.into()), ..self }
    }
}

/// A row of a list of questions.
pub(super) struct Row {
    /// Its name: what a fault of the answer is told by.
    pub(super) key: &'static str,
    /// Whether it is still to be asked.
    pub(super) is_open: fn(&Draft, &Facts) -> bool,
    pub(super) ask: fn(&Draft, &Facts) -> Prompt,
    /// What `?` says.
    pub(super) help: &'static str,
    /// Takes what was typed; or says what to type.
    pub(super) take: fn(&mut Draft, &Facts, &str) -> Result<(), String>,
}

/// The place of a choice, by its number, its word or what it says.
pub(super) fn pick(choices: &[Choice], typed: &str) -> Result<usize, String> {
    let typed = typed.trim();
    let is_it = |text: &str| text.eq_ignore_ascii_case(typed);
    let by_word = choices.iter().position(|choice| is_it(&choice.word) || is_it(&choice.say));
    let by_number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    if let Some(place) = by_word.or(by_number.filter(|&place| place < choices.len())) {
        return Ok(place);
    }
    let near = nearest(typed, choices.iter().map(|choice| choice.word.as_str()));
    let near = near.map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
    Err(format!("`{typed}` is none of these: type a number from 1 to {}.{near}", choices.len()))
}

/// A sentence or a phrase; or what is wrong with it.
pub(super) fn sentence(typed: &str, most: usize) -> Result<String, String> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.chars().any(char::is_alphabetic) {
        return Err("Say it in words.".to_owned());
    }
    if text.contains('…') {
        return Err("`…` marks what is still open in a file: write the words.".to_owned());
    }
    let letters = text.chars().count();
    if letters > most {
        return Err(format!("That has {letters} letters, and {most} at most fit: say it shorter."));
    }
    Ok(text)
}

/// A text that begins with a capital and ends with a stop.
pub(super) fn whole(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let text = first + letters.as_str();
    if text.ends_with(['.', '?', '!']) { text } else { format!("{text}.") }
}

/// A text without the stop at its end, beginning small: a clause.
pub(super) fn clause(text: &str) -> String {
    let text = text.trim_end_matches(['.', '!']);
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    let second_is_small = letters.clone().next().is_none_or(|second| !second.is_uppercase());
    if second_is_small { first.to_lowercase().to_string() + letters.as_str() } else { text.to_owned() }
}
