//! Whether an item can be asked by its moving picture alone: the picture tells its key from each of its wrong options.
//!
//! The rules say which reps have to be told from which others ([`RepsToTell`]); [`Sight`] looks at them. Must not know how
//! anything is drawn: it asks the figure at which detail two reps can be told apart.

use std::collections::HashMap;
use std::sync::Arc;

use super::item::{Basis, Item};
use super::key::{Choice, Key};
use super::reps::ShownValues;
use crate::figure::measure::{Detail, Gauge, Seen};
use crate::figure::{Lifter, Motion};
use crate::rulebook::{
    Domain, Exercise, ExerciseIx, GeneratedKind, MistakeIx, Rulebook, SignIx, SignKind, Test, Value,
    ValueSet, mistake_phase,
};

/// What an eye can tell of the reps of a pack, on bodies that lie far apart, from where an exercise is looked at first. It
/// remembers what it has looked at; what it says doesn't hang on that.
///
/// On one core, optimised, a fresh one tells of a `spot` with four or five options in 20 ms on average (60 at most) whether
/// it can be answered in 60 by 24 cells, and of a `what-changed`, whose options are all held against each other, in 37 (100);
/// the coarsest detail takes 60 ms for a `spot` (190) and 110 for a `what-changed` (360).
#[derive(Debug)]
pub struct Sight<'b> {
    book: &'b Rulebook,
    exercises: HashMap<ExerciseIx, Arc<Gauge>>,
    reps: HashMap<(ExerciseIx, ShownValues), Arc<Seen>>,
}

/// How many reps a sight remembers at most: an exercise's. Each takes up to a megabyte.
const REMEMBERED: usize = 64;

/// Two reps that have to be told apart.
type RepsApart = (ShownValues, ShownValues);

/// What has to be told apart: of each of these lists one pair at least.
type RepsToTell = Vec<Vec<RepsApart>>;

impl<'b> Sight<'b> {
    /// One that has seen nothing yet.
    pub fn new(book: &'b Rulebook) -> Sight<'b> {
        Sight { book, exercises: HashMap::new(), reps: HashMap::new() }
    }

    /// The coarsest detail at which an eye can answer this item from the moving picture of its rep, without a word about it;
    /// none if it can't at any.
    ///
    /// Only kinds that show a rep have one, in an exercise that is drawn, and only if every option can be told by the
    /// picture: what fires is seen, and what doesn't fire would be seen if it did.
    pub fn coarsest(&mut self, item: &Item) -> Option<Detail> {
        let (exercise, needed) = needed(self.book, item)?;
        let mut least = Detail::COARSEST;
        for any in &needed {
            let mut best: Option<Detail> = None;
            for (one, other) in any {
                // What is told at the least so far need not be looked at any closer.
                let detail = self.apart_up_to(exercise, one, other, least);
                best = if detail > best { detail } else { best };
            }
            least = best?;
        }
        Some(least)
    }

    /// Whether an eye can answer this item in a picture of such detail: the same as to compare it with
    /// [`coarsest`](Sight::coarsest), and quicker.
    pub fn can_be_told(&mut self, item: &Item, detail: Detail) -> bool {
        let Some((exercise, needed)) = needed(self.book, item) else { return false };
        detail <= Detail::COARSEST
            && needed.iter().all(|any| any.iter().any(|(a, b)| self.differ(exercise, a, b, detail)))
    }

    /// The coarsest detail at which a mistake can be told from a clean rep of its exercise, by whichever clause it fires; none
    /// if it can't at any, isn't seen, or people don't see it.
    pub fn mistake(&mut self, exercise: ExerciseIx, mistake: MistakeIx) -> Option<Detail> {
        if !is_asked_by_eye(self.book, exercise, mistake) {
            return None;
        }
        self.all_apart(exercise, &telling_reps(self.book, exercise, mistake), &[Vec::new()])
    }

    /// The coarsest detail at which two mistakes of an exercise can be told from each other, by whichever clauses they fire;
    /// none if they can't at any, or one of them isn't seen.
    pub fn mistakes(&mut self, exercise: ExerciseIx, one: MistakeIx, other: MistakeIx) -> Option<Detail> {
        let [one, other] = [one, other].map(|mistake| telling_reps(self.book, exercise, mistake));
        self.all_apart(exercise, &one, &other)
    }

    /// The coarsest detail at which each of some reps can be told from each of some others; none where there are none.
    fn all_apart(
        &mut self,
        exercise: ExerciseIx,
        some: &[ShownValues],
        others: &[ShownValues],
    ) -> Option<Detail> {
        let mut least = None;
        for one in some {
            for other in others {
                let most = least.unwrap_or(Detail::COARSEST);
                least = Some(self.apart_up_to(exercise, one, other, most)?);
            }
        }
        least
    }

    /// The coarsest detail at which two reps of an exercise can be told apart; none if they can't at any.
    pub fn apart(
        &mut self,
        exercise: ExerciseIx,
        one: &[(SignIx, Value)],
        other: &[(SignIx, Value)],
    ) -> Option<Detail> {
        self.apart_up_to(exercise, one, other, Detail::COARSEST)
    }

    fn apart_up_to(
        &mut self,
        exercise: ExerciseIx,
        one: &[(SignIx, Value)],
        other: &[(SignIx, Value)],
        most: Detail,
    ) -> Option<Detail> {
        let (gauge, one, other) = self.before(exercise, one, other)?;
        gauge.coarsest(&one, &other, most)
    }

    /// Whether two reps of an exercise can be told apart at a detail.
    fn differ(
        &mut self,
        exercise: ExerciseIx,
        one: &ShownValues,
        other: &ShownValues,
        detail: Detail,
    ) -> bool {
        let seen = self.before(exercise, one, other);
        seen.is_some_and(|(gauge, one, other)| gauge.can_be_told(&one, &other, detail))
    }

    /// Two reps before the gauge of their exercise.
    fn before(
        &mut self,
        exercise: ExerciseIx,
        one: &[(SignIx, Value)],
        other: &[(SignIx, Value)],
    ) -> Option<(Arc<Gauge>, Arc<Seen>, Arc<Seen>)> {
        let gauge = match self.exercises.get(&exercise) {
            Some(gauge) => Arc::clone(gauge),
            None => {
                let gauge = Arc::new(gauge(self.book, exercise)?);
                self.exercises.insert(exercise, Arc::clone(&gauge));
                gauge
            }
        };
        let (one, other) = (self.seen(&gauge, exercise, one)?, self.seen(&gauge, exercise, other)?);
        Some((gauge, one, other))
    }

    fn seen(&mut self, gauge: &Gauge, exercise: ExerciseIx, rep: &[(SignIx, Value)]) -> Option<Arc<Seen>> {
        let mut rep = rep.to_vec();
        rep.sort_unstable();
        let key = (exercise, rep);
        if let Some(seen) = self.reps.get(&key) {
            return Some(Arc::clone(seen));
        }
        let seen = Arc::new(gauge.seen(|lifter| Motion::by(self.book, exercise, &key.1, lifter.body))?);
        if self.reps.len() >= REMEMBERED {
            self.reps.clear();
        }
        self.reps.insert(key, Arc::clone(&seen));
        Some(seen)
    }
}

/// The gauge of an exercise, from where it is looked at first.
fn gauge(book: &Rulebook, exercise: ExerciseIx) -> Option<Gauge> {
    let clean = |lifter: Lifter| Some((lifter, Motion::by(book, exercise, &[], lifter.body)?));
    let clean: Vec<(Lifter, Motion)> = Lifter::sample().into_iter().map(clean).collect::<Option<_>>()?;
    let camera = *clean.first()?.1.viewpoints().first()?;
    Some(Gauge::new(&clean, camera.into()))
}

/// Whether an item could be answered by eye, were its picture only large enough: whatever decides it is seen and drawn.
pub fn can_be_seen(book: &Rulebook, item: &Item) -> bool {
    needed(book, item).is_some()
}

/// What has to be told apart for an item to be answered by eye, in its exercise; none if it can't be, however it is drawn.
fn needed(book: &Rulebook, item: &Item) -> Option<(ExerciseIx, RepsToTell)> {
    let exercise = item.exercise_in(book).filter(|&ix| book[ix].figure.is_some())?;
    let shown = item.observed(book)?;
    let needed = match &item.basis {
        Basis::Fires(mistake) if matches!(item.key, Key::Text { .. }) => {
            typed(book, exercise, &shown, book.mistake(mistake.as_str())?)?
        }
        Basis::Words { .. } | Basis::RecallCue(_) if item.shown.is_empty() => return None,
        Basis::RecallCue(mistake) => typed(book, exercise, &shown, book.mistake(mistake.as_str())?)?,
        Basis::Fires(_) | Basis::AllThatFire | Basis::Call(_) | Basis::Words { .. } => {
            of_options(book, exercise, &shown, item, |one| one.right)?
        }
        Basis::First(_) => of_options(book, exercise, &shown, item, |_| true)?,
        Basis::CleanOrNot => clean_or_not(book, exercise, &shown, item),
        Basis::Change { mistake, .. } => {
            let mistake = book.mistake(mistake.as_str())?;
            if telling_reps(book, exercise, mistake).is_empty() {
                return None;
            }
            changes(book, &shown, item)?
        }
        Basis::CleanRep(mistake) | Basis::More { mistake, .. } | Basis::Starts(mistake) => {
            of_reps(book, exercise, item, book.mistake(mistake.as_str())?)?
        }
        _ => return None,
    };
    Some((exercise, needed))
}

/// Whether people see a mistake of an exercise in its picture, as far as its file says.
fn is_asked_by_eye(book: &Rulebook, exercise: ExerciseIx, mistake: MistakeIx) -> bool {
    book[exercise].figure.as_ref().is_some_and(|figure| !figure.in_words.contains(&mistake))
}

/// Whether a mistake of an exercise is one for the eye: it is seen and drawn, and people see it.
pub(crate) fn is_for_the_eye(book: &Rulebook, exercise: ExerciseIx, mistake: MistakeIx) -> bool {
    is_asked_by_eye(book, exercise, mistake) && !telling_reps(book, exercise, mistake).is_empty()
}

/// Whether a kind shows a rep of a drawn exercise in which no eye can see the mistake: told in words, the rep names what is asked
/// for.
pub fn is_told_by_words(
    book: &Rulebook,
    kind: GeneratedKind,
    exercise: ExerciseIx,
    mistake: MistakeIx,
) -> bool {
    use GeneratedKind::{Breakdown, Call, CleanOrNot, First, Pair, Recall, Spot, SpotAll};
    matches!(kind, Spot | SpotAll | CleanOrNot | Call | First | Recall | Breakdown | Pair)
        && book[exercise].figure.is_some()
        && !is_for_the_eye(book, exercise, mistake)
}

/// The plainest reps that show a mistake in an exercise, one for each clause of it: only what the clause names is off.
/// A clause that no eye can see (felt, or of the whole set) gives none.
pub fn telling_reps(book: &Rulebook, exercise: ExerciseIx, mistake: MistakeIx) -> Vec<ShownValues> {
    let here = &book[exercise];
    let seen = |test: &Test| {
        let place = here.place_of(test.sign)?;
        let off = test.values.minus(&here.signs[place].good);
        // What is good here anyway need not be seen.
        let values = if off.is_empty() { test.values.intersect(&here.signs[place].good) } else { off };
        Some((test.sign, plain(book, test.sign, &values)?))
    };
    let clause = |tests: &[Test]| -> Option<ShownValues> { tests.iter().map(seen).collect() };
    let all_seen = |rep: &ShownValues| rep.iter().all(|&(sign, value)| is_seen(book, here, sign, value));
    book[mistake].when.iter().filter_map(|one| clause(&one.tests)).filter(all_seen).collect()
}

/// The pairs of mistakes of an exercise that are asked against each other: they hang on one sign, or belong to one phase of
/// the rep. Each pair comes once; mistakes that no eye can see are left out.
pub fn near_misses(book: &Rulebook, exercise: ExerciseIx) -> Vec<(MistakeIx, MistakeIx)> {
    let here = &book[exercise];
    let signs = |one: MistakeIx| book[one].when.iter().flat_map(|clause| &clause.tests).map(|test| test.sign);
    let near = |a: MistakeIx, b: MistakeIx| {
        signs(a).any(|sign| signs(b).any(|other| other == sign))
            || mistake_phase(book, here, a) == mistake_phase(book, here, b)
    };
    let seen = here.mistakes.iter().map(|counted| counted.mistake);
    let seen: Vec<MistakeIx> = seen.filter(|&one| !telling_reps(book, exercise, one).is_empty()).collect();
    let pairs =
        seen.iter().enumerate().flat_map(|(place, &a)| seen[place + 1..].iter().map(move |&b| (a, b)));
    pairs.filter(|&(a, b)| near(a, b)).collect()
}

/// A value that shows the others well: in the middle of a range, else the first one.
fn plain(book: &Rulebook, sign: SignIx, values: &ValueSet) -> Option<Value> {
    let &(from, to) = values.spans().first()?;
    match book[sign].domain {
        Domain::Named(_) => Some(Value(from)),
        Domain::Range { .. } => Some(Value(from + (to - from) / 2)),
    }
}

/// Whether a value can be seen, or need not be because it is good.
fn is_seen(book: &Rulebook, exercise: &Exercise, sign: SignIx, value: Value) -> bool {
    let good = exercise.place_of(sign).is_some_and(|place| exercise.signs[place].good.contains(value));
    match book[sign].kind {
        SignKind::Seen => true,
        SignKind::Felt => good,
        // A mistake that hangs on the set is told in words.
        SignKind::Context | SignKind::Lifter | SignKind::Style => false,
    }
}

/// What tells the mistakes that options stand for; of each of them `fires` says whether it is in the rep.
fn of_options(
    book: &Rulebook,
    exercise: ExerciseIx,
    shown: &ShownValues,
    item: &Item,
    fires: impl Fn(&Choice) -> bool,
) -> Option<RepsToTell> {
    let of = |choice: &Choice| of_mistake(book, exercise, shown, choice.mistake_in(book)?, fires(choice));
    let each: Option<Vec<RepsToTell>> = item.key.choices().iter().map(of).collect();
    Some(each?.concat())
}

fn of_mistake(
    book: &Rulebook,
    exercise: ExerciseIx,
    shown: &ShownValues,
    mistake: MistakeIx,
    fires: bool,
) -> Option<RepsToTell> {
    if !is_asked_by_eye(book, exercise, mistake) {
        return None;
    }
    if fires {
        return Some(vec![vec![plain_to_see(book, exercise, shown, mistake)?]]);
    }
    // If it were there, the picture would be another one.
    let reps = telling_reps(book, exercise, mistake);
    let pairs = reps.iter().map(|rep| vec![(shown.clone(), with(shown, rep))]);
    (!reps.is_empty()).then(|| pairs.collect())
}

/// A mistake is plain to see where the picture changes when what makes it fire is taken away. None where something of that
/// is not seen.
fn plain_to_see(
    book: &Rulebook,
    exercise: ExerciseIx,
    shown: &ShownValues,
    mistake: MistakeIx,
) -> Option<RepsApart> {
    let here = &book[exercise];
    let tests: Vec<&Test> = book[mistake].when.iter().flat_map(|clause| &clause.tests).collect();
    let fires = |&(sign, value): &(SignIx, Value)| {
        tests.iter().any(|test| test.sign == sign && test.values.contains(value))
    };
    let (telling, rest): (ShownValues, ShownValues) = shown.iter().copied().partition(fires);
    let is_seen =
        !telling.is_empty() && telling.iter().all(|&(sign, value)| is_seen(book, here, sign, value));
    is_seen.then(|| (shown.clone(), rest))
}

/// A name that is typed has no options to be told from: the mistake is plain to see, and so would those be that are
/// nearest to it.
fn typed(
    book: &Rulebook,
    exercise: ExerciseIx,
    shown: &ShownValues,
    mistake: MistakeIx,
) -> Option<RepsToTell> {
    if !is_asked_by_eye(book, exercise, mistake) {
        return None;
    }
    let others = near_misses(book, exercise).into_iter().filter_map(|(a, b)| match mistake {
        _ if a == mistake => Some(b),
        _ if b == mistake => Some(a),
        _ => None,
    });
    let mut needed = vec![vec![plain_to_see(book, exercise, shown, mistake)?]];
    for other in others {
        let reps = telling_reps(book, exercise, other);
        needed.extend(reps.iter().map(|rep| vec![(shown.clone(), with(shown, rep))]));
    }
    Some(needed)
}

fn clean_or_not(book: &Rulebook, exercise: ExerciseIx, shown: &ShownValues, item: &Item) -> RepsToTell {
    let clean =
        item.key.choices().iter().any(|choice| choice.right && choice.id.as_str() == super::generate::CLEAN);
    if clean {
        return Vec::new();
    }
    let here = &book[exercise];
    let is_good = |&seen: &(SignIx, Value)| !here.is_off(seen, shown);
    let rest: ShownValues = shown.iter().copied().filter(is_good).collect();
    let firing = here.mistakes.iter().map(|counted| counted.mistake).filter(|&mistake| {
        is_asked_by_eye(book, exercise, mistake)
            && crate::rulebook::prove(book, exercise, shown, mistake) == crate::rulebook::Proved::Fires
    });
    // One of them is enough to see that it isn't clean.
    let plain: Vec<RepsApart> =
        firing.filter_map(|mistake| plain_to_see(book, exercise, shown, mistake)).collect();
    vec![plain, vec![(shown.clone(), rest)]]
}

/// Two reps that are compared have to be told from each other; of a set each rep that has the mistake from the last that
/// hasn't.
fn of_reps(book: &Rulebook, exercise: ExerciseIx, item: &Item, mistake: MistakeIx) -> Option<RepsToTell> {
    if !is_for_the_eye(book, exercise, mistake) {
        return None;
    }
    let reps = item.each_observed(book)?;
    let before = if matches!(item.basis, Basis::Starts(_)) { item.telling_rep().checked_sub(1)? } else { 0 };
    let (last, after) = reps.get(before).zip(reps.get(before + 1..))?;
    Some(after.iter().map(|rep| vec![(last.clone(), rep.clone())]).collect())
}

fn changes(book: &Rulebook, shown: &ShownValues, item: &Item) -> Option<RepsToTell> {
    let Key::One(choices) = &item.key else { return None };
    let changes: Vec<(SignIx, Value)> =
        choices.iter().map(|choice| choice.change_in(book)).collect::<Option<_>>()?;
    if changes.iter().any(|&(sign, _)| book[sign].kind != SignKind::Seen) {
        return None;
    }
    let changed: Vec<ShownValues> = changes.iter().map(|&change| with(shown, &[change])).collect();
    let pairs = changed.iter().enumerate().flat_map(|(place, rep)| {
        let others = changed[place + 1..].iter().chain([shown]);
        others.map(|other| vec![(rep.clone(), other.clone())])
    });
    Some(pairs.collect())
}

/// A rep with some signs as in another one.
fn with(shown: &ShownValues, changes: &[(SignIx, Value)]) -> ShownValues {
    let kept = shown.iter().filter(|(sign, _)| !changes.iter().any(|(other, _)| other == sign));
    kept.chain(changes).copied().collect()
}
