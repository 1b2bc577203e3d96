//! What to fix first: by severity, then by phase, then in the exercise's order.

use std::cmp::{Ordering, Reverse};

use super::{Exercise, MistakeIx, PhaseIx, Rulebook, Severity, SignKind};

/// What to fix first: by severity, then by phase, then in the exercise's order.
pub fn first_to_fix(rulebook: &Rulebook, exercise: &Exercise, a: MistakeIx, b: MistakeIx) -> Ordering {
    fix_order(rulebook, exercise, a).cmp(&fix_order(rulebook, exercise, b))
}

/// How soon to fix a mistake, the lowest first: the worst, then the one seen earliest, then in the exercise's order.
pub(super) fn fix_order(
    rulebook: &Rulebook,
    exercise: &Exercise,
    mistake: MistakeIx,
) -> (Reverse<Severity>, usize, Option<usize>) {
    let place = exercise.mistakes.iter().position(|counted| counted.mistake == mistake);
    let phase = phase_rank(exercise, mistake_phase(rulebook, exercise, mistake));
    (Reverse(rulebook[mistake].severity), phase, place)
}

/// Why one mistake is fixed before another. The order of a file alone is no reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sooner {
    /// Its severity is higher.
    Graver,
    /// It is as severe, and is seen in an earlier phase of the rep.
    Earlier,
}

/// Why `a` is fixed before `b`; none if it isn't, or only the order of the file says so. A mistake of the set as a whole is
/// neither earlier nor later than another.
pub fn sooner(rulebook: &Rulebook, exercise: &Exercise, a: MistakeIx, b: MistakeIx) -> Option<Sooner> {
    let phase = |mistake: MistakeIx| mistake_phase(rulebook, exercise, mistake);
    match rulebook[a].severity.cmp(&rulebook[b].severity) {
        Ordering::Greater => Some(Sooner::Graver),
        Ordering::Less => None,
        Ordering::Equal => {
            let is_earlier = phase_rank(exercise, Some(phase(a)?)) < phase_rank(exercise, Some(phase(b)?));
            is_earlier.then_some(Sooner::Earlier)
        }
    }
}

/// The phase in which a mistake is seen: the earliest, in the exercise's order, among its signs that are not context.
/// None for a mistake of the set as a whole.
pub fn mistake_phase(rulebook: &Rulebook, exercise: &Exercise, mistake: MistakeIx) -> Option<PhaseIx> {
    rulebook[mistake]
        .when
        .iter()
        .flat_map(|clause| &clause.tests)
        .map(|test| &rulebook[test.sign])
        .filter(|sign| sign.kind != SignKind::Context)
        .filter_map(|sign| sign.phase)
        .min_by_key(|&phase| phase_rank(exercise, Some(phase)))
}

/// A phase's place in the exercise's order; what has none comes last.
pub(crate) fn phase_rank(exercise: &Exercise, phase: Option<PhaseIx>) -> usize {
    phase.and_then(|phase| exercise.phases.iter().position(|&own| own == phase)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::load_mid_back;

    #[test]
    fn what_is_sooner_for_a_reason_comes_first_and_never_both_ways() {
        let book = load_mid_back();
        let (mut graver, mut earlier, mut neither) = (0, 0, 0);
        for exercise in &book.exercises {
            let all = || exercise.mistakes.iter().map(|counted| counted.mistake);
            for (a, b) in all().flat_map(|a| all().map(move |b| (a, b))).filter(|(a, b)| a != b) {
                let of = |a, b| sooner(&book, exercise, a, b);
                match of(a, b) {
                    Some(Sooner::Graver) => graver += 1,
                    Some(Sooner::Earlier) => earlier += 1,
                    None => {
                        neither += usize::from(of(b, a).is_none());
                        continue;
                    }
                }
                assert_eq!(first_to_fix(&book, exercise, a, b), Ordering::Less);
                assert_eq!(of(b, a), None);
            }
        }
        assert!(graver > 0 && earlier > 0 && neither > 0, "{graver}, {earlier}, {neither}");
    }
}
