//! A share of reps as a coach says it: "one in five reps". Told as it is where it is that plain, else with "about".

use super::{Among, Count};

/// The longest row that people see a share in: "three in ten".
const LONGEST: u128 = 10;
const WORDS: [&str; 11] =
    ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Which reps: a share of those that meet some conditions.
pub(super) fn which(part: Count, among: Option<&Among>) -> String {
    let (Some(part), Some(among)) = (part, among) else { return "some reps".to_owned() };
    let share = share(part, among.reps);
    let says: Vec<&str> = among.conditions.iter().map(|one| one.says.as_str()).collect();
    if says.is_empty() { share } else { format!("{share} in which {}", says.join(", and ")) }
}

/// The share that `part` is of `whole`.
pub(super) fn share(part: u128, whole: u128) -> String {
    if part == 0 || whole == 0 {
        return "no rep".to_owned();
    }
    if part >= whole {
        return "every rep".to_owned();
    }
    let shared = greatest_divisor(part, whole);
    let (part, whole) = (part / shared, whole / shared);
    if whole <= LONGEST {
        return row(part, whole);
    }
    // Beyond a million millions a share is rounded anyway.
    let shift = (128 - whole.leading_zeros()).saturating_sub(40);
    let (part, whole) = ((part >> shift).max(1), whole >> shift);
    if part * 100 < whole {
        return "fewer than one in a hundred reps".to_owned();
    }
    if part * 10 > whole * 9 {
        return "more than nine in ten reps".to_owned();
    }
    if part * LONGEST < whole {
        let of = (whole + part / 2) / part;
        return if part == 1 { format!("one in {of} reps") } else { format!("about one in {of} reps") };
    }
    let rows = (2..=LONGEST).flat_map(|of| (1..of).map(move |one| (one, of)));
    // How far off, times both wholes: the first of the nearest is the plainest.
    let off = |&(one, of): &(u128, u128)| (part * of).abs_diff(one * whole) * (2520 / of);
    let (one, of) = rows.min_by_key(off).unwrap_or((1, 2));
    format!("about {}", row(one, of))
}

fn row(part: u128, whole: u128) -> String {
    if (part, whole) == (1, 2) {
        return "half of the reps".to_owned();
    }
    let word = |number: u128| usize::try_from(number).ok().and_then(|at| WORDS.get(at)).copied();
    match (word(part), word(whole)) {
        (Some(part), Some(whole)) => format!("{part} in {whole} reps"),
        _ => format!("{part} in {whole} reps"),
    }
}

fn greatest_divisor(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { greatest_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_told_as_it_is_or_with_about() {
        for (part, whole, told) in [
            (12, 12, "every rep"),
            (6, 12, "half of the reps"),
            (728, 2184, "one in three reps"),
            (1456, 2184, "two in three reps"),
            (432, 2160, "one in five reps"),
            (3, 10, "three in ten reps"),
            (1, 12, "one in 12 reps"),
            (182, 2184, "one in 12 reps"),
            (14, 48, "about two in seven reps"),
            (2, 91, "about one in 46 reps"),
            (1, 100, "one in 100 reps"),
            (1, 101, "fewer than one in a hundred reps"),
            (95, 100, "more than nine in ten reps"),
            (46, 91, "about half of the reps"),
            (1 << 100, (1 << 101) + 1, "about half of the reps"),
            (u128::MAX / 5, u128::MAX, "one in five reps"),
            (0, 7, "no rep"),
        ] {
            assert_eq!(share(part, whole), told, "{part} of {whole}");
        }
    }

    /// What is told without "about" is so; what is told with it is nearer to the truth than any other row.
    #[test]
    fn every_share_of_sixty_is_right() {
        for whole in 1..=60_u128 {
            for part in 1..whole {
                let told = share(part, whole);
                let exact = !told.contains("about") && !told.contains("than");
                let plain = (2..=10).any(|of| (part * of) % whole == 0) || whole % part == 0;
                assert_eq!(exact, plain, "{part} of {whole}: {told}");
            }
        }
    }
}
