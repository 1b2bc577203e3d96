//! What words look like: how long they are, and which letters they share.

use std::collections::HashSet;

use super::Sheet;

#[expect(clippy::cast_precision_loss, reason = "texts are short")]
pub(super) fn letters(text: &str) -> f64 {
    text.chars().count() as f64
}

/// How alike each option is to the question and to what is told of the rep: the share of its words whose stem stands there.
pub(super) fn alike(sheet: &Sheet<'_>) -> Vec<f64> {
    let mut read = stems(sheet.ask);
    for shown in &sheet.shown {
        read.extend(stems(&shown.say));
    }
    sheet.says.iter().map(|say| share(&stems(say), &read)).collect()
}

/// The share of some words that stand among others.
#[expect(clippy::cast_precision_loss, reason = "texts are short")]
pub(super) fn share(some: &HashSet<String>, others: &HashSet<String>) -> f64 {
    if some.is_empty() { 0.0 } else { some.intersection(others).count() as f64 / some.len() as f64 }
}

/// Words that stand everywhere.
const SMALL: &[&str] = &["the", "and", "with", "your", "this", "that", "which", "for", "are", "from", "into"];

/// The beginnings of the words of a text that carry meaning: five letters each, so that forms of a word are one.
pub(super) fn stems(text: &str) -> HashSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 2);
    words.filter(|word| !SMALL.contains(word)).map(|word| word.chars().take(5).collect()).collect()
}
