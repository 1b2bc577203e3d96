//! The moments of a rep, in milliseconds.
//!
//! A body sets out and arrives softly, so no frame is the first. Near rest it comes as far as the square of the time, so the
//! moments at which it has come a twentieth and a fifth of the way say when it set out: as long before the first as that is before
//! the second. The same where it turns around.

use formcheck_core::rulebook::measure::RepMoment;

use crate::reps::Turn;
use crate::tracks::median;

/// The two shares of the way: the second is four times the first.
const NEAR: (f64, f64) = (0.05, 0.20);
/// What is that near to where it rests is at rest.
const AT_REST: f64 = 0.1;

/// A rep and its moments.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rep {
    /// The last moment at rest.
    pub start: f64,
    /// Half-way there.
    pub middle: f64,
    /// It arrives where it turns around.
    pub end: f64,
    /// It leaves from there; none if the film ends before.
    pub hold: Option<f64>,
    /// Half-way back.
    pub back: Option<f64>,
    /// At rest again.
    pub finish: Option<f64>,
    /// When the rep before was finished, if there was one: it rests from then on.
    pub(crate) before: Option<f64>,
}

impl Rep {
    /// When a moment is; none if the film ends before.
    pub fn at(&self, moment: RepMoment) -> Option<f64> {
        match moment {
            RepMoment::Start => Some(self.start),
            RepMoment::Middle => Some(self.middle),
            RepMoment::End => Some(self.end),
            RepMoment::Hold => self.hold,
            RepMoment::Back => self.back,
            RepMoment::Finish => self.finish,
        }
    }

    /// The last moment of it that was filmed.
    pub fn last(&self) -> f64 {
        self.finish.or(self.back).or(self.hold).unwrap_or(self.end)
    }
}

/// The moments of a rep that goes as far as `far` says; none if it is too short to have any.
pub(crate) fn rep(ms: &[f64], far: &[f64], turn: Turn, before: Option<f64>) -> Option<Rep> {
    let Turn { from, peak, to } = turn;
    let top = level(far, peak, (from, to.unwrap_or(far.len() - 1)), far[from]);
    let low = level(far, from, (0, peak), top);
    let there = Way { ms, far, from, to: peak, rest: low, turn: top };
    let middle = there.last_at(0.5, peak)?;
    let start = there.sets_out(middle).max(before.unwrap_or(ms[0])).max(ms[0]);
    let arrives = there.arrives(middle);
    let mut rep = Rep { start, middle: middle.1, end: arrives, hold: None, back: None, finish: None, before };
    let Some(to) = to else {
        rep.end = arrives.min(ms[far.len() - 1]);
        return Some(rep);
    };
    let floor = level(far, to, (peak, far.len() - 1), top);
    // The way back, seen from its end: the same with time running the other way.
    let home = Way { ms, far, from: peak, to, rest: floor, turn: top };
    let back = home.first_below(0.5, peak)?;
    let leaves = home.leaves(back);
    // Without a pause it leaves when it arrives.
    let (end, hold) = if leaves < arrives {
        let turns = f64::midpoint(arrives, leaves);
        (turns, turns)
    } else {
        (arrives, leaves)
    };
    (rep.end, rep.hold) = (end.max(rep.middle), Some(hold.min(back.1)));
    rep.back = Some(back.1);
    rep.finish = Some(home.is_home(back).min(ms[far.len() - 1]));
    Some(rep)
}

/// Where the body rests around a frame: the middle of what is near to it there.
fn level(far: &[f64], frame: usize, (first, last): (usize, usize), other: f64) -> f64 {
    let near = |here: &f64| (here - far[frame]).abs() <= AT_REST * (other - far[frame]).abs();
    let behind = far[frame..=last.max(frame)].iter().take_while(|here| near(here));
    let before = far[first.min(frame)..frame].iter().rev().take_while(|here| near(here));
    median(behind.chain(before).copied().collect()).unwrap_or(far[frame])
}

/// From rest to the turn, or back.
struct Way<'f> {
    ms: &'f [f64],
    far: &'f [f64],
    from: usize,
    to: usize,
    rest: f64,
    turn: f64,
}

/// A frame, and the moment between it and the next one.
type Crossing = (usize, f64);

impl Way<'_> {
    fn number(&self, share: f64) -> f64 {
        self.rest + share * (self.turn - self.rest)
    }

    /// When between a frame and the next one it passes a share.
    fn passes(&self, frame: usize, share: f64) -> f64 {
        let (a, b) = (self.far[frame], self.far[frame + 1]);
        let part = if (b - a).abs() > f64::EPSILON { (self.number(share) - a) / (b - a) } else { 0.5 };
        self.ms[frame] + part.clamp(0.0, 1.0) * (self.ms[frame + 1] - self.ms[frame])
    }

    /// The last time before a frame that it comes up over a share.
    fn last_at(&self, share: f64, before: usize) -> Option<Crossing> {
        let is_below = |frame: &usize| self.far[*frame] < self.number(share);
        let frame = (self.from..before).rev().find(is_below)?;
        Some((frame, self.passes(frame, share)))
    }

    /// The first time from a frame on that it comes up to a share.
    fn first_at(&self, share: f64, from: usize) -> Option<Crossing> {
        let is_over = |frame: &usize| self.far[*frame + 1] >= self.number(share);
        let frame = (from..self.to).find(is_over)?;
        Some((frame, self.passes(frame, share)))
    }

    /// The first time from a frame on that it falls below a share.
    fn first_below(&self, share: f64, from: usize) -> Option<Crossing> {
        let is_below = |frame: &usize| self.far[*frame + 1] < self.number(share);
        let frame = (from..self.to).find(is_below)?;
        Some((frame, self.passes(frame, share)))
    }

    fn sets_out(&self, middle: Crossing) -> f64 {
        let late = self.last_at(NEAR.1, middle.0 + 1).unwrap_or(middle);
        let soon = self.last_at(NEAR.0, late.0 + 1).map_or(self.ms[self.from], |one| one.1);
        2.0 * soon - late.1
    }

    fn arrives(&self, middle: Crossing) -> f64 {
        let soon = self.first_at(1.0 - NEAR.1, middle.0).unwrap_or(middle);
        let late = self.first_at(1.0 - NEAR.0, soon.0).map_or(self.ms[self.to], |one| one.1);
        2.0 * late - soon.1
    }

    fn leaves(&self, back: Crossing) -> f64 {
        let over = |share: f64, before: usize| {
            let is_over = |frame: &usize| self.far[*frame] > self.number(share);
            let frame = (self.from..before).rev().find(is_over)?;
            Some((frame, self.passes(frame, share)))
        };
        let late = over(1.0 - NEAR.1, back.0 + 1).unwrap_or(back);
        let soon = over(1.0 - NEAR.0, late.0 + 1).map_or(self.ms[self.from], |one| one.1);
        2.0 * soon - late.1
    }

    fn is_home(&self, back: Crossing) -> f64 {
        let soon = self.first_below(NEAR.1, back.0).unwrap_or(back);
        let late = self.first_below(NEAR.0, soon.0).map_or(self.ms[self.to], |one| one.1);
        2.0 * late - soon.1
    }
}

/// When one joint by itself sets out, in a stretch of frames in which it comes from 0 to 1.
pub(crate) fn sets_out(ms: &[f64], far: &[f64]) -> Option<f64> {
    let to = far.len().checked_sub(1)?;
    let way = Way { ms, far, from: 0, to, rest: 0.0, turn: 1.0 };
    let middle = way.first_at(0.5, 0)?;
    Some(way.sets_out(middle))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rep as people move, softly at both ends: rest 1 s, there 1 s, held 0.5 s, back 2 s, rest 1 s; 30 frames a second.
    #[test]
    fn moments_of_a_soft_rep_are_within_a_frame_or_two() {
        let soft = |share: f64| {
            let share = share.clamp(0.0, 1.0);
            share * share * (3.0 - 2.0 * share)
        };
        let ms: Vec<f64> = (0..165).map(|frame| f64::from(frame) * 1000.0 / 30.0).collect();
        let far: Vec<f64> =
            ms.iter().map(|t| soft((t - 1000.0) / 1000.0) - soft((t - 2500.0) / 2000.0)).collect();
        let turn = Turn { from: 10, peak: 65, to: Some(150) };
        let rep = rep(&ms, &far, turn, None).expect("a rep");
        for (moment, wanted) in RepMoment::ALL.iter().zip([1000.0, 1500.0, 2000.0, 2500.0, 3500.0, 4500.0]) {
            let is = rep.at(*moment).expect("filmed");
            assert!((is - wanted).abs() < 50.0, "{}: {is} and not {wanted}", moment.word());
        }
    }
}
