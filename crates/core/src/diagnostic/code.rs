//! The catalogue of codes: one variant a kind of finding, with its word and severity. What a code means stands in
//! `codes/WORD.md`; the compiler finds a code that lacks it.

use std::fmt;

use super::FindingSeverity;

macro_rules! codes {
    ($($variant:ident = $word:literal, $severity:ident;)*) => {
        /// A kind of finding.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code { $(#[doc = include_str!(concat!("codes/", $word, ".md"))] $variant,)* }

        impl Code {
            /// All of them, in the order of the catalogue.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// Its word: what `formcheck explain` takes.
            pub fn word(self) -> &'static str {
                match self { $(Code::$variant => $word,)* }
            }

            /// What it means, as Markdown: a heading, what was found, why it matters, and mostly two pieces of a file.
            pub fn markdown(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("codes/", $word, ".md")),)* }
            }

            /// How bad it is unless a pack says otherwise.
            pub fn severity(self) -> FindingSeverity {
                match self { $(Code::$variant => FindingSeverity::$severity,)* }
            }
        }
    };
}

codes! {
    Unreadable = "unreadable", Error;
    TooLarge = "too-large", Error;
    NotUtf8 = "not-utf8", Error;
    StrayFile = "stray-file", Error;
    MissingFile = "missing-file", Error;
    Syntax = "syntax", Error;
    DuplicateKey = "duplicate-key", Error;
    UnknownKey = "unknown-key", Error;
    MissingKey = "missing-key", Error;
    WrongType = "wrong-type", Error;
    BadValue = "bad-value", Error;
    BadId = "bad-id", Error;
    DuplicateId = "duplicate-id", Error;
    ListedTwice = "listed-twice", Error;
    UnknownId = "unknown-id", Error;
    UnknownValue = "unknown-value", Error;
    UnobservedSign = "unobserved-sign", Error;
    UnlistedMistake = "unlisted-mistake", Error;
    NoGoodValue = "no-good-value", Error;
    GoodAndTolerated = "good-and-tolerated", Error;
    TooManyCells = "too-many-cells", Error;
    NeverHolds = "never-holds", Error;
    CleanRepFires = "clean-rep-fires", Error;
    NoCleanRep = "no-clean-rep", Error;
    ExampleFails = "example-fails", Error;
    ExampleImpossible = "example-impossible", Error;
    DrawsTooMany = "draws-too-many", Error;
    WeightsNotMet = "weights-not-met", Error;
    MustPassNotMet = "must-pass-not-met", Error;
    BankTooSmall = "bank-too-small", Warning;
    StrayCharacter = "stray-character", Error;
    LookAlike = "look-alike", Warning;
    TooLong = "too-long", Warning;
    DoubledSource = "doubled-source", Warning;
    DoubledWords = "doubled-words", Warning;
    UnusedSign = "unused-sign", Warning;
    UnusedValue = "unused-value", Warning;
    UnusedMistake = "unused-mistake", Warning;
    UnusedMuscle = "unused-muscle", Warning;
    UnusedSource = "unused-source", Warning;
    RewordsNothing = "rewords-nothing", Warning;
    UnusedAllow = "unused-allow", Warning;
    AlwaysTogether = "always-together", Warning;
    Covered = "covered", Warning;
    ToleratedFires = "tolerated-fires", Warning;
    Gap = "gap", Warning;
    MissingExample = "missing-example", Warning;
    UntestedChange = "untested-change", Warning;
    KeyStandsOut = "key-stands-out", Warning;
    OptionsOverlap = "options-overlap", Warning;
    UnevenOptions = "uneven-options", Warning;
    AllOfTheAbove = "all-of-the-above", Warning;
    NegativeStem = "negative-stem", Warning;
    NotAQuestion = "not-a-question", Warning;
    Absolutes = "absolutes", Warning;
    WordClue = "word-clue", Warning;
    NumbersOutOfOrder = "numbers-out-of-order", Warning;
    GivesAway = "gives-away", Warning;
    HardToRead = "hard-to-read", Warning;
    MedicalAdvice = "medical-advice", Warning;
    NotDrawn = "not-drawn", Note;
    DoubledSign = "doubled-sign", Note;
    PoseIgnored = "pose-ignored", Warning;
    ForLearning = "for-learning", Warning;
    RepsInWords = "reps-in-words", Warning;
    ForeignTool = "foreign-tool", Warning;
    OpenTolerated = "open-tolerated", Warning;
    BecauseNotGood = "because-not-good", Warning;
    DeniedByStem = "denied-by-stem", Warning;
    NotDecided = "not-decided", Warning;
    NothingChecked = "nothing-checked", Error;
}

impl Code {
    /// Whether packs may raise, lower or allow it. What makes a pack unusable can't be allowed away.
    pub(crate) fn is_settable(self) -> bool {
        self.severity() != FindingSeverity::Error
    }

    /// The parts of its explanation.
    pub fn text(self) -> CodeText {
        CodeText::of(self.markdown())
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

/// The parts of [`Code::markdown`].
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

impl CodeText {
    fn of(markdown: &'static str) -> CodeText {
        let mut paragraphs = markdown.split("\n\n").map(str::trim_end);
        let mut next = || paragraphs.next().unwrap_or_default();
        let (summary, what, why) = (next().trim_start_matches("# "), next(), next());
        let piece = |label: &str| {
            let (_, piece) = markdown.split_once(&format!("\n{label}:\n\n```toml\n"))?;
            piece.split_once("\n```\n").map(|(piece, _)| piece)
        };
        let (bad, good) = (piece("Not like this"), piece("Like this"));
        CodeText { summary, what, why, bad: bad.unwrap_or_default(), good: good.unwrap_or_default() }
    }
}
