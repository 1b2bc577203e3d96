//! `formcheck check [EXERCISE] [SIGN=VALUE]..`.

use clap::Args;

use crate::app::check::{self, CheckOptions};
use crate::app::{Ran, RunSettings};
use crate::commands::options::{PictureOptions, ProfileOptions, ResultOptions};

/// What is wrong with the rep I saw, and the fix; asks, in a terminal, for what it needs to know
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The exercise's id, name or alias
    exercise: Option<String>,
    /// What was seen, such as first-to-move=elbows
    #[arg(value_name = "SIGN=VALUE")]
    seen: Vec<String>,
    /// Take every sign that is not given as good
    #[arg(long)]
    rest_good: bool,
    /// Check many reps from a file, or from stdin with -: JSON lines {"exercise":"...","signs":{...}}, a JSON array of these,
    /// or a table (CSV) with a column for each sign
    #[arg(long, value_name = "FILE", conflicts_with = "seen")]
    from: Option<String>,
    /// Check the reps of one set, one a line (SIGN=VALUE SIGN=VALUE), from a file, or from stdin with -
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from", "keep"])]
    set: Option<String>,
    /// With --from: the long answer for each line
    #[arg(long, requires = "from")]
    full: bool,
    /// I filmed it: it goes into my history, and study asks next what was wrong
    #[arg(long, conflicts_with = "from")]
    keep: bool,
    #[command(flatten)]
    _common: ResultOptions,
    #[command(flatten)]
    _profile: ProfileOptions,
    #[command(flatten)]
    _pictures: PictureOptions,
}

pub fn run(args: CheckArgs, settings: &RunSettings) -> Ran {
    let CheckArgs { exercise, seen, rest_good, from, set, full, keep, .. } = args;
    check::run(&CheckOptions { exercise, seen, rest_good, set, from, full, keep }, settings)
}
