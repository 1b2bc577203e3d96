//! Who has reps from elsewhere: a camera's JSON, a form's array, a spreadsheet's table. `check --from` judges them all alike.

use std::process::Output;

use crate::common::program::{Test, code, err, lines, out, run, run_with};
use serde_json::{Value, json};

fn seal_row(input: &[u8]) -> Output {
    run_with(&["check", "seal-row", "--from", "-"], input)
}

/// Verdicts by line.
fn verdicts(ran: &Output) -> Vec<(u64, String)> {
    let line = |answer: &Value| answer["line"].as_u64().expect("each answer says its line");
    lines(ran)
        .iter()
        .map(|answer| (line(answer), answer["verdict"].as_str().unwrap_or("bad").to_owned()))
        .collect()
}

#[test]
fn a_spreadsheet_an_array_and_lines_say_the_same() {
    let table = "\u{feff}who;momentum;elbow-angle;reps\r\nAnn;slight;45,0;8\r\n\r\nBo;none;;8\r\n\"Cy\n2\";big;44,6;\r\n";
    let ran = seal_row(table.as_bytes());
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    let from_table = lines(&ran);
    assert_eq!(verdicts(&ran).iter().map(|one| one.0).collect::<Vec<_>>(), [2, 4, 5], "lines as in the file");
    assert_eq!(from_table[0]["extra"], json!({"who": "Ann"}));
    assert_eq!(from_table[2]["extra"], json!({"who": "Cy\n2"}));
    let array = json!([
        {"who": "Ann", "signs": {"momentum": "slight", "elbow-angle": 45.0, "reps": 8}},
        {"who": "Bo", "signs": {"momentum": "none", "reps": 8}},
        {"who": "Cy\n2", "signs": {"momentum": "big", "elbow-angle": 44.6}},
    ]);
    let pretty = serde_json::to_string_pretty(&array).expect("JSON");
    let as_lines =
        array.as_array().expect("a list").iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    for same in [pretty, as_lines] {
        let ran = seal_row(same.as_bytes());
        assert_eq!(code(&ran), 0, "{}", err(&ran));
        let all = lines(&ran);
        assert_eq!(all.len(), 3);
        for (one, other) in all.iter().zip(&from_table) {
            for key in ["verdict", "certain", "possible", "extra"] {
                assert_eq!(one[key], other[key], "{key}: {one} {other}");
            }
        }
    }
    // Somebody's own numbers come back as they were written; lines may end as on old machines, and rows with empty cells.
    let ran = seal_row(b"id,weight,momentum\r007,1.50,slight,,\r8,60,none\r");
    assert_eq!(lines(&ran)[0]["extra"], json!({"id": "007", "weight": "1.50"}), "{}", err(&ran));
    assert_eq!(lines(&ran)[1]["extra"], json!({"id": 8, "weight": 60}));
    assert_eq!(verdicts(&ran).iter().map(|one| one.0).collect::<Vec<_>>(), [2, 3]);
    // Tabs, and an exercise in a column.
    let tabs = "exercise\tmomentum\nseal-row\tslight\nkroc-row\tnone\n";
    let ran = run_with(&["check", "--from", "-"], tabs.as_bytes());
    assert_eq!(lines(&ran)[0]["certain"], json!(["any-cheat"]));
    assert_eq!(lines(&ran)[1]["exercise"], "kroc-row");
}

#[test]
fn a_measured_number_goes_to_the_nearest_whole_one() {
    let rep = |angle: &str| format!("{{\"exercise\":\"yates-row\",\"signs\":{{\"torso-angle\":{angle}}}}}\n");
    let certain = |angle: &str| {
        let ran = run_with(&["check", "--from", "-"], rep(angle).as_bytes());
        assert_eq!(code(&ran), 0, "{angle}: {}", out(&ran));
        lines(&ran)[0]["certain"].clone()
    };
    // Under 40 degrees it is too flat.
    assert_eq!(certain("39"), json!(["yates-too-flat"]));
    assert_eq!(certain("39.0"), certain("39"));
    assert_eq!(certain("39.49"), certain("39"));
    assert_eq!(certain("39.5"), certain("40"));
    assert_ne!(certain("39"), certain("40"));
    let far = run_with(&["check", "--from", "-"], rep("1e300").as_bytes());
    assert_eq!(code(&far), 1);
    assert!(
        lines(&far)[0]["error"].as_str().is_some_and(|text| text.contains("torso-angle")),
        "{}",
        out(&far)
    );
}

#[test]
fn a_sign_that_is_not_known_is_told_once_and_the_rest_is_judged() {
    let rep = "{\"signs\":{\"momentum\":\"slight\",\"mouth\":\"open\",\"momentm\":\"big\"}}\n";
    let ran = seal_row(rep.repeat(3).as_bytes());
    assert_eq!(code(&ran), 0);
    let told = err(&ran);
    assert_eq!(told.matches("mouth").count(), 1, "{told}");
    assert!(told.contains("did you mean `momentum`? (passed over in 3 lines)"), "{told}");
    for answer in lines(&ran) {
        assert_eq!(answer["certain"], json!(["any-cheat"]));
        assert_eq!(answer["unknown"], json!(["mouth", "momentm"]));
    }
    let quiet = run_with(&["check", "seal-row", "--from", "-", "--quiet"], rep.as_bytes());
    assert_eq!(err(&quiet), "");
    // A line of nothing that is known says nothing of a rep.
    let ran = seal_row(b"{\"signs\":{\"mouth\":\"open\"}}\n");
    assert_eq!(code(&ran), 1);
    // A column that is nearly a sign's.
    let ran = seal_row(b"momentum,torso-angel\nslight,45\n");
    assert!(
        err(&ran).contains("the column `torso-angel` is no sign; did you mean `torso-angle`?"),
        "{}",
        err(&ran)
    );
    assert_eq!(lines(&ran)[0]["extra"], json!({"torso-angel": 45}));
}

#[test]
fn what_is_no_table_of_reps_is_told_with_what_to_do() {
    for (input, says, help) in [
        (&b"name,age\nAnn,30\n"[..], "no column of the input is a sign", "formcheck list signs"),
        (b"\xff\xfem\0o\0", "UTF-16", "save it as UTF-8"),
        (b"[{\"signs\":{}},", "no JSON array", "write [{"),
        (b"momentum,reps\n\xff\xff,3\n", "not UTF-8", "save it as UTF-8"),
        (b"momentum,momentum\nnone,big\n", "two columns `momentum`", "name each column once"),
        (
            b"momentum,who\nnone,Ann\nbig,Bo, the second\n",
            "line 3 of the input has more cells",
            "put quotes around",
        ),
    ] {
        let ran = seal_row(input);
        assert_eq!(code(&ran), 2, "{says}");
        assert!(err(&ran).contains(says) && err(&ran).contains(help), "{}", err(&ran));
    }
    for nothing in [&b"momentum,reps\n"[..], b"[]", b"\n"] {
        let ran = seal_row(nothing);
        assert_eq!(code(&ran), 1);
        assert!(err(&ran).contains("nothing to check"), "{}", err(&ran));
    }
    let ran = seal_row(b"[1, {\"signs\":{\"momentum\":\"none\"}}]");
    assert_eq!(code(&ran), 1);
    assert_eq!(verdicts(&ran), [(1, "bad".to_owned()), (2, "no-mistake-seen".to_owned())]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("reps.CSV");
    std::fs::write(&file, "momentum\nslight\n").expect("written");
    let ran = run(&["check", "seal-row", "--from", file.to_str().expect("text")]);
    assert_eq!(lines(&ran)[0]["certain"], json!(["any-cheat"]), "a table of one column");
    // The long answer has what was echoed as well.
    let long = Test::new(&["check", "seal-row", "--full", "--from", file.to_str().expect("text")]).result();
    assert!(long.contains("\"line\":2"), "{long}");
}
