//! Headers and keys that are misplaced: a sign's key below its values, values without their header, a header that is
//! misspelt, a mistake without `mistake.` in its header. Each is reported once, where it stands, with where it belongs.
//!
//! Must not know what ids mean beyond how close they are.

use super::decode::{Node, Table};
use super::files::{
    ALLOWED, EXERCISE, MISTAKE, NAMED_VALUES, QUIZ, SIGN, SIGNS, TableSchema, ValueType, question_schema,
};
use super::fit::fits;
use super::similar::nearest;
use super::{WrittenKind, is_kebab, kebab};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety, Span};

/// Whether a key of a sign's values is one of the sign's own keys, by its name and what it says: it slipped below the
/// header. `apart = "the blades end apart"` is a value, because the sign's `apart` takes a number.
pub(super) fn is_sign_key(key: &str, node: Node<'_>) -> bool {
    SIGN.key(key).is_some_and(|known| fits(node, known.takes))
}

/// What is misplaced in a table, and the keys of it that this speaks of.
#[derive(Default)]
pub(super) struct Misplaced<'t> {
    pub(super) found: Vec<Diagnostic>,
    /// These need not be looked at again.
    pub(super) keys: Vec<&'t str>,
    /// Whether the table's own keys stand somewhere else, so that none of them is missed.
    pub(super) holds_all: bool,
}

/// Looks at a table of this shape.
pub(super) fn misplaced<'t>(
    table: Table<'t>,
    schema: &TableSchema,
    root: &TableSchema,
    text: &str,
) -> Misplaced<'t> {
    let is = |other: &'static TableSchema| std::ptr::eq(schema, other);
    let mut misplaced = Misplaced::default();
    if let Some(item) = schema.rest.and_then(item_of) {
        without_id(table, schema, &item, text, &mut misplaced);
        if std::ptr::eq(schema, root) {
            below_its_kind(table, &item, text, &mut misplaced);
        }
    }
    if std::ptr::eq(schema, root) && schema.rest.is_none() {
        below_the_file(table, schema, text, &mut misplaced);
    } else if std::ptr::eq(root, &raw const EXERCISE) {
        without_example_header(table, schema, text, &mut misplaced);
    }
    if is(&NAMED_VALUES) {
        below_values(table, text, &mut misplaced);
    } else if is(&SIGN) {
        without_header(table, text, &mut misplaced);
    } else if is(&SIGNS) {
        misspelt_pair(table, text, &mut misplaced);
        misspelt_header(table, &mut misplaced);
        bare_values(table, text, &mut misplaced);
    } else if is(&EXERCISE) {
        bare_mistake(table, &mut misplaced);
        bare_rewording(table, &mut misplaced);
    } else if matches!(schema.rest, Some(ValueType::Question)) {
        bare_wrong_option(table, text, &mut misplaced);
    } else if is(&QUIZ) {
        bare_question(table, &mut misplaced);
        bare_wrong_option(table, text, &mut misplaced);
    } else if is(&ALLOWED) {
        below_allow(table, root, &mut misplaced);
    }
    misplaced
}

/// `usually = "soft"` below `[knees.values]`.
fn below_values<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries().filter(|((key, _), node)| is_sign_key(key, *node)) {
        let header = &text[line_of(text, table.head.start)];
        let message =
            format!("`{key}` is a key of the sign and no value: it slipped below {}", header.trim());
        let help = format!("move it above {}", header.trim());
        let mut found = Diagnostic::new(Code::UnknownKey, place, message).help(help);
        found.fix = moved(text, place, node.span, table.head);
        misplaced.found.push(found);
        misplaced.keys.push(key);
    }
}

/// The file's own keys below an `[allow]` that stands at its top: one finding for all of them.
fn below_allow<'t>(table: Table<'t>, root: &TableSchema, misplaced: &mut Misplaced<'t>) {
    let is_own = |key: &str| Code::find(key).is_none() && root.key(key).is_some();
    let own: Vec<(&str, Span)> =
        table.entries().filter(|((key, _), _)| is_own(key)).map(|(key, _)| key).collect();
    let Some((first, place)) = own.first() else { return };
    let message = format!("`{first}` is a key of the file: it slipped below [allow]");
    let found = Diagnostic::new(Code::UnknownKey, *place, message);
    misplaced.found.push(found.help("move [allow] with its codes to the end of the file"));
    misplaced.keys.extend(own.iter().map(|(key, _)| *key));
}

/// The edits that move the line of a key to the line above a header.
fn moved(text: &str, key: Span, value: Span, header: Span) -> Option<Fix> {
    let (from, to) = (line_of(text, key.start), line_of(text, value.end));
    let above = line_of(text, header.start).start;
    let line = text.get(from.start..to.end)?;
    let is_own = text[from.start..key.start as usize].trim().is_empty() && line.ends_with('\n');
    let edit = |start: usize, end: usize, text: &str| Edit {
        span: Span::new(key.file, start, end),
        text: text.to_owned(),
    };
    is_own.then(|| Fix {
        safety: Safety::Safe,
        edits: vec![edit(above, above, line), edit(from.start, to.end, "")],
    })
}

/// Values that stand below a sign's other keys, because their header was left out.
fn without_header<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
    if table.get("values").is_some() || table.get("range").is_some() {
        return;
    }
    let is_loose = |key: &str, node: Node<'_>| {
        let near = nearest(key, SIGN.keys.iter().map(|known| known.name));
        near.is_none() && node.text().is_some()
    };
    let loose: Vec<(&str, Span)> =
        table.entries().filter(|((key, _), node)| is_loose(key, *node)).map(|(key, _)| key).collect();
    let [(first, place), _, ..] = loose.as_slice() else { return };
    let id = &text[table.head.start as usize..table.head.end as usize];
    let id = id.trim_matches(['[', ']']);
    let header = format!("[{id}.values]");
    let message = format!("`{first}` and what follows look like the values of `{id}`, without their header");
    let mut found =
        Diagnostic::new(Code::UnknownKey, *place, message).help(format!("write {header} above this line"));
    let at = line_of(text, place.start).start;
    let edit = Edit { span: Span::new(place.file, at, at), text: format!("{header}\n") };
    found.fix = Some(Fix { safety: Safety::Unsafe, edits: vec![edit] });
    misplaced.found.push(found);
    misplaced.keys.extend(loose.iter().map(|(key, _)| *key));
}

/// `[kness.values]` beside `[knees]`.
fn misspelt_header<'t>(table: Table<'t>, misplaced: &mut Misplaced<'t>) {
    let parts = |node: Node<'t>| {
        node.table().filter(|table| ["values", "range"].iter().any(|key| table.get(key).is_some()))
    };
    for ((key, place), node) in table.entries() {
        let only_values = parts(node).is_some_and(|own| own.entries().count() == 1);
        if !only_values {
            continue;
        }
        let without = table.entries().filter(|((other, _), node)| {
            *other != key
                && parts(*node).is_none()
                && node.table().is_some_and(|own| own.get("ask").is_some())
        });
        let names: Vec<&str> = without.map(|((other, _), _)| other).collect();
        let Some(near) = nearest(key, names.iter().copied()) else { continue };
        misplaced.keys.push(key);
        // That the other one is no id is told there.
        if !is_kebab(near) {
            continue;
        }
        // Which of the two is misspelt can't be told here.
        let found = Diagnostic::new(Code::UnknownId, place, format!("there is no sign `{key}`"));
        misplaced.found.push(
            found.help(format!("did you mean `{near}`? Both headers of a sign name it by the same id")),
        );
    }
}

/// `[exercise]` above everything: a file is one thing, and has no header for itself.
fn below_the_file<'t>(table: Table<'t>, schema: &TableSchema, text: &str, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        let Some(own) = node.table().filter(|_| schema.key(key).is_none()) else { continue };
        let is_needed = |key: &str, node: Node<'_>| {
            schema
                .key(key)
                .is_some_and(|known| known.need && node.table().is_none() && fits(node, known.takes))
        };
        let line = line_of(text, place.start);
        if own.has("when")
            || own.has("kind")
            || !own.entries().any(|((key, _), node)| is_needed(key, node))
            || text[line.clone()].trim() != format!("[{key}]")
        {
            continue;
        }
        let message = format!("the file is {}: its own keys stand at the top, below no header", schema.what);
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("take [{key}] out"));
        misplaced.found.push(found.by_hand(Span::new(place.file, line.start, line.end), ""));
        misplaced.keys.push(key);
        misplaced.holds_all = true;
    }
}

/// `rep` and `expect` below another thing's header.
fn without_example_header<'t>(
    table: Table<'t>,
    schema: &TableSchema,
    text: &str,
    misplaced: &mut Misplaced<'t>,
) {
    let strange = |name: &str| {
        table.entries().find(|((key, _), _)| {
            *key == name && schema.value_type(name).is_none() && schema.key(name).is_none()
        })
    };
    let (Some(((rep, place), _)), Some(((expect, _), _))) = (strange("rep"), strange("expect")) else {
        return;
    };
    let at = line_of(text, place.start).start;
    let found = Diagnostic::new(Code::UnknownKey, place, "an example begins here, without its header")
        .help("write [[example]] above this line");
    misplaced.found.push(found.by_hand(Span::new(place.file, at, at), "[[example]]\n"));
    misplaced.keys.extend([rep, expect]);
}

/// The keys of the tables that stand below ids.
fn item_of(takes: ValueType) -> Option<Vec<&'static TableSchema>> {
    match takes {
        ValueType::Table(item) if item.rest.is_none() => Some(vec![item]),
        ValueType::Question => Some(WrittenKind::ALL.iter().map(|kind| question_schema(*kind)).collect()),
        _ => None,
    }
}

/// `[mistake]` with the mistake's keys right below: its id was forgotten.
fn without_id<'t>(
    table: Table<'t>,
    schema: &TableSchema,
    item: &[&'static TableSchema],
    text: &str,
    misplaced: &mut Misplaced<'t>,
) {
    let is_own = |key: &str, node: Node<'_>| {
        let known = item.iter().find_map(|schema| schema.key(key));
        schema.key(key).is_none() && known.is_some_and(|known| fits(node, known.takes))
    };
    let own: Vec<(&str, Span)> =
        table.entries().filter(|((key, _), node)| is_own(key, *node)).map(|(key, _)| key).collect();
    let header = &text[table.head.start as usize..table.head.end as usize];
    let [(first, place), ..] = own.as_slice() else { return };
    // One key alone may be an id that is called so.
    if own.len() < 2 && item.iter().all(|schema| schema.keys.len() > 4) {
        return;
    }
    let Some(inner) = header.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        let message = format!("`{first}` and what follows stand below no header");
        let found = Diagnostic::new(Code::UnknownKey, *place, message);
        misplaced.found.push(
            found.help(format!(
                "they belong below a header with an id: `{first}` is a key of {}",
                item[0].what
            )),
        );
        misplaced.keys.extend(own.iter().map(|(key, _)| *key));
        return;
    };
    let inner = inner.trim_matches(['[', ']']);
    let id = ["name", "title"].iter().find_map(|key| table.text(key)).and_then(|(name, _)| kebab(name));
    let id = id
        .or_else(|| wanted_id(text))
        .unwrap_or_else(|| format!("a-{}-of-its-own", inner.rsplit('.').next().unwrap_or("name")));
    let message = format!("[{inner}] has no id: each has a header with an id of its own");
    let mut found = Diagnostic::new(Code::MissingKey, table.head, message);
    found = if inner == "reword" {
        found.help("the header names one of `mistakes`: [reword.ID]")
    } else {
        let header = format!("[{inner}.{id}]");
        found.help(format!("write {header}, or another id")).by_hand(table.head, header)
    };
    misplaced.found.push(found);
    misplaced.keys.extend(own.iter().map(|(key, _)| *key));
}

/// An id that a list of written questions names and no header defines.
fn wanted_id(text: &str) -> Option<String> {
    let lists = text.lines().filter(|line| line.trim_start().starts_with("questions"));
    let ids = lists.flat_map(|line| line.split('"').skip(1).step_by(2));
    let is_defined = |id: &str| text.contains(&format!(".{id}]")) || text.contains(&format!(".{id}."));
    ids.into_iter().find(|id| *id != "all" && !is_defined(id)).map(str::to_owned)
}

/// What some write in front of the ids of a file that holds nothing else: `[mistake.arm-rowing]`, `[signs.knees]`.
const KINDS: [&str; 8] = ["mistake", "mistakes", "sign", "signs", "muscle", "muscles", "source", "sources"];

fn below_its_kind<'t>(
    table: Table<'t>,
    item: &[&'static TableSchema],
    text: &str,
    misplaced: &mut Misplaced<'t>,
) {
    for ((key, place), node) in table.entries() {
        let Some(own) = node.table() else { continue };
        let holds_things = || {
            own.entries().all(|(_, node)| {
                node.table().is_some_and(|thing| {
                    thing
                        .entries()
                        .filter(|((key, _), _)| item.iter().any(|schema| schema.key(key).is_some()))
                        .count()
                        > 1
                })
            })
        };
        let is_kind = KINDS.contains(&key);
        if !(is_kind || is_kebab(key) && holds_things()) {
            continue;
        }
        let is_key = |key: &str| item.iter().any(|schema| schema.key(key).is_some());
        let below: Vec<((&str, Span), Node<'_>)> = own.entries().collect();
        if below.is_empty() || below.iter().any(|((key, _), node)| is_key(key) || node.table().is_none()) {
            continue;
        }
        let line = text[line_of(text, place.start)].trim();
        let header = line.split(" #").next().unwrap_or(line).trim();
        let ids: Vec<&str> = below.iter().map(|((id, _), _)| *id).collect();
        let better = if is_kind { format!("[{}]", ids[0]) } else { format!("[{key}-{}]", ids[0]) };
        let message = if is_kind {
            format!("everything in this file is {}: headers here are ids alone", item[0].what)
        } else {
            "an id has hyphens and no dots: a dot is for what stands below it".to_owned()
        };
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write {better}"));
        let at = line_of(text, place.start);
        let start = at.start + text[at.clone()].find(header).unwrap_or(0);
        let mut found = found.by_hand(Span::new(place.file, start, start + header.len()), better);
        if ids.len() > 1 {
            found = found.help(format!("leave `{key}.` out of each header, as in [{}]", ids[0]));
            found.fix = None;
        }
        misplaced.found.push(found);
        misplaced.keys.push(key);
        // The rest of the same thing, under its right header.
        misplaced.keys.extend(table.entries().map(|((key, _), _)| key).filter(|key| ids.contains(key)));
    }
}

/// `[unlikly]` with a combination below it.
fn misspelt_pair<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        let near = nearest(key, ["impossible", "unlikely"]).filter(|_| SIGNS.key(key).is_none());
        let Some(near) = near.filter(|_| node.table().is_some_and(|own| own.has("when"))) else { continue };
        let line = line_of(text, place.start);
        let whole = Span::new(place.file, line.start, line.start + text[line.clone()].trim_end().len());
        let found = Diagnostic::new(
            Code::UnknownKey,
            place,
            format!("`{key}` is no sign: a combination stands below it"),
        );
        misplaced.found.push(found.help(format!("write [[{near}]]")).by_hand(whole, format!("[[{near}]]")));
        misplaced.keys.push(key);
    }
}

/// `[values]` or `[knees-values]`, which belongs to the sign above.
fn bare_values<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        let Some(own) = node.table() else { continue };
        let all_texts = own.entries().count() > 1
            && own.entries().all(|((name, _), node)| !is_sign_key(name, node) && node.text().is_some());
        let is_header = text[..place.start as usize].ends_with('[');
        if !all_texts || !is_header || !(key == "values" || key.ends_with("-values")) {
            continue;
        }
        let above = text[..place.start as usize].lines().rev().skip(1).find(|line| line.starts_with('['));
        let Some(sign) = above.map(|line| line.trim_matches(['[', ']', ' '])).filter(|id| is_kebab(id))
        else {
            continue;
        };
        let header = format!("{sign}.values");
        let message = format!("[{key}] is no sign: these look like the values of `{sign}`");
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write [{header}]"));
        let whole = Span { start: place.start - 1, end: place.end + 1, ..place };
        misplaced.found.push(found.by_hand(whole, format!("[{header}]")));
        misplaced.keys.push(key);
    }
}

/// `[dropped-weight]` with words of its own, where `[reword.dropped-weight]` was meant.
fn bare_rewording<'t>(table: Table<'t>, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        let Some(own) = node.table().filter(|_| EXERCISE.key(key).is_none()) else { continue };
        let is_word = |key: &str| ["why", "fix", "cue", "sources"].contains(&key);
        if own.entries().count() == 0
            || !own.entries().all(|((key, _), node)| is_word(key) && node.table().is_none())
        {
            continue;
        }
        let message =
            format!("an exercise has no key `{key}`; this looks like a listed mistake in other words");
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write [reword.{key}]"));
        misplaced.found.push(found.by_hand(around(place), format!("[reword.{key}]")));
        misplaced.keys.push(key);
    }
}

/// `[what-bends]` in a quiz, where `[question.what-bends]` was meant.
fn bare_question<'t>(table: Table<'t>, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        let Some(own) = node.table().filter(|_| QUIZ.key(key).is_none()) else { continue };
        if !(own.has("kind") && own.has("ask")) {
            continue;
        }
        let id = key.strip_prefix("question.").or_else(|| key.strip_prefix("question-")).unwrap_or(key);
        let message = format!("a quiz has no key `{key}`; this looks like a written question");
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write [question.{id}]"));
        misplaced.found.push(found.by_hand(around(place), format!("[question.{id}]")));
        misplaced.keys.push(key);
    }
}

/// `[[wrong]]` in a quiz: the question that it belongs to was forgotten.
fn bare_wrong_option<'t>(table: Table<'t>, text: &str, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        // `[[many-faults.wrong]]`
        let node =
            node.table().and_then(|own| own.get("wrong")).filter(|_| QUIZ.key(key).is_none()).unwrap_or(node);
        let first = node.items().and_then(|mut items| items.next()).and_then(Node::table);
        let is_a_question = text[..place.start as usize].ends_with('.');
        let of_another = !is_a_question && node_is_wrong(table, key);
        if key != "wrong" && !of_another {
            continue;
        }
        let Some(own) = node.table().or(first).filter(|own| own.has("say")) else { continue };
        let above = text[..own.head.start as usize]
            .lines()
            .rev()
            .find_map(|line| line.trim().strip_prefix("[question."));
        let Some(id) = above.and_then(|line| line.split([']', '.']).next()) else { continue };
        let header = format!("[[question.{id}.wrong]]");
        let message = "a wrong option belongs to a question".to_owned();
        let line = line_of(text, own.head.start);
        let whole = Span::new(place.file, line.start, line.start + text[line].trim_end().len());
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write {header}"));
        misplaced.found.push(found.by_hand(whole, header));
        misplaced.keys.push(key);
    }
}

/// Whether a table of the file holds nothing but wrong options.
fn node_is_wrong(table: Table<'_>, key: &str) -> bool {
    let own = table.get(key).and_then(Node::table);
    QUIZ.key(key).is_none() && own.is_some_and(|own| own.has("wrong") && own.entries().count() == 1)
}

/// The place of a header's name with its brackets.
fn around(name: Span) -> Span {
    Span { start: name.start.saturating_sub(1), end: name.end + 1, ..name }
}

/// `[too-upright]` in an exercise's file, where `[mistake.too-upright]` was meant.
fn bare_mistake<'t>(table: Table<'t>, misplaced: &mut Misplaced<'t>) {
    for ((key, place), node) in table.entries() {
        let is_known = EXERCISE.key(key).is_some();
        let Some(own) = node.table().filter(|_| !is_known) else { continue };
        let has = |name: &str| own.get(name).is_some();
        if !(has("when")
            && (has("name") || has("severity"))
            && MISTAKE.keys.iter().any(|known| has(known.name)))
        {
            continue;
        }
        let message = format!("an exercise has no key `{key}`; this looks like a mistake of its own");
        let id = ["mistake.", "mistake-", "mistakes-"]
            .iter()
            .find_map(|word| key.strip_prefix(word))
            .unwrap_or(key);
        let header = format!("[mistake.{id}]");
        let found = Diagnostic::new(Code::UnknownKey, place, message).help(format!("write {header}"));
        misplaced.found.push(found.by_hand(around(place), header));
        misplaced.keys.push(key);
    }
}

/// The line that a byte is in, with its end.
fn line_of(text: &str, at: u32) -> std::ops::Range<usize> {
    let at = text.floor_char_boundary(at as usize);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1);
    start..end
}
