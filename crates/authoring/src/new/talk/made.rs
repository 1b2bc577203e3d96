//! A sign out of what was said of it: its values from a coach's words, and the table that its file gets.
//!
//! Must not know what is asked, or what the sign is for.

use super::draft::{Draft, Form, SignDraft};
use super::facts::Facts;
use super::making::has_phase;
use super::prompt::{clause, sentence};
use super::search::telling;
use super::sign::{Scale, TalkSign, Values};
use crate::fmt::quoted;
use crate::new::rows::list;
use formcheck_core::rulebook::{Grid, SignKind, kebab};

/// The most reps that a set is counted to, as the rule files have it.
const MOST_REPS: i32 = 100;

/// The sign, once all of it is said: what the talk may name from then on.
pub(super) fn made(draft: &Draft, facts: &Facts, of: &SignDraft) -> Option<TalkSign> {
    let id = of.id.clone()?;
    let ask = of.ask.clone()?;
    let mut lines = vec![format!("ask = {}", quoted(&ask))];
    if has_phase(of) {
        let phases = draft.phases(facts);
        let only = phases.first().filter(|_| phases.len() == 1);
        lines.push(format!("phase = {}", quoted(of.phase.as_ref().or(only)?)));
    }
    let kind = of.kind.unwrap_or("seen");
    if kind != "seen" {
        lines.push(format!("kind = {}", quoted(kind)));
    }
    let part = |at: usize| draft.sign(of.parts[at]);
    let (values, parts) = match of.form? {
        Form::Words => (Values::Words(of.has_all_words.then(|| of.words.clone())?), None),
        Form::Number => {
            let (from, to, grid, unit) = of.range.clone()?;
            let step = if grid.is_whole() { String::new() } else { format!(", step = {}", grid.step()) };
            let (first, last) = (grid.write(from), grid.write(to));
            let of_unit = if unit.is_empty() { String::new() } else { format!(", unit = {}", quoted(&unit)) };
            lines.push(format!("range = {{ from = {first}, to = {last}{step}{of_unit} }}"));
            (Values::Numbers(Scale { from, to, grid, unit }), None)
        }
        Form::Difference => {
            let (first, second) = (part(0)?, part(1)?);
            let (one, two) = (first.scale()?, second.scale()?);
            lines.push(format!("difference = {}", list(&[&first.id, &second.id])));
            let scale = Scale { from: one.from - two.to, to: one.to - two.from, ..one.clone() };
            (Values::Numbers(scale), Some([of.parts[0]?, of.parts[1]?]))
        }
        Form::OverSet => {
            let how = of.how?;
            let source = of.of.clone().or_else(|| part(0).map(|sign| sign.id.clone()))?;
            lines.push(format!("over-set = {}", quoted(how)));
            lines.push(format!("of = {}", quoted(&source)));
            let counted = Scale { from: 0, to: MOST_REPS, grid: Grid::WHOLE, unit: String::new() };
            let scale = match part(0).and_then(TalkSign::scale) {
                Some(one) if how == "change" => {
                    Scale { from: one.from - one.to, to: one.to - one.from, ..one.clone() }
                }
                Some(one) => one.clone(),
                None => counted,
            };
            (Values::Numbers(scale), None)
        }
    };
    if let Some(apart) = &of.apart {
        lines.push(format!("apart = {apart}"));
    }
    let say = if of.form == Some(Form::Words) { String::new() } else { of.say.clone()? };
    if !say.is_empty() {
        lines.push(format!("say = {}", quoted(&say)));
    }
    let is_numbered = matches!(of.form, Some(Form::Number | Form::Difference));
    if is_numbered && of.apart.is_none() {
        return None;
    }
    let kind = SignKind::find(kind).unwrap_or(SignKind::Seen);
    let is_over_set = of.form == Some(Form::OverSet);
    let pack = facts.packs.name.clone();
    Some(TalkSign {
        id,
        ask,
        say,
        kind,
        values,
        usually: None,
        pack,
        parts,
        is_over_set,
        made: Some(lines.join("\n")),
    })
}

/// A value's name and clause.
pub(super) fn value(words: &[(String, String)], typed: &str) -> Result<(String, String), String> {
    let text = sentence(typed, 140)?;
    let (name, say) = match text.split_once(':') {
        Some((name, say)) if name.split_whitespace().count() <= 3 => (kebab(name), clause(say.trim())),
        _ => (None, clause(&text)),
    };
    if say.split_whitespace().count() < 2 {
        return Err("Write a whole clause, such as: the elbows end behind the trunk.".to_owned());
    }
    let is_taken = |id: &str| id == "any" || words.iter().any(|(name, _)| name == id);
    let name = match name {
        Some(name) if is_taken(&name) => {
            return Err(format!("There is a value `{name}` already: another name."));
        }
        Some(name) => name,
        None => short(words, &say, is_taken)
            .ok_or("Put a short name before it, as in: behind: the elbows end behind the trunk.")?,
    };
    if words.iter().any(|(_, other)| *other == say) {
        return Err("That is there already: say what else can be seen.".to_owned());
    }
    Ok((name, say))
}

/// A short name out of a clause: its last words that tell something and that no other value has.
fn short(words: &[(String, String)], say: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let others: Vec<String> = words.iter().flat_map(|(_, say)| telling(say)).collect();
    let all: Vec<&str> = say.split_whitespace().collect();
    let is_own = |word: &&&str| telling(word).first().is_some_and(|stem| !others.contains(stem));
    let own: Vec<&str> = all.iter().filter(is_own).copied().collect();
    let end = |words: &[&str], most: usize| kebab(&words[words.len().saturating_sub(most)..].join(" "));
    let proposals = [end(&own, 2), end(&all, 2), end(&all, 3), kebab(say)];
    proposals.into_iter().flatten().find(|id| !is_taken(id))
}

/// A range from its words: "0 to 5 seconds in steps of 0.1".
pub(super) fn range(typed: &str) -> Result<(i32, i32, Grid, String), String> {
    let wanted = || "Type it like `0 to 180 degrees`, or `0 to 5 seconds in steps of 0.1`.".to_owned();
    let lower = typed.to_lowercase();
    let (head, step) = match lower.split_once(" in steps of ") {
        Some((head, step)) => (head.to_owned(), step.trim().trim_end_matches('.').to_owned()),
        None => (lower, "1".to_owned()),
    };
    let grid = step.parse().ok().and_then(Grid::of).ok_or_else(wanted)?;
    let words: Vec<&str> = head.split_whitespace().filter(|word| *word != "from" && *word != "to").collect();
    let [from, to, unit @ ..] = words.as_slice() else { return Err(wanted()) };
    let (from, to) = (grid.read(from).ok_or_else(wanted)?, grid.read(to).ok_or_else(wanted)?);
    if from >= to {
        return Err("The first number has to be the smaller one: `0 to 180 degrees`.".to_owned());
    }
    let unit = match unit.join(" ").trim_end_matches('.') {
        "°" | "deg" | "degree" => "degrees".to_owned(),
        "s" | "sec" | "second" => "seconds".to_owned(),
        "%" | "per cent" => "percent".to_owned(),
        unit => unit.to_owned(),
    };
    Ok((from, to, grid, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_with_its_steps_and_unit() {
        let (from, to, grid, unit) = range("0 to 5 seconds in steps of 0.1").expect("a range");
        assert_eq!((from, to, grid.step().as_str(), unit.as_str()), (0, 50, "0.1", "seconds"));
        assert_eq!(
            range("from -30 to 60 °").map(|(from, to, _, unit)| (from, to, unit)),
            Ok((-30, 60, "degrees".to_owned()))
        );
        for wrong in ["", "5 to 0 degrees", "many", "0 to much", "0 to 5 in steps of 0"] {
            assert!(range(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_value_is_named_by_what_it_alone_says() {
        let first = value(&[], "the elbows end beside the trunk").expect("a value");
        let second =
            value(std::slice::from_ref(&first), "The elbows end behind the trunk.").expect("a value");
        assert_eq!(first.0, "beside-trunk");
        assert_eq!((second.0.as_str(), second.1.as_str()), ("behind", "the elbows end behind the trunk"));
        assert_eq!(value(&[], "far back: the elbows end behind the trunk").expect("a value").0, "far-back");
        assert!(value(std::slice::from_ref(&first), &first.1).is_err());
        assert!(value(&[], "behind").expect_err("no clause").contains("whole clause"));
    }
}
