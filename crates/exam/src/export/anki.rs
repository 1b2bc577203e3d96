//! Anki's text import: one card a line, with its guid, deck and tags.
//!
//! The guid is made of ids alone, so that exporting again after a rewording updates a card and never doubles it. Fields
//! are HTML on one line, quoted as CSV; see "Text files" in Anki's manual for the header.

use askama::Template;
use rayon::prelude::*;

use super::bank::{Bank, BankQuestion};
use super::picture::{self, Explained};
use super::shape::{AnswerShape, how};
use super::words::{number, plain, said, stopped, tags};
use super::{Written, html};
use formcheck_core::quiz::{Item, Key, Piece};
use formcheck_core::rulebook::{MistakeIx, Rulebook};

#[derive(Template, Default)]
#[template(path = "export/card_front.html")]
struct Front {
    stem: String,
    picture: String,
    options: Vec<String>,
    lefts: Vec<String>,
    pieces: Vec<String>,
}

#[derive(Template, Default)]
#[template(path = "export/card_back.html")]
struct Back {
    keys: Vec<(String, String)>,
    order: Vec<String>,
    pairs: Vec<(String, String)>,
    told: String,
    picture: String,
    wrong: Vec<(String, String)>,
}

/// What Anki is told about the file. `Basic` is its own card with a front and a back.
const HEADER: &str = "#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#deck column:2\n#tags column:3\n\
                      #if matches:update current\n";

/// The questions of `bank` as cards.
pub(super) fn write(book: &Rulebook, bank: &Bank) -> Written {
    let mut cards = csv::WriterBuilder::new().delimiter(b'\t').from_writer(HEADER.as_bytes().to_vec());
    let explained = Explained::new(book);
    // Pictures take their time: cards are made side by side.
    let row = |entry: &BankQuestion| {
        [
            guid(book, entry),
            deck(bank, entry),
            tags(book, &entry.item)
                .iter()
                .map(|tag| format!("formcheck::{tag}"))
                .collect::<Vec<_>>()
                .join(" "),
            front(book, &entry.item),
            back(book, &explained, &entry.item),
        ]
    };
    for row in bank.entries.par_iter().map(row).collect::<Vec<_>>() {
        // Rows of one length written into memory: nothing can fail.
        let _ = cards.write_record(&row);
    }
    Written::whole(super::text(cards.into_inner().unwrap_or_default()))
}

/// The pack and the question's lasting name, in which what is of that pack has its plain id: so it was before names had their
/// pack, and cards made then are still the same ones. Where an exercise has two mistakes of one plain id they keep their packs.
fn guid(book: &Rulebook, entry: &BankQuestion) -> String {
    let skill = &entry.item.skill;
    let (exercise, of) = skill.names();
    let Some(first) = book.find(exercise.as_ref().unwrap_or(&of)) else {
        return format!("formcheck:{}", entry.id);
    };
    let pack = book.pack_of(first);
    let same_plain = |mistake: MistakeIx| {
        let here = exercise.as_deref().and_then(|name| book.exercise(name));
        let all = here.into_iter().flat_map(|ix| &book[ix].mistakes);
        all.filter(|other| book[other.mistake].id.plain() == book[mistake].id.plain()).count()
    };
    let own = |name: &str| {
        let named = book.find(name)?;
        let is_plain = book.pack_of(named) == pack && named.mistake().is_none_or(|one| same_plain(one) == 1);
        is_plain.then(|| book.id_of(named).plain().to_owned())
    };
    let rest = entry.id.strip_prefix(skill.as_str()).unwrap_or(&entry.id);
    format!("formcheck:{}:{}{rest}", book[pack].name, skill.renamed(own))
}

/// A deck below one of the bank's name; two colons would begin another level.
fn deck(bank: &Bank, entry: &BankQuestion) -> String {
    let step = |name: &str| plain(name).replace("::", ":");
    format!("{}::{}", step(&bank.title), step(&entry.section))
}

fn front(book: &Rulebook, item: &Item) -> String {
    let shape = AnswerShape::of(item);
    let below = match &item.key {
        Key::Order { .. } | Key::Pairs { .. } => String::new(),
        _ => how(&shape, item),
    };
    let says = |pieces: &[Piece]| pieces.iter().map(|piece| plain(&piece.say)).collect();
    let picture = picture::asked(book, item).unwrap_or_default();
    let mut front = Front { stem: html::stem(item, &below), picture, ..Front::default() };
    match &item.key {
        Key::One(choices) | Key::Many(choices) => {
            front.options = choices.iter().map(|choice| plain(&choice.say)).collect();
        }
        Key::Order { pieces, .. } => front.pieces = says(pieces),
        Key::Pairs { left, right, .. } => (front.lefts, front.pieces) = (says(left), says(right)),
        Key::Number { .. } | Key::Text { .. } => {}
    }
    inert(&html::drawn(&front))
}

fn back(book: &Rulebook, explained: &Explained<'_>, item: &Item) -> String {
    let picture = explained.of(item).unwrap_or_default();
    let mut back = Back { told: html::told(book, item), picture, ..Back::default() };
    match &item.key {
        Key::One(choices) | Key::Many(choices) => {
            for (place, choice) in choices.iter().enumerate() {
                let letter = formcheck_core::quiz::OptionId::letter(place).as_str().to_uppercase();
                let because = plain(&choice.because);
                if choice.right {
                    let is_told = matches!(item.key, Key::Many(_)) && choice.because == item.explanation.why;
                    let because = if is_told { String::new() } else { because };
                    back.keys.push((format!("{letter}. {}", stopped(&choice.say)), because));
                } else {
                    back.wrong.push((format!("{letter}. {}", stopped(&choice.say)), because));
                }
            }
        }
        Key::Order { pieces, key, .. } => back.order = key.iter().map(|id| said(pieces, id)).collect(),
        Key::Pairs { left, right, key } => {
            back.pairs = key.iter().map(|(a, b)| (said(left, a), said(right, b))).collect();
        }
        Key::Number { answer, within, unit } => {
            let range = if *within > 0.0 {
                format!("({} more or less also counts)", number(*within))
            } else {
                String::new()
            };
            back.keys.push((format!("{} {}", number(*answer), plain(unit)).trim().to_owned(), range));
        }
        Key::Text { accept, .. } => {
            let mut all = accept.iter().map(|one| plain(one));
            let first = all.next().unwrap_or_default();
            let others: Vec<String> = all.collect();
            let also =
                if others.is_empty() { String::new() } else { format!("Also right: {}.", others.join(", ")) };
            back.keys.push((stopped(&first), also));
        }
    }
    let told = item.key.reasons();
    // Where one reason serves all options it is told once.
    back.wrong.retain(|(_, because)| !told.iter().any(|other| plain(other) == *because));
    inert(&html::drawn(&back))
}

/// HTML in which Anki finds nothing of its own: no `[sound:…]` or `[latex]`, no `{{…}}` of a template or a cloze.
fn inert(html: &str) -> String {
    html.replace('[', "&#91;").replace("{{", "&#123;&#123;")
}
