//! `study` with a log of a million answers: to the first question, whole process, against a bare program that parses the
//! pack once, opens the same database and reads a hundred states; and the commit of one answer against a bare
//! synchronous append. Prints ratios of medians, the runs taking turns.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use formcheck_core::day::Day;
use formcheck_core::day::Moment;
use formcheck_core::detection::Trial;
use formcheck_core::quiz::{Chance, OptionId, Plan, Response, Seed, sitting, skills};
use formcheck_core::rulebook::load_mid_back;
use formcheck_core::rulebook::source::BuiltIn;
use formcheck_study::{Answered, Log, ProfileDir, Seq, StudyEvent};
use rusqlite::{Connection, params};

const ROLE: &str = "FORMCHECK_BENCH_ROLE";
const ANSWERS: usize = 1_000_000;
const RUNS: usize = 15;

fn main() {
    if std::env::var(ROLE).as_deref() == Ok("bare") {
        return bare(Path::new(&std::env::args().nth(1).expect("a folder")));
    }
    // `cargo test --benches` only wants to know that it builds.
    if !std::env::args().any(|arg| arg == "--test") {
        let folder = history();
        first_question(&folder);
        commit();
    }
}

/// Parses the pack into plain tables, opens the database, reads a hundred due states.
fn bare(folder: &Path) {
    for file in BuiltIn::MidBack.source().files {
        let text = file.text.expect("it is built in");
        black_box(toml::from_str::<toml::Table>(&text).expect("it is TOML"));
    }
    let db = Connection::open(folder.join("me.sqlite")).expect("a database");
    let mut statement =
        db.prepare("SELECT * FROM skill WHERE skill >= '' ORDER BY skill LIMIT 100").expect("a table");
    let mut rows = statement.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        black_box(row.get::<_, String>(0).expect("a skill"));
    }
    println!("ready");
}

/// Makes the history, once: sessions of twenty over years, every skill of the built-in pack.
fn history() -> PathBuf {
    let folder = std::env::temp_dir().join("formcheck-bench-history");
    let place = ProfileDir::new(&folder, "me").expect("a name");
    if place.database().exists() {
        return folder;
    }
    let book = load_mid_back();
    let item = sitting(&book, Plan::mixed(&book, 10), Seed(1)).expect("drawn").items.swap_remove(0);
    let all: Vec<_> = skills(&book).map(|about| about.skill(&book)).collect();
    drop(Log::open(&place).expect("it opens"));
    let mut db = Connection::open(place.database()).expect("a database");
    db.pragma_update(None, "synchronous", "OFF").expect("set");
    let tx = db.transaction().expect("begun");
    let mut insert = tx
        .prepare("INSERT INTO event (at, day, kind, skill, body) VALUES (?1, ?2, ?3, ?4, ?5)")
        .expect("a table");
    let mut put = |event: &StudyEvent, day: i32| {
        let skill = event.skill().map(|skill| skill.as_str().to_owned());
        insert.execute(params![0, day, event.word(), skill, event.to_json()]).expect("written")
    };
    let mut chance = Chance::from_seed(Seed(5));
    let (mut seq, mut session) = (0, Seq(0));
    for n in 0..ANSWERS {
        let day = i32::try_from(n / 100).expect("days");
        if n % 20 == 0 {
            if n > 0 {
                put(&StudyEvent::Closed { session, quit: false }, day);
                seq += 1;
            }
            put(&StudyEvent::Opened(formcheck_study::StudyRequest::default()), day);
            seq += 1;
            session = Seq(seq);
        }
        put(
            &StudyEvent::Shown { session, again: false, introduced: false, item: Box::new(item.clone()) },
            day,
        );
        seq += 1;
        let right = !chance.one_in(5);
        let skill = all[chance.below(all.len())].clone();
        put(&StudyEvent::Answered(Box::new(answered(session, Seq(seq), skill, right))), day);
        seq += 1;
    }
    put(&StudyEvent::Closed { session, quit: false }, i32::try_from(ANSWERS / 100).expect("days"));
    drop(insert);
    tx.execute("DELETE FROM held", []).expect("forgotten");
    tx.commit().expect("written");
    drop(db);
    let began = Instant::now();
    drop(Log::open(&place).expect("it opens"));
    println!("the cache of {ANSWERS} answers, made anew: {:.1?}", began.elapsed());
    folder
}

fn answered(session: Seq, shown: Seq, skill: formcheck_core::quiz::Skill, right: bool) -> Answered {
    let trial =
        |mistake: &str, fires: bool, marked: bool| Trial { mistake: mistake.to_owned(), fires, marked };
    Answered {
        session,
        shown,
        skill,
        kind: "spot".to_owned(),
        answer: Response::One(OptionId::new("arm-rowing")),
        certainty: Some(2),
        ms: 12_345,
        marks: f64::from(u8::from(right)),
        right,
        schedules: true,
        again: false,
        by_eye: false,
        hint: false,
        trials: vec![
            trial("arm-rowing", true, right),
            trial("torso-leads", false, !right),
            trial("missing-squeeze", false, false),
            trial("any-cheat", false, false),
        ],
        sighting: None,
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn told(what: &str, ours: Duration, theirs: Duration) {
    println!(
        "{what:58} {ours:>10.2?} against {theirs:>10.2?}: {:.2}",
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
}

/// Until the program has said what is looked for.
fn until(command: &mut Command, what: &str) -> Duration {
    let began = Instant::now();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut out = BufReader::new(child.stdout.take().expect("its output"));
    let mut line = String::new();
    while !line.contains(what) {
        line.clear();
        assert!(out.read_line(&mut line).expect("text") > 0, "it says {what}");
    }
    let taken = began.elapsed();
    let _ = child.kill();
    let _ = child.wait();
    taken
}

fn first_question(folder: &Path) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        let mut study = Command::new(env!("CARGO_BIN_EXE_formcheck"));
        study.args(["study", "--jsonl"]).env("FORMCHECK_DATA_DIR", folder);
        // Another day each time, so that no session is gone on with.
        study.env("FORMCHECK_NOW", format!("2026-12-{:02}T10:00", run + 1));
        ours.push(until(&mut study, "\"prompt\""));
        let mut bare = Command::new(std::env::current_exe().expect("this program"));
        bare.env(ROLE, "bare").arg(folder);
        theirs.push(until(&mut bare, "ready"));
    }
    told("first question with a million answers, against bare", median(ours), median(theirs));
}

fn commit() {
    let folder = std::env::temp_dir().join("formcheck-bench-commit");
    let _ = std::fs::remove_dir_all(&folder);
    let place = ProfileDir::new(&folder, "me").expect("a name");
    let mut log = Log::open(&place).expect("it opens");
    let mut file = File::create(folder.join("bare")).expect("a file");
    let book = load_mid_back();
    let all: Vec<_> = skills(&book).map(|about| about.skill(&book)).collect();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for n in 0..400 {
        let event = StudyEvent::Answered(Box::new(answered(
            Seq(1),
            Seq(n),
            all[usize::try_from(n).expect("small") % all.len()].clone(),
            n % 5 > 0,
        )));
        let began = Instant::now();
        log.append(Moment { at: n, day: Day(20_000) }, &event).expect("written");
        ours.push(began.elapsed());
        let line = event.to_json();
        let began = Instant::now();
        file.write_all(line.as_bytes()).expect("written");
        file.sync_data().expect("on the disk");
        theirs.push(began.elapsed());
    }
    told("an answer's commit against a synchronous append", median(ours), median(theirs));
}
