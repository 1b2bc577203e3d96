//! Values of a sign and sets of them: what a single condition says about a single sign.

use smallvec::{SmallVec, smallvec};

/// A value of a sign. For a sign with named values: the place of the value in the sign's order, from 0. For a range:
/// the whole number itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Value(pub i32);

/// Nearly all sets are one interval or two: those need no memory of their own.
type Spans = SmallVec<[(i32, i32); 2]>;

/// A set of values of one sign: ascending, disjoint, never touching, inclusive intervals.
///
/// Named values and ranges are treated alike, so every condition on one sign is a `ValueSet`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct ValueSet {
    spans: Spans,
}

impl ValueSet {
    /// No value.
    pub fn empty() -> ValueSet {
        ValueSet::default()
    }

    /// One value.
    pub fn one(value: Value) -> ValueSet {
        ValueSet { spans: smallvec![(value.0, value.0)] }
    }

    /// `from` to `to`, both included; empty if `from` is larger.
    pub fn span(from: i32, to: i32) -> ValueSet {
        if from > to { ValueSet::empty() } else { ValueSet { spans: smallvec![(from, to)] } }
    }

    /// The inclusive intervals, ascending.
    pub fn spans(&self) -> &[(i32, i32)] {
        &self.spans
    }

    /// Whether there is no value in it.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether `value` is in it.
    pub fn contains(&self, value: Value) -> bool {
        self.spans.iter().any(|&(from, to)| from <= value.0 && value.0 <= to)
    }

    /// How many values there are.
    pub fn len(&self) -> u64 {
        self.spans.iter().map(|&(from, to)| u64::from(from.abs_diff(to)) + 1).sum()
    }

    /// How far a value lies from the nearest of these: 0 if it is one of them; none if there are none.
    pub fn distance(&self, value: Value) -> Option<u32> {
        let far = |&(from, to): &(i32, i32)| value.0.clamp(from, to).abs_diff(value.0);
        self.spans.iter().map(far).min()
    }

    /// The values, ascending.
    pub fn values(&self) -> impl Iterator<Item = Value> + '_ {
        self.spans.iter().flat_map(|&(from, to)| (from..=to).map(Value))
    }

    /// Values in either set.
    #[must_use]
    pub fn union(&self, other: &ValueSet) -> ValueSet {
        let mut spans: Spans = self.spans.iter().chain(&other.spans).copied().collect();
        spans.sort_unstable();
        let mut joined = Spans::new();
        for (from, to) in spans {
            match joined.last_mut() {
                Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        ValueSet { spans: joined }
    }

    /// Whether every value of `other` is in this set.
    pub fn holds(&self, other: &ValueSet) -> bool {
        let within = |&(from, to): &(i32, i32)| self.spans.iter().any(|&(a, b)| a <= from && to <= b);
        other.spans.iter().all(within)
    }

    /// Values in both sets.
    #[must_use]
    pub fn intersect(&self, other: &ValueSet) -> ValueSet {
        let mut spans = Spans::new();
        for &(a, b) in &self.spans {
            for &(c, d) in &other.spans {
                let (from, to) = (a.max(c), b.min(d));
                if from <= to {
                    spans.push((from, to));
                }
            }
        }
        ValueSet { spans }
    }

    /// Values of this set that are not in `other`.
    #[must_use]
    pub fn minus(&self, other: &ValueSet) -> ValueSet {
        let mut spans = Spans::new();
        for &(from, to) in &self.spans {
            let mut next = Some(from);
            for &(c, d) in &other.spans {
                let Some(start) = next else { break };
                if d < start || c > to {
                    continue;
                }
                if start < c {
                    spans.push((start, c - 1));
                }
                next = if d < to { Some(d + 1) } else { None };
            }
            if let Some(start) = next {
                spans.push((start, to));
            }
        }
        ValueSet { spans }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_as_far_as_the_nearest_of_the_set() {
        let good = ValueSet::span(0, 10).union(&ValueSet::span(20, 30));
        let far = [5, 12, 18, 35, -3].map(|number| good.distance(Value(number)));
        assert_eq!(far, [0, 2, 2, 5, 3].map(Some));
        assert_eq!(ValueSet::empty().distance(Value(0)), None);
    }
}
