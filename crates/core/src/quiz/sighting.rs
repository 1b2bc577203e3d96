//! What an item shows of an amount: how far it goes beyond the limit of its mistake, and what guessing earns. Whoever answers by
//! eye has seen it or not, so that answers tell from which amount on somebody sees.

use serde::{Deserialize, Serialize};

use super::{Basis, Item, Key};
use crate::rulebook::{Domain, Id, Rulebook, SignIx, SignKind, Value};

/// An amount that was shown where one option of several had to be taken.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Sighting {
    /// The mistake.
    pub mistake: String,
    /// The sign that has the amount.
    pub sign: String,
    /// The last amount that doesn't make the mistake.
    pub limit: i32,
    /// The amount shown.
    pub amount: i32,
    /// The chance to be right by guessing.
    pub guess: f64,
}

impl Sighting {
    /// What an item shows; none if no amount decides it, or if the answer is no choice of one. A rep that may be clean tells
    /// nothing: whoever calls every rep faulty would see all.
    pub fn of(book: &Rulebook, item: &Item) -> Option<Sighting> {
        let (Basis::Fires(mistake) | Basis::CleanRep(mistake)) = &item.basis else { return None };
        let Key::One(choices) = &item.key else { return None };
        let reps = item.each_observed(book)?;
        let (sign, limit, amount) = amount(book, mistake, reps.get(item.telling_rep())?)?;
        let options = u32::try_from(choices.len()).ok()?;
        let guess = 1.0 / f64::from(options.max(1));
        let (mistake, sign) = (mistake.as_str().to_owned(), book[sign].id.as_str().to_owned());
        Some(Sighting { mistake, sign, limit, amount, guess })
    }

    /// How far the amount goes beyond the limit, and whether upwards.
    pub fn beyond(&self) -> (u32, bool) {
        (self.amount.abs_diff(self.limit), self.amount > self.limit)
    }
}

/// The one amount of a rep that makes a mistake, with the limit next to it.
fn amount(book: &Rulebook, mistake: &Id, rep: &[(SignIx, Value)]) -> Option<(SignIx, i32, i32)> {
    let mistake = book.mistake(mistake.as_str())?;
    let tests = book[mistake].when.iter().flat_map(|clause| &clause.tests);
    let mut found = tests.filter_map(|test| {
        let Domain::Range { from, to, .. } = book[test.sign].domain else { return None };
        if book[test.sign].kind != SignKind::Seen {
            return None;
        }
        let &(_, value) = rep.iter().find(|(sign, _)| *sign == test.sign)?;
        let &(first, last) = test.values.spans().iter().find(|span| (span.0..=span.1).contains(&value.0))?;
        match (first > from, last < to) {
            (true, false) => Some((test.sign, first - 1, value.0)),
            (false, true) => Some((test.sign, last + 1, value.0)),
            // With a limit on either side, or on none, the amount has no one direction.
            _ => None,
        }
    });
    let one = found.next()?;
    found.next().is_none().then_some(one)
}
