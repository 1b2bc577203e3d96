//! A coach who writes an [exam] table and slips: each fault is told once, at its place.

use crate::common::packs::exams;
use formcheck_core::lint::lint;
use formcheck_core::rulebook::load;

/// What lint says of the short exam with one thing written otherwise: each code with what the text at its place is.
fn told(find: &str, put: &str) -> Vec<(String, String, String)> {
    let mut packs = exams();
    // Most of lint's time here goes into what each exam draws: the others are not asked.
    packs[1].files.retain(|file| !["quizzes/cohort.toml", "quizzes/tiny.toml"].contains(&&*file.path));
    let file = packs[1].files.iter_mut().find(|file| file.path == "quizzes/short.toml").expect("the exam");
    let text = file.text.as_ref().expect("text");
    assert!(text.contains(find), "{find}");
    file.text = Ok(text.replacen(find, put, 1).into());
    let loaded = load(packs);
    let report = lint(&loaded);
    let place = |span: Option<formcheck_core::diagnostic::Span>| {
        span.map(|span| loaded.sources.text(span).to_owned()).unwrap_or_default()
    };
    report
        .diagnostics
        .iter()
        .map(|found| (found.code.word().to_owned(), place(found.span), found.message.clone()))
        .collect()
}

/// What is written instead of what; the code, and what stands at its place.
const SLIPS: &[(&str, &str, &str, &str)] = &[
    ("attempts = 2", "attempts = 0", "bad-value", "0"),
    ("attempts = 2", "attemps = 2", "unknown-key", "attemps"),
    ("attempts = 2", "attempts = \"two\"", "wrong-type", "\"two\""),
    ("overlap = 50", "overlap = 101", "bad-value", "101"),
    ("pass = 60\n", "", "missing-key", "{ }"),
    ("feedback = \"end\"", "feedback = \"each\"", "bad-value", "\"each\""),
    ("medium = 2", "middle = 2", "unknown-key", "middle"),
    ("medium = 2", "low = 0\nmedium = 1\nhigh = 1", "", ""),
    ("medium = 2", "low = 0\nmedium = 0\nhigh = 0", "weights-not-met", "{ }"),
    ("[exam.severity]\nmedium = 2", "[exam.mistakes]\nbor-too-upright = 1000", "weights-not-met", "{ }"),
    ("[exam.severity]\nmedium = 2", "[exam.kinds]\nspott = 2", "bad-value", "spott"),
    ("[exam.severity]\nmedium = 2", "[exam.kinds]\ncue = 2", "weights-not-met", "2"),
    ("[exam.severity]\nmedium = 2", "[exam.kinds]\nspot = 0\nspot-all = 0", "weights-not-met", "4"),
    ("[exam.severity]\nmedium = 2", "[exam.exercises]\nseal-roww = 2", "unknown-id", "seal-roww"),
    ("[exam.severity]\nmedium = 2", "[exam.exercises]\nseal-row = 1000", "", ""),
    (
        "[exam.severity]\nmedium = 2",
        "[exam.severity]\nlow = 0\nmedium = 0\nhigh = 1\n\n[exam.mistakes]\narm-rowing = 1",
        "weights-not-met",
        "1",
    ),
    ("[exam.severity]\nmedium = 2", "[exam.mistakes]\narm-rowin = 2", "unknown-id", "arm-rowin"),
    ("[exam.severity]\nmedium = 2", "[exam.mistakes]\narm-rowing = 40", "", ""),
    ("overlap = 50", "exposure = 0", "bad-value", "0"),
    ("overlap = 50", "exposure = 40", "bank-too-small", "40"),
    (
        "[exam.severity]\nmedium = 2",
        "[[exam.must-pass]]\nname = \"x\"\nsection = \"See it\"\nat-least = 3\nof = 4",
        "",
        "",
    ),
    (
        "[exam.severity]\nmedium = 2",
        "[[exam.must-pass]]\nname = \"x\"\nsection = \"Sea it\"\nat-least = 3\nof = 4",
        "unknown-id",
        "\"Sea it\"",
    ),
    (
        "[exam.severity]\nmedium = 2",
        "[[exam.must-pass]]\nname = \"x\"\nsection = \"See it\"\nat-least = 3\nof = 5",
        "must-pass-not-met",
        "5",
    ),
    (
        "[exam.severity]\nmedium = 2",
        "[[exam.must-pass]]\nname = \"x\"\nseverity = \"medium\"\nat-least = 5\nof = 4",
        "bad-value",
        "5",
    ),
    (
        "[exam.severity]\nmedium = 2",
        "[[exam.must-pass]]\nname = \"x\"\nat-least = 3\nof = 4",
        "missing-key",
        "{ }",
    ),
    (
        "[exam.severity]\nmedium = 2",
        "[[exam.must-pass]]\nname = \"x\"\nmistakes = [\"arm-rowing\"]\nkinds = [\"spott\"]\nat-least = 1\nof = 1",
        "bad-value",
        "\"spott\"",
    ),
    (
        "[exam.severity]\nmedium = 2",
        "[[exam.must-pass]]\nname = \"x\"\nmistakes = [\"arm-rowing\"]\nkinds = [\"fix\"]\nat-least = 1\nof = 1",
        "must-pass-not-met",
        "1",
    ),
];

#[test]
fn each_slip_is_told_once_at_its_place() {
    assert_eq!(told("attempts = 2", "attempts = 3"), []);
    for (find, put, code, place) in SLIPS {
        let told = told(find, put);
        if code.is_empty() {
            assert_eq!(told, [], "{put}");
            continue;
        }
        let [(found, at, message)] = &told[..] else { panic!("{put}: {told:?}") };
        assert_eq!(found, code, "{put}: {message}");
        if *place != "{ }" {
            assert_eq!(at, place, "{put}: {message}");
        }
    }
}
