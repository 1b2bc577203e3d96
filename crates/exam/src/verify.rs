//! Checking a record again, step by step, with nothing but the public key and the rules.
//!
//! A check holds, fails, or could not be made; a record is verified only if all hold. Must not know files.

use minisign::PublicKey;

use super::compare::{Mismatch, compare};
use super::issue::{shown_by, terms_fit};
use super::paper::Paper;
use super::record::{Ended, Record};
use super::seal::{Nonce, commitment, form_id, seed_from_hex};
use super::signed::Sealable as _;
use super::sources::{LACKING, Sources, read_paper};
use super::times;
use crate::{Exam, Forms, Sealed, Terms, engine, exam_named};
use formcheck_core::quiz::{Item, Seed, prove_item};
use formcheck_core::rulebook::Rulebook;

/// What came of one check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CheckResult {
    /// It holds; with what was seen, where there is more to say.
    Holds(String),
    /// It does not hold, and why.
    Fails(String),
    /// It could not be made, and why.
    NotChecked(String),
}

/// One check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Check {
    /// Its word in JSON.
    pub word: &'static str,
    /// What it looks at, as a noun.
    pub name: &'static str,
    /// What holds if it does, as a sentence.
    pub says: &'static str,
    /// What came of it.
    pub found: CheckResult,
}

impl Check {
    /// Whether it holds.
    pub fn holds(&self) -> bool {
        matches!(self.found, CheckResult::Holds(_))
    }
}

type StepResult = Result<String, CheckResult>;

fn fails(why: impl Into<String>) -> StepResult {
    Err(CheckResult::Fails(why.into()))
}

fn not_checked(why: impl Into<String>) -> StepResult {
    Err(CheckResult::NotChecked(why.into()))
}

/// What later checks need of a record.
struct Opened<'a> {
    book: &'a Rulebook,
    key: &'a PublicKey,
    record: &'a Sealed<Record>,
    /// The paper in it, if that can be read.
    paper: Option<Sealed<Paper>>,
    seed: Option<Seed>,
    nonce: Option<Nonce>,
    /// Its items, if the rulebook has all that they name.
    items: Option<Vec<&'a Item>>,
    /// Its log, replayed.
    exam: Result<Exam, String>,
}

/// A check: its word, its name, what holds where it holds, and how it is done.
type Step = (&'static str, &'static str, &'static str, CheckStep);

type CheckStep = fn(&Opened<'_>) -> StepResult;

const STEPS: &[Step] = &[
    ("seal", "Seal", "The record is as it was sealed.", seal),
    ("name", "Name", "The name fits the seal.", name),
    ("paper", "Paper", "The paper was sealed with the same key, and is this record's.", paper),
    ("commitment", "Commitment", "The form was fixed before the exam was sat.", committed),
    ("packs", "Rules", "The rules at hand are those that were used.", same_packs),
    (
        "form",
        "Form",
        "Drawn again from its seed, the form is the same, and it meets the exam's terms.",
        same_form,
    ),
    ("items", "Questions", "The questions are those of the paper.", items),
    ("proofs", "Keys", "Each key was proved again.", proofs),
    ("log", "Log", "The log is whole, and nothing in it is out of order.", log),
    (
        "times",
        "Times",
        "The paper was issued before it was opened, and the exam was over before it was graded.",
        order_of_times,
    ),
    ("closing-code", "Closing code", "The closing code is that of the log.", code),
    ("result", "Result", "Answers, marks, times and decision follow from the log and the keys.", result),
];

/// The checks that rest on the packs at hand.
const ON_THE_RULES: [&str; 3] = ["items", "proofs", "result"];

/// Checks a record again.
pub fn verify(book: &Rulebook, key: &PublicKey, record: &Sealed<Record>) -> Vec<Check> {
    let of = &record.what;
    let paper = read_paper(of);
    let exam = match &paper {
        Some(paper) => Exam::replay(paper.what.clone(), &paper.bytes(), of.log.iter().map(String::as_str))
            .map_err(|bad| bad.to_string()),
        None => Err("the paper can't be read".to_owned()),
    };
    let opened = Opened {
        book,
        key,
        record,
        seed: seed_from_hex(&of.seed),
        nonce: Nonce::from_hex(&of.nonce),
        items: of.items.iter().map(|row| row.item.is_known_to(book).then_some(&row.item)).collect(),
        paper,
        exam,
    };
    let others = book.pack_versions() != of.packs;
    STEPS
        .iter()
        .map(|&(word, name, says, step)| {
            let found = step(&opened).map_or_else(|found| found, CheckResult::Holds);
            let found = match found {
                // With other rules than those of then it proves nothing that something comes out otherwise.
                CheckResult::Fails(why) if others && ON_THE_RULES.contains(&word) => {
                    CheckResult::NotChecked(format!("with the packs at hand: {why}"))
                }
                found => found,
            };
            Check { word, name, says, found }
        })
        .collect()
}

fn seal(of: &Opened<'_>) -> StepResult {
    of.record.check_seal(of.key).map(|()| String::new()).or_else(|no| fails(no.what))
}

fn name(of: &Opened<'_>) -> StepResult {
    match (of.record.check_name(), &of.record.name, of.record.what.name_sha256()) {
        (Err(no), ..) => fails(no.what),
        (Ok(()), None, Some(_)) => Ok("it was taken out".to_owned()),
        (Ok(()), None, None) => Ok("none was given".to_owned()),
        (Ok(()), Some(_), _) => Ok(String::new()),
    }
}

fn paper(of: &Opened<'_>) -> StepResult {
    let Some(paper) = &of.paper else { return fails("the paper in the record can't be read") };
    if let Err(no) = paper.check_seal(of.key) {
        return fails(no.what);
    }
    let (record, paper) = (&of.record.what, &paper.what);
    if record.format == 0 || record.format < paper.format {
        // A record of an older form would say less than there is to say.
        return fails(format!(
            "the record is of format {}, and its paper of format {}",
            record.format, paper.format
        ));
    }
    let same = record.form == paper.form
        && record.candidate == paper.candidate
        && record.exam == paper.exam
        && record.packs == paper.packs
        && record.attempt == paper.attempt
        && record.policy == paper.policy
        && record.accommodations == paper.accommodations;
    if same { Ok(String::new()) } else { fails("the record says something else than its paper") }
}

fn committed(of: &Opened<'_>) -> StepResult {
    let (Some(paper), Some(seed), Some(nonce)) = (&of.paper, of.seed, of.nonce) else {
        return fails("the seed, the nonce or the paper can't be read");
    };
    if commitment(nonce, seed).hex() != paper.what.commitment {
        return fails("the seed is not the one that the paper commits to");
    }
    if form_id(&paper.what.commitment, &paper.what.candidate.reference) != paper.what.form {
        return fails("the form's id does not follow from the commitment and the candidate");
    }
    Ok(String::new())
}

fn same_packs(of: &Opened<'_>) -> StepResult {
    let (own, theirs) = (of.book.pack_versions(), &of.record.what.packs);
    if own == *theirs {
        return Ok(String::new());
    }
    let list = |packs: &[formcheck_core::rulebook::PackVersion]| {
        let one = |pack: &formcheck_core::rulebook::PackVersion| {
            let digest = pack.sha256.get(..12).unwrap_or_default();
            format!("{} {} ({digest})", pack.name, pack.version)
        };
        packs.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    not_checked(format!(
        "the record was made with {}, and here is {}; name the packs of then with --pack DIR or --built-in NAME",
        list(theirs),
        list(&own)
    ))
}

fn same_form(of: &Opened<'_>) -> StepResult {
    let record = &of.record.what;
    let own = engine();
    if record.engine.generator != own.generator {
        return not_checked(format!(
            "formcheck {} made forms in another way; the questions were checked one by one",
            record.engine.version
        ));
    }
    if of.book.pack_versions() != record.packs {
        return not_checked("that needs the packs of then");
    }
    let Some(quiz) = exam_named(of.book, &record.exam.id) else {
        return fails(format!("the packs have no exam `{}`", record.exam.id));
    };
    let (Ok(forms), Some(seed)) = (Forms::new(of.book, quiz), of.seed) else {
        return fails("the exam can't be drawn");
    };
    if forms.exam().sha256 != record.exam.sha256 {
        return fails("the exam's file is another one");
    }
    if !of.paper.as_ref().is_some_and(|paper| terms_fit(&forms, &paper.what)) {
        return fails("the paper's terms are not those of the exam's file");
    }
    let barred = of.paper.iter().flat_map(|paper| paper.what.barred.iter().cloned()).collect();
    let Ok(form) = forms.form_without(&barred, seed) else {
        return fails("no form can be drawn from this seed");
    };
    let is_same = form.items.len() == record.items.len()
        && form.items.iter().zip(&record.items).all(|(placed, row)| {
            placed.item == row.item
                && placed.is_trial == row.is_trial
                && forms.plan().sections[placed.section].title == row.section
        })
        && of.paper.as_ref().is_some_and(|paper| {
            let seen = paper.what.items.iter().map(|item| item.by_eye.is_some());
            paper.what.described || seen.eq(form.by_eye.iter().copied())
        });
    if is_same { Ok(String::new()) } else { fails("the seed draws other questions") }
}

fn items(of: &Opened<'_>) -> StepResult {
    let Some(paper) = &of.paper else { return fails("the paper can't be read") };
    let Some(items) = &of.items else {
        return not_checked(LACKING);
    };
    let rows = &of.record.what.items;
    if rows.len() != paper.what.items.len() {
        return fails(format!(
            "the paper has {} questions, the record {}",
            paper.what.items.len(),
            rows.len()
        ));
    }
    for ((row, item), shown) in rows.iter().zip(items).zip(&paper.what.items) {
        let question = item.question().in_section(&row.section);
        let question = match &shown.by_eye {
            // Whether an eye can tell it was measured when the form was drawn; the lifter follows from the item.
            Some(_) => shown_by(of.book, item).map_or(question.clone(), |by| question.seen(by)),
            None => question,
        };
        if question != *shown {
            return fails(format!("question {} is not the one on the paper", row.n));
        }
    }
    let trials = rows.iter().filter(|row| row.is_trial).count();
    if trials != paper.what.trial_items as usize {
        return fails(format!(
            "{trials} questions don't count, and the paper says {}",
            paper.what.trial_items
        ));
    }
    Ok(String::new())
}

fn proofs(of: &Opened<'_>) -> StepResult {
    let Some(items) = &of.items else {
        return not_checked(LACKING);
    };
    for (row, item) in of.record.what.items.iter().zip(items) {
        if let Err(why) = prove_item(of.book, item) {
            return fails(format!("question {}: {why}", row.n));
        }
    }
    Ok(format!("{} of {}", items.len(), items.len()))
}

fn log(of: &Opened<'_>) -> StepResult {
    match &of.exam {
        Err(bad) => fails(bad.clone()),
        Ok(exam) if exam.ended().is_none() && of.record.what.times.how != Ended::LeftOpen => {
            fails("it stops before the exam was over")
        }
        Ok(_) => Ok(format!("{} lines", of.record.what.log.len())),
    }
}

fn order_of_times(of: &Opened<'_>) -> StepResult {
    let (Some(paper), Ok(exam)) = (&of.paper, &of.exam) else {
        return fails("the paper or the log can't be read");
    };
    match times::out_of_order(paper.what.issued, exam, of.record.what.times.graded) {
        Some(what) => fails(what),
        None => Ok(String::new()),
    }
}

fn code(of: &Opened<'_>) -> StepResult {
    let Ok(exam) = &of.exam else { return fails("the log can't be read") };
    if super::seal::closing_code(exam.end(), &of.record.what.form) != of.record.what.closing_code {
        return fails("it is another one");
    }
    Ok(if of.record.what.supervision.code_told {
        "it was told to the examiner".to_owned()
    } else {
        "it was not told to the examiner".to_owned()
    })
}

/// The record is made again from its own sources, and everything in it has to come out the same. What a later program
/// says of a record in addition is not held against an older one.
fn result(of: &Opened<'_>) -> StepResult {
    let record = &of.record.what;
    let sources = match Sources::of(of.book, record) {
        Ok(sources) => sources,
        Err(what) if what == LACKING => return not_checked(what),
        Err(what) => return fails(what),
    };
    if let Some(key) = &record.supervision.key {
        let signed = record.supervision.signed.as_ref();
        if !signed.is_some_and(|signed| signed.key == *key && signed.is_whole()) {
            return fails("the witness's key did not sign the opening and the end in the log");
        }
        if *key == of.key.to_base64() {
            return fails("the witness signed with the examiner's key");
        }
    }
    let again = serde_json::to_value(sources.record(of.book, &Terms::of(record))).unwrap_or_default();
    if record.says.iter().all(|says| says.trim().is_empty()) {
        return fails("it does not say what its seal proves");
    }
    let by = record.graded_by.as_ref().unwrap_or(&record.engine).version.as_str();
    match compare(&of.record.value, &again, by == engine().version) {
        None => Ok(String::new()),
        Some(Mismatch::Otherwise(place)) => fails(format!("`{place}` comes out otherwise")),
        Some(Mismatch::Unknown(place)) => not_checked(format!(
            "it says `{place}`, of which this formcheck knows nothing; formcheck {by}, which graded it, does"
        )),
    }
}
