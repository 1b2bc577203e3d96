//! What generators work with, what each can ask about, and the table of them.

use std::cell::OnceCell;

use super::{Asked, ItemDraft};
use super::{
    breakdown, call, clean_or_not, exception, first, look, muscles, pair, recall, reps, spot, spot_all,
    steps, what_changed, words,
};
use crate::quiz::{Chance, Margin};
use crate::rulebook::{ExerciseIx, GeneratedKind, MistakeIx, PackIx, Rulebook};

/// What generators work with: the rulebook, and what is worked out once for all items.
pub struct Workshop<'a> {
    pub(super) book: &'a Rulebook,
    /// Whether contested things are left out, as in an exam, and no cue is to be typed.
    pub(super) settled_only: bool,
    /// Mistakes that the person confuses, each with the other: they come first as wrong options.
    confused: Vec<(MistakeIx, MistakeIx)>,
    /// How far amounts of a mistake lie from its limit, where that hangs on the person.
    margin: Option<(MistakeIx, Margin)>,
    pub(super) exceptions: OnceCell<Vec<exception::Exceptional>>,
    pub(super) worth_a_look: OnceCell<Vec<(ExerciseIx, MistakeIx)>>,
}

/// What a section chooses among; empty lists mean all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'a> {
    /// Only these exercises.
    pub exercises: &'a [ExerciseIx],
    /// Only these mistakes.
    pub mistakes: &'a [MistakeIx],
    /// The packs whose exercises and muscles are meant where none is named.
    pub packs: &'a [PackIx],
}

/// Something that a kind can ask about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Target {
    /// The kind.
    pub kind: GeneratedKind,
    /// The exercise, if it is about one.
    pub exercise: Option<ExerciseIx>,
    /// The mistake, if it is about one.
    pub mistake: Option<MistakeIx>,
    /// What tells targets of one exercise and mistake apart; each kind's own.
    pub what: usize,
}

/// What an item should be like, so that neither the length of its options nor the form as a whole betrays a key: for a
/// number of options, how many of the wrong ones are to be shorter than the key (or lower, where they are numbers). A
/// draft that can't be so is not made. None: any will do.
#[derive(Clone, Copy)]
pub struct Wish<'w>(pub Option<&'w dyn Fn(usize) -> usize>);

impl Wish<'_> {
    /// Any will do.
    pub(crate) const ANY: Wish<'static> = Wish(None);

    /// The rank of the key among `options`, if one is wished for.
    pub(super) fn rank(self, options: usize) -> Option<usize> {
        self.0.map(|rank| rank(options))
    }
}

struct Generator {
    kind: GeneratedKind,
    targets: fn(&Workshop<'_>, Scope<'_>) -> Vec<Target>,
    make: fn(Asked<'_>, &mut Chance) -> Option<ItemDraft>,
}

const GENERATORS: &[Generator] = &[
    Generator { kind: GeneratedKind::Spot, targets: each_mistake, make: spot::make },
    Generator { kind: GeneratedKind::SpotAll, targets: each_mistake, make: spot_all::make },
    Generator { kind: GeneratedKind::CleanOrNot, targets: each_mistake, make: clean_or_not::make },
    Generator { kind: GeneratedKind::WhatChanged, targets: each_mistake, make: what_changed::make },
    Generator { kind: GeneratedKind::Exception, targets: exception::targets, make: exception::make },
    Generator { kind: GeneratedKind::Fix, targets: each_mistake, make: words::make },
    Generator { kind: GeneratedKind::Cue, targets: each_mistake, make: words::make },
    Generator { kind: GeneratedKind::Why, targets: each_mistake, make: words::make },
    Generator { kind: GeneratedKind::Steps, targets: each_exercise, make: steps::make },
    Generator { kind: GeneratedKind::Reps, targets: each_exercise, make: reps::make },
    Generator { kind: GeneratedKind::Muscles, targets: muscles::targets, make: muscles::make },
    Generator { kind: GeneratedKind::Recall, targets: recall::targets, make: recall::make },
    Generator { kind: GeneratedKind::First, targets: each_mistake, make: first::make },
    Generator { kind: GeneratedKind::Call, targets: each_mistake, make: call::make },
    Generator { kind: GeneratedKind::Look, targets: look::targets, make: look::make },
    Generator { kind: GeneratedKind::Pair, targets: each_mistake, make: pair::make },
    Generator { kind: GeneratedKind::Breakdown, targets: each_mistake, make: breakdown::make },
];

fn generator(kind: GeneratedKind) -> &'static Generator {
    GENERATORS.iter().find(|generator| generator.kind == kind).expect("every kind has a generator")
}

impl<'a> Workshop<'a> {
    /// A workshop for `book`; with `settled_only`, contested things are neither asked nor offered.
    pub fn new(book: &'a Rulebook, settled_only: bool) -> Workshop<'a> {
        Workshop {
            book,
            settled_only,
            confused: Vec::new(),
            margin: None,
            exceptions: OnceCell::new(),
            worth_a_look: OnceCell::new(),
        }
    }

    /// The rulebook.
    pub fn book(&self) -> &'a Rulebook {
        self.book
    }

    /// From now on each of these mistakes comes first as the other's wrong option.
    pub fn set_confused(&mut self, confused: Vec<(MistakeIx, MistakeIx)>) {
        self.confused = confused;
    }

    /// From now on amounts of this mistake lie so far from its limit; those of all others are spread.
    pub fn set_margin(&mut self, margin: Option<(MistakeIx, Margin)>) {
        self.margin = margin;
    }

    /// How far amounts of a mistake lie from its limit, if that is set.
    pub(super) fn margin_of(&self, mistake: MistakeIx) -> Option<Margin> {
        self.margin.filter(|(of, _)| *of == mistake).map(|(_, margin)| margin)
    }

    /// Whether the person confuses these two.
    pub(super) fn confuses(&self, a: MistakeIx, b: MistakeIx) -> bool {
        self.confused.contains(&(a, b)) || self.confused.contains(&(b, a))
    }

    /// Whether the person confuses this mistake with any other.
    pub(crate) fn is_confused(&self, mistake: MistakeIx) -> bool {
        self.confused.iter().any(|&(a, b)| a == mistake || b == mistake)
    }

    /// What `kind` could ask within `scope`. Some of it may turn out not to be possible: [`Workshop::draft`] says.
    pub(crate) fn targets(&self, kind: GeneratedKind, scope: Scope<'_>) -> Vec<Target> {
        let mut targets = (generator(kind).targets)(self, scope);
        for target in &mut targets {
            target.kind = kind;
        }
        targets
    }

    /// A draft of an item on `target`; none if it can't be asked as wished.
    pub fn draft(&self, target: Target, wish: Wish<'_>, chance: &mut Chance) -> Option<ItemDraft> {
        (generator(target.kind).make)(Asked { shop: self, target, wish }, chance)
    }

    /// Whether it makes what an exam may ask.
    pub(super) fn is_exam(&self) -> bool {
        self.settled_only
    }

    /// Whether contested things are left out.
    pub(crate) fn settled_only(&self) -> bool {
        self.settled_only
    }

    /// Whether a mistake may be asked or offered.
    pub(super) fn allows(&self, mistake: MistakeIx) -> bool {
        !self.settled_only || self.book[mistake].backing.contested.is_none()
    }
}

impl Scope<'_> {
    pub(super) fn has_exercise(self, book: &Rulebook, exercise: ExerciseIx) -> bool {
        match self.exercises {
            [] => self.has_pack(book[exercise].pack),
            exercises => exercises.contains(&exercise),
        }
    }

    pub(super) fn has_pack(self, pack: PackIx) -> bool {
        self.packs.is_empty() || self.packs.contains(&pack)
    }

    pub(super) fn has_mistake(self, mistake: MistakeIx) -> bool {
        self.mistakes.is_empty() || self.mistakes.contains(&mistake)
    }
}

impl Target {
    pub(super) fn of(exercise: ExerciseIx, mistake: Option<MistakeIx>, what: usize) -> Target {
        // The kind is filled in by whoever asked for targets.
        Target { kind: GeneratedKind::Spot, exercise: Some(exercise), mistake, what }
    }
}

/// Every mistake of every exercise.
pub(super) fn each_mistake(shop: &Workshop<'_>, scope: Scope<'_>) -> Vec<Target> {
    let exercises = shop.book.exercise_ixs().filter(|&exercise| scope.has_exercise(shop.book, exercise));
    exercises
        .flat_map(|exercise| {
            let counted = shop.book[exercise].mistakes.iter().map(|counted| counted.mistake);
            let asked = counted.filter(|&mistake| scope.has_mistake(mistake) && shop.allows(mistake));
            asked.map(move |mistake| Target::of(exercise, Some(mistake), 0)).collect::<Vec<_>>()
        })
        .collect()
}

/// Every exercise, unless the scope is certain mistakes.
pub(super) fn each_exercise(shop: &Workshop<'_>, scope: Scope<'_>) -> Vec<Target> {
    if !scope.mistakes.is_empty() {
        return Vec::new();
    }
    let exercises = shop.book.exercise_ixs().filter(|&exercise| scope.has_exercise(shop.book, exercise));
    exercises.map(|exercise| Target::of(exercise, None, 0)).collect()
}
