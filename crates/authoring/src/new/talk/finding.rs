//! The question that looks for a sign, whatever it is for: by words over all packs at hand, and a new one where none fits.
//!
//! Must not know what the sign is then asked about.

use super::draft::{Draft, Joined, SignDraft, Slot};
use super::facts::Facts;
use super::prompt::{Choice, Prompt, Row};
use super::search::{MOST, find, telling};
use super::sign::TalkSign;

/// The one question that looks for a sign, whatever it is for.
pub(super) const FIND: Row = Row {
    key: "sign",
    is_open: |draft, _| draft.slot().is_some(),
    ask: |draft, facts| {
        let what = match draft.slot() {
            Some(Slot::Clause) if draft.clauses.len() > 1 => "Which other sign?",
            Some(Slot::Clause) | None => "Which sign shows it: what does one look at?",
            Some(Slot::Fine) => {
                "Which sign says when it is fine? Such as how far the set has gone, or what the lifter means to do."
            }
            Some(Slot::Worse) => "Which sign says where it is worse?",
            Some(Slot::First) => "More of what? Which sign is the first number?",
            Some(Slot::Second) => "More than what? Which sign is the number that is taken from it?",
            Some(Slot::OverSet) => "The number of which sign?",
        };
        let found = proposed(draft, facts);
        let how = if found.is_empty() {
            "Type a few words to search the signs of all packs, or `new` to make one."
        } else {
            "Type a number, other words to search the signs of all packs, or `new` to make one."
        };
        let rows = found.iter().filter_map(|&place| draft.signs.get(place));
        Prompt::new(format!("{what} {how}")).choices(rows.map(|sign| shown(sign, facts)).collect())
    },
    help: "A sign is one thing that can be seen about a rep, with all the values it can have. If a sign says already what you look at, take it: then rules fit together. If none does, type `new`.",
    take: |draft, facts, typed| {
        let found = proposed(draft, facts);
        if typed.eq_ignore_ascii_case("new") {
            draft.search = None;
            draft.making.push(SignDraft::default());
            return Ok(());
        }
        let by_id = draft.signs.iter().position(|sign| sign.id == typed);
        let by_number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(place) = by_id.or_else(|| by_number.and_then(|number| found.get(number).copied())) {
            return take_sign(draft, place);
        }
        if by_number.is_some() {
            return Err("There is no sign of that number here. Type words to search, or `new`.".to_owned());
        }
        if telling(typed).is_empty() || find(&draft.signs, typed, |sign| fits(draft, sign)).is_empty() {
            return Err(format!("No sign says \"{typed}\". Type other words, or `new` to make one."));
        }
        draft.search = Some(typed.to_owned());
        Ok(())
    },
};

/// Whether a sign may stand where one is looked for.
fn fits(draft: &Draft, sign: &TalkSign) -> bool {
    match draft.slot() {
        Some(Slot::First | Slot::Second | Slot::OverSet) => {
            sign.scale().is_some() && sign.parts.is_none() && !sign.is_over_set
        }
        _ => true,
    }
}

/// The signs that are proposed: those that what was typed finds, or the sentence.
fn proposed(draft: &Draft, facts: &Facts) -> Vec<usize> {
    let fits = |sign: &TalkSign| fits(draft, sign);
    match (&draft.search, draft.slot()) {
        (Some(words), _) => find(&draft.signs, words, fits),
        (None, Some(Slot::Clause)) => find(&draft.signs, draft.sentence.as_deref().unwrap_or_default(), fits),
        // What a case hangs on is mostly known before the rep.
        (None, Some(Slot::Fine | Slot::Worse)) => {
            let mut places: Vec<usize> =
                (0..draft.signs.len()).filter(|&place| draft.signs[place].is_context()).collect();
            places.sort_by_key(|&place| draft.signs[place].pack != facts.packs.name);
            places.truncate(MOST);
            places
        }
        (None, _) => Vec::new(),
    }
}

fn shown(sign: &TalkSign, facts: &Facts) -> Choice {
    let pack = if sign.pack == facts.packs.name { String::new() } else { format!(", pack {}", sign.pack) };
    Choice::new(sign.id.clone(), format!("{} ({}{pack})", sign.ask, sign.id))
}

fn take_sign(draft: &mut Draft, place: usize) -> Result<(), String> {
    let slot = draft.slot();
    let sign = &draft.signs[place];
    if !fits(draft, sign) {
        return Err(format!("`{}` has no numbers of its own: take one that is measured.", sign.id));
    }
    if slot == Some(Slot::Second) {
        let first = draft.making.last().and_then(|top| top.parts[0]);
        if first == Some(place) {
            return Err("That is the sign itself: take another.".to_owned());
        }
        let grid = |place: Option<usize>| draft.sign(place).and_then(TalkSign::scale).map(|scale| scale.grid);
        if grid(first) != grid(Some(place)) {
            return Err("The two are measured in different steps: take signs with the same.".to_owned());
        }
    }
    if slot == Some(Slot::Clause) {
        let from = draft.clauses.iter().rposition(|clause| clause.joined == Joined::Or).unwrap_or_default();
        if draft.clauses[from..].iter().any(|clause| clause.sign == Some(place)) {
            return Err(format!("`{}` is in it already: take another sign.", sign.id));
        }
    }
    draft.settle(place);
    Ok(())
}
