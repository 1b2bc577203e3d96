//! Options that several commands share, each offered where it does something, and the settings that follow from them.
//!
//! They may stand before the command too, as in `formcheck --pack DIR quiz`.

use std::iter::successors;
use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Command};

use crate::app::settings::{Background, Colour, Draw, Pixels};
use crate::app::{RunSettings, quoted};
use formcheck_core::rulebook::source::BuiltIn;

/// Folders of packs.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Common options")]
pub struct PackFolders {
    /// A pack's folder, beside the built-in packs (repeatable)
    #[arg(long = "pack", value_name = "DIR")]
    pub packs: Vec<PathBuf>,
}

/// Which packs are used.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Common options")]
pub struct PackOptions {
    #[command(flatten)]
    pub folders: PackFolders,
    /// Of the built-in packs only this one (repeatable)
    #[arg(long = "built-in", value_name = "NAME", value_parser = BuiltIn::ALL.map(BuiltIn::name))]
    pub built_in: Vec<String>,
    /// Leave the built-in packs out
    #[arg(long, conflicts_with = "built_in")]
    pub no_built_in: bool,
}

/// Where histories, keys and the ledger are kept.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Common options")]
pub struct DataOptions {
    /// The folder that histories, keys and the ledger are kept in [default: the platform's]
    #[arg(long, value_name = "DIR", env = "FORMCHECK_DATA_DIR", hide_env_values = true)]
    pub data_dir: Option<PathBuf>,
}

/// Whose history is used.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Common options")]
pub struct ProfileOptions {
    /// Whose history: each person has a profile [default: me]
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    #[command(flatten)]
    pub data: DataOptions,
}

/// How text looks.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Common options")]
pub struct TextOptions {
    /// Line mode: no cursor movement, no colour
    #[arg(long, env = "FORMCHECK_PLAIN", hide_env_values = true, value_parser = FalseyValueParser::new())]
    pub plain: bool,
    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: Colour,
}

/// How pictures look in a terminal.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Common options")]
pub struct PictureOptions {
    /// How pictures are drawn; asked for by name, also in a pipe
    #[arg(
        long,
        value_enum,
        value_name = "HOW",
        default_value_t,
        env = "FORMCHECK_DRAW",
        hide_env_values = true
    )]
    pub draw: Draw,
    /// Pictures of real pixels
    #[arg(
        long,
        value_enum,
        value_name = "HOW",
        default_value_t,
        env = "FORMCHECK_PIXELS",
        hide_env_values = true
    )]
    pub pixels: Pixels,
    /// What is behind a picture
    #[arg(
        long,
        value_enum,
        value_name = "HOW",
        default_value_t,
        env = "FORMCHECK_BACKGROUND",
        hide_env_values = true
    )]
    pub background: Background,
}

/// Whether pictures move.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Common options")]
pub struct MotionOptions {
    /// Pictures hold still
    #[arg(long, env = "FORMCHECK_NO_MOTION", hide_env_values = true, value_parser = FalseyValueParser::new())]
    pub no_motion: bool,
}

/// For programs.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Common options")]
pub struct JsonOptions {
    /// Results as JSON
    #[arg(long)]
    pub json: bool,
}

/// Remarks.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Common options")]
pub struct QuietOptions {
    /// Only results, no remarks
    #[arg(long, short)]
    pub quiet: bool,
}

/// What a command takes that reads packs and tells something.
#[derive(Args, Debug, Default)]
pub struct ReadOptions {
    #[command(flatten)]
    pub packs: PackOptions,
    #[command(flatten)]
    pub text: TextOptions,
    #[command(flatten)]
    pub json: JsonOptions,
}

/// The same with remarks.
#[derive(Args, Debug, Default)]
pub struct ResultOptions {
    #[command(flatten)]
    pub read: ReadOptions,
    #[command(flatten)]
    pub quiet: QuietOptions,
}

/// What an examiner's command takes.
#[derive(Args, Debug, Default)]
pub struct ExaminerOptions {
    #[command(flatten)]
    pub result: ResultOptions,
    #[command(flatten)]
    pub data: DataOptions,
}

/// What a session takes.
#[derive(Args, Debug, Default)]
pub struct SessionOptions {
    #[command(flatten)]
    pub packs: PackOptions,
    #[command(flatten)]
    pub text: TextOptions,
    #[command(flatten)]
    pub pictures: PictureOptions,
    #[command(flatten)]
    pub motion: MotionOptions,
    #[command(flatten)]
    pub quiet: QuietOptions,
}

/// What the home takes, and what may stand before a command.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Common options")]
pub struct HomeOptions {
    #[command(flatten)]
    pub session: SessionOptions,
    #[command(flatten)]
    pub profile: ProfileOptions,
    /// Results as JSON; only before a command that has them
    #[arg(long, hide = true)]
    pub json: bool,
}

/// The settings of a run, from what stands before the command and behind it.
///
/// # Errors
/// If an option stands before a command that has no such option.
pub fn settings(matches: &ArgMatches, command: &Command) -> Result<RunSettings, Error> {
    let levels: Vec<&ArgMatches> =
        successors(Some(matches), |level| level.subcommand().map(|(_, below)| below)).collect();
    let path: Vec<&str> =
        successors(matches.subcommand(), |(_, below)| below.subcommand()).map(|(name, _)| name).collect();
    refuse_misplaced(matches, command, &path)?;
    let is_set = |id| value::<bool>(&levels, id).unwrap_or_default();
    Ok(RunSettings {
        packs: levels.iter().flat_map(|level| all(level, "packs")).collect(),
        no_built_in: is_set("no_built_in"),
        built_in: levels.iter().flat_map(|level| all(level, "built_in")).collect(),
        profile: value(&levels, "profile"),
        data_dir: value(&levels, "data_dir"),
        plain: is_set("plain"),
        color: value(&levels, "color").unwrap_or_default(),
        json: is_set("json"),
        no_motion: is_set("no_motion"),
        draw: value(&levels, "draw").unwrap_or_default(),
        draws_anywhere: levels
            .iter()
            .any(|level| has(level, "draw") && level.value_source("draw") == Some(ValueSource::CommandLine)),
        pixels: value(&levels, "pixels").unwrap_or_default(),
        background: value(&levels, "background").unwrap_or_default(),
        quiet: is_set("quiet"),
    })
}

/// What was typed for the whole run, as far as a command takes it: the words of each command, and the options to put before
/// them. What the environment says holds for the next run as well, and is not repeated.
pub fn typed_for(matches: &ArgMatches, command: &Command) -> Vec<(String, String)> {
    let levels: Vec<&ArgMatches> =
        successors(Some(matches), |level| level.subcommand().map(|(_, below)| below)).collect();
    let is_typed = |id: &str| {
        levels.iter().any(|level| has(level, id) && level.value_source(id) == Some(ValueSource::CommandLine))
    };
    let mut typed: Vec<(&str, String)> = Vec::new();
    typed.extend(is_typed("no_built_in").then(|| ("no_built_in", " --no-built-in".to_owned())));
    let built_in = levels.iter().flat_map(|level| all::<String>(level, "built_in"));
    typed.extend(built_in.map(|name| ("built_in", format!(" --built-in {name}"))));
    let packs = levels.iter().flat_map(|level| all::<PathBuf>(level, "packs"));
    typed.extend(packs.map(|pack| ("packs", format!(" --pack {}", quoted(&pack)))));
    let profile = value::<String>(&levels, "profile");
    typed.extend(profile.map(|name| ("profile", format!(" --profile {}", quoted(&name)))));
    let data = value::<PathBuf>(&levels, "data_dir").filter(|_| is_typed("data_dir"));
    typed.extend(data.map(|folder| ("data_dir", format!(" --data-dir {}", quoted(&folder)))));
    typed.extend(is_typed("plain").then(|| ("plain", " --plain".to_owned())));
    // The bare program is one of them: it leads home.
    let mut commands = vec![(String::new(), options_of(command, &typed))];
    add_commands("", command, &typed, &mut commands);
    commands
}

fn add_commands(path: &str, command: &Command, typed: &[(&str, String)], into: &mut Vec<(String, String)>) {
    for below in command.get_subcommands() {
        let path = format!("{path} {}", below.get_name()).trim_start().to_owned();
        add_commands(&path, below, typed, into);
        into.push((path, options_of(below, typed)));
    }
}

/// What was typed, as far as a command takes it.
fn options_of(command: &Command, typed: &[(&str, String)]) -> String {
    let takes = |id: &str| command.get_arguments().any(|arg| arg.get_id() == id && !arg.is_hide_set());
    typed.iter().filter(|(id, _)| takes(id)).map(|(_, option)| option.as_str()).collect()
}

fn has(level: &ArgMatches, id: &str) -> bool {
    level.ids().any(|one| one == id)
}

fn all<T: Clone + Send + Sync + 'static>(level: &ArgMatches, id: &str) -> Vec<T> {
    if !has(level, id) {
        return Vec::new();
    }
    level.get_many(id).into_iter().flatten().cloned().collect()
}

/// A value: the one that was typed last, else that of the environment, else the default.
fn value<T: Clone + Send + Sync + 'static>(levels: &[&ArgMatches], id: &str) -> Option<T> {
    let there = || levels.iter().rev().filter(|level| has(level, id));
    let typed = there().find(|level| level.value_source(id) == Some(ValueSource::CommandLine));
    typed.or_else(|| there().next()).and_then(|level| level.get_one(id).cloned())
}

/// What was typed before a command has to be an option of that command.
fn refuse_misplaced(matches: &ArgMatches, command: &Command, path: &[&str]) -> Result<(), Error> {
    let below = path.iter().try_fold(command, |at, name| at.find_subcommand(name)).unwrap_or(command);
    let takes = |id: &str| below.get_arguments().any(|arg| arg.get_id() == id && !arg.is_hide_set());
    let typed = |id: &&clap::Id| matches.value_source(id.as_str()) == Some(ValueSource::CommandLine);
    let is_option = |id: &&clap::Id| command.get_arguments().any(|arg| arg.get_id() == *id);
    let Some(id) = matches.ids().filter(typed).filter(is_option).find(|id| !takes(id.as_str())) else {
        return Ok(());
    };
    let long = command.get_arguments().find(|arg| arg.get_id() == id).and_then(clap::Arg::get_long);
    let mut error = Error::new(ErrorKind::UnknownArgument).with_cmd(below);
    let shown = format!("--{}", long.unwrap_or_default());
    error.insert(ContextKind::InvalidArg, ContextValue::String(shown));
    Err(error)
}
