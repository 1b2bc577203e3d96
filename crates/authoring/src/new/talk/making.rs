//! The questions of a sign that is made: what it is called, what it can be, how it is said.
//!
//! Must not know what the sign is for.

use super::about::free_id;
use super::draft::{Draft, Form, SignDraft, counts};
use super::facts::Facts;
use super::made::{range, value};
use super::prompt::{Choice, Prompt, Row, clause, pick, sentence, whole};
use super::sign::TalkSign;
use formcheck_core::rulebook::{Grid, kebab};

/// What is asked of a sign, in order.
pub(super) const SIGN: &[Row] = &[
    Row {
        key: "sign-name",
        is_open: |draft, _| top(draft).is_some_and(|sign| sign.id.is_none()),
        ask: |_, _| {
            Prompt::new("A new sign: what is it that one looks at? Two or three words, such as: arm height.")
        },
        help: "A sign judges nothing yet: \"arm height\", not \"arms too high\". Its id is made of these words.",
        take: |draft, facts, typed| {
            if is_question(typed) {
                return Err("That is a question, and it is asked for in a moment. Here name what one looks at in two or three words, such as: arm height.".to_owned());
            }
            let words = sentence(typed, 40)?;
            let id = kebab(&words).ok_or("Use plain letters.")?;
            let id = free_id(draft, facts, &id)?;
            set(draft, |sign| sign.id = Some(id));
            Ok(())
        },
    },
    Row {
        key: "sign-form",
        is_open: |draft, _| top(draft).is_some_and(|sign| sign.form.is_none()),
        ask: |_, _| Prompt::new("What can it be?").choices(forms()).enter("words"),
        help: "A number where one could measure it, even if you only guess it by eye: then limits can be told exactly.",
        take: |draft, _, typed| {
            let form = [Form::Words, Form::Number, Form::Difference, Form::OverSet][pick(&forms(), typed)?];
            set(draft, |sign| sign.form = Some(form));
            Ok(())
        },
    },
    Row {
        key: "set-how",
        is_open: |draft, _| {
            has_form(draft, Form::OverSet) && top(draft).is_some_and(|sign| sign.how.is_none())
        },
        ask: |_, _| Prompt::new("What counts over the set?").choices(hows()),
        help: "A sign of the set is worked out from its reps: `formcheck check EXERCISE --set FILE` judges a set by it.",
        take: |draft, _, typed| {
            let how = HOWS[pick(&hows(), typed)?].0;
            set(draft, |sign| {
                sign.how = Some(how);
                sign.of = counts(how).then(|| "any-mistake".to_owned());
            });
            Ok(())
        },
    },
    Row {
        key: "sign-kind",
        is_open: |draft, _| {
            top(draft).is_some_and(|sign| {
                sign.kind.is_none() && matches!(sign.form, Some(Form::Words | Form::Number))
            })
        },
        ask: |draft, _| {
            let is_for_case =
                draft.making.len() == 1 && draft.fine_case().is_some_and(|fine| fine.sign.is_none());
            Prompt::new("What does it tell something about?").choices(kinds()).enter(if is_for_case {
                "style"
            } else {
                "seen"
            })
        },
        help: "The movement is what questions ask about; what the lifter means to do, the set and the person are told first, and each of their values is good.",
        take: |draft, _, typed| {
            let kind = KINDS[pick(&kinds(), typed)?].0;
            set(draft, |sign| sign.kind = Some(kind));
            Ok(())
        },
    },
    Row {
        key: "sign-ask",
        is_open: |draft, _| top(draft).is_some_and(|sign| sign.ask.is_none() && parts_are_settled(sign)),
        ask: |_, _| {
            Prompt::new(
                "How would you ask somebody who watches? One question, such as: How high do the arms go?",
            )
        },
        help: "`formcheck check` asks this.",
        take: |draft, _, typed| {
            let ask = sentence(typed, 120)?;
            let ask = whole(ask.trim_end_matches(['.', '?', '!'])).trim_end_matches('.').to_owned() + "?";
            set(draft, |sign| sign.ask = Some(ask));
            Ok(())
        },
    },
    Row {
        key: "sign-phase",
        is_open: |draft, facts| {
            draft.phases(facts).len() > 1
                && top(draft).is_some_and(|sign| sign.phase.is_none() && has_phase(sign))
        },
        ask: |draft, facts| {
            Prompt::new("In which phase of the rep is it seen?").choices(phases(draft, facts))
        },
        help: "The phases of a rep, in the pack's own words.",
        take: |draft, facts, typed| {
            let phase = phases(draft, facts).swap_remove(pick(&phases(draft, facts), typed)?).word;
            set(draft, |sign| sign.phase = Some(phase));
            Ok(())
        },
    },
    Row {
        key: "sign-value",
        is_open: |draft, _| {
            has_form(draft, Form::Words) && top(draft).is_some_and(|sign| !sign.has_all_words)
        },
        ask: |draft, _| {
            let number = top(draft).map_or(0, |sign| sign.words.len());
            match number {
                0 => Prompt::new(
                    "What can be seen? One clause that goes on from \"You see a rep in which ...\", such as: the elbows end behind the trunk. A short name may stand before it, as in: behind: the elbows end behind the trunk.",
                ),
                1 => Prompt::new("And what can be seen instead? Another clause."),
                _ => Prompt::new("And what else? One more clause.").or_else("that is all"),
            }
        },
        help: "One clause a value, least to most where there is an order. All values together are everything that can happen.",
        take: |draft, _, typed| {
            if typed.is_empty() {
                set(draft, |sign| sign.has_all_words = true);
                return Ok(());
            }
            let words = top(draft).map(|sign| sign.words.clone()).unwrap_or_default();
            let value = value(&words, typed)?;
            set(draft, |sign| sign.words.push(value));
            Ok(())
        },
    },
    Row {
        key: "sign-range",
        is_open: |draft, _| {
            has_form(draft, Form::Number) && top(draft).is_some_and(|sign| sign.range.is_none())
        },
        ask: |_, _| {
            Prompt::new(
                "From which number to which, and of what? Such as: 0 to 180 degrees, or: 0 to 5 seconds in steps of 0.1.",
            )
        },
        help: "The smallest and the largest that can be seen at all, not what is good.",
        take: |draft, _, typed| {
            let range = range(typed)?;
            set(draft, |sign| sign.range = Some(range));
            Ok(())
        },
    },
    Row {
        key: "sign-apart",
        is_open: |draft, _| {
            top(draft).is_some_and(|sign| {
                sign.apart.is_none()
                    && matches!(sign.form, Some(Form::Number | Form::Difference))
                    && parts_are_settled(sign)
            })
        },
        ask: |_, _| Prompt::new("What is the smallest difference of it that you can see? A number."),
        help: "Questions keep that far away from every limit, so that nobody is asked to see what can't be seen.",
        take: |draft, _, typed| {
            let apart = typed.split_whitespace().next().unwrap_or_default().to_owned();
            let grid = top(draft).and_then(|sign| grid_of(draft, sign)).unwrap_or(Grid::WHOLE);
            if grid.read(&apart).is_none_or(|number| number < 1) {
                return Err(format!(
                    "Type a number of at least {}, in steps of {}.",
                    grid.step(),
                    grid.step()
                ));
            }
            set(draft, |sign| sign.apart = Some(apart));
            Ok(())
        },
    },
    Row {
        key: "sign-say",
        is_open: |draft, _| {
            top(draft).is_some_and(|sign| {
                sign.say.is_none() && sign.form != Some(Form::Words) && parts_are_settled(sign)
            })
        },
        ask: |_, _| {
            Prompt::new(
                "How is it said? A clause that goes on from \"You see a rep in which ...\", with N for the number, such as: the arms go up to about N degrees.",
            )
        },
        help: "N stands where the number goes. Leave N out, and the clause can't tell the number.",
        take: |draft, _, typed| {
            let text = clause(&sentence(typed, 120)?);
            let places = text.split(' ').filter(|word| word.trim_matches(',') == "N").count()
                + text.matches("{value}").count();
            if places != 1 {
                return Err(
                    "Write N once, where the number goes: the arms go up to about N degrees.".to_owned()
                );
            }
            let say: Vec<String> = text
                .split(' ')
                .map(|word| {
                    if word.trim_matches(',') == "N" { word.replace('N', "{value}") } else { word.to_owned() }
                })
                .collect();
            set(draft, |sign| sign.say = Some(say.join(" ")));
            Ok(())
        },
    },
];

/// The ways a number is made of the reps of a set.
const HOWS: &[(&str, &str)] = &[
    ("longest-run", "how many reps in a row have a mistake"),
    ("how-many", "how many reps have a mistake"),
    ("change", "how much a number changes from the first rep to the last"),
    ("worst", "the worst number of all reps"),
    ("first", "the number of the first rep"),
    ("last", "the number of the last rep"),
];

/// What a sign may be about.
const KINDS: &[(&str, &str)] = &[
    ("seen", "the movement, as anyone sees it"),
    ("felt", "what only the lifter feels"),
    ("context", "the set: how far it has gone, how heavy it is"),
    ("lifter", "the person, in every rep alike"),
    ("style", "what the lifter means to do: a way of doing the exercise"),
];

/// Whether a whole question was typed where a name is wanted.
fn is_question(typed: &str) -> bool {
    let first = typed.split_whitespace().next().unwrap_or_default().to_lowercase();
    let asks = ["how", "what", "where", "which", "when", "who", "does", "do", "is", "are"];
    typed.trim_end().ends_with('?') || asks.contains(&first.as_str()) && typed.split_whitespace().count() > 2
}

fn forms() -> Vec<Choice> {
    vec![
        Choice::new("words", "one of a few things, told in words"),
        Choice::new("number", "a number: degrees, seconds, centimetres, a count"),
        Choice::new("difference", "how much more one number is than another"),
        Choice::new("set", "something over a whole set, such as two bad reps in a row"),
    ]
}

fn hows() -> Vec<Choice> {
    HOWS.iter().map(|&(word, say)| Choice::new(word, say)).collect()
}

fn kinds() -> Vec<Choice> {
    KINDS.iter().map(|&(word, say)| Choice::new(word, say)).collect()
}

fn phases(draft: &Draft, facts: &Facts) -> Vec<Choice> {
    draft.phases(facts).iter().map(|phase| Choice::new(phase.clone(), phase.clone())).collect()
}

pub(super) fn top(draft: &Draft) -> Option<&SignDraft> {
    draft.making.last()
}

fn set(draft: &mut Draft, change: impl FnOnce(&mut SignDraft)) {
    if let Some(top) = draft.making.last_mut() {
        change(top);
    }
}

fn has_form(draft: &Draft, form: Form) -> bool {
    top(draft).is_some_and(|sign| sign.form == Some(form))
}

/// Whether the signs that it is made of are found.
pub(super) fn parts_are_settled(sign: &SignDraft) -> bool {
    match sign.form {
        Some(Form::Difference) => sign.parts.iter().all(Option::is_some),
        Some(Form::OverSet) => sign.of.is_some() || sign.parts[0].is_some(),
        Some(Form::Words | Form::Number) => true,
        None => false,
    }
}

/// Whether it belongs to a phase of the rep.
pub(super) fn has_phase(sign: &SignDraft) -> bool {
    match sign.form {
        Some(Form::Words | Form::Number) => matches!(sign.kind, Some("seen" | "felt")),
        Some(Form::Difference) => parts_are_settled(sign),
        _ => false,
    }
}

/// What its numbers are multiples of.
pub(super) fn grid_of(draft: &Draft, sign: &SignDraft) -> Option<Grid> {
    let of_part = || draft.sign(sign.parts[0]).and_then(TalkSign::scale).map(|scale| scale.grid);
    sign.range.as_ref().map(|(_, _, grid, _)| *grid).or_else(of_part)
}
