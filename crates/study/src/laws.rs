//! The meaning of the log against a plain model: whatever the clock did, each answer counts once, on the day that it is said to
//! belong to. The model looks at all events again for each answer and knows no short cut.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::{Answered, LearnerState, Logged, Seq, StudyEvent};
use formcheck_core::day::Day;
use formcheck_core::quiz::{OptionId, Response, Skill};

/// What happens.
#[derive(Clone, Debug)]
enum Act {
    /// A session begins, so many days later by the clock.
    Open(i32),
    /// The next event is so many days later by the clock.
    Clock(i32),
    /// A new item about one of a few skills is answered.
    Answer(u8, bool),
    /// The answer to one of the items so far is taken back, or given again.
    Toggle(usize),
    /// Some of the answers so far are pulled back.
    PullBack(BTreeSet<usize>, u32),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let days = || prop_oneof![Just(0), Just(1), Just(-1), Just(3), Just(400), Just(-400)];
    let one = prop_oneof![
        2 => days().prop_map(Act::Open),
        2 => days().prop_map(Act::Clock),
        8 => (0..3_u8, any::<bool>()).prop_map(|(skill, right)| Act::Answer(skill, right)),
        2 => (0..20_usize).prop_map(Act::Toggle),
        1 => (proptest::collection::btree_set(0..20_usize, 1..6), 1..500_u32)
            .prop_map(|(places, days)| Act::PullBack(places, days)),
    ];
    proptest::collection::vec(one, 1..50)
}

fn answered(session: Seq, shown: Seq, skill: u8, right: bool, again: bool) -> StudyEvent {
    StudyEvent::Answered(Box::new(Answered {
        session,
        shown,
        skill: Skill(format!("row/{skill}")),
        kind: "spot".to_owned(),
        answer: Response::One(OptionId::new("a")),
        certainty: None,
        ms: 1,
        marks: f64::from(u8::from(right)),
        right,
        schedules: true,
        again,
        by_eye: false,
        hint: false,
        trials: Vec::new(),
        sighting: None,
    }))
}

/// The events that these acts come to.
fn events(acts: &[Act]) -> Vec<Logged> {
    let mut events: Vec<Logged> = Vec::new();
    let mut day = 20_000;
    let mut session = Seq(1);
    for act in acts {
        let seq = Seq(i64::try_from(events.len()).expect("few") + 1);
        let firsts: Vec<Logged> = events.iter().filter(|one| is_first(one)).cloned().collect();
        let event = match act {
            Act::Open(days) => {
                day += days;
                session = seq;
                StudyEvent::Opened(crate::StudyRequest::default())
            }
            Act::Clock(days) => {
                day += days;
                continue;
            }
            Act::Answer(skill, right) => answered(session, seq, *skill, *right, false),
            Act::Toggle(place) => {
                let Some(first) = firsts.get(place % firsts.len().max(1)) else { continue };
                let (shown, skill) = item(first);
                if stands(&events, shown) {
                    StudyEvent::Undone { session, shown, skill }
                } else {
                    let number = skill.as_str()[4..].parse().expect("a number");
                    answered(session, shown, number, true, true)
                }
            }
            Act::PullBack(places, days) => {
                let chosen = firsts.iter().enumerate().filter(|(place, _)| places.contains(place));
                StudyEvent::PulledBack { events: chosen.map(|(_, one)| one.seq).collect(), days: *days }
            }
        };
        events.push(Logged {
            seq,
            id: crate::EventId::default(),
            turn: 0,
            at: i64::from(day) * 86_400_000,
            day: Day(day),
            event,
        });
    }
    events
}

fn is_first(logged: &Logged) -> bool {
    matches!(&logged.event, StudyEvent::Answered(answer) if !answer.again)
}

/// The item and the skill of an answer.
fn item(logged: &Logged) -> (Seq, Skill) {
    match &logged.event {
        StudyEvent::Answered(answer) => (answer.shown, answer.skill.clone()),
        _ => panic!("no answer"),
    }
}

/// Whether the last that happened to an item is that it was answered.
fn stands(events: &[Logged], of: Seq) -> bool {
    let last = events.iter().rev().find_map(|logged| match &logged.event {
        StudyEvent::Answered(answer) if answer.shown == of => Some(true),
        StudyEvent::Undone { shown, .. } if *shown == of => Some(false),
        _ => None,
    });
    last == Some(true)
}

/// The day that an answer belongs to: of the first one to its skill in its session, less what was pulled back.
fn belongs_to(events: &[Logged], answer: &Logged) -> Day {
    let of = |logged: &Logged| match &logged.event {
        StudyEvent::Answered(answer) => (answer.session, answer.skill.clone()),
        _ => panic!("no answer"),
    };
    let mut day = answer.day;
    if let Some(first) = events.iter().find(|one| is_first(one) && of(one) == of(answer))
        && first.seq < answer.seq
    {
        // As that one stood when this answer was given.
        day =
            belongs_to(&events[..events.iter().position(|one| one.seq == answer.seq).expect("there")], first);
    }
    for logged in events.iter().filter(|logged| logged.seq > answer.seq) {
        if let StudyEvent::PulledBack { events, days } = &logged.event
            && events.contains(&answer.seq)
        {
            day = Day(day.0 - i32::try_from(*days).expect("small"));
        }
    }
    day
}

/// What a skill comes to: answers, right ones, the day of the last that counts for the schedule, right days running.
type Plain = (u32, u32, Day, u32);

fn plain(events: &[Logged]) -> (BTreeMap<Skill, Plain>, BTreeMap<Day, u32>) {
    let standing = events.iter().filter(|one| is_first(one) && stands(events, item(one).0));
    let mut answers: Vec<(Day, &Logged)> = standing.map(|one| (belongs_to(events, one), one)).collect();
    if events.iter().any(|one| matches!(one.event, StudyEvent::PulledBack { .. })) {
        answers.sort_by_key(|(day, _)| *day);
    }
    let (mut skills, mut days) = (BTreeMap::new(), BTreeMap::new());
    for (day, logged) in answers {
        *days.entry(day).or_default() += 1;
        let StudyEvent::Answered(answer) = &logged.event else { continue };
        let state: &mut Plain = skills.entry(answer.skill.clone()).or_default();
        let is_later = state.0 == 0 || day > state.2;
        let was_ahead = state.0 > 0 && state.2.0 - day.0 >= 2;
        state.0 += 1;
        state.1 += u32::from(answer.right);
        if is_later || was_ahead {
            state.2 = day;
            state.3 = if answer.right { state.3 + 1 } else { 0 };
        }
    }
    (skills, days)
}

proptest! {
    #[test]
    fn the_replay_is_what_the_plain_model_says(acts in acts()) {
        let events = events(&acts);
        let (skills, days) = plain(&events);
        let state = LearnerState::replay(events);
        let of = |skill: &crate::SkillState| (skill.answers, skill.right, skill.rated, skill.streak);
        let found: BTreeMap<Skill, Plain> = state.skills.iter().map(|(skill, one)| (skill.clone(), of(one))).collect();
        prop_assert_eq!(found, skills);
        let found: BTreeMap<Day, u32> = state.days.iter().map(|(day, count)| (*day, count.answers)).collect();
        prop_assert_eq!(found, days);
        for one in state.skills.values() {
            prop_assert!(one.due > one.rated, "due after it was asked");
        }
    }
}
