//! Whether one item of a form tells the key of another, or asks for the same once more.
//!
//! What the rules decide (which mistake is in a rep) can't be given away by a name in another stem: the step from rep
//! to name is what is asked. What is remembered can: a cue, a fix, a written answer that stands in another question.

use super::{Basis, Item, Key};

/// The texts of an item, made plain for comparing.
#[derive(Clone, Debug)]
pub struct ItemTexts {
    /// The question and what is shown.
    stem: String,
    /// The options, which give away only what is typed.
    options: String,
    /// What would give this item away, if it stood in the stem of another.
    keys: Vec<String>,
    /// Whether the answer is typed.
    typed: bool,
    /// Whether the key is what a coach says of a mistake: a cue, a fix, a reason.
    said: bool,
}

impl ItemTexts {
    /// The texts of `item`.
    pub fn of(item: &Item) -> ItemTexts {
        let mut stem = plain(&item.ask);
        item.shown_says().for_each(|say| stem.push_str(&plain(say)));
        let options = item.option_texts().map(plain).collect();
        let (keys, typed): (Vec<&str>, bool) = match &item.key {
            Key::Text { accept, .. } => (accept.iter().map(String::as_str).collect(), true),
            Key::One(choices) | Key::Many(choices) if is_remembered(item) => {
                let right = choices.iter().filter(|choice| choice.right && is_telling(&choice.say));
                (right.map(|choice| choice.say.as_str()).collect(), false)
            }
            _ => (Vec::new(), false),
        };
        let keys = keys.into_iter().map(plain).filter(|key| key.trim().len() > 1).collect();
        let said = matches!(item.basis, Basis::Words { .. } | Basis::RecallCue(_) | Basis::Call(_));
        ItemTexts { stem, options, keys, typed, said }
    }

    /// Whether both ask for the same words: whoever knows them earns twice. The same cue may serve in two exercises.
    pub fn asks_the_same(&self, other: &ItemTexts) -> bool {
        self.said && other.said && self.keys.iter().any(|key| other.keys.contains(key))
    }

    /// Whether this item's text gives away the key of `other`.
    pub fn gives_away(&self, other: &ItemTexts) -> bool {
        let tells = |key: &String| {
            self.stem.contains(key.as_str()) || (other.typed && self.options.contains(key.as_str()))
        };
        other.keys.iter().any(tells)
    }
}

fn is_remembered(item: &Item) -> bool {
    matches!(
        item.basis,
        Basis::Words { .. }
            | Basis::Does(_)
            | Basis::DoneBy { .. }
            | Basis::Attaches(_)
            | Basis::Written(_)
            | Basis::RecallCue(_)
            | Basis::Call(_)
    )
}

/// Keys such as "True" or "45" stand in many texts and tell nothing.
fn is_telling(key: &str) -> bool {
    key.split_whitespace().count() > 1 && key.chars().count() >= 8
}

/// Lower case, single spaces, one at either end.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            plain.extend(letter.to_lowercase());
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_count_and_parts_of_words_do_not() {
        let contains = |text: &str, key: &str| plain(text).contains(&plain(key));
        assert!(contains("Say: \"Long Spine, hips back\"!", "long spine hips back"));
        assert!(!contains("the spines hips back", "spine hips"));
    }
}
