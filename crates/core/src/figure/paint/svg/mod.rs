//! A picture as SVG, traced: one outlined area for each material and part, with lighter tones within it. A still, and a
//! moving one that a reader may ask to stand still.
//!
//! What is hidden is already gone, so areas need no order. Must not know files; texts are handed in and escaped here.

mod areas;
mod motion;

use std::fmt::Write as _;

pub use motion::moving;

use super::overlay::Overlay;
use super::palette::{Ground, Palette};
use crate::figure::picture::{Picture, as_f32};

/// The size of a picture to trace, in pixels, which are the units of the SVG.
pub const SIZE: (usize, usize) = (480, 400);

/// What a document of its own begins with and a picture within HTML needs not.
pub(crate) const NAMESPACE: &str = " xmlns=\"http://www.w3.org/2000/svg\"";

/// How much is said to readers who don't see it.
#[derive(Clone, Copy, Debug)]
pub struct Words<'w> {
    /// What it is, in a few words.
    pub title: &'w str,
    /// What is seen, in a sentence or more; may be empty.
    pub description: &'w str,
}

/// How many pixels an outline may be off; lower gives more points.
const OFF: f32 = 1.9;

/// A still as a document of its own, on no ground: a page's own shows. Both themes of a reader are served: lines are dark
/// enough for a light one and areas bright enough for a dark one.
pub fn still(picture: &Picture, overlay: &Overlay, palette: &Palette, words: Words<'_>) -> String {
    document(size(picture), words, &style(palette), &frame(picture, overlay, palette, OFF))
}

/// What stands below a picture: elements, and how high they are, in pixels of it.
#[derive(Clone, Debug)]
pub(crate) struct Foot {
    pub(crate) svg: String,
    pub(crate) height: f32,
}

/// A still with something below it.
pub(crate) fn still_over(
    picture: &Picture,
    overlay: &Overlay,
    palette: &Palette,
    words: Words<'_>,
    foot: &Foot,
) -> String {
    let (width, height) = size(picture);
    let body = frame(picture, overlay, palette, OFF) + &foot.svg;
    document((width, height + foot.height), words, &style(palette), &body)
}

/// Some stills of one size side by side.
pub(crate) fn strip(pictures: &[Picture], palette: &Palette, words: Words<'_>) -> String {
    let mut body = String::new();
    let mut left = 0;
    for picture in pictures {
        let areas = frame(picture, &Overlay::none(), palette, OFF);
        let _ = write!(body, "<g transform=\"translate({left})\">{areas}</g>");
        left += picture.width;
    }
    let height = pictures.first().map_or(0, |picture| picture.height);
    document((as_f32(left), as_f32(height)), words, &style(palette), &body)
}

fn size(picture: &Picture) -> (f32, f32) {
    (as_f32(picture.width), as_f32(picture.height))
}

/// One picture's areas, without the document around them.
fn frame(picture: &Picture, overlay: &Overlay, palette: &Palette, off: f32) -> String {
    let mut out = areas::areas(picture, palette, off);
    areas::over(overlay, &mut out);
    out
}

/// The classes of a document: shadow, silhouette, line, glass, and what lies over it with its lighter edge.
fn style(palette: &Palette) -> String {
    let color = |rgb| areas::hex(rgb);
    let plate = color(palette.of(crate::figure::skin::Material::Plate));
    let mut light = palette.clone();
    light.ground = Ground::Light;
    let (ghost, mark) =
        (color(light.overlay(super::raster::Over::Ghost)), color(light.overlay(super::raster::Over::Mark)));
    format!(
        ".fc .s{{fill:#0003}}.fc .o,.fc .l{{stroke:#15161b;stroke-width:1.6;stroke-linejoin:round}}\
         .fc .p{{fill:{plate};fill-opacity:.16;stroke:{plate};stroke-width:1.6}}\
         .fc .h,.fc .g,.fc .m,.fc path.t{{fill:none;stroke-linecap:round;stroke-linejoin:round}}\
         .fc .h{{stroke:#fffc;stroke-width:4.5}}.fc .g{{stroke:{ghost};stroke-width:2.4;stroke-dasharray:8 6}}\
         .fc .m{{stroke:{mark};stroke-width:3.4}}.fc .w{{fill:{mark};stroke:#fffc;stroke-width:1}}\
         .fc .t{{stroke:#7d848c;stroke-width:3}}.fc circle.t{{fill:#7d848c}}"
    )
}

fn document((width, height): (f32, f32), words: Words<'_>, css: &str, body: &str) -> String {
    let mut out = format!(
        "<svg{NAMESPACE} class=\"fc\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\"><title>{}</title>",
        escaped(words.title)
    );
    if !words.description.is_empty() {
        let _ = write!(out, "<desc>{}</desc>", escaped(words.description));
    }
    let _ = write!(out, "<style>{css}</style>{body}</svg>");
    out
}

/// A text between tags: nothing of it is markup, and no control character is left.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push(' '),
            letter if letter.is_control() || crate::diagnostic::is_unsafe(letter) => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escaped("<a href=\"x\">&\u{1b}[0m"), "&lt;a href=&quot;x&quot;&gt;&amp;[0m");
    }
}
