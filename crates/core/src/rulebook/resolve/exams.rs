//! What makes a quiz an exam.

use sha2::{Digest as _, Sha256};

use super::names::Defined;
use super::{EXERCISE, Expected, MISTAKE, Resolver};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::decode::{Node, Table, Text};
use crate::rulebook::files::FileKind;
use crate::rulebook::source::one_line_end;
use crate::rulebook::{ExamRules, GeneratedKind, MustPassRule, PackIx, Severity, Weighed, Weights};

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
            exposure: number("exposure").and_then(|most| u8::try_from(most).ok()),
            exposure_span: table.get("exposure").map(|node| node.span),
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
            must_pass: self.must_pass(defined, table),
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

    fn must_pass(&mut self, defined: &Defined<'_>, table: Table<'_>) -> Vec<MustPassRule> {
        let titles: Vec<String> =
            defined.table.subs("section").into_iter().filter_map(|section| section.owned("title")).collect();
        let groups = table.subs("must-pass");
        groups.into_iter().filter_map(|group| self.group(defined.pack, group, &titles)).collect()
    }

    fn group(&mut self, pack: PackIx, table: Table<'_>, titles: &[String]) -> Option<MustPassRule> {
        let number = |key: &str| table.whole(key).and_then(|number| u32::try_from(number).ok());
        if !["severity", "mistakes", "section", "kinds"]
            .iter()
            .any(|key| table.has(key) || self.may_be_unread(key))
        {
            let message = "this group says of no question whether it belongs to it";
            let help = "add severity = \"high\", mistakes = [\"…\"], section = \"…\" or kinds = [\"…\"]";
            self.say(Diagnostic::new(Code::MissingKey, table.head, message).help(help));
            return None;
        }
        if let Some((title, place)) = table.text("section")
            && !titles.iter().any(|known| known == title)
        {
            let diagnostic =
                Diagnostic::new(Code::UnknownId, place, format!("no section has the title \"{title}\""));
            self.suggest(diagnostic, title, titles.iter().map(String::as_str));
        }
        let mut kinds = Vec::new();
        for (word, place) in table.texts("kinds") {
            match GeneratedKind::find(word) {
                Some(kind) => kinds.push(kind),
                None => {
                    let diagnostic =
                        Diagnostic::new(Code::BadValue, place, format!("there is no kind `{word}`"));
                    self.suggest(diagnostic, word, GeneratedKind::WORDS.iter().copied());
                }
            }
        }
        let (at_least, of) = (number("at-least")?, number("of")?);
        if let (true, Some(node)) = (at_least > of, table.get("at-least")) {
            let message = format!("nobody can tell {at_least} of {of}");
            let help = format!("write at-least = {of} or less, or raise `of`");
            self.say(Diagnostic::new(Code::BadValue, node.span, message).help(help));
        }
        Some(MustPassRule {
            name: table.owned("name").unwrap_or_default(),
            severity: table.text("severity").and_then(|(word, _)| Severity::find(word)),
            mistakes: self
                .listed(pack, table.texts("mistakes"), &MISTAKE)
                .into_iter()
                .map(|(ix, _)| ix)
                .collect(),
            section: table.owned("section"),
            kinds,
            at_least,
            of,
            each: number("each"),
            span: table.get("of").map_or(table.head, |node| node.span),
        })
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

    /// The digest of the file that the table stands in, whatever system it was checked out on.
    fn digest(&self, table: Table<'_>) -> String {
        let part = self.parts(FileKind::Quiz).find(|(_, part)| part.parsed.file == table.file);
        let text = part.map_or("", |(_, part)| part.parsed.text);
        base16ct::lower::encode_string(&Sha256::digest(one_line_end(text).as_bytes()))
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
