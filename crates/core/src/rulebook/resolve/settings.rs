//! `formcheck.toml` and the `[allow]` tables: codes, and what is to become of them.

use std::collections::HashMap;

use super::{PackPart, Resolver};
use crate::diagnostic::{Code, Diagnostic, FindingSeverity, Span};
use crate::rulebook::files::FileKind;
use crate::rulebook::{Allow, Level, Settings};

/// Findings of a pack that aren't there beside one that uses it.
const IDLE_BESIDE_OTHERS: [Code; 5] =
    [Code::UnusedSign, Code::UnusedValue, Code::UnusedMistake, Code::UnusedMuscle, Code::UnusedSource];

impl Resolver<'_, '_> {
    pub(super) fn settings(&mut self) -> Settings {
        let mut settings = Settings::default();
        for (place, pack) in self.packs.iter().enumerate() {
            let is_last = place + 1 == self.packs.len();
            if let Some(part) = pack.parts.iter().find(|part| part.kind == FileKind::Settings) {
                let levels = self.levels(part);
                let number = settings.levels.len();
                settings.levels.push(levels);
                settings.files.extend(pack.parts.iter().map(|part| (part.parsed.file, number)));
            }
            for part in &pack.parts {
                self.allows(part, is_last, &mut settings.allows);
            }
        }
        settings
    }

    fn levels(&mut self, part: &PackPart<'_, '_>) -> HashMap<Code, Level> {
        let mut levels = HashMap::new();
        let Some(table) = part.parsed.root().sub("lint") else { return levels };
        for (text, node) in table.entries() {
            let Some(code) = self.code(text) else { continue };
            let level = match node.text().map(|(word, _)| word) {
                Some("error") => Level::Told(FindingSeverity::Error),
                Some("warning") => Level::Told(FindingSeverity::Warning),
                Some("note") => Level::Told(FindingSeverity::Note),
                Some("allow") => Level::Allowed,
                _ => continue,
            };
            if code.is_settable() || level == Level::Told(FindingSeverity::Error) {
                levels.insert(code, level);
            } else {
                self.unsettable(code, text.1);
            }
        }
        levels
    }

    fn allows(&mut self, part: &PackPart<'_, '_>, is_last: bool, out: &mut Vec<Allow>) {
        let Some(table) = part.parsed.root().sub("allow") else { return };
        // Keys of the file below this header have been reported.
        let is_own = |word: &str| part.kind.schema().key(word).is_some();
        for (text, node) in
            table.entries().filter(|((word, _), _)| Code::find(word).is_some() || !is_own(word))
        {
            let Some(code) = self.code(text) else { continue };
            if code.is_settable() {
                let Some((reason, place)) = node.text() else { continue };
                let line = whole_line(part.parsed.text, text.1, place);
                let may_be_idle = !is_last && IDLE_BESIDE_OTHERS.contains(&code);
                out.push(Allow { code, reason: reason.to_owned(), span: text.1, line, may_be_idle });
            } else {
                self.unsettable(code, text.1);
            }
        }
    }

    fn code(&mut self, (word, place): (&str, Span)) -> Option<Code> {
        let code = Code::find(word);
        if code.is_none() && !self.out.is_bad_id(place) {
            let message = format!("there is no code `{word}`");
            let diagnostic = Diagnostic::new(Code::UnknownId, place, message).about_unknown(word);
            self.suggest_key(diagnostic, word, Code::ALL.iter().map(|code| code.word()));
        }
        code
    }

    fn unsettable(&mut self, code: Code, place: Span) {
        let message = format!("`{code}` is always an error: with it the pack can't be used");
        self.say(
            Diagnostic::new(Code::BadValue, place, message)
                .help("take it out here, and mend what it is about"),
        );
    }
}

/// The line of a key and its value with its line break, if nothing else stands on it; else from the key to the value.
fn whole_line(text: &str, key: Span, value: Span) -> Span {
    let from = text[..key.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
    let to =
        text[value.end as usize..].find('\n').map_or(text.len(), |newline| value.end as usize + newline + 1);
    let alone =
        text[from..key.start as usize].trim().is_empty() && !text[value.end as usize..to].contains(',');
    if alone { Span::new(key.file, from, to) } else { Span { end: value.end, ..key } }
}
