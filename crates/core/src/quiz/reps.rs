//! The reps that a question shows, in words: what stands before their signs, and what holds of all that is not told.
//!
//! Must not know what is asked about them.

use std::borrow::Cow;

use super::{QuestionKind, ShownSign, ToldBy};
use crate::rulebook::words::and_list;
use crate::rulebook::{GeneratedKind, SignIx, Value};

/// A rep as it is shown: all other signs are good.
pub(super) type ShownValues = Vec<(SignIx, Value)>;

/// The reps of a question: none, one, two that are compared, or a set in its order.
#[derive(Clone, Copy, Debug)]
pub struct ShownReps<'q> {
    pub(super) kind: QuestionKind,
    pub(super) first: &'q [ShownSign],
    pub(super) more: &'q [Vec<ShownSign>],
}

/// A part of a stem: clauses under the words that they follow.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StemPart<'q> {
    /// What the clauses follow.
    pub head: &'static str,
    /// The clauses, in the exercise's order, or the reps of a set in theirs.
    pub says: Vec<Cow<'q, str>>,
}

/// What stands before each of two reps that are compared.
const OF_TWO: [&str; 2] = ["You see two reps. In rep A", "In rep B"];

impl<'q> ShownReps<'q> {
    /// How many there are.
    pub fn count(self) -> usize {
        if self.first.is_empty() { 0 } else { 1 + self.more.len() }
    }

    /// Whether it is a set, whose reps come one after the other; else two are held against each other.
    pub fn is_set(self) -> bool {
        self.kind == QuestionKind::Generated(GeneratedKind::Breakdown)
    }

    /// What a stem says of them: what is known of the set first, then what is seen, then what the lifter tells. Parts without a
    /// clause are left out.
    pub fn stem(self) -> Vec<StemPart<'q>> {
        let seen = match (self.is_set(), self.more) {
            (true, _) => vec![self.rep_by_rep()],
            (false, []) => vec![part(self.kind.before_signs(), self.first, ToldBy::Seen)],
            (false, [second, ..]) => {
                vec![part(OF_TWO[0], self.first, ToldBy::Seen), part(OF_TWO[1], second, ToldBy::Seen)]
            }
        };
        let [lifter, context, felt] = self.beside();
        let parts = [lifter, context].into_iter().chain(seen).chain([felt]);
        parts.filter(|part| !part.says.is_empty()).collect()
    }

    /// What a stem says beside a picture of them: what no eye can see.
    pub fn stem_by_eye(self) -> Vec<StemPart<'q>> {
        self.beside().into_iter().filter(|part| !part.says.is_empty()).collect()
    }

    /// What holds of all that isn't told; empty where nothing is shown.
    pub fn rest(self) -> &'static str {
        match self.count() {
            0 => "",
            1 => self.kind.after_signs(),
            2 => "Everything else is as it should be in both.",
            _ => "Everything else is as it should be in all of them.",
        }
    }

    /// What is known of the lifter and of the set, and what the lifter tells: the same of all reps.
    fn beside(self) -> [StemPart<'q>; 3] {
        [
            part("What you know of the lifter:", self.first, ToldBy::Lifter),
            part("What you know of the set:", self.first, ToldBy::Context),
            part("What the lifter tells you:", self.first, ToldBy::Felt),
        ]
    }

    /// One line a rep.
    fn rep_by_rep(self) -> StemPart<'q> {
        let reps = std::iter::once(self.first).chain(self.more.iter().map(Vec::as_slice));
        let line = |(place, rep): (usize, &'q [ShownSign])| {
            Cow::Owned(format!("Rep {}: {}", place + 1, and_list(&part("", rep, ToldBy::Seen).says)))
        };
        StemPart { head: "You see a set, rep by rep:", says: reps.enumerate().map(line).collect() }
    }
}

fn part<'q>(head: &'static str, shown: &'q [ShownSign], by: ToldBy) -> StemPart<'q> {
    // Who tells it stands in the head.
    let says = shown.iter().filter(|one| one.by == by);
    let says = says.map(|one| Cow::Borrowed(one.say.strip_prefix("the lifter says ").unwrap_or(&one.say)));
    StemPart { head, says: says.collect() }
}
