//! What changed between two versions of a pack, as plain data.

use serde::{Serialize, Serializer};

use formcheck_core::rulebook::{Id, PackIx, Rulebook, Verdict};

/// The pack of a rulebook that is compared.
pub(super) fn own_pack(book: &Rulebook) -> PackIx {
    PackIx::at(book.packs.len().saturating_sub(1))
}

/// What changed between two versions of a pack.
#[derive(Clone, Debug, Default)]
pub struct PackDifference {
    /// What is only called otherwise now.
    pub renamed: Vec<Renamed>,
    /// The exercises that changed, by id.
    pub exercises: Vec<ExerciseChange>,
    /// The quizzes that ask or key something else, by id.
    pub quizzes: Vec<QuizChange>,
    /// Everything else, where no rep is judged differently for it.
    pub text_only: Vec<TextChange>,
}

impl PackDifference {
    /// Whether a rep is judged differently, or a quiz asks or keys something else.
    pub fn changes_meaning(&self) -> bool {
        !self.quizzes.is_empty() || self.exercises.iter().any(|one| one.change != Change::Text)
    }
}

/// A thing that has another id now, and says so with `was`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Renamed {
    /// What it is: exercise, mistake, sign, muscle, quiz, question.
    pub kind: &'static str,
    pub was: Id,
    pub id: Id,
}

/// How numbers of reps are told to people.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amounts {
    /// As shares: "one in five reps".
    Shares,
    /// With the number behind each share.
    Counts,
}

/// How a thing changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
    /// Both have it, and it means something else.
    Changed,
    /// A mistake that fires in more reps.
    Widened,
    /// A mistake that fires in fewer reps.
    Narrowed,
    /// A mistake that fires in other reps: some new ones, and some not any more.
    Moved,
    /// A mistake of which that was not decided within the budget.
    NotDecided,
    /// Only words changed.
    Text,
}

impl Change {
    /// Its word in every format.
    pub fn word(self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Changed => "changed",
            Change::Widened => "widened",
            Change::Narrowed => "narrowed",
            Change::Moved => "moved",
            Change::NotDecided => "not-decided",
            Change::Text => "text",
        }
    }
}

/// A number of reps; none where counting took more than its budget.
pub type Count = Option<u128>;

/// The reps that a change lies among: all that meet these conditions and are possible.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Among {
    pub conditions: Vec<Condition>,
    /// How many they are.
    pub reps: u128,
}

/// That a sign has one of these values.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Condition {
    pub sign: Id,
    /// As rule files write them: names, or "46 to 60".
    pub values: Vec<String>,
    /// The same as a clause: "the torso is more than 60 degrees above horizontal".
    #[serde(skip)]
    pub says: String,
}

/// How one exercise changed.
#[derive(Clone, Debug)]
pub struct ExerciseChange {
    pub id: Id,
    /// Its name, the new one if there is one.
    pub name: String,
    /// Added, removed, changed, or text.
    pub change: Change,
    /// How many reps are possible in one version at least, over the signs and values of both.
    pub space: Count,
    /// How many of them get another verdict or another set of mistakes.
    pub judged_differently: Count,
    /// Among which they are; none where that was not counted.
    pub differs_among: Option<Among>,
    /// The plainest of those; none in an exercise that was added or removed.
    pub witness: Option<Witness>,
    /// What became of its signs.
    pub signs: Vec<SignDifference>,
    /// How many reps only the new version calls impossible, and how many only the old one.
    pub impossible: (Count, Count),
    /// What became of its mistakes.
    pub mistakes: Vec<MistakeChange>,
}

/// What became of a mistake in one exercise.
#[derive(Clone, Debug)]
pub struct MistakeChange {
    pub id: Id,
    /// Its name, the new one if there is one.
    pub name: String,
    /// How it changed.
    pub change: Change,
    /// In how many reps it fires now and didn't before.
    pub now_fires: Count,
    /// In how many reps it fired before and doesn't now.
    pub no_longer_fires: Count,
    /// Among which reps it fires now and didn't.
    pub gained_among: Option<Among>,
    /// Among which reps it fired and doesn't now.
    pub lost_among: Option<Among>,
    /// The plainest rep in which it fires now and didn't before.
    pub gained: Option<Witness>,
    /// The plainest rep in which it fired before and doesn't now.
    pub lost: Option<Witness>,
    /// The words that changed with it.
    pub texts: Vec<&'static str>,
}

/// A rep that two versions judge differently. Each judgement was made by that version's own engine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Witness {
    /// A value for each sign that either version observes.
    pub rep: Vec<Shown>,
    /// What the old version says; none if it does not know a value of the rep.
    pub was: Option<Judged>,
    /// What the new version says; none if it does not know a value of the rep.
    pub now: Option<Judged>,
}

/// A sign of a witness with its value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    pub sign: Id,
    pub value: ShownValue,
    /// Whether it is worth telling: it is not a good value, or the rule asks for it.
    pub telling: bool,
}

/// A value as rule files write it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(untagged)]
pub enum ShownValue {
    Named(Id),
    Number(i32),
}

impl std::fmt::Display for ShownValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ShownValue::Named(name) => name.fmt(f),
            ShownValue::Number(number) => number.fmt(f),
        }
    }
}

/// What an engine says of a whole rep.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Judged {
    pub verdict: Verdict,
    /// The mistakes that fire, in the exercise's order.
    pub mistakes: Vec<Id>,
}

/// What became of a sign in one exercise. Values are as rule files write them: names, or "46 to 60".
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SignDifference {
    /// The sign.
    pub id: Id,
    /// Added (observed now), removed (not observed any more) or changed.
    pub change: Change,
    /// Each thing that happened, with the values it happened to.
    #[serde(flatten, serialize_with = "as_fields")]
    pub parts: Vec<(SignPart, Vec<String>)>,
}

/// Each part as a field of its own.
fn as_fields<S: Serializer>(parts: &[(SignPart, Vec<String>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(parts.iter().map(|(part, values)| (part, values)))
}

/// What can happen to values of a sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignPart {
    /// Values that the sign did not have.
    NewValues,
    /// Values that the sign has no more.
    GoneValues,
    /// They became good.
    NowGood,
    /// They stopped being good.
    NoLongerGood,
    /// They became tolerated.
    NowTolerated,
    /// They stopped being tolerated.
    NoLongerTolerated,
}

/// How one quiz changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct QuizChange {
    pub id: Id,
    /// Its title, the new one if there is one.
    pub title: String,
    /// Added, removed or changed.
    pub change: Change,
    /// Pass mark, time limit, feedback.
    pub settings: Vec<SettingChange>,
    /// Its sections, by title.
    pub sections: Vec<SectionChange>,
    /// Its written questions, by id.
    pub questions: Vec<QuestionChange>,
}

/// A setting with its old and new value in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SettingChange {
    /// Which.
    pub name: &'static str,
    /// What it was.
    pub was: String,
    /// What it is.
    pub now: String,
}

/// What became of a section.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SectionChange {
    pub title: String,
    /// Added, removed or changed.
    pub change: Change,
    /// What it draws, how many and from what.
    pub settings: Vec<SettingChange>,
}

/// What became of a written question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct QuestionChange {
    pub id: Id,
    /// Added, removed, or changed: another key.
    pub change: Change,
    /// The old key and the new one, where it changed.
    pub key: Option<KeyChange>,
}

/// The key of a written question, before and now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct KeyChange {
    pub was: String,
    pub now: String,
}

/// A thing whose words changed, or that was added or removed without any rep being judged differently.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TextChange {
    /// What it is: sign, mistake, exercise …
    pub kind: &'static str,
    pub id: Id,
    /// Added, removed or text.
    pub change: Change,
    /// What changed of it.
    pub fields: Vec<String>,
}
