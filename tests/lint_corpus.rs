//! Some sixty faults that coaches make, each sown alone into a sound pack (tests/lint/good): each is found once, under
//! the right code, at the token that is wrong. Then many at once, and two hundred files with one fault each.

use std::fs;
use std::path::Path;

use formcheck::diagnostic::Diagnostic;
use formcheck::lint::lint;
use formcheck::rulebook::source::in_memory;
use formcheck::rulebook::{Loaded, load};

const FILES: [&str; 8] = [PACK, SIGNS, SOURCES, MUSCLES, PULLING, PLAIN, STRICT, QUIZ];
const PACK: &str = "rules/pack.toml";
const SIGNS: &str = "rules/signs.toml";
const SOURCES: &str = "rules/sources.toml";
const MUSCLES: &str = "rules/muscles.toml";
const PULLING: &str = "rules/mistakes/pulling.toml";
const PLAIN: &str = "rules/exercises/plain-row.toml";
const STRICT: &str = "rules/exercises/strict-row.toml";
const QUIZ: &str = "quizzes/first-quiz.toml";

/// A file, what stands in it, what is written instead, the code, the text underlined, a word of the message or help.
type Sown = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const SOWN: &[Sown] = &[
    // Keys.
    (PULLING, "severity = \"high\"", "severty = \"high\"", "unknown-key", "severty", "severity"),
    (PULLING, "why = \"The arms", "Why = \"The arms", "unknown-key", "Why", "why"),
    (PULLING, "cue = \"Quiet hips\"", "cues = \"Quiet hips\"", "unknown-key", "cues", "cue"),
    (PLAIN, "equipment =", "equipement =", "unknown-key", "equipement", "equipment"),
    (PLAIN, "muscles = { primary", "muscles = { primry", "unknown-key", "primry", "primary"),
    (PLAIN, "reps = { from", "reps = { form", "unknown-key", "form", "from"),
    (PLAIN, "do = \"Hinge", "doo = \"Hinge", "unknown-key", "doo", "do"),
    (PLAIN, "[tolerated]", "[tollerated]", "unknown-key", "tollerated", "tolerated"),
    (PLAIN, "[[example]]\nrep = { momentum", "[[exmple]]\nrep = { momentum", "unknown-key", "exmple", "example"),
    (SIGNS, "apart = 8", "appart = 8", "unknown-key", "appart", "apart"),
    (SIGNS, "unit = \"degrees\"", "units = \"degrees\"", "unknown-key", "units", "unit"),
    (SOURCES, "kind = \"consensus\"", "kind = \"consensus\"\npage = 3", "unknown-key", "page", ""),
    (MUSCLES, "actions =", "action =", "unknown-key", "action", "actions"),
    (QUIZ, "draw = 2", "draws = 2", "unknown-key", "draws", "draw"),
    (QUIZ, "explain =", "explains =", "unknown-key", "explains", "explain"),
    (PACK, "licence =", "license =", "unknown-key", "license", "licence"),
    // Missing keys.
    (PULLING, "fix = \"Start with the blades.\"\n", "", "missing-key", "[arm-rowing]", "fix"),
    (PULLING, "when = { end = \"short\" }\n", "", "missing-key", "[stops-short]", "when"),
    (SIGNS, "ask = \"What moves first?\"\n", "", "missing-key", "[first-to-move]", "ask"),
    (PLAIN, "name = \"Plain row\"\n", "", "missing-key", "tags = [\"row\"]", "name"),
    (QUIZ, "about = \"Two rows.\"\n", "", "missing-key", "title = \"First quiz\"", "about"),
    (SOURCES, "title = \"A coach's own notes\"\n", "", "missing-key", "[own-notes]", "title"),
    (PLAIN, "expect = [\"too-upright\"]\n", "", "missing-key", "[[example]]", "expect"),
    // Types and values.
    (PULLING, "severity = \"high\"", "severity = 3", "wrong-type", "3", "severity"),
    (PULLING, "severity = \"high\"", "severity = \"very high\"", "bad-value", "\"very high\"", "high"),
    (PULLING, "sources = [\"own-notes\"]\n\n[big", "sources = \"own-notes\"\n\n[big", "wrong-type", "\"own-notes\"", "list"),
    (PULLING, "why = \"The swing lifts the weight.\"", "why = \"\"", "bad-value", "\"\"", "why"),
    (PLAIN, "from = 6, to = 12", "from = 12, to = 6", "bad-value", "{ from = 12, to = 6, load = \"moderate\" }", "smaller"),
    (PLAIN, "from = 6,", "from = \"six\",", "wrong-type", "\"six\"", "number"),
    (SIGNS, "range = { from = 0, to = 90,", "range = { from = 90, to = 0,", "bad-value", "{ from = 90, to = 0, unit = \"degrees\" }", "smaller"),
    (SIGNS, "kind = \"context\"", "kind = \"contxt\"", "bad-value", "\"contxt\"", "context"),
    (SIGNS, "say = \"the torso sits about {value} degrees", "say = \"the torso sits about so many degrees", "bad-value", "\"the torso sits about so many degrees above horizontal\"", "{value}"),
    (QUIZ, "draw = 2", "draw = 0", "bad-value", "0", "draw"),
    (QUIZ, "kinds = [\"spot\"]", "kinds = [\"spott\"]", "bad-value", "\"spott\"", "spot"),
    (QUIZ, "feedback = \"each\"", "feedback = \"after\"", "bad-value", "\"after\"", "each"),
    (QUIZ, "kind = \"choice\"", "kind = \"choise\"", "bad-value", "\"choise\"", "choice"),
    (PACK, "format = 1", "format = 2", "bad-value", "2", "1"),
    // Ids.
    (PULLING, "[stops-short]", "[stops_short]", "bad-id", "stops_short", "stops-short"),
    (PLAIN, "\"big-swing\", ", "\"big-swings\", ", "unknown-id", "\"big-swings\"", "big-swing"),
    (PLAIN, "primary = [\"rhomboids\"]", "primary = [\"romboids\"]", "unknown-id", "\"romboids\"", "rhomboids"),
    (PLAIN, "phase = \"setup\"", "phase = \"set-up\"", "unknown-id", "\"set-up\"", "setup"),
    (PLAIN, "expect = [\"too-upright\"]", "expect = [\"to-upright\"]", "unknown-id", "\"to-upright\"", "too-upright"),
    (PULLING, "sources = [\"own-notes\"]", "sources = [\"own-note\"]", "unknown-id", "\"own-note\"", "own-notes"),
    (PULLING, "first-to-move = \"elbows\"", "first-move = \"elbows\"", "unknown-id", "first-move", "first-to-move"),
    (QUIZ, "questions = \"all\"", "questions = [\"what-lead\"]", "unknown-id", "\"what-lead\"", "what-leads"),
    (QUIZ, "kinds = [\"spot\"]", "kinds = [\"spot\"]\nexercises = [\"plain\"]", "unknown-id", "\"plain\"", "plain-row"),
    (QUIZ, "kinds = [\"spot\"]", "kinds = [\"spot\"]\ntags = [\"rows\"]", "unknown-id", "\"rows\"", "row"),
    (SOURCES, "kind = \"consensus\"", "kind = \"consensus\"\n\n[arm-rowing]\ntitle = \"Notes\"\nkind = \"book\"", "duplicate-id", "arm-rowing", "arm-rowing"),
    (PLAIN, "\"stops-short\"]", "\"stops-short\", \"stops-short\"]", "listed-twice", "\"stops-short\"", "twice"),
    // Conditions.
    (PULLING, "end = \"short\"", "end = \"shrt\"", "unknown-value", "\"shrt\"", "short"),
    (PLAIN, "{ over = 45 }", "{ over = 95 }", "unknown-value", "95", "90"),
    (PLAIN, "{ over = 45 }", "{ ovr = 45 }", "unknown-key", "ovr", "over"),
    (PLAIN, "{ over = 45 }", "\"high\"", "wrong-type", "\"high\"", "number"),
    (PLAIN, "momentum = \"slight\"\n\n[mis", "momentum = [\"slight\", \"none\"]\n\n[mis", "good-and-tolerated", "[\"slight\", \"none\"]", "none"),
    (PULLING, "{ first-to-move = \"elbows\" }", "{ first-to-move = { not = \"elbows\" } }", "clean-rep-fires", "{ first-to-move = { not = \"elbows\" } }", "blades"),
    // Examples.
    (PLAIN, "torso-angle = 50", "torso-angle = 40", "example-fails", "[\"too-upright\"]", "too-upright"),
    (PLAIN, "torso-angle = 50", "torso-angle = 500", "unknown-value", "500", "90"),
    (PLAIN, "expect = []", "expect = [\"big-swing\"]", "example-fails", "[\"big-swing\"]", "big-swing"),
    // Syntax.
    (PULLING, "name = \"Big swing\"", "name = Big swing", "syntax", "Big swing", "quot"),
    (PULLING, "name = \"Big swing\"", "name \"Big swing\"", "syntax", "", "="),
    (PULLING, "[big-swing]", "[big-swing", "syntax", "", "]"),
    (PLAIN, "expect = [\"too-upright\"]", "expect = [\"too-upright\"", "syntax", "", ""),
    // Quizzes.
    (QUIZ, "draw = 1", "draw = 9", "draws-too-many", "9", "1"),
    (QUIZ, "say = \"The hips\"", "say = \"The elbows\"", "listed-twice", "", "twice"),
];

fn good(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/good");
    fs::read_to_string(root.join(path)).expect("a file of the good pack")
}

/// The good pack with some faults sown.
fn sow(sown: &[&Sown]) -> Loaded {
    let texts: Vec<(&str, String)> = FILES
        .iter()
        .map(|&path| {
            let mut text = good(path);
            for (_, from, to, ..) in sown.iter().filter(|one| one.0 == path) {
                assert!(text.contains(from), "{path} has {from}");
                text = text.replacen(from, to, 1);
            }
            (path, text)
        })
        .collect();
    load(vec![in_memory(texts.iter().map(|(path, text)| (*path, text.as_str())))])
}

fn underlined<'l>(loaded: &'l Loaded, found: &Diagnostic) -> (&'l str, &'l str) {
    let span = found.span.expect("it has a place");
    (&loaded.sources.file(span.file).path, loaded.sources.text(span))
}

#[test]
fn each_fault_is_found_once_where_it_is() {
    let mut wrong = Vec::new();
    for sown in SOWN {
        let (path, from, to, code, token, word) = sown;
        let loaded = sow(&[sown]);
        let found = lint(&loaded).diagnostics;
        let told: Vec<String> = found
            .iter()
            .map(|one| {
                format!(
                    "{} at {:?}: {} | {}",
                    one.code.word(),
                    underlined(&loaded, one),
                    one.message,
                    one.help.clone().unwrap_or_default()
                )
            })
            .collect();
        let right = match &found[..] {
            [one] => {
                let (file, text) = underlined(&loaded, one);
                let says = format!("{} {}", one.message, one.help.clone().unwrap_or_default());
                one.code.word() == *code
                    && file == *path
                    && (token.is_empty() || text == *token)
                    && says.contains(word)
            }
            _ => false,
        };
        if !right {
            wrong.push(format!(
                "{path}: {from:?} -> {to:?}: wanted {code} at {token:?} saying {word:?}, got {told:#?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(SOWN.len() >= 60);
}

/// Faults of different files and tables, none of which hides another, all at once.
#[test]
fn many_faults_at_once_are_all_found_once() {
    let at_once: Vec<&Sown> = [0, 3, 9, 11, 12, 13, 27, 37, 41].iter().map(|&place| &SOWN[place]).collect();
    let loaded = sow(&at_once);
    let found = lint(&loaded).diagnostics;
    for (path, _, _, code, token, _) in &at_once {
        let hits = found.iter().filter(|one| {
            let (file, text) = underlined(&loaded, one);
            one.code.word() == *code && file == *path && text == *token
        });
        assert_eq!(hits.count(), 1, "{code} at {token} in {path}");
    }
    assert_eq!(found.len(), at_once.len(), "{found:#?}");
}

#[test]
fn two_hundred_broken_files_give_two_hundred_diagnostics() {
    let mut texts: Vec<(String, String)> = FILES.iter().map(|&path| (path.to_owned(), good(path))).collect();
    let base = good(STRICT)
        .replace("[mistake.any-help]", "[mistake.any-help-NUMBER]")
        .replace("\"any-help\"", "\"any-help-NUMBER\"");
    for number in 0..200 {
        let broken = match number % 4 {
            0 => base.replace("equipment =", "equipmnt ="),
            1 => base.replace("\"arm-rowing\"", "\"arm-rowin\""),
            2 => base.replace("severity = \"medium\"", "severity = medium"),
            _ => base.replace("momentum = [\"slight\", \"big\"]", "momentum = [\"slihgt\", \"big\"]"),
        };
        let text = broken.replace("NUMBER", &number.to_string());
        texts.push((format!("rules/exercises/row-{number}.toml"), text));
    }
    let loaded = load(vec![in_memory(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())))]);
    let found = lint(&loaded).diagnostics;
    let mut files: Vec<&str> = found.iter().map(|one| underlined(&loaded, one).0).collect();
    files.dedup();
    assert_eq!((found.len(), files.len()), (200, 200), "{:#?}", &found[..found.len().min(8)]);
}
