//! How this program is called, for the commands that a page tells a person to type: with the packs, the history and the line
//! mode that this run was told.
//!
//! Must not know the commands: it is handed what each of them takes.

use std::sync::OnceLock;

/// The words of each command, and the options to put before them.
static TYPED: OnceLock<Vec<(String, String)>> = OnceLock::new();

/// What was typed for the whole run, for each command that takes it; said once, at the start.
pub(crate) fn is_called(typed: Vec<(String, String)>) {
    let _ = TYPED.set(typed);
}

/// The command line that runs a command, such as `study --cram`, or the program without one, such as `--plain`, as this run
/// was told.
pub fn call(command: &str) -> String {
    let names = |(path, _): &&(String, String)| {
        let is_whole = |rest: &str| path.is_empty() || rest.is_empty() || rest.starts_with(' ');
        command.strip_prefix(path.as_str()).is_some_and(is_whole)
    };
    let known = TYPED.get().into_iter().flatten().filter(names).max_by_key(|(path, _)| path.len());
    format!("formcheck{} {command}", known.map_or("", |(_, options)| options.as_str()))
}
