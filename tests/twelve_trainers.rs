//! A gym takes on twelve trainers with known weaknesses. They sit the exam through the real program; every record
//! verifies, a forged one doesn't; and the report names the weaknesses that were put in.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::browser::Browser;
use crate::common::exams::{Gym, first, said};
use crate::common::packs::exam_book;
use formcheck_core::quiz::{Chance, Item, Key, Seed};
use formcheck_core::rulebook::{Named, Rulebook, Value as SignValue};
use formcheck_exam::ledger::Ledger;
use formcheck_exam::{Forms, exam_named};
use serde_json::{Value, json};

const TRAINERS: u64 = 12;
/// What these trainers call the first, where the second is offered.
const WEAKNESS: (&str, &str) = ("arm-rowing", "torso-leads");

/// The items of a paper with their keys, by id: only the examiner, who has the seed, can know them.
pub(crate) fn keys(gym: &Gym, book: &Rulebook, form: &str) -> HashMap<String, Item> {
    let text = fs::read_to_string(gym.data().join("exams/ledger.jsonl")).expect("a ledger");
    let ledger = Ledger::read(&text).expect("readable");
    let issued = ledger.form(form).expect("it was issued");
    let quiz = exam_named(book, &issued.exam).expect("an exam");
    let seed = u64::from_str_radix(&issued.seed, 16).expect("a seed");
    let form = Forms::new(book, quiz).expect("an exam").form(Seed(seed)).expect("drawn again");
    form.items.into_iter().map(|item| (item.item.id.to_string(), item.item)).collect()
}

/// The right answer, in the form of a reply.
pub(crate) fn right(item: &Item) -> Value {
    let keys =
        || item.key.choices().iter().filter(|one| one.right).map(|one| json!(one.id)).collect::<Vec<_>>();
    match &item.key {
        Key::One(_) => keys()[0].clone(),
        Key::Many(_) => json!(keys()),
        Key::Order { key, .. } => json!(key),
        Key::Pairs { key, .. } => {
            key.iter().map(|(a, b)| (a.to_string(), json!(b))).collect::<serde_json::Map<_, _>>().into()
        }
        Key::Number { answer, .. } => json!(answer),
        Key::Text { accept, .. } => json!(accept[0]),
    }
}

/// What such a trainer answers: mostly what is right; but the weakness, eight times in ten.
fn answer(shown: &Value, item: &Item, chance: &mut Chance) -> Value {
    let keys: Vec<&str> =
        item.key.choices().iter().filter(|one| one.right).map(|one| one.id.as_str()).collect();
    let offered = |id: &str| item.key.choices().iter().any(|one| one.id.as_str() == id);
    let confuses = keys.contains(&WEAKNESS.0) && !keys.contains(&WEAKNESS.1) && offered(WEAKNESS.1);
    if confuses && chance.below(10) < 8 {
        let called = keys.iter().filter(|id| **id != WEAKNESS.0).chain([&WEAKNESS.1]);
        return match item.key {
            Key::Many(_) => json!(called.collect::<Vec<_>>()),
            _ => json!(WEAKNESS.1),
        };
    }
    if chance.below(10) == 0 { first(shown) } else { right(item) }
}

fn records(gym: &Gym) -> Vec<PathBuf> {
    let book = exam_book();
    let mut made = Vec::new();
    for trainer in 1..=TRAINERS {
        let stem = gym.issue("cohort", &format!("t-{trainer:02}"), &["--name", "=Anna Berg"]);
        let paper: Value = serde_json::from_str(&gym.text(&format!("{stem}.paper.json"))).expect("JSON");
        let keys = keys(gym, book, paper["paper"]["form"].as_str().expect("a form"));
        let chance = std::cell::RefCell::new(Chance::from_seed(Seed(trainer)));
        gym.sit(&stem, |shown| {
            let item = &keys[shown["id"].as_str().expect("an id")];
            json!({"answer": answer(shown, item, &mut chance.borrow_mut()), "certainty": 2})
        });
        let graded = gym.run(&["exam", "grade", &format!("{stem}.paper.json")]);
        assert!(matches!(graded.status.code(), Some(0 | 1)), "{}", said(&graded));
        made.push(gym.path(&format!("{stem}.record.json")));
    }
    made
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim_end)
}

#[test]
fn the_report_names_what_was_put_in() {
    let gym = Gym::new();
    let records = records(&gym);
    let key = gym.public_key().to_string_lossy().into_owned();
    for record in &records {
        gym.ends(0, &["exam", "verify", &record.to_string_lossy(), "--key", &key]);
    }
    let output = gym.run(&["report", ".", "--key", &key, "--json"]);
    assert!(output.status.success(), "{}", said(&output));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let people = report["people"].as_array().expect("people");
    assert_eq!(people.len(), 12);
    assert!(people.iter().all(|one| one["verified"] == true && one["of"] == 24));
    let lesson = &report["teach"][0];
    assert_eq!(
        (&lesson["why"], &lesson["was"], &lesson["called"]),
        (&json!("confused"), &json!(WEAKNESS.0), &json!(WEAKNESS.1)),
        "{} {}",
        report["teach"],
        report["confusion"]
    );
    let share = lesson["share"]["value"].as_f64().expect("enough");
    assert!((0.5..=1.0).contains(&share), "{share}");
    // Its other way round was not put in, and is not there.
    let back = report["confusion"].as_array().expect("pairs").iter().find(|one| one["was"] == WEAKNESS.1);
    assert!(
        back.is_none_or(|one| one["called"] != WEAKNESS.0 || one["times"].as_u64() < Some(4)),
        "{back:?}"
    );
    let exam = &report["exams"][0];
    assert_eq!(exam["latest"]["people"], 12);
    let passed = people.iter().filter(|one| one["passed"] == true).count();
    assert_eq!(exam["latest"]["passed"], passed);
    let from = exam["latest"]["from"].as_f64().expect("an interval");
    let to = exam["latest"]["to"].as_f64().expect("an interval");
    #[expect(clippy::cast_precision_loss, reason = "twelve")]
    let rate = passed as f64 / 12.0;
    assert!(from < rate + 1e-9 && rate < to + 1e-9, "{from} {rate} {to}");
    // Twelve are too few to say how well the exam tells people apart, and it says so.
    assert_eq!((&exam["dependability"]["value"], &exam["dependability"]["n"]), (&Value::Null, &json!(12)));
    keep(&records, &gym.public_key());
    faces(&gym, &key);
    what_is_wrong_is_said(&gym, &key, &records);
}

/// With `FORMCHECK_KEEP=DIR` the records stay there, beside the pages, for whoever wants to look at reports of them.
fn keep(records: &[PathBuf], key: &Path) {
    let Some(kept) = std::env::var_os("FORMCHECK_KEEP").map(PathBuf::from) else { return };
    for file in records.iter().map(PathBuf::as_path).chain([key]) {
        fs::copy(file, kept.join(file.file_name().expect("a name"))).expect("copied");
    }
}

fn faces(gym: &Gym, key: &str) {
    let text = gym.ends(0, &["report", ".", "--key", key]);
    assert!(text.contains("Tell \"Arm rowing\" from \"Torso starts the rep\""), "{text}");
    assert!(text.contains("not enough yet (12 of 20)"), "{text}");
    assert!(lines(&text).all(|line| line.chars().count() <= 80), "{text}");
    let csv = gym.run(&["report", ".", "--csv"]);
    let csv = String::from_utf8(csv.stdout).expect("text");
    assert_eq!(csv.lines().count(), 13, "{csv}");
    assert!(
        csv.contains(",'=Anna Berg,"),
        "a name that a spreadsheet would run is made escape_formula: {csv}"
    );
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    for row in reader.records() {
        let row = row.expect("CSV");
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
    }
    let judges = gym.path("judges.csv");
    fs::write(&judges, "item,Ann,Ben\none,60,70\ntwo,80,70\n").expect("written");
    let text = gym.ends(0, &["report", ".", "--angoff", &judges.to_string_lossy()]);
    assert!(text.contains("70.0 % by 2 judges over 2 items"), "{text}");
    let page = gym.path("report.html");
    gym.ends(0, &["report", ".", "--key", key, "--html", &page.to_string_lossy()]);
    page_in_a_browser(&page);
}

fn page_in_a_browser(page: &Path) {
    let text = fs::read_to_string(page).expect("a page");
    for outside in ["http:", "https:", "src=", "@import", "<script", "<link"] {
        assert!(!text.contains(outside), "{outside} in a page that needs nothing else");
    }
    let Some(browser) = Browser::find() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let seen = browser.dom(page);
    for heading in
        ["What to teach next", "Who", "What they mix up", "What they see: d′ by mistake", "The questions"]
    {
        assert!(seen.contains(heading), "{heading}");
    }
    figures_are_told(&seen);
    assert!(seen.contains("class=\"h4\"") || seen.contains("class=\"h3\""), "the weakness is dark");
    let kept = std::env::var("FORMCHECK_KEEP").map_or_else(|_| folder.path().to_owned(), PathBuf::from);
    for (name, more) in [
        ("report-light.png", "--blink-settings=preferredColorScheme=1"),
        ("report-dark.png", "--blink-settings=preferredColorScheme=0"),
    ] {
        let picture = kept.join(name);
        browser
            .browse(page, &[more, "--window-size=1000,3600", &format!("--screenshot={}", picture.display())]);
        assert!(fs::metadata(&picture).is_ok_and(|file| file.len() > 20_000), "{name}");
    }
    let paper = kept.join("report.pdf");
    browser.browse(page, &["--no-pdf-header-footer", &format!("--print-to-pdf={}", paper.display())]);
    assert!(fs::read(&paper).is_ok_and(|bytes| bytes.starts_with(b"%PDF")));
}

/// Each mistake that is to be taught is drawn beside a clean rep, and both are told to those who don't see them.
fn figures_are_told(seen: &str) {
    let book = exam_book();
    let (_, teach) = seen.split_once("id=\"teach\"").expect("a part on what to teach");
    let (teach, _) = teach.split_once("</section>").expect("it ends");
    let pairs: Vec<&str> = teach.split("<div class=\"pair\">").skip(1).collect();
    assert_eq!(pairs.len(), 2, "{teach}");
    for (pair, id) in pairs.iter().zip([WEAKNESS.0, WEAKNESS.1]) {
        let Some(Named::Mistake(ix)) = book.find(id) else { panic!("{id} is a mistake") };
        let mistake = &book[ix];
        assert!(pair.contains(&format!("<b>{}</b>", mistake.name)), "{pair}");
        let pictures: Vec<&str> = pair.split("<svg").skip(1).collect();
        let [clean, faulty] = pictures[..] else { panic!("two pictures: {pair}") };
        assert!(pictures.iter().all(|one| one.contains("role=\"img\"")), "{pair}");
        let points = |picture: &str| picture.contains("class=\"w\"");
        assert!(points(faulty) && !points(clean), "{pair}");
        // What is told is what the rules say of the rep: the sign that makes the mistake, and only beside the faulty one.
        let says: Vec<String> = mistake
            .when
            .iter()
            .flat_map(|clause| &clause.tests)
            .flat_map(|test| {
                test.values.spans().iter().map(|&(from, _)| book[test.sign].say(SignValue(from)))
            })
            .collect();
        let tells = |picture: &str| {
            let (title, _) =
                picture.split_once("<title>").expect("a title").1.split_once("</title>").expect("closed");
            says.iter().any(|say| title.to_lowercase().contains(&say.to_lowercase()))
        };
        assert!(tells(faulty) && !tells(clean), "{says:?} {pair}");
    }
}

fn what_is_wrong_is_said(gym: &Gym, key: &str, records: &[PathBuf]) {
    // Forged: a better score.
    let text = fs::read_to_string(&records[0]).expect("a record");
    let forged = text.replacen("\"passed\": false", "\"passed\": true", 1);
    let forged =
        if forged == text { text.replacen("\"passed\": true", "\"passed\": false", 1) } else { forged };
    let path = gym.path("forged.record.json");
    fs::write(&path, forged).expect("written");
    let said = gym.ends(1, &["report", ".", "--key", key]);
    assert!(said.contains("forged.record.json: it does not verify"), "{said}");
    assert!(said.contains("DOES NOT VERIFY"), "{said}");
    fs::remove_file(&path).expect("removed");
    // Truncated: it is no record, and the others are reported.
    fs::write(gym.path("cut.record.json"), &text[..text.len() / 2]).expect("written");
    let said = gym.ends(1, &["report", "."]);
    assert!(said.contains("cut.record.json: this is no record of an exam"), "{said}");
    assert!(said.contains("t-12"), "{said}");
    fs::remove_file(gym.path("cut.record.json")).expect("removed");
    // Twice the same is once.
    let twice = records[0].to_string_lossy();
    let output = gym.run(&["report", &twice, &twice, "--json"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["people"].as_array().map(Vec::len), Some(1));
    // Nothing to report is not green.
    fs::create_dir(gym.path("empty")).expect("made");
    let said = gym.ends(1, &["report", "empty"]);
    assert!(said.contains("there is no record to report"), "{said}");
    gym.ends(1, &["report", "nowhere.record.json"]);
    gym.ends(2, &["report"]);
}
