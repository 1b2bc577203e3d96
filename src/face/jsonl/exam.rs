//! An exam over JSON lines, one object a line. The shapes are those of docs/interfaces.md.
//!
//! Nothing in an event tells a key: there is none on the candidate's machine.

use std::io::{self, BufRead, Write};

use serde_json::{Map, Value};

use super::event::SentEvent;
use super::session::answered;
use super::whole;
use crate::face::line::session::read_line;
use formcheck_core::quiz::{ActError, BadResponse};
use formcheck_exam::{Exam, ExamSession};

/// The keys of a reply.
const KEYS: [&str; 11] =
    ["answer", "certainty", "skip", "go", "flag", "review", "break", "back", "hand_in", "quit", "time"];

/// Plays the exam until it is over, the candidate leaves, or the input ends.
///
/// # Errors
/// If reading, writing or keeping the log fails.
pub fn play(session: &mut ExamSession<'_>, mut input: impl BufRead, out: &mut impl Write) -> io::Result<()> {
    SentEvent::exam_opened(session.exam()).send(out)?;
    let mut show = true;
    loop {
        if session.is_time_up()? || session.exam().ended().is_some() {
            return Ok(());
        }
        if show {
            SentEvent::on_screen(session).send(out)?;
        }
        let Some(line) = read_line(&mut input)? else {
            return session.leave();
        };
        if line.trim().is_empty() {
            show = false;
            continue;
        }
        if session.is_time_up()? {
            return SentEvent::error("the time is up: this line does not count").send(out);
        }
        let reply = match reply(&line) {
            Ok(reply) => reply,
            Err(message) => {
                SentEvent::error(message).send(out)?;
                continue;
            }
        };
        let asked = |name: &str| reply.get(name) == Some(&Value::Bool(true));
        if asked("quit") {
            return session.leave();
        }
        show = true;
        match take(session, &reply) {
            Ok(Some(event)) => event.send(out)?,
            Ok(None) => {}
            Err(refused) => SentEvent::error(refused.refusal()?.0).send(out)?,
        }
    }
}

fn reply(line: &str) -> Result<Map<String, Value>, String> {
    let read: Result<Value, _> = serde_json::from_str(line);
    let Ok(Value::Object(reply)) = read else {
        return Err("send one JSON object a line, such as {\"answer\":\"a\"} or {\"skip\":true}".to_owned());
    };
    match reply.keys().find(|key| !KEYS.contains(&key.as_str())) {
        Some(key) => Err(format!("there is no key `{key}`; the keys are {}", KEYS.join(", "))),
        None => Ok(reply),
    }
}

/// Does what a reply asks; gives what is told of it.
fn take(
    session: &mut ExamSession<'_>,
    reply: &Map<String, Value>,
) -> Result<Option<SentEvent<'static>>, ActError<io::Error>> {
    let refused = |why: &str| Err(BadResponse(why.to_owned()).into());
    let asked = |name: &str| reply.get(name) == Some(&Value::Bool(true));
    let current = session.exam().current();
    if let Some(go) = reply.get("go") {
        let Some(n) = whole(go).and_then(|n| usize::try_from(n).ok()) else {
            return refused("`go` takes the number of a question");
        };
        session.go(n)?;
    } else if let Some(flag) = reply.get("flag") {
        match (flag.as_bool(), current) {
            (Some(flag), Some(n)) => session.flag(n, flag)?,
            (None, _) => return refused("`flag` takes true or false"),
            (_, None) => return refused("no question is on the screen; go to one first"),
        }
    } else if asked("skip") {
        session.skip()?;
    } else if asked("review") {
        session.review()?;
    } else if asked("break") {
        session.pause()?;
    } else if asked("back") {
        session.back()?;
    } else if asked("hand_in") {
        session.hand_in()?;
    } else if asked("time") {
        return Ok(Some(SentEvent::time(session)));
    } else {
        let Some(n) = current else {
            return refused("no question is on the screen; go to one, or hand in");
        };
        let Some(question) = session.exam().question(n) else { return Ok(None) };
        let (answer, certainty) = answered(question, reply).map_err(BadResponse)?;
        session.answer(answer, certainty)?;
        if session.exam().ended().is_none() {
            return Ok(Some(SentEvent::Noted { n }));
        }
    }
    Ok(None)
}

/// Sends the last event: how it ended, and the closing code.
///
/// # Errors
/// If writing fails.
pub fn end(out: &mut impl Write, exam: &Exam, code: Option<&str>, log: &str) -> io::Result<()> {
    SentEvent::closed(exam, code, log).send(out)
}
