//! `formcheck man`: the manual page, one for all commands; or a folder with a page for each.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Command};

use crate::app::files::refused;
use crate::app::{Outcome, Ran, put};

/// The manual page
#[derive(Args, Debug)]
pub struct ManArgs {
    /// Write a page for each command into this folder instead
    #[arg(long, value_name = "DIR")]
    out_dir: Option<PathBuf>,
}

pub fn run(args: &ManArgs, mut command: Command) -> Ran {
    command.build();
    if let Some(folder) = &args.out_dir {
        pages_below(&command, "", folder)?;
        return Ok(Outcome::Done);
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in shown(&command) {
        clap_mangen::Man::new(sub.clone()).render(&mut page)?;
    }
    put(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Done)
}

fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help")
}

/// The page of a command, such as `formcheck-data-export.1`, and those of the commands below it.
fn pages_below(command: &Command, above: &str, folder: &Path) -> Result<(), crate::app::AppError> {
    let name = format!("{above}{}", command.get_name());
    let mut page = Vec::new();
    // The page's title has hyphens, so that `man formcheck-quiz` and the page's own heading agree.
    clap_mangen::Man::new(command.clone()).title(name.clone()).render(&mut page)?;
    let path = folder.join(format!("{name}.1"));
    fs::write(&path, page).map_err(|error| {
        refused(&path, "written", &error, "name a folder that is there and can be written")
    })?;
    shown(command).try_for_each(|sub| pages_below(sub, &format!("{name}-"), folder))
}
