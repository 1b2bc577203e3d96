//! A coach who lets lint mend: the real program on real folders. What `--fix` writes is what was meant, comments stay, a
//! second run changes nothing; levels and allowances count; `--watch` sees a change.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use formcheck::app::disk;
use formcheck_authoring::fix::{Which, mend};
use formcheck_core::diagnostic::FindingSeverity;
use formcheck_core::lint::lint;
use formcheck_core::rulebook::source::PackSource;
use formcheck_core::rulebook::{Loaded, load};

use crate::common::copy;
use crate::common::program::{Test, code, err, out};
use crate::lint_corpus::spoiled;

const BENT: &str = "rules/exercises/bent-row.toml";
const SHARED: &str = "rules/mistakes/shared.toml";

/// The corpus's sound pack in a folder of its own.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&tests().join("lint_corpus/base"), folder.path());
        Desk { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).expect("a file of the pack")
    }

    /// Puts one text for another that stands there once.
    fn edit(&self, file: &str, old: &str, new: &str) -> &Desk {
        let text = self.read(file);
        assert_eq!(text.matches(old).count(), 1, "{old} in {file}");
        self.write(file, &text.replace(old, new))
    }

    fn write(&self, file: &str, text: &str) -> &Desk {
        fs::write(self.path().join(file), text).expect("written");
        self
    }

    fn lint(&self, flags: &[&str]) -> Output {
        Test::new(&["lint", "--no-built-in"]).args(&[self.path()]).args(flags).run()
    }
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

#[test]
fn what_is_safe_is_mended_and_the_rest_is_told() {
    let desk = Desk::new();
    desk.edit(
        BENT,
        "mistakes = [\"arm-rowing\", \"torso-heave\", \"dropped-weight\"]",
        "mistakes = [\"arm-rowing\", \"torso-heave\", \"arm-rowing\", \"dropped-weight\"]  # first of all",
    )
    .edit(BENT, "equipment = [\"barbell\"]", "equipment = \"barbell\"")
    .edit(BENT, "reps = { from = 6,", "reps = { from = \"6\",")
    .edit(BENT, "knees = \"deep\"", "knees = \"deeep\"");
    let before = desk.read(BENT);

    let shown = desk.lint(&["--fix", "--dry-run"]);
    assert_eq!(code(&shown), 0, "{}", err(&shown));
    assert!(out(&shown).contains("+equipment = [\"barbell\"]"), "{}", out(&shown));
    assert!(err(&shown).contains("would mend 3 findings in 1 file"), "{}", err(&shown));
    assert_eq!(desk.read(BENT), before, "a dry run changes nothing");

    let mended = desk.lint(&["--fix"]);
    assert!(
        err(&mended).contains("mended 3 findings in 1 file; --fix --unsafe would mend 1 more"),
        "{}",
        err(&mended)
    );
    assert_eq!(code(&mended), 1, "the typo is a guess, so it is still there");
    assert!(out(&mended).contains("did you mean"), "{}", out(&mended));
    let text = desk.read(BENT);
    assert!(
        text.contains("mistakes = [\"arm-rowing\", \"torso-heave\", \"dropped-weight\"]  # first of all")
    );
    assert!(text.contains("reps = { from = 6,") && text.contains("equipment = [\"barbell\"]"));

    let guessed = desk.lint(&["--fix", "--unsafe"]);
    assert_eq!(code(&guessed), 0, "{}{}", out(&guessed), err(&guessed));
    assert!(desk.read(BENT).contains("knees = \"deep\""));
    let again = desk.lint(&["--fix", "--unsafe"]);
    assert!(err(&again).contains("mended 0 findings in 0 files"), "{}", err(&again));
}

/// Quotes as a text program sets them, around a text with a comma: the whole text is read, and mending keeps all of it.
#[test]
fn curly_quotes_are_mended_without_losing_a_word() {
    let desk = Desk::new();
    desk.edit(BENT, "do = \"Take the bar\"", "do = “Take the bar, then don’t wait”");
    let told = desk.lint(&[]);
    assert!(out(&told).contains("use straight ones: \"Take the bar, then don’t wait\""), "{}", out(&told));
    let mended = desk.lint(&["--fix"]);
    assert_eq!(code(&mended), 0, "{}{}", out(&mended), err(&mended));
    assert!(desk.read(BENT).contains("do = \"Take the bar, then don’t wait\""), "{}", desk.read(BENT));
}

#[test]
fn the_missing_examples_are_written_and_hold() {
    let desk = Desk::new();
    let whole = desk.read(BENT);
    let cut = whole.find("[[example]]").expect("it has examples");
    desk.write(BENT, &whole[..cut]);
    let missing = desk.lint(&["--strict"]);
    assert_eq!(code(&missing), 1);
    assert!(out(&missing).contains("warning[missing-example]"), "{}", out(&missing));
    let lenient = desk.lint(&[]);
    assert_eq!(code(&lenient), 0, "a warning alone does not fail: {}", out(&lenient));
    let shown = desk.lint(&["--suggest", "--dry-run"]);
    assert!(err(&shown).contains("would add 2 examples in 1 file"), "{}", err(&shown));
    let proofs = desk.lint(&["--mutants"]);
    assert!(err(&proofs).contains(" by examples, "), "other exercises have some: {}", err(&proofs));
    let written = desk.lint(&["--suggest"]);
    assert_eq!(code(&written), 0, "{}{}", out(&written), err(&written));
    assert!(desk.read(BENT).starts_with(&whole[..cut]), "only added to");
    assert_eq!(code(&desk.lint(&["--strict"])), 0);
    let score = desk.lint(&["--mutants"]);
    assert_eq!(code(&score), 0, "{}", out(&score));
    assert!(err(&score).contains("100 %"), "{}", err(&score));
}

#[test]
fn a_pack_says_which_findings_count() {
    let desk = Desk::new();
    let long = "cue = \"Soften both of your knees a bit\"";
    desk.edit(BENT, "cue = \"Soft knees\"", long);
    let told = desk.lint(&[]);
    assert!(code(&told) == 0 && out(&told).contains("warning[too-long]"), "{}", out(&told));
    desk.write("formcheck.toml", "[lint]\ntoo-long = \"error\"\n");
    let raised = desk.lint(&[]);
    assert!(code(&raised) == 1 && out(&raised).contains("error[too-long]"), "{}", out(&raised));
    desk.write("formcheck.toml", "[lint]\ntoo-long = \"allow\"\n");
    assert_eq!(out(&desk.lint(&["--strict"])), "");
    fs::remove_file(desk.path().join("formcheck.toml")).expect("removed");
    desk.edit(
        BENT,
        "name = \"Bent row\"",
        "allow = { too-long = \"they know it by heart\" }\nname = \"Bent row\"",
    );
    assert_eq!(out(&desk.lint(&["--strict"])), "");
    // An allowance that allows nothing any more.
    desk.edit(BENT, long, "cue = \"Soft knees\"");
    let idle = desk.lint(&["--strict"]);
    assert!(code(&idle) == 1 && out(&idle).contains("unused-allow"), "{}", out(&idle));
    let mended = desk.lint(&["--strict", "--fix"]);
    assert!(code(&mended) == 0 && !desk.read(BENT).contains("too-long"), "{}", out(&mended));
}

#[test]
fn nothing_is_never_green() {
    let empty = tempfile::tempdir().expect("a folder");
    let run = |flags: &[&str]| Test::new(&["lint"]).args(&[empty.path()]).args(flags).run();
    assert_eq!(code(&run(&[])), 1);
    // A pack that says who it is and nothing else: what the built-in pack holds is no pass for it.
    fs::create_dir_all(empty.path().join("rules")).expect("a folder");
    let pack = fs::read_to_string(tests().join("lint_corpus/base/rules/pack.toml")).expect("a file");
    fs::write(empty.path().join("rules/pack.toml"), pack).expect("written");
    let told = run(&[]);
    assert!(code(&told) == 1 && out(&told).contains("nothing-checked"), "{}{}", out(&told), err(&told));
    assert_eq!(code(&run(&["--mutants"])), 1, "no condition, no score");
    for flags in [&["--fix", "--suggest"][..], &["--dry-run"], &["--unsafe"]] {
        assert_eq!(code(&run(flags)), 2, "{flags:?}");
    }
}

/// Without a path, a command in a pack's folder is about that pack, however deep in it.
#[test]
fn in_a_packs_folder_no_path_means_that_pack() {
    let desk = Desk::new();
    desk.edit(BENT, "severity = \"medium\"", "severity = \"mediun\"");
    for below in ["", "rules", "rules/exercises"] {
        let told = Test::new(&["lint", "--no-built-in"]).inside(&desk.path().join(below)).run();
        assert!(
            code(&told) == 1 && out(&told).contains("did you mean \"medium\"?"),
            "{below}: {}{}",
            out(&told),
            err(&told)
        );
    }
    desk.edit(BENT, "severity = \"mediun\"", "severity = \"medium\"");
    let listed = Test::new(&["list", "exercises"]).inside(desk.path()).run();
    assert_eq!(out(&listed).lines().count(), 3, "{}", out(&listed));
    assert!(out(&listed).contains("bent-row"), "{}", out(&listed));
    let laid_out = Test::new(&["fmt", "--check"]).inside(&desk.path().join("quizzes")).run();
    assert!(err(&laid_out).contains("of 9 files"), "{}", err(&laid_out));
}

#[test]
fn watching_tells_each_change() {
    let desk = Desk::new();
    let mut child = Test::new(&["lint", "--no-built-in", "--watch"])
        .args(&[desk.path()])
        .command()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let (send, lines) = mpsc::channel();
    for stream in [
        Box::new(child.stdout.take().expect("a pipe")) as Box<dyn std::io::Read + Send>,
        Box::new(child.stderr.take().expect("a pipe")),
    ] {
        let send = send.clone();
        std::thread::spawn(move || {
            BufReader::new(stream).lines().map_while(Result::ok).for_each(|line| {
                let _ = send.send(line);
            });
        });
    }
    let wait_for = |what: &str| {
        let patience = Duration::from_mins(1);
        let mut seen = Vec::new();
        while let Ok(line) = lines.recv_timeout(patience) {
            if line.contains(what) {
                return;
            }
            seen.push(line);
        }
        panic!("`{what}` never came; this did: {seen:#?}");
    };
    wait_for("ok: nothing is wrong");
    wait_for("watching");
    desk.edit(SHARED, "[arm-rowing]", "[arm-rowing-2]");
    wait_for("nothing names `arm-rowing-2`, and `arm-rowing`");
    desk.edit(SHARED, "[arm-rowing-2]", "[arm-rowing]");
    wait_for("ok: nothing is wrong");
    child.kill().expect("it runs until it is stopped");
    child.wait().expect("it ends");
}

/// Every pack of the fixtures that can be read from a folder, good and bad.
fn fixtures() -> Vec<(String, PackSource)> {
    let mut packs = Vec::new();
    for entry in fs::read_dir(tests().join("lint")).expect("the fixtures") {
        let folder = entry.expect("an entry").path();
        for kind in ["bad", "good"] {
            if let Ok(pack) = disk::folder(&folder.join(kind)) {
                packs.push((format!("{}/{kind}", folder.file_name().unwrap_or_default().display()), pack));
            }
        }
    }
    packs
}

fn looked_at(pack: &PackSource) -> (Loaded, usize) {
    let loaded = load(vec![pack.clone()]);
    let errors =
        lint(&loaded).diagnostics.iter().filter(|one| one.severity == FindingSeverity::Error).count();
    (loaded, errors)
}

#[test]
fn mending_ends_keeps_comments_and_makes_nothing_worse() {
    let mut changed = 0;
    for (name, pack) in fixtures().into_iter().chain(spoiled(12)) {
        for which in [Which::Safe, Which::All, Which::Examples] {
            let (files, _) = mend(vec![pack.clone()], which, |_| true);
            let mut after = pack.clone();
            for file in &files {
                changed += 1;
                let comments =
                    |text: &str| text.lines().filter(|line| line.trim_start().starts_with('#')).count();
                assert!(comments(&file.after) >= comments(&file.before), "{name}: a comment is gone");
                let place = after.files.iter().position(|one| one.path == file.path).expect("a file of it");
                after.files[place].text = Ok(file.after.clone().into());
            }
            let (again, number) = mend(vec![after.clone()], which, |_| true);
            assert!(again.is_empty() && number == 0, "{name}: a second run changes something");
            let ((_, errors), (_, errors_after)) = (looked_at(&pack), looked_at(&after));
            assert!(errors_after <= errors, "{name}: {errors} errors became {errors_after}");
        }
    }
    assert!(changed >= 20, "only {changed} files were mended");
}

#[test]
fn the_edits_of_a_finding_never_overlap_and_stand_in_their_files() {
    let mut edits = 0;
    for (name, pack) in fixtures() {
        let loaded = load(vec![pack]);
        for fix in lint(&loaded).diagnostics.iter().filter_map(|found| found.fix.as_ref()) {
            let mut spans: Vec<_> = fix.edits.iter().map(|edit| edit.span).collect();
            spans.sort_by_key(|span| (span.file, span.start));
            for span in &spans {
                let text = &loaded.sources.file(span.file).text;
                let (start, end) = (span.start as usize, span.end as usize);
                assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{name}");
            }
            let apart = |pair: &[formcheck_core::diagnostic::Span]| {
                pair[0].file != pair[1].file || pair[0].end <= pair[1].start
            };
            assert!(spans.windows(2).all(apart), "{name}");
            edits += spans.len();
        }
    }
    assert!(edits >= 9, "only {edits} edits");
}

/// Signs of the pack have the ids of built-in ones, so a name alone could mean either: what is suggested reads all the same.
#[test]
fn examples_are_suggested_where_ids_are_those_of_another_pack() {
    let desk = Desk::new();
    let text = desk.read(BENT);
    let first = text.find("[[example]]").expect("examples");
    desk.write(BENT, &text[..first]);
    let lint = |flags: &[&str]| Test::new(&["lint"]).args(&[desk.path()]).args(flags).run();
    let missing = lint(&[]);
    assert!(out(&missing).contains("missing-example"), "{}", out(&missing));
    lint(&["--suggest"]);
    assert!(desk.read(BENT).contains("[[example]]"), "{}", desk.read(BENT));
    let after = lint(&[]);
    assert_eq!(code(&after), 0, "{}", out(&after));
    assert!(!out(&after).contains("missing-example"), "{}", out(&after));
}

/// A difference is worked out in each rep: of signs that are made from a whole set it would be wrong without a word.
#[test]
fn a_difference_of_what_is_made_from_a_set_is_refused() {
    let desk = Desk::new();
    let signs = desk.read("rules/signs.toml");
    let more = "\n[lean-creep]\nask = \"How far does the torso creep up over the set?\"\nover-set = \"change\"\nof = \"torso-angle\"\n\
                say = \"the torso creeps up {value} degrees\"\n\n[creep-over-lean]\nask = \"How much more does it creep than lean?\"\n\
                phase = \"pull\"\ndifference = [\"lean-creep\", \"torso-angle\"]\nsay = \"it creeps {value} degrees more\"\n";
    desk.write("rules/signs.toml", &(signs + more));
    let linted = desk.lint(&[]);
    assert_eq!(code(&linted), 1, "{}", out(&linted));
    let told = "`lean-creep` is made from the reps of a set, and a difference is of one rep";
    assert!(out(&linted).contains(told), "{}", out(&linted));
}
