//! A coach who doesn't know TOML: `formcheck new mistake` asks, shows reps near the limit, and writes a rule that lint finds
//! nothing wrong with. No test here touches a file of a pack by hand.

mod claims;

use std::fs;
use std::path::Path;

use crate::common::is_thorough;
use crate::common::program::{Test, code, err, out, run};
use crate::common::pty::{Terminal, is_given_back};
use claims::{CLAIMS, Claim};

/// A pack, as `formcheck new pack` makes it.
fn pack() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().to_str().expect("a plain path");
    Test::new(&["new", "pack", "my-claims", "--dir", dir, "--name", "Claims", "--author", "A coach"])
        .args(&["--phases", "setup,lift,top,lower", "--uses", "mid-back"])
        .ends(0);
    folder
}

/// Every file of a folder with its text, by path.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(here) = waiting.pop() {
        for entry in fs::read_dir(here).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                all.push((path.display().to_string(), fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    all.sort();
    all
}

/// Talks over a pipe; gives the exit code and what was said.
fn talk(folder: &Path, args: &[&str], typed: &[&str]) -> (i32, String) {
    let dir = folder.to_str().expect("a plain path");
    let lines = typed.join("\n") + "\n";
    let output = Test::new(&["new"]).args(args).args(&["--dir", dir]).input(lines).run();
    (code(&output), format!("{}{}", out(&output), err(&output)))
}

/// What lint says of a pack, one message a line.
fn findings(folder: &Path) -> Vec<String> {
    let output = run(&["lint", folder.to_str().expect("a plain path"), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    let messages = json["diagnostics"].as_array().expect("a list").iter();
    messages.map(|found| found["message"].as_str().expect("a text").to_owned()).collect()
}

/// The reps of all claims are judged as these meant it.
fn are_the_meant_rules(folder: &Path, claims: &[Claim]) {
    let reps = || claims.iter().flat_map(|claim| claim.reps.iter().map(move |rep| (claim, rep)));
    let lines: String = reps().map(|(claim, (rep, _))| rep_line(claim.exercise, rep)).collect();
    let dir = folder.to_str().expect("a plain path");
    let judged = Test::new(&["check", "--from", "-", "--rest-good", "--pack", dir]).input(lines).run();
    let judged = out(&judged);
    assert_eq!(judged.lines().count(), reps().count(), "{judged}");
    for ((claim, (rep, is_wrong)), line) in reps().zip(judged.lines()) {
        let checked: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let is_it = |one: &serde_json::Value| one.as_str() == Some(&format!("my-claims/{}", claim.mistake));
        let fires = checked["certain"].as_array().expect("a list").iter().any(is_it);
        assert_eq!(fires, *is_wrong, "{}: {rep}: {line}", claim.said);
    }
}

/// A rep as `check --from` reads it.
fn rep_line(exercise: &str, rep: &str) -> String {
    let value = |word: &str| word.parse::<f64>().map_or_else(|_| word.into(), serde_json::Value::from);
    let pairs = rep.split(' ').map(|pair| pair.split_once('=').expect("SIGN=VALUE"));
    let signs: serde_json::Map<String, serde_json::Value> =
        pairs.map(|(sign, word)| (sign.to_owned(), value(word))).collect();
    format!("{}\n", serde_json::json!({"exercise": exercise, "signs": signs}))
}

/// Three of the claims, each of another kind; all of them every night.
#[test]
fn a_claim_is_told_and_the_rule_is_the_meant_one() {
    let folder = pack();
    let claims = if is_thorough() { &CLAIMS[..CLAIMS.len() - 1] } else { &CLAIMS[..3] };
    for claim in claims {
        let (code, said) = talk(folder.path(), &["mistake"], claim.typed);
        assert_eq!(code, 0, "{}: {said}", claim.said);
        // The talk ends with lint; the sign and the source that show how a pack is written are gone.
        assert!(said.contains("ok: nothing is wrong"), "{}: {said}", claim.said);
        let path = folder.path().join(format!("rules/exercises/{}.toml", claim.exercise));
        let text = fs::read_to_string(path).expect("the exercise");
        for part in claim.written.iter().chain([&format!("\"{}\"", claim.mistake).as_str()]) {
            assert!(text.contains(part), "{}: {part} in\n{text}", claim.said);
        }
    }
    assert_eq!(findings(folder.path()), Vec::<String>::new());
    are_the_meant_rules(folder.path(), claims);
    let laid_out = run(&["fmt", "--check", folder.path().to_str().expect("a plain path")]);
    assert_eq!(code(&laid_out), 0, "{}", out(&laid_out));
}

/// A carry is walked, and the pack had no word for that.
#[test]
fn an_exercise_brings_a_phase_of_its_own() {
    let folder = pack();
    let claim = CLAIMS.iter().find(|claim| claim.exercise == "farmers-carry").expect("the carry");
    let (code, said) = talk(folder.path(), &["mistake"], claim.typed);
    assert_eq!(code, 0, "{said}");
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).expect("a file");
    let (pack, exercise) = (read("rules/pack.toml"), read("rules/exercises/farmers-carry.toml"));
    assert!(pack.contains("[\"setup\", \"walk\", \"put-down\", \"lift\", \"top\", \"lower\"]"), "{pack}");
    for part in claim.written {
        assert!(exercise.contains(part) || read("rules/signs.toml").contains(part), "{part} in {exercise}");
    }
    assert_eq!(findings(folder.path()), Vec::<String>::new());
    are_the_meant_rules(folder.path(), std::slice::from_ref(claim));
    let laid_out = run(&["fmt", "--check", folder.path().to_str().expect("a plain path")]);
    assert_eq!(self::code(&laid_out), 0, "{}", out(&laid_out));
}

/// The sign that shows how signs are written goes only as long as nobody made it their own.
#[test]
fn a_first_sign_that_was_changed_stays() {
    let folder = pack();
    let path = folder.path().join("rules/signs.toml");
    let text = fs::read_to_string(&path).expect("the signs");
    fs::write(&path, text.replace("the bar drifts away", "the bar swings away")).expect("written");
    let (code, said) = talk(folder.path(), &["mistake"], CLAIMS[0].typed);
    assert_eq!(code, 0, "{said}");
    assert!(fs::read_to_string(&path).expect("the signs").contains("the bar swings away"));
}

/// Names with commas, questions in place of a name, phrases that only a part of a sign says.
#[test]
fn what_is_typed_at_the_wrong_place_is_told() {
    let folder = pack();
    let typed = [
        "The elbows flare.",
        "",
        "",
        "Bench dip",
        "",
        "setup, setup",
        "setup, lower, push",
        "Sit",
        "",
        "",
        "how far the elbow bends at the bottom of the dip",
        "new",
        "How far do the elbows point outwards?",
        "elbow flare",
    ];
    let (code, said) = talk(folder.path(), &["mistake"], &typed);
    assert_eq!(code, 1, "{said}");
    let said: String = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in ["`setup` stands in it twice", "That is a question", "(Enter: words)", "elbow-angle"] {
        assert!(said.contains(told), "{told} in {said}");
    }
}

/// What is typed for the first claim, up to the reps.
fn first_claim() -> Vec<&'static str> {
    let typed = CLAIMS[0].typed;
    typed[..typed.len() - 3].to_vec()
}

#[test]
fn a_coach_who_disagrees_with_the_rule_moves_its_limit() {
    let folder = pack();
    // The first rep is at 101 degrees: that is still fine, they say, and then that the limit is 120.
    let again = ["n", "over 120 degrees", "y", "n", "n"];
    let (code, said) = talk(folder.path(), &["mistake"], &[&first_claim()[..], &again].concat());
    assert_eq!(code, 0, "{said}");
    let told: String = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("calls this rep wrong, and you say it is fine"), "{said}");
    assert!(told.contains("about 121 degrees"), "{said}");
    let text = fs::read_to_string(folder.path().join("rules/exercises/lateral-raise.toml")).expect("written");
    assert!(text.contains("{ over = 120 }") && !text.contains("100"), "{text}");
    assert_eq!(findings(folder.path()), Vec::<String>::new());
}

#[test]
fn a_wrong_answer_is_refused_and_back_goes_back() {
    let folder = pack();
    let before = texts(folder.path());
    let (code, said) = talk(
        folder.path(),
        &["mistake"],
        &[
            "back",
            "",
            "The elbows flare.",
            "?",
            "back",
            "",
            "Elbows flared",
            "Not an id",
            "arm-rowing",
            "elbows-flared",
            "Bench dip",
            "",
            "",
            "Sit",
            "",
            "",
            "",
            "elbow",
            "unicycle",
            "99",
            "first-to-move",
            "sideways",
        ],
    );
    assert_eq!(code, 1, "{said}");
    let said: String = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "This is the first question.",
        "Type an answer",
        "People read this name",
        "(Enter: The elbows flare.)",
        "Type `not-an-id`.",
        "`arm-rowing` is taken",
        "No sign says \"unicycle\".",
        "There is no sign of that number here.",
        "It has no value `sideways`",
        "Nothing was written.",
    ] {
        assert!(said.contains(told), "{told} in {said}");
    }
    assert_eq!(texts(folder.path()), before, "the end of input leaves everything as it was");
}

#[test]
fn a_pack_that_can_not_be_tried_is_told() {
    let folder = pack();
    let (code, said) = talk(Path::new("/nowhere/at/all"), &["mistake"], &[""]);
    assert!(code == 2 && said.contains("there is no pack"), "{said}");
    let (code, said) = talk(folder.path(), &["quiz"], &[]);
    assert!(code == 2 && said.contains("needs an id"), "{said}");
    let (code, said) = talk(folder.path(), &["sign", "arm-height"], &[]);
    assert!(code == 2 && said.contains("leave the id out"), "{said}");
    fs::write(folder.path().join("rules/exercises/torn.toml"), "name = \n").expect("written");
    let (code, said) = talk(folder.path(), &["mistake"], &[]);
    assert!(code == 2 && said.contains("can't be tried beside them"), "{said}");
}

#[test]
fn an_exercise_and_a_sign_are_made_by_themselves() {
    let folder = pack();
    let (code, said) =
        talk(folder.path(), &["exercise"], &["Face pull", "", "", "Hang the rope high", "Pull", "", ""]);
    assert_eq!(code, 0, "{said}");
    assert!(folder.path().join("rules/exercises/face-pull.toml").is_file());
    let sign = [
        "rope height",
        "number",
        "",
        "How high is the rope?",
        "setup",
        "0 to 250 cm",
        "10",
        "the rope is N cm high",
    ];
    let (code, said) = talk(folder.path(), &["sign"], &sign);
    assert_eq!(code, 0, "{said}");
    let text = fs::read_to_string(folder.path().join("rules/signs.toml")).expect("the signs");
    assert!(text.contains("[rope-height]\n") && text.contains("the rope is {value} cm high"), "{text}");
}

#[test]
fn ctrl_c_leaves_nothing_half_written() {
    let folder = pack();
    let before = texts(folder.path());
    let dir = folder.path().to_str().expect("a plain path");
    let mut terminal = Terminal::start(&["new", "mistake", "--plain", "--dir", dir], &[], (80, 24));
    terminal.hear("\n> ", 1);
    terminal.send("The elbows flare.\r");
    terminal.hear("\n> ", 2);
    terminal.send("\u{3}");
    let (code, said) = terminal.end();
    assert_eq!(code, 130, "{said}");
    assert!(said.contains("Nothing was written."), "{said}");
    assert_eq!(texts(folder.path()), before);
}

#[test]
fn in_the_full_screen_a_question_has_a_page() {
    let folder = pack();
    let before = texts(folder.path());
    let dir = folder.path().to_str().expect("a plain path");
    let mut terminal = Terminal::start(&["new", "mistake", "--dir", dir], &[("NO_COLOR", "1")], (80, 24));
    let screen = terminal.see(&["What goes wrong?"]);
    assert!(
        screen.contains("A new mistake in the pack my-claims") && screen.contains("Esc back"),
        "{screen}"
    );
    terminal.send("The elbows flare.\r");
    let screen = terminal.see(&["What do you call it?"]);
    assert!(screen.contains("Enter: Elbows flare") && !screen.contains("What goes wrong?"), "{screen}");
    terminal.send("?\r");
    terminal.see(&["People read this name"]);
    terminal.send("\u{1b}");
    terminal.see(&["Enter: The elbows flare."]);
    terminal.send("\r");
    terminal.see(&["What do you call it?"]);
    terminal.send("\u{3}");
    let (code, raw) = terminal.end();
    assert_eq!(code, 130);
    assert!(is_given_back(&raw).contains("Nothing was written."));
    assert_eq!(texts(folder.path()), before);
}
