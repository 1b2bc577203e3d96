//! `formcheck show ID`.

use std::path::PathBuf;

use clap::Args;

use crate::app::Ran;
use crate::app::RunSettings;
use crate::app::show::{self, ShowOptions};
use crate::app::typed_next::Wanted;
use crate::commands::completions;
use crate::commands::options::{MotionOptions, PictureOptions, ResultOptions};

/// A page on an exercise, mistake, sign, muscle, quiz, source or question; an exercise is drawn
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// Its id, or the name of an exercise or mistake
    #[arg(required_unless_present = "atlas", add = completions::of(Wanted::Page))]
    id: Option<String>,
    /// Of an exercise: a rep in which this is seen, such as lumbar-shape=rounded
    #[arg(value_name = "SIGN=VALUE", add = completions::of(Wanted::Seen))]
    seen: Vec<String>,
    /// Write the figure of an exercise as SVG
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Write it as PNG, for programs that take no SVG
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    /// With --svg: a figure that moves
    #[arg(long, requires = "svg")]
    moving: bool,
    /// Write one page to pin beside the rack: figure, steps, mistakes, cues
    #[arg(long, value_name = "FILE.html")]
    print: Option<PathBuf>,
    /// Write every exercise and mistake as pictures: a page of Markdown, and SVG files in a folder beside it
    #[arg(long, value_name = "FILE.md", conflicts_with_all = ["id", "seen", "svg", "png", "print"])]
    atlas: Option<PathBuf>,
    #[command(flatten)]
    _common: ResultOptions,
    #[command(flatten)]
    _pictures: PictureOptions,
    #[command(flatten)]
    _motion: MotionOptions,
}

pub fn run(args: ShowArgs, settings: &RunSettings) -> Ran {
    let ShowArgs { id, seen, svg, png, moving, print, atlas, .. } = args;
    match (id, atlas) {
        (Some(id), _) => show::run(&ShowOptions { id, seen, svg, png, moving, print }, settings),
        (None, Some(path)) => show::atlas(&path, settings),
        // One of the two is required.
        (None, None) => show::run(&ShowOptions::default(), settings),
    }
}
