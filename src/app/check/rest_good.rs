//! Signs that nobody spoke of, taken as good.

use formcheck_core::rulebook::{ExerciseIx, Observation, Rulebook, take_set_as_good};

/// What was seen of one rep, to be judged alone: what is made of several reps is taken as good where nobody told it.
pub(crate) fn alone(book: &Rulebook, ix: ExerciseIx, seen: &Observation) -> Observation {
    let mut alone = seen.clone();
    take_set_as_good(book, ix, &mut alone);
    alone
}

/// Every sign that has no value gets a good one: of its values the first, of a range the middle.
pub(crate) fn take_rest_as_good(book: &Rulebook, ix: ExerciseIx, observation: &mut Observation) {
    let exercise = &book[ix];
    let open: Vec<usize> =
        (0..exercise.signs.len()).filter(|&place| observation.values()[place].is_none()).collect();
    // Good values that go together with what was seen, if there are any: the engine knows what is impossible.
    let shown: Vec<_> = exercise
        .signs
        .iter()
        .zip(observation.values())
        .filter_map(|(observed, value)| value.map(|value| (observed.sign, value)))
        .collect();
    let whole = book.clean_rest(ix, &shown);
    for place in open {
        let value = match &whole {
            Some(whole) => whole.values()[place],
            None => exercise.signs[place].good.values().next(),
        };
        observation.set(place, value);
    }
}
