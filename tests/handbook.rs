//! A coach who follows docs/writing-rules.md from its first line to its last, and what docs/exams.md says of shapes:
//! every file is written, every command is run, every output that is shown is what the program says.
//!
//! Comments in the page say what a block is: `file:` writes it, `append:` adds it, `in:` must stand in that file,
//! `replace:` and `copy:` change what is there, `run:` runs a command whose output the next block shows, `exit:` is the
//! code of the next commands, and `sketch` is only to be read.

use std::fs;
use std::path::Path;

use crate::common::copy;
use crate::common::program::{Test, out};

const PAGE: &str = include_str!("../docs/writing-rules.md");
const EXAMS: &str = include_str!("../docs/exams.md");

/// What stands in the page, in its order.
enum Part<'a> {
    Note(&'a str),
    Block { language: &'a str, text: String },
}

fn parts(page: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(note) = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")) {
            parts.push(Part::Note(note));
        } else if let Some(language) = line.strip_prefix("```") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            parts.push(Part::Block { language, text: format!("{}\n", text.join("\n")) });
        }
    }
    parts
}

/// The words of a command line; quotes keep words together.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (place, part) in line.split('"').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Runs a command in the folder, answers nothing, and gives back what it wrote.
fn run(folder: &Path, line: &str, code: i32) -> String {
    let words = words(line);
    assert_eq!(words[0], "formcheck", "{line}");
    let is_quiz = words.iter().any(|word| word == "quiz") && !words.iter().any(|word| word == "new");
    let test = Test::new(&words[1..]).inside(folder).data(&folder.join("data")).env("NO_COLOR", "1");
    if !is_quiz {
        return test.input("").ends(code);
    }
    let written = out(&test.input("1\nq\n").run());
    assert!(written.contains("Question 1 of"), "{line}\n{written}");
    written
}

fn change(path: &Path, change: impl FnOnce(String) -> String) {
    let old = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    fs::write(path, change(old)).expect("written");
}

#[test]
fn every_file_and_every_command_of_the_handbook_works() {
    let folder = tempfile::tempdir().expect("a folder");
    let (commands, files) = follow(PAGE, folder.path());
    assert!(commands >= 20 && files >= 8, "{commands} commands, {files} files");
}

#[test]
fn an_exam_of_the_shape_that_is_told_can_be_issued() {
    let (_, rest) = EXAMS.split_once("\n## Shapes of other exams\n").expect("a part on shapes");
    let (shapes, _) = rest.split_once("\n## ").unwrap_or((rest, ""));
    let folder = tempfile::tempdir().expect("a folder");
    let (commands, files) = follow(shapes, folder.path());
    assert!(commands >= 2 && files >= 2, "{commands} commands, {files} files");
    let paper = fs::read_to_string(folder.path().join("t-07-long-paper-1.paper.json")).expect("a paper");
    let paper: serde_json::Value = serde_json::from_str(&paper).expect("JSON");
    // How many questions it has is told; what they are is locked until the start words are read out.
    assert_eq!(paper["locked"]["questions"], 150, "{paper}");
    assert!(paper.get("paper").is_none(), "{paper}");
}

/// Whether a line of the page is a line that was written: ` … ` stands for one word, such as a number that chance decides.
fn is_line(line: &str, said: &str) -> bool {
    let Some((before, after)) = line.split_once(" … ") else { return line == said };
    let rest = said.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    rest.is_some_and(|rest| rest.split_whitespace().count() == 1)
}

/// Does what a page says, in its order; gives how many commands and files it has.
fn follow(page: &str, folder: &Path) -> (usize, usize) {
    let (mut note, mut code, mut shown) = (None, 0, None);
    let (mut commands, mut files) = (0, 0);
    for part in parts(page) {
        match part {
            Part::Note(said) => {
                let (what, of) = said.split_once(": ").unwrap_or((said, ""));
                match what {
                    "exit" => {
                        code = of.parse().expect("a number");
                        // The command of a `run:` before this one.
                        if let Some(line) = note.take() {
                            shown = Some(run(folder, line, code));
                            code = 0;
                        }
                    }
                    "run" => note = Some(of),
                    "copy" => {
                        let (from, to) = of.split_once(' ').expect("two folders");
                        copy(&folder.join(from), &folder.join(to));
                    }
                    "replace" => {
                        let (path, texts) = of.split_once(' ').expect("a file");
                        let (old, new) = texts.split_once("\" \"").expect("two texts");
                        let (old, new) = (&old[1..], &new[..new.len() - 1]);
                        change(&folder.join(path), |text| {
                            assert_eq!(text.matches(old).count(), 1, "{old} in {path}");
                            text.replace(old, new)
                        });
                    }
                    "file" | "append" | "in" | "sketch" => note = Some(said),
                    _ => panic!("what is `{said}`?"),
                }
            }
            Part::Block { language: "toml", text } => {
                let said = note.take().unwrap_or_else(|| panic!("nobody says what this is:\n{text}"));
                files += 1;
                match said.split_once(": ") {
                    Some(("file", path)) => {
                        let path = folder.join(path);
                        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
                        fs::write(path, text).expect("written");
                    }
                    Some(("append", path)) => change(&folder.join(path), |old| format!("{old}\n{text}")),
                    Some(("in", path)) => {
                        let whole = fs::read_to_string(folder.join(path)).expect("a file");
                        assert!(whole.contains(&text), "{path} is\n{whole}");
                    }
                    // What it shows is a file of its own shape: it has to be TOML at least.
                    _ => assert!(text.parse::<toml::Table>().is_ok(), "{text}"),
                }
            }
            Part::Block { language: "sh", text } => {
                for line in text.lines() {
                    run(folder, line, code);
                    commands += 1;
                }
                code = 0;
            }
            Part::Block { language: "text", text } => {
                let written = shown.take().expect("a command before it");
                let lines: Vec<&str> = text.trim_end().lines().collect();
                let said: Vec<&str> = written.lines().collect();
                let is_shown = said
                    .windows(lines.len())
                    .any(|said| lines.iter().zip(said).all(|(line, said)| is_line(line, said)));
                assert!(is_shown, "the page shows\n{text}\nand the program wrote\n{written}");
            }
            // Files for other programs: only to be read.
            Part::Block { language: "yaml", .. } => {}
            Part::Block { language, .. } => panic!("what is a block of `{language}`?"),
        }
    }
    (commands, files)
}
