//! The faults: what is written instead of what, and what the linter has to say of it.

use formcheck_core::diagnostic::Code;

/// One fault.
pub(crate) struct Fault {
    /// The file it is in.
    pub(crate) file: &'static str,
    /// What the sound file says; it stands there once.
    pub(crate) find: &'static str,
    /// What is there instead.
    pub(crate) put: &'static str,
    /// The file that the finding is in.
    pub(crate) seen: &'static str,
    /// The code of the one finding.
    pub(crate) code: Code,
    /// What it underlines.
    pub(crate) token: &'static str,
    /// What its help has to say; empty: anything.
    pub(crate) help: &'static str,
}

pub(crate) const PACK: &str = "rules/pack.toml";
pub(crate) const SIGNS: &str = "rules/signs.toml";
pub(crate) const SOURCES: &str = "rules/sources.toml";
pub(crate) const MUSCLES: &str = "rules/muscles.toml";
pub(crate) const SHARED: &str = "rules/mistakes/shared.toml";
pub(crate) const BENT: &str = "rules/exercises/bent-row.toml";
pub(crate) const CABLE: &str = "rules/exercises/cable-row.toml";
pub(crate) const PRONE: &str = "rules/exercises/prone-row.toml";
pub(crate) const QUIZ: &str = "quizzes/first-steps.toml";

pub(crate) const fn fault(
    file: &'static str,
    find: &'static str,
    put: &'static str,
    code: Code,
    token: &'static str,
    help: &'static str,
) -> Fault {
    Fault { file, find, put, seen: file, code, token, help }
}

impl Fault {
    /// A fault that shows in another file.
    const fn seen_in(self, seen: &'static str) -> Fault {
        Fault { seen, ..self }
    }
}

/// Faults that are put in one at a time.
#[rustfmt::skip]
pub(crate) const FAULTS: &[Fault] = &[
    // A measure that doesn't fit its sign, or says too much or too little.
    fault(SIGNS, "unit = \"degrees\"", "unit = \"cm\"", Code::BadValue, "\"cm\"", "unit = \"degrees\""),
    fault(SIGNS, "to = 90, unit = \"degrees\" }", "to = 90 }", Code::BadValue, "{ from = 0, to = 90 }", "unit = \"degrees\""),
    fault(SIGNS, "[\"hip\", \"shoulder\"]", "[\"hip\"]", Code::BadValue, "[\"hip\"]", "above-level = ["),
    fault(SIGNS, "[\"hip\", \"shoulder\"]", "[\"hip\", \"shoulders\"]", Code::BadValue, "\"shoulders\"", "\"shoulder\""),
    fault(SIGNS, "[\"hip\", \"shoulder\"]", "[\"hip\", \"hip\"]", Code::BadValue, "\"hip\"", "another joint"),
    fault(SIGNS, "above-level = ", "above-lvel = ", Code::UnknownKey, "above-lvel", "above-level"),
    fault(SIGNS, "at = \"start\"\n", "", Code::MissingKey, "[\"hip\", \"shoulder\"]", "at = \"end\""),
    fault(SIGNS, "at = \"start\"", "at = [\"start\", \"most\"]", Code::BadValue, "\"most\"", "name two of"),
    fault(SIGNS, "at = \"start\"", "at = [\"start\", \"end\", \"back\"]", Code::BadValue, "[\"start\", \"end\", \"back\"]", "at = \"end\""),
    fault(SIGNS, "at = \"start\"", "at = \"bottom\"", Code::BadValue, "\"bottom\"", "choose one of"),
    fault(SIGNS, "at = \"start\"", "at = \"start\"\nlimits = [30]", Code::BadValue, "[30]", "take `limits` out"),
    fault(SIGNS, "at = \"start\"", "at = \"start\"\nshare-of = [\"hip\", \"knee\"]", Code::BadValue, "[\"hip\", \"knee\"]", "take `share-of` out"),
    fault(SIGNS, "at = \"start\"", "at = \"start\"\nbend = [\"hip\", \"knee\", \"ankle\"]", Code::BadValue, "[\"hip\", \"knee\", \"ankle\"]", "take `bend` out"),
    fault(SIGNS, "above-level = [\"hip\", \"shoulder\"]", "height = [\"knee\", \"hip\"]", Code::MissingKey, "[\"knee\", \"hip\"]", "share-of = ["),
    fault(SIGNS, "above-level = [\"hip\", \"shoulder\"]", "height = [\"knee\", \"hip\"]\nshare-of = [\"hip\"]", Code::BadValue, "[\"hip\"]", "share-of = ["),
    fault(SIGNS, "above-level = [\"hip\", \"shoulder\"]\n", "", Code::MissingKey, "[torso-angle.measure]", "add angle = "),
    fault(SIGNS, "[\"hold\", \"finish\"]", "[\"finish\", \"hold\"]", Code::BadValue, "\"hold\"", "in this order"),
    fault(SIGNS, "[\"hold\", \"finish\"]", "[\"hold\", \"hold\"]", Code::BadValue, "\"hold\"", "in this order"),
    fault(SIGNS, "limits = [0.5]", "limits = [0.5]\nat = \"end\"", Code::BadValue, "\"end\"", "take `at` out"),
    fault(SIGNS, "limits = [0.5]\n", "", Code::MissingKey, "[lowering.measure]", "limits = […]: 1 of them"),
    fault(SIGNS, "limits = [0.5]", "limits = [0.5, 1]", Code::BadValue, "[0.5, 1]", "one limit between"),
    fault(SIGNS, "limits = [0.5]", "limits = [\"0.5\"]", Code::WrongType, "\"0.5\"", "limits = ["),
    fault(SIGNS, "limits = [0.5]", "limits = [-1]", Code::BadValue, "-1", "above 0"),
    fault(SIGNS, "ask = \"How does the weight come down?\"", "ask = \"How does the weight come down?\"\nkind = \"felt\"", Code::BadValue, "[lowering.measure]", "take [lowering.measure] out"),
    // A header at the top takes in every key below it.
    fault(BENT, "name = \"Bent row\"", "[allow]\nname = \"Bent row\"", Code::UnknownKey, "name", "end of the file"),
    fault(
        BENT,
        "do = \"Hinge with soft knees\"",
        "do = “Hinge, with soft knees”",
        Code::Syntax,
        "“Hinge, with soft knees”",
        "\"Hinge, with soft knees\"",
    ),
    // Habits from elsewhere, and headers that slipped.
    fault(BENT, "{ over = 45 }", "{ over = \"45\" }", Code::WrongType, "\"45\"", "over = 45"),
    fault(BENT, "[[step]]\ndo = \"Take", "[step]\ndo = \"Take", Code::Syntax, "step", "[[step]]"),
    fault(BENT, "[mistake.too-upright]", "[mistake.too upright]", Code::Syntax, "mistake.too", "[mistake.too-upright]"),
    fault(BENT, "{ over = 45 }", "{ over = 45 degrees }", Code::Syntax, "45 degrees", "over = 45"),
    fault(BENT, "when = { knees = \"locked\" }", "when = knees = \"locked\"", Code::Syntax, "knees", "{ knees = \"locked\" }"),
    fault(BENT, "[mistake.too-upright]", "[mistakes.too-upright]", Code::Syntax, "mistakes", "[mistake.too-upright]"),
    fault(BENT, "[mistake.legs-locked]", "[legs-locked]", Code::UnknownKey, "legs-locked", "[mistake.legs-locked]"),
    fault(BENT, "{ torso-angle = { over = 45 } }", "{ torso-angle > 45 }", Code::Syntax, ">", "{ over = 45 }"),
    fault(BENT, "severity = \"low\"", "severity: \"low\"", Code::Syntax, ":", "severity = \"low\""),
    fault(SIGNS, "[knees.values]", "[kness.values]", Code::UnknownId, "kness", "`knees`"),
    fault(SIGNS, "[knees.values]\n", "", Code::UnknownKey, "locked", "[knees.values]"),
    fault(SIGNS, "usually = \"soft\"\n[knees.values]", "[knees.values]\nusually = \"soft\"", Code::UnknownKey, "usually", "above [knees.values]"),
    fault(SIGNS, "phase = \"lower\"\nusually = \"controlled\"\n[lowering.values]", "usually = \"controlled\"\n[lowering.values]\nphase = \"lower\"", Code::UnknownKey, "phase", "above [lowering.values]"),
    fault(SIGNS, "ask = \"How are the knees set?\"\nphase = \"setup\"\nusually = \"soft\"\n[knees.values]", "phase = \"setup\"\nusually = \"soft\"\n[knees.values]\nask = \"How are the knees set?\"", Code::UnknownKey, "ask", "above [knees.values]"),
    // Typos in keys.
    fault(SHARED, "severity = \"high\"", "severty = \"high\"", Code::UnknownKey, "severty", "`severity`"),
    fault(SHARED, "fix = \"Hold", "fxi = \"Hold", Code::UnknownKey, "fxi", "`fix`"),
    fault(PACK, "licence =", "license =", Code::UnknownKey, "license", "`licence`"),
    fault(PACK, "phases =", "phase =", Code::UnknownKey, "phase", "`phases`"),
    fault(BENT, "[tolerated]", "[tolereted]", Code::UnknownKey, "tolereted", "`tolerated`"),
    fault(BENT, "[[step]]\ndo = \"Pull", "[[steps]]\ndo = \"Pull", Code::UnknownKey, "steps", "step"),
    fault(BENT, "equipment =", "equpiment =", Code::UnknownKey, "equpiment", "`equipment`"),
    fault(BENT, "{ over = 45 }", "{ above = 45 }", Code::UnknownKey, "above", "did you mean `over`? The keys are from, to, over, under or not"),
    fault(SIGNS, "usually = \"soft\"", "usualy = \"soft\"", Code::UnknownKey, "usualy", "`usually`"),
    fault(SIGNS, "[lowering.values]", "[lowering.value]", Code::UnknownKey, "value", "`values`"),
    fault(QUIZ, "draw = 2\nkinds", "drw = 2\nkinds", Code::UnknownKey, "drw", "`draw`"),
    fault(QUIZ, "explain = \"The biceps", "explian = \"The biceps", Code::UnknownKey, "explian", "`explain`"),
    fault(BENT, "mistakes = [", "mistaks = [", Code::UnknownKey, "mistaks", "`mistakes`"),
    fault(BENT, "[mistake.too-upright]", "[mistke.too-upright]", Code::UnknownKey, "mistke", "`mistake`"),
    fault(BENT, "[good]", "[goood]", Code::UnknownKey, "goood", "`good`"),
    fault(QUIZ, "questions = [\"blades-first\"", "question = [\"blades-first\"", Code::UnknownKey, "question", "`questions`"),
    fault(QUIZ, "kind = \"number\"", "knd = \"number\"", Code::UnknownKey, "knd", "`kind`"),
    fault(QUIZ, "minutes = 10", "minutes = 10\nshuffle = true", Code::UnknownKey, "shuffle", ""),
    // Typos in ids.
    fault(BENT, "\"torso-heave\"", "\"torso-heav\"", Code::UnknownId, "\"torso-heav\"", "`torso-heave`"),
    fault(BENT, "\"rhomboids\"", "\"romboids\"", Code::UnknownId, "\"romboids\"", "`rhomboids`"),
    fault(BENT, "\"row-book#page-3\"", "\"rowbook#page-3\"", Code::UnknownId, "\"rowbook#page-3\"", "`row-book`"),
    fault(BENT, "knees = \"deep\"", "knee = \"deep\"", Code::UnknownId, "knee", "`knees`"),
    fault(BENT, "torso-angle = \"Lower", "torso_angle = \"Lower", Code::BadId, "torso_angle", "`torso-angle`"),
    fault(BENT, "expect = [\"too-upright\"]", "expect = [\"to-upright\"]", Code::UnknownId, "\"to-upright\"", "`too-upright`"),
    fault(SHARED, "when = { lowering", "when = { lowring", Code::UnknownId, "lowring", "`lowering`"),
    fault(SHARED, "\"row-book#page-12\"", "\"blog\"", Code::UnknownId, "\"blog\"", "row-book"),
    fault(CABLE, "[reword.dropped-weight]", "[reword.droped-weight]", Code::UnknownId, "droped-weight", "`dropped-weight`"),
    fault(QUIZ, "\"cable-row\"]", "\"cabel-row\"]", Code::UnknownId, "\"cabel-row\"", "`cable-row`"),
    fault(QUIZ, "\"what-bends\",", "\"what-bend\",", Code::UnknownId, "\"what-bend\"", "`what-bends`"),
    fault(QUIZ, "exercises = [\"bent-row\", \"cable-row\"]", "tags = [\"cabel\"]", Code::UnknownId, "\"cabel\"", "`cable`"),
    fault(QUIZ, "exercises = [\"bent-row\", ", "exercises = [\"arm-rowing\", ", Code::UnknownId, "\"arm-rowing\"", ""),
    fault(PACK, "notice =", "uses = [\"mid-back\"]\nnotice =", Code::UnknownId, "\"mid-back\"", ""),
    // Unknown phases.
    fault(SIGNS, "phase = \"lower\"", "phase = \"lowering\"", Code::UnknownId, "\"lowering\"", "`lower`"),
    fault(CABLE, "phase = \"setup\"", "phase = \"start\"", Code::UnknownId, "\"start\"", "setup"),
    fault(PRONE, "phases = [\"pull\", ", "phases = [\"pul\", ", Code::UnknownId, "\"pul\"", "`pull`"),
    // Typos in values.
    fault(SHARED, "first-to-move = \"elbows\"", "first-to-move = \"elbow\"", Code::UnknownValue, "\"elbow\"", "`elbows`"),
    fault(BENT, "when = { knees = \"locked\" }", "when = { knees = [\"locked\", \"streched\"] }", Code::UnknownValue, "\"streched\"", "locked"),
    fault(CABLE, "rep = { lowering = \"dropped\" }", "rep = { lowering = \"droped\" }", Code::UnknownValue, "\"droped\"", "`dropped`"),
    fault(SIGNS, "usually = \"controlled\"", "usually = \"control\"", Code::UnknownValue, "\"control\"", "`controlled`"),
    fault(SIGNS, "lowering = \"dropped\" }", "lowering = \"falls\" }", Code::UnknownValue, "\"falls\"", "dropped"),
    fault(BENT, "when = { knees = \"locked\" }", "when = { knees = \"…\" }", Code::UnknownValue, "\"…\"", "its values are"),
    fault(SIGNS, "usually = \"controlled\"", "usually = \"cntrolled\"", Code::UnknownValue, "\"cntrolled\"", "its values are dropped and controlled; did you mean `controlled`?"),
    // Numbers out of range.
    fault(BENT, "rep = { torso-angle = 46 }", "rep = { torso-angle = 460 }", Code::UnknownValue, "460", "0 to 90"),
    fault(PRONE, "{ over = 80 }", "{ over = 180 }", Code::UnknownValue, "180", "0 to 90"),
    fault(QUIZ, "pass = 80", "pass = 180", Code::BadValue, "180", "0 to 100"),
    fault(QUIZ, "draw = 2\nkinds", "draw = 0\nkinds", Code::BadValue, "0", "1 to 1000"),
    fault(PACK, "format = 1", "format = 3", Code::BadValue, "3", "from 1 to 2"),
    fault(SIGNS, "apart = 8", "apart = 0", Code::BadValue, "0", "apart = 1"),
    fault(BENT, "reps = { from = 6, to = 12,", "reps = { from = 12, to = 6,", Code::BadValue, "{ from = 12, to = 6, load = \"moderate\" }", "smaller"),
    fault(SIGNS, "range = { from = 0, to = 90,", "range = { from = 90, to = 0,", Code::BadValue, "{ from = 90, to = 0, unit = \"degrees\" }", "smaller"),
    // Wrong types.
    fault(BENT, "{ over = 45 }", "{ over = 45.5 }", Code::WrongType, "45.5", "over = 45 or over = 46"),
    fault(BENT, "[[example]]\nrep = { torso-angle = 46 }\nexpect = [\"too-upright\"]\n\n[[example]]\n", "[example]\nrep = { torso-angle = 46 }\nexpect = [\"too-upright\"]\n\n[example]\n", Code::Syntax, "example", "[[example]] each time, with two brackets"),
    fault(QUIZ, "minutes = 10", "minutes = \"10\"", Code::WrongType, "\"10\"", "minutes = 10"),
    fault(CABLE, "tags = [\"row\", \"cable\"]", "tags = \"row\"", Code::WrongType, "\"row\"", "tags = [\"row\"]"),
    fault(BENT, "swaps = true", "swaps = \"yes\"", Code::WrongType, "\"yes\"", "swaps = true"),
    fault(SHARED, "cue = \"Still torso\"", "cue = 2", Code::WrongType, "2", "cue = \"2\""),
    fault(SHARED, "aka = [\"biceps rowing\"]", "aka = [\"biceps rowing\", 7]", Code::WrongType, "7", "\"7\""),
    fault(SOURCES, "year = 2020", "year = \"2020\"", Code::WrongType, "\"2020\"", "year = 2020"),
    fault(BENT, "[[example]]\nrep = { torso-angle = 46 }\nexpect = [\"too-upright\"]\n\n[[example]]\nrep = { torso-angle = 45 }\nexpect = []", "[example]\nrep = { torso-angle = 46 }\nexpect = [\"too-upright\"]", Code::WrongType, "[example]", "[[example]]"),
    fault(BENT, "rep = { torso-angle = 46 }", "rep = { torso-angle = \"46\" }", Code::WrongType, "\"46\"", "46"),
    fault(SHARED, "when = { lowering = \"dropped\" }", "when = { lowering = { over = 3 } }", Code::WrongType, "{ over = 3 }", "dropped"),
    fault(PRONE, "rep = { first-to-move = \"elbows\",", "rep = { first-to-move = 2,", Code::WrongType, "2", "elbows"),
    fault(QUIZ, "answer = true", "answer = \"true\"", Code::WrongType, "\"true\"", "answer = true"),
    // Missing keys.
    fault(SHARED, "fix = \"Pull until you reach the body.\"\n", "", Code::MissingKey, "[stops-short]", "fix"),
    fault(PRONE, "fix = \"Lower the bench by a notch.\"\n", "", Code::MissingKey, "[mistake.bench-too-steep]", "fix"),
    fault(SIGNS, "ask = \"Where does the pull end?\"\n", "", Code::MissingKey, "[end-reach]", "ask"),
    fault(SIGNS, "because = \"nobody gets that low with a squat's knees\"\n", "", Code::MissingKey, "[[impossible]]", "because"),
    fault(SIGNS, "say = \"the torso sits about {value} degrees above horizontal\"\n", "", Code::MissingKey, "torso-angle", "{value}"),
    fault(SIGNS, "[end-reach.values]\nshort = \"the pull ends well before the body\"\nfull = \"the pull ends at the body\"\n", "", Code::MissingKey, "end-reach", "[end-reach.values]"),
    fault(PACK, "version = \"1.0.0\"\n", "", Code::MissingKey, "format = 1", "version"),
    fault(CABLE, "name = \"Cable row\"\n", "", Code::MissingKey, "tags = [\"row\", \"cable\"]", "name"),
    fault(SOURCES, "kind = \"consensus\"\n", "", Code::MissingKey, "[our-gym]", "kind"),
    fault(CABLE, "expect = [\"dropped-weight\"]\n", "", Code::MissingKey, "[[example]]", "expect"),
    fault(QUIZ, "because = \"Then the arms do the work.\"\n", "", Code::MissingKey, "[[question.blades-first.wrong]]", "because"),
    fault(QUIZ, "kind = \"order\"\n", "", Code::MissingKey, "[question.in-order]", "order"),
    fault(QUIZ, "questions = [\"blades-first\", \"what-bends\", \"slow-down\"]\n", "", Code::MissingKey, "[[section]]", "questions"),
    // Words, texts and ids that a key doesn't take.
    fault(SHARED, "severity = \"high\"", "severity = \"severe\"", Code::BadValue, "\"severe\"", "high"),
    fault(SHARED, "severity = \"high\"", "severity = \"High\"", Code::BadValue, "\"High\"", "\"high\""),
    fault(SOURCES, "kind = \"book\"", "kind = \"books\"", Code::BadValue, "\"books\"", "\"book\""),
    fault(SIGNS, "kind = \"context\"", "kind = \"contxt\"", Code::BadValue, "\"contxt\"", "\"context\""),
    fault(SHARED, "cue = \"Still torso\"", "cue = \"Keep your torso as still as you can\"", Code::TooLong, "\"Keep your torso as still as you can\"", "6"),
    fault(CABLE, "cue = \"No slamming\"", "cue = \"Do not let the stack slam down\"", Code::TooLong, "\"Do not let the stack slam down\"", "6"),
    fault(SHARED, "why = \"The lower back jerks the weight up.\"", "why = \" \"", Code::BadValue, "\" \"", "text"),
    fault(SIGNS, "about {value} degrees", "about some degrees", Code::BadValue, "\"the torso sits about some degrees above horizontal\"", "{value}"),
    fault(SIGNS, "deep = \"the", "any = \"the", Code::BadId, "any", "another name"),
    fault(MUSCLES, "[biceps]", "[Biceps]", Code::BadId, "Biceps", "`biceps`"),
    fault(BENT, "[mistake.legs-locked]", "[mistake.\"legs locked\"]", Code::BadId, "\"legs locked\"", "`legs-locked`"),
    // Empty sets.
    fault(SHARED, "when = { lowering = \"dropped\" }", "when = { lowering = [] }", Code::NeverHolds, "[]", "dropped"),
    fault(SHARED, "when = { lowering = \"dropped\" }", "when = {}", Code::BadValue, "{}", "at least one"),
    fault(SHARED, "when = { lowering = \"dropped\" }", "when = []", Code::NeverHolds, "[]", "at least one"),
    fault(BENT, "torso-angle = { from = 15, to = 45 }", "torso-angle = {}", Code::BadValue, "{}", "from"),
    fault(SIGNS, "short = \"the pull ends well before the body\"\n", "", Code::BadValue, "[end-reach.values]", "another"),
    // Conditions that never hold.
    fault(PRONE, "when = { torso-angle = { over = 30 } }", "when = { torso-angle = { over = 80 } }", Code::NeverHolds, "{ torso-angle = { over = 80 } }", "impossible"),
    fault(BENT, "{ over = 45 }", "{ over = 60, under = 50 }", Code::NeverHolds, "{ over = 60, under = 50 }", "0 to 90"),
    fault(SHARED, "when = { first-to-move = \"torso\" }", "when = { first-to-move = { not = \"any\" } }", Code::NeverHolds, "{ not = \"any\" }", "torso"),
    // Clean reps.
    fault(BENT, "torso-angle = { from = 15, to = 45 }", "torso-angle = { from = 15, to = 50 }", Code::CleanRepFires, "{ torso-angle = { over = 45 } }", "narrower"),
    fault(BENT, "knees = \"deep\"", "knees = [\"deep\", \"soft\"]", Code::GoodAndTolerated, "[\"deep\", \"soft\"]", "one of them"),
    fault(SIGNS, "usually = \"full\"\n", "", Code::NoGoodValue, "\"short\"", "[good]").seen_in(CABLE),
    // Failing examples.
    fault(BENT, "rep = { torso-angle = 46 }", "rep = { torso-angle = 40 }", Code::ExampleFails, "[\"too-upright\"]", "expect = []"),
    fault(BENT, "rep = { torso-angle = 45 }\nexpect = []", "rep = { torso-angle = 60 }\nexpect = []", Code::ExampleFails, "[]", "too-upright"),
    fault(BENT, "rep = { torso-angle = 45 }", "rep = { torso-angle = 45, first-to-move = \"elbows\" }", Code::ExampleFails, "[]", "arm-rowing"),
    fault(PRONE, "expect = [\"arm-rowing\", \"dropped-weight\"]", "expect = [\"arm-rowing\"]", Code::ExampleFails, "[\"arm-rowing\"]", "dropped-weight"),
    fault(BENT, "rep = { torso-angle = 45 }", "rep = { torso-angle = 10, knees = \"deep\" }", Code::ExampleImpossible, "{ torso-angle = 10, knees = \"deep\" }", "change"),
    fault(CABLE, "rep = { lowering = \"dropped\" }", "rep = { lowering = \"dropped\", torso-angle = 10 }", Code::UnobservedSign, "torso-angle", "observes"),
    fault(CABLE, "expect = [\"dropped-weight\"]", "expect = [\"dropped-weight\", \"torso-heave\"]", Code::UnlistedMistake, "\"torso-heave\"", "`mistakes`"),
    // Doubled things.
    fault(BENT, "mistakes = [\"arm-rowing\", ", "mistakes = [\"arm-rowing\", \"arm-rowing\", ", Code::ListedTwice, "\"arm-rowing\"", "one of them"),
    fault(PRONE, "mistakes = [\"arm-rowing\",", "mistakes = [\"bench-too-steep\", \"arm-rowing\",", Code::ListedTwice, "\"bench-too-steep\"", "take it out"),
    fault(CABLE, "mistakes = [", "mistakes = [\"bench-too-steep\", ", Code::UnlistedMistake, "\"bench-too-steep\"", "rules/mistakes"),
    fault(PACK, "\"pull\", \"lower\"]", "\"pull\", \"lower\", \"pull\"]", Code::ListedTwice, "\"pull\"", "one of them"),
    fault(MUSCLES, "[rhomboid-minor]", "[torso-heave]", Code::DuplicateId, "torso-heave", "another id"),
    fault(MUSCLES, "[rhomboid-minor]", "[row-book]", Code::DuplicateId, "row-book", "another id").seen_in(SOURCES),
    fault(QUIZ, "kinds = [\"spot\", ", "kinds = [\"spot\", \"spot\", ", Code::ListedTwice, "\"spot\"", "one of them"),
    fault(SHARED, "cue = \"Still torso\"", "cue = \"Still torso\"\ncue = \"Quiet torso\"", Code::DuplicateKey, "cue", "one of them"),
    fault(MUSCLES, "[rhomboid-minor]", "[rhomboid-major]", Code::DuplicateKey, "rhomboid-major", "one of them"),
    fault(BENT, "[tolerated]\nknees", "[good]\nknees", Code::DuplicateKey, "good", "one of them"),
    // TOML faults.
    fault(SHARED, "name = \"Arm rowing\"", "name = Arm rowing", Code::Syntax, "Arm rowing", "\"Arm rowing\""),
    fault(SHARED, "name = \"Arm rowing\"", "name = \"Arm rowing", Code::Syntax, "\"Arm rowing", "write name = \"Arm rowing\""),
    fault(SHARED, "name = \"Arm rowing\"", "name = Arm rowing\"", Code::Syntax, "Arm rowing\"", "\"Arm rowing\""),
    fault(SHARED, "name = \"Arm rowing\"", "name \"Arm rowing\"", Code::Syntax, "\"Arm rowing\"", "="),
    fault(SHARED, "name = \"Arm rowing\"", "name = “Arm rowing”", Code::Syntax, "“Arm rowing”", "\"Arm rowing\""),
    fault(SHARED, "name = \"Arm rowing\"", "name = \"Arm rowing\" # ok\nThis is my favourite.", Code::Syntax, "This is my favourite.", ""),
    fault(SHARED, "name = \"Arm rowing\"", "name == \"Arm rowing\"", Code::Syntax, "=", "write name = \"Arm rowing\""),
    fault(SHARED, "name = \"Arm rowing\"", "name =", Code::Syntax, "=", "name = "),
    fault(SHARED, "aka = [\"biceps rowing\"]", "aka = [\"biceps rowing\"", Code::Syntax, "[", "]"),
    fault(BENT, "mistakes = [\"arm-rowing\", \"torso-heave\", ", "mistakes = [\"arm-rowing\" \"torso-heave\", ", Code::Syntax, "\"torso-heave\"", ","),
    fault(SIGNS, "[end-reach]", "[end-reach", Code::Syntax, "end-reach", "]"),
    fault(BENT, "[mistake.too-upright]", "[mistake.too-upright", Code::Syntax, "mistake.too-upright", "]"),
    fault(SHARED, "when = { lowering = \"dropped\" }", "when = { lowering = \"dropped\"", Code::Syntax, "{", "}"),
    fault(PACK, "phases = [\"setup\", \"pull\", \"lower\"]", "phases = [\"setup\", \"pull\", \"lower\"", Code::Syntax, "[", "]"),
    fault(BENT, "[tolerated]", "tolerated]", Code::Syntax, "tolerated]", "[tolerated]"),
    fault(BENT, "[mistake.too-upright]", "mistake.too-upright]", Code::Syntax, "mistake.too-upright]", "[mistake.too-upright]"),
    fault(QUIZ, "[question.blades-first]", "[question.blades-first", Code::Syntax, "question.blades-first", "]"),
    fault(QUIZ, "[question.blades-first]", "question.blades-first]", Code::Syntax, "question.blades-first]", "[question.blades-first]"),
    fault(QUIZ, "draw = 2\nquestions", "draw 2\nquestions", Code::Syntax, "2", "draw = 2"),
    fault(QUIZ, "draw = 2\nquestions", "draw\nquestions", Code::Syntax, "draw", "draw = "),
    fault(QUIZ, "draw = 2\nquestions", "draw: 2\nquestions", Code::Syntax, ":", "="),
    fault(PRONE, "sources = [\"our-gym\"]", "sources = \"our-gym\"]", Code::Syntax, "]", "["),
    fault(PRONE, "sources = [\"our-gym\"]", "sources = [\"our-gym]", Code::Syntax, "\"our-gym]", "quote"),
    fault(CABLE, "mistakes = [\"arm-rowing\", ", "mistakes = [\"arm-rowing, ", Code::Syntax, "stops-short\"", "quote"),
    fault(PRONE, "{ from = 8, to = 15 }", "{ from = 8 to = 15 }", Code::Syntax, "to", ","),
    fault(PRONE, "{ from = 8, to = 15 }", "{ from = 08, to = 15 }", Code::Syntax, "0", "from = 8,"),
    fault(PRONE, "fix = \"Lower the bench by a notch.\"", "fix = \"Lower the \"bench\" by a notch.\"", Code::Syntax, "bench\"", "\\\"bench\\\""),
    fault(SHARED, "why = \"The arms do", "why = \"C:\\work: the arms do", Code::Syntax, "work:", "C:\\\\work"),
    fault(QUIZ, "minutes = 10", "minutes = ten", Code::Syntax, "ten", "minutes = 10"),
    // Quizzes.
    fault(QUIZ, "kinds = [\"spot\", ", "kinds = [\"spt\", ", Code::BadValue, "\"spt\"", "`spot`"),
    fault(QUIZ, "kind = \"number\"", "kind = \"numbre\"", Code::BadValue, "\"numbre\"", "\"number\""),
    fault(QUIZ, "kinds = [\"spot\", ", "questions = \"all\"\nkinds = [\"spot\", ", Code::BadValue, "\"all\"", "second [[section]]"),
    fault(QUIZ, "draw = 2\nquestions", "draw = 4\nquestions", Code::DrawsTooMany, "4", "draw = 3"),
    fault(QUIZ, "say = \"The torso\"", "say = \"The elbows\"", Code::ListedTwice, "\"The elbows\"", "change one"),
    fault(QUIZ, "order = [\"Draw the blades back\", \"Bend the elbows\", \"Let the weight down\"]", "order = [\"Draw the blades back\", \"Bend the elbows\"]", Code::BadValue, "[\"Draw the blades back\", \"Bend the elbows\"]", "more"),
    fault(QUIZ, "[\"blades\", \"pull\"]", "[\"blades\"]", Code::WrongType, "[\"blades\"]", "[\"left\", \"right\"]"),
    fault(QUIZ, "feedback = \"each\"", "feedback = \"eahc\"", Code::BadValue, "\"eahc\"", "\"each\""),
    fault(QUIZ, "questions = [\"blades-first\", \"what-bends\", \"slow-down\"]", "questions = \"al\"", Code::WrongType, "\"al\"", "\"all\""),
];

/// Faults that are put in all at once; none is in another's way.
#[rustfmt::skip]
pub(crate) const TOGETHER: &[Fault] = &[
    fault(PACK, "licence =", "license =", Code::UnknownKey, "license", "`licence`"),
    fault(PACK, "format = 1", "format = 3", Code::BadValue, "3", "from 1 to 2"),
    fault(SIGNS, "apart = 8", "apart = 0", Code::BadValue, "0", "apart = 1"),
    fault(SIGNS, "phase = \"lower\"", "phase = \"lowering\"", Code::UnknownId, "\"lowering\"", "`lower`"),
    fault(SOURCES, "kind = \"book\"", "kind = \"books\"", Code::BadValue, "\"books\"", "\"book\""),
    fault(SOURCES, "kind = \"consensus\"\n", "", Code::MissingKey, "[our-gym]", "kind"),
    fault(MUSCLES, "actions = [\"scapular retraction\"]", "actions = \"scapular retraction\"", Code::WrongType, "\"scapular retraction\"", "["),
    fault(MUSCLES, "name = \"Biceps\"", "name = \"Biceps", Code::Syntax, "\"Biceps", "write name = \"Biceps\""),
    fault(SHARED, "severity = \"high\"", "severty = \"high\"", Code::UnknownKey, "severty", "`severity`"),
    fault(SHARED, "first-to-move = \"elbows\"", "first-to-move = \"elbow\"", Code::UnknownValue, "\"elbow\"", "`elbows`"),
    fault(SHARED, "cue = \"All the way\"", "cue = \"Pull it all the way to you\"", Code::TooLong, "\"Pull it all the way to you\"", "6"),
    fault(BENT, "\"torso-heave\"", "\"torso-heav\"", Code::UnknownId, "\"torso-heav\"", "`torso-heave`"),
    fault(BENT, "swaps = true", "swaps = \"yes\"", Code::WrongType, "\"yes\"", "swaps = true"),
    fault(CABLE, "[reword.dropped-weight]", "[reword.droped-weight]", Code::UnknownId, "droped-weight", "`dropped-weight`"),
    fault(CABLE, "mistakes = [", "mistakes = [\"bench-too-steep\", ", Code::UnlistedMistake, "\"bench-too-steep\"", "rules/mistakes"),
    fault(PRONE, "fix = \"Lower the bench by a notch.\"\n", "", Code::MissingKey, "[mistake.bench-too-steep]", "fix"),
    fault(PRONE, "phases = [\"pull\", ", "phases = [\"pul\", ", Code::UnknownId, "\"pul\"", "`pull`"),
    fault(QUIZ, "pass = 80", "pass = 180", Code::BadValue, "180", "0 to 100"),
    fault(QUIZ, "kinds = [\"spot\", ", "kinds = [\"spt\", ", Code::BadValue, "\"spt\"", "`spot`"),
    fault(QUIZ, "\"what-bends\",", "\"what-bend\",", Code::UnknownId, "\"what-bend\"", "`what-bends`"),
];
