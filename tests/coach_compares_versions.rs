//! A coach edits a pack and asks what the change means: for themselves, for a script, for a reviewer. Each test runs the
//! real program on two copies of a small pack.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::copy;
use crate::common::program::Test;

const PULLING: &str = "rules/mistakes/pulling.toml";
const PLAIN_ROW: &str = "rules/exercises/plain-row.toml";
const STRICT_ROW: &str = "rules/exercises/strict-row.toml";
const SIGNS: &str = "rules/signs.toml";
const QUIZ: &str = "quizzes/first-quiz.toml";

/// Two copies of a pack in a folder of their own: `old` and `new`.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/two-rows");
        copy(&pack, &folder.path().join("old"));
        copy(&pack, &folder.path().join("new"));
        Desk { folder }
    }

    /// Replaces text that is there in a file of the new version.
    fn edit(self, file: &str, from: &str, to: &str) -> Desk {
        let path = self.folder.path().join("new").join(file);
        let text = std::fs::read_to_string(&path).expect("a file of the pack");
        assert!(text.contains(from), "{file} has {from}");
        std::fs::write(path, text.replacen(from, to, 1)).expect("written");
        self
    }

    fn run(&self, args: &[&str]) -> Output {
        run_in(self.folder.path(), args)
    }

    fn human(&self) -> String {
        done(&self.run(&["diff", "old", "new"]))
    }

    fn counted(&self) -> String {
        done(&self.run(&["diff", "old", "new", "--counts"]))
    }

    fn json(&self) -> Value {
        serde_json::from_str(&done(&self.run(&["diff", "old", "new", "--json"]))).expect("JSON")
    }

    /// What became of a mistake in an exercise.
    fn mistake(&self, exercise: &str, mistake: &str) -> Value {
        let all = self.json();
        let exercise = named(&all["exercises"], exercise).unwrap_or_else(|| panic!("{all}"));
        named(&exercise["mistakes"], mistake).unwrap_or_else(|| panic!("{all}")).clone()
    }
}

fn named<'a>(list: &'a Value, id: &str) -> Option<&'a Value> {
    let is_it = |one: &&Value| one["id"].as_str().is_some_and(|whole| whole.rsplit('/').next() == Some(id));
    list.as_array()?.iter().find(is_it)
}

fn run_in(folder: &Path, args: &[&str]) -> Output {
    Test::new(args).inside(folder).run()
}

fn done(output: &Output) -> String {
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*err), (Some(0), ""), "{output:?}");
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// What went wrong, for a run that could not.
fn complaint(output: &Output) -> String {
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{output:?}");
    String::from_utf8(output.stderr.clone()).expect("text")
}

#[test]
fn the_same_pack_has_no_change() {
    let desk = Desk::new();
    assert_eq!(desk.human(), "No change in meaning.\n");
    assert_eq!(desk.json(), json!({"renamed": [], "exercises": [], "quizzes": [], "text_only": []}));
}

#[test]
fn a_widened_mistake_is_counted_and_shown() {
    let desk = Desk::new().edit(
        PULLING,
        "when = { first-to-move = \"elbows\" }",
        "when = [{ first-to-move = \"elbows\" }, { end = \"short\", momentum = \"slight\" }]",
    );
    // 2 stages, 91 angles, the blades first, slight momentum, a short end.
    let found = desk.mistake("plain-row", "arm-rowing");
    assert_eq!(found["change"], "widened");
    assert_eq!((&found["now_fires"], &found["no_longer_fires"]), (&json!("182"), &json!("0")));
    assert_eq!(
        found["witness"],
        json!({"two-rows/stage": "early", "two-rows/torso-angle": 0, "two-rows/first-to-move": "blades",
            "two-rows/momentum": "slight", "two-rows/end": "short"})
    );
    assert_eq!(found["was"], json!({"verdict": "mistakes", "mistakes": ["two-rows/stops-short"]}));
    assert_eq!(
        found["now"],
        json!({"verdict": "mistakes", "mistakes": ["two-rows/arm-rowing", "two-rows/stops-short"]})
    );
    // The other row does not observe the angle.
    assert_eq!(desk.mistake("strict-row", "arm-rowing")["now_fires"], "2");
    let all = desk.json();
    let row = named(&all["exercises"], "plain-row").expect("it changed");
    assert_eq!((&row["space"], &row["judged_differently"]), (&json!("2184"), &json!("182")));
    assert_eq!(row["differs_among"]["reps"], "182");
    let human = desk.human();
    let clause =
        "in which the shoulder blades move first, and the body helps a little, and the pull stops short";
    assert!(!human.contains("182"), "counts are behind a flag: {human}");
    let flat = human.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains(&format!("arm-rowing: widened: fires now in every rep {clause}")), "{human}");
    let counted = desk.counted();
    let flat = counted.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("every rep is judged differently (182 of 2,184)."), "{counted}");
    assert!(flat.contains(&format!("fires now in every rep {clause} (182)")), "{counted}");
    assert!(
        human.contains("such as first-to-move = blades, momentum = slight, end = short\n      before: stops-short; now: arm-rowing, stops-short"),
        "{human}"
    );
}

#[test]
fn a_witness_can_be_checked_as_it_is() {
    let desk = Desk::new().edit(PLAIN_ROW, "{ over = 45 }", "{ over = 40 }");
    let found = desk.mistake("plain-row", "too-upright");
    let line = json!({"exercise": "plain-row", "signs": found["witness"]}).to_string();
    std::fs::write(desk.folder.path().join("rep.jsonl"), line).expect("written");
    let checked = |pack: &str| {
        let args = ["check", "--from", "rep.jsonl", "--no-built-in", "--pack", pack];
        let output = desk.run(&args);
        serde_json::from_slice::<Value>(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
    };
    assert_eq!(checked("old")["certain"], json!([]));
    // The new pack calls a clean rep a mistake, which only lint may say: the verdict comes from the comparison.
    assert_eq!(found["now"]["mistakes"], json!(["two-rows/too-upright"]));
    assert_eq!(found["witness"]["two-rows/torso-angle"], 41);
}

#[test]
fn a_narrowed_mistake_leaves_reps_that_no_rule_speaks_on() {
    let desk = Desk::new().edit(PLAIN_ROW, "{ over = 45 }", "{ over = 60 }");
    let found = desk.mistake("plain-row", "too-upright");
    assert_eq!(found["change"], "narrowed");
    // 15 angles, 2 stages, 2 first to move, 3 momenta, 2 ends.
    assert_eq!((&found["now_fires"], &found["no_longer_fires"]), (&json!("0"), &json!("360")));
    assert_eq!(found["witness"]["two-rows/torso-angle"], 46);
    assert_eq!(found["now"], json!({"verdict": "gap", "mistakes": []}));
    assert!(
        desk.human().contains("before: too-upright; now: nobody has said what it is"),
        "{}",
        desk.human()
    );
}

#[test]
fn a_share_is_told_as_a_coach_says_it() {
    // The rule asks for two things now: of the reps that it left, the words say which, and how many of the others stayed.
    let desk = Desk::new().edit(
        PULLING,
        "when = { momentum = \"big\" }",
        "when = [{ momentum = \"big\", end = \"short\" }, { momentum = \"big\", torso-angle = { over = 60 } }]",
    );
    let human = desk.human().split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "big-swing: narrowed: fires no longer in every rep in which the torso sits at most 60 degrees above horizontal, \
                and the body swings, and the pull arrives";
    assert!(human.contains(told), "{human}");
    // Two ways to come to it: no condition fits both closely, and the share is of what they have in common.
    let desk = Desk::new().edit(
        PULLING,
        "when = { momentum = \"big\" }",
        "when = [{ momentum = \"big\" }, { momentum = \"slight\", end = \"short\", first-to-move = \"elbows\" }, \
         { momentum = \"slight\", end = \"full\", first-to-move = \"blades\" }]",
    );
    let human = desk.human().split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "big-swing: widened: fires now in half of the reps in which the body helps a little";
    assert!(human.contains(told), "{human}");
    let found = desk.mistake("plain-row", "big-swing");
    assert_eq!(
        found["now_fires_among"],
        json!({"conditions": [{"sign": "two-rows/momentum", "values": ["slight"]}], "reps": "728"})
    );
    assert_eq!((&found["now_fires"], &found["no_longer_fires_among"]), (&json!("364"), &Value::Null));
}

#[test]
fn what_says_its_former_id_is_told_as_renamed() {
    let renamed = || {
        let mut desk = Desk::new();
        for (was, id) in [("stops-short", "ends-early"), ("momentum", "body-help")] {
            let files = [PULLING, PLAIN_ROW, STRICT_ROW, SIGNS, QUIZ];
            for file in files {
                let path = desk.folder.path().join("new").join(file);
                let text = std::fs::read_to_string(&path).expect("a file of the pack");
                std::fs::write(path, text.replace(was, id)).expect("written");
            }
            let (file, header) = if was == "momentum" {
                (SIGNS, "ask = \"How much")
            } else {
                (PULLING, "cue = \"All the way\"")
            };
            desk = desk.edit(file, header, &format!("was = [\"{was}\"]\n{header}"));
        }
        desk
    };
    assert_eq!(
        renamed().human(),
        "No change in meaning.\n  sign momentum: called body-help now\n  mistake stops-short: called ends-early now\n"
    );
    let all = renamed().json();
    assert_eq!(
        all["renamed"][1],
        json!({"kind": "mistake", "was": "two-rows/stops-short", "id": "two-rows/ends-early"})
    );
    assert_eq!((&all["exercises"], &all["text_only"]), (&json!([]), &json!([])));
    let markdown = done(&renamed().run(&["diff", "old", "new", "--format", "markdown"]));
    assert!(markdown.contains("- mistake `stops-short`: called `ends-early` now\n"), "{markdown}");
    // What else changed is told of the thing under its new id, against what it was.
    let desk = renamed().edit(
        PULLING,
        "when = { end = \"short\" }",
        "when = { end = \"short\", body-help = \"none\" }",
    );
    let found = desk.mistake("plain-row", "ends-early");
    assert_eq!((&found["change"], &found["no_longer_fires"]), (&json!("narrowed"), &json!("728")));
    // An exercise too; one that doesn't say so came and went.
    let files = |desk: &Desk| {
        let at = |name: &str| desk.folder.path().join("new/rules/exercises").join(name);
        std::fs::rename(at("strict-row.toml"), at("tight-row.toml")).expect("renamed");
    };
    let desk = Desk::new().edit(STRICT_ROW, "tags = ", "was = [\"strict-row\"]\ntags = ");
    files(&desk);
    assert_eq!(desk.human(), "No change in meaning.\n  exercise strict-row: called tight-row now\n");
    let desk = Desk::new();
    files(&desk);
    assert_eq!(desk.json()["renamed"], json!([]));
    assert!(desk.human().contains("(strict-row): removed"), "{}", desk.human());
}

#[test]
fn a_moved_mistake_has_a_rep_for_each_way() {
    let desk = Desk::new().edit(PULLING, "when = { momentum = \"big\" }", "when = { momentum = \"slight\" }");
    let found = desk.mistake("plain-row", "big-swing");
    assert_eq!(found["change"], "moved");
    assert_eq!((&found["now_fires"], &found["no_longer_fires"]), (&json!("728"), &json!("728")));
    assert_eq!(found["witness"]["two-rows/momentum"], "slight");
    assert_eq!(found["was"]["verdict"], "tolerated");
    assert_eq!(found["witness_no_longer"]["two-rows/momentum"], "big");
}

#[test]
fn a_new_sign_is_free_in_the_old_version() {
    let sign = "[grip]\nask = \"How is the grip?\"\nphase = \"setup\"\nusually = \"over\"\n[grip.values]\nover = \"the grip is overhand\"\nunder = \"the grip is underhand\"\n\n[end]";
    let desk = Desk::new().edit(SIGNS, "[end]", sign).edit(
        PULLING,
        "when = { end = \"short\" }",
        "when = { end = \"short\", grip = \"under\" }",
    );
    let found = desk.mistake("strict-row", "stops-short");
    // 2 stages, 2 first to move, 3 momenta, and the overhand grip with which it no longer fires.
    assert_eq!((&found["change"], &found["no_longer_fires"]), (&json!("narrowed"), &json!("12")));
    assert_eq!(found["witness"]["two-rows/grip"], "over");
    let all = desk.json();
    let row = named(&all["exercises"], "strict-row").expect("it changed");
    assert_eq!(row["space"], "48");
    assert_eq!(row["signs"], json!([{"id": "two-rows/grip", "change": "added", "now_good": ["over"]}]));
    // With the pull arriving, an underhand grip was clean and is a gap now; that is 2 stages of clean reps. With it
    // short and the grip overhand, nothing speaks any more, whatever the rest.
    assert_eq!(row["judged_differently"], "14");
}

#[test]
fn a_new_value_counts_where_a_rule_takes_it_in() {
    let desk = Desk::new()
        .edit(SIGNS, "big = \"the body swings\"", "big = \"the body swings\"\nhuge = \"the body flies\"")
        .edit(PULLING, "when = { momentum = \"big\" }", "when = { momentum = [\"big\", \"huge\"] }");
    let found = desk.mistake("plain-row", "big-swing");
    assert_eq!((&found["change"], &found["now_fires"]), (&json!("widened"), &json!("728")));
    assert_eq!(found["witness"]["two-rows/momentum"], "huge");
    assert_eq!(found["was"], Value::Null, "the old pack knows no such value");
    let human = desk.human();
    assert!(human.contains("momentum: new: huge"), "{human}");
    assert!(human.contains("before: a value of it is not known; now: big-swing"), "{human}");
    // The strict row has the value too, and no rule for it: that is no mistake that changed.
    let all = desk.json();
    assert_eq!(all["text_only"], json!([]));
    let strict = named(&all["exercises"], "strict-row").expect("its sign changed");
    assert_eq!(strict["mistakes"], json!([]));
    assert_eq!(
        strict["signs"],
        json!([{"id": "two-rows/momentum", "change": "changed", "new_values": ["huge"]}])
    );
}

#[test]
fn what_is_rewritten_or_reordered_is_no_change() {
    let desk = Desk::new()
        .edit(PULLING, "when = { momentum = \"big\" }", "when = { momentum = { not = [\"slight\", \"none\"] } }")
        .edit(PULLING, "when = { first-to-move = \"elbows\" }", "when = [{ first-to-move = \"elbows\", end = \"short\" }, { end = \"full\", first-to-move = { not = \"blades\" } }, { first-to-move = \"elbows\", momentum = \"any\" }]")
        .edit(PLAIN_ROW, "{ over = 45 }", "[{ from = 80 }, { from = 46, to = 79 }]")
        .edit(PLAIN_ROW, "[\"arm-rowing\", \"big-swing\", \"stops-short\"]", "[\"stops-short\", \"arm-rowing\", \"big-swing\"]")
        .edit(STRICT_ROW, "momentum = [\"slight\", \"big\"]", "momentum = [\"big\", \"slight\"]")
        .edit(SIGNS, "usually = { to = 45 }", "usually = { under = 46 }");
    assert_eq!(desk.human(), "No change in meaning.\n");
}

#[test]
fn words_alone_are_told_apart_from_meaning() {
    let desk = Desk::new()
        .edit(PULLING, "cue = \"Blades first\"", "cue = \"Blades lead\"")
        .edit(PULLING, "severity = \"high\"", "severity = \"medium\"")
        .edit(STRICT_ROW, "why = \"The bench", "why = \"That bench")
        .edit(QUIZ, "explain = \"The blades go first.\"", "explain = \"Blades go first.\"");
    assert_eq!(
        desk.human(),
        "No change in meaning.\n\nNo rep is judged differently for these\n  mistake arm-rowing: cue\n  mistake big-swing: severity\n  mistake any-help: why\n  question what-leads: explain\n"
    );
    let found = desk.mistake("plain-row", "arm-rowing");
    assert_eq!((&found["change"], &found["texts"]), (&json!("text"), &json!(["cue"])));
    assert_eq!((&found["now_fires"], &found["witness"]), (&json!("0"), &Value::Null));
    let all = desk.json();
    assert_eq!(named(&all["exercises"], "plain-row").expect("its words")["change"], "text");
    assert_eq!(
        all["text_only"][0],
        json!({"kind": "mistake", "id": "two-rows/arm-rowing", "change": "text", "fields": ["cue"]})
    );
}

#[test]
fn good_and_tolerated_are_told_by_sign() {
    let desk = Desk::new().edit(
        PLAIN_ROW,
        "momentum = \"slight\"\n\n",
        "\n[good]\nmomentum = [\"none\", \"slight\"]\n\n",
    );
    let all = desk.json();
    let row = named(&all["exercises"], "plain-row").expect("it changed");
    assert_eq!(
        row["signs"],
        json!([{"id": "two-rows/momentum", "change": "changed", "now_good": ["slight"], "no_longer_tolerated": ["slight"]}])
    );
    // 2 stages, the 46 good angles, slight momentum, the blades first, the whole way: tolerated before, clean now.
    assert_eq!(row["judged_differently"], "92");
    assert_eq!((&row["was"]["verdict"], &row["now"]["verdict"]), (&json!("tolerated"), &json!("clean")));
    let human = desk.human();
    assert!(human.contains("good now: slight; no longer tolerated: slight"), "{human}");
    assert!(human.contains("before: tolerated; now: clean"), "{human}");
}

#[test]
fn an_impossible_pair_takes_reps_away() {
    let pair = "[[impossible]]\nwhen = { end = \"full\", momentum = \"none\" }\nbecause = \"A test.\"\n\n[[example]]";
    let desk = Desk::new().edit(STRICT_ROW, "[[example]]", pair);
    let all = desk.json();
    let row = named(&all["exercises"], "strict-row").expect("it changed");
    assert_eq!((&row["space"], &row["now_impossible"]), (&json!("24"), &json!("4")));
    assert_eq!(row["judged_differently"], "4");
    let found = desk.mistake("strict-row", "arm-rowing");
    assert_eq!((&found["change"], &found["no_longer_fires"]), (&json!("narrowed"), &json!("2")));
    assert_eq!(found["now"]["verdict"], "impossible");
    assert!(desk.human().contains("impossible now: one in six reps"), "{}", desk.human());
    assert!(desk.counted().contains("impossible now: one in six reps (4)"), "{}", desk.counted());
}

#[test]
fn mistakes_and_exercises_come_and_go() {
    let desk = Desk::new().edit(PLAIN_ROW, "\"big-swing\", ", "").edit(
        STRICT_ROW,
        "mistakes = [\"arm-rowing\", ",
        "mistakes = [\"arm-rowing\", \"big-swing\", ",
    );
    assert_eq!(desk.mistake("plain-row", "big-swing")["change"], "removed");
    assert_eq!(desk.mistake("plain-row", "big-swing")["no_longer_fires"], "728");
    assert_eq!(desk.mistake("strict-row", "big-swing")["change"], "added");
    assert_eq!(desk.mistake("strict-row", "big-swing")["now_fires"], "8");
    std::fs::rename(
        desk.folder.path().join("new").join(STRICT_ROW),
        desk.folder.path().join("new/rules/exercises/tight-row.toml"),
    )
    .expect("renamed");
    let all = desk.json();
    assert_eq!(named(&all["exercises"], "strict-row").expect("it is gone")["change"], "removed");
    assert_eq!(named(&all["exercises"], "tight-row").expect("it is new")["change"], "added");
    assert!(desk.human().contains("(tight-row): added"), "{}", desk.human());
}

#[test]
fn quizzes_are_compared_by_what_they_draw_and_key() {
    let desk = Desk::new()
        .edit(QUIZ, "draw = 2", "draw = 3")
        .edit(QUIZ, "kinds = [\"spot\"]", "kinds = [\"spot\", \"fix\"]")
        .edit(QUIZ, "feedback = \"each\"", "feedback = \"each\"\npass = 70")
        .edit(QUIZ, "right = \"The blades\"", "right = \"The shoulder blades\"")
        .edit(
            QUIZ,
            "[question.what-leads]",
            "[question.is-it-still]\nkind = \"true-false\"\nask = \"Do the hips stay still?\"\nanswer = true\nexplain = \"They do.\"\nsources = [\"own-notes\"]\n\n[question.what-leads]",
        );
    let all = desk.json();
    let quiz = named(&all["quizzes"], "first-quiz").expect("it changed");
    assert_eq!(quiz["settings"], json!([{"name": "pass", "was": "none", "now": "70 percent"}]));
    assert_eq!(
        quiz["sections"],
        json!([{"title": "Spot it", "change": "changed", "settings": [
            {"name": "draw", "was": "2", "now": "3"}, {"name": "kinds", "was": "spot", "now": "fix, spot"}]}])
    );
    assert_eq!(
        quiz["questions"],
        json!([{"id": "two-rows/is-it-still", "change": "added", "key": null},
            {"id": "two-rows/what-leads", "change": "changed", "key": {"was": "The blades", "now": "The shoulder blades"}}])
    );
    assert!(
        desk.human().contains("another key: was “The blades”, is “The shoulder blades”"),
        "{}",
        desk.human()
    );
}

#[test]
fn a_reviewer_gets_one_comment() {
    let desk = Desk::new()
        .edit(PULLING, "when = { momentum = \"big\" }", "when = { momentum = \"slight\" }")
        .edit(PULLING, "cue = \"All the way\"", "cue = \"All of it\"")
        .edit(PLAIN_ROW, "name = \"Plain row\"", "name = \"Plain | row for @everyone <b>\"")
        .edit(QUIZ, "draw = 2", "draw = 3");
    let markdown = done(&desk.run(&["diff", "old", "new", "--format", "markdown"]));
    assert_eq!(
        markdown,
        r"## What this change means

### Plain \| row for &#64;everyone &lt;b&gt; (`plain-row`)

**Where the body helps a little or the body swings, every rep is judged differently.**

| mistake | change | fires now | fires no longer | such as |
|---|---|---|---|---|
| `big-swing` | moved | every rep in which the body helps a little | every rep in which the body swings | `momentum = slight`<br>before: tolerated; now: big-swing<br>`momentum = big`<br>before: big-swing; now: nobody has said what it is |

### Quiz First quiz (`first-quiz`): changed

- section “Spot it”: draw: was 2, is 3

<details><summary>No rep is judged differently for these</summary>

- mistake `stops-short`: cue
- exercise `plain-row`: name

</details>
"
    );
    let same = Desk::new();
    let markdown = done(&same.run(&["diff", "old", "new", "--format", "markdown"]));
    assert_eq!(markdown, "## What this change means\n\nNo change in meaning.\n");
}

fn git(folder: &Path, args: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Coach", "-c", "user.email=coach@example.org", "-c", "commit.gpgsign=false"])
        .args(args)
        .current_dir(folder)
        .env_remove("GIT_DIR")
        .output()
        .expect("git starts");
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn revisions_are_read_from_git() {
    let desk = Desk::new();
    // The pack is a folder of a larger repository.
    let repository = desk.folder.path();
    let pack = repository.join("new");
    git(repository, &["init", "--quiet"]);
    git(repository, &["add", "."]);
    git(repository, &["commit", "--quiet", "-m", "first"]);
    git(repository, &["tag", "first"]);
    let desk = desk.edit(PLAIN_ROW, "{ over = 45 }", "{ over = 60 }");
    let repository = desk.folder.path();
    let human = done(&run_in(&pack, &["diff", "rev:first", "."]));
    assert!(human.contains("too-upright: narrowed"), "{human}");
    assert_eq!(done(&run_in(&pack, &["diff", "rev:first", "../old"])), "No change in meaning.\n");
    git(repository, &["commit", "--quiet", "-a", "-m", "second"]);
    let between = done(&run_in(&pack, &["diff", "rev:HEAD~1", "rev:HEAD"]));
    assert_eq!(between, human);
    // In `rules` itself too.
    assert_eq!(done(&run_in(&pack.join("rules"), &["diff", "rev:HEAD~1", "rev:HEAD"])), human);

    let unknown = complaint(&run_in(&pack, &["diff", "rev:no-such-branch", "."]));
    assert!(unknown.contains("there is no git revision `no-such-branch` here"), "{unknown}");
    let option = complaint(&run_in(&pack, &["diff", "rev:--all", "."]));
    assert!(option.contains("there is no git revision `--all` here"), "{option}");
    // From anywhere, also beside several packs: the revision is of the pack that the other side names.
    assert_eq!(done(&run_in(repository, &["diff", "rev:first", "new"])), human);
    assert_eq!(done(&run_in(repository, &["diff", "rev:HEAD", "old"])), "No change in meaning.\n");
    let away = tempfile::tempdir().expect("a folder");
    assert_eq!(done(&run_in(away.path(), &["diff", "rev:first", &pack.display().to_string()])), human);
    let elsewhere = complaint(&run_in(repository, &["diff", "rev:HEAD~1", "rev:HEAD"]));
    assert!(elsewhere.contains("has no rule files in this folder"), "{elsewhere}");
}

#[test]
fn without_git_or_a_repository_it_says_so() {
    let desk = Desk::new();
    let output = Test::new(&["diff", "rev:main", "new"])
        .inside(desk.folder.path())
        .env("GIT_CEILING_DIRECTORIES", desk.folder.path().parent().expect("a parent"))
        .run();
    assert!(complaint(&output).contains("this folder is in none"), "{output:?}");
    let output = Test::new(&["diff", "rev:main", "new"])
        .inside(desk.folder.path())
        .env("PATH", desk.folder.path())
        .run();
    assert!(
        complaint(&output).contains("rev: needs the program `git`, and there is none here"),
        "{output:?}"
    );
}

#[test]
fn a_wrong_folder_or_a_faulty_side_is_named() {
    let desk = Desk::new();
    let missing = complaint(&desk.run(&["diff", "old", "nwe"]));
    assert!(missing.contains("there is no folder `nwe`"), "{missing}");
    std::fs::create_dir(desk.folder.path().join("empty")).expect("made");
    let empty = complaint(&desk.run(&["diff", "empty", "new"]));
    assert!(empty.contains("there are no rule files in `empty`"), "{empty}");
    let desk = desk.edit(PULLING, "first-to-move", "first-to-mvoe");
    let faulty = complaint(&desk.run(&["diff", "old", "new"]));
    assert!(faulty.contains("the new pack, `new`, can't be compared: it has 1 error"), "{faulty}");
    assert!(faulty.contains("formcheck lint new"), "{faulty}");
    let faulty = complaint(&desk.run(&["diff", "new", "old"]));
    assert!(faulty.contains("the old pack, `new`, can't be compared"), "{faulty}");
}

#[test]
fn the_built_in_pack_stands_behind_one_that_uses_it() {
    let desk = Desk::new();
    for version in ["old", "new"] {
        let folder = desk.folder.path().join(version);
        std::fs::remove_dir_all(&folder).expect("removed");
        std::fs::create_dir_all(folder.join("rules/exercises")).expect("made");
        let about = "format = 1\nname = \"gym\"\ntitle = \"Gym\"\nversion = \"1.0.0\"\nlicence = \"MIT\"\nauthors = [\"a coach\"]\nlang = \"en\"\nphases = [\"setup\", \"pull\"]\nuses = [\"mid-back\"]\n";
        std::fs::write(folder.join("rules/pack.toml"), about).expect("written");
        let row = "name = \"Gym row\"\nequipment = []\nmuscles = { primary = [\"rhomboids\"], secondary = [] }\nsources = [\"gym-notes\"]\nmistakes = [\"arm-rowing\"]\n\n[[step]]\ndo = \"Pull\"\nphase = \"pull\"\n";
        let row = if version == "new" {
            row.replace("[\"arm-rowing\"]", "[\"arm-rowing\", \"missing-squeeze\"]")
        } else {
            row.to_owned()
        };
        std::fs::write(folder.join("rules/exercises/gym-row.toml"), row).expect("written");
        let sources = "[gym-notes]\ntitle = \"Notes\"\nkind = \"consensus\"\n";
        std::fs::write(folder.join("rules/sources.toml"), sources).expect("written");
    }
    let all = desk.json();
    assert_eq!(all["exercises"].as_array().map(Vec::len), Some(1), "{all}");
    assert_eq!(desk.mistake("gym-row", "missing-squeeze")["change"], "added");
}
