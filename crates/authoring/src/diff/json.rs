//! A difference for other programs: one JSON object. Fields may be added, never renamed.
//!
//! Counts are decimal strings, for they can pass 2^64, or null where they were not counted.

use serde_json::{Map, Value, json as object};

use super::{Among, Count, ExerciseChange, MistakeChange, PackDifference, Witness};

/// The difference as JSON, without a line break at its end.
pub fn json(difference: &PackDifference) -> String {
    object!({
        "renamed": difference.renamed,
        "exercises": difference.exercises.iter().map(exercise).collect::<Vec<_>>(),
        "quizzes": difference.quizzes,
        "text_only": difference.text_only,
    })
    .to_string()
}

fn exercise(one: &ExerciseChange) -> Value {
    let witness = one.witness.as_ref();
    object!({
        "id": one.id,
        "name": one.name,
        "change": one.change,
        "space": count(one.space),
        "judged_differently": count(one.judged_differently),
        "differs_among": one.differs_among.as_ref().map(among),
        "witness": witness.map(rep),
        "was": witness.map(|witness| &witness.was),
        "now": witness.map(|witness| &witness.now),
        "signs": one.signs,
        "now_impossible": count(one.impossible.0),
        "no_longer_impossible": count(one.impossible.1),
        "mistakes": one.mistakes.iter().map(mistake).collect::<Vec<_>>(),
    })
}

/// `witness` is a rep in which the mistake fires now and did not; if there is none, one in which it fired and does not.
fn mistake(one: &MistakeChange) -> Value {
    let witness = one.gained.as_ref().or(one.lost.as_ref());
    let other = one.gained.as_ref().and(one.lost.as_ref());
    object!({
        "id": one.id,
        "name": one.name,
        "change": one.change,
        "now_fires": count(one.now_fires),
        "no_longer_fires": count(one.no_longer_fires),
        "now_fires_among": one.gained_among.as_ref().map(among),
        "no_longer_fires_among": one.lost_among.as_ref().map(among),
        "witness": witness.map(rep),
        "was": witness.map(|witness| &witness.was),
        "now": witness.map(|witness| &witness.now),
        "witness_no_longer": other.map(rep),
        "texts": one.texts,
    })
}

fn among(among: &Among) -> Value {
    object!({ "conditions": among.conditions, "reps": among.reps.to_string() })
}

fn count(count: Count) -> Option<String> {
    count.map(|count| count.to_string())
}

fn rep(witness: &Witness) -> Value {
    let pairs = witness.rep.iter().map(|shown| (shown.sign.as_str().to_owned(), object!(shown.value)));
    Value::Object(pairs.collect::<Map<_, _>>())
}
