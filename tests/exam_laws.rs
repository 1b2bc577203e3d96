//! Exams sat at random, with clocks that jump and programs that die: what the log says is what the desk saw, time never
//! runs backward, and no log, however odd, upsets whoever reads it.

use std::cell::{Cell, RefCell};
use std::io;

use crate::common::cases;
use crate::common::papers::{ISSUED, issued};
use formcheck_core::quiz::{ActError, AnswerForm, Certainty, OptionId, Response};
use formcheck_exam::paper::Stamp;
use formcheck_exam::seal::Hash;
use formcheck_exam::{Chain, Clock, ClockKind, Exam, ExamEvent, ExamSession, Reading};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Something that a candidate does, or that happens to them.
#[derive(Clone, Debug)]
enum Act {
    Answer(usize, u64),
    Skip,
    Go(usize),
    Flag(usize, bool),
    Review,
    Pause,
    Back,
    Leave,
    HandIn,
    /// So many milliseconds go by.
    Wait(u64),
    /// The wall clock is set by so much.
    Wall(i64),
    /// The program dies; so many milliseconds later it is started again, and the machine too, if so.
    Die(u64, bool),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0_usize..6, 0_u64..4).prop_map(|(place, sure)| Act::Answer(place, sure)),
        2 => Just(Act::Skip),
        2 => (0_usize..12).prop_map(Act::Go),
        1 => (0_usize..12, any::<bool>()).prop_map(|(item, flag)| Act::Flag(item, flag)),
        1 => Just(Act::Review),
        2 => Just(Act::Pause),
        2 => Just(Act::Back),
        1 => Just(Act::Leave),
        6 => (0_u64..90_000).prop_map(Act::Wait),
        1 => (-200_000_i64..200_000).prop_map(Act::Wall),
        2 => (0_u64..60_000, any::<bool>()).prop_map(|(after, machine)| Act::Die(after, machine)),
        1 => prop_oneof![9 => Just(Act::Review), 1 => Just(Act::HandIn)],
    ]
}

fn answer(exam: &Exam, place: usize) -> Response {
    let item = exam.current().map(|n| &exam.paper().items[n - 1]);
    let Some(item) = item else { return Response::Text("nothing".to_owned()) };
    let id = |options: &[formcheck_core::quiz::Offer], place: usize| {
        OptionId::new(options.get(place % options.len().max(1)).map_or("", |option| option.id.as_str()))
    };
    // Every other form of answer is the wrong one now and then.
    match (serde_json::to_value(item.answer).expect("a word").as_str(), place) {
        (_, 5) => Response::Number(f64::NAN),
        (Some("one"), _) => Response::One(id(&item.options, place)),
        (Some("many"), _) => Response::Many(vec![id(&item.options, place)]),
        (Some("order"), _) => {
            Response::Order((0..item.options.len()).map(|at| id(&item.options, at + place)).collect())
        }
        (Some("pairs"), _) => Response::Pairs(
            (0..item.left.len()).map(|at| (id(&item.left, at), id(&item.right, at + place))).collect(),
        ),
        (Some("number"), _) => Response::Number(24.0),
        _ => Response::Text("arm rowing".to_owned()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(60, 300), ..ProptestConfig::default() })]

    #[test]
    fn a_log_replays_to_what_the_desk_saw(acts in prop::collection::vec(act(), 1..80), free in 0_u32..5) {
        let (paper, bytes) = issued(free);
        let (wall, up) = (Cell::new(ISSUED), Cell::new(5_000_u64));
        let boot = Cell::new(1_u32);
        let now = || Reading {
            at: Stamp(wall.get()),
            up: up.get(),
            clock: Clock { clock: ClockKind::Machine, boot: Some(format!("{:016x}", boot.get())) },
        };
        let log = RefCell::new(Vec::<String>::new());
        let mut acts = acts.into_iter();
        let mut used = 0;
        let mut truly = 0_u64;
        'alive: loop {
            let mut keep = |line: &str| -> io::Result<()> {
                log.borrow_mut().push(line.to_owned());
                Ok(())
            };
            let lines = log.borrow().clone();
            let exam = Exam::replay(paper.clone(), &bytes, lines.iter().map(String::as_str)).expect("a sound log");
            let mut desk = ExamSession::open(exam, "line", &now, &mut keep).expect("kept");
            loop {
                let Some(act) = acts.next() else { break 'alive };
                let before = desk.exam().clone();
                let pass = |ms: u64| {
                    wall.set(wall.get() + i64::try_from(ms).expect("small"));
                    up.set(up.get() + ms);
                };
                let done: Result<(), ActError<io::Error>> = match act {
                    Act::Answer(place, sure) => {
                        let answer = answer(desk.exam(), place);
                        desk.answer(answer, Certainty::from_number(sure))
                    }
                    Act::Skip => desk.skip(),
                    Act::Go(item) => desk.go(item),
                    Act::Flag(item, flag) => desk.flag(item, flag),
                    Act::Review => desk.review(),
                    Act::Pause => desk.pause(),
                    Act::Back => desk.back(),
                    Act::Leave => desk.leave().map_err(ActError::Failed),
                    Act::HandIn => desk.hand_in(),
                    Act::Wait(ms) => {
                        pass(ms);
                        truly += ms;
                        Ok(())
                    }
                    Act::Wall(by) => {
                        wall.set(wall.get() + by);
                        Ok(())
                    }
                    Act::Die(ms, machine) => {
                        pass(ms);
                        truly += ms;
                        if machine {
                            boot.set(boot.get() + 1);
                            up.set(1);
                        }
                        continue 'alive;
                    }
                };
                let done = done.map_err(|error| error.refusal().expect("kept"));
                let exam = desk.exam();
                if done.is_err() {
                    prop_assert_eq!(exam, &before, "what is refused changes nothing");
                }
                let lines = log.borrow().clone();
                let again = Exam::replay(paper.clone(), &bytes, lines.iter().map(String::as_str));
                prop_assert_eq!(again.as_ref(), Ok(exam));
                prop_assert!(exam.time_used() >= used, "time never runs backward");
                used = exam.time_used();
                prop_assert!(exam.free_left() <= u64::from(free) * 60_000);
                if exam.ended().is_some() {
                    prop_assert_eq!(exam.current(), None);
                }
                prop_assert!(exam.answered() <= exam.items().len());
            }
        }
        // No more time is counted than went by, unless a wall clock was set forward over a restart of the machine.
        if boot.get() == 1 {
            prop_assert!(used <= truly, "{used} of {truly}");
        }
    }

    /// Numbers and words of a log that nobody would write, chained anew: refused or taken, and never a panic.
    #[test]
    fn odd_logs_never_upset_a_reader(line in 0_usize..6, key in 0_usize..8, odd in 0_usize..9) {
        let (paper, bytes) = issued(3);
        let log = RefCell::new(Vec::<String>::new());
        let mut keep = |line: &str| -> io::Result<()> {
            log.borrow_mut().push(line.to_owned());
            Ok(())
        };
        let up = Cell::new(5_u64);
        let now = || {
            up.set(up.get() + 1_000);
            Reading { at: Stamp(ISSUED), up: up.get(), clock: Clock { clock: ClockKind::Program, boot: None } }
        };
        let mut desk = ExamSession::open(Exam::new(paper.clone(), &bytes), "line", &now, &mut keep).expect("kept");
        let first = answer(desk.exam(), 0);
        desk.answer(first, None).expect("it fits");
        desk.pause().expect("it can be");
        desk.back().expect("it can be");
        let odd = [
            json!(u64::MAX), json!(0), json!(-1), json!(1e300), json!(null), json!("9999-12-30T22:00:00Z"),
            json!("-009999-01-02T01:59:59Z"), json!({"one": "x"}), json!(usize::MAX),
        ][odd].clone();
        let key = ["n", "prev", "at", "up", "t", "item", "answer", "event"][key];
        let mut prev = Hash::of(&bytes).hex();
        let mut lines = Vec::new();
        for (at, text) in log.borrow().iter().enumerate() {
            let mut entry: Value = serde_json::from_str(text).expect("JSON");
            entry["prev"] = json!(prev);
            if at == line % log.borrow().len() {
                entry[key] = odd.clone();
            }
            let text = entry.to_string();
            prev = Hash::of(text.as_bytes()).hex();
            lines.push(text);
        }
        if let Ok(exam) = Exam::replay(paper, &bytes, lines.iter().map(String::as_str)) {
            let _ = (exam.time_used(), exam.doubts(), exam.left_ms(&now()), exam.free_left());
        }
    }
}

/// Written by hand, with clocks that fit: an answer after the time is up is not taken when it is graded.
#[test]
fn what_comes_after_the_time_is_not_taken() {
    let (paper, bytes) = issued(0);
    let clock = Clock { clock: ClockKind::Machine, boot: Some("b".repeat(16)) };
    let reading = |up: u64| Reading { at: Stamp(ISSUED), up, clock: clock.clone() };
    let lines = |answered: u64| {
        let mut chain = Chain::on(&bytes);
        let mut lines = Vec::new();
        let exam = Exam::new(paper.clone(), &bytes);
        let mut add = |t: u64, event: ExamEvent| {
            let (_, line) = chain.line(&reading(7_000 + t), t, event);
            chain = chain.with(&line);
            lines.push(line);
        };
        let opened = ExamEvent::Opened {
            form: paper.form.clone(),
            face: "line".to_owned(),
            engine: "0.1.0".to_owned(),
            clock: clock.clone(),
        };
        add(0, opened);
        add(1, ExamEvent::Shown { item: 1 });
        let answer = match &paper.items[0].options[..] {
            [one, ..] if exam.question(1).is_some_and(|one| one.answer == AnswerForm::One) => {
                Response::One(one.id.clone())
            }
            [one, ..] => Response::Many(vec![one.id.clone()]),
            [] => panic!("the first question has options"),
        };
        add(answered, ExamEvent::Answered { item: 1, answer, certainty: None });
        lines
    };
    let replay = |answered: u64| {
        let lines = lines(answered);
        Exam::replay(paper.clone(), &bytes, lines.iter().map(String::as_str)).map(|exam| exam.answered())
    };
    assert_eq!(replay(599_999), Ok(1));
    let bad = replay(600_000).expect_err("the time is up");
    assert!(bad.line == 3 && bad.what.contains("time is up"), "{bad}");
}
