//! Exams in the full screen, sat through a pseudo-terminal: with flags, skips, a list, breaks; killed, broken off, out of
//! time; and what the examiner then has is graded and verified as any other sitting.

use std::time::Duration;

use crate::common::exams::{Gym, code, said};
use crate::common::pty::{LEAVES, TAKES, Terminal, is_given_back};
use formcheck_exam::record::{Ended, Record};
use formcheck_exam::{ExamEvent, Sealed};

const ENTER: &str = "\r";
const ESC: &str = "\u{1b}";

/// Sits a paper in a window of this size.
fn sits(gym: &Gym, stem: &str, size: (u16, u16)) -> Terminal {
    Terminal::of(&gym.command(&["exam", "sit", &format!("{stem}.paper.json")]), size)
}

/// The last screen, once all eight words of the closing code are drawn.
fn closing(terminal: &Terminal) -> String {
    let what = "The closing code:";
    terminal.settled(&[what], |screen| {
        let words = screen.split_once(what).map(|(_, after)| after.split_whitespace());
        words.is_some_and(|mut words| words.any(|word| word == "8") && words.next().is_some())
    })
}

/// Begins, or goes on, and waits for a question.
fn begins(gym: &Gym, stem: &str, size: (u16, u16)) -> Terminal {
    let mut terminal = sits(gym, stem, size);
    terminal.see(&["Enter begin", "Enter go on"]);
    terminal.send(ENTER);
    asked(&terminal, 1);
    terminal
}

/// Waits until this question is drawn, down to the foot, and gives the screen.
fn asked(terminal: &Terminal, n: usize) -> String {
    let head = format!("Question {n} of");
    terminal.settled(&[&head, "and its foot"], |screen| {
        screen.lines().next().is_some_and(|first| first.contains(&head))
            && screen.lines().last().is_some_and(|last| last.contains("Enter answer"))
    })
}

/// The same paper under another name, so that it can be sat from its start: drawing one takes longer.
fn copied(gym: &Gym, stem: &str, name: &str) -> String {
    let from = gym.path(&format!("{stem}.paper.json"));
    std::fs::copy(from, gym.path(&format!("{name}.paper.json"))).expect("copied");
    name.to_owned()
}

fn log(gym: &Gym, stem: &str) -> Vec<ExamEvent> {
    let text = gym.text(&format!("{stem}.log"));
    let entry = |line: &str| serde_json::from_str::<formcheck_exam::LogLine>(line).expect("a line").event;
    text.lines().map(entry).collect()
}

/// The form in which a question of a paper is answered.
fn form_of(gym: &Gym, stem: &str, n: usize) -> String {
    let paper: serde_json::Value =
        serde_json::from_str(&gym.text(&format!("{stem}.paper.json"))).expect("JSON");
    paper["paper"]["items"][n - 1]["answer"].as_str().expect("a word").to_owned()
}

fn answers(gym: &Gym, stem: &str) -> usize {
    log(gym, stem).iter().filter(|event| matches!(event, ExamEvent::Answered { .. })).count()
}

/// Grades a sitting with a witness who wrote down this code, verifies the record, and gives it.
fn graded(gym: &Gym, stem: &str, code: &str) -> Record {
    let (paper, record) = (format!("{stem}.paper.json"), format!("{stem}.record.json"));
    let output = gym.run(&["exam", "grade", &paper, "--witness", "h-02", "--code", code]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{code}: {}", said(&output));
    gym.ends(0, &["exam", "verify", &record]);
    Sealed::<Record>::read(gym.text(&record).as_bytes()).expect("a record").what
}

/// Which question a screen is about, as its head says.
fn number(screen: &str) -> Option<&str> {
    screen.lines().next()?.split("Question").nth(1)
}

#[test]
fn a_whole_exam_with_all_that_a_candidate_may_do() {
    let gym = Gym::new();
    let stem = gym.issue("short", "t-01", &["--name", "Anna Berg", "--break-minutes", "3"]);
    let mut terminal = sits(&gym, &stem, (80, 24));
    let start = terminal.see(&["Enter begin"]);
    for told in ["Anna Berg", "10 questions, 10 minutes, 60 %", "open book", "t-01-short-1.log", "medical"] {
        assert!(start.contains(told), "{told}:\n{start}");
    }
    assert_eq!(gym.text(&format!("{stem}.log")), "", "no clock runs before the start");
    terminal.send(ENTER);
    let one = asked(&terminal, 1);
    assert!(one.contains("left ·") && one.contains("0 of 10 answered"), "{one}");
    // Flagged, and what was chosen is still chosen.
    terminal.send("1f");
    let flagged = terminal.see(&["this one is flagged"]);
    assert!(flagged.contains("▸ 1."), "{flagged}");
    // What was chosen and not kept is told.
    terminal.send("s");
    let two = asked(&terminal, 2);
    assert!(two.contains("Question 1: what you chose was not kept"), "{two}");
    terminal.send("\t");
    terminal.see(&["You say: a guess"]);
    terminal.answer(&two);
    let three = asked(&terminal, 3);
    assert!(three.contains("Noted.") && three.contains("1 of 10 answered · 1 flagged"), "{three}");
    assert!(
        ["Right.", "Not right.", "Partly right"].iter().all(|told| !three.contains(told)),
        "nothing is told of an answer:\n{three}"
    );
    assert_eq!(answers(&gym, &stem), 1, "it is kept before the next one is shown");
    terminal.send("p");
    let two = terminal.see(&["It has an answer"]);
    assert!(two.contains("You say: a guess") && two.contains("Question 2 of 10"), "{two}");
    // A break: no question is on the screen, and the clock says what it does.
    terminal.send("b");
    let pause = terminal.see(&["Enter back to the questions"]);
    assert!(pause.contains("The clock stops for") && !pause.contains("Question"), "{pause}");
    terminal.send(ENTER);
    asked(&terminal, 2);
    // The list: go to a question by its number, flag another one there.
    terminal.send("l");
    let list = terminal.see(&["Exam: all questions"]);
    assert!(list.contains("[x] answered") && list.contains("[ ] open      ! flagged"), "{list}");
    terminal.send("4");
    terminal.see(&["▸   4."]);
    terminal.send("f");
    terminal.see(&["2 flagged"]);
    terminal.send(ENTER);
    asked(&terminal, 4);
    terminal.send("?");
    terminal.see(&["any key closes this"]);
    terminal.send("x");
    // Then everything in its order.
    loop {
        let screen = terminal.settled(&["a question, or the list"], |screen| {
            !screen.contains("any key closes")
                && (screen.contains("Enter answer") || screen.contains("all questions"))
        });
        if screen.contains("Exam: all questions") {
            break;
        }
        terminal.answer(&screen);
        terminal.until(&["what comes next"], |now| number(now) != number(&screen));
    }
    // Handing in is asked once more.
    terminal.send("d");
    terminal.see(&["Every question has an answer."]);
    terminal.send(ESC);
    terminal.see(&["Exam: all questions"]);
    terminal.send("d");
    terminal.see(&["y hand in for good"]);
    terminal.send("dddy");
    let over = closing(&terminal);
    let words = code(&over);
    // Enter may have been meant for something else.
    terminal.send(ENTER);
    std::thread::sleep(Duration::from_millis(200));
    assert!(terminal.screen().contains("The closing code:"));
    terminal.send("q");
    let (exit, raw) = terminal.end();
    assert_eq!(exit, 0);
    let after = is_given_back(&raw);
    assert_eq!(code(after), words, "the words stay in the window");
    let events = log(&gym, &stem);
    let ExamEvent::Opened { face, .. } = &events[0] else { panic!("{events:?}") };
    assert_eq!(face, "full-screen");
    let of = graded(&gym, &stem, &words);
    assert!(of.supervision.supervised);
    assert_eq!((of.items[0].flagged, of.items[3].flagged, of.items[1].certainty), (true, true, Some(1)));
    assert_eq!((of.items[1].answers, of.times.breaks.len(), of.times.how), (1, 1, Ended::HandedIn));
    assert!(of.items.iter().all(|item| item.answer.is_some()));
}

#[test]
fn killed_and_gone_on_with_nothing_that_was_noted_is_lost() {
    let gym = Gym::new();
    let stem = gym.issue("short", "t-01", &[]);
    for turn in 0..3 {
        let mut terminal = sits(&gym, &stem, (60, 18));
        let start = terminal.see(&["Enter begin", "Enter go on"]);
        assert_eq!(start.contains("Enter go on"), turn > 0, "{start}");
        terminal.send("\u{1b}[6~");
        terminal.send("\u{1b}[6~");
        if turn > 0 {
            let kept = if turn == 1 { "1 answer is kept" } else { "2 answers are kept" };
            terminal.see(&[kept]);
        }
        terminal.send(ENTER);
        let screen = asked(&terminal, turn + 1);
        terminal.answer(&screen);
        terminal.see(&["Noted."]);
        // Chosen, and not kept: it is gone.
        terminal.send("1");
        terminal.signal("KILL");
        terminal.end();
        assert_eq!(answers(&gym, &stem), turn + 1);
    }
    let mut terminal = begins_at(&gym, &stem, 4);
    // What was chosen and not kept is told, before and after.
    terminal.send("1d");
    let sure = terminal.see(&["y hand in for good"]);
    assert!(sure.contains("7 questions have no answer") && sure.contains("4 to 10"), "{sure}");
    assert!(sure.contains("Question 4: what you chose is not kept."), "{sure}");
    terminal.send("y");
    let over = closing(&terminal);
    assert!(over.contains("Question 4: what you chose was not kept."), "{over}");
    let words = code(&over);
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
    let of = graded(&gym, &stem, &words);
    assert_eq!((of.times.resumed, of.items.iter().filter(|item| item.answer.is_some()).count()), (3, 3));
}

/// Goes on, and waits for this question.
fn begins_at(gym: &Gym, stem: &str, n: usize) -> Terminal {
    let mut terminal = sits(gym, stem, (80, 24));
    terminal.see(&["Enter go on"]);
    terminal.send(ENTER);
    asked(&terminal, n);
    terminal
}

/// The time runs out while nobody presses anything; what is chosen then is not kept. Come back to later, it is over.
#[test]
fn the_time_runs_out_by_itself() {
    let mut gym = Gym::new();
    gym.now = Some("2027-01-10T10:00".to_owned());
    let issued = gym.issue("short", "t-01", &[]);
    for (name, help) in [("in-a-question", false), ("in-the-help", true)] {
        let stem = copied(&gym, &issued, name);
        gym.now = Some("2027-01-10T10:00".to_owned());
        let mut terminal = begins(&gym, &stem, (80, 24));
        terminal.answer(&terminal.screen());
        terminal.see(&["Noted."]);
        terminal.signal("KILL");
        terminal.end();
        gym.now = Some("2027-01-10T10:09:56".to_owned());
        let mut terminal = begins_at(&gym, &stem, 2);
        terminal.send(if help { "?" } else { "1" });
        terminal.see(&["0:02 left", "0:01 left", "any key closes this"]);
        let over = closing(&terminal);
        // What was chosen and not kept when the time ran out counts.
        let chosen = match log(&gym, &stem).last() {
            Some(ExamEvent::TimeUp { chosen }) => chosen.clone(),
            other => panic!("{other:?}"),
        };
        let is_chosen_by_a_key = matches!(form_of(&gym, &stem, 2).as_str(), "one" | "many" | "number");
        assert!(chosen.is_some() || help || !is_chosen_by_a_key, "{over}");
        assert!(!help || chosen.is_none(), "{chosen:?}");
        let answered = format!("{} of 10 questions", 1 + usize::from(chosen.is_some()));
        assert!(over.contains("The time is up") && over.contains(&answered), "{over}");
        assert_eq!(chosen.is_some(), over.contains("What you had chosen for question 2 counts."), "{over}");
        terminal.send("\rq");
        let (exit, raw) = terminal.end();
        assert_eq!(exit, 0);
        assert!(is_given_back(&raw).contains("The time is up"));
        assert!(matches!(log(&gym, &stem).last(), Some(ExamEvent::TimeUp { .. })));
        if !help {
            let of = graded(&gym, &stem, &code(&over));
            assert_eq!((of.times.used_ms, of.times.how), (600_000, Ended::TimeUp));
        }
    }
    // Killed, and gone on with when the time was over: only the end is shown.
    gym.now = Some("2027-01-10T10:00".to_owned());
    let stem = copied(&gym, &issued, "too-late");
    let terminal = begins(&gym, &stem, (80, 24));
    terminal.signal("KILL");
    terminal.end();
    gym.now = Some("2027-01-10T11:00".to_owned());
    let mut terminal = sits(&gym, &stem, (80, 24));
    let over = closing(&terminal);
    assert!(over.contains("The time is up"), "{over}");
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
    // Asked for once more, it says when it was over, tells no code, and no screen is taken.
    let again = sits(&gym, &stem, (80, 24));
    let (exit, raw) = again.end();
    assert!(exit == 0 && raw.contains("The time was up on"), "{raw}");
    assert!(!raw.contains(TAKES) && !raw.contains(code(&over).split(' ').next().expect("a word")));
}

#[test]
fn whatever_breaks_it_off_the_log_says_left_and_the_terminal_is_given_back() {
    let gym = Gym::new();
    let issued = gym.issue("short", "t-01", &[]);
    for signal in ["TERM", "HUP", "INT", "Ctrl-C", "q"] {
        let stem = copied(&gym, &issued, signal);
        let mut terminal = begins(&gym, &stem, (80, 24));
        terminal.answer(&terminal.screen());
        terminal.see(&["Noted."]);
        match signal {
            "Ctrl-C" => terminal.send("\u{3}"),
            "q" => {
                // Another key takes it back.
                terminal.send("lq");
                terminal.see(&["Press q again"]);
                terminal.send("kq");
                terminal.see(&["Press q again"]);
                terminal.send("q");
            }
            signal => terminal.signal(signal),
        }
        let (exit, raw) = terminal.end();
        assert_eq!(exit, if signal == "q" { 1 } else { 130 }, "{signal}");
        let after = is_given_back(&raw);
        assert!(after.contains("Every answer is kept, and the clock keeps running."), "{signal}: {after}");
        assert!(
            after.contains(&format!("Go on with: formcheck exam sit {stem}.paper.json")),
            "{signal}: {after}"
        );
        assert_eq!(log(&gym, &stem).last(), Some(&ExamEvent::Left), "{signal}");
        let again = begins_at(&gym, &stem, 2);
        again.signal("KILL");
        again.end();
    }
    // Before the start there is nothing to leave.
    let mut terminal = sits(&gym, &issued, (80, 24));
    terminal.see(&["Enter begin"]);
    terminal.send("q");
    let (exit, raw) = terminal.end();
    assert_eq!(exit, 1);
    assert!(is_given_back(&raw).contains("was not begun"), "{raw}");
    assert_eq!(gym.text(&format!("{issued}.log")), "");
}

#[test]
fn where_full_screen_would_not_do_an_exam_is_in_lines() {
    let gym = Gym::new();
    let stem = gym.issue("tiny", "t-01", &[]);
    let paper = format!("{stem}.paper.json");
    let small = sits(&gym, &stem, (50, 15));
    small.hear("full screen takes 60 columns by 18 rows", 1);
    small.hear("Question 1 of 2", 1);
    small.signal("KILL");
    assert!(!small.end().1.contains(TAKES));
    let mut dumb = gym.command(&["exam", "sit", &paper]);
    dumb.env("TERM", "dumb");
    for command in [gym.command(&["exam", "sit", &paper, "--plain"]), dumb] {
        let mut lines = Terminal::of(&command, (80, 24));
        lines.hear("Question 1 of 2", 1);
        lines.send("q\r");
        assert!(!lines.end().1.contains(TAKES));
    }
    // No limit: no clock is shown, and nothing moves.
    let mut still = begins(&gym, &stem, (80, 24));
    assert!(!still.screen().contains("left ·"));
    std::thread::sleep(Duration::from_millis(300));
    let before = still.raw().len();
    std::thread::sleep(Duration::from_millis(1_500));
    assert_eq!(still.raw().len(), before, "it stands still");
    // A window that becomes too small, and large again; and the shell for a while.
    still.resize(50, 12);
    still.see(&["too small"]);
    still.send("1\r");
    std::thread::sleep(Duration::from_millis(300));
    still.resize(120, 40);
    still.until(&["the foot in its new place"], |screen| {
        screen.lines().nth(39).is_some_and(|foot| foot.contains("? help"))
    });
    assert_eq!(answers(&gym, &stem), 0, "nobody answers what they can't see");
    still.send("\u{1a}");
    still.hear(LEAVES, 1);
    std::thread::sleep(Duration::from_millis(200));
    still.signal("CONT");
    still.hear(TAKES, 2);
    asked(&still, 1);
    still.send("qq");
    is_given_back(&still.end().1);
}

/// In one go: after the full screen the terminal is there for the passphrase of the key, whole.
#[test]
fn taken_in_one_go_it_is_graded_after_the_full_screen() {
    let gym = Gym::new();
    let locked = gym.path("locked");
    let made = gym
        .command(&["exam", "keygen", "--out", "locked"])
        .env("FORMCHECK_PASSPHRASE", "open sesame")
        .output()
        .expect("it runs");
    assert!(made.status.success(), "{}", said(&made));
    let key = locked.join("formcheck.key").to_string_lossy().into_owned();
    let take = ["exam", "take", "tiny", "--candidate", "t-05", "--witness", "h-02", "--key", &key];
    let mut terminal = Terminal::of(&gym.command(&take), (80, 24));
    terminal.see(&["Passphrase of"]);
    terminal.send("open sesame\r");
    let start = terminal.see(&["Enter begin"]);
    assert!(start.contains("h-02 watches the whole exam."), "{start}");
    terminal.send(ENTER);
    for n in 1..=2 {
        let screen = asked(&terminal, n);
        terminal.answer(&screen);
    }
    terminal.see(&["Exam: all questions"]);
    terminal.send("dy");
    terminal.see(&["The closing code:"]);
    terminal.send("q");
    terminal.hear("Passphrase of", 2);
    terminal.send("open sesame\r");
    terminal.hear("Record: ", 1);
    let (exit, raw) = terminal.end();
    assert!(exit <= 1, "{raw}");
    is_given_back(&raw);
    let public = locked.join("formcheck.pub").to_string_lossy().into_owned();
    gym.ends(0, &["exam", "verify", "t-05-tiny-1.record.json", "--key", &public]);
    // Ctrl-C at the second question for the passphrase ends it, as in any program.
    let take = ["exam", "take", "tiny", "--candidate", "t-06", "--key", &key];
    let mut terminal = Terminal::of(&gym.command(&take), (80, 24));
    terminal.see(&["Passphrase of"]);
    terminal.send("open sesame\r");
    let start = terminal.see(&["Enter begin"]);
    assert!(start.contains("nobody watches"), "{start}");
    terminal.send("\r");
    asked(&terminal, 1);
    terminal.send("dy");
    terminal.see(&["The closing code:"]);
    terminal.send("q");
    terminal.hear("Passphrase of", 2);
    terminal.send("\u{3}");
    let (exit, raw) = terminal.end();
    is_given_back(&raw);
    assert_ne!(exit, 0, "{raw}");
}
