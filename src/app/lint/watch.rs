//! `lint --watch`: the findings anew whenever a file of the pack changes.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, SystemTime};

use crate::app::lint::LintOptions;
use crate::app::lint::once::once;
use crate::app::lint::scope::LintScope;
use crate::app::{AppError, Ran, RunSettings, put};

/// How often the files are looked at. A look costs a few file times, so an idle watch hardly uses the machine.
const PAUSE: Duration = Duration::from_millis(250);

pub(crate) fn run(options: &LintOptions, settings: &RunSettings) -> Ran {
    // A wrong path is told at once, and ends the watch before it begins.
    LintScope::of(options, settings)?;
    let mut seen = None;
    loop {
        let now = state(options, settings);
        if seen.as_ref() != Some(&now) {
            seen = Some(now);
            if std::io::stdout().is_terminal() && !settings.plain {
                put("\u{1b}[2J\u{1b}[H")?;
            }
            match once(options, settings) {
                // Half-saved or taken away for a moment: the next change tells.
                Err(AppError::Reported(_)) | Ok(_) => {}
                Err(AppError::Expected { what, help, .. }) => crate::app::terminal::complain(&what, &help),
                Err(stop) => return Err(stop),
            }
            if !settings.quiet {
                writeln!(std::io::stderr(), "watching; Ctrl-C ends it")?;
            }
        }
        std::thread::sleep(PAUSE);
    }
}

/// Path, time and length of every file below what was named.
fn state(
    options: &LintOptions,
    settings: &RunSettings,
) -> Vec<(std::path::PathBuf, Option<SystemTime>, u64)> {
    let mut found = Vec::new();
    for path in options.paths.iter().chain(&settings.packs) {
        for entry in ignore::WalkBuilder::new(path).max_depth(Some(6)).build().flatten() {
            let is_toml = entry.path().extension().is_some_and(|extension| extension == "toml");
            if let (true, Ok(about)) = (is_toml, entry.metadata()) {
                found.push((entry.into_path(), about.modified().ok(), about.len()));
            }
        }
    }
    found.sort();
    found
}
