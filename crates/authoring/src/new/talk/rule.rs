//! The questions about the rule itself: where the limit is, what is good, whether that is all; and the rule said back.
//!
//! Must not know how a sign is found or made, or what the words of a mistake are.

use super::draft::{ClauseDraft, Draft, Joined, Maybe};
use super::limit;
use super::prompt::{Choice, Prompt, Row, pick};
use super::sign::{TalkSign, Values};

/// What is asked of the rule, in order.
pub(super) const RULE: &[Row] = &[
    Row {
        key: "limit",
        is_open: |draft, _| draft.clause().is_some_and(|clause| clause.limit.is_none()),
        ask: |draft, _| {
            limit_prompt(
                draft.sign(draft.clause().and_then(|clause| clause.sign)),
                "Where does it begin to be a mistake?",
                "At which of these is it a mistake?",
            )
        },
        help: "`over 45` leaves 45 itself out, `at least 45` takes it in. Of named values type one or several: `1, 3` or `not 2`.",
        take: |draft, facts, typed| {
            let place = draft.clause().and_then(|clause| clause.sign);
            let sign = draft.sign(place).ok_or("There is no sign yet.")?;
            let read = limit::read(sign, typed)?;
            if let Some((good, _)) = place.and_then(|place| draft.observed(facts, place)) {
                let both = good.intersect(&read.set);
                if !both.is_empty() && !sign.is_context() {
                    return Err(format!(
                        "In this exercise {} is good already ({}). Say a limit outside of that, or `back` for another sign.",
                        limit::in_words(sign, &good),
                        sign.id
                    ));
                }
            }
            if let Some(clause) = draft.clauses.last_mut() {
                clause.limit = Some(read);
            }
            Ok(())
        },
    },
    Row {
        key: "good",
        is_open: |draft, facts| draft.wants_good(facts).is_some(),
        ask: |draft, facts| {
            let place = draft.wants_good(facts).unwrap_or_default();
            let Some(sign) = draft.signs.get(place) else { return Prompt::default() };
            let (alone, joined) = draft.wrong_of(place);
            let rest = sign.all_values().minus(&alone).minus(&joined);
            let prompt = limit_prompt(
                Some(sign),
                &format!("What is good of it? ({})", sign.ask),
                &format!("Which of these are good? ({})", sign.ask),
            );
            if alone.is_empty() && joined.is_empty() || rest.is_empty() {
                return prompt;
            }
            prompt.or_else(limit::in_words(sign, &rest))
        },
        help: "What you teach. What is neither good nor a mistake is then tolerated: nobody is corrected for it.",
        take: |draft, facts, typed| {
            let place = draft.wants_good(facts).ok_or("That is said already.")?;
            let sign = &draft.signs[place];
            let (alone, joined) = draft.wrong_of(place);
            let set = if typed.is_empty() {
                sign.all_values().minus(&alone).minus(&joined)
            } else {
                limit::read(sign, typed)?.set
            };
            let both = set.intersect(&alone);
            if !both.is_empty() {
                return Err(format!(
                    "{} would be good and a mistake at once. Say what is good outside of that.",
                    limit::in_words(sign, &both)
                ));
            }
            draft.good.push((place, set));
            Ok(())
        },
    },
    Row {
        key: "more",
        is_open: |draft, _| !draft.has_all_clauses,
        ask: |draft, _| {
            let told = told(draft);
            Prompt::new(format!("So it is a mistake if {told}. Is that all?")).enter("yes").choices(vec![
                Choice::new("yes", "that is all"),
                Choice::new("and", "only if something else holds too"),
                Choice::new("or", "another sign shows the same mistake as well"),
            ])
        },
        help: "`and` narrows it: both have to hold. `or` widens it: either is enough. When it is fine all the same is asked next.",
        take: |draft, _, typed| {
            let choices =
                [Choice::new("yes", "that is all"), Choice::new("and", "and"), Choice::new("or", "or")];
            match pick(&choices, typed)? {
                0 => draft.has_all_clauses = true,
                1 => draft.clauses.push(ClauseDraft { joined: Joined::And, sign: None, limit: None }),
                _ => draft.clauses.push(ClauseDraft { joined: Joined::Or, sign: None, limit: None }),
            }
            Ok(())
        },
    },
];

/// A question for some of a sign's values: of named ones with a list, else with what may be typed.
pub(super) fn limit_prompt(sign: Option<&TalkSign>, of_numbers: &str, of_words: &str) -> Prompt {
    let Some(sign) = sign else { return Prompt::default() };
    match &sign.values {
        Values::Numbers(_) => Prompt::new(format!("{of_numbers} {}", limit::how(sign))),
        Values::Words(words) => {
            let choices = words.iter().map(|(name, say)| Choice::new(name.clone(), say.clone())).collect();
            Prompt::new(format!("{of_words} Type one or several.")).choices(choices)
        }
    }
}

/// The rule so far, as a person says it.
pub(super) fn told(draft: &Draft) -> String {
    let mut text = String::new();
    for clause in &draft.clauses {
        let (Some(sign), Some(limit)) = (draft.sign(clause.sign), &clause.limit) else { continue };
        if !text.is_empty() {
            text.push_str(if clause.joined == Joined::And { ", and if " } else { ", or if " });
        }
        text.push_str(&clause_told(sign, limit));
    }
    text
}

pub(super) fn clause_told(sign: &TalkSign, limit: &limit::Limit) -> String {
    match &sign.values {
        Values::Words(words) => {
            let says: Vec<&str> = limit
                .set
                .values()
                .filter_map(|value| words.get(usize::try_from(value.0).ok()?))
                .map(|(_, say)| say.as_str())
                .collect();
            says.join(", or ")
        }
        Values::Numbers(_) => {
            let unit = sign.scale().map(|scale| scale.unit.clone()).unwrap_or_default();
            let amount = limit::as_typed(sign, limit);
            // The clause has its unit itself.
            let one = unit.strip_suffix('s').unwrap_or(&unit);
            let bare = amount.strip_suffix(&unit).or_else(|| amount.strip_suffix(one));
            let amount = bare.map_or(amount.as_str(), str::trim_end);
            sign.say.replace("about {value}", "{value}").replace("{value}", amount)
        }
    }
}

/// Where it is worse, as a person says it; empty if it is as bad everywhere.
pub(super) fn worse_told(draft: &Draft) -> String {
    let one = |worse: &super::draft::WorseDraft| {
        let (sign, limit) = (draft.sign(worse.sign)?, worse.limit.as_ref()?);
        Some(format!("; it is {} if {}", worse.severity.as_deref()?, clause_told(sign, limit)))
    };
    draft.worse.iter().filter_map(one).collect()
}

/// Where it is fine all the same, as a person says it; empty if it never is.
pub(super) fn fine_told(draft: &Draft) -> String {
    let Some(fine) = draft.fine_case() else { return String::new() };
    let (Some(sign), Some(value)) = (draft.sign(fine.sign), &fine.value) else { return String::new() };
    let first = draft.sign(draft.clauses.first().and_then(|clause| clause.sign));
    let up_to = match (&fine.up_to, first) {
        (Some(Maybe(Some(limit))), Some(first)) => format!(" ({})", limit::in_words(first, &limit.set)),
        _ => String::new(),
    };
    format!("; it is fine{up_to} if {}", clause_told(sign, value))
}
