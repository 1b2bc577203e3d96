//! The picture in words: all that a drawing shows, for those who don't see it.

use crate::rulebook::words::{and_list, sentence};
use crate::rulebook::{ExerciseIx, Rulebook, SignIx, Value};

/// What the motion of a rep shows, in sentences: first what it is and how it is done, then what was seen.
pub fn told(book: &Rulebook, exercise: ExerciseIx, shown: &[(SignIx, Value)]) -> String {
    let exercise = &book[exercise];
    let says: Vec<String> = shown.iter().map(|&(sign, value)| book[sign].say(value)).collect();
    if says.is_empty() {
        return format!("{}: a clean rep.", exercise.name);
    }
    format!("{}: {}. All else is as it should be.", exercise.name, sentence(&and_list(&says)))
}
