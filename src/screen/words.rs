//! Conditions and values in words, for people.

use super::style::or_list;
use crate::rulebook::{Clause, Domain, Rulebook, Sign, Value, ValueSet, When};

/// What `when` says: "the elbows bend first", "… , or … while …".
pub fn when(book: &Rulebook, when: &When) -> String {
    let clauses: Vec<String> = when.iter().map(|one| clause(book, one)).collect();
    clauses.join("; or ")
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
            or_list(&clauses)
        }
        Domain::Range { say, .. } => {
            let say = if bounds_only(sign, values) { say.replace("about {value}", "{value}") } else { say.clone() };
            say.replace("{value}", &numbers(sign, values))
        }
    }
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
            if unit.is_empty() { numbers } else { format!("{numbers} {unit}") }
        }
    }
}

/// One value, short.
pub fn value(sign: &Sign, one: Value) -> String {
    values(sign, &ValueSet::one(one))
}

fn bounds_only(sign: &Sign, values: &ValueSet) -> bool {
    *values != sign.all() && values.spans().iter().any(|(from, to)| from != to)
}

fn numbers(sign: &Sign, values: &ValueSet) -> String {
    let all = sign.all();
    let (first, last) = (all.spans()[0].0, all.spans()[all.spans().len() - 1].1);
    let spans: Vec<String> = values
        .spans()
        .iter()
        .map(|&(from, to)| match (from == first, to == last) {
            (true, true) => "any number of".to_owned(),
            _ if from == to => from.to_string(),
            (true, false) => format!("{to} or less"),
            (false, true) => format!("{from} or more"),
            (false, false) => format!("{from} to {to}"),
        })
        .collect();
    or_list(&spans)
}
