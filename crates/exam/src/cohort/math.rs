//! The formulas of a report, each with its source. Numbers in, numbers out.
//!
//! Must not know exams, records or when there is enough behind a number.

use statrs::distribution::{ContinuousCDF as _, Normal};

/// The normal quantile of a 95 % interval.
const Z95: f64 = 1.959_963_984_540_054;

/// The 95 % interval of a share: `part` of `n`, with `n` above 0. Wilson 1927, Probable inference, the law of succession,
/// and statistical inference, Journal of the American Statistical Association 22:209.
pub fn wilson(part: usize, n: usize) -> (f64, f64) {
    interval(part, n, Z95)
}

/// The interval of a share that holds for `several` shares at once with 95 %: Bonferroni's correction (Dunn 1961, Multiple
/// comparisons among means, Journal of the American Statistical Association 56:52) of Wilson's interval.
pub(super) fn wilson_of_several(part: usize, n: usize, several: usize) -> (f64, f64) {
    let tail = 0.05 / 2.0 / float(several.max(1));
    interval(part, n, Normal::standard().inverse_cdf(1.0 - tail))
}

/// The upper end of the interval of a correlation over `n` pairs that holds for `several` at once with 95 %: Fisher's z (Fisher
/// 1921, On the probable error of a coefficient of correlation, Metron 1:3) with Bonferroni's correction.
pub(super) fn correlation_at_most(r: f64, n: usize, several: usize) -> f64 {
    if n < 4 {
        return 1.0;
    }
    let tail = 0.05 / 2.0 / float(several.max(1));
    let z = Normal::standard().inverse_cdf(1.0 - tail);
    (r.clamp(-0.999_999, 0.999_999).atanh() + z / float(n - 3).sqrt()).tanh()
}

fn interval(part: usize, n: usize, z: f64) -> (f64, f64) {
    let (share, n) = (ratio(part, n), float(n));
    let squared = z * z;
    let middle = (share + squared / (2.0 * n)) / (1.0 + squared / n);
    let half =
        z / (1.0 + squared / n) * (share * (1.0 - share) / n + squared / (4.0 * n * n)).max(0.0).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// People who had the same right-or-wrong items, added up: enough for the reliability of their scores.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SameForm {
    /// People.
    pub persons: usize,
    /// The sum of their scores, one for each item that is right.
    pub sum: usize,
    /// The sum of the squares of their scores.
    pub squares: usize,
    /// Of each item, how many had it right.
    pub right: Vec<usize>,
}

impl SameForm {
    /// Of these people: a row a person, a column an item. Rows that are not as long as the first are left out.
    pub fn of<'r>(rows: impl IntoIterator<Item = &'r [bool]>) -> SameForm {
        let mut same = SameForm::default();
        for row in rows {
            if same.persons == 0 {
                same.right = vec![0; row.len()];
            }
            if row.len() == same.right.len() {
                let score = row.iter().filter(|right| **right).count();
                same.persons += 1;
                same.sum += score;
                same.squares += score * score;
                same.right.iter_mut().zip(row).for_each(|(sum, right)| *sum += usize::from(*right));
            }
        }
        same
    }

    /// The reliability of a test of right and wrong items that everybody answered. None with fewer than two items or where
    /// all scores are the same. Kuder and Richardson 1937, The theory of the estimation of test reliability,
    /// Psychometrika 2:151, formula 20, with the variance over n as there.
    pub fn kr20(&self) -> Option<f64> {
        let (n, k) = (float(self.persons), float(self.right.len()));
        // Whole numbers up to here, so that scores which are all the same are told exactly.
        let spread = (self.persons * self.squares).saturating_sub(self.sum * self.sum);
        if self.right.len() < 2 || spread == 0 {
            return None;
        }
        let within: f64 =
            self.right.iter().map(|right| ratio(*right, self.persons)).map(|p| p * (1.0 - p)).sum();
        Some(k / (k - 1.0) * (1.0 - within / (float(spread) / (n * n))))
    }
}

/// What is known of the scores of people who each had items of their own, drawn from the same blueprint: enough for the
/// reliability of such scores, and addable person by person.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct MarkSums {
    /// People.
    pub persons: usize,
    /// Items, over all of them.
    pub items: usize,
    /// The sum of all marks.
    pub sum: f64,
    /// The sum of the squares of all marks.
    pub squares: f64,
    /// The sum over people of the square of their marks, divided by their items.
    pub between: f64,
}

impl MarkSums {
    /// With one more person's marks, one an item.
    #[must_use]
    pub fn and(mut self, marks: &[f64]) -> MarkSums {
        if !marks.is_empty() {
            let sum: f64 = marks.iter().sum();
            self.persons += 1;
            self.items += marks.len();
            self.sum += sum;
            self.squares += marks.iter().map(|mark| mark * mark).sum::<f64>();
            self.between += sum * sum / float(marks.len());
        }
        self
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: MarkSums) -> MarkSums {
        MarkSums {
            persons: self.persons + other.persons,
            items: self.items + other.items,
            sum: self.sum + other.sum,
            squares: self.squares + other.squares,
            between: self.between + other.between,
        }
    }

    /// The share of the variance of people's scores that is theirs and not their items': Φ of the design in which items
    /// are nested in people. None where it can't be counted. Brennan 2001, Generalizability Theory, chapter 2: the mean
    /// squares of a one-way analysis of variance; 1 − MS(items within people) / MS(people), never below 0.
    pub fn dependability(&self) -> Option<f64> {
        let (people, within) = self.mean_squares()?;
        (people > 0.0).then(|| (1.0 - within / people).max(0.0))
    }

    /// By how much the share of marks of one person would vary from form to form of the same length: the root of
    /// MS(items within people) over the mean number of items.
    pub fn standard_error(&self) -> Option<f64> {
        let (_, within) = self.mean_squares()?;
        Some((within / (float(self.items) / float(self.persons))).sqrt())
    }

    fn mean_squares(&self) -> Option<(f64, f64)> {
        if self.persons < 2 || self.items <= self.persons {
            return None;
        }
        let correction = self.sum * self.sum / float(self.items);
        let people = (self.between - correction) / float(self.persons - 1);
        let within = (self.squares - self.between) / float(self.items - self.persons);
        Some((people.max(0.0), within.max(0.0)))
    }
}

/// By how much the marks of one person would vary over forms of `n` items, for somebody with `marks` of them: Lord 1955,
/// Estimating test reliability, Educational and Psychological Measurement 15:325. In marks; none below two items.
pub fn lord(marks: f64, n: usize) -> Option<f64> {
    let of = float(n);
    (n >= 2).then(|| (marks * (of - marks) / (of - 1.0)).max(0.0).sqrt())
}

/// The sums that a correlation takes, addable pair by pair.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Sums {
    /// Pairs.
    pub n: usize,
    /// Σx.
    pub x: f64,
    /// Σy.
    pub y: f64,
    /// Σx².
    pub xx: f64,
    /// Σy².
    pub yy: f64,
    /// Σxy.
    pub xy: f64,
}

impl Sums {
    /// With one more pair.
    #[must_use]
    pub fn and(self, x: f64, y: f64) -> Sums {
        self.plus(Sums { n: 1, x, y, xx: x * x, yy: y * y, xy: x * y })
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Sums) -> Sums {
        Sums {
            n: self.n + other.n,
            x: self.x + other.x,
            y: self.y + other.y,
            xx: self.xx + other.xx,
            yy: self.yy + other.yy,
            xy: self.xy + other.xy,
        }
    }

    /// Pearson's correlation of x and y; none where one of them is the same throughout. Of an item's marks with the
    /// share of marks of the rest of the same form it is the corrected item-rest correlation (Henrysson 1963, Correction
    /// of item-total correlations in item analysis, Psychometrika 28:211).
    pub fn correlation(&self) -> Option<f64> {
        let n = float(self.n);
        let covariance = n * self.xy - self.x * self.y;
        let spread = |squares: f64, sum: f64| n * squares - sum * sum;
        let both = spread(self.xx, self.x) * spread(self.yy, self.y);
        // Sums of shares are not exact: what is left of nothing is nothing.
        (both > 1e-9).then(|| (covariance / both.sqrt()).clamp(-1.0, 1.0))
    }
}

/// The mean and the standard deviation (over n − 1); none of fewer than two.
pub(super) fn mean_and_deviation(numbers: &[f64]) -> Option<(f64, f64)> {
    let n = float(numbers.len());
    let mean = numbers.iter().sum::<f64>() / n;
    let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
    (numbers.len() >= 2).then(|| (mean, (squares / (n - 1.0)).sqrt()))
}

/// The middle one of some numbers; none of none.
pub(super) fn median(mut numbers: Vec<u64>) -> Option<u64> {
    numbers.sort_unstable();
    let middle = numbers.get(numbers.len() / 2).copied();
    match numbers.len() {
        n if n > 0 && n.is_multiple_of(2) => Some(u64::midpoint(numbers[n / 2 - 1], numbers[n / 2])),
        _ => middle,
    }
}

fn ratio(part: usize, n: usize) -> f64 {
    float(part) / float(n)
}

#[expect(clippy::cast_precision_loss, reason = "people and items are far below 2^52")]
pub(super) fn float(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Ten students and ten items, whose KR-20 Karl Wuensch (East Carolina University, KR20.txt) gives as 0.69635.
    const WUENSCH: [&str; 10] = [
        "1111110110",
        "1011011101",
        "1111011001",
        "0010001000",
        "0000010010",
        "1110111111",
        "1101110111",
        "1111111101",
        "0101111101",
        "1101101110",
    ];

    fn rows(of: &[&str]) -> Vec<Vec<bool>> {
        of.iter().map(|row| row.chars().map(|letter| letter == '1').collect()).collect()
    }

    #[test]
    fn kr20_as_published() {
        let kr20 = |of: &[&str]| SameForm::of(rows(of).iter().map(Vec::as_slice)).kr20();
        let found = kr20(&WUENSCH).expect("scores differ");
        assert!((found - 0.696_35).abs() < 5e-6, "{found}");
        assert_eq!(kr20(&["11", "11"]), None, "all the same");
        assert_eq!(kr20(&["1", "0"]), None, "one item");
        assert_eq!(kr20(&[]), None);
    }

    /// 81 of 263: Newcombe 1998, Statistics in Medicine 17:857, table I, method 3 gives 0.2553 to 0.3662; 0 of 20 gives
    /// 0 to 0.1611.
    #[test]
    fn wilson_as_published() {
        let near =
            |(low, high): (f64, f64), (l, h): (f64, f64)| (low - l).abs() < 5e-5 && (high - h).abs() < 5e-5;
        assert!(near(wilson(81, 263), (0.2553, 0.3662)), "{:?}", wilson(81, 263));
        assert!(near(wilson(0, 20), (0.0, 0.1611)), "{:?}", wilson(0, 20));
        assert!(near(wilson_of_several(81, 263, 1), wilson(81, 263)));
        // For nine at once 2.7729 takes the place of 1.96: 20 of 30 ends at 0.8483, counted apart.
        assert!((wilson_of_several(20, 30, 9).1 - 0.8483).abs() < 5e-4, "{:?}", wilson_of_several(20, 30, 9));
        assert!(near(wilson(1, 29), (0.0061, 0.1718)), "{:?}", wilson(1, 29));
    }

    /// 0.5 over 28 pairs ends at 0.7358 (Fisher's z 0.5493, and 1.96 by five); for ten at once 2.807 takes the place of 1.96.
    #[test]
    fn a_correlation_is_only_as_sure_as_its_answers_are_many() {
        let near = |found: f64, known: f64| assert!((found - known).abs() < 5e-4, "{found} and not {known}");
        near(correlation_at_most(0.5, 28, 1), 0.735_8);
        near(correlation_at_most(0.5, 28, 10), (0.549_306_f64 + 2.807_034 / 5.0).tanh());
        near(correlation_at_most(-0.3, 3, 1), 1.0);
    }

    #[test]
    fn a_median_of_two_is_between_them() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3]), Some(3));
        assert_eq!(median(vec![10, 2]), Some(6));
        assert_eq!(median(vec![9, 1, 5]), Some(5));
    }

    proptest! {
        #[test]
        fn sums_are_the_correlation(pairs in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64), 3..40)) {
            let sums = pairs.iter().fold(Sums::default(), |sums, (x, y)| sums.and(*x, *y));
            let n = float(pairs.len());
            let mean = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
            let (mx, my) = (mean(&|pair| pair.0), mean(&|pair| pair.1));
            let top = mean(&|(x, y)| (x - mx) * (y - my));
            let bottom = (mean(&|(x, _)| (x - mx).powi(2)) * mean(&|(_, y)| (y - my).powi(2))).sqrt();
            if let Some(found) = sums.correlation() {
                prop_assert!((found - top / bottom).abs() < 1e-5, "{found} and {}", top / bottom);
            }
        }

        /// Everybody's items apart: the analysis of variance done the long way.
        #[test]
        fn dependability_is_the_analysis_of_variance(rows in prop::collection::vec(prop::collection::vec(0_u8..2, 5..=5), 3..20)) {
            let rows: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().map(|mark| f64::from(*mark)).collect()).collect();
            let spread = rows.iter().fold(MarkSums::default(), |spread, row| spread.and(row));
            let (people, items) = (float(rows.len()), 5.0);
            let means: Vec<f64> = rows.iter().map(|row| row.iter().sum::<f64>() / items).collect();
            let mean = means.iter().sum::<f64>() / people;
            let between = items * means.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / (people - 1.0);
            let within: f64 = rows.iter().zip(&means).flat_map(|(row, mean)| row.iter().map(move |mark| (mark - mean).powi(2))).sum();
            let within = within / (people * (items - 1.0));
            if let Some(found) = spread.dependability() {
                prop_assert!((found - (1.0 - within / between).max(0.0)).abs() < 1e-6);
            }
            let error = spread.standard_error().expect("people and items");
            prop_assert!((error - (within / items).sqrt()).abs() < 1e-6);
        }

        #[test]
        fn an_interval_holds_its_share(n in 1_usize..400, part in 0_usize..400) {
            let part = part.min(n);
            let (low, high) = wilson(part, n);
            let share = ratio(part, n);
            prop_assert!(0.0 <= low && low <= share + 1e-12 && share <= high + 1e-12 && high <= 1.0);
        }
    }
}
