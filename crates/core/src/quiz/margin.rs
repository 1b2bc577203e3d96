//! How far an amount that is asked about lies from its limit.
//!
//! Must not know who is asked, nor of which sign.

/// A step of distance from a limit: 0 is as near as can be asked, the least that an observer can tell (`apart`); each step is
/// 2^¼ times the one before, so that the last one is eight times the first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Margin(u8);

impl Margin {
    /// The nearest.
    pub const NEAREST: Margin = Margin(0);
    /// The farthest: eight times `apart`.
    pub const FARTHEST: Margin = Margin(12);
    /// Where a learner begins: four times `apart`.
    pub const BEGINNING: Margin = Margin(8);
    /// How many there are.
    pub const COUNT: usize = 13;

    /// The margin of this number; past the farthest it is that.
    pub fn at(number: usize) -> Margin {
        Margin(u8::try_from(number).unwrap_or(u8::MAX).min(Margin::FARTHEST.0))
    }

    /// So many steps nearer.
    #[must_use]
    pub fn nearer(self, steps: u8) -> Margin {
        Margin(self.0.saturating_sub(steps))
    }

    /// So many steps farther.
    #[must_use]
    pub fn farther(self, steps: u8) -> Margin {
        Margin::at(usize::from(self.0) + usize::from(steps))
    }

    /// The distance from a limit, where `apart` can be told: never less than that.
    #[expect(clippy::cast_possible_truncation, reason = "eight times a small number")]
    pub fn distance(self, apart: i32) -> i32 {
        ((f64::from(apart) * 2_f64.powf(f64::from(self.0) / 4.0)).round() as i32).max(apart)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_grow_from_once_to_eight_times_what_can_be_told() {
        for apart in [1, 2, 5, 10] {
            let all: Vec<i32> = (0..Margin::COUNT).map(|number| Margin::at(number).distance(apart)).collect();
            assert!(all.is_sorted(), "{all:?}");
            assert_eq!((all[0], all[12]), (apart, 8 * apart));
        }
        assert_eq!(Margin::BEGINNING.distance(5), 20);
        assert_eq!(Margin::NEAREST.nearer(1), Margin::NEAREST);
        assert_eq!(Margin::FARTHEST.farther(3), Margin::FARTHEST);
    }
}
