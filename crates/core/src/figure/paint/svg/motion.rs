//! A rep as one SVG document that moves by CSS: some pictures shown one after the other.
//!
//! Must not know how a rep is drawn: its pictures are handed in.

use std::fmt::Write as _;

use super::super::overlay::Overlay;
use super::super::palette::Palette;
use super::{Words, document, frame, style};
use crate::figure::picture::Picture;

/// Outlines of what moves may be off a little more than those of a still.
const OFF: f32 = 1.5;

/// Pictures shown in some order, over and over, in so many seconds; a picture may come twice. For a reader who asks for
/// less motion it stands still at `still`, one of the pictures.
pub fn moving(
    pictures: &[Picture],
    order: &[usize],
    seconds: f32,
    still: usize,
    palette: &Palette,
    words: Words<'_>,
) -> String {
    let Some(first) = pictures.first() else { return String::new() };
    let mut css = style(palette);
    css.push_str(".fc .f{visibility:hidden;animation:0s step-end infinite}");
    for place in 0..pictures.len() {
        let _ = write!(css, "@keyframes k{place}{{{}}}", keyframes(place, order));
        let _ = write!(css, ".fc #f{place}{{animation-name:k{place};animation-duration:{seconds:.1}s}}");
    }
    let _ = write!(
        css,
        "@media(prefers-reduced-motion:reduce){{.fc .f{{animation:none!important}}.fc #f{still}{{visibility:visible}}}}"
    );
    let mut body = String::new();
    for (place, picture) in pictures.iter().enumerate() {
        let areas = frame(picture, &Overlay::none(), palette, OFF);
        let _ = write!(body, "<g class=\"f\" id=\"f{place}\">{areas}</g>");
    }
    document(super::size(first), words, &css, &body)
}

/// When a picture is seen and when not, in percent of the whole.
fn keyframes(picture: usize, order: &[usize]) -> String {
    let word = |seen: bool| if seen { "visible" } else { "hidden" };
    let mut out = format!("0%{{visibility:{}}}", word(order.first() == Some(&picture)));
    for (place, pair) in order.windows(2).enumerate() {
        let (before, after) = (pair[0] == picture, pair[1] == picture);
        if before != after {
            let share = super::super::as_f32(place + 1) / super::super::as_f32(order.len()) * 100.0;
            let _ = write!(out, "{share:.1}%{{visibility:{}}}", word(after));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_shows_one_picture() {
        let order = [0, 1, 2, 1];
        let seen = |picture: usize, place: usize| {
            let mut state = false;
            for rule in keyframes(picture, &order).split('}').filter(|rule| !rule.is_empty()) {
                let (share, word) = rule.split_once("%{visibility:").expect("a rule");
                if share.parse::<f32>().expect("a share") <= 25.0 * super::super::super::as_f32(place) + 0.1 {
                    state = word == "visible";
                }
            }
            state
        };
        for (place, &wanted) in order.iter().enumerate() {
            let all: Vec<usize> = (0..3).filter(|&picture| seen(picture, place)).collect();
            assert_eq!(all, [wanted]);
        }
    }
}
