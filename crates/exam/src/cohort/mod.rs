//! A cohort in figures: who passed, what is seen and what is confused, how good the questions are, what to teach next.
//!
//! Pure: facts in, figures out. A figure with too little behind it says so. Must not know how it is shown, nor where
//! records are kept.

mod angoff;
mod facts;
mod lessons;
mod math;

pub use angoff::{Angoff, Judges};
pub(crate) use facts::is_near;
pub use facts::{CohortCounts, ExamFacts, Family, FamilyKey, OptionCounts, Person, RecordCounts};
pub use lessons::Lesson;
pub use math::{MarkSums, SameForm, Sums, lord, wilson};

use serde::Serialize;

use super::record::{By, percent_shown};
use formcheck_core::detection::{Confusion, Detection, Estimate, confusions_of, detections_of};
use formcheck_core::rulebook::Severity;

/// So many people are needed before the scores of a form say how well it tells people apart: our judgement; below that
/// the estimate is hardly better than a guess.
const PEOPLE: usize = 20;
/// So many answers are needed for a family's difficulty, and for a part of the score.
const ANSWERS: usize = 10;
/// So many answers are needed for a correlation, and before an option that few take is called idle.
const MANY_ANSWERS: usize = 20;
/// An option that fewer take than this share is idle: Haladyna and Downing 1993, How many options is enough for a
/// multiple-choice test item?, Educational and Psychological Measurement 53:999.
const IDLE: f64 = 0.05;
/// Below this share an item-rest correlation is told: Ebel and Frisbie 1991, Essentials of Educational Measurement,
/// chapter 13 (items below 0.20 are poor).
const POOR_ITEM: f64 = 0.2;

/// A cohort in figures.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Report {
    /// What to teach next, the most pressing first.
    pub teach: Vec<Lesson>,
    /// The exams.
    pub exams: Vec<ExamReport>,
    /// The gyms, where there are several: people at an exam, counted with their latest try.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gyms: Vec<GymRate>,
    /// The records, by exam, person and try.
    pub people: Vec<PersonResult>,
    /// Records that were counted and are not listed.
    pub more: usize,
    /// Of each mistake offered, how well it is seen; the worst first.
    pub detection: Vec<Detection>,
    /// What is called what, the most frequent first.
    pub confusion: Vec<Confusion>,
    /// Parts of the score.
    pub subscores: Vec<PartFigure>,
    /// Families of items: the hardest first, those without enough answers last.
    pub families: Vec<FamilyFigure>,
    /// A cut that judges set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub angoff: Option<Angoff>,
}

/// An exam.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ExamReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The cut, in percent.
    pub cut: u8,
    /// Records.
    pub records: usize,
    /// People, counted with their latest try.
    pub latest: PassRate,
    /// People, counted with their first try.
    pub first: PassRate,
    /// The mean share of right answers.
    pub mean: Estimate,
    /// The reliability of right and wrong answers on equal forms (KR-20).
    pub kr20: Estimate,
    /// The reliability of scores where everybody had items of their own.
    pub dependability: Estimate,
    /// The standard error of a share of right answers, from form to form.
    pub standard_error: Estimate,
    /// The middle time used, in milliseconds.
    pub median_ms: Option<u64>,
    /// Whose decision is within one standard error of the cut.
    pub near_the_cut: Vec<NearCut>,
    /// How many more there are that are not listed.
    pub near_more: usize,
}

/// How a gym's people did.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct GymRate {
    /// The gym's name, or the id of its examiner's key.
    pub gym: String,
    /// Who passed.
    pub latest: PassRate,
}

/// How many of how many passed, with the 95 % interval of the share.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct PassRate {
    /// People.
    pub people: usize,
    /// Those who passed.
    pub passed: usize,
    /// The lower end of the interval, 0 to 1; none of nobody.
    pub from: Option<f64>,
    /// The upper end.
    pub to: Option<f64>,
}

/// A candidate so close to the cut that another form might have changed the decision.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct NearCut {
    /// Whose record it is.
    pub gym: String,
    /// What the examiner calls them.
    pub reference: String,
    /// Which try.
    pub attempt: u32,
    /// Percent of the marks.
    pub percent: f64,
    /// The standard error at this score (Lord), in percent of the marks.
    pub standard_error: f64,
    /// Whether it was passed.
    pub passed: bool,
}

/// A line of the cohort table.
#[expect(clippy::struct_excessive_bools, reason = "facts of a record, each on its own")]
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PersonResult {
    /// Whose record it is: the gym's name, or the id of the examiner's key.
    pub gym: String,
    /// What the examiner calls them.
    pub reference: String,
    /// Their name, if the record has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The exam's id.
    pub exam: String,
    /// Which try.
    pub attempt: u32,
    /// The day on which it began, UTC.
    pub day: String,
    /// Marks.
    pub marks: f64,
    /// Scored items.
    pub of: usize,
    /// The share of the marks in percent, to one decimal.
    pub percent: f64,
    /// Whether it was passed.
    pub passed: bool,
    /// The time used, in milliseconds.
    pub used_ms: u64,
    /// Whether somebody watched.
    pub supervised: bool,
    /// Whether it was left open.
    pub left_open: bool,
    /// Whether its paper was in words in place of pictures.
    pub described: bool,
    /// Whether the record names something about the sitting that can't be vouched for.
    pub in_doubt: bool,
    /// Whether the record verified; none if nobody looked.
    pub verified: Option<bool>,
}

/// A part of the score.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PartFigure {
    /// By what the parts are.
    pub by: By,
    /// Which part.
    pub of: String,
    /// The marks, over as many items as the share is of.
    pub marks: f64,
    /// The share of the marks.
    pub share: Estimate,
}

/// A family of items.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FamilyFigure {
    /// The skill.
    pub skill: String,
    /// The kind.
    pub kind: String,
    /// Answers.
    pub answers: usize,
    /// How many of them were tried out and did not count.
    pub tried_out: usize,
    /// The share of marks: the higher, the easier.
    pub difficulty: Estimate,
    /// The corrected item-rest correlation.
    pub item_rest: Estimate,
    /// The mean time, in milliseconds.
    pub mean_ms: u64,
    /// Whether it is known not to tell those who know from those who don't: not by chance, the whole interval lies below.
    pub read_again: bool,
    /// Wrong options that are known to be taken by hardly anybody.
    pub idle: Vec<Idle>,
}

/// A wrong option that hardly anybody takes.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Idle {
    /// What it says.
    pub say: String,
    /// How often it was offered.
    pub offered: usize,
    /// How often it was taken.
    pub taken: usize,
}

impl Report {
    /// The report of these facts.
    pub fn of(facts: &CohortCounts, judges: Option<&Judges>) -> Report {
        let detection = detections_of(facts.answers.seen.clone());
        let confusion = confusions_of(facts.answers.pairs.clone());
        let mut subscores: Vec<PartFigure> = facts.answers.parts.iter().map(part).collect();
        // Severities from the worst; all else by its id.
        let mildness = |one: &PartFigure| match one.by {
            By::Severity => Severity::ALL.iter().rev().position(|severity| severity.word() == one.of),
            _ => None,
        };
        subscores.sort_by_key(|one| (one.by, mildness(one)));
        Report {
            teach: lessons::of(&detection, &confusion, &subscores),
            exams: facts.exams.iter().map(|(id, exam)| exam_report(id, exam)).collect(),
            gyms: gyms(facts),
            people: facts.people.iter().map(line).collect(),
            more: facts.more,
            detection,
            confusion,
            subscores,
            families: families(facts),
            angoff: judges.map(Judges::cut),
        }
    }

    /// What somebody could do with too many figures for a page: the families worth a look, with the reason.
    pub fn families_to_look_at(&self) -> impl Iterator<Item = &FamilyFigure> {
        self.families.iter().filter(|family| family.read_again || !family.idle.is_empty())
    }
}

fn line(person: &Person) -> PersonResult {
    PersonResult {
        gym: person.gym.clone(),
        reference: person.reference.clone(),
        name: person.name.clone(),
        exam: person.exam.clone(),
        attempt: person.attempt,
        day: person.day.clone(),
        marks: person.marks,
        of: person.of,
        percent: percent_shown(person.marks, person.of, person.cut),
        passed: person.passed,
        used_ms: person.used_ms,
        supervised: person.supervised,
        left_open: person.left_open,
        described: person.described,
        in_doubt: person.in_doubt,
        verified: person.verified,
    }
}

fn gyms(facts: &CohortCounts) -> Vec<GymRate> {
    let several = facts.gyms.len() > 1;
    let all = facts.gyms.iter().filter(|_| several);
    all.map(|(gym, people)| GymRate { gym: gym.clone(), latest: pass_rate(*people) }).collect()
}

fn tenth(percent: f64) -> f64 {
    (percent * 10.0).round() / 10.0
}

fn pass_rate((people, passed): (usize, usize)) -> PassRate {
    let interval = (people > 0).then(|| wilson(passed, people));
    PassRate { people, passed, from: interval.map(|(from, _)| from), to: interval.map(|(_, to)| to) }
}

fn exam_report(id: &str, exam: &ExamFacts) -> ExamReport {
    let spread = exam.spread;
    let figure = |value: Option<f64>, n: usize| {
        let enough = Estimate::new(n, PEOPLE, || value.unwrap_or_default());
        // All alike: there is nothing to tell apart, and no number for it.
        Estimate { value: enough.value.filter(|_| value.is_some()), ..enough }
    };
    let same = exam.same_form.persons;
    let mean = || if spread.items == 0 { 0.0 } else { spread.sum / math::float(spread.items) };
    ExamReport {
        id: id.to_owned(),
        title: exam.title.clone(),
        cut: exam.cut,
        records: exam.records,
        latest: pass_rate(exam.people),
        first: pass_rate(exam.first),
        mean: Estimate::new(spread.persons, 2, mean),
        kr20: figure(exam.same_form.kr20(), same),
        dependability: figure(spread.dependability(), spread.persons),
        standard_error: figure(spread.standard_error(), spread.persons),
        median_ms: exam.median_ms,
        near_the_cut: exam.near_people.iter().filter_map(near).collect(),
        near_more: exam.near - exam.near_people.len(),
    }
}

fn near(person: &Person) -> Option<NearCut> {
    let error = lord(person.marks, person.of)? / math::float(person.of) * 100.0;
    Some(NearCut {
        gym: person.gym.clone(),
        reference: person.reference.clone(),
        attempt: person.attempt,
        percent: percent_shown(person.marks, person.of, person.cut),
        standard_error: tenth(error),
        passed: person.passed,
    })
}

fn part(((by, of), (marks, n)): (&(By, String), &(f64, usize))) -> PartFigure {
    let share = Estimate::new(*n, ANSWERS, || marks / math::float(*n));
    PartFigure { by: *by, of: of.clone(), marks: *marks, share }
}

fn families(facts: &CohortCounts) -> Vec<FamilyFigure> {
    // Looking at many families and options, some look bad by chance alone: the intervals are widened by their number.
    let correlated = facts.answers.families.values().filter(|family| family.sums.n >= MANY_ANSWERS).count();
    let is_looked_at = |taken: &&OptionCounts| !taken.right && taken.offered >= MANY_ANSWERS;
    let looked_at = facts.answers.options.values().filter(is_looked_at).count();
    let one = |((skill, kind), family): (&FamilyKey, &Family)| {
        let n = family.sums.n;
        let correlation = family.sums.correlation();
        let item_rest = Estimate::new(n, MANY_ANSWERS, || correlation.unwrap_or_default());
        let key = (skill.clone(), kind.clone());
        let options = facts.answers.options.range((key.clone(), String::new())..);
        let idle = options
            .take_while(|((family, _), _)| *family == key)
            .filter(|(_, taken)| is_looked_at(taken))
            .filter(|(_, taken)| math::wilson_of_several(taken.taken, taken.offered, looked_at).1 < IDLE)
            .map(|((_, say), taken)| Idle { say: say.clone(), offered: taken.offered, taken: taken.taken });
        FamilyFigure {
            skill: skill.clone(),
            kind: kind.clone(),
            answers: n,
            tried_out: family.tried_out,
            difficulty: Estimate::new(n, ANSWERS, || family.sums.y / math::float(n)),
            item_rest: Estimate { value: item_rest.value.filter(|_| correlation.is_some()), ..item_rest },
            mean_ms: family.ms / u64::try_from(n.max(1)).unwrap_or(u64::MAX),
            read_again: correlation.is_some_and(|r| {
                n >= MANY_ANSWERS && math::correlation_at_most(r, n, correlated) < POOR_ITEM
            }),
            idle: idle.collect(),
        }
    };
    let mut found: Vec<FamilyFigure> = facts.answers.families.iter().map(one).collect();
    let hardest = |family: &FamilyFigure| family.difficulty.value.unwrap_or(f64::INFINITY);
    found.sort_by(|a, b| hardest(a).total_cmp(&hardest(b)).then(b.answers.cmp(&a.answers)));
    found
}
