//! What a sitting is drawn from: a quiz file, a mix over everything, or questions about one thing.
//!
//! Must not know how items are drawn.

use super::{Item, MustPass};
use crate::diagnostic::Span;
use crate::rulebook::{
    Drawn, ExerciseIx, FeedbackAt, GeneratedKind, MistakeIx, QuestionIx, QuizIx, Rulebook, Section, Weights,
};

/// What a sitting is drawn from: a quiz file, or a mix over everything.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The id of the quiz, or of what it is about; `mixed` for the mix over everything.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// The pass mark in percent.
    pub pass: Option<u8>,
    /// The time limit in minutes.
    pub minutes: Option<u32>,
    /// When feedback is given.
    pub feedback: FeedbackAt,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Whether the items of all sections are mixed.
    pub mixed: bool,
    /// How its items are spread, if it is an exam.
    pub spread: Option<ExamSpread>,
}

/// How the items of an exam are spread.
#[derive(Clone, Debug)]
pub struct ExamSpread {
    /// By kind, severity, exercise and mistake.
    pub weights: Weights,
    /// The groups without which nobody passes.
    pub must_pass: Vec<MustPass>,
    /// How many items are tried out beside those that count.
    pub trial_items: u32,
    /// Whether what shows a rep is asked by eye: then nothing is drawn that no eye could tell.
    pub by_eye: bool,
}

/// An item of a form.
#[derive(Clone, PartialEq, Debug)]
pub struct FormItem {
    /// The item.
    pub item: Item,
    /// The place of its section in the plan.
    pub section: usize,
    /// Whether it is tried out and does not count.
    pub is_trial: bool,
}

/// What a person practises.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// All of one exercise.
    Exercise(ExerciseIx),
    /// One mistake, wherever it counts.
    Mistake(MistakeIx),
}

impl Plan {
    /// The plan of a quiz file.
    pub fn of_quiz(book: &Rulebook, quiz: QuizIx) -> Plan {
        let quiz = &book[quiz];
        Plan {
            id: quiz.id.to_string(),
            title: quiz.title.clone(),
            about: quiz.about.clone(),
            pass: quiz.pass,
            minutes: quiz.minutes,
            feedback: quiz.feedback,
            sections: quiz.sections.clone(),
            mixed: false,
            spread: quiz.exam.as_ref().map(|exam| ExamSpread {
                weights: exam.weights.clone(),
                must_pass: exam.must_pass.iter().map(|rule| MustPass::of(book, rule)).collect(),
                trial_items: exam.trial_items,
                by_eye: exam.by_eye.is_some(),
            }),
        }
    }

    /// A mix of `items` over everything there is: one written question in five, if there are any.
    pub fn mixed(book: &Rulebook, items: u32) -> Plan {
        let questions: Vec<QuestionIx> = (0..book.questions.len()).map(QuestionIx::at).collect();
        let written = (items / 5).min(u32::try_from(questions.len()).unwrap_or(u32::MAX));
        let section = |draw: u32, from: Drawn| {
            (draw > 0).then(|| Section {
                title: "Everything".to_owned(),
                draw,
                from,
                span: Span::default(),
                kind_spans: Vec::new(),
            })
        };
        let generated = if book.exercises.is_empty() { 0 } else { items - written };
        let all = Drawn::Generated {
            kinds: GeneratedKind::mixed(),
            exercises: Vec::new(),
            mistakes: Vec::new(),
            packs: Vec::new(),
        };
        let sections = [section(generated, all), section(written, Drawn::Written(questions))];
        Plan {
            id: "mixed".to_owned(),
            title: "A bit of everything".to_owned(),
            about: "Questions over all exercises.".to_owned(),
            pass: None,
            minutes: None,
            feedback: FeedbackAt::Each,
            sections: sections.into_iter().flatten().collect(),
            mixed: true,
            spread: None,
        }
    }

    /// `items` questions of every kind about one exercise or one mistake.
    pub fn about(book: &Rulebook, what: Subject, items: u32) -> Plan {
        let (id, title, exercises, mistakes) = match what {
            Subject::Exercise(ix) => (&book[ix].id, book[ix].name.clone(), vec![ix], Vec::new()),
            Subject::Mistake(ix) => (&book[ix].id, book[ix].name.clone(), Vec::new(), vec![ix]),
        };
        let (kinds, packs) = (GeneratedKind::mixed(), Vec::new());
        let from = Drawn::Generated { kinds, exercises, mistakes, packs };
        Plan {
            id: id.to_string(),
            about: "Questions about it.".to_owned(),
            sections: vec![Section {
                title: title.clone(),
                draw: items,
                from,
                span: Span::default(),
                kind_spans: Vec::new(),
            }],
            title,
            pass: None,
            minutes: None,
            feedback: FeedbackAt::Each,
            mixed: true,
            spread: None,
        }
    }

    /// Whether contested things are left out.
    pub(crate) fn settled_only(&self) -> bool {
        self.feedback == FeedbackAt::End
    }
}
