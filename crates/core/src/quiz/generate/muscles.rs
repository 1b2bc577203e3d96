//! `muscles`: what an exercise trains; what a muscle does, which one does it, where it attaches.

use super::options::{Distractor, FEWEST, choose, letters};
use super::{Asked, ItemDraft, Scope, Target, Workshop, exercise_explanation, lettered};
use crate::quiz::{Basis, Chance, Choice, Explanation, Key, Skill};
use crate::rulebook::words::and_list;
use crate::rulebook::{Exercise, GeneratedKind, Id, Muscle, MuscleIx, MuscleRef, Rulebook};

/// `what` of a target without an exercise: a muscle and a question on it.
const QUESTIONS: usize = 16;

/// One for each exercise; and, where no exercise is asked for, some for each muscle.
pub(super) fn targets(shop: &Workshop<'_>, scope: Scope<'_>) -> Vec<Target> {
    let mut targets = super::each_exercise(shop, scope);
    if scope.exercises.is_empty() && scope.mistakes.is_empty() {
        for (place, muscle) in shop.book.muscles.iter().enumerate() {
            let contested = shop.settled_only && !muscle.backing.is_settled();
            if contested || muscle.actions.is_empty() || !scope.has_pack(muscle.pack) {
                continue;
            }
            // Its first actions, what it does, where it attaches.
            let asked = (0..muscle.actions.len().min(QUESTIONS - 2)).chain([QUESTIONS - 2, QUESTIONS - 1]);
            targets.extend(asked.map(|question| Target {
                kind: GeneratedKind::Muscles,
                exercise: None,
                mistake: None,
                what: place * QUESTIONS + question,
            }));
        }
    }
    targets
}

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    if asked.target.exercise.is_some() {
        return trains(asked, chance);
    }
    let muscle = MuscleIx::at(asked.target.what / QUESTIONS);
    match asked.target.what % QUESTIONS {
        question if question == QUESTIONS - 2 => does(asked, muscle, chance),
        question if question == QUESTIONS - 1 => attaches(asked, muscle, chance),
        action => done_by(asked, muscle, action, chance),
    }
}

/// The muscles that a list of muscles and groups names.
pub(crate) fn named(book: &Rulebook, list: &[MuscleRef]) -> Vec<MuscleIx> {
    list.iter()
        .flat_map(|one| match one {
            MuscleRef::Muscle(muscle) => vec![*muscle],
            MuscleRef::Group(group) => book.group(group).collect(),
        })
        .collect()
}

fn all(book: &Rulebook) -> impl Iterator<Item = MuscleIx> + use<> {
    (0..book.muscles.len()).map(MuscleIx::at)
}

fn trains(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let (book, exercise) = (asked.book(), asked.exercise()?);
    let primary = named(book, &exercise.primary);
    let key = *chance.pick(&untold(book, exercise))?;
    let pool = one_a_group(book, idle(book, exercise).collect(), chance)
        .into_iter()
        .map(|muscle| Distractor::new(how_far(book, key, muscle), letters(&book[muscle].name), muscle));
    let wrong = choose(plausible(pool.collect()), letters(&book[key].name), asked.wish, chance)?;
    let choices = std::iter::once(key).chain(wrong).map(|muscle| {
        let because = match &book[muscle].about {
            Some(about) if muscle == key => about.clone(),
            _ => work(&book[muscle]),
        };
        lettered(book[muscle].name.clone(), muscle == key, because, Some(book[muscle].id.clone()))
    });
    Some(ItemDraft {
        key: Key::One(choices.collect()),
        explanation: exercise_explanation(
            book,
            exercise,
            format!("What it trains most: {}.", list(book, &primary)),
        ),
        ..asked.exercise_draft(
            exercise,
            "muscles",
            "which of these muscles does it train most?",
            Basis::Trains,
        )
    })
}

/// The muscles that an exercise trains and that its name doesn't tell: in "Lat pulldown" whoever reads finds the latissimus.
fn untold(book: &Rulebook, exercise: &Exercise) -> Vec<MuscleIx> {
    let mut muscles = named(book, &exercise.primary);
    muscles.retain(|&muscle| !shares_a_stem(&exercise.name, &book[muscle].name));
    muscles
}

/// Whether a word of one text begins with a word of the other.
fn shares_a_stem(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| word.chars().count() > 2).collect()
    };
    let (some, others) = (words(one), words(other));
    let begins = |a: &String, b: &String| a.starts_with(b.as_str()) || b.starts_with(a.as_str());
    some.iter().any(|a| others.iter().any(|b| begins(a, b)))
}

/// What a muscle does, in words that suit one of many and several: "hamstrings".
fn work(muscle: &Muscle) -> String {
    match muscle.actions.as_slice() {
        [] => "It has other work to do.".to_owned(),
        actions => format!("What it does: {}.", and_list(actions)),
    }
}

/// Words of what muscles do, by the joint that they move: those of the arm and blade, then those of the trunk and legs.
const JOINTS: [&[&str]; 8] = [
    &["blade"],
    &["upper arm", "raised arm"],
    &["elbow"],
    &["hand"],
    &["spine", "trunk"],
    &["hip", "thigh", "leg", "pelvis"],
    &["knee"],
    &["ankle", "heel", "foot"],
];
/// How many of them are of the arm and blade.
const UPPER: usize = 4;

/// Farther than this is out of the question: nobody mixes these up.
const NEAR: u8 = 1;

/// The joints that a muscle moves, as far as its actions name them.
fn joints(muscle: &Muscle) -> Vec<usize> {
    let moves =
        |words: &[&str]| words.iter().any(|word| muscle.actions.iter().any(|done| done.contains(word)));
    (0..JOINTS.len()).filter(|&joint| moves(JOINTS[joint])).collect()
}

/// Without what nobody mixes up with the key, as long as enough is left: those at other joints first.
fn plausible<T>(mut pool: Vec<Distractor<T>>) -> Vec<Distractor<T>> {
    for far in [0, NEAR] {
        if pool.iter().filter(|one| one.far <= far).count() + 1 >= FEWEST {
            pool.retain(|one| one.far <= far);
            break;
        }
    }
    pool
}

/// How far one muscle is from another for somebody who mixes them up: of one group or at one joint, also where their jobs are
/// opposite; of one half of the body; trained by one exercise; or neither.
fn how_far(book: &Rulebook, a: MuscleIx, b: MuscleIx) -> u8 {
    let trains_both = |exercise: &Exercise| {
        let trained = [named(book, &exercise.primary), named(book, &exercise.secondary)].concat();
        trained.contains(&a) && trained.contains(&b)
    };
    let (of_a, of_b) = (joints(&book[a]), joints(&book[b]));
    let is_upper = |joints: &[usize]| joints.first().map(|&joint| joint < UPPER);
    match () {
        () if book[a].group.is_some() && book[a].group == book[b].group => 0,
        () if of_a.iter().any(|joint| of_b.contains(joint)) => 0,
        () if is_upper(&of_a).is_some() && is_upper(&of_a) == is_upper(&of_b) => NEAR,
        () if book.exercises.iter().any(trains_both) => 2,
        () => 3,
    }
}

/// One muscle of a group at most: two that do the same would both be ruled out by whoever knows one.
fn one_a_group(book: &Rulebook, mut muscles: Vec<MuscleIx>, chance: &mut Chance) -> Vec<MuscleIx> {
    chance.shuffle(&mut muscles);
    let mut seen: Vec<&Id> = Vec::new();
    muscles.retain(|&muscle| {
        let Some(group) = &book[muscle].group else { return true };
        let is_new = !seen.contains(&group);
        seen.push(group);
        is_new
    });
    muscles
}

/// The muscles that an exercise doesn't train. What only helps is trained too: it is neither a key nor a wrong option.
fn idle<'b>(book: &'b Rulebook, exercise: &Exercise) -> impl Iterator<Item = MuscleIx> + use<'b> {
    let trained = [named(book, &exercise.primary), named(book, &exercise.secondary)].concat();
    all(book).filter(move |muscle| !trained.contains(muscle))
}

/// Whether what an exercise trains can be asked: it trains something, and there is enough that it doesn't train.
pub(crate) fn can_be_asked(book: &Rulebook, exercise: &Exercise) -> bool {
    !untold(book, exercise).is_empty() && idle(book, exercise).count() + 1 >= FEWEST
}

fn list(book: &Rulebook, muscles: &[MuscleIx]) -> String {
    let names: Vec<String> = muscles.iter().map(|&muscle| book[muscle].name.to_lowercase()).collect();
    and_list(&names)
}

/// "What does it do?": one of its actions against those of others.
fn does(asked: Asked<'_>, ix: MuscleIx, chance: &mut Chance) -> Option<ItemDraft> {
    let (book, muscle) = (asked.book(), &asked.book()[ix]);
    // What it is known for comes first in the file.
    let key = muscle.actions.first()?;
    let mut pool: Vec<Distractor<(MuscleIx, &str)>> = Vec::new();
    for other in all(book) {
        for action in &book[other].actions {
            let new = pool.iter().all(|taken| taken.thing.1 != action);
            if new && !muscle.actions.contains(action) {
                pool.push(Distractor::new(how_far(book, ix, other), letters(action), (other, action)));
            }
        }
    }
    let wrong = choose(plausible(pool), letters(key), asked.wish, chance)?;
    let mut choices = vec![lettered(key.clone(), true, work(muscle), Some(book[ix].id.clone()))];
    choices.extend(wrong.into_iter().map(|(other, action)| {
        let because = format!("That is a job of the {}.", book[other].name.to_lowercase());
        lettered(action.to_owned(), false, because, Some(book[other].id.clone()))
    }));
    let ask = format!("Which of these is a job of the {}?", muscle.name.to_lowercase());
    Some(draft(asked, muscle, ask, choices, Basis::Does(muscle.id.clone())))
}

/// "Which of these muscles …?": it against those without this action.
fn done_by(asked: Asked<'_>, ix: MuscleIx, action: usize, chance: &mut Chance) -> Option<ItemDraft> {
    let (book, muscle) = (asked.book(), &asked.book()[ix]);
    let done = muscle.actions.get(action)?;
    // A muscle without actions in the file may still do it: nothing is known of it here.
    let others = all(book).filter(|&other| {
        let actions = &book[other].actions;
        !actions.is_empty() && !actions.contains(done)
    });
    let pool: Vec<Distractor<MuscleIx>> = one_a_group(book, others.collect(), chance)
        .into_iter()
        .map(|other| Distractor::new(how_far(book, ix, other), letters(&book[other].name), other))
        .collect();
    if pool.len() + 1 < FEWEST {
        return None;
    }
    let wrong = choose(plausible(pool), letters(&muscle.name), asked.wish, chance)?;
    let choices = std::iter::once(ix).chain(wrong).map(|one| {
        let because = work(&book[one]);
        lettered(book[one].name.clone(), one == ix, because, Some(book[one].id.clone()))
    });
    let ask = format!("Which of these muscles {done}?");
    let basis = Basis::DoneBy { muscle: muscle.id.clone(), action };
    Some(draft(asked, muscle, ask, choices.collect(), basis))
}

/// "Where does it attach?": its origin and its insertion.
fn attaches(asked: Asked<'_>, ix: MuscleIx, chance: &mut Chance) -> Option<ItemDraft> {
    let (book, muscle) = (asked.book(), &asked.book()[ix]);
    let key = attachments(muscle)?;
    let pool = all(book).filter(|&other| other != ix).filter_map(|other| {
        let attachments = attachments(&book[other])?;
        (attachments != key).then(|| Distractor::new(how_far(book, ix, other), letters(&attachments), other))
    });
    let wrong = choose(plausible(pool.collect()), letters(&key), asked.wish, chance)?;
    let choices = std::iter::once(ix).chain(wrong).filter_map(|one| {
        let because = format!("That is the {}.", book[one].name.to_lowercase());
        Some(lettered(attachments(&book[one])?, one == ix, because, Some(book[one].id.clone())))
    });
    let ask = format!("Where does the {} attach?", muscle.name.to_lowercase());
    Some(draft(asked, muscle, ask, choices.collect(), Basis::Attaches(muscle.id.clone())))
}

/// Where a muscle attaches, if both ends are known.
pub(crate) fn attachments(muscle: &Muscle) -> Option<String> {
    let (origin, insertion) = (muscle.origin.as_ref()?, muscle.insertion.as_ref()?);
    Some(format!("Origin: {origin}. Insertion: {insertion}."))
}

fn draft(asked: Asked<'_>, muscle: &Muscle, ask: String, choices: Vec<Choice>, basis: Basis) -> ItemDraft {
    let about = muscle.about.clone().unwrap_or_default();
    ItemDraft {
        key: Key::One(choices),
        explanation: Explanation::backed(asked.book(), about, &muscle.backing),
        ..ItemDraft::bare(asked.target.kind, Skill::of(muscle.id.as_str()), ask, basis)
    }
}
