//! A person in the full screen whose terminal was left in a mess, is written on by another program, or gets text pasted.

use crate::common::pty::{LEAVES, Terminal, is_given_back};

const STILL: (&str, &str) = ("FORMCHECK_NO_MOTION", "1");
const REMAINS: &str = "left by a killed program";

#[test]
fn remains_of_a_killed_program_are_wiped() {
    let program = env!("CARGO_BIN_EXE_formcheck");
    // A killed program leaves the other screen open; a line at its foot shines through what is drawn above.
    let script = format!(
        "printf '\\033[?1049h\\033[20;3H{REMAINS}'; exec '{program}' quiz mid-back-foundations --seed 3"
    );
    let mut terminal = Terminal::run("sh", &["-c", &script], &[STILL], (80, 24));
    let start = terminal.see(&["Enter begin"]);
    assert!(!start.contains(REMAINS), "{start}");
    terminal.send("\u{3}");
    assert!(terminal.end().1.contains(LEAVES), "the screen that was left open is given back");
}

#[test]
fn what_another_program_wrote_goes_with_a_key() {
    let mut terminal = Terminal::start(&["quiz", "mid-back-foundations", "--seed", "3"], &[STILL], (80, 24));
    let start = terminal.see(&["Enter begin"]);
    let drawn = terminal.raw().len();
    terminal.send("\u{c}");
    terminal.hear("\u{1b}[?2026l", 2);
    assert_eq!(terminal.see(&["Enter begin"]), start);
    // Not a cell has changed, and yet each is written once more.
    let again = terminal.raw()[drawn..].to_owned();
    assert!(again.contains("formcheck") || again.len() > 500, "{again:?}");
    terminal.send("\u{3}");
    is_given_back(&terminal.end().1);
}

#[test]
fn pasted_text_is_never_a_key() {
    let mut terminal =
        Terminal::start(&["quiz", "mid-back-foundations", "--seed", "3", "--words"], &[STILL], (80, 24));
    terminal.see(&["Enter begin"]);
    // Pasted, a `q` would end it and a line's end would begin it.
    terminal.send("\u{1b}[200~q\r1\r\u{1b}[201~");
    terminal.see(&["Pasted text goes into a line that you type in."]);
    terminal.send("\r");
    let question = terminal.see(&["Enter answer"]);
    terminal.send("\u{1b}[200~1\r\u{1b}[201~");
    let told = terminal.see(&["Pasted text goes into a line that you type in."]);
    assert!(told.contains("Enter answer"), "it is not answered:\n{told}");
    assert_eq!(told.lines().next(), question.lines().next());
    terminal.send("q");
    terminal.see(&["Enter home", "Result"]);
    terminal.send("q");
    is_given_back(&terminal.end().1);
}

#[test]
fn pasted_text_goes_into_what_is_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_string_lossy().into_owned();
    let mut terminal = Terminal::start(&[], &[STILL, ("FORMCHECK_DATA_DIR", &data)], (80, 24));
    terminal.see(&["▸ Study"]);
    terminal.send("/");
    terminal.see(&["Search:"]);
    terminal.send("\u{1b}[200~seal\nrow\u{1b}[201~");
    let found = terminal.see(&["Search: seal row"]);
    assert!(found.contains("Seal row"), "{found}");
    terminal.send("\u{3}");
    is_given_back(&terminal.end().1);
}
