//! `formcheck stats`: how I am doing.

use std::path::Path;

use crate::app::files::write_result;
use crate::app::{AppError, Outcome, Ran, RunSettings, open, profile, put, put_page};
use crate::pages::estimates::Extent;
use crate::pages::stats::{Stats, html, page};
use formcheck_study::Log;

pub fn run(to_html: Option<&Path>, settings: &RunSettings) -> Ran {
    let book = open(settings)?;
    let place = profile::place(settings)?;
    let Some(log) = Log::view(&place)? else { return Err(nothing(place.profile())) };
    let answers = log.counted_answers()?;
    let state = log.state()?;
    if answers.is_empty() && state.films.is_empty() {
        return Err(nothing(place.profile()));
    }
    let now = profile::clock(settings)?.now();
    let stats = Stats::new(&book, place.profile(), now.day, &answers, state).with(log.ahead(now)?);
    if let Some(file) = to_html {
        write_result(file, html(&stats), settings)?;
    } else if settings.json {
        put(&format!("{}\n", stats.json()))?;
    } else {
        put_page(&page(&stats, Extent::Short))?;
    }
    Ok(Outcome::Done)
}

fn nothing(profile: &str) -> AppError {
    AppError::new(
        format!("`{profile}` has no answers yet"),
        "formcheck study begins; --profile NAME and --data-dir DIR name another history",
    )
}
