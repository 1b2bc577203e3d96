//! A difference for other programs: one JSON object. Fields may be added, never renamed.
//!
//! Counts are decimal strings, for they can pass 2^64, or null where they were not counted.

use serde_json::{Map, Value, json as object};

use super::{
    Count, ExerciseChange, Judged, MistakeChange, PackDifference, QuizChange, SettingChange, ShownValue,
    SignDifference, SignPart, Witness,
};
use formcheck_core::rulebook::Verdict;

/// The difference as JSON, without a line break at its end.
pub fn json(difference: &PackDifference) -> String {
    let text_only = difference.text_only.iter().map(
        |one| object!({ "kind": one.kind, "id": one.id, "change": one.change.word(), "fields": one.fields }),
    );
    object!({
        "exercises": difference.exercises.iter().map(exercise).collect::<Vec<_>>(),
        "quizzes": difference.quizzes.iter().map(quiz).collect::<Vec<_>>(),
        "text_only": text_only.collect::<Vec<_>>(),
    })
    .to_string()
}

fn exercise(one: &ExerciseChange) -> Value {
    object!({
        "id": one.id,
        "name": one.name,
        "change": one.change.word(),
        "space": count(one.space),
        "judged_differently": count(one.judged_differently),
        "witness": one.witness.as_ref().map(rep),
        "was": one.witness.as_ref().and_then(|witness| judged(witness.was.as_ref())),
        "now": one.witness.as_ref().and_then(|witness| judged(witness.now.as_ref())),
        "signs": one.signs.iter().map(sign).collect::<Vec<_>>(),
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
        "change": one.change.word(),
        "now_fires": count(one.now_fires),
        "no_longer_fires": count(one.no_longer_fires),
        "witness": witness.map(rep),
        "was": witness.and_then(|witness| judged(witness.was.as_ref())),
        "now": witness.and_then(|witness| judged(witness.now.as_ref())),
        "witness_no_longer": other.map(rep),
        "texts": one.texts,
    })
}

fn count(count: Count) -> Option<String> {
    count.map(|count| count.to_string())
}

fn rep(witness: &Witness) -> Value {
    let pairs = witness.rep.iter().map(|shown| {
        let value = match &shown.value {
            ShownValue::Named(name) => object!(name),
            ShownValue::Number(number) => object!(number),
        };
        (shown.sign.to_string(), value)
    });
    Value::Object(pairs.collect::<Map<_, _>>())
}

fn judged(judged: Option<&Judged>) -> Option<Value> {
    let judged = judged?;
    let verdict = match judged.verdict {
        Verdict::Mistakes => "mistakes",
        Verdict::Clean => "clean",
        Verdict::Tolerated => "tolerated",
        Verdict::Gap => "gap",
        Verdict::Impossible => "impossible",
    };
    Some(object!({ "verdict": verdict, "mistakes": judged.mistakes }))
}

fn sign(one: &SignDifference) -> Value {
    let mut all = Map::new();
    all.insert("id".to_owned(), object!(one.id));
    all.insert("change".to_owned(), object!(one.change.word()));
    for (part, values) in &one.parts {
        let word = match part {
            SignPart::NewValues => "new_values",
            SignPart::GoneValues => "gone_values",
            SignPart::NowGood => "now_good",
            SignPart::NoLongerGood => "no_longer_good",
            SignPart::NowTolerated => "now_tolerated",
            SignPart::NoLongerTolerated => "no_longer_tolerated",
        };
        all.insert(word.to_owned(), object!(values));
    }
    Value::Object(all)
}

fn quiz(one: &QuizChange) -> Value {
    let sections = one.sections.iter().map(|section| {
        object!({ "title": section.title, "change": section.change.word(), "settings": settings(&section.settings) })
    });
    let questions = one.questions.iter().map(|question| {
        let key = question.key.as_ref().map(|(was, now)| object!({ "was": was, "now": now }));
        object!({ "id": question.id, "change": question.change.word(), "key": key })
    });
    object!({
        "id": one.id,
        "title": one.title,
        "change": one.change.word(),
        "settings": settings(&one.settings),
        "sections": sections.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
    })
}

fn settings(settings: &[SettingChange]) -> Vec<Value> {
    let one =
        |setting: &SettingChange| object!({ "name": setting.name, "was": setting.was, "now": setting.now });
    settings.iter().map(one).collect()
}
