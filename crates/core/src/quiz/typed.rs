//! Typed answers: what is meant counts, not how it is spelled.
//!
//! Forgiven are case, punctuation, hyphens and where words are parted (midfoot, mid foot), the form of a word (rounded,
//! rounding), word order, small words, and slips of one letter in six (a missing, extra, wrong or swapped letter). That
//! something isn't there can be said in many ways (no squeeze, not squeezing, missing squeeze), and never means the same as
//! that it is. An answer that comes as close to the name of something else is not accepted.

/// Words that carry no meaning in a name.
const SMALL: &[&str] = &[
    "a", "an", "and", "are", "at", "be", "being", "by", "for", "from", "have", "having", "in", "is", "it",
    "its", "keep", "keeping", "more", "of", "on", "that", "the", "there", "this", "to", "with", "you",
    "your",
];

/// Words which say that something isn't there, or isn't done.
const NOT: &[&str] = &[
    "absent", "arent", "cant", "didnt", "doesnt", "dont", "isnt", "lack", "lacking", "lacks", "miss",
    "missed", "misses", "missing", "never", "no", "non", "not", "wasnt", "without", "wont",
];

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
    let typed = Meaning::of(typed);
    if typed.written.is_empty() {
        return false;
    }
    let best = |names: &mut dyn Iterator<Item = &'a str>| {
        names.filter_map(|name| typed.apart(&Meaning::of(name))).min()
    };
    let Some(accepted) = best(&mut accept.into_iter()) else { return false };
    best(&mut refuse.into_iter()).is_none_or(|refused| accepted < refused)
}

/// Those of the words that say something else than all of `accept`. One that is a slip or two away says something else:
/// "slower" isn't "lower".
pub(super) fn of_other_meaning(accept: &[String], words: impl Iterator<Item = String>) -> Vec<String> {
    let accept: Vec<Meaning> = accept.iter().map(|name| Meaning::of(name)).collect();
    words
        .filter(|word| {
            let said = Meaning::of(word);
            let is_same = |name: &Meaning| matches!(said.apart(name), Some((0, _)));
            said.written.is_empty() || !accept.iter().any(is_same)
        })
        .collect()
}

/// Which of `accept` an answer that doesn't mean it comes near to: it says at least half of its words, and comes less near
/// to anything in `refuse`. None for an answer that means one of either.
pub fn near_miss<'a>(
    typed: &str,
    accept: impl IntoIterator<Item = &'a str>,
    refuse: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let typed = Meaning::of(typed);
    let (accept, refuse): (Vec<&str>, Vec<&str>) =
        (accept.into_iter().collect(), refuse.into_iter().collect());
    if accept.iter().chain(&refuse).any(|name| typed.apart(&Meaning::of(name)).is_some()) {
        return None;
    }
    let share = |name: &&'a str| typed.share(&Meaning::of(name));
    // Of several that come as near the first one is the name itself.
    let (near, best) =
        accept.iter().rev().map(|name| (*name, share(name))).max_by(|a, b| a.1.total_cmp(&b.1))?;
    let is_nearer = refuse.iter().all(|other| share(other) < best);
    (best >= 0.5 && is_nearer).then_some(near)
}

/// What an answer or a name says.
struct Meaning {
    /// Its words that carry meaning as they are written, in small letters, in the order of the alphabet.
    written: Vec<String>,
    /// The stems of those that carry meaning.
    stems: Vec<String>,
    /// Whether it says that this isn't there, or isn't done.
    is_negated: bool,
    /// Its letters and digits in small letters, as if it were one word.
    letters: String,
}

impl Meaning {
    fn of(text: &str) -> Meaning {
        let lower = text.to_lowercase().replace(['\'', '’'], "");
        let letters = lower.chars().filter(|letter| letter.is_alphanumeric()).collect();
        let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let all: Vec<&str> = words.collect();
        let telling: Vec<&str> = all.iter().copied().filter(|word| !SMALL.contains(word)).collect();
        let mut written = if telling.is_empty() { all } else { telling };
        written.sort_unstable();
        let (not, rest): (Vec<&str>, Vec<&str>) = written.iter().partition(|word| is_not(word));
        let is_negated = !not.is_empty() && !rest.is_empty();
        // Where nothing else is said, these words are what is meant.
        let stems = if rest.is_empty() { not } else { rest };
        let stems = stems.into_iter().map(stem).collect();
        Meaning { written: written.into_iter().map(str::to_owned).collect(), stems, is_negated, letters }
    }

    /// The share of a name's words that are said, give or take what else is said; 0 if one says the opposite.
    fn share(&self, name: &Meaning) -> f64 {
        if self.is_negated != name.is_negated || name.stems.is_empty() {
            return 0.0;
        }
        let is_said = |word: &&String| {
            let allowed = usize::from(word.chars().count() >= SHORTEST_FORGIVEN);
            self.stems.iter().any(|said| strsim::osa_distance(said, word) <= allowed)
        };
        let said = name.stems.iter().filter(is_said).count();
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        number(2 * said) / number(name.stems.len() + self.stems.len().max(name.stems.len()))
    }

    /// How far apart two are: the slips, then the letters in which they are written otherwise, for names that differ in
    /// nothing but the form of a word; none if they don't mean the same.
    fn apart(&self, name: &Meaning) -> Option<(usize, usize)> {
        // The same letters with other gaps are the same words: "midfoot" for "mid-foot".
        if self.letters == name.letters {
            return Some((0, 0));
        }
        if self.is_negated != name.is_negated {
            return None;
        }
        let slips = slips(&self.stems, &name.stems)?;
        Some((slips, strsim::osa_distance(&self.written.concat(), &name.written.concat())))
    }
}

/// Whether a word says that something isn't there; a long one with a slip too.
fn is_not(word: &str) -> bool {
    const LONG: usize = 7;
    NOT.iter().any(|not| *not == word || not.len() >= LONG && strsim::osa_distance(not, word) <= 1)
}

/// A word without its ending, so that all its forms are alike: round, rounded, rounding; sag, sagging.
fn stem(word: &str) -> String {
    const SHORTEST: usize = 3;
    let letters = |text: &str| text.chars().count();
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let mut stem = word;
    if let Some(short) = stem.strip_suffix('s')
        && letters(short) >= SHORTEST
        && !short.ends_with(['s', 'u', 'i'])
    {
        stem = short;
    }
    for ending in ["ing", "ed"] {
        if let Some(short) = stem.strip_suffix(ending)
            && letters(short) >= SHORTEST
            && short.contains(is_vowel)
            && !short.ends_with('e')
        {
            stem = short;
            break;
        }
    }
    if letters(stem) > SHORTEST {
        stem = stem.strip_suffix('e').unwrap_or(stem);
    }
    let mut last = stem.chars().rev();
    if letters(stem) > SHORTEST
        && let (Some(end), Some(before)) = (last.next(), last.next())
        && end == before
        && !is_vowel(end)
    {
        stem = &stem[..stem.len() - end.len_utf8()];
    }
    stem.to_owned()
}

/// How many slips apart two answers are; none if too many. Word order costs nothing.
fn slips(typed: &[String], name: &[String]) -> Option<usize> {
    let letters = name.concat().chars().count();
    let allowed = if letters < SHORTEST_FORGIVEN { 0 } else { (letters / LETTERS_A_SLIP).max(1) };
    // Most names have other letters altogether: that is quickly seen.
    if at_least(&typed.concat(), &name.concat()) > allowed {
        return None;
    }
    let as_written = strsim::osa_distance(&typed.concat(), &name.concat());
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words.concat()
    };
    let any_order = strsim::osa_distance(&sorted(typed), &sorted(name));
    let matched = word_by_word(typed, name).unwrap_or(usize::MAX);
    let apart = as_written.min(any_order).min(matched);
    (apart <= allowed).then_some(apart)
}

/// How many slips there are at least, in whatever order the letters stand: a slip takes a letter out, puts one in, or both.
fn at_least(one: &str, other: &str) -> usize {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let (one, other) = (sorted(one), sorted(other));
    let (mut a, mut b, mut shared) = (0, 0, 0);
    while a < one.len() && b < other.len() {
        match one[a].cmp(&other[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (a, b, shared) = (a + 1, b + 1, shared + 1),
        }
    }
    one.len().max(other.len()) - shared
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
            "rounding the lower back",
            "lower back rounds",
            "you round your lower back",
            "keep rounding in the lower back",
            "roundedlower back",
            "rounded lowerback",
        ] {
            assert!(is_it(typed), "{typed}");
        }
    }

    #[test]
    fn what_is_nearly_written_alike_still_means_something_else() {
        let others = |accept: &[&str], words: &[&str]| {
            let texts = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
            of_other_meaning(&texts(accept), texts(words).into_iter())
        };
        assert_eq!(others(&["Lower"], &["Slower", "Lower it", "lowering"]), ["Slower"]);
        assert_eq!(others(&["shoulder dumping"], &["shoulders up"]), ["shoulders up"]);
        let refuse = others(&["Lower"], &["Slower"]);
        assert!(!means("slower", ["Lower"], refuse.iter().map(String::as_str)));
        assert!(means("lower", ["Lower"], refuse.iter().map(String::as_str)));
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
    fn that_something_is_not_there_can_be_said_in_many_ways() {
        let is_it = |typed| means(typed, ["Missing squeeze"], ["Squeeze too early", "No brace"]);
        for typed in [
            "missing squeeze",
            "no squeeze",
            "not squeezing",
            "without a squeeze",
            "doesn't squeeze",
            "squeeze missing",
            "lack of squeeze",
            "never squeezed",
            "mising squeze",
            "there is no squeeze",
        ] {
            assert!(is_it(typed), "{typed}");
        }
        for typed in
            ["squeeze", "squeezing", "missing", "no", "not", "no brace", "missing brace", "no stretch"]
        {
            assert!(!is_it(typed), "{typed}");
        }
        assert!(!means("not rounded lower back", ["Rounded lower back"], []));
        assert!(!means("no squeeze too early", ["Squeeze too early"], []));
    }

    #[test]
    fn a_near_miss_is_near_to_one_and_means_none() {
        let near = |typed| near_miss(typed, ["Rounded lower back", "cat back"], OTHERS.iter().copied());
        for typed in ["lower back bends", "curved lower back", "the lower back is curved"] {
            assert!(!is_it(typed), "{typed}");
            assert_eq!(near(typed), Some("Rounded lower back"), "{typed}");
        }
        for typed in [
            "rounded lower back",
            "rounded upper back",
            "sunken chest",
            "",
            "knees",
            "no lower back",
            "rounded upper spine",
        ] {
            assert_eq!(near(typed), None, "{typed}");
        }
    }

    #[test]
    fn all_forms_of_a_word_are_one() {
        for forms in [
            &["round", "rounds", "rounded", "rounding"][..],
            &["sag", "sags", "sagged", "sagging"],
            &["squeeze", "squeezes", "squeezed", "squeezing"],
            &["pull", "pulls", "pulled", "pulling"],
            &["drop", "dropped", "dropping"],
            &["press", "pressed", "pressing"],
            &["lead", "leads", "leading"],
            &["row", "rows", "rowed", "rowing"],
            &["hip", "hips"],
            &["blade", "blades"],
        ] {
            let stems: std::collections::BTreeSet<String> = forms.iter().map(|form| stem(form)).collect();
            assert_eq!(stems.len(), 1, "{forms:?}: {stems:?}");
        }
        for word in ["speed", "swing", "string", "bed", "ring", "need", "pause", "tempo"] {
            assert!(word.starts_with(&stem(word)) && stem(word).len() + 1 >= word.len(), "{word}");
        }
        assert_ne!(stem("pad"), stem("pace"));
    }

    /// In each exercise every name of a mistake means that mistake and no other; what two share means neither.
    #[test]
    fn the_names_of_the_built_in_packs_tell_their_mistakes_apart() {
        let book = crate::rulebook::load_built_in();
        let names = |at: crate::rulebook::MistakeIx| {
            let mistake = &book[at];
            std::iter::once(mistake.name.as_str()).chain(mistake.aka.iter().map(String::as_str))
        };
        let of_one = |ix: crate::rulebook::ExerciseIx| {
            book[ix].mistakes.iter().map(move |counted| (ix, counted.mistake))
        };
        for (ix, at) in book.exercise_ixs().flat_map(of_one) {
            let accept: Vec<&str> = names(at).collect();
            let others = book[ix].mistakes.iter().map(|counted| counted.mistake).filter(|other| *other != at);
            let refuse: Vec<&str> = others.flat_map(names).filter(|name| !accept.contains(name)).collect();
            for name in &accept {
                let of = |names: &[&str]| names.iter().any(|other| other.eq_ignore_ascii_case(name));
                assert!(of(&refuse) || means(name, accept.iter().copied(), refuse.iter().copied()), "{name}");
                let shout = format!("the {}!", name.to_uppercase());
                assert!(
                    of(&refuse) || means(&shout, accept.iter().copied(), refuse.iter().copied()),
                    "{shout}"
                );
            }
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
