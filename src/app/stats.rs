//! `formcheck stats`: how I am doing.

use std::fs;
use std::path::Path;

use crate::app::clock::Clock;
use crate::app::outcome::{AppError, Outcome, Ran};
use crate::app::packs::open;
use crate::app::profile;
use crate::app::settings::Settings;
use crate::app::terminal::put;
use crate::pages::stats::{Stats, html, text};
use crate::render::ansi::style;
use crate::render::ansi::style::plain_error;
use formcheck_study::Log;

pub fn run(to_html: Option<&Path>, settings: &Settings) -> Ran {
    let book = open(settings)?;
    let place = profile::place(settings)?;
    let Some(log) = Log::view(&place)? else { return Err(nothing(place.profile())) };
    let answers = log.counted_answers()?;
    if answers.is_empty() {
        return Err(nothing(place.profile()));
    }
    let today = Clock::start()?.now().day;
    let state = log.state()?;
    let model = state.model();
    let stats = Stats::new(&book, place.profile(), today, &answers, &state.skills, state.days, &model);
    if let Some(file) = to_html {
        fs::write(file, html(&stats)).map_err(|error| {
            let what = format!("{} can't be written: {}", file.display(), plain_error(&error));
            AppError::new(what, "name a file in a folder that you can write")
        })?;
        if !settings.quiet {
            put(&format!("Written to {}.\n", file.display()))?;
        }
    } else if settings.json {
        put(&format!("{}\n", stats.json()))?;
    } else {
        put(&text(&stats, style::width()))?;
    }
    Ok(Outcome::Done)
}

fn nothing(profile: &str) -> AppError {
    AppError::new(
        format!("`{profile}` has no answers yet"),
        "formcheck study begins; --profile NAME and --data-dir DIR name another history",
    )
}
