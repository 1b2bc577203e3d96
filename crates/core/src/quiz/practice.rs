//! Everything that can be practised, skill by skill, and a new item for one of them.
//!
//! Must not know what a person remembers, nor when they are asked.

use super::by_eye::is_told_by_words;
use super::generate::{CLEAN, Scope, Target, Wish, Workshop, muscles_can_be_asked};
use super::{Chance, Item, ItemId, Key, Skill, prove_item, written_item};
use crate::rulebook::{ExerciseIx, GeneratedKind, MistakeIx, MuscleIx, Named, QuestionIx, Rulebook};

/// What a skill is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum About {
    /// Seeing a mistake in an exercise, and knowing what to do.
    Mistake(ExerciseIx, MistakeIx),
    /// Telling a clean rep of an exercise from a faulty one.
    Clean(ExerciseIx),
    /// The steps of an exercise.
    Steps(ExerciseIx),
    /// The rep range of an exercise.
    Reps(ExerciseIx),
    /// What an exercise is done for.
    Muscles(ExerciseIx),
    /// A muscle.
    Muscle(MuscleIx),
    /// A written question.
    Question(QuestionIx),
}

/// What can be known of an exercise as a whole.
type OfExercise = fn(ExerciseIx) -> About;

/// The word of each, in a skill.
const OF_EXERCISES: [(&str, OfExercise); 4] =
    [(CLEAN, About::Clean), ("steps", About::Steps), ("reps", About::Reps), ("muscles", About::Muscles)];

impl About {
    /// What a skill of this name is about, if the rulebook has it.
    pub fn of(book: &Rulebook, skill: &Skill) -> Option<About> {
        let Some((exercise, of)) = skill.as_str().split_once('/') else {
            return match book.find(skill.as_str())? {
                Named::Muscle(ix) => Some(About::Muscle(ix)),
                Named::Question(ix) => Some(About::Question(ix)),
                _ => None,
            };
        };
        let Named::Exercise(exercise) = book.find(exercise)? else { return None };
        if let Some((_, about)) = OF_EXERCISES.iter().find(|(word, _)| *word == of) {
            return Some(about(exercise));
        }
        match book.find(of)? {
            Named::Mistake(mistake) if book[exercise].counted(mistake).is_some() => {
                Some(About::Mistake(exercise, mistake))
            }
            _ => None,
        }
    }

    /// The skill's name.
    pub fn skill(self, book: &Rulebook) -> Skill {
        let in_exercise = |ix: ExerciseIx, of: &str| Skill(format!("{}/{of}", book[ix].id));
        match self {
            About::Mistake(exercise, mistake) => in_exercise(exercise, book[mistake].id.as_str()),
            About::Clean(ix) => in_exercise(ix, CLEAN),
            About::Steps(ix) => in_exercise(ix, "steps"),
            About::Reps(ix) => in_exercise(ix, "reps"),
            About::Muscles(ix) => in_exercise(ix, "muscles"),
            About::Muscle(ix) => Skill(book[ix].id.to_string()),
            About::Question(ix) => Skill(book[ix].id.to_string()),
        }
    }

    /// The exercise it is about, if it is about one.
    pub fn exercise(self) -> Option<ExerciseIx> {
        match self {
            About::Mistake(ix, _)
            | About::Clean(ix)
            | About::Steps(ix)
            | About::Reps(ix)
            | About::Muscles(ix) => Some(ix),
            About::Muscle(_) | About::Question(_) => None,
        }
    }

    /// Whether `id` means this: its exercise, one of that one's tags, its mistake, its muscle's group, or the skill
    /// itself.
    pub fn is_meant_by(self, book: &Rulebook, id: &str) -> bool {
        let exercise = self.exercise().map(|ix| &book[ix]);
        let of_exercise = exercise.is_some_and(|one| one.id == *id || one.tags.iter().any(|tag| tag == id));
        let of_group =
            matches!(self, About::Muscle(ix) if book[ix].group.as_ref().is_some_and(|group| *group == *id));
        let of_mistake = self.mistake().is_some_and(|ix| book[ix].id == *id);
        of_exercise || of_group || of_mistake || self.skill(book).as_str() == id
    }

    /// The mistake it is about, if it is about one.
    pub fn mistake(self) -> Option<MistakeIx> {
        if let About::Mistake(_, mistake) = self { Some(mistake) } else { None }
    }
}

/// Everything that can be practised, in the rulebook's order: each exercise with its mistakes, then muscles and written
/// questions.
pub fn skills(book: &Rulebook) -> impl Iterator<Item = About> + '_ {
    let exercises = book.exercise_ixs().flat_map(move |ix| {
        let mistakes = book[ix].mistakes.iter().map(move |counted| About::Mistake(ix, counted.mistake));
        let has = move |about: &About| match about {
            About::Reps(ix) => book[*ix].reps.is_some(),
            About::Muscles(ix) => muscles_can_be_asked(book, &book[*ix]),
            _ => true,
        };
        mistakes.chain(OF_EXERCISES.iter().map(move |(_, about)| about(ix)).filter(has))
    });
    let muscles = (0..book.muscles.len()).map(MuscleIx::at).filter(|&ix| !book[ix].actions.is_empty());
    let questions = (0..book.questions.len()).map(QuestionIx::at);
    exercises.chain(muscles.map(About::Muscle)).chain(questions.map(About::Question))
}

/// How often another rep is tried before a kind is given up.
const TRIES: usize = 4;

/// A new item for a skill, of one of these kinds (where the skill has kinds to choose among), that is none of `known`.
/// None if none can be made.
pub fn practice_item(
    book: &Rulebook,
    shop: &Workshop<'_>,
    about: About,
    kinds: &[GeneratedKind],
    known: &[ItemId],
    chance: &mut Chance,
) -> Option<Item> {
    let sound = |item: &Item| !known.contains(&item.id) && prove_item(book, item).is_ok();
    if let About::Question(ix) = about {
        // A written question is the same each time: it is asked again though it was asked before.
        let item = written_item(book, ix, |options, chance: &mut Chance| chance.below(options), chance);
        return prove_item(book, &item).is_ok().then_some(item);
    }
    let skill = about.skill(book);
    let mut kinds = match about {
        About::Mistake(..) => kinds.to_vec(),
        About::Clean(_) => vec![GeneratedKind::CleanOrNot],
        About::Steps(_) => vec![GeneratedKind::Steps],
        About::Reps(_) => vec![GeneratedKind::Reps],
        About::Muscles(_) | About::Muscle(_) => vec![GeneratedKind::Muscles],
        About::Question(_) => Vec::new(),
    };
    chance.shuffle(&mut kinds);
    // Where the words of the rep would name the mistake, any other kind is better.
    if let About::Mistake(exercise, mistake) = about {
        kinds.sort_by_key(|&kind| is_told_by_words(book, kind, exercise, mistake));
    }
    for kind in kinds {
        let mut targets = targets(shop, about, kind);
        chance.shuffle(&mut targets);
        for target in targets {
            for attempt in 0..TRIES {
                // As many ranks are even for two to eight options.
                let rank = chance.below(840);
                let wished = |options: usize| rank % options;
                // Where the person confuses this mistake with another, that one has to be there, however long it is.
                let any = attempt + 1 == TRIES || about.mistake().is_some_and(|one| shop.is_confused(one));
                let wish = if any { Wish::ANY } else { Wish(Some(&wished)) };
                let Some(draft) = shop.draft(target, wish, chance) else { continue };
                let mut item = draft.finish(book, |options, chance| chance.below(options), chance);
                // Clean or faulty, it counts for what was asked about: half of the reps are the one, half the other.
                if kind == GeneratedKind::CleanOrNot {
                    item.skill = skill.clone();
                }
                let repeats = matches!(item.key, Key::Order { .. });
                if item.skill == skill && (sound(&item) || repeats && prove_item(book, &item).is_ok()) {
                    return Some(item);
                }
                if item.skill != skill {
                    break;
                }
            }
        }
    }
    None
}

fn targets(shop: &Workshop<'_>, about: About, kind: GeneratedKind) -> Vec<Target> {
    let mut targets = match about {
        About::Mistake(exercise, mistake) => {
            shop.targets(kind, Scope { exercises: &[exercise], mistakes: &[mistake], packs: &[] })
        }
        About::Muscle(_) => shop.targets(kind, Scope::default()),
        _ => match about.exercise() {
            Some(exercise) => shop.targets(kind, Scope { exercises: &[exercise], mistakes: &[], packs: &[] }),
            None => Vec::new(),
        },
    };
    targets.retain(|target| target.exercise == about.exercise());
    targets
}

#[cfg(test)]
mod tests {
    use super::super::chance::Seed;
    use super::*;
    use crate::rulebook::load_mid_back;

    #[test]
    fn each_skill_has_its_name_and_an_item() {
        let book = load_mid_back();
        let shop = Workshop::new(&book, false);
        let mut chance = Chance::from_seed(Seed(1));
        let all: Vec<About> = skills(&book).collect();
        assert!(all.len() > 200, "{}", all.len());
        for about in all {
            let skill = about.skill(&book);
            assert_eq!(About::of(&book, &skill), Some(about), "{skill}");
            let item = practice_item(&book, &shop, about, GeneratedKind::ALL, &[], &mut chance);
            assert_eq!(item.map(|item| item.skill), Some(skill));
        }
    }
}
