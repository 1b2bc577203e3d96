//! How far a body has come, as one number a frame: 0 is how it stood at the beginning, 1 how it was when it was farthest from
//! that. Which exercise it is makes no difference.

use crate::joints::Part;
use crate::tracks::{Point, Tracks, far};

/// A joint has to be seen in this share of the frames to count.
const MOSTLY: f64 = 0.7;
/// How long the beginning is, in milliseconds.
const BEGINNING: f64 = 200.0;
/// The farthest, less what may be a slip of the camera's program.
const FARTHEST: f64 = 0.98;
/// A body in which no joint goes this share of its trunk is at rest.
const LEAST_WAY: f64 = 0.12;

/// Why there is no such number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NoSignal {
    Hidden,
    AtRest,
}

/// How far the body has come at each frame.
pub(crate) fn signal(tracks: &Tracks) -> Result<Vec<f64>, NoSignal> {
    let paths: Vec<&[Option<Point>]> =
        Part::LIMBS.iter().map(|&part| tracks.path(part)).filter(|path| is_mostly_seen(path)).collect();
    if paths.is_empty() {
        return Err(NoSignal::Hidden);
    }
    let begins: Vec<Point> = paths.iter().filter_map(|path| beginning(tracks, path)).collect();
    let away = |frame: usize| -> Option<Vec<Point>> {
        let point = |(path, from): (&&[Option<Point>], &Point)| {
            path[frame].map(|to| [to[0] - from[0], to[1] - from[1]])
        };
        paths.iter().zip(&begins).map(point).collect()
    };
    let all: Vec<Option<Vec<Point>>> = (0..tracks.frames()).map(away).collect();
    let length = |away: &Vec<Point>| away.iter().map(|by| dot(*by, *by)).sum::<f64>();
    let mut seen: Vec<&Vec<Point>> = all.iter().flatten().collect();
    seen.sort_by(|a, b| length(a).total_cmp(&length(b)));
    let Some(farthest) = seen.get(share_of(seen.len(), FARTHEST)).copied() else {
        return Err(NoSignal::Hidden);
    };
    let way = farthest.iter().map(|by| far([0.0, 0.0], *by)).fold(0.0, f64::max);
    let body = tracks.trunk().unwrap_or_else(|| spread(&begins));
    if way <= LEAST_WAY * body || way <= 0.0 {
        return Err(NoSignal::AtRest);
    }
    let whole = length(farthest);
    let along = |away: &Vec<Point>| away.iter().zip(farthest).map(|(a, b)| dot(*a, *b)).sum::<f64>() / whole;
    Ok(filled(&all.iter().map(|one| one.as_ref().map(along)).collect::<Vec<_>>()))
}

fn is_mostly_seen(path: &[Option<Point>]) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "some thousand frames")]
    let share = path.iter().flatten().count() as f64 / path.len().max(1) as f64;
    share >= MOSTLY
}

/// Where a joint is at first: the mean of the first moment in which it is seen.
#[expect(clippy::cast_precision_loss, reason = "some frames")]
fn beginning(tracks: &Tracks, path: &[Option<Point>]) -> Option<Point> {
    let first = path.iter().position(Option::is_some)?;
    let until = tracks.ms[first] + BEGINNING;
    let seen: Vec<Point> =
        path.iter().zip(&tracks.ms).filter(|(_, ms)| **ms <= until).filter_map(|(point, _)| *point).collect();
    let sum = seen.iter().fold([0.0, 0.0], |sum, one| [sum[0] + one[0], sum[1] + one[1]]);
    Some([sum[0] / seen.len() as f64, sum[1] / seen.len() as f64])
}

/// The numbers with gaps filled along a straight line.
#[expect(clippy::cast_precision_loss, reason = "some thousand frames")]
fn filled(numbers: &[Option<f64>]) -> Vec<f64> {
    let mut out = vec![0.0; numbers.len()];
    let mut before: Option<usize> = None;
    for (place, number) in numbers.iter().enumerate() {
        let Some(number) = *number else { continue };
        out[place] = number;
        let (from, first) = match before {
            Some(from) => (from + 1, out[from]),
            None => (0, number),
        };
        let steps = (place + 1 - from) as f64;
        for (step, gap) in out[from..place].iter_mut().enumerate() {
            *gap = first + (number - first) * ((step + 1) as f64 / steps);
        }
        before = Some(place);
    }
    if let Some(last) = before {
        let number = out[last];
        out[last + 1..].fill(number);
    }
    out
}

fn spread(points: &[Point]) -> f64 {
    points.iter().flat_map(|a| points.iter().map(|b| far(*a, *b))).fold(0.0, f64::max)
}

fn dot(a: Point, b: Point) -> f64 {
    a[0] * b[0] + a[1] * b[1]
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "some thousand frames"
)]
fn share_of(many: usize, share: f64) -> usize {
    (many.saturating_sub(1) as f64 * share).round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_along_a_line() {
        let numbers = [None, Some(1.0), None, None, Some(4.0), None];
        assert_eq!(filled(&numbers), [1.0, 1.0, 2.0, 3.0, 4.0, 4.0]);
    }
}
