//! The catalogue of codes: one variant a kind of finding, with its word and severity. Their explanations stand in
//! `texts`; the compiler finds a code that lacks one.

use std::fmt;

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $severity:ident;)*) => {
        /// A kind of finding.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// All of them, in the order of the catalogue.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// Its word: what `formcheck explain` takes.
            pub fn word(self) -> &'static str {
                match self { $(Code::$variant => $word,)* }
            }

            /// How bad it is unless a pack says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// A file can't be read.
    Unreadable = "unreadable", Error;
    /// A file is larger than any rule file should be.
    TooLarge = "too-large", Error;
    /// A file is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A file stands where no file of a pack belongs.
    StrayFile = "stray-file", Error;
    /// A file that every pack needs is missing.
    MissingFile = "missing-file", Error;
    /// Not valid TOML.
    Syntax = "syntax", Error;
    /// A key is written twice.
    DuplicateKey = "duplicate-key", Error;
    /// No such key here.
    UnknownKey = "unknown-key", Error;
    /// A key that is needed is not there.
    MissingKey = "missing-key", Error;
    /// A value of another type than the key takes.
    WrongType = "wrong-type", Error;
    /// A value that the key does not take.
    BadValue = "bad-value", Error;
    /// An id that is not kebab-case.
    BadId = "bad-id", Error;
    /// One id for two things.
    DuplicateId = "duplicate-id", Error;
    /// Named twice in one list.
    ListedTwice = "listed-twice", Error;
    /// No such thing in the pack.
    UnknownId = "unknown-id", Error;
    /// No such value of the sign.
    UnknownValue = "unknown-value", Error;
    /// A sign that the exercise does not observe.
    UnobservedSign = "unobserved-sign", Error;
    /// A mistake that does not count in the exercise.
    UnlistedMistake = "unlisted-mistake", Error;
    /// A sign without a good value.
    NoGoodValue = "no-good-value", Error;
    /// A value both good and tolerated.
    GoodAndTolerated = "good-and-tolerated", Error;
    /// More cells than a sign can have.
    TooManyCells = "too-many-cells", Error;
    /// A condition that can never hold.
    NeverHolds = "never-holds", Error;
    /// A clean rep fires a mistake.
    CleanRepFires = "clean-rep-fires", Error;
    /// No rep of the exercise is both clean and possible.
    NoCleanRep = "no-clean-rep", Error;
    /// An example fires other mistakes than it says.
    ExampleFails = "example-fails", Error;
    /// An example describes no possible rep.
    ExampleImpossible = "example-impossible", Error;
    /// A quiz draws more than there is.
    DrawsTooMany = "draws-too-many", Error;
    /// Weights of an exam that no form can meet.
    WeightsNotMet = "weights-not-met", Error;
    /// A character that can't be seen, or that turns the text round.
    StrayCharacter = "stray-character", Error;
    /// A letter of another script that looks like a Latin one.
    LookAlike = "look-alike", Warning;
    /// A text longer than it should be.
    TooLong = "too-long", Warning;
    /// One source under two ids.
    DoubledSource = "doubled-source", Warning;
    /// A sign that nothing observes.
    UnusedSign = "unused-sign", Warning;
    /// A value of a sign that nothing names.
    UnusedValue = "unused-value", Warning;
    /// A mistake that counts in no exercise.
    UnusedMistake = "unused-mistake", Warning;
    /// A muscle that no exercise trains.
    UnusedMuscle = "unused-muscle", Warning;
    /// A source that backs nothing.
    UnusedSource = "unused-source", Warning;
    /// A rewording that says what was said already.
    RewordsNothing = "rewords-nothing", Warning;
    /// An allowance that allows nothing.
    UnusedAllow = "unused-allow", Warning;
    /// Two mistakes that always fire together.
    AlwaysTogether = "always-together", Warning;
    /// A mistake that never fires alone.
    Covered = "covered", Warning;
    /// A tolerated value with which a mistake always fires.
    ToleratedFires = "tolerated-fires", Warning;
    /// A rep that no rule speaks on.
    Gap = "gap", Warning;
    /// A bound or a joined clause without its examples.
    MissingExample = "missing-example", Warning;
    /// A change to a rule that no example and no proof notices.
    UntestedChange = "untested-change", Warning;
    /// The right option is by far the longest or the shortest.
    KeyStandsOut = "key-stands-out", Warning;
    /// Two options say the same, or one holds the other.
    OptionsOverlap = "options-overlap", Warning;
    /// The right option differs in form from all others.
    UnevenOptions = "uneven-options", Warning;
    /// An option about the other options.
    AllOfTheAbove = "all-of-the-above", Warning;
    /// A stem that asks for what is not so.
    NegativeStem = "negative-stem", Warning;
    /// A stem that asks nothing.
    NotAQuestion = "not-a-question", Warning;
    /// Absolutes in wrong options only.
    Absolutes = "absolutes", Warning;
    /// A word that only the stem and the key share.
    WordClue = "word-clue", Warning;
    /// Options that are numbers, out of order.
    NumbersOutOfOrder = "numbers-out-of-order", Warning;
    /// A key that another question of the same section gives away.
    GivesAway = "gives-away", Warning;
    /// A text that is hard to read.
    HardToRead = "hard-to-read", Warning;
    /// Advice that sounds medical.
    MedicalAdvice = "medical-advice", Warning;
    /// A mistake that can be seen, and that no picture of the exercise shows.
    NotDrawn = "not-drawn", Note;
    /// A parameter of the figure that its base doesn't obey.
    PoseIgnored = "pose-ignored", Warning;
    /// An analysis hit its budget.
    NotDecided = "not-decided", Warning;
    /// There was nothing to check.
    NothingChecked = "nothing-checked", Error;
}

impl Code {
    /// Whether packs may raise, lower or allow it. What makes a pack unusable can't be allowed away.
    pub fn is_settable(self) -> bool {
        self.severity() != Severity::Error
    }

    /// The code with this word.
    pub fn find(word: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.word() == word)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What `formcheck explain` prints of a code.
#[derive(Clone, Copy, Debug)]
pub struct CodeText {
    /// One line.
    pub summary: &'static str,
    /// What was found.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// A piece of a file that has it; empty where it isn't about what a file says.
    pub bad: &'static str,
    /// The same, mended.
    pub good: &'static str,
}
