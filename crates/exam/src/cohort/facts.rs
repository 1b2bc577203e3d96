//! What a report is made of: counts that can be added up record by record, so that a database can keep them and a report
//! need not read a million records.
//!
//! Must not know what a report says of them, nor where they are kept.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::math::float;
use super::{MarkSums, SameForm, Sums, lord};
use crate::record::{By, Ended, Record, RecordItem};
use formcheck_core::detection::{Outcomes, Pairs, count_pairs};

/// One record, as a line of the cohort table.
#[expect(clippy::struct_excessive_bools, reason = "facts of a record, each on its own")]
#[derive(Clone, PartialEq, Debug)]
pub struct Person {
    /// What the examiner calls them.
    pub reference: String,
    /// Their name, if the record still has it.
    pub name: Option<String>,
    /// The exam's id.
    pub exam: String,
    /// The exam's title.
    pub title: String,
    /// Which try it was.
    pub attempt: u32,
    /// The day on which it was begun, as 2026-11-25, UTC.
    pub day: String,
    /// Marks over the scored items.
    pub marks: f64,
    /// Scored items.
    pub of: usize,
    /// The cut, in percent.
    pub cut: u8,
    /// Whether it was passed.
    pub passed: bool,
    /// The time used, in milliseconds.
    pub used_ms: u64,
    /// Whether somebody watched, as the examiner says.
    pub supervised: bool,
    /// Whether it was neither handed in nor out of time.
    pub left_open: bool,
    /// Whether its paper was in words in place of pictures.
    pub described: bool,
    /// Whether the record names something about the sitting that can't be vouched for.
    pub in_doubt: bool,
    /// Whether the record verified; none if nobody looked.
    pub verified: Option<bool>,
    /// Which items these were, whoever got them: equal for equal forms.
    pub form: String,
    /// Right or not, scored item by item.
    pub rights: Vec<bool>,
    /// The record itself: the digest of its signed bytes.
    pub record: String,
    /// Whose record it is: the gym's name, or the id of the examiner's key. What an examiner calls somebody holds here only.
    pub gym: String,
    /// The paper that was sat: of several records of it one counts.
    pub sitting: String,
}

/// Answers to one family of items: the same skill asked in the same way, each time as another rep.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Family {
    /// x is the share of marks of the rest of the same form, y the marks of the item.
    pub sums: Sums,
    /// Wholly right ones.
    pub right: usize,
    /// Milliseconds, over all.
    pub ms: u64,
    /// Items that were tried out and did not count.
    pub tried_out: usize,
}

/// How often an option was offered and taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OptionCounts {
    /// Offered and answered.
    pub offered: usize,
    /// Chosen.
    pub taken: usize,
    /// Whether it was right, when it was offered.
    pub right: bool,
}

/// A family: its skill and the word of its kind.
pub type FamilyKey = (String, String);

/// Everything that a report is made of.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct CohortCounts {
    /// The records, in the order in which they came; of very many only the latest.
    pub people: Vec<Person>,
    /// Records that were counted and are not among `people`.
    pub more: usize,
    /// By exam.
    pub exams: BTreeMap<String, ExamFacts>,
    /// By gym: people at an exam, and how many of them passed at their latest try.
    pub gyms: BTreeMap<String, (usize, usize)>,
    /// What was answered in all of them.
    pub answers: RecordCounts,
}

/// What is counted of one exam.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ExamFacts {
    /// Its title.
    pub title: String,
    /// The cut of the latest record, in percent.
    pub cut: u8,
    /// Records.
    pub records: usize,
    /// People, and how many of them passed at their latest try.
    pub people: (usize, usize),
    /// People whose first try is here, and how many of them passed at it.
    pub first: (usize, usize),
    /// Marks over people and items, of each person's latest try.
    pub spread: MarkSums,
    /// Records of equal forms, of the most used form only.
    pub same_form: SameForm,
    /// Records within one standard error of the cut.
    pub near: usize,
    /// The same as lines; of very many only the latest.
    pub near_people: Vec<Person>,
    /// Milliseconds used: the middle one over records.
    pub median_ms: Option<u64>,
}

/// What was answered in one record, or in many.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RecordCounts {
    /// Trials, by mistake.
    pub seen: BTreeMap<String, Outcomes>,
    /// What was called what.
    pub pairs: Pairs,
    /// Families of items.
    pub families: BTreeMap<FamilyKey, Family>,
    /// Options of a family's items, by what they say.
    pub options: BTreeMap<(FamilyKey, String), OptionCounts>,
    /// Parts of the score: marks and items.
    pub parts: BTreeMap<(By, String), (f64, usize)>,
}

impl Person {
    /// The line of a record whose signed bytes have this digest.
    pub fn of(record: &Record, name: Option<&str>, digest: &str, verified: Option<bool>) -> Person {
        let scored = || record.items.iter().filter(|item| item.counts());
        let mut ids: Vec<(&str, bool)> = scored().map(|item| (item.item.id.as_str(), item.right)).collect();
        // The same questions in another order are the same form.
        ids.sort_unstable();
        let mut form = Sha256::new();
        for (id, _) in &ids {
            form.update(format!("{id}\n"));
        }
        Person {
            reference: record.candidate.reference.clone(),
            name: name.map(str::to_owned),
            exam: record.exam.id.clone(),
            title: record.exam.title.clone(),
            attempt: record.attempt.number,
            day: record.times.opened.to_string().chars().take(10).collect(),
            marks: record.score.marks,
            of: record.score.of,
            cut: record.cut.percent,
            passed: record.passed,
            used_ms: record.times.used_ms,
            supervised: record.supervision.supervised,
            left_open: record.times.how == Ended::LeftOpen,
            described: record.is_described(),
            in_doubt: !record.times.doubts.is_empty(),
            verified,
            form: base16ct::lower::encode_string(&form.finalize()[..8]),
            rights: ids.into_iter().map(|(_, right)| right).collect(),
            record: digest.to_owned(),
            gym: String::new(),
            sitting: record.form.clone(),
        }
    }

    /// The same, with whose record it is.
    #[must_use]
    pub fn at(self, gym: impl Into<String>) -> Person {
        Person { gym: gym.into(), ..self }
    }

    /// By exam, gym, person and try.
    pub fn in_order(&self, other: &Person) -> std::cmp::Ordering {
        let key = |person: &Person| {
            let Person { exam, gym, reference, attempt, day, sitting, .. } = person.clone();
            (exam, gym, reference, attempt, day, sitting)
        };
        key(self).cmp(&key(other))
    }

    /// Whether it counts: what was looked at and does not verify doesn't.
    pub fn counts(&self) -> bool {
        self.verified != Some(false)
    }

    /// Whether it is somebody else than this one.
    fn is_other(&self, other: &Person) -> bool {
        (&self.gym, &self.reference) != (&other.gym, &other.reference)
    }

    /// The share of marks.
    pub fn share(&self) -> f64 {
        if self.of == 0 { 0.0 } else { self.marks / float(self.of) }
    }
}

impl RecordCounts {
    /// What one record adds.
    pub fn of(record: &Record) -> RecordCounts {
        let mut counted = RecordCounts::default();
        let scored: Vec<&RecordItem> = record.items.iter().filter(|item| item.counts()).collect();
        let all: f64 = scored.iter().map(|item| item.marks).sum();
        // What was wrong tells nothing of anybody.
        for item in record.items.iter().filter(|item| !item.struck) {
            counted.add_item(item, all, scored.len());
        }
        for part in &record.subscores {
            let (marks, n) = counted.parts.entry((part.by, part.of.clone())).or_default();
            *marks += part.marks;
            *n += part.n;
        }
        counted
    }

    fn add_item(&mut self, item: &RecordItem, all: f64, scored: usize) {
        for trial in &item.trials {
            self.seen.entry(trial.mistake.clone()).or_default().add(trial);
        }
        count_pairs(&item.trials, &mut self.pairs);
        let key = (item.item.skill.to_string(), item.item.kind.word().to_owned());
        let family = self.families.entry(key.clone()).or_default();
        // The rest of the form: without the item itself, if it is one of those that count.
        let (rest, others) =
            if item.is_trial { (all, scored) } else { (all - item.marks, scored.saturating_sub(1)) };
        let rest = if others == 0 { 0.0 } else { rest / float(others) };
        family.sums = family.sums.and(rest, item.marks);
        family.right += usize::from(item.right);
        family.ms += item.ms;
        family.tried_out += usize::from(item.is_trial);
        if let Some(answer) = &item.answer {
            for choice in item.item.key.choices() {
                let taken = self.options.entry((key.clone(), choice.say.clone())).or_default();
                taken.offered += 1;
                taken.taken += usize::from(answer.chosen().contains(&choice.id));
                taken.right |= choice.right;
            }
        }
    }
}

impl CohortCounts {
    /// Of records read from files: each with its line and its counts. Of several records of one sitting the first counts;
    /// one that does not verify is a line, and is not counted.
    pub fn of(records: impl IntoIterator<Item = (Person, RecordCounts)>) -> CohortCounts {
        let mut facts = CohortCounts::default();
        let mut sat: BTreeSet<(String, String)> = BTreeSet::new();
        for (person, counted) in records {
            if person.counts() {
                if !sat.insert((person.gym.clone(), person.sitting.clone())) {
                    continue;
                }
                facts.answers.add(counted);
            }
            facts.people.push(person);
        }
        facts.sort();
        let mut by_exam: BTreeMap<&str, Vec<&Person>> = BTreeMap::new();
        for person in facts.people.iter().filter(|person| person.counts()) {
            by_exam.entry(&person.exam).or_default().push(person);
        }
        for people in by_exam.values() {
            for person in latest(people) {
                let gym = facts.gyms.entry(person.gym.clone()).or_default();
                *gym = (gym.0 + 1, gym.1 + usize::from(person.passed));
            }
        }
        facts.exams = by_exam.iter().map(|(id, of)| ((*id).to_owned(), ExamFacts::of(of))).collect();
        facts
    }

    /// Puts the lines in order.
    pub(crate) fn sort(&mut self) {
        self.people.sort_by(Person::in_order);
    }
}

impl RecordCounts {
    /// Adds the counts of a record, or of many.
    pub fn add(&mut self, counted: RecordCounts) {
        for (mistake, new) in counted.seen {
            let seen = self.seen.entry(mistake).or_default();
            seen.hits += new.hits;
            seen.misses += new.misses;
            seen.false_alarms += new.false_alarms;
            seen.rejections += new.rejections;
        }
        for (pair, (times, offered)) in counted.pairs {
            let sum = self.pairs.entry(pair).or_default();
            *sum = (sum.0 + times, sum.1 + offered);
        }
        for (key, new) in counted.families {
            let family = self.families.entry(key).or_default();
            family.sums = family.sums.plus(new.sums);
            family.right += new.right;
            family.ms += new.ms;
            family.tried_out += new.tried_out;
        }
        for (key, new) in counted.options {
            let taken = self.options.entry(key).or_default();
            taken.offered += new.offered;
            taken.taken += new.taken;
            taken.right |= new.right;
        }
        for (key, (marks, n)) in counted.parts {
            let sum = self.parts.entry(key).or_default();
            *sum = (sum.0 + marks, sum.1 + n);
        }
    }
}

impl ExamFacts {
    /// Of the records of one exam, sorted by person and try.
    fn of(people: &[&Person]) -> ExamFacts {
        let mut exam = ExamFacts { records: people.len(), ..ExamFacts::default() };
        for person in people.iter().filter(|person| person.attempt == 1) {
            exam.first.0 += 1;
            exam.first.1 += usize::from(person.passed);
        }
        for person in latest(people) {
            exam.people.0 += 1;
            exam.people.1 += usize::from(person.passed);
            let marks: Vec<f64> = person.rights.iter().map(|right| f64::from(u8::from(*right))).collect();
            exam.spread = exam.spread.and(&marks);
        }
        let newest = people.iter().max_by_key(|person| (&person.day, &person.record));
        exam.title = newest.map(|person| person.title.clone()).unwrap_or_default();
        exam.cut = newest.map(|person| person.cut).unwrap_or_default();
        exam.median_ms = super::math::median(people.iter().map(|person| person.used_ms).collect());
        exam.near_people =
            people.iter().filter(|person| is_near(person)).map(|person| (*person).clone()).collect();
        exam.near = exam.near_people.len();
        let mut forms: BTreeMap<&str, Vec<&[bool]>> = BTreeMap::new();
        for person in people {
            forms.entry(&person.form).or_default().push(&person.rights);
        }
        // Of equally used ones the first, as a database has it too.
        let most = forms.into_values().rev().max_by_key(Vec::len);
        exam.same_form = SameForm::of(most.unwrap_or_default());
        exam
    }
}

/// The latest try of each person, of people sorted by person and try.
fn latest<'p>(people: &'p [&'p Person]) -> impl Iterator<Item = &'p Person> {
    let next = |at: usize| people.get(at + 1).copied();
    people
        .iter()
        .enumerate()
        .filter(move |(at, person)| next(*at).is_none_or(|next| next.is_other(person)))
        .map(|(_, person)| *person)
}

/// Whether the decision is within one standard error (Lord) of the cut, so that it could have been another one with
/// another form.
pub(crate) fn is_near(person: &Person) -> bool {
    let distance = (person.share() - f64::from(person.cut) / 100.0).abs();
    // The cut itself is as near as can be, whatever is lost in the last digit.
    lord(person.marks, person.of).is_some_and(|error| distance <= error / float(person.of) + 1e-12)
}
