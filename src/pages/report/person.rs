//! One person on one page: what they saw and missed, with pictures, what to learn next, and which record says so. To be
//! printed and handed over.
//!
//! Pure. Must not know where records are kept, nor which of several counts.

use askama::Template;

use super::figures;
use super::words::{lesson, mistake};
use crate::pages::exam::result;
use crate::render::html::{STYLE, body};
use formcheck_core::detection::{Detection, detections_of};
use formcheck_core::page::{Page, RichText, strong};
use formcheck_core::rulebook::Rulebook;
use formcheck_core::rulebook::words::and_list;
use formcheck_exam::cohort::{Lesson, RecordCounts};
use formcheck_exam::record::Record;

/// So many mistakes are named to learn next.
const NEXT: usize = 3;

/// A record of a person that counts, and the digest of what was signed.
pub struct PersonRecord<'r> {
    pub record: &'r Record,
    pub digest: &'r str,
    /// Whether it verified; none if nobody looked.
    pub verified: Option<bool>,
}

#[derive(Template)]
#[template(path = "record.html")]
struct PersonHtml<'r> {
    title: &'r str,
    style: &'static str,
    body: String,
}

/// The page as HTML that needs nothing else.
pub fn html(book: &Rulebook, name: Option<&str>, records: &[PersonRecord<'_>]) -> String {
    let who = records.first().map_or("", |one| one.record.candidate.reference.as_str());
    let title = name.map_or_else(|| who.to_owned(), |name| format!("{name} ({who})"));
    let html = PersonHtml { title: &title, style: STYLE, body: body(&page(book, records)) };
    // A template that is checked at compile time and writes into text has nothing that can fail.
    html.render().unwrap_or_default()
}

/// The page: each exam with its latest record that counts.
pub fn page(book: &Rulebook, records: &[PersonRecord<'_>]) -> Page {
    let mut page = Page::new();
    for one in records {
        exam(&mut page, book, one);
    }
    page
}

fn exam(page: &mut Page, book: &Rulebook, one: &PersonRecord<'_>) {
    let record = one.record;
    result::in_short(page, record);
    let mut seen = detections_of(RecordCounts::of(record).seen);
    // What was missed most stands first; in the order of the rules where that is equal.
    seen.sort_by_key(|one| std::cmp::Reverse(one.misses + one.false_alarms));
    let (fault, sound): (Vec<Detection>, Vec<Detection>) =
        seen.into_iter().partition(|one| one.misses + one.false_alarms > 0);
    let told: Vec<String> =
        sound.iter().filter(|one| one.hits > 0).map(|one| mistake(book, &one.mistake)).collect();
    page.heading("What they saw");
    page.say(&if told.is_empty() {
        "No mistake each time.".to_owned()
    } else {
        format!("Each time: {}.", and_list(&told))
    });
    page.heading("What they missed");
    if fault.is_empty() {
        page.say("Nothing that could be called or left.");
    }
    for one in &fault {
        page.hang("  - ", &missed(book, one));
    }
    learn_next(page, book, &fault);
    page.gap().labelled("The record", &format!("form {}, SHA-256 {}.", record.form, one.digest));
    page.say(match one.verified {
        Some(true) => "It was verified with the examiner's key when this page was made.",
        Some(false) => "It does NOT verify with the key that was given.",
        None => "It was not verified when this page was made.",
    });
}

/// How often a mistake was missed, and how often it was called where it was not.
fn missed(book: &Rulebook, one: &Detection) -> String {
    let mut facts = Vec::new();
    if one.misses > 0 {
        facts.push(format!("missed {} of {}", one.misses, one.hits + one.misses));
    }
    if one.false_alarms > 0 {
        facts.push(format!(
            "called {} of {} where it was not",
            one.false_alarms,
            one.false_alarms + one.rejections
        ));
    }
    format!("{}: {}.", mistake(book, &one.mistake), facts.join("; "))
}

/// What to learn next, with the pictures that there are.
fn learn_next(page: &mut Page, book: &Rulebook, fault: &[Detection]) {
    if fault.is_empty() {
        return;
    }
    page.heading("What to learn next");
    for one in fault.iter().take(NEXT) {
        let next = Lesson::Missed(one.clone());
        let teaching = lesson(book, &next);
        page.line(RichText::default().then(strong(&teaching.what)).then("."));
        page.say(&teaching.act);
        let drawn = figures::of(book, &next);
        page.blocks.extend(drawn.pairs);
        for lacking in &drawn.lacking {
            page.say(lacking);
        }
    }
}
