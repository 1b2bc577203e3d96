//! Checks a parsed file against the shape of its kind: keys, types, ids. Every fault in one go.
//!
//! Must not know what ids mean: that is `resolve`'s.

use super::by_another_name::other_name;
use super::decode::{Node, Parsed, Table, Text, Type};
use super::files::{POSE, TableSchema, ValueType, question_schema};
use super::fit::{fits, rewritten};
use super::meant::{self, SignIds};
use super::misplaced::misplaced;
use super::similar::{is_slip, nearest};
use super::{WrittenKind, is_kebab, kebab, text_form};

use crate::diagnostic::{Code, Diagnostic, Span};

/// Checks tables against shapes; every fault becomes a diagnostic, once.
pub(super) struct SchemaCheck<'p, 't> {
    parsed: &'p Parsed<'t>,
    /// The shape of the whole file: where a key that stands below a header by mistake may belong.
    root: &'static TableSchema,
    signs: &'p SignIds<'p>,
    out: Vec<Diagnostic>,
}

impl<'p, 't> SchemaCheck<'p, 't> {
    /// Checks a whole file.
    pub(super) fn file(
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
                Some(takes) if fits(node, takes) || near.is_none() => self.entry(key, place, node, takes),
                _ => {
                    meant.extend(near);
                    self.unknown_key((key, place), node, (table, schema), near, is_root);
                }
            }
        }
        for key in schema.keys.iter().filter(|key| key.need && !holds_all) {
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

    /// The key of a table that is not there and that an unknown one stands for: by another name, or misspelt, and with a value
    /// that it takes or that can be written so.
    fn meant_key(
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

    /// The value as the key takes it, if it can be told what was meant.
    fn better(&self, node: Node<'_>, takes: ValueType, key: &str) -> Option<String> {
        let raw = self.parsed.text.get(node.span.start as usize..node.span.end as usize)?;
        // A number in quotes is no name of anything.
        if key == "phase" && node.whole().is_some() || raw.starts_with('[') && node.is() == Type::Table {
            return None;
        }
        let better = meant::value_of(key, raw, takes, self.signs.get())?;
        // A list of ids: what stands there may be a name.
        let is_id_list = ["expect", "mistakes", "exercises", "questions", "uses"].contains(&key);
        match node.text().filter(|(text, _)| is_id_list && !is_kebab(text) && !text.contains([',', ';'])) {
            Some((text, _)) if better != "[]" => kebab(text).map(|id| format!("[\"{id}\"]")),
            _ if is_id_list && better == "[\"all\"]" => None,
            _ => Some(better),
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
                // Where nothing in the file says so, somebody may have named it as it is written.
                Some(better) if self.parsed.text.contains(&better) => {
                    diagnostic.help(format!("write `{better}`")).guess(better)
                }
                Some(better) => diagnostic.help(format!("write `{better}`")).by_hand(place, better),
                None => diagnostic.help("ids look like this: arm-rowing"),
            });
        }
        self.value(node, takes, key);
    }

    fn unknown_key(
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

    fn wrong_type(&mut self, node: Node<'_>, takes: ValueType, key: &str) {
        let raw = &self.parsed.text[node.span.start as usize..node.span.end as usize];
        if let Some(found) = wrong_brackets(node, raw, takes) {
            return self.say(found);
        }
        let message = format!("`{key}` takes {}, and this is {}", takes.words(), node.words());
        let diagnostic = Diagnostic::new(Code::WrongType, node.span, message);
        let better = self.better(node, takes, key);
        if node.text().is_some_and(|(word, _)| word == "all") && matches!(takes, ValueType::Texts) {
            return self
                .say(diagnostic.help(format!("list those that you mean, or leave `{key}` out for all")));
        }
        self.say(match (rewritten(node, takes, self.parsed.text), better) {
            (Some(safe), better)
                if better.as_ref().is_none_or(|better| *better == safe) && key != "phase" =>
            {
                diagnostic.help(format!("write {key} = {safe}")).safely(safe)
            }
            (_, Some(better)) => {
                diagnostic.help(format!("write {key} = {better}")).by_hand(node.span, better)
            }
            (_, None) => diagnostic.help(where_to_look(node, takes, key)),
        });
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
        let first = || node.items().and_then(|mut items| items.next()).and_then(Node::text);
        let is_nothing = |(word, _): (&str, Span)| ["", "none", "clean", "nothing"].contains(&word.trim());
        if key == "expect" && node.items().map(Iterator::count) == Some(1) && first().is_some_and(is_nothing)
        {
            let span = first().map_or(node.span, |(_, span)| span);
            let found = Diagnostic::new(Code::BadValue, span, "where no mistake fires, the list is empty");
            return self.say(found.help("write expect = []").by_hand(node.span, "[]"));
        }
        let strange = node.items().into_iter().flatten().filter(|item| item.text().is_none()).count();
        if strange > 1 || strange == 1 && node.items().into_iter().flatten().count() == 1 {
            let message = format!("`{key}` is a list of texts, and this is none");
            let first = node.items().into_iter().flatten().find(|item| item.text().is_none());
            let raw = &self.parsed.text[node.span.start as usize..node.span.end as usize];
            let diagnostic =
                Diagnostic::new(Code::WrongType, first.map_or(node.span, |item| item.span), message);
            let better = if matches!(first.map(Node::is), Some(Type::Flag | Type::Table | Type::Date)) {
                None
            } else {
                numbers_as_texts(node).or_else(|| meant::value_of(key, raw, ValueType::Texts, &[]))
            };
            return self.say(match better {
                Some(better) => diagnostic.help(format!("write {key} = {better}")).by_hand(node.span, better),
                None => diagnostic.help("each entry of the list is a text in quotes"),
            });
        }
        for item in node.items().into_iter().flatten() {
            if let Some((text, span)) = item
                .text()
                .filter(|(text, _)| (key == "tags" || key == "phases") && text.contains([',', ';']))
            {
                let parts: Vec<String> =
                    text.split([',', ';']).map(|part| format!("\"{}\"", part.trim())).collect();
                let better = parts.join(", ");
                let message = format!("this text holds {} entries: each has quotes of its own", parts.len());
                let found = Diagnostic::new(Code::BadValue, span, message);
                self.say(found.help(format!("write {better}")).by_hand(span, better));
                continue;
            }
            if item.text().is_none() {
                let message = format!("`{key}` is a list of texts, and this is {}", item.words());
                let mut diagnostic = Diagnostic::new(Code::WrongType, item.span, message)
                    .help("each entry of the list is a text in quotes");
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
            Some(near) if is_slip(word, near) => {
                diagnostic.help(format!("did you mean \"{near}\"?")).guess(format!("\"{near}\""))
            }
            Some(near) => {
                diagnostic.help(format!("did you mean \"{near}\"?")).by_hand(place, format!("\"{near}\""))
            }
            None => diagnostic.help(format!("choose one of {}", words.join(", "))),
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
        let is_pair = |item: Node<'_>| {
            let texts = item.items().map(|pair| pair.filter_map(Node::text).count());
            texts == Some(2) && item.items().is_some_and(|pair| pair.count() == 2)
        };
        let strange: Vec<Node<'_>> =
            node.items().into_iter().flatten().filter(|item| !is_pair(*item)).collect();
        if let [first, ..] = strange.as_slice() {
            let better = self.better(node, ValueType::TextPairs, key);
            if let Some(better) = better {
                let message = format!("`{key}` is a list of pairs of texts, and this is none");
                let found = Diagnostic::new(Code::WrongType, first.span, message);
                return self.say(found.help(format!("write {key} = {better}")).by_hand(node.span, better));
            }
        }
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

    fn say(&mut self, diagnostic: Diagnostic) {
        if !diagnostic.span.is_some_and(|span| self.parsed.distrusts(span)) {
            self.out.push(diagnostic);
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

/// A header with a bracket too many or too few on each side: `[[good]]`, `[impossible]`.
fn wrong_brackets(node: Node<'_>, raw: &str, takes: ValueType) -> Option<Diagnostic> {
    let inner = raw.strip_prefix('[')?.strip_suffix(']')?;
    let name = inner.trim_matches(['[', ']', ' ']);
    let is_header = !name.contains(['=', ',', '\n', '[']) && !name.is_empty();
    let (message, header) = match (node.is(), takes) {
        (Type::List, ValueType::Table(below))
            if inner.starts_with('[')
                && below.rest.is_some_and(|rest| !matches!(rest, ValueType::Condition | ValueType::Text)) =>
        {
            let first = node.items().and_then(|mut items| items.next()).and_then(Node::table);
            let id = first.and_then(|table| table.text("name")).and_then(|(name, _)| kebab(name));
            let id = id.unwrap_or_else(|| "a-name-of-its-own".to_owned());
            (
                format!("`[[{name}]]` has no id: each has a header with an id of its own"),
                format!("[{name}.{id}]"),
            )
        }
        (Type::List, ValueType::Table(_) | ValueType::Question) if inner.starts_with('[') => {
            (format!("`[[{name}]]` has two brackets: it is one table, and no list"), format!("[{name}]"))
        }
        (Type::Table, ValueType::Tables(_)) if !inner.starts_with('[') => {
            (format!("`[{name}]` has one bracket: it is one of a list of tables"), format!("[[{name}]]"))
        }
        _ => return None,
    };
    let found = Diagnostic::new(Code::WrongType, node.span, message).help(format!("write {header}"));
    is_header.then(|| found.by_hand(node.span, header))
}

/// A list of numbers as texts.
fn numbers_as_texts(node: Node<'_>) -> Option<String> {
    let one = |item: Node<'_>| {
        let number = item.whole().map(|number| format!("\"{number}\""));
        number.or_else(|| item.text().map(|(text, _)| format!("\"{text}\"")))
    };
    let all: Option<Vec<String>> = node.items()?.map(one).collect();
    all.map(|all| format!("[{}]", all.join(", ")))
}

/// What a key takes, where it can't be told what was meant.
fn where_to_look(node: Node<'_>, takes: ValueType, key: &str) -> String {
    if let (Some(number), ValueType::Whole(from, to)) = (node.number(), takes) {
        let near = [number.floor(), number.ceil()].map(|number| number.to_string());
        return format!(
            "`{key}` counts in whole numbers from {from} to {to}: choose {} or {}",
            near[0], near[1]
        );
    }
    if let ValueType::Word(words) | ValueType::WordOrWords(words) = takes {
        return format!("choose one of {}", words.join(", "));
    }
    if let ValueType::Whole(from, to) = takes {
        return format!("`{key}` is a number from {from} to {to}");
    }
    match takes.example(key) {
        Some(example) => format!("it looks like this: {example}"),
        None => format!("`{key}` takes {}", takes.words()),
    }
}

/// What `formcheck new` leaves where a coach has to write.
pub const BLANK: &str = "…";
