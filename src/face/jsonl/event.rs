//! The events of sessions and exams over JSON lines, one object a line. The shapes are those of docs/interfaces.md and
//! are for ever: a field may be added, never renamed.
//!
//! Before an answer there is a [`Question`], which has no place for a key; the key comes with the feedback.

use std::io::{self, Write};

use serde::Serialize;

use formcheck_core::quiz::{
    AsReply, Choice, Feedback, Introduction, MustPass, OptionId, Prompt, Question, QuestionKind, ScorePart,
    Seed, Session, SessionScore, Skill, Viewing, names,
};
use formcheck_core::rulebook::{Id, PackVersion, Rulebook};
use formcheck_exam::paper::Stamp;
use formcheck_exam::record::Ended;
use formcheck_exam::{Exam, ExamSession};

/// What a program is sent.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub(super) enum SentEvent<'e, A: Serialize = ()> {
    /// A session begins.
    #[serde(rename = "session")]
    Opened(SessionOpened<'e, A>),
    /// An exam begins, or goes on.
    #[serde(rename = "session")]
    ExamOpened(ExamOpened<'e>),
    /// A question of a session.
    Prompt { n: usize, of: usize, item: &'e Question },
    /// A question of an exam.
    #[serde(rename = "prompt")]
    ExamPrompt { n: usize, of: usize, left_s: Option<u64>, answered: bool, flagged: bool, item: &'e Question },
    /// A mistake, shown before it is asked for the first time; its question follows.
    Introduction(&'e Introduction),
    /// An answer was kept; feedback comes later, or never.
    Noted { n: usize },
    /// What an answer came to.
    Feedback(FeedbackGiven<'e>),
    /// What a near miss came to, once the person said whether they meant the key.
    Settled { n: usize, meant: bool, right: bool, marks: f64 },
    /// What a session came to.
    Result(ResultGiven<'e>),
    /// All questions of an exam, and none on the screen.
    Review { left_s: Option<u64>, items: Vec<Reviewed> },
    /// A break of an exam; so many seconds of it still stop the clock.
    Break { free_s: u64 },
    /// How much time is left.
    Time { left_s: Option<u64> },
    /// An exam is over, or was left.
    Closed {
        how: Option<Ended>,
        answered: usize,
        items: usize,
        /// When it ended.
        ended: Option<Stamp>,
        /// None of one that was over before: it is told once, when it ends.
        closing_code: Option<&'e str>,
        log: &'e str,
    },
    /// A line that can't be taken, with what to send instead.
    Error { message: String },
}

#[derive(Serialize)]
pub(super) struct SessionOpened<'e, A: Serialize> {
    quiz: &'e str,
    title: &'e str,
    seed: Seed,
    items: usize,
    pack: Vec<PackVersion>,
    time_limit_s: Option<u64>,
    notice: String,
    #[serde(flatten)]
    about: A,
}

#[derive(Serialize)]
pub(super) struct ExamOpened<'e> {
    quiz: &'e str,
    title: &'e str,
    form: &'e str,
    candidate: &'e str,
    attempt: u32,
    items: usize,
    pack: &'e [PackVersion],
    time_limit_s: Option<u64>,
    break_minutes: u32,
    pass: u8,
    #[serde(skip_serializing_if = "<[MustPass]>::is_empty")]
    must_pass: &'e [MustPass],
    resumed: bool,
    answered: usize,
    notice: &'e str,
}

#[derive(Serialize)]
pub(super) struct FeedbackGiven<'e> {
    n: usize,
    right: bool,
    marks: f64,
    key: Option<AsReply>,
    skill: &'e Skill,
    options: Vec<OptionExplained<'e>>,
    why: &'e str,
    fix: &'e str,
    cue: &'e str,
    sources: &'e [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    near: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_eye: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assumption: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contested: Option<&'e str>,
}

#[derive(Serialize)]
struct OptionExplained<'e> {
    id: &'e OptionId,
    right: bool,
    because: &'e str,
}

#[derive(Serialize)]
pub(super) struct ResultGiven<'e> {
    marks: f64,
    of: usize,
    items: usize,
    percent: f64,
    pass: Option<u8>,
    passed: Option<bool>,
    by_exercise: Vec<ExerciseMarks<'e>>,
    by_kind: Vec<KindMarks>,
    missed: &'e [Skill],
}

#[derive(Serialize)]
struct ExerciseMarks<'e> {
    exercise: Option<&'e Id>,
    marks: f64,
    of: usize,
}

#[derive(Serialize)]
struct KindMarks {
    kind: QuestionKind,
    marks: f64,
    of: usize,
}

/// Where a question of an exam stands.
#[derive(Serialize)]
pub(super) struct Reviewed {
    n: usize,
    answered: bool,
    flagged: bool,
}

impl<'e, A: Serialize> SentEvent<'e, A> {
    /// Writes it as a line.
    pub(super) fn send(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")?;
        out.flush()
    }

    /// The start of a session of so many items; `about` is added to it.
    pub(super) fn opened(book: &Rulebook, session: &'e Session, items: usize, about: A) -> SentEvent<'e, A> {
        let sitting = session.sitting();
        SentEvent::Opened(SessionOpened {
            quiz: &sitting.plan.id,
            title: &sitting.plan.title,
            seed: sitting.seed,
            items,
            pack: book.pack_versions(),
            time_limit_s: sitting.plan.minutes.map(|minutes| u64::from(minutes) * 60),
            notice: names::notices(book).join(" "),
            about,
        })
    }
}

impl<'e> SentEvent<'e> {
    pub(super) fn error(message: impl Into<String>) -> SentEvent<'e> {
        SentEvent::Error { message: message.into() }
    }

    pub(super) fn prompt(prompt: &Prompt<'e>) -> SentEvent<'e> {
        SentEvent::Prompt { n: prompt.n, of: prompt.of, item: prompt.question }
    }

    /// What came of the word on a near miss.
    pub(super) fn settled(session: &Session, n: usize) -> SentEvent<'e> {
        let told = session.feedback(n);
        SentEvent::Settled {
            n,
            meant: told.and_then(|told| told.meant) == Some(true),
            right: told.is_some_and(|told| told.mark.is_right()),
            marks: told.map_or(0.0, |told| told.mark.0),
        }
    }

    /// What an answer came to; `near` is what it came near to, if the person may say whether they meant it.
    pub(super) fn feedback(given: &Feedback<'e>, near: Option<&'e str>) -> SentEvent<'e> {
        let item = given.item;
        let explained = |choice: &'e Choice| OptionExplained {
            id: &choice.id,
            right: choice.right,
            because: &choice.because,
        };
        let explanation = &item.explanation;
        SentEvent::Feedback(FeedbackGiven {
            n: given.n,
            right: given.mark.is_right(),
            marks: given.mark.0,
            key: item.key.answer().map(AsReply),
            skill: &item.skill,
            options: item.key.choices().iter().map(explained).collect(),
            why: &explanation.why,
            fix: &explanation.fix,
            cue: &explanation.cue,
            sources: &explanation.sources,
            near,
            by_eye: (given.viewing == Viewing::ByEye).then_some(true),
            hint: (given.viewing == Viewing::Hinted).then_some(true),
            assumption: explanation.assumption.as_deref(),
            contested: explanation.contested.as_deref(),
        })
    }

    pub(super) fn result(book: &Rulebook, score: &'e SessionScore) -> SentEvent<'e> {
        let by_exercise = |part: &'e ScorePart<Option<Id>>| ExerciseMarks {
            exercise: part.of.as_ref(),
            marks: part.tally.marks,
            of: part.tally.of,
        };
        let by_kind = |part: &ScorePart<QuestionKind>| KindMarks {
            kind: part.of,
            marks: part.tally.marks,
            of: part.tally.of,
        };
        SentEvent::Result(ResultGiven {
            marks: score.tally.marks,
            of: score.tally.of,
            items: score.items,
            percent: score.tally.percent(),
            pass: score.pass,
            passed: score.passed,
            by_exercise: score.by_exercise_of(book).into_iter().map(by_exercise).collect(),
            by_kind: score.by_kind.iter().map(by_kind).collect(),
            missed: &score.missed,
        })
    }

    /// The start of an exam.
    pub(super) fn exam_opened(exam: &'e Exam) -> SentEvent<'e> {
        let paper = exam.paper();
        SentEvent::ExamOpened(ExamOpened {
            quiz: &paper.exam.id,
            title: &paper.exam.title,
            form: &paper.form,
            candidate: &paper.candidate.reference,
            attempt: paper.attempt.number,
            items: paper.items.len(),
            pack: &paper.packs,
            time_limit_s: paper.limit_s,
            break_minutes: paper.accommodations.break_minutes,
            pass: paper.pass,
            must_pass: &paper.must_pass,
            resumed: exam.resumed() > 0,
            answered: exam.answered(),
            notice: &paper.notice,
        })
    }

    /// What is on the screen of an exam: a question, the review, or a break.
    pub(super) fn on_screen(session: &'e ExamSession<'_>) -> SentEvent<'e> {
        let exam = session.exam();
        if exam.is_on_break() {
            return SentEvent::Break { free_s: exam.free_left() / 1_000 };
        }
        let left_s = left_s(session);
        let shown = exam.current().and_then(|n| Some((n, exam.question(n)?, exam.items().get(n - 1)?)));
        match shown {
            Some((n, item, state)) => SentEvent::ExamPrompt {
                n,
                of: exam.items().len(),
                left_s,
                answered: state.answer.is_some(),
                flagged: state.flagged,
                item,
            },
            None => {
                let items = exam.items().iter().zip(1..).map(|(item, n)| Reviewed {
                    n,
                    answered: item.answer.is_some(),
                    flagged: item.flagged,
                });
                SentEvent::Review { left_s, items: items.collect() }
            }
        }
    }

    /// How much time of an exam is left.
    pub(super) fn time(session: &ExamSession<'_>) -> SentEvent<'e> {
        SentEvent::Time { left_s: left_s(session) }
    }

    /// The last event of an exam: how it ended, and the closing code.
    pub(super) fn closed(exam: &Exam, closing_code: Option<&'e str>, log: &'e str) -> SentEvent<'e> {
        SentEvent::Closed {
            how: exam.ended(),
            answered: exam.answered(),
            items: exam.items().len(),
            ended: exam.ended_at(),
            closing_code,
            log,
        }
    }
}

/// Seconds that are left, each that has begun counted; none without a limit.
fn left_s(session: &ExamSession<'_>) -> Option<u64> {
    session.left_ms().map(|left| left.div_ceil(1_000))
}
