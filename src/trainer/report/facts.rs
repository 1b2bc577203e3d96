//! What a report is made of: counts that can be added up record by record, so that a database can keep them and a report
//! need not read a million records.
//!
//! Must not know what a report says of them, nor where they are kept.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::math::{Spread, Sums, float};
use crate::learner::stats::{Pairs, Seen, count_pairs};
use crate::quiz::{OptionId, Response};
use crate::trainer::record::{By, Ended, Record, RecordItem};

/// One record, as a line of the cohort table.
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
    /// Whether the record verified; none if nobody looked.
    pub verified: Option<bool>,
    /// Which items these were, whoever got them: equal for equal forms.
    pub form: String,
    /// Right or not, scored item by item.
    pub rights: Vec<bool>,
    /// The record itself: the digest of its signed bytes.
    pub record: String,
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
pub struct Taken {
    /// Offered and answered.
    pub offered: usize,
    /// Taken.
    pub taken: usize,
    /// Whether it was right, when it was offered.
    pub right: bool,
}

/// A family: its skill and the word of its kind.
pub type FamilyKey = (String, String);

/// Everything that a report is made of.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Facts {
    /// The records, in the order in which they came; of very many only the latest.
    pub people: Vec<Person>,
    /// Records that were counted and are not among `people`.
    pub more: usize,
    /// By exam.
    pub exams: BTreeMap<String, ExamFacts>,
    /// Trials, by mistake.
    pub seen: BTreeMap<String, Seen>,
    /// What was called what.
    pub pairs: Pairs,
    /// Families of items.
    pub families: BTreeMap<FamilyKey, Family>,
    /// Options of a family's items, by what they say.
    pub options: BTreeMap<(FamilyKey, String), Taken>,
    /// Parts of the score: marks and items.
    pub parts: BTreeMap<(By, String), (f64, usize)>,
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
    pub spread: Spread,
    /// Of equal forms: right or not, a row a record; the most used form only.
    pub same_form: Vec<Vec<bool>>,
    /// Milliseconds used: the middle one over records.
    pub median_ms: Option<u64>,
}

/// The counts of one record.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Counted {
    /// Trials, by mistake.
    pub seen: BTreeMap<String, Seen>,
    /// What was called what.
    pub pairs: Pairs,
    /// Families of items.
    pub families: BTreeMap<FamilyKey, Family>,
    /// Options.
    pub options: BTreeMap<(FamilyKey, String), Taken>,
    /// Parts of the score.
    pub parts: BTreeMap<(By, String), (f64, usize)>,
}

impl Person {
    /// The line of a record whose signed bytes have this digest.
    pub fn of(record: &Record, name: Option<&str>, digest: &str, verified: Option<bool>) -> Person {
        let scored = || record.items.iter().filter(|item| !item.is_trial);
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
            verified,
            form: base16ct::lower::encode_string(&form.finalize()[..8]),
            rights: ids.into_iter().map(|(_, right)| right).collect(),
            record: digest.to_owned(),
        }
    }

    /// The share of marks.
    pub fn share(&self) -> f64 {
        if self.of == 0 { 0.0 } else { self.marks / float(self.of) }
    }
}

impl Counted {
    /// What one record adds.
    pub fn of(record: &Record) -> Counted {
        let mut counted = Counted::default();
        let scored: Vec<&RecordItem> = record.items.iter().filter(|item| !item.is_trial).collect();
        let all: f64 = scored.iter().map(|item| item.marks).sum();
        for item in &record.items {
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
        let key = (item.item.skill.clone(), item.item.kind.clone());
        let family = self.families.entry(key.clone()).or_default();
        // The rest of the form: without the item itself, if it is one of those that count.
        let (rest, others) =
            if item.is_trial { (all, scored) } else { (all - item.marks, scored.saturating_sub(1)) };
        let rest = if others == 0 { 0.0 } else { rest / float(others) };
        family.sums = family.sums.and(rest, item.marks);
        family.right += usize::from(item.right);
        family.ms += item.ms;
        family.tried_out += usize::from(item.is_trial);
        let took = |id: &str| match &item.answer {
            Some(Response::One(one)) => *one == OptionId::new(id),
            Some(Response::Many(many)) => many.contains(&OptionId::new(id)),
            _ => false,
        };
        if item.answer.is_some() {
            for (id, say, right) in item.item.choices() {
                let taken = self.options.entry((key.clone(), say.to_owned())).or_default();
                taken.offered += 1;
                taken.taken += usize::from(took(id));
                taken.right |= right;
            }
        }
    }
}

impl Facts {
    /// Of records read from files: each with its line and its counts. Of two lines of the same record the first counts.
    pub fn of(records: impl IntoIterator<Item = (Person, Counted)>) -> Facts {
        let mut facts = Facts::default();
        for (person, counted) in records {
            if facts.people.iter().any(|other| other.record == person.record) {
                continue;
            }
            facts.add(counted);
            facts.people.push(person);
        }
        facts
            .people
            .sort_by(|a, b| (&a.exam, &a.reference, a.attempt).cmp(&(&b.exam, &b.reference, b.attempt)));
        let ids: Vec<String> = facts.people.iter().map(|person| person.exam.clone()).collect();
        for id in ids {
            let of: Vec<&Person> = facts.people.iter().filter(|person| person.exam == id).collect();
            let exam = ExamFacts::of(&of);
            facts.exams.insert(id, exam);
        }
        facts
    }

    /// Adds the counts of a record, or of many.
    pub fn add(&mut self, counted: Counted) {
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
        for (at, person) in people.iter().enumerate() {
            if person.attempt == 1 {
                exam.first.0 += 1;
                exam.first.1 += usize::from(person.passed);
            }
            let is_latest = people.get(at + 1).is_none_or(|next| next.reference != person.reference);
            if is_latest {
                exam.people.0 += 1;
                exam.people.1 += usize::from(person.passed);
                let marks: Vec<f64> = person.rights.iter().map(|right| f64::from(u8::from(*right))).collect();
                exam.spread = exam.spread.and(&marks);
            }
        }
        let latest = people.iter().max_by_key(|person| &person.day);
        exam.title = latest.map(|person| person.title.clone()).unwrap_or_default();
        exam.cut = latest.map(|person| person.cut).unwrap_or_default();
        exam.median_ms = super::math::median(people.iter().map(|person| person.used_ms).collect());
        let mut forms: BTreeMap<&str, Vec<Vec<bool>>> = BTreeMap::new();
        for person in people {
            forms.entry(&person.form).or_default().push(person.rights.clone());
        }
        exam.same_form = forms.into_values().max_by_key(Vec::len).unwrap_or_default();
        exam
    }
}
