//! The closest of some names to a word that is none of them.

use std::borrow::Cow;

/// The candidate closest to `word`, if one is close enough to be what was meant: a few slips of the finger, another
/// case, an underscore for a hyphen, or a part of the name. Of equally close ones the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = normalised(word);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        let Some(score) = distance(&plain, &normalised(candidate)) else { continue };
        if best.is_none_or(|(least, _)| score < least) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Up to `most` candidates, the closest first.
pub fn nearest_few<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let plain = normalised(word);
    let mut scored: Vec<(usize, &'a str)> = candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(&plain, &normalised(candidate))?, candidate)))
        .collect();
    scored.sort_by_key(|&(score, _)| score);
    scored.dedup_by_key(|&mut (_, candidate)| candidate);
    scored.truncate(most);
    scored.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Whether a text has each of some words, in whatever form: "elbow bend" is in "How much do the elbows bend?".
pub fn has_words(text: &str, asked: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let there = words(text);
    let is_there = |word: &String| {
        let stem = stem(word);
        there.iter().any(|other| {
            other == word || other.starts_with(stem) && stem.len() >= 4 || stem == self::stem(other)
        })
    };
    let asked = words(asked);
    !asked.is_empty() && asked.iter().all(is_there)
}

/// How many of the words that tell something, those of four letters and more, a text has.
pub fn count_words(text: &str, asked: &str) -> usize {
    let telling = asked.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() >= 4);
    telling.filter(|word| has_words(text, word)).count()
}

/// A word without the end that its forms differ in.
fn stem(word: &str) -> &str {
    let ends = ["ing", "ed", "s"].into_iter();
    ends.filter_map(|end| word.strip_suffix(end)).find(|stem| stem.len() >= 3).unwrap_or(word)
}

/// Whether a word is another one but for a slip of the finger, its case, or a space for a hyphen: near enough to be put in its
/// place.
pub(super) fn is_slip(word: &str, meant: &str) -> bool {
    let (word, meant) = (normalised(word), normalised(meant));
    let most = if meant.chars().count() < 4 { 1 } else { 2 };
    strsim::osa_distance(&word, &meant) <= most
}

fn normalised(word: &str) -> Cow<'_, str> {
    let word = word.trim();
    let is_plain =
        word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if is_plain {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase().replace(['_', ' '], "-"))
}

/// How far apart two words are; none if too far. Slips count one each (a swap of neighbours too); a word that is a
/// part of the other comes behind those.
fn distance(word: &str, candidate: &str) -> Option<usize> {
    let (a, b) = (word.chars().count(), candidate.chars().count());
    let (shorter, longer) = (a.min(b), a.max(b));
    let allowed = if longer <= 3 { 1 } else { (longer * 2 / 5).clamp(1, 4) };
    // Each letter more is a slip: such words need not be compared letter by letter.
    if longer - shorter <= allowed {
        let slips = strsim::osa_distance(word, candidate);
        if slips <= allowed {
            return Some(slips);
        }
    }
    let part = shorter >= 4 && (candidate.contains(word) || word.contains(candidate));
    part.then_some(longer)
}

/// Where a word stands in a text as a whole word, in bytes.
pub(super) fn whole_words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '-';
    let is_whole =
        move |at: usize| !text[..at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part);
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| !word.is_empty() && is_whole(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_whatever_form() {
        let text = "elbow-bend How much do the elbows bend at the top?";
        for asked in ["elbow bend", "bending elbows", "Elbows", "top"] {
            assert!(has_words(text, asked), "{asked}");
        }
        for asked in ["", "knee", "elbow knee", "to"] {
            assert!(!has_words(text, asked), "{asked}");
        }
    }

    #[test]
    fn slips_case_and_parts_are_near() {
        let names = ["arm-rowing", "missing-squeeze", "torso-rises", "fix", "cue"];
        for (word, meant) in [
            ("arm-rowin", "arm-rowing"),
            ("Arm_Rowing", "arm-rowing"),
            ("amr-rowing", "arm-rowing"),
            ("squeeze", "missing-squeeze"),
            ("fxi", "fix"),
            ("torso-rise", "torso-rises"),
        ] {
            assert_eq!(nearest(word, names), Some(meant), "{word}");
        }
        assert_eq!(nearest("bench-press", names), None);
        assert_eq!(nearest("why", names), None);
    }
}
