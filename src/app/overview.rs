//! What there is and what to type next, for anyone who types `formcheck` alone.

use crate::app::{AppError, RunSettings, open, put};
use crate::pages::program::call;
use crate::render::ansi::style;
use formcheck_core::rulebook::FeedbackAt;

pub(crate) fn overview(settings: &RunSettings) -> Result<(), AppError> {
    let book = open(settings)?;
    let quiz = book.quizzes.iter().find(|quiz| quiz.feedback == FeedbackAt::Each).map(|quiz| &quiz.id);
    let exercise = book.exercises.first().map(|exercise| &exercise.id);
    let rows = [
        Some((call("study"), "ten minutes a day; it remembers")),
        Some((call("quiz"), "ten mixed questions, each one explained")),
        quiz.map(|id| (call(&format!("quiz {id}")), "one of the quizzes")),
        Some((call("list"), "the exercises and quizzes")),
        exercise.map(|id| (call(&format!("show {id}")), "a page on an exercise, a mistake, a muscle")),
        exercise.map(|id| (call(&format!("check {id}")), "what is wrong with the rep you saw")),
        Some(("formcheck lint my-pack".to_owned(), "for coaches: is my rule file right?")),
        Some(("formcheck --help".to_owned(), "figures, exams, everything else")),
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
