//! The keys of a table: those that nobody knows, those that are missing, those that are no ids.
//!
//! Must not know what a key takes beyond whether a value fits.

use super::SchemaCheck;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::by_another_name::other_name;
use crate::rulebook::decode::{Node, Table, Text, Type};
use crate::rulebook::files::{POSE, TableSchema, ValueType};
use crate::rulebook::fit::fits;
use crate::rulebook::similar::{is_slip, nearest};
use crate::rulebook::{is_kebab, is_whole_name, kebab};

impl SchemaCheck<'_, '_> {
    /// The key of a table that is not there and that an unknown one stands for: by another name, or misspelt, and with a value
    /// that it takes or that can be written so.
    pub(super) fn meant_key(
        &self,
        key: &str,
        node: Node<'_>,
        table: Table<'_>,
        schema: &TableSchema,
    ) -> Option<&'static str> {
        let can = |name: &str| {
            schema.key(name).is_some_and(|known| {
                fits(node, known.takes) || self.better(node, known.takes, name).is_some()
            })
        };
        // Of tables below headers there may be several.
        let is_free = |name: &str| {
            let takes = schema.key(name).map(|known| known.takes);
            let repeats = match takes {
                Some(ValueType::Tables(_)) => true,
                Some(ValueType::Table(below)) => below.rest.is_some(),
                _ => false,
            };
            !table.has(name) || repeats && fits(node, takes.unwrap_or(ValueType::Flag))
        };
        let near = nearest(key, schema.keys.iter().map(|known| known.name).filter(|name| is_free(name)));
        let slip = near.filter(|near| {
            is_slip(key, near) && (can(near) || node.is() == Type::Table || node.is() == Type::List)
        });
        slip.or_else(|| other_name(key, schema, |name| is_free(name) && can(name)))
            .or_else(|| near.filter(|near| can(near)))
    }

    /// A key that is an id, or a sign's value, of entries that take such a type: kebab-case. Where it names what is defined
    /// elsewhere, its pack may stand before it.
    pub(super) fn id_key(&mut self, (key, place): Text<'_>, takes: ValueType, names: bool) {
        // How a number looks stands under that number.
        let is_number = matches!(takes, ValueType::OneOrMore(schema) if std::ptr::eq(schema, &raw const POSE))
            && key.parse::<f64>().is_ok();
        let is_whole = names && is_whole_name(key);
        if !is_kebab(key) && !is_number && !is_whole {
            let better = kebab(key);
            let diagnostic = Diagnostic::new(
                Code::BadId,
                place,
                format!("`{key}` is not an id: ids are a to z, 0 to 9 and single hyphens"),
            );
            self.say(match better {
                // Where nothing in the file says so, somebody may have named it as it is written.
                Some(better) if self.parsed.text.contains(&better) => {
                    diagnostic.help(format!("write `{better}`")).guess(better)
                }
                Some(better) => diagnostic.help(format!("write `{better}`")).by_hand(place, better),
                None => diagnostic.help("ids look like this: arm-rowing"),
            });
        }
    }

    pub(super) fn unknown_key(
        &mut self,
        (key, place): Text<'_>,
        node: Node<'_>,
        (table, schema): (Table<'_>, &TableSchema),
        near: Option<&str>,
        is_root: bool,
    ) {
        let diagnostic =
            Diagnostic::new(Code::UnknownKey, place, format!("{} has no key `{key}`", schema.what));
        let is_misplaced = !is_root && self.root.key(key).is_some_and(|known| fits(node, known.takes));
        // A key may be there once and misspelt a second time: two headers can say the same.
        let again =
            nearest(key, schema.keys.iter().map(|known| known.name)).filter(|near| is_slip(key, near));
        let is_again = near.is_none() && again.is_some_and(|again| table.has(again));
        let near = near.or(again);
        let diagnostic = match near {
            Some(meant) if schema.key(meant).is_some_and(|known| !fits(node, known.takes)) => {
                let better = schema.key(meant).and_then(|known| self.better(node, known.takes, meant));
                let whole = Span { end: node.span.end, ..place };
                match better.filter(|_| place.end < node.span.start) {
                    Some(better) => {
                        let text = format!("{meant} = {better}");
                        diagnostic.help(format!("write {text}")).by_hand(whole, text)
                    }
                    None => diagnostic.help(format!("did you mean `{meant}`?")).guess(meant),
                }
            }
            Some(meant) if nearest(key, [meant]).is_none() => {
                let known = schema.key(meant).map_or("", |known| known.doc);
                diagnostic.help(format!("write `{meant}`: {known}")).by_hand(place, meant)
            }
            _ if is_misplaced => diagnostic.help(format!(
                "`{key}` belongs to the whole file: move it above the first [header], because a key below a header belongs to that table"
            )),
            Some(near) if is_again => {
                diagnostic.help(format!("did you mean `{near}`? It is there already: keep one of them"))
            }
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")).guess(near),
            None => {
                let known: Vec<&str> = schema.keys.iter().map(|key| key.name).collect();
                diagnostic.help(format!("its keys are {}", known.join(", ")))
            }
        };
        self.say(diagnostic);
    }

    /// Says which keys of a table that has to have them are nowhere. `meant`: those that unknown keys stand for.
    pub(super) fn missing_keys(
        &mut self,
        table: Table<'_>,
        schema: &TableSchema,
        meant: &[&str],
        is_root: bool,
    ) {
        for key in schema.keys.iter().filter(|key| key.need) {
            let below = ["values", "allow"]
                .iter()
                .any(|header| table.sub(header).is_some_and(|sub| sub.has(key.name)))
                // A list of a question's whose header lost the question.
                || matches!(key.takes, ValueType::Tables(_))
                    && !is_root
                    && self.root.key(key.name).is_none()
                    && is_lost_list(self.parsed.root(), key.name);
            let is_there = table.has(key.name) || meant.contains(&key.name) || below;
            if !is_there && !self.parsed.may_have_swallowed(key.name) {
                let message = format!("{} needs `{}`: {}", schema.what, key.name, key.doc);
                let mut diagnostic = Diagnostic::new(Code::MissingKey, table.head, message);
                diagnostic.help = Some(match key.takes {
                    ValueType::Word(words) => format!("add {} = one of {}", key.name, words.join(", ")),
                    ValueType::Whole(from, to) if from != to => {
                        format!("add {} = a number from {from} to {to}", key.name)
                    }
                    takes => takes
                        .example(key.name)
                        .map_or(format!("add {}", key.name), |example| format!("add {example}")),
                });
                if is_root
                    && let ValueType::Whole(one, other) = key.takes
                    && one == other
                {
                    let top = Span { end: table.head.start, ..table.head };
                    diagnostic = diagnostic.by_hand(top, format!("{} = {one}\n", key.name));
                }
                self.say(diagnostic);
            }
        }
    }
}

/// Whether a list of tables stands somewhere else than below the thing that it belongs to.
fn is_lost_list(root: Table<'_>, key: &str) -> bool {
    let below = |table: Table<'_>| {
        table.entries().any(|((_, _), node)| node.table().is_some_and(|sub| sub.has(key) && !sub.has("ask")))
    };
    root.has(key)
        || below(root)
        || root
            .entries()
            .any(|(_, node)| node.table().is_some_and(|sub| sub.entries().any(|((name, _), _)| name == key)))
}
