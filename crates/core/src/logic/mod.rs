//! The rule engine: finite axes, boxes over them, and exact answers about unions of boxes.
//!
//! Everything here is an index: an axis, a cell of it, a rule. Must not know: names, TOML, quizzes, terminals, clocks,
//! files.

mod axis;
mod bounds;
mod clean;
mod cube;
mod difference;
mod matcher;
mod partial;
mod region;
mod space;
mod witness;

#[cfg(test)]
mod laws;

pub use axis::{Axis, MOST_CELLS, full_mask};
pub(crate) use bounds::numbers;
pub use bounds::{Link, impossible_cells};
pub use clean::{CleanBox, GoodCase, MOST_CLEAN_BOXES, clean_boxes};
pub(crate) use cube::cells_of;
pub use cube::{Cube, Point};
pub use difference::PossibleSet;
pub use matcher::{Fired, Matcher};
pub use partial::{Split, Standing, splits, standing};
pub(crate) use partial::{blocked_by, fewest_to_settle};
pub use region::{OverBudget, Region, SearchSteps};
pub use space::Space;
pub use witness::{Found, find, plainest};

/// How much work an analysis may do before it says that it did not decide: boxes made, or places of a search visited.
/// The built-in pack needs a few dozen; rule sets made to be hard hit this after about a second.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget(pub usize);

impl Default for Budget {
    fn default() -> Budget {
        Budget(200_000)
    }
}
