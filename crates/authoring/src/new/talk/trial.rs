//! The rule tried out before it is written: the reps near its limits as the engine judges them, and what lint would say.
//!
//! Must not know what is asked, or how reps are shown.

use std::fmt::Write as _;

use super::draft::{Draft, Joined};
use super::facts::{Facts, TalkPacks, meant_in_own};
use super::sign::TalkSign;
use super::text;
use crate::fix::{Which, mend};
use crate::fmt::key;
use formcheck_core::diagnostic::{Diagnostic, FindingSeverity};
use formcheck_core::lint::lint;
use formcheck_core::rulebook::{
    Exercise, ExerciseIx, MistakeIx, Named, Proved, Rulebook, Severity, SignIx, SignKind, Value, grades,
    load, prove,
};

/// What lint says of the pack, as far as a coach can do something about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TalkFinding {
    pub message: String,
    pub help: Option<String>,
    pub is_error: bool,
    /// The key of the file that it is about: `cue`.
    pub key: String,
}

/// A rep near a limit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TalkRep {
    pub exercise: ExerciseIx,
    /// What is shown of it, context first; everything else is good.
    pub shown: Vec<(SignIx, Value)>,
    /// The same in words.
    pub says: Vec<String>,
    /// Whether the rule calls it wrong.
    pub(super) is_wrong: bool,
    /// How bad the rule calls it, where that is what is asked.
    pub(super) severity: Option<Severity>,
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Trial {
    /// The files without examples: what it was made of.
    pub(super) of: Vec<(String, String)>,
    pub(super) files: Vec<(String, String)>,
    pub(super) book: Rulebook,
    pub(super) reps: Vec<TalkRep>,
    /// What lint finds that it didn't before.
    pub(super) findings: Vec<TalkFinding>,
}

impl Trial {
    pub(super) fn of(draft: &Draft, facts: &Facts) -> Trial {
        let of = text::files(draft, facts, "");
        let more = draft.uses_more(facts);
        let path =
            draft.exercise_id(facts).map(|id| format!("rules/exercises/{id}.toml")).unwrap_or_default();
        let mut files = of.clone();
        let by_hand = plain_examples(draft);
        if !by_hand.is_empty() {
            files = text::files(draft, facts, &by_hand);
            // Where such an example doesn't hold, lint's own are enough.
            if findings(&facts.packs, &files, &more).iter().any(|found| found.is_error) {
                files.clone_from(&of);
            }
        }
        let (mended, _) = mend(facts.packs.with(&files, &more), Which::Examples, |file| file == path);
        for fixed in mended {
            if let Some((_, text)) = files.iter_mut().find(|(path, _)| *path == fixed.path) {
                *text = fixed.after;
            }
        }
        let loaded = load(facts.packs.with(&files, &more));
        let before = examples_before(draft, facts);
        let mut reps = reps(draft, facts, &loaded.draft, before);
        let worse = worse_reps(draft, &loaded.draft, &reps);
        reps.extend(worse);
        let mut found = findings(&facts.packs, &files, &more);
        found.retain(|one| !facts.before.contains(&one.message));
        Trial { of, files, book: loaded.draft, reps, findings: found }
    }
}

/// What lint finds in the pack with these files in it.
pub(super) fn findings(packs: &TalkPacks, files: &[(String, String)], more: &[String]) -> Vec<TalkFinding> {
    let all = packs.with(files, more);
    let others: usize = all.iter().rev().skip(1).map(|pack| pack.files.len()).sum();
    let loaded = load(all);
    let is_own = |found: &Diagnostic| found.span.is_none_or(|span| span.file.0 as usize >= others);
    let is_worth_telling = |found: &Diagnostic| found.severity != FindingSeverity::Note;
    let told = lint(&loaded).diagnostics.into_iter().filter(|found| is_own(found) && is_worth_telling(found));
    told.map(|found| {
        let key = found.span.map(|span| {
            let text = &loaded.sources.file(span.file).text;
            let line = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
            let line = text[line..].lines().next().unwrap_or_default();
            line.split(" = ").next().unwrap_or_default().trim_matches(['[', ']', ' ']).to_owned()
        });
        TalkFinding {
            is_error: found.severity == FindingSeverity::Error,
            key: key.unwrap_or_default(),
            message: found.message,
            help: found.help,
        }
    })
    .collect()
}

/// How many examples the exercise has already.
fn examples_before(draft: &Draft, facts: &Facts) -> usize {
    let id = draft.exercise_id(facts).unwrap_or_default();
    match meant_in_own(&facts.book, &id) {
        Some(Named::Exercise(ix)) => facts.book[ix].examples.len(),
        _ => 0,
    }
}

/// The new examples as reps to be looked at: those in which no other mistake is.
fn reps(draft: &Draft, facts: &Facts, book: &Rulebook, before: usize) -> Vec<TalkRep> {
    let id = draft.exercise_id(facts).unwrap_or_default();
    let own = draft.id.as_deref().and_then(|id| meant_in_own(book, id));
    let (Some(Named::Exercise(ix)), Some(Named::Mistake(own))) = (meant_in_own(book, &id), own) else {
        return Vec::new();
    };
    let exercise: &Exercise = &book[ix];
    let is_about = |expect: &[MistakeIx]| expect.iter().all(|one| *one == own);
    exercise
        .examples
        .iter()
        .skip(before)
        .filter(|example| is_about(&example.expect))
        .map(|example| {
            let mut shown = example.rep.clone();
            shown.sort_by_key(|(sign, _)| {
                !matches!(book[*sign].kind, SignKind::Context | SignKind::Lifter | SignKind::Style)
            });
            TalkRep {
                exercise: ix,
                says: in_words(book, &shown),
                shown,
                is_wrong: !example.expect.is_empty(),
                severity: None,
            }
        })
        .collect()
}

/// Reps near where the mistake gets worse, one on either side: each has the mistake.
fn worse_reps(draft: &Draft, book: &Rulebook, reps: &[TalkRep]) -> Vec<TalkRep> {
    let own = draft.id.as_deref().and_then(|id| meant_in_own(book, id));
    let (Some(Named::Mistake(own)), Some(base)) = (own, reps.iter().find(|rep| rep.is_wrong)) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for worse in &draft.worse {
        let (Some(place), Some(limit)) = (worse.sign, &worse.limit) else { continue };
        let Some(Named::Sign(sign)) = meant_in_own(book, &draft.signs[place].id) else { continue };
        let within = draft.signs[place].all_values();
        let (alone, joined) = draft.wrong_of(place);
        let wrong = alone.union(&joined);
        let within = if wrong.is_empty() { within } else { within.intersect(&wrong) };
        let rest = within.minus(&limit.set);
        for value in [nearest(&limit.set.intersect(&within), &rest), nearest(&rest, &limit.set)] {
            let Some(value) = value else { continue };
            let mut shown = base.shown.clone();
            shown.retain(|(one, _)| *one != sign);
            shown.push((sign, value));
            if let Some(rep) = worse_rep(book, base.exercise, own, shown) {
                all.push(rep);
            }
        }
    }
    all
}

/// A rep that is asked how bad it is; none if the rule doesn't say it for sure.
fn worse_rep(
    book: &Rulebook,
    exercise: ExerciseIx,
    own: MistakeIx,
    shown: Vec<(SignIx, Value)>,
) -> Option<TalkRep> {
    let fires = prove(book, exercise, &shown, own) == Proved::Fires;
    let graded = grades(book, exercise, &shown, &[own]).into_iter().next().filter(|_| fires)?;
    graded.is_settled().then(|| TalkRep {
        exercise,
        says: in_words(book, &shown),
        shown,
        is_wrong: true,
        severity: Some(graded.severity),
    })
}

fn in_words(book: &Rulebook, shown: &[(SignIx, Value)]) -> Vec<String> {
    shown.iter().map(|&(sign, value)| book[sign].say(value)).collect()
}

/// Examples that lint doesn't ask for, since it can prove them, but that a coach wants to look at: of a rule that looks at
/// one sign, a rep that shows it and one that doesn't.
fn plain_examples(draft: &Draft) -> String {
    let mut out = String::new();
    if draft.fine_case().is_some() || draft.clauses.iter().any(|clause| clause.joined == Joined::And) {
        return out;
    }
    let Some(id) = &draft.id else { return out };
    for clause in &draft.clauses {
        let (Some(place), Some(limit)) = (clause.sign, &clause.limit) else { continue };
        let sign = &draft.signs[place];
        // The bounds of a sign that is measured are what lint asks for.
        if sign.scale().is_some() && !sign.is_over_set {
            continue;
        }
        let rest = sign.all_values().minus(&draft.wrong_of(place).0);
        let wrong =
            if sign.scale().is_some() { nearest(&limit.set, &rest) } else { limit.set.values().next() };
        let fine = if sign.scale().is_some() { nearest(&rest, &limit.set) } else { rest.values().next() };
        for (value, expect) in [(wrong, format!("[\"{id}\"]")), (fine, "[]".to_owned())] {
            if let Some(value) = value {
                let _ = write!(
                    out,
                    "\n[[example]]\nrep = {{ {} = {} }}\nexpect = {expect}\n",
                    key(&sign.id),
                    written(sign, value)
                );
            }
        }
    }
    out
}

/// The value of some that is nearest to the others.
fn nearest(
    of: &formcheck_core::rulebook::ValueSet,
    others: &formcheck_core::rulebook::ValueSet,
) -> Option<Value> {
    of.values().min_by_key(|value| others.distance(*value).unwrap_or(u32::MAX))
}

fn written(sign: &TalkSign, value: Value) -> String {
    use super::sign::Values;
    match &sign.values {
        Values::Numbers(scale) => scale.grid.write(value.0),
        Values::Words(words) => {
            let name = usize::try_from(value.0)
                .ok()
                .and_then(|place| words.get(place))
                .map(|(name, _)| name.as_str());
            crate::fmt::quoted(name.unwrap_or_default())
        }
    }
}
