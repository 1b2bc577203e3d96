//! Forms that ask what was not asked before: nothing that the candidate had in an earlier form, and nothing that came up too
//! often of late.
//!
//! The ledger says what was asked. What must not come again is named on the paper, so that whoever checks a record draws
//! the same form. Must not know where a seed comes from.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{IssuedNote, Ledger};
use crate::{ExamError, ExamForm, Forms};
use formcheck_core::quiz::{Asks, Seed};

/// Exposure is counted over so many forms that were issued one after the other.
pub const WINDOW: usize = 100;

/// How often a form is drawn before it counts as impossible that it shares so little with the earlier ones.
const DRAWS: u32 = 60;

/// What a form for this candidate must not ask, as digests in order.
pub fn barred(ledger: &Ledger, forms: &Forms<'_>, reference: &str) -> BTreeSet<Asks> {
    let mut barred = BTreeSet::new();
    if forms.exam().overlap == 0 {
        barred.extend(ledger.papers(reference, forms.id()).flat_map(|paper| paper.asks.iter().cloned()));
    }
    if let Some(most) = forms.exam().exposure {
        barred.extend(used_up(ledger, forms.id(), usize::from(most)));
    }
    barred
}

/// What came up as often as it may, in the forms of an exam that fill the window together with the next one.
fn used_up(ledger: &Ledger, exam: &str, most: usize) -> Vec<Asks> {
    let lately = ledger.issued().rev().filter(|paper| paper.exam == exam).take(WINDOW - 1);
    let mut counts: BTreeMap<&Asks, usize> = BTreeMap::new();
    // A form that asks the same twice is one form.
    for asks in lately.flat_map(|paper| paper.asks.iter().collect::<BTreeSet<_>>()) {
        *counts.entry(asks).or_default() += 1;
    }
    counts.into_iter().filter(|(_, often)| *often >= most).map(|(asks, _)| asks.clone()).collect()
}

/// A form for a candidate from one of these seeds, with what it was not to ask.
///
/// # Errors
/// What `seed` says; or if nothing is left that may be asked, with what to do.
pub fn draw_for<E: From<ExamError>>(
    forms: &Forms<'_>,
    ledger: &Ledger,
    reference: &str,
    mut seed: impl FnMut() -> Result<Seed, E>,
) -> Result<(ExamForm, BTreeSet<Asks>), E> {
    let barred = barred(ledger, forms, reference);
    let earlier: Vec<&IssuedNote> = ledger.papers(reference, forms.id()).collect();
    let most = forms.exam().overlap;
    for _ in 0..DRAWS {
        let form = forms
            .form_without(&barred, seed()?)
            .map_err(|none| too_little_left(none, forms, reference, &barred))?;
        if earlier.iter().all(|paper| form.overlap(paper) <= most) {
            return Ok((form, barred));
        }
    }
    let what = format!(
        "no form shares {most} percent or less with each of the earlier ones of {reference}, in {DRAWS} draws"
    );
    Err(ExamError::new(what, "let the exam draw from more, or raise `overlap` in its [exam] table").into())
}

/// The exam can be drawn, but not without what must not come again.
fn too_little_left(
    none: ExamError,
    forms: &Forms<'_>,
    reference: &str,
    barred: &BTreeSet<Asks>,
) -> ExamError {
    if barred.is_empty() {
        return none;
    }
    let what = format!(
        "too little is left to ask {reference}: {} questions must not come again, because earlier forms asked them or they \
         came up too often, and {}",
        barred.len(),
        none.what
    );
    let help = match (forms.exam().overlap, forms.exam().exposure) {
        (0, Some(_)) => {
            "let the exam draw from more; or raise `overlap` or `exposure` in its [exam] table, which lets questions come again"
        }
        (0, None) => {
            "let the exam draw from more; or raise `overlap` in its [exam] table, which lets questions come again"
        }
        _ => {
            "let the exam draw from more; or raise `exposure` in its [exam] table, which lets questions come up more often"
        }
    };
    ExamError::new(what, help)
}
