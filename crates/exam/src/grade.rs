//! From a paper, its seed and its log to a record: the form is drawn again, every key proved again, the log replayed,
//! the answers marked, the decision made. The same steps check a record later (`verify`).

use super::disclaimers;
use super::issue::{exam_seen, paper_items, terms_fit};
use super::pace::pace;
use super::paper::{Given, Paper, Stamp};
use super::record::Struck;
use super::record::{
    By, Cut, Ended, ExamScore, ExamTimes, GroupResult, Pace, ProgramVersion, Record, RecordItem, Subscore,
    Supervision,
};
use super::seal::{Nonce, closing_code, commitment, seed_hex};
use super::times;
use crate::{Exam, ExamError, ExamForm, Forms, ItemState, Sealed, engine, severity};
use formcheck_core::day::Day;
use formcheck_core::quiz::{Item, Marks, MustPass, Seed, Viewing, grade as mark, prove_item, trials};
use formcheck_core::rulebook::{Id, Rulebook, Severity};

/// What the examiner says when grading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Terms {
    /// The version of the record's form: the latest, unless an older record is made again to check it.
    pub format: u32,
    /// When.
    pub graded: Stamp,
    /// Whether that moment was made up (`FORMCHECK_NOW`).
    pub made_up_clock: bool,
    /// By which program.
    pub graded_by: Option<ProgramVersion>,
    /// Who watched, if anybody did.
    pub witness: Option<String>,
    /// The witness's public key, as the examiner says: base 64. It has been compared with what the log was signed with.
    pub witness_key: Option<String>,
    /// The digest of the record of the same sitting that this one replaces.
    pub replaces: Option<String>,
    /// Whether a closing code was told. It has been compared with the log's.
    pub code_told: bool,
    /// Questions that were taken out after the exam.
    pub struck: Vec<Struck>,
}

impl Terms {
    /// What the examiner said in a record.
    pub(super) fn of(record: &Record) -> Terms {
        Terms {
            format: record.format,
            graded: record.times.graded,
            made_up_clock: record.made_up_clock,
            graded_by: record.graded_by.clone(),
            witness: record.supervision.witness.clone(),
            witness_key: record.supervision.key.clone(),
            replaces: record.replaces.clone(),
            code_told: record.supervision.code_told,
            struck: record.struck.clone(),
        }
    }

    fn is_struck(&self, n: usize) -> bool {
        self.struck.iter().any(|struck| struck.n == n)
    }
}

/// An item with what a record says of it beside the answer.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct GradedItem {
    pub(super) item: Item,
    pub(super) section: String,
    pub(super) is_trial: bool,
    pub(super) predicted: f64,
}

/// Grades a sitting. The paper's seal has been checked; its seed and nonce come from the examiner's ledger.
///
/// # Errors
/// If anything doesn't fit together, with what to do.
pub fn grade(
    forms: &Forms<'_>,
    paper: &Sealed<Paper>,
    (seed, nonce): (Seed, Nonce),
    exam: &Exam,
    lines: &[&str],
    terms: &Terms,
) -> Result<Record, ExamError> {
    let form = same_form(forms, &paper.what, seed, nonce)?;
    grade_form(forms, &form, paper, nonce, exam, lines, terms)
}

/// The same for whoever has drawn the form from the paper's seed already.
///
/// # Errors
/// If a key can't be proved again.
pub fn grade_form(
    forms: &Forms<'_>,
    form: &ExamForm,
    paper: &Sealed<Paper>,
    nonce: Nonce,
    exam: &Exam,
    lines: &[&str],
    terms: &Terms,
) -> Result<Record, ExamError> {
    if let Some(what) = times::out_of_order(paper.what.issued, exam, terms.graded) {
        return Err(ExamError::new(
            format!("the times are out of order: {what}"),
            "put the clock of this machine right, or wait until then; what is said to be from before its paper is no log of it",
        ));
    }
    let book = forms.book();
    let mut rows = Vec::new();
    for (placed, predicted) in form.items.iter().zip(&form.predicted) {
        prove_item(book, &placed.item).map_err(|why| {
            ExamError::new(
                format!("question {} can't be proved again: {why}", rows.len() + 1),
                "please report this: the same rules proved it when the paper was issued",
            )
        })?;
        rows.push(GradedItem {
            item: placed.item.clone(),
            section: forms.plan().sections[placed.section].title.clone(),
            is_trial: placed.is_trial,
            predicted: *predicted,
        });
    }
    Ok(assemble(book, paper, &rows, (form.seed, nonce), exam, lines, terms))
}

/// The form of a paper, drawn again from its seed.
fn same_form(forms: &Forms<'_>, paper: &Paper, seed: Seed, nonce: Nonce) -> Result<ExamForm, ExamError> {
    if commitment(nonce, seed).hex() != paper.commitment {
        return Err(ExamError::new(
            "the paper's commitment is not that of the seed in the ledger",
            "use the ledger from which this paper was issued: --data-dir DIR",
        ));
    }
    let (own, theirs) = (forms.book().pack_versions(), &paper.packs);
    if own != *theirs {
        let names: Vec<String> = theirs
            .iter()
            .map(|pack| format!("{} {} ({})", pack.name, pack.version, short(&pack.sha256)))
            .collect();
        return Err(ExamError::new(
            format!("the paper was drawn from other packs: {}", names.join(", ")),
            "grade it with the packs from which it was issued (--pack DIR, --built-in NAME) and the same formcheck",
        ));
    }
    if exam_seen(forms) != paper.exam {
        return Err(ExamError::new(
            "the exam's file is another one than when the paper was issued",
            "grade it with the pack from which it was issued",
        ));
    }
    if !terms_fit(forms, paper) {
        return Err(ExamError::new(
            "the paper's terms are not those of the exam's file",
            "use the paper as it was issued",
        ));
    }
    if engine().generator != paper.engine.generator {
        return Err(ExamError::new(
            format!("this formcheck makes forms in another way than {} did", paper.engine.version),
            format!("grade it with formcheck {}", paper.engine.version),
        ));
    }
    let form = forms.form_without(&paper.barred.iter().cloned().collect(), seed)?;
    if paper_items(forms, &form, paper.described) == paper.items {
        Ok(form)
    } else {
        Err(ExamError::new(
            "the questions on the paper are not those that its seed draws",
            "use the paper as it was issued",
        ))
    }
}

/// The first digits of a digest, for people.
fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

/// The record that follows from these. Nothing in it comes from anywhere else.
pub(super) fn assemble(
    book: &Rulebook,
    paper: &Sealed<Paper>,
    rows: &[GradedItem],
    (seed, nonce): (Seed, Nonce),
    exam: &Exam,
    lines: &[&str],
    terms: &Terms,
) -> Record {
    let of = &paper.what;
    let items: Vec<RecordItem> = rows
        .iter()
        .zip(exam.items())
        .enumerate()
        .map(|(place, (row, state))| RecordItem {
            struck: terms.is_struck(place + 1),
            ..record_item(book, place + 1, row, state)
        })
        .collect();
    let score = score_of(&items, RecordItem::counts);
    let cut = Cut { percent: of.pass, set: of.pass_from.clone() };
    // Nobody is worse off because a question was wrong: who reached the cut with it has reached it.
    let is_reached = cut.is_reached(&score) || cut.is_reached(&score_of(&items, |item| !item.is_trial));
    let must_pass: Vec<GroupResult> =
        of.must_pass.iter().map(|group| group_result(book, group, &items)).collect();
    let passed = is_reached && must_pass.iter().all(|group| group.met);
    let opened = exam.opened_at().unwrap_or(of.issued);
    let is_first_format = terms.format == 1;
    let pace = if is_first_format { None } else { pace(&of.items, exam.items()) };
    Record {
        format: terms.format,
        says: disclaimers::SEAL
            .iter()
            .chain(if is_first_format { None } else { Some(&disclaimers::LOCK) })
            .map(ToString::to_string)
            .collect(),
        engine: of.engine.clone(),
        graded_by: terms.graded_by.clone(),
        made_up_clock: terms.made_up_clock,
        packs: of.packs.clone(),
        exam: of.exam.clone(),
        form: of.form.clone(),
        replaces: terms.replaces.clone(),
        seed: seed_hex(seed),
        nonce: nonce.hex(),
        candidate: of.candidate.clone(),
        attempt: of.attempt,
        policy: of.policy.clone(),
        accommodations: of.accommodations.clone(),
        supervision: Supervision {
            supervised: terms.witness.is_some(),
            witness: terms.witness.clone(),
            key: terms.witness_key.clone(),
            signed: exam.witnessed().cloned(),
            code_told: terms.code_told,
            says: supervision(terms, of.given),
        },
        times: ExamTimes {
            issued: of.issued,
            opened,
            ended: exam.last_at().unwrap_or(opened),
            graded: terms.graded,
            limit_s: of.limit_s,
            used_ms: exam.time_used(),
            how: exam.ended().unwrap_or(Ended::LeftOpen),
            resumed: exam.resumed(),
            breaks: exam.breaks().to_vec(),
            sat: if is_first_format { Vec::new() } else { exam.sat().to_vec() },
            doubts: doubts(paper, exam, pace.as_ref(), terms),
            pace,
        },
        subscores: subscores(&items),
        struck: terms.struck.clone(),
        cut,
        must_pass,
        passed,
        counts_until: of.policy.counts_days.filter(|_| passed).map(|days| counts_until(terms.graded, days)),
        score,
        items,
        closing_code: closing_code(exam.end(), &of.form),
        paper: paper.value.clone(),
        paper_signature: paper.signature.clone(),
        log: lines.iter().map(ToString::to_string).collect(),
    }
}

/// What it means that somebody watched, or nobody, in words.
fn supervision(terms: &Terms, given: Option<Given>) -> String {
    match (&terms.witness, terms.format) {
        (None, _) => disclaimers::ALONE.to_owned(),
        (Some(_), 1) => disclaimers::SUPERVISED.to_owned(),
        (Some(_), _) => {
            let signed = terms.witness_key.as_ref().map_or("", |_| disclaimers::SIGNED);
            format!("{}{signed} {}", disclaimers::SUPERVISED, disclaimers::given(given))
        }
    }
}

/// All that can't be vouched for.
fn doubts(paper: &Sealed<Paper>, exam: &Exam, pace: Option<&Pace>, terms: &Terms) -> Vec<String> {
    let mut doubts = exam.doubts();
    if terms.format == 1 {
        return doubts;
    }
    doubts.extend(exam.later_doubts());
    doubts.extend(times::outside(exam, terms.graded));
    doubts.extend(times::lay_open(&paper.what, exam));
    let made_up = [(paper.what.made_up_clock, "issued"), (terms.made_up_clock, "graded")];
    let made_up = made_up.iter().filter(|(is_made_up, _)| *is_made_up);
    doubts.extend(made_up.map(|(_, what)| format!("when it was {what} was made up (FORMCHECK_NOW)")));
    doubts.extend(times::doubts(exam.sat(), pace, paper.what.items.len()));
    doubts
}

/// What came of a group, over the items that count.
fn group_result(book: &Rulebook, group: &MustPass, items: &[RecordItem]) -> GroupResult {
    let own: Vec<&RecordItem> =
        items.iter().filter(|row| !row.is_trial && group.has(book, &row.item, &row.section)).collect();
    // One that was taken out had to be told by nobody.
    let struck = own.iter().filter(|row| row.struck).count();
    let own: Vec<&RecordItem> = own.into_iter().filter(|row| !row.struck).collect();
    let at_least = group.at_least.saturating_sub(u32::try_from(struck).unwrap_or(u32::MAX));
    let is_told = |row: &&&RecordItem| {
        let viewing = if row.hint { Viewing::Hinted } else { Viewing::ByEye };
        row.answer.as_ref().is_some_and(|answer| group.is_told(book, &row.item, answer, viewing))
    };
    let told: Vec<usize> = own.iter().filter(is_told).map(|row| row.n).collect();
    GroupResult {
        name: group.name.clone(),
        at_least,
        met: told.len() >= at_least as usize,
        of: own.iter().map(|row| row.n).collect(),
        told,
    }
}

/// The last day on which a result of that moment counts, as a date in UTC.
fn counts_until(graded: Stamp, days: u32) -> String {
    let moment = jiff::Timestamp::from_millisecond(graded.0).unwrap_or_default();
    let day = Day::from(moment.to_zoned_datetime(jiff::tz::TimeZone::UTC).date());
    day.plus(days).to_string()
}

fn record_item(book: &Rulebook, n: usize, row: &GradedItem, state: &ItemState) -> RecordItem {
    let earned =
        state.answer.as_ref().map_or(Marks(0.0), |answer| mark(&row.item, answer).met(state.viewing));
    let offered = state.answer.as_ref().map_or_else(Vec::new, |answer| trials(&row.item, answer));
    RecordItem {
        n,
        section: row.section.clone(),
        is_trial: row.is_trial,
        struck: false,
        severity: severity(book, &row.item).map(|severity| severity.word().to_owned()),
        predicted: row.predicted,
        item: row.item.clone(),
        answer: state.answer.clone(),
        certainty: state.certainty,
        ms: state.ms,
        answers: state.answers,
        flagged: state.flagged,
        by_eye: state.viewing == Viewing::ByEye,
        hint: state.viewing == Viewing::Hinted,
        marks: earned.0,
        right: earned.is_right(),
        trials: offered,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a form has a few hundred items at most")]
fn score_of(items: &[RecordItem], is_counted: impl Fn(&RecordItem) -> bool) -> ExamScore {
    let counts: Vec<&RecordItem> = items.iter().filter(|item| is_counted(item)).collect();
    let marks: f64 = counts.iter().map(|item| item.marks).sum();
    let of = counts.len();
    let share = |sum: f64| if of == 0 { 0.0 } else { sum / of as f64 };
    ExamScore {
        marks,
        of,
        percent: (share(marks) * 1000.0).round() / 10.0,
        unanswered: counts.iter().filter(|item| item.answer.is_none()).count(),
        predicted: share(counts.iter().map(|item| item.predicted).sum()),
    }
}

/// Parts of the score, each in the order in which it comes up; severities from the least.
fn subscores(items: &[RecordItem]) -> Vec<Subscore> {
    let mut parts: Vec<Subscore> = Vec::new();
    for by in [By::Section, By::Exercise, By::Kind, By::Severity] {
        for item in items.iter().filter(|item| item.counts()) {
            let of = match by {
                By::Section => Some(item.section.as_str()),
                By::Exercise => item.item.exercise.as_ref().map(Id::as_str),
                By::Kind => Some(item.item.kind.word()),
                By::Severity => item.severity.as_deref(),
            };
            let Some(of) = of else { continue };
            match parts.iter_mut().find(|part| part.by == by && part.of == of) {
                Some(part) => {
                    part.marks += item.marks;
                    part.n += 1;
                }
                None => parts.push(Subscore { by, of: of.to_owned(), marks: item.marks, n: 1 }),
            }
        }
    }
    let rank = |part: &Subscore| {
        let severity = Severity::ALL.iter().position(|one| one.word() == part.of);
        (part.by, if part.by == By::Severity { severity } else { None })
    };
    parts.sort_by_key(rank);
    parts
}
