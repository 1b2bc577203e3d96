//! What the coach said as files: new ones, and those that are there with what belongs to it added. Comments stay.
//!
//! Must not know how anything was asked.

use std::fmt::Write as _;

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::draft::{Backed, Draft, Joined, Maybe, Place};
use super::facts::Facts;
use super::limit::{Limit, of_set};
use super::sign::{TalkSign, Values};
use super::starter;
use crate::fmt::{format_as_checked_out as format, key, quoted};
use crate::new::rows::list;
use formcheck_core::rulebook::files::FileKind;
use formcheck_core::rulebook::kebab;

/// What a file of signs begins with, and one of sources.
pub(super) const SIGNS_HEAD: &str =
    "# What can be seen about a rep, or felt by the lifter: one table a sign.\n";
pub(super) const SOURCES_HEAD: &str = "# Where claims come from. One table a source.\n";

/// The files to be written: their paths in the pack and their whole texts. `examples` are added to the exercise.
pub(super) fn files(draft: &Draft, facts: &Facts, examples: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    if let Some(id) = draft.exercise_id(facts) {
        let path = format!("rules/exercises/{id}.toml");
        let text = exercise(draft, facts, facts.packs.text(&path), examples);
        all.push((path, text));
    }
    let made: String = draft.signs[facts.signs.len()..]
        .iter()
        .enumerate()
        .map(|(at, sign)| {
            sign_table(
                sign,
                draft
                    .good
                    .iter()
                    .find(|(place, _)| *place == facts.signs.len() + at)
                    .map(|(_, set)| of_set(sign, set)),
            )
        })
        .collect();
    // What shows how a pack is written goes as soon as something of the coach's own is there.
    let bare = starter::signs_without(facts).filter(|_| draft.id.is_some() || !made.is_empty());
    if bare.is_some() || !made.is_empty() {
        let before = bare.as_deref().or(facts.packs.text("rules/signs.toml")).unwrap_or(SIGNS_HEAD);
        all.push(("rules/signs.toml".to_owned(), added(before, &made)));
    }
    let source = new_source(draft, facts).map(|(id, title)| {
        let kind = draft.source_kind.unwrap_or("consensus");
        format!("\n[{id}]\ntitle = {}\nkind = {}\n", quoted(title), quoted(kind))
    });
    let names_own = matches!(&draft.backed, None | Some(Backed::Source(_)));
    let bare = starter::sources_without(facts).filter(|_| !names_own);
    if bare.is_some() || source.is_some() {
        let before = bare.as_deref().or(facts.packs.text("rules/sources.toml")).unwrap_or(SOURCES_HEAD);
        all.push(("rules/sources.toml".to_owned(), added(before, &source.unwrap_or_default())));
    }
    if let Some(text) = pack(draft, facts) {
        all.push(("rules/pack.toml".to_owned(), text));
    }
    all.into_iter()
        .map(|(path, text)| {
            let text = laid_out(&path, facts.packs.text(&path), text);
            (path, text)
        })
        .collect()
}

/// The pack's own file, if packs that it uses or phases have to be added to it.
fn pack(draft: &Draft, facts: &Facts) -> Option<String> {
    let (more, phases) = (draft.uses_more(facts), draft.phases(facts));
    if more.is_empty() && phases == facts.phases {
        return None;
    }
    let change = |doc: &mut DocumentMut| {
        for name in &more {
            push(doc, "uses", name);
        }
        if phases != facts.phases {
            let decor = doc.get("phases").and_then(Item::as_value).map(|value| value.decor().clone());
            let mut value = Value::from(phases.iter().collect::<Array>());
            if let Some(decor) = decor {
                *value.decor_mut() = decor;
            }
            doc.insert("phases", Item::Value(value));
        }
    };
    Some(edited(facts.packs.text("rules/pack.toml")?, change, ""))
}

/// In the one layout, if the file had it before.
fn laid_out(path: &str, before: Option<&str>, text: String) -> String {
    let Some(kind) = FileKind::of(path) else { return text };
    let had = before.is_none_or(|before| format(kind, before).is_ok_and(|laid_out| laid_out == before));
    if had { format(kind, &text).unwrap_or(text) } else { text }
}

/// A text with tables behind it.
fn added(text: &str, tables: &str) -> String {
    edited(text, |_| {}, tables)
}

/// A text with some keys changed and tables behind it, in its own line ends.
fn edited(text: &str, change: impl FnOnce(&mut DocumentMut), tables: &str) -> String {
    let has_cr = text.contains("\r\n");
    let plain = text.replace("\r\n", "\n");
    let mut out = match plain.parse::<DocumentMut>() {
        Ok(mut doc) => {
            change(&mut doc);
            doc.to_string()
        }
        // A file that can't be read is refused before the talk begins.
        Err(_) => plain,
    };
    if !tables.is_empty() {
        out = format!("{}\n{tables}", out.trim_end().to_owned() + "\n");
    }
    let out = out.replace("\n\n\n", "\n\n");
    if has_cr { out.replace('\n', "\r\n") } else { out }
}

/// Adds a text to a list, which is made if it isn't there.
fn push(doc: &mut DocumentMut, key: &str, text: &str) {
    let list = doc.entry(key).or_insert_with(|| Item::Value(Value::Array(Array::new())));
    let Some(list) = list.as_array_mut() else { return };
    if list.iter().any(|one| one.as_str() == Some(text)) {
        return;
    }
    // As the one before it: in a list of many lines each has its own.
    let mut value = Value::from(text);
    let (last, spread) = (list.len().checked_sub(1).and_then(|last| list.get(last)), list.len());
    if let Some(last) = last.filter(|_| spread > 1) {
        *value.decor_mut() = last.decor().clone();
    }
    list.push_formatted(value);
    if spread == 1 && !doc.to_string().contains('\r') {
        // Behind a single one toml_edit writes a comma and a space by itself.
        if let Some(value) = doc[key].as_array_mut().and_then(|list| list.get_mut(1)) {
            value.decor_mut().set_prefix(" ");
        }
    }
}

/// Says what is good or tolerated of a sign in a table of the exercise.
fn say(doc: &mut DocumentMut, table: &str, sign: &str, condition: &str) {
    let Ok(value) = condition.parse::<Value>() else { return };
    let table = doc.entry(table).or_insert_with(|| Item::Table(Table::new()));
    if let Some(table) = table.as_table_like_mut() {
        table.insert(sign, Item::Value(value));
    }
}

/// Takes a sign out of a table of the exercise.
fn unsay(doc: &mut DocumentMut, table: &str, sign: &str) {
    if let Some(table) = doc.get_mut(table).and_then(Item::as_table_like_mut) {
        table.remove(sign);
    }
}

fn exercise(draft: &Draft, facts: &Facts, before: Option<&str>, examples: &str) -> String {
    let head = before.map_or_else(|| new_exercise(draft, facts), ToOwned::to_owned);
    let mut tables = String::new();
    if let Some(fine) = fine_table(draft, facts) {
        tables.push_str(&fine);
    }
    if draft.id.is_some() {
        tables.push_str(&mistake_table(draft, facts));
    }
    tables.push_str(examples);
    let change = |doc: &mut DocumentMut| {
        if let Some(id) =
            draft.id.as_ref().filter(|_| facts.lists_own || matches!(draft.place, Some(Place::New)))
        {
            push(doc, "mistakes", id);
        }
        for place in draft.looked_at() {
            verdicts(draft, facts, place, doc);
        }
    };
    edited(&head, change, &tables)
}

/// What is good and what is tolerated of a sign in the exercise, as far as its file has to say it.
fn verdicts(draft: &Draft, facts: &Facts, place: usize, doc: &mut DocumentMut) {
    let sign = &draft.signs[place];
    if sign.is_context() {
        return;
    }
    let (alone, _) = draft.wrong_of(place);
    if let Some((_, tolerated)) = draft.observed(facts, place) {
        // What was without a verdict is a mistake now.
        if !tolerated.intersect(&alone).is_empty() {
            let left = tolerated.minus(&alone);
            if left.is_empty() {
                unsay(doc, "tolerated", &sign.id);
            } else {
                say(doc, "tolerated", &sign.id, &of_set(sign, &left).toml);
            }
        }
        return;
    }
    let Some(good) = draft.good_of(facts, place) else { return };
    if sign.made.is_none() && draft.good.iter().any(|(own, _)| *own == place) {
        say(doc, "good", &sign.id, &of_set(sign, &good).toml);
    }
    let rest = sign.all_values().minus(&good).minus(&alone);
    if !rest.is_empty() {
        say(doc, "tolerated", &sign.id, &of_set(sign, &rest).toml);
    }
}

fn new_exercise(draft: &Draft, facts: &Facts) -> String {
    let mut text = format!(
        "# One exercise: how it is done, what is good in it, which mistakes count.\n\nname = {}\nmistakes = []\n",
        quoted(&draft.exercise.name)
    );
    let phases = draft.own_phases(facts);
    if phases != draft.phases(facts) {
        text = text.replacen("mistakes = []\n", &format!("phases = {}\nmistakes = []\n", list(phases)), 1);
    }
    for (step, phase) in draft.exercise.steps.iter().zip(phases) {
        if let Some(step) = step {
            let _ = write!(text, "\n[[step]]\ndo = {}\nphase = {}\n", quoted(step), quoted(phase));
        }
    }
    text
}

fn test(sign: &TalkSign, limit: &Limit) -> String {
    format!("{} = {}", key(&sign.id), limit.toml)
}

/// `{ a = …, b = … }`, or a list of these.
fn when(draft: &Draft) -> String {
    let mut boxes: Vec<Vec<String>> = Vec::new();
    for clause in &draft.clauses {
        let (Some(sign), Some(limit)) = (draft.sign(clause.sign), &clause.limit) else { continue };
        match boxes.last_mut().filter(|_| clause.joined == Joined::And) {
            Some(last) => last.push(test(sign, limit)),
            None => boxes.push(vec![test(sign, limit)]),
        }
    }
    let boxes: Vec<String> = boxes.iter().map(|tests| format!("{{ {} }}", tests.join(", "))).collect();
    match boxes.as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }
}

fn mistake_table(draft: &Draft, facts: &Facts) -> String {
    let text = |text: &Option<String>| quoted(text.as_deref().unwrap_or_default());
    let id = draft.id.as_deref().unwrap_or_default();
    let mut out = format!(
        "\n[mistake.{id}]\nname = {}\nseverity = {}\nwhen = {}\n",
        text(&draft.name),
        text(&draft.severity),
        when(draft)
    );
    if let Some(fine) = draft.fine_case()
        && let (Some(sign), Some(value)) = (draft.sign(fine.sign), &fine.value)
    {
        let mut tests = vec![test(sign, value)];
        if let (Some(Maybe(Some(limit))), Some(sign)) =
            (&fine.up_to, draft.sign(draft.clauses.first().and_then(|one| one.sign)))
        {
            tests.insert(0, test(sign, limit));
        }
        let _ = writeln!(out, "unless = {{ {} }}", tests.join(", "));
    }
    let worse: Vec<String> = draft
        .worse
        .iter()
        .filter_map(|one| {
            let (sign, limit) = (draft.sign(one.sign)?, one.limit.as_ref()?);
            let cue = one
                .cue
                .as_ref()?
                .0
                .as_ref()
                .map(|cue| format!(", cue = {}", quoted(cue)))
                .unwrap_or_default();
            Some(format!("{{ when = {{ {} }}, severity = {}{cue} }}", test(sign, limit), text(&one.severity)))
        })
        .collect();
    if !worse.is_empty() {
        let _ = writeln!(out, "worse = [{}]", worse.join(", "));
    }
    if let Some(leads) = draft.leads_to.as_ref().filter(|leads| !leads.is_empty()) {
        let _ = writeln!(out, "leads-to = {}", list(leads));
    }
    let _ =
        writeln!(out, "why = {}\nfix = {}\ncue = {}", text(&draft.why), text(&draft.fix), text(&draft.cue));
    out + &backing(draft, facts)
}

/// `sources` and `assumption`.
fn backing(draft: &Draft, facts: &Facts) -> String {
    let source = match &draft.backed {
        Some(Backed::Source(id)) => Some(id.clone()),
        Some(Backed::New(_)) => new_source(draft, facts).map(|(id, _)| id),
        Some(Backed::Own) | None => None,
    };
    let mut out = source.map(|id| format!("sources = {}\n", list(&[id]))).unwrap_or_default();
    if let Some(Maybe(Some(assumption))) = &draft.assumption {
        let _ = writeln!(out, "assumption = {}", quoted(assumption));
    }
    out
}

fn new_source<'d>(draft: &'d Draft, facts: &Facts) -> Option<(String, &'d str)> {
    let Some(Backed::New(title)) = &draft.backed else { return None };
    let short: String = title.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
    let id = kebab(&short)
        .and_then(|_| draft.free_id(facts, &short))
        .or_else(|| draft.free_id(facts, "source"))?;
    Some((id, title))
}

/// Where it is good as well.
fn fine_table(draft: &Draft, facts: &Facts) -> Option<String> {
    let fine = draft.fine_case()?;
    let (sign, value) = (draft.sign(fine.sign)?, fine.value.as_ref()?);
    let mut rows: Vec<String> = Vec::new();
    for (at, clause) in draft.clauses.iter().enumerate() {
        let (Some(sign), Some(limit)) = (draft.sign(clause.sign), &clause.limit) else { continue };
        let limit = match &fine.up_to {
            Some(Maybe(Some(up_to))) if at == 0 => up_to,
            Some(Maybe(Some(_))) => continue,
            _ => limit,
        };
        let row = test(sign, limit);
        if !sign.is_context() && !rows.contains(&row) {
            rows.push(row);
        }
    }
    let because = quoted(fine.because.as_deref().unwrap_or_default());
    // What the mistake is assumed to be is not why it is fine here.
    let backing = match &draft.backed {
        Some(Backed::Own) => "assumption = \"That it is fine there is our own judgement.\"\n".to_owned(),
        _ => backing(draft, facts),
    };
    Some(format!(
        "\n[[fine]]\nwhen = {{ {} }}\n{}\nbecause = {because}\n{backing}",
        test(sign, value),
        rows.join("\n"),
    ))
}

fn sign_table(sign: &TalkSign, good: Option<Limit>) -> String {
    let usually = good.map(|good| format!("usually = {}\n", good.toml)).unwrap_or_default();
    let mut out = format!("\n[{}]\n{}\n{usually}", sign.id, sign.made.as_deref().unwrap_or_default());
    if let Values::Words(words) = &sign.values {
        let _ = writeln!(out, "[{}.values]", sign.id);
        for (name, say) in words {
            let _ = writeln!(out, "{name} = {}", quoted(say));
        }
    }
    out
}
