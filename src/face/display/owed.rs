//! What a terminal still owes: the answers of one that was asked and has not answered in time.
//!
//! Nobody else may read them. A shell would take them for a command that somebody typed, a prompt for what was asked of them.
//! So the terminal says nothing back of what comes in until it has answered the last question or the time for it is over, and
//! what came is thrown away. Must not know what was asked.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io;
use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::answers::has_ended;

/// How long the answers of a terminal are waited for before it is given back: longer than a slow line takes. One that never
/// answers costs this once, after all is shown.
const BOUND: Duration = Duration::from_millis(1_500);

/// What an answer begins with; what somebody types seldom has it.
const ESCAPE: u8 = 0x1b;

/// What is owed, if anything is.
static OWED: Mutex<Option<Owed>> = Mutex::new(None);

struct Owed {
    until: Instant,
    /// What came so far: the last answer may be torn.
    bytes: Vec<u8>,
    /// How the terminal was before it was asked.
    before: Termios,
}

/// A terminal that says nothing back and hands on each byte as it comes, while it is asked.
pub(super) struct Quiet {
    before: Termios,
    asked: Instant,
}

impl Quiet {
    /// Makes it so; what an earlier question still owes comes first.
    pub(super) fn begin() -> io::Result<Quiet> {
        settle();
        let before = tcgetattr(stdin())?;
        let mut quiet = before.clone();
        quiet.make_raw();
        // Lines still end as they did.
        quiet.output_modes = before.output_modes;
        tcsetattr(stdin(), OptionalActions::Now, &quiet)?;
        Ok(Quiet { before, asked: Instant::now() })
    }

    /// It is as it was; or stays quiet until [`settle`], if the answers in `bytes` are not all.
    pub(super) fn end(self, bytes: Vec<u8>) {
        if has_ended(&bytes) {
            let _ = tcsetattr(stdin(), OptionalActions::Now, &self.before);
        } else if let Ok(mut owed) = OWED.lock() {
            *owed = Some(Owed { until: self.asked + BOUND, bytes, before: self.before });
        }
    }
}

/// Waits for what is owed, throws it away, and leaves the terminal as it was before it was asked. To be called before
/// anything is read from the terminal that is not the full screen's, and before the program ends.
pub fn settle() {
    let owed = OWED.lock().ok().and_then(|mut owed| owed.take());
    let Some(mut owed) = owed else { return };
    while !has_ended(&owed.bytes) {
        let mut buffer = [0; 256];
        match more(owed.until, &mut buffer) {
            Ok(Some(read @ 1..)) => {
                owed.bytes.extend_from_slice(&buffer[..read]);
                // Somebody is typing who doesn't want to wait.
                if !owed.bytes.contains(&ESCAPE) {
                    break;
                }
            }
            _ => break,
        }
    }
    let _ = tcsetattr(stdin(), OptionalActions::Now, &owed.before);
}

/// Reads what comes until then: how much; none where nothing did.
pub(super) fn more(until: Instant, buffer: &mut [u8]) -> io::Result<Option<usize>> {
    let stdin = stdin();
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(None);
        }
        let time = Timespec::try_from(left).map_err(|_| io::Errno::INVAL)?;
        let mut one = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut one, Some(&time)) {
            // A window that changes its size wakes it too.
            Err(io::Errno::INTR) => {}
            found => return Ok(if found? > 0 { Some(io::read(stdin, buffer)?) } else { None }),
        }
    }
}
