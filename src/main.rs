//! The program: hand the arguments to the commands, turn their outcome into an exit code.

use std::panic;
use std::process::ExitCode;

use clap::CommandFactory as _;
use formcheck::app::complain;
use formcheck::app::outcome::REPORT_IT;
use formcheck::commands::cli::{Cli, run};
use formcheck::commands::completions::answered;
use formcheck::commands::usage::read;
use formcheck::face::display::settle;

/// Rules are many small pieces, made and dropped on every core; the C library's allocator takes a third longer.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Nothing a person types or writes in a file is meant to lead here.
    panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        complain(&format!("formcheck has a bug ({place})"), REPORT_IT);
    }));
    if answered(Cli::command) {
        return ExitCode::SUCCESS;
    }
    let ran =
        panic::catch_unwind(|| read().map_or_else(|outcome| outcome, |(cli, settings)| run(cli, &settings)));
    // What a slow terminal still answers is not for the shell.
    settle();
    match ran {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(_) => ExitCode::from(2),
    }
}
