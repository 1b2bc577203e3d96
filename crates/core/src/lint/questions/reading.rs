//! Texts that ask too much of a reader, and advice that belongs to a doctor.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::view::{View, words};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::lint::CheckedDraft;

/// The most words of a stem, and of one of its sentences.
const MOST_WORDS: usize = 45;
const MOST_IN_A_SENTENCE: usize = 30;

pub(super) fn is_hard(view: &View<'_>, out: &mut Vec<Diagnostic>) {
    let ask = &view.question.ask;
    let count = words(ask).len();
    let longest = ask.split(['.', '?', '!', ';']).map(|sentence| words(sentence).len()).max().unwrap_or(0);
    let message = if count > MOST_WORDS {
        format!("the stem has {count} words; {MOST_WORDS} are the most that are read with care")
    } else if longest > MOST_IN_A_SENTENCE {
        format!("a sentence of the stem has {longest} words; {MOST_IN_A_SENTENCE} are the most")
    } else {
        return;
    };
    out.push(
        Diagnostic::new(Code::HardToRead, view.question.ask_span, message)
            .help("say it in short sentences, and leave out what the answer doesn't need"),
    );
}

/// Phrases that promise treatment, or send people on through pain.
const MEDICAL: &[&str] = &[
    "cure",
    "cures",
    "heals",
    "heal your",
    "diagnose",
    "diagnosis",
    "treat your",
    "treats",
    "treatment for",
    "prescribe",
    "painkiller",
    "ibuprofen",
    "rehab your",
    "fixes your back pain",
    "push through the pain",
    "train through pain",
    "work through the pain",
    "ignore the pain",
    "no pain no gain",
    "herniated",
    "slipped disc",
    "medication",
];

/// The first word of each phrase.
static HINTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let first = |phrase: &&'static str| phrase.split(' ').next().unwrap_or(phrase);
    let search = AhoCorasick::builder().ascii_case_insensitive(true).build(MEDICAL.iter().map(first));
    search.expect("a few short words")
});

pub(super) fn sounds_medical(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let book = draft.book;
    let mut look = |span: Span, texts: &[&str]| {
        // Nearly all texts have none of the words: those that may are looked at closely.
        if !texts.iter().any(|text| HINTS.is_match(*text)) || draft.is_faulty(span.file) {
            return;
        }
        let plain: Vec<String> = texts.iter().map(|text| format!(" {} ", words(text).join(" "))).collect();
        let found =
            MEDICAL.iter().find(|phrase| plain.iter().any(|text| text.contains(&format!(" {phrase} "))));
        if let Some(phrase) = found {
            let message = format!("this sounds like medical advice: \"{phrase}\"");
            out.push(
                Diagnostic::new(Code::MedicalAdvice, span, message)
                    .help("speak of the movement; what hurts is for a doctor"),
            );
        }
    };
    for mistake in &book.mistakes {
        look(mistake.span, &[&mistake.words.why, &mistake.words.fix, &mistake.words.cue]);
    }
    for question in &book.questions {
        let view = View::of(question);
        // A wrong option may well claim such a thing, to be shown wrong.
        let right: Vec<&str> = view.right.clone();
        look(question.ask_span, &[&question.ask]);
        look(question.key_span, &right);
        look(question.explain_span, &[&question.explain]);
    }
}
