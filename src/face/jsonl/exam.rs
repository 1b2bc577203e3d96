//! An exam over JSON lines, one object a line. The shapes are those of docs/interfaces.md.
//!
//! Nothing in an event tells a key: there is none on the candidate's machine.

use std::io::{self, BufRead, Write};

use serde_json::{Map, Value, json};

use crate::face::jsonl::session::{answered, error, tell};
use crate::face::line::session::read_line;
use formcheck_core::quiz::{ActError, BadResponse};
use formcheck_exam::{Desk, Exam};

/// The keys of a reply.
const KEYS: [&str; 11] =
    ["answer", "certainty", "skip", "go", "flag", "review", "break", "back", "hand_in", "quit", "time"];

/// Plays the exam until it is over, the candidate leaves, or the input ends.
///
/// # Errors
/// If reading, writing or keeping the log fails.
pub fn play(desk: &mut Desk<'_>, mut input: impl BufRead, out: &mut impl Write) -> io::Result<()> {
    tell(out, &start(desk))?;
    let mut show = true;
    loop {
        if desk.is_time_up()? || desk.exam().ended().is_some() {
            return Ok(());
        }
        if show {
            tell(out, &shown(desk))?;
        }
        let Some(line) = read_line(&mut input)? else {
            return desk.leave();
        };
        if line.trim().is_empty() {
            show = false;
            continue;
        }
        if desk.is_time_up()? {
            return tell(out, &error("the time is up: this line does not count"));
        }
        let reply = match reply(&line) {
            Ok(reply) => reply,
            Err(message) => {
                tell(out, &error(&message))?;
                continue;
            }
        };
        let asked = |name: &str| reply.get(name) == Some(&Value::Bool(true));
        if asked("quit") {
            return desk.leave();
        }
        show = true;
        match take(desk, &reply) {
            Ok(Some(event)) => tell(out, &event)?,
            Ok(None) => {}
            Err(refused) => tell(out, &error(&refused.refusal()?.0))?,
        }
    }
}

fn start(desk: &Desk<'_>) -> Value {
    let (exam, paper) = (desk.exam(), desk.exam().paper());
    json!({
        "event": "session",
        "quiz": paper.exam.id,
        "title": paper.exam.title,
        "form": paper.form,
        "candidate": paper.candidate.reference,
        "attempt": paper.attempt.number,
        "items": paper.items.len(),
        "pack": paper.packs,
        "time_limit_s": paper.limit_s,
        "break_minutes": paper.accommodations.break_minutes,
        "pass": paper.pass,
        "resumed": exam.resumed() > 0,
        "answered": exam.answered(),
        "notice": paper.notice,
    })
}

/// What is on the screen: an item, the review, or a break.
fn shown(desk: &Desk<'_>) -> Value {
    let exam = desk.exam();
    if exam.is_on_break() {
        return json!({"event": "break", "free_s": exam.free_left() / 1_000});
    }
    let left = desk.left_ms().map(|left| left.div_ceil(1_000));
    let Some(n) = exam.current() else {
        return json!({"event": "review", "left_s": left, "items": items(exam)});
    };
    let state = &exam.items()[n - 1];
    json!({
        "event": "prompt",
        "n": n,
        "of": exam.items().len(),
        "left_s": left,
        "answered": state.answer.is_some(),
        "flagged": state.flagged,
        "item": exam.paper().items[n - 1],
    })
}

fn items(exam: &Exam) -> Vec<Value> {
    let one = |(place, item): (usize, &formcheck_exam::ItemState)| json!({"n": place + 1, "answered": item.answer.is_some(), "flagged": item.flagged});
    exam.items().iter().enumerate().map(one).collect()
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
fn take(desk: &mut Desk<'_>, reply: &Map<String, Value>) -> Result<Option<Value>, ActError<io::Error>> {
    let refused = |why: &str| Err(BadResponse(why.to_owned()).into());
    let asked = |name: &str| reply.get(name) == Some(&Value::Bool(true));
    let current = desk.exam().current();
    if let Some(go) = reply.get("go") {
        let Some(n) = go.as_u64().and_then(|n| usize::try_from(n).ok()) else {
            return refused("`go` takes the number of a question");
        };
        desk.go(n)?;
    } else if let Some(flag) = reply.get("flag") {
        match (flag.as_bool(), current) {
            (Some(flag), Some(n)) => desk.flag(n, flag)?,
            (None, _) => return refused("`flag` takes true or false"),
            (_, None) => return refused("no question is on the screen; go to one first"),
        }
    } else if asked("skip") {
        desk.skip()?;
    } else if asked("review") {
        desk.review()?;
    } else if asked("break") {
        desk.pause()?;
    } else if asked("back") {
        desk.back()?;
    } else if asked("hand_in") {
        desk.hand_in()?;
    } else if asked("time") {
        let left = desk.left_ms().map(|left| left.div_ceil(1_000));
        return Ok(Some(json!({"event": "time", "left_s": left})));
    } else {
        let Some(n) = current else {
            return refused("no question is on the screen; go to one, or hand in");
        };
        let Some(task) = desk.exam().task(n) else { return Ok(None) };
        let (answer, certainty) = answered(task, reply).map_err(BadResponse)?;
        desk.answer(answer, certainty)?;
        if desk.exam().ended().is_none() {
            return Ok(Some(json!({"event": "noted", "n": n})));
        }
    }
    Ok(None)
}

/// The last event: how it ended, and the closing code.
pub fn end(exam: &Exam, code: Option<&str>, log: &str) -> Value {
    json!({
        "event": "closed",
        "how": exam.ended(),
        "answered": exam.answered(),
        "items": exam.items().len(),
        "closing_code": code,
        "log": log,
    })
}
