//! A talk in the full screen: one question a page, its choices, the line to answer in; of reps near a limit two, drawn beside
//! each other.
//!
//! Must not know what is asked, or what is written in the end.

use std::collections::VecDeque;
use std::io;
use std::time::Instant;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use ratatui::{Frame, Terminal};

use super::field::Field;
use super::look::{CHOSEN, DisplayOptions, FAINT, HEADING, KEY, PLAIN, fit};
use super::terminal::TerminalGuard;
use super::view::put_grid;
use crate::face::display::{Answers, LateAnswers};
use crate::face::line::talk::{on_enter, shown};
use crate::render::ansi::figure::cells;
use crate::render::columns::{shortened, wrap, wrap_between};
use formcheck_authoring::new::talk::{Prompt, Talk};
use formcheck_core::figure::paint::cells::Grid;
use formcheck_core::rulebook::words::clean;

/// How a talk ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TalkEnding {
    /// All is said.
    Whole,
    /// The person left.
    Left,
    /// They broke off.
    Stopped,
}

/// The page that is shown.
struct TalkPage {
    title: String,
    look: DisplayOptions,
    field: Field,
    /// Whether what stands in the field was refused: it may want one letter, or a letter begins another answer.
    refused: bool,
    /// The choice that arrows have come to.
    chosen: Option<usize>,
    /// What is told of the last answer.
    told: Option<String>,
    /// Rows that were scrolled past.
    past: u16,
    draws: bool,
}

/// Talks until all is said, or the person leaves. The terminal is given back in any case.
///
/// # Errors
/// If the terminal can't be read or drawn on.
pub fn play(
    talk: &mut Talk,
    title: &str,
    look: DisplayOptions,
    draws: bool,
    answers: &Answers,
) -> io::Result<TalkEnding> {
    let _guard = TerminalGuard::take()?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let mut page = TalkPage {
        title: title.to_owned(),
        look,
        field: Field::default(),
        refused: false,
        chosen: None,
        told: None,
        past: 0,
        draws,
    };
    let mut early: VecDeque<KeyEvent> = super::play::typed(&answers.typed).into();
    let mut late = LateAnswers::new(answers.asked && !answers.complete, Instant::now());
    while let Some(prompt) = talk.prompt() {
        if let Some(key) = early.pop_front() {
            if let Some(ending) = page.press(talk, &prompt, key) {
                return Ok(ending);
            }
            continue;
        }
        terminal.draw(|frame| draw(&page, talk, &prompt, frame))?;
        let key = match event::read()? {
            Event::Key(key) if late.takes(key, Instant::now()) => continue,
            Event::Key(key) if key.kind != KeyEventKind::Release => key,
            Event::Paste(text) => {
                page.begin_anew();
                for letter in text.chars().filter(|letter| !letter.is_control()) {
                    page.field.take(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
                }
                continue;
            }
            _ => continue,
        };
        if let Some(ending) = page.press(talk, &prompt, key) {
            return Ok(ending);
        }
    }
    Ok(TalkEnding::Whole)
}

impl TalkPage {
    fn press(&mut self, talk: &mut Talk, prompt: &Prompt, key: KeyEvent) -> Option<TalkEnding> {
        let with_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') if with_control => return Some(TalkEnding::Stopped),
            KeyCode::Esc => self.back(talk),
            KeyCode::F(1) => self.told = Some(talk.help().to_owned()),
            KeyCode::Down => self.step(prompt, 1),
            KeyCode::Up => self.step(prompt, -1),
            KeyCode::PageDown => self.past = self.past.saturating_add(5),
            KeyCode::PageUp => self.past = self.past.saturating_sub(5),
            KeyCode::Enter => return self.answer(talk),
            code => {
                if matches!(code, KeyCode::Char(_)) && !with_control {
                    self.begin_anew();
                }
                self.refused = false;
                if self.field.take(key) {
                    self.chosen = None;
                }
            }
        }
        None
    }

    /// What was refused goes where another answer is begun.
    fn begin_anew(&mut self) {
        if std::mem::take(&mut self.refused) {
            self.field = Field::default();
        }
    }

    fn answer(&mut self, talk: &mut Talk) -> Option<TalkEnding> {
        let typed = self.field.text();
        match typed.trim() {
            "q" | "quit" => return Some(TalkEnding::Left),
            "?" | "help" => {
                self.told = Some(talk.help().to_owned());
                self.field = Field::default();
            }
            "back" => self.back(talk),
            typed => match talk.take(typed) {
                Ok(told) => self.turn(told),
                Err(wanted) => (self.told, self.refused) = (Some(wanted), true),
            },
        }
        None
    }

    fn back(&mut self, talk: &mut Talk) {
        let told = talk.back().err();
        self.turn(told);
    }

    /// The next page.
    fn turn(&mut self, told: Option<String>) {
        (self.told, self.field, self.chosen, self.past) = (told, Field::default(), None, 0);
        self.refused = false;
    }

    fn step(&mut self, prompt: &Prompt, by: isize) {
        let of = prompt.choices.len();
        if of == 0 {
            return;
        }
        let at = match (self.chosen, by) {
            (None, 1) => 0,
            (None, _) => of - 1,
            (Some(at), _) => super::keys::moved(at, by, of),
        };
        self.chosen = Some(at);
        self.refused = false;
        self.field = Field::of(&prompt.choices[at].word);
    }
}

fn draw(page: &TalkPage, talk: &Talk, prompt: &Prompt, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let width = whole.width.saturating_sub(2);
    let row = |y: u16, height: u16| Rect { x: 1, y, width, height };
    let rule = "─".repeat(usize::from(whole.width));
    frame.render_widget(Line::styled(shortened(&page.title, usize::from(width)), HEADING), row(0, 1));
    frame.render_widget(Line::styled(rule, FAINT), Rect { height: 1, y: 1, ..whole });
    let keys = "Enter answer   Esc back   F1 explain   Ctrl-C leave";
    frame.render_widget(Line::styled(shortened(keys, usize::from(width)), FAINT), row(whole.bottom() - 1, 1));

    let told = page.told.as_deref().map(|told| lines(told, width, KEY)).unwrap_or_default();
    let told_rows = u16::try_from(told.len()).unwrap_or(u16::MAX).min(whole.height / 3);
    let mut body = lines(&prompt.text, width, PLAIN);
    for (at, choice) in prompt.choices.iter().enumerate() {
        let style = if page.chosen == Some(at) { CHOSEN } else { PLAIN };
        let text = wrap_between(&shown(choice), usize::from(width), &format!("{:>3}. ", at + 1), "     ");
        body.extend(text.lines().map(|line| Line::styled(line.to_owned(), style)));
    }
    body.extend(on_enter(prompt).map(|text| lines(&text, width, FAINT)).unwrap_or_default());

    let top = 2;
    let room = whole.height.saturating_sub(top + 2 + told_rows + 1);
    let needed = u16::try_from(body.len()).unwrap_or(u16::MAX);
    let past = page.past.min(needed.saturating_sub(room));
    let height = needed.min(room);
    if needed > room {
        let more = " PgUp PgDn: the rest ";
        let place = Rect { x: whole.right().saturating_sub(22), y: 1, width: 21, height: 1 };
        frame.render_widget(Line::styled(more, KEY), place);
    }
    frame.render_widget(Paragraph::new(body).scroll((past, 0)), row(top, height));
    let mut y = top + height;
    frame.render_widget(typed(&page.field, width), row(y, 1));
    y += 1;
    frame.render_widget(Paragraph::new(told), row(y, told_rows));
    y += told_rows;
    let left = Rect { x: 1, y, width, height: (whole.bottom() - 1).saturating_sub(y) };
    if page.draws {
        reps(talk, page.look, left, frame);
    }
    fit(frame.buffer_mut(), page.look);
}

/// The reps that are asked about, beside each other where there is room: else the one that is asked about.
fn reps(talk: &Talk, look: DisplayOptions, area: Rect, frame: &mut Frame<'_>) {
    let (Some(book), Some((reps, at))) = (talk.book(), talk.reps()) else { return };
    if area.height < LOWEST {
        return;
    }
    let mode = crate::render::pictures::PictureMode { pixels: None, ..look.pictures };
    let fits = reps.len() > 1 && area.width >= 2 * NARROWEST;
    let shown: Vec<_> = if fits { reps.iter().enumerate().collect() } else { vec![(at, &reps[at])] };
    let each = area.width / u16::try_from(shown.len()).unwrap_or(1);
    for (place, (number, rep)) in shown.into_iter().enumerate() {
        let x = area.x + each * u16::try_from(place).unwrap_or_default();
        let size = (usize::from(each.saturating_sub(2)), usize::from(area.height - 1));
        let Some(grid): Option<Grid> = cells(book, rep.exercise, &rep.shown, mode, size) else { return };
        let style = if number == at { CHOSEN } else { FAINT };
        let label = match number.cmp(&at) {
            std::cmp::Ordering::Equal => "▸ this rep",
            std::cmp::Ordering::Less => "the rep before",
            std::cmp::Ordering::Greater => "the next rep",
        };
        frame.render_widget(Line::styled(label, style), Rect { x, y: area.y, width: each, height: 1 });
        put_grid(&grid, Rect { x, y: area.y + 1, width: each, height: area.height - 1 }, frame);
    }
}

/// Fewer rows or columns than these show nobody.
const LOWEST: u16 = 8;
const NARROWEST: u16 = 32;

fn lines(text: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    let wrapped = wrap(&clean(text), usize::from(width), "");
    wrapped.lines().map(|line| Line::styled(line.to_owned(), style)).collect()
}

/// The line that is typed into; of a long one the end before the cursor is shown.
fn typed(field: &Field, width: u16) -> Line<'static> {
    let (before, after) = field.halves();
    let letters: Vec<char> = clean(&before).chars().collect();
    let room = usize::from(width).saturating_sub(4);
    let shown: String = letters[letters.len().saturating_sub(room)..].iter().collect();
    let mut after = after.chars();
    let under = after.next().unwrap_or(' ');
    Line::from(vec![
        Span::styled("> ", KEY),
        Span::raw(shown),
        Span::styled(under.to_string(), PLAIN.add_modifier(Modifier::REVERSED)),
        Span::raw(after.collect::<String>()),
    ])
}
