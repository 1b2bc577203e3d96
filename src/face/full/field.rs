//! One line that is typed into.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The longest text that is taken.
const LONGEST: usize = 200;

/// A line of text with a cursor in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Field {
    letters: Vec<char>,
    at: usize,
}

impl Field {
    /// With a text in it, and the cursor behind that.
    pub fn of(text: &str) -> Field {
        let letters: Vec<char> = text.chars().collect();
        Field { at: letters.len(), letters }
    }

    pub fn text(&self) -> String {
        self.letters.iter().collect()
    }

    /// What stands before the cursor, and from it on.
    pub fn halves(&self) -> (String, String) {
        (self.letters[..self.at].iter().collect(), self.letters[self.at..].iter().collect())
    }

    /// Takes a key; whether it was one for a field.
    pub fn take(&mut self, key: KeyEvent) -> bool {
        let with = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Char('u') if with => {
                self.letters.drain(..self.at);
                self.at = 0;
            }
            KeyCode::Char('w') if with => self.take_word_away(),
            KeyCode::Char('a') if with => self.at = 0,
            KeyCode::Char('e') if with => self.at = self.letters.len(),
            KeyCode::Char(letter) if !with || letter == '@' => {
                if self.letters.len() < LONGEST && !formcheck_core::diagnostic::is_unsafe(letter) {
                    self.letters.insert(self.at, letter);
                    self.at += 1;
                }
            }
            KeyCode::Backspace if self.at > 0 => {
                self.at -= 1;
                self.letters.remove(self.at);
            }
            KeyCode::Delete if self.at < self.letters.len() => {
                self.letters.remove(self.at);
            }
            KeyCode::Left => self.at = self.at.saturating_sub(1),
            KeyCode::Right => self.at = (self.at + 1).min(self.letters.len()),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = self.letters.len(),
            KeyCode::Backspace | KeyCode::Delete => {}
            _ => return false,
        }
        true
    }

    fn take_word_away(&mut self) {
        let from = self.letters[..self.at]
            .iter()
            .rposition(|letter| !letter.is_whitespace())
            .and_then(|last| self.letters[..last].iter().rposition(|letter| letter.is_whitespace()))
            .map_or(0, |space| space + 1);
        self.letters.drain(from..self.at);
        self.at = from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[KeyCode]) -> Field {
        let mut field = Field::default();
        for &code in keys {
            field.take(KeyEvent::new(code, KeyModifiers::NONE));
        }
        field
    }

    #[test]
    fn what_is_typed_stands_where_the_cursor_was() {
        let field = typed(&[
            KeyCode::Char('r'),
            KeyCode::Char('w'),
            KeyCode::Left,
            KeyCode::Char('ö'),
            KeyCode::End,
            KeyCode::Char('!'),
            KeyCode::Backspace,
        ]);
        assert_eq!(field.text(), "röw");
        assert_eq!(field.halves(), ("röw".to_owned(), String::new()));
    }

    #[test]
    fn a_word_is_taken_away_whole() {
        let mut field = typed(&"arm rowing".chars().map(KeyCode::Char).collect::<Vec<_>>());
        field.take(KeyEvent::new(KeyCode::Char('w'), KeyModifiers::CONTROL));
        assert_eq!(field.text(), "arm ");
        field.take(KeyEvent::new(KeyCode::Char('w'), KeyModifiers::CONTROL));
        assert_eq!(field.text(), "");
    }
}
