//! The program: hand the arguments to the commands, turn their outcome into an exit code.

use std::panic;
use std::process::ExitCode;

use formcheck::commands::{complain, run, usage};

/// Rules are many small pieces, made and dropped on every core; the C library's allocator takes a third longer.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Nothing a person types or writes in a file is meant to lead here.
    panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        complain(
            &format!("formcheck has a fault of its own ({place})"),
            "please report this, with what you typed and the files you used",
        );
    }));
    let ran = panic::catch_unwind(|| usage::read().map_or_else(|outcome| outcome, |cli| run(&cli)));
    match ran {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(_) => ExitCode::from(2),
    }
}
