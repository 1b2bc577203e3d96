//! The questions about what a mistake is and in which exercise; and about an exercise that is made for it.
//!
//! Must not know what comes after them.

use super::draft::{ClauseDraft, Draft, Joined, Place};
use super::facts::Facts;
use super::prompt::{Choice, Prompt, Row, pick, sentence, whole};
use formcheck_core::rulebook::{is_kebab, kebab};

/// The longest name that people read.
const LONGEST_NAME: usize = 40;
/// The longest sentence.
const LONGEST: usize = 200;

/// What goes wrong, what it is called, where.
pub(super) const MISTAKE: &[Row] = &[
    Row {
        key: "sentence",
        is_open: |draft, _| draft.sentence.is_none(),
        ask: |_, _| {
            Prompt::new(
                "What goes wrong? Say it in one sentence, as you would to a trainee. For example: the elbows bend before the shoulder blades move.",
            )
        },
        help: "One thing that goes wrong, and nothing about how to mend it yet. If you need an \"and\", it may be two mistakes: tell them one after the other.",
        take: |draft, _, typed| {
            draft.sentence = Some(sentence(typed, LONGEST)?);
            Ok(())
        },
    },
    Row {
        key: "name",
        is_open: |draft, _| draft.name.is_none(),
        ask: |draft, _| {
            Prompt::new("What do you call it? A name of two to five words.")
                .enter(short_name(draft.sentence.as_deref().unwrap_or_default()))
        },
        help: "People read this name in questions and answers. It names what is seen, as in \"Arm rowing\" or \"Elbows flared\".",
        take: |draft, _, typed| {
            let name = sentence(typed, LONGEST_NAME)?;
            draft.name = Some(whole(&name).trim_end_matches('.').to_owned());
            Ok(())
        },
    },
    Row {
        key: "id",
        is_open: |draft, _| draft.id.is_none(),
        ask: |draft, facts| {
            let proposed =
                draft.name.as_deref().and_then(|name| draft.free_id(facts, name)).unwrap_or_default();
            Prompt::new("Its id, a short word for files: press Enter to take this one.").enter(proposed)
        },
        help: "Files and learners' histories know the mistake by its id: small letters, digits and hyphens. The name may change later, the id stays. Enter takes what is proposed.",
        take: |draft, facts, typed| {
            draft.id = Some(free_id(draft, facts, typed)?);
            Ok(())
        },
    },
    Row {
        key: "exercise",
        is_open: |draft, _| draft.place.is_none(),
        ask: |_, facts| {
            let there = exercises(facts);
            if there.is_empty() {
                return Prompt::new(
                    "In which exercise? The pack has none yet: type its name, and it is made.",
                );
            }
            Prompt::new("In which exercise? Type a number, or the name of a new one.").choices(there)
        },
        help: "The mistake is written into the exercise's own file. A name that isn't in the list makes a new exercise, and you are asked for its steps.",
        take: |draft, facts, typed| {
            match pick(&exercises(facts), typed) {
                Ok(place) => draft.place = facts.exercises.get(place).copied().map(Place::There),
                Err(wanted) if typed.trim().parse::<usize>().is_ok() => return Err(wanted),
                Err(_) => {
                    draft.exercise.name = name(typed)?;
                    draft.place = Some(Place::New);
                }
            }
            draft.clauses.push(ClauseDraft { joined: Joined::Or, sign: None, limit: None });
            Ok(())
        },
    },
];

/// An exercise that is made.
pub(super) const EXERCISE: &[Row] = &[
    Row {
        key: "exercise-name",
        is_open: |draft, _| draft.exercise.name.is_empty(),
        ask: |_, _| Prompt::new("What is the exercise called, as people will read it?"),
        help: "Its whole name, such as \"Bent-over barbell row\".",
        take: |draft, _, typed| {
            draft.exercise.name = name(typed)?;
            draft.place = Some(Place::New);
            Ok(())
        },
    },
    Row {
        key: "exercise-id",
        is_open: |draft, _| draft.exercise.id.is_none(),
        ask: |draft, facts| {
            let name = draft.exercise.name.clone();
            // Not with the exercise's own id before it: there is none yet.
            let proposed =
                kebab(&name).filter(|id| draft.is_free(facts, id)).or_else(|| draft.free_id(facts, &name));
            Prompt::new(format!("The id of the new exercise \"{name}\", a short word for its file: press Enter to take this one."))
                .enter(proposed.unwrap_or_default())
        },
        help: "It is the name of the exercise's file: small letters, digits and hyphens. Enter takes what is proposed.",
        take: |draft, facts, typed| {
            draft.exercise.id = Some(free_id(draft, facts, typed)?);
            Ok(())
        },
    },
    Row {
        key: "exercise-phases",
        is_open: |draft, _| draft.exercise.phases.is_none(),
        ask: |_, facts| {
            let prompt = Prompt::new(
                "Which parts does one rep of it have, in order? Such as: setup, lower, lift. Or for a carry: setup, walk, put down.",
            );
            if facts.phases.is_empty() { prompt } else { prompt.enter(facts.phases.join(", ")) }
        },
        help: "They are called the phases of a rep: steps, signs and mistakes belong to one each, and of two mistakes that are as bad the earlier is fixed first. Put commas between them. A phase that the pack has no word for is added to it.",
        take: |draft, _, typed| {
            draft.exercise.phases = Some(phases(typed)?);
            Ok(())
        },
    },
    Row {
        key: "step",
        is_open: |draft, facts| draft.exercise.steps.len() < draft.own_phases(facts).len(),
        ask: |draft, facts| {
            let at = draft.exercise.steps.len();
            let phases = draft.own_phases(facts);
            let phase = phases.get(at).map(String::as_str).unwrap_or_default();
            let prompt =
                Prompt::new(format!("What does the lifter do in the phase \"{phase}\"? One instruction."));
            let is_last_chance = at + 1 == phases.len() && draft.exercise.steps.iter().all(Option::is_none);
            if is_last_chance { prompt } else { prompt.or_else("nothing of note") }
        },
        help: "An instruction such as \"Lift the arms out to the sides\". An exercise has at least one step; more can be written into its file later.",
        take: |draft, _, typed| {
            let step = if typed.is_empty() {
                None
            } else {
                Some(whole(&sentence(typed, LONGEST)?).trim_end_matches('.').to_owned())
            };
            draft.exercise.steps.push(step);
            Ok(())
        },
    },
];

fn exercises(facts: &Facts) -> Vec<Choice> {
    let of = |ix: &formcheck_core::rulebook::ExerciseIx| {
        let exercise = &facts.book[*ix];
        Choice::new(exercise.id.plain(), exercise.name.clone())
    };
    facts.exercises.iter().map(of).collect()
}

/// An id that may be had; or which to take.
pub(super) fn free_id(draft: &Draft, facts: &Facts, typed: &str) -> Result<String, String> {
    let typed = typed.trim();
    if !is_kebab(typed) {
        let near = kebab(typed).map(|near| format!(" Type `{near}`.")).unwrap_or_default();
        return Err(format!("An id has small letters, digits and single hyphens.{near}"));
    }
    if !draft.is_free(facts, typed) {
        let free = draft.free_id(facts, typed).map(|id| format!(" `{id}` is free.")).unwrap_or_default();
        return Err(format!("`{typed}` is taken, and here an id means one thing.{free}"));
    }
    Ok(typed.to_owned())
}

/// The most phases that a rep is cut into.
const MOST_PHASES: usize = 8;

/// Phases as they were typed, with commas between them; or with spaces where each is one word.
fn phases(typed: &str) -> Result<Vec<String>, String> {
    let typed = typed.trim().trim_end_matches('.');
    let parts: Vec<&str> =
        if typed.contains(',') { typed.split(',').collect() } else { typed.split_whitespace().collect() };
    let mut all: Vec<String> = Vec::new();
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        let phase = kebab(part).ok_or_else(|| {
            format!("`{part}` is no phase: write plain letters, such as: setup, lower, lift.")
        })?;
        if all.contains(&phase) {
            return Err(format!("`{phase}` stands in it twice: name each phase once."));
        }
        all.push(phase);
    }
    match all.len() {
        0 => Err("Name at least one phase, such as: setup, lower, lift.".to_owned()),
        1..=MOST_PHASES => Ok(all),
        number => Err(format!("That is {number} phases, and {MOST_PHASES} are the most: join some of them.")),
    }
}

/// A name with a capital and no stop.
fn name(typed: &str) -> Result<String, String> {
    Ok(whole(&sentence(typed, LONGEST_NAME)?).trim_end_matches('.').to_owned())
}

/// Words that a name can do without at its beginning.
const ARTICLES: &[&str] = &["the", "a", "an", "your", "his", "her", "their"];

/// Words that no name ends with.
const OPEN: &[&str] =
    &["than", "to", "of", "with", "and", "or", "at", "in", "on", "the", "from", "is", "are", "too"];

/// A name out of a sentence: what stands before its first stop, at most five words, without articles.
fn short_name(text: &str) -> String {
    let head = text.split([',', ';', ':', '.', '(']).next().unwrap_or_default();
    let head = [" before ", " because ", " when ", " instead ", " so that ", " while ", " until "]
        .iter()
        .filter_map(|stop| head.find(stop))
        .min()
        .map_or(head, |at| &head[..at]);
    let mut words: Vec<&str> = head
        .split_whitespace()
        .filter(|word| !ARTICLES.contains(&word.to_lowercase().as_str()))
        .take(5)
        .collect();
    // No name ends where something has to follow.
    while words.last().is_some_and(|word| OPEN.contains(word)) {
        words.pop();
    }
    let name: String = words.join(" ").chars().take(LONGEST_NAME).collect();
    whole(name.trim()).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn a_name_is_the_head_of_the_sentence() {
        for (sentence, name) in [
            ("the elbows bend before the shoulder blades move", "Elbows bend"),
            ("The arms go up too high, over the head.", "Arms go up too high"),
            ("rocking back", "Rocking back"),
        ] {
            assert_eq!(short_name(sentence), name);
        }
    }
}
