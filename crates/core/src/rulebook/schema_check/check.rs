//! The walk over a parsed file: each table by its shape, each value by what its key takes.

use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::WrittenKind;
use crate::rulebook::decode::{Node, Parsed, Table};
use crate::rulebook::files::{TableSchema, ValueType, question_schema};
use crate::rulebook::fit::fits;
use crate::rulebook::meant::SignIds;
use crate::rulebook::misplaced::misplaced;
use crate::rulebook::similar::nearest;

/// Checks tables against shapes; every fault becomes a diagnostic, once.
pub(in crate::rulebook) struct SchemaCheck<'p, 't> {
    pub(super) parsed: &'p Parsed<'t>,
    /// The shape of the whole file: where a key that stands below a header by mistake may belong.
    pub(super) root: &'static TableSchema,
    pub(super) signs: &'p SignIds<'p>,
    out: Vec<Diagnostic>,
}

impl<'p, 't> SchemaCheck<'p, 't> {
    /// Checks a whole file.
    pub(in crate::rulebook) fn file(
        parsed: &'p Parsed<'t>,
        schema: &'static TableSchema,
        signs: &'p SignIds<'p>,
    ) -> Vec<Diagnostic> {
        let mut check = SchemaCheck { parsed, root: schema, signs, out: Vec::new() };
        check.table(parsed.root(), schema, true);
        check.out
    }

    fn table(&mut self, table: Table<'_>, schema: &'static TableSchema, is_root: bool) {
        let mut meant: Vec<&str> = Vec::new();
        let misplaced = misplaced(table, schema, self.root, self.parsed.text);
        misplaced.found.into_iter().for_each(|found| self.say(found));
        let holds_all = misplaced.holds_all;
        for ((key, place), node) in table.entries().filter(|((key, _), _)| !misplaced.keys.contains(key)) {
            if let Some(known) = schema.key(key) {
                self.value(node, known.takes, key);
                continue;
            }
            let near = self.meant_key(key, node, table, schema);
            match schema.rest {
                Some(takes) if fits(node, takes) || near.is_none() => {
                    self.id_key((key, place), takes, schema.names);
                    match takes {
                        ValueType::Text if node.text().is_some() => self.text_of_id(node, key),
                        _ => self.value(node, takes, key),
                    }
                }
                _ => {
                    meant.extend(near);
                    self.unknown_key((key, place), node, (table, schema), near, is_root);
                }
            }
        }
        if !holds_all {
            self.missing_keys(table, schema, &meant, is_root);
        }
    }

    fn value(&mut self, node: Node<'_>, takes: ValueType, key: &str) {
        if !fits(node, takes) {
            // What a sign takes hangs on the sign: that is told where it is looked up.
            if !matches!(takes, ValueType::Value) && key != "questions" {
                self.wrong_type(node, takes, key);
            }
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
                            .help(format!("a number above 0, such as {key} = 1")),
                    );
                }
            }
            ValueType::Word(words) => self.word(node, words, key),
            ValueType::WordOrWords(words) => self.word_or_words(node, words, key),
            ValueType::Numbers => self.numbers(node, key),
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
            table.entries().find(|((key, _), _)| nearest(key, ["kind"]).is_some() || *key == "type")
        {
            self.unknown_key(text, node, (table, question_schema(WrittenKind::Choice)), Some("kind"), false);
        } else if !self.parsed.may_have_swallowed("kind") {
            let message = "a question needs `kind`: what is asked for";
            self.say(
                Diagnostic::new(Code::MissingKey, table.head, message)
                    .help(format!("add kind = one of {}", WrittenKind::WORDS.join(", "))),
            );
        }
    }

    pub(super) fn say(&mut self, diagnostic: Diagnostic) {
        if !diagnostic.span.is_some_and(|span| self.parsed.distrusts(span)) {
            self.out.push(diagnostic);
        }
    }
}
