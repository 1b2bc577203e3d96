//! QTI content packages (IMS, 1EdTech) in two dialects, 2.1 and 3.0: what Canvas, Blackboard, TAO and Brightspace import.
//!
//! A package is a manifest, a test that has the questions section by section, a file for each question, and its pictures.
//! Every name in it hangs on a question's lasting name. Must not know files of this machine.

mod answer;
mod dialect;
mod item;
mod tree;

use askama::Template;
use rayon::prelude::*;

use super::bank::{Bank, BankQuestion};
use super::package::{PackedFile, zipped};
use super::words::{plain, tags, title};
use super::{Written, html, picture};
use dialect::{Dialect, ManifestWords, QTI21, QTI30};
use formcheck_core::rulebook::Rulebook;
use item::identifier;
use tree::Element;

/// The questions of `bank` as a package of QTI 2.1.
pub(super) fn write21(book: &Rulebook, bank: &Bank) -> Written {
    package(book, bank, &QTI21)
}

/// The questions of `bank` as a package of QTI 3.0.
pub(super) fn write30(book: &Rulebook, bank: &Bank) -> Written {
    package(book, bank, &QTI30)
}

#[derive(Template)]
#[template(path = "export/imsmanifest.xml")]
struct Manifest<'p> {
    words: &'p ManifestWords,
    title: String,
    questions: &'p [Question],
}

/// A question in its package.
struct Question {
    name: String,
    title: String,
    tags: Vec<String>,
    /// The paths of its pictures from the package's root.
    pictures: Vec<String>,
    files: Vec<PackedFile>,
}

fn package(book: &Rulebook, bank: &Bank, dialect: &Dialect) -> Written {
    // Pictures take their time: questions are made side by side.
    let questions: Vec<Question> =
        bank.entries.par_iter().map(|entry| question(book, entry, dialect)).collect();
    let manifest = Manifest { words: &dialect.manifest, title: plain(&bank.title), questions: &questions };
    let mut files = vec![
        PackedFile::new("imsmanifest.xml", html::drawn(&manifest)),
        PackedFile::new("test.xml", test(bank).file(dialect)),
    ];
    files.extend(questions.into_iter().flat_map(|question| question.files));
    Written { bytes: zipped(&files), left_out: Vec::new() }
}

fn question(book: &Rulebook, entry: &BankQuestion, dialect: &Dialect) -> Question {
    let name = identifier(&entry.id);
    let drawn = picture::asked_as_png(book, &entry.item);
    let file_name = |place: usize| format!("media/{name}.rep-{}.png", place + 1);
    let shown: Vec<(String, String)> =
        drawn.iter().enumerate().map(|(place, (_, words))| (file_name(place), words.clone())).collect();
    let item = item::item(book, entry, &shown, dialect).file(dialect);
    let pictures: Vec<String> = shown.iter().map(|(file, _)| format!("items/{file}")).collect();
    let mut files = vec![PackedFile::new(format!("items/{name}.xml"), item)];
    files.extend(pictures.iter().zip(drawn).map(|(path, (png, _))| PackedFile::new(path, png)));
    Question { name, title: title(book, entry), tags: tags(book, &entry.item), pictures, files }
}

/// All questions, section by section.
fn test(bank: &Bank) -> Element {
    let sections = super::by_section(bank).into_iter().enumerate().map(|(place, (section, entries))| {
        let items = entries.into_iter().map(|entry| {
            let name = identifier(&entry.id);
            let file = format!("items/{name}.xml");
            Element::new("assessmentItemRef").with("identifier", name).with("href", file)
        });
        Element::new("assessmentSection")
            .with("identifier", format!("section-{}", place + 1))
            .with("title", plain(section))
            .with("visible", "true")
            .holding(items)
    });
    let part = Element::new("testPart")
        .with("identifier", "part-1")
        .with("navigationMode", "nonlinear")
        .with("submissionMode", "individual")
        .holding([Element::new("itemSessionControl").with("showFeedback", "true")])
        .holding(sections);
    let marks =
        Element::new("sum").holding([Element::new("testVariables").with("variableIdentifier", "SCORE")]);
    let outcome = Element::new("outcomeDeclaration")
        .with("identifier", "SCORE")
        .with("cardinality", "single")
        .with("baseType", "float");
    Element::new("assessmentTest")
        .with("identifier", "formcheck-test")
        .with("title", plain(&bank.title))
        .holding([outcome, part])
        .holding([Element::new("outcomeProcessing").holding([answer::outcome("SCORE", marks)])])
}
