//! Conditions, values and lists in words, for people. The pack's own clauses, joined as English; no width, no colour.

use std::borrow::Cow;

use super::{Clause, Domain, Mistake, Rulebook, Sign, Value, ValueSet, When, filled, unit_after};
use crate::diagnostic::is_unsafe;

/// A first letter in upper case: a clause becomes a sentence.
pub fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str())
}

/// Text from a pack, without what could steer a terminal or break a file: control characters, bidirectional overrides,
/// what is no character at all. A line break becomes a space.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().map(|letter| if matches!(letter, '\n' | '\t' | '\r') { ' ' } else { letter });
    Cow::Owned(kept.filter(|&letter| !is_unsafe(letter)).collect())
}

/// "a", "a and b", "a, b and c".
pub fn and_list<T: AsRef<str>>(parts: &[T]) -> String {
    joined(parts, "and")
}

/// "a", "a or b", "a, b or c".
pub fn or_list<T: AsRef<str>>(parts: &[T]) -> String {
    joined(parts, "or")
}

/// "1 rep", "2 reps".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// How often, in words: "once", "3 times".
pub fn often(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

fn joined<T: AsRef<str>>(parts: &[T], word: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", most.join(", "), last.as_ref())
        }
    }
}

/// What `when` says: "the elbows bend first", "… , or … while …".
pub fn when(book: &Rulebook, when: &When) -> String {
    let clauses: Vec<String> = when.iter().map(|one| clause(book, one)).collect();
    clauses.join("; or ")
}

/// When a mistake fires, as it is written: with "unless" behind it where there is one.
pub fn fires_when(book: &Rulebook, mistake: &Mistake) -> String {
    match &mistake.written {
        Some(written) => format!("{}, unless {}", when(book, &written.when), when(book, &written.unless)),
        None => when(book, &mistake.when),
    }
}

fn clause(book: &Rulebook, clause: &Clause) -> String {
    let tests: Vec<String> = clause.tests.iter().map(|test| says(&book[test.sign], &test.values)).collect();
    tests.join(", and ")
}

/// That a sign has one of these values, as a clause.
pub fn says(sign: &Sign, values: &ValueSet) -> String {
    match &sign.domain {
        Domain::Named(_) => {
            let clauses: Vec<String> = values.values().map(|value| sign.say(value)).collect();
            either(&clauses)
        }
        Domain::Range { say, unit, .. } => {
            let say =
                if bounds_only(sign, values) { say.replace("about {value}", "{value}") } else { say.clone() };
            filled(&say, &numbers(sign, values), unit)
        }
    }
}

/// Clauses joined by "or"; what all of them begin with is said once, where nothing can be misread then.
fn either(clauses: &[String]) -> String {
    /// A subject and its verb, or nothing is saved.
    const FEWEST: usize = 3;
    let words: Vec<Vec<&str>> = clauses.iter().map(|clause| clause.split(' ').collect()).collect();
    let Some((first, others)) = words.split_first().filter(|(_, others)| !others.is_empty()) else {
        return or_list(clauses);
    };
    let shared = (0..first.len())
        .take_while(|&at| others.iter().all(|other| other.get(at) == Some(&first[at])))
        .count();
    let rests: Vec<String> = words.iter().map(|words| words[shared..].join(" ")).collect();
    let is_plain = |rest: &String| {
        !rest.is_empty() && ![" or ", " and ", ",", " but "].iter().any(|word| rest.contains(word))
    };
    if shared < FEWEST || !rests.iter().all(is_plain) {
        return or_list(clauses);
    }
    format!("{} {}", first[..shared].join(" "), or_list(&rests))
}

/// These values, short: names or numbers with their unit.
pub fn values(sign: &Sign, values: &ValueSet) -> String {
    match &sign.domain {
        Domain::Named(_) if *values == sign.all() => "any".to_owned(),
        Domain::Named(_) => {
            let words: Vec<String> = values.values().map(|value| sign.word(value)).collect();
            or_list(&words)
        }
        Domain::Range { unit, .. } => {
            if *values == sign.all() {
                return "any".to_owned();
            }
            let numbers = numbers(sign, values);
            if unit.is_empty() { numbers } else { format!("{numbers} {}", unit_after(&numbers, unit)) }
        }
    }
}

/// One value, short.
pub fn value(sign: &Sign, one: Value) -> String {
    values(sign, &ValueSet::one(one))
}

/// A condition on a sign as a coach writes it in a file.
pub fn written(sign: &Sign, values: &ValueSet) -> String {
    let all = sign.all();
    let one = |(from, to): (i32, i32)| {
        let (first, last) = (sign.word(Value(from)), sign.word(Value(to)));
        match (all.contains(Value(from - 1)), all.contains(Value(to + 1))) {
            _ if from == to => first,
            (true, true) => format!("{{ from = {first}, to = {last} }}"),
            (true, false) => format!("{{ from = {first} }}"),
            (false, _) => format!("{{ to = {last} }}"),
        }
    };
    let parts: Vec<String> = match &sign.domain {
        Domain::Named(_) => values.values().map(|value| format!("\"{}\"", sign.word(value))).collect(),
        Domain::Range { .. } => values.spans().iter().copied().map(one).collect(),
    };
    match parts.as_slice() {
        [one] => one.clone(),
        _ => format!("[{}]", parts.join(", ")),
    }
}

fn bounds_only(sign: &Sign, values: &ValueSet) -> bool {
    *values != sign.all() && values.spans().iter().any(|(from, to)| from != to)
}

fn numbers(sign: &Sign, values: &ValueSet) -> String {
    let all = sign.all();
    let (first, last) = (all.spans()[0].0, all.spans()[all.spans().len() - 1].1);
    let word = |number: i32| sign.word(Value(number));
    let is_rounder = |number: i32, than: i32| match sign.domain {
        Domain::Range { grid, .. } if !grid.is_whole() => word(number).len() < word(than).len(),
        _ => is_round(number),
    };
    let spans: Vec<String> = values
        .spans()
        .iter()
        .map(|&(from, to)| match (from == first, to == last) {
            (true, true) => "any number of".to_owned(),
            _ if from == to => word(from),
            // A coach who wrote `over = 30` means 30, and nobody thinks in 31 degrees.
            (true, false) if is_rounder(to + 1, to) => format!("less than {}", word(to + 1)),
            (true, false) => format!("at most {}", word(to)),
            (false, true) if is_rounder(from - 1, from) => format!("more than {}", word(from - 1)),
            (false, true) => format!("at least {}", word(from)),
            (false, false) => format!("{} to {}", word(from), word(to)),
        })
        .collect();
    or_list(&spans)
}

/// A number that people say, as opposed to its neighbours.
fn is_round(number: i32) -> bool {
    number >= 10 && number % 5 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_english() {
        assert_eq!(and_list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(or_list(&["a"]), "a");
        let blades = |end: &str| format!("the shoulder blades finish {end}");
        assert_eq!(
            either(&[blades("still apart"), blades("half-way in")]),
            "the shoulder blades finish still apart or half-way in"
        );
        assert_eq!(
            either(&["the bar drops".into(), "the bar drifts".into()]),
            "the bar drops or the bar drifts"
        );
        let open = [blades("a or b"), blades("c")];
        assert_eq!(either(&open), or_list(&open), "it could be misread");
        assert_eq!(sentence("the bar"), "The bar");
    }
}
