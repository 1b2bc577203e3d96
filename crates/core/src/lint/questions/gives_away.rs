//! Questions of one quiz that answer each other.

use std::collections::HashSet;

use super::view::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::lint::CheckedDraft;
use crate::rulebook::{Drawn, QuestionIx, WrittenAnswer, WrittenQuestion};

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let mut told = HashSet::new();
    for section in draft.book.quizzes.iter().flat_map(|quiz| &quiz.sections) {
        let Drawn::Written(questions) = &section.from else { continue };
        for &asked in questions {
            for &other in questions {
                if asked != other
                    && !draft.is_faulty(draft.book[asked].span.file)
                    && gives_away(&draft.book[other], &draft.book[asked])
                    && told.insert(asked)
                {
                    out.push(finding(draft, asked, other));
                }
            }
        }
    }
}

/// Whether the stem of `other` says the answer of `asked` in as many words.
fn gives_away(other: &WrittenQuestion, asked: &WrittenQuestion) -> bool {
    let key = match &asked.answer {
        WrittenAnswer::Choice { right, .. } => right,
        WrittenAnswer::Text { accept } => match accept.first() {
            Some(first) => first,
            None => return false,
        },
        _ => return false,
    };
    let key = telling(key);
    // "Shoulder blades" and "45 degrees" stand in many texts and tell nothing, but to one who has to type them.
    let is_typed = matches!(asked.answer, WrittenAnswer::Text { .. });
    let is_telling = key.len() > if is_typed { 1 } else { 2 };
    let spaced = |words: &[String]| format!(" {} ", words.join(" "));
    is_telling && spaced(&telling(&other.ask)).contains(&spaced(&key))
}

/// The words of a text without its articles.
fn telling(text: &str) -> Vec<String> {
    words(text).into_iter().filter(|word| !matches!(word.as_str(), "the" | "a" | "an")).collect()
}

fn finding(draft: &CheckedDraft<'_>, asked: QuestionIx, other: QuestionIx) -> Diagnostic {
    let (asked, other) = (&draft.book[asked], &draft.book[other]);
    let message = format!("`{}` gives away the answer of `{}`", other.id, asked.id);
    Diagnostic::new(Code::GivesAway, other.ask_span, message)
        .label(asked.key_span, "that stem contains this answer")
        .help("ask one of them in other words, or keep them in different sections")
}
