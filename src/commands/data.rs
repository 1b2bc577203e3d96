//! `formcheck data where|export|import|forget`: a person's own history, as files.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Global, Outcome, Ran, Stop, profile, put};
use crate::face::line::session::read_line;
use crate::render::ansi::style::{count, plain_error};
use formcheck_study::{Log, Seq, forget, import};

/// Your own history: where it is, as JSON lines, and its end
#[derive(Args, Debug)]
pub struct DataArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Where it is kept
    Where,
    /// Write it as JSON lines, one event a line
    Export {
        /// The file; none: stdout
        file: Option<PathBuf>,
    },
    /// Fill a profile that has no history yet with an export
    Import {
        /// What `data export` wrote; - is stdin
        file: PathBuf,
    },
    /// Remove everything that is kept of this profile
    Forget {
        /// Don't ask
        #[arg(long)]
        yes: bool,
    },
}

/// Runs the command.
pub fn run(args: &DataArgs, global: &Global) -> Ran {
    match &args.what {
        What::Where => place(global),
        What::Export { file } => export(global, file.as_ref()),
        What::Import { file } => fill(global, file),
        What::Forget { yes } => remove(global, *yes),
    }
}

fn place(global: &Global) -> Ran {
    let place = profile::place(global)?;
    let (path, there) = (place.database(), place.database().exists());
    if global.json {
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

fn export(global: &Global, file: Option<&PathBuf>) -> Ran {
    let place = profile::place(global)?;
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
    written.map_err(|error| {
        let help = "name a file that is not there yet, in a folder that you can write";
        Stop::told(format!("{} can't be written: {}", file.display(), plain_error(&error)), help)
    })?;
    if !global.quiet {
        put(&format!("{} written to {}.\n", count(events.len(), "event", "events"), file.display()))?;
    }
    Ok(Outcome::Done)
}

fn nothing(profile: &str) -> Stop {
    Stop::told(
        format!("`{profile}` has no history yet"),
        "formcheck study begins one; --profile NAME and --data-dir DIR name another",
    )
}

fn fill(global: &Global, file: &PathBuf) -> Ran {
    let place = profile::place(global)?;
    let imported = if file.as_os_str() == "-" {
        import(&place, io::stdin().lock())?
    } else {
        let opened = File::open(file).map_err(|error| {
            let what = format!("{} can't be read: {}", file.display(), plain_error(&error));
            Stop::told(what, "name a file that `formcheck data export` wrote")
        })?;
        import(&place, BufReader::new(opened))?
    };
    if global.json {
        put(&format!("{}\n", json!({"events": imported.events, "answers": imported.answers})))?;
    } else if !global.quiet {
        let answers = count(imported.answers, "answer", "answers");
        put(&format!("{} imported, with {answers}.\n", count(imported.events, "event", "events")))?;
    }
    Ok(Outcome::Done)
}

fn remove(global: &Global, yes: bool) -> Ran {
    let place = profile::place(global)?;
    if !place.database().exists() {
        return Err(nothing(place.profile()));
    }
    if !yes {
        if !io::stdin().is_terminal() {
            let help = "add --yes if you mean it; `formcheck data export FILE` keeps a copy";
            return Err(Stop::told("this would remove your whole history", help));
        }
        put(&format!("This removes the whole history of `{0}`. Type {0} to go on: ", place.profile()))?;
        let typed = read_line(&mut io::stdin().lock())?.unwrap_or_default();
        if typed.trim() != place.profile() {
            put("Nothing was removed.\n")?;
            return Ok(Outcome::FellShort);
        }
    }
    forget(&place)?;
    if !global.quiet {
        put(&format!("The history of `{}` is gone.\n", place.profile()))?;
    }
    Ok(Outcome::Done)
}
