//! How near to the limit an amount is asked next: a weighted up-down staircase for each skill. Pure, and derived from the answers
//! that stand; nothing else is kept.
//!
//! Source: Kaernbach 1991, Simple adaptive testing with the weighted up-down method, Perception & Psychophysics 49:227. A step
//! nearer after what was seen, three steps farther after what wasn't: it comes to rest where three of four are right.

use crate::Answered;
use formcheck_core::quiz::{Margin, Viewing};

/// Steps nearer after an answer that is right.
const NEARER: u8 = 1;
/// Steps farther after one that is wrong, or for which the words were asked.
const FARTHER: u8 = 3;

/// How far from its limit the next amount of a skill lies; none before it was answered by eye: then it is spread.
///
/// An amount that had to be asked in words, once the skill was answered by eye, was too small for the picture at hand: the next
/// one is a step farther.
pub fn margin<'a>(answers: impl IntoIterator<Item = &'a Answered>) -> Option<Margin> {
    let mut margin: Option<Margin> = None;
    for answered in answers.into_iter().filter(|answered| answered.sighting.is_some()) {
        margin = match (answered.viewing(), margin) {
            (Viewing::InWords, None) => None,
            (Viewing::InWords, Some(margin)) => Some(margin.farther(1)),
            (Viewing::ByEye, before) if answered.right => {
                Some(before.unwrap_or(Margin::BEGINNING).nearer(NEARER))
            }
            (_, before) => Some(before.unwrap_or(Margin::BEGINNING).farther(FARTHER)),
        };
    }
    margin
}
