//! The clock on the wall, as a learner's moments.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::time::Instant;

use jiff::ZonedDateTime;
use jiff::civil::{DateTime, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;

use crate::app::AppError;
use formcheck_core::day::{Day, DayStart, Moment};

/// Stands for the wall clock: tests live through many days in a minute. A time, from which the clock goes on; or `@` and a file
/// that holds one, for a clock that is set while the program runs.
const NOW: &str = "FORMCHECK_NOW";

/// Nobody had this program before: an earlier clock is wrong.
pub(crate) const FIRST_YEAR: i16 = 2026;

/// The clock on the wall. It is read anew each time, and so is the zone: a machine may have slept, its clock may have been
/// set, and whoever sits at it may have travelled.
pub struct WallClock {
    source: Source,
    day_start: Cell<DayStart>,
}

/// What the time is read from.
enum Source {
    System,
    /// A made-up time, from which the clock goes on.
    From(ZonedDateTime, Instant),
    /// A file, and what was read from it last.
    File(PathBuf, RefCell<ZonedDateTime>),
}

impl WallClock {
    pub fn start() -> Result<WallClock, AppError> {
        let source = match std::env::var(NOW) {
            Ok(text) if !text.is_empty() => match text.strip_prefix('@') {
                Some(file) => {
                    let file = PathBuf::from(file);
                    let said = std::fs::read_to_string(&file).unwrap_or_default();
                    Source::File(file, RefCell::new(made_up(&said)?))
                }
                None => Source::From(made_up(&text)?, Instant::now()),
            },
            _ => Source::System,
        };
        Ok(WallClock { source, day_start: Cell::default() })
    }

    /// Whether somebody made the time up.
    pub(crate) fn is_pretended(&self) -> bool {
        !matches!(self.source, Source::System)
    }

    /// From now on days begin then.
    pub(crate) fn begin_days(&self, at: DayStart) {
        self.day_start.set(at);
    }

    /// When days begin.
    pub(crate) fn day_start(&self) -> DayStart {
        self.day_start.get()
    }

    /// Date and time on the wall, with the zone.
    pub(crate) fn wall(&self) -> ZonedDateTime {
        match &self.source {
            Source::System => jiff::Timestamp::now().to_zoned_datetime(here()),
            Source::From(began, since) => {
                let passed = jiff::SignedDuration::try_from(since.elapsed()).unwrap_or_default();
                began.saturating_add(passed)
            }
            Source::File(file, last) => {
                let said = std::fs::read_to_string(file).ok().and_then(|text| made_up(&text).ok());
                if let Some(now) = said {
                    last.replace(now);
                }
                last.borrow().clone()
            }
        }
    }

    /// The date on the wall: a calendar's day begins at midnight, whatever the person says.
    pub fn date(&self) -> jiff::civil::Date {
        self.wall().date()
    }

    pub fn now(&self) -> Moment {
        let now = self.wall();
        Moment { at: now.timestamp().as_millisecond(), day: Day::of(now.datetime(), self.day_start.get()) }
    }
}

/// A time that somebody made up: here, unless it says how far from UTC.
fn made_up(text: &str) -> Result<ZonedDateTime, AppError> {
    let text = text.trim();
    let wrong = || {
        AppError::new(
            format!("{NOW} is `{text}`, which is not a date and time"),
            "write it as 2026-11-24T10:00, or leave it out",
        )
    };
    let said = Pieces::parse(text).map_err(|_| wrong())?;
    let local = DateTime::from_parts(said.date(), said.time().unwrap_or(Time::midnight()));
    let zone = said.to_numeric_offset().map_or_else(here, TimeZone::fixed);
    local.to_zoned_datetime(zone).map_err(|_| wrong())
}

/// The time zone of this machine. Where a file says it, that file alone is read: finding its name among all zones takes
/// longer than everything else that a day is needed for.
fn here() -> TimeZone {
    let is_named = std::env::var_os("TZ").is_some();
    let file = if is_named { None } else { std::fs::read("/etc/localtime").ok() };
    file.and_then(|bytes| TimeZone::tzif("here", &bytes).ok()).unwrap_or_else(TimeZone::system)
}
