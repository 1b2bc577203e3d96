//! Whole sessions in the full screen, played through a pseudo-terminal, the screen read back as a person sees it.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::common::pty::{LEAVES, TAKES, Terminal, is_given_back};
use crate::common::skips::passed_over;
use formcheck::face::full::TerminalGuard;

const ENTER: &str = "\r";
const ESC: &str = "\u{1b}";

const NOW: (&str, &str) = ("FORMCHECK_NOW", "2026-11-24T10:00");
const STILL: (&str, &str) = ("FORMCHECK_NO_MOTION", "1");

/// Plays to the result; the titles of all questions.
fn play(terminal: &mut Terminal) -> Vec<String> {
    let mut titles = Vec::new();
    terminal.see(&["Enter begin"]);
    terminal.send(ENTER);
    loop {
        let screen = terminal.see(&["Enter answer", "Enter next", "  Result"]);
        let title = screen.lines().next().unwrap_or_default().to_owned();
        if title.ends_with("Result") {
            return titles;
        }
        if screen.contains("Enter next") {
            terminal.send(ENTER);
            terminal.until(&["what comes next"], |screen| !screen.contains("Enter next"));
            continue;
        }
        terminal.answer(&screen);
        terminal.until(&["what is told"], |now| {
            now.contains("Enter next") || now.lines().next().unwrap_or_default() != title
        });
        titles.push(title);
    }
}

fn export(data: &Path) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_formcheck"))
        .args(["data", "export"])
        .env("FORMCHECK_DATA_DIR", data)
        .output()
        .expect("it runs");
    String::from_utf8(out.stdout).expect("text")
}

#[test]
fn a_first_day_from_the_home_to_the_result_and_home_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_string_lossy().into_owned();
    let env = [("FORMCHECK_DATA_DIR", data.as_str()), NOW, STILL];
    let mut terminal = Terminal::start(&[], &env, (80, 24));
    terminal.see(&["▸ Study"]);
    terminal.send(ENTER);
    terminal.see(&["Which exercises do you do?"]);
    terminal.send("7");
    terminal.see(&["[x] Seal row"]);
    terminal.send(ENTER);
    let start = terminal.see(&["Enter begin"]);
    assert!(start.contains("does not replace medical"), "the note comes first:\n{start}");
    terminal.send(ENTER);
    let question = terminal.question();
    assert!(question.contains("Seal row"), "{question}");
    assert!(!question.contains("e by eye"), "from the home, too, reps are watched:\n{question}");
    // Enter alone answers nothing.
    terminal.send(ENTER);
    terminal.see(&["Choose with a number", "Mark all that are right", "Nothing was moved", "Type "]);
    terminal.answer(&question);
    terminal.see(&["Right.", "Not right.", "Partly right"]);
    assert!(export(folder.path()).contains("\"answered\""), "it is kept before it is told");
    terminal.send("u");
    terminal.see(&["Question 1 of"]);
    terminal.send("s");
    terminal.until(&["another question"], |now| {
        (now.contains("Enter answer") || now.contains("Enter question"))
            && now.lines().nth(3) != question.lines().nth(3)
    });
    terminal.send("?");
    terminal.see(&["any key closes this"]);
    terminal.send("xq");
    let result = terminal.see(&["Enter home"]);
    assert!(result.contains("Result"), "{result}");
    terminal.send(ENTER);
    terminal.see(&["▸ Study"]);
    terminal.send("q");
    let (code, raw) = terminal.end();
    assert_eq!(code, 0);
    is_given_back(&raw);
    let log = export(folder.path());
    for event in ["answered", "undone", "skipped", "closed"] {
        assert_eq!(log.matches(&format!("\"event\":\"{event}\"")).count(), 1, "{event}");
    }
}

#[test]
fn every_kind_of_question_can_be_answered() {
    let mut seen = String::new();
    for (quiz, seed, size) in [
        (&["know-your-mid-back"][..], "18", (80, 24)),
        (&["--items", "60"][..], "11", (60, 18)),
        (&["trainer-onboarding"][..], "11", (120, 40)),
        (&["mid-back-foundations"][..], "1", (80, 24)),
    ] {
        let args: Vec<&str> = ["quiz", "--seed", seed].into_iter().chain(quiz.iter().copied()).collect();
        let mut terminal = Terminal::start(&args, &[STILL], size);
        let titles = play(&mut terminal);
        assert!(titles.len() >= 10, "{quiz:?}: {titles:?}");
        seen.push_str(&titles.join("\n"));
        terminal.send(ENTER);
        let (code, raw) = terminal.end();
        is_given_back(&raw);
        assert!(code <= 1, "{quiz:?}");
        let after = &raw[raw.rfind(LEAVES).expect("it is left")..];
        assert!(after.contains("Result:"), "the result stays in the window");
    }
    for kind in [
        "Spot the mistake",
        "Mark every mistake",
        "Clean or not",
        "What changed",
        "Same sign, other verdict",
        "The fix",
        "The cue",
        "What it costs",
        "The steps in order",
        "The rep range",
        "The muscles",
        "From memory",
        "Choose one",
        "Choose all that are right",
        "True or false",
        "Match",
        "A number",
    ] {
        assert!(seen.contains(kind), "{kind} was asked in\n{seen}");
    }
}

#[test]
fn letters_are_letters_while_one_types() {
    let mut terminal = Terminal::start(&["quiz", "--items", "60", "--seed", "11"], &[STILL], (80, 24));
    terminal.see(&["Enter begin"]);
    terminal.send(ENTER);
    loop {
        let screen = terminal.see(&["Enter answer", "Enter next"]);
        if screen.contains("Enter next") {
            terminal.send(ENTER);
            terminal.until(&["a question"], |screen| !screen.contains("Enter next"));
        } else if screen.contains("From memory") {
            break;
        } else {
            terminal.answer(&screen);
            terminal.see(&["Enter next"]);
        }
    }
    terminal.send("squ?");
    terminal.see(&["> squ?"]);
    terminal.send(ESC);
    terminal.see(&["Enter type"]);
    terminal.send("?");
    terminal.see(&["any key closes this"]);
    terminal.send("xq");
    terminal.see(&["  Result"]);
    terminal.send("q");
    is_given_back(&terminal.end().1);
}

#[test]
fn by_eye_the_words_come_on_request_and_the_log_says_which_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_string_lossy().into_owned();
    let env = [("FORMCHECK_DATA_DIR", data.as_str()), NOW];
    let args = ["study", "--seed", "1", "--exercises", "all"];
    let mut terminal = Terminal::start(&args, &env, (80, 24));
    terminal.see(&["Enter begin"]);
    terminal.send(ENTER);
    let (mut watched, mut hinted) = (0, 0);
    while watched == 0 || hinted == 0 {
        let screen = terminal.see(&["Enter answer", "Enter next", "Enter question", "  Result"]);
        if screen.contains("Enter question") {
            terminal.question();
            continue;
        }
        assert!(!screen.contains("  Result"), "{watched} watched, {hinted} with a hint");
        if screen.contains("Enter next") {
            terminal.send(ENTER);
            terminal.until(&["a question"], |screen| !screen.contains("Enter next"));
            continue;
        }
        if ["Watch the lifter", "Watch both reps", "Watch the set"].iter().any(|text| screen.contains(text)) {
            assert!(!screen.contains("You see"), "no words:\n{screen}");
            if watched > 0 && screen.contains("Watch the lifter") {
                terminal.send("w");
                let hint = terminal.see(&["half its marks"]);
                assert!(hint.contains("You see a rep"), "{hint}");
                hinted += 1;
            } else {
                watched += 1;
            }
        }
        terminal.answer(&screen);
        terminal.see(&["Enter next"]);
    }
    terminal.send("qq");
    is_given_back(&terminal.end().1);
    let kept = export(folder.path());
    let (by_eye, hints) = (kept.matches("\"by_eye\":true").count(), kept.matches("\"hint\":true").count());
    assert_eq!((by_eye, hints), (watched, 1));
}

/// Whoever wants words gets them for every rep, and no mark is taken off.
#[test]
fn with_words_no_rep_is_asked_by_eye() {
    let mut terminal =
        Terminal::start(&["quiz", "spot-the-mistake", "--words", "--seed", "2"], &[STILL], (80, 24));
    terminal.see(&["Enter begin"]);
    terminal.send(ENTER);
    let screen = terminal.see(&["Question 1 of 24"]);
    assert!(screen.contains("You see a rep") && !screen.contains("Watch the lifter"), "{screen}");
    terminal.send("qq");
    is_given_back(&terminal.end().1);
}

#[test]
fn a_window_may_have_any_size_and_change_it() {
    let mut terminal = Terminal::start(&["quiz", "spot-the-mistake", "--seed", "2"], &[STILL], (120, 40));
    terminal.see(&["Enter begin"]);
    terminal.send(ENTER);
    terminal.see(&["Question 1 of 24"]);
    for (columns, rows) in [(60, 18), (200, 60), (80, 24), (61, 18)] {
        terminal.resize(columns, rows);
        terminal.until(&["the foot in its new place"], |screen| {
            screen.lines().nth(usize::from(rows) - 1).is_some_and(|foot| foot.contains("? help"))
        });
    }
    terminal.resize(50, 12);
    terminal.see(&["This window is too small"]);
    terminal.send("1\r");
    // The keys are read while it is small.
    std::thread::sleep(Duration::from_millis(300));
    terminal.resize(80, 24);
    // The foot is drawn last; that it asks for an answer still says that nobody answers what they can't see.
    terminal.see(&["Question 1 of 24", "Enter answer"]);
    terminal.send("q");
    terminal.see(&["  Result"]);
    terminal.send("q");
    let (code, raw) = terminal.end();
    assert_eq!(code, 1, "nothing was answered");
    is_given_back(&raw);
}

#[test]
fn where_full_screen_would_not_do_there_is_line_mode() {
    let small = Terminal::start(&["quiz", "--seed", "2"], &[], (50, 15));
    small.hear("full screen takes 60 columns by 18 rows", 1);
    small.hear("Question 1 of 10", 1);
    assert!(!small.raw().contains(TAKES));
    for (args, env) in [
        (&["quiz", "--seed", "2", "--plain"][..], ("LANG", "C")),
        (&["quiz", "--seed", "2"][..], ("TERM", "dumb")),
        (&["quiz", "--seed", "2"][..], ("FORMCHECK_PLAIN", "1")),
    ] {
        let mut plain = Terminal::start(args, &[env], (80, 24));
        plain.hear("Question 1 of 10", 1);
        plain.send("q\r");
        assert!(!plain.end().1.contains(TAKES), "{args:?} {env:?}");
    }
}

#[test]
fn without_colour_and_without_utf_8_it_says_the_same() {
    let env = [("NO_COLOR", "1"), ("LC_ALL", "C"), STILL];
    let mut terminal = Terminal::start(&["quiz", "spot-the-mistake", "--seed", "2"], &env, (80, 24));
    terminal.see(&["Enter begin"]);
    terminal.send(ENTER);
    terminal.see(&["Question 1 of 24"]);
    terminal.send("2");
    let screen = terminal.see(&["> 2."]);
    assert!(screen.is_ascii(), "{screen}");
    terminal.send(ENTER);
    terminal.see(&["Right.", "Not right."]);
    terminal.send("q");
    terminal.see(&["Result"]);
    terminal.send("q");
    let raw = terminal.end().1;
    assert!(!is_coloured(&raw), "{raw:?}");
    // The same with colours, so that this can fail.
    let mut terminal = Terminal::start(&["quiz", "spot-the-mistake", "--seed", "2"], &[STILL], (80, 24));
    terminal.see(&["Enter begin"]);
    terminal.send("qq");
    assert!(is_coloured(&terminal.end().1));
}

/// Whether any of the eight or 256 colours, or a true one, is chosen for letters or ground.
fn is_coloured(raw: &str) -> bool {
    let chosen = raw.split("\u{1b}[").skip(1).filter_map(|rest| rest.split_once('m').map(|(codes, _)| codes));
    let chosen = chosen.filter(|codes| codes.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':')));
    let codes = chosen.flat_map(|codes| codes.split([';', ':']));
    codes.filter_map(|code| code.parse::<u32>().ok()).any(|code| matches!(code, 30..=38 | 40..=48 | 90..=107))
}

#[test]
fn whatever_ends_it_the_terminal_is_given_back_and_every_answer_kept() {
    for signal in ["TERM", "HUP", "INT", "Ctrl-C"] {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().to_string_lossy().into_owned();
        let env = [("FORMCHECK_DATA_DIR", data.as_str()), NOW];
        let mut terminal = Terminal::start(&["study", "--exercises", "all", "--seed", "3"], &env, (80, 24));
        terminal.see(&["Enter begin"]);
        terminal.send(ENTER);
        let question = terminal.question();
        terminal.answer(&question);
        terminal.see(&["Enter next"]);
        if signal == "Ctrl-C" {
            terminal.send("\u{3}");
        } else {
            terminal.signal(signal);
        }
        let (code, raw) = terminal.end();
        assert_eq!(code, 130, "{signal}");
        is_given_back(&raw);
        assert!(raw[raw.rfind(LEAVES).expect("left")..].contains("Every answer is kept"), "{signal}");
        assert_eq!(export(folder.path()).matches("\"answered\"").count(), 1, "{signal}");
        let mut again = Terminal::start(&["study"], &env, (80, 24));
        again.see(&["You go on where you stopped"]);
        again.send("qq");
        is_given_back(&again.end().1);
    }
}

#[test]
fn a_history_that_cannot_be_read_is_told_and_not_shown_as_a_dead_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_string_lossy().into_owned();
    std::fs::write(folder.path().join("me.sqlite"), "no database at all ".repeat(99)).expect("written");
    let terminal = Terminal::start(&[], &[("FORMCHECK_DATA_DIR", data.as_str()), NOW, STILL], (80, 24));
    let (code, raw) = terminal.end();
    assert_eq!(code, 2, "{raw}");
    is_given_back(&raw);
    assert!(raw.contains("damaged or no history"), "{raw}");
}

#[test]
fn the_shell_gets_the_terminal_and_gives_it_back() {
    let mut terminal = Terminal::start(&["quiz", "spot-the-mistake", "--seed", "2"], &[], (80, 24));
    terminal.see(&["Enter begin"]);
    terminal.send("\r");
    terminal.see(&["Question 1 of 24"]);
    for (turn, by_key) in [(1, true), (2, false)] {
        if by_key {
            terminal.send("\u{1a}");
        } else {
            terminal.signal("TSTP");
        }
        terminal.hear(LEAVES, turn);
        std::thread::sleep(Duration::from_millis(200));
        terminal.signal("CONT");
        terminal.hear(TAKES, turn + 1);
        terminal.see(&["Question 1 of 24"]);
    }
    terminal.send("qq");
    is_given_back(&terminal.end().1);
}

/// Tells this program to be the one that panics.
const ROLE: &str = "FORMCHECK_TEST_ROLE";

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    if std::env::var(ROLE).is_ok() {
        let _guard = TerminalGuard::take().expect("a terminal");
        panic!("something went wrong");
    }
    let this = std::env::current_exe().expect("this program").to_string_lossy().into_owned();
    let args = ["--exact", "full_screen::a_panic_gives_the_terminal_back_before_it_is_told", "--nocapture"];
    let terminal = Terminal::run(&this, &args, &[(ROLE, "panic")], (80, 24));
    let (code, raw) = terminal.end();
    assert_ne!(code, 0);
    is_given_back(&raw);
    assert!(raw[raw.rfind(LEAVES).expect("left")..].contains("something went wrong"), "{raw:?}");
}

#[test]
fn a_still_screen_draws_nothing_and_a_moving_one_does() {
    const MOMENT: Duration = Duration::from_millis(300);
    let begun = |env: &[(&str, &str)]| {
        let mut terminal = Terminal::start(&["quiz", "spot-the-mistake", "--seed", "2"], env, (80, 24));
        terminal.see(&["Enter begin"]);
        terminal.send(ENTER);
        terminal.see(&["Question 1 of 24"]);
        terminal
    };
    // However busy the machine is: what is drawn once is drawn some time, and then nothing is.
    let still = begun(&[STILL]);
    let drawn_in = |terminal: &Terminal, time: Duration| {
        let before = terminal.raw().len();
        std::thread::sleep(time);
        terminal.raw().len() - before
    };
    assert!((0..20).any(|_| drawn_in(&still, MOMENT) == 0), "it is drawn");
    assert_eq!(drawn_in(&still, 3 * MOMENT), 0, "it stands still");
    let moving = begun(&[]);
    let moved = (0..40).filter(|_| drawn_in(&moving, MOMENT) > 0).take(4).count();
    assert_eq!(moved, 4, "the lifter moves");
    for mut terminal in [still, moving] {
        terminal.send("qq");
        drop(terminal.end());
    }
}

#[test]
fn keys_do_not_wait_for_drawings() {
    let mut terminal = Terminal::start(&["quiz", "spot-the-mistake", "--seed", "2"], &[STILL], (80, 24));
    terminal.see(&["Enter begin"]);
    terminal.send(ENTER);
    terminal.see(&["Question 1 of 24"]);
    let mut drawn = |keys: &str| {
        std::thread::sleep(Duration::from_millis(400));
        let before = terminal.raw().len();
        terminal.send(keys);
        std::thread::sleep(Duration::from_millis(400));
        (terminal.raw().len() - before, terminal.screen())
    };
    // What two moves draw, one by one; then two hundred that come at once.
    let (there, first) = drawn("j");
    let (back, second) = drawn("k");
    assert!(there > 0 && back > 0 && first != second, "each move is drawn:\n{first}\n{second}");
    let (many, last) = drawn(&"jk".repeat(100));
    assert!(many < 50 * (there + back), "not each of the keys was drawn: {many} bytes");
    assert_eq!(last, second, "and each was taken");
    terminal.send("qq");
    drop(terminal.end());
}

#[test]
fn an_idle_program_sleeps() {
    let mut terminal = Terminal::start(&["quiz", "spot-the-mistake", "--seed", "2"], &[STILL], (80, 24));
    terminal.see(&["Enter begin"]);
    terminal.send(ENTER);
    terminal.see(&["Question 1 of 24"]);
    std::thread::sleep(Duration::from_millis(500));
    let Some(before) = terminal.naps() else {
        passed_over("there is no /proc to see who sleeps");
        return;
    };
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(terminal.naps(), Some(before), "no thread of it woke");
    terminal.send("?");
    terminal.see(&["any key closes this"]);
    assert!(terminal.naps() > Some(before), "a key wakes it");
    terminal.send("xqq");
    drop(terminal.end());
}

#[test]
fn exercises_mistakes_and_figures_can_be_looked_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_string_lossy().into_owned();
    let mut terminal = Terminal::start(&[], &[("FORMCHECK_DATA_DIR", data.as_str()), NOW, STILL], (120, 40));
    terminal.see(&["▸ Study"]);
    terminal.send("/neck");
    terminal.see(&["▸ Head out of line"]);
    terminal.send(ENTER);
    terminal.see(&["Long neck"]);
    terminal.send("p");
    terminal.see(&["Enter begin"]);
    terminal.send("q");
    terminal.see(&["Enter home"]);
    terminal.send(ENTER);
    terminal.see(&["▸ Study"]);
    terminal.send("t");
    terminal.see(&["No answers yet"]);
    terminal.send("q");
    terminal.see(&["▸ Study"]);
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
    assert!(!folder.path().join("me.db").exists(), "who only looks leaves no history");
}
