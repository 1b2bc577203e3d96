//! Cells in 256 or 16 colours: for every colour of the picture the two of the terminal's that together come nearest,
//! dithered by Bayer's thresholds.
//!
//! The nearest single colour would turn skin and plates grey. Distances are in Oklab (Ottosson 2020), where equal steps
//! look equal; how far a hue is off counts more than how bright it is.

use super::super::palette::{Ground, Palette, Rgb};
use super::super::raster::Over;
use super::blocks::QUADRANTS;
use super::{Backdrop, Cell, Color, Sheet, bayer};
use crate::figure::picture::{Glass, Pixel};
use crate::figure::skin::Material;

/// Which colours a terminal has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Colors {
    /// The 240 fixed ones of 256.
    Many,
    /// The 16 that a terminal chooses itself; those of xterm are meant here.
    Few,
}

/// Steps of light in which a material is dithered; and a floor, which is as dark as a night or as bright as paper: its few
/// greys are broad, and a step between two of them is seen as an edge.
const STEPS: usize = 20;
const FLOOR_STEPS: usize = 120;

/// Two colours, and how much of the second.
#[derive(Clone, Copy, PartialEq, Debug)]
struct TwoColors {
    first: u8,
    second: u8,
    share: f32,
}

/// What each material looks like in each light, in a terminal's colours.
#[derive(Clone, Debug)]
pub(super) struct Ramps {
    colors: Colors,
    /// What each of the terminal's colours looks like.
    values: Box<[Lab; 256]>,
    materials: Vec<[TwoColors; STEPS]>,
    floor: [TwoColors; FLOOR_STEPS],
    line: u8,
    overlay: [u8; 2],
}

impl Ramps {
    pub(super) fn of(palette: &Palette, colors: Colors) -> Ramps {
        let choice = ColorChoice::new(colors);
        let light = |step: usize| 0.32 + 0.88 * super::super::as_f32(step) / super::super::as_f32(STEPS - 1);
        let ramp = |material: &Material| {
            std::array::from_fn(|step| match colors {
                Colors::Many => {
                    let own = Lab::of(palette.of(*material));
                    let lit = palette.color(&Pixel { light: light(step), ..Pixel::of(*material) });
                    choice.pair(lit, own.chroma() > GREY)
                }
                Colors::Few => few(*material, palette, light(step)),
            })
        };
        let floor = |step: usize| {
            let bright = super::super::as_f32(step) / super::super::as_f32(FLOOR_STEPS - 1);
            choice.grey(bright)
        };
        Ramps {
            colors,
            values: Box::new(values(colors)),
            materials: Material::ALL.iter().map(ramp).collect(),
            floor: std::array::from_fn(floor),
            line: choice.pure(palette.line()),
            overlay: [Over::Ghost, Over::Mark].map(|over| choice.pure(palette.overlay(over))),
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the steps")]
    fn step(share: f32, steps: usize) -> usize {
        (share.clamp(0.0, 1.0) * super::super::as_f32(steps - 1)).round() as usize
    }

    fn lit(&self, material: Material, light: f32) -> TwoColors {
        self.materials[material as usize][Ramps::step((light - 0.32) / 0.88, STEPS)]
    }
}

pub(super) fn quadrants(sheet: &Sheet<'_>, ramps: &Ramps) -> Vec<Cell> {
    let mut out = Vec::with_capacity(sheet.picture.pixels.len() / 8);
    for top in (0..sheet.picture.height).step_by(4) {
        for left in (0..sheet.picture.width).step_by(2) {
            let four = std::array::from_fn(|part| color(sheet, ramps, left + part % 2, top / 2 + part / 2));
            out.push(cell(four, &ramps.values));
        }
    }
    out
}

/// The colour of a quadrant: two pixels above each other, of which the more telling one is taken.
fn color(sheet: &Sheet<'_>, ramps: &Ramps, x: usize, row: usize) -> Option<u8> {
    let (upper, lower) = (sheet.pixel(x, row * 2), sheet.pixel(x, row * 2 + 1));
    let (pixel, over) = if telling(lower) > telling(upper) { lower } else { upper };
    match over {
        Over::Mark => return Some(ramps.overlay[1]),
        Over::Ghost => return Some(ramps.overlay[0]),
        Over::Gap => return Some(ramps.line),
        Over::None => {}
    }
    if let Glass::Rim(material) = pixel.glass {
        return Some(ramps.lit(material, 1.0).first);
    }
    let threshold = bayer(x, row);
    let pick = |pair: TwoColors| Some(if pair.share > threshold { pair.second } else { pair.first });
    match pixel.surface {
        Some(_) if pixel.line > 0.9 => Some(ramps.line),
        None if pixel.line > 0.9 && sheet.palette.ground == Ground::Light => Some(ramps.line),
        Some((material, _)) => {
            let light = f32::midpoint(upper.0.light.max(0.3), lower.0.light.max(0.3));
            let is_one = upper.0.material() == lower.0.material();
            pick(ramps.lit(material, if is_one { light } else { pixel.light }))
        }
        None if sheet.backdrop == Backdrop::Room && ramps.colors == Colors::Many => {
            let color = sheet.palette.color(pixel);
            pick(ramps.floor[Ramps::step(color[0] * 0.3 + color[1] * 0.6 + color[2] * 0.1, FLOOR_STEPS)])
        }
        // With 16 colours a floor would be louder than the lifter: only its shadow is drawn, dotted.
        None if pixel.shadow > 0.3 && (x + row).is_multiple_of(2) => Some(8),
        None => None,
    }
}

/// How much a pixel tells: lines and thin things are not lost beside what is broad.
fn telling((pixel, over): (&Pixel, Over)) -> u8 {
    let thin = matches!(
        pixel.material(),
        Some(Material::Steel | Material::Cable | Material::Strap | Material::Band | Material::Eye)
    );
    match (over, pixel.glass, pixel.surface) {
        (Over::Mark, ..) => 9,
        (Over::Ghost, ..) => 8,
        (_, Glass::Rim(_), _) => 7,
        _ if thin => 6,
        (_, _, Some(_)) if pixel.line < 0.9 => 5,
        (_, _, Some(_)) => 4,
        _ => 0,
    }
}

/// The cell for four colours: the two of them that the others are nearest to.
fn cell(four: [Option<u8>; 4], values: &[Lab; 256]) -> Cell {
    let on = (0..4).filter(|&part| four[part].is_some()).fold(0_usize, |on, part| on | 1 << part);
    let all: Vec<u8> = four.into_iter().flatten().collect();
    let times = |color: u8| all.iter().map(|&other| usize::from(other == color)).sum::<usize>();
    let Some(&most) = all.iter().max_by_key(|&&color| times(color)) else {
        return Cell::BLANK;
    };
    if on != 15 {
        return Cell { glyph: QUADRANTS[on], fore: Color::Indexed(most), back: Color::None };
    }
    let off = |a: u8, b: u8| values[usize::from(a)].off(&values[usize::from(b)]);
    let lost = |other: u8| all.iter().map(|&color| off(color, most).min(off(color, other))).sum::<f32>();
    let Some(&other) =
        all.iter().filter(|color| **color != most).min_by(|a, b| lost(**a).total_cmp(&lost(**b)))
    else {
        return Cell { glyph: ' ', fore: Color::None, back: Color::Indexed(most) };
    };
    let nearer = |place: &usize| off(all[*place], other) < off(all[*place], most);
    let bits = (0..4).filter(nearer).fold(0_usize, |bits, part| bits | 1 << part);
    Cell { glyph: QUADRANTS[bits], fore: Color::Indexed(other), back: Color::Indexed(most) }
}

/// How much more a hue that is off counts than a brightness that is: dark shades of a colour are near to grey.
const HUE: f32 = 4.0;

/// What is nearer to grey than this has no hue for the eye.
const GREY: f32 = 0.045;

/// A colour in Oklab.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
struct Lab {
    light: f32,
    a: f32,
    b: f32,
}

impl Lab {
    fn of(color: Rgb) -> Lab {
        let [r, g, b] = color
            .map(|share| if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) });
        let long = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let middle = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let short = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        Lab {
            light: 0.210_454_26 * long + 0.793_617_8 * middle - 0.004_072_047 * short,
            a: 1.977_998_5 * long - 2.428_592_2 * middle + 0.450_593_7 * short,
            b: 0.025_904_037 * long + 0.782_771_77 * middle - 0.808_675_77 * short,
        }
    }

    /// How far it is from grey.
    fn chroma(&self) -> f32 {
        self.a.hypot(self.b)
    }

    /// How far apart two colours are, squared; hue counts more than brightness.
    fn off(&self, other: &Lab) -> f32 {
        let (light, a, b) = (self.light - other.light, self.a - other.a, self.b - other.b);
        light * light + HUE * (a * a + b * b)
    }

    fn mixed(&self, other: &Lab, share: f32) -> Lab {
        let part = |from: f32, to: f32| from + (to - from) * share;
        Lab { light: part(self.light, other.light), a: part(self.a, other.a), b: part(self.b, other.b) }
    }
}

/// A material in one light among 16 colours: from the darker to the brighter one of its hue, and on to white.
fn few(material: Material, palette: &Palette, light: f32) -> TwoColors {
    let own = palette.of(material);
    let lab = Lab::of(own);
    let grey: &[u8] = if lab.light < 0.30 {
        &[0, 8]
    } else if lab.light < 0.45 {
        &[0, 8, 8, 7]
    } else if lab.light < 0.80 {
        &[8, 7, 7, 15]
    } else {
        &[8, 7, 15, 15]
    };
    let hue = lab.b.atan2(lab.a).to_degrees();
    let ramp: &[u8] = match material {
        Material::Skin if lab.light > 0.58 => &[3, 3, 11, 11, 15],
        Material::Skin => &[0, 3, 3, 3, 11],
        Material::Lip => &[1],
        Material::Blade => &[15],
        _ if lab.chroma() < GREY => grey,
        // Where the six hues of a terminal lie in Oklab, and half-way between them.
        _ => match hue {
            -60.0..0.0 => &[5, 5, 13, 13],
            0.0..50.0 => &[1, 1, 9, 9],
            50.0..125.0 => &[3, 3, 11, 11],
            125.0..170.0 => &[2, 2, 10, 10],
            170.0..=180.0 | -180.0..-140.0 => &[6, 6, 14, 14],
            _ => &[4, 4, 12, 12],
        },
    };
    let place = ((light - 0.36) / 0.80).clamp(0.0, 0.999) * super::super::as_f32(ramp.len() - 1);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the ramp")]
    let low = place as usize;
    TwoColors { first: ramp[low], second: ramp[(low + 1).min(ramp.len() - 1)], share: place.fract() }
}

/// Colours to choose from.
struct ColorChoice {
    colors: Vec<(u8, Lab)>,
    /// What two colours that lie far apart cost: they are seen as dots rather than as one colour.
    noise: f32,
}

impl ColorChoice {
    fn new(colors: Colors) -> ColorChoice {
        let (range, noise) = match colors {
            Colors::Many => (16..=255, 3.0),
            Colors::Few => (0..=15, 0.10),
        };
        let values = values(colors);
        ColorChoice { colors: range.map(|index| (index, values[usize::from(index)])).collect(), noise }
    }

    /// The two colours that mixed come nearest to one. What has a hue keeps one in the dark, where the terminal's greys lie
    /// closer than its colours.
    fn pair(&self, color: Rgb, has_hue: bool) -> TwoColors {
        /// So many of the nearest are tried.
        const NEAREST: usize = 10;
        const SHARES: [f32; 4] = [0.0, 0.25, 0.5, 0.75];
        let wanted = Lab::of(color);
        let mut near = self.colors.clone();
        if has_hue {
            near.retain(|(_, lab)| lab.chroma() > GREY / 2.0);
        }
        if near.len() > NEAREST {
            near.select_nth_unstable_by(NEAREST, |a, b| a.1.off(&wanted).total_cmp(&b.1.off(&wanted)));
            near.truncate(NEAREST);
        }
        let mut best = (f32::INFINITY, TwoColors { first: 0, second: 0, share: 0.0 });
        for (first, one) in &near {
            for (second, other) in &near {
                for share in SHARES {
                    let loss = one.mixed(other, share).off(&wanted)
                        + self.noise * share * (1.0 - share) * one.off(other);
                    if loss < best.0 {
                        best = (loss, TwoColors { first: *first, second: *second, share });
                    }
                }
            }
        }
        best.1
    }

    /// The two of the terminal's own greys that a brightness lies between, and how far.
    fn grey(&self, bright: f32) -> TwoColors {
        let mut greys: Vec<(u8, f32)> = self
            .colors
            .iter()
            .filter(|(_, lab)| lab.chroma() < 1e-3)
            .map(|&(index, _)| (index, f32::from(rgb(index)[0]) / 255.0))
            .collect();
        greys.sort_by(|a, b| a.1.total_cmp(&b.1));
        let between = |pair: &[(u8, f32)]| {
            let wide = (pair[1].1 - pair[0].1).max(1e-6);
            TwoColors {
                first: pair[0].0,
                second: pair[1].0,
                share: ((bright - pair[0].1) / wide).clamp(0.0, 1.0),
            }
        };
        let pair = greys.windows(2).find(|pair| pair[1].1 >= bright).or_else(|| greys.windows(2).last());
        pair.map_or(TwoColors { first: 0, second: 0, share: 0.0 }, between)
    }

    /// The nearest single colour.
    fn pure(&self, color: Rgb) -> u8 {
        let wanted = Lab::of(color);
        let nearest = self.colors.iter().min_by(|a, b| a.1.off(&wanted).total_cmp(&b.1.off(&wanted)));
        nearest.map_or(15, |(index, _)| *index)
    }
}

/// What each of the 256 colours looks like.
fn values(colors: Colors) -> [Lab; 256] {
    let mut out = [Lab::default(); 256];
    for (index, value) in out.iter_mut().enumerate() {
        let index = u8::try_from(index).unwrap_or_default();
        if colors == Colors::Few || index >= 16 {
            *value = Lab::of(rgb(index).map(|byte| f32::from(byte) / 255.0));
        }
    }
    out
}

/// The red, green and blue of one of 256 colours, as xterm has them.
pub(super) fn rgb(index: u8) -> [u8; 3] {
    const FEW: [[u8; 3]; 16] = [
        [0, 0, 0],
        [205, 0, 0],
        [0, 205, 0],
        [205, 205, 0],
        [0, 0, 238],
        [205, 0, 205],
        [0, 205, 205],
        [229, 229, 229],
        [127, 127, 127],
        [255, 0, 0],
        [0, 255, 0],
        [255, 255, 0],
        [92, 92, 255],
        [255, 0, 255],
        [0, 255, 255],
        [255, 255, 255],
    ];
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let place = usize::from(index);
    match index {
        0..16 => FEW[place],
        16..232 => {
            let cube = place - 16;
            [LEVELS[cube / 36], LEVELS[cube / 6 % 6], LEVELS[cube % 6]]
        }
        _ => [8 + 10 * (index - 232); 3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oklab_is_as_its_author_has_it() {
        let white = Lab::of([1.0; 3]);
        assert!((white.light - 1.0).abs() < 1e-3 && white.a.abs() < 1e-3 && white.b.abs() < 1e-3);
        let red = Lab::of([1.0, 0.0, 0.0]);
        assert!((red.light - 0.628).abs() < 1e-3 && (red.a - 0.225).abs() < 1e-3);
    }

    #[test]
    fn skin_is_never_grey_and_gets_brighter_with_light() {
        for tone in 0..Palette::CHOICES.0 {
            let ramps = Ramps::of(&Palette::new(Ground::Dark, tone, 0, 0), Colors::Many);
            let light = |pair: TwoColors| {
                let of = |index: u8| Lab::of(rgb(index).map(|byte| f32::from(byte) / 255.0));
                of(pair.first).mixed(&of(pair.second), pair.share)
            };
            let (dark, bright) =
                (light(ramps.lit(Material::Skin, 0.4)), light(ramps.lit(Material::Skin, 1.1)));
            assert!(bright.light > dark.light + 0.1, "tone {tone}");
            assert!(bright.a.hypot(bright.b) > 0.02, "tone {tone} is grey: {bright:?}");
        }
    }

    /// What a room looks like from step to step: no edge that is seen.
    #[test]
    fn a_floor_has_no_step_that_is_seen_as_an_edge() {
        for colors in [Colors::Many, Colors::Few] {
            let ramps = Ramps::of(&Palette::new(Ground::Dark, 0, 0, 0), colors);
            let bright = |pair: &TwoColors| {
                let of = |index: u8| f32::from(rgb(index)[0]) / 255.0;
                of(pair.first) + (of(pair.second) - of(pair.first)) * pair.share
            };
            let most = ramps.floor.windows(2).map(|pair| bright(&pair[1]) - bright(&pair[0]));
            let most = most.fold(0.0_f32, f32::max);
            assert!(most < 0.02, "{colors:?}: {most}");
        }
    }

    #[test]
    fn a_cell_keeps_two_colours_and_the_ground() {
        let values = values(Colors::Many);
        let both = cell([Some(196), Some(21), Some(196), Some(21)], &values);
        assert_ne!(both.fore, both.back);
        let one = cell([None, Some(196), None, None], &values);
        assert_eq!(one, Cell { glyph: '▝', fore: Color::Indexed(196), back: Color::None });
    }
}
