//! The lifter on the screen: a frame of the rep, and under it what it is, from where it is seen and how it is played.

use formcheck_core::figure::paint::cells::{Cell, Color as CellColor};
use formcheck_core::rulebook::pose::Place;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::widgets::{Paragraph, Wrap};

use super::super::drawing::RepFigure;
use super::super::look::FAINT;
use super::super::reels::{Painted, PlacedImage, Reels, Shot};
use super::super::state::State;
use super::layout::{PictureArea, ShownPicture};

/// Draws the pictures of a figure, each in its place.
pub(super) fn draw(
    state: &State<'_>,
    figure: &RepFigure,
    areas: &[PictureArea],
    reels: &mut Reels,
    frame: &mut Frame<'_>,
) {
    for (place, area) in areas.iter().enumerate() {
        let id = u32::try_from(place + 1).unwrap_or(u32::MAX);
        draw_one(state, figure, *area, id, reels, frame);
    }
}

fn draw_one(
    state: &State<'_>,
    figure: &RepFigure,
    PictureArea { area, shown, from }: PictureArea,
    id: u32,
    reels: &mut Reels,
    frame: &mut Frame<'_>,
) {
    let below = PictureArea::caption_rows(area.width);
    let picture = Rect { height: area.height.saturating_sub(below), ..area };
    if picture.is_empty() {
        return;
    }
    let from = figure.viewpoint(from.or(state.turned));
    let shot = Shot {
        rep: shown.rep(),
        is_marked: matches!(shown, ShownPicture::Marked(_) | ShownPicture::Faulty),
        from,
        mode: state.look.pictures,
        size: (usize::from(picture.width), usize::from(picture.height)),
        id,
    };
    let motion = shown.rep().map_or(&figure.clean, |at| figure.rep(at));
    let lead = figure.rep(if figure.is_pair() { 0 } else { state.rep });
    let at = state.playback.frame(motion, lead, state.time);
    match reels.frame(figure, shot, at) {
        Painted::Cells(grid) => {
            let rows = grid.cells.chunks(grid.width.max(1)).zip(picture.top()..picture.bottom());
            for (row, y) in rows {
                for (cell, x) in row.iter().zip(picture.left()..picture.right()) {
                    put(cell, (x, y), frame);
                }
            }
        }
        Painted::Pixels(code) => reels.images.push(PlacedImage { area: picture, code }),
    }
    let below = Rect { y: picture.bottom(), height: below, ..area };
    frame.render_widget(caption(state, figure, shown, from.place), below);
}

fn put(cell: &Cell, place: (u16, u16), frame: &mut Frame<'_>) {
    if *cell != Cell::BLANK {
        let at = &mut frame.buffer_mut()[place];
        at.set_char(cell.glyph).set_fg(color(cell.fore)).set_bg(color(cell.back));
    }
}

fn color(color: CellColor) -> Color {
    match color {
        CellColor::None => Color::Reset,
        CellColor::Indexed(number) => Color::Indexed(number),
        CellColor::Rgb([red, green, blue]) => Color::Rgb(red, green, blue),
    }
}

/// From where it is seen, what it is and how it is played: no picture is without it.
fn caption(state: &State<'_>, figure: &RepFigure, shown: ShownPicture, from: Place) -> Paragraph<'static> {
    let named = shown.rep().and_then(|at| figure.named(at));
    let which = named.as_deref().into_iter();
    let words: Vec<&str> =
        which.chain([from.word()]).chain(shown.words()).chain(state.playback.words()).collect();
    Paragraph::new(words.join(" · ")).style(FAINT).centered().wrap(Wrap { trim: true })
}
