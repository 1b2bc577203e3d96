//! Whole quizzes and interviews in line mode, played through a pseudo-terminal of 80 columns, as a person would.

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

/// A terminal with the program in it.
struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    raw: Arc<Mutex<Vec<u8>>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _pair: Box<dyn portable_pty::MasterPty + Send>,
}

/// How long a person would wait.
const PATIENCE: Duration = Duration::from_secs(20);

impl Terminal {
    fn start(args: &[&str], env: &[(&str, &str)]) -> Terminal {
        let size = PtySize { rows: 60, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_formcheck"));
        command.args(args);
        // A terminal without full screen: line mode.
        command.env("TERM", "dumb");
        command.env_remove("NO_COLOR");
        command.env_remove("FORMCHECK_PLAIN");
        for (key, value) in env {
            command.env(key, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let of = |number| NonZero::new(number).expect("not zero");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(of(60), of(80), 5_000)));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let mut output = pair.master.try_clone_reader().expect("its output");
        let (to_screen, to_raw) = (Arc::clone(&screen), Arc::clone(&raw));
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                to_screen.lock().expect("a screen").process(&bytes[..read]);
                to_raw.lock().expect("bytes").extend_from_slice(&bytes[..read]);
            }
        });
        let keys = pair.master.take_writer().expect("its input");
        Terminal { screen, raw, keys, child, _pair: pair.master }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.raw.lock().expect("bytes")).into_owned()
    }

    /// Waits until the program has written `times` times what is looked for.
    fn wait_for(&self, text: &str, times: usize) {
        let started = Instant::now();
        while self.text().matches(text).count() < times {
            assert!(started.elapsed() < PATIENCE, "no {text:?} ({times}) in\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("it listens");
        self.keys.flush().expect("it listens");
    }

    /// Waits for the n-th prompt sign, then types a line.
    fn answer(&mut self, prompt: usize, line: &str) {
        self.wait_for("> ", prompt);
        self.send(&format!("{line}\r"));
    }

    fn end(mut self) -> (u32, String) {
        let code = self.child.wait().expect("it ends").exit_code();
        std::thread::sleep(Duration::from_millis(50));
        (code, self.text())
    }
}

/// The question on the screen now: its options, and what form of answer it wants.
fn typed_answer(text: &str) -> String {
    let question = text.rsplit("Question ").next().expect("a question");
    let (numbers, letters): (Vec<&str>, Vec<&str>) = question
        .lines()
        .map(str::trim_start)
        .filter(|line| line.split_once(". ").is_some_and(|(mark, _)| mark.len() <= 2))
        .partition(|line| line.starts_with(|letter: char| letter.is_ascii_digit()));
    if question.contains("Put in order") || question.contains("The steps in order") {
        (1..=numbers.len()).map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
    } else if !letters.is_empty() {
        let pairs = letters.iter().enumerate().map(|(place, line)| format!("{}{}", place + 1, &line[..1]));
        pairs.collect::<Vec<_>>().join(" ")
    } else if numbers.is_empty() {
        "8".to_owned()
    } else {
        "1".to_owned()
    }
}

fn play_whole(quiz: &str, questions: usize) -> (u32, String) {
    let mut terminal = Terminal::start(&["quiz", quiz, "--seed", "11"], &[]);
    terminal.wait_for("Type your answer", 1);
    for number in 1..=questions {
        terminal.wait_for(&format!("Question {number} of {questions}"), 1);
        terminal.wait_for("> ", number);
        let line = typed_answer(&terminal.text());
        terminal.send(&format!("{line}\r"));
    }
    terminal.wait_for("The same questions again", 1);
    terminal.end()
}

#[test]
fn twelve_questions_are_asked_and_each_is_explained() {
    let (code, text) = play_whole("mid-back-foundations", 12);
    assert_eq!(code, 0);
    let told = text.matches("Right.").count()
        + text.matches("Not right.").count()
        + text.matches("Partly right:").count();
    assert!(told >= 12, "{told} of 12 were told");
    assert_eq!(
        text.matches("Source\u{1b}").count().max(text.matches("Source:").count()),
        12,
        "each has a source"
    );
    assert!(text.contains("does not replace medical"), "the notice comes first");
    for part in ["Result:", "By exercise", "By kind"] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn every_built_in_quiz_can_be_played_to_its_end() {
    for (quiz, questions) in
        [("spot-the-mistake", 18), ("same-sign-other-verdict", 12), ("know-your-mid-back", 20)]
    {
        let (code, text) = play_whole(quiz, questions);
        assert_eq!(code, 0, "{quiz}");
        assert!(text.contains(&format!(" of {questions} (")), "{quiz}");
    }
    let (code, text) = play_whole("trainer-onboarding", 40);
    assert_eq!(code, 1, "ones everywhere don't pass an exam");
    assert!(text.contains("not passed") && text.matches("Noted.").count() == 40);
}

#[test]
fn keys_do_what_the_help_says() {
    let mut terminal = Terminal::start(&["quiz", "spot-the-mistake", "--seed", "2"], &[]);
    terminal.answer(1, "?");
    terminal.wait_for("read the question again", 1);
    terminal.answer(2, "r");
    terminal.wait_for("Question 1 of 18", 2);
    terminal.answer(3, "s");
    terminal.answer(4, "u");
    terminal.wait_for("There is no answer to take back.", 1);
    terminal.answer(5, "99");
    terminal.wait_for("ype ", 2);
    terminal.answer(6, "1");
    terminal.wait_for("Question 2 of 18", 1);
    terminal.answer(7, "u");
    terminal.wait_for("Question 1 of 18", 4);
    terminal.answer(8, "q");
    terminal.wait_for("Nothing was answered", 1);
    assert_eq!(terminal.end().0, 1);
}

#[test]
fn ctrl_c_ends_with_what_was_answered() {
    let mut terminal = Terminal::start(&["quiz", "spot-the-mistake", "--seed", "2"], &[]);
    terminal.answer(1, "1");
    terminal.wait_for("Question 2 of 18", 1);
    terminal.send("\u{3}");
    terminal.wait_for("You answered 1 of 18", 1);
    let (code, text) = terminal.end();
    assert_eq!(code, 130);
    assert!(text.contains("Stopped."));
}

#[test]
fn a_transcript_of_a_whole_session_in_plain_lines_has_no_escape_byte() {
    let env = [("TERM", "xterm-256color")];
    let mut terminal = Terminal::start(&["quiz", "mid-back-foundations", "--seed", "11", "--plain"], &env);
    for number in 1..=12 {
        terminal.wait_for(&format!("Question {number} of 12"), 1);
        terminal.wait_for("> ", number);
        let line = typed_answer(&terminal.text());
        terminal.send(&format!("{line}\r"));
    }
    terminal.wait_for("The same questions again", 1);
    let (code, text) = terminal.end();
    assert_eq!(code, 0);
    assert!(!text.contains('\u{1b}'), "{text:?}");
    assert!(text.matches("You see a rep in which").count() > 2, "reps are told in words");
}

#[test]
fn ctrl_d_ends_the_quiz_and_nothing_is_lost() {
    let mut terminal = Terminal::start(&["quiz", "spot-the-mistake", "--seed", "2"], &[]);
    terminal.answer(1, "1");
    terminal.wait_for("Question 2 of 18", 1);
    terminal.wait_for("> ", 2);
    terminal.send("\u{4}");
    terminal.wait_for("You answered 1 of 18", 1);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn colour_is_off_where_it_is_not_wanted_and_no_line_is_too_wide() {
    let coloured = Terminal::start(&["show", "arm-rowing"], &[]).end().1;
    assert!(coloured.contains("\u{1b}["), "a terminal gets colour");
    for env in [("NO_COLOR", "1"), ("FORMCHECK_PLAIN", "1")] {
        let plain = Terminal::start(&["show", "kroc-row"], &[env]).end().1;
        assert!(!plain.contains('\u{1b}'), "{env:?}");
        for line in plain.lines() {
            assert!(line.trim_end().chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn an_interview_asks_until_it_is_settled() {
    let mut terminal = Terminal::start(&["check", "seal-row"], &[]);
    terminal.wait_for("Tell what you saw", 1);
    terminal.answer(1, "x");
    terminal.wait_for("Enter if you could not see it", 1);
    terminal.answer(2, "1");
    terminal.answer(3, "u");
    for prompt in 4..8 {
        terminal.answer(prompt, "1");
    }
    terminal.answer(8, "");
    terminal.answer(9, "d");
    terminal.wait_for("The same again: formcheck check seal-row", 1);
    let screen = terminal.screen.lock().expect("a screen").screen().contents();
    assert!(screen.contains("Seal row"), "{screen}");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_first_day_of_study_and_its_interruption() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_string_lossy().into_owned();
    let env = [("FORMCHECK_DATA_DIR", data.as_str()), ("FORMCHECK_NOW", "2026-11-24T10:00")];
    let mut door = Terminal::start(&[], &env);
    door.wait_for("Press Enter to study", 1);
    door.send("\r");
    door.wait_for("Which exercises do you do?", 1);
    door.send("7 77\r");
    door.wait_for("Type numbers from 1 to 9", 1);
    door.send("7\r");
    door.wait_for("What do you have to train with?", 1);
    door.send("\r");
    door.wait_for("Question 1 of", 1);
    assert!(door.text().contains("Seal row"), "{}", door.text());
    door.send("1!\r");
    door.wait_for("Question 2 of", 1);
    door.send("\u{3}");
    door.wait_for("Every answer is kept", 1);
    assert_eq!(door.end().0, 130);

    let mut again = Terminal::start(&["study"], &env);
    again.wait_for("You go on where you stopped: 1 answer so far.", 1);
    again.wait_for("Question 2 of", 1);
    assert!(!again.text().contains("Which exercises"), "that is asked once");
    again.send("u\r");
    again.wait_for("Question 1 of", 1);
    again.send("1\r");
    again.wait_for("Question 2 of", 2);
    again.send("q\r");
    again.wait_for("Comes back", 1);
    assert_eq!(again.end().0, 0);
}
