//! `formcheck stats`: how I am doing.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::clock::Clock;
use super::{Global, Outcome, Ran, Stop, open, profile, put, put_page};
use crate::pages::estimates::Extent;
use crate::pages::stats::{Stats, html, page};
use crate::render::ansi::style::plain_error;
use formcheck_study::Log;

/// How you are doing: what you keep, what you see, what you confuse, what comes back
#[derive(Args, Debug)]
pub struct StatsArgs {
    /// Write one page of HTML instead
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    html: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &StatsArgs, global: &Global) -> Ran {
    let book = open(global)?;
    let place = profile::place(global)?;
    let Some(log) = Log::view(&place)? else { return Err(nothing(place.profile())) };
    let answers = log.standing()?;
    if answers.is_empty() {
        return Err(nothing(place.profile()));
    }
    let today = Clock::start()?.now().day;
    let state = log.state()?;
    let model = state.model();
    let stats = Stats::new(&book, place.profile(), today, &answers, &state.skills, state.days, &model);
    if let Some(file) = &args.html {
        fs::write(file, html(&stats)).map_err(|error| {
            let what = format!("{} can't be written: {}", file.display(), plain_error(&error));
            Stop::told(what, "name a file in a folder that you can write")
        })?;
        if !global.quiet {
            put(&format!("Written to {}.\n", file.display()))?;
        }
    } else if global.json {
        put(&format!("{}\n", stats.json()))?;
    } else {
        put_page(&page(&stats, Extent::Short))?;
    }
    Ok(Outcome::Done)
}

fn nothing(profile: &str) -> Stop {
    Stop::told(
        format!("`{profile}` has no answers yet"),
        "formcheck study begins; --profile NAME and --data-dir DIR name another history",
    )
}
