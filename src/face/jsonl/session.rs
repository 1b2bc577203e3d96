//! A session for other programs: what comes in is read here, what goes out are the events of `event`.
//!
//! Nothing in a prompt tells the key: item ids are opaque, and the skill comes with the feedback.

use std::io::{self, BufRead, Write};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::{Map, Value};

use super::event::SentEvent;
use super::whole;
use crate::face::line::session::read_line;
use crate::render::ansi::style::sentence;
use formcheck_core::quiz::{
    ActError, AnswerForm, BadResponse, Certainty, Keeper, Question, Response, Session, Viewing,
};
use formcheck_core::rulebook::{FeedbackAt, Rulebook};

/// Plays the session over JSON lines, to its end or that of the input; `about` is added to its first event.
///
/// # Errors
/// If reading or writing fails.
pub fn play<K: Keeper, E>(
    book: &Rulebook,
    session: &mut Session,
    keeper: &mut K,
    about: impl Serialize,
    mut input: impl BufRead,
    out: &mut impl Write,
) -> Result<(), E>
where
    E: From<io::Error> + From<K::Error>,
{
    let started = Instant::now();
    let limit = session.sitting().plan.minutes.map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
    let items = session.prompt().map_or(session.sitting().items.len(), |prompt| prompt.of);
    SentEvent::opened(book, session, items, about).send(out)?;
    let mut show = true;
    let mut since = Instant::now();
    while session.prompt().is_some() || !session.was_quit() && keeper.more(session)? {
        let Some(prompt) = session.prompt() else { break };
        if show {
            keeper.asked(session)?;
            since = Instant::now();
            if let Some(introduction) = session.introduction() {
                SentEvent::Introduction::<()>(introduction).send(out)?;
            }
            SentEvent::prompt(&prompt).send(out)?;
        }
        show = true;
        let Some(line) = read_line(&mut input)? else {
            session.quit();
            break;
        };
        if line.trim().is_empty() {
            show = false;
            continue;
        }
        if limit.is_some_and(|limit| started.elapsed() > limit) {
            SentEvent::error("time is up: this answer does not count").send(out)?;
            session.quit();
            break;
        }
        let taken = take(session, keeper, &line);
        match taken {
            Ok(Taken::Answer(n)) => keeper.answered(session, n, since.elapsed())?,
            Ok(Taken::Meant(n, meant)) => keeper.settled(session, n, meant)?,
            Ok(Taken::Other) | Err(_) => {}
        }
        match taken {
            Ok(Taken::Answer(n)) if session.sitting().plan.feedback == FeedbackAt::End => {
                SentEvent::Noted::<()> { n }.send(out)?;
            }
            Ok(Taken::Answer(n)) => {
                send_feedback(session, n, out)?;
                keeper.told(session);
            }
            Ok(Taken::Meant(n, _)) => {
                SentEvent::settled(session, n).send(out)?;
                keeper.told(session);
                // The question that was sent is still to be answered.
                show = false;
            }
            Ok(Taken::Other) => {}
            Err(refused) => SentEvent::error(refused.refusal()?.0).send(out)?,
        }
    }
    if session.sitting().plan.feedback == FeedbackAt::End {
        for n in 1..=session.answered() {
            send_feedback(session, n, out)?;
        }
    }
    Ok(SentEvent::result(book, &session.score()).send(out)?)
}

fn send_feedback(session: &Session, n: usize, out: &mut impl Write) -> io::Result<()> {
    let near = session.near_miss().filter(|_| n == session.answered());
    session.feedback(n).map_or(Ok(()), |given| SentEvent::feedback(&given, near).send(out))
}

/// What a line was.
enum Taken {
    /// An answer, to the prompt of this number.
    Answer(usize),
    /// A word on the near miss at the prompt of this number: whether the key was meant.
    Meant(usize, bool),
    Other,
}

/// Takes one line.
fn take<K: Keeper>(session: &mut Session, keeper: &mut K, line: &str) -> Result<Taken, ActError<K::Error>> {
    let reply = reply(line).map_err(BadResponse)?;
    let asked = |name: &str| reply.get(name) == Some(&Value::Bool(true));
    if asked("quit") {
        session.quit();
    } else if asked("undo") {
        keeper.undo(session)?;
    } else if asked("skip") {
        keeper.skip(session)?;
    } else if let Some(meant) = reply.get("meant") {
        let Some(meant) = meant.as_bool() else {
            let what =
                "`meant` is true or false: whether you meant the key that your last answer came near to";
            return Err(BadResponse(what.to_owned()).into());
        };
        return Ok(Taken::Meant(session.settle(meant)?, meant));
    } else {
        return Ok(Taken::Answer(answer(session, &reply).map_err(BadResponse)?));
    }
    Ok(Taken::Other)
}

fn reply(line: &str) -> Result<Map<String, Value>, String> {
    let reply: Value = serde_json::from_str(line).map_err(|error| {
        format!(
            "this is not JSON (column {}); send one object a line, such as {{\"answer\":\"a\"}}",
            error.column()
        )
    })?;
    let Value::Object(reply) = reply else {
        return Err("send an object, such as {\"answer\":\"a\"}".to_owned());
    };
    let known = ["answer", "certainty", "by_eye", "hint", "meant", "undo", "skip", "quit"];
    match reply.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!("there is no key `{key}`; the keys are {}", known.join(", "))),
        None => Ok(reply),
    }
}

fn answer(session: &mut Session, reply: &Map<String, Value>) -> Result<usize, String> {
    let question = session.prompt().ok_or("the quiz is over")?.question;
    let (response, certainty) = answered(question, reply)?;
    session.view(viewing(reply)?);
    session.answer(response, certainty).map_err(|bad| bad.0)
}

/// How the rep was met, as a reply says it.
fn viewing(reply: &Map<String, Value>) -> Result<Viewing, String> {
    let said = |key: &str, what: &str| match reply.get(key) {
        None | Some(Value::Null) => Ok(false),
        Some(flag) => flag.as_bool().ok_or_else(|| format!("`{key}` is true or false: {what}")),
    };
    let by_eye = said("by_eye", "whether the rep was seen and not read")?;
    let hint = said("hint", "whether it was seen first and the words were asked for")?;
    match (by_eye, hint) {
        (true, true) => Err("`by_eye` is a rep that was not read, `hint` one that was: send one".to_owned()),
        (true, false) => Ok(Viewing::ByEye),
        (false, true) => Ok(Viewing::Hinted),
        (false, false) => Ok(Viewing::InWords),
    }
}

/// The answer in a reply, and how sure it was.
pub(super) fn answered(
    question: &Question,
    reply: &Map<String, Value>,
) -> Result<(Response, Option<Certainty>), String> {
    let answer = reply.get("answer").ok_or_else(|| "send an `answer`, or undo, skip or quit".to_owned())?;
    let response = Response::of_reply(answer, question.answer).ok_or_else(|| form(question.answer))?;
    let certainty = match reply.get("certainty") {
        None | Some(Value::Null) => None,
        Some(number) => {
            let read = whole(number).and_then(Certainty::from_number);
            Some(read.ok_or("`certainty` is 1 (guess), 2 (fairly sure) or 3 (sure)")?)
        }
    };
    Ok((response, certainty))
}

/// The form in which an answer is wanted.
fn form(form: AnswerForm) -> String {
    let form = match form {
        AnswerForm::One => "an option's id: {\"answer\":\"…\"}",
        AnswerForm::Many | AnswerForm::Order => "a list of ids: {\"answer\":[\"…\",\"…\"]}",
        AnswerForm::Pairs => "an object from ids of left to ids of right: {\"answer\":{\"1\":\"b\"}}",
        AnswerForm::Number => "a number: {\"answer\":45}",
        AnswerForm::Text => "a string: {\"answer\":\"…\"}",
    };
    sentence(&format!("write the answer as {form}"))
}
