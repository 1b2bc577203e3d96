//! Exams that hold up: forms drawn from a blueprint, papers without keys, a hash-chained log of the sitting, records that
//! anybody with the rules can check again.
//!
//! Pure: seeds, moments, keys and texts are handed in. Must not know files, terminals or clocks.

pub mod paper;
pub mod record;
