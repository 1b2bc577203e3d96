//! `formcheck` alone, `formcheck completions`, `formcheck man`: what there is and what to type next.

use clap::{Args, CommandFactory as _};

use super::{Cli, Global, Outcome, Ran, Stop, open, put};
use crate::render::ansi::style;
use formcheck_core::rulebook::FeedbackAt;

/// Completions for a shell
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    shell: clap_complete::Shell,
}

/// What there is, in ten lines.
pub(super) fn overview(global: &Global) -> Result<(), Stop> {
    let book = open(global)?;
    let quiz = book.quizzes.iter().find(|quiz| quiz.feedback == FeedbackAt::Each).map(|quiz| &quiz.id);
    let exercise = book.exercises.first().map(|exercise| &exercise.id);
    let rows = [
        Some(("formcheck study".to_owned(), "ten minutes a day; it remembers")),
        Some(("formcheck quiz".to_owned(), "ten mixed questions, each one explained")),
        quiz.map(|id| (format!("formcheck quiz {id}"), "one of the quizzes")),
        Some(("formcheck list".to_owned(), "the exercises and quizzes")),
        exercise.map(|id| (format!("formcheck show {id}"), "a page on an exercise, a mistake, a muscle")),
        exercise.map(|id| (format!("formcheck check {id}"), "what is wrong with the rep you saw")),
        Some(("formcheck lint my-pack".to_owned(), "for coaches: is my rule file right?")),
        Some(("formcheck --help".to_owned(), "everything else")),
    ];
    let rows: Vec<(String, &str)> = rows.into_iter().flatten().collect();
    let mut text = format!(
        "formcheck: learn to see lifting mistakes. {}, {}, {}.\n\n",
        style::count(book.exercises.len(), "exercise", "exercises"),
        style::count(book.mistakes.len(), "mistake", "mistakes"),
        style::count(book.quizzes.len(), "quiz", "quizzes"),
    );
    let widest = rows.iter().map(|(command, _)| command.len()).max().unwrap_or_default();
    for (command, does) in rows {
        let mark = format!("  {}  ", style::pad(&command, widest));
        let row = style::wrap(does, style::width(), &mark);
        text.push_str(&row.replacen(&command, &style::key(&command), 1));
        text.push('\n');
    }
    put(&text)?;
    Ok(())
}

/// Completions for a shell.
pub fn completions(args: &CompletionsArgs) -> Ran {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "formcheck", &mut text);
    put(&String::from_utf8_lossy(&text))?;
    Ok(Outcome::Done)
}

/// The manual page, one for all commands.
pub fn man() -> Ran {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        clap_mangen::Man::new(sub.clone()).render(&mut page)?;
    }
    put(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Done)
}
