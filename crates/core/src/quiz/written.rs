//! Questions that a coach wrote, as items.

use super::{Basis, Chance, Choice, Explanation, Item, Key, OptionId, Piece, QuestionKind, Skill};
use crate::rulebook::{QuestionIx, Rulebook, WrittenAnswer};

/// The item of a written question: the key of a choice where `place` says, given the number of options and chance.
pub(crate) fn written_item(
    book: &Rulebook,
    ix: QuestionIx,
    place: impl FnOnce(usize, &mut Chance) -> usize,
    chance: &mut Chance,
) -> Item {
    let question = &book[ix];
    let key = key(&question.answer, &question.explain, place, chance);
    let kind = QuestionKind::Written(question.answer.kind());
    Item {
        id: Item::name(kind, &question.ask, &[], &key),
        kind,
        skill: Skill::of(question.id.as_str()),
        exercise: None,
        ask: question.ask.clone(),
        shown: Vec::new(),
        more_reps: Vec::new(),
        key,
        explanation: Explanation::backed(book, question.explain.clone(), &question.backing),
        basis: Basis::Written(question.id.clone()),
    }
}

fn key(
    answer: &WrittenAnswer,
    explain: &str,
    place: impl FnOnce(usize, &mut Chance) -> usize,
    chance: &mut Chance,
) -> Key {
    match answer {
        WrittenAnswer::Choice { right, wrong } => {
            let mut choices: Vec<Choice> =
                wrong.iter().map(|wrong| option(&wrong.say, false, &wrong.because)).collect();
            chance.shuffle(&mut choices);
            let at = place(choices.len() + 1, chance).min(choices.len());
            choices.insert(at, option(right, true, explain));
            Key::One(lettered(choices))
        }
        WrittenAnswer::Multi { right, wrong } => {
            let right = right.iter().map(|say| option(say, true, explain));
            let wrong = wrong.iter().map(|wrong| option(&wrong.say, false, &wrong.because));
            let mut choices: Vec<Choice> = right.chain(wrong).collect();
            chance.shuffle(&mut choices);
            Key::Many(lettered(choices))
        }
        WrittenAnswer::TrueFalse { answer } => {
            let choices = vec![option("True", *answer, explain), option("False", !answer, explain)];
            Key::One(lettered(choices))
        }
        WrittenAnswer::Order { order } => ordered(order, chance),
        WrittenAnswer::Match { pairs } => matched(pairs, chance),
        WrittenAnswer::Number { answer, within, unit } => {
            Key::Number { answer: *answer, within: *within, unit: unit.clone() }
        }
        WrittenAnswer::Text { accept } => Key::Text { accept: accept.clone(), refuse: Vec::new() },
    }
}

fn option(say: &str, right: bool, because: &str) -> Choice {
    let id = OptionId::new("");
    Choice { id, say: say.to_owned(), right, because: because.to_owned(), change: None, of: None }
}

fn lettered(mut choices: Vec<Choice>) -> Vec<Choice> {
    for (place, choice) in choices.iter_mut().enumerate() {
        choice.id = OptionId::letter(place);
    }
    choices
}

fn pieces<'t>(says: impl IntoIterator<Item = &'t str>) -> Vec<Piece> {
    let piece = |(place, say): (usize, &str)| Piece { id: OptionId::letter(place), say: say.to_owned() };
    says.into_iter().enumerate().map(piece).collect()
}

/// An order of `number` things by chance, other than the one they are in.
fn shuffled(number: usize, chance: &mut Chance) -> Vec<usize> {
    let mut order: Vec<usize> = (0..number).collect();
    while number > 1 && order.is_sorted() {
        chance.shuffle(&mut order);
    }
    order
}

/// For each thing the letter of the place where it is shown.
fn letters_of(order: &[usize]) -> Vec<OptionId> {
    let shown = |thing: usize| order.iter().position(|&other| other == thing).map(OptionId::letter);
    (0..order.len()).filter_map(shown).collect()
}

fn ordered(order: &[String], chance: &mut Chance) -> Key {
    let shown = shuffled(order.len(), chance);
    Key::Order {
        pieces: pieces(shown.iter().map(|&place| order[place].as_str())),
        key: letters_of(&shown),
        groups: (0..order.len()).collect(),
    }
}

fn matched(pairs: &[(String, String)], chance: &mut Chance) -> Key {
    let shown = shuffled(pairs.len(), chance);
    let letters = letters_of(&shown);
    let key =
        letters.into_iter().enumerate().map(|(left, right)| (OptionId::new(&(left + 1).to_string()), right));
    let mut left = pieces(pairs.iter().map(|(left, _)| left.as_str()));
    for (place, piece) in left.iter_mut().enumerate() {
        piece.id = OptionId::new(&(place + 1).to_string());
    }
    Key::Pairs { left, right: pieces(shown.iter().map(|&place| pairs[place].1.as_str())), key: key.collect() }
}
