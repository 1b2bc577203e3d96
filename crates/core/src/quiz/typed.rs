//! Typed answers: what is meant counts, not how it is spelled.
//!
//! Forgiven are case, punctuation, plurals, word order, small words, and slips of one letter in six (a missing, extra,
//! wrong or swapped letter). An answer that comes as close to the name of something else is not accepted.

/// Words that carry no meaning in a name.
const SMALL: &[&str] = &["a", "an", "the", "of", "on", "in", "at", "to", "is", "and", "your"];

/// One slip is forgiven for this many letters.
const LETTERS_A_SLIP: usize = 6;
/// The shortest answer in which a slip is forgiven.
const SHORTEST_FORGIVEN: usize = 4;

/// Whether `typed` means one of `accept`, and not one of `refuse`.
pub fn means<'a>(
    typed: &str,
    accept: impl IntoIterator<Item = &'a str>,
    refuse: impl IntoIterator<Item = &'a str>,
) -> bool {
    let typed = words(typed);
    if typed.is_empty() {
        return false;
    }
    let best =
        |names: &mut dyn Iterator<Item = &'a str>| names.filter_map(|name| slips(&typed, &words(name))).min();
    let Some(accepted) = best(&mut accept.into_iter()) else { return false };
    best(&mut refuse.into_iter()).is_none_or(|refused| accepted < refused)
}

/// The words that carry meaning: lower case, singular, without punctuation.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace(['\'', '’'], "");
    let all: Vec<String> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let telling: Vec<String> =
        all.iter().filter(|word| !SMALL.contains(&word.as_str())).map(|word| singular(word)).collect();
    if telling.is_empty() { all } else { telling }
}

fn singular(word: &str) -> String {
    let stem = match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() >= 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    };
    stem.to_owned()
}

/// How many slips apart two answers are; none if too many. Word order costs nothing.
fn slips(typed: &[String], name: &[String]) -> Option<usize> {
    let as_written = strsim::osa_distance(&typed.concat(), &name.concat());
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words.concat()
    };
    let any_order = strsim::osa_distance(&sorted(typed), &sorted(name));
    let matched = word_by_word(typed, name).unwrap_or(usize::MAX);
    let apart = as_written.min(any_order).min(matched);
    let letters = name.concat().chars().count();
    let allowed = if letters < SHORTEST_FORGIVEN { 0 } else { (letters / LETTERS_A_SLIP).max(1) };
    (apart <= allowed).then_some(apart)
}

/// Slips summed over words, each typed word with the nearest one left of the name; a slip in a first letter would
/// otherwise upset the sorted order.
fn word_by_word(typed: &[String], name: &[String]) -> Option<usize> {
    if typed.len() != name.len() {
        return None;
    }
    let mut left: Vec<&String> = name.iter().collect();
    let mut sum = 0;
    for word in typed {
        let (place, slips) = left
            .iter()
            .enumerate()
            .map(|(place, other)| (place, strsim::osa_distance(word, other)))
            .min_by_key(|&(_, slips)| slips)?;
        left.remove(place);
        sum += slips;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OTHERS: &[&str] =
        &["Rounded upper back", "Sunken chest", "Missing squeeze", "Shoulder tips forward"];

    fn is_it(typed: &str) -> bool {
        means(typed, ["Rounded lower back", "cat back"], OTHERS.iter().copied())
    }

    #[test]
    fn what_is_meant_counts() {
        for typed in [
            "Rounded lower back",
            "rounded lower back!",
            "ROUNDED  LOWER-BACK",
            "lower back rounded",
            "the rounded lower back",
            "rounded lower backs",
            "ronded lower back",
            "rounded lowre back",
            "cat back",
            "back cat",
        ] {
            assert!(is_it(typed), "{typed}");
        }
    }

    #[test]
    fn another_name_is_not_accepted() {
        for typed in
            ["rounded upper back", "roundet upper back", "sunken chest", "back", "", "  ?!", "the", "squeeze"]
        {
            assert!(!is_it(typed), "{typed}");
        }
    }

    #[test]
    fn between_two_names_is_neither() {
        assert!(!means("pads too fat", ["pad too far"], ["pad too flat"]));
        assert!(means("pad too far", ["pad too far"], ["pad too flat"]));
    }

    proptest! {
        #[test]
        fn case_order_and_one_slip_never_matter(slip in 0_usize..14, letter in "[a-z]", turn in 0_usize..3) {
            let mut words = ["missing", "shoulder", "squeeze"];
            words.rotate_left(turn);
            let mut typed: Vec<char> = words.join(" ").to_uppercase().chars().collect();
            if typed[slip] != ' ' {
                typed[slip] = letter.chars().next().expect("a letter");
            }
            let typed: String = typed.into_iter().collect();
            prop_assert!(means(&typed, ["Missing shoulder squeeze"], []));
        }

        #[test]
        fn no_input_upsets_it(typed in ".*") {
            let _ = is_it(&typed);
        }
    }
}
