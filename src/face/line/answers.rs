//! What a person types in line mode → a command or a response. Numbers are those of the options on the screen.

use crate::pages::answer::how_to_answer;
use formcheck_core::quiz::{AnswerForm, BadResponse, Certainty, Offer, OptionId, Question, Response};

/// A line that was typed.
#[derive(Clone, PartialEq, Debug)]
pub enum TypedLine {
    /// `?`: what can be typed.
    Help,
    /// `r`: the question again.
    Repeat,
    /// `u`: take the last answer back.
    Undo,
    /// `s`: move this question to the end.
    Skip,
    /// `q`: end the quiz.
    Quit,
    /// An answer, and how sure the person is, if they said so.
    Answer(Response, Option<Certainty>),
}

/// Reads a line as a command or as an answer to `question`.
///
/// # Errors
/// If it is neither, with what to type instead.
pub fn read(line: &str, question: &Question) -> Result<TypedLine, BadResponse> {
    let text = line.trim();
    match text.to_lowercase().as_str() {
        "?" | "h" | "help" => return Ok(TypedLine::Help),
        "r" => return Ok(TypedLine::Repeat),
        "u" => return Ok(TypedLine::Undo),
        "s" => return Ok(TypedLine::Skip),
        "q" => return Ok(TypedLine::Quit),
        "" => return Err(BadResponse(format!("{}, or ? for help", how_to_answer(question)))),
        _ => {}
    }
    let (text, certainty) = certainty(text);
    response(text, question)
        .map(|response| TypedLine::Answer(response, certainty))
        .ok_or_else(|| BadResponse(how_to_answer(question)))
}

/// What is typed behind an answer to say how sure one is.
const SURE: [(char, Certainty); 3] =
    [('?', Certainty::Guess), ('~', Certainty::FairlySure), ('!', Certainty::Sure)];

/// Takes the mark of certainty off an answer.
fn certainty(text: &str) -> (&str, Option<Certainty>) {
    let mark = SURE.iter().find(|(mark, _)| text.ends_with(*mark) && text.len() > 1);
    match mark {
        Some((mark, certainty)) => (text.trim_end_matches(*mark).trim_end(), Some(*certainty)),
        None => (text, None),
    }
}

/// Reads an answer to `question`; none if it has another form.
pub fn response(text: &str, question: &Question) -> Option<Response> {
    match question.answer {
        AnswerForm::One => one(text, &question.options).map(Response::One),
        AnswerForm::Many => some(text, &question.options).map(Response::Many),
        AnswerForm::Order => some(text, &question.options).map(Response::Order),
        AnswerForm::Pairs => pairs(text, &question.left, &question.right).map(Response::Pairs),
        AnswerForm::Number => number(text).map(Response::Number),
        AnswerForm::Text => Some(Response::Text(text.to_owned())),
    }
}

/// An option by its number, or by what it says.
fn one(text: &str, options: &[Offer]) -> Option<OptionId> {
    if let Ok(number) = text.trim_end_matches(['.', ')']).parse::<usize>() {
        return numbered(options, number);
    }
    options.iter().find(|option| option.say.eq_ignore_ascii_case(text)).map(|option| option.id.clone())
}

/// Options by their numbers.
fn some(text: &str, options: &[Offer]) -> Option<Vec<OptionId>> {
    numbers(text)?.into_iter().map(|number| numbered(options, number)).collect()
}

fn numbered(options: &[Offer], number: usize) -> Option<OptionId> {
    options.get(number.checked_sub(1)?).map(|option| option.id.clone())
}

fn numbers(text: &str) -> Option<Vec<usize>> {
    let parts = text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '>' | '-'));
    parts.filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect()
}

/// "1b 2a", "1-b, 2-a", "1 b 2 a".
fn pairs(text: &str, left: &[Offer], right: &[Offer]) -> Option<Vec<(OptionId, OptionId)>> {
    let letters: String = text.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let mut pairs = Vec::new();
    let mut number = String::new();
    for letter in letters.chars() {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        let at: usize = number.parse().ok()?;
        let to = usize::from(u8::try_from(letter).ok()? - b'a');
        pairs.push((numbered(left, at)?, right.get(to)?.id.clone()));
        number.clear();
    }
    (number.is_empty() && !pairs.is_empty()).then_some(pairs)
}

/// A number with a point or a comma; a unit behind it is let pass.
fn number(text: &str) -> Option<f64> {
    let plain = text.replace(',', ".");
    let end = plain
        .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+')))
        .unwrap_or(plain.len());
    let (digits, unit) = plain.split_at(end);
    let is_unit = unit.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '%' | '°'));
    if is_unit { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_written() {
        assert_eq!(number("45"), Some(45.0));
        assert_eq!(number("4,5 seconds"), Some(4.5));
        assert_eq!(number("45°"), Some(45.0));
        assert_eq!(number("about 4"), None);
        assert_eq!(number("4.5.6"), None);
        assert_eq!(numbers("3, 1 > 2"), Some(vec![3, 1, 2]));
        assert_eq!(numbers("3 x"), None);
    }

    #[test]
    fn pairs_are_read_however_they_are_written() {
        let piece = |id: &str| Offer { id: OptionId::new(id), say: String::new(), change: None };
        let (left, right) = (vec![piece("1"), piece("2")], vec![piece("a"), piece("b")]);
        let expected =
            vec![(OptionId::new("1"), OptionId::new("b")), (OptionId::new("2"), OptionId::new("a"))];
        for text in ["1b 2a", "1-B, 2-A", "1 b 2 a", "1=b;2=a"] {
            assert_eq!(pairs(text, &left, &right), Some(expected.clone()), "{text}");
        }
        for text in ["1c", "3a", "ab", "12", "1b 2"] {
            assert_eq!(pairs(text, &left, &right), None, "{text}");
        }
    }
}
