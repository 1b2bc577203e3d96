//! How a rep is played: at which speed, held where, or one moment of it again and again.
//!
//! Pure: it is told the time. Must not know what is drawn.

use std::time::Duration;

use formcheck_core::figure::Motion;

/// How long a frame stays: twenty a second, as many as a rep has.
pub(super) const BEAT: Duration = Duration::from_millis(50);

/// How much of the rep before and behind the moment that tells is shown again, in seconds.
const AROUND: f32 = 0.6;

/// What is said of a rep that is held.
const HELD: &str = "held";

/// How fast a rep is played.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Speed {
    Quarter,
    Half,
    Whole,
    Double,
}

impl Speed {
    const ALL: [Speed; 4] = [Speed::Quarter, Speed::Half, Speed::Whole, Speed::Double];

    fn factor(self) -> f32 {
        match self {
            Speed::Quarter => 0.25,
            Speed::Half => 0.5,
            Speed::Whole => 1.0,
            Speed::Double => 2.0,
        }
    }

    fn word(self) -> Option<&'static str> {
        match self {
            Speed::Quarter => Some("quarter speed"),
            Speed::Half => Some("half speed"),
            Speed::Whole => None,
            Speed::Double => Some("double speed"),
        }
    }

    /// The same of a moment that is shown again and again.
    fn of_replay(self) -> &'static str {
        match self {
            Speed::Quarter => "very slow replay",
            Speed::Half => "slow replay",
            Speed::Whole => "replay",
            Speed::Double => "fast replay",
        }
    }

    fn stepped(self, step: isize) -> Speed {
        let at = Speed::ALL.iter().position(|speed| *speed == self).unwrap_or_default();
        Speed::ALL[at.saturating_add_signed(step).min(Speed::ALL.len() - 1)]
    }
}

/// Where a rep is.
#[derive(Clone, Copy, PartialEq, Debug)]
enum RepPlace {
    /// It was at so many seconds of itself at that time, and has gone on since.
    Moving { seconds: f32, since: Duration },
    /// It is held at so many seconds.
    Held(f32),
    /// It is held at the moment that tells most.
    Still,
}

/// How a rep is played.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Playback {
    place: RepPlace,
    speed: Speed,
    /// From where to where it is shown again and again, in seconds.
    again: Option<(f32, f32)>,
}

impl Playback {
    /// From the start of the rep on, or held at the moment that tells.
    pub fn new(moves: bool) -> Playback {
        let place =
            if moves { RepPlace::Moving { seconds: 0.0, since: Duration::ZERO } } else { RepPlace::Still };
        Playback { place, speed: Speed::Whole, again: None }
    }

    pub(super) fn is_moving(&self) -> bool {
        matches!(self.place, RepPlace::Moving { .. })
    }

    /// Another rep is shown: from its start on, at its own speed; held if this one was.
    pub(super) fn restart(&mut self, now: Duration) {
        (self.again, self.speed) = (None, Speed::Whole);
        self.place = match self.place {
            RepPlace::Moving { .. } => RepPlace::Moving { seconds: 0.0, since: now },
            RepPlace::Held(_) | RepPlace::Still => RepPlace::Still,
        };
    }

    /// From the start of the rep on at the same speed; held if it was.
    pub(super) fn play_from_start(&mut self, now: Duration) {
        self.again = None;
        self.place = match self.place {
            RepPlace::Moving { .. } => RepPlace::Moving { seconds: 0.0, since: now },
            RepPlace::Held(_) | RepPlace::Still => RepPlace::Still,
        };
    }

    /// Whether it has moved through all of the rep.
    pub(super) fn is_over(&self, motion: &Motion, now: Duration) -> bool {
        self.is_moving() && self.again.is_none() && self.seconds(motion, now) >= motion.seconds()
    }

    /// Holds it where it is, or lets it go on.
    pub(super) fn hold_or_go(&mut self, motion: &Motion, now: Duration) {
        let seconds = self.seconds(motion, now);
        self.place = match self.place {
            RepPlace::Moving { .. } => RepPlace::Held(seconds),
            RepPlace::Held(_) | RepPlace::Still => RepPlace::Moving { seconds, since: now },
        };
    }

    /// Holds it so many frames on, or back.
    pub(super) fn step(&mut self, motion: &Motion, frames: isize, now: Duration) {
        let at = motion.frame_at(self.seconds(motion, now)).cast_signed() + frames;
        let at = at.rem_euclid(motion.frames().cast_signed()).cast_unsigned();
        (self.again, self.place) = (None, RepPlace::Held(middle(motion, at)));
    }

    /// Slower or faster by a step.
    pub(super) fn change_speed(&mut self, motion: &Motion, step: isize, now: Duration) {
        let seconds = self.seconds(motion, now);
        self.speed = self.speed.stepped(step);
        if self.is_moving() {
            self.place = RepPlace::Moving { seconds, since: now };
        }
    }

    /// Shows the moment that tells again and again, slowly; or the whole rep, if it does so.
    pub(super) fn replay(&mut self, motion: &Motion, now: Duration) {
        if self.again.is_some() {
            (self.again, self.speed) = (None, Speed::Whole);
            self.place = RepPlace::Moving { seconds: 0.0, since: now };
            return;
        }
        let told = middle(motion, motion.telling());
        let from = (told - AROUND).max(0.0);
        let to = (told + AROUND).min(motion.seconds()).max(from + 0.1);
        (self.again, self.speed) = (Some((from, to)), Speed::Half);
        self.place = RepPlace::Moving { seconds: from, since: now };
    }

    /// At how many seconds of itself a rep is.
    fn seconds(&self, motion: &Motion, now: Duration) -> f32 {
        match self.place {
            RepPlace::Held(seconds) => seconds,
            RepPlace::Still => middle(motion, motion.telling()),
            RepPlace::Moving { seconds, since } => {
                let gone = now.saturating_sub(since).as_secs_f32() * self.speed.factor();
                match self.again {
                    Some((from, to)) => from + (seconds - from + gone).rem_euclid(to - from),
                    None => seconds + gone,
                }
            }
        }
    }

    /// The frame that is shown of `motion`, of which there may be another one beside: it is `lead` that is held, and while
    /// both move, each does at its own tempo.
    pub(super) fn frame(&self, motion: &Motion, lead: &Motion, now: Duration) -> usize {
        if self.is_moving() && self.again.is_none() {
            return motion.frame_at(self.seconds(motion, now));
        }
        let at = lead.frame_at(self.seconds(lead, now));
        if motion.is_same(lead) { at } else { motion.frame_like(lead, at) }
    }

    /// What is to be said of it below the picture, if it isn't played as it is.
    pub(super) fn words(&self) -> Option<&'static str> {
        match () {
            () if !self.is_moving() => Some(HELD),
            () if self.again.is_some() => Some(self.speed.of_replay()),
            () => self.speed.word(),
        }
    }

    /// All that may be said of one.
    pub(super) fn all_words() -> impl Iterator<Item = &'static str> {
        let of_speeds = Speed::ALL.into_iter().flat_map(|speed| [Some(speed.of_replay()), speed.word()]);
        of_speeds.flatten().chain([HELD])
    }
}

/// The middle of a frame, so that no rounding makes another one of it.
fn middle(motion: &Motion, frame: usize) -> f32 {
    motion.seconds_at(frame) + BEAT.as_secs_f32() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use formcheck_core::rulebook::{Named, load_mid_back};

    fn motion() -> Motion {
        let book = load_mid_back();
        let Some(Named::Exercise(row)) = book.find("bent-over-row") else { panic!("no row") };
        Motion::clean(&book, row).expect("a figure")
    }

    const fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_held_rep_is_held_and_goes_on_from_there() {
        let motion = motion();
        let mut playback = Playback::new(true);
        let frame = |playback: &Playback, now| playback.frame(&motion, &motion, now);
        assert_eq!(frame(&playback, at(525)), 10);
        playback.hold_or_go(&motion, at(525));
        assert_eq!(frame(&playback, at(9000)), 10);
        playback.step(&motion, 1, at(9000));
        assert_eq!(frame(&playback, at(9500)), 11);
        playback.step(&motion, -2, at(9500));
        assert_eq!(frame(&playback, at(9500)), 9);
        playback.hold_or_go(&motion, at(10_000));
        assert_eq!(frame(&playback, at(10_100)), 11);
        playback.step(&motion, -12, at(10_100));
        assert_eq!(frame(&playback, at(10_100)), motion.frames() - 1, "before the first comes the last");
    }

    #[test]
    fn slower_is_slower_from_where_it_is() {
        let motion = motion();
        let mut playback = Playback::new(true);
        playback.change_speed(&motion, -1, at(1025));
        assert_eq!(playback.frame(&motion, &motion, at(1025)), 20);
        assert_eq!(playback.frame(&motion, &motion, at(2025)), 30);
        for _ in 0..9 {
            playback.change_speed(&motion, 1, at(2025));
        }
        assert_eq!(playback.frame(&motion, &motion, at(2525)), 50);
        assert_eq!(playback.words(), Some("double speed"));
    }

    #[test]
    fn the_moment_that_tells_comes_again() {
        let motion = motion();
        let mut playback = Playback::new(false);
        assert_eq!(playback.frame(&motion, &motion, at(0)), motion.telling());
        playback.replay(&motion, at(0));
        for now in (0..10_000).step_by(50) {
            let far = playback.frame(&motion, &motion, at(now)).abs_diff(motion.telling());
            assert!(far <= 13, "{now}: {far} frames away");
        }
        playback.replay(&motion, at(10_000));
        assert_eq!(playback.frame(&motion, &motion, at(10_000)), 0);
    }
}
