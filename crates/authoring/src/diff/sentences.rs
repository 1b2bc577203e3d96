//! A difference in plain English, as far as the screen and Markdown say the same.
//!
//! No width, no colour, no markup.

use super::{
    Among, Amounts, Change, Count, ExerciseChange, Judged, KeyChange, MistakeChange, QuestionChange, Renamed,
    SignDifference, SignPart, TextChange, Witness, share,
};
use formcheck_core::rulebook::Verdict;
use formcheck_core::rulebook::words::{and_list, sentence};

/// What is said where nothing changed.
pub const NO_CHANGE: &str = "no change in meaning";

/// A share of reps, with their number if it is wanted.
pub fn share(part: Count, among: Option<&Among>, amounts: Amounts) -> String {
    let which = share::which(part, among);
    match (amounts, part) {
        (Amounts::Counts, Some(part)) => format!("{which} ({})", number(part)),
        (Amounts::Counts, None) => format!("{which} (not counted)"),
        (Amounts::Shares, _) => which,
    }
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

/// "one in nine reps is judged differently".
pub fn judged_differently(one: &ExerciseChange, amounts: Amounts) -> String {
    match (one.judged_differently, one.space) {
        (Some(0), _) => "no rep is judged differently".to_owned(),
        (Some(judged), Some(space)) => {
            let which = share::which(Some(judged), one.differs_among.as_ref());
            let is_one = ["every rep", "one in "]
                .iter()
                .any(|one| which.trim_start_matches("about ").starts_with(one));
            let verb = if is_one { "is" } else { "are" };
            let counts = match amounts {
                Amounts::Counts => format!(" ({} of {})", number(judged), number(space)),
                Amounts::Shares => String::new(),
            };
            // Where it holds goes first, so that the verb stands beside what it is about.
            match which.split_once(" in which ") {
                Some((share, held)) => format!("where {held}, {share} {verb} judged differently{counts}"),
                None => format!("{which} {verb} judged differently{counts}"),
            }
        }
        _ => "how many reps are judged differently was not counted".to_owned(),
    }
}

/// What stands behind the heading of an exercise that came or went: "mistakes: arm-rowing".
pub fn whole(space: Count, mistakes: &[String], amounts: Amounts) -> String {
    let listed = match mistakes {
        [] => "no mistakes".to_owned(),
        some => format!("mistakes: {}", some.join(", ")),
    };
    match (amounts, space) {
        (Amounts::Counts, Some(space)) => format!("{}; {} reps.", sentence(&listed), number(space)),
        _ => format!("{}.", sentence(&listed)),
    }
}

/// What became of a mistake, behind its id.
pub fn mistake(change: &MistakeChange, amounts: Amounts) -> String {
    let gained = share(change.now_fires, change.gained_among.as_ref(), amounts);
    let lost = share(change.no_longer_fires, change.lost_among.as_ref(), amounts);
    match change.change {
        Change::Added => format!("added: fires in {gained}"),
        Change::Removed => format!("removed: fired in {lost}"),
        Change::Widened => format!("widened: fires now in {gained}"),
        Change::Narrowed => format!("narrowed: fires no longer in {lost}"),
        Change::Moved => format!("moved: fires now in {gained}; fires no longer in {lost}"),
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
pub fn impossible(one: &ExerciseChange, amounts: Amounts) -> Vec<String> {
    let all = one.space.map(|reps| Among { conditions: Vec::new(), reps });
    let sentence = |count: Count, what: &str| {
        (count != Some(0)).then(|| format!("{what}: {}", share(count, all.as_ref(), amounts)))
    };
    let (now, no_longer) = one.impossible;
    [sentence(now, "impossible now"), sentence(no_longer, "impossible before, and not now")]
        .into_iter()
        .flatten()
        .collect()
}

/// What a thing is called now.
pub fn renamed(one: &Renamed) -> String {
    format!("{} {}: called {} now", one.kind, one.was, one.id)
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
