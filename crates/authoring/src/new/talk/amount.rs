//! A limit of numbers, read from a coach's words: "over 100 degrees", "10-30", "under 10 or over 30".
//!
//! Must not know which sign it is of.

use super::limit::Limit;
use super::sign::Scale;
use formcheck_core::rulebook::ValueSet;

/// What the words around a number say, the longer phrases first.
const PHRASES: &[(&str, Bound)] = &[
    ("or more", Bound::From),
    ("and more", Bound::From),
    ("or over", Bound::From),
    ("and up", Bound::From),
    ("or less", Bound::To),
    ("or fewer", Bound::To),
    ("or under", Bound::To),
    ("and less", Bound::To),
    ("at least", Bound::From),
    ("at most", Bound::To),
    ("up to", Bound::To),
    ("not over", Bound::To),
    ("not more than", Bound::To),
    ("not under", Bound::From),
    ("not less than", Bound::From),
    ("more than", Bound::Over),
    ("less than", Bound::Under),
    ("fewer than", Bound::Under),
    (">=", Bound::From),
    ("<=", Bound::To),
    (">", Bound::Over),
    ("<", Bound::Under),
    ("over", Bound::Over),
    ("above", Bound::Over),
    ("beyond", Bound::Over),
    ("under", Bound::Under),
    ("below", Bound::Under),
    ("from", Bound::From),
    ("exactly", Bound::Just),
    ("just", Bound::Just),
    ("to", Bound::To),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Over,
    Under,
    From,
    To,
    Just,
}

/// Words of which two beside each other are two limits.
const DIRECTIONS: &[&str] =
    &["over", "above", "beyond", "more", "under", "below", "less", ">", "<", ">=", "<="];

/// A limit of numbers; or what to type.
pub(super) fn number(scale: &Scale, typed: &str) -> Result<Limit, String> {
    let (numbers, words) = apart(typed);
    let has = |word: &str| format!(" {words} ").contains(&format!(" {word} "));
    let read = |text: &String| place(scale, text);
    match numbers.as_slice() {
        [one] => {
            let phrase = PHRASES.iter().find(|(phrase, _)| has(phrase));
            let Some((_, bound)) = phrase else {
                return Err(format!(
                    "Is it over {one} or under {one}? Type `over {one}`, `under {one}` or `exactly {one}`."
                ));
            };
            let at = read(one)?;
            let (set, toml) = match bound {
                Bound::Over => (ValueSet::span(at + 1, scale.to), format!("{{ over = {one} }}")),
                Bound::Under => (ValueSet::span(scale.from, at - 1), format!("{{ under = {one} }}")),
                Bound::From => (ValueSet::span(at, scale.to), format!("{{ from = {one} }}")),
                Bound::To => (ValueSet::span(scale.from, at), format!("{{ to = {one} }}")),
                Bound::Just => (ValueSet::span(at, at), one.clone()),
            };
            Ok(Limit { set, toml })
        }
        [one, two] => {
            let (from, to) = (read(one)?, read(two)?);
            let is_either = (has("under") || has("below") || has("less than"))
                && (has("over") || has("above") || has("more than"));
            let ways = words.split(' ').filter(|word| DIRECTIONS.contains(word)).count();
            if ways > 1 && !is_either {
                return Err(format!(
                    "Those are two limits in one direction. Type the first alone, as in `over {one}`; where it gets worse is asked later."
                ));
            }
            let is_outside = is_either || has("outside") || has("not") || has("but");
            if from > to {
                return Err(format!("{one} is more than {two}: type the smaller number first."));
            }
            let inside = ValueSet::span(from, to);
            let toml = format!("{{ from = {one}, to = {two} }}");
            if is_outside {
                let all = ValueSet::span(scale.from, scale.to);
                return Ok(Limit { set: all.minus(&inside), toml: format!("{{ not = {toml} }}") });
            }
            Ok(Limit { set: inside, toml })
        }
        [] => Err(format!(
            "There is no number in it. It is {}: type it like `over 10` or `10 to 30`.",
            scale.in_words()
        )),
        _ => {
            Err("Those are more than two numbers: type it like `over 10`, `10 to 30` or `outside 10 to 30`."
                .to_owned())
        }
    }
}

/// A number of a scale; or what is wrong with it.
fn place(scale: &Scale, text: &str) -> Result<i32, String> {
    let place = scale
        .grid
        .read(text)
        .ok_or_else(|| format!("{text} lies between two of its numbers: it is {}.", scale.in_words()))?;
    if (scale.from..=scale.to).contains(&place) {
        return Ok(place);
    }
    Err(format!("{text} can't be: it is {}.", scale.in_words()))
}

/// The numbers of a text, and its words without them.
fn apart(typed: &str) -> (Vec<String>, String) {
    let spaced = typed
        .to_lowercase()
        .replace(['–', '—'], "-")
        .replace('<', " < ")
        .replace('>', " > ")
        .replace("< =", "<=")
        .replace("> =", ">=");
    let spaced = spaced.replace(" <  =", " <= ").replace(" >  =", " >= ");
    let (mut numbers, mut words) = (Vec::new(), Vec::new());
    for token in spaced.split([' ', ',']).filter(|token| !token.is_empty()) {
        // A dash between two numbers is no minus.
        let dash = token.char_indices().skip(1).find(|(_, letter)| *letter == '-').map(|(at, _)| at);
        let parts = match dash {
            Some(at) if token.starts_with(|letter: char| letter.is_ascii_digit()) => {
                vec![&token[..at], &token[at + 1..]]
            }
            _ => vec![token],
        };
        for part in parts {
            let trimmed = part.trim_end_matches(|letter: char| !letter.is_ascii_digit());
            let is_number =
                trimmed.trim_start_matches('-').starts_with(|letter: char| letter.is_ascii_digit());
            if is_number && trimmed.parse::<f64>().is_ok() {
                numbers.push(trimmed.to_owned());
            } else {
                words.push(part.trim_matches(|letter: char| letter == '.' || letter == '!').to_owned());
            }
        }
    }
    (numbers, words.join(" "))
}
