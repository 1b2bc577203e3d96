//! The questions about cases: where the mistake is fine all the same, how bad it is, and where it is worse.
//!
//! Must not know how a sign is found, or what the words of a mistake are.

use super::draft::{Draft, FineDraft, Maybe, WorseDraft};
use super::limit;
use super::prompt::{Choice, Prompt, Row, pick, sentence, whole};
use super::rule::limit_prompt;
use formcheck_core::rulebook::Severity;

/// What is asked of cases, in order.
pub(super) const CASES: &[Row] = &[
    Row {
        key: "fine",
        is_open: |draft, _| draft.fine.is_none(),
        ask: |_, _| {
            Prompt::new(
                "Is it ever fine all the same, such as on the last reps or in another style of the exercise?",
            )
            .enter("no")
            .choices(vec![
                Choice::new("no", "it is always a mistake"),
                Choice::new("yes", "there is such a case"),
            ])
        },
        help: "Coaches seldom stop at a number. \"Fine on the last reps\" is a case, and it may end at a second limit.",
        take: |draft, _, typed| {
            let choices = [Choice::new("no", "never"), Choice::new("yes", "there is such a case")];
            draft.fine = Some(Maybe((pick(&choices, typed)? == 1).then(FineDraft::default)));
            Ok(())
        },
    },
    Row {
        key: "fine-value",
        is_open: |draft, _| draft.fine_case().is_some_and(|fine| fine.value.is_none()),
        ask: |draft, _| {
            limit_prompt(
                draft.sign(draft.fine_case().and_then(|fine| fine.sign)),
                "At which numbers of that is it fine?",
                "At which of these is it fine?",
            )
        },
        help: "The case in which it is no mistake, in the same words as a limit.",
        take: |draft, _, typed| {
            let sign =
                draft.sign(draft.fine_case().and_then(|fine| fine.sign)).ok_or("There is no sign yet.")?;
            let read = limit::read(sign, typed)?;
            if let Some(Maybe(Some(fine))) = &mut draft.fine {
                fine.value = Some(read);
            }
            Ok(())
        },
    },
    Row {
        key: "fine-up-to",
        is_open: |draft, _| draft.fine_case().is_some_and(|fine| fine.up_to.is_none()),
        ask: |draft, _| {
            let sign = draft.sign(draft.clauses.first().and_then(|clause| clause.sign));
            limit_prompt(
                sign,
                "How far is it fine there? Such as `up to 20`.",
                "Which of these are fine there?",
            )
            .or_else("however far")
        },
        help: "The second limit: beyond it, it is a mistake even there.",
        take: |draft, _, typed| {
            let first = draft.clauses.first();
            let sign = draft.sign(first.and_then(|clause| clause.sign)).ok_or("There is no sign yet.")?;
            let wrong = first
                .and_then(|clause| clause.limit.as_ref())
                .map(|limit| limit.set.clone())
                .unwrap_or_default();
            let up_to = if typed.is_empty() { None } else { Some(limit::read(sign, typed)?) };
            if let Some(limit) = &up_to {
                if limit.set.intersect(&wrong).is_empty() {
                    return Err("That far it is fine everywhere. Say how far it is fine in this case alone."
                        .to_owned());
                }
                if limit.set.holds(&wrong) {
                    return Err(
                        "That takes in all of the mistake: press Enter alone if it is fine however far."
                            .to_owned(),
                    );
                }
            }
            if let Some(Maybe(Some(fine))) = &mut draft.fine {
                fine.up_to = Some(Maybe(up_to));
            }
            Ok(())
        },
    },
    Row {
        key: "fine-because",
        is_open: |draft, _| draft.fine_case().is_some_and(|fine| fine.because.is_none()),
        ask: |_, _| Prompt::new("Why is it fine there? One sentence."),
        help: "It is told wherever the case makes the difference, as in \"On the last reps a little help gets you one rep more.\"",
        take: |draft, _, typed| {
            let because = whole(&sentence(typed, 200)?);
            if let Some(Maybe(Some(fine))) = &mut draft.fine {
                fine.because = Some(because);
            }
            Ok(())
        },
    },
    Row {
        key: "severity",
        is_open: |draft, _| draft.severity.is_none(),
        ask: |_, _| Prompt::new("How bad is it?").choices(severities(None)),
        help: "It says what to fix first. Where it is worse than that can be said next.",
        take: |draft, _, typed| {
            let choices = severities(None);
            draft.severity = Some(choices[pick(&choices, typed)?].word.clone());
            Ok(())
        },
    },
    Row {
        key: "worse-limit",
        is_open: |draft, _| draft.worse.last().is_some_and(|worse| worse.limit.is_none()),
        ask: |draft, _| {
            limit_prompt(
                draft.sign(draft.worse.last().and_then(|worse| worse.sign)),
                "From where on is it worse?",
                "At which of these is it worse?",
            )
        },
        help: "In the same words as a limit: `over 30`.",
        take: |draft, _, typed| {
            let sign = draft.worse.last().and_then(|worse| worse.sign);
            let read = limit::read(draft.sign(sign).ok_or("There is no sign yet.")?, typed)?;
            let (alone, joined) = draft.wrong_of(sign.unwrap_or_default());
            let wrong = alone.union(&joined);
            if !wrong.is_empty() && read.set.intersect(&wrong).is_empty() {
                return Err("There it is no mistake at all: say a limit within it.".to_owned());
            }
            if !wrong.is_empty() && read.set.holds(&wrong) {
                return Err("That is all of the mistake: say where it gets worse, or go `back` and say how bad it is.".to_owned());
            }
            let above = severities(draft.severity.as_deref());
            if let Some(worse) = draft.worse.last_mut() {
                worse.limit = Some(read);
                // Where only one is worse there is nothing to choose.
                if let [only] = above.as_slice() {
                    worse.severity = Some(only.word.clone());
                }
            }
            Ok(())
        },
    },
    Row {
        key: "worse-severity",
        is_open: |draft, _| draft.worse.last().is_some_and(|worse| worse.severity.is_none()),
        ask: |draft, _| Prompt::new("How bad is it there?").choices(severities(draft.severity.as_deref())),
        help: "Worse than elsewhere: else there is nothing to tell.",
        take: |draft, _, typed| {
            let choices = severities(draft.severity.as_deref());
            let severity = choices[pick(&choices, typed)?].word.clone();
            if let Some(worse) = draft.worse.last_mut() {
                worse.severity = Some(severity);
            }
            Ok(())
        },
    },
    Row {
        key: "worse-cue",
        is_open: |draft, _| draft.worse.last().is_some_and(|worse| worse.cue.is_none()),
        ask: |_, _| {
            Prompt::new("What do you call out there? Six words or fewer.").or_else("the same as elsewhere")
        },
        help: "Such as \"Park the bell\" where the set should end.",
        take: |draft, _, typed| {
            let cue = if typed.is_empty() { None } else { Some(super::words::cue(typed)?) };
            if let Some(worse) = draft.worse.last_mut() {
                worse.cue = Some(Maybe(cue));
            }
            Ok(())
        },
    },
    Row {
        key: "worse",
        is_open: |draft, _| !draft.has_all_worse && worst(draft) != Some("high"),
        ask: |draft, _| {
            let (text, no) = if draft.worse.is_empty() {
                let text = if severities(draft.severity.as_deref()).len() == 1 {
                    "Is there a point from which on, or a case in which, the set should stop?"
                } else {
                    "Is it worse from some point on, or in some case?"
                };
                (text, "it is the same everywhere")
            } else {
                ("Is it worse still somewhere?", "no more than that")
            };
            let mut choices = vec![Choice::new("no", no)];
            if sign_of_amount(draft).is_some() {
                choices.push(Choice::new("amount", "from some amount on"));
            }
            choices.push(Choice::new("case", "in some case, such as early in the set"));
            Prompt::new(text).enter("no").choices(choices)
        },
        help: "One mistake may be a small one at first and end the set where it is clear. Each such place gets a severity and, if you like, a cue of its own.",
        take: |draft, _, typed| {
            let amount = sign_of_amount(draft);
            let mut choices = vec![Choice::new("no", "no")];
            if amount.is_some() {
                choices.push(Choice::new("amount", "from some amount on"));
            }
            choices.push(Choice::new("case", "in some case"));
            match choices[pick(&choices, typed)?].word.as_str() {
                "no" => draft.has_all_worse = true,
                "amount" => draft.worse.push(WorseDraft { sign: amount, ..WorseDraft::default() }),
                _ => draft.worse.push(WorseDraft::default()),
            }
            Ok(())
        },
    },
];

/// The sign of the first clause, if it has numbers.
fn sign_of_amount(draft: &Draft) -> Option<usize> {
    let place = draft.clauses.first()?.sign?;
    draft.signs.get(place)?.scale().map(|_| place)
}

/// The worst that was said so far.
fn worst(draft: &Draft) -> Option<&str> {
    let is = |severity: &Option<String>, word: &str| severity.as_deref() == Some(word);
    let any = |word: &str| is(&draft.severity, word) || draft.worse.iter().any(|one| is(&one.severity, word));
    if any("high") { Some("high") } else { draft.severity.as_deref() }
}

/// The severities above one.
pub(super) fn severities(above: Option<&str>) -> Vec<Choice> {
    let says = ["polish", "the exercise loses its purpose", "stop the set"];
    let all =
        Severity::WORDS.iter().zip(says).map(|(&word, say)| Choice::new(word, format!("{word}: {say}")));
    let from =
        above.and_then(|above| Severity::WORDS.iter().position(|&word| word == above)).map_or(0, |at| at + 1);
    all.skip(from).collect()
}
