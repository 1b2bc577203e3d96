//! The program as scripts and people in a hurry use it: exit codes, JSON, pipes, wrong files. Each test runs the real
//! program.

mod check;
mod quiz;

use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::common::copy;
use crate::common::program::{Test, code, err, out, run, run_with};

fn good_pack() -> String {
    root().join("tests/packs/two-rows").to_string_lossy().into_owned()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

#[test]
fn alone_it_says_in_ten_lines_what_there_is() {
    let output = run::<&str>(&[]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).lines().count() <= 10);
    assert!(out(&output).contains("14 exercises, 119 mistakes, 6 quizzes"), "{}", out(&output));
}

#[test]
fn nothing_in_a_pipe_has_escape_bytes() {
    let all: &[&[&str]] = &[
        &[],
        &["--help"],
        &["list"],
        &["list", "mistakes"],
        &["show", "arm-rowing"],
        &["show", "seal-row"],
        &["check", "seal-row", "momentum=slight"],
        &["explain", "syntax"],
        &["quiz", "mid-back-foundations", "--seed", "1"],
        &["quiz", "nothing"],
        &["lint"],
    ];
    for args in all {
        let output = run_with(args, b"1\n?\n2\nq\n");
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{args:?}");
    }
    let output = run(&["--color", "always", "show", "arm-rowing"]);
    assert!(output.stdout.contains(&0x1b), "colour can be asked for");
}

#[test]
fn every_line_fits_eighty_columns() {
    for args in [["show", "kroc-row"], ["show", "arm-rowing"], ["list", "questions"], ["list", "signs"]] {
        for line in out(&run(&args)).lines() {
            assert!(line.chars().count() <= 80, "{args:?}: {line}");
        }
    }
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let mut child = Test::new(&["list", "mistakes"])
        .command()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((code(&output), err(&output)), (0, String::new()));
}

#[test]
fn unknown_things_are_told_with_the_closest_names() {
    for (args, what, near) in [
        (
            &["quiz", "mid-back-foundation"][..],
            "no quiz, exercise or mistake `mid-back-foundation`",
            "mid-back-foundations",
        ),
        (&["show", "arm-rowin"], "`arm-rowin`", "arm-rowing"),
        (&["check", "seal-rows", "momentum=slight"], "no exercise `seal-rows`", "seal-row"),
        (&["check", "seal-row", "momentm=slight"], "no sign `momentm`", "momentum"),
        (&["check", "seal-row", "momentum=slite"], "no value `slite`", "slight"),
        (&["check", "seal-row", "elbow-angle=200"], "no value `200`", "0 to 90"),
        (&["check", "seal-row", "momentum"], "not SIGN=VALUE", "first-to-move=elbows"),
        (&["check", "momentum=slight"], "where the exercise should be", "formcheck check"),
        (&["explain", "syntx"], "no code `syntx`", "syntax"),
        (&["--pack", "no-such-folder", "list"], "no folder `no-such-folder`", "rules"),
    ] {
        let output = run(args);
        assert_eq!(code(&output), 2, "{args:?}");
        let told = err(&output);
        assert!(told.contains(what) && told.contains(near), "{args:?}: {told}");
        assert!(!told.contains("panicked") && out(&output).is_empty(), "{args:?}");
    }
}

/// An option is offered where it does something, behind the command and before it, and nowhere else.
#[test]
fn an_option_is_offered_where_it_does_something() {
    for (command, has, has_not) in [
        (&["explain"][..], &["--json", "--color"][..], &["--pack=x", "--profile=x", "--quiet"][..]),
        (&["quiz"], &["--pack", "--no-motion", "--quiet", "--jsonl", "--profile"], &["--json"]),
        (&["export", "csv"], &["--pack", "--data-dir"], &["--json", "--profile=x", "--color=never"]),
        (&["exam", "sit", "x.paper.json"], &["--no-motion"], &["--json", "--profile=x"]),
        (&["exam", "roster"], &["--json", "--data-dir"], &["--pack=x", "--quiet", "--no-motion"]),
        (&["data", "where"], &["--json", "--profile"], &["--pack=x", "--quiet", "--color=never"]),
        (&["doctor"], &["--json", "--pack", "--data-dir", "--draw"], &["--quiet", "--no-motion"]),
        (&["man"], &[], &["--json", "--pack=x", "--quiet"]),
    ] {
        let help = out(&run(&[command, &["--help"]].concat()));
        for option in has {
            assert!(help.contains(option), "{command:?} {option}: {help}");
        }
        for option in has_not {
            let name = option.split('=').next().expect("a name");
            assert!(!help.contains(&format!("{name} ")), "{command:?} {name}: {help}");
            for typed in [[command, &[*option]].concat(), [&[*option], command].concat()] {
                let output = run(&typed);
                assert_eq!(code(&output), 2, "{typed:?}");
                assert!(
                    err(&output).contains(&format!("` has no flag `{name}`")),
                    "{typed:?}: {}",
                    err(&output)
                );
            }
        }
    }
}

/// A command line that can't be read is told in plain words, with what to type, whatever the environment says.
#[test]
fn a_slip_on_the_command_line_is_told_in_plain_words() {
    let from_a_list = "shows what it takes";
    for (args, what, help) in [
        (&["show"][..], "name what to show", "try: formcheck show seal-row"),
        (&["stdy"], "there is no command `stdy`", "did you mean `study`?"),
        (&["data", "imprt"], "there is no command `imprt`", "`formcheck data --help` lists"),
        (&["data"], "name what `formcheck data` is to do", "export, import"),
        (&["quiz", "--sed", "4"], "`formcheck quiz` has no flag `--sed`", "did you mean `--seed`?"),
        (&["explain", "a", "b"], "`b` is one word too many for `formcheck explain`", from_a_list),
        (
            &["study", "--minutes", "-1"],
            "`--minutes` takes a whole number from 1 to 600, not `-1`",
            from_a_list,
        ),
        (&["study", "--items", "x"], "`--items` takes a whole number from 1 to 1000, not `x`", from_a_list),
        (&["quiz", "--seed", "-4"], "`--seed` takes a whole number, 0 or more, not `-4`", from_a_list),
        (
            &["study", "--items", "3", "--minutes", "3"],
            "`--items` and `--minutes` don't go together",
            "leave one",
        ),
        (
            &["check", "seal-row", "head=dropped", "--from", "-"],
            "SIGN=VALUE and `--from` don't go together",
            "leave one",
        ),
        (&["list", "musles"], "KIND can't be `musles`", "did you mean `muscles`?"),
        (&["diff"], "`formcheck diff` needs OLD and NEW", "try: formcheck diff rev:main my-pack"),
        (&["--color"], "`--color` needs a value behind it", "auto, always or never"),
    ] {
        let output = Test::new(args).env("FORMCHECK_DATA_DIR", "somewhere").run();
        let told = err(&output);
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{args:?}: {told}");
        assert!(told.starts_with(&format!("error: {what}\n")) && told.contains(help), "{args:?}: {told}");
        assert!(!told.contains("Usage") && !told.contains("DIR"), "{args:?}: {told}");
        assert_eq!(told.lines().count(), 2, "{args:?}: {told}");
    }
}

#[test]
fn lint_tells_what_it_checked_and_fails_on_errors() {
    let good = run(&["lint", &good_pack(), "--no-built-in", "--format", "json"]);
    assert_eq!(code(&good), 0, "{}", out(&good));
    let answer: Value = serde_json::from_str(&out(&good)).expect("JSON");
    assert_eq!(
        answer["checked"],
        json!({"files": 8, "exercises": 2, "mistakes": 5, "examples": 5, "questions": 1})
    );
    assert_eq!(answer["diagnostics"], json!([]));

    let place = tempfile::tempdir().expect("a place");
    copy(Path::new(&good_pack()), place.path());
    let file = place.path().join("rules/mistakes/pulling.toml");
    let text =
        std::fs::read_to_string(&file).expect("text").replace("severity = \"high\"", "severty = \"high\"");
    std::fs::write(&file, text).expect("written");
    let named = place.path().to_string_lossy().into_owned();
    let bad = run(&["lint", &named, "--no-built-in", "--format", "json"]);
    assert_eq!(code(&bad), 1);
    let found = &serde_json::from_str::<Value>(&out(&bad)).expect("JSON")["diagnostics"];
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found:#}");
    let one = &found[0];
    assert_eq!(one["code"], "unknown-key");
    assert_eq!(one["severity"], "error");
    assert_eq!(one["file"], "rules/mistakes/pulling.toml");
    assert_eq!(one["start"], json!({"line": 12, "column": 1}));
    assert_eq!(one["end"], json!({"line": 12, "column": 8}));
    assert!(one["help"].as_str().is_some_and(|help| help.contains("severity")));
    let one_file = run(&["lint", &file.to_string_lossy(), "--no-built-in"]);
    assert_eq!(code(&one_file), 1, "a file of a pack can be named");
    let used = run(&["--pack", &named, "list"]);
    assert_eq!(code(&used), 2, "a pack with errors is not used");
}

#[test]
fn lint_of_nothing_is_no_success() {
    let empty = tempfile::tempdir().expect("a place");
    let output = run(&["lint", &empty.path().to_string_lossy()]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("nothing was checked"));
    assert_eq!(code(&run(&["lint", "no-such-place"])), 2);
    assert_eq!(code(&run(&["--no-built-in", "list"])), 2);
}

/// Without a path it is the built-in packs that are checked: it says so, and names the pack that was perhaps meant.
#[test]
fn lint_without_a_path_says_what_it_checked() {
    let place = tempfile::tempdir().expect("a folder");
    copy(Path::new(&good_pack()), &place.path().join("my-pack"));
    let output = Test::new(&["lint"]).inside(place.path()).run();
    let told = err(&output);
    assert_eq!(code(&output), 0, "{told}");
    assert!(told.contains("ok: nothing is wrong with the built-in packs"), "{told}");
    assert!(told.contains("Yours: formcheck lint my-pack\n"), "{told}");
}

#[test]
fn a_pack_beside_the_built_in_one_adds_to_it() {
    let output = run(&["--pack", &good_pack(), "show", "plain-row"]);
    // Its ids collide with the built-in ones, which is an error that names both places.
    assert_eq!(code(&output), 2);
    let told = err(&output);
    assert!(told.contains("duplicate-id") && told.contains("arm-rowing"), "{told}");
    let alone = run(&["--no-built-in", "--pack", &good_pack(), "show", "plain-row"]);
    assert_eq!(code(&alone), 0, "{}", err(&alone));
}

#[test]
fn show_finds_things_by_name_too() {
    for word in [
        "seal-row",
        "Seal row",
        "Arm rowing",
        "rhomboids",
        "rhomboid-major",
        "momentum",
        "trainer-onboarding",
        "biceps rowing",
    ] {
        let page = run(&["show", word]);
        assert_eq!(code(&page), 0, "{word}: {}", err(&page));
        assert!(out(&page).contains("does not replace medical advice"), "{word}");
        let json = run(&["show", word, "--json"]);
        assert!(serde_json::from_str::<Value>(&out(&json)).expect("JSON")["id"].is_string(), "{word}");
    }
}

#[test]
fn completions_and_the_manual_page_are_written() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(out(&run(&["completions", shell])).contains("formcheck"));
    }
    let man = out(&run(&["man"]));
    assert!(man.starts_with(".ie") && man.contains("lint"), "{}", &man[..200]);
    let pages = tempfile::tempdir().expect("a folder");
    assert_eq!(Test::new(&["man", "--out-dir"]).args(&[pages.path()]).result(), "");
    for (name, says) in
        [("formcheck", "mid\\-back"), ("formcheck-quiz", "seed"), ("formcheck-data-export", "JSON lines")]
    {
        let page = std::fs::read_to_string(pages.path().join(format!("{name}.1"))).expect(name);
        assert!(page.contains(&format!(".TH {name} 1")) && page.contains(says), "{page}");
    }
    let nowhere = Test::new(&["man", "--out-dir", "no/such/folder"]).ends(2);
    assert!(
        nowhere.contains("formcheck.1` can't be written") || nowhere.contains("can't be written"),
        "{nowhere}"
    );
}

#[test]
fn no_color_and_plain_are_heeded() {
    let output = Test::new(&["--color", "auto", "show", "arm-rowing"]).env("NO_COLOR", "1").run();
    assert!(!output.stdout.contains(&0x1b));
}

/// Text from a pack can't steer the terminal: escapes and bidirectional overrides never reach a screen.
#[test]
fn a_hostile_pack_cannot_steer_the_terminal() {
    let place = tempfile::tempdir().expect("a place");
    copy(Path::new(&good_pack()), place.path());
    let evil = "\\u001b[2J\\u202e\\u0007evil";
    for (file, from) in [
        ("rules/exercises/plain-row.toml", "Plain row"),
        ("rules/exercises/plain-row.toml", "Hinge and take"),
        ("rules/mistakes/pulling.toml", "Arm rowing"),
        ("rules/mistakes/pulling.toml", "Start with the blades."),
        ("rules/signs.toml", "the elbows bend first"),
        ("rules/sources.toml", "A coach's own notes"),
        ("quizzes/first-quiz.toml", "First quiz"),
        ("quizzes/first-quiz.toml", "What leads a row?"),
    ] {
        let path = place.path().join(file);
        let text = std::fs::read_to_string(&path).expect("text");
        assert!(text.contains(from), "{from}");
        std::fs::write(&path, text.replace(from, &format!("{evil} {from}"))).expect("written");
    }
    let named = place.path().to_string_lossy().into_owned();
    for args in [
        &["show", "plain-row"][..],
        &["show", "arm-rowing"],
        &["show", "first-to-move"],
        &["show", "own-notes"],
        &["show", "first-quiz"],
        &["list"],
        &["list", "questions"],
        &["check", "plain-row", "first-to-move=elbows"],
        &["check", "plain-row"],
        &["quiz", "first-quiz", "--seed", "1"],
        &["quiz", "--items", "4", "--seed", "2"],
    ] {
        let args: Vec<&str> = ["--no-built-in", "--pack", &named].iter().chain(args).copied().collect();
        let output = run_with(&args, b"1\n1\n1\n1\n");
        let (out, err) = (out(&output), err(&output));
        // Such a pack is refused, and what is shown of it is shown without the characters.
        assert_eq!(code(&output), 2, "{args:?}: {out}{err}");
        assert!(err.contains("stray-character") && err.contains("evil"), "{args:?}: {out}{err}");
        for bad in ['\u{1b}', '\u{202e}', '\u{7}'] {
            assert!(!out.contains(bad) && !err.contains(bad), "{args:?} lets {bad:?} through");
        }
    }
}
