//! Whether an option can be found by its words alone: it repeats what the question says, and no other option does as much.
//!
//! Must not know what anything means.

use std::collections::HashSet;

/// Words that stand everywhere.
const SMALL: &[&str] = &["the", "and", "with", "your", "this", "that", "which", "for", "are", "from", "into"];

/// How many letters of a word count: enough that "rounded" and "rounding" are one.
const STEM: usize = 5;

/// Whether a text shares a larger part of its words with the question than each of the others does.
pub(super) fn repeats_most<'o>(ask: &str, key: &str, others: impl IntoIterator<Item = &'o str>) -> bool {
    let asked = stems(ask);
    let of_key = share(key, &asked);
    of_key.0 > 0 && others.into_iter().all(|other| less(share(other, &asked), of_key))
}

/// Whether two texts have a word in common that carries meaning.
pub(super) fn shares_a_word(one: &str, other: &str) -> bool {
    share(one, &stems(other)).0 > 0
}

/// Whether most of what one text says stands in another.
pub(super) fn mostly_says(text: &str, other: &str) -> bool {
    let (shared, all) = share(other, &stems(text));
    shared * 2 > all
}

/// How many of the words of a text stand among others, and how many there are.
fn share(text: &str, others: &HashSet<String>) -> (usize, usize) {
    let own = stems(text);
    (own.intersection(others).count(), own.len().max(1))
}

fn less(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 * b.1 < b.0 * a.1
}

/// The beginnings of the words that carry meaning.
pub(super) fn stems(text: &str) -> HashSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 2);
    words.filter(|word| !SMALL.contains(word)).map(|word| word.chars().take(STEM).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_out_gives_itself_away() {
        let ask = "Seal row: what is the fix for \"Shrugged shoulders\"?";
        let key = "Let the shoulders sink before you pull";
        assert!(repeats_most(ask, key, ["Hold the end for a moment", "Bend the knees a little"]));
        assert!(!repeats_most(ask, key, ["Keep both shoulders level", "Bend the knees a little"]));
        assert!(!repeats_most(ask, "Long neck", ["Quiet hips"]));
    }
}
