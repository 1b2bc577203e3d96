//! A difference in plain English, as far as the screen and Markdown say the same.
//!
//! No width, no colour, no markup.

use super::{
    Change, Count, Judged, KeyChange, MistakeChange, QuestionChange, SignDifference, SignPart, TextChange,
    Witness,
};
use formcheck_core::rulebook::Verdict;
use formcheck_core::rulebook::words::{and_list, sentence};

/// What is said where nothing changed.
pub const NO_CHANGE: &str = "no change in meaning";

pub fn reps(count: Count) -> String {
    match count {
        Some(1) => "1 rep".to_owned(),
        Some(count) => format!("{} reps", number(count)),
        None => "an uncounted number of reps".to_owned(),
    }
}

/// A count, or that there is none.
pub fn counted(count: Count) -> String {
    count.map_or_else(|| "not counted".to_owned(), number)
}

/// A number with its thousands apart.
fn number(count: u128) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "24 of 216 reps are judged differently".
pub fn judged_differently(judged: Count, space: Count) -> String {
    match (judged, space) {
        (Some(0), _) => "no rep is judged differently".to_owned(),
        (Some(judged), Some(space)) => {
            let verb = if judged == 1 { "is" } else { "are" };
            format!("{} of {} {verb} judged differently", number(judged), reps(Some(space)))
        }
        _ => "how many reps are judged differently was not counted".to_owned(),
    }
}

/// What stands behind the heading of an exercise that came or went: "2,160 reps; mistakes: arm-rowing".
pub fn whole(space: Count, mistakes: &[String]) -> String {
    let reps = sentence(&reps(space));
    if mistakes.is_empty() {
        format!("{reps}, no mistakes.")
    } else {
        format!("{reps}; mistakes: {}.", mistakes.join(", "))
    }
}

/// What happened to a mistake, as the end of a sentence that starts with its name.
pub fn mistake(change: &MistakeChange) -> String {
    let (gained, lost) = (reps(change.now_fires), reps(change.no_longer_fires));
    match change.change {
        Change::Added => format!("added: fires in {gained}"),
        Change::Removed => format!("removed: fired in {lost}"),
        Change::Widened => format!("widened: now fires in {gained} in which it did not"),
        Change::Narrowed => format!("narrowed: no longer fires in {lost} in which it did"),
        Change::Moved => format!("moved: now fires in {gained} in which it did not, and no longer in {lost}"),
        Change::NotDecided => "not decided: finding out took more than the budget".to_owned(),
        Change::Text | Change::Changed => "other words".to_owned(),
    }
}

/// The signs of a witness that are worth telling: "momentum = slight, end = short".
pub fn telling(witness: &Witness) -> String {
    let telling = witness.rep.iter().filter(|shown| shown.telling);
    let signs: Vec<String> = telling.map(|shown| format!("{} = {}", shown.sign, shown.value)).collect();
    if signs.is_empty() { "every sign good".to_owned() } else { signs.join(", ") }
}

/// What a version said of a witness.
pub fn verdict(judged: Option<&Judged>) -> String {
    let Some(judged) = judged else { return "a value of it is not known".to_owned() };
    match judged.verdict {
        Verdict::Mistakes => judged.mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Verdict::Clean => "clean".to_owned(),
        Verdict::Tolerated => "tolerated".to_owned(),
        Verdict::Gap => "nobody has said what it is".to_owned(),
        Verdict::Impossible => "impossible".to_owned(),
    }
}

/// What became of a sign: "slight became good".
pub fn sign(change: &SignDifference) -> String {
    let head = match change.change {
        Change::Added => "observed now",
        Change::Removed => "not observed any more",
        _ => "",
    };
    let gone = change.change == Change::Removed;
    let parts = change.parts.iter().map(|(part, values)| {
        let values = and_list(values);
        match part {
            SignPart::NewValues => format!("new: {values}"),
            SignPart::GoneValues => format!("gone: {values}"),
            SignPart::NowGood => format!("good now: {values}"),
            SignPart::NoLongerGood if gone => format!("was good: {values}"),
            SignPart::NoLongerGood => format!("no longer good: {values}"),
            SignPart::NowTolerated => format!("tolerated now: {values}"),
            SignPart::NoLongerTolerated if gone => format!("was tolerated: {values}"),
            SignPart::NoLongerTolerated => format!("no longer tolerated: {values}"),
        }
    });
    let all: Vec<String> =
        std::iter::once(head.to_owned()).filter(|head| !head.is_empty()).chain(parts).collect();
    all.join("; ")
}

/// Which reps became impossible, and which stopped being so; nothing if none did.
pub fn impossible((now, no_longer): (Count, Count)) -> Vec<String> {
    let sentence = |count: Count, what: &str| (count != Some(0)).then(|| format!("{what}: {}", reps(count)));
    [sentence(now, "impossible now"), sentence(no_longer, "impossible before, and not now")]
        .into_iter()
        .flatten()
        .collect()
}

/// What became of a question, behind its id.
pub fn question(change: &QuestionChange) -> String {
    match &change.key {
        Some(KeyChange { was, now }) => format!("another key: was “{was}”, is “{now}”"),
        None => change.change.word().to_owned(),
    }
}

/// What changed of a thing in words alone, behind its kind and id.
pub fn text(change: &TextChange) -> String {
    if change.fields.is_empty() { change.change.word().to_owned() } else { change.fields.join(", ") }
}
