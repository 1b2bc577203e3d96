//! What is kept over time, and what comes back when.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::CountedAnswer;
use crate::SkillState;
use formcheck_core::day::Day;
use formcheck_core::detection::Estimate;
use formcheck_core::quiz::Skill;

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Week {
    /// Its first day: so many sevens of days before today.
    pub from: Day,
    pub answers: usize,
    /// The share that was right among skills asked on an earlier day.
    pub kept: Estimate,
}

/// So many repeated answers a week are needed.
const NEEDS: usize = 10;

/// The last `most` weeks up to today, the oldest first; those before the first answer are left out.
pub fn weeks(answers: &[CountedAnswer], today: Day, most: u32) -> Vec<Week> {
    let mut last: HashMap<&Skill, Day> = HashMap::new();
    let mut of_week: BTreeMap<u32, (usize, usize, usize)> = BTreeMap::new();
    for (answer, day, _) in answers {
        let (all, repeated, right) = of_week.entry(today.since(*day) / 7).or_default();
        *all += 1;
        if last.insert(&answer.skill, *day).is_some_and(|before| before < *day) {
            *repeated += 1;
            *right += usize::from(answer.right);
        }
    }
    let oldest = of_week.keys().next_back().copied();
    let weeks = (0..most).rev().filter(|week| oldest.is_some_and(|oldest| *week <= oldest));
    weeks
        .map(|week| {
            let (answers, repeated, right) = of_week.get(&week).copied().unwrap_or_default();
            let back = i32::try_from(week * 7 + 6).unwrap_or(i32::MAX);
            Week { from: Day(today.0 - back), answers, kept: Estimate::share(right, repeated, NEEDS) }
        })
        .collect()
}

/// How many skills are due on each of the next `days` days, today first; what is overdue is due today.
pub fn forecast<'s>(
    skills: impl IntoIterator<Item = &'s SkillState>,
    today: Day,
    days: u32,
) -> Vec<(Day, usize)> {
    let mut due = vec![0; days as usize];
    for state in skills.into_iter().filter(|state| state.is_scheduled()) {
        if let Some(count) = due.get_mut(state.due.since(today) as usize) {
            *count += 1;
        }
    }
    (0..days).map(|later| today.plus(later)).zip(due).collect()
}
