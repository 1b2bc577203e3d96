//! What a person chose about the schedule: when their day begins, and how much of what is due they want to know.

use serde::{Deserialize, Serialize};

use formcheck_core::day::DayStart;

/// What was chosen; nothing where nothing was. In the log an event says what changed, and the rest stays as it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Preferences {
    /// The hour at which a day begins, 0 to 23. Days that were are what they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_begins: Option<u8>,
    /// The share of what is due that is to be known, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<u8>,
}

/// The share of due items that are to be known, unless the person chose another. Higher makes everything come back sooner. With
/// what is new, which is met at less, it comes to about three in four right (docs/learning.md has what was measured).
pub(crate) const SHARE: u8 = 90;

impl Preferences {
    /// The shares that can be chosen, as FSRS's authors advise: below, more is forgotten than kept; above, each day has more to
    /// repeat than can be done.
    pub const SHARES: std::ops::RangeInclusive<u8> = 70..=97;

    /// These, where they say something, and those before where they don't.
    #[must_use]
    pub(crate) fn over(self, before: Preferences) -> Preferences {
        Preferences { day_begins: self.day_begins.or(before.day_begins), share: self.share.or(before.share) }
    }

    pub fn day_start(self) -> DayStart {
        self.day_begins.and_then(DayStart::at).unwrap_or_default()
    }

    /// The share of what is due that is to be known, in percent. One that can't be chosen can only come from a log that somebody
    /// edited.
    pub fn wanted(self) -> u8 {
        self.share.filter(|share| Preferences::SHARES.contains(share)).unwrap_or(SHARE)
    }
}
