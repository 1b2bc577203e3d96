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
use super::scene::{Form, Part, Shape, scene};
use super::skeleton::Frame;
use crate::diagnostic::is_unsafe;

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
    let mut out = open(size(motion), look.title);
    let _ = writeln!(out, "<style>{STYLE}</style>");
    draw_still(&mut out, motion, look, motion);
    out
}

/// The same within a page that has [`STYLE`] among its own styles, once for all its pictures. It takes the room that
/// `beside`, another rep of the exercise, takes, so that both are at one scale.
pub fn inline(motion: &Motion, look: &Still<'_>, beside: &Motion) -> String {
    // Within HTML a picture needs no namespace, and a page that names no address can be seen to need nothing else.
    let mut out = open(size(beside), look.title).replacen(NAMESPACE, "", 1);
    draw_still(&mut out, motion, look, beside);
    out
}

/// A rep at three moments side by side, its views below each other: the start, the first move, the end. They are the
/// same moments whatever is shown, so that the choice of a moment tells nothing of what is wrong or when.
pub fn strip(motion: &Motion, title: &str) -> String {
    /// Places of a rep: see [`Frame::phase`]. Of the reps that an eye can tell from a clean one, nine in ten are told by these.
    const MOMENTS: [f32; 3] = [0.0, 1.0, 3.0];
    let places = MOMENTS.map(|phase| motion.place_like(phase));
    let column = motion.panels().iter().map(wide).fold(0.0, f32::max) + GAP;
    let tall: f32 = motion.panels().iter().map(|panel| high(panel) + GAP).sum();
    #[expect(clippy::cast_precision_loss, reason = "three")]
    let whole = (units(column * MOMENTS.len() as f32), units(tall + trace_height(motion)));
    let mut out = open(whole, title);
    let _ = writeln!(out, "<style>{STYLE}</style>");
    let mut top = 0.0;
    for panel in motion.panels() {
        let mut left = 0.0;
        for &place in &places {
            let to = Map::new(panel, left, top + high(panel));
            for shape in scene(&motion.frame(place).placed, &panel.camera) {
                put(&mut out, &shape, &to, panel, "");
            }
            left += column;
        }
        top += high(panel) + GAP;
    }
    let look = Still { frame: places[0], ghost: None, marks: false, title };
    tempo(&mut out, motion, &look, &Tempo::new(whole, [motion]), &places);
    out.push_str("</svg>\n");
    out
}

fn draw_still(out: &mut String, motion: &Motion, look: &Still<'_>, room: &Motion) {
    let frame = motion.frame(look.frame);
    for (panel, left) in panels(room) {
        let to = Map::new(panel, left, tall(room));
        let shapes = scene(&frame.placed, &panel.camera);
        for past in motion.before(look.frame) {
            faint(out, &scene(&past.placed, &panel.camera), &shapes, &to);
        }
        for shape in &shapes {
            put(out, shape, &to, panel, "");
        }
        if let Some(ghost) = look.ghost {
            let clean = scene(&ghost.like(frame.phase).placed, &panel.camera);
            for (clean, seen) in clean.iter().zip(&shapes) {
                if !matches!(clean.part, Part::Room | Part::Floor)
                    && forms_apart(&clean.form, &seen.form) > OFF
                {
                    ghostly(out, &clean.form, &to);
                }
            }
        }
        if look.marks && panel.shows_best {
            for form in arrows(motion, frame, &shapes, panel) {
                mark(out, &form, &to);
            }
        }
    }
    let to = Tempo::new(size(room), [motion, room].into_iter().chain(look.ghost));
    tempo(out, motion, look, &to, &[look.frame.min(motion.frames() - 1)]);
    out.push_str("</svg>\n");
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
    let mut out = open(size(motion), title);
    let _ = writeln!(out, "<style>{STYLE}</style>");
    for (panel, left) in panels(motion) {
        let to = Map::new(panel, left, tall(motion));
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
            '\n' => out.push(' '),
            letter if is_unsafe(letter) => {}
            letter => out.push(letter),
        }
    }
    out
}

/// The colours: the reader's own text colour for the body, and three that can be told from it in light and dark. What a
/// page sets as `--fc-body`, `--fc-tool`, `--fc-room`, `--fc-ghost` or `--fc-mark` goes before them.
pub const STYLE: &str = ".fc{color:var(--fc-body,#1f2328)}.fc path{fill:none;stroke:currentColor;stroke-linecap:round;\
stroke-linejoin:round}.fc .f{opacity:.16}.fc .a{fill:currentColor;stroke:none}.fc .t{stroke:var(--fc-tool,#3a6ea5)}.fc .r{stroke:var(--fc-room,#9aa4ae)}\
.fc .g{stroke:var(--fc-ghost,#6e7781);stroke-dasharray:1 8;stroke-width:4}.fc .m{stroke:var(--fc-mark,#c8102e)}\
.fc .ma{fill:var(--fc-mark,#c8102e);stroke:none}.fc .ta{fill:var(--fc-tool,#3a6ea5);stroke:none}\
@media(prefers-color-scheme:dark){.fc{color:var(--fc-body,#e6edf3)}.fc .t{stroke:var(--fc-tool,#79b8ff)}\
.fc .ta{fill:var(--fc-tool,#79b8ff)}.fc .m{stroke:var(--fc-mark,#ff7b72)}.fc .ma{fill:var(--fc-mark,#ff7b72)}}";

const NAMESPACE: &str = " xmlns=\"http://www.w3.org/2000/svg\"";

fn open((wide, high): (i32, i32), title: &str) -> String {
    let title = escaped(title);
    format!(
        "<svg{NAMESPACE} class=\"fc\" viewBox=\"0 0 {wide} {high}\" role=\"img\">\
         <title>{title}</title>"
    )
}

/// How wide and high a picture of all views beside each other is.
fn size(motion: &Motion) -> (i32, i32) {
    let wide: f32 = motion.panels().iter().map(|panel| wide(panel) + GAP).sum();
    (units(wide), units(tall(motion) + GAP + trace_height(motion)))
}

fn wide(panel: &Panel) -> f32 {
    panel.high.x - panel.low.x
}

fn high(panel: &Panel) -> f32 {
    panel.high.y - panel.low.y
}

fn tall(motion: &Motion) -> f32 {
    motion.panels().iter().map(high).fold(0.0, f32::max)
}

fn trace_height(motion: &Motion) -> f32 {
    if motion.shows_tempo() { TRACE.0 + TRACE.1 } else { 0.0 }
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
        left += wide(panel) + GAP;
        (panel, here)
    })
}

/// Metres of a view → units of the picture.
struct Map {
    shift: Vec2,
}

impl Map {
    /// A view whose left edge and foot are so far from the left and the top of the picture, in metres.
    fn new(panel: &Panel, left: f32, foot: f32) -> Map {
        Map { shift: Vec2::new(left + GAP / 2.0 - panel.low.x, foot + GAP / 2.0 + panel.low.y) }
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
    let panel = Panel::nowhere();
    let has_moved =
        |(then, now): &(&Shape, &Shape)| then.is_strobed() && forms_apart(&then.form, &now.form) > OFF;
    let mut moved = then.iter().zip(now).filter(has_moved).peekable();
    if moved.peek().is_none() {
        return;
    }
    out.push_str("<g class=\"f\">\n");
    for (then, _) in moved {
        put(out, then, to, &panel, "");
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

/// The line at the foot of a picture: how far the rep has come, over time.
struct Tempo {
    left: i32,
    right: i32,
    foot: i32,
    /// The frames that the whole line stands for.
    longest: usize,
}

impl Tempo {
    /// At the foot of a picture of this size; the longest of these reps takes all of its width.
    fn new<'m>((wide, high): (i32, i32), reps: impl IntoIterator<Item = &'m Motion>) -> Tempo {
        let edge = units(GAP / 2.0);
        let longest = reps.into_iter().map(Motion::frames).max().unwrap_or(1);
        Tempo { left: edge, right: wide - edge, foot: high - edge, longest }
    }

    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "some hundred frames and units"
    )]
    fn point(&self, frame: usize, come: f32) -> (i32, i32) {
        let share = frame as f32 / (self.longest.max(2) - 1) as f32;
        let x = self.left as f32 + (self.right - self.left) as f32 * share;
        (x.round() as i32, self.foot - units(TRACE.0 * come.clamp(-0.1, 1.1)))
    }

    fn line(&self, motion: &Motion) -> String {
        let mut line = String::new();
        for (frame, &come) in motion.trace().iter().enumerate().step_by(2) {
            let (x, y) = self.point(frame, come);
            let _ = write!(line, "{}{x} {y}", if frame == 0 { "M" } else { "L" });
        }
        line
    }
}

/// The tempo line, with a dot at each of these frames.
fn tempo(out: &mut String, motion: &Motion, look: &Still<'_>, to: &Tempo, dots: &[usize]) {
    if !motion.shows_tempo() {
        return;
    }
    if let Some(ghost) = look.ghost.filter(|ghost| ghost.trace() != motion.trace()) {
        let _ = writeln!(out, "<path class=\"g\" d=\"{}\"/>", to.line(ghost));
    }
    let _ = writeln!(out, "<path class=\"r\" stroke-width=\"3\" d=\"{}\"/>", to.line(motion));
    for &frame in dots {
        let (x, y) = to.point(frame, motion.trace()[frame]);
        let _ = writeln!(out, "<path class=\"a\" d=\"M{} {y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z\"/>", x - 6);
        if look.marks && motion.marks().iter().any(|mark| mark.is_tempo) {
            let (x, y) = (x.clamp(to.left + 20, to.right - 20), y - 14);
            let _ = writeln!(out, "<path class=\"ma\" d=\"M{x} {y}l-9 -16h18z\"/>");
            let _ = writeln!(out, "<path class=\"m\" stroke-width=\"5\" d=\"M{x} {}v-18\"/>", y - 16);
        }
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
