//! A command line that can't be read, told as every other error is: what is wrong, and what to type instead.
//!
//! Must not know what the commands do.

use std::error::Error as _;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{ArgMatches, Command, CommandFactory as _, FromArgMatches as _};

use super::{Cli, Outcome, complain};
use crate::render::ansi::style::{and_list, or_list};

/// Reads the command line. Help and version are printed, faults told; the outcome then.
///
/// # Errors
/// The outcome with which the program ends, if there is nothing to run.
pub fn read() -> Result<Cli, Outcome> {
    let mut command = with_numbers(Cli::command());
    let matches = command.try_get_matches_from_mut(std::env::args_os());
    let cli = matches.and_then(|matches: ArgMatches| Cli::from_arg_matches(&matches));
    cli.map_err(|error| told(&error, &command))
}

/// A parser of whole numbers within bounds, both included, whose fault is told in plain words.
pub(super) fn number<N>(from: N, to: N) -> impl Fn(&str) -> Result<N, String> + Clone + Send + Sync + 'static
where
    N: std::str::FromStr + PartialOrd + std::fmt::Display + Copy + Send + Sync + 'static,
{
    move |text| match text.trim().parse::<N>() {
        Ok(number) if from <= number && number <= to => Ok(number),
        _ => Err(format!("takes a whole number from {from} to {to}")),
    }
}

/// A parser of whole numbers without an upper bound, such as seeds.
pub(super) fn whole<N: std::str::FromStr>(text: &str) -> Result<N, String> {
    text.trim().parse().map_err(|_| "takes a whole number, 0 or more".to_owned())
}

/// Where a number is wanted, -1 is a number and no flag.
fn with_numbers(command: Command) -> Command {
    let is_number = |arg: &clap::Arg| {
        arg.get_value_names().is_some_and(|names| names.iter().any(|name| name.as_str() == "NUMBER"))
    };
    command
        .mut_args(|arg| if is_number(&arg) { arg.allow_negative_numbers(true) } else { arg })
        .mut_subcommands(with_numbers)
}

fn told(error: &Error, command: &Command) -> Outcome {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // Nowhere to say it if the output is closed.
        let _ = error.print();
        return if error.use_stderr() { Outcome::CannotRun } else { Outcome::Done };
    }
    let path = path(error, command);
    let (what, help) = in_words(error, &path).unwrap_or_else(|| {
        let text = error.to_string();
        let first = text.lines().next().unwrap_or_default();
        (first.trim_start_matches("error: ").to_owned(), help_of(&path))
    });
    complain(&what, &help);
    Outcome::CannotRun
}

/// What is wrong and what to do, for the faults that people make; none for another.
fn in_words(error: &Error, path: &str) -> Option<(String, String)> {
    let one = |kind| words(error, kind).into_iter().next();
    let near = |kind| {
        let near: Vec<String> = words(error, kind).iter().map(|near| format!("`{near}`")).collect();
        if near.is_empty() { String::new() } else { format!("did you mean {}? ", or_list(&near)) }
    };
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
            Some((what, format!("{}{}", near(ContextKind::SuggestedArg), help_of(path))))
        }
        ErrorKind::MissingRequiredArgument => {
            let needs: Vec<String> =
                words(error, ContextKind::InvalidArg).iter().map(|arg| plain(arg)).collect();
            let known = EXAMPLES.iter().find(|(command, ..)| *command == path);
            let what = known.and_then(|(_, what, _)| *what);
            let what = what.map_or_else(|| format!("`{path}` needs {}", and_list(&needs)), str::to_owned);
            Some((what, known.map_or_else(|| help_of(path), |(.., example)| (*example).to_owned())))
        }
        ErrorKind::ArgumentConflict => {
            let mut both = words(error, ContextKind::InvalidArg);
            both.extend(words(error, ContextKind::PriorArg));
            let mut both: Vec<String> = both.iter().map(|arg| plain(arg)).collect();
            both.dedup();
            Some(match both.as_slice() {
                [one] => (format!("{one} stands there twice"), "leave one of them out".to_owned()),
                _ => (format!("{} don't go together", and_list(&both)), "leave one of them out".to_owned()),
            })
        }
        ErrorKind::InvalidValue => {
            let arg = plain(&one(ContextKind::InvalidArg)?);
            let given = one(ContextKind::InvalidValue).filter(|given| !given.is_empty());
            let valid = or_list(&words(error, ContextKind::ValidValue));
            let near = near(ContextKind::SuggestedValue);
            let what = match given {
                Some(given) => format!("{arg} can't be `{given}`"),
                None => format!("{arg} needs a value behind it"),
            };
            let help = if valid.is_empty() { help_of(path) } else { format!("{near}it takes {valid}") };
            Some((what, help))
        }
        ErrorKind::ValueValidation => {
            let arg = plain(&one(ContextKind::InvalidArg)?);
            let given = one(ContextKind::InvalidValue)?;
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            // Our own parsers of numbers say what they take.
            Some(if why.starts_with("takes ") {
                (format!("{arg} {why}, and this is `{given}`"), help_of(path))
            } else {
                (format!("{arg} can't be `{given}`"), why)
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

fn help_of(path: &str) -> String {
    format!("`{path} --help` shows what it takes")
}

/// `--minutes <NUMBER>` and `[SIGN=VALUE]...` by their bare names.
fn plain(arg: &str) -> String {
    let name = if arg.starts_with('-') { arg.split(' ').next().unwrap_or(arg) } else { arg };
    let name = name.trim_end_matches("...").trim_matches(['<', '>', '[', ']']);
    if arg.starts_with('-') { format!("`{name}`") } else { name.to_owned() }
}

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

/// The command that was meant, such as `formcheck data import`: what its usage begins with.
fn path(error: &Error, command: &Command) -> String {
    let usage = words(error, ContextKind::Usage).concat();
    let mut at = command;
    let mut path = vec![command.get_name()];
    // Without a usage in the error, the words that were typed tell.
    let typed: Vec<String> = std::env::args().skip(1).collect();
    let from_usage: Vec<&str> =
        usage.split_whitespace().skip_while(|word| *word != path[0]).skip(1).collect();
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    for word in if from_usage.is_empty() { typed } else { from_usage } {
        match at.find_subcommand(word) {
            Some(sub) => {
                path.push(sub.get_name());
                at = sub;
            }
            None if word.starts_with('-') => {}
            None => break,
        }
    }
    path.join(" ")
}
