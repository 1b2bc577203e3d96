//! The questions about the rule itself: which sign shows the mistake, where the limit is, when it is fine, how bad it is
//! and where it is worse.
//!
//! Must not know how a sign is made, or what the words of a mistake are.

use super::draft::{ClauseDraft, Draft, FineDraft, Joined, SignDraft, Slot, WorseDraft};
use super::facts::Facts;
use super::limit;
use super::prompt::{Choice, Prompt, Row, pick, sentence, whole};
use super::search::{MOST, find, telling};
use super::sign::{TalkSign, Values};
use formcheck_core::rulebook::Severity;

/// The one question that looks for a sign, whatever it is for.
pub(super) const FIND: Row = Row {
    key: "sign",
    is_open: |draft, _| draft.slot().is_some(),
    ask: |draft, facts| {
        let what = match draft.slot() {
            Some(Slot::Clause) if draft.clauses.len() > 1 => "Which other sign?",
            Some(Slot::Clause) | None => "Which sign shows it: what does one look at?",
            Some(Slot::Fine) => {
                "Which sign says when it is fine? Such as how far the set has gone, or what the lifter means to do."
            }
            Some(Slot::Worse) => "Which sign says where it is worse?",
            Some(Slot::First) => "More of what? Which sign is the first number?",
            Some(Slot::Second) => "More than what? Which sign is the number that is taken from it?",
            Some(Slot::OverSet) => "The number of which sign?",
        };
        let found = proposed(draft, facts);
        let how = if found.is_empty() {
            "Type a few words to search the signs of all packs, or `new` to make one."
        } else {
            "Type a number, other words to search the signs of all packs, or `new` to make one."
        };
        let rows = found.iter().filter_map(|&place| draft.signs.get(place));
        Prompt::new(format!("{what} {how}")).choices(rows.map(|sign| shown(sign, facts)).collect())
    },
    help: "A sign is one thing that can be seen about a rep, with all the values it can have. If a sign says already what you look at, take it: then rules fit together. If none does, type `new`.",
    take: |draft, facts, typed| {
        let found = proposed(draft, facts);
        if typed.eq_ignore_ascii_case("new") {
            draft.search = None;
            draft.making.push(SignDraft::default());
            return Ok(());
        }
        let by_id = draft.signs.iter().position(|sign| sign.id == typed);
        let by_number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(place) = by_id.or_else(|| by_number.and_then(|number| found.get(number).copied())) {
            return take_sign(draft, place);
        }
        if by_number.is_some() {
            return Err("There is no sign of that number here. Type words to search, or `new`.".to_owned());
        }
        if telling(typed).is_empty() || find(&draft.signs, typed, |sign| fits(draft, sign)).is_empty() {
            return Err(format!("No sign says \"{typed}\". Type other words, or `new` to make one."));
        }
        draft.search = Some(typed.to_owned());
        Ok(())
    },
};

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
            draft.fine = Some((pick(&choices, typed)? == 1).then(FineDraft::default));
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
            if let Some(Some(fine)) = &mut draft.fine {
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
            if let Some(Some(fine)) = &mut draft.fine {
                fine.up_to = Some(up_to);
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
            if let Some(Some(fine)) = &mut draft.fine {
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
            if let Some(worse) = draft.worse.last_mut() {
                worse.limit = Some(read);
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
                worse.cue = Some(cue);
            }
            Ok(())
        },
    },
    Row {
        key: "worse",
        is_open: |draft, _| !draft.has_all_worse && worst(draft) != Some("high"),
        ask: |draft, _| {
            let (text, no) = if draft.worse.is_empty() {
                ("Is it worse from some point on, or in some case?", "it is the same everywhere")
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

fn clause_told(sign: &TalkSign, limit: &limit::Limit) -> String {
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
            let amount = limit::in_words(sign, &limit.set);
            // The clause has its unit itself.
            let amount = amount.strip_suffix(&unit).map_or(amount.as_str(), str::trim_end).to_owned();
            let say = sign.say.replace("about {value}", "{value}");
            match amount.strip_suffix(" or more") {
                Some(number) => say.replace(
                    "{value}",
                    &format!("at least {}", number.strip_suffix(&unit).unwrap_or(number).trim_end()),
                ),
                None => say.replace("{value}", &amount),
            }
        }
    }
}

/// Whether a sign may stand where one is looked for.
fn fits(draft: &Draft, sign: &TalkSign) -> bool {
    match draft.slot() {
        Some(Slot::First | Slot::Second | Slot::OverSet) => {
            sign.scale().is_some() && sign.parts.is_none() && !sign.is_over_set
        }
        _ => true,
    }
}

/// The signs that are proposed: those that what was typed finds, or the sentence.
fn proposed(draft: &Draft, facts: &Facts) -> Vec<usize> {
    let fits = |sign: &TalkSign| fits(draft, sign);
    match (&draft.search, draft.slot()) {
        (Some(words), _) => find(&draft.signs, words, fits),
        (None, Some(Slot::Clause)) => find(&draft.signs, draft.sentence.as_deref().unwrap_or_default(), fits),
        // What a case hangs on is mostly known before the rep.
        (None, Some(Slot::Fine | Slot::Worse)) => {
            let mut places: Vec<usize> =
                (0..draft.signs.len()).filter(|&place| draft.signs[place].is_context()).collect();
            places.sort_by_key(|&place| draft.signs[place].pack != facts.packs.name);
            places.truncate(MOST);
            places
        }
        (None, _) => Vec::new(),
    }
}

fn shown(sign: &TalkSign, facts: &Facts) -> Choice {
    let pack = if sign.pack == facts.packs.name { String::new() } else { format!(", pack {}", sign.pack) };
    Choice::new(sign.id.clone(), format!("{} ({}{pack})", sign.ask, sign.id))
}

fn take_sign(draft: &mut Draft, place: usize) -> Result<(), String> {
    let slot = draft.slot();
    let sign = &draft.signs[place];
    if !fits(draft, sign) {
        return Err(format!("`{}` has no numbers of its own: take one that is measured.", sign.id));
    }
    if slot == Some(Slot::Second) {
        let first = draft.making.last().and_then(|top| top.parts[0]);
        if first == Some(place) {
            return Err("That is the sign itself: take another.".to_owned());
        }
        let grid = |place: Option<usize>| draft.sign(place).and_then(TalkSign::scale).map(|scale| scale.grid);
        if grid(first) != grid(Some(place)) {
            return Err("The two are measured in different steps: take signs with the same.".to_owned());
        }
    }
    if slot == Some(Slot::Clause) {
        let from = draft.clauses.iter().rposition(|clause| clause.joined == Joined::Or).unwrap_or_default();
        if draft.clauses[from..].iter().any(|clause| clause.sign == Some(place)) {
            return Err(format!("`{}` is in it already: take another sign.", sign.id));
        }
    }
    draft.settle(place);
    Ok(())
}

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
fn severities(above: Option<&str>) -> Vec<Choice> {
    let says = ["polish", "the exercise loses its purpose", "stop the set"];
    let all =
        Severity::WORDS.iter().zip(says).map(|(&word, say)| Choice::new(word, format!("{word}: {say}")));
    let from =
        above.and_then(|above| Severity::WORDS.iter().position(|&word| word == above)).map_or(0, |at| at + 1);
    all.skip(from).collect()
}
