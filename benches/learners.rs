//! 1,000 simulated learners over 60 days: what they see and keep by the course, by the schedule alone, in a fixed order and
//! at random. Prints the table of docs/learning.md.

#[path = "../tests/common/learners.rs"]
mod learners;

use formcheck_core::rulebook::load_mid_back;
use learners::{Kept, Order, learner};
use rayon::prelude::*;

const LEARNERS: u64 = 1_000;
const DAYS: u32 = 60;

#[expect(clippy::cast_precision_loss, reason = "a thousand learners, a few hundred skills")]
fn main() {
    // `cargo test --benches` only wants to know that it builds.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let book = load_mid_back();
    println!(
        "| questions a day | order | named on the next day | a month later | seen on the next day | a month later | right | right, second month | skills asked | shown |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for a_day in [10, 20, 30] {
        for order in Order::ALL {
            let all: Vec<Kept> = (0..LEARNERS)
                .into_par_iter()
                .map(|seed| learner(&book, seed, order, (DAYS, a_day)))
                .collect();
            let mean = |of: &dyn Fn(&Kept) -> f64| all.iter().map(of).sum::<f64>() / LEARNERS as f64;
            println!(
                "| {a_day} | {order:?} | {:.1} % | {:.1} % | {:.1} % | {:.1} % | {:.0} % | {:.0} % | {:.0} | {:.0} |",
                mean(&|one| one.all) * 100.0,
                mean(&|one| one.month) * 100.0,
                mean(&|one| one.seen) * 100.0,
                mean(&|one| one.seen_month) * 100.0,
                mean(&|one| one.right) * 100.0,
                mean(&|one| one.right_later) * 100.0,
                mean(&|one| one.asked as f64),
                mean(&|one| one.shown as f64),
            );
        }
    }
}
