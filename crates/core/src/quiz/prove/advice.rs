//! The proofs of what a coach does with a rep: what to fix first, what to call, where to look next.

use std::collections::HashSet;

use super::{Proof, exercise, mistake_of, no, observed, standings};
use crate::quiz::Item;
use crate::quiz::generate::much_alike;
use crate::quiz::names::question;
use crate::rulebook::{
    Exercise, Graded, MistakeIx, Named, Rulebook, SignIx, SignKind, Sooner, Value, grades, judge_briefly,
    looks, sooner,
};

/// The options are all that fires, and `key` is fixed before each of the others for a reason.
pub(super) fn first(book: &Rulebook, item: &Item, key: MistakeIx) -> Proof {
    let ix = exercise(book, item)?;
    let exercise = &book[ix];
    let firing = standings(book, item)?.into_iter().filter_map(|(mistake, fires)| fires.then_some(mistake));
    let firing: HashSet<MistakeIx> = firing.collect();
    let all: Vec<MistakeIx> = firing.iter().copied().collect();
    let graded = grades(book, ix, &observed(book, item)?, &all);
    if !graded.iter().all(Graded::is_settled) {
        return no("how bad a mistake is depends on signs that aren't shown");
    }
    let mut offered = HashSet::new();
    for choice in item.key.choices() {
        let mistake = mistake_of(book, choice)?;
        let is_itself = choice.id.as_str() == book[mistake].id.as_str() && choice.say == book[mistake].name;
        if !is_itself || choice.right != (mistake == key) {
            return no(format!("`{}` is not what its option says", book[mistake].id));
        }
        let reason = sooner(book, exercise, &graded, key, mistake);
        if mistake != key && !matches!(reason, Some(Sooner::Graver | Sooner::Cause)) {
            return no(format!("nothing says that `{}` is fixed later", book[mistake].id));
        }
        offered.insert(mistake);
    }
    if offered == firing { Ok(()) } else { no("the options are not all that fires") }
}

/// `key` is all that fires, the options are cues of this exercise, and no wrong one would serve as well.
pub(super) fn call(book: &Rulebook, item: &Item, key: MistakeIx) -> Proof {
    if standings(book, item)?.iter().any(|&(mistake, fires)| fires != (mistake == key)) {
        return no(format!("`{}` is not all that fires", book[key].id));
    }
    let ix = exercise(book, item)?;
    let graded = grades(book, ix, &observed(book, item)?, &[key]);
    if graded.iter().any(|graded| graded.own_cue(book).is_some() || !graded.is_settled()) {
        return no("in this rep another cue is called");
    }
    let exercise = &book[ix];
    for choice in item.key.choices() {
        let mistake = mistake_of(book, choice)?;
        let is_told = exercise.counted(mistake).is_some();
        if !is_told || choice.say != book.words_in(exercise, mistake).cue || choice.right != (mistake == key)
        {
            return no(format!("\"{}\" is not what its option says", choice.say));
        }
        if mistake != key && serves_too(book, exercise, key, mistake) {
            return no(format!("\"{}\" could do as well", choice.say));
        }
    }
    Ok(())
}

/// Whether the cue of another mistake could help against this one: it says much the same, mends in the same way, or is about
/// the same sign and doesn't demand the opposite.
fn serves_too(book: &Rulebook, exercise: &Exercise, key: MistakeIx, other: MistakeIx) -> bool {
    let (own, its) = (book.words_in(exercise, key), book.words_in(exercise, other));
    let is_alike = own.fix == its.fix || much_alike(&own.cue, &its.cue);
    is_alike
        || exercise.signs.iter().any(|observed| {
            let (own, its) = (values(book, key, observed.sign), values(book, other, observed.sign));
            let apart = |low: &[Value], high: &[Value]| {
                observed.good.values().any(|good| {
                    low.iter().all(|value| *value < good) && high.iter().all(|value| *value > good)
                })
            };
            let shared = !own.is_empty() && !its.is_empty();
            shared && !apart(&own, &its) && !apart(&its, &own)
        })
}

/// The values of a sign for which a mistake could fire.
fn values(book: &Rulebook, mistake: MistakeIx, sign: SignIx) -> Vec<Value> {
    let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
    tests.filter(|test| test.sign == sign).flat_map(|test| test.values.values()).collect()
}

/// The fewest mistakes that are still possible where it is asked what to look at next.
const STILL_POSSIBLE: usize = 3;
/// The most signs that were seen.
const SEEN: usize = 3;

/// What is shown, alone, leaves several mistakes possible and none certain; the key is the sign to look at next, and each
/// wrong option is one that wasn't seen and splits what is possible worse.
pub(super) fn look(book: &Rulebook, item: &Item) -> Proof {
    let ix = exercise(book, item)?;
    let Some(seen) = item.seen_so_far(book) else { return no("the exercise doesn't look at what is shown") };
    let shown = observed(book, item)?;
    let is_telling = |&(sign, value): &(SignIx, Value)| {
        book[sign].kind == SignKind::Felt || book[ix].is_off((sign, value), &shown)
    };
    if shown.len() > SEEN || !shown.iter().any(is_telling) {
        return no("what was seen is too much, or tells nothing");
    }
    let brief = judge_briefly(book, ix, &seen);
    if !brief.certain.is_empty() || brief.possible.len() < STILL_POSSIBLE {
        return no("too little is left open");
    }
    let looks = looks(book, ix, &seen);
    let Some(best) = looks.first().filter(|best| !best.is_idle()) else {
        return no("no sign settles anything");
    };
    for choice in item.key.choices() {
        let Some(sign) = choice.of_in(book).and_then(Named::sign) else { return no("an option is no sign") };
        let is_unseen = book[ix].place_of(sign).is_some() && shown.iter().all(|&(other, _)| other != sign);
        if !is_unseen || choice.say != question(&book[sign]) {
            return no(format!("`{}` is not what its option says", book[sign].id));
        }
        let its = looks.iter().find(|look| look.sign == sign);
        if choice.right && sign != best.sign
            || !choice.right && its.is_some_and(|its| !best.is_better_than(its))
        {
            return no(format!("`{}` is not as good to look at as its option says", book[sign].id));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::prove_item;
    use super::*;
    use crate::logic::cells_of;
    use crate::quiz::generate::{Scope, Wish, Workshop};
    use crate::quiz::{Basis, Chance, Choice, Key, Seed};
    use crate::rulebook::{CheckVerdict, ExerciseIx, GeneratedKind, Observation, Severity, load_mid_back};

    /// Items on every target of a kind, as far as they can be made.
    fn items(book: &Rulebook, kind: GeneratedKind) -> Vec<Item> {
        let shop = Workshop::new(book, false);
        let targets = shop.targets(kind, Scope::default());
        let tries = targets.into_iter().flat_map(|target| (1..=6).map(move |seed| (target, seed)));
        let made = tries.filter_map(|(target, seed)| {
            let mut chance = Chance::from_seed(Seed(seed));
            let draft = shop.draft(target, Wish::ANY, &mut chance)?;
            Some(draft.finish(book, |options, chance| chance.below(options), &mut chance))
        });
        made.collect()
    }

    fn choices(item: &mut Item) -> &mut Vec<Choice> {
        let Key::One(choices) = &mut item.key else { panic!("one option is wanted") };
        choices
    }

    /// The same item with each of its wrong options as the key.
    fn with_another_key(item: &Item) -> Vec<Item> {
        let other = |at: usize| {
            let mut other = item.clone();
            choices(&mut other).iter_mut().enumerate().for_each(|(place, one)| one.right = place == at);
            if let Basis::First(key) | Basis::Call(key) = &mut other.basis {
                *key = item.key.choices()[at].of.clone().expect("a mistake");
            }
            other
        };
        let all = item.key.choices().iter().enumerate();
        all.filter(|(_, choice)| !choice.right).map(|(at, _)| other(at)).collect()
    }

    fn are_proved_and_no_other_key_is(book: &Rulebook, items: &[Item]) {
        for item in items {
            prove_item(book, item).unwrap_or_else(|fault| panic!("{fault}: {item:#?}"));
            for other in with_another_key(item) {
                assert!(prove_item(book, &other).is_err(), "{other:#?}");
            }
        }
    }

    #[test]
    fn what_is_first_is_graver_and_not_merely_earlier() {
        let book = load_mid_back();
        let items = items(&book, GeneratedKind::First);
        assert!(items.len() > 200, "{}", items.len());
        are_proved_and_no_other_key_is(&book, &items);
        for mut item in items {
            let grave = |choice: &Choice| {
                let severity = book[choice.mistake_in(&book).expect("a mistake")].severity;
                [Severity::Low, Severity::Medium, Severity::High].iter().position(|one| *one == severity)
            };
            let key = item.key.choices().iter().find(|choice| choice.right).map(grave).expect("a key");
            let mut others = item.key.choices().iter().filter(|choice| !choice.right).map(grave);
            assert!(others.all(|other| key > other), "{item:#?}");
            // A mistake that fires and isn't offered is no proof.
            let wrong = item.key.choices().iter().position(|choice| !choice.right).expect("a wrong one");
            choices(&mut item).remove(wrong);
            assert!(prove_item(&book, &item).is_err());
        }
    }
    #[test]
    fn what_is_called_is_the_cue_of_the_one_mistake_and_no_other_would_do() {
        let book = load_mid_back();
        let items = items(&book, GeneratedKind::Call);
        assert!(items.len() > 400, "{}", items.len());
        are_proved_and_no_other_key_is(&book, &items);
        let mut of_one_sign = 0;
        for mut item in items {
            let exercise = &book[item.exercise_in(&book).expect("an exercise")];
            let right = item.key.choices().iter().find(|choice| choice.right).expect("a key");
            let key = right.mistake_in(&book).expect("a mistake");
            assert!(right.because.contains(&book[key].name), "it is said which mistake it is");
            let signs = |mistake: MistakeIx| {
                book[mistake].when.iter().flat_map(|clause| &clause.tests).map(|test| test.sign)
            };
            let shares = |other: MistakeIx| signs(key).any(|sign| signs(other).any(|also| also == sign));
            let offered: Vec<MistakeIx> =
                item.key.choices().iter().filter_map(|choice| choice.mistake_in(&book)).collect();
            of_one_sign += offered.iter().filter(|&&other| other != key && shares(other)).count();
            // The cue of a mistake that mends the same sign in the same direction is no wrong option.
            let too = exercise.mistakes.iter().map(|counted| counted.mistake);
            for other in
                too.filter(|&other| !offered.contains(&other) && serves_too(&book, exercise, key, other))
            {
                let place = item.key.choices().iter().position(|choice| !choice.right).expect("a wrong one");
                let wrong = &mut choices(&mut item)[place];
                wrong.of = Some(book[other].id.clone());
                wrong.say.clone_from(&book.words_in(exercise, other).cue);
                assert!(prove_item(&book, &item).is_err(), "{item:#?}");
            }
        }
        assert!(of_one_sign > 10, "{of_one_sign} demand the opposite");
    }
    /// How many mistakes stay open once a sign is known: over each of its cells that can be, one after the other.
    fn open_by_hand(
        book: &Rulebook,
        ix: ExerciseIx,
        seen: &Observation,
        sign: SignIx,
    ) -> Option<(usize, usize)> {
        let (engine, place) = (book.engine(ix), book[ix].place_of(sign)?);
        let (mut open, mut cells) = (0, 0);
        for cell in cells_of(engine.space().axes()[place].full()) {
            let mut known = seen.clone();
            known.set(place, engine.values(place, cell).values().next());
            let brief = judge_briefly(book, ix, &known);
            if !matches!(brief.verdict, CheckVerdict::Impossible(_)) {
                (open, cells) = (open + brief.possible.len(), cells + 1);
            }
        }
        (cells > 0).then_some((open, cells))
    }

    #[test]
    fn where_to_look_next_settles_more_than_anything_else_that_is_offered() {
        let book = load_mid_back();
        let items = items(&book, GeneratedKind::Look);
        let stems: HashSet<Vec<&str>> = items.iter().map(|item| item.texts().collect()).collect();
        assert!(stems.len() > 60, "{} of {}", stems.len(), items.len());
        are_proved_and_no_other_key_is(&book, &items);
        for item in &items {
            let ix = item.exercise_in(&book).expect("an exercise");
            let seen = item.seen_so_far(&book).expect("it can be seen");
            assert!(!item.shows_a_rep() && (1..=3).contains(&item.shown.len()));
            let of = |choice: &Choice| {
                let sign = choice.of_in(&book).and_then(Named::sign).expect("a sign");
                open_by_hand(&book, ix, &seen, sign).expect("it can be looked at")
            };
            let key = item.key.choices().iter().find(|choice| choice.right).map(of).expect("a key");
            for other in item.key.choices().iter().filter(|choice| !choice.right).map(of) {
                assert!(key.0 * other.1 < other.0 * key.1, "{key:?}, {other:?}: {item:#?}");
            }
            // Where nothing was seen nothing is proved.
            let mut less = item.clone();
            less.shown.clear();
            assert!(prove_item(&book, &less).is_err());
        }
    }
}
