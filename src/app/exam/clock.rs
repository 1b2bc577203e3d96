//! The clocks of a sitting: the wall clock, and one that only goes forward.
//!
//! On Linux that is the time since the machine was started, standby counted in: it goes on while the program does not
//! run. Elsewhere it is the time since the program was started, and between two runs the wall clock is asked.

use std::time::Instant;

use crate::app::AppError;
use crate::app::clock::WallClock;
use formcheck_exam::paper::Stamp;
use formcheck_exam::{Clock, ClockKind, Reading};

pub(crate) struct ExamClock {
    wall: WallClock,
    since: Instant,
    clock: Clock,
}

impl ExamClock {
    pub(crate) fn start() -> Result<ExamClock, AppError> {
        let wall = WallClock::start()?;
        let clock = if wall.is_pretended() {
            Clock { clock: ClockKind::Pretended, boot: None }
        } else {
            match boot().filter(|_| since_start().is_some()) {
                Some(boot) => Clock { clock: ClockKind::Machine, boot: Some(boot) },
                None => Clock { clock: ClockKind::Program, boot: None },
            }
        };
        Ok(ExamClock { wall, since: Instant::now(), clock })
    }

    pub(crate) fn read(&self) -> Reading {
        let by_program = || u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        let up = match self.clock.clock {
            ClockKind::Machine => since_start().unwrap_or_else(by_program),
            ClockKind::Program | ClockKind::Pretended => by_program(),
        };
        Reading { at: self.wall(), up, clock: self.clock.clone() }
    }

    /// Whether somebody made the time up (`FORMCHECK_NOW`).
    pub(crate) fn is_made_up(&self) -> bool {
        self.wall.is_pretended()
    }

    /// The wall clock, asked anew each time, so that a change of it is seen.
    pub(crate) fn wall(&self) -> Stamp {
        if self.wall.is_pretended() {
            Stamp(self.wall.now().at)
        } else {
            Stamp(jiff::Timestamp::now().as_millisecond())
        }
    }
}

/// What the system calls this run of the machine; a digest of it, since nobody else needs to know that name.
fn boot() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let digest = formcheck_exam::seal::Hash::of(format!("formcheck exam {}", name.trim()).as_bytes()).hex();
    Some(digest[..16].to_owned())
}

/// Milliseconds since the machine was started, standby counted in.
#[cfg(target_os = "linux")]
fn since_start() -> Option<u64> {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let millis = u64::try_from(now.tv_nsec).ok()? / 1_000_000;
    u64::try_from(now.tv_sec).ok()?.checked_mul(1_000)?.checked_add(millis)
}

#[cfg(not(target_os = "linux"))]
fn since_start() -> Option<u64> {
    None
}
