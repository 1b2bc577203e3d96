//! The lifter on the screen: a frame of the rep, and its label below.

use formcheck_core::figure::paint::cells::{Cell, Color as CellColor, Grid};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::super::drawing::RepFigure;
use super::super::reels::{Painted, PlacedImage, Reels, Shot};
use super::super::state::State;
use super::caption;
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
    let below = caption::rows(figure, area.width);
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
        Painted::Cells(grid) => put_grid(&grid, picture, frame),
        Painted::Pixels(code) => reels.images.push(PlacedImage { area: picture, code }),
    }
    let label = caption::drawn(figure, shown, from.place, &state.playback, area.width);
    frame.render_widget(label, Rect { y: picture.bottom(), height: below, ..area });
}

/// Puts cells into an area, as far as it reaches.
pub(in crate::face::full) fn put_grid(grid: &Grid, area: Rect, frame: &mut Frame<'_>) {
    let rows = grid.cells.chunks(grid.width.max(1)).zip(area.top()..area.bottom());
    for (row, y) in rows {
        for (cell, x) in row.iter().zip(area.left()..area.right()) {
            put(cell, (x, y), frame);
        }
    }
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
