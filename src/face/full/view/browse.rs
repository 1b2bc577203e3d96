//! The browser: exercises and mistakes, narrowed down by what is typed; a page beside them where there is room.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::super::field::Field;
use super::super::look::{CHOSEN, FAINT, HEADING, KEY, PLAIN};
use super::super::state::State;
use super::rows::show_rows;
use crate::pages::check::severity_word;
use crate::pages::show;
use crate::render::columns::{pad, shortened};
use crate::render::ratatui::{lines, paragraph};
use formcheck_core::rulebook::words::{clean, count};
use formcheck_core::rulebook::{ExerciseIx, MistakeIx, Named, Rulebook};

/// From so many columns on a name has what it is beside it.
const ROOMY: usize = 56;

/// A line of the browser.
pub(in super::super) struct BrowseEntry {
    pub(in super::super) id: String,
    pub(in super::super) named: Named,
    name: String,
    about: String,
}

/// The exercises and mistakes whose name, id or other name has every word that is looked for.
pub(in super::super) fn found(book: &Rulebook, search: &str) -> Vec<BrowseEntry> {
    let words: Vec<String> = search.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let fits = |texts: &[&str]| {
        let whole = texts.join(" ").to_lowercase();
        words.iter().all(|word| whole.contains(word.as_str()))
    };
    let exercises = book.exercises.iter().enumerate().filter_map(|(place, one)| {
        let names: Vec<&str> = [one.name.as_str(), one.id.as_str()]
            .into_iter()
            .chain(one.aliases.iter().chain(&one.tags).map(String::as_str))
            .collect();
        fits(&names).then(|| BrowseEntry {
            id: one.id.to_string(),
            named: Named::Exercise(ExerciseIx::at(place)),
            name: clean(&one.name).into_owned(),
            about: count(one.mistakes.len(), "mistake", "mistakes"),
        })
    });
    let mistakes = book.mistakes.iter().enumerate().filter_map(|(place, one)| {
        let names = [one.name.as_str(), one.id.as_str(), one.words.cue.as_str()];
        fits(&names).then(|| {
            let ix = MistakeIx::at(place);
            let within = book.exercises.iter().filter(|exercise| exercise.counted(ix).is_some()).count();
            BrowseEntry {
                id: one.id.to_string(),
                named: Named::Mistake(ix),
                name: clean(&one.name).into_owned(),
                about: format!(
                    "{}, in {}",
                    severity_word(one.severity),
                    count(within, "exercise", "exercises")
                ),
            }
        })
    });
    exercises.chain(mistakes).collect()
}

pub(super) fn draw(
    state: &State<'_>,
    search: &Field,
    (typing, at): (bool, usize),
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let entries = found(state.book, &search.text());
    let list = if area.width >= 96 { Rect { width: area.width * 2 / 5, ..area } } else { area };
    show_rows(vec![search_line(search, typing, entries.len())], 0, Rect { height: 1, ..list }, frame);
    let below = Rect { y: list.y + 2, height: list.height.saturating_sub(2), ..list };
    if entries.is_empty() {
        let none = "Nothing has these words. Try fewer letters, such as \"row\" or \"neck\".";
        show_rows(paragraph(none, below.width, "", FAINT), 0, below, frame);
        return;
    }
    let (rows, chosen) = rows(&entries, at, usize::from(below.width));
    let past = (chosen + 3).saturating_sub(usize::from(below.height));
    show_rows(rows, past, below, frame);
    if let Some(entry) = entries.get(at).filter(|_| area.width > list.width) {
        let page = Rect { x: list.right() + 2, width: area.width - list.width - 2, ..area };
        let text = show::page(state.book, entry.named);
        show_rows(lines(&text, page.width), 0, page, frame);
    }
}

fn search_line(search: &Field, typing: bool, found: usize) -> Line<'static> {
    let (before, after) = search.halves();
    let cursor: Style = if typing { PLAIN.add_modifier(Modifier::REVERSED) } else { PLAIN };
    let mut rest = after.chars();
    let under = rest.next().unwrap_or(' ');
    Line::from(vec![
        Span::styled("Search: ", KEY),
        Span::raw(clean(&before).into_owned()),
        Span::styled(under.to_string(), cursor),
        Span::raw(rest.collect::<String>()),
        Span::styled(format!("  ({found})"), FAINT),
    ])
}

/// The rows of the list, and which of them is chosen.
fn rows(entries: &[BrowseEntry], at: usize, width: usize) -> (Vec<Line<'static>>, usize) {
    let mut rows = Vec::new();
    let mut chosen = 0;
    let mut above = "";
    for (place, entry) in entries.iter().enumerate() {
        let heading = if matches!(entry.named, Named::Exercise(_)) { "Exercises" } else { "Mistakes" };
        if heading != above {
            rows.push(Line::styled(heading, HEADING));
            above = heading;
        }
        if place == at {
            chosen = rows.len();
        }
        let (mark, ink) = if place == at { ("▸ ", CHOSEN) } else { ("  ", PLAIN) };
        // Where both don't fit, the name counts.
        let name = if width < ROOMY { width.saturating_sub(3) } else { width.saturating_sub(26).min(44) };
        let mut spans =
            vec![Span::styled(mark, CHOSEN), Span::styled(pad(&shortened(&entry.name, name), name + 1), ink)];
        if width >= ROOMY {
            spans.push(Span::styled(shortened(&entry.about, width.saturating_sub(name + 4)), FAINT));
        }
        rows.push(Line::from(spans));
    }
    (rows, chosen)
}
