//! QTI packages of 600 plain and 600 hostile questions, read back element by element: texts, keys, shares, feedback,
//! pictures, and a manifest that names every file and no other; and by two programs that aren't ours.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{Cursor, Read as _};

use crate::common::clients::python;
use crate::common::exported::{assert_stem, assert_told, books, few, written};
use crate::common::texts::{seen, shown};
use formcheck_core::figure::{Motion, png};
use formcheck_core::quiz::{Choice, Key, OptionId, Piece};
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::export::bank::BankQuestion;
use roxmltree::{Document, Node};
use serde_json::{Value, json};

const DIALECTS: [&str; 2] = ["qti21", "qti3"];

type Files = BTreeMap<String, Vec<u8>>;

fn unpacked(bytes: Vec<u8>) -> Files {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|place| {
            let mut file = zip.by_index(place).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("whole");
            (file.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

fn text<'f>(files: &'f Files, path: &str) -> &'f str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no file {path}"))).expect("UTF-8")
}

/// The name that QTI 2.1 has for an element.
fn name(node: Node<'_, '_>) -> String {
    let name = node.tag_name().name();
    let Some(kebab) = name.strip_prefix("qti-") else { return name.to_owned() };
    let mut parts = kebab.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| {
        let (head, tail) = part.split_at(1);
        whole + &head.to_uppercase() + tail
    })
}

fn all<'t, 'i>(node: Node<'t, 'i>, wanted: &str) -> Vec<Node<'t, 'i>> {
    node.descendants().filter(|node| node.is_element() && name(*node) == wanted).collect()
}

fn one<'t, 'i>(node: Node<'t, 'i>, wanted: &str) -> Node<'t, 'i> {
    let found = all(node, wanted);
    assert_eq!(found.len(), 1, "{wanted}");
    found[0]
}

/// An attribute by its name in QTI 2.1.
fn at<'t>(node: Node<'t, '_>, attribute: &str) -> &'t str {
    let kebab: String = attribute
        .chars()
        .flat_map(|letter| {
            letter.is_ascii_uppercase().then_some('-').into_iter().chain([letter.to_ascii_lowercase()])
        })
        .collect();
    let found = node.attribute(attribute).or_else(|| node.attribute(kebab.as_str()));
    found.unwrap_or_else(|| panic!("{attribute} of {node:?}"))
}

/// What a person reads in it.
fn read(node: Node<'_, '_>) -> String {
    let said: Vec<&str> = node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
    seen(&said.join(" "))
}

#[test]
fn a_package_says_everything_of_its_questions() {
    let folder = tempfile::tempdir().expect("a folder");
    for book in books(folder.path()) {
        let bank = few(&book);
        for dialect in DIALECTS {
            let written = written(&book, &bank, dialect);
            assert_eq!(written.left_out, []);
            let files = unpacked(written.bytes);
            let items = manifest(&files);
            assert_eq!(items.len(), bank.entries.len());
            let mut pictures = 0;
            for entry in &bank.entries {
                let path = &items[&format!("q-{}", entry.id.replace('/', ".").replace(':', "_"))];
                pictures += item(&book, entry, &files, path);
            }
            assert!(pictures > bank.entries.len() / 4, "{pictures} pictures");
        }
    }
}

#[test]
fn others_read_the_older_version_and_make_the_newer_one_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for book in books(folder.path()) {
        let bank = few(&book);
        let paths = DIALECTS.map(|dialect| {
            let path = folder.path().join(dialect);
            std::fs::write(&path, written(&book, &bank, dialect).bytes).expect("written");
            path
        });
        let Some(told) = python("onyx2moodle", "read_qti.py", &[&paths[0], &paths[1]]) else { return };
        assert_eq!(told["otherwise"], json!([]), "what another makes of 2.1 is our 3.0");
        let items = told["items"].as_array().expect("a list");
        assert_eq!(items.len(), bank.entries.len());
        let items: HashMap<&str, &Value> =
            items.iter().map(|item| (item["name"].as_str().expect("text"), item)).collect();
        for entry in &bank.entries {
            understood(entry, items[format!("q-{}", entry.id.replace('/', ".").replace(':', "_")).as_str()]);
        }
    }
}

/// What `onyx2moodle` read of an item: it knows no orders, and of these only the key.
fn understood(entry: &BankQuestion, read: &Value) {
    let text = |value: &Value| shown(value.as_str().expect("text"));
    let told = |name: &str| read["feedback"].get(name).map(text).unwrap_or_default();
    assert_told(&entry.item, &told("told"));
    // It hands out the text of an element as it reads, with its entities resolved.
    let said = |half: &str| -> Vec<String> {
        read[half]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| seen(one["html"].as_str().expect("text")))
            .collect()
    };
    let is_right = |name: &str| read["right"].as_array().expect("a list").iter().any(|one| one == name);
    match &entry.item.key {
        Key::One(choices) | Key::Many(choices) => {
            assert_eq!(said("choices"), choices.iter().map(|one| seen(&one.say)).collect::<Vec<_>>());
            for (place, choice) in choices.iter().enumerate() {
                let name = format!("option-{}", place + 1);
                assert_eq!(is_right(&name), choice.right, "{}", entry.id);
                assert!(told(&name).ends_with(&seen(&choice.because)), "{}", entry.id);
            }
        }
        Key::Order { key, .. } => assert_eq!(read["right"].as_array().map(Vec::len), Some(key.len())),
        Key::Pairs { left, right, key } => {
            let says = |pieces: &[Piece]| pieces.iter().map(|one| seen(&one.say)).collect::<Vec<_>>();
            assert_eq!((said("match_sources"), said("match_targets")), (says(left), says(right)));
            let at = |pieces: &[Piece], id| pieces.iter().position(|one| one.id == id).expect("a piece") + 1;
            for (a, b) in key {
                assert!(is_right(&format!("left-{} right-{}", at(left, a.clone()), at(right, b.clone()))));
            }
        }
        Key::Number { answer, .. } => assert_eq!(read["right"], json!([answer.to_string()])),
        Key::Text { accept, .. } => {
            let shares = read["shares"].as_object().expect("shares");
            assert!(accept.iter().all(|one| shares.keys().any(|key| seen(key) == seen(one))), "{}", entry.id);
        }
    }
}

/// Every file stands in the manifest and every file of the manifest is there; the questions' files by their names.
fn manifest(files: &Files) -> HashMap<String, String> {
    let tree = Document::parse(text(files, "imsmanifest.xml")).expect("XML");
    let named: BTreeSet<&str> =
        all(tree.root_element(), "file").into_iter().map(|file| at(file, "href")).collect();
    let there: BTreeSet<&str> =
        files.keys().map(String::as_str).filter(|path| *path != "imsmanifest.xml").collect();
    assert_eq!(named, there);
    let test = Document::parse(text(files, "test.xml")).expect("XML");
    let refs = all(test.root_element(), "assessmentItemRef");
    let items: HashMap<String, String> =
        refs.iter().map(|node| (at(*node, "identifier").to_owned(), at(*node, "href").to_owned())).collect();
    let resources = all(tree.root_element(), "resource");
    let is_item = |node: &&Node<'_, '_>| at(**node, "type").starts_with("imsqti_item_xmlv");
    let of_items: BTreeSet<&str> = resources.iter().filter(is_item).map(|node| at(*node, "href")).collect();
    assert_eq!(of_items, items.values().map(String::as_str).collect());
    items
}

/// The item's texts and key; how many pictures it has.
fn item(book: &Rulebook, entry: &BankQuestion, files: &Files, path: &str) -> usize {
    let tree = Document::parse(text(files, path)).unwrap_or_else(|error| panic!("{}: {error}", entry.id));
    let root = tree.root_element();
    assert_eq!(at(root, "label"), entry.id);
    let body = one(root, "itemBody");
    assert_stem(&entry.item, &read(body));
    let feedback: HashMap<&str, String> =
        all(root, "modalFeedback").into_iter().map(|node| (at(node, "identifier"), read(node))).collect();
    assert_told(&entry.item, feedback.get("told").map_or("", String::as_str));
    answer(entry, root, &feedback);
    let (Some(exercise), Some(reps)) =
        (entry.item.exercise_in(book).filter(|_| entry.item.shows_a_rep()), entry.item.each_observed(book))
    else {
        assert!(all(body, "img").is_empty(), "{} shows no rep", entry.id);
        return 0;
    };
    let images = all(body, "img");
    assert_eq!(images.len(), reps.len(), "{}: a picture for each rep", entry.id);
    let clean = Motion::clean(book, exercise).expect("a figure");
    for (image, rep) in images.iter().zip(&reps) {
        let motion = Motion::of(book, exercise, rep).expect("a figure");
        assert!(!at(*image, "alt").is_empty());
        assert_eq!(
            files[&format!("items/{}", at(*image, "src"))],
            png::strip(&motion, &clean),
            "{}",
            entry.id
        );
    }
    images.len()
}

fn answer(entry: &BankQuestion, root: Node<'_, '_>, feedback: &HashMap<&str, String>) {
    let declared = one(root, "responseDeclaration");
    let form = (at(declared, "cardinality"), at(declared, "baseType"));
    let right: Vec<String> = all(one(declared, "correctResponse"), "value").into_iter().map(read).collect();
    let shares: Vec<(&str, f64)> = all(declared, "mapEntry")
        .into_iter()
        .map(|node| (at(node, "mapKey"), at(node, "mappedValue").parse().expect("a number")))
        .collect();
    match &entry.item.key {
        Key::One(choices) => {
            assert_eq!(
                (form, at(one(root, "choiceInteraction"), "maxChoices")),
                (("single", "identifier"), "1")
            );
            options(choices, root, &right, feedback);
        }
        Key::Many(choices) => {
            assert_eq!(
                (form, at(one(root, "choiceInteraction"), "maxChoices")),
                (("multiple", "identifier"), "0")
            );
            options(choices, root, &right, feedback);
            let keys = choices.iter().filter(|choice| choice.right).count();
            #[expect(clippy::cast_precision_loss, reason = "a handful")]
            let share = 1.0 / keys as f64;
            for (choice, (_, got)) in choices.iter().zip(&shares) {
                let earns = if choice.right { share } else { -share };
                assert!((earns - got).abs() < 1e-9, "{}: {got}", entry.id);
            }
            assert_eq!(at(one(declared, "mapping"), "lowerBound"), "0");
        }
        Key::Order { pieces, key, groups } => {
            assert_eq!(form, ("ordered", "identifier"));
            let said = said(root, "simpleChoice");
            assert_eq!(said.len(), pieces.len());
            let order: Vec<&str> = right.iter().map(|name| said[name].as_str()).collect();
            assert_eq!(order, key.iter().map(|id| say(pieces, id)).collect::<Vec<_>>(), "{}", entry.id);
            // For each place as many pieces as may stand there.
            let conditions = all(root, "or").into_iter().map(|or| all(or, "match").len());
            let alike = groups.iter().map(|group| groups.iter().filter(|other| *other == group).count());
            assert_eq!(conditions.collect::<Vec<_>>(), alike.collect::<Vec<_>>(), "{}", entry.id);
        }
        Key::Pairs { left, right: halves, key } => {
            assert_eq!(form, ("multiple", "directedPair"));
            let said = said(root, "simpleAssociableChoice");
            assert_eq!(said.len(), left.len() + halves.len());
            let pair = |pair: &str| {
                let (a, b) = pair.split_once(' ').expect("two names");
                (said[a].clone(), said[b].clone())
            };
            let belongs: BTreeSet<(String, String)> = right.iter().map(|one| pair(one)).collect();
            let keys = key.iter().map(|(a, b)| (say(left, a), say(halves, b)));
            assert_eq!(belongs, keys.collect(), "{}", entry.id);
            assert_eq!(shares.len(), key.len());
        }
        Key::Number { answer, within, .. } => {
            assert_eq!(form, ("single", "float"));
            assert_eq!(right[0].parse(), Ok(*answer));
            let near = at(one(root, "equal"), "tolerance");
            let near: f64 = near.split(' ').next().expect("two numbers").parse().expect("a number");
            assert!((near - within).abs() < 1e-6, "{}: {near}", entry.id);
        }
        Key::Text { accept, .. } => {
            assert_eq!(form, ("single", "string"));
            let read: Vec<String> = shares.iter().map(|(key, _)| seen(key)).collect();
            assert_eq!(read, accept.iter().map(|one| seen(one)).collect::<Vec<_>>(), "{}", entry.id);
        }
    }
}

fn options(choices: &[Choice], root: Node<'_, '_>, right: &[String], feedback: &HashMap<&str, String>) {
    let read_all = all(root, "simpleChoice");
    assert_eq!(read_all.len(), choices.len());
    for (choice, node) in choices.iter().zip(read_all) {
        let name = at(node, "identifier");
        assert_eq!(read(node), seen(&choice.say));
        assert_eq!(right.iter().any(|one| one == name), choice.right);
        let told = feedback.get(name).map_or("", String::as_str);
        assert!(told.ends_with(&seen(&choice.because)), "{told}");
    }
}

/// What the pieces of a question say, by their names.
fn said(root: Node<'_, '_>, element: &str) -> HashMap<String, String> {
    all(root, element).into_iter().map(|node| (at(node, "identifier").to_owned(), read(node))).collect()
}

fn say(pieces: &[Piece], id: &OptionId) -> String {
    crate::common::exported::say(pieces, id)
}
