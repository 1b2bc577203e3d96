//! The clock on the wall, as a learner's moments.

use std::time::Instant;

use jiff::ZonedDateTime;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::app::AppError;
use formcheck_core::day::{Day, Moment};

/// Stands for the time at which the program starts: tests live through many days in a minute.
const NOW: &str = "FORMCHECK_NOW";

/// A clock. It is read once from the system and then only goes forward.
pub struct WallClock {
    began: ZonedDateTime,
    since: Instant,
    pretended: bool,
}

impl WallClock {
    pub fn start() -> Result<WallClock, AppError> {
        let (began, pretended) = match std::env::var(NOW) {
            Ok(text) if !text.is_empty() => (pretended(&text)?, true),
            _ => (jiff::Timestamp::now().to_zoned_datetime(here()), false),
        };
        Ok(WallClock { began, since: Instant::now(), pretended })
    }

    /// Whether somebody made the time up.
    pub(crate) fn is_pretended(&self) -> bool {
        self.pretended
    }

    /// Date and time on the wall, with the zone.
    pub(crate) fn wall(&self) -> ZonedDateTime {
        let passed = jiff::SignedDuration::try_from(self.since.elapsed()).unwrap_or_default();
        self.began.saturating_add(passed)
    }

    /// The date on the wall: a person's day begins at four o'clock, a calendar's at midnight.
    pub fn date(&self) -> jiff::civil::Date {
        self.wall().date()
    }

    pub fn now(&self) -> Moment {
        let now = self.wall();
        Moment { at: now.timestamp().as_millisecond(), day: Day::of(now.datetime()) }
    }
}

fn pretended(text: &str) -> Result<ZonedDateTime, AppError> {
    let wrong = || {
        AppError::new(
            format!("{NOW} is `{text}`, which is not a date and time"),
            "write it as 2026-11-24T10:00, or leave it out",
        )
    };
    let local: DateTime = text.parse().map_err(|_| wrong())?;
    local.to_zoned_datetime(here()).map_err(|_| wrong())
}

/// The time zone of this machine. Where a file says it, that file alone is read: finding its name among all zones takes
/// longer than everything else that a day is needed for.
fn here() -> TimeZone {
    let is_named = std::env::var_os("TZ").is_some();
    let file = if is_named { None } else { std::fs::read("/etc/localtime").ok() };
    file.and_then(|bytes| TimeZone::tzif("here", &bytes).ok()).unwrap_or_else(TimeZone::system)
}
