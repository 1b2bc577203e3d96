//! `lint` as CI runs it, whole process, cold: 2,000 generated files of about 60 lines against one thread that parses the
//! same bytes with `toml` and serde; how it grows; files with faults; taplo beside it, where it is installed; and what
//! an editor waits for after a key press. Prints ratios of medians, the runs taking turns.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use formcheck_authoring::workspace::Workspace;
use formcheck_core::rulebook::source::in_memory;

/// Tells this program to be the one that only parses.
const ROLE: &str = "FORMCHECK_BENCH_ROLE";
/// The files of the pack that ratios are told of.
const FILES: usize = 2_000;

fn main() {
    if std::env::var(ROLE).as_deref() == Ok("parse") {
        return parse_folder(Path::new(&std::env::args().nth(1).expect("a folder")));
    }
    // `cargo test --benches` only wants to know that it builds.
    if !std::env::args().any(|arg| arg == "--test") {
        compare();
    }
}

fn parse_folder(folder: &Path) {
    let files = fs::read_dir(folder.join("rules/exercises")).expect("a pack");
    for file in files {
        common::parse(&fs::read_to_string(file.expect("a file").path()).expect("text"));
    }
}

/// Writes a pack and gives its folder. With a fault: one id in each file is misspelt.
fn pack(files: usize, with_a_fault: bool) -> PathBuf {
    let name = format!("formcheck-bench-{files}{}", if with_a_fault { "-faulty" } else { "" });
    let folder = std::env::temp_dir().join(name);
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in common::shared().into_iter().chain(common::exercises(files)) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let text = if with_a_fault { text.replace("\"arm-rowing\"", "\"arm-rowng\"") } else { text };
        fs::write(path, text).expect("written");
    }
    folder
}

fn run(command: &mut Command) -> Duration {
    let started = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let taken = started.elapsed();
    assert!(status.is_ok(), "it starts");
    taken
}

/// The medians of some commands that take turns.
fn medians<const N: usize>(runs: usize, mut commands: [Command; N]) -> [Duration; N] {
    let mut times = [const { Vec::new() }; N];
    for _ in 0..runs {
        for (command, times) in commands.iter_mut().zip(&mut times) {
            times.push(run(command));
        }
    }
    times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    })
}

fn told(what: &str, ours: Duration, theirs: Duration) {
    println!(
        "{what:58} {ours:>10.1?} against {theirs:>10.1?}: {:.2}",
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
}

fn lint(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_formcheck"));
    command.arg("lint").arg(folder);
    command
}

fn parse(folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.env(ROLE, "parse").arg(folder);
    command
}

fn compare() {
    let whole = pack(FILES, false);
    // Findings that nobody meant would be most of what is measured.
    let output = lint(&whole).output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let [ours, theirs] = medians(15, [lint(&whole), parse(&whole)]);
    told("lint of 2,000 files against toml and serde", ours, theirs);

    let faulty = pack(FILES, true);
    let [ours_faulty, theirs] = medians(9, [lint(&faulty), parse(&faulty)]);
    told("the same with a misspelt id in each file", ours_faulty, theirs);

    let (small, large) = (pack(FILES / 10, false), pack(FILES * 10, false));
    let [small, middle, large] = medians(5, [lint(&small), lint(&whole), lint(&large)]);
    told("2,000 files against 200 (10 would be linear)", middle, small);
    told("20,000 files against 2,000 (10 would be linear)", large, middle);

    match taplo() {
        Some(taplo) => {
            let mut command = Command::new(taplo);
            let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/v1/exercise.json");
            command
                .current_dir(&whole)
                .args(["lint", "--schema"])
                .arg(format!("file://{}", schema.display()));
            command.arg("rules/exercises/*.toml");
            let [taplo, theirs] = medians(5, [command, parse(&whole)]);
            told("taplo lint with the schema against toml and serde", taplo, theirs);
        }
        None => println!("taplo is not on the path: not measured"),
    }
    in_an_editor();
}

fn taplo() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join("taplo")).find(|file| file.is_file())
}

/// One exercise file among 2,000 is typed in: how long until its findings are there?
fn in_an_editor() {
    let files: Vec<(String, String)> = common::shared().into_iter().chain(common::exercises(FILES)).collect();
    let pack = in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let mut workspace = Workspace::open(Vec::new(), pack);
    let (path, text) = &files[files.len() / 2];
    let mut times: Vec<Duration> = (0..50)
        .map(|turn| {
            let typed = if turn % 2 == 0 { text.replace("\"medium\"", "\"mediun\"") } else { text.clone() };
            let started = Instant::now();
            workspace.set(path, typed);
            let look = workspace.glance(path);
            let taken = started.elapsed();
            assert_eq!(look.of(path).count(), usize::from(turn % 2 == 0), "the fault is found");
            taken
        })
        .collect();
    times.sort();
    println!("findings for one edited file among 2,000: {:.1?}, at worst {:.1?}", times[25], times[49]);
}
