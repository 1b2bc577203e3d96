//! What there is beyond the home: each with the command that begins it.

use crate::pages::program::call;
use formcheck_core::page::Page;

/// A heading, and what stands under it: what to type, and what that does.
type Part = (&'static str, &'static [(&'static str, &'static str)]);

const PARTS: &[Part] = &[
    (
        "Exams",
        &[
            ("exam sit PAPER", "sit the exam of a paper that you were given"),
            ("exam take QUIZ --candidate t-07", "issue, sit and grade one on this machine"),
            ("exam explain RECORD", "why each answer of a record is right"),
            ("report RECORDS", "what a group knows, and what to teach next"),
        ],
    ),
    (
        "You",
        &[
            ("study --by 2026-12-24", "be ready for a day"),
            ("study --choose", "say again which exercises you do"),
            ("check --keep", "a set that you filmed: study asks next what was wrong"),
            ("data export", "your whole history, as lines of JSON"),
        ],
    ),
    (
        "For coaches who write rules",
        &[
            ("new pack my-pack", "a pack with blanks to fill"),
            ("lint my-pack", "everything that is wrong with it"),
            ("explain CODE", "what a message of lint means"),
            ("export anki", "the questions, for other programs"),
        ],
    ),
];

/// The page.
pub(crate) fn page() -> Page {
    let mut page = Page::new();
    page.say("Leave with q, then type:");
    for (heading, rows) in PARTS {
        page.heading(heading);
        for (command, does) in *rows {
            page.say(&call(command));
            page.hang("    ", does);
        }
    }
    page.gap().say("formcheck --help lists everything.");
    page
}
