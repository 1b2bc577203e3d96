//! packs/gym-floor: what coaches say on the floor, as exact rules. Each claim is checked from all of its sides.

use std::path::Path;

use crate::common::program::Test;
use formcheck::app::disk;
use formcheck_core::lint::{lint, mutants};
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
            let told = shown.iter().find(|(id, _)| sign.id == *id).map(|(_, word)| *word);
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
