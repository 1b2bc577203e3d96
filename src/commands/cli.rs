//! The command line as a whole, and what each command calls.

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::app::{Outcome, Ran, RunSettings, lsp, study as home};
use crate::commands::options::HomeOptions;
use crate::commands::{
    check, completions, data, diff, doctor, exam, explain, export, fmt, lint, list, lsp as lsp_args, man,
    new, quiz, report, schema, show, stats, study,
};

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
    #[command(flatten)]
    _home: HomeOptions,
    #[command(subcommand)]
    command: Option<Command>,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Learn: what is due today, then what is new; every answer is kept
    Study(study::StudyArgs),
    /// Learn: a quiz; without a name, a mix of everything; answers count in study
    Quiz(quiz::QuizArgs),
    /// Learn: what is wrong with the rep I saw, and the fix
    Check(check::CheckArgs),
    /// Learn: an exercise, mistake, sign, muscle, quiz, source or question
    Show(show::ShowArgs),
    /// Learn: what there is
    List(list::ListArgs),
    /// Learn: how you are doing, in numbers and plots
    Stats(stats::StatsArgs),
    /// Train: an exam, and a record of it that others can check
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
    Lsp(lsp_args::LspArgs),
    /// Manage: your own history: where it is, export, import, delete
    Data(data::DataArgs),
    /// Manage: what formcheck found here (terminal, colours, packs, clock, history), and what to do about it
    Doctor(doctor::DoctorArgs),
    /// Manage: completions for a shell
    Completions(completions::CompletionsArgs),
    /// Manage: the manual page
    Man(man::ManArgs),
}

/// Runs the command line.
pub fn run(cli: Cli, settings: &RunSettings) -> Outcome {
    settings.set_colour();
    call(cli, settings).unwrap_or_else(|error| error.report())
}

fn call(cli: Cli, settings: &RunSettings) -> Ran {
    match cli.command {
        None => home::home(settings),
        Some(Command::Study(args)) => study::run(args, settings),
        Some(Command::Stats(args)) => stats::run(&args, settings),
        Some(Command::Data(args)) => data::run(args, settings),
        Some(Command::Doctor(_)) => doctor::run(settings),
        Some(Command::Quiz(args)) => quiz::run(args, settings),
        Some(Command::Check(args)) => check::run(args, settings),
        Some(Command::Show(args)) => show::run(args, settings),
        Some(Command::List(args)) => list::run(&args, settings),
        Some(Command::Exam(args)) => exam::run(*args, settings),
        Some(Command::Export(args)) => export::run(args, settings),
        Some(Command::Report(args)) => report::run(args, settings),
        Some(Command::New(args)) => new::run(*args, settings),
        Some(Command::Lint(args)) => lint::run(args, settings),
        Some(Command::Fmt(args)) => fmt::run(&args, settings),
        Some(Command::Diff(args)) => diff::run(&args, settings),
        Some(Command::Explain(args)) => explain::run(&args, settings),
        Some(Command::Schema(args)) => schema::run(&args, settings),
        Some(Command::Lsp(_)) => lsp::run(settings),
        Some(Command::Completions(args)) => completions::run(&args),
        Some(Command::Man(args)) => man::run(&args, Cli::command()),
    }
}
