//! One meaning under two signs: two that ask the same, or one id in a pack and in one that it uses.
//!
//! Packs that don't use each other may say the same as they please.

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Domain, Rulebook, Sign};

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let book = draft.book;
    let asks: Vec<String> = book.signs.iter().map(|sign| plain(&sign.ask)).collect();
    for (place, sign) in book.signs.iter().enumerate() {
        let is_same = |&(other_place, other): &(usize, &Sign)| {
            let comes_first = other_place < place || other.pack != sign.pack;
            let asks_alike = asks[place] == asks[other_place] && !asks[place].is_empty();
            let has_its_id = other.pack != sign.pack && other.id.plain() == sign.id.plain();
            other_place != place
                && comes_first
                && book.may_name(sign.pack, other.pack)
                && are_alike(sign, other)
                && (asks_alike && has_its_values(sign, other) || has_its_id)
        };
        if let Some((_, other)) = book.signs.iter().enumerate().find(is_same) {
            out.push(finding(book, sign, other));
        }
    }
}

/// Whether two signs could stand for each other: told by the same people, both with names or both with numbers.
fn are_alike(sign: &Sign, other: &Sign) -> bool {
    let has_names = |sign: &Sign| matches!(sign.domain, Domain::Named(_));
    let is_made = |sign: &Sign| sign.difference.is_some() || sign.over_set.is_some();
    sign.kind == other.kind && has_names(sign) == has_names(other) && is_made(sign) == is_made(other)
}

/// Whether a sign says nothing that the other one couldn't say: who needs a value that it lacks can't name it instead.
fn has_its_values(sign: &Sign, other: &Sign) -> bool {
    match (&sign.domain, &other.domain) {
        (Domain::Named(own), Domain::Named(others)) => {
            own.iter().all(|value| others.iter().any(|one| one.name == value.name || one.say == value.say))
        }
        (Domain::Range { unit, .. }, Domain::Range { unit: other, .. }) => unit == other,
        _ => false,
    }
}

fn finding(book: &Rulebook, sign: &Sign, other: &Sign) -> Diagnostic {
    let of = if sign.pack == other.pack {
        String::new()
    } else {
        format!(" of the pack `{}`", book[other.pack].name)
    };
    let message = format!("`{}` means what the sign `{}`{of} means", sign.id.plain(), other.id.plain());
    let help =
        "name that one in your rules and take this one out; if they differ, let `ask` and the id say how";
    Diagnostic::new(Code::DoubledSign, sign.span, message).label(other.span, "here it is first").help(help)
}

/// Lower case, words alone.
fn plain(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}
