//! The kinds of questions, by their words in quiz files.

use super::worded::worded;

worded! {
    /// A kind of question that is made from the rules.
    GeneratedKind {
    /// One observed rep; which mistake is it?
    Spot = "spot";
    /// One observed rep; mark every mistake in it.
    SpotAll = "spot-all";
    /// One observed rep; clean or faulty?
    CleanOrNot = "clean-or-not";
    /// A rep and some single changes to it; which one brings the named mistake in, or takes it away?
    WhatChanged = "what-changed";
    /// One sign's value; in which exercise is it a mistake, or fine?
    Exception = "exception";
    /// Which is the fix?
    Fix = "fix";
    /// Which is the cue?
    Cue = "cue";
    /// What does it cost?
    Why = "why";
    /// Put the steps in order.
    Steps = "steps";
    /// The rep range.
    Reps = "reps";
    /// What it trains; what the muscle does; where it attaches.
    Muscles = "muscles";
    /// Type the name of the mistake seen, or a cue for it.
    Recall = "recall";
    /// A rep with several mistakes; which of them is fixed first?
    First = "first";
    /// A rep with one mistake; which cue is called?
    Call = "call";
    /// What is known of a rep so far; which sign is looked at next?
    Look = "look";
    /// Two reps; which is clean, or which has more of a mistake?
    Pair = "pair";
    /// A set of reps; at which does a mistake start?
    Breakdown = "breakdown";
    }
}

impl GeneratedKind {
    /// The kinds of a mix. What is left out is answered by words alone, without a rep, or is no matter of form: a quiz asks it
    /// where it names it.
    pub fn mixed() -> Vec<GeneratedKind> {
        let left_out = [GeneratedKind::WhatChanged, GeneratedKind::Cue, GeneratedKind::Muscles];
        GeneratedKind::ALL.iter().copied().filter(|kind| !left_out.contains(kind)).collect()
    }
}

worded! {
    /// A kind of question that a coach writes.
    WrittenKind {
        /// One right option.
        Choice = "choice";
        /// Several right options.
        Multi = "multi";
        /// True or false.
        TrueFalse = "true-false";
        /// Put in order.
        Order = "order";
        /// Match left to right.
        Match = "match";
        /// A number.
        Number = "number";
        /// A typed answer.
        Text = "text";
    }
}
