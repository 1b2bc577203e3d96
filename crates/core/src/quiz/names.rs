//! Things of the rulebook by the names that people read.

use super::Skill;
use crate::rulebook::{Cite, ExerciseIx, MuscleRef, Named, Rulebook, Sign, SourceIx};

/// A kind of question, as a heading.
pub fn kind(word: &str) -> &str {
    const KINDS: &[(&str, &str)] = &[
        ("spot", "Spot the mistake"),
        ("spot-all", "Mark every mistake"),
        ("clean-or-not", "Clean or not"),
        ("what-changed", "What changed"),
        ("exception", "Same sign, other verdict"),
        ("fix", "The fix"),
        ("cue", "The cue"),
        ("why", "What it costs"),
        ("steps", "The steps in order"),
        ("reps", "The rep range"),
        ("muscles", "The muscles"),
        ("recall", "From memory"),
        ("first", "What to fix first"),
        ("call", "The cue to call"),
        ("look", "Where to look next"),
        ("pair", "Two reps"),
        ("breakdown", "Where it starts"),
        ("choice", "Choose one"),
        ("multi", "Choose all that are right"),
        ("true-false", "True or false"),
        ("order", "Put in order"),
        ("match", "Match"),
        ("number", "A number"),
        ("text", "Type the answer"),
    ];
    KINDS.iter().find(|(known, _)| *known == word).map_or(word, |(_, name)| name)
}

/// A skill in words: "Seal row: Arm rowing".
pub fn skill(book: &Rulebook, skill: &Skill) -> String {
    let name = |id: &str| name_of(book, id).unwrap_or_else(|| plain(id).replace('-', " "));
    let (exercise, of) = skill.names();
    let Some(exercise) = exercise.map(|exercise| name(&exercise)) else { return name(&of) };
    match &*of {
        "clean" => format!("{exercise}: a clean rep"),
        "steps" => format!("{exercise}: the steps"),
        "reps" => format!("{exercise}: the rep range"),
        "muscles" => format!("{exercise}: the muscles it trains"),
        of => format!("{exercise}: {}", name(of)),
    }
}

/// What its pack calls a thing of this whole name.
fn plain(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The name of what an id names: a sign by its question, a written question by its stem.
pub fn name_of(book: &Rulebook, id: &str) -> Option<String> {
    let name = match book.find(id)? {
        Named::Sign(ix) => &book[ix].ask,
        Named::Mistake(ix) => &book[ix].name,
        Named::Exercise(ix) => &book[ix].name,
        Named::Muscle(ix) => &book[ix].name,
        named @ Named::MuscleGroup(_) => return Some(book.id_of(named).plain().replace('-', " ")),
        Named::Source(ix) => &book[ix].title,
        Named::Quiz(ix) => &book[ix].title,
        Named::Question(ix) => &book[ix].ask,
    };
    Some(name.clone())
}

/// What a coach asks of a sign: its question, without what explains its scale.
pub fn question(sign: &Sign) -> &str {
    sign.ask.split_inclusive('?').next().unwrap_or(&sign.ask)
}

/// An exercise's name, or what stands for none.
pub fn exercise(book: &Rulebook, exercise: Option<ExerciseIx>) -> &str {
    exercise.map_or("In general", |ix| &book[ix].name)
}

/// Muscles and groups, by name.
pub fn muscles(book: &Rulebook, list: &[MuscleRef]) -> Vec<String> {
    list.iter()
        .map(|one| match one {
            MuscleRef::Muscle(ix) => book[*ix].name.to_lowercase(),
            MuscleRef::Group(group) => group.plain().to_owned(),
        })
        .collect()
}

/// Sources for people: each title once, with who wrote it.
pub fn sources(book: &Rulebook, cites: &[Cite]) -> Vec<String> {
    titles(book, cites.iter().map(|cite| cite.source))
}

fn titles(book: &Rulebook, sources: impl Iterator<Item = SourceIx>) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for source in sources.map(|ix| &book[ix]) {
        let text = match &source.author {
            // Brackets don't stand in brackets.
            Some(author) => format!("{} ({})", source.title, author.replace(" (", ", ").replace(')', "")),
            None => source.title.clone(),
        };
        if !named.contains(&text) {
            named.push(text);
        }
    }
    named
}

/// The first sources of these (ids, with a place after `#`), and how many more there are. One that is gone is left out.
pub fn some_sources(book: &Rulebook, ids: &[String]) -> String {
    const MOST: usize = 2;
    let known = |cite: &String| book.source(cite.split('#').next().unwrap_or_default());
    let all = titles(book, ids.iter().filter_map(known));
    let more = all.len().saturating_sub(MOST);
    let first = all[..all.len() - more].join("; ");
    if more > 0 { format!("{first}; and {more} more") } else { first }
}

/// Sources for programs: the id, with the place after `#`.
pub fn cites(book: &Rulebook, cites: &[Cite]) -> Vec<String> {
    let cite = |cite: &Cite| {
        let id = &book[cite.source].id;
        let id = id.as_str();
        cite.place.as_ref().map_or_else(|| id.to_owned(), |place| format!("{id}#{place}"))
    };
    cites.iter().map(cite).collect()
}

/// The medical notes of the packs, each once.
pub fn notices(book: &Rulebook) -> Vec<&str> {
    let mut notices: Vec<&str> = Vec::new();
    for notice in book.packs.iter().filter_map(|pack| pack.notice.as_deref()) {
        if !notices.contains(&notice) {
            notices.push(notice);
        }
    }
    notices
}
