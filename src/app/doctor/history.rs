//! What is kept of a person, where, and whether the clock agrees with it.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use crate::app::clock::FIRST_YEAR;
use crate::app::{AppError, RunSettings, profile};
use crate::pages::doctor::CheckedThing;
use crate::pages::study::kept;
use crate::render::ansi::style::plain_error;
use formcheck_core::day::Moment;
use formcheck_core::error::UserError as _;
use formcheck_core::rulebook::words::count;
use formcheck_study::{Ahead, Log, Logged, Preferences, ProfileDir, Seq, StudyError, StudyEvent};

/// How far two clocks of one person may differ before somebody wonders, in milliseconds.
const BESIDE: i64 = 10 * 60 * 1000;

pub(super) fn checked(settings: &RunSettings) -> Vec<CheckedThing> {
    let folder = match profile::folder(settings) {
        Ok(folder) => data_folder(&folder),
        Err(error) => as_fault("data folder", &error),
    };
    let place = profile::place(settings);
    let events = place.as_ref().ok().and_then(|place| events(place).transpose());
    let last = events.as_ref().and_then(|events| events.as_ref().ok()?.0.last()).map(|last| last.at);
    let ahead = |now| Log::view(place.as_ref().ok()?).ok()??.ahead(now).ok()?;
    let history = match (&place, events) {
        (Err(error), _) => as_fault("history", error),
        (Ok(place), events) => history(place, events),
    };
    vec![folder, clock(settings, last, ahead), history]
}

fn as_fault(about: &'static str, error: &AppError) -> CheckedThing {
    let help = match error {
        AppError::Expected { help, .. } => help.as_str(),
        _ => "",
    };
    CheckedThing::fault(about, error.to_string(), help)
}

/// Whether something can be written there: tried in the nearest folder that there is, and taken away again.
fn data_folder(folder: &Path) -> CheckedThing {
    let about = "data folder";
    let shown = folder.display();
    let nearest = folder.ancestors().find(|one| one.exists()).unwrap_or(Path::new("."));
    let tried = if nearest.as_os_str().is_empty() { Path::new(".") } else { nearest };
    let written = tempfile::tempfile_in(tried).and_then(|mut file| {
        file.write_all(&[0; 4096])?;
        file.sync_all()
    });
    match written {
        Ok(()) if nearest == folder => CheckedThing::fine(about, format!("{shown}, which can be written")),
        Ok(()) => CheckedThing::fine(about, format!("{shown}, which is made when something is kept")),
        Err(error) => CheckedThing::fault(
            about,
            format!("nothing can be written to {shown}: {}", plain_error(&error)),
            "make it writable, free some space, or keep your history elsewhere: --data-dir DIR",
        ),
    }
}

/// All that is kept, and what was chosen; none if nothing is.
fn events(place: &ProfileDir) -> Result<Option<(Vec<Logged>, Preferences)>, StudyError> {
    let Some(log) = Log::view(place)? else { return Ok(None) };
    Ok(Some((log.events(Seq(0))?, log.preferences()?)))
}

fn history(
    place: &ProfileDir,
    events: Option<Result<(Vec<Logged>, Preferences), StudyError>>,
) -> CheckedThing {
    let about = "history";
    let (profile, path) = (place.profile(), place.database());
    let (events, preferences) = match events {
        None => {
            return CheckedThing::fine(about, format!("none of `{profile}` yet; formcheck study begins it"));
        }
        Some(Ok(events)) => events,
        Some(Err(error)) => {
            return CheckedThing::fault(about, error.to_string(), error.help().unwrap_or_default());
        }
    };
    let answers = events.iter().filter(|one| matches!(one.event, StudyEvent::Answered(_))).count();
    let since = events.first().map(|first| format!(" since {}", first.day)).unwrap_or_default();
    let share = preferences.share.map(|share| format!("; {share} in 100 of what is due are to be known"));
    let found = format!(
        "of `{profile}`, {}{since}, in {}{}",
        count(answers, "answer", "answers"),
        path.display(),
        share.unwrap_or_default()
    );
    match File::options().append(true).open(&path) {
        Ok(_) => CheckedThing::fine(about, found),
        Err(error) => CheckedThing::fault(
            about,
            format!("{found}; it can be read and not written: {}", plain_error(&error)),
            "make the file and its folder writable, or keep your history elsewhere: --data-dir DIR",
        ),
    }
}

/// The clock, held against when the last thing was kept.
fn clock(
    settings: &RunSettings,
    last: Option<i64>,
    days_ahead: impl FnOnce(Moment) -> Option<Ahead>,
) -> CheckedThing {
    let about = "clock";
    let clock = match profile::clock(settings) {
        Ok(clock) => clock,
        Err(error) => return as_fault(about, &error),
    };
    let (wall, now) = (clock.wall(), clock.now());
    let zone = wall.strftime("%:z");
    let found = format!(
        "{} (UTC{zone}); the day of study is {} and began at {:02}:00",
        wall.strftime("%A, %Y-%m-%d %H:%M"),
        now.day,
        clock.day_start().hour()
    );
    let days_ahead = days_ahead(now).filter(|_| wall.year() >= FIRST_YEAR);
    if let Some(ahead) = days_ahead {
        return CheckedThing::note(
            about,
            format!("{found}, but {} count for days up to {}", kept(&ahead), ahead.until),
            "set the machine's clock if it is wrong now; if it was wrong then, `formcheck data clock` pulls them back",
        );
    }
    let ahead = last.map_or(0, |last| last.saturating_sub(now.at));
    if clock.is_pretended() {
        return CheckedThing::note(about, format!("{found}, as FORMCHECK_NOW says"), "unset FORMCHECK_NOW");
    }
    if wall.year() < FIRST_YEAR {
        return CheckedThing::fault(about, format!("{found}, which is long past"), "set the machine's clock");
    }
    if ahead > BESIDE {
        let last = jiff::Timestamp::from_millisecond(now.at.saturating_add(ahead)).unwrap_or_default();
        let last = last.to_zoned_datetime(wall.time_zone().clone()).strftime("%Y-%m-%d %H:%M");
        return CheckedThing::note(
            about,
            format!("{found}, but the last answer is of {last}"),
            "set the machine's clock; if it was ahead then, what was answered is due later than it should be",
        );
    }
    CheckedThing::fine(about, found)
}
