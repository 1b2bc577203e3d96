//! Files as programs write them, and files that are none: each is read, or refused with one error that says where.

use std::fmt::Write as _;

use formcheck_landmarks::{
    Frame, LandmarkError, MOST_FRAMES, Part, ReadOptions, Recording, Side, read, read_folder,
};
use proptest::prelude::*;

const SQUARE: ReadOptions = ReadOptions { picture: Some((1000.0, 1000.0)), frames_a_second: None };

/// The place of a landmark in a frame: another one for each.
fn place(frame: usize, landmark: usize) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "small")]
    let (frame, landmark) = (frame as f64, landmark as f64);
    (0.1 + landmark / 100.0, 0.2 + landmark / 50.0 + frame / 1000.0)
}

fn landmarks(frame: usize) -> String {
    let mark = |number: usize| {
        let (x, y) = place(frame, number);
        format!("{{\"x\":{x},\"y\":{y},\"z\":-0.1,\"visibility\":0.9}}")
    };
    let marks: Vec<String> = (0..33).map(mark).collect();
    format!("[{}]", marks.join(","))
}

fn list(frame: impl Fn(usize) -> String) -> String {
    format!("[{}]", (0..3).map(frame).collect::<Vec<_>>().join(",\n"))
}

fn is_it(recording: &Recording, timed: bool, name: &str) {
    assert_eq!((recording.frames.len(), recording.timed), (3, timed), "{name}");
    for (number, frame) in recording.frames.iter().enumerate() {
        for (part, side, landmark) in [
            (Part::Nose, Side::Left, 0),
            (Part::Shoulder, Side::Right, 12),
            (Part::Hip, Side::Left, 23),
            (Part::Toe, Side::Right, 32),
        ] {
            let (x, y) = place(number, landmark);
            let mark = frame.mark(part, side).expect("there");
            // Up is up.
            assert!((mark.x - x).abs() < 1e-6 && (mark.y + y).abs() < 1e-6, "{name}: {part:?} {mark:?}");
        }
        #[expect(clippy::cast_precision_loss, reason = "small")]
        let ms = number as f64 * 40.0;
        assert!(!timed || (frame.ms - frame_zero(recording).ms - ms).abs() < 1e-6, "{name}: {}", frame.ms);
    }
}

fn frame_zero(recording: &Recording) -> &Frame {
    &recording.frames[0]
}

#[test]
fn mediapipe_is_read_however_it_is_wrapped() {
    let millis = |frame: usize| frame * 40;
    let nested = |frame: usize| format!("[{}, {}]", landmarks(frame), landmarks(99));
    for (name, timed, text) in [
        ("lists", false, list(landmarks)),
        ("bodies", false, list(nested)),
        (
            "a time",
            true,
            list(|at| format!("{{\"timestamp_ms\":{},\"landmarks\":{}}}", millis(at), nested(at))),
        ),
        (
            "seconds",
            true,
            list(|at| {
                format!("{{\"time\":0.0{},\"poseLandmarks\":{}}}", millis(at), landmarks(at))
                    .replace("0.00", "0.000")
            }),
        ),
        (
            "microseconds",
            true,
            list(|at| {
                format!(
                    "{{\"timestamp\":{}000,\"pose_landmarks\":{{\"landmark\":{}}}}}",
                    millis(at) + 5,
                    landmarks(at)
                )
            }),
        ),
        (
            "numbers",
            true,
            format!(
                "{{\"fps\":25,\"width\":1000,\"height\":1000,\"frames\":{}}}",
                list(|at| format!("{{\"frame\":{},\"landmarks\":{}}}", at + 7, landmarks(at)))
            ),
        ),
        (
            "lines",
            true,
            (0..3)
                .map(|at| format!("{{\"ms\":{},\"landmarks\":{}}}\n", millis(at), landmarks(at)))
                .collect::<Vec<_>>()
                .concat(),
        ),
        ("world", false, list(|at| format!("{{\"landmarks\":[],\"worldLandmarks\":{}}}", landmarks(at)))),
        ("bom", false, format!("\u{feff}{}", list(landmarks))),
    ] {
        let recording = read(&text, SQUARE).unwrap_or_else(|error| panic!("{name}: {error}"));
        is_it(&recording, timed, name);
    }
}

#[test]
fn tables_are_read_wide_and_long() {
    let row = |at: usize, cells: &dyn Fn(usize) -> String| {
        (0..33).map(cells).fold(format!("{}", at * 40), |row, cell| row + "," + &cell)
    };
    let cell = |at: usize| {
        move |number: usize| {
            let (x, y) = place(at, number);
            format!("{x},{y},0,0.9")
        }
    };
    let names = [
        "nose",
        "left_eye_inner",
        "left_eye",
        "left_eye_outer",
        "right_eye_inner",
        "right_eye",
        "right_eye_outer",
        "left_ear",
        "right_ear",
        "mouth_left",
        "mouth_right",
        "left_shoulder",
        "right_shoulder",
        "left_elbow",
        "right_elbow",
        "left_wrist",
        "right_wrist",
        "left_pinky",
        "right_pinky",
        "left_index",
        "right_index",
        "left_thumb",
        "right_thumb",
        "left_hip",
        "right_hip",
        "left_knee",
        "right_knee",
        "left_ankle",
        "right_ankle",
        "left_heel",
        "right_heel",
        "left_foot_index",
        "right_foot_index",
    ];
    let wide = |name: &dyn Fn(usize, &str) -> String| {
        let header: String = (0..33)
            .map(|at| format!(",{},{},{},{}", name(at, "x"), name(at, "y"), name(at, "z"), name(at, "v")))
            .collect::<Vec<_>>()
            .concat();
        let rows: Vec<String> = (0..3).map(|at| row(at, &cell(at))).collect();
        format!("ms{header}\n{}\n", rows.join("\n"))
    };
    let long = |name: &dyn Fn(usize) -> String| {
        let mut text = String::from("frame,landmark,x,y,z,visibility\n");
        for at in 0..3 {
            for number in 0..33 {
                let (x, y) = place(at, number);
                let _ = writeln!(text, "{at},{},{x},{y},0,0.9", name(number));
            }
        }
        text
    };
    for (name, timed, text) in [
        ("names", true, wide(&|at, has| format!("{}_{has}", names[at]))),
        ("capitals", true, wide(&|at, has| format!("{}.{}", names[at].to_uppercase(), has.to_uppercase()))),
        ("numbers", true, wide(&|at, has| format!("{has}{at}"))),
        ("from one", true, wide(&|at, has| format!("{has}{}", at + 1))),
        ("semicolons", true, wide(&|at, has| format!("{has}_{at}")).replace(',', ";").replace('.', ",")),
        ("long", false, long(&|number| number.to_string())),
        ("long names", false, long(&|number| names[number].to_uppercase())),
        ("windows", true, wide(&|at, has| format!("{has}{at}")).replace('\n', "\r\n")),
    ] {
        let recording = read(&text, SQUARE).unwrap_or_else(|error| panic!("{name}: {error}"));
        is_it(&recording, timed, name);
    }
    // An empty cell is what nobody saw.
    let gap = wide(&|at, has| format!("{has}{at}")).replacen(",0.32,", ",,", 1);
    assert!(read(&gap, SQUARE).is_ok());
}

#[test]
fn openpose_is_read_from_a_folder() {
    let frame = |at: usize| {
        let points: Vec<String> =
            (0..25).map(|point| format!("{},{},0.8", 100 + point, 200 + point + at)).collect();
        format!(
            "{{\"version\":1.3,\"people\":[{{\"person_id\":[-1],\"pose_keypoints_2d\":[{}]}}]}}",
            points.join(",")
        )
    };
    let files: Vec<(String, String)> =
        (0..3).map(|at| (format!("set_{at:012}_keypoints.json"), frame(at))).collect();
    let named = || files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let recording = read_folder(named(), ReadOptions::default()).expect("read");
    assert_eq!((recording.frames.len(), recording.timed), (3, false));
    let elbow = recording.frames[2].mark(Part::Elbow, Side::Right).expect("seen");
    assert_eq!((elbow.x, elbow.y, elbow.visibility), (103.0, -205.0, 0.8));
    let timed = ReadOptions { frames_a_second: Some(50.0), ..ReadOptions::default() };
    let recording = read_folder(named(), timed).expect("read");
    assert_eq!((recording.frames[2].ms, recording.timed), (40.0, true));
    assert_eq!(read(&list(frame), timed), Ok(recording), "a list of the same");
    // What it doesn't find it puts into the corner; nobody is nobody.
    let lost = frame(0).replace("103,203,0.8", "0,0,0");
    let recording =
        read_folder([("a.json", lost.as_str()), ("b.json", "{\"people\":[]}")], timed).expect("read");
    assert_eq!(recording.frames[0].mark(Part::Elbow, Side::Right), None);
    assert_eq!(recording.frames[1].marks, Frame::default().marks);
}

#[test]
fn shares_of_a_picture_become_lengths() {
    let wide = ReadOptions { picture: Some((2000.0, 1000.0)), frames_a_second: None };
    let [square, wide] = [SQUARE, wide].map(|options| read(&list(landmarks), options).expect("read"));
    let x = |of: &Recording| of.frames[0].mark(Part::Hip, Side::Left).expect("seen").x;
    assert!((x(&wide) - 2.0 * x(&square)).abs() < 1e-9);
    let error = read(&list(landmarks), ReadOptions::default()).expect_err("of unknown size");
    assert!(error.what.contains("shares of a picture") && error.help.contains("--picture-size"), "{error}");
    // Metres from the hips are lengths as they are.
    let hips = list(|at| {
        landmarks(at)
            .replace("\"x\":0.33", "\"x\":-0.1")
            .replace("\"x\":0.33999999999999997", "\"x\":0.1")
            .replace("\"x\":0.34", "\"x\":0.1")
    });
    let zero =
        |at: usize| {
            landmarks(at)
                .split("},{")
                .enumerate()
                .map(|(number, mark)| {
                    if number == 23 || number == 24 { "\"x\":0,\"y\":0".to_owned() } else { mark.to_owned() }
                })
                .collect::<Vec<_>>()
                .join("},{")
        };
    assert!(read(&hips, ReadOptions::default()).is_err());
    assert!(read(&list(zero), ReadOptions::default()).is_ok());
}

fn refused(text: &str) -> LandmarkError {
    read(text, SQUARE).expect_err("no landmarks")
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let good = landmarks(0);
    let few = list(|at| if at == 1 { "[{\"x\":0.5,\"y\":0.5}]".to_owned() } else { landmarks(at) });
    let numbers = |many: usize| vec!["1"; many].join(",");
    for (text, what, help) in [
        (few, "frame 2: 1 landmarks, and a body of MediaPipe Pose has 33", "all landmarks"),
        (
            format!("[{}]", good.replacen("\"x\":0.1,", "\"a\":0.1,", 1)),
            "frame 1: landmark 0 has no number for x",
            "visibility",
        ),
        (
            format!("[{}]", good.replacen("0.1,", "\"left\",", 1)),
            "frame 1: landmark 0 has no number for x",
            "",
        ),
        ("[{\"landmarks\":3}]".to_owned(), "frame 1: no landmarks", "worldLandmarks"),
        ("[1]".to_owned(), "frame 1: no landmarks", ""),
        (format!("[{good}, {{\"pose\":1}}]"), "frame 2: an object without landmarks", ""),
        (format!("[{good}"), "this is no JSON of landmarks: EOF", "cut off"),
        (format!("[{good}] x"), "this is no JSON of landmarks", ""),
        ("[]".to_owned(), "there is no frame", ""),
        (String::new(), "the header has no landmarks", "nose_x"),
        ("{\"frames\":[],\"frames\":[]}".to_owned(), "twice", ""),
        (
            "{\"people\":[{\"pose_keypoints_2d\":[1,2]}]}".to_owned(),
            "has 2 numbers, and BODY_25 has 75",
            "--model_pose BODY_25",
        ),
        (
            format!("{{\"people\":[{{\"pose_keypoints_2d\":[{}]}}]}}", numbers(54)),
            "has 54 numbers",
            "BODY_25",
        ),
        (
            format!("{{\"people\":[{{\"pose_keypoints_2d\":[{},null]}}]}}", numbers(74)),
            "pose_keypoints_2d[74] is no number",
            "",
        ),
        ("{\"people\":[{}]}".to_owned(), "no list `pose_keypoints_2d`", "--write_json"),
        ("{\"people\":3}".to_owned(), "`people` is no list", ""),
        (
            format!("[{}]", good.replacen("0.1,", "1e300,", 1)),
            "frame 1 has a landmark at",
            "no picture is wider",
        ),
        (
            format!("[{{\"ms\":5,\"landmarks\":{good}}},{{\"ms\":5,\"landmarks\":{good}}}]"),
            "frame 2 is no later than the one before it",
            "order of time",
        ),
        (
            format!("[{{\"landmarks\":{good}}},{{\"worldLandmarks\":{good}}}]"),
            "frame 2 is written in another way",
            "in all frames",
        ),
        (
            "x0,y0,x1,y1,x2,y2\n1,2,3,4,5,6\n1,2,3,four,5,6\n".to_owned(),
            "line 3, column `y1`: \"four\" is no number",
            "leave a cell empty",
        ),
        ("x0,y0,x1,y1,x2,y2\n1,2,3,inf,5,6\n".to_owned(), "line 2, column `y1`", ""),
        (
            "frame,landmark,x,y\n0,0,1,1\n0,0,1,1\n".to_owned(),
            "line 3: landmark 0 is there twice in frame 0",
            "one body only",
        ),
        ("landmark,x,y\n0,1,1\n".to_owned(), "line 2: the row doesn't say of which frame", "`frame`"),
        ("x0,y0,x1,y1,x2,y2\n".to_owned(), "there is no frame", ""),
        (format!("[{}]", vec!["null"; MOST_FRAMES + 1].join(",")), "more than 36000 frames", "cut the film"),
        ("[".repeat(100_000), "recursion limit", ""),
    ] {
        let error = refused(&text);
        assert!(error.what.contains(what) && error.help.contains(help), "{what}: {error} — {}", error.help);
        assert!(!error.help.is_empty());
    }
    let large = " ".repeat((64 << 20) + 1);
    assert!(refused(&large).what.contains("over 64 MB"));
    let two = format!("[{good},{good}]");
    let error = read_folder([("a.json", two.as_str())], SQUARE).expect_err("two frames");
    assert!(error.what.starts_with("a.json: 2 frames in one file"), "{error}");
    let error = read_folder([("a.json", "{\"people\":[]}"), ("b.json", "{")], SQUARE).expect_err("cut off");
    assert!(error.what.starts_with("b.json: this is no JSON"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a file says, it is read or refused.
    #[test]
    fn no_file_is_too_strange(at in 0_usize..6000, byte in 0_u8..128, cut in any::<bool>(), kind in 0_usize..3) {
        let mut text = match kind {
            0 => list(landmarks),
            1 => format!("{{\"fps\":30,\"frames\":{}}}", list(|at| format!("{{\"frame\":{at},\"landmarks\":{}}}", landmarks(at)))),
            _ => "frame,landmark,x,y,z,visibility\n0,nose,1,2,3,0.5\n0,11,1,2,3,0.5\n1,nose,1,2,3,\n".to_owned(),
        };
        let at = at % text.len();
        if cut { text.truncate(at); } else { text.replace_range(at..=at, &char::from(byte).to_string()); }
        if let Err(error) = read(&text, SQUARE) {
            prop_assert!(!error.what.is_empty() && !error.help.is_empty());
        }
        let _ = formcheck_landmarks::is_landmarks(text.as_bytes());
    }
}
