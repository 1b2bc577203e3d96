//! A disk that fills up while the full screen is open: the terminal is given back, the fault is told there, and nothing
//! was shown that was not kept. A limit on the size of files stands for the disk.

use std::process::Command;

use crate::common::exams::{Gym, said};
use crate::common::pty::{LEAVES, Terminal, is_given_back};
use formcheck_exam::{ExamEvent, LogLine};

/// `formcheck` with these arguments and so many kibibytes for each file that it writes.
fn limited(args: &str, kibibytes: u32) -> Command {
    let mut command = Command::new("bash");
    let program = env!("CARGO_BIN_EXE_formcheck");
    command.args(["-c", &format!("trap '' XFSZ; ulimit -f {kibibytes}; exec {program} {args}")]);
    command
}

/// What stands over a mistake that is shown before it is asked.
const SHOWN: &str = "shown before it is asked";

/// Waits for the next of these on the screen; none once the screen is left.
fn next(terminal: &Terminal, texts: &[&str]) -> Option<String> {
    let is_left = || terminal.raw().contains(LEAVES);
    let screen =
        terminal.settled(texts, |screen| is_left() || texts.iter().any(|text| screen.contains(text)));
    (!is_left()).then_some(screen)
}

/// Text as it reads when the window's line ends are taken out.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn while_one_studies() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_string_lossy().into_owned();
    let mut command = limited("study --items 40 --seed 1 --exercises all", 96);
    command.env("FORMCHECK_DATA_DIR", &data).env("FORMCHECK_NO_MOTION", "1");
    let mut terminal = Terminal::of(&command, (80, 24));
    terminal.see(&["Enter begin"]);
    terminal.send("\r");
    let mut told = 0;
    while let Some(screen) = next(&terminal, &["Enter answer", "Enter next", SHOWN]) {
        if screen.contains(SHOWN) {
            terminal.send("\r");
            terminal.until(&["its question"], |now| !now.contains(SHOWN));
        } else if screen.contains("Enter next") {
            told += 1;
            terminal.send("\r");
            terminal.until(&["a question"], |now| !now.contains("Enter next"));
        } else {
            terminal.answer(&screen);
            terminal.until(&["what is told"], |now| !now.contains("Enter answer"));
        }
    }
    let (code, raw) = terminal.end();
    let after = in_one_line(is_given_back(&raw));
    assert_eq!(code, 2, "{after}");
    assert!(after.contains("can't be written: the disk may be full"), "{after}");
    assert!(after.contains("every answer that was explained to you is kept"), "{after}");
    let export = Command::new(env!("CARGO_BIN_EXE_formcheck"))
        .args(["data", "export"])
        .env("FORMCHECK_DATA_DIR", &data)
        .output()
        .expect("it runs");
    let kept = String::from_utf8_lossy(&export.stdout).matches("\"event\":\"answered\"").count();
    assert!(kept >= told && told > 0, "{told} told, {kept} kept");
    // With room again it goes on.
    let mut again = Command::new(env!("CARGO_BIN_EXE_formcheck"));
    again.args(["study", "--items", "40", "--seed", "1"]).env("FORMCHECK_DATA_DIR", &data);
    let mut terminal = Terminal::of(&again, (80, 24));
    terminal.see(&["You go on where you stopped"]);
    terminal.send("qq");
    is_given_back(&terminal.end().1);
}

#[test]
fn while_one_sits_an_exam() {
    let gym = Gym::new();
    let stem = gym.issue("short", "t-01", &[]);
    let paper = format!("{stem}.paper.json");
    let sit = |kibibytes: u32| {
        let mut command = limited(&format!("exam sit {paper}"), kibibytes);
        command.current_dir(gym.path("."));
        Terminal::of(&command, (80, 24))
    };
    let mut terminal = sit(3);
    terminal.see(&["Enter begin"]);
    terminal.send("\r");
    let mut noted = 0;
    while let Some(screen) = next(&terminal, &["Enter answer"]) {
        noted += usize::from(screen.contains("Noted."));
        terminal.answer(&screen);
        let number =
            |screen: &str| screen.lines().next().unwrap_or_default().rsplit('n').next().map(str::to_owned);
        terminal.until(&["what comes next"], |now| number(now) != number(&screen));
    }
    let (code, raw) = terminal.end();
    let after = in_one_line(is_given_back(&raw));
    assert_eq!(code, 2, "{after}");
    assert!(after.contains("t-01-short-1.log can't be written: file too large"), "{after}");
    assert!(after.contains("free some space, then run the same command"), "{after}");
    let text = gym.text(&format!("{stem}.log"));
    let whole = &text[..text.rfind('\n').map_or(0, |end| end + 1)];
    let events: Vec<ExamEvent> =
        whole.lines().map(|line| serde_json::from_str::<LogLine>(line).expect("a line").event).collect();
    let kept = events.iter().filter(|event| matches!(event, ExamEvent::Answered { .. })).count();
    assert!(kept >= noted && noted > 0, "{noted} noted, {kept} kept");
    // With no room at all nothing begins; with room it goes on, and is graded as any other.
    let mut none = sit(3);
    none.see(&["Enter go on"]);
    none.send("\r");
    let (code, raw) = none.end();
    assert_eq!(code, 2);
    is_given_back(&raw);
    let mut terminal = sit(1_000);
    terminal.see(&["Enter go on"]);
    terminal.send("\r");
    let screen = terminal.see(&[" of 10 answered"]);
    assert!(screen.contains(&format!("{kept} of 10 answered")), "{screen}");
    // Out of a line that is typed into, if it is one; together with the next key it would mean another one.
    terminal.send("\u{1b}");
    std::thread::sleep(std::time::Duration::from_millis(200));
    terminal.send("dy");
    terminal.see(&["The closing code:"]);
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
    let graded = gym.run(&["exam", "grade", &paper]);
    assert!(matches!(graded.status.code(), Some(0 | 1)), "{}", said(&graded));
    gym.ends(0, &["exam", "verify", &format!("{stem}.record.json")]);
}
