//! What an exam says around its questions: its start, breaks, handing in, the closing code.

use crate::face::full::exam_state::{ExamScreen, ExamState};
use crate::pages::exam::sitting;
use crate::render::columns::{columns, pad};
use formcheck_core::page::{Page, RichText, bad, faint, strong};
use formcheck_core::rulebook::words::sentence;

/// From so many rows of the window on the closing code takes more room.
const ROOMY: u16 = 24;

/// What can be scrolled in a window of this height; none for a question and the list.
pub(super) fn page(sat: &ExamState, height: u16) -> Option<Page> {
    let exam = &sat.exam;
    match &sat.place {
        ExamScreen::Question { .. } | ExamScreen::Review { .. } => None,
        ExamScreen::Start => Some(start(sat)),
        ExamScreen::Break => Some(sitting::on_break(exam, sat.left.free_ms)),
        ExamScreen::Sure { .. } => {
            let mut page = sitting::sure(exam);
            sitting::open_and_flagged(&mut page, exam);
            if let Some(n) = sat.unkept() {
                page.say(&format!(
                    "Question {n}: what you chose is not kept. Esc goes back, and Enter keeps it there."
                ));
            }
            page.gap().say("Press y to hand in for good: nothing can be changed then. Esc goes back.");
            Some(page)
        }
        ExamScreen::Over => Some(over(sat, height >= ROOMY)),
    }
}

fn start(sat: &ExamState) -> Page {
    let mut page = Page::new();
    if let Some(small) = &sat.small {
        page.line(bad("This window is too small."));
        page.say(&format!("{}: {}.", sentence(&small.what()), small.help())).gap();
    }
    page.append(sitting::terms_of(&sat.exam, sat.left.left_ms, &sat.seat));
    page.gap().say(if sat.seat.goes_on {
        "Press Enter to go on with the first question that has no answer."
    } else if sat.exam.paper().limit_s.is_some() {
        "Press Enter to begin: the clock starts then, and keeps running if you leave."
    } else {
        "Press Enter to begin."
    });
    page.say("You can go to any question and change any answer until you hand in. ? shows the keys of each screen.");
    page
}

/// The end: the eight words, well apart where there is room, so that nobody overlooks or misreads one.
fn over(sat: &ExamState, is_roomy: bool) -> Page {
    let exam = &sat.exam;
    let mut page = Page::new();
    page.heading(sitting::how_it_ended(exam));
    page.say(&format!("{} of {} questions have an answer.", exam.answered(), exam.items().len()));
    page.gap().say("The closing code:").gap();
    let words: Vec<&str> = sat.code.as_deref().unwrap_or_default().split_whitespace().collect();
    let widest = words.iter().map(|word| columns(word)).max().unwrap_or_default() + 6;
    for (row, pair) in words.chunks(2).enumerate() {
        let mut line = RichText::from("    ");
        for (place, word) in pair.iter().enumerate() {
            line = line.then(faint(format!("{}  ", row * 2 + place + 1))).then(strong(pad(word, widest)));
        }
        page.line(line);
        if is_roomy {
            page.gap();
        }
    }
    page.gap()
        .say(sitting::for_the_witness(&sat.exam, sat.seat.signs))
        .gap()
        .say(&sitting::give(&sat.seat.log));
    page
}
