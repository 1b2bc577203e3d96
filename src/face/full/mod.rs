//! Full screen: the same sessions as line mode, drawn over the whole terminal, with a home, a browser and the figures.
//!
//! Three parts that know little of each other: [`update`](fn@update) turns a state and an event into the next state and
//! the effects that are wanted; [`view`] draws a state; [`play`] waits for events and has effects done by a [`EffectHandler`].
//! None of them knows where answers are kept: an effect goes out, and what came of it comes back as [`EffectResult`].

mod drawing;
pub mod exam_state;
pub mod exam_window;
mod field;
mod form;
mod hints;
mod keys;
mod look;
mod play;
mod playback;
mod reels;
mod state;
pub mod talk;
mod terminal;
mod text_pages;
mod update;
pub mod view;

pub use drawing::RepFigure;
pub use form::{AnswerDraft, AnswerInput, KeyResult};
pub use look::DisplayOptions;
pub use play::{EffectHandler, Ending, play};
pub use playback::Playback;
pub use reels::Reels;
pub use state::{
    AnswerFeedback, AskedQuestion, Begin, Effect, EffectResult, Event, HomeSummary, IntroducedMistake,
    OfferedExercise, QuestionState, Screen, SessionResult, SetupChoice, SetupOptions, Start, State, Telling,
    WayOn,
};
pub use terminal::{TerminalGuard, give_back};
pub use update::update;

/// Smaller than this, in columns and rows, nothing reads well: line mode does.
pub const SMALLEST: (u16, u16) = (60, 18);

/// Whether a terminal of this size is large enough.
pub fn fits(columns: u16, rows: u16) -> bool {
    columns >= SMALLEST.0 && rows >= SMALLEST.1
}
