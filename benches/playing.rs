//! What a rep that plays costs in the whole program, on a pseudo-terminal: how long the first picture takes, how much of a
//! core a rep takes while its frames are made and once they are kept, how many bytes a frame is, how long a key waits, and
//! what a held rep costs.
//!
//! `cargo bench --bench playing`. `FORMCHECK_PROGRAM` names another build of the program to be measured. Linux only: there
//! the system counts a thread's time to the nanosecond.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A window, and what its terminal answers to all that it is asked.
struct Window {
    name: &'static str,
    size: (u16, u16),
    answer: &'static str,
    /// What a picture on it begins with.
    picture: &'static str,
}

const CELLS: &str = "\x1b]11;rgb:0000/0000/0000\x1b\\\x1bP1$r0;48:2::1:2:3m\x1b\\\x1b[?62;22c";
/// Cells of 10 by 20 pixels.
const KITTY: &str =
    "\x1b]11;rgb:0000/0000/0000\x1b\\\x1bP1$r0;48:2:1:2:3m\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62c";

const WINDOWS: [Window; 4] = [
    Window { name: "80 by 24", size: (80, 24), answer: CELLS, picture: "\x1b[38;2;" },
    Window { name: "100 by 34", size: (100, 34), answer: CELLS, picture: "\x1b[38;2;" },
    Window { name: "200 by 60", size: (200, 60), answer: CELLS, picture: "\x1b[38;2;" },
    Window { name: "100 by 34, kitty's pixels", size: (100, 34), answer: KITTY, picture: "\x1b_Ga=T" },
];

/// The end of an update of the screen.
const DRAWN: &[u8] = b"\x1b[?2026l";
/// The mark before what is chosen.
const CHOSEN: &[u8] = "▸".as_bytes();
/// For how long a rep is played: longer than the longest takes.
const PLAYED: Duration = Duration::from_secs(8);

fn main() {
    // `cargo test --benches` only wants to know that it builds.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    for window in WINDOWS {
        measure(&window);
    }
}

fn measure(window: &Window) {
    let mut seen = Seen::start(window);
    seen.until(b"\x1b[c").expect("a question");
    seen.send(window.answer);
    let start = seen.until(b"begin").expect("the program starts");
    seen.quiet();
    let first = seen.after("\r", window.picture.as_bytes());
    let made = seen.play(PLAYED / 2);
    let kept = {
        seen.play(PLAYED);
        seen.play(PLAYED / 2)
    };
    // From another place every frame is made anew: the worst moment for a key.
    seen.send("]");
    let mut waits: Vec<Duration> = (0..40_u64)
        .map(|press| {
            seen.play(Duration::from_millis(37 + press * 7 % 50));
            seen.after(if press % 2 == 0 { "1" } else { "2" }, CHOSEN)
        })
        .collect();
    waits.sort();
    seen.send(" ");
    seen.quiet();
    let held = seen.play(Duration::from_secs(2));
    println!(
        "{}: start {start:.1?}, first picture {first:.1?}; frames made: {made}; kept: {kept}; a key: middle {:.1?}, \
         longest {:.1?}; held: {} bytes, {:.2} % of a core",
        window.name,
        waits[waits.len() / 2],
        waits[waits.len() - 1],
        held.bytes,
        held.core() * 100.0,
    );
    seen.send("\x03");
    seen.send("\x03");
}

/// What a stretch of playing took.
struct Stretch {
    time: Duration,
    cpu: Duration,
    frames: usize,
    bytes: usize,
}

impl Stretch {
    /// The share of one core.
    fn core(&self) -> f64 {
        self.cpu.as_secs_f64() / self.time.as_secs_f64()
    }
}

impl std::fmt::Display for Stretch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let frames = self.frames.max(1);
        write!(
            f,
            "{:.1} a second, {:.1} % of a core, {:.2} ms and {} bytes each",
            f64::from(u32::try_from(self.frames).unwrap_or_default()) / self.time.as_secs_f64(),
            self.core() * 100.0,
            self.cpu.as_secs_f64() * 1e3 / f64::from(u32::try_from(frames).unwrap_or(1)),
            self.bytes / frames
        )
    }
}

/// The program on its terminal, and what it wrote.
struct Seen {
    chunks: Receiver<Vec<u8>>,
    writer: Box<dyn std::io::Write + Send>,
    pid: u32,
    began: Instant,
    /// What was written since something was last looked for.
    tail: Vec<u8>,
    _master: Box<dyn MasterPty + Send>,
    _home: tempfile::TempDir,
}

impl Seen {
    fn start(window: &Window) -> Seen {
        let (cols, rows) = window.size;
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let home = tempfile::tempdir().expect("a folder");
        let program = std::env::var_os("FORMCHECK_PROGRAM")
            .map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_formcheck")), PathBuf::from);
        let mut command = CommandBuilder::new(program);
        command.args(["quiz", "spot-the-mistake", "--seed", "2"]);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", home.path());
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).expect("the program");
        let pid = child.process_id().expect("a process");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (sender, chunks) = channel();
        thread::spawn(move || {
            let _child = child;
            let mut buffer = vec![0; 65_536];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Seen { chunks, writer, pid, began, tail: Vec::new(), _master: pair.master, _home: home }
    }

    fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("written");
        self.writer.flush().expect("written");
    }

    /// How long after the start a text was written; none if it isn't within some seconds.
    fn until(&mut self, wanted: &[u8]) -> Option<Duration> {
        while !has(&self.tail, wanted) {
            let more = self.chunks.recv_timeout(Duration::from_secs(20)).ok()?;
            self.tail.extend(more);
        }
        Some(self.began.elapsed())
    }

    /// How long it takes from a key until the update of the screen has come that has a text in it.
    fn after(&mut self, key: &str, wanted: &[u8]) -> Duration {
        self.tail.clear();
        let began = Instant::now();
        self.send(key);
        loop {
            let found = self.tail.windows(wanted.len()).position(|bytes| bytes == wanted);
            if found.is_some_and(|at| has(&self.tail[at..], DRAWN)) {
                return began.elapsed();
            }
            self.tail.extend(self.chunks.recv_timeout(Duration::from_secs(20)).expect("an answer to a key"));
        }
    }

    /// Waits until nothing has been written for a while.
    fn quiet(&mut self) {
        while self.chunks.recv_timeout(Duration::from_millis(400)).is_ok() {}
    }

    /// Lets it play for so long.
    fn play(&mut self, time: Duration) -> Stretch {
        let (began, before) = (Instant::now(), cpu(self.pid));
        let mut written = Vec::new();
        while let Some(left) = time.checked_sub(began.elapsed()) {
            written.extend(self.chunks.recv_timeout(left).unwrap_or_default());
        }
        let frames = written.windows(DRAWN.len()).filter(|bytes| *bytes == DRAWN).count();
        Stretch {
            time: began.elapsed(),
            cpu: cpu(self.pid).saturating_sub(before),
            frames,
            bytes: written.len(),
        }
    }
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|some| some == wanted)
}

/// How much time all threads of a process have had on a core.
fn cpu(pid: u32) -> Duration {
    let threads = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let nanos = threads.filter_map(|thread| {
        let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(nanos.sum())
}
