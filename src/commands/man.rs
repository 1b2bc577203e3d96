//! `formcheck man`: the manual page, one for all commands.

use clap::CommandFactory as _;

use crate::app::outcome::{Outcome, Ran};
use crate::app::terminal::put;
use crate::commands::cli::Cli;

pub fn run() -> Ran {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        clap_mangen::Man::new(sub.clone()).render(&mut page)?;
    }
    put(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Done)
}
