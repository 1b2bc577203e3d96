//! `formcheck exam issue QUIZ`: draw a paper for a candidate.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rand::TryRng as _;
use rand::rngs::SysRng;
use serde_json::json;

use super::super::usage::number;
use super::super::{Global, Outcome, Ran, Stop, open, put, unknown};
use super::clock::Clocks;
use super::keys::Signer;
use super::ledger::Kept;
use crate::pages::exam::sitting;
use crate::render::ansi::style;
use formcheck_core::quiz::Seed;
use formcheck_core::rulebook::{QuizIx, Rulebook};
use formcheck_exam::ledger::{IssuedNote, Ledger, Noted};
use formcheck_exam::paper::{Accommodations, Paper, Stamp, TimeMultiplier};
use formcheck_exam::record::Name;
use formcheck_exam::roster::{NoTry, day_of, next_try};
use formcheck_exam::seal::{Hash, Nonce, seed_hex};
use formcheck_exam::{ExamForm, Forms, Issue, NoForm, Sealed, exam_named, paper, policy};

/// Draw a paper for a candidate
#[derive(Args, Debug)]
pub(super) struct IssueArgs {
    /// The exam: a quiz whose file has an [exam] table
    #[arg(value_name = "QUIZ")]
    quiz: String,
    /// For whom, on what terms
    #[command(flatten)]
    whom: Whom,
    /// The paper [default: CANDIDATE-QUIZ-TRY.paper.json]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// For whom a paper is, and on what terms.
#[derive(Args, Debug)]
pub(super) struct Whom {
    /// What you call the candidate: a number or an id, not a name
    #[arg(long, value_name = "REFERENCE")]
    pub(super) candidate: String,
    /// The candidate's name; it is kept apart from what is sealed
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The time limit times this
    #[arg(long, value_enum, value_name = "NUMBER", default_value_t)]
    time_multiplier: Times,
    /// Minutes of breaks that stop the clock
    #[arg(long, value_name = "NUMBER", default_value_t = 0, value_parser = number(0_u32, 600))]
    break_minutes: u32,
    /// The examiner's secret key [default: the one that `exam keygen` made]
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
    /// Issue it though the candidate's last paper was never graded; that one stays a try
    #[arg(long)]
    abandon_open: bool,
}

/// By what a time limit is multiplied.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum Times {
    /// The exam's own time
    #[default]
    #[value(name = "1")]
    Once,
    /// One and a half times
    #[value(name = "1.5")]
    OnceAndAHalf,
    /// Twice
    #[value(name = "2")]
    Twice,
    /// No limit
    #[value(name = "none")]
    NoLimit,
}

impl From<Times> for TimeMultiplier {
    fn from(times: Times) -> TimeMultiplier {
        match times {
            Times::Once => TimeMultiplier::Once,
            Times::OnceAndAHalf => TimeMultiplier::OnceAndAHalf,
            Times::Twice => TimeMultiplier::Twice,
            Times::NoLimit => TimeMultiplier::NoLimit,
        }
    }
}

/// Runs the command.
pub(super) fn run(args: &IssueArgs, global: &Global) -> Ran {
    let book = open(global)?;
    let (path, paper) = issue(&book, &args.quiz, &args.whom, args.out.as_deref(), global)?;
    let of = &paper.what;
    if global.json {
        let answer = json!({
            "paper": path.display().to_string(), "form": of.form, "exam": of.exam.id, "candidate": of.candidate.reference,
            "attempt": of.attempt.number, "items": of.items.len(), "time_limit_s": of.limit_s,
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
    put(&format!("{}\n", style::wrap(&text, style::width(), "")))?;
    put(&format!("Paper: {}\n", path.display()))?;
    if !global.quiet {
        put("It holds no keys; its seed is in your ledger and nowhere else.\n")?;
        put(&format!("The candidate sits it with: formcheck exam sit {}\n", path.display()))?;
    }
    Ok(Outcome::Done)
}

/// Draws a paper, seals it, notes it in the ledger and writes it.
pub(super) fn issue(
    book: &Rulebook,
    quiz: &str,
    whom: &Whom,
    out: Option<&Path>,
    global: &Global,
) -> Result<(PathBuf, Sealed<Paper>), Stop> {
    check_reference(&whom.candidate)?;
    let quiz = known(book, quiz)?;
    let forms = Forms::new(book, quiz).map_err(no_form)?;
    let signer = Signer::open(whom.key.as_ref(), global)?;
    let now = Clocks::start()?.wall();
    let mut kept = Kept::open(global)?;
    let last = kept.ledger.papers(&whom.candidate, forms.id()).next_back().cloned();
    if let Some(last) = &last {
        may_sit(&kept.ledger, last, &forms, whom, now)?;
    }
    let attempt = last.as_ref().map_or(1, |last| last.attempt + 1);
    let path = out.map_or_else(
        || PathBuf::from(format!("{}-{}-{attempt}.paper.json", whom.candidate, forms.id())),
        Path::to_owned,
    );
    if path.exists() {
        let what = format!("{} is there already", path.display());
        return Err(Stop::told(what, "name another file: --out FILE"));
    }
    let form = draw(&forms, last.as_ref())?;
    let nonce = Nonce(random()?);
    let (name, is_new) = name(&kept.ledger, whom)?;
    let issue = Issue {
        reference: whom.candidate.clone(),
        name: name.clone(),
        attempt,
        accommodations: Accommodations {
            time: whom.time_multiplier.into(),
            break_minutes: whom.break_minutes,
        },
        issued: now,
        nonce,
    };
    let what = paper(&forms, &form, &issue);
    let value = serde_json::to_value(&what).map_err(std::io::Error::from)?;
    let mut sealed = Sealed { what, value, signature: String::new(), name };
    sealed.signature = signer.seal::<Paper>(&sealed.bytes())?;
    let mut notes = Vec::new();
    if let (true, Some(name)) = (is_new, &sealed.name) {
        notes.push(Noted::Named { reference: whom.candidate.clone(), name: name.clone() });
    }
    notes.push(Noted::Issued(Box::new(IssuedNote {
        at: now,
        form: sealed.what.form.clone(),
        exam: forms.id().to_owned(),
        title: sealed.what.exam.title.clone(),
        reference: whom.candidate.clone(),
        attempt,
        policy: policy(forms.exam()),
        seed: seed_hex(form.seed),
        nonce: nonce.hex(),
        items: form.ids(),
        paper_sha256: Hash::of(&sealed.bytes()).hex(),
    })));
    kept.add(&notes)?;
    super::write_new(&path, &sealed.text())?;
    Ok((path, sealed))
}

/// A reference becomes part of file names and of what is sealed.
fn check_reference(reference: &str) -> Result<(), Stop> {
    let sound = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let is_sound = (1..=64).contains(&reference.len())
        && reference.chars().all(sound)
        && reference.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    if is_sound {
        return Ok(());
    }
    Err(Stop::told(
        format!("`{reference}` is no reference for a candidate"),
        "use letters, digits, - _ and . such as t-07; the name goes behind --name",
    ))
}

fn known(book: &Rulebook, id: &str) -> Result<QuizIx, Stop> {
    exam_named(book, id).ok_or_else(|| {
        let exams = book.quizzes.iter().filter(|quiz| quiz.exam.is_some());
        unknown("exam", id, exams.map(|quiz| quiz.id.as_str()), "formcheck list quizzes")
    })
}

fn no_form(none: NoForm) -> Stop {
    Stop::told(none.what, none.help)
}

/// Whether the candidate may sit the exam again.
fn may_sit(
    ledger: &Ledger,
    last: &IssuedNote,
    forms: &Forms<'_>,
    whom: &Whom,
    now: Stamp,
) -> Result<(), Stop> {
    let who = &whom.candidate;
    if ledger.graded(&last.form).is_none() && !whom.abandon_open {
        return Err(Stop::told(
            format!("{who} has a paper that was not graded: try {}, form {}", last.attempt, last.form),
            "grade it, or say --abandon-open; it stays a try either way",
        ));
    }
    let policy = policy(forms.exam());
    match next_try(ledger, last, &policy) {
        Err(NoTry::NoneLeft) => Err(Stop::told(
            format!("{who} has used every try: {}", policy.attempts.unwrap_or_default()),
            "the exam's file says how many there are: `attempts` in [exam]",
        )),
        Ok(day) if day_of(now) < day => Err(Stop::told(
            format!("{who} may sit this exam again from {day}"),
            format!(
                "the exam's file asks for {} days between tries: `wait-days` in [exam]",
                policy.wait_days
            ),
        )),
        Ok(_) => Ok(()),
    }
}

/// How often a form is drawn before it counts as impossible that it shares so little with the last one.
const DRAWS: u32 = 60;

/// A form from a random seed, that shares no more with the last one than is allowed.
fn draw(forms: &Forms<'_>, last: Option<&IssuedNote>) -> Result<ExamForm, Stop> {
    let most = forms.exam().overlap;
    for _ in 0..DRAWS {
        let form = forms.form(Seed(u64::from_le_bytes(random()?))).map_err(no_form)?;
        if last.is_none_or(|last| form.overlap(&last.items) <= most) {
            return Ok(form);
        }
    }
    Err(Stop::told(
        format!("no form shares {most} percent or less with the candidate's last one, in {DRAWS} draws"),
        "let the exam draw from more, or raise `overlap` in its [exam] table",
    ))
}

/// The candidate's name with its salt, and whether the ledger doesn't have it yet.
fn name(ledger: &Ledger, whom: &Whom) -> Result<(Option<Name>, bool), Stop> {
    let known = ledger.name(&whom.candidate);
    match (&whom.name, known) {
        (None, known) => Ok((known.cloned(), false)),
        (Some(name), Some(known)) if known.name == *name => Ok((Some(known.clone()), false)),
        (Some(name), _) => {
            if name.trim().is_empty()
                || name.len() > 200
                || name.contains(formcheck_core::diagnostic::is_unsafe)
            {
                return Err(Stop::told("that is no name", "write it in letters, on one line"));
            }
            let salt = base16ct::lower::encode_string(&random::<16>()?);
            Ok((Some(Name { name: name.clone(), salt }), true))
        }
    }
}

/// Bytes from the system's source of chance.
fn random<const N: usize>() -> Result<[u8; N], Stop> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(|_| {
        Stop::told(
            "the system gives no random numbers",
            "without them a form could be guessed; mend that first",
        )
    })?;
    Ok(bytes)
}
