//! Whole quizzes and interviews in line mode, played through a pseudo-terminal of 80 columns, as a person would.

use crate::common::pty::Terminal;

/// The program in a terminal without full screen: line mode, in 80 columns.
fn start(args: &[&str], env: &[(&str, &str)]) -> Terminal {
    let env = [&[("TERM", "dumb")], env].concat();
    Terminal::start(args, &env, (80, 60))
}

/// Waits for the n-th prompt sign, then types a line.
fn answer(terminal: &mut Terminal, prompt: usize, line: &str) {
    terminal.hear("> ", prompt);
    terminal.send(&format!("{line}\r"));
}

/// The question on the screen now: its options, and what form of answer it wants.
fn typed_answer(text: &str) -> String {
    let question = text.rsplit("Question ").next().expect("a question");
    let (numbers, letters): (Vec<&str>, Vec<&str>) = question
        .lines()
        .map(str::trim_start)
        .filter(|line| line.split_once(". ").is_some_and(|(mark, _)| mark.len() <= 2))
        .partition(|line| line.starts_with(|letter: char| letter.is_ascii_digit()));
    if question.contains("Put in order") || question.contains("The steps in order") {
        (1..=numbers.len()).map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
    } else if !letters.is_empty() {
        let pairs = letters.iter().enumerate().map(|(place, line)| format!("{}{}", place + 1, &line[..1]));
        pairs.collect::<Vec<_>>().join(" ")
    } else if numbers.is_empty() {
        "8".to_owned()
    } else {
        "1".to_owned()
    }
}

fn play_whole(quiz: &str, questions: usize) -> (u32, String) {
    let mut terminal = start(&["quiz", quiz, "--seed", "11"], &[]);
    terminal.hear("Type your answer", 1);
    for number in 1..=questions {
        terminal.hear(&format!("Question {number} of {questions}"), 1);
        terminal.hear("> ", number);
        let line = typed_answer(&terminal.raw());
        terminal.send(&format!("{line}\r"));
    }
    terminal.hear("The same questions again", 1);
    terminal.end()
}

#[test]
fn twelve_questions_are_asked_and_each_is_explained() {
    let (code, text) = play_whole("mid-back-foundations", 12);
    assert_eq!(code, 0);
    let told = text.matches("Right.").count()
        + text.matches("Not right.").count()
        + text.matches("Partly right:").count();
    assert!(told >= 12, "{told} of 12 were told");
    // Each has a source, or says that it is a judgement.
    let told: Vec<&str> = text.split("Question ").skip(1).collect();
    assert_eq!(told.len(), 12);
    for one in told {
        let backed = ["Source\u{1b}", "Source:", "Our judgement\u{1b}", "Our judgement:"];
        assert!(backed.iter().any(|label| one.contains(label)), "neither source nor judgement: {one}");
    }
    assert!(text.contains("does not replace medical"), "the notice comes first");
    let result = text.find("Result:").expect("what it came to");
    assert!(text[result..].contains("Worth another look"), "then what to look at again");
    assert!(
        !text.contains("By exercise") && !text.contains("By kind"),
        "the tables only for who asks for them"
    );
}

#[test]
fn every_built_in_quiz_can_be_played_to_its_end() {
    for (quiz, questions) in
        [("spot-the-mistake", 24), ("same-sign-other-verdict", 12), ("know-your-mid-back", 20)]
    {
        let (code, text) = play_whole(quiz, questions);
        assert_eq!(code, 0, "{quiz}");
        assert!(text.contains(&format!(" of {questions} (")), "{quiz}");
    }
    let (code, text) = play_whole("trainer-onboarding", 40);
    assert_eq!(code, 1, "ones everywhere don't pass an exam");
    assert!(text.contains("not passed") && text.matches("Noted.").count() == 40);
}

#[test]
fn keys_do_what_the_help_says() {
    let mut terminal = start(&["quiz", "spot-the-mistake", "--seed", "2"], &[]);
    answer(&mut terminal, 1, "?");
    terminal.hear("read the question again", 1);
    answer(&mut terminal, 2, "r");
    terminal.hear("Question 1 of 24", 2);
    answer(&mut terminal, 3, "s");
    answer(&mut terminal, 4, "u");
    terminal.hear("There is no answer to take back.", 1);
    answer(&mut terminal, 5, "99");
    terminal.hear("ype ", 2);
    answer(&mut terminal, 6, "1");
    terminal.hear("Question 2 of 24", 1);
    answer(&mut terminal, 7, "u");
    terminal.hear("Question 1 of 24", 4);
    answer(&mut terminal, 8, "q");
    terminal.hear("Nothing was answered", 1);
    assert_eq!(terminal.end().0, 1);
}

#[test]
fn ctrl_c_ends_with_what_was_answered() {
    let mut terminal = start(&["quiz", "spot-the-mistake", "--seed", "2"], &[]);
    answer(&mut terminal, 1, "1");
    terminal.hear("Question 2 of 24", 1);
    terminal.send("\u{3}");
    terminal.hear("You answered 1 of 24", 1);
    let (code, text) = terminal.end();
    assert_eq!(code, 130);
    assert!(text.contains("Stopped."));
}

#[test]
fn a_transcript_of_a_whole_session_in_plain_lines_has_no_escape_byte() {
    let env = [("TERM", "xterm-256color")];
    let mut terminal = start(&["quiz", "mid-back-foundations", "--seed", "11", "--plain"], &env);
    for number in 1..=12 {
        terminal.hear(&format!("Question {number} of 12"), 1);
        terminal.hear("> ", number);
        let line = typed_answer(&terminal.raw());
        terminal.send(&format!("{line}\r"));
    }
    terminal.hear("The same questions again", 1);
    let (code, text) = terminal.end();
    assert_eq!(code, 0);
    assert!(!text.contains('\u{1b}'), "{text:?}");
    assert!(text.matches("You see a rep in which").count() > 2, "reps are told in words");
}

#[test]
fn ctrl_d_ends_the_quiz_and_nothing_is_lost() {
    let mut terminal = start(&["quiz", "spot-the-mistake", "--seed", "2"], &[]);
    answer(&mut terminal, 1, "1");
    terminal.hear("Question 2 of 24", 1);
    terminal.hear("> ", 2);
    terminal.send("\u{4}");
    terminal.hear("You answered 1 of 24", 1);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn colour_is_off_where_it_is_not_wanted_and_no_line_is_too_wide() {
    let coloured = start(&["show", "arm-rowing"], &[]).end().1;
    assert!(coloured.contains("\u{1b}["), "a terminal gets colour");
    for env in [("NO_COLOR", "1"), ("FORMCHECK_PLAIN", "1")] {
        let plain = start(&["show", "kroc-row"], &[env]).end().1;
        assert!(!plain.contains('\u{1b}'), "{env:?}");
        for line in plain.lines() {
            assert!(line.trim_end().chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn an_interview_asks_until_it_is_settled() {
    let mut terminal = start(&["check", "seal-row"], &[]);
    terminal.hear("Tell what you saw", 1);
    answer(&mut terminal, 1, "x");
    terminal.hear("Enter if you could not see it", 1);
    answer(&mut terminal, 2, "1");
    answer(&mut terminal, 3, "u");
    for prompt in 4..8 {
        answer(&mut terminal, prompt, "1");
    }
    answer(&mut terminal, 8, "");
    answer(&mut terminal, 9, "d");
    terminal.hear("The same again: formcheck check seal-row", 1);
    let screen = terminal.screen();
    assert!(screen.contains("Seal row"), "{screen}");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_first_day_of_study_and_its_interruption() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_string_lossy().into_owned();
    let env = [("FORMCHECK_DATA_DIR", data.as_str()), ("FORMCHECK_NOW", "2026-11-24T10:00")];
    let mut door = start(&[], &env);
    door.hear("Press Enter to study", 1);
    door.send("\r");
    door.hear("Which exercises do you do?", 1);
    door.send("7 77\r");
    door.hear("Type numbers from 1 to 14", 1);
    door.send("7\r");
    door.hear("Question 1 of", 1);
    assert!(door.raw().contains("Seal row"), "{}", door.raw());
    door.send("1!\r");
    door.hear("Question 2 of", 1);
    door.send("\u{3}");
    door.hear("Every answer is kept", 1);
    assert_eq!(door.end().0, 130);

    let mut again = start(&["study"], &env);
    again.hear("You go on where you stopped: 1 answer so far.", 1);
    again.hear("Question 2 of", 1);
    assert!(!again.raw().contains("Which exercises"), "that is asked once");
    again.send("u\r");
    again.hear("Question 1 of", 1);
    again.send("1\r");
    again.hear("Question 2 of", 2);
    again.send("q\r");
    again.hear("Comes back", 1);
    assert_eq!(again.end().0, 0);
}
