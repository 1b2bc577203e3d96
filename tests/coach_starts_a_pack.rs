//! A new coach starts a pack: `formcheck new` writes the files, the coach fills the blanks, `lint` finds nothing.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::common::program::{Test, code, err, out, run};
use crate::common::pty::Terminal;

/// Runs `new` in a folder; it has to work.
fn new(folder: &Path, args: &[&str]) -> Output {
    let dir = folder.to_str().expect("a plain path");
    let output = run(&[&["new"], args, &["--dir", dir]].concat());
    assert_eq!(code(&output), 0, "{args:?}: {}", err(&output));
    output
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a coach writes into a blank, by its key: each text once.
const FILL: &[(&str, &[&str])] = &[
    ("title", &["First lifts", "What we teach at our gym", "First questions"]),
    ("authors", &["A coach"]),
    ("name", &["Bar drifts forward", "Front squat"]),
    ("when", &["forward"]),
    ("why", &["The further the bar is from the foot, the more the back has to carry."]),
    ("fix", &["Keep the whole foot on the floor and the bar above its middle."]),
    ("cue", &["Bar over the foot"]),
    ("mistakes", &["bar-drifts"]),
    (
        "do",
        &[
            "Take the bar on the upper back",
            "Sit down between the feet",
            "Stand up with the bar over the foot",
        ],
    ),
    ("about", &["Where the bar belongs."]),
    ("ask", &["Where does the bar stay in a squat?"]),
    ("right", &["Over the middle of the foot"]),
    ("explain", &["There it is balanced, and nothing has to hold it back."]),
    ("say", &["In front of all of the toes", "Behind the heels of the feet"]),
    ("because", &["There the back has to hold it up.", "There the lifter falls over."]),
];

/// Fills every blank of every file.
fn fill(folder: &Path) {
    let mut used: Vec<(&str, usize)> = Vec::new();
    for path in [
        "rules/pack.toml",
        "rules/signs.toml",
        "rules/sources.toml",
        "rules/mistakes/shared.toml",
        "rules/exercises/front-squat.toml",
        "quizzes/first-quiz.toml",
    ] {
        let mut text = String::new();
        for line in read(folder, path).lines() {
            let is_blank = !line.starts_with('#') && line.contains("\"…\"");
            let key = line.split(" = ").next().unwrap_or_default();
            if path.contains("mistakes") && line.starts_with("# sources = ") {
                text.push_str("sources = [\"first-lifts-notes\"]");
            } else if is_blank {
                let (key, texts) = FILL.iter().find(|(name, _)| *name == key).expect("a text for each blank");
                let times = used.iter().filter(|(name, _)| name == key).count();
                used.push((*key, times));
                text.push_str(&line.replacen('…', texts[times], 1));
            } else {
                text.push_str(line);
            }
            text.push('\n');
        }
        fs::write(folder.join(path), text).expect("written");
    }
}

fn whole_pack(folder: &Path) {
    new(folder, &["pack", "first-lifts"]);
    new(folder, &["mistake", "bar-drifts"]);
    new(folder, &["exercise", "front-squat"]);
    new(folder, &["quiz", "first-quiz"]);
}

#[test]
fn a_pack_is_sound_once_its_blanks_are_filled() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().to_str().expect("a plain path");
    whole_pack(folder.path());
    for place in ["rules/mistakes", "rules/exercises", "quizzes"] {
        assert!(folder.path().join(place).is_dir(), "{place}");
    }
    let laid_out = run(&["fmt", "--check", dir]);
    assert_eq!(code(&laid_out), 0, "new files have the one layout: {}", out(&laid_out));
    fill(folder.path());
    let linted = run(&["lint", "--no-built-in", dir]);
    assert_eq!((code(&linted), out(&linted).as_str()), (0, ""), "{}", err(&linted));
    let laid_out = run(&["fmt", "--check", dir]);
    assert_eq!(code(&laid_out), 0, "{}", out(&laid_out));
    // Beside the built-in pack too: no id clashes.
    let linted = run(&["lint", dir]);
    assert_eq!((code(&linted), out(&linted).as_str()), (0, ""), "{}", err(&linted));
    let checked = run(&["check", "front-squat", "first-lifts-bar-path=forward", "--pack", dir]);
    assert!(out(&checked).contains("Bar drifts forward"), "{}", out(&checked));
}

#[test]
fn a_pack_checked_out_on_windows_is_the_same_pack() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let dir = path.to_str().expect("a plain path");
    whole_pack(path);
    fill(path);
    assert_eq!(read(path, ".gitattributes").lines().last(), Some("*.toml text eol=lf"));
    let digest = || formcheck::app::disk::folder(path).expect("a pack").sha256;
    let before = digest();
    let files =
        ["rules/pack.toml", "rules/signs.toml", "rules/mistakes/shared.toml", "quizzes/first-quiz.toml"];
    for file in files.iter().chain(&["rules/sources.toml", "rules/exercises/front-squat.toml"]) {
        fs::write(path.join(file), read(path, file).replace('\n', "\r\n")).expect("written");
    }
    assert_eq!(digest(), before);
    let laid_out = run(&["fmt", "--check", dir]);
    assert_eq!(code(&laid_out), 0, "{}", out(&laid_out));
    let linted = run(&["lint", "--no-built-in", dir]);
    assert_eq!((code(&linted), out(&linted).as_str()), (0, ""), "{}", err(&linted));
    // What is out of layout is mended in its own line ends.
    let messy = read(path, "rules/signs.toml").replacen(" = ", "=", 1);
    fs::write(path.join("rules/signs.toml"), messy).expect("written");
    assert_eq!(code(&run(&["fmt", dir])), 0);
    let mended = read(path, "rules/signs.toml");
    assert_eq!(mended.matches("\r\n").count(), mended.matches('\n').count(), "{mended:?}");
    assert_eq!(digest(), before);
    // A repository that says so itself is left alone.
    let other = tempfile::tempdir().expect("a folder");
    fs::write(other.path().join(".gitattributes"), "* text\n").expect("written");
    new(other.path(), &["pack", "second-lifts"]);
    assert_eq!(read(other.path(), ".gitattributes"), "* text\n");
}

#[test]
fn without_a_terminal_the_blanks_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = new(folder.path(), &["pack", "first-lifts"]);
    let rules = out(&made).lines().filter(|line| line.contains("rules/")).count();
    assert_eq!(rules, 3, "the files, one a line: {}", out(&made));
    assert!(err(&made).contains("pack.toml:6  title"), "{}", err(&made));
    assert!(err(&made).contains("formcheck lint "), "{}", err(&made));
    let made = new(folder.path(), &["mistake", "bar-drifts"]);
    assert!(err(&made).contains("  when\n") && err(&made).contains("  cue\n"), "{}", err(&made));
    let text = read(folder.path(), "rules/mistakes/shared.toml");
    assert!(
        text.contains("# first-lifts-bar-path: straight, forward.\nwhen = { first-lifts-bar-path = \"…\" }"),
        "{text}"
    );
    let made = new(folder.path(), &["quiz", "first-quiz", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out(&made)).expect("JSON");
    let files: Vec<&str> =
        json["files"].as_array().into_iter().flatten().filter_map(|file| file.as_str()).collect();
    assert!(files.len() == 2 && files[0].ends_with("first-quiz.toml"), "{files:?}");
    assert_eq!(json["blanks"][0]["key"], "title");
}

#[test]
fn flags_fill_blanks() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    new(
        path,
        &[
            "pack",
            "first-lifts",
            "--name",
            "First lifts",
            "--author",
            "A \"coach\"",
            "--phases",
            "down,up",
            "--uses",
            "mid-back",
        ],
    );
    let pack = read(path, "rules/pack.toml");
    for part in [
        "title = \"First lifts\"",
        "authors = ['A \"coach\"']",
        "phases = [\"down\", \"up\"]",
        "uses = [\"mid-back\"]",
    ] {
        assert!(pack.contains(part), "{part} in {pack}");
    }
    new(
        path,
        &[
            "mistake",
            "bar-drifts",
            "--severity",
            "high",
            "--sign",
            "first-lifts-bar-path",
            "--value",
            "forward",
            "--file",
            "setup",
        ],
    );
    let text = read(path, "rules/mistakes/setup.toml");
    assert!(
        text.contains("severity = \"high\"")
            && text.contains("when = { first-lifts-bar-path = \"forward\" }"),
        "{text}"
    );
    new(path, &["mistake", "too-upright", "--sign", "torso-angle", "--value", "over 45"]);
    assert!(read(path, "rules/mistakes/setup.toml").contains("when = { torso-angle = { over = 45 } }"));
    new(
        path,
        &[
            "exercise",
            "squat",
            "--mistakes",
            "bar-drifts,arm-rowing",
            "--first-step",
            "Stand",
            "--phases",
            "up,down",
            "--name",
            "Squat",
        ],
    );
    let text = read(path, "rules/exercises/squat.toml");
    for part in [
        "mistakes = [\"bar-drifts\", \"arm-rowing\"]",
        "\nphases = [\"up\", \"down\"]",
        "[[step]]\ndo = \"Stand\"\nphase = \"up\"\n\n[[step]]\ndo = \"…\"\nphase = \"down\"",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_mistake_is_added_below_what_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    new(path, &["pack", "first-lifts"]);
    let before = "# mine\r\n[one]\r\nname   =  'One'  # kept as it is\r\n";
    fs::write(path.join("rules/mistakes/setup.toml"), before).expect("written");
    new(path, &["mistake", "two"]);
    let after = read(path, "rules/mistakes/setup.toml");
    assert!(after.starts_with(before.trim_end()), "{after}");
    assert!(
        after.contains("\r\n\r\n[two]\r\nname = ") && !after.replace("\r\n", "").contains('\n'),
        "{after:?}"
    );
    fs::write(path.join("rules/mistakes/setup.toml"), "[one\n").expect("written");
    let torn = run(&["new", "mistake", "three", "--dir", path.to_str().expect("a plain path")]);
    assert_eq!(code(&torn), 2);
    assert!(err(&torn).contains("line 1"), "{}", err(&torn));
    assert_eq!(read(path, "rules/mistakes/setup.toml"), "[one\n");
}

#[test]
fn what_can_not_be_is_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let dir = path.to_str().expect("a plain path");
    let told = |args: &[&str], words: &[&str]| {
        let output = run(&[&["new"], args, &["--dir", dir]].concat());
        assert_eq!(code(&output), 2, "{args:?}");
        for word in words {
            assert!(err(&output).contains(word), "{word} in {}", err(&output));
        }
    };
    told(&["exercise", "squat"], &["there is no pack", "formcheck new pack"]);
    told(&["pack", "My Lifts"], &["My Lifts", "my-lifts"]);
    told(&["pack", "…"], &["small letters"]);
    told(&["pack", "../up"], &["small letters"]);
    whole_pack(path);
    let before = read(path, "rules/pack.toml");
    told(&["pack", "other"], &["is there already", "nothing was written"]);
    assert_eq!(read(path, "rules/pack.toml"), before);
    told(&["exercise", "front-squat"], &["`front-squat` is taken"]);
    told(&["quiz", "bar-drifts"], &["`bar-drifts` is taken"]);
    told(&["mistake", "bar-drifts"], &["`bar-drifts` is taken"]);
    told(&["mistake", "x", "--file", "../y"], &["file's name"]);
    told(&["mistake", "x", "--sign", "first-lifts-bar-pth"], &["no sign", "first-lifts-bar-path"]);
    told(
        &["mistake", "x", "--sign", "first-lifts-bar-path", "--value", "forwrd"],
        &["did you mean `forward`"],
    );
    told(&["exercise", "x", "--mistakes", "bar-drift"], &["no shared mistake", "bar-drifts"]);
    told(&["exercise", "x", "--phases", "sideways"], &["no phase `sideways`", "setup, lower, lift"]);
    assert!(!path.join("rules/exercises/x.toml").exists());
}

/// An id of another pack is free, unless that pack is used: then one of the two would be read for the other.
#[test]
fn an_id_is_taken_by_the_pack_and_by_those_that_it_uses() {
    let folder = tempfile::tempdir().expect("a folder");
    let (alone, leaning) = (folder.path().join("alone"), folder.path().join("leaning"));
    new(&alone, &["pack", "alone"]);
    new(&alone, &["mistake", "arm-rowing"]);
    new(&leaning, &["pack", "leaning", "--uses", "mid-back"]);
    let dir = leaning.to_str().expect("a plain path");
    let output = run(&["new", "mistake", "arm-rowing", "--dir", dir]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("`arm-rowing` is taken"), "{}", err(&output));
    assert!(!leaning.join("rules/mistakes").join("shared.toml").exists());
}

#[test]
fn every_new_file_names_a_schema_that_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    // The repository keeps one of them already: that one is named and stays as it is.
    fs::create_dir_all(path.join(".git")).expect("a folder");
    fs::create_dir_all(path.join("schemas/v1")).expect("a folder");
    fs::write(path.join("schemas/v1/exercise.json"), "{}").expect("written");
    let pack = path.join("packs/first");
    whole_pack(&pack);
    let first_line = |file: &str| read(&pack, file).lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        first_line("rules/exercises/front-squat.toml"),
        "#:schema ../../../../schemas/v1/exercise.json"
    );
    assert_eq!(read(path, "schemas/v1/exercise.json"), "{}");
    assert_eq!(first_line("quizzes/first-quiz.toml"), "#:schema ../schemas/v1/quiz.json");
    for file in ["quizzes/first-quiz.toml", "rules/pack.toml", "rules/signs.toml", "rules/sources.toml"] {
        let line = first_line(file);
        let named = line.strip_prefix("#:schema ").unwrap_or_else(|| panic!("{file}: {line}"));
        let schema = pack.join(file).parent().expect("a folder").join(named);
        let text =
            fs::read_to_string(&schema).unwrap_or_else(|error| panic!("{}: {error}", schema.display()));
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{named}");
    }
    let laid_out = run(&["fmt", "--check", pack.to_str().expect("a plain path")]);
    assert_eq!(code(&laid_out), 0, "{}", out(&laid_out));
}

#[test]
fn a_new_pack_gets_a_folder_and_its_files_are_found_from_inside() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |inside: &str, args: &[&str]| {
        Test::new(args).inside(&folder.path().join(inside)).ends(0);
    };
    run("", &["new", "pack", "first-lifts"]);
    assert!(folder.path().join("first-lifts/rules/pack.toml").is_file());
    run("first-lifts/rules/exercises", &["new", "exercise", "front-squat"]);
    run("", &["--pack", "first-lifts", "new", "exercise", "goblet-squat"]);
    for file in ["front-squat", "goblet-squat"] {
        assert!(folder.path().join(format!("first-lifts/rules/exercises/{file}.toml")).is_file(), "{file}");
    }
}

/// Answers one prompt after the other in a pseudo-terminal; gives back the exit code and what was shown.
fn in_a_terminal(args: &[&str], lines: &[&str]) -> (u32, String) {
    let mut terminal = Terminal::start(args, &[("NO_COLOR", "1")], (80, 60));
    for (place, line) in lines.iter().enumerate() {
        terminal.hear("\n> ", place + 1);
        terminal.send(&format!("{line}\r"));
    }
    terminal.end()
}

#[test]
fn in_a_terminal_it_asks() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let dir = path.to_str().expect("a plain path");
    let (code, text) =
        in_a_terminal(&["new", "pack", "first-lifts", "--dir", dir], &["First lifts", "A coach", "", ""]);
    assert_eq!(code, 0, "{text}");
    assert!(read(path, "rules/pack.toml").contains("title = \"First lifts\""));
    let answers = ["Bar drifts", "hgh", "high", "1", "forwards", "forward"];
    let (code, text) = in_a_terminal(&["new", "mistake", "bar-drifts", "--dir", dir], &answers);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("Did you mean `high`?"), "{text}");
    let file = read(path, "rules/mistakes/shared.toml");
    assert!(file.contains("severity = \"high\"") && file.contains("= \"forward\" }"), "{file}");
    let answers = ["Front squat", "", "bar-drifts", "Take the bar"];
    let (code, text) = in_a_terminal(&["new", "exercise", "front-squat", "--dir", dir], &answers);
    assert_eq!(code, 0, "{text}");
    let file = read(path, "rules/exercises/front-squat.toml");
    assert!(file.contains("mistakes = [\"bar-drifts\"]") && file.contains("do = \"Take the bar\""), "{file}");
    let (code, text) = in_a_terminal(&["new", "quiz", "first-quiz", "--dir", dir], &["q"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("Nothing was written.") && !path.join("quizzes/first-quiz.toml").exists());
    let (code, text) = in_a_terminal(&["new", "quiz", "first-quiz", "--dir", dir, "--plain"], &[]);
    assert_eq!(code, 0, "--plain asks nothing: {text}");
}
