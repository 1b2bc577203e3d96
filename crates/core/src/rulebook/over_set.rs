//! A set of reps: each judged by itself, then what they come to over the set.

use super::{
    Brief, Certain, CheckVerdict, Exercise, ExerciseIx, MistakeIx, Observation, OverSet, Possible, Rulebook,
    SetMeasure, SetSource, SignIx, Value, ValueSet, derive, judge, judge_briefly,
};

/// What a check says of a set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetJudgement {
    /// Each rep by itself.
    pub reps: Vec<Brief>,
    /// What the signs of the set came to, in the order of the exercise's signs; none where a rep lacks what is needed.
    pub over_set: Vec<(SignIx, Option<Value>)>,
    /// The mistakes of the set that fire, what to fix first coming first.
    pub certain: Vec<Certain>,
    /// Those that may.
    pub possible: Vec<Possible>,
}

/// Checks the reps of a set, in order.
pub fn judge_set(rulebook: &Rulebook, exercise: ExerciseIx, reps: &[Observation]) -> SetJudgement {
    let of = &rulebook[exercise];
    let derived = |rep: &Observation| {
        let mut rep = rep.clone();
        // A rep that contradicts itself is judged impossible, and has its numbers all the same.
        let _ = derive(rulebook, of, &mut rep);
        rep
    };
    let reps: Vec<Observation> = reps.iter().map(derived).collect();
    let alone = |rep: &Observation| {
        let mut rep = rep.clone();
        take_set_as_good(rulebook, exercise, &mut rep);
        judge_briefly(rulebook, exercise, &rep)
    };
    let briefs: Vec<Brief> = reps.iter().map(alone).collect();
    let mut whole = reps.last().cloned().unwrap_or_else(|| Observation::unknown(of));
    let mut over_set = Vec::new();
    for (place, observed) in of.signs.iter().enumerate() {
        let Some(measure) = rulebook[observed.sign].over_set else { continue };
        let all = rulebook[observed.sign].all();
        let value = measured(rulebook, of, measure, &reps, &briefs).map(|number| within(&all, number));
        whole.set(place, value);
        over_set.push((observed.sign, value));
    }
    let judged = judge(rulebook, exercise, &whole);
    let is_of_set = |mistake: MistakeIx| is_of_the_set(rulebook, mistake);
    SetJudgement {
        reps: briefs,
        over_set,
        certain: judged.certain.into_iter().filter(|one| is_of_set(one.mistake)).collect(),
        possible: judged.possible.into_iter().filter(|one| is_of_set(one.mistake)).collect(),
    }
}

/// Whether a mistake looks at what the reps of a set come to.
pub fn is_of_the_set(rulebook: &Rulebook, mistake: MistakeIx) -> bool {
    let tests = rulebook[mistake].when.iter().flat_map(|clause| &clause.tests);
    tests.into_iter().any(|test| rulebook[test.sign].over_set.is_some())
}

/// Of a single rep nothing is known over the set: its signs that nobody gave are taken as good.
pub fn take_set_as_good(rulebook: &Rulebook, exercise: ExerciseIx, rep: &mut Observation) {
    let exercise = &rulebook[exercise];
    for &place in &exercise.over_set {
        if rep.values()[place].is_none() {
            rep.set(place, exercise.signs[place].good.values().next());
        }
    }
}

/// What a sign of the set comes to; none where a rep lacks what it takes.
fn measured(
    rulebook: &Rulebook,
    exercise: &Exercise,
    measure: OverSet,
    reps: &[Observation],
    briefs: &[Brief],
) -> Option<i32> {
    let sign = match measure.of {
        SetSource::Sign(sign) => sign,
        SetSource::Mistake(_) | SetSource::AnyMistake => {
            let has: Vec<bool> =
                briefs.iter().map(|brief| has_it(rulebook, brief, measure.of)).collect::<Option<_>>()?;
            return Some(counted(&has, measure.how));
        }
    };
    let place = exercise.place_of(sign)?;
    let number = |rep: &Observation| rep.values()[place].map(|value| value.0);
    match measure.how {
        SetMeasure::First => number(reps.first()?),
        SetMeasure::Last => number(reps.last()?),
        SetMeasure::Change => Some(number(reps.last()?)? - number(reps.first()?)?),
        SetMeasure::Worst => {
            let numbers: Vec<i32> = reps.iter().map(number).collect::<Option<_>>()?;
            let good = &exercise.signs[place].good;
            // Of several that are as far off the first.
            numbers.into_iter().rev().max_by_key(|&number| good.distance(Value(number)))
        }
        SetMeasure::HowMany | SetMeasure::LongestRun => None,
    }
}

/// Whether a rep has the mistake, or any; none where that is open, or no body can do it.
fn has_it(rulebook: &Rulebook, brief: &Brief, of: SetSource) -> Option<bool> {
    if matches!(brief.verdict, CheckVerdict::Impossible(_)) {
        return None;
    }
    let counts = |mistake: MistakeIx| match of {
        SetSource::Mistake(own) => mistake == own,
        _ => !is_of_the_set(rulebook, mistake),
    };
    if brief.certain.iter().any(|one| counts(one.mistake)) {
        return Some(true);
    }
    (!brief.possible.iter().any(|&one| counts(one))).then_some(false)
}

fn counted(has: &[bool], how: SetMeasure) -> i32 {
    let number = match how {
        SetMeasure::LongestRun => has.split(|has| !has).map(<[bool]>::len).max().unwrap_or(0),
        _ => has.iter().filter(|has| **has).count(),
    };
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// The number, or the end of the range that it is beyond.
fn within(all: &ValueSet, number: i32) -> Value {
    let (first, last) = (all.spans()[0].0, all.spans()[all.spans().len() - 1].1);
    Value(number.clamp(first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_counts() {
        let has = [true, false, true, true, false, true];
        assert_eq!(counted(&has, SetMeasure::HowMany), 4);
        assert_eq!(counted(&has, SetMeasure::LongestRun), 2);
        assert_eq!(counted(&[], SetMeasure::LongestRun), 0);
    }
}
