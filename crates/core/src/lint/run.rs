//! Runs the checks, one after the other.

use super::draft::CheckedDraft;
use super::{
    alone, bank_too_small, because_of_numbers, clean_reps, coverage, doubled_signs, doubled_sources,
    doubled_words, drawings, draws_too_many, examples, for_learning, foreign_tools, gaps, ignored_poses,
    levels, must_pass, never_holds, open_tolerated, questions, reps_in_words, tolerated, unused,
    weights_not_met,
};
use crate::diagnostic::{Checked, Code, Diagnostic, FileIx, sort};
use crate::rulebook::Loaded;

/// The checks, each over the whole draft.
const CHECKS: &[fn(&CheckedDraft<'_>, &mut Vec<Diagnostic>)] = &[
    clean_reps::check,
    never_holds::check,
    examples::check,
    doubled_signs::check,
    doubled_sources::check,
    doubled_words::check,
    unused::check,
    alone::check,
    tolerated::check,
    gaps::check,
    coverage::check,
    questions::check,
    draws_too_many::check,
    must_pass::check,
    weights_not_met::check,
    bank_too_small::check,
    drawings::check,
    ignored_poses::check,
    for_learning::check,
    reps_in_words::check,
    foreign_tools::check,
    open_tolerated::check,
    because_of_numbers::check,
];

/// The findings of a whole run, and what it looked at.
#[derive(Debug)]
pub struct LintReport {
    /// What loading found, then what the checks found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was looked at.
    pub checked: Checked,
}

/// Runs every check over what was loaded, behind the faults that loading found.
pub fn lint(loaded: &Loaded) -> LintReport {
    lint_step_by_step(loaded, || ())
}

/// How many steps [`lint_step_by_step`] takes.
pub const STEPS: usize = CHECKS.len();

/// The same; tells after each step.
pub fn lint_step_by_step(loaded: &Loaded, done: impl Fn()) -> LintReport {
    let draft = CheckedDraft::of(loaded);
    let mut diagnostics = loaded.diagnostics.clone();
    for check in CHECKS {
        check(&draft, &mut diagnostics);
        done();
    }
    let checked = checked(loaded, |_| true);
    diagnostics.extend(nothing_checked(loaded, |_| true));
    let mut diagnostics = levels::settle(loaded, diagnostics);
    sort(&mut diagnostics);
    LintReport { diagnostics, checked }
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
