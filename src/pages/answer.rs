//! How a question is answered: what to type.

use formcheck_core::quiz::{AnswerForm, Question};
use formcheck_core::rulebook::words::count;

/// What to type, as a sentence without its full stop.
pub fn how_to_answer(question: &Question) -> String {
    match question.answer {
        AnswerForm::One => format!("type a number from 1 to {}", question.options.len()),
        AnswerForm::Many => "type the numbers of all that are right, a space between two".to_owned(),
        // No example: it might be the key.
        AnswerForm::Order => {
            format!("type all {} numbers in the right order, a space between two", question.options.len())
        }
        AnswerForm::Pairs => format!(
            "type each number and its letter together, in the way of 1x 2y ({})",
            count(question.left.len(), "pair in all", "pairs in all")
        ),
        AnswerForm::Number if question.unit().is_empty() => "type a number".to_owned(),
        AnswerForm::Number => format!("type a number ({})", question.unit()),
        AnswerForm::Text => "type the answer in a few words".to_owned(),
    }
}
