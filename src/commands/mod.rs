//! One file a subcommand: its arguments and the glue. Here: what they share, and the command line as a whole.
//!
//! With `screen` the only room that knows terminals, clocks and chance; packs are read by `rulebook::source`. What
//! another command means none knows; some lean on another's glue (docs/ARCHITECTURE.md says which).

mod chance;
pub mod check;
mod choosing;
mod clock;
pub mod data;
mod database;
pub mod diff;
pub mod drawing;
pub mod exam;
pub mod explain;
pub mod export;
pub mod files;
pub mod fmt;
mod full;
pub mod help;
mod interrupt;
pub mod lint;
pub mod list;
pub mod lsp;
pub mod new;
mod profile;
mod progress;
pub mod quiz;
pub mod report;
mod revision;
pub mod schema;
mod seen;
pub mod show;
pub mod stats;
pub mod study;
pub mod usage;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::pages::program::is_called;
use crate::render::ansi::{Terminal, style};
use formcheck_core::diagnostic::{errors, human};
use formcheck_core::page::Page;
use formcheck_core::rulebook::near::nearest_few;
use formcheck_core::rulebook::{Rulebook, load, source};

/// How a command ended; its number is the exit code. The later, the worse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// Done.
    Done,
    /// What was asked for fell short.
    FellShort,
    /// Bad usage, or it cannot run.
    CannotRun,
    /// Interrupted by the person.
    Interrupted,
}

impl Outcome {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Outcome::Done => 0,
            Outcome::FellShort => 1,
            Outcome::CannotRun => 2,
            Outcome::Interrupted => 130,
        }
    }
}

/// Why a command stopped: what went wrong, and what to do.
#[derive(Debug)]
pub enum Stop {
    /// Something to tell the person.
    Told {
        /// What went wrong.
        what: String,
        /// What to do.
        help: String,
    },
    /// It has been told already.
    Silent(Outcome),
    /// Reading or writing failed.
    Io(io::Error),
}

impl Stop {
    /// Something to tell the person.
    pub fn told(what: impl Into<String>, help: impl Into<String>) -> Stop {
        Stop::Told { what: what.into(), help: help.into() }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Io(error)
    }
}

/// What a command gives.
pub type Ran = Result<Outcome, Stop>;

/// The command line.
#[derive(Parser, Debug)]
#[command(
    name = "formcheck",
    version,
    about = "Learn to see lifting mistakes: quizzes whose answers are computed from rules that coaches write",
    max_term_width = 100,
    subcommand_help_heading = "Commands",
    after_help = "Examples:\n  formcheck study                            ten minutes a day, and it remembers\n  formcheck quiz mid-back-foundations        twelve questions, each explained\n  formcheck check seal-row momentum=slight   what is wrong with this rep, and the fix\n  formcheck show arm-rowing                  a page for the wall\n  formcheck lint my-pack                     everything that is wrong with rule files"
)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What holds for every command.
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
#[derive(Args, Debug, Default)]
pub struct Global {
    /// A pack's folder, beside the built-in pack (repeatable)
    #[arg(long = "pack", value_name = "DIR", global = true, help_heading = "Everywhere")]
    pub packs: Vec<PathBuf>,
    /// Leave the built-in pack out
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub no_built_in: bool,
    /// Whose history: each person has a profile [default: me]
    #[arg(long, value_name = "NAME", global = true, help_heading = "Everywhere")]
    pub profile: Option<String>,
    /// The folder that histories are kept in [default: the platform's]
    #[arg(
        long,
        value_name = "DIR",
        env = "FORMCHECK_DATA_DIR",
        hide_env_values = true,
        global = true,
        help_heading = "Everywhere"
    )]
    pub data_dir: Option<PathBuf>,
    /// Line mode: no cursor movement, no colour
    #[arg(long, env = "FORMCHECK_PLAIN", global = true, value_parser = clap::builder::FalseyValueParser::new(), help_heading = "Everywhere")]
    pub plain: bool,
    /// When to use colour
    #[arg(
        long,
        value_enum,
        value_name = "WHEN",
        default_value_t,
        global = true,
        help_heading = "Everywhere"
    )]
    pub color: Colour,
    /// Results as JSON
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub json: bool,
    /// Pictures stand still
    #[arg(long, env = "FORMCHECK_NO_MOTION", global = true, value_parser = clap::builder::FalseyValueParser::new(), help_heading = "Everywhere")]
    pub no_motion: bool,
    /// Only results, no remarks
    #[arg(long, short, global = true, help_heading = "Everywhere")]
    pub quiet: bool,
}

impl Global {
    /// Whether pictures may move: not if the person, or the environment for all programs, asks for stillness.
    pub fn may_move(&self) -> bool {
        let reduced = std::env::var_os("REDUCED_MOTION").is_some_and(|set| !set.is_empty() && set != "0");
        !self.no_motion && !reduced
    }
}

/// When to use colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Colour {
    /// In a terminal that wants it
    #[default]
    Auto,
    /// Even in a pipe
    Always,
    /// Not at all
    Never,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Learn: what is due today, then what is new; every answer is kept
    Study(study::StudyArgs),
    /// Learn: one quiz; none named, a mixed one over everything
    Quiz(quiz::QuizArgs),
    /// Learn: what is wrong with the rep I saw, and the fix
    Check(check::CheckArgs),
    /// Learn: an exercise, mistake, sign, muscle, quiz, source or question
    Show(show::ShowArgs),
    /// Learn: what there is
    List(list::ListArgs),
    /// Learn: how you are doing, in numbers and plots
    Stats(stats::StatsArgs),
    /// Train: an exam that holds up, and a record that anybody can check
    Exam(Box<exam::ExamArgs>),
    /// Train: questions and results for other programs: Anki, Moodle, learning records, badges, tables
    Export(export::ExportArgs),
    /// Train: what a cohort knows, and what to teach next
    Report(report::ReportArgs),
    /// Contribute: a new file, commented, with blanks to fill
    New(Box<new::NewArgs>),
    /// Contribute: everything that is wrong with rule files
    Lint(lint::LintArgs),
    /// Contribute: one layout for rule files
    Fmt(fmt::FmtArgs),
    /// Contribute: what a change to rule files means, rep by rep
    Diff(diff::DiffArgs),
    /// Contribute: what a message of lint means
    Explain(explain::ExplainArgs),
    /// Contribute: the JSON Schema of a kind of file, for editors
    Schema(schema::SchemaArgs),
    /// Contribute: the language server for editors
    Lsp(lsp::LspArgs),
    /// Manage: your own history: where it is, as JSON lines, and its end
    Data(data::DataArgs),
    /// Manage: completions for a shell
    Completions(help::CompletionsArgs),
    /// Manage: the manual page
    Man,
}

/// How to call the program again with the same packs.
fn called(global: &Global) -> String {
    let mut called = "formcheck".to_owned();
    if global.no_built_in {
        called.push_str(" --no-built-in");
    }
    for pack in &global.packs {
        called.extend([" --pack ", &quoted(pack)]);
    }
    called
}

/// Runs the command line.
pub fn run(cli: &Cli) -> Outcome {
    settle_colour(&cli.global);
    is_called(called(&cli.global));
    let ran = match &cli.command {
        None => study::at_the_door(&cli.global),
        Some(Command::Study(args)) => study::run(args, &cli.global),
        Some(Command::Stats(args)) => stats::run(args, &cli.global),
        Some(Command::Data(args)) => data::run(args, &cli.global),
        Some(Command::Quiz(args)) => quiz::run(args, &cli.global),
        Some(Command::Check(args)) => check::run(args, &cli.global),
        Some(Command::Show(args)) => show::run(args, &cli.global),
        Some(Command::List(args)) => list::run(args, &cli.global),
        Some(Command::Exam(args)) => exam::run(args, &cli.global),
        Some(Command::Export(args)) => export::run(args, &cli.global),
        Some(Command::Report(args)) => report::run(args, &cli.global),
        Some(Command::New(args)) => new::run(args, &cli.global),
        Some(Command::Lint(args)) => lint::run(args, &cli.global),
        Some(Command::Fmt(args)) => fmt::run(args, &cli.global),
        Some(Command::Diff(args)) => diff::run(args, &cli.global),
        Some(Command::Explain(args)) => explain::run(args, &cli.global),
        Some(Command::Schema(args)) => schema::run(args, &cli.global),
        Some(Command::Lsp(args)) => lsp::run(args, &cli.global),
        Some(Command::Completions(args)) => help::completions(args),
        Some(Command::Man) => help::man(),
    };
    match ran {
        Ok(outcome) | Err(Stop::Silent(outcome)) => outcome,
        Err(Stop::Told { what, help }) => {
            complain(&what, &help);
            Outcome::CannotRun
        }
        // Whoever read our output has had enough: no fault of ours.
        Err(Stop::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Done,
        Err(Stop::Io(error)) => {
            complain(
                &format!("reading or writing failed: {error}"),
                "see whether the disk is full or the file is in use, then try again",
            );
            Outcome::CannotRun
        }
    }
}

/// Says what went wrong and what to do, on stderr.
pub fn complain(what: &str, help: &str) {
    let mut stderr = io::stderr().lock();
    // Nowhere to say it if stderr is closed too.
    let width = if stderr.is_terminal() { style::width() } else { usize::MAX };
    for (label, shown, text) in
        [("error: ", style::bad("error:"), what), ("  try: ", format!("  {}", style::key("try:")), help)]
    {
        if !text.is_empty() {
            let wrapped = style::wrap_between(text, width, label, "    ");
            let _ = writeln!(stderr, "{}", wrapped.replacen(label.trim_end(), &shown, 1));
        }
    }
}

fn settle_colour(global: &Global) {
    match global.color {
        Colour::Always => colored::control::set_override(true),
        Colour::Never => colored::control::set_override(false),
        Colour::Auto if global.plain || !io::stdout().is_terminal() => colored::control::set_override(false),
        Colour::Auto => {}
    }
}

/// Whether to use colour in text that is not made by `colored`.
pub fn in_colour() -> bool {
    colored::control::SHOULD_COLORIZE.should_colorize()
}

/// A path or a word as a shell takes it, for a command that somebody may paste.
pub(crate) fn quoted(word: impl AsRef<std::path::Path>) -> String {
    let shown = word.as_ref().display().to_string();
    // Only a zero byte can't be quoted, and no system has one in a path or an argument.
    shlex::try_quote(&shown).map_or(shown.clone(), std::borrow::Cow::into_owned)
}

/// Writes a result to stdout.
pub fn put(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Writes a page to stdout.
pub fn put_page(page: &Page) -> io::Result<()> {
    put(&Terminal::stdout().text(page))
}

/// The rulebook of the built-in pack and those that `--pack` names; tells what is wrong with them if they can't be used.
pub fn open(global: &Global) -> Result<Rulebook, Stop> {
    let mut packs = Vec::new();
    if !global.no_built_in {
        packs.push(source::built_in());
    }
    for path in &global.packs {
        packs.push(source::folder(path).map_err(no_pack)?);
    }
    if packs.is_empty() {
        return Err(Stop::told(
            "there is no pack to use",
            "leave --no-built-in out, or name a pack with --pack DIR",
        ));
    }
    let loaded = load(packs);
    // What is built in was proved by its tests; what comes from elsewhere is proved before it is used.
    let (sources, diagnostics) = if global.packs.is_empty() {
        match loaded.rulebook() {
            Ok(book) => return Ok(book),
            Err(faults) => faults,
        }
    } else {
        let report = formcheck_core::lint::lint(&loaded);
        if errors(&report.diagnostics) == 0 {
            return Ok(loaded.draft);
        }
        (loaded.sources, report.diagnostics)
    };
    let number = errors(&diagnostics);
    eprint!("{}", human(&diagnostics, &sources, in_colour(), style::width()));
    let faults = style::count(number, "error", "errors");
    complain(
        &format!("the pack can't be used: {faults}"),
        "mend what is shown above; `formcheck lint DIR` checks it again",
    );
    Err(Stop::Silent(Outcome::CannotRun))
}

/// What to do where a path holds no pack.
#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
pub fn no_pack(error: source::NoPack) -> Stop {
    let text = error.to_string();
    let (what, help) = text.split_once("; ").unwrap_or((&text, ""));
    Stop::told(what, help)
}

/// There is no such thing: the closest names, or how to see what there is.
pub fn unknown<'a>(what: &str, word: &str, names: impl IntoIterator<Item = &'a str>, list: &str) -> Stop {
    let near = nearest_few(word, names, 3);
    let help = if near.is_empty() {
        format!("`{list}` shows what there is")
    } else {
        let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
        format!("did you mean {}? `{list}` shows what there is", style::or_list(&near))
    };
    Stop::told(format!("there is no {what} `{word}`"), help)
}
