//! The lifter in terminals that can more or less: each gets the best picture that it says it can show, and none is broken by
//! the question.

use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::tempdir;

use crate::common::clients::{file, python};
use crate::common::program::Test;
use crate::common::pty::{Answer, Terminal, is_given_back};
use crate::common::skips::not_installed;

const SIZE: (u16, u16) = (120, 40);
const ARGS: [&str; 4] = ["quiz", "spot-the-mistake", "--seed", "2"];
/// A home that holds still.
const STILL: (&str, &str) = ("FORMCHECK_NO_MOTION", "1");

/// What terminals of these kinds answer to all that they are asked.
const KITTY: &str = "\x1b]11;rgb:0000/0000/0000\x1b\\\x1bP1$r0;48:2:1:2:3m\x1b\\\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.40.0)\x1b\\\x1b[6;20;10t\x1b[?62;52c";
const ITERM: &str = "\x1b]11;rgb:0000/0000/0000\x07\x1bP1$r0;48;2;1;2;3m\x1b\\\x1bP>|iTerm2 3.5.10\x1b\\\x1b[6;20;10t\x1b[?62;4c";
const SIXEL: &str = "\x1b]11;rgb:0000/0000/0000\x07\x1bP1$r0;48:2::1:2:3m\x1b\\\x1bP>|foot(1.16.2)\x1b\\\x1b[6;20;10t\x1b[?62;4;22c";
const TRUE_COLOR: &str =
    "\x1b]11;rgb:ffff/ffff/ffff\x07\x1bP1$r0;48:2::1:2:3m\x1b\\\x1bP>|tmux 3.4\x1b\\\x1b[?1;2c";

const fn at_once(text: &'static str) -> Answer {
    Answer { text, after: Duration::ZERO }
}

/// A quiz that has just begun, in a terminal that answers so.
fn begun(args: &[&str], env: &[(&str, &str)], size: (u16, u16), answer: Answer) -> Terminal {
    let mut terminal = Terminal::answering(args, env, size, answer);
    terminal.see(&["Enter begin"]);
    terminal.send("\r");
    terminal
}

/// Leaves a quiz; the terminal is given back. What was written in all.
fn left(mut terminal: Terminal) -> String {
    terminal.send("qq");
    let raw = terminal.end().1;
    is_given_back(&raw);
    raw
}

/// Waits until a picture has come and nothing more is written: on a busy machine a large one takes its time. Where cells have no
/// colours nothing tells of it, so this ends in any case.
fn wait_for_picture(terminal: &Terminal) {
    let starts = ["\x1b_Ga=T", "\x1b]1337;File=", "\x1bP0;1q", "\x1b[38;2;"];
    let (started, mut before) = (Instant::now(), 0);
    loop {
        std::thread::sleep(Duration::from_millis(300));
        let raw = terminal.raw();
        let has_come =
            starts.iter().any(|start| raw.contains(start)) || started.elapsed() > Duration::from_secs(3);
        if has_come && raw.len() == before {
            return;
        }
        before = raw.len();
    }
}

/// What is written for the first question, and on the screen then.
fn first_question(answer: Answer, env: &[(&str, &str)], args: &[&str]) -> (String, String) {
    let args: Vec<&str> = ARGS.iter().chain(args).copied().collect();
    let terminal = begun(&args, env, SIZE, answer);
    let screen = terminal.see(&["from the side", "three-quarter from", "from in front", "from behind"]);
    wait_for_picture(&terminal);
    (left(terminal), screen)
}

#[test]
fn each_terminal_gets_the_pixels_that_it_knows() {
    let codes = ["\x1b_Ga=T,f=100", "\x1b]1337;File=inline=1", "\x1bP0;1q\"1;1;"];
    for (answer, wanted) in [(KITTY, Some(0)), (ITERM, Some(1)), (SIXEL, Some(2)), (TRUE_COLOR, None)] {
        let asked = || first_question(at_once(answer), &[STILL], &[]).0;
        // On a busy machine an answer may come too late, as from a slow terminal.
        let in_time = |raw: &String| wanted.is_none_or(|place| raw.contains(codes[place]));
        let raw = (0..3).map(|_| asked()).find(in_time).unwrap_or_else(asked);
        for (place, code) in codes.iter().enumerate() {
            assert_eq!(raw.contains(code), wanted == Some(place), "{code:?} for {answer:?}");
        }
        assert_eq!(raw.contains("\x1b[38;2;"), wanted.is_none(), "colours of cells for {answer:?}");
    }
}

/// What stands in a text between two marks, the first time.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let (_, rest) = text.split_once(from).expect(from);
    rest.split_once(to).expect(to).0
}

/// The PNG of the first image that was sent by kitty's protocol: in pieces, each but the last with `m=1`.
fn kitty_png(raw: &str) -> Vec<u8> {
    let start = raw.find("\x1b_Ga=T,f=100").expect("an image");
    let mut base64 = String::new();
    for piece in raw[start..].split("\x1b_G").skip(1) {
        let piece = piece.split("\x1b\\").next().unwrap_or_default();
        let (keys, data) = piece.split_once(';').expect("keys and data");
        base64 += data;
        if !keys.contains("m=1") {
            break;
        }
    }
    data_encoding::BASE64.decode(base64.as_bytes()).expect("base64")
}

/// libsixel reads the sixels, pypng the PNG that kitty and iTerm2 get of the same still: they are one picture.
#[test]
fn decoders_of_others_read_one_picture_in_each_protocol() {
    let raw = |answer| first_question(at_once(answer), &[STILL], &[]).0;
    let folder = tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let sixels = format!("\x1bP0;1q{}\x1b\\", between(&raw(SIXEL), "\x1bP0;1q", "\x1b\\"));
    let (written, decoded) = (file(folder.path(), "rep.six", &sixels), path("sixel.png"));
    let ran = Command::new("sixel2png").arg("-i").arg(&written).arg("-o").arg(&decoded).output();
    let Ok(ran) = ran else {
        not_installed("sixel2png", "tests/clients/install.sh");
        return;
    };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    std::fs::write(path("kitty.png"), kitty_png(&raw(KITTY))).expect("written");
    let iterm = raw(ITERM);
    let (_, base64) = between(&iterm, "\x1b]1337;File=", "\x07").split_once(':').expect("data");
    let png = data_encoding::BASE64.decode(base64.as_bytes()).expect("base64");
    std::fs::write(path("iterm.png"), png).expect("written");
    let files = [decoded, path("kitty.png"), path("iterm.png")];
    let Some(said) = python("png", "compare_pictures.py", &files.each_ref().map(std::path::PathBuf::as_path))
    else {
        return;
    };
    let pictures = said["pictures"].as_array().expect("pictures");
    assert_eq!(pictures.len(), 3);
    let number = |picture: &Value, name: &str| picture[name].as_f64().expect("a number");
    for picture in pictures {
        assert!(number(picture, "colors") > 40.0, "a lifter in colours: {said}");
        assert!(
            (number(picture, "aspect") - number(&pictures[0], "aspect")).abs() < 0.01,
            "not stretched: {said}"
        );
        assert!(number(picture, "off") < 10.0, "off the first one by a few of 255: {said}");
    }
}

#[test]
fn what_the_person_says_comes_first() {
    let kitty = |env: &[(&str, &str)], args: &[&str]| first_question(at_once(KITTY), env, args).0;
    let pixels = "\x1b_Ga=T";
    assert!(!kitty(&[STILL], &["--pixels", "never"]).contains(pixels));
    assert!(!kitty(&[STILL, ("FORMCHECK_PIXELS", "never")], &[]).contains(pixels));
    assert!(kitty(&[STILL, ("FORMCHECK_PIXELS", "never")], &["--pixels", "sixel"]).contains("\x1bP0;1q"));
    let cells = kitty(&[STILL], &["--draw", "256"]);
    assert!(!cells.contains(pixels) && cells.contains("\x1b[38;5;") && !cells.contains("\x1b[38;2;"));
    let is_dots = |letter: char| ('\u{2801}'..='\u{28ff}').contains(&letter);
    let mono = kitty(&[STILL, ("NO_COLOR", "1")], &[]);
    assert!(mono.contains(is_dots), "dots: {mono}");
    assert!(!mono.contains(pixels));
    assert!(!mono.contains("\x1b[38;2;") && !mono.contains("\x1b[38;5;"), "without colour");
}

#[test]
fn a_terminal_that_says_nothing_or_something_late_is_not_broken() {
    // The letters of this answer would leave, skip and answer.
    let late =
        "\x1b]11;rgb:0000/0000/0000\x1b\\\x1b_Gi=31;OK\x1b\\\x1bP>|q1s\r(1.q)\x1b\\\x1b[6;20;10t\x1b[?62;4c";
    let mut terminal =
        Terminal::answering(&ARGS, &[STILL], SIZE, Answer { text: late, after: Duration::from_millis(700) });
    let before = terminal.see(&["Enter begin"]);
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(terminal.screen(), before, "an answer is no key");
    terminal.send("\r");
    terminal.see(&["Question 1 of 24"]);
    left(terminal);
    // Nothing is answered at all: 256 colours are what the name of the terminal says.
    let nothing = Answer { text: "", after: Duration::ZERO };
    let mut silent = Terminal::answering(&ARGS, &[STILL], SIZE, nothing);
    silent.see(&["Enter begin"]);
    silent.send("\r");
    silent.see(&["Question 1 of 24"]);
    silent.hear("\x1b[38;5;", 1);
    left(silent);
}

/// What a shell hears of a terminal that answers late, or never, after one command.
#[test]
fn a_shell_hears_no_answer_however_late_it_comes() {
    let late = |after: u64| Some(Answer { text: KITTY, after: Duration::from_millis(after) });
    let never = Some(Answer { text: "", after: Duration::ZERO });
    for answer in [late(50), late(250), late(600), never] {
        let mut terminal = Terminal::shell("show seal-row", &[STILL], SIZE, answer);
        terminal.hear("the shell again", 1);
        terminal.send("whoami\r");
        let raw = terminal.end().1;
        assert!(raw.ends_with("<whoami>"), "{answer:?}: {raw:?}");
        assert!(!raw.contains("rgb:"), "nothing is said back: {answer:?}");
        // Nor where the full screen is left before the answer comes.
        let mut terminal = Terminal::shell(&ARGS.join(" "), &[STILL], SIZE, answer);
        terminal.see(&["Enter begin"]);
        terminal.send("qq");
        terminal.hear("the shell again", 1);
        terminal.send("whoami\r");
        let raw = terminal.end().1;
        assert!(raw.ends_with("<whoami>"), "full screen, {answer:?}: {raw:?}");
    }
}

#[test]
fn what_is_typed_while_the_terminal_is_asked_is_kept() {
    let answer = Answer { text: "\r\x1b[?1;2c", after: Duration::from_millis(20) };
    let terminal = Terminal::answering(&ARGS, &[STILL], SIZE, answer);
    terminal.see(&["Question 1 of 24"]);
    left(terminal);
}

#[test]
fn one_can_walk_around_hold_and_see_the_moment_again() {
    let mut terminal = begun(&ARGS, &[], SIZE, at_once(TRUE_COLOR));
    let places = ["from the side", "three-quarter from in front", "three-quarter from behind"];
    let screen = terminal.see(&places);
    let home = places.into_iter().find(|place| screen.contains(place)).expect("a place");
    terminal.send("]");
    terminal.until(&["another place"], |screen| !screen.contains(home));
    terminal.send("0");
    terminal.see(&[home]);
    terminal.send("<");
    terminal.see(&["half speed"]);
    terminal.send(".");
    terminal.see(&["held"]);
    std::thread::sleep(Duration::from_millis(200));
    let before = terminal.raw().len();
    std::thread::sleep(Duration::from_millis(400));
    assert_eq!(terminal.raw().len(), before, "a held rep draws nothing");
    terminal.send(" ");
    terminal.until(&["it goes on"], |screen| !screen.contains("held"));
    terminal.send("1\r");
    terminal.see(&["dashed: clean"]);
    terminal.send("r");
    terminal.see(&["slow replay"]);
    terminal.send("c");
    terminal.see(&["clean rep"]);
    terminal.send("?");
    terminal.see(&["walk around the lifter"]);
    terminal.send("x");
    left(terminal);
}

#[test]
fn a_picture_too_small_to_tell_by_gives_way_to_words_and_the_screen_says_why() {
    for (size, by_eye) in [((60, 18), false), ((70, 20), false), ((80, 24), true), ((100, 34), true)] {
        let terminal = begun(&ARGS, &[STILL], size, at_once(TRUE_COLOR));
        let screen = terminal.settled(&["a question"], |screen| screen.contains("Question 1 of 24"));
        assert_eq!(screen.contains("Watch the lifter."), by_eye, "{size:?}:\n{screen}");
        assert_eq!(screen.contains("too small"), !by_eye, "{size:?}:\n{screen}");
        left(terminal);
    }
}

#[test]
fn what_is_said_of_a_small_window_goes_with_it() {
    let terminal = begun(&ARGS, &[STILL], (60, 18), at_once(TRUE_COLOR));
    terminal.settled(&["a reason"], |screen| screen.contains("too small"));
    terminal.resize(120, 40);
    let screen = terminal.settled(&["words"], |screen| !screen.contains("too small"));
    assert!(screen.contains("Question 1 of 24") && !screen.contains("Watch the lifter."), "{screen}");
    left(terminal);
}

/// In 80 columns a picture is 36 columns wide.
#[test]
fn a_label_in_a_narrow_window_loses_no_word() {
    let mut terminal = begun(&ARGS, &[STILL], (80, 24), at_once(TRUE_COLOR));
    terminal.see(&["Question 1 of 24"]);
    terminal.send("1\r");
    terminal.see(&["dashed: clean"]);
    terminal.send("r");
    terminal.see(&["slow replay"]);
    let long = "three-quarter from in front";
    let around = (0..12).any(|_| {
        terminal.send("]");
        std::thread::sleep(Duration::from_millis(200));
        terminal.screen().contains(long)
    });
    assert!(around, "all the way around: {}", terminal.screen());
    let screen = terminal.see(&[long]);
    for said in [long, "dashed: clean", "slow replay"] {
        assert!(screen.contains(said), "{said}:\n{screen}");
    }
    left(terminal);
}

#[test]
fn in_a_wide_window_the_clean_rep_stands_beside_at_the_same_size() {
    let mut terminal = begun(&ARGS, &[STILL], (200, 50), at_once(TRUE_COLOR));
    let screen = terminal.settled(&["two views"], |screen| screen.contains("Question 1 of 24"));
    assert!(screen.matches("from ").count() >= 2, "two views:\n{screen}");
    terminal.send("1\r");
    let screen = terminal.settled(&["an answer"], |screen| screen.contains("dashed: clean"));
    assert!(screen.contains("· clean rep"), "both:\n{screen}");
    left(terminal);
}

#[test]
fn a_page_in_a_pipe_is_drawn_only_when_that_was_typed() {
    let show = |args: &[&str], env: (&str, &str)| {
        let args = [&["show", "seal-row"], args].concat();
        String::from_utf8(Test::new(&args).env(env.0, env.1).run().stdout).expect("text")
    };
    let plain = show(&[], ("FORMCHECK_DRAW", "braille"));
    assert!(!plain.contains('⣿') && !plain.contains("Seen from"));
    let dots = show(&["--draw", "braille"], ("FORMCHECK_DRAW", "ascii"));
    assert!(dots.contains('⠁') && dots.contains("Seen from the side."), "{dots}");
    let letters = show(&["--draw", "ascii"], ("FORMCHECK_DRAW", "braille"));
    assert!(letters.is_ascii() && letters.contains("Seen from the side."), "{letters}");
    let kitty = show(&["--draw", "auto", "--pixels", "kitty"], ("FORMCHECK_DRAW", "auto"));
    assert!(kitty.contains("\x1b_Ga=T,f=100"), "asked for by name");
}
