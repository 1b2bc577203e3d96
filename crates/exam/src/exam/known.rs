//! What is known of a paper that is being sat, from its log so far: times, answers, doubts.
//!
//! Must not change anything of it.

use super::{Exam, ItemState};
use crate::Reading;
use crate::paper::{Paper, Stamp};
use crate::record::{Break, Ended, SatIn};
use crate::seal::Hash;
use crate::witness::Witnessed;
use formcheck_core::quiz::Question;

impl Exam {
    /// Milliseconds of breaks that may still stop the clock.
    pub fn free_left(&self) -> u64 {
        (u64::from(self.paper.accommodations.break_minutes) * 60_000).saturating_sub(self.free_ms)
    }

    /// Of the time since it was opened, what counts: breaks that stop the clock left aside.
    pub(super) fn used_ms(&self, t: u64) -> u64 {
        let going_on = self.on_break.map_or(0, |begun| (t - begun.t).min(self.free_left()));
        t - self.free_ms - going_on
    }

    pub(super) fn limit_ms(&self) -> Option<u64> {
        self.paper.limit_s.map(|seconds| seconds.saturating_mul(1_000))
    }

    /// How much time is left, in milliseconds; none without a limit.
    pub fn left_ms(&self, reading: &Reading) -> Option<u64> {
        self.left_at(self.now(reading))
    }

    /// The same for a program that was started again and has not gone on with it yet.
    pub fn left_on_return(&self, reading: &Reading) -> Option<u64> {
        self.left_at(self.elapsed(true, reading).unwrap_or_default())
    }

    pub(super) fn left_at(&self, t: u64) -> Option<u64> {
        self.limit_ms().map(|limit| limit.saturating_sub(self.used_ms(t)))
    }

    /// Milliseconds of breaks that may still stop the clock, what has gone by of one that goes on taken off.
    pub fn free_ms(&self, reading: &Reading) -> u64 {
        let gone = self.on_break.map_or(0, |begun| self.now(reading).saturating_sub(begun.t));
        self.free_left().saturating_sub(gone)
    }

    pub(super) fn now(&self, reading: &Reading) -> u64 {
        let last = self.last.as_ref();
        last.map_or(0, |last| last.t.saturating_add(reading.up.saturating_sub(last.up)))
    }

    /// The time that was used at the last line, in milliseconds; no more than is allowed.
    pub fn time_used(&self) -> u64 {
        let t = self.over.map(|over| over.t).or(self.last.as_ref().map(|last| last.t));
        let used = t.map_or(0, |t| self.used_ms(t));
        self.limit_ms().map_or(used, |limit| used.min(limit))
    }

    /// The paper.
    pub fn paper(&self) -> &Paper {
        &self.paper
    }

    /// Question `n` of the paper, from 1.
    pub fn question(&self, n: usize) -> Option<&Question> {
        self.paper.items.get(n.checked_sub(1)?)
    }

    /// What is known of each item.
    pub fn items(&self) -> &[ItemState] {
        &self.items
    }

    /// The item on the screen, from 1; none in a review, in a break, before the start and after the end.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// Whether this is a break.
    pub fn is_on_break(&self) -> bool {
        self.on_break.is_some()
    }

    /// Whether anything has happened.
    pub fn is_opened(&self) -> bool {
        self.last.is_some()
    }

    /// How it ended; none while it goes on.
    pub fn ended(&self) -> Option<Ended> {
        self.ended
    }

    /// When it ended; none while it goes on.
    pub fn ended_at(&self) -> Option<Stamp> {
        self.ended.and(self.last_at())
    }

    /// When it was opened.
    pub(crate) fn opened_at(&self) -> Option<Stamp> {
        self.opened
    }

    /// When it was over, or when the last thing happened.
    pub(crate) fn last_at(&self) -> Option<Stamp> {
        self.over.map(|over| over.at).or(self.last.as_ref().map(|last| last.at))
    }

    /// The item, from 1, whose answer was chosen and not kept when the time ran out: it counts.
    pub fn chosen_at_time_up(&self) -> Option<usize> {
        self.chosen_at_time_up
    }

    /// What a witness has signed with a key of their own.
    pub fn witnessed(&self) -> Option<&Witnessed> {
        self.witnessed.as_ref()
    }

    /// How often the program was started again.
    pub fn resumed(&self) -> u32 {
        self.resumed
    }

    /// The breaks that are over.
    pub fn breaks(&self) -> &[Break] {
        &self.breaks
    }

    /// What about the clock can't be vouched for; each doubt once.
    pub fn doubts(&self) -> Vec<String> {
        once(&self.doubts)
    }

    /// The same, of what records of format 1 did not know.
    pub(crate) fn later_doubts(&self) -> Vec<String> {
        once(&self.later_doubts)
    }

    /// Each run of the program in which it was sat.
    pub(crate) fn sat(&self) -> &[SatIn] {
        &self.sat
    }

    /// The earliest and the latest moment that the wall clock said.
    pub(crate) fn wall_span(&self) -> Option<(Stamp, Stamp)> {
        self.wall
    }

    /// The digest of the line that ended the exam, or of the log's last line.
    pub fn end(&self) -> Hash {
        self.over.map_or(self.chain.end(), |over| over.line)
    }

    /// How many items have an answer.
    pub fn answered(&self) -> usize {
        self.items.iter().filter(|item| item.answer.is_some()).count()
    }

    /// The next item without an answer behind this one, round the end; none if there is none, or only itself.
    pub(crate) fn next_open(&self, from: usize) -> Option<usize> {
        let many = self.items.len();
        (1..many.max(1)).map(|step| (from - 1 + step) % many + 1).find(|n| self.items[n - 1].answer.is_none())
    }
}

/// Each text once, in the order in which they came.
fn once(texts: &[String]) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for text in texts {
        if !once.contains(text) {
            once.push(text.clone());
        }
    }
    once
}
