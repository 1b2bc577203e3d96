//! What is on the screen, what can happen, and what the full screen wants done: plain data.

use std::sync::Arc;
use std::time::Duration;

use ratatui::crossterm::event::KeyEvent;

use super::drawing::RepFigure;
use super::exam_state;
use super::field::Field;
use super::form::AnswerDraft;
use super::look::DisplayOptions;
use super::playback::Playback;
use crate::pages::stats::Stats;
use formcheck_core::day::Day;
use formcheck_core::figure::measure::Detail;
use formcheck_core::quiz::{
    self, Certainty, Feedback, Introduction, Item, Marks, Response, Session, Viewing,
};
use formcheck_core::rulebook::pose::Place;
use formcheck_core::rulebook::{Named, Rulebook};
use formcheck_study::{Remaining, Summary};

/// Everything that a drawing depends on.
#[expect(clippy::struct_excessive_bools, reason = "switches of a screen, each on its own")]
pub struct State<'b> {
    pub book: &'b Rulebook,
    pub look: DisplayOptions,
    /// Columns and rows.
    pub size: (u16, u16),
    pub screen: Screen<'b>,
    pub help: bool,
    /// Something to tell, until the next key.
    pub message: Option<String>,
    /// Whether there is a home to go back to; a session that was asked for by name has none.
    pub has_home: bool,
    /// Whether reps are asked by eye where the picture tells enough.
    pub by_eye: bool,
    /// What becomes of the session where this window can't show it, or is left.
    pub way_on: WayOn,
    pub pictures: bool,
    /// The place that the person turned to; none is where the exercise is seen best.
    pub turned: Option<Place>,
    pub playback: Playback,
    /// Which of several reps is shown, or leads where all are.
    pub rep: usize,
    /// Whether the clean rep is shown alone after an answer, where there is no room for both.
    pub clean_alone: bool,
    /// Since the program began.
    pub time: Duration,
}

/// How a session goes on that this window can't show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WayOn {
    /// The command that goes on with it in line mode.
    pub in_lines: String,
    /// Whether its answers are kept.
    pub keeps: bool,
}

impl State<'_> {
    /// The lifter on the screen at hand, where there is one.
    pub(super) fn figure(&self) -> Option<&RepFigure> {
        match &self.screen {
            Screen::Question(question) => question.drawing.as_ref(),
            Screen::Introduction { shown, .. } => shown.drawing.as_ref(),
            Screen::Feedback { told, .. } => told.drawing.as_ref(),
            Screen::Page { drawing, .. } => drawing.as_ref(),
            Screen::Exam(sat) => sat.figure.as_deref(),
            _ => None,
        }
    }

    /// The answer that is being given, where one is.
    pub(super) fn reply(&self) -> Option<&AnswerDraft> {
        match &self.screen {
            Screen::Question(question) => Some(&question.reply),
            Screen::Exam(sat) => sat.reply(),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn reply_mut(&mut self) -> Option<&mut AnswerDraft> {
        match &mut self.screen {
            Screen::Question(question) => Some(&mut question.reply),
            Screen::Exam(sat) => sat.reply_mut(),
            _ => None,
        }
    }
}

pub enum Screen<'b> {
    Waiting,
    Home {
        facts: HomeSummary,
        at: usize,
    },
    /// What the person does, asked once.
    Setup {
        offered: SetupOptions,
        at: usize,
        marked: Vec<bool>,
    },
    /// What a session is, before its first question.
    Start {
        start: Start,
        scroll: usize,
    },
    /// A mistake, shown before it is first asked.
    Introduction {
        shown: Box<IntroducedMistake>,
        scroll: usize,
    },
    Question(Box<QuestionState>),
    Feedback {
        told: Box<AnswerFeedback>,
        scroll: usize,
    },
    /// What else there is, and what to type for it.
    More {
        scroll: usize,
    },
    Over {
        ended: Box<SessionResult>,
        /// Whether the marks by exercise and kind are shown.
        tables: bool,
        scroll: usize,
    },
    Browse {
        search: Field,
        typing: bool,
        /// The line chosen, among what was found.
        at: usize,
    },
    Page {
        id: String,
        named: Named,
        /// The lifter, if it can be drawn.
        drawing: Option<RepFigure>,
        scroll: usize,
        back: (Field, usize),
    },
    /// An exam, from its start to its closing code.
    Exam(Box<exam_state::ExamState>),
    /// How the person is doing; none if nothing was answered yet.
    Charts {
        stats: Option<Box<Stats<'b>>>,
        at: usize,
        scroll: usize,
    },
}

/// A mistake before its first question.
#[derive(Clone, Debug)]
pub struct IntroducedMistake {
    pub title: String,
    /// The number of the question that follows, from 1.
    pub n: usize,
    /// Out of so many.
    pub of: usize,
    pub introduction: Introduction,
    /// The faulty rep and the clean one, if they can be drawn.
    pub drawing: Option<RepFigure>,
}

#[derive(Clone, Debug)]
pub struct QuestionState {
    pub asked: AskedQuestion,
    pub reply: AnswerDraft,
    /// The lifter, if the rep can be drawn.
    pub drawing: Option<RepFigure>,
    /// How its rep is met: by eye the picture stands in for the words.
    pub viewing: Viewing,
}

#[derive(Clone, Debug)]
pub struct AskedQuestion {
    pub title: String,
    /// The prompt's number, from 1.
    pub n: usize,
    /// Out of so many.
    pub of: usize,
    pub question: Arc<quiz::Question>,
    pub drawing: Option<RepFigure>,
    /// Whether its words were seen before: it was answered, and that was taken back.
    pub seen: bool,
    /// The time at which the session must be over, since the program began.
    pub until: Option<Duration>,
}

/// What is told of an answer.
#[derive(Clone, Debug)]
pub struct AnswerFeedback {
    pub title: String,
    /// The prompt's number, from 1.
    pub n: usize,
    /// Out of so many.
    pub of: usize,
    pub item: Arc<Item>,
    pub response: Response,
    pub certainty: Option<Certainty>,
    pub mark: Marks,
    /// How its rep was met.
    pub viewing: Viewing,
    /// Of a near miss: whether the person said that they meant the key.
    pub meant: Option<bool>,
    /// What it came near to, where they may say so.
    pub near: Option<String>,
    /// The lifter, if the rep can be drawn.
    pub drawing: Option<RepFigure>,
    /// The time at which the session must be over.
    pub until: Option<Duration>,
}

impl AnswerFeedback {
    /// The same, as a session tells it.
    pub fn feedback(&self) -> Feedback<'_> {
        Feedback {
            n: self.n,
            item: &self.item,
            response: &self.response,
            certainty: self.certainty,
            mark: self.mark,
            viewing: self.viewing,
            meant: self.meant,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Start {
    pub title: String,
    /// What it is about; empty if that is plain.
    pub about: String,
    /// How many questions, how long, what to pass.
    pub facts: String,
    pub way_on: WayOn,
}

/// What a session came to.
pub enum SessionResult {
    Study {
        session: Session,
        summary: Summary,
    },
    /// A quiz, and whether its answers were kept.
    Quiz {
        session: Session,
        keeps: bool,
    },
    Nothing {
        left: Remaining,
        today: Day,
        asked: Vec<String>,
    },
}

/// What the home knows of the person.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct HomeSummary {
    pub profile: String,
    pub today: Day,
    pub left: Remaining,
    pub streak: usize,
    pub answers: usize,
    /// Whether a session of today can be gone on with.
    pub unfinished: bool,
}

/// The exercises that a person can say they do, pack by pack.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SetupOptions {
    pub exercises: Vec<OfferedExercise>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfferedExercise {
    pub id: String,
    pub name: String,
    /// The heading above it, if it is the first of its pack and there are others.
    pub above: Option<String>,
}

impl SetupOptions {
    pub fn of(book: &Rulebook) -> SetupOptions {
        let packs = book.exercises_by_pack();
        let several = packs.len() > 1;
        let exercises = packs.iter().flat_map(|(pack, own)| {
            own.iter().enumerate().map(move |(place, exercise)| OfferedExercise {
                id: exercise.id.as_str().to_owned(),
                name: exercise.name.clone(),
                above: (several && place == 0).then(|| pack.title.clone()),
            })
        });
        SetupOptions { exercises: exercises.collect() }
    }
}

/// What a person said they do; an empty list is all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SetupChoice {
    /// Ids of exercises.
    pub exercises: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Begin {
    Study,
    /// A quiz, an exercise or a mistake by its id; none is a mix over everything.
    Quiz(Option<String>),
}

pub enum Event<'b> {
    Key(KeyEvent),
    /// Text that was pasted: never a key.
    Paste(String),
    /// The terminal has another size: columns, rows.
    Size(u16, u16),
    /// Time has passed: so much since the program began.
    Time(Duration),
    Terminated,
    EffectResult(EffectResult<'b>),
}

/// What came of an effect.
pub enum EffectResult<'b> {
    Home(HomeSummary),
    Setup(SetupOptions),
    Start(Start),
    /// A mistake that is shown before its first question.
    Introduction(Box<IntroducedMistake>),
    /// A question, with a remark on what was before.
    Question(AskedQuestion, Option<String>),
    /// An answer was kept, and this is told of it.
    Feedback(Box<AnswerFeedback>),
    /// It could not be done: what to do instead.
    Refused(String),
    Over(Box<SessionResult>),
    Exam(exam_state::ExamUpdate),
    /// What an eye can tell of the question at hand.
    CanTell(Telling),
    /// The figures; none before the first answer.
    Figures(Option<Box<Stats<'b>>>),
}

/// Whether the picture of a rep is enough to answer by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Telling {
    /// At the detail that was asked about.
    Enough,
    /// Only in a finer picture.
    TooCoarse,
    /// In none.
    Never,
}

/// What is wanted of the program behind the screen.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    Home,
    Begin(Begin),
    /// Keep what the person does and has, then begin to study.
    SetUp(SetupChoice),
    /// Keep an answer, and only then tell of it.
    Answer {
        response: Response,
        certainty: Option<Certainty>,
        /// How its rep was met.
        viewing: Viewing,
    },
    /// Keep whether the person meant the key that their last answer came near to.
    Meant(bool),
    Next,
    Undo,
    Skip,
    End,
    Exam(exam_state::ExamAction),
    Figures,
    /// Give the terminal to the check of a set that was filmed, then come back.
    Film,
    /// Look whether the question at hand can be answered in a picture of this detail.
    Look(Detail),
    /// Give the terminal to the shell until the person comes back.
    Suspend,
    /// Draw everything anew: something else has written on the screen.
    Redraw,
    /// Leave; whether the person broke off.
    Leave {
        stopped: bool,
    },
}
