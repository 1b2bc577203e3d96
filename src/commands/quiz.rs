//! `formcheck quiz [ID]`: one quiz, in plain lines or over JSON lines.

use std::io::{self, BufReader, IsTerminal as _};

use clap::Args;

use super::clock::Clock;
use super::interrupt::LastWord;
use super::usage::{number, whole};
use super::{Global, Outcome, Ran, Stop, chance, full, open, unknown};
use crate::face::jsonl;
use crate::face::line::session::LineSession;
use crate::pages::session;
use crate::render::ansi::style;
use formcheck_core::quiz::{
    Keeper, NoSitting, Plan, Seed, Session, SessionScore, Sitting, Subject, Unkept, sitting,
};
use formcheck_core::rulebook::{Id, Named, Rulebook};

/// One quiz, or questions about one exercise or mistake; none named: a mix over everything
#[derive(Args, Debug)]
pub struct QuizArgs {
    /// A quiz (`formcheck list quizzes` shows them), an exercise or a mistake; none: a mix over everything
    #[arg(value_name = "ID")]
    quiz: Option<String>,
    /// The same seed asks the same questions
    #[arg(long, value_name = "NUMBER", value_parser = whole::<u64>)]
    seed: Option<u64>,
    /// How many questions, where no quiz says it [default: 10]
    #[arg(long, value_name = "NUMBER", value_parser = number(1_u32, 500))]
    items: Option<u32>,
    /// Ask by the moving picture alone wherever it tells enough
    #[arg(long, conflicts_with = "jsonl")]
    by_eye: bool,
    /// For programs: one JSON object a line, both ways
    #[arg(long)]
    jsonl: bool,
}

/// Seeds that are drawn are below this, so that a person can type one again.
const SEEDS: u64 = 1_000_000;

/// How many questions a mix has, unless somebody says.
const ITEMS: u32 = 10;

/// Runs the command.
pub fn run(args: &QuizArgs, global: &Global) -> Ran {
    if global.json && !args.jsonl {
        return Err(Stop::told(
            "a quiz is a talk, so one JSON result won't do",
            "use --jsonl: one object a line",
        ));
    }
    let book = open(global)?;
    let seed = args.seed.map(Seed).map_or_else(fresh_seed, Ok)?;
    let sitting = drawn(&book, args.quiz.as_deref(), args.items, seed)?;
    let mut session = Session::new(sitting);
    if args.jsonl {
        jsonl::session::play(
            &book,
            &mut session,
            &mut Unkept,
            (),
            io::stdin().lock(),
            &mut io::stdout().lock(),
        )?;
    } else if full::is_wanted(global) {
        let clock = Clock::start()?;
        return full::run(&book, global, &clock, full::Wanted::Quiz(Box::new(session)), args.by_eye);
    } else {
        if args.by_eye && !global.quiet {
            eprintln!("{}", crate::pages::study::NOT_BY_EYE);
        }
        play(&book, &mut session)?;
    }
    Ok(outcome(&session.score()))
}

/// A quiz that was chosen in the full screen: by its id, or an exercise's or a mistake's; none is the mix.
pub(super) fn chosen(book: &Rulebook, id: Option<&str>) -> Result<Sitting, Stop> {
    drawn(book, id, None, fresh_seed()?)
}

fn drawn(book: &Rulebook, id: Option<&str>, asked: Option<u32>, seed: Seed) -> Result<Sitting, Stop> {
    let items = asked.unwrap_or(ITEMS);
    let Some(id) = id else {
        let plan = Plan::mixed(book, items);
        if plan.sections.is_empty() {
            return Err(Stop::told(
                "there is nothing to ask: the packs have neither exercises nor written questions",
                "leave --no-built-in out, or name another pack",
            ));
        }
        return draw(book, plan, seed);
    };
    let what = match book.find(id) {
        Some(Named::Quiz(quiz)) if asked.is_none() => {
            return draw(book, Plan::of_quiz(book, quiz), seed);
        }
        Some(Named::Quiz(_)) => {
            let what = format!("`{id}` says itself how many questions it asks");
            return Err(Stop::told(what, "leave --items out; it goes with a mix, an exercise or a mistake"));
        }
        Some(Named::Exercise(ix)) => Subject::Exercise(ix),
        Some(Named::Mistake(ix)) => Subject::Mistake(ix),
        Some(_) => {
            return Err(Stop::told(
                format!("`{id}` is no quiz, exercise or mistake"),
                format!("`formcheck show {id}` tells what it is; `formcheck list quizzes` shows the quizzes"),
            ));
        }
        None => {
            let ids = book.quizzes.iter().map(|quiz| &quiz.id);
            let ids = ids.chain(book.exercises.iter().map(|exercise| &exercise.id));
            let ids = ids.chain(book.mistakes.iter().map(|mistake| &mistake.id));
            return Err(unknown("quiz, exercise or mistake", id, ids.map(Id::as_str), "formcheck list"));
        }
    };
    practice(book, what, asked, seed)
}

/// Questions about one thing: as many as were asked for, else as many of [`ITEMS`] as there are.
fn practice(book: &Rulebook, what: Subject, asked: Option<u32>, seed: Seed) -> Result<Sitting, Stop> {
    let mut items = asked.unwrap_or(ITEMS);
    loop {
        match sitting(book, Plan::about(book, what, items), seed) {
            Err(NoSitting { made, .. }) if asked.is_none() && made > 0 => {
                // What was drawn first may stand in the way of another: fewer always leave room.
                items = (items - 1).min(u32::try_from(made).unwrap_or(items));
            }
            Ok(sitting) if !sitting.items.is_empty() => return Ok(sitting),
            Ok(_) | Err(_) => return draw(book, Plan::about(book, what, items), seed),
        }
    }
}

fn fresh_seed() -> Result<Seed, Stop> {
    Ok(Seed(chance::fresh_seed()? % SEEDS))
}

fn draw(book: &Rulebook, plan: Plan, seed: Seed) -> Result<Sitting, Stop> {
    let mixed = plan.mixed;
    let sitting = sitting(book, plan, seed).map_err(|none: NoSitting| {
        let help = if mixed {
            format!("ask for fewer: --items {}", none.made.max(1))
        } else {
            "lower its `draw`, or give the section more to draw from; `formcheck lint` says how many there are"
                .to_owned()
        };
        Stop::told(none.to_string(), help)
    })?;
    if sitting.items.is_empty() {
        let help = "give it a [[section]] that draws something";
        return Err(Stop::told("this quiz asks nothing", help));
    }
    Ok(sitting)
}

/// In plain lines. Ctrl-C ends it with the result so far.
fn play(book: &Rulebook, session: &mut Session) -> Result<(), Stop> {
    let last_word = LastWord::new("Stopped. Nothing was answered.\n".to_owned());
    let width = style::width();
    let start = session::start(book, session.sitting(), width);
    let result =
        |session: &Session, width: usize| session::result(book, session.sitting(), &session.score(), width);
    let mut line = LineSession {
        book,
        input: BufReader::new(io::stdin()),
        out: io::stdout(),
        width,
        echo: !io::stdin().is_terminal(),
        start: &start,
        result: &result,
    };
    line.play(
        session,
        &mut SoFar(&|session| last_word.set(format!("Stopped.\n{}", result(session, width)))),
    )?;
    Ok(())
}

/// Keeps nothing either, but is told how far it went, for an interruption.
struct SoFar<'a>(&'a dyn Fn(&Session));

impl Keeper for SoFar<'_> {
    fn told(&mut self, session: &Session) {
        (self.0)(session);
    }
}

/// A quiz in which nothing was answered, or whose pass mark was not reached, fell short.
pub(super) fn outcome(score: &SessionScore) -> Outcome {
    if score.tally.of == 0 || score.passed == Some(false) { Outcome::FellShort } else { Outcome::Done }
}
