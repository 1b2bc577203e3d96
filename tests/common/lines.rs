//! A session of the real program over JSON lines, on a day and with a history of its own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use super::program::Test;
use serde_json::{Value, json};

/// A program that talks over JSON lines.
pub(crate) struct Talk {
    pub(crate) child: Child,
    out: BufReader<ChildStdout>,
    /// Everything it said.
    pub(crate) said: Vec<Value>,
}

/// `formcheck` with these arguments, a history in `data`, at this time.
pub(crate) fn command(args: &[&str], data: &Path, now: &str) -> Command {
    Test::new(args).history(data, now).command()
}

impl Talk {
    pub(crate) fn start(args: &[&str], data: &Path, now: &str) -> Talk {
        let mut command = command(args, data, now);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        Talk { child, out, said: Vec::new() }
    }

    /// The next thing it says; none at its end.
    pub(crate) fn next(&mut self) -> Option<Value> {
        let mut line = String::new();
        if self.out.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let event: Value = serde_json::from_str(&line).ok()?;
        self.said.push(event.clone());
        Some(event)
    }

    /// Sends a line; a program that was killed hears nothing.
    pub(crate) fn send(&mut self, reply: &Value) {
        if let Some(input) = &mut self.child.stdin {
            let _ = writeln!(input, "{reply}");
        }
    }

    /// Plays to the end: `answer` replies to each item.
    pub(crate) fn play(mut self, mut answer: impl FnMut(&Value) -> Value) -> Vec<Value> {
        while let Some(event) = self.next() {
            if event["event"] == "prompt" {
                let reply = answer(&event["item"]);
                self.send(&reply);
            }
        }
        let _ = self.child.wait();
        self.said
    }
}

/// An answer of the right form that follows from the item alone: the option at this place.
pub(crate) fn pick(item: &Value, place: usize) -> Value {
    let ids = |key: &str| -> Vec<Value> {
        item[key].as_array().map(|all| all.iter().map(|one| one["id"].clone()).collect()).unwrap_or_default()
    };
    let options = ids("options");
    let answer = match item["answer"].as_str().unwrap_or_default() {
        "one" => options[place % options.len()].clone(),
        "many" => json!([options[place % options.len()]]),
        "order" => json!(options),
        "pairs" => ids("left")
            .iter()
            .zip(ids("right"))
            .map(|(left, right)| (left.as_str().unwrap_or_default().to_owned(), right))
            .collect::<serde_json::Map<String, Value>>()
            .into(),
        "number" => json!(10),
        _ => json!("arm rowing"),
    };
    json!({ "answer": answer })
}
