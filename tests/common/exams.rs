//! An examiner's folder, and exams sat through the real program.

#![allow(dead_code, reason = "a benchmark that has it too uses a part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// Where an examiner works: keys, ledger, papers, logs and records, in a folder of its own.
pub(crate) struct Gym {
    folder: tempfile::TempDir,
    has_built_in: bool,
    /// The packs, if they are others.
    packs: Vec<PathBuf>,
    /// The wall clock that is made up, if any.
    pub(crate) now: Option<String>,
}

impl Gym {
    /// With three rows to ask about, the exams of `tests/packs/short-exams`, and a pair of keys that needs no passphrase.
    pub(crate) fn new() -> Gym {
        Gym::with(false)
    }

    /// The same with the mid-back pack instead of the three rows: each command takes five times as long.
    pub(crate) fn of_the_built_in_pack() -> Gym {
        Gym::with(true)
    }

    /// With these packs and no other.
    pub(crate) fn beside(packs: &[PathBuf]) -> Gym {
        Gym { packs: packs.to_vec(), ..Gym::with(false) }
    }

    fn with(has_built_in: bool) -> Gym {
        let folder = tempfile::tempdir().expect("a folder");
        let gym = Gym { folder, has_built_in, packs: Vec::new(), now: None };
        let made = gym.run(&["exam", "keygen", "--no-passphrase"]);
        assert!(made.status.success(), "{}", said(&made));
        gym
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub(crate) fn public_key(&self) -> PathBuf {
        self.data().join("exams/formcheck.pub")
    }

    /// `formcheck` with these arguments, in the folder, with the gym's packs.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs");
        let mut command = Command::new(env!("CARGO_BIN_EXE_formcheck"));
        command.args(args).current_dir(self.folder.path());
        // What is asked by eye is drawn by the rules.
        let is_drawn = args.iter().any(|arg| arg.contains("-seen-"));
        let reads_packs = !["keygen", "roster", "redact", "words", "withdraw", "revoke", "status-list"]
            .iter()
            .any(|step| args.get(1) == Some(step))
            && (args.get(1) != Some(&"sit") || is_drawn);
        if reads_packs && !self.packs.is_empty() {
            command.arg("--no-built-in");
            for pack in &self.packs {
                command.arg("--pack").arg(pack);
            }
        } else if reads_packs && self.has_built_in {
            command.args(["--built-in", "mid-back"]);
        } else if reads_packs {
            command.arg("--no-built-in").arg("--pack").arg(packs.join("three-rows"));
        }
        if reads_packs && self.packs.is_empty() {
            command.arg("--pack").arg(packs.join("short-exams"));
        }
        command.env("FORMCHECK_DATA_DIR", self.data()).env("TZ", "UTC").env_remove("FORMCHECK_PASSPHRASE");
        match &self.now {
            Some(now) => command.env("FORMCHECK_NOW", now),
            None => command.env_remove("FORMCHECK_NOW"),
        };
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program runs")
    }

    /// Runs it, and it has to end so.
    pub(crate) fn ends(&self, code: i32, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(code), "{args:?}\n{}", said(&output));
        said(&output)
    }

    /// Issues an open-book paper, and gives its file's stem.
    pub(crate) fn issue(&self, exam: &str, candidate: &str, more: &[&str]) -> String {
        self.issued(exam, candidate, &[&["--open-book"], more].concat()).0
    }

    /// Issues a locked paper, and gives its file's stem and its start words.
    pub(crate) fn issue_locked(&self, exam: &str, candidate: &str, more: &[&str]) -> (String, String) {
        let (stem, answer) = self.issued(exam, candidate, more);
        (stem, answer["start"].as_str().expect("start words").to_owned())
    }

    fn issued(&self, exam: &str, candidate: &str, more: &[&str]) -> (String, Value) {
        let args = [&["exam", "issue", exam, "--candidate", candidate, "--json"], more].concat();
        let said = self.ends(0, &args);
        let answer: Value = serde_json::from_str(said.lines().next().expect("a line")).expect("JSON");
        let paper = answer["paper"].as_str().expect("a path");
        (paper.strip_suffix(".paper.json").expect("a paper").to_owned(), answer)
    }

    /// Sits a paper over JSON lines with these replies to what is shown, and hands in at the review; gives the events.
    pub(crate) fn sit(&self, stem: &str, answer: impl Fn(&Value) -> Value) -> Vec<Value> {
        self.sit_with(stem, &[], answer)
    }

    /// The same with more arguments.
    pub(crate) fn sit_with(&self, stem: &str, more: &[&str], answer: impl Fn(&Value) -> Value) -> Vec<Value> {
        let paper = format!("{stem}.paper.json");
        let mut talk = Talk::start(self, &[&["exam", "sit", &paper, "--jsonl"], more].concat());
        let mut said = Vec::new();
        while let Some(event) = talk.next() {
            match event["event"].as_str() {
                Some("prompt") => talk.send(&answer(&event["item"])),
                Some("review") => talk.send(&json!({"hand_in": true})),
                _ => {}
            }
            said.push(event);
        }
        talk.child.wait().expect("it ends");
        said
    }

    /// Issues, sits and grades; gives the file's stem.
    pub(crate) fn record(&self, exam: &str, candidate: &str) -> String {
        let stem = self.issue(exam, candidate, &["--name", "Anna Berg"]);
        self.sit(&stem, |item| json!({"answer": first(item), "certainty": 2}));
        let output = self.run(&["exam", "grade", &format!("{stem}.paper.json")]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
        stem
    }
}

/// The eight words as they stand on a screen, each behind its number.
pub(crate) fn code(screen: &str) -> String {
    let plain = ["\u{1b}[36m", "\u{1b}[0m"].iter().fold(screen.to_owned(), |text, ink| text.replace(ink, ""));
    let from = &plain[plain.find("The closing code:").expect("a closing code")..];
    let words: Vec<&str> = from.split_whitespace().collect();
    let is_number = |word: &str, n: usize| word.parse() == Ok(n);
    let word = |n: usize| {
        let pair = words.windows(2).find(|pair| is_number(pair[0], n));
        pair.unwrap_or_else(|| panic!("word {n} in\n{from}"))[1]
    };
    (1..=8).map(word).collect::<Vec<_>>().join(" ")
}

/// What a program wrote, on both of its outputs.
pub(crate) fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A program that is being talked to.
pub(crate) struct Talk {
    pub(crate) child: std::process::Child,
    out: std::io::BufReader<std::process::ChildStdout>,
}

impl Talk {
    pub(crate) fn start(gym: &Gym, args: &[&str]) -> Talk {
        Talk::of(gym.command(args))
    }

    /// The same with a command of one's own.
    pub(crate) fn of(mut command: Command) -> Talk {
        use std::process::Stdio;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().expect("the program starts");
        let out = std::io::BufReader::new(child.stdout.take().expect("its output"));
        Talk { child, out }
    }

    /// The next event; none at the end.
    pub(crate) fn next(&mut self) -> Option<Value> {
        let mut line = String::new();
        let read = std::io::BufRead::read_line(&mut self.out, &mut line).ok()?;
        (read > 0).then(|| serde_json::from_str(&line).unwrap_or_else(|_| panic!("no JSON: {line}")))
    }

    /// The next event, which has to be of this kind.
    pub(crate) fn expect(&mut self, kind: &str) -> Value {
        let event = self.next().unwrap_or_else(|| panic!("no {kind}: the program has ended"));
        assert_eq!(event["event"], kind, "{event}");
        event
    }

    pub(crate) fn send(&mut self, reply: &Value) {
        use std::io::Write as _;
        if let Some(input) = &mut self.child.stdin {
            let _ = writeln!(input, "{reply}");
        }
    }

    /// Sends a reply and gives the event that answers it.
    pub(crate) fn ask(&mut self, reply: &Value, kind: &str) -> Value {
        self.send(reply);
        self.expect(kind)
    }
}

/// An answer of the right form: the first of everything.
pub(crate) fn first(item: &Value) -> Value {
    let ids = |key: &str| -> Vec<Value> {
        item[key].as_array().map(|all| all.iter().map(|one| one["id"].clone()).collect()).unwrap_or_default()
    };
    match item["answer"].as_str().unwrap_or_default() {
        "one" => ids("options")[0].clone(),
        "many" => json!([ids("options")[0]]),
        "order" => json!(ids("options")),
        "pairs" => {
            let pairs = ids("left").into_iter().zip(ids("right"));
            pairs
                .map(|(a, b)| (a.as_str().unwrap_or_default().to_owned(), b))
                .collect::<serde_json::Map<_, _>>()
                .into()
        }
        "number" => json!(24),
        _ => json!("arm rowing"),
    }
}
