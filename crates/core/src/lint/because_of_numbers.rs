//! A reason that calls an amount good which isn't: "50 degrees is good" where 50 gets no verdict, or is a mistake. The reason is
//! told for a clean rep, so that people learn the wrong limit.
//!
//! Only what is said in so many words counts: a number, or two with "and", then "is" or "are" and "good", "right" or "fine".

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Domain, Value};

const GOOD: &[&str] = &["good", "right", "fine"];

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    for exercise in draft.sound().map(|ix| &draft.book[ix]) {
        for observed in &exercise.signs {
            let (Some(because), Domain::Range { unit, .. }) =
                (&observed.because, &draft.book[observed.sign].domain)
            else {
                continue;
            };
            let called = called_good(because, unit);
            let Some(&wrong) = called.iter().find(|&&number| !observed.good.contains(Value(number))) else {
                continue;
            };
            let what =
                if observed.tolerated.contains(Value(wrong)) { "it gets no verdict" } else { "it is not" };
            let sign = &draft.book[observed.sign].id;
            let message =
                format!("the reason for `{sign}` calls {wrong} good, and {what} in {}", exercise.name);
            out.push(
                Diagnostic::new(Code::BecauseNotGood, observed.span.unwrap_or(exercise.span), message)
                    .help("name an amount that is good here, or say what verdict this one gets"),
            );
        }
    }
}

/// The numbers that a text calls good.
fn called_good(text: &str, unit: &str) -> Vec<i32> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '-';
    let words: Vec<&str> = text.split(|letter| !is_part(letter)).filter(|word| !word.is_empty()).collect();
    let mut called = Vec::new();
    for (at, pair) in words.windows(2).enumerate() {
        if !["is", "are"].contains(&pair[0]) || !GOOD.contains(&pair[1]) {
            continue;
        }
        // Backwards: the unit, a number, "and", another number.
        let mut before = words[..at].iter().rev().copied().filter(|word| *word != unit).peekable();
        while let Some(number) = before.next().and_then(|word| word.parse().ok()) {
            called.push(number);
            if before.next_if_eq(&"and").is_none() {
                break;
            }
        }
    }
    called
}

#[cfg(test)]
mod tests {
    use super::called_good;

    #[test]
    fn only_what_is_called_good_counts() {
        assert_eq!(
            called_good("So half-way up is fine: 50 degrees is good here and 65 stands too tall.", "degrees"),
            [50]
        );
        assert_eq!(
            called_good(
                "About 45 degrees and up to 70: 50 and 65 are right here. At 20 it is not.",
                "degrees"
            ),
            [65, 50]
        );
        assert!(
            called_good("From 30 to 65 degrees gets no verdict; brushing the ribs is fine.", "degrees")
                .is_empty()
        );
        assert_eq!(called_good("From 30 to 60 is good.", "degrees"), [60]);
    }
}
