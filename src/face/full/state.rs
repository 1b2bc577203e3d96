//! What is on the screen, what can happen, and what the full screen wants done: plain data.

use std::sync::Arc;
use std::time::Duration;

use ratatui::crossterm::event::KeyEvent;

use super::drawing::Drawing;
use super::exam;
use super::field::Field;
use super::form::Reply;
use super::look::Look;
use crate::pages::stats::Stats;
use formcheck_core::day::Day;
use formcheck_core::quiz::{self, Certainty, Feedback, Item, Marks, Response, Session};
use formcheck_core::rulebook::{Named, Rulebook};
use formcheck_study::{Remaining, Summary};

/// Everything that a drawing depends on.
#[expect(clippy::struct_excessive_bools, reason = "switches of a screen, each on its own")]
pub struct State<'b> {
    /// The rulebook.
    pub book: &'b Rulebook,
    /// What the terminal can show.
    pub look: Look,
    /// Columns and rows.
    pub size: (u16, u16),
    /// What is shown.
    pub screen: Screen<'b>,
    /// Whether the help lies over it.
    pub help: bool,
    /// Something to tell, until the next key.
    pub message: Option<String>,
    /// Whether there is a home to go back to; a session that was asked for by name has none.
    pub has_home: bool,
    /// Whether reps are asked by eye where the picture tells enough.
    pub by_eye: bool,
    /// Whether pictures are shown at all.
    pub pictures: bool,
    /// Since the program began.
    pub time: Duration,
}

/// What is shown.
pub enum Screen<'b> {
    /// Nothing yet.
    Waiting,
    /// What there is to do.
    Home {
        /// What is known of the person.
        facts: Facts,
        /// The line chosen.
        at: usize,
    },
    /// What the person does and has, asked once.
    Choose {
        /// What can be chosen.
        offered: Offered,
        /// The list at hand, 0 or 1.
        list: usize,
        /// The line in it.
        at: usize,
        /// What is marked in each.
        marked: [Vec<bool>; 2],
    },
    /// What a session is, before its first question.
    Start {
        /// The session.
        start: Start,
        /// Rows that were scrolled past.
        scroll: usize,
    },
    /// A question.
    Asked(Box<Question>),
    /// What is told of an answer.
    Told {
        /// The answer.
        told: Box<Told>,
        /// Rows that were scrolled past.
        scroll: usize,
    },
    /// What a session came to.
    Over {
        /// The session.
        ended: Box<Ended>,
        /// Rows that were scrolled past.
        scroll: usize,
    },
    /// Exercises and mistakes.
    Browse {
        /// What is looked for.
        search: Field,
        /// Whether keys go into the search.
        typing: bool,
        /// The line chosen, among what was found.
        at: usize,
    },
    /// A page of the browser.
    Page {
        /// Its id.
        id: String,
        /// What that names.
        named: Named,
        /// The lifter, if it can be drawn.
        drawing: Option<Drawing>,
        /// Rows that were scrolled past.
        scroll: usize,
        /// Where to go back to.
        back: (Field, usize),
    },
    /// An exam, from its start to its closing code.
    Exam(Box<exam::Sat>),
    /// How the person is doing; none if nothing was answered yet.
    Charts {
        /// The figures.
        stats: Option<Box<Stats<'b>>>,
        /// The chart at hand.
        at: usize,
        /// Rows that were scrolled past.
        scroll: usize,
    },
}

/// A question being answered.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is asked.
    pub asked: Asked,
    /// The answer so far.
    pub reply: Reply,
    /// The lifter, if the rep can be drawn.
    pub drawing: Option<Drawing>,
    /// Whether the picture stands in for the words.
    pub by_eye: bool,
}

impl Question {
    /// Whether the picture tells enough to answer by it alone.
    pub fn can_be_seen(&self) -> bool {
        self.drawing.as_ref().is_some_and(|drawing| drawing.tells)
    }
}

/// What is asked now.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The session's title.
    pub title: String,
    /// The prompt's number, from 1.
    pub n: usize,
    /// Out of so many, about.
    pub of: usize,
    /// Whether there are more than were planned.
    pub open: bool,
    /// The question: before the answer no key is here.
    pub question: Arc<quiz::Question>,
    /// The lifter, if the rep can be drawn.
    pub drawing: Option<Drawing>,
    /// Whether its words were seen before: it was answered, and that was taken back.
    pub seen: bool,
    /// The time at which the session must be over, since the program began.
    pub until: Option<Duration>,
}

/// What is told of an answer.
#[derive(Clone, Debug)]
pub struct Told {
    /// The session's title.
    pub title: String,
    /// The prompt's number, from 1.
    pub n: usize,
    /// Out of so many, about.
    pub of: usize,
    /// Whether there are more than were planned.
    pub open: bool,
    /// The item.
    pub item: Arc<Item>,
    /// What was answered.
    pub response: Response,
    /// How sure the person was.
    pub certainty: Option<Certainty>,
    /// What it earned.
    pub mark: Marks,
    /// Whether it was answered by the picture alone.
    pub by_eye: bool,
    /// The lifter, if the rep can be drawn.
    pub drawing: Option<Drawing>,
    /// The time at which the session must be over.
    pub until: Option<Duration>,
}

impl Told {
    /// The same, as a session tells it.
    pub fn feedback(&self) -> Feedback<'_> {
        Feedback {
            n: self.n,
            item: &self.item,
            response: &self.response,
            certainty: self.certainty,
            mark: self.mark,
            by_eye: self.by_eye,
        }
    }
}

/// What a session is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Start {
    /// Its title.
    pub title: String,
    /// What it is about; empty if that is plain.
    pub about: String,
    /// How many questions, how long, what to pass.
    pub facts: String,
}

/// What a session came to.
pub enum Ended {
    /// A study session.
    Study {
        /// The session.
        session: Session,
        /// What it came to.
        summary: Summary,
    },
    /// A quiz.
    Quiz {
        /// The session.
        session: Session,
    },
    /// There was nothing to study.
    Nothing {
        /// What is left.
        left: Remaining,
        /// The person's day.
        today: Day,
    },
}

/// What the home knows of the person.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Whose history it is.
    pub profile: String,
    /// The person's day.
    pub today: Day,
    /// What is left today.
    pub left: Remaining,
    /// Days in a row.
    pub streak: usize,
    /// Answers today.
    pub answers: usize,
    /// Whether a session of today can be gone on with.
    pub unfinished: bool,
}

/// What a person can say they do and have: ids with names, words of equipment.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Offered {
    /// Exercises.
    pub exercises: List,
    /// What each of them needs, in the same order.
    pub needs: Vec<Vec<String>>,
    /// Equipment.
    pub equipment: List,
}

impl Offered {
    /// The equipment that one of the marked exercises needs, or any exercise if none is marked.
    pub fn needed(&self, marked: &[bool]) -> List {
        let none = marked.iter().all(|mark| !mark);
        let is_needed = |word: &String| {
            let mut of = self.needs.iter().zip(marked);
            of.any(|(needs, mark)| (none || *mark) && needs.contains(word))
        };
        self.equipment.iter().filter(|(word, _)| is_needed(word)).cloned().collect()
    }
}

/// A list to choose from: ids or words, each with its name.
pub type List = Vec<(String, String)>;

/// What a person said they do and have; an empty list is all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Picked {
    /// Ids of exercises.
    pub exercises: Vec<String>,
    /// Words of equipment.
    pub equipment: Vec<String>,
}

/// What can be begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Begin {
    /// Today's study.
    Study,
    /// A quiz, an exercise or a mistake by its id; none is a mix over everything.
    Quiz(Option<String>),
}

/// What happens.
pub enum Event<'b> {
    /// A key.
    Key(KeyEvent),
    /// The terminal has another size: columns, rows.
    Size(u16, u16),
    /// Time has passed: so much since the program began.
    Time(Duration),
    /// The system wants the program to end.
    Ended,
    /// What came of an effect.
    News(News<'b>),
}

/// What came of an effect.
pub enum News<'b> {
    /// The home.
    Home(Facts),
    /// First there is something to choose.
    Choose(Offered),
    /// A session has begun.
    Start(Start),
    /// A question, with a remark on what was before.
    Asked(Asked, Option<String>),
    /// An answer was kept, and this is told of it.
    Told(Box<Told>),
    /// It could not be done: what to do instead.
    Refused(String),
    /// A session is over.
    Over(Box<Ended>),
    /// How an exam stands.
    Exam(exam::Seen),
    /// The figures; none before the first answer.
    Figures(Option<Box<Stats<'b>>>),
}

/// What is wanted of the program behind the screen.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Show the home.
    Home,
    /// Begin a session.
    Begin(Begin),
    /// Keep what the person does and has, then begin to study.
    Picked(Picked),
    /// Keep an answer, and only then tell of it.
    Answer {
        /// The answer.
        response: Response,
        /// How sure.
        certainty: Option<Certainty>,
        /// Whether it was given by the picture alone.
        by_eye: bool,
    },
    /// Ask the next question.
    Next,
    /// Take the last answer back.
    Undo,
    /// Ask this later.
    Skip,
    /// End the session.
    End,
    /// Do something in an exam.
    Exam(exam::Act),
    /// Show the figures.
    Figures,
    /// Give the terminal to the shell until the person comes back.
    Suspend,
    /// Leave; whether the person broke off.
    Leave {
        /// Whether in the middle of things.
        stopped: bool,
    },
}
