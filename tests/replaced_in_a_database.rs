//! A record that was replaced gives way in a database too: the last of its chain counts, in whatever order they are put in;
//! the others are kept beside it, and nobody takes a place that the examiner's key does not give.

use crate::common::cases;
use crate::common::exams::{Gym, said};
use crate::many_gyms::{alike, in_a_file, server, unnamed};
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;
use serde_json::{Value, json};

/// One sitting with the records of it, each of which replaces the one before, and somebody else's.
struct Appealed {
    gym: Gym,
    key: String,
    chain: [String; 3],
    other: String,
}

impl Appealed {
    fn new() -> Appealed {
        let gym = Gym::new();
        let first = format!("{}.record.json", gym.record("short", "t-01"));
        let other = format!("{}.record.json", gym.record("short", "t-02"));
        let strike = |file: &str, n: &str| -> String {
            let told = gym.ends(0, &["exam", "strike", file, n, "--why", "two are right", "--json"]);
            let told: Value = serde_json::from_str(told.lines().next().expect("a line")).expect("JSON");
            told["records"][0]["record"].as_str().expect("a file").to_owned()
        };
        let [one, two, ..] = &counting(&gym, &first)[..] else { panic!("nine count") };
        let second = strike(&first, one);
        let third = strike(&second, two);
        let key = gym.public_key().display().to_string();
        Appealed { gym, key, chain: [first, second, third], other }
    }

    /// Puts a record into the database, with the examiner's key or without, and gives what was said.
    fn put(&self, place: &str, name: &str, file: &str, is_checked: bool, code: i32) -> String {
        let mut args = vec!["report", file, "--database", place, "--gym", name];
        if is_checked {
            args.extend(["--key", &self.key]);
        }
        self.gym.ends(code, &args)
    }

    fn report(&self, args: &[&str]) -> Value {
        let output = self.gym.run(&[&["report", "--json"], args].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)))
    }

    /// What the database says of a gym is what these files say.
    fn says(&self, place: &str, name: &str, files: &[&str]) {
        let kept = self.report(&["--database", place, "--gym", name]);
        let counts = self.report(&[files, &["--key", &self.key]].concat());
        for part in ["exams", "detection", "confusion", "subscores", "families", "teach"] {
            alike(&unnamed(&counts[part]), &unnamed(&kept[part]), &format!("{name}: {part}"));
        }
    }
}

/// The numbers of a record's questions that count.
fn counting(gym: &Gym, file: &str) -> Vec<String> {
    let record = Sealed::<Record>::read(gym.text(file).as_bytes()).expect("a record").what;
    record.items.iter().filter(|row| !row.is_trial).map(|row| row.n.to_string()).collect()
}

fn the_last_of_a_chain_counts(place: &str) {
    let all = Appealed::new();
    let [first, second, third] = all.chain.each_ref().map(String::as_str);
    let orders = [
        [third, first, second],
        [first, third, second],
        [first, second, third],
        [second, first, third],
        [second, third, first],
        [third, second, first],
    ];
    for (at, order) in orders.into_iter().take(cases(2, 6) as usize).enumerate() {
        let name = format!("north-{at}");
        all.put(place, &name, &all.other, true, 0);
        for file in order {
            all.put(place, &name, file, true, 0);
        }
        all.says(place, &name, &[third, &all.other]);
        // Again is no second time, whichever of them.
        let told = all.put(place, &name, order[0], true, 0);
        assert!(told.contains("0 records were put into the database; 1 was there already"), "{told}");
        all.says(place, &name, &[third, &all.other]);
        // What was replaced is kept, and comes out apart from what counts.
        let (out, gym) = (format!("out-{at}"), ["--gym", &name]);
        let told =
            all.gym.ends(0, &[&["report", "--database", place, "--take-out", &out], &gym[..]].concat());
        assert!(told.contains("2 records written to"), "{told}");
        let files = |folder: &str| -> Vec<String> {
            let entries = std::fs::read_dir(all.gym.path(folder)).expect("a folder").flatten();
            let files = entries.filter(|entry| entry.path().is_file());
            files.map(|entry| entry.path().display().to_string()).collect()
        };
        assert_eq!((files(&out).len(), files(&format!("{out}/replaced")).len()), (2, 2));
        for file in files(&format!("{out}/replaced")) {
            // The first of them is replaced by the second, which lies beside it.
            let told = said(&all.gym.run(&["exam", "verify", &file, "--key", &all.key]));
            assert!(told.contains("The record is verified."), "{file}: {told}");
        }
    }
}

fn only_a_verified_record_takes_a_place(place: &str) {
    let all = Appealed::new();
    let [first, second, third] = all.chain.each_ref().map(String::as_str);
    // Nobody has looked at it: it says that it replaces the one that counts, and doesn't.
    all.put(place, "south", first, false, 0);
    let told = all.put(place, "south", second, false, 1);
    assert!(told.contains("1 record is kept beside") && told.contains("only the examiner's key"), "{told}");
    all.says(place, "south", &[first]);
    let told = all.put(place, "south", second, true, 0);
    assert!(told.contains("1 record took the place of another"), "{told}");
    all.says(place, "south", &[second]);
    // An edited copy that came first gives way to what is verified.
    let edited = all.gym.text(first).replacen("\"reference\": \"t-01\"", "\"reference\": \"t-77\"", 1);
    std::fs::write(all.gym.path("edited.record.json"), edited).expect("written");
    all.put(place, "west", "edited.record.json", false, 0);
    let people = |name: &str| all.report(&["--database", place, "--gym", name])["people"].clone();
    assert_eq!(people("west")[0]["reference"], json!("t-77"));
    all.put(place, "west", third, true, 0);
    let west = people("west");
    assert_eq!((west.as_array().map(Vec::len), &west[0]["reference"]), (Some(1), &json!("t-01")), "{west}");
    all.says(place, "west", &[third]);
    // And it comes back as nobody.
    all.put(place, "west", "edited.record.json", false, 0);
    all.says(place, "west", &[third]);
}

#[test]
fn the_last_of_a_chain_counts_in_a_file() {
    in_a_file(the_last_of_a_chain_counts);
}

#[test]
fn the_last_of_a_chain_counts_on_a_server() {
    if let Some(place) = server("chain") {
        the_last_of_a_chain_counts(&place);
    }
}

#[test]
fn only_a_verified_record_takes_a_place_in_a_file() {
    in_a_file(only_a_verified_record_takes_a_place);
}

#[test]
fn only_a_verified_record_takes_a_place_on_a_server() {
    if let Some(place) = server("places") {
        only_a_verified_record_takes_a_place(&place);
    }
}

/// A question is taken out with the database named: nothing has to be put in by hand. So it is in a database that an earlier
/// formcheck made.
#[test]
fn an_appeal_reaches_the_database() {
    in_a_file(|place| {
        let gym = Gym::new();
        let stem = gym.record("short", "t-01");
        let file = format!("{stem}.record.json");
        let key = gym.public_key().display().to_string();
        gym.ends(0, &["report", &file, "--key", &key, "--database", place, "--gym", "north"]);
        let older = rusqlite::Connection::open(place).expect("a database");
        older
            .execute_batch("DROP TABLE exam_aside; UPDATE exam_store SET version = 3")
            .expect("as version 3 had it");
        drop(older);
        let n = &counting(&gym, &file)[0];
        let strike = ["exam", "strike", &file, n, "--why", "two are right", "--database", place];
        let told = gym.ends(0, &[&strike[..], &["--gym", "north"]].concat());
        assert!(told.contains("The record is kept in the database too."), "{told}");
        let told = gym.run(&["report", "--database", place, "--json"]);
        let report: Value = serde_json::from_slice(&told.stdout).expect("JSON");
        assert_eq!((&report["people"][0]["of"], &report["more"]), (&json!(8), &json!(0)), "{report}");
        assert_eq!(report["exams"][0]["records"], 1, "{report}");
    });
}
