//! What can happen, as it is written into the log. The shapes are those of docs/interfaces.md and are for ever: a new
//! field needs a default.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::Preferences;
use formcheck_core::day::Day;
use formcheck_core::detection::{Trial, confusion};
use formcheck_core::quiz::{Item, Marks, Response, Sighting, Skill, Viewing};
use formcheck_core::rulebook::{Exercise, PackVersion, Rulebook};

/// The place of an event in the log, from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub i64);

/// The name of an event among all of a person's, on whichever machine they happened, for ever: a digest of the event with the one
/// before it, so that two histories that part never give one name twice.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub(super) String);

impl EventId {
    /// The name of what comes after an event; `text` is what is written of it.
    pub(super) fn after(&self, at: i64, day: Day, text: &str) -> EventId {
        let mut digest = Sha256::new();
        digest.update(self.0.as_bytes());
        digest.update(at.to_le_bytes());
        digest.update(day.0.to_le_bytes());
        digest.update(text.as_bytes());
        EventId(base16ct::lower::encode_string(&digest.finalize()[..16]))
    }

    pub(super) fn is_missing(&self) -> bool {
        self.0.is_empty()
    }
}

/// An event with its place and time.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Logged {
    pub seq: Seq,
    /// What was written down before events had names has none; it gets one when it is read in.
    #[serde(default)]
    pub id: EventId,
    /// What all events of a person are sorted by, on each machine alike: the time, but always after what the machine knew of
    /// when it happened, whatever its clock said.
    #[serde(default)]
    pub turn: i64,
    /// Milliseconds since 1970-01-01, UTC.
    pub at: i64,
    pub day: Day,
    #[serde(flatten)]
    pub event: StudyEvent,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum StudyEvent {
    /// The person said what they do and what they have.
    #[serde(rename = "chosen")]
    Selected(Selection),
    Opened(StudyRequest),
    /// An item was put before the person.
    Shown {
        /// The session: where it was opened.
        session: Seq,
        /// Whether it comes again in this session because it was missed.
        #[serde(default, skip_serializing_if = "is_false")]
        again: bool,
        /// Whether its mistake was shown before it, beside a clean rep: once, before it is asked for the first time.
        #[serde(default, skip_serializing_if = "is_false")]
        introduced: bool,
        /// The item, with all that is needed to show it again.
        item: Box<Item>,
    },
    Skipped {
        session: Seq,
        shown: Seq,
    },
    Answered(Box<Answered>),
    /// The person said of the answer before, a near miss, whether they meant the key.
    Meant {
        session: Seq,
        shown: Seq,
        skill: Skill,
        meant: bool,
    },
    /// An answer was taken back, or a filmed set.
    Undone {
        /// The session in which it was given; of a filmed set its own place.
        session: Seq,
        /// Where its item was shown; of a filmed set its own place.
        shown: Seq,
        skill: Skill,
    },
    /// A set that the person filmed and looked through with `check`.
    Filmed(FilmedSet),
    Closed {
        session: Seq,
        /// Whether the person quit before it was over.
        #[serde(default, skip_serializing_if = "is_false")]
        quit: bool,
    },
    /// The memory model was fitted to the person.
    #[serde(rename = "tuned")]
    Fitted(FittedParameters),
    /// The rules say that an id has become another one: what was answered before counts for it.
    Renamed {
        from: String,
        to: String,
    },
    /// The person chose when their day begins, or how much of what is due they want to know.
    Preferred(Preferences),
    /// The clock was ahead when these were kept: they count so many days earlier.
    PulledBack {
        /// Where the answers and the filmed sets are.
        events: Vec<Seq>,
        days: u32,
    },
}

/// The turn of an event at this time, after one with a turn of its own.
pub(super) fn turn(before: i64, at: i64) -> i64 {
    at.max(before.saturating_add(1))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// What a person does and has; an empty list means everything.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Selection {
    pub exercises: Vec<String>,
    /// Words of `equipment`.
    pub equipment: Vec<String>,
}

impl Selection {
    /// Whether this exercise is named.
    pub fn names(&self, book: &Rulebook, exercise: &Exercise) -> bool {
        self.exercises.iter().any(|name| book.exercise(name).is_some_and(|ix| book[ix].id == exercise.id))
    }
}

/// What was asked of a session.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct StudyRequest {
    /// What chance follows from.
    pub seed: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
    /// Whether it leaves the schedule alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub cram: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// How many questions the session has: what was asked for, as far as there was so much to ask. It never moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u32>,
    /// The quiz, where it is a quiz and not study: its questions are its own, and each answer counts as a review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiz: Option<String>,
    #[serde(default)]
    pub packs: Vec<PackVersion>,
    #[serde(default)]
    pub engine: String,
}

/// What was seen of a set, and what followed from it under the rules of that day.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FilmedSet {
    pub exercise: String,
    /// What was seen: signs with their values.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub signs: BTreeMap<String, String>,
    /// The mistakes in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fires: Vec<String>,
    /// The mistakes that were not in it, whatever wasn't seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ruled_out: Vec<String>,
}

impl FilmedSet {
    /// The skills that it asks for.
    pub fn skills(&self) -> impl Iterator<Item = Skill> {
        self.fires.iter().map(|mistake| self.skill(mistake))
    }

    /// The skill of one of its mistakes.
    pub(super) fn skill(&self, mistake: &str) -> Skill {
        Skill::in_exercise(&self.exercise, mistake)
    }

    /// The set with another id in place of one.
    pub(super) fn rename(&mut self, from: &str, to: &str) {
        let ids = self.fires.iter_mut().chain(&mut self.ruled_out).chain([&mut self.exercise]);
        ids.filter(|id| *id == from).for_each(|id| to.clone_into(id));
    }
}

/// An answer, with what follows from it, so that figures need no look at the item.
#[expect(clippy::struct_excessive_bools, reason = "facts of an answer, each on its own")]
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Answered {
    pub session: Seq,
    pub shown: Seq,
    pub skill: Skill,
    pub kind: String,
    pub answer: Response,
    /// How sure the person was: 1 a guess, 2 fairly sure, 3 sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<u8>,
    /// How long it took, in milliseconds.
    pub ms: u64,
    /// What it earned, 0 to 1.
    pub marks: f64,
    /// Whether it was wholly right.
    pub right: bool,
    /// Whether it counts for the schedule; a crammed one does not.
    pub schedules: bool,
    /// Whether the item had been answered before, and that was taken back.
    #[serde(default, skip_serializing_if = "is_false")]
    pub again: bool,
    /// Whether the rep was seen as a moving picture alone, without words.
    #[serde(default, skip_serializing_if = "is_false")]
    pub by_eye: bool,
    /// Whether it was seen as a picture first, and the words were asked for as a hint.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hint: bool,
    /// Each mistake that was offered for the rep shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trials: Vec<Trial>,
    /// The amount that was shown, where one option of several had to be taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sighting: Option<Sighting>,
}

impl Answered {
    /// How the rep was met.
    pub fn viewing(&self) -> Viewing {
        match (self.by_eye, self.hint) {
            (_, true) => Viewing::Hinted,
            (true, false) => Viewing::ByEye,
            (false, false) => Viewing::InWords,
        }
    }

    /// What was called what: see [`confusion`].
    pub fn confusion(&self) -> Option<(&str, &str)> {
        confusion(&self.trials)
    }
}

impl Answered {
    /// The answer as it counts for whoever meant the key.
    pub(super) fn was_meant(&mut self) {
        let marks = Marks(1.0).met(self.viewing());
        self.marks = marks.0;
        self.right = marks.is_right();
    }

    /// The answer with another id in place of one.
    pub(super) fn rename(&mut self, from: &str, to: &str) {
        self.skill = renamed(&self.skill, from, to);
        for trial in self.trials.iter_mut().filter(|trial| trial.mistake == from) {
            to.clone_into(&mut trial.mistake);
        }
        if let Some(sighting) = &mut self.sighting {
            for id in [&mut sighting.mistake, &mut sighting.sign] {
                if id == from {
                    to.clone_into(id);
                }
            }
        }
    }
}

/// A skill with another id in place of one.
pub(super) fn renamed(skill: &Skill, from: &str, to: &str) -> Skill {
    skill.renamed(|name| (name == from).then(|| to.to_owned()))
}

/// What fitting the memory model came to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FittedParameters {
    /// The 21 parameters of FSRS-6.
    pub parameters: Vec<f32>,
    pub answers: usize,
    /// Log loss of the parameters before and after, on these answers.
    pub log_loss: (f32, f32),
}

impl StudyEvent {
    /// The word of its kind, as in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            StudyEvent::Selected(_) => "chosen",
            StudyEvent::Opened(_) => "opened",
            StudyEvent::Shown { .. } => "shown",
            StudyEvent::Skipped { .. } => "skipped",
            StudyEvent::Answered(_) => "answered",
            StudyEvent::Meant { .. } => "meant",
            StudyEvent::Undone { .. } => "undone",
            StudyEvent::Filmed(_) => "filmed",
            StudyEvent::Closed { .. } => "closed",
            StudyEvent::Fitted(_) => "tuned",
            StudyEvent::Renamed { .. } => "renamed",
            StudyEvent::Preferred(_) => "preferred",
            StudyEvent::PulledBack { .. } => "pulled-back",
        }
    }

    /// Whether it changes what earlier events mean, and what later ones may reach back to.
    pub(super) fn rewrites(&self) -> bool {
        matches!(self, StudyEvent::Renamed { .. } | StudyEvent::PulledBack { .. })
    }

    /// Whether it opened a session of study, and not a quiz.
    pub fn is_study(&self) -> bool {
        matches!(self, StudyEvent::Opened(asked) if asked.quiz.is_none())
    }

    pub fn skill(&self) -> Option<&Skill> {
        match self {
            StudyEvent::Answered(answered) => Some(&answered.skill),
            StudyEvent::Meant { skill, .. } | StudyEvent::Undone { skill, .. } => Some(skill),
            _ => None,
        }
    }

    /// Gives it its name and turn after an event with this name and turn, as if it had been written down before there were any.
    /// What newer versions write down otherwise of the same event doesn't change its name.
    pub(super) fn named_after(&self, before: (&EventId, i64), at: i64, day: Day) -> (EventId, i64) {
        let text = format!("{} {}", self.word(), self.skill().map_or("", Skill::as_str));
        (before.0.after(at, day, &text), turn(before.1, at))
    }

    /// The session of which it is a part.
    pub(super) fn session(&self) -> Option<Seq> {
        match self {
            StudyEvent::Shown { session, .. }
            | StudyEvent::Skipped { session, .. }
            | StudyEvent::Meant { session, .. }
            | StudyEvent::Closed { session, .. } => Some(*session),
            StudyEvent::Answered(answered) => Some(answered.session),
            _ => None,
        }
    }

    /// The places of other events that it names.
    pub(super) fn places(&mut self) -> Vec<&mut Seq> {
        match self {
            StudyEvent::Shown { session, .. } | StudyEvent::Closed { session, .. } => vec![session],
            StudyEvent::Skipped { session, shown }
            | StudyEvent::Meant { session, shown, .. }
            | StudyEvent::Undone { session, shown, .. } => vec![session, shown],
            StudyEvent::Answered(answered) => vec![&mut answered.session, &mut answered.shown],
            StudyEvent::PulledBack { events, .. } => events.iter_mut().collect(),
            StudyEvent::Selected(_)
            | StudyEvent::Opened(_)
            | StudyEvent::Filmed(_)
            | StudyEvent::Fitted(_)
            | StudyEvent::Renamed { .. }
            | StudyEvent::Preferred(_) => Vec::new(),
        }
    }

    /// The event as JSON, without its place and time.
    pub fn to_json(&self) -> String {
        serde_json::to_value(self).expect("an event is names, texts and numbers, which JSON has").to_string()
    }
}
