//! Two packs by people who don't know each other, with the same ids for everything: they load together, and whatever is
//! written down says which of them is meant.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use crate::common::copy;
use crate::common::exams::{Gym, first};
use crate::common::lines::{Talk, pick};
use crate::common::packs;
use crate::common::program::{Test, code, err, lines, out};
use formcheck::app::{RunSettings, open_for};
use formcheck_core::day::{Day, Moment};
use formcheck_core::quiz::{OptionId, Response, Seed, Skill, prove_item};
use formcheck_exam::{Forms, exam_named};
use formcheck_study::{Answered, Log, ProfileDir, Selection, Seq, StudyEvent};
use serde_json::{Value, json};

const NOW: &str = "2026-11-03T18:00";

const EXAM: &str = "title = \"First exam\"\nabout = \"Two rows.\"\npass = 50\nfeedback = \"end\"\n\n[exam]\n\n\
    [[section]]\ntitle = \"See it\"\ndraw = 3\nkinds = [\"spot\"]\n";

/// Two folders, `north` and `south`: the two rows of `tests/packs`, each with an exam. In the south other words are said.
struct Strangers {
    folder: tempfile::TempDir,
}

impl Strangers {
    fn new() -> Strangers {
        let strangers = Strangers { folder: tempfile::tempdir().expect("a folder") };
        for name in ["north", "south"] {
            copy(&packs::folder("two-rows"), &strangers.pack(name));
            strangers.edit(name, "rules/pack.toml", "name = \"two-rows\"", &format!("name = \"{name}\""));
            fs::write(strangers.pack(name).join("quizzes/first-exam.toml"), EXAM).expect("written");
        }
        strangers.edit(
            "south",
            "rules/mistakes/pulling.toml",
            "Start with the blades.",
            "Squeeze, then pull.",
        );
        strangers.edit(
            "south",
            "rules/exercises/plain-row.toml",
            "name = \"Plain row\"",
            "name = \"Southern row\"",
        );
        strangers
    }

    fn pack(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn edit(&self, pack: &str, file: &str, from: &str, to: &str) {
        let path = self.pack(pack).join(file);
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(path, text.replace(from, to)).expect("written");
    }

    /// A pack that uses both, with a row that lists this mistake and looks at this sign, as a file names them.
    fn third(&self, mistake: &str, sign: &str) {
        let about = "format = 2\nname = \"third\"\ntitle = \"Third\"\nversion = \"1.0.0\"\nlicence = \"CC0-1.0\"\n\
            authors = [\"A\"]\nlang = \"en\"\nphases = [\"pull\"]\nuses = [\"north\", \"south\"]\n";
        let row = format!(
            "name = \"Third row\"\nsources = [\"north/own-notes\"]\nmistakes = [\"{mistake}\"]\n\n\
             [[step]]\ndo = \"Pull\"\nphase = \"pull\"\n\n[good]\n{sign} = \"blades\"\n"
        );
        let exercises = self.pack("third").join("rules/exercises");
        fs::create_dir_all(&exercises).expect("a folder");
        fs::write(self.pack("third").join("rules/pack.toml"), about).expect("written");
        fs::write(exercises.join("third-row.toml"), row).expect("written");
    }

    /// The program with both packs, and no other.
    fn test(&self, args: &[&str]) -> Test {
        let both = ["--no-built-in", "--pack", "north", "--pack", "south"];
        let data = self.folder.path().join("data");
        Test::new(&[args, &both].concat()).inside(self.folder.path()).history(&data, NOW)
    }

    fn run(&self, args: &[&str]) -> Output {
        self.test(args).run()
    }

    fn ends(&self, with: i32, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(code(&output), with, "{args:?}\n{}\n{}", out(&output), err(&output));
        out(&output)
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.ends(0, &[args, &["--json"]].concat())).expect("JSON")
    }

    /// The events of the history, in order.
    fn events(&self) -> Vec<Value> {
        let data = self.folder.path().join("data");
        let told = Test::new(&["data", "export"]).history(&data, NOW).result();
        told.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    fn settings(&self, names: &[&str]) -> RunSettings {
        let packs = names.iter().map(|name| self.pack(name)).collect();
        RunSettings { packs, no_built_in: true, ..RunSettings::default() }
    }
}

/// Every text of a JSON value that is one of these ids without its pack.
fn without_pack(value: &Value, found: &mut BTreeSet<String>) {
    const IDS: [&str; 7] =
        ["plain-row", "strict-row", "arm-rowing", "big-swing", "torso-angle", "momentum", "first-quiz"];
    match value {
        Value::String(text) if IDS.contains(&text.as_str()) => drop(found.insert(text.clone())),
        Value::Array(all) => all.iter().for_each(|one| without_pack(one, found)),
        Value::Object(all) => all.iter().for_each(|(key, one)| {
            if IDS.contains(&key.as_str()) {
                found.insert(key.clone());
            }
            without_pack(one, found);
        }),
        _ => {}
    }
}

fn all_are_whole(value: &Value) {
    let mut found = BTreeSet::new();
    without_pack(value, &mut found);
    assert!(found.is_empty(), "{found:?} without their pack in {value}");
}

#[test]
fn each_is_found_by_its_whole_name_and_a_plain_one_is_asked_about() {
    let both = Strangers::new();
    let listed = both.ends(0, &["list", "exercises"]);
    for whole in ["north/plain-row", "south/plain-row", "north/strict-row", "south/strict-row"] {
        assert!(listed.contains(whole), "{listed}");
    }
    all_are_whole(&both.json(&["list"]));
    for (args, both_named) in [
        (&["show", "arm-rowing"][..], "`arm-rowing` could mean `north/arm-rowing` or `south/arm-rowing`"),
        (
            &["check", "plain-row", "momentum=big"],
            "`plain-row` could mean `north/plain-row` or `south/plain-row`",
        ),
        (&["quiz", "first-quiz"], "`first-quiz` could mean `north/first-quiz` or `south/first-quiz`"),
        (&["study", "strict-row"], "`strict-row` could mean `north/strict-row` or `south/strict-row`"),
        (&["export", "json", "plain-row"], "`plain-row` could mean `north/plain-row` or `south/plain-row`"),
    ] {
        let output = both.run(args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(err(&output).contains(both_named), "{}", err(&output));
    }
    // A name that one of them alone has is enough.
    assert!(both.ends(0, &["show", "Southern row"]).contains("Southern row"));
    assert!(both.ends(0, &["show", "south/arm-rowing"]).contains("Squeeze, then pull."));
    assert!(both.ends(0, &["show", "north/arm-rowing"]).contains("Start with the blades."));
    let shown = both.json(&["show", "south/plain-row"]);
    assert_eq!(shown["id"], "south/plain-row");
    all_are_whole(&shown);
}

#[test]
fn a_rep_is_judged_by_the_exercise_that_is_named() {
    let both = Strangers::new();
    let judged = both.json(&["check", "north/plain-row", "momentum=big"]);
    assert_eq!(judged["exercise"], "north/plain-row");
    assert_eq!(judged["certain"][0]["id"], "north/big-swing");
    all_are_whole(&judged);
    // What it doesn't look at is of the other pack.
    let judged = both.json(&["check", "south/plain-row", "south/momentum=big"]);
    assert_eq!(judged["certain"][0]["id"], "south/big-swing");
    let output = both.run(&["check", "south/plain-row", "north/momentum=big"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("Southern row does not look at `north/momentum`"), "{}", err(&output));
    let reps = "{\"exercise\":\"south/plain-row\",\"signs\":{\"momentum\":\"big\"}}\n{\"exercise\":\"plain-row\",\"signs\":{}}\n";
    let batch = both.test(&["check", "--from", "-"]).input(reps).run();
    let answers = lines(&batch);
    assert_eq!(answers[0]["certain"], json!(["south/big-swing"]), "{}", err(&batch));
    assert!(answers[1]["error"].as_str().expect("an error").contains("north/plain-row"), "{}", answers[1]);
}

#[test]
fn histories_are_kept_apart() {
    let both = Strangers::new();
    let args = ["quiz", "north/first-quiz", "--jsonl", "--seed", "1", "--no-built-in", "--pack"];
    let (north, south) = (both.pack("north"), both.pack("south"));
    let packs =
        [north.to_string_lossy().into_owned(), "--pack".to_owned(), south.to_string_lossy().into_owned()];
    let args: Vec<&str> = args.into_iter().chain(packs.iter().map(String::as_str)).collect();
    let said = Talk::start(&args, &both.folder.path().join("data"), NOW).play(|item| pick(item, 1));
    all_are_whole(&json!(said));
    let events = both.events();
    let answered: Vec<&Value> = events.iter().filter(|event| event["event"] == "answered").collect();
    assert_eq!(answered.len(), 3);
    for answer in &answered {
        let skill = answer["skill"].as_str().expect("a skill");
        assert!(skill.starts_with("north:"), "{skill}");
    }
    all_are_whole(&json!(events));
    let stats = both.json(&["stats"]);
    all_are_whole(&stats);
    let text = stats.to_string();
    assert!(text.contains("north/"), "{text}");
    // Nothing was asked of the other pack, though its ids are the same.
    let alone = Test::new(&["stats", "--json", "--no-built-in", "--pack", "south"]);
    let alone = alone.inside(both.folder.path()).history(&both.folder.path().join("data"), NOW).result();
    let alone: Value = serde_json::from_str(&alone).expect("JSON");
    let rows = alone["mastery"].as_array().cloned().unwrap_or_default();
    let of_south =
        rows.iter().filter(|row| row["exercise"].as_str().is_some_and(|id| id.starts_with("south/")));
    for row in of_south {
        assert!(row["seen"].as_u64().unwrap_or(0) == 0, "{row}");
    }
}

fn answered(skill: &str, shown: i64) -> StudyEvent {
    StudyEvent::Answered(Box::new(Answered {
        session: Seq(1),
        shown: Seq(shown),
        skill: Skill(skill.to_owned()),
        kind: "spot".to_owned(),
        answer: Response::One(OptionId::new("a")),
        certainty: None,
        ms: 1_000,
        marks: 1.0,
        right: true,
        schedules: true,
        again: false,
        by_eye: false,
        hint: false,
        trials: Vec::new(),
        sighting: None,
    }))
}

/// Before packs had names of their own, plain ids were written down.
#[test]
fn an_old_history_is_read_on_where_one_pack_has_the_id() {
    let both = Strangers::new();
    let data = both.folder.path().join("data");
    let place = ProfileDir::new(&data, "me").expect("a name");
    let mut log = Log::open(&place).expect("it opens");
    let moment = Moment { at: 1_793_000_000_000, day: Day(20_752) };
    let chosen = Selection { exercises: vec!["plain-row".to_owned()], equipment: Vec::new() };
    log.append(moment, &StudyEvent::Selected(chosen)).expect("kept");
    // What is built in keeps its history, whoever else has the id.
    for (shown, skill) in (100..).zip(["plain-row/too-upright", "what-leads", "seal-row/arm-rowing"]) {
        log.append(moment, &answered(skill, shown)).expect("kept");
    }
    drop(log);
    let study = |packs: &[&str]| {
        let args = [&["study", "--jsonl", "--items", "1", "--no-built-in"], packs].concat();
        let args: Vec<String> = args
            .iter()
            .map(|arg| match *arg {
                name @ ("north" | "south") => both.pack(name).to_string_lossy().into_owned(),
                other => other.to_owned(),
            })
            .collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        Talk::start(&args, &data, NOW).play(|item| pick(item, 1))
    };
    let renamed = || -> Vec<(String, String)> {
        let text = |event: &Value, key: &str| event[key].as_str().unwrap_or_default().to_owned();
        let events = both.events();
        let renamed = events.iter().filter(|event| event["event"] == "renamed");
        renamed.map(|event| (text(event, "from"), text(event, "to"))).collect()
    };
    // With both of them it could be either's: it is left alone.
    study(&["--pack", "north", "--pack", "south"]);
    assert_eq!(renamed(), []);
    study(&["--pack", "south"]);
    let pair = |id: &str| (id.to_owned(), format!("south/{id}"));
    assert_eq!(renamed(), [pair("plain-row"), pair("too-upright"), pair("what-leads")]);
    let log = Log::open(&place).expect("it opens");
    let skills: Vec<&str> = log.skills().keys().map(Skill::as_str).collect();
    for skill in ["south:plain-row/south:too-upright", "south:what-leads", "seal-row/arm-rowing"] {
        assert!(skills.contains(&skill), "{skills:?}");
    }
}

#[test]
fn an_exam_says_whose_it_is_and_verifies_beside_the_other() {
    let both = Strangers::new();
    let gym = Gym::beside(&[both.pack("north"), both.pack("south")]);
    let told = gym.ends(2, &["exam", "issue", "first-exam", "--candidate", "t-07"]);
    assert!(told.contains("`first-exam` could mean `north/first-exam` or `south/first-exam`"), "{told}");
    let stem = gym.issue("south/first-exam", "t-07", &[]);
    assert!(!stem.contains('/'), "{stem}");
    gym.sit(&stem, |item| json!({"answer": first(item)}));
    let graded = gym.run(&["exam", "grade", &format!("{stem}.paper.json")]);
    assert!(matches!(graded.status.code(), Some(0 | 1)), "{}", err(&graded));
    let record: Value = serde_json::from_str(&gym.text(&format!("{stem}.record.json"))).expect("JSON");
    let text = record.to_string();
    assert!(text.contains("south/first-exam") && !text.contains("north/"), "{text}");
    let key = gym.public_key();
    let verify =
        ["exam", "verify", &format!("{stem}.record.json"), "--key", &key.to_string_lossy(), "--json"];
    let checks: Value =
        serde_json::from_str(gym.ends(0, &verify).lines().next().expect("a line")).expect("JSON");
    assert_eq!(checks["verified"], true, "{checks}");
}

/// A paper of a time before packs had names of their own is drawn again with the plain ids that stand in it.
#[test]
fn an_old_paper_is_drawn_again_as_it_was() {
    let both = Strangers::new();
    let settings = both.settings(&["north"]);
    let old = open_for(&[], "first-exam", &settings).unwrap_or_else(|_| panic!("it opens"));
    let new = open_for(&[], "north/first-exam", &settings).unwrap_or_else(|_| panic!("it opens"));
    for (book, is_plain) in [(&old, true), (&new, false)] {
        let quiz = exam_named(book, "first-exam").expect("an exam");
        let form = Forms::new(book, quiz).expect("forms").form(Seed(3)).expect("a form");
        for placed in &form.items {
            prove_item(book, &placed.item).unwrap_or_else(|why| panic!("{why}"));
            let text = serde_json::to_string(&placed.item).expect("JSON");
            assert_eq!(text.contains("north"), !is_plain, "{text}");
        }
    }
}

#[test]
fn exports_name_each_question_and_mistake_by_its_pack() {
    let both = Strangers::new();
    let exported = both.ends(0, &["export", "json", "--seed", "1"]);
    let bank: Value = serde_json::from_str(&exported).expect("JSON");
    all_are_whole(&bank);
    assert!(exported.contains("north:plain-row/north:big-swing") && exported.contains("south:plain-row/"));
    let cards = both.ends(0, &["export", "anki", "--seed", "1"]);
    let guids: Vec<&str> = cards
        .lines()
        .filter(|line| line.contains("formcheck:"))
        .filter_map(|line| line.split('\t').next())
        .filter(|guid| guid.starts_with("formcheck:"))
        .collect();
    let unlike: BTreeSet<&str> = guids.iter().copied().collect();
    assert!(guids.len() > 20 && unlike.len() == guids.len(), "{guids:?}");
    // Its name hangs on what it asks about, not on its kind.
    assert!(guids.contains(&"formcheck:north:plain-row/reps:1"), "{guids:?}");
    let rows = both.ends(0, &["export", "csv", "mistakes"]);
    assert!(rows.contains("north/plain-row,north/arm-rowing") || rows.contains("north/arm-rowing"), "{rows}");
    assert!(rows.contains("south/arm-rowing"), "{rows}");
}

#[test]
fn each_is_checked_and_compared_beside_the_other() {
    let both = Strangers::new();
    for (own, other) in [("north", "south"), ("south", "north")] {
        let lint = Test::new(&["lint", own, "--pack", other, "--no-built-in"]);
        let output = lint.inside(both.folder.path()).run();
        assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
        assert!(!out(&output).contains("doubled-sign"), "{}", out(&output));
    }
    copy(&both.pack("north"), &both.pack("newer"));
    both.edit("newer", "rules/mistakes/pulling.toml", "Pull until the weight arrives.", "Finish the pull.");
    let diff = Test::new(&["diff", "north", "newer", "--pack", "south", "--no-built-in", "--json"]);
    let diff: Value = serde_json::from_str(&diff.inside(both.folder.path()).result()).expect("JSON");
    assert_eq!(diff["text_only"][0]["id"], "north/stops-short", "{diff}");
}

#[test]
fn a_message_says_which_folder_it_is_about() {
    let both = Strangers::new();
    for name in ["north", "south"] {
        both.edit(name, "rules/signs.toml", "phase = \"top\"", "phase = \"tip\"");
    }
    let output = both.run(&["list"]);
    assert_eq!(code(&output), 2);
    for path in ["north/rules/signs.toml", "south/rules/signs.toml"] {
        assert!(err(&output).contains(path), "{}", err(&output));
    }
    let lint = Test::new(&["lint", "north", "south", "--no-built-in"]).inside(both.folder.path()).run();
    for path in ["north/rules/signs.toml", "south/rules/signs.toml"] {
        assert!(out(&lint).contains(path), "{}", out(&lint));
    }
}

#[test]
fn two_packs_of_one_name_are_one_message() {
    let both = Strangers::new();
    both.edit("south", "rules/pack.toml", "name = \"south\"", "name = \"north\"");
    let output = both.run(&["list"]);
    assert_eq!(code(&output), 2);
    let told = err(&output);
    assert!(told.contains("two packs are called `north`") && told.contains("1 error"), "{told}");
    assert!(told.contains("north/rules/pack.toml") && told.contains("south/rules/pack.toml"), "{told}");
}

/// Signs are shared on purpose: whoever writes a rule finds what there is, in whatever pack.
#[test]
fn signs_are_found_by_their_words_in_all_packs() {
    let both = Strangers::new();
    let found = both.ends(0, &["list", "signs", "body helping"]);
    assert!(found.contains("north/momentum") && found.contains("south/momentum"), "{found}");
    assert!(!found.contains("torso-angle"), "{found}");
    // In the folder of a pack that uses none of the built-in ones, too.
    let here = Test::new(&["list", "signs", "shoulder blade"]).inside(&both.pack("north")).run();
    let found = out(&here);
    assert!(found.contains("(mid-back)") && found.contains("(north)"), "{found}{}", err(&here));
    // A whole phrase stands nowhere: what has most of it is shown, and says so.
    let most = both.ends(0, &["list", "signs", "how far the torso unicycles"]);
    assert!(most.starts_with("Nothing has all of these words.") && most.contains("torso-angle"), "{most}");
    let none = both.run(&["list", "signs", "unicycle wheel"]);
    assert_eq!(code(&none), 2);
    assert!(err(&none).contains("no signs have any of the words \"unicycle wheel\""), "{}", err(&none));
}

/// A pack of its own that knows of the other two: the file of the rule says which is meant.
#[test]
fn a_pack_that_uses_both_says_which_it_means() {
    let both = Strangers::new();
    both.third("arm-rowing", "first-to-move");
    let lint = || {
        let all = ["lint", "third", "--pack", "north", "--pack", "south", "--no-built-in"];
        Test::new(&all).inside(both.folder.path()).run()
    };
    let told = out(&lint());
    for name in ["arm-rowing", "first-to-move"] {
        assert!(told.contains(&format!("`{name}` could mean `north/{name}` or `south/{name}`")), "{told}");
    }
    both.third("south/arm-rowing", "\"south/first-to-move\"");
    let output = lint();
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    let args = ["check", "third-row", "first-to-move=elbows", "--json", "--no-built-in"];
    let args = [&args[..], &["--pack", "north", "--pack", "south", "--pack", "third"]].concat();
    let judged: Value =
        serde_json::from_str(&Test::new(&args).inside(both.folder.path()).result()).expect("JSON");
    assert_eq!(judged["certain"][0]["id"], "south/arm-rowing", "{judged}");
}

/// Whoever makes a rule in a talk is shown the signs of both, and the file says whose was taken.
#[test]
fn a_new_mistake_takes_a_sign_of_either() {
    let both = Strangers::new();
    both.third("south/arm-rowing", "\"south/first-to-move\"");
    let packs = ["--dir", "third", "--pack", "north", "--pack", "south", "--no-built-in", "--plain"];
    let said = [
        "The body swings too far",
        "",
        "",
        "1",
        "north/momentum",
        "big",
        "yes",
        "no",
        "medium",
        "",
        "The swing does the work of the back.",
        "Stand still",
        "Stand still and pull with the back.",
        "",
        "own",
        "",
        "y",
        "n",
    ];
    let talk = Test::new(&[&["new", "mistake"], &packs[..]].concat()).inside(both.folder.path());
    let output = talk.input(format!("{}\n", said.join("\n"))).run();
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    let told = out(&output);
    for sign in ["1. How much does the body help? (north/momentum)", "(south/momentum)"] {
        assert!(told.contains(sign), "{told}");
    }
    let text = fs::read_to_string(both.pack("third").join("rules/exercises/third-row.toml")).expect("a file");
    assert!(text.contains("when = { \"north/momentum\" = \"big\" }"), "{text}");
    let args = ["check", "third-row", "north/momentum=big", "--rest-good", "--json", "--no-built-in"];
    let args = [&args[..], &["--pack", "north", "--pack", "south", "--pack", "third"]].concat();
    let judged: Value =
        serde_json::from_str(&Test::new(&args).inside(both.folder.path()).result()).expect("JSON");
    assert_eq!(judged["certain"][0]["id"], "third/body-swings-too-far", "{judged}");
}
