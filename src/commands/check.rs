//! `formcheck check [EXERCISE] [SIGN=VALUE]..`.

use clap::Args;

use crate::app::check::{self, CheckOptions, ReadOptions};
use crate::app::typed_next::Wanted;
use crate::app::{Ran, RunSettings};
use crate::commands::completions;
use crate::commands::options::{PictureOptions, ProfileOptions, ResultOptions};

/// What is wrong with the rep I saw, and the fix; asks, in a terminal, for what it needs to know
#[derive(Args, Debug)]
#[expect(clippy::doc_markdown, reason = "it is the help that people read")]
pub struct CheckArgs {
    /// The exercise's id, name or alias
    #[arg(add = completions::of(Wanted::Exercise))]
    exercise: Option<String>,
    /// What was seen, such as first-to-move=elbows
    #[arg(value_name = "SIGN=VALUE", add = completions::of(Wanted::Seen))]
    seen: Vec<String>,
    /// Take every sign that is not given as good
    #[arg(long)]
    rest_good: bool,
    /// Check many reps from a file, or from stdin with -: JSON lines {"exercise":"...","signs":{...}}, a JSON array of these,
    /// or a table (CSV) with a column for each sign; or the landmarks of a filmed set: MediaPipe's JSON or CSV, or a folder
    /// of OpenPose's files
    #[arg(long, value_name = "FILE", conflicts_with = "seen")]
    from: Option<String>,
    /// Check the reps of one set, one a line (SIGN=VALUE SIGN=VALUE), from a file, or from stdin with -
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from", "keep"])]
    set: Option<String>,
    /// With --from: the long answer for each line
    #[arg(long, requires = "from")]
    full: bool,
    /// With --from and landmarks in shares of a picture: how wide and high it was, in pixels
    #[arg(long, value_name = "WIDTHxHEIGHT", requires = "from", value_parser = picture_size)]
    picture_size: Option<(f64, f64)>,
    /// With --from and landmarks without times: how many pictures a second
    #[arg(long, value_name = "NUMBER", requires = "from", value_parser = frames_a_second)]
    fps: Option<f64>,
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
    let CheckArgs { exercise, seen, rest_good, from, set, full, keep, picture_size, fps, .. } = args;
    let film = ReadOptions { picture: picture_size, frames_a_second: fps };
    check::run(&CheckOptions { exercise, seen, rest_good, set, from, full, film, keep }, settings)
}

fn picture_size(text: &str) -> Result<(f64, f64), String> {
    let side = |text: &str| text.trim().parse::<u32>().ok().filter(|side| (1..=100_000).contains(side));
    let sides = text.split_once(['x', 'X', '×']).and_then(|(wide, high)| side(wide).zip(side(high)));
    sides
        .map(|(wide, high)| (f64::from(wide), f64::from(high)))
        .ok_or_else(|| "write it like 1920x1080".to_owned())
}

fn frames_a_second(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| (1.0..=1000.0).contains(number));
    number.ok_or_else(|| "write a number from 1 to 1000, such as 30".to_owned())
}
