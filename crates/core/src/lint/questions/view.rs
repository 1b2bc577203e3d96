//! A written question as its rules see it: right and wrong options with their places.

use crate::diagnostic::Span;
use crate::rulebook::{WrittenAnswer, WrittenQuestion};

/// A question as its rules see it.
pub(super) struct View<'q> {
    pub(super) question: &'q WrittenQuestion,
    /// The right options.
    pub(super) right: Vec<&'q str>,
    /// The wrong options with their places.
    pub(super) wrong: Vec<(&'q str, Span)>,
}

impl<'q> View<'q> {
    pub(super) fn of(question: &'q WrittenQuestion) -> View<'q> {
        let (right, wrong) = match &question.answer {
            WrittenAnswer::Choice { right, wrong } => (vec![right.as_str()], wrong.as_slice()),
            WrittenAnswer::Multi { right, wrong } => {
                (right.iter().map(String::as_str).collect(), wrong.as_slice())
            }
            _ => (Vec::new(), [].as_slice()),
        };
        View { question, right, wrong: wrong.iter().map(|wrong| (wrong.say.as_str(), wrong.span)).collect() }
    }

    /// The one right option of a choice.
    pub(super) fn key(&self) -> Option<&'q str> {
        matches!(self.question.answer, WrittenAnswer::Choice { .. }).then(|| self.right[0])
    }

    /// All options with their places.
    pub(super) fn options(&self) -> impl Iterator<Item = (&'q str, Span)> + '_ {
        let key = self.question.key_span;
        self.right.iter().map(move |right| (*right, key)).chain(self.wrong.iter().copied())
    }
}

/// The words of a text, in lower case, without their marks.
pub(super) fn words(text: &str) -> Vec<String> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '\'' || letter == '-';
    text.split(|letter| !is_part(letter)).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
