//! A program in a pseudo-terminal, read as a stream: what stands behind a place, and what is typed there.

use std::io::{Read as _, Write as _};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A terminal of 80 columns with the program in it.
pub(crate) struct Terminal {
    raw: Arc<Mutex<Vec<u8>>>,
    keys: Box<dyn std::io::Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    _pair: Box<dyn portable_pty::MasterPty + Send>,
}

impl Terminal {
    /// Starts the program as the command would.
    pub(crate) fn start(plain: &Command) -> Terminal {
        let size = portable_pty::PtySize { rows: 50, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = portable_pty::native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = portable_pty::CommandBuilder::new(plain.get_program());
        command.args(plain.get_args());
        command.cwd(plain.get_current_dir().expect("a folder"));
        for (key, value) in plain.get_envs() {
            match value {
                Some(value) => command.env(key, value),
                None => command.env_remove(key),
            }
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let raw = Arc::new(Mutex::new(Vec::new()));
        let mut output = pair.master.try_clone_reader().expect("its output");
        let to_raw = Arc::clone(&raw);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                to_raw.lock().expect("bytes").extend_from_slice(&bytes[..read]);
            }
        });
        let keys = pair.master.take_writer().expect("its input");
        Terminal { raw, keys, child, _pair: pair.master }
    }

    /// All that it wrote.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.raw.lock().expect("bytes")).into_owned()
    }

    /// Waits until what stands behind `from` holds `text`, and gives where that ends.
    pub(crate) fn wait(&self, from: usize, text: &str) -> usize {
        let started = Instant::now();
        loop {
            let all = self.text();
            if let Some(at) = all.get(from..).and_then(|rest| rest.find(text)) {
                return from + at + text.len();
            }
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "no {text:?} in\n{}",
                &all[from.min(all.len())..]
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Types a line when asked, and gives where its answer begins.
    pub(crate) fn types(&mut self, from: usize, line: &str) -> usize {
        let at = self.wait(from, "> ");
        self.keys(format!("{line}\r").as_bytes());
        self.wait(at, "\n")
    }

    /// Types bytes as they are.
    pub(crate) fn keys(&mut self, bytes: &[u8]) {
        self.keys.write_all(bytes).expect("it listens");
        self.keys.flush().expect("it listens");
    }

    /// Waits for its end, and gives its exit code.
    pub(crate) fn end(&mut self) -> u32 {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it can be waited for") {
                return status.exit_code();
            }
            assert!(started.elapsed() < Duration::from_mins(1), "it doesn't end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}
