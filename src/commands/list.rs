//! `formcheck list [KIND]`.

use clap::Args;

use crate::app::list::{self, ListKind};
use crate::app::outcome::Ran;
use crate::app::settings::Settings;
use crate::commands::options::{JsonOptions, PackOptions, TextOptions};

/// What there is: exercises, mistakes, signs, muscles, quizzes, sources, questions
#[derive(Args, Debug)]
pub struct ListArgs {
    /// What to list; none: how many there are of each, with the exercises and quizzes
    kind: Option<ListKind>,
    #[command(flatten)]
    _packs: PackOptions,
    #[command(flatten)]
    _text: TextOptions,
    #[command(flatten)]
    _json: JsonOptions,
}

pub fn run(args: &ListArgs, settings: &Settings) -> Ran {
    list::run(args.kind, settings)
}
