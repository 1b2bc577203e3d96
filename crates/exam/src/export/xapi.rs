//! Records as xAPI statements (version 1.0.3): each answer, then how the exam ended.
//!
//! Statement ids hang on the form and the item alone, so that a store that gets a record twice keeps it once. The
//! candidate is an account with the reference for a name; the name itself is told only if asked for.

use std::collections::HashMap;

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::words::{number, plain};
use super::{Base, RecordOptions};
use crate::paper::Stamp;
use crate::record::{Ended, Record, RecordItem};
use crate::{ExamEvent, LogLine, Sealed};
use formcheck_core::quiz::{Choice, Key, OptionId, Piece, Response, StemPart, names};

/// The statements of records, one a line in one list.
pub(super) fn write(records: &[Sealed<Record>], options: &RecordOptions) -> String {
    let lines: Vec<String> =
        records.iter().flat_map(|sealed| statements(sealed, options)).map(|one| one.to_string()).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// A verb of the vocabulary that xAPI's authors published.
fn verb(word: &str) -> Value {
    json!({"id": format!("http://adlnet.gov/expapi/verbs/{word}"), "display": {"en": word}})
}

fn statements(sealed: &Sealed<Record>, options: &RecordOptions) -> Vec<Value> {
    let record = &sealed.what;
    let RecordOptions { base, .. } = options;
    let lang = options.lang(record);
    let mut actor = json!({
        "objectType": "Agent",
        "account": {"homePage": base.iri(), "name": record.candidate.reference},
    });
    if let Some(name) = sealed.name.as_ref().filter(|_| options.names) {
        actor["name"] = name.name.as_str().into();
    }
    let exam = json!({
        "objectType": "Activity",
        "id": base.of("exam", &record.exam.id),
        "definition": {
            "type": "http://adlnet.gov/expapi/activities/assessment",
            "name": {lang: plain(&record.exam.title)},
        },
    });
    let registration = base.uuid(&record.form);
    let one = |verb_word: &str, name: &str, object: &Value, result: Value, context: Value, at: Stamp| {
        json!({
            "id": base.uuid(&format!("{}/{name}", record.form)),
            "actor": actor,
            "verb": verb(verb_word),
            "object": object,
            "result": result,
            "context": context,
            "timestamp": at.to_string(),
        })
    };
    let moments = moments(record);
    let mut all = Vec::new();
    for row in &record.items {
        let Some(answer) = &row.answer else { continue };
        let context = json!({
            "registration": registration,
            "contextActivities": {"parent": [{"objectType": "Activity", "id": exam["id"]}]},
            "platform": "formcheck",
            "extensions": extensions(row, base),
        });
        let result = json!({
            "score": {"scaled": row.marks, "raw": row.marks, "min": 0, "max": 1},
            "success": row.right,
            "response": response(&row.item.key, answer),
            "duration": duration(row.ms),
        });
        let at = moments.get(&row.n).copied().unwrap_or(record.times.ended);
        all.push(one(
            "answered",
            &format!("answered/{}", row.n),
            &item(row, base, lang),
            result,
            context,
            at,
        ));
    }
    let context = json!({
        "registration": registration,
        "platform": "formcheck",
        "extensions": {
            base.of("extension", "supervised"): record.supervision.supervised,
            base.of("extension", "cut-percent"): record.cut.percent,
            base.of("extension", "attempt"): record.attempt.number,
        },
    });
    let score = &record.score;
    #[expect(clippy::cast_precision_loss, reason = "an exam has a few hundred items at most")]
    let scaled = if score.of == 0 { 0.0 } else { (score.marks / score.of as f64).clamp(0.0, 1.0) };
    let completion = record.times.how != Ended::LeftOpen;
    let result = json!({
        "score": {"scaled": scaled, "raw": score.marks, "min": 0, "max": score.of},
        "success": record.passed,
        "completion": completion,
        "duration": duration(record.times.used_ms),
    });
    if completion {
        let result = json!({"completion": true, "duration": result["duration"]});
        all.push(one("completed", "completed", &exam, result, context.clone(), record.times.ended));
    }
    let decision = if record.passed { "passed" } else { "failed" };
    all.push(one(decision, "decided", &exam, result, context, record.times.graded));
    all
}

/// When each item got the answer that stands, as the log has it.
fn moments(record: &Record) -> HashMap<usize, Stamp> {
    let entries = record.log.iter().filter_map(|line| serde_json::from_str::<LogLine>(line).ok());
    let answers = entries.filter_map(|entry| match entry.event {
        ExamEvent::Answered { item, .. } => Some((item, entry.at)),
        _ => None,
    });
    answers.collect()
}

fn extensions(row: &RecordItem, base: &Base) -> Map<String, Value> {
    let mut all = Map::new();
    all.insert(base.of("extension", "skill"), row.item.skill.as_str().into());
    all.insert(base.of("extension", "is-trial"), row.is_trial.into());
    if let Some(certainty) = row.certainty {
        all.insert(base.of("extension", "certainty"), certainty.into());
    }
    all
}

/// An item as an activity, with the key in the pattern that its kind of interaction asks for.
fn item(row: &RecordItem, base: &Base, lang: &str) -> Value {
    let of = &row.item;
    let mut description = plain(&of.ask);
    for StemPart { head, says } in of.reps().stem() {
        let says: Vec<String> = says.iter().map(|say| plain(say)).collect();
        let _ = write!(description, " {head} {}.", says.join("; "));
    }
    if !of.shown.is_empty() {
        let _ = write!(description, " {}", of.reps().rest());
    }
    let mut definition = json!({
        "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
        "name": {lang: format!("{} ({})", names::kind(of.kind.word()), of.skill)},
        "description": {lang: description},
    });
    let component = |id: &str, say: &str| json!({"id": id, "description": {lang: plain(say)}});
    let choices = |list: &[Choice]| -> Value {
        list.iter().map(|choice| component(choice.id.as_str(), &choice.say)).collect()
    };
    let pieces = |list: &[Piece]| -> Value {
        list.iter().map(|piece| component(piece.id.as_str(), &piece.say)).collect()
    };
    let right = || of.key.answer().map(|key| key.joined(BETWEEN, WITHIN)).unwrap_or_default();
    let (kind, key) = match &of.key {
        Key::One(list) | Key::Many(list) => {
            definition["choices"] = choices(list);
            ("choice", vec![right()])
        }
        Key::Order { pieces: shown, key, groups } => {
            definition["choices"] = pieces(shown);
            ("sequencing", orders(key, groups))
        }
        Key::Pairs { left, right: halves, .. } => {
            definition["source"] = pieces(left);
            definition["target"] = pieces(halves);
            ("matching", vec![right()])
        }
        Key::Number { answer, within, .. } => {
            ("numeric", vec![format!("{}[:]{}", number(answer - within), number(answer + within))])
        }
        Key::Text { accept, .. } => {
            ("fill-in", accept.iter().map(|one| format!("{{case_matters=false}}{}", plain(one))).collect())
        }
    };
    definition["interactionType"] = kind.into();
    if !key.is_empty() {
        definition["correctResponsesPattern"] = key.into();
    }
    json!({"objectType": "Activity", "id": base.of("item", of.id.as_str()), "definition": definition})
}

/// The most orders that are written out where steps may change places; none are if there are more.
const MOST_ORDERS: usize = 24;

/// Every order that is right: pieces of one group may change places.
fn orders(key: &[OptionId], groups: &[usize]) -> Vec<String> {
    let mut all: Vec<Vec<&str>> = vec![Vec::new()];
    for place in 0..key.len() {
        let mut longer = Vec::new();
        for order in &all {
            for (other, id) in key.iter().enumerate() {
                if groups.get(other) == groups.get(place) && !order.contains(&id.as_str()) {
                    let mut order = order.clone();
                    order.push(id.as_str());
                    longer.push(order);
                }
            }
        }
        if longer.len() > MOST_ORDERS {
            return Vec::new();
        }
        all = longer;
    }
    all.into_iter().map(|order| order.join(BETWEEN)).collect()
}

/// What stands between two ids, and within a pair of them.
const BETWEEN: &str = "[,]";
const WITHIN: &str = "[.]";

/// An answer in the form that its kind of interaction asks for.
fn response(key: &Key, answer: &Response) -> String {
    match (key, answer) {
        (Key::Many(choices), Response::Many(ids)) => {
            // In the order in which the options stand, so that the same answer reads the same.
            let marked = choices.iter().filter(|choice| ids.contains(&choice.id));
            marked.map(|choice| choice.id.as_str()).collect::<Vec<_>>().join(BETWEEN)
        }
        (_, Response::Text(text)) => plain(text),
        (_, answer) => answer.joined(BETWEEN, WITHIN),
    }
}

/// Milliseconds as ISO 8601 has a duration, to hundredths of a second as xAPI compares it.
fn duration(ms: u64) -> String {
    format!("PT{}.{:02}S", ms / 1000, ms % 1000 / 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_let_the_pieces_of_a_group_change_places() {
        let key = ["a", "b", "c"].map(OptionId::new);
        assert_eq!(orders(&key, &[0, 1, 2]), ["a[,]b[,]c"]);
        assert_eq!(orders(&key, &[0, 1, 1]), ["a[,]b[,]c", "a[,]c[,]b"]);
        let many: Vec<OptionId> = (0..5).map(OptionId::letter).collect();
        assert!(orders(&many, &[0; 5]).is_empty());
    }

    #[test]
    fn a_duration_is_iso_8601() {
        assert_eq!(duration(61_239), "PT61.23S");
        assert_eq!(duration(5), "PT0.00S");
    }
}
