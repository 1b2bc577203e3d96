//! What became of each exercise: its mistakes, its signs, and how many reps are judged differently.
//!
//! Whether a mistake changed is proved by search; how far it changed is counted by subtraction, within a budget. Each
//! witness is judged again by both versions' own engines before it is told.

use std::collections::BTreeSet;

use super::among::among;
use super::joint::{Atom, Joint, Side};
use super::{
    Among, Change, Count, ExerciseChange, Judged, MistakeChange, Shown, ShownValue, Witness, own_pack, signs,
    texts,
};
use formcheck_core::logic::{Axis, Cube, Found, OverBudget, Point, PossibleSet, Region, SearchSteps};
use formcheck_core::rulebook::{Exercise, Id, MistakeIx, Named, Rulebook};

/// What became of the exercises of the two packs, by id; those of which nothing changed are left out.
pub(super) fn compare(old: &Rulebook, new: &Rulebook) -> Vec<ExerciseChange> {
    let ids: BTreeSet<&Id> = [old, new]
        .into_iter()
        .flat_map(|book| book.exercises.iter().filter(|one| one.pack == own_pack(book)).map(|one| &one.id))
        .collect();
    ids.into_iter()
        .filter_map(|id| ExerciseVersions { old: side(old, id), new: side(new, id) }.compare(id))
        .collect()
}

fn side<'a>(book: &'a Rulebook, id: &Id) -> Option<Side<'a>> {
    match book.find(id.as_str())? {
        Named::Exercise(ix) if book[ix].pack == own_pack(book) => Some(Side { book, ix }),
        _ => None,
    }
}

/// The versions of one exercise.
#[derive(Clone, Copy)]
struct ExerciseVersions<'a> {
    old: Option<Side<'a>>,
    new: Option<Side<'a>>,
}

impl<'a> ExerciseVersions<'a> {
    fn compare(self, id: &Id) -> Option<ExerciseChange> {
        let name = self.new.or(self.old)?.exercise().name.clone();
        let Ok(joint) = Joint::of(self.old, self.new) else { return Some(self.too_fine(id, name)) };
        let steps = if joint.is_countable { STEPS.0 } else { 0 };
        let mut work = Work { steps, differ: Some(Vec::new()) };
        let mistakes: Vec<MistakeChange> =
            self.mistakes().into_iter().filter_map(|id| self.mistake(&joint, &id, &mut work)).collect();
        let mut found = ExerciseChange {
            id: id.clone(),
            name,
            change: Change::Changed,
            space: work.within(|steps| space(&joint, self, steps)).flatten(),
            judged_differently: Some(0),
            differs_among: None,
            witness: None,
            signs: Vec::new(),
            impossible: (Some(0), Some(0)),
            mistakes,
        };
        match (self.old, self.new) {
            (Some(_), Some(_)) => self.judged(&joint, &mut found, work),
            // A whole exercise came or went: nothing is a share of anything.
            (None, _) => (found.change, found.judged_differently) = (Change::Added, found.space),
            (_, None) => (found.change, found.judged_differently) = (Change::Removed, found.space),
        }
        let silent = found.mistakes.iter().all(|mistake| mistake.change == Change::Text)
            && found.signs.is_empty()
            && found.impossible == (Some(0), Some(0))
            && found.judged_differently == Some(0);
        if found.change == Change::Changed && silent {
            found.change = Change::Text;
            return (!found.mistakes.is_empty()).then_some(found);
        }
        Some(found)
    }

    /// The mistakes that count in either version: the new one's in its order, then those that are gone.
    fn mistakes(self) -> Vec<Id> {
        let mut ids: Vec<Id> = Vec::new();
        for side in [self.new, self.old].into_iter().flatten() {
            for counted in &side.exercise().mistakes {
                let id = &side.book[counted.mistake].id;
                if !ids.contains(id) {
                    ids.push(id.clone());
                }
            }
        }
        ids
    }

    fn mistake(self, joint: &Joint<'a>, id: &Id, work: &mut Work) -> Option<MistakeChange> {
        let old = PossibleSet { boxes: joint.old.rule(id), impossible: &joint.old.impossible };
        let new = PossibleSet { boxes: joint.new.rule(id), impossible: &joint.new.impossible };
        let gained = new.plainest_outside(old, &joint.logic);
        let lost = old.plainest_outside(new, &joint.logic);
        let before = self.old.and_then(|side| counted(side, id));
        let after = self.new.and_then(|side| counted(side, id));
        let texts = match (self.old.zip(before), self.new.zip(after)) {
            (Some((old, was)), Some((new, now))) => texts::of_counted((old, was), (new, now)),
            _ => Vec::new(),
        };
        let (now_fires, gained_among) = work.size(&gained, new, old, joint);
        let (no_longer_fires, lost_among) = work.size(&lost, old, new, joint);
        let show = |found: Found, fires_now| self.shown(joint, found, id, fires_now);
        let open = [&gained, &lost].iter().any(|found| matches!(found, Found::NotDecided));
        let moves = (gained != Found::Nothing, lost != Found::Nothing);
        let (gained, lost) = (show(gained, true), show(lost, false));
        // A rep that the engines don't judge as the search did is not shown, and nothing is claimed from it.
        let doubted = gained.is_err() || lost.is_err();
        let change = match (before.is_some(), after.is_some(), moves) {
            (false, ..) => Change::Added,
            (_, false, _) => Change::Removed,
            _ if open || doubted => Change::NotDecided,
            (_, _, (false, false)) if texts.is_empty() => return None,
            (_, _, (false, false)) => Change::Text,
            (_, _, (true, false)) => Change::Widened,
            (_, _, (false, true)) => Change::Narrowed,
            (_, _, (true, true)) => Change::Moved,
        };
        let of = self.new.filter(|_| after.is_some()).or(self.old)?;
        let name = of.book[after.or(before)?].name.clone();
        let (gained, lost) = (gained.unwrap_or_default(), lost.unwrap_or_default());
        Some(MistakeChange {
            id: id.clone(),
            name,
            change,
            now_fires,
            no_longer_fires,
            gained_among,
            lost_among,
            gained,
            lost,
            texts,
        })
    }

    /// A found rep, judged by both engines; an error if they don't agree with the search.
    fn shown(
        self,
        joint: &Joint<'a>,
        found: Found,
        id: &Id,
        fires_now: bool,
    ) -> Result<Option<Witness>, Disagreed> {
        let Found::Point(point) = found else { return Ok(None) };
        let asked = self.asked(id);
        let witness = self.witness(joint, &point, &asked);
        let holds = |judged: &Option<Judged>, fires: bool| {
            judged.as_ref().is_none_or(|judged| judged.mistakes.contains(id) == fires)
        };
        let agreed = holds(&witness.was, !fires_now) && holds(&witness.now, fires_now);
        debug_assert!(agreed, "both engines judge a witness as the search did");
        if agreed { Ok(Some(witness)) } else { Err(Disagreed) }
    }

    /// The signs that a mistake asks for, in either version.
    fn asked(self, id: &Id) -> Vec<&'a Id> {
        let of = |side: Side<'a>| {
            let when = counted(side, id).map(|mistake| &side.book[mistake].when);
            let tests = when.into_iter().flatten().flat_map(|clause| &clause.tests);
            tests.map(move |test| &side.book[test.sign].id)
        };
        [self.new, self.old].into_iter().flatten().flat_map(of).collect()
    }

    fn witness(self, joint: &Joint<'a>, point: &Point, asked: &[&Id]) -> Witness {
        let values = joint.values(point);
        let places = joint.axes.iter().zip(&joint.logic).zip(point.cells().iter().zip(values));
        let rep = places.map(|((axis, logic), (cell, value))| Shown {
            sign: axis.sign.clone(),
            value: match value {
                Atom::Named(name) => ShownValue::Named(name.clone()),
                Atom::Span(from, _) => ShownValue::Number(*from),
            },
            telling: logic.plain() >> *cell & 1 == 0 || asked.contains(&&axis.sign),
        });
        let judge = |side: Option<Side<'a>>| side.and_then(|side| judged(joint, side, point));
        Witness { rep: rep.collect(), was: judge(self.old), now: judge(self.new) }
    }

    /// How many reps two present versions judge differently, and what became of the signs.
    fn judged(self, joint: &Joint<'a>, found: &mut ExerciseChange, mut work: Work) {
        found.signs = signs::compare(joint);
        let whole: [Cube; 1] = [full(joint)];
        let possible = |impossible| PossibleSet { boxes: &whole, impossible };
        let (old, new) = (possible(&joint.old.impossible), possible(&joint.new.impossible));
        found.impossible = (
            work.size(&old.plainest_outside(new, &joint.logic), old, new, joint).0,
            work.size(&new.plainest_outside(old, &joint.logic), new, old, joint).0,
        );
        let differ = work.differ.take();
        let differ = differ.and_then(|parts| work.within(|steps| differently(joint, &parts, steps)));
        found.judged_differently = differ.as_ref().and_then(|region| region.count(&joint.logic));
        let never = never(joint, self);
        found.differs_among = differ
            .as_ref()
            .filter(|region| !region.cubes().is_empty())
            .and_then(|region| work.within(|steps| among(joint, region.cubes(), &never, steps)).flatten());
        let plainest = differ.and_then(|region| region.plainest(&joint.logic));
        found.witness = plainest.map(|point| self.witness(joint, &point, &[]));
    }

    /// A sign is cut so finely that the joint space can't be made: whatever counts in either version is left open.
    fn too_fine(self, id: &Id, name: String) -> ExerciseChange {
        let mistakes = self.mistakes().into_iter().filter_map(|id| {
            let side =
                [self.new, self.old].into_iter().flatten().find(|side| counted(*side, &id).is_some())?;
            let name = side.book[counted(side, &id)?].name.clone();
            Some(MistakeChange {
                id,
                name,
                change: Change::NotDecided,
                now_fires: None,
                no_longer_fires: None,
                gained_among: None,
                lost_among: None,
                gained: None,
                lost: None,
                texts: Vec::new(),
            })
        });
        ExerciseChange {
            id: id.clone(),
            name,
            change: Change::NotDecided,
            space: None,
            judged_differently: None,
            differs_among: None,
            witness: None,
            signs: Vec::new(),
            impossible: (None, None),
            mistakes: mistakes.collect(),
        }
    }
}

/// An engine judges a witness otherwise than the search did.
#[derive(Debug)]
struct Disagreed;

/// The mistake in a version, if it counts there.
fn counted(side: Side<'_>, id: &Id) -> Option<MistakeIx> {
    let exercise: &Exercise = side.exercise();
    exercise.mistakes.iter().map(|counted| counted.mistake).find(|&mistake| side.book[mistake].id == *id)
}

/// What a version's own engine says of the rep at a point; none if the version does not know a value of it.
fn judged(joint: &Joint<'_>, side: Side<'_>, point: &Point) -> Option<Judged> {
    let engine = side.book.engine(side.ix);
    let point = engine.point(&joint.observation(side, point)?)?;
    let fired = engine.matcher().fired(&point);
    let verdict = engine.verdict(point.cells(), &fired);
    // What a body can't do is judged no further.
    let mistakes = if fired.impossible() { Vec::new() } else { engine.fires(&point) };
    let ids = mistakes.into_iter().map(|mistake| side.book[mistake].id.clone());
    Some(Judged { verdict, mistakes: ids.collect() })
}

/// Steps of subtraction that one exercise may take, and one question of it. Coaches' files take a few hundred; the most
/// takes a fraction of a second.
const STEPS: (usize, usize) = (2_000_000, 400_000);

/// The counting for one exercise.
struct Work {
    /// How many steps are left.
    steps: usize,
    /// The reps counted so far, each with a difference of its own; none if something could not be counted.
    differ: Option<Vec<Cube>>,
}

impl Work {
    /// Answers one question within its share of the steps that are left.
    fn within<T>(&mut self, answer: impl FnOnce(&mut SearchSteps) -> Result<T, OverBudget>) -> Option<T> {
        let share = self.steps.min(STEPS.1);
        let mut steps = SearchSteps::new(share);
        let answer = answer(&mut steps).ok();
        self.steps -= share - steps.left();
        answer
    }

    /// How many reps one set has and the other doesn't, and among which: none to count if the search found none.
    fn size(
        &mut self,
        found: &Found,
        from: PossibleSet<'_>,
        less: PossibleSet<'_>,
        joint: &Joint<'_>,
    ) -> (Count, Option<Among>) {
        if *found == Found::Nothing {
            return (Some(0), None);
        }
        let outside = self.within(|steps| from.outside(less, steps));
        let size = outside.as_ref().and_then(|region| region.count(&joint.logic));
        let among = outside.as_ref().and_then(|region| {
            self.within(|steps| among(joint, region.cubes(), from.impossible, steps)).flatten()
        });
        match (&mut self.differ, outside) {
            (Some(differ), Some(outside)) => differ.extend_from_slice(outside.cubes()),
            _ => self.differ = None,
        }
        (size, among)
    }
}

fn full(joint: &Joint<'_>) -> Cube {
    Cube::from_masks(joint.logic.iter().map(Axis::full)).expect("every axis has a cell")
}

/// How many reps are possible in one version at least.
fn space(
    joint: &Joint<'_>,
    pair: ExerciseVersions<'_>,
    steps: &mut SearchSteps,
) -> Result<Count, OverBudget> {
    Ok(Region::of(full(joint)).minus(&never(joint, pair), steps)?.count(&joint.logic))
}

/// What is possible in no version.
fn never(joint: &Joint<'_>, pair: ExerciseVersions<'_>) -> Vec<Cube> {
    match (pair.old, pair.new) {
        (Some(_), Some(_)) => {
            let [old, new] = [&joint.old.impossible, &joint.new.impossible];
            old.iter().flat_map(|cube| new.iter().filter_map(|other| cube.intersect(other))).collect()
        }
        (Some(_), None) => joint.old.impossible.clone(),
        (None, _) => joint.new.impossible.clone(),
    }
}

/// The reps with another verdict or another set of mistakes: those in `parts`, which are possible in one version only or
/// have a mistake that fires in one version only; and those without any mistake that are clean, tolerated or a gap in
/// one version only.
fn differently(joint: &Joint<'_>, parts: &[Cube], steps: &mut SearchSteps) -> Result<Region, OverBudget> {
    let (old, new) = (&joint.old, &joint.new);
    let mut all = Region::of_union(parts, steps)?;
    // What fires a mistake in either version, or is impossible in either, is among the parts where it differs.
    let settled: Vec<Cube> = [old, new]
        .into_iter()
        .flat_map(|side| side.impossible.iter().chain(side.rules.values().flatten()).cloned())
        .collect();
    let mut unspoken = Vec::new();
    for (before, now) in [(&old.clean, &new.clean), (&old.fair, &new.fair)] {
        for (one, other) in [(before, now), (now, before)] {
            unspoken.extend(Region::of_union(one, steps)?.minus(other, steps)?.cubes().iter().cloned());
        }
    }
    all.add(Region::of_union(&unspoken, steps)?.minus(&settled, steps)?);
    Ok(all)
}
