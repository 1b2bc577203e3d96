//! `formcheck completions SHELL`, and what a shell then asks for: words that can be typed next.
//!
//! The script that a shell reads asks this program at each Tab, so that ids are those of the packs at hand.

use std::ffi::{OsStr, OsString};

use clap::{Args, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};

use crate::app::typed_next::{Wanted, candidates};
use crate::app::{AppError, Outcome, Ran, put};

/// What a shell says when it asks.
const ASKS: &str = "FORMCHECK_COMPLETE";
/// Where the word is that is typed, as bash and zsh say it.
const PLACE: &str = "_CLAP_COMPLETE_INDEX";

/// Completions for a shell
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    shell: clap_complete::Shell,
}

pub fn run(args: &CompletionsArgs) -> Ran {
    let shell = args.shell.to_string();
    let shells = Shells::builtins();
    let Some(script) = shells.completer(&shell) else {
        return Err(AppError::new(format!("there are no completions for {shell}"), "name another shell"));
    };
    let mut text = Vec::new();
    script.write_registration(ASKS, "formcheck", "formcheck", "formcheck", &mut text)?;
    let mut text = String::from_utf8_lossy(&text).into_owned();
    if shell == "zsh" {
        // In a folder of completions the file is run at the first Tab, and has to answer that one too.
        text.push_str("if [ \"$funcstack[1]\" = \"_formcheck\" ]; then\n    _clap_dynamic_completer_formcheck \"$@\"\nfi\n");
    }
    put(&text)?;
    Ok(Outcome::Done)
}

/// Answers a shell, if one asks; whether one did.
pub fn answered(command: fn() -> Command) -> bool {
    let here = std::env::current_dir().ok();
    // What a shell can't be told it isn't told: whoever types sees no completion.
    CompleteEnv::with_factory(command)
        .var(ASKS)
        .try_complete(std::env::args_os(), here.as_deref())
        .unwrap_or(true)
}

/// What completes an argument of which this is wanted.
pub(super) fn of(wanted: Wanted) -> ArgValueCompleter {
    ArgValueCompleter::new(move |begun: &OsStr| {
        let Some(begun) = begun.to_str() else { return Vec::new() };
        let found = candidates(wanted, begun, &words_before()).into_iter();
        let told = found.map(|one| {
            let means = (!one.means.is_empty()).then(|| one.means.into());
            CompletionCandidate::new(one.word).help(means)
        });
        told.collect()
    })
}

/// The words before the one that is typed.
fn words_before() -> Vec<String> {
    let words: Vec<OsString> = std::env::args_os().skip_while(|word| word != "--").skip(1).collect();
    let place = std::env::var(PLACE).ok().and_then(|place| place.parse().ok());
    let before = words.iter().take(place.unwrap_or(words.len().saturating_sub(1)));
    before.map(|word| word.to_string_lossy().into_owned()).collect()
}
