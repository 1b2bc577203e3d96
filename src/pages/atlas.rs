//! The atlas: every exercise and every mistake that can be seen, as one page of Markdown with SVG files beside it.
//!
//! Pure: it gives the files' names and texts, and a command writes them.

use std::fmt::Write as _;

use rayon::prelude::*;

use formcheck_core::figure::measure::{Detail, Size};
use formcheck_core::figure::{Motion, svg};
use formcheck_core::quiz::{Sight, names, near_misses, telling_reps};
use formcheck_core::rulebook::words::sentence;
use formcheck_core::rulebook::{Exercise, ExerciseIx, MistakeIx, Rulebook, SignIx, Value, first_to_fix};

/// How many pictures stand beside each other.
const COLUMNS: usize = 3;

/// The page, and the pictures by file name. `folder` is where the page says that they are.
pub fn atlas(book: &Rulebook, folder: &str) -> (String, Vec<(String, String)>) {
    let mut page = String::from(
        "# What each mistake looks like\n\n\
         Drawn from the rules by `formcheck show --atlas docs/figures.md`. A ring is around what is wrong. Dashed: the clean \
         rep, where it differs. The line at the foot of a picture is how far the rep has come, over time, and the dot on it the \
         moment that is shown; a picture that is asked about has neither. What can only be felt is in no picture.\n\n\
         Below the pictures of each exercise: what an eye can tell when the rep moves, looked at from where it is shown \
         first, on three bodies that lie far apart. Sizes are those of the lifter's picture in a terminal; pixels are 320 \
         by 200 and more. Where two can't be told apart, words have to tell them.\n",
    );
    let (mut pictures, mut undrawn) = (Vec::new(), Vec::new());
    let exercises: Vec<ExerciseIx> = book.exercise_ixs().collect();
    let told: Vec<String> = exercises.par_iter().map(|&exercise| told_by_eye(book, exercise)).collect();
    for (exercise, told) in exercises.into_iter().zip(told) {
        let here = &book[exercise];
        let Some(clean) = Motion::clean(book, exercise) else {
            undrawn.push(marked_down(&here.name));
            continue;
        };
        let _ = write!(page, "\n## {}\n\n", marked_down(&here.name));
        let mut cells = Vec::new();
        let mut add = |name: &str, caption: String, motion: &Motion, shown: &[(SignIx, Value)]| {
            let file = format!("{}--{name}.svg", here.id.as_str()).replace('/', ".");
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
        page += &told;
    }
    if !undrawn.is_empty() {
        let _ = write!(page, "\nNot drawn, since their files have no `[figure]`: {}.\n", undrawn.join(", "));
    }
    for notice in names::notices(book) {
        let _ = write!(page, "\n{}\n", marked_down(&sentence(notice)));
    }
    (page, pictures.into_par_iter().map(Drawing::drawn).collect())
}

/// What an eye can tell in an exercise: which mistakes from a clean rep, and which not from each other; at which size.
fn told_by_eye(book: &Rulebook, exercise: ExerciseIx) -> String {
    let mut sight = Sight::new(book);
    let name = |mistake: MistakeIx| marked_down(&book[mistake].name.to_lowercase());
    let seen = worst_first(book, &book[exercise]).into_iter();
    let seen = seen.filter(|&mistake| !telling_reps(book, exercise, mistake).is_empty());
    let from_clean: Vec<(String, Option<Detail>)> =
        seen.map(|mistake| (name(mistake), sight.mistake(exercise, mistake))).collect();
    let pairs = near_misses(book, exercise).into_iter();
    let from_near: Vec<(String, Option<Detail>)> = pairs
        .map(|(a, b)| (format!("{} from {}", name(a), name(b)), sight.mistakes(exercise, a, b)))
        .collect();
    let mut out = String::from("\n| Told from a clean rep | |\n|---|---|\n");
    for (known, some) in by_size(&from_clean) {
        let names = match known.below {
            None if some.len() == from_clean.len() => "all".to_owned(),
            None => "all others".to_owned(),
            Some(_) => some.join(", "),
        };
        let _ = writeln!(out, "| {} | {names} |", known.from);
    }
    for (known, some) in by_size(&from_near) {
        if let Some(below) = known.below {
            let _ = write!(out, "\nCan't be told by eye {below}: {}.\n", some.join("; "));
        }
    }
    out
}

/// From which size on something is told, in words.
struct ToldSize {
    /// None: at none.
    size: Option<Size>,
    from: &'static str,
    /// Where it is not.
    below: Option<&'static str>,
}

const KNOWN: [ToldSize; 5] = [
    ToldSize { size: Some(Size::SmallMono), from: "at every size", below: None },
    ToldSize {
        size: Some(Size::Small),
        from: "in colours",
        below: Some("without colours in 60 by 24 cells"),
    },
    ToldSize {
        size: Some(Size::Middle),
        from: "in colours from 100 by 34 cells",
        below: Some("below 100 by 34 cells in colours"),
    },
    ToldSize { size: Some(Size::Pixels), from: "in pixels only", below: Some("in cells") },
    ToldSize { size: None, from: "at no size", below: Some("at any size") },
];

/// The names that are told from each size on; sizes without any are left out.
fn by_size(told: &[(String, Option<Detail>)]) -> Vec<(&'static ToldSize, Vec<&str>)> {
    let size = |detail: Option<Detail>| Size::ALL.iter().copied().find(|size| detail >= Some(size.least()));
    let of = |known: &'static ToldSize| {
        let names = told.iter().filter(|(_, detail)| size(*detail) == known.size);
        (known, names.map(|(name, _)| name.as_str()).collect::<Vec<_>>())
    };
    KNOWN.iter().map(of).filter(|(_, names)| !names.is_empty()).collect()
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
