//! Records of many people, made up from real ones: other answers, other people, other days.

use formcheck_core::quiz::{Chance, OptionId, Response, Seed};
use formcheck_exam::cohort::{Person, RecordCounts};
use formcheck_exam::paper::Stamp;
use formcheck_exam::record::Record;

/// A record that was made up.
pub(crate) struct MadeUp {
    pub(crate) person: Person,
    pub(crate) counted: RecordCounts,
}

/// 2026-01-05 at noon, UTC, and a day, in milliseconds.
const FIRST: i64 = 1_767_614_400_000;
const DAY: i64 = 86_400_000;

/// So many records of people of these gyms, each of one of the given records with other answers. Some people try again,
/// later; some records are of the same form.
pub(crate) fn made_up(real: &[Record], number: usize, gyms: &[&str], seed: u64) -> Vec<MadeUp> {
    let mut chance = Chance::from_seed(Seed(seed));
    let mut made = Vec::new();
    for person in 0.. {
        if made.len() >= number {
            break;
        }
        // Each gym has a t-00007 of its own.
        let (gym, of) = (person % gyms.len(), chance.below(real.len()));
        let (begun, skill) = (chance.below(300), chance.below(10));
        let tries = if chance.one_in(5) { 2 } else { 1 };
        for attempt in 1..=tries {
            let mut record = real[of].clone();
            record.candidate.reference = format!("t-{:05}", person / gyms.len());
            record.attempt.number = attempt;
            record.form = format!("{seed:04x}{:08x}", made.len());
            let days = i64::try_from(begun).expect("few") + i64::from(attempt) * 20;
            record.times.opened = Stamp(FIRST + days * DAY);
            record.times.used_ms = 60_000 + u64::try_from(chance.below(3_000_000)).expect("few");
            answer(&mut record, skill, &mut chance);
            let digest = format!("{seed:08x}{:056x}", made.len());
            let verified = chance.one_in(2).then_some(true);
            let counted = RecordCounts::of(&record);
            made.push(MadeUp { person: Person::of(&record, None, &digest, verified).at(gyms[gym]), counted });
        }
    }
    made.truncate(number);
    made.sort_by(|a, b| a.person.gym.cmp(&b.person.gym));
    made
}

/// Answers by chance: the higher the skill, from 0 to 9, the oftener right.
fn answer(record: &mut Record, skill: usize, chance: &mut Chance) {
    for item in &mut record.items {
        item.right = chance.below(12) < skill + 2;
        item.marks = if item.right { 1.0 } else { [0.0, 0.0, 0.5][chance.below(3)] };
        item.ms = 5_000 + u64::try_from(chance.below(90_000)).expect("few");
        let choices: Vec<(OptionId, bool)> =
            item.item.key.choices().iter().map(|one| (one.id.clone(), one.right)).collect();
        let keys = || choices.iter().filter(|(_, right)| *right).map(|(id, _)| id.clone());
        let taken: Vec<OptionId> = match chance.pick(&choices) {
            _ if item.right => keys().collect(),
            Some((id, _)) => vec![id.clone()],
            None => Vec::new(),
        };
        for trial in &mut item.trials {
            trial.marked = taken.iter().any(|id| id.as_str() == trial.mistake);
        }
        item.answer = match &item.answer {
            Some(Response::Many(_)) => Some(Response::Many(taken)),
            Some(Response::One(_)) => taken.into_iter().next().map(Response::One),
            other => other.clone(),
        };
    }
    let scored = || record.items.iter().filter(|item| !item.is_trial);
    let marks: f64 = scored().map(|item| item.marks).sum();
    for part in &mut record.subscores {
        part.marks = f64::from(u32::try_from(chance.below(part.n + 1)).expect("few"));
    }
    #[expect(clippy::cast_precision_loss, reason = "a few items")]
    let percent = marks / scored().count() as f64 * 100.0;
    record.score.marks = marks;
    record.passed = percent >= f64::from(record.cut.percent);
}
