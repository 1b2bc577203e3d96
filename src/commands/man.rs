//! `formcheck man`: the manual page, one for all commands.

use clap::Command;

use crate::app::{Outcome, Ran, put};

pub fn run(mut command: Command) -> Ran {
    let mut page = Vec::new();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        clap_mangen::Man::new(sub.clone()).render(&mut page)?;
    }
    put(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Done)
}
