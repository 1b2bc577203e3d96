//! Exports from the command line: the same seed writes the same bytes, every word that is wrong is told with the right
//! one, a file is replaced whole, and no cell is a formula.

use crate::common::program::{Test, err, out, run};
use crate::common::{hostile, is_thorough};
use std::path::Path;

use formcheck::app::disk;
use formcheck_exam::export::FORMATS;

/// What is written, with nothing said beside it.
fn text(args: &[&str]) -> String {
    Test::new(&[args, &["--quiet"]].concat()).result()
}

/// What is written, text or not.
fn bytes(args: &[&str]) -> Vec<u8> {
    let ran = run(&[args, &["--quiet"]].concat());
    assert_eq!((ran.status.code(), err(&ran).as_str()), (Some(0), ""), "{args:?}");
    ran.stdout
}

/// Exit code and what was told on stderr; nothing went to stdout.
fn told(args: &[&str]) -> (Option<i32>, String) {
    let ran = run(args);
    assert_eq!(out(&ran), "", "{args:?}");
    (ran.status.code(), err(&ran))
}

#[test]
fn the_same_seed_writes_the_same_bytes_and_another_seed_others() {
    for format in FORMATS.iter().filter(|format| format.items.is_some()) {
        let word = format.word;
        // All of it where nothing is drawn. Pictures of all take a minute and more each time.
        let is_drawn = !["csv", "json"].contains(&word) && !is_thorough();
        let less: &[&str] = if is_drawn { &["--items", "5"] } else { &[] };
        let some = |seed: &[&str]| bytes(&[&["export", word], less, seed].concat());
        let once = some(&["--seed", "5"]);
        assert_eq!(once, some(&["--seed", "5"]), "{word}");
        assert_ne!(once, some(&["--seed", "6"]), "{word}");
        assert_eq!(some(&[]), some(&["--seed", "1"]), "{word}: 1 is the default");
        if !is_drawn {
            let quiz = || bytes(&["export", word, "mid-back-foundations", "--seed", "5"]);
            assert_eq!(quiz(), quiz(), "{word}");
            assert_ne!(quiz(), once, "{word}");
        }
    }
    for format in FORMATS.iter().filter(|format| format.mistakes.is_some()) {
        let word = format.word;
        assert_eq!(text(&["export", word, "mistakes"]), text(&["export", word, "mistakes"]), "{word}");
    }
}

#[test]
fn the_questions_are_those_that_were_asked_for() {
    let rows = |args: &[&str]| {
        let table = text(args);
        let mut table = csv::Reader::from_reader(table.as_bytes());
        table.records().map(|row| row.expect("a row")[0].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&["export", "csv", "seal-row", "--items", "30"]).len(), 30);
    assert!(rows(&["export", "csv", "seal-row"]).iter().all(|id| id.starts_with("seal-row/")));
    let both = rows(&["export", "csv", "arm-rowing", "rhomboid-major", "--items", "20"]);
    assert!(both.iter().any(|id| id.starts_with("rhomboid-major:")));
    assert!(both.iter().any(|id| id.contains("/arm-rowing:")));
    assert_eq!(rows(&["export", "csv", "mid-back-foundations"]).len(), 12);
    let pack = ["--no-built-in", "--pack", "packs/big-lifts"];
    // It leans on the built-in pack, so alone it can't be used.
    assert_eq!(told(&[&["export", "csv"][..], &pack].concat()).0, Some(2));
    let all = rows(&["export", "csv", "back-squat", "--pack", "packs/big-lifts"]);
    assert!(!all.is_empty() && all.iter().all(|id| id.starts_with("back-squat/")));
}

#[test]
fn what_is_wrong_is_told_with_what_to_type() {
    for (args, says) in [
        (&["export", "ankii"][..], "`anki`"),
        (&["export", "moodle"], "`moodle-xml`"),
        (&["export", "gift", "seal-rwo"], "`seal-row`"),
        (&["export", "gift", "mid-back-foundations", "seal-row"], "name it alone"),
        (&["export", "gift", "mid-back-foundations", "--items", "5"], "leave --items out"),
        (&["export", "gift", "set-stage"], "no question about `set-stage`"),
        (&["export", "csv", "seal-row/reps", "--items", "50"], "ask for fewer: --items 1"),
        (&["export", "csv", "arm-rowing", "--items", "20000", "--no-built-in"], "name a pack"),
        (&["export", "anki", "mistakes"], "csv and json"),
        (&["export", "xapi"], "made of exam records"),
        (&["export", "xapi", "mistakes"], "csv and json"),
        (&["export", "gift", "nobody.record.json"], "isn't made of records"),
        (&["export", "xapi", "nobody.record.json"], "can't be read"),
        (&["export", "xapi", "Cargo.toml"], "no record of an exam"),
        (&["export", "csv", "--json"], "has no flag `--json`"),
        (&["export", "qti3", "--bom"], "goes with csv"),
        (&["export", "csv", "--out", "no/such/folder/x.csv"], "can't be written"),
    ] {
        let (code, told) = told(args);
        assert_eq!(code, Some(2), "{args:?}: {told}");
        assert!(told.contains("try:") && told.contains(says), "{args:?}: {told}");
    }
}

#[test]
fn a_file_is_replaced_whole_and_stdout_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cards.txt");
    std::fs::write(&path, "older and longer".repeat(1_000_000)).expect("written");
    let path_text = path.to_str().expect("text");
    let export = ["export", "anki", "seal-row", "--items", "5"];
    let to_file = |more: &[&str]| out(&run(&[&export[..], &["--out", path_text], more].concat()));
    let said = to_file(&[]);
    assert!(said.contains("written to"), "{said}");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), text(&export));
    assert_eq!(to_file(&["--quiet"]), "");
}

#[test]
fn a_table_begins_with_a_mark_for_spreadsheets_where_that_is_asked_for() {
    for what in [&["export", "csv", "seal-row"][..], &["export", "csv", "mistakes"]] {
        let plain = text(what);
        assert_eq!(text(&[what, &["--bom"]].concat()), format!("\u{feff}{plain}"));
    }
}

#[test]
fn what_a_format_has_no_place_for_is_told_once() {
    let lost = |format: &str, id: &str| {
        let ran = run(&["export", format, id, "--items", "3"]);
        assert_eq!(ran.status.code(), Some(0));
        err(&ran)
    };
    assert_eq!(
        lost("csv", "arm-rowing"),
        "Lost in csv: the picture of the rep, not its words (3 questions).\n"
    );
    assert_eq!(lost("json", "arm-rowing"), "");
}

#[test]
fn no_cell_of_a_hostile_pack_is_a_formula() {
    let folder = tempfile::tempdir().expect("a folder");
    hostile::copy(Path::new(env!("CARGO_MANIFEST_DIR")), folder.path());
    let book = formcheck_core::rulebook::load(vec![disk::folder(folder.path()).expect("a pack")]);
    let book = book.rulebook().unwrap_or_else(|_| panic!("hostile, and yet a pack"));
    let bank = formcheck_exam::export::bank::spread(&book, &[], None, formcheck_core::quiz::Seed(2))
        .expect("questions");
    let format = formcheck_exam::export::format("csv").expect("a format");
    let items = format.items.expect("of questions")(&book, &bank).text().expect("text").to_owned();
    let mistakes = format.mistakes.expect("of mistakes")(&book);
    let mut quoted = 0;
    for table in [items, mistakes] {
        for row in csv::Reader::from_reader(table.as_bytes()).records() {
            for cell in &row.expect("rows of one length") {
                let text = cell.trim_start();
                assert!(!text.starts_with(['=', '+', '-', '@']), "{cell}");
                quoted += usize::from(text.starts_with("'=") || text.starts_with("'@"));
            }
        }
    }
    assert!(quoted > 10, "there were some to be quoted: {quoted}");
}

#[test]
fn what_a_format_cannot_say_is_told_and_the_rest_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (rules, quizzes) = (folder.path().join("rules"), folder.path().join("quizzes"));
    std::fs::create_dir_all(&rules).expect("a folder");
    std::fs::create_dir_all(&quizzes).expect("a folder");
    let pack = "format = 1\nname = \"arrows\"\ntitle = \"Arrows\"\nversion = \"1.0.0\"\nlicence = \"CC-BY-4.0\"\nauthors = [\"a coach\"]\nlang = \"en\"\nphases = [\"pull\"]\n";
    std::fs::write(rules.join("pack.toml"), pack).expect("written");
    let quiz = "title = \"Arrows\"\nabout = \"Arrows.\"\n\n[[section]]\ntitle = \"All\"\ndraw = 3\nquestions = \"all\"\n\n\
        [question.an-arrow]\nkind = \"text\"\nask = \"What points right?\"\naccept = [\"a -> b\"]\nexplain = \"An arrow does.\"\nassumption = \"ours\"\n\n\
        [question.many]\nkind = \"multi\"\nask = \"Which are small?\"\nexplain = \"These.\"\nassumption = \"ours\"\n\
        right = [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\", \"11\"]\n\
        [[question.many.wrong]]\nsay = \"99\"\nbecause = \"That is large.\"\n\n\
        [question.a-number]\nkind = \"number\"\nask = \"How many?\"\nanswer = 4.5\nwithin = 0.25\nunit = \"reps\"\nexplain = \"That many.\"\nassumption = \"ours\"\n";
    std::fs::write(quizzes.join("arrows.toml"), quiz).expect("written");
    let pack = ["--no-built-in", "--pack", folder.path().to_str().expect("text")];
    let ran = run(&[&["export", "gift", "arrows"][..], &pack].concat());
    let (out, told) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert_eq!(ran.status.code(), Some(1), "{told}");
    assert!(told.contains("an-arrow") && told.contains("export json"), "{told}");
    assert!(out.contains("#4.5:0.25") && !out.contains("an-arrow"), "{out}");
    assert!(told.contains("more than ten keys") && !out.contains("99"), "{told}");
    let ran = run(&[&["export", "moodle-xml", "arrows"][..], &pack].concat());
    let (xml, told) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert_eq!(ran.status.code(), Some(1), "{told}");
    assert!(told.contains("many:1") && !told.contains("an-arrow"), "{told}");
    assert!(xml.contains("<![CDATA[a -> b]]>") && !xml.contains("99"), "{xml}");
}

#[test]
fn text_that_turns_the_order_of_letters_round_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["rules", "quizzes"] {
        crate::common::copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/two-rows").join(name),
            &folder.path().join(name),
        );
    }
    let path = folder.path().join("rules/mistakes/pulling.toml");
    let text = std::fs::read_to_string(&path).expect("a file");
    let pack = ["--no-built-in", "--pack", folder.path().to_str().expect("text")];
    assert!(run(&[&["export", "gift"][..], &pack].concat()).status.success());
    std::fs::write(&path, text.replacen("why = \"", "why = \"\u{202e}", 1)).expect("written");
    let (code, told) = told(&[&["export", "gift"][..], &pack].concat());
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("U+202E"), "{told}");
}
