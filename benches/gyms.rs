//! A cohort's report from a database of a million records, whole process, against one scan of the same table by hand and
//! against the report of a thousand of them. The records are made up from real ones; their sealed texts are left short, since
//! no report reads them. On `PostgreSQL` too, with the feature of that name, through tests/clients/postgres.sh.

#[path = "../tests/common/cohort.rs"]
mod cohort;
#[path = "../tests/common/exams.rs"]
mod exams;

use std::process::Command;
use std::time::{Duration, Instant};

use cohort::{MadeUp, made_up};
use exams::Gym;
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;
use formcheck_exam::store::{Cohort, NewRecord, Store};

const MANY: usize = 1_000_000;
const FEW: usize = 1_000;
/// Records that are kept at a time.
const BATCH: usize = 5_000;
const RUNS: usize = 5;
const GYMS: [&str; 10] =
    ["north", "south", "east", "west", "river", "hill", "dock", "mill", "park", "station"];

fn main() {
    // `cargo test --benches` only wants to know that it builds.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let gym = Gym::of_the_built_in_pack();
    let stem = gym.record("trainer-onboarding", "t-01");
    let record = gym.text(&format!("{stem}.record.json"));
    let record = Sealed::<Record>::read(record.as_bytes()).expect("a record").what;
    println!("a record has {} items", record.items.len());
    let made = made_up(&[record], 500, &["any"], 1);
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    measure("SQLite", &gym, &made, &place("few.db"), &place("many.db"));
    if let Ok(server) = std::env::var("FORMCHECK_TEST_POSTGRES")
        && cfg!(feature = "postgres")
    {
        fresh(&server);
        let place = |schema: &str| format!("{server}?options=-csearch_path%3D{schema}");
        measure("PostgreSQL", &gym, &made, &place("few"), &place("many"));
    }
}

#[cfg(feature = "postgres")]
fn fresh(server: &str) {
    let mut client = postgres::Client::connect(server, postgres::NoTls).expect("a server");
    client.batch_execute("CREATE SCHEMA few; CREATE SCHEMA many").expect("schemas");
}

#[cfg(not(feature = "postgres"))]
fn fresh(_: &str) {}

fn measure(name: &str, gym: &Gym, made: &[MadeUp], few: &str, many: &str) {
    fill(few, made, FEW);
    let start = Instant::now();
    fill(many, made, MANY);
    let each = start.elapsed() / u32::try_from(MANY).expect("a million");
    println!("{name}: keeping a record took {each:?}, {BATCH} at a time");
    let mut store = Store::open(many, false).expect("a database");
    let facts = store.facts(&Cohort::default(), 200).expect("read");
    assert_eq!(facts.people.len() + facts.more, MANY);
    let scan = median(|| scan(many));
    let (small, large) = (median(|| report(gym, few, &[])), median(|| report(gym, many, &[])));
    let gym_only = median(|| report(gym, many, &["--gym", "north", "--since", "2026-06"]));
    println!(
        "{name}: report of {MANY} records {large:?}, of {FEW} {small:?}, of one gym since June {gym_only:?}"
    );
    println!("{name}: one scan of the table {scan:?}; ratio {:.1}", large.as_secs_f64() / scan.as_secs_f64());
}

/// Puts so many records in, with other people, papers and gyms.
fn fill(place: &str, made: &[MadeUp], number: usize) {
    let mut store = Store::open(place, true).expect("a database");
    let mut at = 0;
    while at < number {
        let gym = GYMS[at / BATCH % GYMS.len()];
        let size = BATCH.min(number - at);
        let people: Vec<_> = (at..at + size)
            .map(|n| {
                let mut person = made[n % made.len()].person.clone();
                person.reference = format!("t-{n:07}");
                person.sitting = format!("{n:012x}");
                person.record = format!("{n:064x}");
                // A form of its own for nearly everybody.
                person.form = format!("{:016x}", n / 3);
                person
            })
            .collect();
        let keep = |(at, person): (usize, _)| NewRecord {
            replaces: None,
            person,
            counted: &made[at % made.len()].counted,
            sealed: "left out",
        };
        let rows: Vec<NewRecord<'_>> =
            people.iter().enumerate().map(|(n, person)| keep((at + n, person))).collect();
        assert_eq!(store.keep(gym, &rows).expect("kept").new, size);
        at += size;
    }
}

/// The whole program.
fn report(gym: &Gym, place: &str, more: &[&str]) {
    let mut command: Command = gym.command(&["report", "--database", place, "--json"]);
    let output = command.args(more).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What any report has to do at least: look at each row once.
fn scan(place: &str) {
    let one = "SELECT count(*), sum(marks), sum(passed), sum(used_ms) FROM exam_record";
    if place.starts_with("postgres") {
        return scan_server(place, one);
    }
    let db = rusqlite::Connection::open(place).expect("a database");
    let number: i64 = db.query_row(one, [], |row| row.get(0)).expect("a row");
    assert_eq!(usize::try_from(number), Ok(MANY));
}

#[cfg(feature = "postgres")]
fn scan_server(place: &str, one: &str) {
    let mut client = postgres::Client::connect(place, postgres::NoTls).expect("a server");
    let number: i64 = client.query_one(one, &[]).expect("a row").get(0);
    assert_eq!(usize::try_from(number), Ok(MANY));
}

#[cfg(not(feature = "postgres"))]
fn scan_server(_: &str, _: &str) {}

fn median(run: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}
