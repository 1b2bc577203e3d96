//! Figures of a report, counted again by packages of others: numpy, scipy and statsmodels. Skipped, and said so, where
//! tests/clients/statistics.sh was not run.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::skips::not_installed;
use formcheck_core::detection::d_prime;
use formcheck_core::quiz::{Chance, Seed};
use formcheck_exam::cohort::{Judges, MarkSums, SameForm, Sums, lord, wilson};
use serde_json::{Value, json};

/// Random people and items: the abler the person, the oftener right.
fn answers(chance: &mut Chance, people: usize, items: usize) -> Vec<Vec<bool>> {
    let mut person = || {
        let able = 1 + chance.below(9);
        (0..items).map(|_| chance.below(10) < able).collect()
    };
    (0..people).map(|_| person()).collect()
}

fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).expect("few"))
}

fn numbers(row: &[bool]) -> Vec<f64> {
    row.iter().map(|right| f64::from(u8::from(*right))).collect()
}

/// Of each figure some cases: what it is counted from, and what we count.
fn figures() -> Value {
    let chance = &mut Chance::from_seed(Seed(11));
    let mut all: serde_json::Map<String, Value> = serde_json::Map::new();
    let mut add = |name: &str, of: Value, is: Value| {
        let cases = all.entry(name).or_insert_with(|| json!([]));
        cases.as_array_mut().expect("a list").push(json!({"of": of, "is": is}));
    };
    for _ in 0..60 {
        let n = 1 + chance.below(300);
        let part = chance.below(n + 1);
        let (low, high) = wilson(part, n);
        add("wilson", json!({"part": part, "n": n}), json!([low, high]));
        let (there, absent) = (1 + chance.below(80), 1 + chance.below(80));
        let (hits, alarms) = (chance.below(there + 1), chance.below(absent + 1));
        let is = d_prime((hits, there), (alarms, absent));
        add("d_prime", json!({"hits": [hits, there], "false_alarms": [alarms, absent]}), json!(is));
        let items = 2 + chance.below(60);
        let marks = chance.below(items + 1);
        add("lord", json!({"marks": marks, "n": items}), json!(lord(number(marks), items)));
    }
    for _ in 0..20 {
        let (people, items) = (20 + chance.below(30), 5 + chance.below(40));
        let rows = answers(chance, people, items);
        add("kr20", json!(rows), json!(SameForm::of(rows.iter().map(Vec::as_slice)).kr20()));
        // Not all forms are equally long: some people lack some items.
        let rows: Vec<Vec<f64>> =
            rows.iter().map(|row| numbers(&row[..row.len() - chance.below(3)])).collect();
        let spread = rows.iter().fold(MarkSums::default(), |spread, row| spread.and(row));
        add("dependability", json!(rows), json!(spread.dependability()));
        add("standard_error", json!(rows), json!(spread.standard_error()));
        let pairs: Vec<(f64, f64)> =
            (0..people).map(|_| (number(chance.below(100)) / 100.0, number(chance.below(3)) / 2.0)).collect();
        let sums = pairs.iter().fold(Sums::default(), |sums, (x, y)| sums.and(*x, *y));
        add("correlation", json!(pairs), json!(sums.correlation()));
        let (judges, rated) = (2 + chance.below(8), 1 + chance.below(30));
        let said: Vec<Vec<usize>> =
            (0..rated).map(|_| (0..judges).map(|_| chance.below(101)).collect()).collect();
        let cells = |row: &[String]| format!("{}\n", row.join(","));
        let mut csv = cells(&(0..=judges).map(|judge| format!("judge {judge}")).collect::<Vec<_>>());
        for (item, row) in said.iter().enumerate() {
            let row = row.iter().map(ToString::to_string);
            csv.push_str(&cells(&[item.to_string()].into_iter().chain(row).collect::<Vec<_>>()));
        }
        let cut = Judges::read(&csv).expect("a CSV").cut();
        add("angoff", json!(said), json!([cut.cut, cut.standard_error]));
    }
    all.into()
}

#[test]
fn other_peoples_packages_have_the_same_figures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/clients/statistics/bin/python");
    if !python.exists() {
        not_installed("numpy, scipy and statsmodels", "tests/clients/statistics.sh");
        return;
    }
    let figures = figures();
    let said = |figures: &Value| {
        let mut child = Command::new(&python)
            .arg(root.join("tests/clients/check_statistics.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python starts");
        let mut input = child.stdin.take().expect("an input");
        input.write_all(figures.to_string().as_bytes()).expect("written");
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (agrees, told) = said(&figures);
    assert!(agrees, "{told}");
    println!("{told}");
    // A figure that is a little off is found.
    let mut off = figures;
    let one = &mut off["kr20"][3]["is"];
    *one = json!(one.as_f64().expect("a number") + 1e-4);
    let (agrees, told) = said(&off);
    assert!(!agrees && told.contains("kr20: formcheck has") && told.contains(", 1 differ"), "{told}");
}
