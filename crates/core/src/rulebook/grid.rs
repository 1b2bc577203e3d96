//! The grid of a range: its numbers are the multiples of a step, which may have decimals. A [`super::Value`] is such a
//! multiple, so that the engine sees whole numbers only and nothing is ever rounded.

/// The most decimals that a step may have.
pub(super) const MOST_DECIMALS: u8 = 3;

/// What one step comes to: `step` times ten to the minus `decimals`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Grid {
    step: i32,
    decimals: u8,
}

impl Grid {
    /// The whole numbers.
    pub const WHOLE: Grid = Grid { step: 1, decimals: 0 };

    /// The grid of the multiples of `step`; none if it is not above 0, above a million, or has more than
    /// [`MOST_DECIMALS`] decimals.
    pub fn of(step: f64) -> Option<Grid> {
        if !(step > 0.0 && step <= 1_000_000.0) {
            return None;
        }
        (0..=MOST_DECIMALS).find_map(|decimals| Some(Grid { step: whole(step, decimals)?, decimals }))
    }

    /// Whether it is that of the whole numbers.
    pub fn is_whole(self) -> bool {
        self == Grid::WHOLE
    }

    /// Which multiple of the step a number is; none if it lies between two.
    pub fn place(self, number: f64) -> Option<i32> {
        let units = whole(number, self.decimals)?;
        (units % self.step == 0).then(|| units / self.step)
    }

    /// The multiple nearest to a number that was measured, a half away from zero; none if it is too large.
    #[expect(clippy::cast_possible_truncation, reason = "it is held to the range of i32 before")]
    pub fn nearest(self, number: f64) -> Option<i32> {
        if let Some(exact) = self.place(number) {
            return Some(exact);
        }
        let near = (number * self.scale() / f64::from(self.step)).round();
        (near.abs() <= f64::from(i32::MAX)).then_some(near as i32)
    }

    /// The multiples next to a number that lies between two: below and above.
    #[expect(clippy::cast_possible_truncation, reason = "numbers of rule files are below a million")]
    pub fn around(self, number: f64) -> (i32, i32) {
        let below = (number * self.scale() / f64::from(self.step)).floor() as i32;
        (below, below.saturating_add(1))
    }

    /// The number of a text as people write it: `2`, `2.5`, `-0.1`.
    pub fn read(self, text: &str) -> Option<i32> {
        let is_plain = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+');
        let number: f64 = text.parse().ok().filter(|_| text.chars().all(is_plain))?;
        self.place(number)
    }

    /// A multiple as people write it, without a decimal too many.
    pub fn write(self, multiple: i32) -> String {
        let units = i64::from(multiple) * i64::from(self.step);
        if self.decimals == 0 {
            return units.to_string();
        }
        let scale = 10_i64.pow(u32::from(self.decimals));
        let sign = if units < 0 { "-" } else { "" };
        let (above, below) = (units.abs() / scale, units.abs() % scale);
        let below = format!("{below:0>width$}", width = usize::from(self.decimals));
        let below = below.trim_end_matches('0');
        if below.is_empty() { format!("{sign}{above}") } else { format!("{sign}{above}.{below}") }
    }

    /// A multiple as a number.
    pub fn number(self, multiple: i32) -> f64 {
        f64::from(multiple) * f64::from(self.step) / self.scale()
    }

    /// The step as people write it.
    pub fn step(self) -> String {
        self.write(1)
    }

    fn scale(self) -> f64 {
        10_f64.powi(i32::from(self.decimals))
    }
}

/// A number in units of so many decimals; none if it has more of them, or is too large.
#[expect(clippy::cast_possible_truncation, reason = "it is held to the range of i32 before")]
fn whole(number: f64, decimals: u8) -> Option<i32> {
    let units = number * 10_f64.powi(i32::from(decimals));
    let near = units.round();
    // A decimal number that was written down is off by its last bit at most.
    // What is off by so little from 0 and yet isn't 0 has decimals that are lost here.
    let is_it = (units - near).abs() < 1e-6
        && near.abs() <= f64::from(i32::MAX)
        && (near != 0.0 || number.abs() < f64::MIN_POSITIVE);
    is_it.then_some(near as i32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_again(step in 1_i32..500, decimals in 0_u8..=MOST_DECIMALS, multiple in -2000_i32..2000) {
            let text = format!("{step}e-{decimals}");
            let grid = Grid::of(text.parse().unwrap()).unwrap();
            prop_assert_eq!(grid.read(&grid.write(multiple)), Some(multiple));
            prop_assert_eq!(grid.place(grid.number(multiple)), Some(multiple));
            let between = grid.number(multiple) + grid.number(1) / 2.0;
            prop_assert_eq!(grid.place(between), None);
            prop_assert_eq!(grid.around(between), (multiple, multiple + 1));
            prop_assert_eq!(grid.nearest(grid.number(multiple) + grid.number(1) * 0.3), Some(multiple));
            prop_assert_eq!(grid.nearest(grid.number(multiple) + grid.number(1) * 0.7), Some(multiple + 1));
        }
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        let tenths = Grid::of(0.1).unwrap();
        assert_eq!(tenths.write(20), "2");
        assert_eq!(tenths.write(-5), "-0.5");
        assert_eq!(tenths.read("0.3"), Some(3));
        assert_eq!(tenths.read("2.50"), Some(25));
        assert_eq!((tenths.read("0.25"), tenths.read("1e1"), tenths.read("")), (None, None, None));
        assert_eq!(Grid::of(2.5).unwrap().write(3), "7.5");
        assert_eq!((Grid::of(0.0), Grid::of(0.0001), Grid::of(f64::NAN)), (None, None, None));
        assert_eq!((Grid::of(1e-7), Grid::of(1e-300), Grid::WHOLE.place(1e-7)), (None, None, None));
        assert!(Grid::of(1.0).unwrap().is_whole());
    }
}
