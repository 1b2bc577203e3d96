//! Two mistakes of one exercise under one name, or with one cue there.

use std::collections::{HashMap, HashSet};

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Counted, Exercise, MistakeIx, Rulebook};

/// What two mistakes must not share: its word, the text, and what to do about it.
type SharedText = (&'static str, fn(&Rulebook, &Exercise, MistakeIx) -> String, &'static str);

const TOLD: [SharedText; 2] = [
    ("name", |book, _, mistake| plain(&book[mistake].name), "give one of them a name of its own"),
    (
        "cue",
        |book, exercise, mistake| plain(&book.words_in(exercise, mistake).cue),
        "give one of them a cue of its own, in its table or under [reword.ID] in the exercise",
    ),
];

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let mut told: HashSet<(&str, MistakeIx, MistakeIx)> = HashSet::new();
    for ix in draft.sound() {
        let exercise = &draft.book[ix];
        for (what, text, help) in TOLD {
            let mut known: HashMap<String, &Counted> = HashMap::new();
            for counted in &exercise.mistakes {
                let text = text(draft.book, exercise, counted.mistake);
                let Some(&first) = known.get(&text).filter(|_| !text.is_empty()) else {
                    known.insert(text, counted);
                    continue;
                };
                // The same in several exercises is one fault, told once.
                if told.insert((what, first.mistake, counted.mistake)) {
                    out.push(finding(draft.book, exercise, what, (first, counted)).help(help));
                }
            }
        }
    }
}

fn finding(
    book: &Rulebook,
    exercise: &Exercise,
    what: &str,
    (first, second): (&Counted, &Counted),
) -> Diagnostic {
    let id = |counted: &Counted| &book[counted.mistake].id;
    let message = format!("`{}` has the same {what} as `{}` in `{}`", id(second), id(first), exercise.id);
    Diagnostic::new(Code::DoubledWords, second.span, message).label(first.span, "here it is first")
}

/// Lower case, words alone.
fn plain(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}
