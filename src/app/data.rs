//! `formcheck data where|export|import|forget`: a person's own history, as files.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal as _, Write as _};
use std::path::Path;

use serde_json::json;

use crate::app::files::refused;
use crate::app::{AppError, Outcome, Ran, RunSettings, profile, put};
use crate::face::line::session::read_line;
use crate::render::ansi::style::count;
use formcheck_study::{self as log, Log, Seq};

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
        put(&format!("{}\n", json!({"events": imported.events, "answers": imported.answers})))?;
    } else if !settings.quiet {
        let answers = count(imported.answers, "answer", "answers");
        put(&format!("{} imported, with {answers}.\n", count(imported.events, "event", "events")))?;
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
