//! `formcheck data where|export|import|clock|forget`: a person's own history, as files.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal as _, Write as _};
use std::path::Path;

use serde_json::json;

use crate::app::clock::FIRST_YEAR;
use crate::app::files::refused;
use crate::app::{AppError, Outcome, Ran, RunSettings, profile, put};
use crate::face::line::session::read_line;
use crate::pages::study as page;
use crate::render::ansi::Terminal;
use crate::render::ansi::style::count;
use formcheck_study::{self as log, Imported, Log, Preferences, Seq, StudyEvent};

pub fn location(settings: &RunSettings) -> Ran {
    let place = profile::place(settings)?;
    let (path, there) = (place.database(), place.database().exists());
    if settings.json {
        put(&format!(
            "{}\n",
            json!({"profile": place.profile(), "file": path.display().to_string(), "exists": there})
        ))?;
    } else {
        let note = if there { "" } else { " (nothing is kept there yet)" };
        put(&format!("{}{note}\n", path.display()))?;
    }
    Ok(Outcome::Done)
}

pub fn export(file: Option<&Path>, settings: &RunSettings) -> Ran {
    let place = profile::place(settings)?;
    let events = match Log::view(&place)? {
        Some(log) => log.events(Seq(0))?,
        None => Vec::new(),
    };
    if events.is_empty() {
        return Err(nothing(place.profile()));
    }
    let mut lines = Vec::new();
    for event in &events {
        serde_json::to_writer(&mut lines, event).map_err(io::Error::from)?;
        lines.push(b'\n');
    }
    let Some(file) = file else {
        io::stdout().lock().write_all(&lines)?;
        return Ok(Outcome::Done);
    };
    // A file that is there already is somebody's: another export, perhaps.
    let written = File::create_new(file).and_then(|mut out| out.write_all(&lines));
    let help = "name a file that is not there yet, in a folder that you can write";
    written.map_err(|error| refused(file, "written", &error, help))?;
    if !settings.quiet {
        put(&format!("{} written to {}.\n", count(events.len(), "event", "events"), file.display()))?;
    }
    Ok(Outcome::Done)
}

fn nothing(profile: &str) -> AppError {
    AppError::new(
        format!("`{profile}` has no history yet"),
        "formcheck study begins one; --profile NAME and --data-dir DIR name another",
    )
}

pub fn import(file: &Path, settings: &RunSettings) -> Ran {
    let place = profile::place(settings)?;
    let imported = if file.as_os_str() == "-" {
        log::import(&place, io::stdin().lock())?
    } else {
        let opened = File::open(file).map_err(|error| {
            refused(file, "read", &error, "name a file that `formcheck data export` wrote")
        })?;
        log::import(&place, BufReader::new(opened))?
    };
    if settings.json {
        let Imported { events, known, answers, before } = imported;
        let before = before.map(|before| before.display().to_string());
        put(&format!(
            "{}\n",
            json!({"events": events, "known": known, "answers": answers, "before": before})
        ))?;
    } else if !settings.quiet {
        put(&page::imported(&imported))?;
    }
    Ok(Outcome::Done)
}

/// Pulls back what counts for days ahead; asks first, unless the person said yes.
pub fn pull_back(yes: bool, settings: &RunSettings) -> Ran {
    let place = profile::place(settings)?;
    if !place.database().exists() {
        return Err(nothing(place.profile()));
    }
    let clock = profile::clock(settings)?;
    let mut log = Log::open(&place)?;
    let now = clock.now();
    let Some(ahead) = log.ahead(now)? else {
        return told(settings, 0, &format!("Nothing counts for a day after {}, which is today.\n", now.day));
    };
    if clock.wall().year() < FIRST_YEAR {
        let what = format!("this machine's clock says {}, which is long past", now.day);
        return Err(AppError::new(what, "set it, then see what is ahead of it"));
    }
    if !yes {
        if !io::stdin().is_terminal() {
            let what = format!("{} would count for earlier days than they do", page::kept(&ahead));
            let help = format!("add --yes if today is {}, as this machine's clock says", now.day);
            return Err(AppError::new(what, help));
        }
        put(&format!(
            "{}\nToday is {}, as this machine's clock says. If that is so, type yes to go on: ",
            Terminal::stdout().wrap(&page::ahead(&ahead)),
            now.day
        ))?;
        let typed = read_line(&mut io::stdin().lock())?.unwrap_or_default();
        if typed.trim() != "yes" {
            put("Nothing was changed.\n")?;
            return Ok(Outcome::Failed);
        }
    }
    log.pull_back(now, &ahead)?;
    let of = page::kept(&ahead);
    let text = format!("{of} pulled back: nothing counts for a day after {} any more.\n", now.day);
    told(settings, ahead.answers + ahead.films, &text)
}

/// Keeps what the person chose about the schedule, and tells what holds.
pub fn prefer(chosen: Preferences, settings: &RunSettings) -> Ran {
    let place = profile::place(settings)?;
    let now = profile::clock(settings)?.now();
    let before = match Log::view(&place)? {
        Some(log) => log.preferences()?,
        None => Preferences::default(),
    };
    let mut holds = before;
    if chosen != Preferences::default() {
        let mut log = Log::open(&place)?;
        log.append(now, &StudyEvent::Preferred(chosen))?;
        holds = log.preferences()?;
    }
    if settings.json {
        put(&format!("{}\n", json!({"day_begins": holds.day_start().hour(), "share": holds.wanted()})))?;
    } else if !settings.quiet {
        put(&format!("{}\n", page::preferences(holds)))?;
    }
    Ok(Outcome::Done)
}

/// What came of it, for a program or a person.
fn told(settings: &RunSettings, pulled_back: usize, text: &str) -> Ran {
    if settings.json {
        put(&format!("{}\n", json!({"pulled_back": pulled_back})))?;
    } else if !settings.quiet {
        put(text)?;
    }
    Ok(Outcome::Done)
}

/// Removes the history; asks first, unless the person said yes.
pub fn forget(yes: bool, settings: &RunSettings) -> Ran {
    let place = profile::place(settings)?;
    if !place.database().exists() {
        return Err(nothing(place.profile()));
    }
    if !yes {
        if !io::stdin().is_terminal() {
            let help = "add --yes if you mean it; `formcheck data export FILE` keeps a copy";
            return Err(AppError::new("this would remove your whole history", help));
        }
        put(&format!("This removes the whole history of `{0}`. Type {0} to go on: ", place.profile()))?;
        let typed = read_line(&mut io::stdin().lock())?.unwrap_or_default();
        if typed.trim() != place.profile() {
            put("Nothing was removed.\n")?;
            return Ok(Outcome::Failed);
        }
    }
    log::forget(&place)?;
    if !settings.quiet {
        put(&format!("The history of `{}` is gone.\n", place.profile()))?;
    }
    Ok(Outcome::Done)
}
