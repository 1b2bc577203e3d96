//! `formcheck quiz [QUIZ]`: one quiz, in plain lines or over JSON lines.

use std::io::{self, BufReader, IsTerminal as _};
use std::sync::{Arc, Mutex};

use clap::Args;
use rand::TryRng as _;
use rand::rngs::SysRng;

use super::{Global, Outcome, Ran, Stop, open, unknown};
use crate::quiz::{NoSitting, Plan, Score, Seed, Session, Sitting, sitting};
use crate::rulebook::{Named, Rulebook};
use crate::screen::line::Line;
use crate::screen::{ask, jsonl, style};

/// One quiz; none named: a mixed one over everything
#[derive(Args, Debug)]
pub struct QuizArgs {
    /// A quiz's id (`formcheck list quizzes` shows them); none: a mix over everything
    quiz: Option<String>,
    /// The same seed asks the same questions
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// How many questions the mix has
    #[arg(long, value_name = "NUMBER", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=500))]
    items: u32,
    /// For programs: one JSON object a line, both ways
    #[arg(long)]
    jsonl: bool,
}

/// Seeds that are drawn are below this, so that a person can type one again.
const SEEDS: u32 = 1_000_000;

/// Runs the command.
pub fn run(args: &QuizArgs, global: &Global) -> Ran {
    let book = open(global)?;
    let plan = plan(args, &book)?;
    let sitting = draw(&book, plan, seed(args)?)?;
    let mut session = Session::new(sitting);
    if args.jsonl {
        jsonl::play(&book, &mut session, io::stdin().lock(), &mut io::stdout().lock())?;
    } else {
        play(&book, &mut session)?;
    }
    Ok(outcome(&session.score()))
}

fn plan(args: &QuizArgs, book: &Rulebook) -> Result<Plan, Stop> {
    let Some(id) = &args.quiz else {
        let plan = Plan::mixed(book, args.items);
        if plan.sections.is_empty() {
            return Err(Stop::told(
                "there is nothing to ask: the packs have neither exercises nor written questions",
                "leave --no-built-in out, or name another pack",
            ));
        }
        return Ok(plan);
    };
    match book.find(id) {
        Some(Named::Quiz(quiz)) => Ok(Plan::of_quiz(book, quiz)),
        Some(_) => Err(Stop::told(
            format!("`{id}` is not a quiz"),
            format!("`formcheck show {id}` tells what it is; `formcheck list quizzes` shows the quizzes"),
        )),
        None => {
            let ids = book.quizzes.iter().map(|quiz| quiz.id.as_str());
            Err(unknown("quiz", id, ids, "formcheck list quizzes"))
        }
    }
}

fn seed(args: &QuizArgs) -> Result<Seed, Stop> {
    if let Some(seed) = args.seed {
        return Ok(Seed(seed));
    }
    let drawn = SysRng.try_next_u32().map_err(|_| {
        Stop::told("the system gives no random numbers", "choose the questions yourself with --seed NUMBER")
    })?;
    Ok(Seed(u64::from(drawn % SEEDS)))
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
    let so_far = Arc::new(Mutex::new(String::new()));
    if io::stdin().is_terminal() {
        let told = Arc::clone(&so_far);
        // Without a handler Ctrl-C still ends the program, only less politely.
        let _ = ctrlc::set_handler(move || {
            let text = told.lock().map(|text| text.clone()).unwrap_or_default();
            let text = if text.is_empty() { "Stopped. Nothing was answered.\n".to_owned() } else { text };
            let _ = super::put(&format!("\n\n{text}"));
            std::process::exit(i32::from(Outcome::Interrupted.code()));
        });
    }
    let width = style::width();
    let after_answer = |session: &Session| {
        let result = ask::result(book, session.sitting(), &session.score(), width);
        if let Ok(mut text) = so_far.lock() {
            *text = format!("Stopped.\n{result}");
        }
    };
    let mut line = Line {
        book,
        input: BufReader::new(io::stdin()),
        out: io::stdout(),
        width,
        echo: !io::stdin().is_terminal(),
        after_answer: &after_answer,
    };
    line.play(session)?;
    Ok(())
}

/// A quiz in which nothing was answered, or whose pass mark was not reached, fell short.
fn outcome(score: &Score) -> Outcome {
    if score.tally.of == 0 || score.passed == Some(false) { Outcome::FellShort } else { Outcome::Done }
}
