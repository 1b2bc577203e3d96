//! The program: hand the arguments to the commands, turn their outcome into an exit code.

use std::process::ExitCode;

use clap::Parser as _;
use formcheck::commands::{Cli, run};

fn main() -> ExitCode {
    let cli = Cli::parse();
    ExitCode::from(run(&cli).code())
}
