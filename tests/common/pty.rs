//! A terminal with the program in it: keys go in, and the screen is read back.

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a person would wait.
const PATIENCE: Duration = Duration::from_secs(30);

/// A terminal with a program in it.
pub(crate) struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    raw: Arc<Mutex<Vec<u8>>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    /// `formcheck` with these arguments in a terminal of this size.
    pub(crate) fn start(args: &[&str], env: &[(&str, &str)], (columns, rows): (u16, u16)) -> Terminal {
        Terminal::run(env!("CARGO_BIN_EXE_formcheck"), args, env, (columns, rows))
    }

    /// Any program.
    pub(crate) fn run(
        program: &str,
        args: &[&str],
        env: &[(&str, &str)],
        (columns, rows): (u16, u16),
    ) -> Terminal {
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        for name in ["NO_COLOR", "FORMCHECK_PLAIN", "FORMCHECK_NO_MOTION", "REDUCED_MOTION"] {
            command.env_remove(name);
        }
        for (key, value) in env {
            command.env(key, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let of = |number| NonZero::new(number).expect("not zero");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(of(rows), of(columns), 0)));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let mut output = pair.master.try_clone_reader().expect("its output");
        let (to_screen, to_raw) = (Arc::clone(&screen), Arc::clone(&raw));
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                to_screen.lock().expect("a screen").process(&bytes[..read]);
                to_raw.lock().expect("bytes").extend_from_slice(&bytes[..read]);
            }
        });
        let keys = pair.master.take_writer().expect("its input");
        Terminal { screen, raw, keys, child, master: pair.master }
    }

    /// What is on the screen.
    pub(crate) fn screen(&self) -> String {
        self.screen.lock().expect("a screen").screen().contents()
    }

    /// Every byte that came.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw.lock().expect("bytes")).into_owned()
    }

    /// Waits until the screen has one of these, and gives the screen.
    pub(crate) fn see(&self, texts: &[&str]) -> String {
        self.until(texts, |screen| texts.iter().any(|text| screen.contains(text)))
    }

    /// Waits until the screen is as wanted, and gives it.
    pub(crate) fn until(&self, what: &[&str], wanted: impl Fn(&str) -> bool) -> String {
        let started = Instant::now();
        loop {
            let screen = self.screen();
            if wanted(&screen) {
                return screen;
            }
            assert!(started.elapsed() < PATIENCE, "none of {what:?} on\n{screen}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until this many of a text have come, whatever the screen shows now.
    pub(crate) fn hear(&self, text: &str, times: usize) {
        let started = Instant::now();
        while self.raw().matches(text).count() < times {
            assert!(started.elapsed() < PATIENCE, "no {text:?} ({times}) in\n{:?}", self.raw());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("it listens");
        self.keys.flush().expect("it listens");
    }

    /// Makes the window another size.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let of = |number| NonZero::new(number).expect("not zero");
        self.screen.lock().expect("a screen").screen_mut().set_size(of(rows), of(columns));
        self.master.resize(size(columns, rows)).expect("resized");
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let sent = std::process::Command::new("kill").args([&format!("-{name}"), &id]).status();
        assert!(sent.is_ok_and(|status| status.success()), "{name} is sent");
    }

    /// How often the program has gone to sleep, over all its threads: one that is idle stays asleep. None where the
    /// system doesn't tell.
    #[allow(dead_code, reason = "not every test that has a terminal asks")]
    pub(crate) fn naps(&self) -> Option<u64> {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.child.process_id()?)).ok()?;
        let mut naps = 0;
        for thread in threads {
            let status = std::fs::read_to_string(thread.ok()?.path().join("status")).ok()?;
            let count = |name: &str| -> Option<u64> {
                status.lines().find_map(|line| line.strip_prefix(name))?.trim().parse().ok()
            };
            naps += count("voluntary_ctxt_switches:")? + count("nonvoluntary_ctxt_switches:")?;
        }
        Some(naps)
    }

    /// Waits for its end: the exit code, and every byte that came.
    pub(crate) fn end(mut self) -> (u32, String) {
        let started = Instant::now();
        let code = loop {
            if let Some(status) = self.child.try_wait().expect("it can be waited for") {
                break status.exit_code();
            }
            assert!(started.elapsed() < PATIENCE, "it doesn't end:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(10));
        };
        // What it said last is still on its way.
        std::thread::sleep(Duration::from_millis(100));
        (code, self.raw())
    }
}
