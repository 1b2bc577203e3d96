//! Several gyms keep their records in one database, a file or a `PostgreSQL` server: a report from it is the report from the
//! files, whoever writes at the same time, and nobody else's database is touched.
//!
//! With `PostgreSQL` where the feature of that name is on and `FORMCHECK_TEST_POSTGRES` has a server's address:
//! tests/clients/postgres.sh sees to both.

use crate::common::cohort::{MadeUp, made_up};
use crate::common::exams::{Gym, Talk, first, said};
use crate::common::skips::{not_installed, passed_over};
use formcheck_exam::Sealed;
use formcheck_exam::cohort::{CohortCounts, Report};
use formcheck_exam::record::Record;
use formcheck_exam::store::{Cohort, NewRecord, Store};
use serde_json::{Value, json};

/// A place for one test's records on the server, if there is one to test with.
pub(crate) fn server(schema: &str) -> Option<String> {
    if !cfg!(feature = "postgres") {
        passed_over("PostgreSQL: this was built without the feature postgres");
        return None;
    }
    let Ok(address) = std::env::var("FORMCHECK_TEST_POSTGRES") else {
        not_installed("a PostgreSQL server", "tests/clients/postgres.sh");
        return None;
    };
    on_the_server(&address, &format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}"));
    Some(format!("{address}?options=-csearch_path%3D{schema}"))
}

#[cfg(feature = "postgres")]
pub(crate) fn on_the_server(address: &str, sql: &str) {
    let mut client = postgres::Client::connect(address, postgres::NoTls).expect("the server is there");
    client.batch_execute(sql).expect("it is done");
}

#[cfg(not(feature = "postgres"))]
pub(crate) fn on_the_server(_: &str, _: &str) {}

/// Two exams' records as the real program made them.
fn real(gym: &Gym) -> Vec<Record> {
    let record = |exam: &str| {
        let stem = gym.record(exam, "t-01");
        Sealed::<Record>::read(gym.text(&format!("{stem}.record.json")).as_bytes()).expect("a record").what
    };
    vec![record("short"), record("tiny")]
}

fn keep(store: &mut Store, records: &[MadeUp]) -> (usize, usize) {
    let (mut new, mut known) = (0, 0);
    for some in records.chunk_by(|a, b| a.person.gym == b.person.gym) {
        let keep = some.iter().map(row);
        let kept = store.keep(&some[0].person.gym, &keep.collect::<Vec<_>>()).expect("kept");
        (new, known) = (new + kept.new, known + kept.known);
    }
    (new, known)
}

fn row(one: &MadeUp) -> NewRecord<'_> {
    NewRecord { person: &one.person, counted: &one.counted, sealed: "a record", replaces: None }
}

/// What a report says, once as files would give it and once as the database does.
fn same(store: &mut Store, records: &[MadeUp], cohort: &Cohort) {
    let of = |one: &&MadeUp| {
        cohort.gym.as_ref().is_none_or(|gym| one.person.gym == *gym)
            && cohort.exam.as_ref().is_none_or(|exam| one.person.exam == *exam)
            && cohort.since.as_ref().is_none_or(|since| one.person.day >= *since)
    };
    let chosen = records.iter().filter(of).map(|one| (one.person.clone(), one.counted.clone()));
    let by_hand = serde_json::to_value(Report::of(&CohortCounts::of(chosen), None)).expect("JSON");
    let facts = store.facts(cohort, records.len()).expect("read");
    let by_sql = serde_json::to_value(Report::of(&facts, None)).expect("JSON");
    assert!(!by_hand["people"].as_array().expect("a list").is_empty(), "{cohort:?}");
    alike(&by_hand, &by_sql, "report");
}

/// A part of a report without the gyms of those near the cut: in a file a gym is its key, in a database the name it was
/// put in with.
pub(crate) fn unnamed(part: &Value) -> Value {
    let mut part = part.clone();
    for exam in part.as_array_mut().into_iter().flatten() {
        let Some(near) = exam.get_mut("near_the_cut").and_then(Value::as_array_mut) else { continue };
        for one in near.iter_mut().filter_map(Value::as_object_mut) {
            assert!(one.remove("gym").is_some(), "whose it is");
        }
        near.sort_by_key(Value::to_string);
    }
    part
}

/// The same, but for what is lost when sums are made in another order.
pub(crate) fn alike(one: &Value, other: &Value, place: &str) {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().expect("a number"), b.as_f64().expect("a number"));
            assert!((a - b).abs() < 1e-7, "{place}: {a} and {b}");
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{place}: {one} and {other}");
            a.iter().zip(b).enumerate().for_each(|(at, (a, b))| alike(a, b, &format!("{place}[{at}]")));
        }
        (Value::Object(a), Value::Object(b)) => {
            assert!(a.keys().eq(b.keys()), "{place}: {one} and {other}");
            a.iter().for_each(|(key, a)| alike(a, &b[key], &format!("{place}.{key}")));
        }
        _ => assert_eq!(one, other, "{place}"),
    }
}

fn sums_are_those_of_the_records(place: &str) {
    let real = real(&Gym::new());
    let records = made_up(&real, 240, &["north", "south", "O'Neill"], 1);
    let mut store = Store::open(place, true).expect("a database");
    assert_eq!(keep(&mut store, &records), (240, 0));
    // Once more changes nothing.
    assert_eq!(keep(&mut store, &records[..50]), (0, 50));
    let some = |text: &str| Some(text.to_owned());
    let exam = some(&records[0].person.exam);
    same(&mut store, &records, &Cohort::default());
    same(&mut store, &records, &Cohort { gym: some("O'Neill"), ..Cohort::default() });
    same(&mut store, &records, &Cohort { exam: exam.clone(), ..Cohort::default() });
    same(&mut store, &records, &Cohort { since: some("2026-06"), ..Cohort::default() });
    same(&mut store, &records, &Cohort { gym: some("north"), exam, since: some("2026-04") });
    // The report tells each gym apart, and lists as many lines as it was asked to.
    let facts = store.facts(&Cohort::default(), 10).expect("read");
    assert_eq!((facts.people.len(), facts.more), (10, 230));
    assert_eq!(facts.gyms.keys().collect::<Vec<_>>(), ["O'Neill", "north", "south"]);
    let latest = facts.people.iter().map(|person| &person.day).min();
    let later = records.iter().filter(|one| Some(&one.person.day) > latest).count();
    assert!(later < 10, "{later} are later than the tenth");
}

fn many_write_at_the_same_time(place: &str) {
    let real = real(&Gym::new());
    let gyms = ["north", "south", "east"];
    let records: Vec<Vec<MadeUp>> = (0..4).map(|writer| made_up(&real, 40, &gyms, 10 + writer)).collect();
    let shared = made_up(&real, 20, &["north"], 99);
    let new: usize = std::thread::scope(|scope| {
        let write = |own: &Vec<MadeUp>| {
            let mut store = Store::open(place, true).expect("a database");
            own.chunks(7).map(|some| keep(&mut store, some).0).sum::<usize>() + keep(&mut store, &shared).0
        };
        let running: Vec<_> = records.iter().map(|own| scope.spawn(move || write(own))).collect();
        running.into_iter().map(|thread| thread.join().expect("it wrote")).sum()
    });
    assert_eq!(new, 4 * 40 + 20);
    let all: Vec<MadeUp> = records.into_iter().flatten().chain(shared).collect();
    let mut store = Store::open(place, false).expect("a database");
    same(&mut store, &all, &Cohort::default());
}

/// Through the real program: graded into the database, put in from files, reported, taken out, verified.
fn the_program_keeps_and_reads(place: &str) {
    let (north, south) = (Gym::new(), Gym::new());
    let mut files = Vec::new();
    for candidate in ["t-01", "t-02"] {
        let stem = north.issue("short", candidate, &["--name", "Anna Berg"]);
        north.sit(&stem, |item| json!({"answer": first(item), "certainty": 2}));
        let paper = format!("{stem}.paper.json");
        let output = north.run(&["exam", "grade", &paper, "--database", place, "--gym", "north"]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
        files.push(north.path(&format!("{stem}.record.json")).to_string_lossy().into_owned());
    }
    // The same reference in another gym is somebody else.
    let stem = south.record("short", "t-01");
    let record = south.path(&format!("{stem}.record.json")).to_string_lossy().into_owned();
    let key = south.public_key().to_string_lossy().into_owned();
    let told = south.ends(0, &["report", &record, "--key", &key, "--database", place, "--gym", "south"]);
    assert!(told.contains("1 record was put into the database"), "{told}");
    files.push(record.clone());
    let json = |args: &[&str]| -> Value {
        let output = north.run(&[args, &["--json"]].concat());
        assert!(output.status.success(), "{}", said(&output));
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let kept = json(&["report", "--database", place]);
    let people = kept["people"].as_array().expect("people");
    let who = |one: &Value| (one["gym"].to_string(), one["reference"].to_string());
    assert_eq!(people.len(), 3);
    assert_eq!(people.iter().map(who).collect::<std::collections::BTreeSet<_>>().len(), 3);
    assert!(people.iter().all(|one| one["verified"] == true && one.get("name").is_none()), "{kept}");
    assert_eq!(kept["exams"][0]["latest"]["people"], 3, "{kept}");
    // What files say is what the database says.
    let mut args: Vec<&str> = vec!["report"];
    args.extend(files.iter().map(String::as_str));
    let from_files = json(&args);
    for part in ["exams", "detection", "confusion", "subscores", "families", "teach"] {
        alike(&unnamed(&from_files[part]), &unnamed(&kept[part]), part);
    }
    assert_eq!(
        json(&["report", "--database", place, "--gym", "south"])["people"].as_array().map(Vec::len),
        Some(1)
    );
    // Again is no second time; a record that does not verify is not let in.
    let told = south.ends(0, &["report", &record, "--database", place, "--gym", "south"]);
    assert!(told.contains("0 records were put into the database; 1 was there already"), "{told}");
    let text = south.text(&format!("{stem}.record.json"));
    let forged = text.replacen(&format!("\"form\": \"{}", &form(&text)[..4]), "\"form\": \"beef", 1);
    assert_ne!(forged, text);
    std::fs::write(south.path("forged.record.json"), forged).expect("written");
    south.ends(1, &["report", "forged.record.json", "--key", &key, "--database", place, "--gym", "south"]);
    assert_eq!(json(&["report", "--database", place])["people"].as_array().map(Vec::len), Some(3));
    // What was kept comes out as it was sealed, without the name.
    south.ends(0, &["report", "--database", place, "--gym", "south", "--take-out", "out"]);
    let out: Vec<_> = std::fs::read_dir(south.path("out")).expect("a folder").flatten().collect();
    assert_eq!(out.len(), 1);
    let taken = out[0].path().to_string_lossy().into_owned();
    assert!(!std::fs::read_to_string(&taken).expect("a record").contains("Anna"));
    assert!(south.ends(0, &["exam", "verify", &taken, "--key", &key]).contains("The record is verified."));
    // Nobody there is not green.
    let told = south.ends(1, &["report", "--database", place, "--since", "2999-01"]);
    assert!(told.contains("holds no such record"), "{told}");
    south.ends(2, &["report", "--database", place, "--since", "soon"]);
    south.ends(2, &["report", "--since", "2026-01", "x.record.json"]);
}

fn form(text: &str) -> String {
    let file: Value = serde_json::from_str(text).expect("JSON");
    file["record"]["form"].as_str().expect("a form").to_owned()
}

pub(crate) fn in_a_file(test: impl Fn(&str)) {
    let folder = tempfile::tempdir().expect("a folder");
    test(&folder.path().join("gyms.db").to_string_lossy());
}

#[test]
fn a_file_sums_as_the_records_do() {
    in_a_file(sums_are_those_of_the_records);
}

#[test]
fn many_write_a_file_at_the_same_time() {
    in_a_file(many_write_at_the_same_time);
}

#[test]
fn the_program_keeps_records_in_a_file() {
    in_a_file(the_program_keeps_and_reads);
}

#[test]
fn a_server_sums_as_the_records_do() {
    if let Some(place) = server("sums") {
        sums_are_those_of_the_records(&place);
    }
}

#[test]
fn many_write_to_a_server_at_the_same_time() {
    if let Some(place) = server("many") {
        many_write_at_the_same_time(&place);
    }
}

#[test]
fn the_program_keeps_records_on_a_server() {
    let Some(place) = server("program") else { return };
    the_program_keeps_and_reads(&place);
    // One that an earlier formcheck made is read as it is, by whoever may only read.
    let older = "ALTER TABLE exam_record DROP COLUMN described; ALTER TABLE exam_record DROP COLUMN in_doubt; \
                     DROP TABLE exam_aside; UPDATE exam_store SET version = 1;";
    on_the_server(&place, older);
    let told = Gym::new().ends(0, &["report", "--database", &place, "--csv"]);
    let rows: Vec<&str> = told.lines().filter(|line| line.contains(",no,")).collect();
    assert_eq!(rows.len(), 3, "{told}");
}

#[test]
fn nobody_elses_database_is_touched() {
    let gym = Gym::new();
    let record = format!("{}.record.json", gym.record("tiny", "t-01"));
    let other = gym.path("other.db");
    let db = rusqlite::Connection::open(&other).expect("a database");
    db.execute_batch("CREATE TABLE recipe (name TEXT)").expect("a table");
    drop(db);
    let before = std::fs::read(&other).expect("a file");
    let told = gym.ends(2, &["report", &record, "--database", "other.db"]);
    assert!(told.contains("holds something else"), "{told}");
    assert!(std::fs::read(&other).expect("a file") == before, "not a byte is changed");
    std::fs::write(
        gym.path("text.db"),
        "no database, but a text that is long enough to be looked at\n".repeat(40),
    )
    .expect("written");
    let told = gym.ends(2, &["report", &record, "--database", "text.db"]);
    assert!(told.contains("is no database"), "{told}");
    let told = gym.ends(2, &["report", "--database", "none.db"]);
    assert!(told.contains("there is no database"), "{told}");
    assert!(!gym.path("none.db").exists());
    gym.ends(2, &["report", &record, "--database", "no/such/folder.db"]);
    gym.ends(2, &["report", &record, "--database", "gyms.db", "--gym", "../up"]);
    // A server that isn't there, or isn't built in, is told without the password.
    let address = "postgresql://coach:secret@127.0.0.1:1/gyms";
    let told = gym.ends(2, &["report", "--database", address]);
    let says = if cfg!(feature = "postgres") { "server can't be used" } else { "built without PostgreSQL" };
    assert!(told.contains(says) && !told.contains("secret"), "{told}");
}

/// Taken in one go it is in the database as well as beside its paper; a place that is none is told before anything is drawn.
#[test]
fn what_is_taken_in_one_go_is_kept() {
    let gym = Gym::new();
    let take = ["exam", "take", "tiny", "--candidate", "t-05", "--jsonl", "--gym", "north", "--database"];
    std::fs::write(gym.path("text.db"), "no database").expect("written");
    gym.ends(2, &[&take[..], &["text.db"]].concat());
    assert!(!gym.path("t-05-tiny-1.paper.json").exists());
    let mut talk = Talk::start(&gym, &[&take[..], &["gyms.db"]].concat());
    let mut record = Value::Null;
    while let Some(event) = talk.next() {
        match event["event"].as_str() {
            Some("prompt") => talk.send(&json!({"answer": first(&event["item"])})),
            Some("review") => talk.send(&json!({"hand_in": true})),
            _ => record = event,
        }
    }
    talk.child.wait().expect("it ends");
    assert!(gym.path(record["record"].as_str().expect("a record")).exists());
    let told = gym.run(&["report", "--database", "gyms.db", "--json"]);
    let report: Value = serde_json::from_slice(&told.stdout).unwrap_or_else(|_| panic!("{}", said(&told)));
    let people = report["people"].as_array().expect("people");
    assert_eq!(people.len(), 1, "{report}");
    assert_eq!((&people[0]["reference"], &people[0]["gym"]), (&json!("t-05"), &json!("north")));
    assert_eq!((&people[0]["verified"], &people[0]["percent"]), (&json!(true), &record["percent"]));
}
