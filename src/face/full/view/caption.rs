//! The label below a picture: which rep it is, from where it is seen, what is drawn over it and how it is played. No picture is
//! without it, and it loses no word.

use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::super::drawing::RepFigure;
use super::super::look::FAINT;
use super::super::playback::Playback;
use super::layout::ShownPicture;
use crate::render::columns::columns;
use formcheck_core::rulebook::pose::Place;

/// Between two things that a label says.
const BETWEEN: &str = " · ";

/// What a label says, in order.
struct Caption(Vec<String>);

impl Caption {
    fn of(figure: &RepFigure, shown: ShownPicture, from: Place, played: Option<&str>) -> Caption {
        let named = shown.rep().and_then(|at| figure.named(at));
        // Of a rep in which nothing is off there is no outline to speak of.
        let is_off = shown.rep().is_none_or(|at| figure.rep(at).is_off());
        let drawn = shown.words().filter(|_| is_off || !matches!(shown, ShownPicture::Marked(_)));
        let rest = [Some(from.word()), drawn, played];
        Caption(named.into_iter().chain(rest.into_iter().flatten().map(str::to_owned)).collect())
    }

    /// Its rows in so many columns: what it says is broken only where it is longer than a row.
    fn rows(&self, width: u16) -> Vec<String> {
        let width = usize::from(width);
        let mut rows: Vec<String> = Vec::new();
        let mut add = |word: &str, between: &str| match rows.last_mut() {
            Some(row) if columns(row) + columns(between) + columns(word) <= width => {
                row.push_str(between);
                row.push_str(word);
            }
            _ => rows.push(word.to_owned()),
        };
        for said in &self.0 {
            if columns(said) <= width {
                add(said, BETWEEN);
                continue;
            }
            for (place, word) in said.split(' ').enumerate() {
                add(word, if place == 0 { BETWEEN } else { " " });
            }
        }
        rows
    }
}

/// The label of a picture this wide.
pub(super) fn drawn(
    figure: &RepFigure,
    shown: ShownPicture,
    from: Place,
    playback: &Playback,
    width: u16,
) -> Paragraph<'static> {
    let rows = Caption::of(figure, shown, from, playback.words()).rows(width);
    Paragraph::new(rows.into_iter().map(Line::raw).collect::<Vec<_>>()).style(FAINT).centered()
}

/// How many rows the longest label of a figure takes in so many columns: from wherever it is seen and however it is played, the
/// picture above keeps its size.
pub(super) fn rows(figure: &RepFigure, width: u16) -> u16 {
    let most = all(figure).map(|caption| caption.rows(width).len()).max();
    u16::try_from(most.unwrap_or(1)).unwrap_or(u16::MAX)
}

/// Every label that a figure may have.
fn all(figure: &RepFigure) -> impl Iterator<Item = Caption> + '_ {
    let last = figure.reps.len() - 1;
    let shown =
        [ShownPicture::Rep(last), ShownPicture::Marked(last), ShownPicture::Faulty, ShownPicture::Clean];
    let places = figure.clean.around();
    shown.into_iter().flat_map(move |shown| {
        places.iter().flat_map(move |from| {
            Playback::all_words().map(move |played| Caption::of(figure, shown, from.place, Some(played)))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use formcheck_core::figure::Lifter;
    use formcheck_core::rulebook::{Named, load_mid_back};

    /// A rep of an exercise, alone and in a set.
    fn figures() -> [RepFigure; 2] {
        let book = load_mid_back();
        let Some(Named::Exercise(row)) = book.find("bent-over-row") else { panic!("no row") };
        let alone = RepFigure::clean(&book, row, Lifter::MIDDLING).expect("a figure");
        let reps = vec![alone.clean.clone(); 6];
        [alone.clone(), RepFigure { reps, is_set: true, ..alone }]
    }

    #[test]
    fn no_word_is_lost_and_no_row_is_too_long() {
        for figure in figures() {
            for width in 14..=100 {
                let most = usize::from(super::rows(&figure, width));
                for caption in all(&figure) {
                    let rows = caption.rows(width);
                    assert!(rows.len() <= most, "{width}: {rows:?}");
                    assert!(rows.iter().all(|row| columns(row) <= usize::from(width)), "{width}: {rows:?}");
                    let said = |text: &str| text.replace([' ', '·'], "");
                    assert_eq!(said(&rows.concat()), said(&caption.0.concat()));
                }
            }
        }
    }

    /// Beside its words in 80 columns a picture is 36 columns wide.
    #[test]
    fn a_rep_alone_takes_two_rows_in_80_columns() {
        let [alone, set] = figures();
        assert_eq!((super::rows(&alone, 36), super::rows(&set, 36)), (2, 3));
        assert_eq!(super::rows(&alone, 100), 1);
    }
}
