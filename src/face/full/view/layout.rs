//! Where things stand: head, body and foot; the picture beside or above its words, as the room allows.

use ratatui::layout::Rect;

use super::super::state::{QuestionState, Screen, State};
use super::question;

/// Lines longer than this are hard to read.
pub(super) const WIDEST: u16 = 100;
/// Rows of the head and of the foot.
const HEAD: u16 = 2;
const FOOT: u16 = 2;
/// From so many columns on there is room beside a picture.
const BESIDE: u16 = 76;
/// The narrowest and the widest picture in columns.
const PICTURE: (u16, u16) = (28, 60);
/// The narrowest text beside a picture.
const TEXT: u16 = 40;

/// The parts of the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScreenLayout {
    pub(super) body: Rect,
    /// The picture, if there is one.
    pub(super) picture: Option<Rect>,
    pub(super) text: Rect,
}

/// Where the parts of the screen at hand stand.
pub(super) fn parts(state: &State<'_>) -> ScreenLayout {
    let body = body(state);
    let text = Rect { width: body.width.min(WIDEST), ..body };
    let plain = ScreenLayout { body, picture: None, text };
    match &state.screen {
        Screen::Question(question) if question.by_eye => by_eye(question, body),
        Screen::Question(question) if question.drawing.is_some() && state.pictures => {
            // The words are the whole of it: a picture gives way where they need the room.
            let fits = |parts: &ScreenLayout| {
                question::height(question, parts.text.width) <= usize::from(parts.text.height)
            };
            beside(body).into_iter().find(fits).unwrap_or(plain)
        }
        Screen::Feedback { told, .. } if told.drawing.is_some() && state.pictures => {
            beside(body).next().unwrap_or(plain)
        }
        Screen::Page { drawing: Some(_), .. } if state.pictures && body.width >= 96 => {
            beside(body).next().unwrap_or(plain)
        }
        _ => plain,
    }
}

fn body(state: &State<'_>) -> Rect {
    let (columns, rows) = state.size;
    Rect::new(1, HEAD, columns.saturating_sub(2), rows.saturating_sub(HEAD + FOOT))
}

/// The picture on the left, the text on the right: the wide picture first, then a narrow one.
fn beside(body: Rect) -> impl Iterator<Item = ScreenLayout> {
    let wide = (body.width * 9 / 20).clamp(PICTURE.0, PICTURE.1);
    let widths = [wide, u16::midpoint(wide, PICTURE.0), PICTURE.0];
    let is_room = body.width >= BESIDE;
    widths.into_iter().filter(move |_| is_room).map(move |picture| {
        let left = picture + 2;
        let text = Rect { x: body.x + left, width: (body.width - left).min(WIDEST), ..body };
        ScreenLayout { body, picture: Some(Rect { width: picture, ..body }), text }
    })
}

/// The picture as large as can be, the options beside it, or below it where the window is narrow.
fn by_eye(question: &QuestionState, body: Rect) -> ScreenLayout {
    let below = u16::try_from(question::height(question, body.width)).unwrap_or(u16::MAX);
    // Half of the rows are enough for a lifter; then the picture gets the whole width.
    if below + 8 <= body.height && body.width < BESIDE {
        let picture = Rect { height: body.height - below, ..body };
        let text = Rect { y: picture.bottom(), height: below, ..body };
        return ScreenLayout { body, picture: Some(picture), text };
    }
    let width =
        (body.width * 11 / 20).min(body.width.saturating_sub(TEXT + 2)).max(PICTURE.0.min(body.width / 2));
    let text = Rect { x: body.x + width + 2, width: body.width - width - 2, ..body };
    ScreenLayout { body, picture: Some(Rect { width, ..body }), text }
}
