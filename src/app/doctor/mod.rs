//! `formcheck doctor`: what formcheck found on this machine, and what to do about it. Changes nothing, and works where nothing
//! else does.

mod history;
mod packs;
mod terminal;

use crate::app::{Outcome, Ran, RunSettings, put, put_page};
use crate::pages::doctor::{CheckedThing, Standing, as_json, page};
use formcheck_core::quiz::GENERATOR;

pub fn run(settings: &RunSettings) -> Ran {
    let mut things = vec![program()];
    things.extend(terminal::checked(settings));
    things.extend(packs::checked(settings));
    things.extend(history::checked(settings));
    if settings.json {
        put(&format!("{}\n", as_json(&things)))?;
    } else {
        put_page(&page(&things))?;
    }
    let is_faulty = things.iter().any(|thing| thing.standing == Standing::Fault);
    Ok(if is_faulty { Outcome::Failed } else { Outcome::Done })
}

fn program() -> CheckedThing {
    let version = env!("CARGO_PKG_VERSION");
    let (machine, system) = (std::env::consts::ARCH, std::env::consts::OS);
    let place = std::env::current_exe().map(|path| format!(", {}", path.display())).unwrap_or_default();
    let found =
        format!("formcheck {version} for {system} on {machine}; version {GENERATOR} of its questions{place}");
    CheckedThing::fine("program", found)
}
