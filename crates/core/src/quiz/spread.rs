//! How the items of an exam are spread over kinds, severities, exercises and mistakes: weights become whole numbers of
//! items, and a drawing takes no item beyond them.
//!
//! Must not know how an item is made.

use std::collections::HashMap;
use std::hash::Hash;

use super::generate::Target;
use super::must_pass::is_clean;
use super::{Chance, Item, MustPass, QuestionKind, has_to_be_told, may_have_to_be_told, mistake_to_tell};
use crate::rulebook::{
    Drawn, ExerciseIx, GeneratedKind, MistakeIx, Rulebook, Section, Severity, Weighed, Weights,
};

/// Whether an item of this kind asks about one mistake, so that it counts for mistakes. A rep that may be clean does not.
pub fn asks_of_a_mistake(kind: GeneratedKind) -> bool {
    use GeneratedKind::{Breakdown, Call, Cue, First, Fix, Pair, Recall, Spot, SpotAll, WhatChanged, Why};
    matches!(kind, Spot | SpotAll | WhatChanged | Fix | Cue | Why | Recall | First | Call | Pair | Breakdown)
}

/// Whether an item of this kind asks about one exercise, so that it counts for exercises.
pub fn asks_of_an_exercise(kind: GeneratedKind) -> bool {
    use GeneratedKind::{CleanOrNot, Look, Reps, Steps};
    asks_of_a_mistake(kind) || matches!(kind, CleanOrNot | Steps | Reps | Look)
}

/// `total` whole things in proportion to weights: each share is rounded down, and what is left goes to the largest
/// remainders, the first of equal ones first (Hamilton's method). None at all where every weight is 0.
pub(crate) fn apportion(total: usize, weights: &[u32]) -> Vec<usize> {
    let whole: u64 = weights.iter().map(|&weight| u64::from(weight)).sum();
    if whole == 0 {
        return vec![0; weights.len()];
    }
    let parts = |weight: u32| total as u64 * u64::from(weight);
    let mut shares: Vec<usize> =
        weights.iter().map(|&weight| usize::try_from(parts(weight) / whole).unwrap_or(usize::MAX)).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(parts(weights[at]) % whole));
    let left = total - shares.iter().sum::<usize>();
    for &at in order.iter().take(left) {
        shares[at] += 1;
    }
    shares
}

/// How many items of each class a form has. A dimension that no weight speaks of is free and has none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quotas {
    /// For each section how many items of each of its kinds; none for written questions.
    pub kinds: Vec<Vec<(GeneratedKind, usize)>>,
    /// Of each severity exactly so many, of the reps in which a mistake has to be told.
    pub severities: Vec<(Severity, usize)>,
    /// Of the reps that may be clean so many are, and so many have a mistake.
    pub clean_or_faulty: (usize, usize),
    /// Of each exercise exactly so many.
    pub exercises: Vec<(ExerciseIx, usize)>,
    /// Of each mistake at least and at most so many: its share, rounded down and up.
    pub mistakes: Vec<(MistakeIx, (usize, usize))>,
}

impl Quotas {
    /// The quotas that weights mean for these sections.
    pub fn of(book: &Rulebook, sections: &[Section], weights: &Weights) -> Quotas {
        let kinds: Vec<Vec<(GeneratedKind, usize)>> =
            sections.iter().map(|section| of_kinds(section, &weights.kinds)).collect();
        let total = |counts: fn(GeneratedKind) -> bool| -> usize {
            kinds.iter().flatten().filter(|(kind, _)| counts(*kind)).map(|(_, many)| many).sum()
        };
        let exactly = |total: usize, weighed: &[u32]| apportion(total, weighed);
        let mistakes = total(asks_of_a_mistake);
        let may_be_clean = total(|kind| kind == GeneratedKind::CleanOrNot);
        let faulty = may_be_clean.div_ceil(2);
        let severities = if weights.severities.is_empty() {
            Vec::new()
        } else {
            let all = Severity::ALL.iter().copied();
            let weighed: Vec<u32> = all.clone().map(|one| weight(&weights.severities, one)).collect();
            all.zip(exactly(total(has_to_be_told) + faulty, &weighed)).collect()
        };
        let exercises = if weights.exercises.is_empty() {
            Vec::new()
        } else {
            let all: Vec<ExerciseIx> = book.exercise_ixs().collect();
            let weighed: Vec<u32> = all.iter().map(|&one| weight(&weights.exercises, one)).collect();
            all.into_iter().zip(exactly(total(asks_of_an_exercise), &weighed)).collect()
        };
        let clean_or_faulty = (may_be_clean - faulty, faulty);
        let mistakes = of_mistakes(book, mistakes, &weights.mistakes);
        Quotas { kinds, severities, clean_or_faulty, exercises, mistakes }
    }

    /// Of each severity so many; none where that is free.
    pub fn severity(&self, severity: Severity) -> Option<usize> {
        self.severities.iter().find(|(one, _)| *one == severity).map(|(_, many)| *many)
    }
}

fn weight<T: PartialEq + Copy>(weights: &[Weighed<T>], one: T) -> u32 {
    weights.iter().find(|named| named.of == one).map_or(1, |named| named.weight)
}

fn of_kinds(section: &Section, weights: &[Weighed<GeneratedKind>]) -> Vec<(GeneratedKind, usize)> {
    let Drawn::Generated { kinds, .. } = &section.from else { return Vec::new() };
    let weighed: Vec<u32> = kinds.iter().map(|&kind| weight(weights, kind)).collect();
    kinds.iter().copied().zip(apportion(section.draw as usize, &weighed)).collect()
}

/// The share of each mistake that counts anywhere, rounded down and up.
fn of_mistakes(
    book: &Rulebook,
    total: usize,
    weights: &[Weighed<MistakeIx>],
) -> Vec<(MistakeIx, (usize, usize))> {
    if weights.is_empty() {
        return Vec::new();
    }
    let mut all: Vec<MistakeIx> =
        book.exercises.iter().flat_map(|one| &one.mistakes).map(|one| one.mistake).collect();
    all.sort_unstable();
    all.dedup();
    all.retain(|&one| book[one].is_settled_to_see());
    let whole: usize = all.iter().map(|&one| weight(weights, one) as usize).sum();
    let share = |one: MistakeIx| {
        let parts = total * weight(weights, one) as usize;
        (parts / whole.max(1), parts.div_ceil(whole.max(1)))
    };
    all.into_iter().map(|one| (one, share(one))).collect()
}

/// What is left of quotas while a form is drawn.
#[derive(Clone, Debug)]
pub(super) struct RemainingQuotas {
    severities: HashMap<Severity, usize>,
    /// How many of each severity there were to be.
    of_severities: HashMap<Severity, usize>,
    clean: usize,
    faulty: usize,
    exercises: HashMap<ExerciseIx, usize>,
    /// At most so many more.
    mistakes: HashMap<MistakeIx, usize>,
    /// At least so many more.
    needed: HashMap<MistakeIx, usize>,
    groups: Vec<RemainingGroup>,
}

/// What is left of a group without which nobody passes.
#[derive(Clone, Debug)]
struct RemainingGroup {
    of: MustPass,
    left: usize,
    /// Its mistakes that have to come so often still.
    each: HashMap<MistakeIx, usize>,
}

impl RemainingQuotas {
    /// All of it is left. Of a group's mistakes those have to come of which `is_asked` says that they may.
    pub(super) fn of(
        book: &Rulebook,
        quotas: &Quotas,
        groups: &[MustPass],
        is_asked: impl Fn(MistakeIx) -> bool,
    ) -> RemainingQuotas {
        let (clean, faulty) = quotas.clean_or_faulty;
        let group = |of: &MustPass| {
            let least = of.each.map_or(0, |least| least as usize);
            let own = (0..book.mistakes.len()).map(MistakeIx::at);
            let own = own.filter(|&one| least > 0 && of.is_of(book, one) && is_asked(one));
            RemainingGroup {
                of: of.clone(),
                left: of.of as usize,
                each: own.map(|one| (one, least)).collect(),
            }
        };
        RemainingQuotas {
            severities: quotas.severities.iter().copied().collect(),
            of_severities: quotas.severities.iter().copied().collect(),
            clean,
            faulty,
            exercises: quotas.exercises.iter().copied().collect(),
            mistakes: quotas.mistakes.iter().map(|&(one, (_, most))| (one, most)).collect(),
            needed: quotas.mistakes.iter().map(|&(one, (least, _))| (one, least)).collect(),
            groups: groups.iter().map(group).collect(),
        }
    }

    /// Whether an item on this target in this section is still wanted; of a rep that may be clean one that is so.
    pub(super) fn wants(&self, book: &Rulebook, target: &Target, section: &str, is_clean: bool) -> bool {
        let is_free_for_exercise =
            !asks_of_an_exercise(target.kind) || target.exercise.is_none_or(|one| has(&self.exercises, &one));
        is_free_for_exercise && self.wants_its_mistake(book, target, section, is_clean)
    }

    fn wants_its_mistake(&self, book: &Rulebook, target: &Target, section: &str, is_clean: bool) -> bool {
        let Some(mistake) = target.mistake else { return true };
        let is_free = !asks_of_a_mistake(target.kind) || has(&self.mistakes, &mistake);
        let may_be_clean = target.kind == GeneratedKind::CleanOrNot && is_clean;
        let is_shown = may_have_to_be_told(target.kind) && !may_be_clean;
        let is_full = |group: &RemainingGroup| group.left == 0 && group.is_of(book, target, mistake, section);
        is_free
            && (!is_shown
                || has(&self.severities, &book[mistake].severity) && !self.groups.iter().any(is_full))
    }

    /// Whether an item as it was made is still wanted: what is in its rep is known only then.
    pub(super) fn fits(&self, book: &Rulebook, item: &Item, section: &str) -> bool {
        if is_clean_or_not(item) && (if is_clean(item) { self.clean } else { self.faulty }) == 0 {
            return false;
        }
        let severity = mistake_to_tell(book, item).map(|mistake| book[mistake].severity);
        severity.is_none_or(|severity| has(&self.severities, &severity))
            && self.groups.iter().all(|group| group.left > 0 || !group.of.has(book, item, section))
    }

    /// Whether the next rep that may be clean should be, by lot from those that are left.
    pub(super) fn is_clean_next(&self, chance: &mut Chance) -> bool {
        self.clean > 0 && chance.below(self.clean + self.faulty) < self.clean
    }

    /// How urgent an item on this target is, the most urgent first: mistakes that must come, groups, then what most is left of.
    pub(super) fn urgency(
        &self,
        book: &Rulebook,
        target: &Target,
        section: &str,
        is_clean: bool,
    ) -> std::cmp::Reverse<(usize, usize, usize)> {
        let mistake = target.mistake.filter(|_| asks_of_a_mistake(target.kind));
        let needed = mistake.and_then(|one| self.needed.get(&one)).copied().unwrap_or_default();
        let shown = target.mistake.filter(|_| !is_clean);
        let groups = shown.into_iter().flat_map(|mistake| {
            let own = self.groups.iter().filter(move |group| group.is_of(book, target, mistake, section));
            own.map(move |group| (group.each.get(&mistake).copied().unwrap_or_default(), group.left))
        });
        let (each, left) = groups.fold((0, 0), |most, group| (most.0.max(group.0), most.1.max(group.1)));
        let exercise = target.exercise.filter(|_| asks_of_an_exercise(target.kind));
        let of_exercise = exercise.and_then(|one| self.exercises.get(&one)).copied().unwrap_or_default();
        // In parts of a thousand, so that a small share is not put off to the end, where it may fit no more.
        let part = |severity: Severity| {
            let of = self.of_severities.get(&severity).copied().unwrap_or_default();
            let left = self.severities.get(&severity).copied().unwrap_or_default();
            (left * 1_000).checked_div(of).unwrap_or_default()
        };
        let of_severity = shown.map_or(0, |one| part(book[one].severity));
        std::cmp::Reverse((needed + each, left, (of_exercise + 1) * (of_severity + 1)))
    }

    /// An item on this target was taken.
    pub(super) fn took(&mut self, book: &Rulebook, target: &Target, item: &Item, section: &str) {
        if let Some(mistake) = target.mistake.filter(|_| asks_of_a_mistake(target.kind)) {
            less(&mut self.mistakes, &mistake);
            less(&mut self.needed, &mistake);
        }
        if let Some(mistake) = mistake_to_tell(book, item) {
            less(&mut self.severities, &book[mistake].severity);
        }
        if is_clean_or_not(item) {
            let left = if is_clean(item) { &mut self.clean } else { &mut self.faulty };
            *left = left.saturating_sub(1);
        }
        if let Some(exercise) = target.exercise.filter(|_| asks_of_an_exercise(target.kind)) {
            less(&mut self.exercises, &exercise);
        }
        self.took_of_groups(book, item, section);
    }

    /// An item was taken that no target was chosen for, or is the target's: only groups ask for it.
    pub(super) fn took_of_groups(&mut self, book: &Rulebook, item: &Item, section: &str) {
        for group in self.groups.iter_mut().filter(|group| group.of.has(book, item, section)) {
            group.left = group.left.saturating_sub(1);
            if let Some(mistake) = mistake_to_tell(book, item) {
                less(&mut group.each, &mistake);
            }
        }
    }

    /// Whether everything that must come has come.
    pub(super) fn is_met(&self) -> bool {
        self.severities.values().all(|&left| left == 0)
            && self.exercises.values().all(|&left| left == 0)
            && self.needed.values().all(|&left| left == 0)
            && self.groups.iter().all(|group| group.left == 0 && group.each.values().all(|&left| left == 0))
    }
}

impl RemainingGroup {
    /// Whether an item on this target with this mistake in its rep would belong to the group.
    fn is_of(&self, book: &Rulebook, target: &Target, mistake: MistakeIx, section: &str) -> bool {
        self.of.takes(QuestionKind::Generated(target.kind), section)
            && (!self.of.is_about_mistakes() || self.of.is_of(book, mistake))
    }
}

fn is_clean_or_not(item: &Item) -> bool {
    item.kind == QuestionKind::Generated(GeneratedKind::CleanOrNot)
}

/// Whether there is any left; a class without a quota has no end.
fn has<T: Eq + Hash>(left: &HashMap<T, usize>, one: &T) -> bool {
    left.get(one).is_none_or(|&left| left > 0)
}

fn less<T: Eq + Hash>(left: &mut HashMap<T, usize>, one: &T) {
    if let Some(left) = left.get_mut(one) {
        *left = left.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shares_are_in_proportion() {
        assert_eq!(apportion(14, &[1, 1, 1, 1]), [4, 4, 3, 3]);
        assert_eq!(apportion(10, &[3, 5, 2]), [3, 5, 2]);
        assert_eq!(apportion(7, &[0, 1, 1]), [0, 4, 3]);
        assert_eq!(apportion(7, &[0, 0]), [0, 0]);
        assert!(apportion(7, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_share_is_off_by_one(
            total in 0_usize..500,
            weights in prop::collection::vec(0_u32..1000, 1..12),
        ) {
            let shares = apportion(total, &weights);
            let whole: u64 = weights.iter().map(|&weight| u64::from(weight)).sum();
            prop_assert_eq!(shares.iter().sum::<usize>(), if whole == 0 { 0 } else { total });
            for (share, weight) in shares.iter().zip(&weights) {
                let exact = total as u64 * u64::from(*weight);
                let share = *share as u64;
                prop_assert!(whole == 0 || share * whole + whole > exact && share * whole < exact + whole);
                prop_assert!(*weight > 0 || share == 0);
            }
        }
    }
}
