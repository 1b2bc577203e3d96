//! What the coach has said so far: the rule as far as it goes.
//!
//! Must not know how anything is asked, or what files look like.

use super::facts::Facts;
use super::limit::Limit;
use super::sign::TalkSign;
use formcheck_core::rulebook::{ExerciseIx, ValueSet, kebab};

/// What the talk is to make.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    Mistake,
    Exercise,
    Sign,
}

impl Target {
    /// As a person reads it.
    pub fn word(self) -> &'static str {
        match self {
            Target::Mistake => "mistake",
            Target::Exercise => "exercise",
            Target::Sign => "sign",
        }
    }
}

/// The exercise that it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Place {
    There(ExerciseIx),
    New,
}

/// An exercise that is made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct NewExercise {
    pub(super) name: String,
    pub(super) id: Option<String>,
    /// The phases of its rep, in order: the pack's, or words of its own.
    pub(super) phases: Option<Vec<String>>,
    /// One for each phase; none where nothing is done in it.
    pub(super) steps: Vec<Option<String>>,
}

/// What was said where nothing is an answer too: none is that nothing is meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Maybe<T>(pub(super) Option<T>);

/// Whether a clause joins the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Joined {
    And,
    Or,
}

/// A sign and where it is a mistake.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct ClauseDraft {
    pub(super) joined: Joined,
    pub(super) sign: Option<usize>,
    pub(super) limit: Option<Limit>,
}

/// A case in which it is fine.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct FineDraft {
    pub(super) sign: Option<usize>,
    pub(super) value: Option<Limit>,
    /// Up to where; nothing: anywhere.
    pub(super) up_to: Option<Maybe<Limit>>,
    pub(super) because: Option<String>,
}

/// Where it is worse.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct WorseDraft {
    pub(super) sign: Option<usize>,
    pub(super) limit: Option<Limit>,
    pub(super) severity: Option<String>,
    /// What is called out there; nothing: the same as elsewhere.
    pub(super) cue: Option<Maybe<String>>,
}

/// Where it comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Backed {
    Own,
    Source(String),
    New(String),
}

/// How a sign that is made gets its values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    Words,
    Number,
    Difference,
    OverSet,
}

/// A sign that is being made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct SignDraft {
    pub(super) id: Option<String>,
    pub(super) form: Option<Form>,
    pub(super) kind: Option<&'static str>,
    pub(super) ask: Option<String>,
    pub(super) phase: Option<String>,
    pub(super) words: Vec<(String, String)>,
    pub(super) has_all_words: bool,
    pub(super) range: Option<(i32, i32, formcheck_core::rulebook::Grid, String)>,
    pub(super) apart: Option<String>,
    pub(super) say: Option<String>,
    pub(super) parts: [Option<usize>; 2],
    pub(super) how: Option<&'static str>,
    pub(super) of: Option<String>,
}

/// What a sign is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slot {
    Clause,
    Fine,
    Worse,
    /// The sign that another is taken from, and the one that is taken.
    First,
    Second,
    /// The sign whose numbers over a set count.
    OverSet,
}

/// Everything that was said.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) sentence: Option<String>,
    pub(super) name: Option<String>,
    pub(super) id: Option<String>,
    pub(super) place: Option<Place>,
    pub(super) exercise: NewExercise,
    pub(super) clauses: Vec<ClauseDraft>,
    pub(super) has_all_clauses: bool,
    pub(super) fine: Option<Maybe<FineDraft>>,
    pub(super) severity: Option<String>,
    pub(super) worse: Vec<WorseDraft>,
    pub(super) has_all_worse: bool,
    pub(super) why: Option<String>,
    pub(super) fix: Option<String>,
    pub(super) cue: Option<String>,
    pub(super) leads_to: Option<Vec<String>>,
    pub(super) backed: Option<Backed>,
    pub(super) source_kind: Option<&'static str>,
    pub(super) assumption: Option<Maybe<String>>,
    /// What is good of a sign in this exercise, by the sign's place.
    pub(super) good: Vec<(usize, ValueSet)>,
    /// Every sign that may be named: those at hand, then those that the talk made.
    pub(super) signs: Vec<TalkSign>,
    /// The signs that are being made, one for the other.
    pub(super) making: Vec<SignDraft>,
    /// The words that are looked for.
    pub(super) search: Option<String>,
    /// What the coach said of the reps near the limit: whether each is wrong.
    pub(super) judged: Vec<bool>,
    pub(super) is_agreed: bool,
}

impl Draft {
    pub(super) fn new(facts: &Facts) -> Draft {
        Draft { signs: facts.signs.clone(), ..Draft::default() }
    }

    /// How far the lists have grown: it tells apart questions that are asked several times.
    pub(super) fn mark(&self) -> String {
        let top = self.making.last();
        format!(
            "{}-{}-{}-{}-{}-{}-{}",
            self.clauses.len(),
            self.worse.len(),
            self.exercise.steps.len(),
            self.making.len(),
            self.signs.len(),
            top.map_or(0, |sign| sign.words.len() + 100 * usize::from(sign.parts[0].is_some())),
            self.good.len(),
        )
    }

    pub(super) fn sign(&self, place: Option<usize>) -> Option<&TalkSign> {
        self.signs.get(place?)
    }

    /// The clause that is talked about.
    pub(super) fn clause(&self) -> Option<&ClauseDraft> {
        self.clauses.last()
    }

    pub(super) fn fine_case(&self) -> Option<&FineDraft> {
        self.fine.as_ref()?.0.as_ref()
    }

    /// What a sign is looked for now.
    pub(super) fn slot(&self) -> Option<Slot> {
        if let Some(top) = self.making.last() {
            return match (top.form, top.parts, top.how) {
                (Some(Form::Difference), [None, _], _) => Some(Slot::First),
                (Some(Form::Difference), [_, None], _) => Some(Slot::Second),
                (Some(Form::OverSet), [None, _], Some(how)) if !counts(how) => Some(Slot::OverSet),
                _ => None,
            };
        }
        let is_open = |sign: Option<Option<usize>>| sign == Some(None);
        if is_open(self.clause().map(|clause| clause.sign)) {
            Some(Slot::Clause)
        } else if is_open(self.fine_case().map(|fine| fine.sign)) {
            Some(Slot::Fine)
        } else if is_open(self.worse.last().map(|worse| worse.sign)) {
            Some(Slot::Worse)
        } else {
            None
        }
    }

    /// Puts a sign where one was looked for.
    pub(super) fn settle(&mut self, place: usize) {
        self.search = None;
        let slot = self.slot();
        match (slot, self.making.last_mut()) {
            (Some(Slot::First | Slot::OverSet), Some(top)) => top.parts[0] = Some(place),
            (Some(Slot::Second), Some(top)) => top.parts[1] = Some(place),
            _ => match slot {
                Some(Slot::Clause) => {
                    if let Some(clause) = self.clauses.last_mut() {
                        clause.sign = Some(place);
                    }
                }
                Some(Slot::Fine) => {
                    if let Some(Maybe(Some(fine))) = &mut self.fine {
                        fine.sign = Some(place);
                    }
                }
                Some(Slot::Worse) => {
                    if let Some(worse) = self.worse.last_mut() {
                        worse.sign = Some(place);
                    }
                }
                _ => {}
            },
        }
    }

    /// The phases of the new exercise's rep; until they are said, the pack's.
    pub(super) fn own_phases<'d>(&'d self, facts: &'d Facts) -> &'d [String] {
        self.exercise.phases.as_deref().unwrap_or(&facts.phases)
    }

    /// The phases that the pack will have: its own, and new ones each behind the one that is before it in the new exercise.
    pub(super) fn phases(&self, facts: &Facts) -> Vec<String> {
        let mut all = facts.phases.clone();
        let mut next = 0;
        for phase in self.own_phases(facts) {
            match all.iter().position(|one| one == phase) {
                Some(at) => next = at + 1,
                None => {
                    all.insert(next, phase.clone());
                    next += 1;
                }
            }
        }
        all
    }

    /// The exercise's id.
    pub(super) fn exercise_id(&self, facts: &Facts) -> Option<String> {
        match self.place.as_ref()? {
            Place::There(ix) => Some(facts.book[*ix].id.plain().to_owned()),
            Place::New => self.exercise.id.clone(),
        }
    }

    /// The exercise's name.
    pub(super) fn exercise_name(&self, facts: &Facts) -> String {
        match &self.place {
            Some(Place::There(ix)) => facts.book[*ix].name.clone(),
            _ => self.exercise.name.clone(),
        }
    }

    /// What the exercise has of a sign already: what is good and what is tolerated; none if it doesn't look at it.
    pub(super) fn observed(&self, facts: &Facts, place: usize) -> Option<(ValueSet, ValueSet)> {
        let Some(Place::There(ix)) = &self.place else { return None };
        let exercise = &facts.book[*ix];
        let observed = exercise.signs.iter().find(|one| one.sign.place() == place)?;
        Some((observed.good.clone(), observed.tolerated.clone()))
    }

    /// What is good of a sign, as far as anybody said.
    pub(super) fn good_of(&self, facts: &Facts, place: usize) -> Option<ValueSet> {
        let said = self.good.iter().find(|(own, _)| *own == place).map(|(_, set)| set.clone());
        let there = || self.observed(facts, place).map(|(good, _)| good);
        let usual = || self.signs.get(place).and_then(|sign| sign.usually.clone());
        said.or_else(there).or_else(usual)
    }

    /// The values of a sign at which the rule fires on its own, and those at which it does with others.
    pub(super) fn wrong_of(&self, place: usize) -> (ValueSet, ValueSet) {
        let (mut alone, mut joined) = (ValueSet::empty(), ValueSet::empty());
        for (at, clause) in self.clauses.iter().enumerate() {
            let (Some(sign), Some(limit)) = (clause.sign, &clause.limit) else { continue };
            if sign != place {
                continue;
            }
            let next_joins = self.clauses.get(at + 1).is_some_and(|next| next.joined == Joined::And);
            let set = if clause.joined == Joined::And || next_joins { &mut joined } else { &mut alone };
            *set = set.union(&limit.set);
        }
        (alone, joined)
    }

    /// Every sign that the rule looks at, each once, and those that one follows from.
    pub(super) fn looked_at(&self) -> Vec<usize> {
        let clauses =
            self.clauses.iter().filter(|clause| clause.limit.is_some()).filter_map(|clause| clause.sign);
        let fine = self.fine_case().and_then(|fine| fine.value.as_ref().and(fine.sign));
        let worse = self.worse.iter().filter(|one| one.limit.is_some()).filter_map(|one| one.sign);
        let mut all: Vec<usize> = Vec::new();
        for place in clauses.chain(fine).chain(worse) {
            let parts = self.signs.get(place).and_then(|sign| sign.parts);
            for one in [place].into_iter().chain(parts.into_iter().flatten()) {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        }
        all
    }

    /// The first sign of which nobody has said what is good, or of which that overlaps with the mistake.
    pub(super) fn wants_good(&self, facts: &Facts) -> Option<usize> {
        let is_said = |place: usize| self.good.iter().any(|(own, _)| *own == place);
        self.looked_at().into_iter().find(|&place| {
            let Some(sign) = self.signs.get(place) else { return false };
            if sign.is_context() || is_said(place) || self.observed(facts, place).is_some() {
                return false;
            }
            let (alone, _) = self.wrong_of(place);
            sign.usually.as_ref().is_none_or(|good| !good.intersect(&alone).is_empty())
        })
    }

    /// Whether an id is free.
    pub(super) fn is_free(&self, facts: &Facts, id: &str) -> bool {
        let made = self.signs.iter().any(|sign| sign.id == id);
        let asked = [&self.id, &self.exercise.id].into_iter().flatten().any(|own| own == id);
        let making = self.making.iter().filter_map(|sign| sign.id.as_ref()).any(|own| own == id);
        !facts.taken.contains(id) && !made && !asked && !making
    }

    /// An id for a name: the name, or what stands before it as well if that is taken.
    pub(super) fn free_id(&self, facts: &Facts, name: &str) -> Option<String> {
        let id = kebab(name)?;
        if self.is_free(facts, &id) {
            return Some(id);
        }
        let before = self.exercise_id(facts).unwrap_or_else(|| facts.packs.name.clone());
        let longer = format!("{before}-{id}");
        let numbered = || (2..100).map(|number| format!("{id}-{number}")).find(|id| self.is_free(facts, id));
        if self.is_free(facts, &longer) { Some(longer) } else { numbered() }
    }

    /// The packs whose signs it names and which the pack doesn't use yet.
    pub(super) fn uses_more(&self, facts: &Facts) -> Vec<String> {
        let mut more: Vec<String> = Vec::new();
        let made = self.signs.iter().skip(facts.signs.len());
        let parts = made.filter_map(|sign| sign.parts).flatten();
        for place in self.looked_at().into_iter().chain(parts) {
            let Some(sign) = facts.signs.get(place) else { continue };
            let is_there = sign.pack == facts.packs.name || facts.packs.uses.contains(&sign.pack);
            if !is_there && !more.contains(&sign.pack) {
                more.push(sign.pack.clone());
            }
        }
        more
    }
}

/// Whether a way to make a number of a set counts reps with a mistake.
pub(super) fn counts(how: &str) -> bool {
    matches!(how, "longest-run" | "how-many")
}
