//! A command line that can't be read, told as every other error is: what is wrong, and what to type instead.
//!
//! Must not know what the commands do.

use std::error::Error as _;
use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgMatches, Command, CommandFactory as _, FromArgMatches as _};

use crate::app::{Outcome, RunSettings, complain};
use crate::commands::cli::Cli;
use crate::commands::numbers::NotInRange;
use crate::commands::options::{settings, typed_for};
use crate::pages::program::is_called;
use crate::render::ansi::style::{and_list, or_list};

/// Reads the command line. Help and version are printed, faults told; the outcome then.
pub fn read() -> Result<(Cli, RunSettings), Outcome> {
    let mut command = with_numbers(Cli::command());
    let typed: Vec<OsString> = std::env::args_os().collect();
    let matches = command.try_get_matches_from_mut(&typed);
    let read = matches.and_then(|matches: ArgMatches| {
        let settings = settings(&matches, &command)?;
        is_called(typed_for(&matches, &command));
        Ok((Cli::from_arg_matches(&matches)?, settings))
    });
    read.map_err(|error| tell(&error, &MeantCommand::of(&command, &typed[1..])))
}

/// Where a number is wanted, -1 is a number and no flag.
fn with_numbers(command: Command) -> Command {
    let is_number = |arg: &Arg| {
        arg.get_value_names().is_some_and(|names| names.iter().any(|name| name.as_str() == "NUMBER"))
    };
    command
        .mut_args(|arg| if is_number(&arg) { arg.allow_negative_numbers(true) } else { arg })
        .mut_subcommands(with_numbers)
}

fn tell(error: &Error, meant: &MeantCommand<'_>) -> Outcome {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // Nowhere to say it if the output is closed.
        let _ = error.print();
        return if error.use_stderr() { Outcome::CannotRun } else { Outcome::Done };
    }
    let (what, help) = in_words(error, meant).unwrap_or_else(|| {
        let what = error.kind().as_str().unwrap_or("this command line can't be read");
        (what.to_owned(), meant.help())
    });
    complain(&what, &help);
    Outcome::CannotRun
}

/// The command that was meant, such as `formcheck data import`.
struct MeantCommand<'c> {
    command: &'c Command,
    path: String,
}

impl<'c> MeantCommand<'c> {
    /// What the words that were typed name: options and their values are passed over.
    fn of(command: &'c Command, typed: &[OsString]) -> MeantCommand<'c> {
        let (mut at, mut path) = (command, command.get_name().to_owned());
        let mut words = typed.iter().filter_map(|word| word.to_str());
        while let Some(word) = words.next() {
            if let Some(name) = word.strip_prefix("--") {
                let option = at.get_arguments().find(|arg| arg.get_long() == Some(name));
                if option.is_some_and(|arg| arg.get_action().takes_values()) {
                    words.next();
                }
            } else if let Some(below) = at.find_subcommand(word) {
                path.extend([" ", below.get_name()]);
                at = below;
            } else if !word.starts_with('-') {
                break;
            }
        }
        MeantCommand { command: at, path }
    }

    fn help(&self) -> String {
        format!("`{} --help` shows what it takes", self.path)
    }

    /// An argument by the name under which people know it: `--minutes`, or the word in its usage.
    fn named(&self, shown: &str) -> String {
        let arg = self.command.get_arguments().find(|arg| arg.to_string() == shown);
        match arg.map(|arg| (arg.get_long(), arg.get_value_names())) {
            Some((Some(long), _)) => format!("`--{long}`"),
            Some((None, Some([name, ..]))) => name.to_string(),
            _ if shown.starts_with('-') => format!("`{shown}`"),
            _ => shown.to_owned(),
        }
    }
}

/// What is wrong and what to do, for the faults that people make; none for another.
fn in_words(error: &Error, meant: &MeantCommand<'_>) -> Option<(String, String)> {
    let path = &meant.path;
    let one = |kind| words(error, kind).into_iter().next();
    let near = |kind| {
        let near: Vec<String> = words(error, kind).iter().map(|near| format!("`{near}`")).collect();
        if near.is_empty() { String::new() } else { format!("did you mean {}? ", or_list(&near)) }
    };
    let named = |kind| words(error, kind).into_iter().map(|arg| meant.named(&arg)).collect::<Vec<_>>();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = one(ContextKind::InvalidSubcommand)?;
            let near = near(ContextKind::SuggestedSubcommand);
            Some((
                format!("there is no command `{word}`"),
                format!("{near}`{path} --help` lists the commands"),
            ))
        }
        ErrorKind::MissingSubcommand => {
            let valid = or_list(&words(error, ContextKind::ValidSubcommand));
            Some((format!("name what `{path}` is to do"), format!("{path} {valid}")))
        }
        ErrorKind::UnknownArgument => {
            let word = one(ContextKind::InvalidArg)?;
            let what = if word.starts_with('-') {
                format!("`{path}` has no flag `{word}`")
            } else {
                format!("`{word}` is one word too many for `{path}`")
            };
            Some((what, format!("{}{}", near(ContextKind::SuggestedArg), meant.help())))
        }
        ErrorKind::MissingRequiredArgument => {
            let needs = and_list(&named(ContextKind::InvalidArg));
            let known = EXAMPLES.iter().find(|(command, ..)| command == path);
            let what = known.and_then(|(_, what, _)| *what);
            let what = what.map_or_else(|| format!("`{path}` needs {needs}"), str::to_owned);
            Some((what, known.map_or_else(|| meant.help(), |(.., example)| (*example).to_owned())))
        }
        ErrorKind::ArgumentConflict => {
            let mut both = named(ContextKind::InvalidArg);
            both.extend(named(ContextKind::PriorArg));
            both.dedup();
            Some(match both.as_slice() {
                [one] => (format!("{one} is given twice"), "leave one of them out".to_owned()),
                _ => (format!("{} don't go together", and_list(&both)), "leave one of them out".to_owned()),
            })
        }
        ErrorKind::InvalidValue => {
            let arg = meant.named(&one(ContextKind::InvalidArg)?);
            let given = one(ContextKind::InvalidValue).filter(|given| !given.is_empty());
            let valid = or_list(&words(error, ContextKind::ValidValue));
            let near = near(ContextKind::SuggestedValue);
            let what = match given {
                Some(given) => format!("{arg} can't be `{given}`"),
                None => format!("{arg} needs a value behind it"),
            };
            let help = if valid.is_empty() { meant.help() } else { format!("{near}it takes {valid}") };
            Some((what, help))
        }
        ErrorKind::ValueValidation => {
            let arg = meant.named(&one(ContextKind::InvalidArg)?);
            let given = one(ContextKind::InvalidValue)?;
            Some(match error.source().map(|why| (why.downcast_ref::<NotInRange>(), why)) {
                Some((Some(why), _)) => (format!("{arg} {why}, not `{given}`"), meant.help()),
                Some((None, why)) => (format!("{arg} can't be `{given}`"), why.to_string()),
                None => (format!("{arg} can't be `{given}`"), meant.help()),
            })
        }
        _ => None,
    }
}

/// For commands that can't do without a word: what is missing, where it is said better than by the word's name, and
/// what to type.
const EXAMPLES: &[(&str, Option<&str>, &str)] = &[
    ("formcheck show", Some("name what to show"), "formcheck show seal-row"),
    ("formcheck new", None, "formcheck new exercise face-pull"),
    ("formcheck diff", None, "formcheck diff rev:main my-pack"),
    ("formcheck completions", Some("name your shell"), "formcheck completions bash"),
    ("formcheck data import", Some("name what `data export` wrote"), "formcheck data import history.jsonl"),
];

fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    let styled = |text: &StyledStr| text.to_string();
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        Some(ContextValue::StyledStr(text)) => vec![styled(text)],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(styled).collect(),
        _ => Vec::new(),
    }
}
