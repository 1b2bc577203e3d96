//! A rulebook as far as it could be made, with what several checks ask of it.

use std::collections::HashSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, FileIx, FindingSeverity, SourceMap, Span, errors};
use crate::logic::{Budget, Cube, Point, plainest};
use crate::rulebook::{ExerciseIx, Loaded, MistakeIx, Pair, Rulebook, SignIx, Test, ValueSet};

/// A rulebook as far as it could be made.
pub(super) struct CheckedDraft<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) sources: &'a SourceMap,
    pub(super) unsound: &'a HashSet<ExerciseIx>,
    /// Whether loading found an error anywhere.
    pub(super) has_errors: bool,
    /// Where it did.
    pub(super) errors: Vec<Span>,
    /// Of each mistake, the sound exercises in which it counts.
    pub(super) counting: Vec<Vec<ExerciseIx>>,
    clean_fires: OnceLock<Vec<CleanFire>>,
    named_values: OnceLock<Vec<Option<ValueSet>>>,
}

impl<'a> CheckedDraft<'a> {
    pub(super) fn of(loaded: &'a Loaded) -> CheckedDraft<'a> {
        let book = &loaded.draft;
        let mut counting = vec![Vec::new(); book.mistakes.len()];
        for ix in book.exercise_ixs().filter(|ix| !loaded.unsound.contains(ix)) {
            for counted in &book[ix].mistakes {
                counting[counted.mistake.place()].push(ix);
            }
        }
        CheckedDraft {
            book,
            sources: &loaded.sources,
            unsound: &loaded.unsound,
            has_errors: errors(&loaded.diagnostics) > 0,
            errors: loaded
                .diagnostics
                .iter()
                .filter(|found| found.severity == FindingSeverity::Error)
                .filter_map(|found| found.span)
                .collect(),
            counting,
            clean_fires: OnceLock::new(),
            named_values: OnceLock::new(),
        }
    }

    /// The exercises of which something can be proved.
    pub(super) fn sound(&self) -> impl Iterator<Item = ExerciseIx> + '_ {
        self.book.exercise_ixs().filter(|exercise| !self.unsound.contains(exercise))
    }

    /// The sound exercises in which a mistake counts.
    pub(super) fn counting(&self, mistake: MistakeIx) -> &[ExerciseIx] {
        &self.counting[mistake.place()]
    }

    /// Whether loading found an error in a file: what is compared in it may be in pieces.
    pub(super) fn is_faulty(&self, file: FileIx) -> bool {
        self.errors.iter().any(|found| found.file == file)
    }

    /// The sound exercises in which no error was found so far: what is proved of them echoes nothing.
    pub(super) fn in_order(&self, found: &[Diagnostic]) -> Vec<ExerciseIx> {
        let faults = || found.iter().filter(|found| found.severity == FindingSeverity::Error);
        let files: HashSet<FileIx> = faults().filter_map(|found| found.span.map(|span| span.file)).collect();
        let places: HashSet<Span> = faults().filter_map(|found| found.span).collect();
        let is_faulty = |mistake: MistakeIx| {
            let mistake = &self.book[mistake];
            let mut clauses = mistake.when.iter();
            clauses.any(|clause| {
                places.contains(&clause.span) || clause.tests.iter().any(|test| places.contains(&test.span))
            })
        };
        let fire: HashSet<ExerciseIx> = self.clean_fires().iter().map(|fire| fire.exercise).collect();
        self.sound()
            .filter(|&ix| {
                let exercise = &self.book[ix];
                !files.contains(&exercise.span.file)
                    && !fire.contains(&ix)
                    && (places.is_empty()
                        || !exercise.mistakes.iter().any(|counted| is_faulty(counted.mistake)))
            })
            .collect()
    }

    /// Does the same with each of some exercises, on every core; the findings come in the exercises' order.
    pub(super) fn each(
        exercises: &[ExerciseIx],
        out: &mut Vec<Diagnostic>,
        work: impl Fn(ExerciseIx, &mut Vec<Diagnostic>) + Sync,
    ) {
        let of_one = |&exercise: &ExerciseIx| {
            let mut found = Vec::new();
            work(exercise, &mut found);
            found
        };
        out.par_extend(exercises.par_iter().flat_map_iter(of_one));
    }

    /// What anything names of each sign.
    pub(super) fn named_values(&self) -> &[Option<ValueSet>] {
        self.named_values.get_or_init(|| named_values(self))
    }

    /// The mistakes that a clean rep fires: a fault of its own, which examples don't repeat.
    pub(super) fn clean_fires(&self) -> &[CleanFire] {
        self.clean_fires.get_or_init(|| clean_fires(self))
    }
}

/// A mistake that a clean rep fires, with the clause and the rep.
pub(super) struct CleanFire {
    pub(super) exercise: ExerciseIx,
    pub(super) mistake: MistakeIx,
    pub(super) clause: usize,
    pub(super) point: Point,
}

/// Every mistake that a clean rep fires, once an exercise.
fn clean_fires(draft: &CheckedDraft<'_>) -> Vec<CleanFire> {
    let sound: Vec<ExerciseIx> = draft.sound().collect();
    let of_one = |&exercise: &ExerciseIx| {
        let engine = draft.book.engine(exercise);
        let rules = engine.mistakes().iter().zip(engine.rules());
        rules.filter_map(move |(&mistake, rule)| {
            rule.iter().enumerate().find_map(|(clause, cube)| {
                let mut clean = engine.clean().iter().filter_map(|clean| cube.intersect(clean));
                let plain = |within: Cube| plainest(engine.space(), &within, &[], Budget::default()).point();
                let point = clean.find_map(plain)?;
                assert!(engine.fires(&point).contains(&mistake), "a witness fires what it witnesses");
                Some(CleanFire { exercise, mistake, clause, point })
            })
        })
    };
    sound.par_iter().flat_map_iter(of_one).collect()
}

/// What anything names of each sign; none for a sign that nothing names.
fn named_values(draft: &CheckedDraft<'_>) -> Vec<Option<ValueSet>> {
    let book = draft.book;
    let mut named: Vec<Option<ValueSet>> = vec![None; book.signs.len()];
    let mut name = |sign: SignIx, values: &ValueSet| {
        let all = &mut named[sign.place()];
        if all.as_ref().is_some_and(|all| all.holds(values)) {
            return;
        }
        *all = Some(all.as_ref().map_or_else(|| values.clone(), |all| all.union(values)));
    };
    let mut seen = HashSet::new();
    let pairs =
        book.exercises.iter().flat_map(|exercise| exercise.impossible.iter().chain(&exercise.unlikely));
    let pairs = pairs.filter(|pair| seen.insert(std::ptr::from_ref::<Pair>(pair.as_ref())));
    let degrees = book.mistakes.iter().flat_map(|mistake| &mistake.worse).map(|degree| &degree.when);
    let whens = book.mistakes.iter().map(|mistake| &mistake.when).chain(pairs.map(|pair| &pair.when));
    let whens = whens.chain(degrees);
    for Test { sign, values, .. } in whens.flatten().flat_map(|clause| &clause.tests) {
        name(*sign, values);
    }
    for observed in book.exercises.iter().flat_map(|exercise| &exercise.signs) {
        name(observed.sign, &observed.good);
        name(observed.sign, &observed.tolerated);
    }
    let cases = || book.exercises.iter().flat_map(|exercise| &exercise.fine);
    for (sign, values) in cases().flat_map(|case| &case.good) {
        name(*sign, values);
    }
    for Test { sign, values, .. } in cases().flat_map(|case| &case.when).flat_map(|clause| &clause.tests) {
        name(*sign, values);
    }
    named
}
