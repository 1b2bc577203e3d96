//! What became of the signs of one exercise: which values became good or tolerated, which are new or gone.

use super::joint::{Atom, Joint, JointAxis, holds, knows};
use super::{Change, SignDifference, SignPart};
use formcheck_core::rulebook::{Observed, Sign, Value};

/// The signs that changed, in the order of the joint space.
pub(super) fn compare(joint: &Joint<'_>) -> Vec<SignDifference> {
    joint.axes.iter().filter_map(one).collect()
}

/// One version of a sign and of what is good of it.
type SignVersion<'a> = Option<(&'a Sign, &'a Observed)>;
/// Whether something is true of a value.
type Is = fn(SignVersion<'_>, &Atom) -> bool;

/// What is reported of a sign that both versions observe: of which values this is true in the first version given and
/// not in the second.
const PARTS: &[(SignPart, SignPart, Is)] = &[
    (SignPart::NewValues, SignPart::GoneValues, |side, atom| side.is_some_and(|(sign, _)| knows(sign, atom))),
    (SignPart::NowGood, SignPart::NoLongerGood, |side, atom| {
        side.is_some_and(|(sign, observed)| holds(sign, &observed.good, atom))
    }),
    (SignPart::NowTolerated, SignPart::NoLongerTolerated, |side, atom| {
        side.is_some_and(|(sign, observed)| holds(sign, &observed.tolerated, atom))
    }),
];

fn one(axis: &JointAxis<'_>) -> Option<SignDifference> {
    let change = match (axis.old, axis.new) {
        (None, _) => Change::Added,
        (_, None) => Change::Removed,
        _ => Change::Changed,
    };
    let mut parts = Vec::new();
    for &(gained, lost, is) in PARTS {
        // All values of a sign that was not observed are news; saying so adds nothing.
        if change != Change::Changed && gained == SignPart::NewValues {
            continue;
        }
        let mut add = |part, here, there| {
            let values = values(axis, |atom| is(here, atom) && !is(there, atom));
            if !values.is_empty() {
                parts.push((part, values));
            }
        };
        add(gained, axis.new, axis.old);
        add(lost, axis.old, axis.new);
    }
    let changed = change != Change::Changed || !parts.is_empty();
    changed.then(|| SignDifference { id: axis.sign.clone(), change, parts })
}

/// The values for which `wanted` holds, as rule files write them; numbers that follow each other as one range.
pub(super) fn values(axis: &JointAxis<'_>, wanted: impl Fn(&Atom) -> bool) -> Vec<String> {
    let mut words = Vec::new();
    let mut spans: Vec<(i32, i32)> = Vec::new();
    for atom in axis.atoms.iter().filter(|atom| wanted(atom)) {
        match atom {
            Atom::Named(name) => words.push(name.to_string()),
            Atom::Span(from, to) => match spans.last_mut() {
                Some(last) if last.1.checked_add(1) == Some(*from) => last.1 = *to,
                _ => spans.push((*from, *to)),
            },
        }
    }
    let word = |number: i32| match axis.new.or(axis.old) {
        Some((sign, _)) => sign.word(Value(number)),
        None => number.to_string(),
    };
    let span = |(from, to): (i32, i32)| {
        if from == to { word(from) } else { format!("{} to {}", word(from), word(to)) }
    };
    words.extend(spans.into_iter().map(span));
    words
}
