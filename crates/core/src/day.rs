//! Days as a learner counts them, and moments.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The hour at which a person's day begins: four in the morning, unless they say otherwise. Who studies past midnight is still
/// in the evening before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayStart(u8);

impl DayStart {
    /// From an hour, 0 to 23; none if it is no hour.
    pub fn at(hour: u8) -> Option<DayStart> {
        (hour < 24).then_some(DayStart(hour))
    }

    /// The hour.
    pub fn hour(self) -> u8 {
        self.0
    }
}

impl Default for DayStart {
    fn default() -> DayStart {
        DayStart(4)
    }
}

/// A day in the person's own calendar, as a number of days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Day(pub i32);

impl Day {
    /// The day on which a moment falls, given the wall clock there and the hour at which days begin. From noon on a start is one
    /// of the evening: the day that begins then is the next date's.
    pub fn of(local: jiff::civil::DateTime, start: DayStart) -> Day {
        let hours = i64::from(start.0);
        let into = if start.0 < 12 { hours } else { hours - 24 };
        let shifted = local.saturating_sub(jiff::Span::new().hours(into));
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

    /// So many days earlier.
    #[must_use]
    pub fn minus(self, days: u32) -> Day {
        Day(self.0.saturating_sub(i32::try_from(days).unwrap_or(i32::MAX)))
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
    use jiff::civil::{date, datetime};
    use proptest::prelude::*;

    #[test]
    fn a_day_begins_at_four_and_is_written_as_its_date() {
        let day: Day = "2026-11-24".parse().expect("a date");
        assert_eq!(day.to_string(), "2026-11-24");
        let of = |hour, minute| Day::of(datetime(2026, 11, 25, hour, minute, 59, 0), DayStart::default());
        assert_eq!(of(3, 59), day);
        assert_eq!(of(4, 0), day.plus(1));
        assert_eq!(day.plus(9).since(day), 9);
        assert_eq!(day.since(day.plus(9)), 0);
        assert_eq!(Day(0).to_string(), "1970-01-01");
    }

    /// Who works at night may begin the day in the evening: it is then the next date's.
    #[test]
    fn a_day_begins_when_the_person_says() {
        let day: Day = "2026-11-24".parse().expect("a date");
        let of = |hour, start| {
            Day::of(datetime(2026, 11, 24, hour, 0, 0, 0), DayStart::at(start).expect("an hour"))
        };
        assert_eq!((of(0, 0), of(23, 0)), (day, day));
        assert_eq!((of(8, 9), of(9, 9)), (Day(day.0 - 1), day));
        assert_eq!((of(19, 20), of(20, 20)), (day, day.plus(1)));
        assert_eq!(DayStart::at(24), None);
    }

    proptest! {
        /// Leap days and all: one day after the other has the dates of the calendar, and each date is its day again.
        #[test]
        fn days_are_the_dates_of_the_calendar(year in 1970_i16..2400, month in 1_i8..=12, later in 0_u32..800) {
            let first = date(year, month, 1);
            let day = Day::from(first).plus(later);
            let by_calendar = first.saturating_add(jiff::Span::new().days(later));
            prop_assert_eq!(day.date(), by_calendar);
            prop_assert_eq!(Day::from(by_calendar), day);
            prop_assert_eq!(day.to_string().parse(), Ok(day));
            prop_assert_eq!(day.since(Day::from(first)), later);
            let noon = by_calendar.at(12, 0, 0, 0);
            prop_assert_eq!(Day::of(noon, DayStart::default()), day);
        }
    }

    #[test]
    fn a_leap_day_is_a_day() {
        let day = |text: &str| text.parse::<Day>().expect("a date");
        assert_eq!(day("2028-02-28").plus(1), day("2028-02-29"));
        assert_eq!(day("2028-02-29").plus(1), day("2028-03-01"));
        assert_eq!(day("2100-02-28").plus(1), day("2100-03-01"), "no leap year");
        assert!("2027-02-29".parse::<Day>().is_err());
    }
}
