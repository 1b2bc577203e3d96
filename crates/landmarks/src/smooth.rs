//! Noise out of the path of a joint: a parabola through the frames around each (Savitzky and Golay, 1964), which keeps how
//! far a turn goes where a mean would cut it.

/// How long the stretch around a frame is that counts, in milliseconds.
const STRETCH: f64 = 230.0;
/// The most frames on either side.
const MOST: f64 = 7.0;

/// How many frames on either side of one count.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 7")]
pub(crate) fn half_width(ms_a_frame: f64) -> usize {
    (STRETCH / 2.0 / ms_a_frame.max(1.0)).round().clamp(1.0, MOST) as usize
}

/// The path without its noise. A joint that isn't seen in a frame isn't made up; beside a gap fewer frames count.
pub(crate) fn smooth(path: &[Option<[f64; 2]>], half: usize) -> Vec<Option<[f64; 2]>> {
    let at = |place: usize| {
        let here = path[place]?;
        let reach = (1..=half)
            .take_while(|&by| {
                place >= by && matches!((path[place - by], path.get(place + by)), (Some(_), Some(Some(_))))
            })
            .count();
        if reach < 2 {
            return Some(here);
        }
        let mut sum = [0.0, 0.0];
        for (weight, point) in weights(reach).into_iter().zip(&path[place - reach..=place + reach]) {
            let point = (*point)?;
            sum = [sum[0] + weight * point[0], sum[1] + weight * point[1]];
        }
        Some(sum)
    };
    (0..path.len()).map(at).collect()
}

/// What each of the frames counts for the value of the parabola in the middle.
#[expect(clippy::cast_precision_loss, reason = "7 at most")]
fn weights(half: usize) -> Vec<f64> {
    let m = half as f64;
    let whole = (2.0 * m + 1.0) * (4.0 * m * m + 4.0 * m - 3.0);
    let weight = |place: usize| {
        let i = place as f64 - m;
        3.0 * (3.0 * m * m + 3.0 * m - 1.0 - 5.0 * i * i) / whole
    };
    (0..=2 * half).map(weight).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parabola_stays_what_it_is_and_a_gap_stays_a_gap() {
        let path: Vec<_> = (0..30).map(f64::from).map(|t| Some([t * t / 10.0 - t, 3.0])).collect();
        for (was, is) in path.iter().zip(smooth(&path, 3)) {
            let (was, is) = (was.expect("seen"), is.expect("seen"));
            assert!((was[0] - is[0]).abs() < 1e-9 && (was[1] - is[1]).abs() < 1e-9);
        }
        let mut gap = path;
        gap[10] = None;
        let smoothed = smooth(&gap, 3);
        assert_eq!(smoothed.iter().filter(|one| one.is_none()).count(), 1);
        assert!((half_width(33.3), half_width(50.0), half_width(8.0)) == (3, 2, 7));
    }
}
