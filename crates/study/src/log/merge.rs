//! Two histories of one person as one: every event of either once, in the order in which each machine would sort them. Pure.
//!
//! The order follows from the events alone (their turns, then their names), so that it is the same whichever history is merged
//! into which, and however often. Events name each other by their places; the places are given anew.
//!
//! Must not know where events are kept.

use std::collections::{HashMap, HashSet};

use crate::{EventId, Logged, Seq};

/// What came of it.
pub(super) struct Merged {
    pub(super) events: Vec<Logged>,
    /// How many were new here.
    pub(super) new: usize,
    /// How many were here already.
    pub(super) known: usize,
}

/// The events of `here`, with those of `there` that it doesn't have.
pub(super) fn merged(here: Vec<Logged>, there: Vec<Logged>) -> Merged {
    let mut names: HashSet<EventId> = here.iter().map(|logged| logged.id.clone()).collect();
    let all = there.len();
    // Of each event of `there` its place and its name, also of those that are here already: others name them.
    let named_there: Vec<(Seq, EventId)> =
        there.iter().map(|logged| (logged.seq, logged.id.clone())).collect();
    let named_here: Vec<(Seq, EventId)> = here.iter().map(|logged| (logged.seq, logged.id.clone())).collect();
    let new: Vec<Logged> = there.into_iter().filter(|logged| names.insert(logged.id.clone())).collect();
    let (new_ones, known) = (new.len(), all - new.len());
    let mut events: Vec<(bool, Logged)> = here.into_iter().map(|logged| (true, logged)).collect();
    events.extend(new.into_iter().map(|logged| (false, logged)));
    events.sort_by(|(_, a), (_, b)| (a.turn, &a.id).cmp(&(b.turn, &b.id)));
    let places: HashMap<EventId, Seq> =
        events.iter().zip(1..).map(|((_, logged), seq)| (logged.id.clone(), Seq(seq))).collect();
    let of = |named: Vec<(Seq, EventId)>| {
        named.into_iter().filter_map(|(seq, id)| Some((seq, *places.get(&id)?))).collect()
    };
    let mut places_here = Places { now: of(named_here), nowhere: -1 };
    // What names no event keeps apart from what names none in the other history.
    let lowest =
        |seq: i64| -1 - i64::try_from(events.len()).unwrap_or(i64::MAX).saturating_mul(2).saturating_mul(seq);
    let mut places_there = Places { now: of(named_there), nowhere: lowest(1) };
    let mut seq = 0;
    let events = events.into_iter().map(|(is_here, mut logged)| {
        seq += 1;
        logged.seq = Seq(seq);
        let places = if is_here { &mut places_here } else { &mut places_there };
        logged.event.places().into_iter().for_each(|place| *place = places.of(*place));
        logged
    });
    Merged { events: events.collect(), new: new_ones, known }
}

/// Where the events of one history are now.
struct Places {
    now: HashMap<Seq, Seq>,
    /// The next place of what isn't there: below all events.
    nowhere: i64,
}

impl Places {
    fn of(&mut self, before: Seq) -> Seq {
        let nowhere = &mut self.nowhere;
        *self.now.entry(before).or_insert_with(|| {
            *nowhere = nowhere.saturating_sub(1);
            Seq(*nowhere)
        })
    }
}
