//! A coach who poses the figure and slips: each fault is told at its token, with what to write instead.

use std::fs;
use std::path::PathBuf;

use formcheck::app::disk;
use formcheck_core::diagnostic::{Code, Diagnostic, FindingSeverity};
use formcheck_core::figure::moved::moved;
use formcheck_core::figure::{Motion, svg};
use formcheck_core::quiz::telling_reps;
use formcheck_core::rulebook::pose::{Base, EVERYWHERE, Moment, Parameter, Place, Tool, View};
use formcheck_core::rulebook::{Named, load};

/// The built-in pack with one file changed; what lint's reader says of it.
fn changed(path: &str, find: &str, put: &str) -> Vec<(Diagnostic, String)> {
    let mut pack = disk::folder(&PathBuf::from(env!("CARGO_MANIFEST_DIR"))).expect("the built-in pack");
    let file = pack.files.iter_mut().find(|file| file.path == path).expect("a file of the pack");
    let text = file.text.clone().expect("text");
    assert!(text.contains(find), "{find} in {path}");
    let text = text.replacen(find, put, 1);
    file.text = Ok(text.clone().into());
    let found = load(vec![pack]).diagnostics;
    let token = |one: &Diagnostic| {
        let span = one.span.expect("a place");
        text[span.start as usize..span.end as usize].to_owned()
    };
    found.into_iter().map(|one| (token(&one), one)).map(|(token, one)| (one, token)).collect()
}

const SLIPS: &[(&str, &str, &str, Code, &str, &str)] = &[
    (
        "rules/signs.toml",
        "rounded = { lower-back",
        "rounded = { lower-bak",
        Code::UnknownKey,
        "lower-bak",
        "lower-back",
    ),
    (
        "rules/signs.toml",
        "{ lower-back = 85 }",
        "{ lower-back = 200 }",
        Code::BadValue,
        "200",
        "from -80 to 110",
    ),
    (
        "rules/signs.toml",
        "{ lower-back = 85 }",
        "{ lower-back = \"85\" }",
        Code::WrongType,
        "\"85\"",
        "lower-back = 85",
    ),
    (
        "rules/signs.toml",
        "\nrounded = { lower",
        "\nruonded = { lower",
        Code::UnknownValue,
        "ruonded",
        "rounded",
    ),
    (
        "rules/signs.toml",
        "at = \"ready\", drift",
        "at = \"redy\", drift",
        Code::BadValue,
        "\"redy\"",
        "ready",
    ),
    (
        "rules/signs.toml",
        "90 = { torso = 90 }",
        "91 = { torso = 90 }",
        Code::UnknownValue,
        "91",
        "from 0 to 90",
    ),
    (
        "rules/exercises/seal-row.toml",
        "prone-on-a-bench",
        "prone-on-bench",
        Code::BadValue,
        "\"prone-on-bench\"",
        "prone-on-a-bench",
    ),
    (
        "rules/exercises/seal-row.toml",
        "\"bar\", \"bench\"",
        "\"baar\", \"bench\"",
        Code::BadValue,
        "\"baar\"",
        "bar",
    ),
    (
        "rules/exercises/seal-row.toml",
        "[figure.pose.momentum]",
        "[figure.pose.knees]",
        Code::UnobservedSign,
        "knees",
        "observes",
    ),
    (
        "rules/exercises/seal-row.toml",
        "base = \"prone-on-a-bench\"",
        "base = \"prone-on-a-bench\"\ncameras = [\"from the side\", \"from above\", \"from behind\"]",
        Code::BadValue,
        "[\"from the side\", \"from above\", \"from behind\"]",
        "keep the two",
    ),
    (
        "rules/exercises/seal-row.toml",
        "base = \"prone-on-a-bench\"",
        "base = \"prone-on-a-bench\"\ncameras = \"from teh side\"",
        Code::BadValue,
        "\"from teh side\"",
        "from the side",
    ),
    (
        "rules/exercises/seal-row.toml",
        "base = \"prone-on-a-bench\"",
        "base = \"prone-on-a-bench\"\nviews = [\"side\", \"back\", \"front\"]",
        Code::BadValue,
        "[\"side\", \"back\", \"front\"]",
        "keep the two",
    ),
];

#[test]
fn a_slip_is_told_at_its_token() {
    for (path, find, put, code, token, help) in SLIPS {
        let found = changed(path, find, put);
        let errors: Vec<_> = found.iter().filter(|(one, _)| one.severity == FindingSeverity::Error).collect();
        let told = errors.iter().find(|(one, at)| one.code == *code && at == token);
        let (one, _) = told.unwrap_or_else(|| panic!("{put}: {found:?}"));
        let help_text = one.help.clone().unwrap_or_default();
        assert!(help_text.contains(help), "{put}: {help_text}");
        if *code != Code::UnobservedSign {
            assert_eq!(errors.len(), 1, "{put}: {errors:?}");
        }
    }
}

#[test]
fn a_pack_without_figures_is_sound() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/packs/two-rows");
    let book = load(vec![disk::folder(&folder).expect("a pack")]).draft;
    for exercise in book.exercise_ixs() {
        assert!(Motion::clean(&book, exercise).is_none());
    }
    assert!(fs::read_dir(folder).is_ok());
}

#[test]
fn what_a_pose_says_is_drawn() {
    let book = formcheck_core::rulebook::load_mid_back();
    let Some(Named::Exercise(row)) = book.find("bent-over-row") else { panic!("no row") };
    let Some(Named::Sign(shape)) = book.find("lumbar-shape") else { panic!("no sign") };
    let rounded = book[shape].value("rounded").expect("a value");
    let motion = Motion::of(&book, row, &[(shape, rounded)]).expect("a figure");
    let clean = Motion::clean(&book, row).expect("a figure");
    assert!(moved(&motion, &clean) > 0.1);
}

#[test]
fn the_format_page_lists_every_parameter() {
    let page = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/format.md"))
        .expect("the page");
    for parameter in Parameter::ALL {
        let (from, to) = parameter.range();
        let row = format!(
            "| `{}` | {from} to {to} {} | {} |",
            parameter.word(),
            parameter.unit(),
            parameter.meaning()
        );
        assert!(page.contains(&row), "{row}");
    }
    let words = |some: &[Parameter]| {
        some.iter().map(|one| format!("`{}`", one.word())).collect::<Vec<_>>().join(", ")
    };
    assert!(page.contains(&format!("Every base obeys {}.", words(EVERYWHERE))), "what every base obeys");
    for base in Base::ALL {
        let picture = format!("<img src=\"bases/{0}.svg\" width=\"200\" alt=\"{0}\">", base.word());
        let row = format!("| `{}` | {} | {picture} |", base.word(), words(base.own()));
        assert!(page.contains(&row), "{row}");
    }
    for word in
        Base::WORDS.iter().chain(Place::WORDS).chain(View::WORDS).chain(Tool::WORDS).chain(Moment::WORDS)
    {
        assert!(page.contains(&format!("`{word}`")), "{word}");
    }
}

#[test]
fn an_older_files_views_are_places_in_space_and_cameras_go_before_them() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let seen = |put: &str| {
        let mut pack = disk::folder(&folder).expect("the built-in pack");
        let file =
            pack.files.iter_mut().find(|file| file.path == "rules/exercises/trx-row.toml").expect("a file");
        let text = file.text.clone().expect("text").replacen("tools = \"straps\"", put, 1);
        file.text = Ok(text.into());
        let book = load(vec![pack]).rulebook().unwrap_or_else(|unsound| panic!("{:?}", unsound.diagnostics));
        let Some(Named::Exercise(row)) = book.find("trx-row") else { panic!("no row") };
        book[row].figure.as_ref().expect("a figure").cameras.clone()
    };
    assert_eq!(seen("tools = \"straps\""), [Place::Side, Place::QuarterBack]);
    assert_eq!(seen("views = [\"front\", \"back\"]"), [Place::Front, Place::QuarterBack]);
    assert_eq!(seen("views = \"side\"\ncameras = \"from above\""), [Place::Above]);
}

/// A base is proved by an exercise that a coach could have written: at least three of its faults are seen, and sound.
#[test]
fn every_base_shows_at_least_three_faults() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = |path: &str| disk::folder(&root.join(path)).expect("a pack");
    let packs = vec![folder(""), folder("packs/big-lifts"), folder("tests/packs/more-bases")];
    let book = load(packs).rulebook().unwrap_or_else(|unsound| panic!("{:?}", unsound.diagnostics));
    let mut bases = std::collections::BTreeSet::new();
    for exercise in book.exercise_ixs() {
        let clean = Motion::clean(&book, exercise).expect("a figure");
        let seen = |mistake| {
            let reps = telling_reps(&book, exercise, mistake);
            reps.iter().any(|rep| svg::shows(&Motion::of(&book, exercise, rep).expect("a figure"), &clean))
        };
        let count = book[exercise].mistakes.iter().filter(|one| seen(one.mistake)).count();
        assert!(count >= 3, "{} shows {count} faults", book[exercise].id);
        bases.insert(book[exercise].figure.as_ref().expect("a figure").base);
    }
    assert_eq!(bases.len(), Base::ALL.len(), "each base has an exercise");
}

/// A bench whose back is raised is a parameter that any exercise on it may set.
#[test]
fn an_inclined_bench_lifts_who_lies_on_it() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = |path: &str| disk::folder(&root.join(path)).expect("a pack");
    let book = load(vec![folder("tests/packs/more-bases")]).rulebook().expect("a sound pack");
    let Some(Named::Exercise(press)) = book.find("incline-press") else { panic!("no press") };
    let Some(Named::Sign(angle)) = book.find("bench-angle") else { panic!("no sign") };
    let steep = book[angle].value("steep").expect("a value");
    let motion = |shown: &[_]| Motion::of(&book, press, shown).expect("a figure");
    assert!(moved(&motion(&[]), &motion(&[(angle, steep)])) > 0.2, "a steeper bench lifts the head");
}

#[test]
fn a_fault_can_be_drawn_in_part() {
    let book = formcheck_core::rulebook::load_mid_back();
    let Some(Named::Exercise(row)) = book.find("bent-over-row") else { panic!("no row") };
    let Some(Named::Sign(shape)) = book.find("lumbar-shape") else { panic!("no sign") };
    let rounded = book[shape].value("rounded").expect("a value");
    let clean = Motion::clean(&book, row).expect("a figure");
    let off = |amount| {
        let part = Motion::in_part(&book, row, &[(shape, rounded)], amount).expect("a figure");
        moved(&part, &clean)
    };
    assert!(off(0.0) < 1e-3 && off(0.5) > 0.03 && off(0.5) < off(1.0) * 0.8, "{} {}", off(0.5), off(1.0));
}

/// A weight that is dropped, a pause that is missing: the line of the tempo would answer the question.
#[test]
fn the_tempo_is_drawn_with_the_explanation_only() {
    let book = formcheck_core::rulebook::load_mid_back();
    let Some(Named::Exercise(row)) = book.find("bent-over-row") else { panic!("no row") };
    let Some(Named::Mistake(dropped)) = book.find("dropped-weight") else { panic!("no mistake") };
    let rep = telling_reps(&book, row, dropped).remove(0);
    let motion = Motion::of(&book, row, &rep).expect("a figure");
    let clean = Motion::clean(&book, row).expect("a figure");
    let has_tempo = |svg: &str| svg.contains("<path class=\"t\"");
    let still = |explained| {
        let look = svg::Still { frame: motion.telling(), clean: &clean, explained, title: "A row" };
        svg::still(&motion, &look)
    };
    assert!(has_tempo(&still(true)) && !has_tempo(&still(false)));
    let [beside, faulty] = svg::pair(&motion, &clean, ["Clean", "Dropped"]);
    assert!(!has_tempo(&beside) && has_tempo(&faulty));
    assert!(!has_tempo(&svg::strip(&motion, &clean, "A row")));
    assert!(!has_tempo(&svg::moving(&motion, &clean, "A row")));
}

/// A camera that came with a fault would give it away.
#[test]
fn every_rep_of_an_exercise_is_looked_at_from_the_same_places() {
    let book = formcheck_core::rulebook::load_mid_back();
    for exercise in book.exercise_ixs() {
        let clean = Motion::clean(&book, exercise).expect("a figure");
        assert_eq!(clean.viewpoints().len(), 2);
        for counted in &book[exercise].mistakes {
            for rep in telling_reps(&book, exercise, counted.mistake) {
                let motion = Motion::of(&book, exercise, &rep).expect("a figure");
                assert_eq!(motion.viewpoints(), clean.viewpoints(), "{}", book[exercise].id);
            }
        }
    }
}
