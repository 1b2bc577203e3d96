//! How long one frame of the full screen takes, drawn into memory: the worst of many, for each size.

use std::sync::Arc;
use std::time::{Duration, Instant};

use formcheck::face::full::view::view;
use formcheck::face::full::{
    AnswerFeedback, AskedQuestion, DisplayOptions, EffectResult, Event, Playback, Reels, RepFigure, Screen,
    State, WayOn, update,
};
use formcheck_core::figure::Lifter;
use formcheck_core::quiz::{Certainty, Plan, Response, Seed, Viewing, grade, sitting};
use formcheck_core::rulebook::load_mid_back;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    // `cargo test --benches` only wants to know that it builds.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let book = load_mid_back();
    let items = sitting(&book, Plan::mixed(&book, 100), Seed(1)).expect("a sitting").items;
    for (columns, rows) in [(60, 18), (80, 24), (120, 40), (240, 70)] {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("in memory");
        let mut times: Vec<(Duration, &str)> = Vec::new();
        for (item, is_told) in items.iter().flat_map(|item| [(item, false), (item, true)]) {
            let mut state = State {
                way_on: WayOn { in_lines: "formcheck --plain".to_owned(), keeps: true },
                book: &book,
                look: DisplayOptions::WHOLE,
                size: (columns, rows),
                screen: Screen::Waiting,
                help: false,
                message: None,
                has_home: true,
                by_eye: false,
                pictures: true,
                turned: None,
                playback: Playback::new(true),
                clean_alone: false,
                rep: 0,
                time: Duration::ZERO,
            };
            let shared = Arc::new(item.clone());
            let title = "Study".to_owned();
            let news = if is_told {
                let response = Response::Text(String::new());
                let mark = grade(item, &response);
                let certainty = Some(Certainty::Sure);
                EffectResult::Feedback(Box::new(AnswerFeedback {
                    title,
                    n: 1,
                    of: 2,
                    item: shared,
                    response,
                    certainty,
                    mark,
                    viewing: Viewing::InWords,
                    meant: None,
                    near: None,
                    drawing: RepFigure::of(&book, &item.question(), Lifter::MIDDLING),
                    until: None,
                }))
            } else {
                EffectResult::Question(
                    AskedQuestion {
                        title,
                        n: 1,
                        of: 2,
                        question: Arc::new(item.question()),
                        drawing: RepFigure::of(&book, &item.question(), Lifter::MIDDLING),
                        seen: false,
                        until: None,
                    },
                    None,
                )
            };
            update(&mut state, Event::EffectResult(news));
            let mut reels = Reels::new();
            for beat in 0..24 {
                update(&mut state, Event::Time(Duration::from_millis(beat * 50)));
                let began = Instant::now();
                terminal.draw(|frame| view(&state, &mut reels, frame)).expect("drawn");
                times.push((began.elapsed(), item.kind.word()));
            }
        }
        times.sort();
        let (worst, kind) = times[times.len() - 1];
        let (median, late) = (times[times.len() / 2].0, times[times.len() * 99 / 100].0);
        println!(
            "{columns:>4} by {rows}: {} frames, median {median:.2?}, 99 % {late:.2?}, worst {worst:.2?} ({kind})",
            times.len()
        );
    }
}
