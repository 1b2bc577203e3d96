//! Conditions: what is written of one sign → a set of its values; what `when` says → boxes.

use std::sync::Arc;

use super::values::value_names;
use super::{Resolver, SIGN};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::decode::{Node, Table};
use crate::rulebook::files::ValueType;
use crate::rulebook::meant;
use crate::rulebook::unless::{MOST_BOXES, less, overlap};
use crate::rulebook::words::or_list;
use crate::rulebook::{Clause, Domain, Grid, PackIx, Sign, SignIx, Test, ValueSet, When, WhenUnless};

/// A condition on one sign.
pub(super) struct Condition {
    pub(super) values: ValueSet,
    /// Whether it was written with bounds.
    pub(super) bounded: bool,
}

/// What a condition's table may say.
const KEYS: [&str; 5] = ["from", "to", "over", "under", "not"];

/// What people write for them.
const BY_ANOTHER_NAME: &[(&str, &str)] = &[
    ("above", "over"),
    ("more", "over"),
    ("greater", "over"),
    ("gt", "over"),
    ("more-than", "over"),
    ("below", "under"),
    ("less", "under"),
    ("lt", "under"),
    ("less-than", "under"),
    ("min", "from"),
    ("at-least", "from"),
    ("gte", "from"),
    ("max", "to"),
    ("at-most", "to"),
    ("lte", "to"),
    ("except", "not"),
    ("but", "not"),
];

const BOUNDS: [&str; 4] = ["from", "to", "over", "under"];

impl Resolver<'_, '_> {
    /// What `when` (and the like) says. None if any of it is faulty; that has been said then.
    pub(super) fn when(&mut self, pack: PackIx, node: Node<'_>) -> Option<When> {
        if let Some(table) = node.table() {
            return self.clause(pack, table).map(|clause| vec![clause]);
        }
        let mut clauses = Vec::new();
        let mut sound = true;
        for item in node.items()? {
            match item.table().map(|table| self.clause(pack, table)) {
                Some(Some(clause)) => clauses.push(clause),
                Some(None) => sound = false,
                None => {
                    sound = false;
                    let raw = self
                        .text_of(item.span)
                        .and_then(|text| text.get(item.span.start as usize..item.span.end as usize));
                    let signs: Vec<String> =
                        self.names.signs.iter().map(|sign| sign.id.plain().to_owned()).collect();
                    if let Some(better) = raw.and_then(|raw| meant::value(raw, ValueType::When, &signs)) {
                        let found =
                            Diagnostic::new(Code::WrongType, item.span, "a combination is a table in braces");
                        self.say(found.help(format!("write {better}")).by_hand(item.span, better));
                        continue;
                    }
                    self.say(
                        Diagnostic::new(
                            Code::WrongType,
                            item.span,
                            "`when` is a table of conditions, or a list of them",
                        )
                        .help("name the sign and its value: when = { SIGN = \"VALUE\" }; `formcheck list signs` shows the signs"),
                    );
                }
            }
        }
        if clauses.is_empty() && sound {
            self.say(
                Diagnostic::new(Code::NeverHolds, node.span, "an empty list can never hold")
                    .help("write at least one table of conditions"),
            );
            return None;
        }
        sound.then_some(clauses)
    }

    /// What is left of `when` without `unless`, and the two as they are written. Says so of an `unless` that takes away
    /// nothing, or everything.
    pub(super) fn less_unless(
        &mut self,
        pack: PackIx,
        when: Option<When>,
        unless: Node<'_>,
    ) -> (Option<When>, Option<WhenUnless>) {
        let before = self.out.errors();
        let (Some(when), Some(unless_said)) = (when, self.when(pack, unless)) else { return (None, None) };
        for exception in &unless_said {
            if !when.iter().any(|clause| overlap(clause, exception)) {
                let message = "this takes nothing away: `when` never holds together with it";
                self.say(
                    Diagnostic::new(Code::NeverHolds, exception.span, message)
                        .help("write a case in which `when` holds and it is no mistake, or take it out"),
                );
            }
        }
        let book = Arc::clone(&self.book);
        let left = less(&when, &unless_said, &|sign| book[sign].all());
        drop(book);
        match &left {
            Some(left) if left.is_empty() => self.say(
                Diagnostic::new(Code::NeverHolds, unless.span, "this takes away all that `when` says")
                    .help("write only the cases in which it is no mistake"),
            ),
            Some(_) => {}
            None => {
                let message =
                    format!("`when` without `unless` comes to more than {MOST_BOXES} combinations of signs");
                self.say(
                    Diagnostic::new(Code::TooManyCells, unless.span, message)
                        .help("use fewer tables in `unless`, with fewer signs each"),
                );
            }
        }
        let written = WhenUnless { when, unless: unless_said };
        (left.filter(|_| self.out.errors() == before), Some(written))
    }

    fn clause(&mut self, pack: PackIx, table: Table<'_>) -> Option<Clause> {
        let mut tests = Vec::new();
        let mut sound = true;
        let mut count = 0;
        for ((id, place), node) in table.entries() {
            count += 1;
            let Some(sign) = self.find_sign_key(pack, (id, place)) else {
                sound = false;
                continue;
            };
            match self.condition(sign, node) {
                Some(condition) => tests.push(Test {
                    sign,
                    values: condition.values,
                    bounded: condition.bounded,
                    span: node.span,
                }),
                None => sound = false,
            }
        }
        if count == 0 {
            self.say(
                Diagnostic::new(Code::BadValue, table.head, "an empty table holds for every rep")
                    .help("name at least one sign: { first-to-move = \"elbows\" }"),
            );
            return None;
        }
        sound.then_some(Clause { tests, span: table.head })
    }

    /// A sign that stands as a key.
    pub(super) fn find_sign_key(&mut self, pack: PackIx, text: (&str, Span)) -> Option<SignIx> {
        let before = self.out.len();
        let found = self.find(pack, text, &SIGN);
        if found.is_none() && self.out.len() > before {
            // A key is written without quotes, so the guess has to be too.
            let fix = self.out.last_mut().and_then(|last| last.fix.as_mut());
            if let Some(edit) = fix.and_then(|fix| fix.edits.first_mut()) {
                edit.text = edit.text.trim_matches('"').to_owned();
            }
        }
        found
    }

    /// A condition on `sign`, which holds for at least one value. None if faulty; that has been said then.
    pub(super) fn condition(&mut self, sign: SignIx, node: Node<'_>) -> Option<Condition> {
        if self.faulty_signs.contains(&sign) {
            return None;
        }
        let condition = self.any_condition(sign, node)?;
        if condition.values.is_empty() {
            let id = &self.book[sign].id;
            let message = format!("this can never hold: no value of `{id}` is meant by it");
            let help = match &self.book[sign].domain {
                Domain::Named(values) => {
                    let names: Vec<&str> = values.iter().map(|value| value.name.as_str()).collect();
                    format!("its values are {}", names.join(", "))
                }
                Domain::Range { from, to, grid, .. } => {
                    let (from, to) = (grid.write(*from), grid.write(*to));
                    format!("it goes from {from} to {to}; `from` may not be larger than `to`")
                }
            };
            self.say(Diagnostic::new(Code::NeverHolds, node.span, message).help(help));
            return None;
        }
        Some(condition)
    }

    fn any_condition(&mut self, sign: SignIx, node: Node<'_>) -> Option<Condition> {
        if let Some((word, _)) = node.text() {
            if word == "any" {
                return Some(Condition { values: self.book[sign].all(), bounded: false });
            }
            let unknown = self.book[sign].value(word).is_none()
                && matches!(self.book[sign].domain, Domain::Range { .. });
            // Nearly every condition is a value: what else is meant is looked for only where it is none.
            if unknown && let Some(meant) = self.as_condition(sign, node) {
                let id = &self.book[sign].id;
                let message = format!("`{id}` is a number, and a condition on it is a bound");
                let found = Diagnostic::new(Code::WrongType, node.span, message);
                self.say(found.help(format!("write {meant}")).by_hand(node.span, meant));
                return None;
            }
            let value = self.value_or_several(sign, node, true)?;
            return Some(Condition { values: ValueSet::one(value), bounded: false });
        }
        if node.number().is_some() {
            let value = self.value_or_several(sign, node, true)?;
            return Some(Condition { values: ValueSet::one(value), bounded: false });
        }
        if let Some(items) = node.items() {
            return self.any_of(sign, items.collect());
        }
        if let Some(table) = node.table() {
            return self.table_condition(sign, table);
        }
        let message = "a condition is a value, a list of them, a bound, or { not = … }";
        self.say(
            Diagnostic::new(Code::WrongType, node.span, message)
                .help("it looks like one of these: \"elbows\", [\"elbows\", \"torso\"], { over = 60 }, { not = \"neutral\" }"),
        );
        None
    }

    fn any_of(&mut self, sign: SignIx, items: Vec<Node<'_>>) -> Option<Condition> {
        let mut whole = Condition { values: ValueSet::empty(), bounded: false };
        let mut sound = true;
        for item in items {
            let Some(one) = self.any_condition(sign, item) else {
                sound = false;
                continue;
            };
            whole.values = whole.values.union(&one.values);
            whole.bounded |= one.bounded;
        }
        sound.then_some(whole)
    }

    fn table_condition(&mut self, sign: SignIx, table: Table<'_>) -> Option<Condition> {
        let mut sound = true;
        for ((key, place), _) in table.entries() {
            if key != "not" && !BOUNDS.contains(&key) {
                sound = false;
                let message = format!("a condition has no key `{key}`");
                let diagnostic = Diagnostic::new(Code::UnknownKey, place, message);
                let meant = BY_ANOTHER_NAME.iter().find(|(word, _)| key.eq_ignore_ascii_case(word));
                match meant {
                    Some((_, meant)) => {
                        let help = format!("did you mean `{meant}`? The keys are {}", or_list(&KEYS));
                        self.say(diagnostic.help(help).guess(*meant));
                    }
                    None => self.suggest_key(diagnostic, key, KEYS),
                }
            }
        }
        if !sound {
            return None;
        }
        let all = self.book[sign].all();
        if let Some(not) = table.get("not") {
            if table.entries().count() > 1 {
                self.say(
                    Diagnostic::new(Code::BadValue, table.head, "`not` stands alone")
                        .help("write { not = … }, or join conditions in a list"),
                );
                return None;
            }
            let not = self.any_condition(sign, not)?;
            return Some(Condition { values: all.minus(&not.values), bounded: not.bounded });
        }
        self.bounds(sign, table)
    }

    fn bounds(&mut self, sign: SignIx, table: Table<'_>) -> Option<Condition> {
        let Domain::Range { from: first, to: last, grid, .. } = self.book[sign].domain else {
            let id = &self.book[sign].id;
            let message = format!("`{id}` has named values, so it has no bounds");
            let names = value_names(&self.book[sign]);
            self.say(
                Diagnostic::new(Code::WrongType, table.head, message)
                    .help(format!("its values are {}", names.join(", "))),
            );
            return None;
        };
        let (mut from, mut to) = (i64::from(first), i64::from(last));
        let mut sound = true;
        let mut some = false;
        for ((key, _), node) in table.entries() {
            some = true;
            let Some(number) = self.bound((key, node), grid, first) else {
                sound = false;
                continue;
            };
            if !(first..=last).contains(&number) {
                sound = false;
                let (id, number) = (&self.book[sign].id, grid.write(number));
                let (first, last) = (grid.write(first), grid.write(last));
                let message = format!("{number} is outside of `{id}`, which goes from {first} to {last}");
                self.say(
                    Diagnostic::new(Code::UnknownValue, node.span, message)
                        .help(format!("write a number from {first} to {last}")),
                );
                continue;
            }
            let number = i64::from(number);
            match key {
                "from" => from = from.max(number),
                "to" => to = to.min(number),
                "over" => from = from.max(number + 1),
                _ => to = to.min(number - 1),
            }
        }
        if !some {
            self.say(
                Diagnostic::new(Code::BadValue, table.head, "an empty table says nothing about the sign")
                    .help("say which values: { from = …, to = … }, { over = … } or { not = \"…\" }"),
            );
            return None;
        }
        let narrow =
            |number: i64| i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX });
        sound.then(|| Condition { values: ValueSet::span(narrow(from), narrow(to)), bounded: true })
    }

    /// A bound, in steps of its sign's grid. Says so of one that is no number, or lies between two.
    fn bound(&mut self, (key, node): (&str, Node<'_>), grid: Grid, first: i32) -> Option<i32> {
        if let Some(place) = node.number().and_then(|number| grid.place(number)) {
            return Some(place);
        }
        let kind = if grid.is_whole() { "a whole number" } else { "a number" };
        let meant = node.text().and_then(|(text, _)| grid.read(text.trim())).map(|meant| grid.write(meant));
        let lenient = self.as_number(node, grid);
        self.say(match meant {
            Some(meant) => {
                Diagnostic::new(Code::WrongType, node.span, format!("`{key}` takes {kind}, and this is text"))
                    .help(format!("write {key} = {meant}"))
                    .safely(meant)
            }
            None if lenient.is_some() => {
                let meant = lenient.unwrap_or_default();
                Diagnostic::new(Code::WrongType, node.span, format!("`{key}` takes {kind}"))
                    .help(format!("write {key} = {meant}"))
                    .by_hand(node.span, meant)
            }
            None => {
                let steps =
                    if grid.is_whole() { String::new() } else { format!(" in steps of {}", grid.step()) };
                let message = format!("`{key}` takes {kind}{steps}");
                let help = match node.number() {
                    Some(number) => {
                        let (below, above) = grid.around(number);
                        format!("choose {key} = {} or {key} = {}", grid.write(below), grid.write(above))
                    }
                    None => {
                        format!("a bound is a number without quotes, such as {key} = {}", grid.write(first))
                    }
                };
                Diagnostic::new(Code::WrongType, node.span, message).help(help)
            }
        });
        None
    }

    /// A condition that was written in words or as in a spreadsheet, as it has to be written; none if it isn't plain or the sign
    /// doesn't go so far.
    fn as_condition(&self, sign: SignIx, node: Node<'_>) -> Option<String> {
        let raw = self.text_of(node.span)?.get(node.span.start as usize..node.span.end as usize)?;
        let meant = meant::value(raw, ValueType::Condition, &[])?;
        let value: toml::Value = format!("x = {meant}").parse::<toml::Table>().ok()?.remove("x")?;
        goes_so_far(&self.book[sign], &value).then_some(meant)
    }
}

/// Whether a sign has every value that a condition names.
fn goes_so_far(sign: &Sign, condition: &toml::Value) -> bool {
    match condition {
        toml::Value::Integer(number) => match sign.domain {
            Domain::Range { from, to, grid, .. } => {
                grid.read(&number.to_string()).is_some_and(|place| (from..=to).contains(&place))
            }
            Domain::Named(_) => false,
        },
        toml::Value::String(word) => word == "any" || sign.value(word).is_some(),
        toml::Value::Array(items) => items.iter().all(|item| goes_so_far(sign, item)),
        toml::Value::Table(rows) => rows.values().all(|value| goes_so_far(sign, value)),
        _ => false,
    }
}
