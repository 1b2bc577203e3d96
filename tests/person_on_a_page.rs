//! A head coach who hands somebody one page: what they saw and missed, what to learn next, and which record says so.

use crate::common::exams::Gym;
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;

#[test]
fn one_person_on_one_page() {
    let gym = Gym::new();
    let stem = gym.record("short", "t-01");
    gym.record("short", "t-02");
    let text = gym.text(&format!("{stem}.record.json"));
    let record: Sealed<Record> = Sealed::read(text.as_bytes()).expect("a record");
    let key = gym.public_key().display().to_string();
    let told = gym.ends(0, &["report", ".", "--person", "t-01", "--key", &key]);
    for part in ["What they saw", "What they missed", "It was verified", record.digest().as_str()] {
        assert!(told.contains(part), "{part} in\n{told}");
    }
    let misses = record.what.items.iter().flat_map(|row| &row.trials);
    let is_missed = misses.clone().any(|trial| trial.fires != trial.marked);
    assert_eq!(told.contains("What to learn next"), is_missed, "{told}");
    assert!(!told.contains("t-02"), "{told}");
    // On paper: the name, and a picture of what an eye can see.
    gym.ends(0, &["report", ".", "--person", "t-01", "--html", "anna.html"]);
    let page = gym.text("anna.html");
    assert!(page.contains("Anna Berg (t-01)") && page.contains("It was not verified"), "{page}");
    assert_eq!(page.contains("<svg"), is_missed, "a picture of what was missed");
    let told = gym.ends(2, &["report", ".", "--person", "t-03"]);
    assert!(told.contains("there is no person `t-03`"), "{told}");
}
