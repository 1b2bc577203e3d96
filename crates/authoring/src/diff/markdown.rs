//! A difference as Markdown, for a comment on a pull request.
//!
//! Text of a pack can't make markup of its own, call a person by @name, or break a table.

use super::{
    Amounts, Change, ExerciseChange, MistakeChange, PackDifference, QuizChange, SettingChange, Witness,
    sentences,
};
use formcheck_core::diagnostic::is_unsafe;
use formcheck_core::rulebook::words::sentence;

pub fn markdown(difference: &PackDifference, amounts: Amounts) -> String {
    let mut out = String::from("## What this change means\n\n");
    if !difference.changes_meaning() {
        line(&mut out, &format!("{}.", sentence(sentences::NO_CHANGE)));
    }
    for one in &difference.renamed {
        item(&mut out, &format!("{} {}: called {} now", one.kind, code(one.was.said()), code(one.id.said())));
    }
    gap(&mut out);
    for one in difference.exercises.iter().filter(|one| one.change != Change::Text) {
        exercise(&mut out, one, amounts);
    }
    for one in &difference.quizzes {
        quiz(&mut out, one);
    }
    if !difference.text_only.is_empty() {
        line(&mut out, "<details><summary>No rep is judged differently for these</summary>\n");
        for one in &difference.text_only {
            item(
                &mut out,
                &format!("{} {}: {}", one.kind, code(one.id.said()), plain(&sentences::text(one))),
            );
        }
        line(&mut out, "\n</details>");
    }
    format!("{}\n", out.trim_end())
}

fn exercise(out: &mut String, one: &ExerciseChange, amounts: Amounts) {
    let title = format!("### {} ({})", plain(&one.name), code(one.id.said()));
    let mistakes: Vec<&MistakeChange> =
        one.mistakes.iter().filter(|one| one.change != Change::Text).collect();
    match one.change {
        Change::Added | Change::Removed => {
            line(out, &format!("{title}: {}\n", one.change.word()));
            let ids: Vec<String> = mistakes.iter().map(|one| code(one.id.said())).collect();
            line(out, &format!("{}\n", sentences::whole(one.space, &ids, amounts)));
            return;
        }
        _ => line(out, &format!("{title}\n")),
    }
    line(out, &format!("**{}.**\n", plain(&sentence(&sentences::judged_differently(one, amounts)))));
    for sign in &one.signs {
        item(out, &format!("{}: {}", code(sign.id.said()), plain(&sentences::sign(sign))));
    }
    for sentence in sentences::impossible(one, amounts) {
        item(out, &plain(&sentence));
    }
    if let (true, Some(shown)) = (mistakes.is_empty(), &one.witness) {
        item(out, &format!("such as {}", witness(shown)));
    }
    if !mistakes.is_empty() {
        gap(out);
        line(out, "| mistake | change | fires now | fires no longer | such as |");
        line(out, "|---|---|---|---|---|");
        for mistake in mistakes {
            line(out, &row(mistake, amounts));
        }
    }
    gap(out);
}

fn row(one: &MistakeChange, amounts: Amounts) -> String {
    let share = |count, among: &Option<_>| match count {
        Some(0) => String::new(),
        _ => plain(&sentences::share(count, among.as_ref(), amounts)),
    };
    let shown: Vec<String> = [&one.gained, &one.lost].into_iter().flatten().map(witness).collect();
    let words = if one.texts.is_empty() { String::new() } else { format!(" (and {})", one.texts.join(", ")) };
    format!(
        "| {} | {}{words} | {} | {} | {} |",
        code(one.id.said()),
        one.change.word(),
        share(one.now_fires, &one.gained_among),
        share(one.no_longer_fires, &one.lost_among),
        shown.join("<br>")
    )
}

fn witness(shown: &Witness) -> String {
    let (was, now) = (sentences::verdict(shown.was.as_ref()), sentences::verdict(shown.now.as_ref()));
    format!("{}<br>before: {}; now: {}", code(&sentences::telling(shown)), plain(&was), plain(&now))
}

fn quiz(out: &mut String, one: &QuizChange) {
    line(out, &format!("### Quiz {} ({}): {}\n", plain(&one.title), code(one.id.said()), one.change.word()));
    for setting in &one.settings {
        item(out, &told_setting(setting));
    }
    for section in &one.sections {
        let settings: Vec<String> = section.settings.iter().map(told_setting).collect();
        let what = if settings.is_empty() { section.change.word().to_owned() } else { settings.join("; ") };
        item(out, &format!("section “{}”: {what}", plain(&section.title)));
    }
    for question in &one.questions {
        item(
            out,
            &format!("question {}: {}", code(question.id.said()), plain(&sentences::question(question))),
        );
    }
    gap(out);
}

fn told_setting(setting: &SettingChange) -> String {
    format!("{}: was {}, is {}", setting.name, plain(&setting.was), plain(&setting.now))
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn item(out: &mut String, text: &str) {
    line(out, &format!("- {text}"));
}

fn gap(out: &mut String) {
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// Text that shows as it is written.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\t' => out.push(' '),
            _ if is_unsafe(letter) => {}
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '!' | '~' | '$' => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

/// An id or a rep, as code.
fn code(text: &str) -> String {
    let kept = text.chars().filter(|&letter| !is_unsafe(letter));
    let kept: String = kept.map(|letter| if letter == '`' { '\'' } else { letter }).collect();
    format!("`{}`", kept.replace('|', "\\|"))
}
