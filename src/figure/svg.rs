//! Frames → SVG: a still for pages and print, a moving one for whoever can show it. Light and dark by the reader's choice.
//!
//! Must not know files. Every text from a pack is escaped here.

use std::fmt::Write as _;

use glam::Vec2;

use super::apart::forms_apart;
use super::arrows::arrow;
use super::canvas::Ink;
use super::cells::{OFF, ink};
use super::motion::{Motion, Panel};
use super::rep::Frame;
use super::scene::{Form, Part, Shape, scene};

/// Units of a picture for a metre: half a centimetre is as fine as it gets.
const UNITS: f32 = 200.0;
/// Space around and between views, in metres.
const GAP: f32 = 0.14;
/// The tempo line: its height and the space above it.
const TRACE: (f32, f32) = (0.16, 0.14);
/// How many pictures of a rep a moving one has in a second.
const STEPS: f32 = 8.0;

/// What a still shows.
#[derive(Clone, Copy, Debug)]
pub struct Still<'m> {
    /// The frame.
    pub frame: usize,
    /// A rep to compare with, dashed where it differs.
    pub ghost: Option<&'m Motion>,
    /// Whether arrows point at what is wrong.
    pub marks: bool,
    /// What it shows, for those who don't see it.
    pub title: &'m str,
}

/// One frame as an SVG document.
pub fn still(motion: &Motion, look: &Still<'_>) -> String {
    let frame = motion.frame(look.frame);
    let mut out = open(motion, look.title);
    for (panel, left) in panels(motion) {
        let to = Map::new(motion, panel, left);
        let shapes = scene(&frame.placed, &panel.camera);
        for past in motion.before(look.frame) {
            faint(&mut out, &scene(&past.placed, &panel.camera), &shapes, &to);
        }
        for shape in &shapes {
            put(&mut out, shape, &to, panel, "");
        }
        if let Some(ghost) = look.ghost {
            let clean = scene(&ghost.like(frame.phase).placed, &panel.camera);
            for (clean, seen) in clean.iter().zip(&shapes) {
                if !matches!(clean.part, Part::Room | Part::Floor)
                    && forms_apart(&clean.form, &seen.form) > OFF
                {
                    ghostly(&mut out, &clean.form, &to);
                }
            }
        }
        if look.marks && panel.shows_best {
            for form in arrows(motion, frame, &shapes, panel) {
                mark(&mut out, &form, &to);
            }
        }
    }
    if motion.shows_tempo() {
        tempo(&mut out, motion, look);
    }
    out.push_str("</svg>\n");
    out
}

/// One whole rep, over and over, as an SVG document that moves by itself; it stands still for a reader who asks for
/// less motion.
pub fn moving(motion: &Motion, title: &str) -> String {
    let seconds = motion.seconds();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 30 seconds")]
    let steps = (seconds * STEPS).ceil().max(2.0) as u16;
    let frames: Vec<&Frame> = (0..=steps)
        .map(|step| motion.frame(motion.frame_at(seconds * f32::from(step % steps) / f32::from(steps))))
        .collect();
    let mut out = open(motion, title);
    for (panel, left) in panels(motion) {
        let to = Map::new(motion, panel, left);
        let scenes: Vec<Vec<Shape>> =
            frames.iter().map(|frame| scene(&frame.placed, &panel.camera)).collect();
        for (place, shape) in scenes[0].iter().enumerate() {
            let states: Vec<String> =
                scenes.iter().map(|shapes| path(&shapes[place].form, &to, panel, shape.part)).collect();
            let still = states.iter().all(|state| *state == states[0]);
            let animate = if still {
                String::new()
            } else {
                format!(
                    "<animate attributeName=\"d\" dur=\"{seconds:.1}s\" repeatCount=\"indefinite\" values=\"{}\"/>",
                    states.join(";")
                )
            };
            put(&mut out, shape, &to, panel, &animate);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// A text between tags or in an attribute.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// The colours: the reader's own text colour for the body, and three that can be told from it in light and dark.
const STYLE: &str = "<style>.fc{color:var(--fc-body,#1f2328)}.fc path{fill:none;stroke:currentColor;stroke-linecap:round;\
stroke-linejoin:round}.fc .f{opacity:.16}.fc .a{fill:currentColor;stroke:none}.fc .t{stroke:var(--fc-tool,#3a6ea5)}.fc .r{stroke:var(--fc-room,#9aa4ae)}\
.fc .g{stroke:var(--fc-ghost,#6e7781);stroke-dasharray:1 8;stroke-width:4}.fc .m{stroke:var(--fc-mark,#c8102e)}\
.fc .ma{fill:var(--fc-mark,#c8102e);stroke:none}.fc .ta{fill:var(--fc-tool,#3a6ea5);stroke:none}\
@media(prefers-color-scheme:dark){.fc{color:var(--fc-body,#e6edf3)}.fc .t{stroke:var(--fc-tool,#79b8ff)}\
.fc .ta{fill:var(--fc-tool,#79b8ff)}.fc .m{stroke:var(--fc-mark,#ff7b72)}.fc .ma{fill:var(--fc-mark,#ff7b72)}}</style>";

fn open(motion: &Motion, title: &str) -> String {
    let (wide, high) = size(motion);
    let title = escaped(title);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fc\" viewBox=\"0 0 {wide} {high}\" role=\"img\">\
         <title>{title}</title>{STYLE}\n"
    )
}

fn size(motion: &Motion) -> (i32, i32) {
    let wide: f32 = motion.panels().iter().map(|panel| panel.high.x - panel.low.x + GAP).sum();
    let tempo = if motion.shows_tempo() { TRACE.0 + TRACE.1 } else { 0.0 };
    (units(wide), units(tall(motion) + GAP + tempo))
}

fn tall(motion: &Motion) -> f32 {
    motion.panels().iter().map(|panel| panel.high.y - panel.low.y).fold(0.0, f32::max)
}

#[expect(clippy::cast_possible_truncation, reason = "a picture is some metres wide")]
fn units(metres: f32) -> i32 {
    (metres * UNITS).round() as i32
}

/// Each view with where its left edge is, in metres.
fn panels(motion: &Motion) -> impl Iterator<Item = (&Panel, f32)> {
    let mut left = 0.0;
    motion.panels().iter().map(move |panel| {
        let here = left;
        left += panel.high.x - panel.low.x + GAP;
        (panel, here)
    })
}

/// Metres of a view → units of the picture.
struct Map {
    shift: Vec2,
}

impl Map {
    fn new(motion: &Motion, panel: &Panel, left: f32) -> Map {
        // All views stand on one line.
        Map { shift: Vec2::new(left + GAP / 2.0 - panel.low.x, tall(motion) + GAP / 2.0 + panel.low.y) }
    }

    fn point(&self, point: Vec2) -> (i32, i32) {
        (units(point.x + self.shift.x), units(self.shift.y - point.y))
    }
}

fn path(form: &Form, to: &Map, panel: &Panel, part: Part) -> String {
    let mut out = String::new();
    match form {
        Form::Line { points, .. } if part == Part::Floor => {
            let (left, right) = (panel.low.x - GAP / 2.0, panel.high.x + GAP / 2.0);
            let (x, y) = to.point(Vec2::new(left, points[0].y));
            let _ = write!(out, "M{x} {y}H{}", to.point(Vec2::new(right, 0.0)).0);
        }
        Form::Line { points, .. } | Form::Area { points } => {
            for (place, &point) in points.iter().enumerate() {
                let (x, y) = to.point(point);
                let _ = write!(out, "{}{x} {y}", if place == 0 { "M" } else { "L" });
            }
            if matches!(form, Form::Area { .. }) {
                out.push('z');
            }
        }
        Form::Disc { middle, radius } => {
            let (x, y) = to.point(*middle);
            let r = units(*radius).max(1);
            let _ = write!(out, "M{} {y}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0 {} 0z", x - r, 2 * r, -2 * r);
        }
    }
    out
}

fn put(out: &mut String, shape: &Shape, to: &Map, panel: &Panel, animate: &str) {
    let path = path(&shape.form, to, panel, shape.part);
    let class = match (ink(shape.part), &shape.form) {
        (Ink::Tool, Form::Line { .. }) => " class=\"t\"",
        (Ink::Tool, _) => " class=\"ta\"",
        (Ink::Ground, _) => " class=\"r\"",
        (_, Form::Line { .. }) => "",
        _ => " class=\"a\"",
    };
    let width = match &shape.form {
        Form::Line { width, .. } => format!(" stroke-width=\"{}\"", units(*width).max(2)),
        _ => String::new(),
    };
    if animate.is_empty() {
        let _ = writeln!(out, "<path{class}{width} d=\"{path}\"/>");
    } else {
        let _ = writeln!(out, "<path{class}{width} d=\"{path}\">{animate}</path>");
    }
}

/// What has moved since, all in one so that it is equally faint where it lies over itself.
fn faint(out: &mut String, then: &[Shape], now: &[Shape], to: &Map) {
    out.push_str("<g class=\"f\">\n");
    let panel = Panel::nowhere();
    for (then, now) in then.iter().zip(now) {
        if then.is_strobed() && forms_apart(&then.form, &now.form) > OFF {
            put(out, then, to, &panel, "");
        }
    }
    out.push_str("</g>\n");
}

fn ghostly(out: &mut String, form: &Form, to: &Map) {
    let panel = Panel::nowhere();
    if !matches!(form, Form::Area { .. }) {
        let _ = writeln!(out, "<path class=\"g\" d=\"{}\"/>", path(form, to, &panel, Part::Trunk));
    }
}

fn mark(out: &mut String, form: &Form, to: &Map) {
    let panel = Panel::nowhere();
    let path = path(form, to, &panel, Part::Trunk);
    let _ = match form {
        Form::Line { width, .. } => {
            writeln!(out, "<path class=\"m\" stroke-width=\"{}\" d=\"{path}\"/>", units(*width))
        }
        _ => writeln!(out, "<path class=\"ma\" d=\"{path}\"/>"),
    };
}

fn arrows(motion: &Motion, frame: &Frame, shapes: &[Shape], panel: &Panel) -> Vec<Form> {
    let point = |mark: &super::marks::Mark| panel.camera.see(mark.anchor.place(&frame.placed));
    let bodily = motion.marks().iter().filter(|mark| !mark.is_tempo);
    bodily.flat_map(|mark| arrow(point(mark), shapes, (panel.low, panel.high))).collect()
}

/// The tempo: how far the rep has come, from left to right; a dot where the still is.
fn tempo(out: &mut String, motion: &Motion, look: &Still<'_>) {
    let ghost = look.ghost;
    let (wide, high) = size(motion);
    let longest = ghost.map_or(0, Motion::frames).max(motion.frames());
    let (left, right) = (units(GAP / 2.0), wide - units(GAP / 2.0));
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "some hundred frames and units"
    )]
    let point = |place: usize, come: f32| {
        let x = left as f32 + (right - left) as f32 * place as f32 / (longest.max(2) - 1) as f32;
        (x.round() as i32, high - units(GAP / 2.0) - units(TRACE.0 * come.clamp(-0.1, 1.1)))
    };
    let line = |motion: &Motion| {
        let mut line = String::new();
        for (place, &come) in motion.trace().iter().enumerate().step_by(2) {
            let (x, y) = point(place, come);
            let _ = write!(line, "{}{x} {y}", if place == 0 { "M" } else { "L" });
        }
        line
    };
    if let Some(ghost) = ghost.filter(|ghost| ghost.trace() != motion.trace()) {
        let _ = writeln!(out, "<path class=\"g\" d=\"{}\"/>", line(ghost));
    }
    let _ = writeln!(out, "<path class=\"r\" stroke-width=\"3\" d=\"{}\"/>", line(motion));
    let at = look.frame.min(motion.frames() - 1);
    let (x, y) = point(at, motion.trace()[at]);
    let _ = writeln!(out, "<path class=\"a\" d=\"M{} {y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z\"/>", x - 6);
    if look.marks && motion.marks().iter().any(|mark| mark.is_tempo) {
        let (x, y) = (x.clamp(left + 20, right - 20), y - 14);
        let _ = writeln!(out, "<path class=\"ma\" d=\"M{x} {y}l-9 -16h18z\"/>");
        let _ = writeln!(out, "<path class=\"m\" stroke-width=\"5\" d=\"M{x} {}v-18\"/>", y - 16);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escaped("<a href=\"x\">&\u{1b}[0m"), "&lt;a href=&quot;x&quot;&gt;&amp;[0m");
    }
}
