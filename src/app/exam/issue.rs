//! `formcheck exam issue QUIZ`: draw a paper for a candidate.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use rand::TryRng as _;
use rand::rngs::SysRng;
use serde_json::json;

use crate::app::exam::clock::ExamClock;
use crate::app::exam::keys::Signer;
use crate::app::exam::ledger::OpenLedger;
use crate::app::exam::lock;
use crate::app::names::{meant, typed};
use crate::app::{AppError, Outcome, Ran, RunSettings, open, put, quoted, unknown};
use crate::pages::exam::sitting;
use crate::pages::program::call;
use crate::render::ansi::Terminal;
use formcheck_core::quiz::Seed;
use formcheck_core::rulebook::words::count;
use formcheck_core::rulebook::{Named, QuizIx, Rulebook};
use formcheck_exam::ledger::{IssuedNote, Ledger, Noted};
use formcheck_exam::locked::LockedPaper;
use formcheck_exam::paper::{Accommodations, Attempt, Given, Paper, Stamp, TimeMultiplier};
use formcheck_exam::record::Name;
use formcheck_exam::roster::{NoTry, day_of, next_try};
use formcheck_exam::seal::{Hash, Nonce, seed_hex};
use formcheck_exam::{Forms, Issue, Sealed, draw_for, exam_named, paper, policy};

#[derive(Debug)]
pub struct IssueOptions {
    pub quiz: String,
    pub candidacy: Candidacy,
    /// The paper; none: named after candidate, exam and try.
    pub out: Option<PathBuf>,
}

/// For whom a paper is, and on what terms.
#[derive(Debug)]
pub struct Candidacy {
    pub reference: String,
    pub name: Option<String>,
    /// The time limit times this; none: as the last time.
    pub time: Option<TimeMultiplier>,
    /// Minutes of breaks that stop the clock; none: as the last time.
    pub break_minutes: Option<u32>,
    /// Whether what is asked by eye is described in words; none: as the last time.
    pub described: Option<bool>,
    pub given: Given,
    pub key: Option<PathBuf>,
    /// Whether a paper that was never graded may be passed over.
    pub abandon_open: bool,
}

pub fn run(options: &IssueOptions, settings: &RunSettings) -> Ran {
    let book = open(settings)?;
    let Issued { path, paper, start, remembered } =
        issue(&book, &options.quiz, &options.candidacy, options.out.as_deref(), |_| Ok(()), settings)?;
    let of = &paper.what;
    if settings.json {
        let answer = json!({
            "paper": path.display().to_string(), "form": of.form, "exam": of.exam.id, "candidate": of.candidate.reference,
            "attempt": of.attempt.number, "items": of.items.len(), "time_limit_s": of.limit_s,
            "given": of.given, "start": start,
        });
        put(&format!("{answer}\n"))?;
        return Ok(Outcome::Done);
    }
    let tries = of.policy.attempts.map_or_else(String::new, |most| format!(" of {most}"));
    let text = format!(
        "{} for {}, try {}{tries}: {}",
        of.exam.title,
        of.candidate.reference,
        of.attempt.number,
        sitting::terms(of)
    );
    put(&format!("{}\n", Terminal::stdout().wrap(&text)))?;
    put(&format!("Paper: {}\n", path.display()))?;
    if remembered && !settings.quiet {
        put(&format!("{}\n", Terminal::stdout().wrap(REMEMBERED)))?;
    }
    if !settings.quiet {
        put("It holds no keys; its seed is in your ledger and nowhere else.\n")?;
        match &start {
            Some(words) => {
                put(
                    "It is locked. The witness reads these start words out when the exam begins, and nobody else has them:\n",
                )?;
                put(&format!("\n    {words}\n\n"))?;
            }
            None => put(&format!("{}\n", Terminal::stdout().wrap(OPEN_BOOK)))?,
        }
        put(&format!("The candidate sits it with: formcheck exam sit {}\n", quoted(&path)))?;
    }
    Ok(Outcome::Done)
}

/// What is said of a paper that is not locked.
const OPEN_BOOK: &str = "It is open book: whoever has it can work out every key with formcheck before the exam, and its record says so.";

/// What is said where a candidate is allowed what they were allowed before.
const REMEMBERED: &str = "What is allowed beyond the exam's own terms is as on their last paper; --time-multiplier 1, --break-minutes 0 and --described=false take it back.";

/// A paper that was issued.
pub struct Issued {
    pub path: PathBuf,
    pub paper: Sealed<Paper>,
    /// The words that open it; none if it is not locked.
    pub start: Option<String>,
    /// Whether something was allowed because it was allowed before.
    pub remembered: bool,
}

/// Draws a paper, seals it, notes it in the ledger and writes it. What `accepts` refuses uses up no try.
pub fn issue(
    book: &Rulebook,
    quiz: &str,
    candidacy: &Candidacy,
    out: Option<&Path>,
    accepts: impl FnOnce(&Paper) -> Result<(), AppError>,
    settings: &RunSettings,
) -> Result<Issued, AppError> {
    check_reference(&candidacy.reference)?;
    let quiz = known(book, quiz)?;
    let forms = Forms::new(book, quiz)?;
    let signer = Signer::open(candidacy.key.as_deref(), settings)?;
    let clock = ExamClock::start()?;
    let now = clock.wall();
    let mut kept = OpenLedger::open(settings)?;
    if let Some(other) = kept.ledger.looks_like(&candidacy.reference) {
        return Err(AppError::new(
            format!("`{}` reads like `{other}`, who is in your ledger", candidacy.reference),
            format!(
                "if it is the same person, type {other}; if not, call them something that can't be taken for it"
            ),
        ));
    }
    // Before packs had names of their own, an exam was noted by its plain id.
    let plain = book[quiz].id.plain();
    let older = (plain != forms.id() && exam_named(book, plain) == Some(quiz)).then_some(plain);
    let names: Vec<&str> = std::iter::once(forms.id()).chain(older).collect();
    let papers =
        names.iter().map(|exam| kept.ledger.papers(&candidacy.reference, exam).count()).sum::<usize>();
    let sat = || names.iter().flat_map(|exam| kept.ledger.tries(&candidacy.reference, exam));
    let tries = sat().count();
    let last = sat().max_by_key(|paper| paper.attempt).cloned();
    if let Some(last) = &last {
        may_sit(&kept.ledger, last, &forms, candidacy, now)?;
    }
    let number = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let attempt = Attempt { number: number(tries + 1), withdrawn: number(papers - tries) };
    let path = out
        .map_or_else(|| PathBuf::from(paper_file(&candidacy.reference, plain, papers + 1)), Path::to_owned);
    if path.exists() {
        let what = format!("{} is there already", path.display());
        return Err(AppError::new(what, "name another file: --out FILE"));
    }
    if candidacy.described == Some(true) && forms.exam().by_eye.is_none() {
        return Err(AppError::new(
            format!("`{}` asks nothing by eye, so every paper of it is in words", forms.id()),
            "leave --described out",
        ));
    }
    if !settings.quiet && std::io::stderr().is_terminal() {
        // It takes seconds.
        eprintln!("Drawing the paper …");
    }
    let Allowed { accommodations, described, remembered } = allowed(&kept.ledger, candidacy, &forms);
    let seed = || Ok::<_, AppError>(Seed(u64::from_le_bytes(random()?)));
    let (form, barred) = draw_for(&forms, &kept.ledger, &candidacy.reference, seed)?;
    let nonce = Nonce(random()?);
    let (name, is_new) = name(&kept.ledger, candidacy)?;
    let issue = Issue {
        reference: candidacy.reference.clone(),
        name: name.clone(),
        attempt,
        accommodations: accommodations.clone(),
        described,
        given: candidacy.given,
        ledger: Some(kept.ledger.place()),
        barred: barred.into_iter().collect(),
        issued: now,
        made_up_clock: clock.is_made_up(),
        nonce,
    };
    let what = paper(&forms, &form, &issue);
    accepts(&what)?;
    let value = serde_json::to_value(&what).map_err(|error| AppError::internal(error.to_string()))?;
    let mut sealed = Sealed { what, value, signature: String::new(), name };
    sealed.signature = signer.seal::<Paper>(&sealed.bytes())?;
    let start = (candidacy.given == Given::Locked).then(lock::new_words).transpose()?;
    let text = match &start {
        Some(words) => locked(&sealed, words, &signer)?,
        None => sealed.text(),
    };
    // First, where the paper says that it stands.
    let mut notes = vec![Noted::Issued(Box::new(IssuedNote {
        at: now,
        form: sealed.what.form.clone(),
        exam: forms.id().to_owned(),
        title: sealed.what.exam.title.clone(),
        reference: candidacy.reference.clone(),
        attempt: attempt.number,
        policy: policy(forms.exam()),
        seed: seed_hex(form.seed),
        nonce: nonce.hex(),
        items: form.ids(),
        asks: form.asks,
        paper_sha256: Hash::of(&sealed.bytes()).hex(),
        start: start.clone(),
        accommodations: Some(accommodations),
        described,
    }))];
    if let (true, Some(name)) = (is_new, &sealed.name) {
        notes.push(Noted::Named { reference: candidacy.reference.clone(), name: name.clone() });
    }
    kept.add(&notes)?;
    crate::app::exam::files::write_new(&path, &text)?;
    Ok(Issued { path, paper: sealed, start, remembered })
}

/// What a candidate is allowed.
struct Allowed {
    accommodations: Accommodations,
    described: bool,
    remembered: bool,
}

/// What a candidate is allowed: what is said, and of what is not, the same as on their last paper of any exam.
fn allowed(ledger: &Ledger, candidacy: &Candidacy, forms: &Forms<'_>) -> Allowed {
    let mut papers = ledger.issued().filter(|paper| paper.reference == candidacy.reference);
    let (last, was_described) = papers
        .next_back()
        .map(|paper| (paper.accommodations.clone().unwrap_or_default(), paper.described))
        .unwrap_or_default();
    let accommodations = Accommodations {
        time: candidacy.time.unwrap_or(last.time),
        break_minutes: candidacy.break_minutes.unwrap_or(last.break_minutes),
    };
    let described = candidacy.described.unwrap_or(was_described) && forms.exam().by_eye.is_some();
    let remembered = candidacy.time.is_none() && last.time != TimeMultiplier::Once
        || candidacy.break_minutes.is_none() && last.break_minutes > 0
        || candidacy.described.is_none() && described;
    Allowed { accommodations, described, remembered }
}

/// The file of a locked paper: the paper's own file without the name, behind its lock, with the name beside it.
fn locked(paper: &Sealed<Paper>, words: &str, signer: &Signer) -> Result<String, AppError> {
    let nameless = Sealed { name: None, ..paper.clone() };
    let what = LockedPaper::of(paper, lock::lock(&nameless.text(), words)?);
    let value = serde_json::to_value(&what).map_err(|error| AppError::internal(error.to_string()))?;
    let mut sealed = Sealed { what, value, signature: String::new(), name: paper.name.clone() };
    sealed.signature = signer.seal::<LockedPaper>(&sealed.bytes())?;
    Ok(sealed.text())
}

/// What the file of a candidate's last paper is called unless it is named, or, with one more, that of the next. Papers that were
/// taken back are counted too, so none is written over.
fn paper_file(reference: &str, exam: &str, number: usize) -> String {
    // Ids are safe in the names of files but for the pack before them.
    let plain = exam.rsplit('/').next().unwrap_or(exam);
    format!("{reference}-{plain}-{number}.paper.json")
}

/// A reference becomes part of file names and of what is sealed.
fn check_reference(reference: &str) -> Result<(), AppError> {
    let sound = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let is_sound = (1..=64).contains(&reference.len())
        && reference.chars().all(sound)
        && reference.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    if is_sound {
        return Ok(());
    }
    Err(AppError::new(
        format!("`{reference}` is not a valid candidate reference"),
        "use letters, digits, - _ and . such as t-07; the name goes behind --name",
    ))
}

fn known(book: &Rulebook, id: &str) -> Result<QuizIx, AppError> {
    meant(book, id, Named::quiz)?.ok_or_else(|| {
        let exams = book.quizzes.iter().filter(|quiz| quiz.exam.is_some());
        unknown("exam", id, typed(exams.map(|quiz| &quiz.id)), "formcheck list quizzes")
    })
}

/// Whether the candidate may sit the exam again.
fn may_sit(
    ledger: &Ledger,
    last: &IssuedNote,
    forms: &Forms<'_>,
    candidacy: &Candidacy,
    now: Stamp,
) -> Result<(), AppError> {
    let who = &candidacy.reference;
    if ledger.graded(&last.form).is_none() && !candidacy.abandon_open {
        let file = PathBuf::from(paper_file(who, &last.exam, ledger.papers(who, &last.exam).count()));
        let file = if file.exists() { quoted(&file) } else { "PAPER".to_owned() };
        return Err(AppError::new(
            format!("{who} has a paper that was not graded: try {}, form {}", last.attempt, last.form),
            format!(
                "if it was interrupted, go on with it: {}; then grade it. Or take it back: {} --why \"…\". With --abandon-open it stays a try",
                call(&format!("exam sit {file}")),
                call(&format!("exam withdraw {file}"))
            ),
        ));
    }
    let policy = policy(forms.exam());
    match next_try(ledger, last, &policy) {
        Err(NoTry::NoneLeft) => Err(AppError::new(
            format!("{who} has used every try: {}", policy.attempts.unwrap_or_default()),
            "the exam's file says how many there are: `attempts` in [exam]",
        )),
        Ok(day) if day_of(now) < day => Err(AppError::new(
            match ledger.graded(&last.form).filter(|graded| graded.passed) {
                None => format!("{who} may sit this exam again from {day}"),
                Some(graded) => {
                    let until = graded.counts_until.as_ref();
                    let until = until.map_or_else(String::new, |day| format!(", which counts until {day}"));
                    format!("{who} has passed{until}; a new try is possible from {day}")
                }
            },
            format!(
                "the exam's file asks for {} between tries: `wait-days` in [exam]",
                count(policy.wait_days as usize, "day", "days")
            ),
        )),
        Ok(_) => Ok(()),
    }
}

/// The candidate's name with its salt, and whether the ledger doesn't have it yet.
fn name(ledger: &Ledger, candidacy: &Candidacy) -> Result<(Option<Name>, bool), AppError> {
    let known = ledger.name(&candidacy.reference);
    match (&candidacy.name, known) {
        (None, known) => Ok((known.cloned(), false)),
        (Some(name), Some(known)) if known.name == *name => Ok((Some(known.clone()), false)),
        (Some(name), _) => {
            if name.trim().is_empty()
                || name.len() > 200
                || name.contains(formcheck_core::diagnostic::is_unsafe)
            {
                return Err(AppError::new("that is not a valid name", "write it in letters, on one line"));
            }
            let salt = base16ct::lower::encode_string(&random::<16>()?);
            Ok((Some(Name { name: name.clone(), salt }), true))
        }
    }
}

/// Bytes from the system's source of chance.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], AppError> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(|_| {
        AppError::new(
            "the system gives no random numbers",
            "without them a form could be guessed; mend that first",
        )
    })?;
    Ok(bytes)
}
