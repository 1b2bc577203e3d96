//! What makes a quiz an exam.

use sha2::{Digest as _, Sha256};

use super::names::Defined;
use super::{EXERCISE, Expected, MISTAKE, Resolver};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::decode::{Node, Table, Text};
use crate::rulebook::files::FileKind;
use crate::rulebook::{ExamRules, GeneratedKind, PackIx, Severity, Weighed, Weights};

/// In percent: a form may be the last one again.
const ANY_OVERLAP: u8 = 100;

impl Resolver<'_, '_> {
    pub(super) fn exam(&mut self, defined: &Defined<'_>, table: Table<'_>) -> ExamRules {
        self.fits_an_exam(defined.table, table);
        let number = |key: &str| table.whole(key).and_then(|number| u32::try_from(number).ok());
        let pack = defined.pack;
        ExamRules {
            attempts: number("attempts"),
            wait_days: number("wait-days").unwrap_or_default(),
            overlap: number("overlap").and_then(|most| u8::try_from(most).ok()).unwrap_or(ANY_OVERLAP),
            trial_items: number("trial-items").unwrap_or_default(),
            counts_days: number("counts-days"),
            by_eye: number("by-eye").and_then(|share| u8::try_from(share).ok()),
            pass_from: table.owned("pass-from"),
            weights: Weights {
                kinds: self.kind_weights(table),
                severities: severities(table),
                exercises: self.weights(pack, table.sub("exercises"), &EXERCISE),
                mistakes: self.weights(pack, table.sub("mistakes"), &MISTAKE),
            },
            sha256: self.digest(table),
            span: table.head,
        }
    }

    /// An exam is decided, and explained at the end.
    fn fits_an_exam(&mut self, quiz: Table<'_>, exam: Table<'_>) {
        if quiz.get("pass").is_none() && !self.may_be_unread("pass") {
            let message = "an exam needs `pass`: what has to be reached, in percent";
            self.say(Diagnostic::new(Code::MissingKey, exam.head, message).help("add pass = 80 at the top"));
        }
        if let Some(("each", place)) = quiz.text("feedback") {
            let message = "an exam is explained at the end, so that no answer helps with another";
            self.say(
                Diagnostic::new(Code::BadValue, place, message)
                    .help("write feedback = \"end\", or take [exam] out"),
            );
        }
    }

    fn kind_weights(&mut self, table: Table<'_>) -> Vec<Weighed<GeneratedKind>> {
        let mut found = Vec::new();
        for ((word, place), node) in table.sub("kinds").into_iter().flat_map(Table::entries) {
            match GeneratedKind::find(word) {
                Some(kind) => found.extend(weighed(kind, node)),
                None => {
                    let diagnostic =
                        Diagnostic::new(Code::BadValue, place, format!("there is no kind `{word}`"));
                    self.suggest(diagnostic, word, GeneratedKind::WORDS.iter().copied());
                }
            }
        }
        found
    }

    fn weights<T: Copy>(
        &mut self,
        pack: PackIx,
        table: Option<Table<'_>>,
        what: &Expected<T>,
    ) -> Vec<Weighed<T>> {
        let entries: Vec<(Text<'_>, Node<'_>)> = table.into_iter().flat_map(Table::entries).collect();
        let mut found = Vec::new();
        for (id, node) in entries {
            if let Some(thing) = self.find(pack, id, what) {
                found.extend(weighed(thing, node));
            }
        }
        found
    }

    /// The digest of the file that the table stands in.
    fn digest(&self, table: Table<'_>) -> String {
        let part = self.parts(FileKind::Quiz).find(|(_, part)| part.parsed.file == table.file);
        let text = part.map_or("", |(_, part)| part.parsed.text);
        base16ct::lower::encode_string(&Sha256::digest(text.as_bytes()))
    }
}

fn severities(table: Table<'_>) -> Vec<Weighed<Severity>> {
    let Some(table) = table.sub("severity") else { return Vec::new() };
    let one = |severity: Severity| weighed(severity, table.get(severity.word())?);
    Severity::ALL.iter().copied().filter_map(one).collect()
}

fn weighed<T>(of: T, node: Node<'_>) -> Option<Weighed<T>> {
    let weight = node.whole().and_then(|weight| u32::try_from(weight).ok())?;
    Some(Weighed { of, weight, span: node.span })
}
