//! What each code means, for people: a summary, what was found, why it matters, a bad and a good piece of a file.

mod questions;
mod rules;

use super::{Code, CodeText};

impl Code {
    /// The code's explanation.
    pub fn text(self) -> CodeText {
        let (summary, what, why, bad, good) = words(self);
        CodeText { summary, what, why, bad, good }
    }
}

type Words = (&'static str, &'static str, &'static str, &'static str, &'static str);

#[expect(clippy::too_many_lines, reason = "a table: one entry a code, read one at a time")]
fn words(code: Code) -> Words {
    match code {
        Code::Unreadable => (
            "A file can't be read",
            "The system would not let formcheck read this file or folder.",
            "What was not read was not checked, so the run can't be called clean.",
            "",
            "",
        ),
        Code::TooLarge => (
            "A file is larger than any rule file should be",
            "The file is over 4 MB. It was not read.",
            "A rule file is a few kilobytes. One this large is nearly always something else under the wrong name.",
            "",
            "",
        ),
        Code::NotUtf8 => (
            "A file is not UTF-8 text",
            "The file has bytes that are not UTF-8, from the place shown on.",
            "Guessing another encoding would put wrong letters on the lifter's screen. Save the file as UTF-8.",
            "",
            "",
        ),
        Code::StrayFile => (
            "A file stands where no file of a pack belongs",
            "The file ends in .toml and lies in the pack, but not where packs keep rules or quizzes.",
            "A file that is skipped in silence looks as if it had passed.",
            "rules/exercise/seal-row.toml",
            "rules/exercises/seal-row.toml",
        ),
        Code::MissingFile => (
            "A file that every pack needs is missing",
            "There is no rules/pack.toml.",
            "It names the pack, its version, its licence and its phases; nothing else can be understood without it.",
            "",
            "format = 1\nname = \"my-pack\"\ntitle = \"My pack\"\nversion = \"0.1.0\"\nlicence = \"CC-BY-4.0\"\nauthors = [\"Me\"]\nlang = \"en\"\nphases = [\"setup\", \"pull\"]",
        ),
        Code::Syntax => (
            "Not valid TOML",
            "The file can't be read as TOML at this place. The rest of the file is still checked.",
            "Most often a quote, a bracket, a comma or an equals sign is missing.",
            "name = Arm rowing",
            "name = \"Arm rowing\"",
        ),
        Code::DuplicateKey => (
            "A key is written twice",
            "The same key or table stands twice in one table.",
            "Only one of them could count, and a reader can't tell which.",
            "cue = \"Blade first\"\ncue = \"Elbow second\"",
            "cue = \"Blade first, elbow second\"",
        ),
        Code::UnknownKey => (
            "No such key here",
            "The table has a key that formcheck doesn't know.",
            "A misspelt key would be skipped, and what you wrote under it would never count.",
            "severty = \"medium\"",
            "severity = \"medium\"",
        ),
        Code::MissingKey => (
            "A key that is needed is not there",
            "The table lacks a key without which it means nothing.",
            "A mistake without a fix, say, could be asked about but not mended.",
            "[arm-rowing]\nname = \"Arm rowing\"",
            "[arm-rowing]\nname = \"Arm rowing\"\nseverity = \"medium\"\nwhen = { first-to-move = \"elbows\" }\nwhy = \"…\"\nfix = \"…\"\ncue = \"…\"",
        ),
        Code::WrongType => (
            "A value of another type than the key takes",
            "The key takes text, a number, a list or a table, and got something else.",
            "formcheck doesn't guess what was meant.",
            "draw = \"6\"",
            "draw = 6",
        ),
        Code::BadValue => (
            "A value that the key does not take",
            "The type is right, but the key takes only certain values.",
            "Anything else would have no meaning.",
            "severity = \"serious\"",
            "severity = \"high\"",
        ),
        Code::BadId => (
            "An id that is not kebab-case",
            "Ids use a to z, 0 to 9 and single hyphens between them.",
            "An id is for ever and travels through file names, commands and records, so it has to be plain.",
            "[Arm_Rowing]",
            "[arm-rowing]",
        ),
        Code::DuplicateId => (
            "One id for two things",
            "Two things have the same id, in one pack or in two that are loaded together.",
            "A learner's history hangs on the id; with two meanings it would mean neither.",
            "# in signs.toml: [knees]\n# in mistakes/setup.toml:\n[knees]",
            "# in signs.toml: [knees]\n# in mistakes/setup.toml:\n[locked-knees]",
        ),
        Code::ListedTwice => (
            "Named twice in one list",
            "The same thing stands twice in a list.",
            "The second one does nothing; often another one was meant.",
            "mistakes = [\"arm-rowing\", \"arm-rowing\"]",
            "mistakes = [\"arm-rowing\", \"missing-squeeze\"]",
        ),
        Code::UnknownId => (
            "No such thing in the pack",
            "The id names a sign, mistake, muscle, source, exercise, question, phase or pack that nobody defined.",
            "A rule that leans on it would never count.",
            "mistakes = [\"arm-rowin\"]",
            "mistakes = [\"arm-rowing\"]",
        ),
        Code::UnknownValue => (
            "No such value of the sign",
            "The sign has no value of this name, or the number is outside of its range.",
            "A condition on a value that can't occur could never hold.",
            "when = { first-to-move = \"elbow\" }",
            "when = { first-to-move = \"elbows\" }",
        ),
        Code::UnobservedSign => (
            "A sign that the exercise does not observe",
            "The table names a sign that no mistake of this exercise, no [good] and no [tolerated] names.",
            "It could never matter here.",
            "[[example]]\nrep = { pulley-height = \"low\" }   # in a barbell row\nexpect = []",
            "[[example]]\nrep = { bar-start = \"near-shins\" }\nexpect = []",
        ),
        Code::UnlistedMistake => (
            "A mistake that does not count in the exercise",
            "The exercise rewords or expects a mistake that it doesn't list under `mistakes`.",
            "The words would never be shown, the example could never hold.",
            "mistakes = []\n[reword.arm-rowing]\ncue = \"Blades, then the bar\"",
            "mistakes = [\"arm-rowing\"]\n[reword.arm-rowing]\ncue = \"Blades, then the bar\"",
        ),
        Code::NoGoodValue => (
            "A sign without a good value",
            "The exercise observes the sign, but neither [good] nor the sign's `usually` says what is good.",
            "A clean rep needs a value for every sign.",
            "[grip-type]\nask = \"Which way do the palms face?\"",
            "# in the exercise\n[good]\ngrip-type = [\"overhand\", \"underhand\"]",
        ),
        Code::GoodAndTolerated => (
            "A value both good and tolerated",
            "The exercise calls the same value good and tolerated.",
            "Good is taught; tolerated has no verdict. It can't be both.",
            "[good]\ntop-pause = [\"brief\", \"held\"]\n[tolerated]\ntop-pause = \"held\"",
            "[good]\ntop-pause = \"brief\"\n[tolerated]\ntop-pause = \"held\"",
        ),
        Code::TooManyCells => (
            "More cells than a sign can have",
            "The sign has more than 64 named values, or this exercise's conditions cut its range into more than 64 pieces.",
            "The proofs hold a set of cells in one machine word. No sign that a person can judge comes near.",
            "",
            "",
        ),
        Code::NeverHolds => (
            "A condition that can never hold",
            "No possible rep makes this condition true.",
            "A mistake that can't fire can't be seen, asked or tested.",
            "when = { torso-angle = { from = 60, to = 50 } }",
            "when = { torso-angle = { from = 50, to = 60 } }",
        ),
        Code::CleanRepFires => (
            "A clean rep fires a mistake",
            "There is a rep in which every sign is good, and this mistake fires for it. The rep is shown.",
            "Then the file teaches and forbids the same thing, and no answer key could be trusted.",
            "[good]\ntorso-angle = { to = 50 }\n[mistake.too-upright]\nwhen = { torso-angle = { over = 45 } }",
            "[good]\ntorso-angle = { to = 45 }\n[mistake.too-upright]\nwhen = { torso-angle = { over = 45 } }",
        ),
        Code::NoCleanRep => (
            "No rep is both clean and possible",
            "The impossible pairs take away every rep in which all signs are good.",
            "Then nothing can be asked about this exercise: every question stands on its clean reps.",
            "[[impossible]]\nwhen = { knees = \"soft\" }   # and soft is the only good value",
            "[[impossible]]\nwhen = { knees = \"locked\", pick-up = \"flat-back\" }",
        ),
        Code::ExampleFails => (
            "An example fires other mistakes than it says",
            "With the signs of `rep`, and every other sign good, other mistakes fire than `expect` lists.",
            "Either the rule or the example says what the coach didn't mean.",
            "[[example]]\nrep = { torso-angle = 45 }\nexpect = [\"bor-too-upright\"]   # fires over 45",
            "[[example]]\nrep = { torso-angle = 46 }\nexpect = [\"bor-too-upright\"]",
        ),
        Code::ExampleImpossible => (
            "An example describes no possible rep",
            "An impossible pair rules out every rep with these signs, when the others are good.",
            "A test that nothing can fail tests nothing.",
            "[[example]]\nrep = { ribs = \"flared\", lumbar-shape = \"rounded\" }\nexpect = []",
            "[[example]]\nrep = { ribs = \"flared\" }\nexpect = [\"rib-flare\"]",
        ),
        Code::DrawsTooMany => (
            "A quiz draws more than there is",
            "The section asks for more items than it has questions, or than its rules can make.",
            "No item comes twice in a quiz, so it could never be asked.",
            "[[section]]\ndraw = 9\nquestions = [\"a-question\", \"another-question\"]",
            "[[section]]\ndraw = 2\nquestions = [\"a-question\", \"another-question\"]",
        ),
        Code::WeightsNotMet => (
            "An exam's weights can't be met",
            "The weights in [exam] ask for more of something than the sections can draw, or for everything at once.",
            "Each form of an exam has to meet its weights, so that no candidate sits an easier one.",
            "[exam.severity]\nlow = 1\nmedium = 1\nhigh = 40",
            "[exam.severity]\nlow = 2\nmedium = 5\nhigh = 3",
        ),
        Code::StrayCharacter => rules::STRAY_CHARACTER,
        Code::LookAlike => rules::LOOK_ALIKE,
        Code::TooLong => rules::TOO_LONG,
        Code::DoubledSource => rules::DOUBLED_SOURCE,
        Code::UnusedSign => rules::UNUSED_SIGN,
        Code::UnusedValue => rules::UNUSED_VALUE,
        Code::UnusedMistake => rules::UNUSED_MISTAKE,
        Code::UnusedMuscle => rules::UNUSED_MUSCLE,
        Code::UnusedSource => rules::UNUSED_SOURCE,
        Code::NotDrawn => rules::NOT_DRAWN,
        Code::PoseIgnored => rules::POSE_IGNORED,
        Code::RewordsNothing => rules::REWORDS_NOTHING,
        Code::UnusedAllow => rules::UNUSED_ALLOW,
        Code::AlwaysTogether => rules::ALWAYS_TOGETHER,
        Code::Covered => rules::COVERED,
        Code::ToleratedFires => rules::TOLERATED_FIRES,
        Code::Gap => rules::GAP,
        Code::MissingExample => rules::MISSING_EXAMPLE,
        Code::UntestedChange => rules::UNTESTED_CHANGE,
        Code::KeyStandsOut => questions::KEY_STANDS_OUT,
        Code::OptionsOverlap => questions::OPTIONS_OVERLAP,
        Code::UnevenOptions => questions::UNEVEN_OPTIONS,
        Code::AllOfTheAbove => questions::ALL_OF_THE_ABOVE,
        Code::NegativeStem => questions::NEGATIVE_STEM,
        Code::NotAQuestion => questions::NOT_A_QUESTION,
        Code::Absolutes => questions::ABSOLUTES,
        Code::WordClue => questions::WORD_CLUE,
        Code::NumbersOutOfOrder => questions::NUMBERS_OUT_OF_ORDER,
        Code::GivesAway => questions::GIVES_AWAY,
        Code::HardToRead => questions::HARD_TO_READ,
        Code::MedicalAdvice => questions::MEDICAL_ADVICE,
        Code::NotDecided => (
            "An analysis hit its budget",
            "Proving this would take longer than formcheck allows itself.",
            "It says so instead of guessing. Fewer signs in one `when`, or simpler ones, make it provable.",
            "",
            "",
        ),
        Code::NothingChecked => (
            "There was nothing to check",
            "The folder holds no rule files.",
            "A run that checked nothing must not look like one that passed.",
            "",
            "",
        ),
    }
}
