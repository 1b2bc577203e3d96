//! A record held against the one that comes out again of its sources.

use serde_json::Value;

/// The first place at which the two differ, as a path: `items[3].marks`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Mismatch {
    /// It comes out otherwise.
    Otherwise(String),
    /// It is said by a record of another version, and this program has no such thing.
    Unknown(String),
}

/// Words that another version may put otherwise.
const WORDING: [&str; 2] = ["says", "supervision.says"];

/// Compares what a record says with what comes out again. A record that this very version made has to be the same in
/// everything; one of another version may lack what only this one says, and be worded otherwise.
pub(super) fn compare(said: &Value, again: &Value, is_own: bool) -> Option<Mismatch> {
    let comparison = Comparison { is_own };
    let first = comparison.values(said, again, "");
    // What this version says and the record doesn't.
    first.or_else(|| if is_own { comparison.values(again, said, "") } else { None })
}

struct Comparison {
    is_own: bool,
}

impl Comparison {
    fn values(&self, said: &Value, again: &Value, place: &str) -> Option<Mismatch> {
        if !self.is_own && WORDING.contains(&place) {
            return None;
        }
        match (said, again) {
            (Value::Object(said), Value::Object(again)) => said.iter().find_map(|(key, value)| {
                let place = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
                match again.get(key) {
                    Some(other) => self.values(value, other, &place),
                    None if self.is_own => Some(Mismatch::Otherwise(place)),
                    None => Some(Mismatch::Unknown(place)),
                }
            }),
            (Value::Array(said), Value::Array(again)) if said.len() == again.len() => {
                let mut pairs = said.iter().zip(again).enumerate();
                pairs.find_map(|(at, (value, other))| {
                    self.values(value, other, &format!("{place}[{}]", at + 1))
                })
            }
            _ => (said != again).then(|| Mismatch::Otherwise(place.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_differs_is_named_by_its_place() {
        let again = json!({"a": 1, "items": [{"marks": 0.5}], "says": ["x"], "new": 1});
        let otherwise = |place: &str| Some(Mismatch::Otherwise(place.to_owned()));
        let of = |said: Value, is_own: bool| compare(&said, &again, is_own);
        assert_eq!(of(again.clone(), true), None);
        assert_eq!(of(json!({"a": 2}), false), otherwise("a"));
        assert_eq!(of(json!({"items": [{"marks": 1.0}]}), false), otherwise("items[1].marks"));
        assert_eq!(of(json!({"items": []}), false), otherwise("items"));
        // Another version may lack what is new, say more, and word it otherwise.
        let older = json!({"a": 1, "items": [{"marks": 0.5}], "says": ["y"]});
        assert_eq!(of(older.clone(), false), None);
        assert_eq!(of(older, true), otherwise("says[1]"));
        assert_eq!(of(json!({"a": 1, "items": [{"marks": 0.5}], "says": ["x"]}), true), otherwise("new"));
        assert_eq!(of(json!({"newer": 1}), false), Some(Mismatch::Unknown("newer".to_owned())));
        assert_eq!(of(json!({"newer": 1}), true), otherwise("newer"));
    }
}
