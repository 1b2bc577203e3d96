//! A terminal with the program in it: keys go in, and the screen is read back.

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a person would wait.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long what was said last may take where the terminal stays open.
const LEFT_BEHIND: Duration = Duration::from_secs(3);

/// A terminal with a program in it.
pub(crate) struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    /// What the screen said when its last drawing was whole.
    shown: Arc<Mutex<String>>,
    raw: Arc<Mutex<Vec<u8>>>,
    keys: Arc<Mutex<Box<dyn Write + Send>>>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    reader: std::thread::JoinHandle<()>,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// A terminal that can do everything, and a person who has asked for nothing else.
fn is_capable(command: &mut CommandBuilder) {
    command.env("TERM", "xterm-256color");
    command.env("LC_ALL", "C.UTF-8");
    // No test writes into the history of whoever runs it.
    command.env("FORMCHECK_DATA_DIR", "/dev/null/nowhere");
    for name in [
        "NO_COLOR",
        "COLORTERM",
        "COLORFGBG",
        "TERM_PROGRAM",
        "TMUX",
        "STY",
        "FORMCHECK_PLAIN",
        "FORMCHECK_NO_MOTION",
        "FORMCHECK_DRAW",
        "FORMCHECK_PIXELS",
        "FORMCHECK_BACKGROUND",
        "REDUCED_MOTION",
    ] {
        command.env_remove(name);
    }
}

/// The last thing that a terminal is asked: every one answers it.
const ASKS: &[u8] = b"\x1b[c";

/// Between these a drawing isn't whole, and a terminal shows the one before.
const BEGINS: &[u8] = b"\x1b[?2026h";
const ENDS: &[u8] = b"\x1b[?2026l";

/// Whether all that has been begun to be drawn is drawn.
fn is_whole(raw: &[u8]) -> bool {
    let last = |mark: &[u8]| raw.windows(mark.len()).rposition(|some| some == mark);
    last(BEGINS) <= last(ENDS)
}

/// What a terminal says of itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) text: &'static str,
    pub(crate) after: Duration,
}

/// What takes the other screen, what leaves it, what shows the cursor.
pub(crate) const TAKES: &str = "\u{1b}[?1049h";
pub(crate) const LEAVES: &str = "\u{1b}[?1049l";
const SHOWS: &str = "\u{1b}[?25h";

/// Asserts that the terminal was given back, whole; gives what came after that.
pub(crate) fn is_given_back(raw: &str) -> &str {
    let left = raw.rfind(LEAVES).unwrap_or_else(|| panic!("the other screen is left: {raw:?}"));
    assert!(raw[left..].contains(SHOWS), "the cursor is shown");
    assert!(raw.rfind(TAKES).is_some_and(|taken| taken < left), "it had been taken");
    assert_eq!(raw.matches(TAKES).count(), raw.matches(LEAVES).count());
    &raw[left..]
}

impl Terminal {
    /// `formcheck` with these arguments in a terminal of this size.
    pub(crate) fn start(args: &[&str], env: &[(&str, &str)], (columns, rows): (u16, u16)) -> Terminal {
        Terminal::run(env!("CARGO_BIN_EXE_formcheck"), args, env, (columns, rows))
    }

    /// The same in a terminal that answers when it is asked what it can, after some time.
    pub(crate) fn answering(
        args: &[&str],
        env: &[(&str, &str)],
        size: (u16, u16),
        answer: Answer,
    ) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_formcheck"));
        command.args(args);
        is_capable(&mut command);
        for (key, value) in env {
            command.env(key, value);
        }
        Terminal::spawn(command, size, Some(answer))
    }

    /// A shell that runs `formcheck` with these arguments and then hears one line, in a terminal that may answer: `<…>` is
    /// what it heard.
    pub(crate) fn shell(
        args: &str,
        env: &[(&str, &str)],
        size: (u16, u16),
        answer: Option<Answer>,
    ) -> Terminal {
        let mut command = CommandBuilder::new("sh");
        command.args([
            "-c",
            &format!(r#""$0" {args}; echo 'the shell again'; IFS= read -r line; printf '<%s>' "$line""#),
        ]);
        command.arg(env!("CARGO_BIN_EXE_formcheck"));
        is_capable(&mut command);
        for (key, value) in env {
            command.env(key, value);
        }
        Terminal::spawn(command, size, answer)
    }

    /// The program as the command would start it, in a terminal of this size.
    pub(crate) fn of(plain: &std::process::Command, (columns, rows): (u16, u16)) -> Terminal {
        let mut command = CommandBuilder::new(plain.get_program());
        command.args(plain.get_args());
        if let Some(folder) = plain.get_current_dir() {
            command.cwd(folder);
        }
        is_capable(&mut command);
        for (key, value) in plain.get_envs() {
            match value {
                Some(value) => command.env(key, value),
                None => command.env_remove(key),
            }
        }
        Terminal::spawn(command, (columns, rows), None)
    }

    /// Any program.
    pub(crate) fn run(
        program: &str,
        args: &[&str],
        env: &[(&str, &str)],
        (columns, rows): (u16, u16),
    ) -> Terminal {
        let mut command = CommandBuilder::new(program);
        command.args(args);
        is_capable(&mut command);
        for (key, value) in env {
            command.env(key, value);
        }
        Terminal::spawn(command, (columns, rows), None)
    }

    /// In a terminal that answers so; a plain one answers the last question, as every one does.
    fn spawn(command: CommandBuilder, (columns, rows): (u16, u16), answer: Option<Answer>) -> Terminal {
        let answer = answer.or(Some(Answer { text: "\x1b[?62;22c", after: Duration::ZERO }));
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let of = |number| NonZero::new(number).expect("not zero");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(of(rows), of(columns), 0)));
        let (raw, shown) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(String::new())));
        let mut output = pair.master.try_clone_reader().expect("its output");
        let (to_screen, to_raw, to_shown) = (Arc::clone(&screen), Arc::clone(&raw), Arc::clone(&shown));
        let keys = Arc::new(Mutex::new(pair.master.take_writer().expect("its input")));
        let to_program = Arc::clone(&keys);
        let reader = std::thread::spawn(move || {
            let (mut bytes, mut answer) = ([0; 4096], answer);
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                let mut screen = to_screen.lock().expect("a screen");
                screen.process(&bytes[..read]);
                let mut raw = to_raw.lock().expect("bytes");
                raw.extend_from_slice(&bytes[..read]);
                if is_whole(&raw) {
                    *to_shown.lock().expect("a screen") = screen.screen().contents();
                }
                drop(screen);
                let is_asked = raw.windows(ASKS.len()).any(|some| some == ASKS);
                drop(raw);
                if let Some(answer) = answer.take_if(|_| is_asked) {
                    let to_program = Arc::clone(&to_program);
                    // What is shown meanwhile is read.
                    std::thread::spawn(move || {
                        std::thread::sleep(answer.after);
                        let mut keys = to_program.lock().expect("its input");
                        let _ = keys.write_all(answer.text.as_bytes());
                        let _ = keys.flush();
                    });
                }
            }
        });
        Terminal { screen, shown, raw, keys, child, master: pair.master, reader }
    }

    /// What is on the screen: the last drawing that was whole.
    pub(crate) fn screen(&self) -> String {
        self.shown.lock().expect("a screen").clone()
    }

    /// Every byte that came.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw.lock().expect("bytes")).into_owned()
    }

    /// Waits until the screen has one of these, and gives the screen.
    pub(crate) fn see(&self, texts: &[&str]) -> String {
        self.until(texts, |screen| texts.iter().any(|text| screen.contains(text)))
    }

    /// The question, past the mistake that may be shown before it.
    pub(crate) fn question(&mut self) -> String {
        let screen = self.see(&["Enter answer", "Enter question"]);
        if screen.contains("Enter answer") {
            return screen;
        }
        self.send("\r");
        self.see(&["Enter answer"])
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

    /// The same, and nothing more is being drawn: what is at the foot belongs to what is at the head.
    pub(crate) fn settled(&self, what: &[&str], wanted: impl Fn(&str) -> bool) -> String {
        loop {
            let screen = self.until(what, &wanted);
            std::thread::sleep(Duration::from_millis(40));
            if self.screen() == screen {
                return screen;
            }
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
        let mut to_program = self.keys.lock().expect("its input");
        to_program.write_all(keys.as_bytes()).expect("it listens");
        to_program.flush().expect("it listens");
    }

    /// Answers what is on the screen, whatever is asked; the foot says how.
    pub(crate) fn answer(&mut self, screen: &str) {
        let keys = if screen.contains("1-9 choose") || screen.contains("1-9 mark") {
            "1\r".to_owned()
        } else if screen.contains("Space pick up") {
            "2\r".to_owned()
        } else if screen.contains("a-z partner") {
            format!("{}\r", "a".repeat(8))
        } else {
            "8\r".to_owned()
        };
        self.send(&keys);
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
        // What it said last is still on its way; something that it left behind may hold the terminal open.
        let ended = Instant::now();
        while !self.reader.is_finished() && ended.elapsed() < LEFT_BEHIND {
            std::thread::sleep(Duration::from_millis(5));
        }
        (code, self.raw())
    }
}

/// A test that is done with a terminal, or failed in it, leaves no program behind that waits for keys.
impl Drop for Terminal {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}
