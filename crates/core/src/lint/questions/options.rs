//! The options beside each other: alike in length, apart in meaning, none about the others.

use super::view::{View, words};
use crate::diagnostic::{Code, Diagnostic};

/// How much longer (or shorter) than every wrong option a key may be, as a ratio and in characters.
const FAR_RATIO: f64 = 1.8;
const FAR_CHARACTERS: usize = 15;

#[expect(clippy::cast_precision_loss, reason = "lengths of a few hundred characters")]
pub(super) fn stands_out(view: &View<'_>, out: &mut Vec<Diagnostic>) {
    let Some(key) = view.key() else { return };
    let length = |text: &str| text.chars().count();
    let lengths = view.wrong.iter().map(|(say, _)| length(say));
    let (Some(longest), Some(shortest)) = (lengths.clone().max(), lengths.min()) else { return };
    let own = length(key);
    let far = |more: usize, less: usize| {
        more as f64 > less as f64 * FAR_RATIO && more - less.min(more) >= FAR_CHARACTERS
    };
    let what = if far(own, longest) {
        Some(("longest", longest))
    } else if far(shortest, own) {
        Some(("shortest", shortest))
    } else {
        None
    };
    if let Some((what, next)) = what {
        let message =
            format!("the right option is by far the {what}: {own} characters, and the next has {next}");
        out.push(
            Diagnostic::new(Code::KeyStandsOut, view.question.key_span, message)
                .help("make all options about as long; put the detail into `explain`"),
        );
    }
}

pub(super) fn overlap(view: &View<'_>, out: &mut Vec<Diagnostic>) {
    let all: Vec<_> = view.options().collect();
    for (at, (say, place)) in all.iter().enumerate() {
        // The same to the letter is told as listed twice.
        let other = all[..at]
            .iter()
            .find(|(other, _)| other != say && (same(say, other) || spans_overlap(say, other)));
        if let Some((other, first)) = other {
            let message = format!("\"{say}\" and \"{other}\" overlap: both could be right");
            let mut finding = Diagnostic::new(Code::OptionsOverlap, *place, message)
                .help("change one of them, so that only one can hold");
            if first != place {
                finding = finding.label(*first, "the other one");
            }
            out.push(finding);
            return;
        }
    }
}

/// The same words, whatever their case, marks and order of articles.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        words(text)
            .into_iter()
            .filter(|word| !matches!(word.as_str(), "the" | "a" | "an"))
            .collect::<Vec<_>>()
    };
    plain(a) == plain(b)
}

/// Two ranges of numbers, said in the same words, that have a number in common: "6 to 12 reps", "8 to 10 reps".
fn spans_overlap(a: &str, b: &str) -> bool {
    let (Some((a_from, a_to, a_rest)), Some((b_from, b_to, b_rest))) = (range(a), range(b)) else {
        return false;
    };
    a_rest == b_rest && a_from <= b_to && b_from <= a_to
}

fn range(text: &str) -> Option<(f64, f64, Vec<String>)> {
    let text = text.replace(['–', '—'], " to ");
    let parts = words(&text);
    let number = |word: &String| word.parse::<f64>().ok();
    let numbers: Vec<f64> = parts.iter().filter_map(number).collect();
    let [from, to] = numbers.as_slice() else { return None };
    let rest = parts.iter().filter(|word| number(word).is_none()).cloned().collect();
    (from < to).then_some((*from, *to, rest))
}

const ABOUT_OTHERS: &[&str] = &[
    "all of the above",
    "none of the above",
    "all of these",
    "none of these",
    "all of them",
    "none of them",
    "both of the above",
    "both of these",
    "any of the above",
    "any of these",
    "all the above",
    "neither of these",
    "all are right",
    "none is right",
];

pub(super) fn all_of_the_above(view: &View<'_>, out: &mut Vec<Diagnostic>) {
    for (say, place) in view.options() {
        if is_about_others(say) {
            let message = format!("\"{say}\" is an option about the other options");
            out.push(
                Diagnostic::new(Code::AllOfTheAbove, place, message)
                    .help("write an option that makes sense by itself, or make it a multi question"),
            );
        }
    }
}

fn is_about_others(say: &str) -> bool {
    let plain = words(say).join(" ");
    let is_letters = plain.starts_with("both a and") || plain.starts_with("a and b");
    is_letters
        || ABOUT_OTHERS.iter().any(|phrase| plain == *phrase || plain.starts_with(&format!("{phrase} ")))
}

const ABSOLUTES: &[&str] = &[
    "always",
    "never",
    "only",
    "all",
    "none",
    "every",
    "nothing",
    "everything",
    "completely",
    "impossible",
    "must",
];

pub(super) fn absolutes(view: &View<'_>, out: &mut Vec<Diagnostic>) {
    let has = |say: &str| {
        words(say).into_iter().find(|word| ABSOLUTES.contains(&word.as_str()) && !is_about_others(say))
    };
    if view.right.iter().any(|say| has(say).is_some()) || view.right.is_empty() {
        return;
    }
    let found: Vec<_> = view.wrong.iter().filter_map(|(say, place)| Some((has(say)?, *place))).collect();
    // One option among several may need the word; a pattern gives the key away.
    let is_pattern = found.len() * 2 > view.wrong.len();
    if let (true, Some((word, place))) = (is_pattern, found.first()) {
        let message =
            format!("\"{word}\": only wrong options are absolute, {} of {}", found.len(), view.wrong.len());
        out.push(
            Diagnostic::new(Code::Absolutes, *place, message)
                .help("leave the absolute word out: the option has to be wrong without it"),
        );
    }
}

pub(super) fn numbers_out_of_order(view: &View<'_>, out: &mut Vec<Diagnostic>) {
    let number = |say: &str| {
        let digits: String = say
            .chars()
            .skip_while(|letter| !letter.is_ascii_digit())
            .take_while(|letter| letter.is_ascii_digit() || *letter == '.')
            .collect();
        let starts = say.trim_start().chars().next().is_some_and(|letter| letter.is_ascii_digit());
        digits.trim_end_matches('.').parse::<f64>().ok().filter(|_| starts)
    };
    let wrong: Option<Vec<f64>> = view.wrong.iter().map(|(say, _)| number(say)).collect();
    let (Some(wrong), true) = (wrong, view.right.iter().all(|say| number(say).is_some())) else { return };
    if let Some(at) = wrong.windows(2).position(|pair| pair[0] > pair[1]) {
        let (say, place) = view.wrong[at + 1];
        let message = format!("\"{say}\" stands behind a larger number");
        out.push(
            Diagnostic::new(Code::NumbersOutOfOrder, place, message)
                .label(view.wrong[at].1, "the larger one")
                .help("list numbers from small to large"),
        );
    }
}
