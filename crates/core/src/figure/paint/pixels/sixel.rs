//! Sixel: six rows of one colour at a time (DEC STD 070).
//!
//! Colours are the 128 that serve the image best, without dither: what does not change from frame to frame must not flicker,
//! and the even rows of a room are few bytes. A room has more steps of grey than a shirt has of blue, and each of them is seen.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::Image;

/// The most colours.
const COLORS: usize = 128;

/// An image as sixels, in colours of its own.
pub fn sixel(image: &Image) -> Vec<u8> {
    let (colors, places) = reduced(image);
    // No pixel stands for anything else than itself, and what isn't drawn stays as it is.
    let mut out = format!("\x1bP0;1q\"1;1;{};{}", image.width, image.height);
    for (place, color) in colors.iter().enumerate() {
        let [red, green, blue] = color.map(|byte| (u32::from(byte) * 100 + 127) / 255);
        let _ = write!(out, "#{place};2;{red};{green};{blue}");
    }
    let mut bands = Vec::new();
    for top in (0..image.height).step_by(6) {
        band(image, &places, top, &mut bands, &mut out);
        out.push('-');
    }
    out.push_str("\x1b\\");
    out.into_bytes()
}

/// Six rows: for each colour in them the sixels of a row, runs of one sixel told once.
fn band(image: &Image, places: &[u8], top: usize, bands: &mut Vec<Vec<u8>>, out: &mut String) {
    bands.clear();
    bands.resize(COLORS, Vec::new());
    for down in 0..6.min(image.height - top) {
        let row = &places[(top + down) * image.width..(top + down + 1) * image.width];
        for (x, &color) in row.iter().enumerate() {
            let sixels = &mut bands[usize::from(color)];
            if sixels.is_empty() {
                sixels.resize(image.width, 0);
            }
            sixels[x] |= 1 << down;
        }
    }
    let mut first = true;
    for (color, sixels) in bands.iter().enumerate().filter(|(_, sixels)| !sixels.is_empty()) {
        if !first {
            out.push('$');
        }
        first = false;
        let _ = write!(out, "#{color}");
        let end = sixels.iter().rposition(|&bits| bits != 0).map_or(0, |last| last + 1);
        for run in sixels[..end].chunk_by(|a, b| a == b) {
            let letter = char::from(63 + run[0]);
            if run.len() > 3 {
                let _ = write!(out, "!{}{letter}", run.len());
            } else {
                out.extend(std::iter::repeat_n(letter, run.len()));
            }
        }
    }
}

/// Colours are counted in so many levels of each part.
const LEVELS: u32 = 64;

/// What covers more pixels than this counts no more than that.
const BROAD: u32 = 1_500;

/// The colours that stand for all, and which of them each pixel has.
fn reduced(image: &Image) -> (Vec<[u8; 3]>, Vec<u8>) {
    let level = |byte: u8| u32::from(byte) * LEVELS / 256;
    let key = |pixel: &[u8]| (level(pixel[0]) * LEVELS + level(pixel[1])) * LEVELS + level(pixel[2]);
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for pixel in image.rgb.chunks_exact(3) {
        *counts.entry(key(pixel)).or_default() += 1;
    }
    let middle = |key: u32| {
        [key / LEVELS / LEVELS, key / LEVELS % LEVELS, key % LEVELS]
            .map(|level| u8::try_from(level * 256 / LEVELS + 128 / LEVELS).unwrap_or(u8::MAX))
    };
    let mut left: Vec<(u32, [u8; 3])> = counts.iter().map(|(&key, &count)| (count, middle(key))).collect();
    left.sort_unstable_by_key(|&(count, color)| (std::cmp::Reverse(count), color));
    // The most frequent first, then those that are worst served by what is there: often and far off.
    let mut off = vec![u32::MAX; left.len()];
    let mut chosen: Vec<[u8; 3]> = Vec::new();
    while chosen.len() < COLORS.min(left.len()) {
        let worth = |place: usize| u64::from(off[place].min(60_000)) * u64::from(left[place].0.min(BROAD));
        let Some(next) = (0..left.len()).max_by_key(|&place| (worth(place), std::cmp::Reverse(place))) else {
            break;
        };
        if off[next] == 0 {
            break;
        }
        let color = left[next].1;
        chosen.push(color);
        for (off, (_, other)) in off.iter_mut().zip(&left) {
            *off = (*off).min(apart(color, *other));
        }
    }
    let nearest: HashMap<u32, u8> = counts
        .keys()
        .map(|&key| {
            let best = (0..chosen.len()).min_by_key(|&place| apart(chosen[place], middle(key)));
            (key, best.and_then(|best| u8::try_from(best).ok()).unwrap_or_default())
        })
        .collect();
    let places = image.rgb.chunks_exact(3).map(|pixel| nearest[&key(pixel)]).collect();
    (chosen, places)
}

/// How far apart two colours are, squared; green counts most, as for the eye.
fn apart(a: [u8; 3], b: [u8; 3]) -> u32 {
    let part = |place: usize| u32::from(a[place].abs_diff(b[place])).pow(2);
    3 * part(0) + 6 * part(1) + part(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a terminal draws: the place of the colour of each pixel.
    fn drawn(bytes: &[u8], width: usize, height: usize) -> (Vec<[u32; 3]>, Vec<usize>) {
        let text = std::str::from_utf8(bytes).expect("ASCII");
        let body =
            text.strip_prefix("\x1bP0;1q").and_then(|text| text.strip_suffix("\x1b\\")).expect("sixels");
        let body = body.strip_prefix(&format!("\"1;1;{width};{height}")).expect("the size");
        let (mut colors, mut pixels) = (Vec::new(), vec![usize::MAX; width * height]);
        let (mut color, mut x, mut top, mut repeat) = (0, 0, 0, 1);
        let mut letters = body.chars().peekable();
        while let Some(letter) = letters.next() {
            let mut numbers = Vec::new();
            if matches!(letter, '#' | '!') {
                let mut digits = String::new();
                while let Some(next) = letters.next_if(|next| next.is_ascii_digit() || *next == ';') {
                    digits.push(next);
                }
                numbers = digits.split(';').map(|digits| digits.parse::<u32>().expect("a number")).collect();
            }
            match letter {
                '#' if numbers.len() == 5 => colors.push([numbers[2], numbers[3], numbers[4]]),
                '#' => color = usize::try_from(numbers[0]).expect("a place"),
                '!' => repeat = usize::try_from(numbers[0]).expect("a count"),
                '$' => x = 0,
                '-' => (x, top) = (0, top + 6),
                sixel => {
                    let bits = u32::from(sixel) - 63;
                    for _ in 0..repeat {
                        for down in 0..6 {
                            if bits >> down & 1 == 1 {
                                pixels[(top + down) * width + x] = color;
                            }
                        }
                        x += 1;
                    }
                    repeat = 1;
                }
            }
        }
        (colors, pixels)
    }

    #[test]
    fn every_pixel_is_drawn_in_about_its_colour() {
        let (width, height) = (37, 20);
        let rgb: Vec<u8> = (0..width * height)
            .flat_map(|place| {
                let (x, y) = (place % width, place / width);
                [if x < 12 { 250 } else { 20 }, if y < 9 { 200 } else { 40 }, 90]
            })
            .collect();
        let image = Image { width, height, rgb };
        let (colors, pixels) = drawn(&sixel(&image), width, height);
        for (pixel, &color) in image.rgb.chunks_exact(3).zip(&pixels) {
            for part in 0..3 {
                let shown = colors[color][part] * 255 / 100;
                assert!(shown.abs_diff(u32::from(pixel[part])) <= 8, "{pixel:?} as {:?}", colors[color]);
            }
        }
    }
}
