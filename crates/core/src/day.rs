//! Days as a learner counts them, and moments.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day in the person's own calendar, as a number of days since 1970-01-01. It begins at four in the morning: who
/// studies past midnight is still in the evening before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Day(pub i32);

impl Day {
    /// The day on which a moment falls, given the wall clock there.
    pub fn of(local: jiff::civil::DateTime) -> Day {
        const BEGINS_AT: i64 = 4;
        let shifted = local.saturating_sub(jiff::Span::new().hours(BEGINS_AT));
        Day::from(shifted.date())
    }

    /// How many days from an earlier one to this one; 0 if it is not earlier.
    pub fn since(self, earlier: Day) -> u32 {
        u32::try_from(self.0.saturating_sub(earlier.0)).unwrap_or_default()
    }

    /// So many days later.
    #[must_use]
    pub fn plus(self, days: u32) -> Day {
        Day(self.0.saturating_add(i32::try_from(days).unwrap_or(i32::MAX)))
    }

    /// Its date; the nearest there is, for a day beyond the calendar.
    pub fn date(self) -> Date {
        let epoch = jiff::civil::date(1970, 1, 1);
        epoch.saturating_add(jiff::Span::new().days(i64::from(self.0).clamp(-700_000, 2_900_000)))
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        let epoch = jiff::civil::date(1970, 1, 1);
        let days = date.since(epoch).map_or(0, |span| span.get_days());
        Day(days)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date())
    }
}

impl FromStr for Day {
    type Err = ();

    fn from_str(text: &str) -> Result<Day, ()> {
        text.parse::<Date>().map(Day::from).map_err(|_| ())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("a day is written as 2026-11-24"))
    }
}

/// When something happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Moment {
    /// Milliseconds since 1970-01-01, UTC.
    pub at: i64,
    /// The person's day.
    pub day: Day,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_four_and_is_written_as_its_date() {
        let day: Day = "2026-11-24".parse().expect("a date");
        assert_eq!(day.to_string(), "2026-11-24");
        assert_eq!(Day::of(jiff::civil::datetime(2026, 11, 25, 3, 59, 59, 0)), day);
        assert_eq!(Day::of(jiff::civil::datetime(2026, 11, 25, 4, 0, 0, 0)), day.plus(1));
        assert_eq!(day.plus(9).since(day), 9);
        assert_eq!(day.since(day.plus(9)), 0);
        assert_eq!(Day(0).to_string(), "1970-01-01");
    }
}
