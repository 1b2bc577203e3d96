//! One question as an assessment item.

use super::super::bank::BankQuestion;
use super::super::html;
use super::super::shape::{AnswerShape, how};
use super::super::words::title;
use super::answer::{Answer, SCORE, constant, outcome, response};
use super::dialect::Dialect;
use super::tree::Element;
use formcheck_core::rulebook::Rulebook;

/// The outcome that says what is told.
const FEEDBACK: &str = "FEEDBACK";
/// What is told whatever was answered.
const TOLD: &str = "told";

/// A question's lasting name as QTI has it: letters, digits and a few marks, a letter first. No id has a dot or a line in it.
pub(super) fn identifier(id: &str) -> String {
    format!("q-{}", id.replace('/', ".").replace(':', "_"))
}

/// The item, with these pictures: where each stands and its words.
pub(super) fn item(
    book: &Rulebook,
    entry: &BankQuestion,
    pictures: &[(String, String)],
    dialect: &Dialect,
) -> Element {
    let item = &entry.item;
    let answer = Answer::of(&item.key);
    let told = html::told(book, item);
    let mut feedback: Vec<(String, String)> = Vec::new();
    let has_options = answer.has_options();
    feedback.extend(answer.feedback);
    if !told.is_empty() {
        feedback.push((TOLD.to_owned(), told));
    }
    let score = Element::new("outcomeDeclaration")
        .with("identifier", SCORE)
        .with("cardinality", "single")
        .with("baseType", "float")
        .with("normalMaximum", "1")
        .holding([default_value("0")]);
    let most = Element::new("outcomeDeclaration")
        .with("identifier", "MAXSCORE")
        .with("cardinality", "single")
        .with("baseType", "float")
        .holding([default_value("1")]);
    let telling = Element::new("outcomeDeclaration")
        .with("identifier", FEEDBACK)
        .with("cardinality", "multiple")
        .with("baseType", "identifier");
    let shown = pictures.iter().map(|(file, words)| {
        Element::html("p").holding([Element::html("img").with("src", file).with("alt", words)])
    });
    let stem = html::stem(item, &below(entry));
    let body = Element::new("itemBody").showing(stem).holding(shown).holding([answer.interaction]);
    let answered = has_options.then(response);
    let names = Element::new("multiple").holding(answered).holding([constant("identifier", TOLD)]);
    let processing =
        Element::new("responseProcessing").holding(answer.marking).holding([outcome(FEEDBACK, names)]);
    Element::new("assessmentItem")
        .with("identifier", identifier(&entry.id))
        .with("title", title(book, entry))
        .with("label", &entry.id)
        .with("adaptive", "false")
        .with("timeDependent", "false")
        .holding([answer.declaration, score, most, telling, body, processing])
        .holding(feedback.into_iter().map(|(name, told)| modal(&name, told, dialect)))
}

/// The line below what is asked. An order is put in order here, and pairs have what they need in their form.
fn below(entry: &BankQuestion) -> String {
    use formcheck_core::quiz::Key;
    match entry.item.key {
        Key::Order { .. } => String::new(),
        _ => how(&AnswerShape::of(&entry.item), &entry.item),
    }
}

fn default_value(value: &str) -> Element {
    Element::new("defaultValue").holding([Element::new("value").saying(value)])
}

fn modal(name: &str, told: String, dialect: &Dialect) -> Element {
    let feedback = Element::new("modalFeedback")
        .with("outcomeIdentifier", FEEDBACK)
        .with("identifier", name)
        .with("showHide", "show");
    match dialect.around_feedback {
        Some(around) => feedback.holding([Element::new(around).showing(told)]),
        None => feedback.showing(told),
    }
}
