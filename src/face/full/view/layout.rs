//! Where things stand: head, body and foot; pictures beside or above their words, as the room allows.

use formcheck_core::rulebook::pose::Place;
use ratatui::layout::Rect;

use super::super::drawing::RepFigure;
use super::super::state::{Screen, State};
use super::{caption, exam, question};
use formcheck_core::quiz::Viewing;

/// Lines longer than this are hard to read.
pub(super) const WIDEST: u16 = 100;
/// Rows of the head and of the foot.
const HEAD: u16 = 2;
const FOOT: u16 = 2;
/// From so many columns on there is room beside a picture.
const BESIDE: u16 = 76;
/// The narrowest and the widest picture in columns.
const PICTURE: (u16, u16) = (28, 90);
/// The narrowest text beside a picture.
const TEXT: u16 = 40;
/// Free columns between pictures, and between a picture and the words.
const GAP: u16 = 2;
/// A second picture stands beside the first only where both are at least so many columns wide and rows high.
const FULL_WORTH: (u16, u16) = (64, 24);
/// Two reps that are held against each other stand side by side in smaller pictures too.
const PAIR_WORTH: (u16, u16) = (36, 12);
/// More rows for a width of so many columns show nothing more: a lifter is at most about so high.
const TALLEST: (u16, u16) = (9, 16);

/// What a picture shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ShownPicture {
    /// The rep at this place.
    Rep(usize),
    /// The same, with what is wrong marked and the clean rep's outline over it.
    Marked(usize),
    /// A faulty rep that is shown as one, marked so too.
    Faulty,
    Clean,
}

impl ShownPicture {
    /// The place of the rep; none is the clean one.
    pub(super) fn rep(self) -> Option<usize> {
        match self {
            ShownPicture::Rep(at) | ShownPicture::Marked(at) => Some(at),
            ShownPicture::Faulty => Some(0),
            ShownPicture::Clean => None,
        }
    }

    pub(super) fn words(self) -> Option<&'static str> {
        match self {
            ShownPicture::Rep(_) => None,
            ShownPicture::Marked(_) => Some("dashed: clean"),
            ShownPicture::Faulty => Some("faulty rep"),
            ShownPicture::Clean => Some("clean rep"),
        }
    }
}

/// A picture and where it stands, with the rows for its label.
#[derive(Clone, Copy, Debug)]
pub(super) struct PictureArea {
    pub(super) area: Rect,
    pub(super) shown: ShownPicture,
    /// From where, if not from where the person turned to.
    pub(super) from: Option<Place>,
}

/// The parts of the screen.
#[derive(Clone, Debug)]
pub(super) struct ScreenLayout {
    pub(super) body: Rect,
    pub(super) pictures: Vec<PictureArea>,
    pub(super) text: Rect,
}

/// Where the parts of the screen at hand stand.
pub(super) fn parts(state: &State<'_>) -> ScreenLayout {
    let body = body(state.size);
    let text = readable(body);
    let plain = ScreenLayout { body, pictures: Vec::new(), text };
    match &state.screen {
        Screen::Question(question) if question.viewing == Viewing::ByEye => {
            let worth = worth(question.drawing.as_ref());
            let (area, text) = by_eye(|width| question::height(question, width), body, worth);
            let pictures = question.drawing.as_ref().map(|figure| views(state, figure, area, text));
            let (pictures, text) = pictures.unwrap_or((Vec::new(), text));
            ScreenLayout { body, pictures, text: readable(text) }
        }
        Screen::Question(question) if state.pictures => {
            let Some(figure) = &question.drawing else { return plain };
            // The words are the whole of it: a picture gives way where they need the room.
            let fits = |(_, text): &(Rect, Rect)| {
                question::height(question, readable(*text).width) <= usize::from(text.height)
            };
            let Some((area, text)) = beside(body).into_iter().find(fits) else { return plain };
            let (pictures, text) = views(state, figure, area, text);
            ScreenLayout { body, pictures, text: readable(text) }
        }
        Screen::Exam(sat) if sat.figure.is_some() && sat.viewing() != Viewing::InWords => {
            let Some(figure) = &sat.figure else { return plain };
            let (area, text) = by_eye(|width| exam::height(sat, width), body, worth(Some(figure)));
            let (pictures, text) = views(state, figure, area, text);
            ScreenLayout { body, pictures, text: readable(text) }
        }
        Screen::Introduction { shown, .. } if shown.drawing.is_some() && state.pictures => {
            let Some((pictures, text)) = side_by_side(body) else { return plain };
            ScreenLayout { body, pictures, text: readable(text) }
        }
        Screen::Feedback { told, .. } if told.drawing.is_some() && state.pictures => {
            let Some((area, text)) = beside(body).into_iter().next() else { return plain };
            let (pictures, text) = compared(state, told.drawing.as_ref(), area, text);
            ScreenLayout { body, pictures, text: readable(text) }
        }
        Screen::Page { drawing: Some(_), .. } if state.pictures && body.width >= 96 => {
            let Some((area, text)) = beside(body).into_iter().next() else { return plain };
            ScreenLayout { body, pictures: vec![one(area, ShownPicture::Clean)], text: readable(text) }
        }
        _ => plain,
    }
}

/// How many columns and rows the picture of a question by eye has, whose words take so many rows for a width.
pub(in super::super) fn by_eye_cells(
    window: (u16, u16),
    figure: Option<&RepFigure>,
    height: impl Fn(u16) -> usize,
) -> (usize, usize) {
    let (area, _) = by_eye(height, body(window), worth(figure));
    let label = figure.map_or(1, |figure| caption::rows(figure, area.width));
    (usize::from(area.width), usize::from(area.height.saturating_sub(label)))
}

/// No wider than can be read.
fn readable(text: Rect) -> Rect {
    Rect { width: text.width.min(WIDEST), ..text }
}

fn one(area: Rect, shown: ShownPicture) -> PictureArea {
    PictureArea { area, shown, from: None }
}

fn body((columns, rows): (u16, u16)) -> Rect {
    Rect::new(1, HEAD, columns.saturating_sub(2), rows.saturating_sub(HEAD + FOOT))
}

/// The picture on the left, the text on the right: the wide picture first, then narrower ones.
fn beside(body: Rect) -> Vec<(Rect, Rect)> {
    if body.width < BESIDE {
        return Vec::new();
    }
    let of_two = body.width.saturating_sub(TEXT + 2 * GAP) / 2;
    let of_one = (body.width / 2).min(body.width.saturating_sub(TEXT + GAP));
    let wide = if of_two >= FULL_WORTH.0 { of_two } else { of_one }.clamp(PICTURE.0, PICTURE.1);
    let split = |width: u16| {
        let left = width + GAP;
        let text = Rect { x: body.x + left, width: body.width - left, ..body };
        (shaped(Rect { width, ..body }), text)
    };
    [wide, u16::midpoint(wide, PICTURE.0), PICTURE.0].map(split).into()
}

/// A picture's area without rows that show nothing but the room.
fn shaped(area: Rect) -> Rect {
    let most = area.width.saturating_mul(TALLEST.0) / TALLEST.1;
    Rect { height: area.height.min(most.max(12)), ..area }
}

/// The picture as large as can be, the options beside it, or below it where the window is narrow.
fn by_eye(height: impl Fn(u16) -> usize, body: Rect, worth: (u16, u16)) -> (Rect, Rect) {
    let below = u16::try_from(height(body.width)).unwrap_or(u16::MAX);
    // Half of the rows are enough for a lifter; then the picture gets the whole width.
    if below + 8 <= body.height && body.width < BESIDE {
        let picture = Rect { height: body.height - below, ..body };
        return (picture, Rect { y: picture.bottom(), height: below, ..body });
    }
    let of_two = body.width.saturating_sub(TEXT + 2 * GAP) / 2;
    let width = if of_two >= worth.0 && body.height > worth.1 {
        of_two.min(PICTURE.1)
    } else {
        (body.width * 11 / 20).min(body.width.saturating_sub(TEXT + GAP)).max(PICTURE.0.min(body.width / 2))
    };
    let text = Rect { x: body.x + width + GAP, width: body.width - width - GAP, ..body };
    (shaped(Rect { width, ..body }), text)
}

/// From which size on two pictures stand side by side: two views of a rep need more than two reps.
fn worth(figure: Option<&RepFigure>) -> (u16, u16) {
    if figure.is_some_and(RepFigure::is_pair) { PAIR_WORTH } else { FULL_WORTH }
}

/// A clean rep and a faulty one side by side, their words below; none where the window has no room for both.
fn side_by_side(body: Rect) -> Option<(Vec<PictureArea>, Rect)> {
    /// Rows for the words.
    const WORDS: u16 = 8;
    /// The fewest rows of a picture, caption and all.
    const LEAST: u16 = 10;
    let height = body.height.checked_sub(WORDS).filter(|rows| *rows >= LEAST)?;
    let width = (body.width.saturating_sub(GAP) / 2).min(PICTURE.1);
    if width < PICTURE.0 {
        return None;
    }
    let left = shaped(Rect { width, height, ..body });
    let right = Rect { x: left.x + width + GAP, ..left };
    let text = Rect { y: left.bottom(), height: body.height - left.height, ..body };
    Some((vec![one(left, ShownPicture::Clean), one(right, ShownPicture::Faulty)], text))
}

/// One large view; two only where there is room for both at full worth. Of two reps both, where there is room; else the one
/// at hand.
fn views(state: &State<'_>, figure: &RepFigure, area: Rect, text: Rect) -> (Vec<PictureArea>, Rect) {
    let at = state.rep % figure.reps.len();
    let Some((second, text)) = second_to(area, text, worth(Some(figure))) else {
        return (vec![one(area, ShownPicture::Rep(at))], text);
    };
    if figure.is_pair() {
        return (vec![one(area, ShownPicture::Rep(0)), one(second, ShownPicture::Rep(1))], text);
    }
    let other = figure.other_view(state.turned);
    (
        vec![
            one(area, ShownPicture::Rep(at)),
            PictureArea { area: second, shown: ShownPicture::Rep(at), from: Some(other) },
        ],
        text,
    )
}

/// What was answered beside the clean rep at the same size, where there is room; else one of them. Of two reps both.
fn compared(
    state: &State<'_>,
    figure: Option<&RepFigure>,
    area: Rect,
    text: Rect,
) -> (Vec<PictureArea>, Rect) {
    let marked = ShownPicture::Marked(state.rep);
    match second_to(area, text, worth(figure)) {
        Some((second, text)) if figure.is_some_and(RepFigure::is_pair) => {
            (vec![one(area, ShownPicture::Marked(0)), one(second, ShownPicture::Marked(1))], text)
        }
        Some((second, text)) => (vec![one(area, marked), one(second, ShownPicture::Clean)], text),
        None => {
            let shown = if state.clean_alone { ShownPicture::Clean } else { marked };
            (vec![one(area, shown)], text)
        }
    }
}

/// Room for a second picture of the same size between a picture and its words, if both are worth it.
fn second_to(area: Rect, text: Rect, worth: (u16, u16)) -> Option<(Rect, Rect)> {
    let is_worth_it = area.width >= worth.0 && area.height >= worth.1;
    let takes = area.width + GAP;
    let right = text.x + text.width;
    (is_worth_it && text.width >= takes + TEXT).then(|| {
        let second = Rect { x: area.x + takes, ..area };
        let x = text.x + takes;
        (second, Rect { x, width: right - x, ..text })
    })
}
