//! What counts for days that have not come yet: the machine's clock was ahead when it was kept. It can be pulled back, so that it
//! counts for days that were.
//!
//! Must not know what a person is told of it.

use crate::{Log, Seq, StudyError, StudyEvent};
use formcheck_core::day::{Day, Moment};

/// What counts for days ahead.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ahead {
    pub answers: usize,
    pub films: usize,
    /// The first and the last of its days.
    pub from: Day,
    pub until: Day,
    stretches: Vec<Stretch>,
}

/// What was kept one after the other by a clock that was ahead.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Stretch {
    events: Vec<Seq>,
    last: Day,
    /// The day on which the last of it happened, at the latest.
    target: Day,
}

/// Something that counts for a day, and when the clock said that it happened.
struct Counted {
    seq: Seq,
    day: Day,
    at: i64,
    is_film: bool,
}

/// How far two clocks of one person may differ, in milliseconds.
const BESIDE: i64 = 10 * 60 * 1_000;
/// Who studies goes on within so many days; a clock that jumps further was set.
const PAUSE: u32 = 60;

impl Counted {
    /// Whoever travels west meets yesterday's date again, so that a day ahead is no fault of the clock by itself.
    fn is_ahead(&self, now: Moment) -> bool {
        self.day > now.day.plus(1) || self.day > now.day && self.at > now.at.saturating_add(BESIDE)
    }
}

impl Log {
    /// What counts for days ahead of this moment; none if nothing does.
    pub fn ahead(&self, now: Moment) -> Result<Option<Ahead>, StudyError> {
        let films = self.films()?;
        let newest = self.days()?.keys().next_back().copied();
        let newest = newest.max(films.values().map(|(day, _)| *day).max());
        if newest.is_none_or(|newest| newest <= now.day) {
            return Ok(None);
        }
        let answers = self.counted()?;
        let mut counted: Vec<Counted> =
            answers.placed().map(|(seq, day, at)| Counted { seq, day, at, is_film: false }).collect();
        for film in self.read("WHERE kind = 'filmed' AND seq > ?1 ORDER BY seq", 0)? {
            counted.extend(films.get(&film.seq).map(|(day, _)| Counted {
                seq: film.seq,
                day: *day,
                at: film.at,
                is_film: true,
            }));
        }
        counted.sort_by_key(|one| one.seq);
        Ok(found(&counted, now))
    }

    /// Pulls it back: each stretch counts so many days earlier that its last day is the one on which the person went on, or
    /// today. Days between its days stay between them.
    pub fn pull_back(&mut self, now: Moment, ahead: &Ahead) -> Result<(), StudyError> {
        for stretch in &ahead.stretches {
            let days = stretch.last.since(stretch.target);
            self.append(now, &StudyEvent::PulledBack { events: stretch.events.clone(), days })?;
        }
        Ok(())
    }
}

/// What is ahead of this moment among all that counts, in the order of the log.
fn found(counted: &[Counted], now: Moment) -> Option<Ahead> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut before: Option<Day> = None;
    for one in counted {
        if !one.is_ahead(now) {
            // The person went on with a clock that was right.
            if let Some(stretch) = stretches.last_mut().filter(|_| before.is_some()) {
                stretch.target = one.day.min(now.day);
            }
            before = None;
            continue;
        }
        let goes_on =
            before.is_some_and(|before| one.day.since(before) <= PAUSE && before.since(one.day) <= PAUSE);
        match stretches.last_mut().filter(|_| goes_on) {
            Some(stretch) => {
                stretch.events.push(one.seq);
                stretch.last = stretch.last.max(one.day);
            }
            None => stretches.push(Stretch { events: vec![one.seq], last: one.day, target: now.day }),
        }
        before = Some(one.day);
    }
    let ahead = || counted.iter().filter(|one| one.is_ahead(now));
    let (from, until) = (ahead().map(|one| one.day).min()?, ahead().map(|one| one.day).max()?);
    let films = ahead().filter(|one| one.is_film).count();
    Some(Ahead { answers: ahead().count() - films, films, from, until, stretches })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_noon(days: &[i32]) -> Vec<Counted> {
        let noon = |(place, day): (usize, &i32)| Counted {
            seq: Seq(i64::try_from(place).expect("small") + 1),
            day: Day(*day),
            at: i64::from(*day) * 86_400_000,
            is_film: false,
        };
        days.iter().enumerate().map(noon).collect()
    }

    /// Each stretch with how many days it is pulled back.
    fn stretches(days: &[i32], today: i32) -> Vec<(Vec<i64>, u32)> {
        let now = Moment { at: i64::from(today) * 86_400_000, day: Day(today) };
        let ahead = found(&at_noon(days), now);
        let told = |one: &Stretch| (one.events.iter().map(|seq| seq.0).collect(), one.last.since(one.target));
        ahead.map(|ahead| ahead.stretches.iter().map(told).collect()).unwrap_or_default()
    }

    #[test]
    fn a_stretch_ends_on_the_day_on_which_the_person_went_on_or_today() {
        assert_eq!(stretches(&[100, 101, 102], 102), []);
        // A year ahead for three days, noticed on the fourth.
        assert_eq!(stretches(&[100, 466, 467, 468, 104], 110), [(vec![2, 3, 4], 364)]);
        assert_eq!(stretches(&[100, 466, 467, 468], 110), [(vec![2, 3, 4], 358)]);
        // Two wrong clocks, one after the other, and apart.
        assert_eq!(stretches(&[466, 9_000, 104], 104), [(vec![1], 362), (vec![2], 8_896)]);
        assert_eq!(stretches(&[466, 104, 470, 106], 106), [(vec![1], 362), (vec![3], 364)]);
    }

    /// From Tokyo to San Francisco it is the day before again; no clock was wrong.
    #[test]
    fn a_day_lived_through_again_is_not_ahead() {
        let hour = 3_600_000;
        let there = Counted { seq: Seq(1), day: Day(101), at: 100 * 24 * hour, is_film: false };
        let now = Moment { at: 100 * 24 * hour + 10 * hour, day: Day(100) };
        assert_eq!(found(&[there], now), None);
        let wrong = Counted { seq: Seq(1), day: Day(101), at: 101 * 24 * hour, is_film: true };
        assert_eq!(found(&[wrong], now).map(|ahead| (ahead.answers, ahead.films)), Some((0, 1)));
    }
}
