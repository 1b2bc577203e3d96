//! The findings in the formats of other programs: read by somebody else's parsers, and at the same place in each.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::common::copy;
use crate::common::program::{Test, err, out};

fn lint(folder: &Path, more: &[&str]) -> Output {
    Test::new(&["lint", "--no-built-in", "."]).args(more).inside(folder).run()
}

/// Every bad pack of tests/lint that is one pack.
fn bad_packs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint");
    let mut packs: Vec<PathBuf> = fs::read_dir(folder)
        .expect("tests/lint")
        .map(|entry| entry.expect("an entry").path().join("bad"))
        .filter(|bad| bad.join("rules").is_dir())
        .collect();
    packs.sort();
    assert!(packs.len() > 40, "{} packs", packs.len());
    packs
}

/// A finding's code, file and place.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug, Clone)]
struct Place {
    code: String,
    file: String,
    start: (u64, u64),
}

fn of_json(text: &str) -> Vec<Place> {
    let value: Value = serde_json::from_str(text).expect("JSON");
    let found = value["diagnostics"].as_array().expect("a list").iter();
    found
        .filter(|found| found["file"].is_string())
        .map(|found| Place {
            code: found["code"].as_str().expect("a code").to_owned(),
            file: found["file"].as_str().expect("a file").to_owned(),
            start: (number(&found["start"]["line"]), number(&found["start"]["column"])),
        })
        .collect()
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}

/// The path of a pack's file in this repository.
fn in_repository(pack: &Path, file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inside = pack.strip_prefix(root).expect("a pack of the repository");
    format!("{}/{file}", inside.to_string_lossy().replace('\\', "/"))
}

/// Without a repository around it (a source archive) paths are relative to the folder that the program runs in.
fn has_repository() -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(".git").exists()
}

#[test]
fn every_format_tells_the_same_places() {
    // The published schema has one pattern that is no regular expression: a bracket is closed twice.
    let text = include_str!("data/sarif-2.1.0.json").replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let sarif_schema: Value = serde_json::from_str(&text).expect("the SARIF schema");
    let validator = jsonschema::validator_for(&sarif_schema).expect("a schema");
    for pack in bad_packs() {
        let json = of_json(&out(&lint(&pack, &["--format", "json"])));
        let expected: Vec<Place> = json
            .iter()
            .map(|place| Place {
                file: if has_repository() { in_repository(&pack, &place.file) } else { place.file.clone() },
                ..place.clone()
            })
            .collect();
        assert_eq!(of_human(&out(&lint(&pack, &[]))), json, "human, {}", pack.display());
        let sarif = out(&lint(&pack, &["--format", "sarif"]));
        let log: Value = serde_json::from_str(&sarif).expect("JSON");
        let faults: Vec<String> = validator.iter_errors(&log).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", pack.display());
        assert_eq!(of_sarif(&log), expected, "sarif, {}", pack.display());
        assert_eq!(
            of_github(&out(&lint(&pack, &["--format", "github"]))),
            expected,
            "github, {}",
            pack.display()
        );
        let mut junit = of_junit(&out(&lint(&pack, &["--format", "junit"])));
        let mut sorted = expected.clone();
        junit.sort();
        sorted.sort();
        assert_eq!(junit, sorted, "junit, {}", pack.display());
    }
}

/// `error[code]: …` and below it `--> file:line:column`.
fn of_human(text: &str) -> Vec<Place> {
    let mut found = Vec::new();
    let mut code = None;
    for line in text.lines() {
        let title = ["error[", "warning[", "note["].iter().find_map(|word| line.strip_prefix(word));
        if let Some(rest) = title {
            code = rest.split(']').next().map(str::to_owned);
        }
        if let (Some(rest), Some(word)) = (line.trim_start().strip_prefix("--> "), code.clone()) {
            let mut parts = rest.rsplitn(3, ':');
            let (column, line) = (parts.next().expect("a column"), parts.next().expect("a line"));
            found.push(Place {
                code: word,
                file: parts.next().expect("a file").to_owned(),
                start: (line.parse().expect("a line"), column.parse().expect("a column")),
            });
            code = None;
        }
    }
    found
}

fn of_sarif(log: &Value) -> Vec<Place> {
    let results = log["runs"][0]["results"].as_array().expect("results").iter();
    results
        .filter(|result| result["locations"].is_array())
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            let rule = usize::try_from(number(&result["ruleIndex"])).expect("a small number");
            assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
            Place {
                code: result["ruleId"].as_str().expect("a code").to_owned(),
                file: place["artifactLocation"]["uri"].as_str().expect("a file").to_owned(),
                start: (number(&place["region"]["startLine"]), number(&place["region"]["startColumn"])),
            }
        })
        .collect()
}

fn of_github(text: &str) -> Vec<Place> {
    text.lines()
        .filter_map(|line| {
            let (command, _) = line.strip_prefix("::")?.split_once("::")?;
            let (_, properties) = command.split_once(' ')?;
            let get =
                |name: &str| properties.split(',').find_map(|one| one.strip_prefix(name)?.strip_prefix('='));
            Some(Place {
                code: get("title")?.to_owned(),
                file: get("file")?.replace("%3A", ":").replace("%2C", ","),
                start: (get("line")?.parse().ok()?, get("col")?.parse().ok()?),
            })
        })
        .collect()
}

/// The failures of each case: `line:column: severity[code]: …`.
fn of_junit(text: &str) -> Vec<Place> {
    let document = roxmltree::Document::parse(text).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
    let mut found = Vec::new();
    for case in document.descendants().filter(|node| node.has_tag_name("testcase")) {
        let file = case.attribute("name").expect("a name");
        let told =
            case.children().filter(|child| child.has_tag_name("failure") || child.has_tag_name("system-out"));
        for line in told.filter_map(|child| child.text()).flat_map(str::lines) {
            let mut parts = line.splitn(3, ':');
            let (Some(Ok(row)), Some(Ok(column)), Some(rest)) =
                (parts.next().map(str::parse), parts.next().map(str::parse), parts.next())
            else {
                continue;
            };
            let code = rest.split(['[', ']']).nth(1).expect("a code").to_owned();
            found.push(Place { code, file: file.to_owned(), start: (row, column) });
        }
    }
    found
}

#[test]
fn a_passed_file_is_seen_to_have_been_checked() {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/two-rows");
    let text = out(&lint(&pack, &["--format", "junit"]));
    let document = roxmltree::Document::parse(&text).expect("XML");
    let cases = document.descendants().filter(|node| node.has_tag_name("testcase")).count();
    assert_eq!(cases, 8);
    assert!(!text.contains("<failure"));
}

#[test]
fn an_old_pack_is_cleaned_up_step_by_step() {
    let place = tempfile::tempdir().expect("a place");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/two-rows"), place.path());
    let file = place.path().join("rules/exercises/plain-row.toml");
    let good = fs::read_to_string(&file).expect("text");
    let old = good.replace("cue = \"Half-way down\"", "cue = \"Half-way down and then a little more\"");
    assert_ne!(good, old);
    fs::write(&file, &old).expect("written");
    assert_eq!(lint(place.path(), &["--strict"]).status.code(), Some(1));
    let wrote = lint(place.path(), &["--write-baseline", "baseline.toml"]);
    assert_eq!(wrote.status.code(), Some(0), "{}", err(&wrote));
    let quiet = lint(place.path(), &["--strict", "--baseline", "baseline.toml"]);
    assert_eq!((quiet.status.code(), out(&quiet).as_str()), (Some(0), ""), "{}", err(&quiet));
    // A line above moves the finding; it is the old one all the same.
    fs::write(&file, format!("# a remark\n{old}")).expect("written");
    let known = lint(place.path(), &["--strict", "--baseline", "baseline.toml"]);
    assert_eq!(known.status.code(), Some(0));
    assert!(
        err(&known).contains("ok: nothing new; ") && err(&known).contains(" passed over"),
        "{}",
        err(&known)
    );
    // A new finding is told.
    let worse = old.replace("\"row\"", "\"row\", \"row\"").replace("fix = \"Hinge deeper.\"", "fix = \"\"");
    fs::write(&file, worse).expect("written");
    let told = lint(place.path(), &["--baseline", "baseline.toml"]);
    assert_eq!(told.status.code(), Some(1));
    assert!(out(&told).contains("`fix` is empty") && !out(&told).contains("too-long"), "{}", out(&told));
    // A mended one is to be taken out of the list.
    fs::write(&file, &good).expect("written");
    let mended = lint(place.path(), &["--baseline", "baseline.toml"]);
    assert_eq!(mended.status.code(), Some(0));
    assert!(
        err(&mended).contains("mended: 1 of `too-long` in rules/exercises/plain-row.toml"),
        "{}",
        err(&mended)
    );
    let missing = lint(place.path(), &["--baseline", "none.toml"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("--write-baseline none.toml"), "{}", err(&missing));
}

/// Where findings end: in JSON, in SARIF, and in an annotation, which tells a column only within one line.
#[test]
fn every_format_ends_at_the_same_place() {
    for pack in bad_packs() {
        let json: Value =
            serde_json::from_str(&out(&lint(&pack, &["--format", "json"]))).expect("JSON of the program");
        let sarif: Value =
            serde_json::from_str(&out(&lint(&pack, &["--format", "sarif"]))).expect("SARIF of the program");
        let github = out(&lint(&pack, &["--format", "github"]));
        let found = json["diagnostics"].as_array().expect("a list");
        let results = sarif["runs"][0]["results"].as_array().expect("results");
        assert_eq!((found.len(), found.len()), (results.len(), github.lines().count()), "{}", pack.display());
        for ((found, result), line) in found.iter().zip(results).zip(github.lines()) {
            if !found["file"].is_string() {
                continue;
            }
            let (start, end) = (&found["start"], &found["end"]);
            let region = &result["locations"][0]["physicalLocation"]["region"];
            assert_eq!((&region["endLine"], &region["endColumn"]), (&end["line"], &end["column"]));
            let has_column = start["line"] == end["line"];
            assert!(line.contains(&format!(",endLine={},", end["line"])), "{line}");
            assert_eq!(line.contains(&format!(",endColumn={},", end["column"])), has_column, "{line}");
        }
    }
}

/// A copy of a sound pack, and the path of one of its exercises.
fn a_pack() -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().expect("a place");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/two-rows"), place.path());
    let file = place.path().join("rules/exercises/plain-row.toml");
    (place, file)
}

/// Puts one text instead of another into a file; the other has to be there.
fn edit(file: &Path, find: &str, put: &str) {
    let text = fs::read_to_string(file).expect("text");
    assert!(text.contains(find), "{find:?}");
    fs::write(file, text.replacen(find, put, 1)).expect("written");
}

fn fingerprints(folder: &Path) -> Vec<String> {
    let log: Value = serde_json::from_str(&out(&lint(folder, &["--format", "sarif"]))).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results").iter();
    results
        .map(|result| result["partialFingerprints"]["thing/v1"].as_str().expect("a fingerprint").to_owned())
        .collect()
}

#[test]
fn code_scanning_knows_a_finding_again_when_it_moves() {
    let (place, file) = a_pack();
    edit(&file, "tags = [\"row\"]", "tags = [\"\", \"\"]");
    let before = fingerprints(place.path());
    assert!(before.len() >= 2);
    let mut apart = before.clone();
    apart.sort();
    apart.dedup();
    assert_eq!(apart.len(), before.len(), "equal findings are told apart");
    edit(&file, "name = ", "# a remark\n\nname = ");
    assert_eq!(fingerprints(place.path()), before);
}

#[cfg(unix)]
#[test]
fn nothing_in_a_pack_steers_who_reads_the_result() {
    let (place, _) = a_pack();
    let name = "a,b:c%\u{202e}\u{1b}\r.toml";
    fs::write(
        place.path().join("rules/mistakes").join(name),
        "[\"arm\\u202e\\u001b\"]\nname = \"\\u0007\"\n",
    )
    .expect("a file of that name");
    let is_raw = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
    for format in ["github", "junit", "sarif"] {
        let text = out(&lint(place.path(), &["--format", format]));
        assert!(text.contains("bad-id"), "{format}: {text}");
        assert!(!text.contains(is_raw), "{format}: {}", text.escape_debug());
        if format == "github" {
            assert!(text.contains("file=rules/mistakes/a%2Cb%3Ac%25.toml,line=1,"), "{text}");
        } else if format == "junit" {
            roxmltree::Document::parse(&text).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
        } else {
            let log: Value = serde_json::from_str(&text).expect("JSON");
            let whole = log.to_string();
            assert!(whole.contains("rules/mistakes/a,b%3Ac%25%E2%80%AE%1B%0D.toml"), "{whole}");
        }
    }
}

#[test]
fn a_new_fault_of_an_old_kind_is_told() {
    let (place, file) = a_pack();
    edit(&file, "fix = \"Hinge deeper.\"", "fix = \"\"");
    lint(place.path(), &["--write-baseline", "baseline.toml"]);
    edit(&file, "fix = \"\"", "fix = \"Hinge deeper.\"");
    edit(&file, "why = \"The row becomes a shrug.\"", "why = \"\"");
    let told = lint(place.path(), &["--baseline", "baseline.toml"]);
    assert_eq!(told.status.code(), Some(1), "{}", err(&told));
    assert!(out(&told).contains("`why` is empty"), "{}", out(&told));
    assert!(err(&told).contains("mended: 1 of `bad-value`") && err(&told).contains("`fix` is empty"));
}

#[test]
fn a_line_of_a_list_is_no_header() {
    let (place, file) = a_pack();
    edit(&file, "expect = [\"too-upright\"]", "expect = [\n[\"x\"],\n\"too-upright\", \"\"\n]");
    lint(place.path(), &["--write-baseline", "baseline.toml"]);
    let text = fs::read_to_string(place.path().join("baseline.toml")).expect("a baseline");
    assert!(text.contains("id = \"example\"") && !text.contains('\''), "{text}");
}

#[test]
fn of_files_that_were_not_looked_at_nothing_is_called_mended() {
    let (place, file) = a_pack();
    edit(&file, "fix = \"Hinge deeper.\"", "fix = \"\"");
    lint(place.path(), &["--write-baseline", "baseline.toml"]);
    let other =
        Test::new(&["lint", "--no-built-in", "rules/mistakes/pulling.toml", "--baseline", "baseline.toml"])
            .inside(place.path())
            .run();
    assert_eq!(other.status.code(), Some(0), "{}", err(&other));
    assert!(!err(&other).contains("mended"), "{}", err(&other));
}

#[test]
fn a_file_that_is_no_baseline_is_told() {
    let (place, _) = a_pack();
    let entry =
        "[[finding]]\ncode = \"x\"\nfile = \"f\"\nid = \"\"\nmessage = \"\"\ncount = 9223372036854775807\n";
    for (text, code) in [("[[findings]]\ncode = \"x\"\n", 2), ("= 3", 2), (&entry.repeat(3), 0), ("", 0)] {
        fs::write(place.path().join("baseline.toml"), text).expect("written");
        let told = lint(place.path(), &["--baseline", "baseline.toml"]);
        assert_eq!(told.status.code(), Some(code), "{text}: {}", err(&told));
        assert_eq!(err(&told).contains("is not a baseline"), code == 2, "{}", err(&told));
    }
}
