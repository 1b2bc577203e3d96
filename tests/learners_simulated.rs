//! Simulated learners, fewer than in benches/learners.rs: for the same number of questions more is kept by the schedule, with
//! the course of a mistake or without, than in a fixed order and at random; more is seen by the course than in any other way;
//! and what was seen fades.

use crate::common::learners::{Kept, Order, learner};
use formcheck_core::rulebook::load_mid_back;

const LEARNERS: u32 = 40;

/// The mean over all learners.
fn mean(all: &[Kept], what: fn(&Kept) -> f64) -> f64 {
    all.iter().map(what).sum::<f64>() / f64::from(LEARNERS)
}

#[test]
fn the_schedule_keeps_more_than_a_fixed_and_a_random_order() {
    let book = load_mid_back();
    let of = |order: Order| -> Vec<Kept> {
        (0..u64::from(LEARNERS)).map(|seed| learner(&book, seed, order, (60, 20))).collect()
    };
    let all = Order::ALL.map(|order| (order, of(order)));
    for (order, kept) in &all {
        // Shown with --nocapture, for docs/learning.md.
        println!(
            "{order:?}: named {:.3} {:.3}, seen {:.3} {:.3}, right {:.2} {:.2}",
            mean(kept, |one| one.all),
            mean(kept, |one| one.month),
            mean(kept, |one| one.seen),
            mean(kept, |one| one.seen_month),
            mean(kept, |one| one.right),
            mean(kept, |one| one.right_later),
        );
        assert!(mean(kept, |one| one.seen_month) < mean(kept, |one| one.seen), "what isn't practised fades");
    }
    let seen = |of: Order| {
        let found = all.iter().find(|(order, _)| *order == of);
        mean(&found.expect("all orders").1, |one| one.seen)
    };
    assert!(seen(Order::Course) > 1.05 * seen(Order::Schedule), "being shown is worth it");
    assert!(seen(Order::Course) > seen(Order::Random).max(seen(Order::Fixed)));
    let (scheduled, orders): (Vec<_>, Vec<_>) = all.iter().partition(|(order, _)| order.is_scheduled());
    for (order, schedule) in &scheduled {
        assert_eq!(*order == Order::Course, schedule.iter().all(|one| one.shown > 0), "{order:?}");
        for (_, other) in &orders {
            for (one, against) in schedule.iter().zip(other) {
                assert!(one.questions <= against.questions);
                assert!(one.asked > 20 && one.asked < against.asked, "it repeats: {one:?}");
            }
            for what in [
                |kept: &Kept| kept.all,
                |kept: &Kept| kept.month,
                |kept: &Kept| kept.right,
                |kept: &Kept| kept.right_later,
            ] {
                assert!(mean(schedule, what) > 1.2 * mean(other, what), "{order:?}: {schedule:?} {other:?}");
            }
        }
    }
}
