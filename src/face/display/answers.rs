//! What a terminal answers when it is asked what it can: escape sequences, among which may be keys that somebody types.
//!
//! Pure. Must not know how they are read.

use formcheck_core::figure::paint::palette::Ground;

/// What a terminal said of itself.
#[expect(clippy::struct_excessive_bools, reason = "one for each thing that a terminal may say")]
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answers {
    /// The background's red, green and blue.
    pub background: Option<[u8; 3]>,
    /// Whether it took a colour of 16 million for what it is.
    pub true_color: bool,
    pub kitty: bool,
    pub sixel: bool,
    /// Its name and version, as it says them.
    pub name: String,
    /// How many pixels a cell is wide and high.
    pub cell: Option<(u16, u16)>,
    /// Whether it has answered the last question.
    pub complete: bool,
    /// Whether it was asked at all.
    pub asked: bool,
    /// What was no answer: what somebody typed.
    pub typed: Vec<u8>,
}

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

impl Answers {
    /// What these bytes answer.
    pub fn read(bytes: &[u8]) -> Answers {
        let mut answers = Answers { asked: true, ..Answers::default() };
        let mut rest = bytes;
        while let Some((&first, after)) = rest.split_first() {
            if first != ESC {
                answers.typed.push(first);
                rest = after;
                continue;
            }
            let Some((length, kind)) = sequence(rest) else { break };
            let (one, behind) = rest.split_at(length);
            answers.take(one, kind);
            rest = behind;
        }
        answers
    }

    fn take(&mut self, sequence: &[u8], kind: SequenceKind) {
        let text = String::from_utf8_lossy(sequence);
        match kind {
            SequenceKind::Command if text.starts_with("\x1b]11;") => self.background = color(&text),
            SequenceKind::Device if text.starts_with("\x1bP>|") => {
                text["\x1bP>|".len()..].trim_end_matches(['\x1b', '\\']).clone_into(&mut self.name);
            }
            SequenceKind::Device => self.true_color |= text.contains("1$r") && holds_the_color(&text),
            SequenceKind::Application => self.kitty |= text.starts_with("\x1b_Gi=31;OK"),
            SequenceKind::Control if text.starts_with("\x1b[?") && text.ends_with('c') => {
                let numbers = &text["\x1b[?".len()..text.len() - 1];
                self.sixel = numbers.split(';').skip(1).any(|number| number == "4");
                self.complete = true;
            }
            SequenceKind::Control if text.starts_with("\x1b[6;") && text.ends_with('t') => {
                let mut numbers = text["\x1b[6;".len()..text.len() - 1].split(';').map(str::parse);
                if let (Some(Ok(height)), Some(Ok(width))) = (numbers.next(), numbers.next()) {
                    self.cell = (width > 1 && height > 1).then_some((width, height));
                }
            }
            // A key that has a name, such as an arrow.
            _ => self.typed.extend_from_slice(sequence),
        }
    }

    /// Whether the background is a light or a dark one, where that was said.
    pub fn ground(&self) -> Option<Ground> {
        let [red, green, blue] = self.background?.map(u32::from);
        let light = (red * 299 + green * 587 + blue * 114) / 1000;
        Some(if light > 127 { Ground::Light } else { Ground::Dark })
    }

    pub fn is_iterm2(&self) -> bool {
        self.name.starts_with("iTerm2") || self.name.starts_with("WezTerm")
    }
}

/// Whether the last question is answered in these bytes, whatever else is torn in them.
pub(super) fn has_ended(bytes: &[u8]) -> bool {
    const BEGINS: &[u8] = b"\x1b[?";
    let ends = |rest: &[u8]| {
        let after = rest.iter().skip(BEGINS.len()).find(|byte| !matches!(byte, b'0'..=b'9' | b';'));
        rest.starts_with(BEGINS) && after == Some(&b'c')
    };
    (0..bytes.len()).any(|at| ends(&bytes[at..]))
}

/// What an escape sequence is, by how it begins.
#[derive(Clone, Copy)]
enum SequenceKind {
    /// `ESC [`
    Control,
    /// `ESC ]`
    Command,
    /// `ESC P`
    Device,
    /// `ESC _`
    Application,
    /// Any other: Alt with a key.
    Other,
}

/// How long the sequence at the start is, and what it is; none if its end is not there yet.
fn sequence(bytes: &[u8]) -> Option<(usize, SequenceKind)> {
    let kind = match bytes.get(1)? {
        b'[' => {
            let last = bytes.iter().skip(2).position(|byte| (0x40..=0x7e).contains(byte))?;
            return Some((last + 3, SequenceKind::Control));
        }
        b']' => SequenceKind::Command,
        b'P' => SequenceKind::Device,
        b'_' => SequenceKind::Application,
        _ => return Some((2, SequenceKind::Other)),
    };
    let ends = |at: &usize| {
        bytes[*at] == BEL && matches!(kind, SequenceKind::Command)
            || bytes[*at] == b'\\' && bytes[*at - 1] == ESC
    };
    (2..bytes.len()).find(ends).map(|last| (last + 1, kind))
}

/// `rgb:RRRR/GGGG/BBBB`, of each the first two digits.
fn color(text: &str) -> Option<[u8; 3]> {
    let (_, parts) = text.split_once("rgb:")?;
    let mut bytes = parts.trim_end_matches(['\x07', '\x1b', '\\']).split('/').map(|part| {
        let digits = part.get(..2).or_else(|| part.get(..1))?;
        let value = u8::from_str_radix(digits, 16).ok()?;
        Some(if digits.len() == 1 { value * 17 } else { value })
    });
    Some([bytes.next()??, bytes.next()??, bytes.next()??])
}

/// Whether the colour that was set before the question is the one that is set.
fn holds_the_color(text: &str) -> bool {
    text.contains("1:2:3") || text.contains("1;2;3")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_can_all() {
        let answers = Answers::read(
            b"\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\\x1bP1$r0;48:2::1:2:3m\x1b\\\x1b_Gi=31;OK\x1b\\\
              \x1bP>|WezTerm 20240203\x1b\\\x1b[6;20;10t\x1b[?65;4;6;18;22c",
        );
        assert_eq!(answers.background, Some([0xfd, 0xf6, 0xe3]));
        assert_eq!(answers.ground(), Some(Ground::Light));
        assert!(answers.true_color && answers.kitty && answers.sixel && answers.complete);
        assert!(answers.is_iterm2());
        assert_eq!(answers.cell, Some((10, 20)));
        assert_eq!(answers.typed, b"");
    }

    #[test]
    fn a_terminal_that_can_little_and_someone_who_types() {
        let answers = Answers::read(b"2\x1b[A\x1b]11;rgb:0/0/0\x07\x1b_Gi=31;ENOENT:no\x1b\\\r\x1b[?1;2c");
        assert_eq!(answers.ground(), Some(Ground::Dark));
        assert!(!answers.kitty && !answers.sixel && !answers.true_color && answers.complete);
        assert_eq!(answers.typed, b"2\x1b[A\r");
    }

    #[test]
    fn half_an_answer_is_none() {
        let whole = b"\x1b]11;rgb:1111/2222/3333\x1b\\\x1b[?62;4c";
        for length in 0..whole.len() {
            let answers = Answers::read(&whole[..length]);
            assert!(!answers.complete, "{length}");
            assert!(answers.typed.is_empty(), "{length}: {:?}", answers.typed);
        }
        assert!(Answers::read(whole).complete);
    }

    #[test]
    fn the_last_answer_is_known_behind_a_torn_one() {
        let torn = b"1/2222/3333\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;";
        assert!(!has_ended(torn));
        assert!(has_ended(&[torn, &b"c"[..]].concat()));
        assert!(!has_ended(b"\x1b[?2026h and c"));
    }
}
