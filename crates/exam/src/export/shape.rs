//! A question as question banks know them: choices with fractions, pairs to match, a number, a short answer.
//!
//! Orders become pairs of a piece and its place, which every bank has and which lets pieces change places.

use super::words::{places, plain, said};
use formcheck_core::quiz::{Choice, Item, Key, QuestionKind};
use formcheck_core::rulebook::WrittenKind;

/// What a bank asks for.
pub(super) enum AnswerShape<'i> {
    /// True or false: whether it is true, then what is told for true and for false.
    TrueFalse { is_true: bool, told: [&'i str; 2] },
    /// One or several options.
    Choices { single: bool, choices: &'i [Choice] },
    /// Pairs to match; the left ones in the order shown.
    Pairs { pairs: Vec<(String, String)>, spare: Option<String> },
    /// A number.
    Number { answer: f64, within: f64, unit: &'i str },
    /// A typed answer: everything that is accepted.
    Text(&'i [String]),
}

/// The fewest right halves among which a bank lets people match.
const FEWEST: usize = 3;

impl<'i> AnswerShape<'i> {
    pub(super) fn of(item: &'i Item) -> AnswerShape<'i> {
        match &item.key {
            Key::One(choices) if item.kind == QuestionKind::Written(WrittenKind::TrueFalse) => {
                let told = |word: &str| {
                    choices
                        .iter()
                        .find(|choice| choice.say == word)
                        .map_or("", |choice| choice.because.as_str())
                };
                let is_true = choices.iter().any(|choice| choice.right && choice.say == "True");
                AnswerShape::TrueFalse { is_true, told: [told("True"), told("False")] }
            }
            Key::One(choices) => AnswerShape::Choices { single: true, choices },
            Key::Many(choices) => AnswerShape::Choices { single: false, choices },
            Key::Order { pieces, key, groups } => {
                let lefts = pieces.iter().map(|piece| plain(&piece.say));
                with_spare(lefts.zip(places(pieces, key, groups)).collect())
            }
            Key::Pairs { left, right, key } => {
                let pair = |piece: &formcheck_core::quiz::Piece| {
                    let of = key.iter().find(|(id, _)| *id == piece.id);
                    (plain(&piece.say), of.map(|(_, id)| said(right, id)).unwrap_or_default())
                };
                with_spare(left.iter().map(pair).collect())
            }
            Key::Number { answer, within, unit } => {
                AnswerShape::Number { answer: *answer, within: *within, unit }
            }
            Key::Text { accept, .. } => AnswerShape::Text(accept),
        }
    }
}

/// Banks want three right halves at least: a spare one that belongs to nothing fills them up.
fn with_spare<'i>(pairs: Vec<(String, String)>) -> AnswerShape<'i> {
    let spare = (pairs.len() < FEWEST).then(|| "belongs to neither".to_owned());
    AnswerShape::Pairs { pairs, spare }
}

/// What choosing an option earns, in percent: the mark of formcheck, which is hits less false alarms, over the keys.
pub(super) fn fraction(choices: &[Choice], choice: &Choice, single: bool) -> f64 {
    let keys = u32::try_from(choices.iter().filter(|choice| choice.right).count()).unwrap_or(1).max(1);
    match (choice.right, single) {
        (true, true) => 100.0,
        (false, true) => 0.0,
        (true, false) => 100.0 / f64::from(keys),
        (false, false) => -100.0 / f64::from(keys),
    }
}

/// The most keys of which each has a share that Moodle knows: it takes 10 % and 11.11111 %, and nothing between 10 % and 5 %.
const MOST_KEYS: usize = 10;

/// Why a question bank can't take a question, if it can't.
pub(super) fn refused(shape: &AnswerShape<'_>) -> Option<&'static str> {
    let AnswerShape::Choices { single: false, choices } = shape else { return None };
    let keys = choices.iter().filter(|choice| choice.right).count();
    (keys > MOST_KEYS).then_some("Moodle knows no share of a mark for more than ten keys")
}

/// A fraction as banks write it, to five decimals.
pub(super) fn fraction_text(fraction: f64) -> String {
    let text = format!("{fraction:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What is said below a question that matches, or asks for a number or several options.
pub(super) fn how(shape: &AnswerShape<'_>, item: &Item) -> String {
    match (shape, &item.key) {
        (_, Key::Order { .. }) => "Give each its place.".to_owned(),
        (AnswerShape::Pairs { .. }, _) => "Match each with what belongs to it.".to_owned(),
        // Where a rep is shown, the question says so itself.
        (AnswerShape::Choices { single: false, .. }, _) if item.shown.is_empty() => {
            "Mark all that are right.".to_owned()
        }
        (AnswerShape::Number { unit, .. }, _) if !unit.is_empty() => format!("In {unit}."),
        _ => String::new(),
    }
}
