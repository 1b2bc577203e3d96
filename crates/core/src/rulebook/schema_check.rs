//! Checks a parsed file against the shape of its kind: keys, types, ids. Every fault in one go.
//!
//! Must not know what ids mean: that is `resolve`'s.

use super::decode::{Node, Parsed, Table, Text};
use super::files::{POSE, TableSchema, ValueType, question_schema};
use super::fit::{fits, rewritten, suggestion};
use super::misplaced::misplaced;
use super::similar::nearest;
use super::{WrittenKind, is_kebab, kebab, text_form};

use crate::diagnostic::{Code, Diagnostic, Span};

/// Checks tables against shapes; every fault becomes a diagnostic, once.
pub(super) struct SchemaCheck<'p, 't> {
    parsed: &'p Parsed<'t>,
    /// The shape of the whole file: where a key that stands below a header by mistake may belong.
    root: &'static TableSchema,
    out: Vec<Diagnostic>,
}

impl<'p, 't> SchemaCheck<'p, 't> {
    /// Checks a whole file.
    pub(super) fn file(parsed: &'p Parsed<'t>, schema: &'static TableSchema) -> Vec<Diagnostic> {
        let mut check = SchemaCheck { parsed, root: schema, out: Vec::new() };
        check.table(parsed.root(), schema, true);
        check.out
    }

    fn table(&mut self, table: Table<'_>, schema: &'static TableSchema, is_root: bool) {
        let mut meant: Vec<&str> = Vec::new();
        let misplaced = misplaced(table, schema, self.root, self.parsed.text);
        misplaced.found.into_iter().for_each(|found| self.say(found));
        for ((key, place), node) in table.entries().filter(|((key, _), _)| !misplaced.keys.contains(key)) {
            if let Some(known) = schema.key(key) {
                self.value(node, known.takes, key);
                continue;
            }
            let free = schema.keys.iter().map(|known| known.name).filter(|name| !table.has(name));
            let near = nearest(key, free);
            match schema.rest {
                Some(takes) if fits(node, takes) || near.is_none() => self.entry(key, place, node, takes),
                _ => {
                    meant.extend(near);
                    self.unknown_key((key, place), node, schema, near, is_root);
                }
            }
        }
        for key in schema.keys.iter().filter(|key| key.need) {
            let below = ["values", "allow"]
                .iter()
                .any(|header| table.sub(header).is_some_and(|sub| sub.has(key.name)));
            let is_there = table.has(key.name) || meant.contains(&key.name) || below;
            if !is_there && !self.parsed.may_have_swallowed(key.name) {
                let message = format!("{} needs `{}`: {}", schema.what, key.name, key.doc);
                let mut diagnostic = Diagnostic::new(Code::MissingKey, table.head, message);
                diagnostic.help = key.takes.example(key.name).map(|example| format!("add {example}"));
                self.say(diagnostic);
            }
        }
    }

    /// A key that is an id, or a sign's value: kebab-case, and of the type that such entries take.
    fn entry(&mut self, key: &str, place: Span, node: Node<'_>, takes: ValueType) {
        // How a number looks stands under that number.
        let is_number = matches!(takes, ValueType::OneOrMore(schema) if std::ptr::eq(schema, &raw const POSE))
            && key.parse::<f64>().is_ok();
        if !is_kebab(key) && !is_number {
            let better = kebab(key);
            let diagnostic = Diagnostic::new(
                Code::BadId,
                place,
                format!("`{key}` is not an id: ids are a to z, 0 to 9 and single hyphens"),
            );
            self.say(match better {
                Some(better) => diagnostic.help(format!("write `{better}`")).guess(better),
                None => diagnostic.help("write it like this: arm-rowing"),
            });
        }
        self.value(node, takes, key);
    }

    fn unknown_key(
        &mut self,
        (key, place): Text<'_>,
        node: Node<'_>,
        schema: &TableSchema,
        near: Option<&str>,
        is_root: bool,
    ) {
        let diagnostic =
            Diagnostic::new(Code::UnknownKey, place, format!("{} has no key `{key}`", schema.what));
        let is_misplaced = !is_root && self.root.key(key).is_some_and(|known| fits(node, known.takes));
        // A key may be there once and misspelt a second time: two headers can say the same.
        let near = near.or_else(|| nearest(key, schema.keys.iter().map(|known| known.name)));
        let diagnostic = match near {
            _ if is_misplaced => diagnostic.help(format!(
                "`{key}` belongs to the whole file: move it above the first [header], because a key below a header belongs to that table"
            )),
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")).guess(near),
            None => {
                let known: Vec<&str> = schema.keys.iter().map(|key| key.name).collect();
                diagnostic.help(format!("its keys are {}", known.join(", ")))
            }
        };
        self.say(diagnostic);
    }

    fn value(&mut self, node: Node<'_>, takes: ValueType, key: &str) {
        if !fits(node, takes) {
            let message = format!("`{key}` takes {}, and this is {}", takes.words(), node.words());
            let mut diagnostic = Diagnostic::new(Code::WrongType, node.span, message);
            diagnostic.help = suggestion(node, takes, key).map(|better| format!("write {better}"));
            self.say(match rewritten(node, takes, self.parsed.text) {
                Some(text) => diagnostic.safely(text),
                None => diagnostic,
            });
            return;
        }
        match takes {
            ValueType::Text => self.text(node, key),
            ValueType::Words(most) => self.words(node, most, key),
            ValueType::Texts => self.texts(node, key),
            ValueType::Whole(from, to) => {
                if !node.whole().is_some_and(|number| (from..=to).contains(&number)) {
                    let message = if from == to {
                        format!("`{key}` is {from} in every file of this format")
                    } else {
                        format!("`{key}` goes from {from} to {to}")
                    };
                    let help = if from == to {
                        format!("write {key} = {from}")
                    } else {
                        format!("write a number from {from} to {to}")
                    };
                    self.say(Diagnostic::new(Code::BadValue, node.span, message).help(help));
                }
            }
            ValueType::Distance => {
                if !node.number().is_some_and(|number| number > 0.0) {
                    let message = format!("`{key}` is a number above 0");
                    self.say(
                        Diagnostic::new(Code::BadValue, node.span, message)
                            .help(format!("write {key} = 1, or another")),
                    );
                }
            }
            ValueType::Word(words) => self.word(node, words, key),
            ValueType::WordOrWords(words) => self.word_or_words(node, words, key),
            ValueType::Amount(from, to) => self.amount(node, (from, to), key),
            ValueType::Table(schema) => {
                if let Some(table) = node.table() {
                    self.table(table, schema, false);
                }
            }
            ValueType::Tables(schema) => self.tables(node, schema, key),
            ValueType::OneOrMore(schema) => match node.table() {
                Some(table) => self.table(table, schema, false),
                None => self.tables(node, schema, key),
            },
            ValueType::TextPairs => self.pairs(node, key),
            ValueType::Question => self.question(node),
            ValueType::Flag
            | ValueType::Number
            | ValueType::Value
            | ValueType::Condition
            | ValueType::When => {}
        }
    }

    fn text(&mut self, node: Node<'_>, key: &str) {
        if node.text().is_some_and(|(text, _)| text.trim().is_empty()) {
            let message = format!("`{key}` is empty");
            self.say(
                Diagnostic::new(Code::BadValue, node.span, message)
                    .help("write the text, or take the key out"),
            );
        } else if let Some((_, span)) = node.text().filter(|(text, _)| text.trim() == BLANK) {
            let message = format!("`{key}` is still a blank");
            self.say(Diagnostic::new(Code::BadValue, span, message).help("write the text"));
        } else if let Some((text, span)) = node.text() {
            let raw = &self.parsed.text[span.start as usize..span.end as usize];
            let mut found = Vec::new();
            text_form::check(text, raw, span, key, &mut found);
            for found in found {
                self.say(found);
            }
        }
    }

    fn words(&mut self, node: Node<'_>, most: usize, key: &str) {
        self.text(node, key);
        if let Some((text, span)) = node.text()
            && let Some(found) = text_form::too_many_words(text, span, key, most)
        {
            self.say(found);
        }
    }

    fn texts(&mut self, node: Node<'_>, key: &str) {
        for item in node.items().into_iter().flatten() {
            if item.text().is_none() {
                let message = format!("`{key}` is a list of texts, and this is {}", item.words());
                let mut diagnostic = Diagnostic::new(Code::WrongType, item.span, message);
                if let Some(number) = item.whole() {
                    diagnostic =
                        diagnostic.help(format!("write \"{number}\"")).safely(format!("\"{number}\""));
                }
                self.say(diagnostic);
            } else {
                self.text(item, key);
            }
        }
    }

    fn word(&mut self, node: Node<'_>, words: &[&str], key: &str) {
        let Some((word, place)) = node.text() else { return };
        if words.contains(&word) {
            return;
        }
        let diagnostic =
            Diagnostic::new(Code::BadValue, place, format!("`{key}` is one of {}", words.join(", ")));
        self.say(match nearest(word, words.iter().copied()) {
            Some(near) => diagnostic.help(format!("did you mean \"{near}\"?")).guess(format!("\"{near}\"")),
            None => diagnostic.help(format!("write one of {}", words.join(", "))),
        });
    }

    fn word_or_words(&mut self, node: Node<'_>, words: &[&str], key: &str) {
        let Some(items) = node.items() else { return self.word(node, words, key) };
        for item in items {
            if item.text().is_some() {
                self.word(item, words, key);
            } else {
                let message = format!("`{key}` is a list of words, and this is {}", item.words());
                self.say(
                    Diagnostic::new(Code::WrongType, item.span, message)
                        .help(format!("write some of {}", words.join(", "))),
                );
            }
        }
    }

    fn amount(&mut self, node: Node<'_>, (from, to): (i16, i16), key: &str) {
        if !node.number().is_some_and(|number| (f64::from(from)..=f64::from(to)).contains(&number)) {
            let message = format!("`{key}` goes from {from} to {to}");
            let help = format!("write a number from {from} to {to}");
            self.say(Diagnostic::new(Code::BadValue, node.span, message).help(help));
        }
    }

    fn tables(&mut self, node: Node<'_>, schema: &'static TableSchema, key: &str) {
        let Some(items) = node.items() else { return };
        for item in items {
            match item.table() {
                Some(table) => self.table(table, schema, false),
                None => {
                    let message = format!("`{key}` is a list of tables, and this is {}", item.words());
                    self.say(
                        Diagnostic::new(Code::WrongType, item.span, message)
                            .help(format!("write [[{key}]] with its keys below")),
                    );
                }
            }
        }
    }

    fn pairs(&mut self, node: Node<'_>, key: &str) {
        for item in node.items().into_iter().flatten() {
            let texts = item.items().map(|pair| pair.filter_map(Node::text).count());
            let is_pair = texts == Some(2) && item.items().is_some_and(|pair| pair.count() == 2);
            if !is_pair {
                let message = format!("`{key}` is a list of pairs of texts, and this is none");
                self.say(
                    Diagnostic::new(Code::WrongType, item.span, message).help("write [\"left\", \"right\"]"),
                );
            }
        }
    }

    /// A question's keys hang on its kind; without a known kind only the kind is reported.
    fn question(&mut self, node: Node<'_>) {
        let Some(table) = node.table() else { return };
        let kind = table.text("kind").map(|(word, _)| word);
        if let Some(kind) = kind.and_then(WrittenKind::find) {
            self.table(table, question_schema(kind), false);
        } else if let Some(node) = table.get("kind") {
            if node.text().is_some() {
                self.word(node, WrittenKind::WORDS, "kind");
            } else {
                self.value(node, ValueType::Text, "kind");
            }
        } else if let Some((text, node)) =
            table.entries().find(|((key, _), _)| nearest(key, ["kind"]).is_some())
        {
            self.unknown_key(text, node, question_schema(WrittenKind::Choice), Some("kind"), false);
        } else if !self.parsed.may_have_swallowed("kind") {
            let message = "a question needs `kind`: what is asked for";
            self.say(
                Diagnostic::new(Code::MissingKey, table.head, message)
                    .help(format!("add kind = one of {}", WrittenKind::WORDS.join(", "))),
            );
        }
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        if !diagnostic.span.is_some_and(|span| self.parsed.distrusts(span)) {
            self.out.push(diagnostic);
        }
    }
}

/// What `formcheck new` leaves where a coach has to write.
pub const BLANK: &str = "…";
