//! packs/gym-floor: what coaches say on the floor, as exact rules. Each claim is checked from all of its sides.

use std::path::Path;

use crate::common::copy;
use crate::common::program::Test;
use formcheck::app::disk;
use formcheck_core::lint::{lint, mutants};
use formcheck_core::quiz::{Item, Plan, Seed, Subject, prove_item, sitting};
use formcheck_core::rulebook::source::BuiltIn;
use formcheck_core::rulebook::{
    CheckVerdict, Judgement, Loaded, Named, Observation, Rulebook, Severity, judge, load,
};

fn folder() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/gym-floor").to_string_lossy().into_owned()
}

fn loaded() -> Loaded {
    let own = disk::folder(Path::new(&folder())).unwrap_or_else(|none| panic!("{none}"));
    load(vec![BuiltIn::MidBack.source(), BuiltIn::BigLifts.source(), own])
}

/// What is said of a rep that shows these signs, with every other one as good as `usual` says.
struct Floor {
    book: Rulebook,
}

impl Floor {
    fn new() -> Floor {
        let loaded = loaded();
        let found = format!("{:#?}", loaded.diagnostics);
        Floor { book: loaded.rulebook().unwrap_or_else(|_| panic!("{found}")) }
    }

    fn judge(&self, exercise: &str, shown: &[(&str, &str)]) -> Judgement {
        let book = &self.book;
        let Some(Named::Exercise(ix)) = book.find(exercise) else { panic!("no {exercise}") };
        let mut seen = Observation::unknown(&book[ix]);
        for (place, observed) in book[ix].signs.iter().enumerate() {
            let sign = &book[observed.sign];
            // What follows from two signs is given by nobody.
            if sign.difference.is_some() {
                continue;
            }
            let told = shown.iter().find(|(id, _)| sign.id.plain() == *id).map(|(_, word)| *word);
            let value = told.map(|word| sign.value(word).unwrap_or_else(|| panic!("{}: {word}", sign.id)));
            seen.set(place, value.or_else(|| observed.good.values().next()));
        }
        judge(book, ix, &seen)
    }

    fn fires(&self, exercise: &str, shown: &[(&str, &str)]) -> Vec<String> {
        let certain = self.judge(exercise, shown).certain;
        certain.iter().map(|one| self.book[one.mistake].id.to_string()).collect()
    }

    fn is_clean(&self, exercise: &str, shown: &[(&str, &str)]) -> bool {
        self.judge(exercise, shown).verdict == CheckVerdict::Clean
    }
}

#[test]
fn it_is_clean_under_every_check_and_laid_out() {
    for args in [&["lint", "--strict"][..], &["lint", "--mutants"], &["fmt", "--check"]] {
        Test::new(args).args(&[folder()]).ends(0);
    }
    let mut loaded = loaded();
    let first = BuiltIn::MidBack.source().files.len() + BuiltIn::BigLifts.source().files.len();
    let told: Vec<String> = lint(&loaded)
        .diagnostics
        .iter()
        .filter(|one| one.span.is_none_or(|span| span.file.0 as usize >= first))
        .map(|found| found.message.clone())
        .collect();
    assert!(told.is_empty(), "{told:#?}");
    let score = mutants(&mut loaded, |span| span.file.0 as usize >= first, || ());
    assert!(score.changes >= 20, "{} changes", score.changes);
    assert_eq!(score.percent(), Some(100));
}

/// Claims 1, 2 and 4: a limit that falls with the plan of the raise, one that moves near failure, one in tenths of a second.
#[test]
fn the_lateral_raise_is_judged_as_coaches_say() {
    let floor = Floor::new();
    let (shoulder, full) = (("raise-style", "to-the-shoulder"), ("raise-style", "full-range"));
    let fires = |shown: &[(&str, &str)]| floor.fires("lateral-raise", shown);
    assert_eq!(fires(&[shoulder, ("raise-height", "101")]), ["raise-too-high"]);
    assert!(floor.is_clean("lateral-raise", &[shoulder, ("raise-height", "100")]));
    assert!(floor.is_clean("lateral-raise", &[full, ("raise-height", "170")]));
    assert_eq!(fires(&[full, ("raise-height", "100")]), ["raise-cut-short"]);
    let (early, last) = (("set-stage", "early"), ("set-stage", "near-failure"));
    assert_eq!(fires(&[shoulder, early, ("raise-lean", "11")]), ["raise-rocks-back"]);
    for clean in [(early, "10"), (last, "11"), (last, "20")] {
        assert!(floor.is_clean("lateral-raise", &[shoulder, clean.0, ("raise-lean", clean.1)]), "{clean:?}");
    }
    assert_eq!(fires(&[shoulder, last, ("raise-lean", "21")]), ["raise-rocks-back"]);
    for (seconds, clean) in [("2", true), ("2.5", true), ("3", true), ("1.9", false), ("3.1", false)] {
        assert_eq!(
            floor.is_clean("lateral-raise", &[shoulder, ("raise-lowering", seconds)]),
            clean,
            "{seconds}"
        );
    }
    assert_eq!(fires(&[shoulder, ("raise-lowering", "0.9")]), ["raise-dropped"]);
    assert!(fires(&[shoulder, ("raise-lowering", "1")]).is_empty());
}

/// Claim 3: elbows 10 to 30 degrees bent, and the same all the way.
#[test]
fn elbows_in_a_raise_are_a_little_bent_and_stay_so() {
    let floor = Floor::new();
    let fires = |start: &str, top: &str| {
        let shown =
            [("raise-style", "to-the-shoulder"), ("raise-elbow-start", start), ("raise-elbow-top", top)];
        floor.fires("lateral-raise", &shown)
    };
    for (start, top) in [("10", "10"), ("30", "30"), ("15", "20"), ("20", "15"), ("25", "30")] {
        assert!(fires(start, top).is_empty(), "{start} {top}");
    }
    assert_eq!(fires("9", "12"), ["raise-stiff-arms"]);
    assert_eq!(fires("30", "31"), ["raise-bent-arms"]);
    assert_eq!(fires("15", "21"), ["raise-elbows-work"]);
    assert_eq!(fires("21", "15"), ["raise-elbows-work"]);
    assert_eq!(fires("10", "31"), ["raise-bent-arms", "raise-elbows-work"]);
}

/// Claim 5: if the knees bend more than the hips, you squat it. The difference is typed in by nobody, follows where one of
/// the three is missing, and can't contradict the two.
#[test]
fn a_swing_whose_knees_bend_more_than_the_hips_is_squatted() {
    let floor = Floor::new();
    let fires = |knees: &str, hips: &str| {
        let shown = [("swing-style", "russian"), ("swing-knee-bend", knees), ("swing-hip-bend", hips)];
        floor.fires("kettlebell-swing", &shown)
    };
    assert_eq!(fires("61", "60"), ["swing-squatted"]);
    assert!(fires("60", "60").is_empty() && fires("50", "90").is_empty());
    let check = |signs: &[&str], ends: i32| {
        let start = ["check", "kettlebell-swing", "--json", "--pack", &folder()];
        Test::new(&start).args(signs).ends(ends)
    };
    assert!(check(&["knees-over-hips=10"], 0).contains("\"id\":\"gym-floor/swing-squatted\""));
    // Knees that don't bend at all can't bend more than the hips, whatever these do.
    let straight = check(&["swing-knee-bend=0"], 0);
    let (_, ruled_out) = straight.split_once("\"ruled_out\":").expect("JSON");
    assert!(ruled_out.contains("\"gym-floor/swing-squatted\""), "{straight}");
    // Knees at 20 and a difference of -40 leave 60 to the hips, whoever looked at them.
    let follows = check(&["swing-knee-bend=20", "knees-over-hips=-40", "swing-hip-bend=70"], 2);
    assert!(
        follows.contains("`knees-over-hips` is -50 by `swing-knee-bend` and `swing-hip-bend`"),
        "{follows}"
    );
    // Between them they leave no room: no hips bend less than not at all.
    assert!(check(&["swing-knee-bend=5", "knees-over-hips=10"], 0).contains("\"verdict\":\"impossible\""));
}

/// Claim 6: a little rounding when tired is a warning, clear rounding ends the set.
#[test]
fn rounding_in_a_swing_is_as_bad_as_it_is_deep_and_the_lifter_fresh() {
    let floor = Floor::new();
    let severity = |rounding: &str, stage: &str| {
        let shown = [("swing-style", "russian"), ("swing-rounding", rounding), ("set-stage", stage)];
        let judged = floor.judge("kettlebell-swing", &shown);
        judged
            .certain
            .first()
            .map(|one| (one.graded.severity, one.graded.own_cue(&floor.book).map(str::to_owned)))
    };
    assert_eq!(severity("10", "early"), None);
    assert_eq!(severity("11", "near-failure"), Some((Severity::Low, None)));
    assert_eq!(severity("30", "near-failure"), Some((Severity::Low, None)));
    assert_eq!(severity("30", "middle"), Some((Severity::Medium, None)));
    for stage in ["early", "near-failure"] {
        assert_eq!(severity("31", stage), Some((Severity::High, Some("Park the bell".to_owned()))));
    }
}

/// Claim 7: end the set when form breaks twice in a row.
#[test]
fn a_swing_set_ends_when_form_breaks_twice_in_a_row() {
    let set = |reps: &str, json: bool| {
        let args =
            ["check", "kettlebell-swing", "swing-style=russian", "--rest-good", "--set", "-", "--pack"];
        let run = Test::new(&args).args(&[folder()]).args(if json { &["--json"][..] } else { &[] });
        run.input(reps).ends(0)
    };
    let (clean, broken) = ("swing-rounding=5\n", "swing-rounding=20\n");
    let once = [clean, broken, clean, broken].concat();
    let twice = [clean, "{\"swing-rounding\":20,\"set-stage\":\"middle\"}\n", broken, clean].concat();
    let page = set(&once, false);
    assert!(page.contains("The form breaks down in 1 rep in a row."), "{page}");
    assert!(page.contains("No mistake over the set."), "{page}");
    let page = set(&twice, false);
    for line in ["Rep 1: clean.", "Rep 2: Rounded back.", "Goes on after form breaks down (high)"] {
        assert!(page.contains(line), "{line}: {page}");
    }
    let json = set(&twice, true);
    assert!(json.contains("\"certain\":[{\"id\":\"gym-floor/swing-goes-on\""), "{json}");
    assert!(json.contains("{\"sign\":\"gym-floor/swing-breaks-in-a-row\",\"value\":\"2\""), "{json}");
    // A single rep is judged as one: nothing is said of the set.
    let start =
        ["check", "kettlebell-swing", "--rest-good", "--pack", &folder(), "swing-rounding=20", "--json"];
    let alone = Test::new(&start).ends(0);
    assert!(
        alone.contains("swing-back-rounds") && !alone.contains("\"id\":\"gym-floor/swing-goes-on\""),
        "{alone}"
    );
    let unread = Test::new(&["check", "kettlebell-swing", "--set", "-", "--pack"]).args(&[folder()]);
    let told = unread.input("swing-rounding=5\nswing-rounding=900\n").ends(2);
    assert!(told.contains("line 2: `swing-rounding` has no value `900`"), "{told}");
}

/// Claim 8: elbows that end behind the trunk tip the shoulders forward: fix the elbows first.
#[test]
fn in_a_pulldown_the_elbows_are_fixed_before_the_shoulders() {
    let floor = Floor::new();
    let both = [("pulldown-elbows", "behind"), ("pulldown-shoulders", "tip-forward")];
    assert_eq!(floor.fires("seated-pulldown", &both), ["pulldown-elbows-behind", "pulldown-tips-forward"]);
    let page = Test::new(&["check", "seated-pulldown", "--rest-good", "--pack", &folder()])
        .args(&["pulldown-shoulders=tip-forward", "pulldown-elbows=behind"])
        .ends(0);
    assert!(page.contains("Fix this, and \"Shoulders tip forward\" may go too."), "{page}");
}

/// What hangs on two signs, on several reps or on tenths of a second is asked too, and each key is proved.
#[test]
fn its_questions_are_proved_and_reach_what_is_new() {
    let Floor { book } = Floor::new();
    let own = |item: &Item| {
        let ix = item.exercise_in(&book).filter(|&ix| book[book[ix].pack].name == "gym-floor")?;
        Some(book[ix].id.plain().to_owned())
    };
    let value = |item: &Item, id: &str| {
        let shown = item.shown.iter().find(|shown| shown.sign.plain() == id)?;
        shown.value.parse::<f64>().ok()
    };
    let is_of = |item: &Item, of: &str| item.skill.as_str().ends_with(of);
    let (mut squats, mut goes_on, mut tenths) = (0, 0, 0);
    let claims = ["lateral-raise", "kettlebell-swing", "seated-pulldown"];
    let of_claims: Vec<_> = book.exercise_ixs().filter(|&ix| claims.contains(&book[ix].id.plain())).collect();
    // What no eye sees is asked as a rep where it is named.
    let named = ["swing-goes-on", "swing-squatted"].map(|id| book.mistake(id).expect("a mistake"));
    let exercises =
        of_claims.iter().cycle().take(12).map(|&ix| Plan::about(&book, Subject::Exercise(ix), 24));
    let of_named = named.iter().cycle().take(8);
    let plans = exercises.chain(of_named.map(|&one| Plan::about(&book, Subject::Mistake(one), 3)));
    for (seed, plan) in plans.enumerate() {
        let Ok(items) = sitting(&book, plan, Seed(seed as u64)).map(|drawn| drawn.items) else { continue };
        for item in items.iter().filter(|item| own(item).is_some()) {
            prove_item(&book, item).unwrap_or_else(|why| panic!("{why}: {item:#?}"));
            squats += usize::from(value(item, "knees-over-hips").is_some_and(|more| more > 0.0));
            goes_on +=
                usize::from(is_of(item, ":swing-goes-on") && value(item, "swing-breaks-in-a-row").is_some());
            tenths += usize::from(value(item, "raise-lowering").is_some_and(|seconds| seconds.fract() > 0.0));
        }
    }
    let seen = [squats, goes_on, tenths];
    assert!(seen.iter().all(|&times| times > 0), "each was asked: {seen:?}");
}

/// What a coach leaves out or gets half right is told so that doing it to the letter ends at a sound pack.
#[test]
fn an_example_says_its_style_and_tenths_are_told_as_they_are_written() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/gym-floor"), folder.path());
    let dir = folder.path().to_str().expect("a plain path");
    let lint = |with: i32| {
        let said = Test::new(&["lint", "--strict", dir]).ends(with);
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let edit = |from: &str, to: &str| {
        let path = folder.path().join("rules/exercises/lateral-raise.toml");
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{from}");
        std::fs::write(path, text.replacen(from, to, 1)).expect("written");
    };
    let (whole, short) = ("raise-height = 101, raise-style = \"to-the-shoulder\"", "raise-height = 101");
    edit(whole, short);
    let said = lint(1);
    assert!(said.contains("say which, add raise-style = \"to-the-shoulder\" to the rep"), "{said}");
    edit(short, whole);
    assert!(lint(0).contains("nothing is wrong"));
    edit("raise-lowering = [ { from = 1, to = 1.9 }, { over = 3 } ]\n", "");
    edit("[[example]]\nrep = { raise-lowering = 1 }\nexpect = []\n\n", "");
    let said = lint(1);
    assert!(said.contains("what `raise-lowering = 1 to 1.9 and 3.1 to"), "{said}");
}
