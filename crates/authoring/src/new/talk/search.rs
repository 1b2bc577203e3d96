//! Signs found by words: those of every pack at hand, so that nobody makes a second sign for what one says already.
//!
//! Must not know which question was asked.

use super::sign::{TalkSign, Values};

/// The most signs that are proposed at once.
pub(super) const MOST: usize = 6;

/// Words that say nothing of a sign.
const PLAIN: &[&str] = &[
    "the", "and", "are", "with", "from", "that", "than", "too", "not", "for", "how", "what", "does", "where",
    "when", "into", "over", "under", "more", "less", "much", "very", "goes", "going", "while", "there",
    "they", "their", "its", "rep", "reps", "lifter", "degrees", "about", "which", "out", "way", "per", "end",
    "ends",
];

/// The words of a text that tell something, small and without their endings.
pub(super) fn telling(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()) {
        if word.chars().count() < 3 || PLAIN.contains(&word) {
            continue;
        }
        let stem = stem(word);
        if !words.contains(&stem) {
            words.push(stem);
        }
    }
    words
}

/// A word without its ending: "bends", "bending" and "bend" are one.
fn stem(word: &str) -> String {
    if word == "bent" {
        return "bend".to_owned();
    }
    let cut =
        ["ing", "es", "ed", "s"].iter().find_map(|end| word.strip_suffix(end).filter(|left| left.len() >= 3));
    let left = cut.unwrap_or(word);
    left.strip_suffix('e').filter(|left| left.len() >= 3).unwrap_or(left).to_owned()
}

/// The places of the signs that say most of these words, the best first; of equally good ones the earlier.
pub(super) fn find(signs: &[TalkSign], words: &str, fits: impl Fn(&TalkSign) -> bool) -> Vec<usize> {
    let wanted = telling(words);
    // Of a whole sentence a third of its words is much; of a word or two all are meant.
    let enough = if wanted.len() <= 2 { wanted.len() } else { wanted.len().div_ceil(3).max(2) };
    let scored = scored(signs, &wanted, fits);
    let with = |enough: usize| scored.iter().filter(move |(said, ..)| *said >= enough);
    // Where nothing says that much, what says half of it is worth a look.
    let enough = if with(enough).next().is_some() { enough } else { enough.div_ceil(2) };
    let mut found: Vec<(usize, usize)> =
        with(enough).map(|&(said, in_name, place)| (said * 2 + in_name, place)).collect();
    found.sort_by_key(|&(score, place)| (std::cmp::Reverse(score), place));
    found.into_iter().map(|(_, place)| place).take(MOST).collect()
}

/// How many of the words each sign says, how many of them in its name and question, and its place; none that says none.
fn scored(
    signs: &[TalkSign],
    wanted: &[String],
    fits: impl Fn(&TalkSign) -> bool,
) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for (place, sign) in signs.iter().enumerate().filter(|(_, sign)| fits(sign)) {
        let (name, all) = (telling(&format!("{} {}", sign.id, sign.ask)), telling(&said(sign)));
        let times = |words: &[String]| wanted.iter().filter(|word| words.contains(word)).count();
        let (in_name, anywhere) = (times(&name), times(&[name.clone(), all.clone()].concat()));
        if anywhere > 0 {
            found.push((anywhere, in_name, place));
        }
    }
    found
}

/// Everything that a sign can say.
fn said(sign: &TalkSign) -> String {
    match &sign.values {
        Values::Words(words) => {
            words.iter().map(|(name, say)| format!("{name} {say}")).collect::<Vec<_>>().join(" ")
        }
        Values::Numbers(scale) => format!("{} {}", sign.say, scale.unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use formcheck_core::rulebook::load_mid_back;

    #[test]
    fn a_sign_is_found_by_words_of_its_question_and_values() {
        let signs = TalkSign::all(&load_mid_back());
        let first = |words: &str| find(&signs, words, |_| true).first().map(|&place| signs[place].id.clone());
        assert_eq!(first("first to move").as_deref(), Some("first-to-move"));
        assert_eq!(
            first("the elbows bend before the shoulder blades move").as_deref(),
            Some("first-to-move")
        );
        assert_eq!(first("torso angles").as_deref(), Some("torso-angle"));
        assert_eq!(first("torso unicycle").as_deref(), Some("torso-angle"));
        assert_eq!(first("unicycle"), None);
        assert_eq!(first(""), None);
    }
}
