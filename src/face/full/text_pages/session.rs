//! What is said before a session, of an answer, and at the end.

use crate::face::full::state::{AnswerFeedback, IntroducedMistake, SessionResult, Start};
use crate::pages::session::ResultOptions;
use crate::pages::{session, study};
use formcheck_core::page::{Block, Page, RichText, Role, bad, faint, good, key};
use formcheck_core::quiz::{Certainty, Item, Key, Piece, Response, Viewing, names};
use formcheck_core::rulebook::{FeedbackAt, Rulebook};

/// What a session is, with the medical notes.
pub(super) fn begin(book: &Rulebook, start: &Start) -> Page {
    let mut page = Page::new();
    if !start.about.is_empty() {
        page.say(&start.about).gap();
    }
    page.say(&start.facts);
    for notice in names::notices(book) {
        page.gap().labelled("Note", notice);
    }
    page.gap().say("Press Enter for the first question. ? shows the keys of each screen.");
    page
}

impl SessionResult {
    /// What a session came to, as a page of line mode.
    pub fn page(&self, book: &Rulebook, with_tables: bool) -> Page {
        match self {
            SessionResult::Study { session, summary } => study::summary(book, session, summary, with_tables),
            SessionResult::Nothing { left, today, asked } => study::nothing(book, left, *today, asked),
            SessionResult::Quiz { session, keeps } => {
                let options = ResultOptions { tables: with_tables, keeps: *keeps };
                let mut page = session::result(book, session.sitting(), &session.score(), options);
                if session.sitting().plan.feedback == FeedbackAt::End && session.answered() > 0 {
                    page.append(session::review(book, session));
                }
                page
            }
        }
    }
}

/// A mistake before its first question.
pub(super) fn introduction(book: &Rulebook, shown: &IntroducedMistake) -> Page {
    let mut page = session::introduction(book, &shown.introduction);
    page.gap().say("Press Enter for the question.");
    page
}

/// What is told of an answer: right or not, what was answered, why, the fix; then the question again.
pub(super) fn feedback(book: &Rulebook, told: &AnswerFeedback) -> Page {
    let mut rest = session::feedback(book, &told.feedback());
    let mut page = Page::new();
    let is_right = told.mark.is_right();
    if let Block::Line(first) = rest.blocks.remove(0) {
        let sign = if is_right { good("✓ ") } else { bad("✗ ") };
        page.line(sign.then(first).then(said_how_sure(told.certainty)));
    }
    if !is_right {
        yours(&mut page, &told.item, &told.response);
    }
    match (&told.near, told.meant) {
        (Some(near), _) => {
            page.line(
                key(format!("Near. Did you mean \"{near}\"?")).then(" y: yes, then it is right. n: no."),
            );
        }
        (None, Some(true)) => {
            page.say("You said that you meant it, so it counts as right.");
        }
        (None, Some(false)) => {
            page.say("You said that you didn't mean it.");
        }
        (None, None) => {}
    }
    page.append(rest).gap().hang_rich("", RichText::new(&*told.item.ask, Role::Strong));
    let is_one = told.item.more_reps.is_empty();
    let what = if is_one { "it was a rep in which" } else { "it was this." };
    match told.viewing {
        Viewing::InWords => {}
        Viewing::ByEye => {
            page.aside(&format!("You answered by eye. In words {what}"));
        }
        Viewing::Hinted => {
            page.aside(&format!(
                "With the words as a hint an answer earns half. {}",
                formcheck_core::rulebook::words::sentence(what)
            ));
        }
    }
    for part in told.item.reps().stem() {
        if !is_one {
            page.aside(part.head);
        }
        for say in part.says {
            page.hang_rich(faint("  • "), faint(&*say));
        }
    }
    page
}

fn said_how_sure(certainty: Option<Certainty>) -> RichText {
    match certainty {
        Some(Certainty::Guess) => faint(" You said: a guess."),
        Some(Certainty::FairlySure) => faint(" You said: fairly sure."),
        Some(Certainty::Sure) => faint(" You said: sure."),
        None => RichText::default(),
    }
}

/// What was answered, where what is told doesn't say it.
fn yours(page: &mut Page, item: &Item, response: &Response) {
    let heading = |text: &str| RichText::new(text, Role::Strong);
    match (&item.key, response) {
        (_, Response::Text(text)) => {
            page.say(&format!("You typed: {text}"));
        }
        (_, Response::Number(number)) => {
            page.say(&format!("You typed: {number}"));
        }
        (Key::Order { pieces, key, groups }, Response::Order(ids)) => {
            page.line(heading("Your order:"));
            for (place, id) in ids.iter().enumerate() {
                let group = key.iter().position(|other| other == id).and_then(|at| groups.get(at));
                let sign = if group == groups.get(place) { "✓" } else { "✗" };
                page.hang(&format!("  {sign} {}. ", place + 1), Piece::said(pieces, id));
            }
        }
        (Key::Pairs { left, right, key }, Response::Pairs(pairs)) => {
            page.line(heading("Your pairs:"));
            for (a, b) in pairs {
                let is_right = key.iter().any(|(c, d)| a == c && b == d);
                let sign = if is_right { "  ✓ " } else { "  ✗ " };
                page.hang(sign, &format!("{}: {}", Piece::said(left, a), Piece::said(right, b)));
            }
        }
        _ => {}
    }
}
