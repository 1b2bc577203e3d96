//! `lint --watch`: the findings anew whenever a file of the pack changes.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, SystemTime};

use super::super::{Global, Ran, put};
use super::asked::asked;
use super::{LintArgs, once};

/// How often the files are looked at. A look costs a few file times, so an idle watch hardly uses the machine.
const PAUSE: Duration = Duration::from_millis(250);

pub(super) fn run(args: &LintArgs, global: &Global) -> Ran {
    // A wrong path is told at once, and ends the watch before it begins.
    asked(args, global)?;
    let mut seen = None;
    loop {
        let now = state(args, global);
        if seen.as_ref() != Some(&now) {
            seen = Some(now);
            if std::io::stdout().is_terminal() && !global.plain {
                put("\u{1b}[2J\u{1b}[H")?;
            }
            match once(args, global) {
                // Half-saved or taken away for a moment: the next change tells.
                Err(super::Stop::Silent(_)) | Ok(_) => {}
                Err(super::Stop::Told { what, help }) => super::super::complain(&what, &help),
                Err(stop) => return Err(stop),
            }
            if !global.quiet {
                writeln!(std::io::stderr(), "watching; Ctrl-C ends it")?;
            }
        }
        std::thread::sleep(PAUSE);
    }
}

/// Path, time and length of every file below what was named.
fn state(args: &LintArgs, global: &Global) -> Vec<(std::path::PathBuf, Option<SystemTime>, u64)> {
    let mut found = Vec::new();
    for path in args.paths.iter().chain(&global.packs) {
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
