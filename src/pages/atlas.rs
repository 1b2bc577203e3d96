//! The atlas: every exercise and every mistake that can be seen, as one page of Markdown with SVG files beside it.
//!
//! Pure: it gives the files' names and texts, and a command writes them.

use std::fmt::Write as _;

use rayon::prelude::*;

use formcheck_core::figure::{Motion, svg};
use formcheck_core::quiz::{names, telling_reps};
use formcheck_core::rulebook::words::sentence;
use formcheck_core::rulebook::{Exercise, ExerciseIx, MistakeIx, Rulebook, SignIx, Value, first_to_fix};

/// How many pictures stand beside each other.
const COLUMNS: usize = 3;

/// The page, and the pictures by file name. `folder` is where the page says that they are.
pub fn atlas(book: &Rulebook, folder: &str) -> (String, Vec<(String, String)>) {
    let mut page = String::from(
        "# What each mistake looks like\n\n\
         Drawn from the rules by `formcheck show --atlas docs/figures.md`. A ring is around what is wrong. Dashed: the clean \
         rep, where it differs. The line at the foot of a picture is how far the rep has come, over time; the dot on it is \
         the moment that is shown. What can only be felt is in no picture.\n",
    );
    let mut pictures = Vec::new();
    for exercise in book.exercise_ixs() {
        let Some(clean) = Motion::clean(book, exercise) else { continue };
        let here = &book[exercise];
        let _ = write!(page, "\n## {}\n\n", marked_down(&here.name));
        let mut cells = Vec::new();
        let mut add = |name: &str, caption: String, motion: &Motion, shown: &[(SignIx, Value)]| {
            let file = format!("{}--{name}.svg", here.id);
            let says: Vec<String> = shown.iter().map(|&(sign, value)| book[sign].say(value)).collect();
            let words = format!(
                "{}: {}",
                here.name,
                if says.is_empty() { "a clean rep".into() } else { says.join(", and ") }
            );
            cells.push(format!("![{name}]({folder}/{file})<br>{caption}"));
            pictures.push(Drawing { file, words, motion: motion.clone(), clean: clean.clone() });
        };
        add("clean", "A clean rep".to_owned(), &clean, &[]);
        for mistake in worst_first(book, here) {
            let Some((rep, motion)) = picture_of(book, exercise, mistake, &clean) else { continue };
            let says: Vec<String> = rep.iter().map(|&(sign, value)| book[sign].say(value)).collect();
            let name = &book[mistake].name;
            let caption = format!("**{}**: {}", marked_down(name), marked_down(&says.join(", and ")));
            add(book[mistake].id.as_str(), caption, &motion, &rep);
        }
        for row in cells.chunks(COLUMNS) {
            let _ = writeln!(page, "| {} |", row.join(" | "));
            if row.as_ptr() == cells.as_ptr() {
                let _ = writeln!(page, "|{}", "---|".repeat(row.len()));
            }
        }
        let words: Vec<String> = counted(here)
            .filter(|&mistake| picture_of(book, exercise, mistake, &clean).is_none())
            .map(|mistake| book[mistake].name.clone())
            .collect();
        if !words.is_empty() {
            let _ = write!(page, "\nIn words only: {}.\n", marked_down(&words.join(", ").to_lowercase()));
        }
    }
    for notice in names::notices(book) {
        let _ = write!(page, "\n{}\n", marked_down(&sentence(notice)));
    }
    (page, pictures.into_par_iter().map(Drawing::drawn).collect())
}

/// A picture to be drawn.
struct Drawing {
    file: String,
    words: String,
    motion: Motion,
    clean: Motion,
}

impl Drawing {
    /// Its file's name and text.
    fn drawn(self) -> (String, String) {
        let frame = self.motion.telling();
        let look = svg::Still { frame, clean: &self.clean, explained: true, title: &self.words };
        let text = svg::still(&self.motion, &look) + "\n";
        (self.file, text)
    }
}

/// The plainest rep that shows a mistake, with its motion, if a picture can show it.
pub(super) fn picture_of(
    book: &Rulebook,
    exercise: ExerciseIx,
    mistake: MistakeIx,
    clean: &Motion,
) -> Option<(Vec<(SignIx, Value)>, Motion)> {
    telling_reps(book, exercise, mistake).into_iter().find_map(|rep| {
        let motion = Motion::of(book, exercise, &rep)?;
        svg::shows(&motion, clean).then_some((rep, motion))
    })
}

fn counted(exercise: &Exercise) -> impl Iterator<Item = MistakeIx> + '_ {
    exercise.mistakes.iter().map(|counted| counted.mistake)
}

/// The mistakes of an exercise, what to fix first coming first.
pub(super) fn worst_first(book: &Rulebook, exercise: &Exercise) -> Vec<MistakeIx> {
    let mut all: Vec<MistakeIx> = counted(exercise).collect();
    all.sort_by(|&a, &b| first_to_fix(book, exercise, a, b));
    all
}

/// A text of a pack in a cell of a table of Markdown: nothing of it is markup.
fn marked_down(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in formcheck_core::rulebook::words::clean(text).chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '[' | ']' | '`' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}
