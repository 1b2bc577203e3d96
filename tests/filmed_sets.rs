//! Who filmed a set and has its landmarks: `MediaPipe`'s JSON and CSV, `OpenPose`'s folder. `check --from` judges them rep by rep.

use std::fmt::Write as _;
use std::path::Path;

use crate::common::program::{code, err, lines, out, run, run_with};
use formcheck_core::figure::Motion;
use formcheck_core::rulebook::measure::Joint;
use formcheck_core::rulebook::{Named, load_built_in};
use serde_json::{Value, json};

/// The landmarks of `MediaPipe` that joints are, and those of `BODY_25`; the right side is the working one.
const JOINTS: &[(Joint, usize, usize)] = &[
    (Joint::Nose, 0, 0),
    (Joint::OtherEar, 7, 18),
    (Joint::Ear, 8, 17),
    (Joint::OtherShoulder, 11, 5),
    (Joint::Shoulder, 12, 2),
    (Joint::OtherElbow, 13, 6),
    (Joint::Elbow, 14, 3),
    (Joint::OtherWrist, 15, 7),
    (Joint::Wrist, 16, 4),
    (Joint::OtherHip, 23, 12),
    (Joint::Hip, 24, 9),
    (Joint::OtherKnee, 25, 13),
    (Joint::Knee, 26, 10),
    (Joint::OtherAnkle, 27, 14),
    (Joint::Ankle, 28, 11),
    (Joint::OtherHeel, 29, 21),
    (Joint::Heel, 30, 24),
    (Joint::OtherToe, 31, 19),
    (Joint::Toe, 32, 22),
];
const WIDTH: f32 = 1280.0;
const HEIGHT: f32 = 720.0;

/// Two reps in a picture, by frames: where each joint is, in pixels.
fn film(exercise: &str, seen: &[(&str, &str)]) -> Vec<Vec<(Joint, [f32; 2])>> {
    let book = load_built_in();
    let Some(Named::Exercise(ix)) = book.find(exercise) else { panic!("an exercise") };
    let shown: Vec<_> = seen
        .iter()
        .map(|(id, word)| match book.find(id) {
            Some(Named::Sign(sign)) => (sign, book[sign].value(word).expect("a value")),
            _ => panic!("a sign"),
        })
        .collect();
    let motion = Motion::of(&book, ix, &shown).expect("a figure");
    let rep: Vec<usize> = (motion.start()..motion.frames()).collect();
    let rest = vec![motion.start(); 8];
    let pixels = |frame: usize| {
        let at = |joint: Joint| {
            let [x, y, _] = motion.joint(frame, joint);
            [WIDTH / 2.0 + x * 260.0, HEIGHT - 40.0 - y * 260.0]
        };
        JOINTS.iter().map(|(joint, ..)| (*joint, at(*joint))).collect()
    };
    rest.iter().chain(&rep).chain(&rep).chain(&rest).map(|&frame| pixels(frame)).collect()
}

/// `MediaPipe`'s list of landmarks, in shares of the picture.
fn mediapipe(frame: &[(Joint, [f32; 2])], hidden: &[Joint]) -> Value {
    let mut marks = vec![json!({"x": 0.5, "y": 0.5, "z": 0.0, "visibility": 0.1}); 33];
    for (joint, [x, y]) in frame {
        let place = JOINTS.iter().find(|one| one.0 == *joint).expect("one").1;
        let visibility = if hidden.contains(joint) {
            0.2
        } else if joint.word().starts_with("other") {
            0.8
        } else {
            0.95
        };
        marks[place] = json!({"x": x / WIDTH, "y": y / HEIGHT, "z": -0.1, "visibility": visibility});
    }
    marks.into()
}

fn as_json(film: &[Vec<(Joint, [f32; 2])>], hidden: &[Joint]) -> Value {
    let frame = |(number, frame): (usize, &Vec<_>)| json!({"time_ms": number * 50, "landmarks": mediapipe(frame, hidden)});
    let frames: Vec<Value> = film.iter().enumerate().map(frame).collect();
    json!({"width": WIDTH, "height": HEIGHT, "frames": frames})
}

fn as_table(film: &[Vec<(Joint, [f32; 2])>]) -> String {
    let header: Vec<String> = (0..33).map(|at| format!("x{at},y{at},z{at},v{at}")).collect();
    let mut text = format!("frame,{}\n", header.join(","));
    for (number, frame) in film.iter().enumerate() {
        let marks = mediapipe(frame, &[]);
        let cells: Vec<String> = marks
            .as_array()
            .expect("a list")
            .iter()
            .map(|mark| format!("{},{},{},{}", mark["x"], mark["y"], mark["z"], mark["visibility"]))
            .collect();
        let _ = writeln!(text, "{number},{}", cells.join(","));
    }
    text
}

fn as_folder(film: &[Vec<(Joint, [f32; 2])>], folder: &Path) {
    for (number, frame) in film.iter().enumerate() {
        let mut points = vec![0.0_f32; 75];
        for (joint, [x, y]) in frame {
            let place = JOINTS.iter().find(|one| one.0 == *joint).expect("one").2;
            let sure = if joint.word().starts_with("other") { 0.6 } else { 0.9 };
            points[place * 3..place * 3 + 3].copy_from_slice(&[*x, *y, sure]);
        }
        let text = json!({"version": 1.3, "people": [{"person_id": [-1], "pose_keypoints_2d": points}]});
        std::fs::write(folder.join(format!("set_{number:012}_keypoints.json")), text.to_string())
            .expect("written");
    }
    // What else lies there is none of them.
    std::fs::write(folder.join(".DS_Store"), "x").expect("written");
    std::fs::write(folder.join("notes.txt"), "x").expect("written");
}

/// Which reps are too flat for a Yates row, and the angle that was read.
fn flat(answers: &[Value]) -> Vec<(bool, f64)> {
    answers
        .iter()
        .map(|answer| {
            let certain = answer["certain"].as_array().expect("a list");
            let angle = answer["extra"]["measured"]["torso-angle"].as_f64().expect("a number");
            (certain.contains(&json!("yates-too-flat")), angle)
        })
        .collect()
}

#[test]
fn the_same_set_is_judged_alike_whoever_saw_it() {
    for (angle, is_flat) in [("25", true), ("60", false)] {
        let film = film("yates-row", &[("torso-angle", angle)]);
        let json = as_json(&film, &[]).to_string();
        let table = as_table(&film);
        let folder = tempfile::tempdir().expect("a folder");
        as_folder(&film, folder.path());
        let path = folder.path().to_str().expect("text");
        for (name, ran) in [
            ("JSON", run_with(&["check", "yates-row", "--from", "-"], json.as_bytes())),
            (
                "CSV",
                run_with(
                    &["check", "yates-row", "--from", "-", "--picture-size", "1280x720", "--fps", "20"],
                    table.as_bytes(),
                ),
            ),
            ("OpenPose", run(&["check", "yates-row", "--from", path, "--fps", "20"])),
        ] {
            assert_eq!(code(&ran), 0, "{name}: {}", err(&ran));
            let answers = lines(&ran);
            let wanted: f64 = angle.parse().expect("a number");
            assert_eq!(answers.len(), 2, "{name}: {}", out(&ran));
            for (number, (flat, read)) in flat(&answers).into_iter().enumerate() {
                assert!(flat == is_flat && (read - wanted).abs() < 6.0, "{name}: {read}");
                let extra = &answers[number]["extra"];
                assert_eq!((&extra["rep"], &extra["side"]), (&json!(number + 1), &json!("right")), "{name}");
                assert!(extra["seconds"][1].as_f64() > extra["seconds"][0].as_f64(), "{name}: {extra}");
            }
        }
    }
}

#[test]
fn named_values_are_read_too_and_the_long_answer_has_the_fix() {
    let film = film("yates-row", &[("lowering", "dropped"), ("top-pause", "held")]);
    let text = as_json(&film, &[]).to_string();
    let ran = run_with(&["check", "yates-row", "--from", "-", "--full"], text.as_bytes());
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    for answer in lines(&ran) {
        let measured = &answer["extra"]["measured"];
        assert!(measured["lowering"].as_f64().is_some_and(|seconds| seconds < 0.5), "{measured}");
        assert!(measured["top-pause"].as_f64().is_some_and(|seconds| seconds > 1.8), "{measured}");
        let certain = answer["certain"].as_array().expect("a list");
        assert!(certain.iter().any(|one| one["fix"].is_string()), "{answer}");
    }
}

#[test]
fn what_could_not_be_seen_is_unknown_and_told() {
    let film = film("yates-row", &[("torso-angle", "25")]);
    let hidden = as_json(&film, &[Joint::Hip, Joint::OtherHip]).to_string();
    let ran = run_with(&["check", "yates-row", "--from", "-"], hidden.as_bytes());
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    let answers = lines(&ran);
    assert_eq!(answers.len(), 2);
    for answer in answers {
        assert_eq!(answer["extra"]["could-not-see"]["torso-angle"], "the hip is not seen well enough");
        let has = |key: &str| answer[key].as_array().expect("a list").contains(&json!("yates-too-flat"));
        assert!(!has("certain") && has("possible"), "{answer}");
    }
    // Without times all but times is read.
    let table = as_table(&film);
    let ran =
        run_with(&["check", "yates-row", "--from", "-", "--picture-size", "1280x720"], table.as_bytes());
    for answer in lines(&ran) {
        assert_eq!(answer["extra"]["could-not-see"]["lowering"], "the file has no times");
        assert!(
            answer["extra"]["measured"]["torso-angle"].is_number() && answer["extra"]["seconds"].is_null()
        );
    }
}

#[test]
fn what_is_no_set_is_one_error_with_what_to_do() {
    let film = film("yates-row", &[]);
    let whole = as_json(&film, &[]);
    let text = whole.to_string();
    let mut no_size = whole.clone();
    no_size["width"] = Value::Null;
    let still = as_json(&film[..8], &[]).to_string();
    let cut = &text[..text.len() / 2];
    let mut short = whole.clone();
    if let Some(marks) = short["frames"][4]["landmarks"].as_array_mut() {
        marks.truncate(17);
    }
    for (args, input, what, help) in [
        (&["check", "--from", "-"][..], text.as_str(), "don't say which exercise", "check EXERCISE --from"),
        (
            &["check", "yates-row", "--from", "-"],
            &no_size.to_string(),
            "its size isn't told",
            "--picture-size",
        ),
        (&["check", "yates-row", "--from", "-"], &still, "there is no rep in the input", "begins at rest"),
        (&["check", "yates-row", "--from", "-"], cut, "no JSON of landmarks", "cut off"),
        (
            &["check", "yates-row", "--from", "-"],
            &short.to_string(),
            "frame 5: 17 landmarks",
            "all landmarks",
        ),
        (&["check", "yates-row", "--from", "-", "--picture-size", "wide"], "", "", "1920x1080"),
        (&["check", "yates-row", "--from", "-", "--fps", "0"], "", "", "from 1 to 1000"),
    ] {
        let ran = run_with(args, input.as_bytes());
        assert_eq!(code(&ran), 2, "{what}: {}", out(&ran));
        assert!(err(&ran).contains(what) && err(&ran).contains(help), "{what}: {}", err(&ran));
        assert_eq!(err(&ran).matches("error").count(), 1, "{}", err(&ran));
        assert_eq!(out(&ran), "");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run(&["check", "yates-row", "--from", folder.path().to_str().expect("text")]);
    assert!(code(&ran) == 2 && err(&ran).contains("is a folder"), "{}", err(&ran));
    std::fs::write(folder.path().join("a.json"), "{\"people\":[").expect("written");
    let ran = run(&["check", "yates-row", "--from", folder.path().to_str().expect("text")]);
    assert!(code(&ran) == 2 && err(&ran).contains("a.json: this is no JSON"), "{}", err(&ran));
}
