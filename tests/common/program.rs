//! The program as a script or a person starts it: in an environment that says nothing of whoever runs the tests, with a
//! history in no place unless one is named. For what is asked in a terminal there is [`super::pty`], for exams
//! [`super::exams`], for sessions over JSON lines [`super::lines`].

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What somebody's environment may say to the program.
const SAYS: [&str; 14] = [
    "NO_COLOR",
    "CLICOLOR_FORCE",
    "FORMCHECK_PLAIN",
    "COLORTERM",
    "COLORFGBG",
    "TERM_PROGRAM",
    "FORMCHECK_DRAW",
    "FORMCHECK_PIXELS",
    "FORMCHECK_BACKGROUND",
    "FORMCHECK_NO_MOTION",
    "REDUCED_MOTION",
    "FORMCHECK_NOW",
    "FORMCHECK_PASSPHRASE",
    "FORMCHECK_DATABASE",
];

/// A run of `formcheck`, told step by step and then done.
pub(crate) struct Test {
    command: Command,
    input: Option<Vec<u8>>,
}

impl Test {
    /// With these arguments. Nobody types anything, and there is no place for a history.
    pub(crate) fn new<A: AsRef<OsStr>>(args: &[A]) -> Test {
        let mut command = Command::new(env!("CARGO_BIN_EXE_formcheck"));
        command.args(args).env("TZ", "UTC").env("FORMCHECK_DATA_DIR", "/dev/null/nowhere");
        for name in SAYS {
            command.env_remove(name);
        }
        Test { command, input: None }
    }

    /// With these arguments behind the others.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: &[A]) -> Test {
        self.command.args(args);
        self
    }

    /// In this folder.
    pub(crate) fn inside(mut self, folder: &Path) -> Test {
        self.command.current_dir(folder);
        self
    }

    /// With this history, at this time.
    pub(crate) fn history(self, data: &Path, now: &str) -> Test {
        self.data(data).env("FORMCHECK_NOW", now)
    }

    /// With what this folder keeps.
    pub(crate) fn data(self, data: &Path) -> Test {
        self.env("FORMCHECK_DATA_DIR", data)
    }

    /// In an environment that says so.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Test {
        self.command.env(name, value);
        self
    }

    /// With this on its standard input.
    pub(crate) fn input(mut self, input: impl Into<Vec<u8>>) -> Test {
        self.input = Some(input.into());
        self
    }

    /// The command, for whoever starts it and talks to it.
    pub(crate) fn command(self) -> Command {
        self.command
    }

    /// Runs it to its end.
    pub(crate) fn run(mut self) -> Output {
        let Some(input) = self.input else {
            return self.command.stdin(Stdio::null()).output().expect("the program starts");
        };
        let command = self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let writer = std::thread::spawn(move || {
            // The program may have had enough before the end.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().expect("it ends");
        writer.join().expect("the writer ends");
        output
    }

    /// Runs it; it has to end with this code. Gives what it wrote, results first.
    pub(crate) fn ends(self, with: i32) -> String {
        let told = format!("{:?}", self.command.get_args().collect::<Vec<_>>());
        let output = self.run();
        let said = format!("{}{}", out(&output), err(&output));
        assert_eq!(code(&output), with, "{told}\n{said}");
        said
    }

    /// Runs it; it has to do what it is asked to and to say nothing else. Gives the result.
    pub(crate) fn result(self) -> String {
        let told = format!("{:?}", self.command.get_args().collect::<Vec<_>>());
        let output = self.run();
        assert_eq!((code(&output), err(&output).as_str()), (0, ""), "{told}");
        out(&output)
    }
}

/// The program with these arguments, run to its end.
pub(crate) fn run<A: AsRef<OsStr>>(args: &[A]) -> Output {
    Test::new(args).run()
}

/// What it wrote as its result.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// What else it said.
pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// Its exit code.
pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().expect("it ends by itself")
}

/// A run with something on its stdin.
pub(crate) fn run_with(args: &[&str], input: &[u8]) -> Output {
    Test::new(args).input(input).run()
}

/// What was printed, a JSON value a line.
pub(crate) fn lines(output: &Output) -> Vec<serde_json::Value> {
    out(output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}
