//! JSON lines: a session for other programs, one object a line. The shapes are those of docs/interfaces.md.
//!
//! Nothing in a prompt tells the key: item ids are opaque, and the skill comes with the feedback.

use std::io::{self, BufRead, Write};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::face::line::session::read_line;
use crate::render::ansi::style::sentence;
use formcheck_core::quiz::names;
use formcheck_core::quiz::{
    ActError, BadResponse, Certainty, Choice, Feedback, Item, Keeper, OptionId, Part, Piece, Prompt,
    Response, Score, Session, Sitting, Task,
};
use formcheck_core::rulebook::{FeedbackAt, Rulebook};

/// Plays the session over JSON lines, to its end or that of the input; `about` is added to its first event, and `ended`
/// makes what is added to its last.
///
/// # Errors
/// If reading or writing fails.
pub fn play<K: Keeper, E>(
    book: &Rulebook,
    session: &mut Session,
    keeper: &mut K,
    (about, ended): (Map<String, Value>, impl FnOnce(&Session) -> Map<String, Value>),
    mut input: impl BufRead,
    out: &mut impl Write,
) -> Result<(), E>
where
    E: From<io::Error> + From<K::Error>,
{
    let started = Instant::now();
    let limit = session.sitting().plan.minutes.map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
    let items = session.prompt().map_or(session.sitting().items.len(), |prompt| prompt.of);
    tell(out, &with(start(book, session.sitting(), items), about))?;
    let mut show = true;
    let mut since = Instant::now();
    while session.prompt().is_some() || !session.was_quit() && keeper.more(session)? {
        let Some(asked) = session.prompt() else { break };
        if show {
            since = Instant::now();
            tell(out, &prompt(book, &asked))?;
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
            tell(out, &error("time is up: this answer does not count"))?;
            session.quit();
            break;
        }
        let taken = take(session, keeper, &line);
        if let Ok(Some(n)) = taken {
            keeper.answered(session, n, since.elapsed())?;
        }
        match taken {
            Ok(Some(n)) if session.sitting().plan.feedback == FeedbackAt::End => {
                tell(out, &json!({"event": "noted", "n": n}))?;
            }
            Ok(Some(n)) => {
                if let Some(told) = session.feedback(n) {
                    tell(out, &feedback(book, &told))?;
                }
                keeper.told(session);
            }
            Ok(None) => {}
            Err(refused) => tell(out, &error(&refused.refusal()?.0))?,
        }
    }
    if session.sitting().plan.feedback == FeedbackAt::End {
        for n in 1..=session.answered() {
            if let Some(told) = session.feedback(n) {
                tell(out, &feedback(book, &told))?;
            }
        }
    }
    Ok(tell(out, &with(result(book, &session.score()), ended(session)))?)
}

/// An event with more keys.
fn with(mut event: Value, more: Map<String, Value>) -> Value {
    if let Some(event) = event.as_object_mut() {
        event.extend(more);
    }
    event
}

pub(super) fn tell(out: &mut impl Write, event: &Value) -> io::Result<()> {
    serde_json::to_writer(&mut *out, event)?;
    out.write_all(b"\n")?;
    out.flush()
}

pub(super) fn error(message: &str) -> Value {
    json!({"event": "error", "message": message})
}

fn start(book: &Rulebook, sitting: &Sitting, items: usize) -> Value {
    let pack = |pack: &formcheck_core::rulebook::Pack| json!({"name": pack.name, "version": pack.version, "sha256": pack.sha256});
    json!({
        "event": "session",
        "quiz": sitting.plan.id,
        "title": sitting.plan.title,
        "seed": sitting.seed,
        "items": items,
        "pack": book.packs.iter().map(pack).collect::<Vec<_>>(),
        "time_limit_s": sitting.plan.minutes.map(|minutes| u64::from(minutes) * 60),
        "notice": names::notices(book).join(" "),
    })
}

fn prompt(book: &Rulebook, prompt: &Prompt<'_>) -> Value {
    json!({"event": "prompt", "n": prompt.n, "of": prompt.of, "item": item(book, prompt.item)})
}

/// An item without its key.
fn item(book: &Rulebook, item: &Item) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("id", json!(item.id));
    put("kind", json!(item.kind.word()));
    if let Some(exercise) = item.exercise {
        put("exercise", json!(book[exercise].id));
    }
    put("ask", json!(item.ask));
    if !item.shown.is_empty() {
        let shown = |shown: &formcheck_core::quiz::Shown| {
            let sign = &book[shown.sign];
            json!({"sign": sign.id, "value": sign.word(shown.value), "say": shown.say})
        };
        put("shown", item.shown.iter().map(shown).collect());
    }
    put("answer", json!(item.task.word()));
    let pieces = |pieces: &[Piece]| -> Value {
        pieces.iter().map(|piece| json!({"id": piece.id, "say": piece.say})).collect()
    };
    match &item.task {
        Task::One(choices) | Task::Many(choices) => {
            put("options", choices.iter().map(|choice| option(book, choice)).collect());
        }
        Task::Order { pieces: shown, .. } => {
            put("options", pieces(shown));
        }
        Task::Pairs { left, right, .. } => {
            put("left", pieces(left));
            put("right", pieces(right));
        }
        Task::Number { unit, .. } => {
            put("unit", json!(unit));
        }
        Task::Text { .. } => {}
    }
    Value::Object(object)
}

fn option(book: &Rulebook, choice: &Choice) -> Value {
    match choice.change {
        Some((sign, value)) => {
            let sign = &book[sign];
            let change = json!({"sign": sign.id, "value": sign.word(value)});
            json!({"id": choice.id, "say": choice.say, "change": change})
        }
        None => json!({"id": choice.id, "say": choice.say}),
    }
}

fn feedback(book: &Rulebook, told: &Feedback<'_>) -> Value {
    let item = told.item;
    let explanation = &item.explanation;
    let option = |choice: &Choice| json!({"id": choice.id, "right": choice.right, "because": choice.because});
    let mut event = json!({
        "event": "feedback",
        "n": told.n,
        "right": told.mark.is_right(),
        "marks": told.mark.0,
        "key": key(&item.task),
        "skill": item.skill,
        "options": item.task.choices().iter().map(option).collect::<Vec<_>>(),
        "why": explanation.why,
        "fix": explanation.fix,
        "cue": explanation.cue,
        "sources": names::cites(book, &explanation.sources),
    });
    if let (true, Some(event)) = (told.by_eye, event.as_object_mut()) {
        event.insert("by_eye".to_owned(), json!(true));
    }
    for (name, text) in [("assumption", &explanation.assumption), ("contested", &explanation.contested)] {
        if let (Some(text), Some(event)) = (text, event.as_object_mut()) {
            event.insert(name.to_owned(), json!(text));
        }
    }
    event
}

/// The key, in the form in which the answer is wanted.
fn key(task: &Task) -> Value {
    match task {
        Task::One(choices) => json!(choices.iter().find(|choice| choice.right).map(|choice| &choice.id)),
        Task::Many(choices) => {
            choices.iter().filter(|choice| choice.right).map(|choice| json!(choice.id)).collect()
        }
        Task::Order { key, .. } => json!(key),
        Task::Pairs { key, .. } => {
            Value::Object(key.iter().map(|(a, b)| (a.to_string(), json!(b))).collect())
        }
        Task::Number { answer, .. } => json!(answer),
        Task::Text { accept, .. } => json!(accept.first()),
    }
}

fn result(book: &Rulebook, score: &Score) -> Value {
    let by_exercise = |part: &Part<Option<formcheck_core::rulebook::ExerciseIx>>| {
        let id = part.of.map(|exercise| book[exercise].id.to_string());
        json!({"exercise": id, "marks": part.tally.marks, "of": part.tally.of})
    };
    let by_kind =
        |part: &Part<&'static str>| json!({"kind": part.of, "marks": part.tally.marks, "of": part.tally.of});
    json!({
        "event": "result",
        "marks": score.tally.marks,
        "of": score.tally.of,
        "items": score.items,
        "percent": score.tally.percent(),
        "pass": score.pass,
        "passed": score.passed,
        "by_exercise": score.by_exercise.iter().map(by_exercise).collect::<Vec<_>>(),
        "by_kind": score.by_kind.iter().map(by_kind).collect::<Vec<_>>(),
        "missed": score.missed,
    })
}

/// Takes one line: the number of the prompt that was answered, if it was an answer.
fn take<K: Keeper>(
    session: &mut Session,
    keeper: &mut K,
    line: &str,
) -> Result<Option<usize>, ActError<K::Error>> {
    let reply = reply(line).map_err(BadResponse)?;
    let asked = |name: &str| reply.get(name) == Some(&Value::Bool(true));
    if asked("quit") {
        session.quit();
    } else if asked("undo") {
        keeper.undo(session)?;
    } else if asked("skip") {
        keeper.skip(session)?;
    } else {
        return Ok(Some(answer(session, &reply).map_err(BadResponse)?));
    }
    Ok(None)
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
    let known = ["answer", "certainty", "by_eye", "undo", "skip", "quit"];
    match reply.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!("there is no key `{key}`; the keys are {}", known.join(", "))),
        None => Ok(reply),
    }
}

fn answer(session: &mut Session, reply: &Map<String, Value>) -> Result<usize, String> {
    let task = &session.prompt().ok_or("the quiz is over")?.item.task;
    let (response, certainty) = answered(task, reply)?;
    let by_eye = match reply.get("by_eye") {
        None | Some(Value::Null) => false,
        Some(by_eye) => {
            by_eye.as_bool().ok_or("`by_eye` is true or false: whether the rep was seen and not read")?
        }
    };
    session.see(by_eye);
    session.answer(response, certainty).map_err(|bad| bad.0)
}

/// The answer in a reply, and how sure it was.
pub(super) fn answered(
    task: &Task,
    reply: &Map<String, Value>,
) -> Result<(Response, Option<Certainty>), String> {
    let answer = reply.get("answer").ok_or_else(|| "send an `answer`, or undo, skip or quit".to_owned())?;
    let response = response(answer, task).ok_or_else(|| form(task))?;
    let certainty = match reply.get("certainty") {
        None | Some(Value::Null) => None,
        Some(number) => {
            let read = number.as_u64().and_then(Certainty::from_number);
            Some(read.ok_or("`certainty` is 1 (guess), 2 (fairly sure) or 3 (sure)")?)
        }
    };
    Ok((response, certainty))
}

fn response(answer: &Value, task: &Task) -> Option<Response> {
    let ids = || -> Option<Vec<OptionId>> {
        answer.as_array()?.iter().map(|id| id.as_str().map(OptionId::new)).collect()
    };
    match task {
        Task::One(_) => answer.as_str().map(OptionId::new).map(Response::One),
        Task::Many(_) => ids().map(Response::Many),
        Task::Order { .. } => ids().map(Response::Order),
        Task::Pairs { .. } => {
            let pair = |(a, b): (&String, &Value)| Some((OptionId::new(a), OptionId::new(b.as_str()?)));
            answer.as_object()?.iter().map(pair).collect::<Option<Vec<_>>>().map(Response::Pairs)
        }
        Task::Number { .. } => answer.as_f64().map(Response::Number),
        Task::Text { .. } => answer.as_str().map(|text| Response::Text(text.to_owned())),
    }
}

/// The form in which an answer is wanted.
fn form(task: &Task) -> String {
    let form = match task {
        Task::One(_) => "an option's id: {\"answer\":\"…\"}",
        Task::Many(_) | Task::Order { .. } => "a list of ids: {\"answer\":[\"…\",\"…\"]}",
        Task::Pairs { .. } => "an object from ids of left to ids of right: {\"answer\":{\"1\":\"b\"}}",
        Task::Number { .. } => "a number: {\"answer\":45}",
        Task::Text { .. } => "a string: {\"answer\":\"…\"}",
    };
    sentence(&format!("the answer is wanted as {form}"))
}
