//! Names for the outside world: IRIs and UUIDs that are the same whenever the same thing is exported.

use std::fmt::Write as _;

use uuid::Uuid;

/// What IRIs begin with unless somebody says.
pub const BASE: &str = "urn:formcheck";

/// An absolute IRI that ids are put behind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Base(String);

impl Default for Base {
    fn default() -> Base {
        Base(BASE.to_owned())
    }
}

impl Base {
    /// `text`, if it is an absolute IRI: a scheme, a colon, and nothing that an IRI may not hold.
    pub fn new(text: &str) -> Option<Base> {
        let (scheme, rest) = text.split_once(':')?;
        let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
        let is_iri = |letter: char| letter > ' ' && letter != '\u{7f}' && !"<>\"{}|\\^`#?".contains(letter);
        let rest = rest.trim_end_matches(['/', ':']);
        (is_scheme && !rest.is_empty() && rest.chars().all(is_iri)).then(|| Base(format!("{scheme}:{rest}")))
    }

    /// The base itself.
    pub(super) fn iri(&self) -> &str {
        &self.0
    }

    /// The IRI of a thing of this kind.
    pub(super) fn of(&self, kind: &str, id: &str) -> String {
        let between = if self.0.starts_with("urn:") { ':' } else { '/' };
        format!("{}{between}{kind}{between}{}", self.0, encoded(id))
    }

    /// A UUID (version 5) that hangs on the base and this name alone.
    pub(super) fn uuid(&self, name: &str) -> String {
        let space = Uuid::new_v5(&Uuid::NAMESPACE_URL, self.0.as_bytes());
        Uuid::new_v5(&space, name.as_bytes()).to_string()
    }
}

/// An id within an IRI: what is no letter, digit, or one of a few marks is written in hexadecimal.
fn encoded(id: &str) -> String {
    let mut out = String::new();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_an_absolute_iri() {
        for text in ["urn:gym", "https://gym.example/records/", "tag:gym.example,2026:x"] {
            assert!(Base::new(text).is_some(), "{text}");
        }
        for text in ["", "gym", "urn:", "1a:b", "urn:a b", "http://<x>", "https://x/#y"] {
            assert_eq!(Base::new(text), None, "{text}");
        }
        let base = Base::new("https://gym.example/r/").expect("an IRI");
        assert_eq!(base.of("exam", "a b"), "https://gym.example/r/exam/a%20b");
        assert_eq!(Base::default().of("exam", "first"), "urn:formcheck:exam:first");
    }
}
