//! The questions about the words of a mistake: why it matters, the fix, the cue, what it leads to, where it comes from.
//!
//! Must not know what the rule is.

use super::draft::{Backed, Draft, Place};
use super::facts::Facts;
use super::prompt::{Choice, Prompt, Row, pick, sentence, whole};
use super::rule::told;

/// The most words that can be called across a room.
const MOST_WORDS: usize = 6;
/// The kinds of sources, as files have them.
const SOURCE_KINDS: [&str; 5] = ["article", "study", "book", "code", "consensus"];
/// The longest sentence.
const LONGEST: usize = 240;

/// A cue; or what is wrong with it.
pub(super) fn cue(typed: &str) -> Result<String, String> {
    let cue = whole(&sentence(typed, 60)?).trim_end_matches('.').to_owned();
    let words = cue.split_whitespace().count();
    if words > MOST_WORDS {
        return Err(format!(
            "That has {words} words, and nobody hears more than {MOST_WORDS}: say it shorter."
        ));
    }
    Ok(cue)
}

/// What is asked of the words, in order.
pub(super) const WORDS: &[Row] = &[
    Row {
        key: "why",
        is_open: |draft, _| draft.why.is_none(),
        ask: |_, _| Prompt::new("Why does it matter: what does it cost the lifter? One sentence."),
        help: "What is lost, such as \"The upper trapezius takes over from the side deltoid.\" Pain is never a form error, and promises about injuries need a source.",
        take: |draft, _, typed| {
            draft.why = Some(whole(&sentence(typed, LONGEST)?));
            Ok(())
        },
    },
    Row {
        key: "cue",
        is_open: |draft, _| draft.cue.is_none(),
        ask: |_, _| Prompt::new("What do you call out? Six words or fewer."),
        help: "The cue, as you would call it across the room: \"Elbows in\".",
        take: |draft, _, typed| {
            draft.cue = Some(cue(typed)?);
            Ok(())
        },
    },
    Row {
        key: "fix",
        is_open: |draft, _| draft.fix.is_none(),
        ask: |_, _| Prompt::new("And the fix: what should the lifter do instead? One instruction."),
        help: "An instruction such as \"Stop when your elbows are at shoulder height.\"",
        take: |draft, _, typed| {
            draft.fix = Some(whole(&sentence(typed, LONGEST)?));
            Ok(())
        },
    },
    Row {
        key: "leads-to",
        is_open: |draft, facts| draft.leads_to.is_none() && !others(draft, facts).is_empty(),
        ask: |draft, facts| {
            Prompt::new("Does it often bring about another mistake of this exercise? Type numbers, several with commas.")
                .choices(others(draft, facts))
                .or_else("none")
        },
        help: "Then this one is to be fixed first, and the other may go by itself.",
        take: |draft, facts, typed| {
            let choices = others(draft, facts);
            let mut chosen = Vec::new();
            for part in typed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                let id = choices[pick(&choices, part)?].word.clone();
                if !chosen.contains(&id) {
                    chosen.push(id);
                }
            }
            draft.leads_to = Some(chosen);
            Ok(())
        },
    },
    Row {
        key: "source",
        is_open: |draft, _| draft.backed.is_none(),
        ask: |_, facts| {
            Prompt::new(
                "Where do you know it from? Type a number, or the title of a source that isn't in the list.",
            )
            .choices(sources(facts))
            .enter("own")
        },
        help: "A book, a study, an article, or what your gym agrees on. What is your own judgement is called that, and nothing is wrong with it.",
        take: |draft, facts, typed| {
            let choices = sources(facts);
            draft.backed = Some(match pick(&choices, typed) {
                Ok(0) => Backed::Own,
                Ok(place) => Backed::Source(choices[place].word.clone()),
                Err(wanted) if typed.trim().parse::<usize>().is_ok() => return Err(wanted),
                Err(_) => {
                    // Those of other packs are too many for a list, and found by their names.
                    let is_it = |text: &str| text.eq_ignore_ascii_case(typed.trim());
                    let known = facts.sources.iter().find(|(id, title)| is_it(id) || is_it(title));
                    match known {
                        Some((id, _)) => Backed::Source(id.clone()),
                        None => Backed::New(sentence(typed, 160)?),
                    }
                }
            });
            Ok(())
        },
    },
    Row {
        key: "source-kind",
        is_open: |draft, _| matches!(draft.backed, Some(Backed::New(_))) && draft.source_kind.is_none(),
        ask: |_, _| Prompt::new("What kind of source is it?").choices(kinds()),
        help: "`consensus` is what coaches agree on, such as what your gym teaches.",
        take: |draft, _, typed| {
            draft.source_kind = SOURCE_KINDS.get(pick(&kinds(), typed)?).copied();
            Ok(())
        },
    },
    Row {
        key: "assumption",
        is_open: |draft, _| draft.assumption.is_none(),
        ask: |draft, _| {
            let own = "Which part is your own judgement? One sentence.";
            let limit = assumed(draft);
            if draft.backed == Some(Backed::Own) {
                return Prompt::new(own).enter(limit);
            }
            Prompt::new(format!("{own} A number that the source doesn't give is one."))
                .or_else("nothing: the source says it all")
        },
        help: "It is told after a question, so that a trainee knows what is measured and what was chosen.",
        take: |draft, _, typed| {
            draft.assumption =
                Some(if typed.is_empty() { None } else { Some(whole(&sentence(typed, LONGEST)?)) });
            Ok(())
        },
    },
];

/// What is assumed where nobody else says it.
fn assumed(draft: &Draft) -> String {
    let told = told(draft);
    let is_long = told.chars().count() > 160;
    if is_long {
        "This rule is our own judgement.".to_owned()
    } else {
        format!("That it is a mistake if {told} is our own judgement.")
    }
}

/// The other mistakes of the exercise.
fn others(draft: &Draft, facts: &Facts) -> Vec<Choice> {
    let Some(Place::There(ix)) = &draft.place else { return Vec::new() };
    let counted = facts.book[*ix].mistakes.iter().map(|counted| &facts.book[counted.mistake]);
    counted.map(|one| Choice::new(one.id.as_str(), one.name.clone())).collect()
}

fn sources(facts: &Facts) -> Vec<Choice> {
    let own = Choice::new("own", "my own judgement");
    let all =
        facts.sources[..facts.own_sources].iter().map(|(id, title)| Choice::new(id.clone(), title.clone()));
    [own].into_iter().chain(all).collect()
}

fn kinds() -> Vec<Choice> {
    let says = ["an article", "a study", "a book", "a program's code", "what coaches agree on"];
    SOURCE_KINDS.iter().zip(says).map(|(&word, say)| Choice::new(word, say)).collect()
}
