//! Simulated learners, fewer than in benches/learners.rs: for the same number of questions more is seen and kept by the course
//! than by the schedule alone, and by that than in a fixed order and at random.

use crate::common::learners::{Kept, Order, learner};
use formcheck_core::rulebook::load_mid_back;

#[test]
fn the_schedule_keeps_more_than_a_fixed_and_a_random_order() {
    let book = load_mid_back();
    let of =
        |order: Order| -> Vec<Kept> { (0..40).map(|seed| learner(&book, seed, order, (60, 20))).collect() };
    let (schedule, fixed, random) = (of(Order::Schedule), of(Order::Fixed), of(Order::Random));
    for (one, others) in schedule.iter().zip(fixed.iter().zip(&random)) {
        assert!(one.questions <= others.0.questions && one.questions <= others.1.questions);
        assert!(one.asked > 20 && one.asked < others.0.asked, "it repeats: {one:?}");
    }
    let sum = |all: &[Kept], what: fn(&Kept) -> f64| all.iter().map(what).sum::<f64>();
    for what in [
        |kept: &Kept| kept.all,
        |kept: &Kept| kept.month,
        |kept: &Kept| kept.right,
        |kept: &Kept| kept.right_later,
    ] {
        assert!(sum(&schedule, what) > 1.2 * sum(&fixed, what), "{schedule:?} {fixed:?}");
        assert!(sum(&schedule, what) > 1.2 * sum(&random, what), "{schedule:?} {random:?}");
    }
}
