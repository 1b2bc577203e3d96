//! Somebody asks the program what it found on their machine, and what to do about it.

use crate::common::program::{Test, code, out};
use crate::common::pty::{Answer, Terminal};
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

/// How a thing stands, what was found and what to do.
fn told(json: &Value, about: &str) -> (String, String, String) {
    let checks = json["checks"].as_array().expect("checks");
    let one = checks.iter().find(|one| one["about"] == about).unwrap_or_else(|| panic!("{about}: {json}"));
    let text = |key: &str| one[key].as_str().expect("text").to_owned();
    (text("standing"), text("found"), text("try"))
}

fn asked(test: Test, ends: i32) -> Value {
    let output = test.run();
    assert_eq!(code(&output), ends, "{}", out(&output));
    serde_json::from_str(&out(&output)).expect("JSON")
}

fn doctor(args: &[&str]) -> Test {
    Test::new(&[&["doctor"], args].concat()).env("LC_ALL", "C.UTF-8")
}

#[test]
fn in_a_pipe_it_tells_all_and_writes_nothing() {
    let data = tempfile::tempdir().expect("a folder");
    let kept = data.path().join("not/yet/there");
    let json = asked(doctor(&["--json"]).data(&kept), 0);
    for about in
        ["program", "terminal", "letters", "colours", "pictures", "motion", "packs", "data folder", "clock"]
    {
        let (standing, found, help) = told(&json, about);
        assert!(!found.is_empty(), "{about}");
        assert_eq!(standing == "fine", help.is_empty(), "{about}: {found}; {help}");
    }
    assert!(told(&json, "terminal").1.contains("pipe"));
    assert!(told(&json, "packs").1.contains("mid-back, big-lifts, built in: 14 exercises"));
    assert!(told(&json, "history").1.contains("formcheck study begins it"));
    assert_eq!(std::fs::read_dir(data.path()).expect("a folder").count(), 0, "nothing is made");
    let page = out(&doctor(&[]).data(&kept).run());
    assert!(!page.contains('\u{1b}') && page.contains("try: run it in a terminal"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
}

#[test]
fn each_wish_is_named_with_what_undoes_it() {
    for (args, env, about, found, help) in [
        (&["--plain"][..], ("LANG", ""), "terminal", "--plain", "leave both out"),
        (&[], ("NO_COLOR", "1"), "colours", "NO_COLOR", "unset NO_COLOR"),
        (&["--color", "never"], ("LANG", ""), "colours", "--color never", "leave it out"),
        (&["--draw", "none"], ("LANG", ""), "pictures", "--draw", "--draw auto"),
        (&[], ("LC_ALL", "C"), "letters", "ASCII", "LC_ALL=C.UTF-8"),
        (&[], ("REDUCED_MOTION", "1"), "motion", "hold still", "leave these out"),
        (
            &[],
            ("FORMCHECK_NOW", "2026-11-24T10:00"),
            "clock",
            "Tuesday, 2026-11-24 10:00",
            "unset FORMCHECK_NOW",
        ),
        (&["--no-built-in"], ("LANG", ""), "packs", "no pack", "leave --no-built-in out"),
    ] {
        let data = tempfile::tempdir().expect("a folder");
        let args = [&["--json"], args].concat();
        let output = doctor(&args).data(data.path()).env(env.0, env.1).run();
        let json: Value = serde_json::from_str(&out(&output)).expect("JSON");
        let (standing, says, does) = told(&json, about);
        assert!(
            standing != "fine" && says.contains(found) && does.contains(help),
            "{args:?} {env:?}: {says}; {does}"
        );
        assert_eq!(code(&output), i32::from(standing == "fault"), "{args:?}");
    }
}

#[test]
fn what_is_broken_is_a_fault_and_fails() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("me.sqlite");
    std::fs::write(&file, "no database at all, and long enough to be looked at").expect("written");
    let json = asked(doctor(&["--json"]).data(place.path()), 1);
    assert_eq!(told(&json, "history").0, "fault", "{json}");
    let json = asked(doctor(&["--json"]).data(&file.join("below")), 1);
    assert_eq!(told(&json, "data folder").0, "fault", "{json}");
    let json = asked(doctor(&["--json", "--pack", "no-such-folder"]).data(place.path()), 1);
    assert!(json["checks"].to_string().contains("no-such-folder"), "{json}");
    let json = asked(doctor(&["--json", "--profile", "a/b"]).data(place.path()), 1);
    assert!(told(&json, "history").1.contains("not a valid profile name"), "{json}");
}

#[test]
fn a_clock_behind_the_history_is_noted() {
    let place = tempfile::tempdir().expect("a folder");
    let quiz = ["quiz", "seal-row", "--seed", "1", "--plain"];
    Test::new(&quiz).history(place.path(), "2090-01-01T10:00").input("1\nq\n").run();
    let json = asked(doctor(&["--json"]).data(place.path()), 0);
    let (standing, found, _) = told(&json, "clock");
    assert!(standing == "note" && found.contains("2090-01-01"), "{found}");
    assert!(told(&json, "history").1.contains("1 answer since 2090-01-01"), "{json}");
}

#[test]
fn the_pack_of_this_folder_is_looked_at() {
    let (place, data) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let rules = place.path().join("rules");
    std::fs::create_dir(&rules).expect("a folder");
    std::fs::write(rules.join("pack.toml"), "format = 2\nname = 5\n").expect("written");
    let json = asked(doctor(&["--json"]).data(data.path()).inside(place.path()), 1);
    let (standing, found, help) = told(&json, "this folder");
    assert!(standing == "fault" && found.contains("error") && help.starts_with("formcheck lint"), "{json}");
    assert!(Path::new(&rules).is_dir());
}

/// How it ends, and what it tells, as one line.
fn told_in(terminal: Terminal) -> (u32, String) {
    let (code, told) = terminal.end();
    (code, told.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn a_terminal_tells_what_it_can() {
    let text = "\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\\u{1b}P1$r0;48:2::1:2:3m\u{1b}\\\u{1b}_Gi=31;OK\u{1b}\\\
                \u{1b}P>|Testterm 3\u{1b}\\\u{1b}[6;20;10t\u{1b}[?65;4c";
    let asked = || {
        let answer = Answer { text, after: Duration::ZERO };
        told_in(Terminal::answering(&["doctor"], &[], (100, 40), answer))
    };
    // On a busy machine an answer may come too late, as from a slow terminal.
    let in_time = |(_, told): &(u32, String)| told.contains("light, as the terminal says");
    let (code, told) = (0..5).map(|_| asked()).find(in_time).unwrap_or_else(asked);
    assert_eq!(code, 1, "there is no place for a history: {told}");
    for said in [
        "Testterm 3, as xterm-256color, 100 by 40: sessions fill the screen",
        "quarter blocks in 16 million colours",
        "yes, as kitty takes them; a cell is 10 by 20",
        "light, as the terminal says",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    // One that says nothing is not waited for.
    let (_, told) = told_in(Terminal::start(&["doctor"], &[], (50, 12)));
    assert!(told.contains("50 by 12, which is too small") && told.contains("at least 60 columns"), "{told}");
}
