//! TOML text → tables with spans, checked against the shape of their file. Nothing stops at the first fault.
//!
//! Must not know what ids mean: that is `resolve`'s.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::files::{QUESTION_KINDS, Shape, Takes};
use super::near::nearest;
use super::syntax::Mended;
use crate::diagnostic::{Code, Diagnostic, FileIx, Span};

/// A parsed file: its table as far as it could be read, and the places that can't be trusted.
#[derive(Debug)]
pub(super) struct Parsed<'t> {
    pub(super) file: FileIx,
    pub(super) text: &'t str,
    table: Tables<'t>,
    /// What was wrong with the TOML itself.
    pub(super) faults: &'t [Diagnostic],
    /// Stretches of text touched by a fault: nothing found in them is reported again.
    distrusted: &'t [(usize, usize)],
}

/// The tables of a file: those of the first reading, or of the mended text.
#[derive(Debug)]
enum Tables<'t> {
    Kept(&'t DeTable<'t>),
    Read(DeTable<'t>),
}

impl<'t> Parsed<'t> {
    /// Parses what could be mended of a text.
    pub(super) fn parse(mended: &'t Mended<'_>) -> Parsed<'t> {
        let read = || Tables::Read(DeTable::parse_recoverable(&mended.sound).0.into_inner());
        Parsed {
            file: mended.file,
            text: mended.text,
            table: mended.table.as_ref().map_or_else(read, Tables::Kept),
            faults: &mended.faults,
            distrusted: &mended.distrusted,
        }
    }

    /// Whether a syntax fault may have swallowed the definition of an id.
    pub(super) fn may_have_defined(&self, id: &str) -> bool {
        let lost = self.distrusted.iter().flat_map(|&(from, to)| self.text[from..to].lines());
        lost.into_iter().any(|line| defines(line, id))
    }

    /// The whole file as a table; messages about it as a whole point at its first line.
    pub(super) fn root(&self) -> Table<'_> {
        let end = self.text.find('\n').unwrap_or(self.text.len());
        let rows = match &self.table {
            Tables::Kept(rows) => rows,
            Tables::Read(rows) => rows,
        };
        Table { file: self.file, rows, head: span(self.file, 0, end) }
    }

    /// Whether a syntax fault makes it unwise to report anything here.
    pub(super) fn distrusts(&self, span: Span) -> bool {
        let start = span.start as usize;
        self.distrusted.iter().any(|&(from, to)| from <= start && start <= to)
    }

    /// Whether something may be missing because of a syntax fault.
    pub(super) fn has_slips(&self) -> bool {
        self.faults.iter().any(|fault| fault.code == Code::Syntax)
    }

    /// Whether a word occurs where a syntax fault may have swallowed it.
    pub(super) fn may_have_swallowed(&self, word: &str) -> bool {
        self.distrusted.iter().any(|&(from, to)| self.text[from..to].contains(word))
    }
}

/// Whether a line that can't be read may have been to define a thing of this id: as a header or a key, or as a group.
fn defines(line: &str, id: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let is_group = line.trim_start().starts_with("group");
    line.match_indices(id).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + id.len()..]);
        let whole = !before.ends_with(is_part) && !after.starts_with(is_part);
        whole && (is_group || !before.contains('=') && !before.ends_with('"'))
    })
}

pub(super) fn span(file: FileIx, start: usize, end: usize) -> Span {
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span { file, start: narrow(start), end: narrow(end) }
}

/// A table with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'t> {
    pub(super) file: FileIx,
    pub(super) rows: &'t DeTable<'t>,
    /// Its header, or its first line.
    pub(super) head: Span,
}

/// A value with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'t> {
    pub(super) file: FileIx,
    pub(super) value: &'t DeValue<'t>,
    pub(super) span: Span,
}

/// A text with its place.
pub(super) type Text<'t> = (&'t str, Span);

impl<'t> Node<'t> {
    fn new(file: FileIx, spanned: &'t Spanned<DeValue<'t>>) -> Node<'t> {
        let range = spanned.span();
        Node { file, value: spanned.get_ref(), span: span(file, range.start, range.end) }
    }

    pub(super) fn text(self) -> Option<Text<'t>> {
        Some((self.value.as_str()?, self.span))
    }

    pub(super) fn whole(self) -> Option<i64> {
        let integer = self.value.as_integer()?;
        let digits: String = integer.as_str().chars().filter(|letter| *letter != '_').collect();
        i64::from_str_radix(&digits, integer.radix()).ok()
    }

    pub(super) fn number(self) -> Option<f64> {
        let float = self.value.as_float().and_then(|float| float.as_str().replace('_', "").parse().ok());
        #[expect(clippy::cast_precision_loss, reason = "answers of a quiz are far below 2^52")]
        float.or_else(|| self.whole().map(|whole| whole as f64)).filter(|number: &f64| number.is_finite())
    }

    pub(super) fn items(self) -> Option<impl Iterator<Item = Node<'t>>> {
        let file = self.file;
        Some(self.value.as_array()?.iter().map(move |item| Node::new(file, item)))
    }

    pub(super) fn table(self) -> Option<Table<'t>> {
        Some(Table { file: self.file, rows: self.value.as_table()?, head: self.span })
    }

    /// What it is, in a message.
    fn words(self) -> &'static str {
        match self.value {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a decimal point",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }
}

/// Getters that give nothing where the value is not of the type: the shape check has said so already.
impl<'t> Table<'t> {
    pub(super) fn get(self, key: &str) -> Option<Node<'t>> {
        self.rows.get(key).map(|value| Node::new(self.file, value))
    }

    /// The keys with their places and values, in the order of the file.
    pub(super) fn entries(self) -> impl Iterator<Item = (Text<'t>, Node<'t>)> {
        self.rows.iter().map(move |(key, value)| {
            let range = key.span();
            let place = span(self.file, range.start, range.end);
            ((key.get_ref().as_ref(), place), Node::new(self.file, value))
        })
    }

    pub(super) fn text(self, key: &str) -> Option<Text<'t>> {
        self.get(key)?.text()
    }

    pub(super) fn owned(self, key: &str) -> Option<String> {
        self.text(key).map(|(text, _)| text.to_owned())
    }

    pub(super) fn texts(self, key: &str) -> Vec<Text<'t>> {
        let items = self.get(key).and_then(Node::items);
        items.into_iter().flatten().filter_map(Node::text).collect()
    }

    pub(super) fn all_owned(self, key: &str) -> Vec<String> {
        self.texts(key).into_iter().map(|(text, _)| text.to_owned()).collect()
    }

    pub(super) fn whole(self, key: &str) -> Option<i32> {
        self.get(key)?.whole().and_then(|number| i32::try_from(number).ok())
    }

    pub(super) fn flag(self, key: &str) -> Option<bool> {
        self.get(key)?.value.as_bool()
    }

    pub(super) fn sub(self, key: &str) -> Option<Table<'t>> {
        self.get(key)?.table()
    }

    pub(super) fn subs(self, key: &str) -> Vec<Table<'t>> {
        let items = self.get(key).and_then(Node::items);
        items.into_iter().flatten().filter_map(Node::table).collect()
    }
}

/// Checks tables against shapes; every fault becomes a diagnostic, once.
pub(super) struct ShapeCheck<'p, 't> {
    pub(super) parsed: &'p Parsed<'t>,
    /// The shape of the whole file: where a key that slipped below a header may belong.
    pub(super) root: &'static Shape,
    pub(super) out: Vec<Diagnostic>,
}

impl<'p, 't> ShapeCheck<'p, 't> {
    /// Checks a whole file.
    pub(super) fn file(parsed: &'p Parsed<'t>, shape: &'static Shape) -> Vec<Diagnostic> {
        let mut check = ShapeCheck { parsed, root: shape, out: Vec::new() };
        check.table(parsed.root(), shape, true);
        check.out
    }

    fn table(&mut self, table: Table<'_>, shape: &'static Shape, is_root: bool) {
        let mut meant: Vec<&str> = Vec::new();
        for ((key, place), node) in table.entries() {
            if let Some(known) = shape.keys.iter().find(|known| known.name == key) {
                self.value(node, known.takes, key);
                continue;
            }
            let free =
                shape.keys.iter().map(|known| known.name).filter(|name| !table.rows.contains_key(*name));
            let near = nearest(key, free);
            match shape.rest {
                Some(takes) if fits(node, takes) || near.is_none() => self.entry(key, place, node, takes),
                _ => {
                    meant.extend(near);
                    self.unknown_key((key, place), node, shape, near, is_root);
                }
            }
        }
        for key in shape.keys.iter().filter(|key| key.need) {
            let is_there = table.rows.contains_key(key.name) || meant.contains(&key.name);
            if !is_there && !self.parsed.may_have_swallowed(key.name) {
                let message = format!("{} needs `{}`: {}", shape.what, key.name, key.doc);
                let mut diagnostic = Diagnostic::new(Code::MissingKey, table.head, message);
                diagnostic.help = key.takes.example(key.name).map(|example| format!("add {example}"));
                self.say(diagnostic);
            }
        }
    }

    /// A key that is an id, or a sign's value: kebab-case, and of the type that such entries take.
    fn entry(&mut self, key: &str, place: Span, node: Node<'_>, takes: Takes) {
        if !is_kebab(key) {
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
        shape: &Shape,
        near: Option<&str>,
        is_root: bool,
    ) {
        let diagnostic =
            Diagnostic::new(Code::UnknownKey, place, format!("{} has no key `{key}`", shape.what));
        let slipped =
            !is_root && self.root.keys.iter().any(|known| known.name == key && fits(node, known.takes));
        // A key may be there once and misspelt a second time: two headers can say the same.
        let near = near.or_else(|| nearest(key, shape.keys.iter().map(|known| known.name)));
        let diagnostic = match near {
            _ if slipped => diagnostic.help(format!(
                "`{key}` belongs to the whole file: move it above the first [header], because a key below a header belongs to that table"
            )),
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")).guess(near),
            None => {
                let known: Vec<&str> = shape.keys.iter().map(|key| key.name).collect();
                diagnostic.help(format!("its keys are {}", known.join(", ")))
            }
        };
        self.say(diagnostic);
    }

    fn value(&mut self, node: Node<'_>, takes: Takes, key: &str) {
        if !fits(node, takes) {
            let message = format!("`{key}` takes {}, and this is {}", takes.words(), node.words());
            let mut diagnostic = Diagnostic::new(Code::WrongType, node.span, message);
            diagnostic.help = better(node, takes, key).map(|better| format!("write {better}"));
            self.say(diagnostic);
            return;
        }
        match takes {
            Takes::Text => self.text(node, key),
            Takes::Words(most) => self.words(node, most, key),
            Takes::Texts => self.texts(node, key),
            Takes::Whole(from, to) => {
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
            Takes::Word(words) => self.word(node, words, key),
            Takes::Table(shape) => {
                if let Some(table) = node.table() {
                    self.table(table, shape, false);
                }
            }
            Takes::Tables(shape) => self.tables(node, shape, key),
            Takes::TextPairs => self.pairs(node, key),
            Takes::Question => self.question(node),
            Takes::Flag | Takes::Number | Takes::Value | Takes::Condition | Takes::When => {}
        }
    }

    fn text(&mut self, node: Node<'_>, key: &str) {
        if node.text().is_some_and(|(text, _)| text.trim().is_empty()) {
            let message = format!("`{key}` is empty");
            self.say(
                Diagnostic::new(Code::BadValue, node.span, message)
                    .help("write the text, or take the key out"),
            );
        }
    }

    fn words(&mut self, node: Node<'_>, most: usize, key: &str) {
        self.text(node, key);
        let count = node.text().map_or(0, |(text, _)| text.split_whitespace().count());
        if count > most {
            let message = format!("`{key}` has {count} words; {most} are the most");
            let help = format!("leave out all but the {most} that matter");
            self.say(Diagnostic::new(Code::BadValue, node.span, message).help(help));
        }
    }

    fn texts(&mut self, node: Node<'_>, key: &str) {
        for item in node.items().into_iter().flatten() {
            if item.text().is_none() {
                let message = format!("`{key}` is a list of texts, and this is {}", item.words());
                let mut diagnostic = Diagnostic::new(Code::WrongType, item.span, message);
                diagnostic.help = item.whole().map(|number| format!("write \"{number}\""));
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

    fn tables(&mut self, node: Node<'_>, shape: &'static Shape, key: &str) {
        let Some(items) = node.items() else { return };
        for item in items {
            match item.table() {
                Some(table) => self.table(table, shape, false),
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
            let is_pair = texts == Some(2) && item.value.as_array().is_some_and(|pair| pair.len() == 2);
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
        let shape = kind.and_then(|kind| QUESTION_KINDS.iter().find(|(word, _)| *word == kind));
        if let Some((_, shape)) = shape {
            self.table(table, shape, false);
        } else if let Some(node) = table.get("kind") {
            let words: Vec<&'static str> = QUESTION_KINDS.iter().map(|(word, _)| *word).collect();
            if node.text().is_some() {
                self.word(node, &words, "kind");
            } else {
                self.value(node, Takes::Text, "kind");
            }
        } else if let Some((text, node)) =
            table.entries().find(|((key, _), _)| nearest(key, ["kind"]).is_some())
        {
            self.unknown_key(text, node, QUESTION_KINDS[0].1, Some("kind"), false);
        } else if !self.parsed.may_have_swallowed("kind") {
            let words: Vec<&str> = QUESTION_KINDS.iter().map(|(word, _)| *word).collect();
            let message = "a question needs `kind`: what is asked for";
            self.say(
                Diagnostic::new(Code::MissingKey, table.head, message)
                    .help(format!("add kind = one of {}", words.join(", "))),
            );
        }
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        if !diagnostic.span.is_some_and(|span| self.parsed.distrusts(span)) {
            self.out.push(diagnostic);
        }
    }
}

/// Whether a value is of the type that a key takes.
fn fits(node: Node<'_>, takes: Takes) -> bool {
    match takes {
        Takes::Text | Takes::Words(_) | Takes::Word(_) => node.value.is_str(),
        Takes::Texts | Takes::TextPairs => node.value.is_array(),
        Takes::Flag => node.value.is_bool(),
        Takes::Whole(..) => node.value.is_integer(),
        Takes::Number => node.number().is_some(),
        Takes::Value => node.value.is_str() || node.value.is_integer(),
        Takes::Condition => {
            node.value.is_str() || node.value.is_integer() || node.value.is_array() || node.value.is_table()
        }
        Takes::When => node.value.is_table() || node.value.is_array(),
        Takes::Table(_) | Takes::Question => node.value.is_table(),
        Takes::Tables(_) => node.value.is_array(),
    }
}

/// What to write instead of a value of the wrong type: the same thing, rightly written, where that can be told.
fn better(node: Node<'_>, takes: Takes, key: &str) -> Option<String> {
    let text = node.text().map(|(text, _)| text);
    match takes {
        Takes::Whole(..) | Takes::Number => {
            let number = text
                .and_then(|text| text.trim().parse::<f64>().ok())
                .or_else(|| node.number().map(f64::round));
            number.map(|number| format!("{key} = {number}"))
        }
        Takes::Text | Takes::Words(_) | Takes::Word(_) => {
            node.whole().map(|number| format!("{key} = \"{number}\""))
        }
        Takes::Texts => text.map(|text| format!("{key} = [\"{text}\"]")),
        Takes::Flag => match text {
            Some("true" | "yes") => Some(format!("{key} = true")),
            Some("false" | "no") => Some(format!("{key} = false")),
            _ => None,
        },
        Takes::Tables(_) if node.value.is_table() => return Some(format!("[[{key}]], with two brackets")),
        _ => None,
    }
    .or_else(|| takes.example(key))
}

/// Whether a text is kebab-case ASCII: a to z, 0 to 9, single hyphens between them.
pub(super) fn is_kebab(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A text as kebab-case, where that is plain.
pub(super) fn kebab(text: &str) -> Option<String> {
    let mut out = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            out.extend(letter.to_lowercase());
        } else if matches!(letter, '-' | '_' | ' ' | '.') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-').to_owned();
    is_kebab(&out).then_some(out)
}
