//! A witness with a key of their own at the candidate's terminal, in lines and in the full screen: asked for its passphrase when
//! the exam is opened and when it is over, told what they sign, and asked again after a slip.

use crate::common::exams::{Gym, code, said};
use crate::common::pty::{Terminal, is_given_back};
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;

const ENTER: &str = "\r";
const PASSPHRASE: &str = "open sesame";
const SECRET: &str = "h-02/formcheck.key";
const PUBLIC: &str = "h-02/formcheck.pub";

/// A gym with a witness whose key has a passphrase, and a paper.
fn with_a_witness() -> (Gym, String) {
    let gym = Gym::new();
    let mut keygen = gym.command(&["exam", "keygen", "--out", "h-02"]);
    let made = keygen.env("FORMCHECK_PASSPHRASE", PASSPHRASE).output().expect("it runs");
    assert!(made.status.success(), "{}", said(&made));
    let stem = gym.issue("tiny", "t-01", &[]);
    (gym, stem)
}

fn sits(gym: &Gym, stem: &str, more: &[&str]) -> Terminal {
    let paper = format!("{stem}.paper.json");
    let args = [&["exam", "sit", &paper, "--witness-key", SECRET][..], more].concat();
    Terminal::of(&gym.command(&args), (80, 24))
}

/// Waits until the passphrase has been asked for so often, and types this.
fn types(terminal: &mut Terminal, times: usize, passphrase: &str) {
    terminal.hear("Passphrase of h-02/formcheck.key: ", times);
    terminal.send(&format!("{passphrase}{ENTER}"));
}

/// Grades by the witness's key, and the record verifies with it.
fn is_signed_for(gym: &Gym, stem: &str) {
    let (paper, file) = (format!("{stem}.paper.json"), format!("{stem}.record.json"));
    let graded = gym.run(&["exam", "grade", &paper, "--witness", "h-02", "--witness-key", PUBLIC]);
    assert!(matches!(graded.status.code(), Some(0 | 1)), "{}", said(&graded));
    gym.ends(0, &["exam", "verify", &file, "--witness-key", PUBLIC]);
    let of = Sealed::<Record>::read(gym.text(&file).as_bytes()).expect("a record").what;
    assert!(of.supervision.signed.is_some_and(|signed| signed.is_whole()));
}

#[test]
fn in_lines() {
    let (gym, stem) = with_a_witness();
    let mut terminal = sits(&gym, &stem, &["--plain"]);
    let asked = terminal.see(&["Passphrase of"]);
    assert!(asked.contains("The witness signs that this exam is opened."), "{asked}");
    types(&mut terminal, 1, "open sesam");
    terminal.hear("That is not it. Try again.", 1);
    types(&mut terminal, 2, PASSPHRASE);
    terminal.hear("your witness signs that it was opened and that it is over", 1);
    terminal.hear("Question 1 of 2", 1);
    // It is left, and gone on with: the witness has to be there again.
    terminal.send("q\r");
    terminal.hear("--witness-key h-02/formcheck.key", 1);
    assert_eq!(terminal.end().0, 1);
    let mut terminal = sits(&gym, &stem, &["--plain"]);
    let asked = terminal.see(&["Passphrase of"]);
    assert!(asked.contains("its witness is there again"), "{asked}");
    types(&mut terminal, 1, PASSPHRASE);
    terminal.hear("Question 1 of 2", 1);
    terminal.send("done\r");
    terminal.hear("2 questions have no answer", 1);
    terminal.send("done\r");
    terminal.hear("The exam is over, and its witness signs that now.", 1);
    types(&mut terminal, 2, PASSPHRASE);
    let (exit, raw) = terminal.end();
    assert_eq!(exit, 0, "{raw}");
    assert!(!raw.contains(PASSPHRASE), "no passphrase is shown: {raw}");
    let told = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("So nobody has to write these eight words down."), "{told}");
    is_signed_for(&gym, &stem);
}

/// Sits it in the full screen up to its last screen, and closes that.
fn to_the_end(gym: &Gym, stem: &str) -> (Terminal, String) {
    let mut terminal = sits(gym, stem, &[]);
    types(&mut terminal, 1, PASSPHRASE);
    terminal.see(&["Enter begin"]);
    terminal.send(ENTER);
    for n in 1..=2 {
        let head = format!("Question {n} of 2");
        let screen =
            terminal.settled(&[&head], |screen| screen.contains(&head) && screen.contains("Enter answer"));
        terminal.answer(&screen);
    }
    terminal.see(&["Exam: all questions"]);
    terminal.send("d");
    terminal.see(&["y hand in for good"]);
    terminal.send("y");
    let over = terminal.settled(&["the closing code"], |screen| {
        screen.contains("The closing code:") && screen.contains("the witness signs that it is over")
    });
    terminal.send("q");
    (terminal, over)
}

#[test]
fn in_the_full_screen() {
    let (gym, stem) = with_a_witness();
    let (mut terminal, over) = to_the_end(&gym, &stem);
    assert!(over.contains("When this screen is closed"), "{over}");
    types(&mut terminal, 2, PASSPHRASE);
    let (exit, raw) = terminal.end();
    assert_eq!(exit, 0, "{raw}");
    let after = is_given_back(&raw);
    assert!(after.contains("The exam is over, and its witness signs that now."), "{after}");
    let told = after.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("So nobody has to write these eight words down."), "{told}");
    is_signed_for(&gym, &stem);
}

/// Who can't sign in the end still has the words: nothing of the exam is lost.
#[test]
fn a_passphrase_that_was_forgotten() {
    let (gym, stem) = with_a_witness();
    let (mut terminal, over) = to_the_end(&gym, &stem);
    for turn in 2..=4 {
        types(&mut terminal, turn, "forgotten");
    }
    let (exit, raw) = terminal.end();
    assert_eq!(exit, 0, "{raw}");
    let after = is_given_back(&raw);
    let told = after.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("was not signed by its witness: that is not the passphrase"), "{told}");
    assert!(told.contains("Let the witness write these eight words down now"), "{told}");
    let words = code(after);
    assert_eq!(code(&over), words);
    let paper = format!("{stem}.paper.json");
    let told = gym.ends(2, &["exam", "grade", &paper, "--witness", "h-02", "--witness-key", PUBLIC]);
    assert!(told.contains("signed only one end"), "{told}");
    let graded = gym.run(&["exam", "grade", &paper, "--witness", "h-02", "--code", &words]);
    assert!(matches!(graded.status.code(), Some(0 | 1)), "{}", said(&graded));
}
