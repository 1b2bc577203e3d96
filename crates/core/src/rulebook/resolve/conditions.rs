//! Conditions: what is written of one sign → a set of its values; what `when` says → boxes.

use std::sync::Arc;

use super::{Resolver, SIGN};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::decode::{Node, Table};
use crate::rulebook::similar::nearest;
use crate::rulebook::unless::{MOST_BOXES, less, overlap};
use crate::rulebook::words::{and_list, or_list};
use crate::rulebook::{
    BLANK, Clause, Domain, Grid, PackIx, Sign, SignIx, Test, Value, ValueSet, When, WhenUnless,
};

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
                    self.say(
                        Diagnostic::new(
                            Code::WrongType,
                            item.span,
                            "`when` is a table of conditions, or a list of them",
                        )
                        .help("write { first-to-move = \"elbows\" }"),
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
            let value = self.value(sign, node)?;
            return Some(Condition { values: ValueSet::one(value), bounded: false });
        }
        if node.number().is_some() {
            let value = self.value(sign, node)?;
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
                .help("write \"elbows\", [\"elbows\", \"torso\"], { over = 60 } or { not = \"neutral\" }"),
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
                    .help("write { from = 30, to = 45 }, { over = 60 } or { not = \"neutral\" }"),
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
        self.say(match meant {
            Some(meant) => {
                Diagnostic::new(Code::WrongType, node.span, format!("`{key}` takes {kind}, and this is text"))
                    .help(format!("write {key} = {meant}"))
                    .safely(meant)
            }
            None => {
                let steps =
                    if grid.is_whole() { String::new() } else { format!(" in steps of {}", grid.step()) };
                let message = format!("`{key}` takes {kind}{steps}");
                let help = match node.number() {
                    Some(number) => {
                        let (below, above) = grid.around(number);
                        format!("write {key} = {} or {key} = {}", grid.write(below), grid.write(above))
                    }
                    None => format!("write a number without quotes, such as {key} = {}", grid.write(first)),
                };
                Diagnostic::new(Code::WrongType, node.span, message).help(help)
            }
        });
        None
    }

    pub(super) fn value(&mut self, sign: SignIx, node: Node<'_>) -> Option<Value> {
        if self.faulty_signs.contains(&sign) {
            return None;
        }
        let id = self.book[sign].id.clone();
        match &self.book[sign].domain {
            Domain::Range { from, to, grid, .. } => {
                let (from, to, grid) = (*from, *to, *grid);
                let number = node.number();
                let placed = number.and_then(|number| grid.place(number));
                let value = placed.filter(|number| (from..=to).contains(number));
                if value.is_none() {
                    let (first, last) = (grid.write(from), grid.write(to));
                    let (code, message) = match (number, placed) {
                        (Some(_), Some(placed)) => {
                            let number = grid.write(placed);
                            let message =
                                format!("{number} is outside of `{id}`, which goes from {first} to {last}");
                            (Code::UnknownValue, message)
                        }
                        _ => (Code::WrongType, format!("`{id}` is {}", self.book[sign].numbers())),
                    };
                    let quoted = node.text().and_then(|(text, _)| grid.read(text.trim()));
                    let help = match (quoted.filter(|number| (from..=to).contains(number)), number) {
                        (Some(number), _) => format!("write {}, without quotes", grid.write(number)),
                        (None, Some(number)) if placed.is_none() => {
                            let (below, above) = grid.around(number);
                            format!("write {} or {}", grid.write(below), grid.write(above))
                        }
                        _ => format!("write a number from {first} to {last}"),
                    };
                    self.say(Diagnostic::new(code, node.span, message).help(help));
                }
                value.map(Value)
            }
            Domain::Named(_) => {
                let names = value_names(&self.book[sign]);
                let Some((word, place)) = node.text() else {
                    let message = format!("`{id}` has named values, and this is none of them");
                    self.say(
                        Diagnostic::new(Code::WrongType, node.span, message)
                            .help(format!("its values are {}", names.join(", "))),
                    );
                    return None;
                };
                let value = self.book[sign].value(word);
                if value.is_none() {
                    let has = match names.as_slice() {
                        [one] => format!("its only value is {one}"),
                        _ => format!("its values are {}", and_list(&names)),
                    };
                    let is_blank = word.trim() == BLANK;
                    let near = nearest(word, names.iter().map(String::as_str)).filter(|_| !is_blank);
                    let message = if is_blank {
                        format!("the value of `{id}` is still a blank")
                    } else {
                        format!("`{id}` has no value `{word}`")
                    };
                    let diagnostic = Diagnostic::new(Code::UnknownValue, place, message);
                    self.say(match near {
                        Some(near) => diagnostic
                            .help(format!("{has}; did you mean `{near}`?"))
                            .guess(format!("\"{near}\"")),
                        None => diagnostic.help(has),
                    });
                }
                value
            }
        }
    }
}

fn value_names(sign: &Sign) -> Vec<String> {
    match &sign.domain {
        Domain::Named(values) => values.iter().map(|value| value.name.to_string()).collect(),
        Domain::Range { .. } => Vec::new(),
    }
}
