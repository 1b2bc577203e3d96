//! Keeps from the keys what a slow terminal answers after the time for it is over: otherwise the letters of an answer would
//! be taken for keys that somebody pressed.
//!
//! Must not know what was asked.

use std::time::{Duration, Instant};

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// For how long answers may still come.
const LONGEST: Duration = Duration::from_secs(5);

/// Tells keys from late answers. An answer begins as Alt with `]`, `P` or `_`, which nobody presses here, and ends as Alt
/// with a backslash or as Ctrl-G.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LateAnswers {
    until: Option<Instant>,
    within: bool,
}

impl LateAnswers {
    /// What to expect after a terminal was asked: nothing if it has answered all.
    pub fn new(may_come: bool, now: Instant) -> LateAnswers {
        LateAnswers { until: may_come.then(|| now + LONGEST), within: false }
    }

    /// Whether a key is a part of an answer.
    pub fn takes(&mut self, key: KeyEvent, now: Instant) -> bool {
        if self.until.is_none_or(|until| now > until) {
            return false;
        }
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        if self.within {
            let bell = key.code == KeyCode::Char('g') && key.modifiers.contains(KeyModifiers::CONTROL);
            self.within = !(bell || alt && key.code == KeyCode::Char('\\'));
            return true;
        }
        self.within = alt && matches!(key.code, KeyCode::Char(']' | 'P' | '_'));
        self.within
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passed(late: &mut LateAnswers, keys: &[(KeyModifiers, char)]) -> String {
        let now = Instant::now();
        let is_key = |(with, letter): &&(KeyModifiers, char)| {
            !late.takes(KeyEvent::new(KeyCode::Char(*letter), *with), now)
        };
        keys.iter().filter(is_key).map(|(_, letter)| *letter).collect()
    }

    #[test]
    fn an_answer_is_no_keys() {
        let plain = KeyModifiers::NONE;
        let keys = [
            (plain, '1'),
            (KeyModifiers::ALT, ']'),
            (plain, '1'),
            (plain, 'q'),
            (KeyModifiers::ALT, '\\'),
            (KeyModifiers::ALT, '_'),
            (KeyModifiers::SHIFT, 'G'),
            (KeyModifiers::CONTROL, 'g'),
            (plain, '2'),
        ];
        let now = Instant::now();
        assert_eq!(passed(&mut LateAnswers::new(true, now), &keys), "12");
        let all = "1]1q\\_Gg2";
        assert_eq!(passed(&mut LateAnswers::new(false, now), &keys), all);
        let long_ago = LateAnswers { until: Some(now), within: false };
        assert!(!long_ago.clone().takes(KeyEvent::new(KeyCode::Char(']'), KeyModifiers::ALT), now + LONGEST));
    }
}
