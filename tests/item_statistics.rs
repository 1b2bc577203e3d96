//! What a report says of questions: it never accuses one by chance. The records are those of one real sitting with other people
//! and other marks, as files; the report is the program's.

use crate::common::exams::Gym;
use formcheck_exam::Sealed;
use formcheck_exam::record::{Record, RecordItem};
use serde_json::{Value, json};

/// How a family of questions tells people apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Family {
    /// Those who know the rest know this less often.
    Backward,
    /// Knowing the rest says nothing of it.
    Blind,
    /// Those who know the rest know this.
    Telling,
}

/// Whether a person knows a question: of `all` people the `person`th, from the one who knows least.
fn knows(family: Family, place: usize, person: usize, all: usize) -> bool {
    match family {
        Family::Backward => person < all / 2,
        Family::Blind => person.is_multiple_of(2),
        // Each is harder than the one before.
        Family::Telling => person * 12 > all * (place + 1),
    }
}

fn family(item: &RecordItem) -> (String, String) {
    (item.item.skill.to_string(), item.item.kind.word().to_owned())
}

/// Writes the records of so many people into a folder; gives the families of a question that is backward and of a blind one.
fn write(gym: &Gym, stem: &str, folder: &str, all: usize) -> [(String, String); 2] {
    let text = gym.text(&format!("{stem}.record.json"));
    let real: Sealed<Record> = Sealed::read(text.as_bytes()).expect("a record");
    let mut families: Vec<(String, String)> = real.what.items.iter().map(family).collect();
    families.dedup();
    let [backward, blind, ..] = &families[..] else { panic!("several families") };
    std::fs::create_dir(gym.path(folder)).expect("a folder");
    for person in 0..all {
        let mut value = real.value.clone();
        value["form"] = json!(format!("{person:012x}"));
        value["candidate"]["reference"] = json!(format!("t-{person:04}"));
        for (place, item) in real.what.items.iter().enumerate() {
            let of = match family(item) {
                this if this == *backward => Family::Backward,
                this if this == *blind => Family::Blind,
                _ => Family::Telling,
            };
            let is_right = knows(of, place, person, all);
            value["items"][place]["right"] = json!(is_right);
            value["items"][place]["marks"] = json!(f64::from(u8::from(is_right)));
        }
        let record = Sealed { value, name: None, ..real.clone() };
        std::fs::write(gym.path(&format!("{folder}/{person:04}.record.json")), record.text())
            .expect("written");
    }
    [backward.clone(), blind.clone()]
}

#[test]
fn no_question_is_accused_by_chance() {
    let gym = Gym::new();
    let stem = gym.record("short", "t-01");
    // With few people a question that tells nobody apart is not known to be one; with many it is.
    for (all, is_blind_known) in [(40, false), (400, true)] {
        let folder = format!("records-{all}");
        let [backward, blind] = write(&gym, &stem, &folder, all);
        let told = gym.run(&["report", &folder, "--json"]);
        let report: Value = serde_json::from_slice(&told.stdout).expect("JSON");
        let mut accused = 0;
        for one in report["families"].as_array().expect("families") {
            let this = (one["skill"].as_str().expect("a skill"), one["kind"].as_str().expect("a kind"));
            let is = |other: &(String, String)| this == (other.0.as_str(), other.1.as_str());
            let is_known = is(&backward) || is_blind_known && is(&blind);
            assert_eq!(one["read_again"], json!(is_known), "{all} people: {one}");
            // By its figure alone, the blind one would be accused either way.
            let figure = one["item_rest"]["value"].as_f64().expect("enough answers");
            assert_eq!(figure < 0.2, is(&backward) || is(&blind), "{all} people: {one}");
            accused += usize::from(is_known);
        }
        let page = gym.ends(0, &["report", &folder]);
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(page.matches("Read it again.").count(), accused, "{page}");
    }
}
