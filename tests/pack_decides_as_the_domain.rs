//! The built-in pack against the subject matter it was written from (tests/data/domain.json): the same mistakes for
//! every rep. And what holds of it as a whole: no gap, no mistake that can't be seen on its own.

use std::collections::BTreeMap;

use formcheck_core::logic::{Budget, Cube, Found, find};
use formcheck_core::quiz::{Chance, Seed};
use formcheck_core::rulebook::{
    Engine, Exercise, ExerciseIx, Named, Observation, Rulebook, SignIx, Value, Verdict, load_mid_back,
};
use serde_json::Value as Json;

fn domain() -> Json {
    serde_json::from_str(include_str!("data/domain.json")).expect("the data is JSON")
}

fn text(json: &Json) -> &str {
    json.as_str().expect("a text")
}

fn list(json: &Json) -> &[Json] {
    json.as_array().expect("a list")
}

/// What a rep shows, as the domain names it.
type Rep = BTreeMap<String, Json>;

/// Whether a mistake's clauses hold, read straight from the data.
fn holds(mistake: &Json, rep: &Rep) -> bool {
    let test = |(sign, test): (&String, &Json)| {
        let Some(value) = rep.get(sign) else { return false };
        if let Some(values) = test.get("in") {
            return list(values).contains(value);
        }
        let number = value.as_i64().expect("a number");
        test.get("min").is_none_or(|least| number >= least.as_i64().expect("a number"))
            && test.get("max").is_none_or(|most| number <= most.as_i64().expect("a number"))
    };
    list(&mistake["any"]).iter().any(|clause| clause.as_object().expect("a table").iter().all(test))
}

/// The ids of the mistakes that the domain finds in a rep.
fn expected(domain: &Json, exercise: &str, rep: &Rep) -> Vec<String> {
    let counts = |mistake: &&Json| list(&mistake["exercises"]).iter().any(|id| text(id) == exercise);
    let mut ids: Vec<String> = list(&domain["mistakes"])
        .iter()
        .filter(counts)
        .filter(|mistake| holds(mistake, rep))
        .map(|mistake| text(&mistake["id"]).to_owned())
        .collect();
    ids.sort();
    ids
}

fn value(book: &Rulebook, sign: SignIx, json: &Json) -> Value {
    let word = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
    book[sign].value(&word).unwrap_or_else(|| panic!("{} has {word}", book[sign].id))
}

/// The rep as the pack sees it; signs that only the pack looks at are good.
fn observation(book: &Rulebook, exercise: &Exercise, rep: &Rep) -> Observation {
    let values = exercise.signs.iter().map(|observed| match rep.get(book[observed.sign].id.as_str()) {
        Some(json) => value(book, observed.sign, json),
        None => observed.good.values().next().expect("a good value"),
    });
    Observation::whole(values.collect())
}

/// The ids that the pack finds; none if no body can do it.
fn found(book: &Rulebook, ix: ExerciseIx, rep: &Rep) -> Option<Vec<String>> {
    let engine = book.engine(ix);
    let point = engine.point(&observation(book, &book[ix], rep)).expect("a whole rep");
    if engine.matcher().fired(&point).impossible() {
        return None;
    }
    let mut ids: Vec<String> = engine.fires(&point).iter().map(|&one| book[one].id.to_string()).collect();
    ids.sort();
    Some(ids)
}

struct Subject {
    ix: ExerciseIx,
    id: String,
    clean: Rep,
    /// The exercise's signs in the domain, with all their values.
    values: Vec<(String, Vec<Json>)>,
}

fn subjects(book: &Rulebook, domain: &Json) -> Vec<Subject> {
    let values_of = |sign: &Json| -> Vec<Json> {
        match sign.get("values") {
            Some(values) => list(values).to_vec(),
            None => (sign["min"].as_i64().expect("a number")..=sign["max"].as_i64().expect("a number"))
                .map(Json::from)
                .collect(),
        }
    };
    list(&domain["exercises"])
        .iter()
        .map(|exercise| {
            let id = text(&exercise["id"]).to_owned();
            let Some(Named::Exercise(ix)) = book.find(&id) else { panic!("the pack has {id}") };
            let observes = |sign: &&Json| list(&sign["exercises"]).iter().any(|one| text(one) == id);
            let values = list(&domain["signs"])
                .iter()
                .filter(observes)
                .map(|sign| (text(&sign["id"]).to_owned(), values_of(sign)))
                .collect();
            let clean = exercise["clean"].as_object().expect("a table").clone().into_iter().collect();
            Subject { ix, id, clean, values }
        })
        .collect()
}

fn compare(book: &Rulebook, domain: &Json, subject: &Subject, rep: &Rep) {
    if let Some(found) = found(book, subject.ix, rep) {
        assert_eq!(found, expected(domain, &subject.id, rep), "{}: {rep:?}", subject.id);
    }
}

#[test]
fn it_has_the_same_signs_values_and_mistakes() {
    let (book, domain) = (load_mid_back(), domain());
    assert_eq!(book.exercises.len(), 9);
    assert_eq!(book.signs.len(), list(&domain["signs"]).len());
    assert_eq!(book.mistakes.len(), list(&domain["mistakes"]).len());
    for mistake in list(&domain["mistakes"]) {
        let Some(Named::Mistake(ix)) = book.find(text(&mistake["id"])) else { panic!("{}", mistake["id"]) };
        for exercise in list(&mistake["exercises"]) {
            let Some(Named::Exercise(exercise)) = book.find(text(exercise)) else { panic!("{exercise}") };
            assert!(book[exercise].counted(ix).is_some(), "{} counts {}", book[exercise].id, mistake["id"]);
        }
        let counting = book.exercises.iter().filter(|exercise| exercise.counted(ix).is_some()).count();
        assert_eq!(counting, list(&mistake["exercises"]).len(), "{}", mistake["id"]);
    }
}

#[test]
fn every_single_change_and_every_pair_of_changes_decides_the_same() {
    let (book, domain) = (load_mid_back(), domain());
    for subject in subjects(&book, &domain) {
        compare(&book, &domain, &subject, &subject.clean);
        // Of a range every tenth number and both sides of every bound would do; all of them are cheap for one change.
        for (at, (sign, values)) in subject.values.iter().enumerate() {
            for value in values {
                let mut rep = subject.clean.clone();
                rep.insert(sign.clone(), value.clone());
                compare(&book, &domain, &subject, &rep);
                if values.len() > 10 && value.as_i64().is_some_and(|number| number % 15 != 0) {
                    continue;
                }
                for (other, others) in &subject.values[at + 1..] {
                    let step = if others.len() > 10 { 15 } else { 1 };
                    for second in others.iter().step_by(step) {
                        rep.insert(other.clone(), second.clone());
                        compare(&book, &domain, &subject, &rep);
                    }
                    match subject.clean.get(other) {
                        Some(clean) => rep.insert(other.clone(), clean.clone()),
                        None => rep.remove(other),
                    };
                }
            }
        }
    }
}

#[test]
fn twenty_thousand_random_reps_of_each_exercise_decide_the_same() {
    let (book, domain) = (load_mid_back(), domain());
    let mut chance = Chance::from_seed(Seed(20));
    for subject in subjects(&book, &domain) {
        for _ in 0..20_000 {
            let values = subject.values.iter();
            let rep =
                values.map(|(sign, values)| (sign.clone(), chance.pick(values).expect("a value").clone()));
            compare(&book, &domain, &subject, &rep.collect());
        }
    }
}

#[test]
fn every_exception_holds() {
    let (book, domain) = (load_mid_back(), domain());
    let subjects = subjects(&book, &domain);
    let exceptions = list(&domain["exceptions"]);
    assert_eq!(exceptions.len(), 33);
    for exception in exceptions {
        let fires = |exercise: &Json| {
            let subject = subjects.iter().find(|one| one.id == text(exercise)).expect("one of the nine");
            let mut rep = subject.clean.clone();
            rep.extend(exception["set"].as_object().expect("a table").clone());
            found(&book, subject.ix, &rep).expect("a body can do it")
        };
        for exercise in list(&exception["fine"]) {
            assert_eq!(fires(exercise), Vec::<String>::new(), "{} in {exercise}", exception["title"]);
        }
        for one in list(&exception["mistake"]) {
            let fires = fires(&one["exercise"]);
            for rule in list(&one["rules"]) {
                assert!(
                    fires.iter().any(|id| id == text(rule)),
                    "{} in {}",
                    exception["title"],
                    one["exercise"]
                );
            }
        }
    }
}

#[test]
fn no_rep_is_a_gap() {
    let book = load_mid_back();
    for ix in book.exercise_ixs() {
        let (exercise, engine) = (&book[ix], book.engine(ix));
        let rules: Vec<&Cube> = engine.rules().iter().flatten().collect();
        for (place, observed) in exercise.signs.iter().enumerate() {
            let axis = &engine.space().axes()[place];
            let [case] = engine.cases() else { panic!("the pack has no case of its own") };
            let off = axis.full() & !case.fair_on(place);
            let Some(within) = engine.space().full().narrowed(place, off) else { continue };
            let gap = find(engine.space(), &within, &rules, Budget::default());
            assert_eq!(gap, Found::Nothing, "{}: no rule speaks on {}", exercise.id, book[observed.sign].id);
        }
    }
}

#[test]
fn every_mistake_can_be_seen_on_its_own_somewhere() {
    let book = load_mid_back();
    for (place, mistake) in book.mistakes.iter().enumerate() {
        let alone = book.exercise_ixs().any(|ix| alone_in(book.engine(ix), place));
        assert!(alone, "{} never fires alone", mistake.id);
    }
}

/// Whether some rep makes this mistake fire and no other; the matcher says so too.
fn alone_in(engine: &Engine, mistake: usize) -> bool {
    let Some(rule) = engine.mistakes().iter().position(|one| one.place() == mistake) else { return false };
    let others: Vec<&Cube> = engine
        .rules()
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != rule)
        .flat_map(|(_, cubes)| cubes)
        .collect();
    engine.rules()[rule].iter().any(|clause| match find(engine.space(), clause, &others, Budget::default()) {
        Found::Point(point) => {
            let fires: Vec<usize> = engine.fires(&point).iter().map(|one| one.place()).collect();
            assert_eq!(fires, [mistake], "a witness is what it says");
            true
        }
        Found::Nothing | Found::NotDecided => false,
    })
}

#[test]
fn the_matcher_reads_conditions_as_they_are_written() {
    let book = load_mid_back();
    let mut chance = Chance::from_seed(Seed(100));
    for round in 0..100_000 {
        let ix = ExerciseIx::at(round % book.exercises.len());
        let (exercise, engine) = (&book[ix], book.engine(ix));
        let values: Vec<Value> = exercise
            .signs
            .iter()
            .map(|observed| {
                let all: Vec<Value> = book[observed.sign].all().values().collect();
                *chance.pick(&all).expect("a value")
            })
            .collect();
        let plain = |when: &formcheck_core::rulebook::When| {
            when.iter().any(|clause| {
                clause.tests.iter().all(|test| {
                    let place = exercise.place_of(test.sign).expect("an observed sign");
                    test.values.contains(values[place])
                })
            })
        };
        let point = engine.point(&Observation::whole(values.clone())).expect("a whole rep");
        let fired = engine.matcher().fired(&point);
        let read: Vec<bool> = exercise.mistakes.iter().map(|one| plain(&book[one.mistake].when)).collect();
        let told: Vec<bool> = (0..read.len()).map(|rule| fired.has(rule)).collect();
        assert_eq!(told, read, "{}: {values:?}", exercise.id);
        let impossible = exercise.impossible.iter().any(|pair| plain(&pair.when));
        assert_eq!(fired.impossible(), impossible);
        if !impossible && !read.contains(&true) {
            let verdict = engine.verdict(point.cells(), &fired);
            assert!(matches!(verdict, Verdict::Clean | Verdict::Tolerated), "{verdict:?}");
        }
    }
}
