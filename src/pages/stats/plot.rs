//! Plots of letters: bars that say their number beside them, so that nothing hangs on the picture.

/// A bar of `value` out of `most`, in `columns`.
pub(super) fn bar(value: usize, most: usize, columns: usize) -> String {
    if most == 0 || value == 0 {
        return String::new();
    }
    "#".repeat((value * columns).div_ceil(most).clamp(1, columns))
}

/// One letter for a day's answers: more ink for more.
pub(super) fn ink(answers: u32) -> char {
    match answers {
        0 => '.',
        1..=9 => 'o',
        10..=24 => 'O',
        _ => '@',
    }
}
