//! The interview: asks sign by sign for what splits the possible mistakes best, until nothing more can change the answer.

use std::io::{self, BufRead, Write};

use crate::app::AppError;
use crate::app::check::rest_good::alone;
use crate::face::line::session::read_line;
use crate::render::ansi::Terminal;
use formcheck_core::page::Page;
use formcheck_core::rulebook::words::sentence;
use formcheck_core::rulebook::{
    Domain, ExerciseIx, Judgement, Observation, Rulebook, Sign, SignIx, SignKind, Value, judge,
};

enum InterviewReply {
    Value(Value),
    Unknown,
    Undo,
    Enough,
    Quit,
}

/// The exercise and what was seen of it; none if the person left.
pub(super) fn run(
    book: &Rulebook,
    exercise: Option<ExerciseIx>,
) -> Result<Option<(ExerciseIx, Observation)>, AppError> {
    let mut input = io::stdin().lock();
    let mut out = io::stdout().lock();
    let terminal = Terminal::stdout();
    let chosen = match exercise {
        Some(ix) => Some(ix),
        None => which_exercise(book, &mut input, &mut out, terminal)?,
    };
    let Some(ix) = chosen else { return Ok(None) };
    let mut page = Page::new();
    page.gap().heading(&book[ix].name);
    page.say("Tell what you saw. Type a number and Enter; Enter alone if you could not see it; u to go back; d when you are done; q to leave.");
    write!(out, "{}", terminal.text(&page))?;
    let observation = ask_all(book, ix, &mut input, &mut out, terminal)?;
    Ok(observation.map(|observation| (ix, observation)))
}

/// Asks a question that is answered with y or n; the end of input is n.
pub(super) fn agrees(question: &str) -> Result<bool, AppError> {
    let mut out = io::stdout().lock();
    writeln!(out, "\n{question}")?;
    loop {
        write!(out, "> ")?;
        out.flush()?;
        let Some(line) = read_line(&mut io::stdin().lock())? else { return Ok(false) };
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" => return Ok(true),
            "n" | "no" => return Ok(false),
            _ => writeln!(out, "Type y or n.")?,
        }
    }
}

fn which_exercise(
    book: &Rulebook,
    input: &mut impl BufRead,
    out: &mut impl Write,
    terminal: Terminal,
) -> Result<Option<ExerciseIx>, AppError> {
    let mut page = Page::new();
    page.heading("Which exercise?");
    page.numbered(book.exercises.iter().map(|exercise| exercise.name.as_str()));
    write!(out, "{}", terminal.text(&page))?;
    loop {
        write!(out, "> ")?;
        out.flush()?;
        let Some(line) = read_line(input)? else { return Ok(None) };
        let text = line.trim();
        if text == "q" {
            return Ok(None);
        }
        let by_number = text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        match by_number.filter(|&place| place < book.exercises.len()).map(ExerciseIx::at) {
            Some(ix) => return Ok(Some(ix)),
            None => match crate::app::observation::exercise(book, text) {
                Ok(ix) => return Ok(Some(ix)),
                Err(_) => writeln!(out, "Type a number from 1 to {}, or q to leave.", book.exercises.len())?,
            },
        }
    }
}

/// Asks until nothing is open, or the person has had enough. None if they left.
fn ask_all(
    book: &Rulebook,
    ix: ExerciseIx,
    input: &mut impl BufRead,
    out: &mut impl Write,
    terminal: Terminal,
) -> Result<Option<Observation>, AppError> {
    let exercise = &book[ix];
    let mut observation = Observation::unknown(exercise);
    // Each step: the place that was asked, and whether it was seen.
    let mut asked: Vec<usize> = Vec::new();
    let mut told: Vec<String> = Vec::new();
    loop {
        let judgement = judge(book, ix, &alone(book, ix, &observation));
        tell_new(book, &judgement, &mut told, out, terminal)?;
        let Some(place) = next(book, ix, &judgement, &asked) else { break };
        let sign = &book[exercise.signs[place].sign];
        write!(out, "{}", terminal.text(&question(sign, asked.len() + 1, exercise.signs.len())))?;
        match typed(sign, input, out)? {
            InterviewReply::Value(value) => {
                observation.set(place, Some(value));
                asked.push(place);
            }
            InterviewReply::Unknown => asked.push(place),
            InterviewReply::Undo => match asked.pop() {
                Some(last) => {
                    observation.set(last, None);
                    told.clear();
                }
                None => writeln!(out, "There is nothing to go back to.")?,
            },
            InterviewReply::Enough => break,
            InterviewReply::Quit => return Ok(None),
        }
    }
    Ok(Some(observation))
}

/// Says each mistake once, as soon as it is certain.
fn tell_new(
    book: &Rulebook,
    judgement: &Judgement,
    told: &mut Vec<String>,
    out: &mut impl Write,
    terminal: Terminal,
) -> io::Result<()> {
    for certain in &judgement.certain {
        let mistake = &book[certain.mistake];
        if !told.contains(&mistake.name) {
            told.push(mistake.name.clone());
            let line = format!("That is a mistake: {}. There may be more.", mistake.name);
            writeln!(out, "{}", terminal.wrap(&line))?;
        }
    }
    Ok(())
}

/// The sign to ask next: the best split; where that was not seen, the next one that an open mistake needs.
fn next(book: &Rulebook, ix: ExerciseIx, judgement: &Judgement, asked: &[usize]) -> Option<usize> {
    let exercise = &book[ix];
    let fresh = |sign: SignIx| exercise.place_of(sign).filter(|place| !asked.contains(place));
    // Who lifts, and which way of doing it is meant, is asked once, before the rep.
    let is_known_first = |sign: SignIx| matches!(book[sign].kind, SignKind::Lifter | SignKind::Style);
    let first = exercise.signs.iter().map(|observed| observed.sign).filter(|&sign| is_known_first(sign));
    if let Some(place) = first.into_iter().find_map(fresh) {
        return Some(place);
    }
    if let Some(place) = judgement.ask_next.and_then(fresh) {
        return Some(place);
    }
    let tests = judgement
        .possible
        .iter()
        .flat_map(|possible| &book[possible.mistake].when)
        .flat_map(|clause| &clause.tests);
    tests.map(|test| test.sign).find_map(fresh)
}

fn question(sign: &Sign, number: usize, most: usize) -> Page {
    let mut page = Page::new();
    page.gap();
    let who = if sign.kind == SignKind::Felt { " (ask the lifter)" } else { "" };
    page.line("");
    page.labelled(&format!("Question {number} of up to {most}"), &format!("{}{who}", sign.ask));
    match &sign.domain {
        Domain::Named(values) => {
            for (place, value) in values.iter().enumerate() {
                page.hang(&format!("  {}. ", place + 1), &value.say);
            }
        }
        Domain::Range { unit, .. } => {
            page.say(&format!("  {} ({unit}).", sentence(&sign.numbers())));
        }
    }
    page
}

fn typed(sign: &Sign, input: &mut impl BufRead, out: &mut impl Write) -> Result<InterviewReply, AppError> {
    loop {
        write!(out, "> ")?;
        out.flush()?;
        let Some(line) = read_line(input)? else { return Ok(InterviewReply::Enough) };
        let text = line.trim();
        match text {
            "" | "0" if text.is_empty() || sign.value("0").is_none() => return Ok(InterviewReply::Unknown),
            "u" => return Ok(InterviewReply::Undo),
            "d" => return Ok(InterviewReply::Enough),
            "q" => return Ok(InterviewReply::Quit),
            _ => {}
        }
        if let Some(value) = value_of(sign, text) {
            return Ok(InterviewReply::Value(value));
        }
        let wanted = match &sign.domain {
            Domain::Named(values) => format!("a number from 1 to {}", values.len()),
            Domain::Range { .. } => sign.numbers(),
        };
        writeln!(out, "Type {wanted}, Enter if you could not see it, u, d or q.")?;
    }
}

fn value_of(sign: &Sign, text: &str) -> Option<Value> {
    match &sign.domain {
        Domain::Named(values) => match text.parse::<usize>() {
            Ok(number) => {
                let place = number.checked_sub(1).filter(|&place| place < values.len())?;
                i32::try_from(place).ok().map(Value)
            }
            Err(_) => sign.value(text),
        },
        Domain::Range { .. } => sign.value(text),
    }
}

/// The command line that gives the same answer.
pub(super) fn command(book: &Rulebook, ix: ExerciseIx, observation: &Observation) -> String {
    let exercise = &book[ix];
    let seen = exercise.signs.iter().zip(observation.values()).filter_map(|(observed, value)| {
        let sign = &book[observed.sign];
        value.map(|value| format!(" {}={}", sign.id, sign.word(value)))
    });
    format!("formcheck check {}{}", exercise.id, seen.collect::<String>())
}
