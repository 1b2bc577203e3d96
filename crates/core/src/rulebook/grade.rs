//! How bad a mistake is in a rep: its own severity, or that of the worst of its degrees that hold there.

use super::{Engine, ExerciseIx, MistakeIx, Rulebook, Severity, SignIx, Value};
use crate::logic::{Budget, Cube, Standing, standing};

/// A mistake of a rep, and how bad it is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Graded {
    /// The mistake.
    pub mistake: MistakeIx,
    /// How bad it is at least, whatever was not seen.
    pub severity: Severity,
    /// How bad it may be.
    pub at_most: Severity,
    /// The degree that makes it so bad, by its place in the mistake's list; none: its own severity.
    pub degree: Option<usize>,
}

impl Graded {
    /// As bad as the mistake says without its degrees.
    pub fn plain(rulebook: &Rulebook, mistake: MistakeIx) -> Graded {
        let severity = rulebook[mistake].severity;
        Graded { mistake, severity, at_most: severity, degree: None }
    }

    /// Whether nothing that was not seen could make it worse.
    pub fn is_settled(&self) -> bool {
        self.severity == self.at_most
    }

    /// Whether what is said of the mistake in general holds for it: its degree is settled and calls for nothing of its own.
    pub fn is_usual(self, rulebook: &Rulebook) -> bool {
        self.own_cue(rulebook).is_none() && self.is_settled()
    }

    /// What a coach calls out for it, if its degree says something of its own.
    pub fn own_cue(self, rulebook: &Rulebook) -> Option<&str> {
        rulebook[self.mistake].worse[self.degree?].cue.as_deref()
    }
}

/// How bad the mistake at a place is in the reps of some boxes, in all of which it fires.
pub(super) fn grade_in(rulebook: &Rulebook, engine: &Engine, rule: usize, reps: &[Cube]) -> Graded {
    let mut graded = Graded::plain(rulebook, engine.mistakes()[rule]);
    for (place, (severity, cubes)) in engine.degrees(rule).iter().enumerate() {
        let stands = |reps: &Cube| standing(engine.space(), reps, cubes, Budget::default());
        let all: Vec<Standing> = reps.iter().map(stands).collect();
        if !all.is_empty() && all.iter().all(|one| *one == Standing::Certain) && *severity >= graded.severity
        {
            (graded.severity, graded.degree) = (*severity, Some(place));
        }
        if all.iter().any(|one| *one != Standing::RuledOut) {
            graded.at_most = graded.at_most.max(*severity);
        }
    }
    graded
}

/// How bad these mistakes are in a rep that shows some signs and is good in every other.
pub fn grades(
    rulebook: &Rulebook,
    exercise: ExerciseIx,
    shown: &[(SignIx, Value)],
    mistakes: &[MistakeIx],
) -> Vec<Graded> {
    let (engine, reps) = rulebook.reps_that_show(exercise, shown);
    let possible = |reps: &Cube| {
        crate::logic::find(engine.space(), reps, &[], Budget::default()) != crate::logic::Found::Nothing
    };
    let reps: Vec<Cube> = reps.into_iter().filter(possible).collect();
    let place = |mistake| engine.mistakes().iter().position(|&counted| counted == mistake);
    let grade = |&mistake: &MistakeIx| match place(mistake) {
        Some(rule) => grade_in(rulebook, &engine, rule, &reps),
        None => Graded::plain(rulebook, mistake),
    };
    mistakes.iter().map(grade).collect()
}
