//! What is wrong with a pack beyond its shape: what the engine can prove of it. One small file a check, one line here.
//!
//! A finding about reps comes with a witness that was run through the matcher again. Must not know who reads the result.

mod alone;
mod clean_reps;
mod coverage;
mod doubled_sources;
mod drawings;
mod draws_too_many;
mod examples;
mod gaps;
mod ignored_poses;
mod levels;
mod mutants;
mod never_holds;
mod questions;
mod tolerated;
mod unused;
mod weights_not_met;

pub use mutants::{Score, mutants};
use std::collections::HashSet;

use std::sync::OnceLock;

use rayon::prelude::*;

use self::clean_reps::CleanFire;
use crate::diagnostic::{Checked, Code, Diagnostic, FileIx, Severity, SourceMap, Span, errors, sort};
use crate::logic::{Found, Point};
use crate::rulebook::{Engine, Exercise, ExerciseIx, Loaded, MistakeIx, Rulebook, SignIx, Value, ValueSet};

/// The checks, each over the whole draft.
const CHECKS: &[fn(&Draft<'_>, &mut Vec<Diagnostic>)] = &[
    clean_reps::check,
    never_holds::check,
    examples::check,
    doubled_sources::check,
    unused::check,
    alone::check,
    tolerated::check,
    gaps::check,
    coverage::check,
    questions::check,
    draws_too_many::check,
    weights_not_met::check,
    drawings::check,
    ignored_poses::check,
];

/// A rulebook as far as it could be made.
pub struct Draft<'a> {
    book: &'a Rulebook,
    sources: &'a SourceMap,
    unsound: &'a HashSet<ExerciseIx>,
    /// Whether loading found an error anywhere.
    has_errors: bool,
    /// Where it did.
    errors: Vec<Span>,
    /// Of each mistake, the sound exercises in which it counts.
    counting: Vec<Vec<ExerciseIx>>,
    clean_fires: OnceLock<Vec<CleanFire>>,
    named_values: OnceLock<Vec<Option<ValueSet>>>,
}

impl<'a> Draft<'a> {
    fn of(loaded: &'a Loaded) -> Draft<'a> {
        let book = &loaded.draft;
        let mut counting = vec![Vec::new(); book.mistakes.len()];
        for ix in book.exercise_ixs().filter(|ix| !loaded.unsound.contains(ix)) {
            for counted in &book[ix].mistakes {
                counting[counted.mistake.place()].push(ix);
            }
        }
        Draft {
            book,
            sources: &loaded.sources,
            unsound: &loaded.unsound,
            has_errors: errors(&loaded.diagnostics) > 0,
            errors: loaded
                .diagnostics
                .iter()
                .filter(|found| found.severity == Severity::Error)
                .filter_map(|found| found.span)
                .collect(),
            counting,
            clean_fires: OnceLock::new(),
            named_values: OnceLock::new(),
        }
    }

    /// The exercises of which something can be proved.
    fn sound(&self) -> impl Iterator<Item = ExerciseIx> + '_ {
        self.book.exercise_ixs().filter(|exercise| !self.unsound.contains(exercise))
    }

    /// The sound exercises in which a mistake counts.
    fn counting(&self, mistake: MistakeIx) -> &[ExerciseIx] {
        &self.counting[mistake.place()]
    }

    /// Whether loading found an error in a file: what is compared in it may be in pieces.
    fn is_faulty(&self, file: FileIx) -> bool {
        self.errors.iter().any(|found| found.file == file)
    }

    /// The sound exercises in which no error was found so far: what is proved of them echoes nothing.
    fn in_order(&self, found: &[Diagnostic]) -> Vec<ExerciseIx> {
        let faults = || found.iter().filter(|found| found.severity == Severity::Error);
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
    fn each(
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
    fn named_values(&self) -> &[Option<ValueSet>] {
        self.named_values.get_or_init(|| unused::named_values(self))
    }

    /// The mistakes that a clean rep fires: a fault of its own, which examples don't repeat.
    fn clean_fires(&self) -> &[CleanFire] {
        self.clean_fires.get_or_init(|| clean_reps::find_all(self))
    }
}

/// The findings of a whole run, and what it looked at.
#[derive(Debug)]
pub struct Report {
    /// What loading found, then what the checks found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was looked at.
    pub checked: Checked,
}

/// Runs every check over what was loaded, behind the faults that loading found.
pub fn lint(loaded: &Loaded) -> Report {
    lint_step_by_step(loaded, || ())
}

/// How many steps [`lint_step_by_step`] takes.
pub const STEPS: usize = CHECKS.len();

/// The same; tells after each step.
pub fn lint_step_by_step(loaded: &Loaded, done: impl Fn()) -> Report {
    let draft = Draft::of(loaded);
    let mut diagnostics = loaded.diagnostics.clone();
    for check in CHECKS {
        check(&draft, &mut diagnostics);
        done();
    }
    let checked = checked(loaded, |_| true);
    diagnostics.extend(nothing_checked(loaded, |_| true));
    let mut diagnostics = levels::settle(loaded, diagnostics);
    sort(&mut diagnostics);
    Report { diagnostics, checked }
}

/// What was looked at in some of the files.
pub fn checked(loaded: &Loaded, is_asked: impl Fn(FileIx) -> bool) -> Checked {
    let book = &loaded.draft;
    let exercises = || book.exercises.iter().filter(|one| is_asked(one.span.file));
    let files = u32::try_from(loaded.sources.files().len()).unwrap_or(u32::MAX);
    Checked {
        files: (0..files).filter(|&file| is_asked(FileIx(file))).count(),
        exercises: exercises().count(),
        mistakes: book.mistakes.iter().filter(|one| is_asked(one.span.file)).count(),
        examples: exercises().map(|exercise| exercise.examples.len()).sum(),
        questions: book.questions.iter().filter(|one| is_asked(one.span.file)).count(),
    }
}

/// The finding that these files hold nothing that could be checked.
pub fn nothing_checked(loaded: &Loaded, is_asked: impl Fn(FileIx) -> bool) -> Option<Diagnostic> {
    let signs = loaded.draft.signs.iter().filter(|sign| is_asked(sign.span.file)).count();
    let quizzes = loaded.draft.quizzes.iter().filter(|quiz| is_asked(quiz.span.file)).count();
    let checked = checked(loaded, is_asked);
    if signs + quizzes + checked.exercises + checked.mistakes + checked.questions > 0 {
        return None;
    }
    let message = "there was nothing to check: no signs, mistakes, exercises, quizzes or questions";
    let help = "name a folder that holds a pack, or start one: `formcheck new pack ID`";
    Some(Diagnostic::new(Code::NothingChecked, None, message).help(help))
}

/// The witness of a search, for its `fires`; says so if the search was not decided.
fn witness(found: Found, out: &mut Vec<Diagnostic>, undecided: impl FnOnce() -> Diagnostic) -> Option<Point> {
    match found {
        Found::Point(point) => Some(point),
        Found::Nothing => None,
        Found::NotDecided => {
            out.push(undecided());
            None
        }
    }
}

/// A rep in words: the signs of some mistakes and those that are not good, each with its value.
fn in_words(
    book: &Rulebook,
    exercise: &Exercise,
    engine: &Engine,
    point: &Point,
    about: &[MistakeIx],
) -> String {
    in_words_with(book, exercise, engine, point, about, &[])
}

/// The same; of the signs in `given`, which stand in the rep's cells, with just these values.
fn in_words_with(
    book: &Rulebook,
    exercise: &Exercise,
    engine: &Engine,
    point: &Point,
    about: &[MistakeIx],
    given: &[(SignIx, Value)],
) -> String {
    let observation = engine.observation(point);
    let tests = || about.iter().flat_map(|&mistake| &book[mistake].when).flat_map(|clause| &clause.tests);
    let told = exercise.signs.iter().zip(observation.values()).filter_map(|(observed, value)| {
        let own = given.iter().find(|(sign, _)| *sign == observed.sign).map(|(_, value)| *value);
        let value = own.or(*value)?;
        let named = tests().any(|test| test.sign == observed.sign);
        let sign = &book[observed.sign];
        (named || !observed.good.contains(value)).then(|| format!("{} = {}", sign.id, sign.word(value)))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// Ids in a list: "`a` and `b`".
fn quoted_ids(book: &Rulebook, mistakes: &[MistakeIx]) -> String {
    let ids: Vec<String> = mistakes.iter().map(|&mistake| format!("`{}`", book[mistake].id)).collect();
    crate::rulebook::words::and_list(&ids)
}
