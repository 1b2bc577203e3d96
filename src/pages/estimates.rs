//! Figures in words, as stats and reports have them: a figure with what is behind it, or what is lacking for it.

use formcheck_core::detection::{Detection, EACH, Estimate};
use formcheck_core::page::{Bar, Table};

/// How much of long tables a page has room for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// A terminal: the first rows of each.
    Short,
    /// Paper: all rows with enough behind them, and the first of the others.
    Whole,
}

impl Extent {
    /// Rows that are shown in any case.
    const FIRST: usize = 12;

    pub(super) fn of<T>(self, rows: &[T], is_enough: impl Fn(&T) -> bool) -> Vec<&T> {
        let is_shown = |at: usize, row: &T| at < Self::FIRST || self == Extent::Whole && is_enough(row);
        rows.iter().enumerate().filter(|(at, row)| is_shown(*at, row)).map(|(_, row)| row).collect()
    }
}

/// A share in percent, or what stands in its place.
pub(super) fn percent(figure: &Estimate) -> String {
    figure.value.map_or_else(|| lacking(figure), |value| format!("{:.0} %", value * 100.0))
}

/// A figure to two decimals, or what stands in its place.
pub(super) fn decimals(figure: &Estimate) -> String {
    figure.value.map_or_else(|| lacking(figure), |value| format!("{value:.2}"))
}

/// Why there is no figure: too little, or all alike.
pub(super) fn lacking(figure: &Estimate) -> String {
    if figure.n >= figure.needs { "all alike".to_owned() } else { figure.lacking() }
}

/// "4 times in 10": a share to the nearest tenth, and never more or less than it is where it is hardly any or nearly all.
pub(super) fn in_ten(share: f64) -> String {
    match (share * 10.0).round() {
        _ if share < 0.095 => "less than once in 10".to_owned(),
        tenths if tenths < 2.0 => "once in 10".to_owned(),
        tenths if tenths > 9.0 => "nearly always".to_owned(),
        tenths => format!("{tenths:.0} times in 10"),
    }
}

/// A bar for a share, with what it says where there is enough behind it.
pub(super) fn bar(name: String, figure: &Estimate, says: impl FnOnce(String) -> String) -> Bar {
    let says = if figure.value.is_some() { says(percent(figure)) } else { lacking(figure) };
    Bar { name, says, share: figure.value }
}

/// What the columns of [`detections`] mean.
pub(super) const DETECTIONS: &str = "How well the two are told apart is weak (d' below 1; 0 is chance), fair, or sharp (2 and more); it takes ten reps with the mistake and ten without.";

/// How well each mistake is seen: hits, false alarms, d′ in a word.
pub(super) fn detections(all: &[&Detection], name: impl Fn(&str) -> String) -> Table {
    let mut table = Table::new(["Mistake", "#Hits", "#False alarms", "Told apart"]);
    for one in all {
        let (there, absent) = (one.hits + one.misses, one.false_alarms + one.rejections);
        let (hits, alarms) =
            (format!("{} of {there}", one.hits), format!("{} of {absent}", one.false_alarms));
        table.row([&name(&one.mistake), &hits, &alarms, &told_apart(one)]);
    }
    table
}

/// How well a mistake is told from its absence, in a word with the figure behind it, or what is lacking for it.
fn told_apart(one: &Detection) -> String {
    let Some(value) = one.d_prime.value else {
        let n = (one.hits + one.misses).min(one.false_alarms + one.rejections);
        return Estimate { value: None, n, needs: EACH }.lacking();
    };
    let word = match value {
        value if value < 1.0 => "weak",
        value if value < 2.0 => "fair",
        _ => "sharp",
    };
    format!("{word} (d' {value:.2})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_as_what_it_is() {
        for (share, told) in [
            (0.053, "less than once in 10"),
            (0.1, "once in 10"),
            (0.149, "once in 10"),
            (0.4, "4 times in 10"),
            (0.87, "9 times in 10"),
            (0.96, "nearly always"),
        ] {
            assert_eq!(in_ten(share), told, "{share}");
        }
    }

    #[test]
    fn what_is_all_alike_is_not_told_to_be_too_little() {
        assert_eq!(percent(&Estimate { value: None, n: 12, needs: 10 }), "all alike");
        assert_eq!(decimals(&Estimate { value: None, n: 2, needs: 10 }), "not enough yet (2 of 10)");
    }
}
