//! A quiz as its file says: sections, what they draw from, the questions that a coach wrote.

#![expect(missing_docs, reason = "fields are named as the keys of rule files are")]

use super::{Backing, ExamRules};
use crate::diagnostic::Span;
use crate::rulebook::worded::worded;
use crate::rulebook::{ExerciseIx, GeneratedKind, Id, MistakeIx, PackIx, QuestionIx, QuizIx, WrittenKind};

/// A quiz, as its file says.
#[derive(Clone, Debug)]
pub struct Quiz {
    /// Its id: the file's stem.
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    pub title: String,
    pub about: String,
    /// The pass mark in percent.
    pub pass: Option<u8>,
    /// The time limit in minutes.
    pub minutes: Option<u32>,
    /// When feedback is given.
    pub feedback: FeedbackAt,
    /// What makes it an exam, if it is one.
    pub exam: Option<ExamRules>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// Where its title is written.
    pub span: Span,
}

worded! {
    /// When feedback is given.
    FeedbackAt {
        /// After each answer.
        Each = "each";
        /// At the end: an exam.
        End = "end";
    }
}

/// A section of a quiz.
#[derive(Clone, Debug)]
pub struct Section {
    pub title: String,
    /// How many items it asks; at least 1.
    pub draw: u32,
    /// What it draws from.
    pub from: Drawn,
    /// Where `draw` is written.
    pub span: Span,
    /// Each kind that it names, with its place.
    pub kind_spans: Vec<(GeneratedKind, Span)>,
}

/// What a section draws from.
#[derive(Clone, Debug)]
pub enum Drawn {
    /// Generated items.
    Generated {
        /// The kinds, as in the file format: "spot", "fix" …
        kinds: Vec<GeneratedKind>,
        /// Only these exercises (already widened by tags); empty: all of `packs`.
        exercises: Vec<ExerciseIx>,
        /// Only these mistakes; empty: all.
        mistakes: Vec<MistakeIx>,
        /// The packs within the quiz's reach: its own and those that it uses; empty: all.
        packs: Vec<PackIx>,
    },
    Written(Vec<QuestionIx>),
}

/// A question that a coach wrote.
#[derive(Clone, Debug)]
pub struct WrittenQuestion {
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    /// The quiz whose file it stands in.
    pub quiz: QuizIx,
    /// The stem.
    pub ask: String,
    /// For choosing what to study.
    pub tags: Vec<String>,
    /// What is asked for, with the key.
    pub answer: WrittenAnswer,
    /// Why the key is the key.
    pub explain: String,
    pub backing: Backing,
    /// Where its id is written.
    pub span: Span,
    /// Where its stem is written.
    pub ask_span: Span,
    /// Where its key is written: `right`, `answer`, `order` …
    pub key_span: Span,
    /// Where its explanation is written.
    pub explain_span: Span,
}

/// What a written question asks for, with its key.
#[derive(Clone, Debug)]
pub enum WrittenAnswer {
    /// One right option.
    Choice {
        right: String,
        /// The wrong ones.
        wrong: Vec<Wrong>,
    },
    /// Several right options.
    Multi {
        /// The right ones.
        right: Vec<String>,
        /// The wrong ones.
        wrong: Vec<Wrong>,
    },
    TrueFalse {
        /// Which.
        answer: bool,
    },
    /// Put in order.
    Order {
        /// In the right order.
        order: Vec<String>,
    },
    /// Match left to right.
    Match {
        /// Left and right, matched.
        pairs: Vec<(String, String)>,
    },
    Number {
        /// The number.
        answer: f64,
        /// How far off still counts.
        within: f64,
        /// What is counted.
        unit: String,
    },
    /// A typed answer.
    Text {
        /// What is accepted; the first is shown as the key.
        accept: Vec<String>,
    },
}

impl WrittenAnswer {
    /// The kind of question that is answered so.
    pub fn kind(&self) -> WrittenKind {
        match self {
            WrittenAnswer::Choice { .. } => WrittenKind::Choice,
            WrittenAnswer::Multi { .. } => WrittenKind::Multi,
            WrittenAnswer::TrueFalse { .. } => WrittenKind::TrueFalse,
            WrittenAnswer::Order { .. } => WrittenKind::Order,
            WrittenAnswer::Match { .. } => WrittenKind::Match,
            WrittenAnswer::Number { .. } => WrittenKind::Number,
            WrittenAnswer::Text { .. } => WrittenKind::Text,
        }
    }
}

/// A wrong option.
#[derive(Clone, Debug)]
pub struct Wrong {
    pub say: String,
    /// What the one who picked it got wrong.
    pub because: String,
    /// Where `say` is written.
    pub span: Span,
    /// Where `because` is written.
    pub because_span: Span,
}
