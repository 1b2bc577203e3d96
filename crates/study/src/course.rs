//! The course of a mistake: see it, name it, fix it, fix the right one first. Each rung is reached by a right answer on the
//! one before.
//!
//! Must not know what is asked next, nor when.

use formcheck_core::rulebook::GeneratedKind;

/// What is asked about a mistake.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Rung {
    #[default]
    See,
    Name,
    Fix,
    /// Fix the right one first, among several; and what else comes late.
    First,
}

/// The kinds of each rung; a kind that stands in several belongs to the first of them. Up to the names reps are told from a
/// clean one; from there on kinds are mixed.
const COURSE: [(Rung, &[GeneratedKind]); 4] = {
    use GeneratedKind as K;
    [
        (Rung::See, &[K::Pair, K::CleanOrNot]),
        (Rung::Name, &[K::Spot]),
        (Rung::Fix, &[K::Fix, K::Spot, K::Cue, K::Call, K::Why]),
        (Rung::First, &[K::First, K::SpotAll, K::Breakdown, K::Call, K::Exception, K::Look, K::Recall]),
    ]
};

impl Rung {
    pub const ALL: [Rung; 4] = [Rung::See, Rung::Name, Rung::Fix, Rung::First];

    /// What is done on it, as a person is told.
    pub fn words(self) -> &'static str {
        match self {
            Rung::See => "see it",
            Rung::Name => "name it",
            Rung::Fix => "fix it",
            Rung::First => "fix the right one first",
        }
    }

    /// The kinds that are asked on it.
    pub(crate) fn kinds(self) -> &'static [GeneratedKind] {
        COURSE.iter().find(|(rung, _)| *rung == self).map_or(&[], |(_, kinds)| kinds)
    }

    /// This rung and those above it, for where a mistake can't be asked about on it.
    pub(crate) fn and_above(self) -> impl Iterator<Item = Rung> {
        Rung::ALL.into_iter().filter(move |rung| *rung >= self)
    }

    /// Whether a kind, by its word, belongs to this rung.
    pub(crate) fn asks(self, kind: &str) -> bool {
        Rung::of(kind) == Some(self)
    }

    /// The rung that a kind belongs to, by its word.
    fn of(kind: &str) -> Option<Rung> {
        let has = |(_, kinds): &&(Rung, &[GeneratedKind])| kinds.iter().any(|one| one.word() == kind);
        COURSE.iter().find(has).map(|(rung, _)| *rung)
    }

    /// The rung after an answer to a question of this kind. A right one reaches the rung above that of the kind; a wrong one
    /// goes back a rung, though whoever can see it isn't asked that again.
    #[must_use]
    pub(crate) fn after(self, kind: &str, right: bool) -> Rung {
        let Some(of) = Rung::of(kind) else { return self };
        match (right, self) {
            (true, _) => self.max(of.next()),
            (false, Rung::See | Rung::Name) => self,
            (false, Rung::Fix) => Rung::Name,
            (false, Rung::First) => Rung::Fix,
        }
    }

    fn next(self) -> Rung {
        match self {
            Rung::See => Rung::Name,
            Rung::Name => Rung::Fix,
            Rung::Fix | Rung::First => Rung::First,
        }
    }

    /// From its number in the database.
    pub(crate) fn from_number(number: u8) -> Rung {
        Rung::ALL.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// Its number in the database.
    pub(crate) fn number(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rung_is_reached_by_the_one_before() {
        let climbed = |kinds: &[(&str, bool)]| {
            kinds.iter().fold(Rung::See, |rung, (kind, right)| rung.after(kind, *right))
        };
        assert_eq!(climbed(&[("clean-or-not", true)]), Rung::Name);
        assert_eq!(climbed(&[("clean-or-not", true), ("spot", true)]), Rung::Fix);
        assert_eq!(
            climbed(&[("clean-or-not", true), ("spot", true), ("spot", true)]),
            Rung::Fix,
            "a name is no fix"
        );
        assert_eq!(climbed(&[("spot", true), ("why", true)]), Rung::First, "whoever names it sees it");
        assert_eq!(climbed(&[("first", true), ("first", false)]), Rung::Fix);
        assert_eq!(
            climbed(&[("spot", true), ("fix", false), ("spot", false)]),
            Rung::Name,
            "and no further back"
        );
        assert_eq!(climbed(&[("muscles", true)]), Rung::See);
        for rung in Rung::ALL {
            assert_eq!(Rung::from_number(rung.number()), rung);
            assert!(!rung.kinds().is_empty());
        }
    }
}
