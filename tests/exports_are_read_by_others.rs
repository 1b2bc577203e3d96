//! What is exported, read by programs that aren't ours and compared with what the engine knows: keys, options, feedback
//! and ids of 500 generated questions and more, plain and with texts as hostile as a pack may write them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use crate::common::clients::{file, node, python};
use crate::common::exported::{
    assert_stem, assert_told, bank, books, earns, hostile_book, hundredths, pictured, say, written,
};
use crate::common::texts::{seen, shown};
use data_encoding::BASE64;
use formcheck_core::figure::{Motion, png, svg};
use formcheck_core::quiz::{Item, Key, Piece, QuestionKind, Seed};
use formcheck_core::rulebook::words::clean;
use formcheck_core::rulebook::{Rulebook, WrittenKind, load_mid_back};
use formcheck_exam::export::bank::{Bank, BankQuestion, spread};
use formcheck_exam::export::{LeftOut, LeftOutPart};
use serde_json::{Value, json};

/// Left halves with the right ones that belong to them, from the engine's key.
fn pairs(task: &Key) -> Option<BTreeMap<String, String>> {
    match task {
        Key::Pairs { left, right, key } => {
            Some(key.iter().map(|(a, b)| (say(left, a), say(right, b))).collect())
        }
        Key::Order { pieces, key, groups } => {
            let place = |piece: &Piece| {
                let at = key.iter().position(|id| *id == piece.id).expect("in the key");
                let alike = (0..key.len()).filter(|&other| groups[other] == groups[at]);
                alike.map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(" or ")
            };
            Some(pieces.iter().map(|piece| (seen(&piece.say), place(piece))).collect())
        }
        _ => None,
    }
}

#[test]
fn gift_is_read_without_loss() {
    let folder = tempfile::tempdir().expect("a folder");
    for book in books(folder.path()) {
        gift_of(folder.path(), &book);
    }
}

fn gift_of(folder: &Path, book: &Rulebook) {
    let bank = bank(book, pictured());
    let written = written(book, &bank, "gift");
    let path = file(folder, "questions.gift", written.text().expect("text"));
    let Some(read) = node("gift-pegjs", "read_gift.cjs", &[&path]) else { return };
    let read = read.as_array().expect("a list");
    let mut category = "";
    let mut questions: HashMap<&str, (&str, &Value)> = HashMap::new();
    for one in read {
        if one["type"] == "Category" {
            category = one["title"].as_str().expect("text");
        } else {
            questions.insert(one["id"].as_str().expect("an id"), (category, one));
        }
    }
    // What plain fields of the format can't say is told, and nothing else is left out.
    let questions_out = written.left_out.iter().filter(|one| one.part == LeftOutPart::Question);
    let left_out: HashSet<&str> = questions_out.map(|one| one.id.as_str()).collect();
    assert!(left_out.len() < pictured() / 20, "{} were left out", left_out.len());
    assert_eq!(questions.len() + left_out.len(), pictured());
    for entry in bank.entries.iter().filter(|entry| !left_out.contains(entry.id.as_str())) {
        let (place, one) =
            questions.get(entry.id.as_str()).unwrap_or_else(|| panic!("{} is missing", entry.id));
        // This reader leaves backslashes doubled; Moodle's own doesn't.
        assert_eq!(place.replace("\\\\", "\\"), category_of(entry));
        assert_gift_picture(book, entry, one);
        assert_gift(entry, &written.left_out, one);
    }
}

/// The rep that a question shows stands in the address of a picture.
fn assert_gift_picture(book: &Rulebook, entry: &BankQuestion, one: &Value) {
    let item = &entry.item;
    let stem = one["stem"]["text"].as_str().expect("text");
    let drawn: Vec<String> = stem
        .split("data:image/svg+xml;base64,")
        .skip(1)
        .map(|rest| {
            let file = rest.split('"').next().expect("an end");
            String::from_utf8(BASE64.decode(file.as_bytes()).expect("base64")).expect("text")
        })
        .collect();
    let exercise = item.exercise_in(book).filter(|_| item.shows_a_rep());
    let reps = exercise.and_then(|exercise| Some((exercise, item.each_observed(book)?)));
    let Some((exercise, reps)) = reps else {
        assert!(drawn.is_empty(), "{} shows no rep", entry.id);
        return;
    };
    let clean = Motion::clean(book, exercise).expect("a figure");
    assert_eq!(drawn.len(), reps.len(), "{}", entry.id);
    for (drawn, rep) in drawn.iter().zip(&reps) {
        let motion = Motion::of(book, exercise, rep).expect("a figure");
        assert_eq!(drawing(drawn), drawing(&svg::strip(&motion, &clean, "")), "{}", entry.id);
    }
}

/// Where a question bank puts it; a slash in a name is doubled.
fn category_of(entry: &BankQuestion) -> String {
    format!("$course$/top/formcheck/{}", clean(&entry.section).trim().replace('/', "//"))
}

fn assert_gift(entry: &BankQuestion, left_out: &[LeftOut], one: &Value) {
    let item = &entry.item;
    let text = |value: &Value| shown(value["text"].as_str().unwrap_or_default());
    assert_eq!(one["stem"]["format"], "html");
    assert_stem(item, &text(&one["stem"]));
    assert_told(item, &text(&one["globalFeedback"]));
    let tags: Vec<&str> = one["tags"].as_array().expect("tags").iter().filter_map(Value::as_str).collect();
    assert!(tags.contains(&item.kind.word()), "{tags:?}");
    match &item.key {
        Key::One(choices) if item.kind == QuestionKind::Written(WrittenKind::TrueFalse) => {
            let is_true = choices.iter().any(|choice| choice.right && choice.say == "True");
            assert_eq!(one["isTrue"], is_true, "{}", entry.id);
        }
        Key::One(choices) | Key::Many(choices) => {
            let single = matches!(item.key, Key::One(_));
            let read = one["choices"].as_array().expect("choices");
            assert_eq!(read.len(), choices.len());
            for (choice, read) in choices.iter().zip(read) {
                assert_eq!(text(&read["text"]), seen(&choice.say), "{}", entry.id);
                assert_eq!(text(&read["feedback"]), seen(&choice.because), "{}", entry.id);
                if single {
                    assert_eq!(read["isCorrect"], choice.right, "{}", entry.id);
                } else {
                    let weight = hundredths(read["weight"].as_f64().expect("a weight"));
                    assert_eq!(weight, earns(choices, choice, single), "{}", entry.id);
                }
            }
        }
        Key::Order { .. } | Key::Pairs { .. } => {
            let read = one["matchPairs"].as_array().expect("pairs").iter().map(|pair| {
                let right = pair["subanswer"].as_str().expect("text");
                (text(&pair["subquestion"]), seen(&unmasked(right)))
            });
            let mut read: BTreeMap<String, String> = read.collect();
            read.remove("");
            assert_eq!(Some(read), pairs(&item.key), "{}", entry.id);
        }
        Key::Number { answer, within, .. } => {
            let read = &one["choices"];
            let number = if read.is_array() { &read[0] } else { read };
            let number = if number["text"]["number"].is_null() { number } else { &number["text"] };
            assert_eq!(number["number"].as_f64(), Some(*answer), "{}: {read}", entry.id);
            assert_eq!(number["range"].as_f64(), Some(*within), "{}", entry.id);
        }
        Key::Text { accept, .. } => {
            let read = one["choices"].as_array().expect("answers").iter();
            let read: Vec<String> = read
                .map(|one| seen(one["text"]["text"].as_str().expect("text")).replace("\\*", "*"))
                .collect();
            // One that can't be said is left out by itself, and that is told.
            let can_be_said = |text: &&String| {
                let text = clean(text).trim().to_owned();
                !text.contains("->") && !text.contains("&&0") && !text.starts_with('[')
            };
            let said: Vec<String> = accept.iter().filter(can_be_said).map(|one| seen(one)).collect();
            assert_eq!(read, said, "{}", entry.id);
            let without = accept.len() - said.len();
            let told = |one: &&LeftOut| one.id == entry.id && one.part == LeftOutPart::Answer;
            assert_eq!(left_out.iter().filter(told).count(), without, "{}", entry.id);
        }
    }
}

/// This reader leaves its own stand-ins in the right halves of pairs.
fn unmasked(text: &str) -> String {
    let mut text = text.to_owned();
    for letter in ['\\', ':', '#', '=', '{', '}', '~'] {
        text = text.replace(&format!("&&{:03};", u32::from(letter)), &letter.to_string());
    }
    text
}

#[test]
fn moodle_xml_is_read_without_loss() {
    let folder = tempfile::tempdir().expect("a folder");
    for book in books(folder.path()) {
        moodle_of(folder.path(), &book);
    }
}

fn moodle_of(folder: &Path, book: &Rulebook) {
    let bank = bank(book, pictured());
    let written = written(book, &bank, "moodle-xml");
    assert_eq!(written.left_out, []);
    let tree = roxmltree::Document::parse(written.text().expect("text")).expect("XML");
    let mut read = HashMap::new();
    let mut category = "";
    for question in tree.root_element().children().filter(|node| node.has_tag_name("question")) {
        if question.attribute("type") == Some("category") {
            category = inner(question, "category").expect("text");
        } else {
            read.insert(inner(question, "idnumber").expect("an id").to_owned(), (category, question));
        }
    }
    assert_eq!(read.len(), pictured());
    assert_nothing_is_escaped(written.text().expect("text"));
    let mut pictured = 0;
    for entry in &bank.entries {
        let (place, question) = read.get(&entry.id).unwrap_or_else(|| panic!("{} is missing", entry.id));
        assert_eq!(*place, category_of(entry));
        assert_moodle(entry, *question);
        pictured += usize::from(assert_moodle_picture(book, entry, *question));
    }
    let path = file(folder, "questions.xml", written.text().expect("text"));
    assert!(pictured > 0, "no question with a picture");
    if let Some(read) = python("moodle_xml_parser", "read_moodle_xml.py", &[&path]) {
        assert_multichoice(&bank, read.as_array().expect("a list"));
    }
}

/// The rep that a question shows is a file of the question, which its text names; whether there is one.
fn assert_moodle_picture(book: &Rulebook, entry: &BankQuestion, question: roxmltree::Node<'_, '_>) -> bool {
    let item = &entry.item;
    let text = question.children().find(|node| node.has_tag_name("questiontext")).expect("a text");
    let files: Vec<_> = text.children().filter(|node| node.has_tag_name("file")).collect();
    let named = inner(question, "questiontext").expect("text").matches("@@PLUGINFILE@@/rep").count();
    assert_eq!(files.len(), named, "{}", entry.id);
    let exercise = item.exercise_in(book).filter(|_| item.shows_a_rep());
    let Some((exercise, reps)) = exercise.zip(item.each_observed(book)) else {
        assert!(files.is_empty(), "{} shows no rep", entry.id);
        return false;
    };
    assert_eq!(files.len(), reps.len(), "{}: a picture for each rep", entry.id);
    let clean = Motion::clean(book, exercise).expect("a figure");
    for (place, (file, rep)) in files.iter().zip(&reps).enumerate() {
        let name = if place == 0 { "rep.png".to_owned() } else { format!("rep-{}.png", place + 1) };
        assert_eq!(
            (file.attribute("name"), file.attribute("encoding")),
            (Some(name.as_str()), Some("base64"))
        );
        let bytes = BASE64.decode(file.text().expect("a file").as_bytes()).expect("base64");
        let motion = Motion::of(book, exercise, rep).expect("a figure");
        // The picture hangs on what is shown alone.
        assert_eq!(bytes, png::strip(&motion, &clean), "{}", entry.id);
    }
    true
}

/// Moodle's own reader loses a space that stands between two escaped characters, so none are: marks of XML stand in CDATA
/// sections.
fn assert_nothing_is_escaped(xml: &str) {
    let mut rest = xml;
    while let Some((before, section)) = rest.split_once("<![CDATA[") {
        assert!(!before.contains('&'), "{before}");
        rest = section.split_once("]]>").expect("it ends").1;
    }
    assert!(!rest.contains('&'), "{rest}");
}

/// The text of an element of this name, or of the `text` in it.
fn inner<'n>(node: roxmltree::Node<'n, '_>, name: &str) -> Option<&'n str> {
    let found = node.children().find(|child| child.has_tag_name(name))?;
    let text = found.children().find(|child| child.has_tag_name("text")).unwrap_or(found);
    Some(text.text().unwrap_or_default())
}

/// Element by element as Moodle's documentation of its XML format has it.
fn assert_moodle(entry: &BankQuestion, question: roxmltree::Node<'_, '_>) {
    let item = &entry.item;
    let of = |node, name| inner(node, name).unwrap_or_else(|| panic!("{}: no {name}", entry.id));
    assert_stem(item, &shown(of(question, "questiontext")));
    assert_told(item, &shown(of(question, "generalfeedback")));
    assert!(of(question, "idnumber").len() <= 100);
    let answers: Vec<_> = question.children().filter(|node| node.has_tag_name("answer")).collect();
    let fraction = |node: roxmltree::Node<'_, '_>| -> f64 {
        node.attribute("fraction").and_then(|text| text.parse().ok()).expect("a fraction")
    };
    let kind = question.attribute("type").expect("a type");
    match &item.key {
        Key::One(choices) if item.kind == QuestionKind::Written(WrittenKind::TrueFalse) => {
            assert_eq!(kind, "truefalse");
            let right =
                answers.iter().find(|node| hundredths(fraction(**node)) == 10_000).expect("one is right");
            let is_true = choices.iter().any(|choice| choice.right && choice.say == "True");
            assert_eq!(of(*right, "text"), if is_true { "true" } else { "false" });
        }
        Key::One(choices) | Key::Many(choices) => {
            let single = matches!(item.key, Key::One(_));
            assert_eq!(
                (kind, of(question, "single")),
                ("multichoice", if single { "true" } else { "false" })
            );
            assert_eq!(answers.len(), choices.len());
            for (choice, answer) in choices.iter().zip(&answers) {
                assert_eq!(shown(of(*answer, "text")), seen(&choice.say), "{}", entry.id);
                assert_eq!(shown(of(*answer, "feedback")), seen(&choice.because), "{}", entry.id);
                assert_eq!(hundredths(fraction(*answer)), earns(choices, choice, single), "{}", entry.id);
            }
        }
        Key::Order { .. } | Key::Pairs { .. } => {
            assert_eq!(kind, "matching");
            let halves = question.children().filter(|node| node.has_tag_name("subquestion"));
            let halves: Vec<_> =
                halves.map(|node| (shown(of(node, "text")), seen(of(node, "answer")))).collect();
            assert!(halves.len() >= 3, "{}", entry.id);
            let mut read: BTreeMap<String, String> = halves.into_iter().collect();
            read.remove("");
            assert_eq!(Some(read), pairs(&item.key), "{}", entry.id);
        }
        Key::Number { answer, within, .. } => {
            assert_eq!(kind, "numerical");
            assert_eq!(of(answers[0], "text").parse(), Ok(*answer));
            assert_eq!(of(answers[0], "tolerance").parse(), Ok(*within));
        }
        Key::Text { accept, .. } => {
            assert_eq!(kind, "shortanswer");
            let read: Vec<String> =
                answers.iter().map(|node| seen(of(*node, "text")).replace("\\*", "*")).collect();
            assert_eq!(read, accept.iter().map(|one| seen(one)).collect::<Vec<_>>(), "{}", entry.id);
        }
    }
}

/// What `moodle-xml-parser` understood of the choices; it hands out text with its entities resolved.
fn assert_multichoice(bank: &Bank, read: &[Value]) {
    let is_choice = |entry: &&BankQuestion| {
        !entry.item.key.choices().is_empty()
            && entry.item.kind != QuestionKind::Written(WrittenKind::TrueFalse)
    };
    // Moodle's file is sorted by section, and so is what was read.
    let mut sections: Vec<&str> = Vec::new();
    for entry in &bank.entries {
        if !sections.contains(&entry.section.as_str()) {
            sections.push(&entry.section);
        }
    }
    let sorted = sections
        .into_iter()
        .flat_map(|section| bank.entries.iter().filter(move |entry| entry.section == section))
        .filter(is_choice);
    let sorted: Vec<&BankQuestion> = sorted.collect();
    assert_eq!(read.len(), sorted.len());
    for (entry, read) in sorted.iter().zip(read) {
        let choices = entry.item.key.choices();
        let single = matches!(entry.item.key, Key::One(_));
        assert_eq!(read["single"], single, "{}", entry.id);
        for (choice, option) in choices.iter().zip(read["options"].as_array().expect("options")) {
            // It takes these marks out wherever they stand.
            let without = |text: &str| seen(text).replace("]]>", "");
            let said = option["answer"].as_str().expect("text");
            assert_eq!(without(said), without(&choice.say), "{}", entry.id);
            let earned = option["score_fraction"].as_f64().expect("a number");
            assert_eq!(hundredths(earned), earns(choices, choice, single), "{}", entry.id);
        }
    }
}

#[test]
fn anki_imports_every_card_and_shows_it_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    for book in books(folder.path()) {
        anki_of(folder.path(), &book);
    }
}

fn anki_of(folder: &Path, book: &Rulebook) {
    let bank = bank(book, pictured());
    let path = file(folder, "cards.txt", written(book, &bank, "anki").text().expect("text"));
    let Some(read) = python("anki", "read_anki.py", &[&path]) else { return };
    assert_eq!(read["imports"][0]["new"], pictured());
    assert_eq!(read["notes"], pictured());
    let cards: HashMap<&str, &Value> = read["cards"]
        .as_array()
        .expect("cards")
        .iter()
        .map(|card| (card["guid"].as_str().expect("text"), card))
        .collect();
    let mut drawn = Vec::new();
    for entry in &bank.entries {
        let card = cards[format!("formcheck:mid-back:{}", entry.id).as_str()];
        // As Anki itself puts the card together. Its answer repeats the question above a line.
        let side = |name: &str| card[name].as_str().expect("text").to_owned();
        let (front, whole) = (shown(&side("question")), side("answer"));
        let (_, below) = whole.split_once("<hr id=answer>").expect("a line between");
        let back = shown(below);
        assert_stem(&entry.item, &front);
        assert_told(&entry.item, &back);
        for text in entry.item.option_texts() {
            assert!(front.contains(&seen(text)), "{text:?} is missing: {front}");
        }
        for choice in entry.item.key.choices().iter().filter(|choice| choice.right) {
            assert!(back.to_lowercase().contains(&seen(&choice.say).to_lowercase()), "{}: {back}", entry.id);
        }
        drawn.push(pictures(book, &entry.item, &side("question"), below));
        let deck = card["deck"].as_str().and_then(|deck| deck.strip_prefix("formcheck::")).expect("our deck");
        // A name may hold a tab, of which Anki makes a space.
        assert_eq!(seen(deck), seen(&entry.section).replace("::", ":").trim());
    }
    let many = |side: fn(&(bool, bool)) -> bool| drawn.iter().filter(|one| side(one)).count();
    let (fronts, backs) = (many(|one| one.0), many(|one| one.1));
    assert!(backs > pictured() / 6 && fronts > backs, "{fronts} fronts and {backs} backs are drawn");
}

/// Whether the rep is drawn on the front and, where there is something to see, on the back. Arrows and the clean rep are on
/// the back only; the front's picture is the same for any item that shows this rep, whatever its key.
fn pictures(book: &Rulebook, item: &Item, front: &str, back: &str) -> (bool, bool) {
    let exercise = item.exercise_in(book).filter(|&ix| book[ix].figure.is_some() && item.shows_a_rep());
    let drawn = if exercise.is_some() { item.reps().count() } else { 0 };
    assert_eq!(front.matches("<svg").count(), drawn, "{front}");
    let Some(exercise) = exercise else {
        assert!(!back.contains("<svg"), "{back}");
        return (false, false);
    };
    let pointing = ["class=\"m\"", "class=\"w\"", "class=\"g\""];
    assert!(pointing.iter().all(|one| !front.contains(one)), "{front}");
    let clean = Motion::clean(book, exercise).expect("it is drawn");
    for rep in item.each_observed(book).expect("known") {
        let rep = Motion::of(book, exercise, &rep).expect("it is drawn");
        assert!(front.contains(&drawing(&svg::strip(&rep, &clean, ""))), "{front}");
    }
    let is_explained = back.contains("<svg");
    assert!(!is_explained || pointing.iter().any(|one| back.contains(one)), "{back}");
    (true, is_explained)
}

/// A picture without its words, on one line.
fn drawing(svg: &str) -> String {
    svg.split_once("</title>").expect("a title").1.replace('\n', "")
}

#[test]
fn anki_updates_what_was_reworded_and_doubles_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (before, after) = (load_mid_back(), hostile_book(folder.path()));
    let draw = |book| spread(book, &[], Some(pictured()), Seed(1)).expect("there are as many");
    let first =
        file(folder.path(), "first.txt", written(&before, &draw(&before), "anki").text().expect("text"));
    let reworded =
        file(folder.path(), "reworded.txt", written(&after, &draw(&after), "anki").text().expect("text"));
    let Some(read) = python("anki", "read_anki.py", &[&first, &reworded, &reworded]) else { return };
    let all = &read["notes"];
    assert_eq!((&read["imports"][0]["new"], all), (&json!(pictured()), &json!(pictured())));
    // Every word was changed, and where the new words of a rep would say its key, so was the kind of question.
    assert_eq!((&read["imports"][1]["new"], &read["imports"][1]["updated"]), (&json!(0), all));
    assert_eq!(
        (&read["imports"][2]["new"], &read["imports"][2]["duplicate"]),
        (&json!(0), all),
        "the same again"
    );
    assert!(read["cards"].to_string().contains("alert(1)"), "the new words are there");
}
