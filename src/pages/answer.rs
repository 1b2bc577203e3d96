//! How a question is answered: what to type.

use formcheck_core::quiz::{AnswerForm, Question, QuestionKind};
use formcheck_core::rulebook::GeneratedKind;
use formcheck_core::rulebook::words::count;

/// What to type, as a sentence without its full stop.
pub fn how_to_answer(question: &Question) -> String {
    match question.answer {
        AnswerForm::One => format!("type a number from 1 to {}", question.options.len()),
        AnswerForm::Many if question.kind == QuestionKind::Generated(GeneratedKind::SpotAll) => {
            "type the numbers of all the mistakes, with spaces between them".to_owned()
        }
        AnswerForm::Many => "type the numbers of all that are right, with spaces between them".to_owned(),
        // No example: it might be the key.
        AnswerForm::Order => {
            format!(
                "type all {} numbers in the right order, with spaces between them",
                question.options.len()
            )
        }
        AnswerForm::Pairs => format!(
            "type each number with its letter, as in 1x 2y ({})",
            count(question.left.len(), "pair", "pairs")
        ),
        AnswerForm::Number if question.unit().is_empty() => "type a number".to_owned(),
        AnswerForm::Number => format!("type a number ({})", question.unit()),
        AnswerForm::Text => "type the answer in a few words".to_owned(),
    }
}
