//! What to fix first: by severity, then what leads to others, then by phase or in the exercise's own order.
//!
//! What leads to a mistake of the same rep is fixed before it, so it counts as bad as the worst that it leads to there.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use super::grade::Graded;
use super::{Exercise, MistakeIx, PhaseIx, Rulebook, Severity};

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
    let phase = if exercise.has_own_order {
        0
    } else {
        phase_rank(exercise, mistake_phase(rulebook, exercise, mistake))
    };
    (Reverse(rulebook[mistake].severity), phase, place)
}

/// The mistakes of one rep, what to fix first coming first.
pub(super) fn in_order(rulebook: &Rulebook, exercise: &Exercise, mut firing: Vec<Graded>) -> Vec<Graded> {
    let all = firing.clone();
    let mut known = HashMap::new();
    firing.sort_by_cached_key(|one| {
        let (_, phase, place) = fix_order(rulebook, exercise, one.mistake);
        let effects = effects(rulebook, &all, one.mistake);
        let steps = steps(rulebook, &all, one.mistake, &mut known);
        (Reverse(worst(one, &effects)), Reverse(steps), phase, place)
    });
    firing
}

/// What of a rep's mistakes one of them leads to, at once or by others.
fn effects<'g>(rulebook: &Rulebook, firing: &'g [Graded], mistake: MistakeIx) -> Vec<&'g Graded> {
    let mut found: Vec<&Graded> = Vec::new();
    let mut open = vec![mistake];
    while let Some(cause) = open.pop() {
        for one in firing.iter().filter(|one| rulebook[cause].leads_to.contains(&one.mistake)) {
            if found.iter().all(|other| other.mistake != one.mistake) {
                found.push(one);
                open.push(one.mistake);
            }
        }
    }
    found
}

/// The most steps from a mistake to one that it leads to in the rep; `known` are those that were counted.
fn steps(
    rulebook: &Rulebook,
    firing: &[Graded],
    mistake: MistakeIx,
    known: &mut HashMap<MistakeIx, usize>,
) -> usize {
    if let Some(&steps) = known.get(&mistake) {
        return steps;
    }
    let next = firing.iter().filter(|one| rulebook[mistake].leads_to.contains(&one.mistake));
    let most = next.map(|one| 1 + steps(rulebook, firing, one.mistake, known)).max().unwrap_or(0);
    known.insert(mistake, most);
    most
}

fn worst(one: &Graded, effects: &[&Graded]) -> Severity {
    effects.iter().map(|effect| effect.severity).fold(one.severity, Severity::max)
}

/// Why one mistake of a rep is fixed before another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sooner {
    /// It leads to the other.
    Cause,
    /// It is worse, or leads to one that is.
    Graver,
    /// It is as bad, and is seen in an earlier phase of the rep, or stands earlier in the exercise's own order.
    Earlier,
}

/// Why `a` is fixed before `b` in a rep in which these fire; none if it isn't, or only the order of a file says so that
/// means nothing by it. A mistake of the set as a whole is neither earlier nor later than another.
pub fn sooner(
    rulebook: &Rulebook,
    exercise: &Exercise,
    firing: &[Graded],
    a: MistakeIx,
    b: MistakeIx,
) -> Option<Sooner> {
    let of = |mistake: MistakeIx| firing.iter().find(|one| one.mistake == mistake);
    let (of_a, of_b) = (effects(rulebook, firing, a), effects(rulebook, firing, b));
    let leads = |effects: &[&Graded], to: MistakeIx| effects.iter().any(|one| one.mistake == to);
    if leads(&of_a, b) {
        return Some(Sooner::Cause);
    }
    if leads(&of_b, a) {
        return None;
    }
    match worst(of(a)?, &of_a).cmp(&worst(of(b)?, &of_b)) {
        Ordering::Greater => Some(Sooner::Graver),
        Ordering::Less => None,
        Ordering::Equal if exercise.has_own_order => {
            let place = |mistake| exercise.mistakes.iter().position(|counted| counted.mistake == mistake);
            (place(a)? < place(b)?).then_some(Sooner::Earlier)
        }
        Ordering::Equal => {
            let phase = |mistake: MistakeIx| mistake_phase(rulebook, exercise, mistake);
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
        .filter(|sign| !sign.kind.is_context())
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
                let firing = [a, b].map(|one| Graded::plain(&book, one));
                let of = |a, b| sooner(&book, exercise, &firing, a, b);
                match of(a, b) {
                    Some(Sooner::Cause) => panic!("the built-in pack has no causes"),
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
