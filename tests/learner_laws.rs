//! The laws of the log, on a real database with sessions made at random: the cache is the replay, undo is the inverse,
//! an export brings everything back, and a session that was dropped goes on with the same question.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use crate::common::cases;
use formcheck_core::day::{Day, Moment};
use formcheck_core::quiz::{Certainty, Item, Keeper, Key, OptionId, Response, Session, skills};
use formcheck_core::rulebook::{Rulebook, load_mid_back};
use formcheck_study::{
    AskedSkill, EligibleSkill, FilmedSet, Goal, Imported, LearnerState, Log, Model, Preferences, ProfileDir,
    Seq, Study, StudyEvent, StudyRequest, import, next,
};
use proptest::prelude::*;

fn book() -> &'static Rulebook {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(load_mid_back)
}

/// Questions a session.
const LENGTH: usize = 13;

/// What a person does.
#[derive(Clone, Copy, Debug)]
enum Move {
    /// Picks the option at this place, this sure.
    Answer(usize, u8),
    /// Gives the key.
    Know,
    /// Says of the last answer, if it came near to the key, that this was meant, or not.
    Mean(bool),
    /// Films a set of which this mistake of the exercise was seen, and the one after it was not.
    Film(usize),
    Undo,
    Skip,
    /// The program is killed, and started again.
    Die,
    /// The session is closed, and another one opened.
    Close,
    /// It is closed, and so many days pass.
    Sleep(u32),
    /// The cache is thrown away.
    ThrowAway,
    /// So many days pass while the session stays open.
    LieOpen(u32),
    /// The clock is set, by so many days.
    SetClock(i32),
    /// What counts for days ahead is pulled back.
    PullBack,
    /// The person chooses how much of what is due they want to know.
    Prefer(u8),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        6 => (0..6_usize, 0..4_u8).prop_map(|(place, sure)| Move::Answer(place, sure)),
        4 => Just(Move::Know),
        2 => any::<bool>().prop_map(Move::Mean),
        1 => (0..6_usize).prop_map(Move::Film),
        3 => Just(Move::Undo),
        1 => Just(Move::Skip),
        2 => Just(Move::Die),
        1 => Just(Move::Close),
        1 => (1..9_u32).prop_map(Move::Sleep),
        1 => Just(Move::ThrowAway),
        1 => (1..3_u32).prop_map(Move::LieOpen),
        1 => prop_oneof![Just(-1), Just(400), Just(-400), Just(30_000)].prop_map(Move::SetClock),
        1 => Just(Move::PullBack),
        1 => (70..=97_u8).prop_map(Move::Prefer),
    ];
    proptest::collection::vec(one, 1..60)
}

fn key(item: &Item) -> Response {
    match &item.key {
        Key::One(choices) => Response::One(choices.iter().find(|one| one.right).expect("a key").id.clone()),
        Key::Many(choices) => {
            Response::Many(choices.iter().filter(|one| one.right).map(|one| one.id.clone()).collect())
        }
        Key::Order { key, .. } => Response::Order(key.clone()),
        Key::Pairs { key, .. } => Response::Pairs(key.clone()),
        Key::Number { answer, .. } => Response::Number(*answer),
        Key::Text { accept, .. } => Response::Text(accept[0].clone()),
    }
}

fn pick(item: &Item, place: usize) -> Response {
    let id = |ids: Vec<&OptionId>| ids[place % ids.len()].clone();
    match &item.key {
        Key::One(choices) => Response::One(id(choices.iter().map(|one| &one.id).collect())),
        Key::Many(choices) => Response::Many(vec![id(choices.iter().map(|one| &one.id).collect())]),
        Key::Order { pieces, .. } => Response::Order(pieces.iter().map(|piece| piece.id.clone()).collect()),
        Key::Pairs { left, right, .. } => Response::Pairs(
            left.iter().zip(right).map(|(left, right)| (left.id.clone(), right.id.clone())).collect(),
        ),
        Key::Number { .. } => Response::Number(f64::from(u8::try_from(place).expect("small"))),
        // All but its last word, and a word that says nothing: near, where the key has several.
        Key::Text { accept, .. } => {
            let words: Vec<&str> = accept[0].split(' ').collect();
            Response::Text(format!("{} somehow", words[..words.len().max(2) - 1].join(" ")))
        }
    }
}

/// The moment so many days later, or earlier.
fn later(now: Moment, days: i32) -> Moment {
    Moment { at: now.at + i64::from(days) * 86_400_000, day: Day(now.day.0 + days) }
}

fn place_of(folder: &Path) -> ProfileDir {
    ProfileDir::new(folder, "me").expect("a name")
}

/// The log of a folder. A program that another test starts at the same moment holds its lock until it runs: a child has all open
/// files of its parent for as long.
fn opened(place: &ProfileDir) -> Log {
    for _ in 0..200 {
        match Log::open(place) {
            Err(error) if error.to_string().contains("another session has") => {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            opened => return opened.expect("it opens"),
        }
    }
    panic!("its lock is never given back")
}

fn play(folder: &Path, moves: &[Move]) -> usize {
    play_from(folder, moves, Moment { at: 1_000, day: Day(20_000) })
}

/// Plays moves in a folder, from this moment on; checks the laws as it goes. Gives how many answers were given.
#[expect(clippy::too_many_lines, reason = "a table: one arm a move")]
fn play_from(folder: &Path, moves: &[Move], begins: Moment) -> usize {
    let place = ProfileDir::new(folder, "me").expect("a name");
    let moment = Cell::new(begins);
    let clock = || {
        let now = moment.get();
        moment.set(Moment { at: now.at + 1, ..now });
        now
    };
    let asked = StudyRequest { seed: 7, items: u32::try_from(LENGTH).ok(), ..StudyRequest::default() };
    let open = || Study::open(book(), opened(&place), asked.clone(), &clock).expect("it is readable");
    let holds = |log: &Log| {
        let replayed = LearnerState::replay(log.events(Seq(0)).expect("readable"));
        assert_eq!(log.cached().expect("readable"), replayed, "the cache is the replay");
        assert_eq!(*log.skills(), replayed.skills, "so is what is held in memory");
        for (skill, state) in log.skills() {
            let again = log.state_before(skill, Seq(i64::MAX)).expect("readable");
            assert_eq!(again, *state, "{skill}: what it was before nothing else is what it is");
        }
    };
    let mut answers = 0;
    let (mut study, mut session) = open();
    for one in moves {
        if session.prompt().is_none() && !study.more(&mut session).expect("written") {
            assert_eq!(session.answered(), LENGTH, "it ends after what was planned");
            study.close(&session).expect("written");
            drop(study);
            (study, session) = open();
            continue;
        }
        let prompt = session.prompt().expect("asked");
        assert_eq!(prompt.of, LENGTH, "its length doesn't move");
        assert!(prompt.n <= LENGTH, "and holds: {} of {LENGTH}", prompt.n);
        match *one {
            Move::Answer(..) | Move::Know => {
                let before = study.log().cached().expect("readable");
                let item = session.item(session.answered() + 1).expect("asked").clone();
                let (response, sure) = match *one {
                    Move::Answer(place, sure) => (pick(&item, place), Certainty::from_number(sure.into())),
                    _ => (key(&item), None),
                };
                let n = session.answer(response.clone(), sure).expect("of the right form");
                study.answered(&session, n, Duration::from_millis(900)).expect("written");
                let after = study.log().cached().expect("readable");
                assert_ne!(before, after, "an answer counts");
                study.undo(&mut session).expect("there is one");
                assert_eq!(study.log().cached().expect("readable"), before, "undo is the inverse");
                assert_eq!(session.prompt().expect("asked again").question.id, item.id);
                // Whatever is answered now, the first answer stays the one that counts.
                let n = session.answer(key(&item), sure).expect("of the right form");
                study.answered(&session, n, Duration::from_millis(900)).expect("written");
                assert_eq!(
                    study.log().cached().expect("readable"),
                    after,
                    "an item counts with its first answer"
                );
                answers += 1;
            }
            Move::Undo => {
                let standing = study.log().counted_answers().expect("readable").len();
                let films = study.log().films().expect("readable").len();
                let undone = study.undo(&mut session).map_err(|error| error.refusal().expect("written"));
                let left = study.log().counted_answers().expect("readable").len();
                let films_left = study.log().films().expect("readable").len();
                assert_eq!(undone.is_ok(), standing + films > 0);
                assert_eq!(left + films_left + usize::from(undone.is_ok()), standing + films);
            }
            Move::Mean(meant) => {
                let standing = study.log().counted_answers().expect("readable");
                if let Ok(n) = session.settle(meant) {
                    study.settled(&session, n, meant).expect("written");
                    let now = study.log().counted_answers().expect("readable");
                    assert_eq!(now.len(), standing.len(), "it is a word on an answer, and no answer");
                }
            }
            Move::Film(place) => {
                study.close(&session).expect("written");
                drop(study);
                let mut log = opened(&place_of(folder));
                let exercise = &book().exercises[place % book().exercises.len()];
                let id = |at: usize| {
                    let counted = &exercise.mistakes[at % exercise.mistakes.len()];
                    book()[counted.mistake].id.to_string()
                };
                let set = FilmedSet {
                    exercise: exercise.id.to_string(),
                    fires: vec![id(place)],
                    ruled_out: vec![id(place + 1)],
                    ..FilmedSet::default()
                };
                let seq = log.append(clock(), &StudyEvent::Filmed(set)).expect("written");
                assert!(log.films().expect("readable").contains_key(&seq));
                drop(log);
                (study, session) = open();
                assert!(study.has_question(&mut session).expect("readable"));
                let first = session.item(1).expect("a question").skill.clone();
                let films = study.log().films().expect("readable");
                let mut filmed = films.values().flat_map(|(_, set)| set.skills());
                assert!(filmed.any(|skill| skill == first), "what was filmed comes first: {first}");
                if place % 2 == 0 {
                    study.undo(&mut session).map_err(|_| ()).expect("the set is the last that happened");
                    assert!(!study.log().films().expect("readable").contains_key(&seq));
                }
            }
            Move::Skip => drop(study.skip(&mut session).map_err(|error| error.refusal().expect("written"))),
            Move::Die => {
                let asked = session.prompt().map(|prompt| (prompt.n, prompt.question.id.clone()));
                let unfinished = study.log().unfinished().expect("readable").expect("a session");
                drop(study);
                (study, session) = open();
                if !Log::is_of_day(&unfinished, moment.get().day) {
                    assert!(!study.resumed, "yesterday's session is over");
                    continue;
                }
                assert!(study.resumed);
                assert_eq!(session.prompt().map(|prompt| (prompt.n, prompt.question.id.clone())), asked);
            }
            Move::Close => {
                study.close(&session).expect("written");
                drop(study);
                (study, session) = open();
                assert!(!study.resumed);
            }
            Move::Sleep(days) => {
                study.close(&session).expect("written");
                drop(study);
                let now = moment.get();
                moment.set(later(now, i32::try_from(days).expect("small")));
                (study, session) = open();
            }
            Move::LieOpen(days) => moment.set(later(moment.get(), i32::try_from(days).expect("small"))),
            Move::SetClock(days) => moment.set(later(moment.get(), days)),
            Move::Prefer(share) => {
                study.close(&session).expect("written");
                drop(study);
                let mut log = opened(&place);
                let chosen = Preferences { day_begins: None, share: Some(share) };
                log.append(clock(), &StudyEvent::Preferred(chosen)).expect("written");
                assert_eq!(log.preferences().expect("readable"), chosen);
                drop(log);
                (study, session) = open();
            }
            Move::PullBack => {
                study.close(&session).expect("written");
                drop(study);
                let mut log = opened(&place);
                let now = clock();
                let counted = log.counted_answers().expect("readable").len();
                if let Some(ahead) = log.ahead(now).expect("readable") {
                    assert!(ahead.answers + ahead.films > 0 && ahead.from > now.day);
                    log.pull_back(now, &ahead).expect("written");
                }
                assert_eq!(log.ahead(now).expect("readable"), None, "nothing is ahead any more");
                assert_eq!(log.counted_answers().expect("readable").len(), counted, "nothing is lost");
                drop(log);
                (study, session) = open();
            }
            Move::ThrowAway => {
                drop(study);
                let db = rusqlite::Connection::open(place.database()).expect("a database");
                db.execute_batch("DELETE FROM skill; DELETE FROM pair; DELETE FROM day; DELETE FROM film; DELETE FROM introduced; DELETE FROM held;")
                    .expect("the cache is only a cache");
                drop(db);
                (study, session) = open();
            }
        }
        holds(study.log());
    }
    drop(study);
    answers
}

/// A history exported and imported is the same history.
fn comes_back(folder: &Path) {
    let place = ProfileDir::new(folder, "me").expect("a name");
    let Some(log) = Log::view(&place).expect("readable") else { return };
    let events = log.events(Seq(0)).expect("readable");
    if events.is_empty() {
        return;
    }
    let lines: Vec<String> = events.iter().map(|event| serde_json::to_string(event).expect("JSON")).collect();
    let other = ProfileDir::new(folder, "other").expect("a name");
    import(&other, lines.join("\n").as_bytes()).expect("it is an export");
    // Who only reads sees the same: the home of the full screen counts what is due from it.
    assert_eq!(log.skills(), &log.state().expect("readable").skills);
    let copy = Log::view(&other).expect("readable").expect("there");
    assert_eq!(copy.skills(), log.skills());
    assert_eq!(copy.events(Seq(0)).expect("readable"), events);
    assert_eq!(copy.cached().expect("readable"), log.cached().expect("readable"));
    let again: Vec<String> = copy
        .events(Seq(0))
        .expect("readable")
        .iter()
        .map(|event| serde_json::to_string(event).expect("JSON"))
        .collect();
    assert_eq!(again, lines, "byte for byte");
    drop(copy);
    let nothing = imported(&other, &lines.join("\n"));
    assert_eq!((nothing.events, nothing.known, nothing.before), (0, lines.len(), None), "nothing twice");
    assert_eq!(exported(&other), lines.join("\n"));
}

fn exported(place: &ProfileDir) -> String {
    let log = Log::view(place).expect("readable").expect("there");
    let events = log.events(Seq(0)).expect("readable");
    events.iter().map(|event| serde_json::to_string(event).expect("JSON")).collect::<Vec<_>>().join("\n")
}

/// Imports it, as soon as the lock is free: see [`opened`].
fn imported(place: &ProfileDir, lines: &str) -> Imported {
    drop(opened(place));
    import(place, lines.as_bytes()).expect("it is an export")
}

/// The histories of three machines that went on from one: whichever is merged into which, and however often, all of it is there
/// once, and says the same.
fn become_one(folder: &Path, common: &[Move], own: &[Vec<Move>; 3]) {
    let hour = 3_600_000;
    let begins = |at: i64| Moment { at, day: Day(20_000) };
    let place = |name: &str| place_of(&folder.join(name));
    play_from(&folder.join("common"), common, begins(1_000));
    let before = exported(&place("common"));
    let exports: Vec<String> = own
        .iter()
        .zip([0, hour, -hour])
        .enumerate()
        .map(|(machine, (moves, beside))| {
            let name = format!("machine-{machine}");
            imported(&place(&name), &before);
            play_from(
                &folder.join(&name),
                moves,
                begins(100_000_000 + beside + i64::try_from(machine).expect("few")),
            );
            exported(&place(&name))
        })
        .collect();
    let merged = |name: &str, of: &[&str]| {
        of.iter().for_each(|export| drop(imported(&place(name), export)));
        exported(&place(name))
    };
    let [a, b, c] = [&*exports[0], &*exports[1], &*exports[2]];
    let all = merged("abc", &[a, b, c]);
    assert_eq!(merged("cba", &[c, b, a]), all, "whichever comes first");
    let bc = merged("bc", &[b, c]);
    assert_eq!(merged("a-bc", &[a, &bc]), all, "whichever are merged before");
    assert_eq!(merged("bc-a", &[&bc, a]), all);
    assert_eq!(merged("abc", &[&all, b, &bc, a]), all, "however often");
    let names = |export: &str| -> BTreeSet<String> {
        let name =
            |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["id"].to_string();
        export.lines().map(name).collect()
    };
    let each: BTreeSet<String> = exports.iter().flat_map(|export| names(export)).collect();
    assert_eq!((names(&all), all.lines().count()), (each.clone(), each.len()), "nothing twice, nothing lost");
    let log = opened(&place("cba"));
    assert_eq!(log.cached().expect("readable"), log.state().expect("readable"), "the cache is the replay");
    drop(log);
    // What it has become goes on as any other.
    play_from(&folder.join("abc"), &own[0], begins(200_000_000));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(8, 24), ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_person_does_the_laws_hold(moves in moves()) {
        let folder = tempfile::tempdir().expect("a folder");
        play(folder.path(), &moves);
        comes_back(folder.path());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(3, 12), ..ProptestConfig::default() })]

    #[test]
    fn histories_become_one(common in moves(), a in moves(), b in moves(), c in moves()) {
        let folder = tempfile::tempdir().expect("a folder");
        let few = |moves: Vec<Move>| moves.into_iter().take(15).collect::<Vec<_>>();
        become_one(folder.path(), &few(common), &[few(a), few(b), few(c)]);
    }
}

#[test]
fn what_is_due_is_what_was_answered_and_comes_back_as_a_new_rep() {
    let folder = tempfile::tempdir().expect("a folder");
    let moves = [vec![Move::Know; 12], vec![Move::Sleep(4)], vec![Move::Know; 15]].concat();
    // One move ends the session between.
    assert_eq!(play(folder.path(), &moves), 26);
    let place = ProfileDir::new(folder.path(), "me").expect("a name");
    let log = Log::view(&place).expect("readable").expect("there");
    let answers = log.counted_answers().expect("readable");
    let (first, second) = answers.split_at(12);
    let skills = |of: &[(formcheck_study::Answered, Day, i64)]| {
        of.iter().map(|(answer, ..)| answer.skill.clone()).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(skills(first).len(), 12, "each skill once");
    // Every fifth question is about something new.
    assert!(skills(first).is_subset(&skills(second)), "what was known four days ago is due");
    assert_eq!(skills(second).difference(&skills(first)).count(), 2, "{:?}", skills(second));
    let shown = |seq: Seq| log.shown(seq).expect("readable").expect("shown");
    let same = first.iter().filter(|(a, ..)| {
        second.iter().any(|(b, ..)| a.skill == b.skill && shown(a.shown).id == shown(b.shown).id)
    });
    assert_eq!(same.count(), 0, "never the same text again");
    let mistakes: Vec<_> =
        second.iter().map(|(one, ..)| one.skill.as_str().split_once('/').map(|at| at.1)).collect();
    assert!(
        mistakes.windows(2).all(|two| two[0] != two[1]),
        "never the same mistake twice running: {mistakes:?}"
    );
}

proptest! {
    /// What is missed comes again inside the session, in place of something else; only what is missed at its very end
    /// can't.
    #[test]
    fn what_is_missed_comes_again_within_the_length(answers in proptest::collection::vec(any::<bool>(), 3..40)) {
        let eligible: Vec<EligibleSkill> = skills(book())
            .map(|about| EligibleSkill { about, skill: about.skill(book()), in_scope: true, state: None, owed: None, introduced: false })
            .collect();
        let (model, goal) = (Model::default(), Goal { today: Day(20_000), by: None, cram: false });
        let length = answers.len();
        let mut asked: Vec<AskedSkill> = Vec::new();
        for (n, right) in answers.into_iter().enumerate() {
            let (at, again) = next(&eligible, (&asked, length - n), &[], (&model, goal), |_| true).expect("more");
            let about = eligible[at].about;
            prop_assert_eq!(asked.iter().any(|turn| turn.about == about), again);
            prop_assert!(asked.last().is_none_or(|turn| turn.about != about), "not on its own heels");
            asked.push(AskedSkill { about, right: Some(right) });
        }
        for (place, turn) in asked.iter().enumerate() {
            let times = asked.iter().filter(|other| other.about == turn.about).count();
            let is_first = asked[..place].iter().all(|other| other.about != turn.about);
            prop_assert!(times <= 2);
            if is_first && place + 3 <= length {
                prop_assert_eq!(times == 2, turn.right == Some(false), "{} of {}", place + 1, length);
            }
        }
    }
}

/// What was missed and couldn't come back, or was missed again, comes first the next time, on the same day too.
#[test]
fn what_is_still_missed_comes_first_next_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = ProfileDir::new(folder.path(), "me").expect("a name");
    let clock = || Moment { at: 1, day: Day(20_000) };
    let asked = StudyRequest { seed: 5, items: Some(5), ..StudyRequest::default() };
    let play = |right: bool| {
        let log = opened(&place);
        let (mut study, mut session) = Study::open(book(), log, asked.clone(), &clock).expect("readable");
        let due = study.remaining().due;
        while session.prompt().is_some() || study.more(&mut session).expect("written") {
            let item = session.item(session.answered() + 1).expect("asked").clone();
            let wrong = |at: &usize| pick(&item, *at) != key(&item);
            let response = if right { key(&item) } else { pick(&item, (0..2).find(wrong).expect("one")) };
            let n = session.answer(response, None).expect("of the right form");
            study.answered(&session, n, Duration::from_millis(900)).expect("written");
        }
        assert_eq!(session.answered(), 5);
        let asked: Vec<_> = session.sitting().items.iter().map(|item| item.skill.clone()).collect();
        (due, asked, study.close(&session).expect("written"))
    };
    let (due, asked, summary) = play(false);
    assert_eq!(due, 0);
    let missed: std::collections::BTreeSet<_> = asked.into_iter().collect();
    assert_eq!(summary.next_time.iter().cloned().collect::<std::collections::BTreeSet<_>>(), missed);
    assert_eq!(summary.left.due, missed.len());
    assert!(summary.back.is_empty(), "nothing else was asked");
    let (due, asked, summary) = play(true);
    assert_eq!(due, missed.len());
    let first: std::collections::BTreeSet<_> = asked.into_iter().take(missed.len()).collect();
    assert_eq!(first, missed, "what was missed comes first");
    assert!(summary.next_time.is_empty() && summary.left.due == 0, "and is settled");
}

/// A session unused is no session: nothing of it is in the log.
#[test]
fn opening_and_closing_leaves_no_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = ProfileDir::new(folder.path(), "me").expect("a name");
    let clock = || Moment { at: 1, day: Day(20_000) };
    let log = opened(&place);
    let (mut study, session): (Study<'_>, Session) =
        Study::open(book(), log, StudyRequest::default(), &clock).expect("readable");
    assert!(study.remaining().new > 200);
    study.close(&session).expect("nothing to write");
    assert!(study.log().events(Seq(0)).expect("readable").is_empty());
}
