//! JSON lines: sessions and exams for other programs, one object a line. The shapes are those of docs/interfaces.md.

mod event;
pub mod exam;
pub mod session;

/// A whole number in a reply, however it is written: 2.0 is 2.
fn whole(number: &serde_json::Value) -> Option<u64> {
    /// Beyond it not every whole number has a place among decimals.
    const MOST: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole, and in range")]
    let exact =
        |number: f64| (number.fract() == 0.0 && (0.0..=MOST).contains(&number)).then_some(number as u64);
    number.as_u64().or_else(|| number.as_f64().and_then(exact))
}
