//! Signs with their values, conditions on them, and the mistakes and sources that are written with them; muscles.

#![expect(missing_docs, reason = "fields are named as the keys of rule files are")]

use std::sync::Arc;

use super::SignPoses;
use super::measure::Measure;
use crate::diagnostic::Span;
use crate::rulebook::worded::worded;
use crate::rulebook::{ExerciseIx, Grid, Id, MistakeIx, PackIx, PhaseIx, SignIx, SourceIx, Value, ValueSet};

/// A thing that can be observed about a rep.
#[derive(Clone, Debug)]
pub struct Sign {
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    /// The question that a check asks.
    pub ask: String,
    /// When it is seen; none for a sign of the whole set.
    pub phase: Option<PhaseIx>,
    /// Who can tell it.
    pub kind: SignKind,
    /// Its values.
    pub domain: Domain,
    /// The two signs that it is the difference of: the first less the second.
    pub difference: Option<[SignIx; 2]>,
    /// How it is made from the reps of a set; none for a sign of one rep.
    pub over_set: Option<OverSet>,
    /// How it is read off the landmarks of a film; none if it can't be.
    pub measure: Option<Box<Measure>>,
    /// What is good unless an exercise says otherwise.
    pub usually: Option<ValueSet>,
    /// How its values pose the figure.
    pub poses: SignPoses,
    /// Where its id is written.
    pub span: Span,
}

worded! {
    /// Who can tell a sign.
    SignKind {
        /// Anyone who watches.
        Seen = "seen";
        /// Only the lifter.
        Felt = "felt";
        /// It describes the set and not the movement. Every value is good unless the exercise says otherwise.
        Context = "context";
        /// It describes the lifter, in every set alike: long thighs, a beginner.
        Lifter = "lifter";
        /// It says which way of doing the exercise is meant: a variant of it.
        Style = "style";
    }
}

worded! {
    /// How a sign of a set is made from its reps.
    SetMeasure {
        /// The sign's number in the first rep.
        First = "first";
        /// In the last.
        Last = "last";
        /// The one that is farthest from what is good.
        Worst = "worst";
        /// The last less the first.
        Change = "change";
        /// In how many reps the mistake is.
        HowMany = "how-many";
        /// The most reps in a row in which it is.
        LongestRun = "longest-run";
    }
}

impl SetMeasure {
    /// Whether it counts reps with a mistake; else it is a number of a sign.
    pub fn counts(self) -> bool {
        matches!(self, SetMeasure::HowMany | SetMeasure::LongestRun)
    }
}

/// What a sign of a set is made from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OverSet {
    /// How.
    pub how: SetMeasure,
    /// From what.
    pub of: SetSource,
}

/// What of each rep counts over a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SetSource {
    /// A sign that has numbers.
    Sign(SignIx),
    /// A mistake.
    Mistake(MistakeIx),
    /// Any mistake of a rep.
    AnyMistake,
}

impl SignKind {
    /// Whether it is known before the rep and no part of the movement: told first, and every value good unless an exercise
    /// says otherwise.
    pub fn is_context(self) -> bool {
        matches!(self, SignKind::Context | SignKind::Lifter | SignKind::Style)
    }
}

/// The values of a sign.
#[derive(Clone, Debug)]
pub enum Domain {
    /// Named values, in their natural order.
    Named(Vec<NamedValue>),
    /// The numbers `from..=to` of a grid; all of them, and `apart`, in steps of it.
    Range {
        /// The smallest.
        from: i32,
        /// The largest.
        to: i32,
        /// What a step comes to.
        grid: Grid,
        /// What is counted, such as degrees; may be empty.
        unit: String,
        /// Differences smaller than this can't be seen: a scenario keeps this far from every bound. At least 1.
        apart: i32,
        /// The clause, with `{value}` where the number goes.
        say: String,
    },
}

#[derive(Clone, Debug)]
pub struct NamedValue {
    /// Its name in rule files.
    pub name: Id,
    /// The clause that fits after "You see a rep in which …".
    pub say: String,
    /// Where its name is written.
    pub span: Span,
}

/// A clause with its number, or numbers, in place; the unit behind a 1 is one of it: "about 1 second".
pub(crate) fn filled(say: &str, numbers: &str, unit: &str) -> String {
    let (many, one) = (format!("{{value}} {unit}"), format!("{{value}} {}", unit_after(numbers, unit)));
    let say = if unit.is_empty() { say.to_owned() } else { say.replace(&many, &one) };
    say.replace("{value}", numbers)
}

/// The unit as it stands behind a number or several: "2 seconds", "1 second", "more than 1 second".
pub fn unit_after<'u>(numbers: &str, unit: &'u str) -> &'u str {
    let is_one = numbers.rsplit(' ').next() == Some("1");
    unit.strip_suffix('s').filter(|_| is_one).unwrap_or(unit)
}

impl Sign {
    pub fn all(&self) -> ValueSet {
        match &self.domain {
            Domain::Named(values) => ValueSet::span(0, i32::try_from(values.len()).unwrap_or(i32::MAX) - 1),
            Domain::Range { from, to, .. } => ValueSet::span(*from, *to),
        }
    }

    /// The clause that says `value`: "the elbows bend before the shoulder blades move".
    pub fn say(&self, value: Value) -> String {
        match &self.domain {
            Domain::Named(values) => values[usize::try_from(value.0).unwrap_or(usize::MAX)].say.clone(),
            // At an end of the scale it is just that, and not about that.
            Domain::Range { say, from, to, grid, unit, .. } if value.0 == *from || value.0 == *to => {
                filled(&say.replace("about {value}", "{value}"), &grid.write(value.0), unit)
            }
            Domain::Range { say, grid, unit, .. } => filled(say, &grid.write(value.0), unit),
        }
    }

    /// The value as written in rule files and in JSON: its name, or the number.
    pub fn word(&self, value: Value) -> String {
        match &self.domain {
            Domain::Named(values) => {
                values[usize::try_from(value.0).unwrap_or(usize::MAX)].name.as_str().to_owned()
            }
            Domain::Range { grid, .. } => grid.write(value.0),
        }
    }

    /// The value that `word` names, if this sign has it.
    pub fn value(&self, word: &str) -> Option<Value> {
        match &self.domain {
            Domain::Named(values) => {
                let place = values.iter().position(|value| value.name == word)?;
                i32::try_from(place).ok().map(Value)
            }
            Domain::Range { from, to, grid, .. } => {
                grid.read(word).filter(|number| (from..=to).contains(&number)).map(Value)
            }
        }
    }

    /// What its numbers are, in words: "a whole number from 0 to 90", "a number from 0 to 3 in steps of 0.1". Empty where
    /// its values have names.
    pub fn numbers(&self) -> String {
        match &self.domain {
            Domain::Named(_) => String::new(),
            Domain::Range { from, to, grid, .. } => {
                let (from, to) = (grid.write(*from), grid.write(*to));
                if grid.is_whole() {
                    format!("a whole number from {from} to {to}")
                } else {
                    format!("a number from {from} to {to} in steps of {}", grid.step())
                }
            }
        }
    }
}

worded! {
    /// How bad a mistake is. Ordered: a higher one is worse.
    #[derive(serde::Serialize)]
    #[serde(rename_all = "kebab-case")]
    Severity {
        /// Polish.
        Low = "low";
        /// The exercise loses its purpose.
        Medium = "medium";
        /// Stop the set.
        High = "high";
    }
}

worded! {
    /// What of a contested mistake is contested.
    Contests {
        /// Whether it is one at all.
        Mistake = "mistake";
        /// What it costs. That it is there can be seen, and an exam may ask to see it.
        Why = "why";
    }
}

/// A union of clauses: it holds where one of them does. What `when` says.
pub type When = Vec<Clause>;

/// A `when` with what is left out of it.
#[derive(Clone, Debug)]
pub struct WhenUnless {
    pub when: When,
    /// It doesn't fire where one of these holds.
    pub unless: When,
}

/// A test on each of some signs, joined by AND: a box.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The tests; no sign twice.
    pub tests: Vec<Test>,
    /// Where the clause is written.
    pub span: Span,
}

/// A condition on one sign.
#[derive(Clone, Debug)]
pub struct Test {
    pub sign: SignIx,
    /// The values for which it holds; neither empty nor outside of the sign's domain.
    pub values: ValueSet,
    /// Whether it was written with bounds (`from`, `to`, `over`, `under`), so that examples should stand on both sides.
    pub bounded: bool,
    /// Where the condition (the value, not the key) is written.
    pub span: Span,
}

/// A source with the place in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cite {
    pub source: SourceIx,
    /// The place in it, written after `#`.
    pub place: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// Sources, shared: a mistake that counts in a hundred exercises has them once.
pub type Cites = Arc<[Cite]>;

/// What backs a claim and what speaks against it.
#[derive(Clone, Debug, Default)]
pub struct Backing {
    /// Where it comes from.
    pub sources: Cites,
    /// Where a number is a judgement: whose, and why.
    pub assumption: Option<String>,
    /// Where schools differ: what each says.
    pub contested: Option<String>,
}

impl Backing {
    /// Whether nothing of it is contested.
    pub fn is_settled(&self) -> bool {
        self.contested.is_none()
    }
}

/// A mistake: its meaning (`when`) and its words.
#[derive(Clone, Debug)]
pub struct Mistake {
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    pub name: String,
    /// Other names that a typed answer may use.
    pub aka: Vec<String>,
    /// How bad it is.
    pub severity: Severity,
    /// Where it fires, as boxes: what `when` says, less what `unless` says. One id, one meaning: no exercise changes it.
    pub when: When,
    /// The two as they are written, where there is an `unless`.
    pub written: Option<Box<WhenUnless>>,
    /// Where it is worse than that, the least of it first.
    pub worse: Vec<Degree>,
    /// The mistakes that it often leads to; no circles.
    pub leads_to: Vec<MistakeIx>,
    /// The mistakes that are so like it that a coach may name either; each of them has it in its own list.
    pub not_beside: Vec<MistakeIx>,
    /// Its words where no exercise rewords them.
    pub words: MistakeWords,
    pub backing: Backing,
    /// What of it is contested, if anything is.
    pub contests: Contests,
    /// The exercise that alone has it; none for a shared one.
    pub only_in: Option<ExerciseIx>,
    /// Where its id is written.
    pub span: Span,
}

impl Mistake {
    /// Whether nothing of it is contested.
    pub fn is_settled(&self) -> bool {
        self.backing.is_settled()
    }

    /// Whether nobody contests that it is a mistake, so that an exam may ask to see it.
    pub fn is_settled_to_see(&self) -> bool {
        self.is_settled() || self.contests == Contests::Why
    }
}

/// A degree of a mistake: where it fires and this holds too, it is worse.
#[derive(Clone, Debug)]
pub struct Degree {
    /// Where.
    pub when: When,
    /// How bad it is there: worse than the mistake elsewhere.
    pub severity: Severity,
    /// What a coach calls out there, if that is something else.
    pub cue: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// What a mistake costs, what to do instead, what a coach calls out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MistakeWords {
    /// What it costs the lifter.
    pub why: String,
    /// What to do instead, as an instruction.
    pub fix: String,
    /// What a coach calls out: six words or fewer.
    pub cue: String,
    /// What other coaches call out for the same: a typed answer may be one of them.
    pub cues: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Muscle {
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    pub name: String,
    /// The group it belongs to.
    pub group: Option<Id>,
    /// Where it comes from.
    pub origin: Option<String>,
    /// Where it goes to.
    pub insertion: Option<String>,
    /// What it does.
    pub actions: Vec<String>,
    /// One sentence on it.
    pub about: Option<String>,
    pub backing: Backing,
    /// Where its id is written.
    pub span: Span,
}

/// Where claims come from.
#[derive(Clone, Debug)]
pub struct Source {
    pub id: Id,
    /// The pack that declares it.
    pub pack: PackIx,
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Article, study, book, code or consensus.
    pub kind: String,
    /// Where it is.
    pub url: Option<String>,
    /// When it came out.
    pub year: Option<i32>,
    /// Where its id is written.
    pub span: Span,
}
