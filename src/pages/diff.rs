//! A difference for people at a terminal.

use formcheck_authoring::diff::{
    Amounts, Change, ExerciseChange, MistakeChange, PackDifference, QuizChange, SettingChange, Witness,
    sentences,
};
use formcheck_core::page::Page;
use formcheck_core::rulebook::words::sentence;

/// The difference as a page.
pub fn human(difference: &PackDifference, amounts: Amounts) -> Page {
    let mut page = Page::new();
    if !difference.changes_meaning() {
        page.line(format!("{}.", sentence(sentences::NO_CHANGE)));
    }
    for one in &difference.renamed {
        page.hang("  ", &sentences::renamed(one));
    }
    for one in difference.exercises.iter().filter(|one| one.change != Change::Text) {
        exercise(&mut page, one, amounts);
    }
    for one in &difference.quizzes {
        quiz(&mut page, one);
    }
    if !difference.text_only.is_empty() {
        page.heading("No rep is judged differently for these");
        for one in &difference.text_only {
            page.hang("  ", &format!("{} {}: {}", one.kind, one.id, sentences::text(one)));
        }
    }
    page
}

fn exercise(page: &mut Page, one: &ExerciseChange, amounts: Amounts) {
    let title = format!("{} ({})", one.name, one.id);
    let mistakes: Vec<&MistakeChange> =
        one.mistakes.iter().filter(|one| one.change != Change::Text).collect();
    match one.change {
        Change::Added | Change::Removed => {
            page.heading(&format!("{title}: {}", one.change.word()));
            let ids: Vec<String> = mistakes.iter().map(|one| one.id.to_string()).collect();
            page.hang("  ", &sentences::whole(one.space, &ids, amounts));
            return;
        }
        _ => page.heading(&title),
    };
    page.hang("  ", &format!("{}.", sentence(&sentences::judged_differently(one, amounts))));
    for sign in &one.signs {
        page.hang("  ", &format!("{}: {}", sign.id, sentences::sign(sign)));
    }
    for line in sentences::impossible(one, amounts) {
        page.hang("  ", &line);
    }
    for mistake in &mistakes {
        page.hang("  ", &format!("{}: {}", mistake.id, sentences::mistake(mistake, amounts)));
        if !mistake.texts.is_empty() {
            page.hang("      ", &format!("other words too: {}", mistake.texts.join(", ")));
        }
        for shown in [&mistake.gained, &mistake.lost].into_iter().flatten() {
            witness(page, shown);
        }
    }
    if let (true, Some(shown)) = (mistakes.is_empty(), &one.witness) {
        witness(page, shown);
    }
}

fn witness(page: &mut Page, shown: &Witness) {
    page.hang("      such as ", &sentences::telling(shown));
    let (was, now) = (sentences::verdict(shown.was.as_ref()), sentences::verdict(shown.now.as_ref()));
    page.hang("      ", &format!("before: {was}; now: {now}"));
}

fn quiz(page: &mut Page, one: &QuizChange) {
    page.heading(&format!("Quiz {} ({}): {}", one.title, one.id, one.change.word()));
    settings(page, "  ", &one.settings);
    for section in &one.sections {
        page.hang("  ", &format!("section “{}”: {}", section.title, section.change.word()));
        settings(page, "      ", &section.settings);
    }
    for question in &one.questions {
        page.hang("  ", &format!("question {}: {}", question.id, sentences::question(question)));
    }
}

fn settings(page: &mut Page, indent: &str, settings: &[SettingChange]) {
    for setting in settings {
        page.hang(indent, &format!("{}: was {}, is {}", setting.name, setting.was, setting.now));
    }
}
