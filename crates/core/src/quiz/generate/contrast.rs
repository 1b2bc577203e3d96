//! A mistake beside a clean rep: the signs in which the two differ, for whoever is shown it before it is asked.
//!
//! Must not know what is said of them.

use super::Workshop;
use super::amounts::amount;
use super::spot::alone;
use crate::quiz::{Chance, Margin, Seed};
use crate::rulebook::{ExerciseIx, MistakeIx, Rulebook, SignIx, Test, Value};

/// How often another rep is tried.
const TRIES: usize = 8;

/// A sign with its value in the clean rep and in the faulty one.
pub(in crate::quiz) type ContrastedSign = (SignIx, Value, Value);

/// The signs that make `mistake` fire and nothing else, in the exercise's order, each with a good value beside it: the same
/// one where it is good in itself, such as how far the set is. The same each time. None where no rep shows the mistake
/// alone, or in no sign that is off by itself.
pub(in crate::quiz) fn contrast(
    book: &Rulebook,
    exercise: ExerciseIx,
    mistake: MistakeIx,
) -> Option<Vec<ContrastedSign>> {
    let mut chance = Chance::from_seed(Seed(0));
    // Both are shown as far from the limit as can be, as long as nothing else is wrong there.
    let far = Margin::at(Margin::COUNT - 1);
    let mut shop = Workshop::new(book, false);
    shop.set_margin(Some((mistake, far)));
    (0..2 * TRIES).find_map(|attempt| {
        if attempt == TRIES {
            shop.set_margin(None);
        }
        let scene = alone(&shop, exercise, mistake, &[], &mut chance)?;
        let holds = |test: &Test| {
            scene.shown.iter().any(|&(sign, value)| test.sign == sign && test.values.contains(value))
        };
        let fired = book[mistake].when.iter().find(|clause| clause.tests.iter().all(holds))?;
        let differ = scene.shown.iter().filter_map(|&(sign, faulty)| {
            let place = book[exercise].place_of(sign)?;
            let good = book[exercise].good_in(sign, &scene.shown)?;
            if good.contains(faulty) {
                return fired.tests.iter().any(|test| test.sign == sign).then_some((sign, faulty, faulty));
            }
            let clean = amount(book, exercise, place, &good, Some(far), &mut chance)?;
            Some((sign, clean, faulty))
        });
        let differ: Vec<ContrastedSign> = differ.collect();
        differ.iter().any(|(_, clean, faulty)| clean != faulty).then_some(differ)
    })
}
