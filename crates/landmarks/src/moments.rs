//! The moments of a rep, in milliseconds.
//!
//! A body sets out and arrives softly, so no frame is the first. Near rest it comes as far as the square of the time, so the
//! moments at which it has come a twentieth and a fifth of the way say when it set out: as long before the first as that is before
//! the second. The same where it turns around.

use formcheck_core::rulebook::measure::RepMoment;

use crate::reps::Turn;
use crate::tracks::median;

/// The two shares of the way: the second is four times as far from rest as the first.
const REST: (f64, f64) = (0.05, 0.20);
/// The same from where it turns around.
const TURN: (f64, f64) = (1.0 - REST.0, 1.0 - REST.1);
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
    let middle = there.half_way()?;
    let start = there.sets_out(middle, REST).max(before.unwrap_or(ms[0])).max(ms[0]);
    let arrives = there.arrives(middle, TURN);
    let mut rep = Rep { start, middle: middle.1, end: arrives, hold: None, back: None, finish: None, before };
    let Some(to) = to else {
        rep.end = arrives.min(ms[far.len() - 1]);
        return Some(rep);
    };
    let floor = level(far, to, (peak, far.len() - 1), top);
    let home = Way { ms, far, from: peak, to, rest: floor, turn: top };
    let back = home.half_way()?;
    let leaves = home.sets_out(back, TURN);
    // Without a pause it leaves when it arrives.
    let (end, hold) = if leaves < arrives {
        let turns = f64::midpoint(arrives, leaves);
        (turns, turns)
    } else {
        (arrives, leaves)
    };
    (rep.end, rep.hold) = (end.max(rep.middle), Some(hold.min(back.1)));
    rep.back = Some(back.1);
    rep.finish = Some(home.arrives(back, REST).min(ms[far.len() - 1]));
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

    /// The moments at which it passes a share, up or down, at some frames in their order.
    fn crossings(&self, share: f64, frames: impl Iterator<Item = usize>) -> impl Iterator<Item = Crossing> {
        let level = self.number(share);
        let passes = move |frame: &usize| (self.far[*frame] < level) != (self.far[*frame + 1] < level);
        frames.filter(passes).map(move |frame| (frame, self.passes(frame, share)))
    }

    fn half_way(&self) -> Option<Crossing> {
        self.crossings(0.5, self.from..self.to).next()
    }

    /// When it sets out, before it is half-way.
    fn sets_out(&self, (half, when): Crossing, shares: (f64, f64)) -> f64 {
        self.rests(when, shares, || (self.from..=half).rev(), self.ms[self.from])
    }

    /// When it arrives, after it is half-way.
    fn arrives(&self, (half, when): Crossing, shares: (f64, f64)) -> f64 {
        self.rests(when, shares, || half..self.to, self.ms[self.to])
    }

    /// From half-way on to where it rests. Where it goes slowly, noise takes it over the same place several times: the moment is
    /// between the first and the last time, as far as these are no farther apart than it is from the other share.
    fn rests<F: Iterator<Item = usize>>(
        &self,
        half: f64,
        (near, far): (f64, f64),
        frames: impl Fn() -> F,
        edge: f64,
    ) -> f64 {
        let far = self.crossings(far, frames()).next().map_or(half, |one| one.1);
        let mut nears = self.crossings(near, frames()).map(|one| one.1);
        let first = nears.next().unwrap_or(edge);
        let reach = (first - far).abs();
        let last = nears.take_while(|when| (when - first).abs() <= reach).last().unwrap_or(first);
        2.0 * f64::midpoint(first, last) - far
    }
}

/// When one joint by itself sets out, in a stretch of frames in which it comes from 0 to 1.
pub(crate) fn sets_out(ms: &[f64], far: &[f64]) -> Option<f64> {
    let to = far.len().checked_sub(1)?;
    let way = Way { ms, far, from: 0, to, rest: 0.0, turn: 1.0 };
    Some(way.sets_out(way.half_way()?, REST))
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
