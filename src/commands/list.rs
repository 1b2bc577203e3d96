//! `formcheck list [KIND]`.

use clap::Args;

use crate::app::list::{self, ListKind};
use crate::app::{Ran, RunSettings};
use crate::commands::options::ReadOptions;

/// What there is: exercises, mistakes, signs, muscles, quizzes, sources, questions
#[derive(Args, Debug)]
pub struct ListArgs {
    /// What to list; none: how many there are of each, with the exercises and quizzes
    kind: Option<ListKind>,
    /// Only those that have these words, over all packs: formcheck list signs "elbow bend"
    words: Vec<String>,
    #[command(flatten)]
    _common: ReadOptions,
}

pub fn run(args: &ListArgs, settings: &RunSettings) -> Ran {
    list::run(args.kind, &args.words, settings)
}
