//! `formcheck quiz [ID]`.

use clap::Args;

use crate::app::Ran;
use crate::app::RunSettings;
use crate::app::quiz::{self, QuizOptions};
use crate::app::typed_next::Wanted;
use crate::commands::completions;
use crate::commands::numbers::{number, whole};
use crate::commands::options::{ProfileOptions, SessionOptions};

/// One quiz, or questions about one exercise or mistake; none named: a mix over everything
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
#[derive(Args, Debug)]
pub struct QuizArgs {
    /// A quiz (`formcheck list quizzes` shows them), an exercise or a mistake; none: a mix over everything
    #[arg(value_name = "ID", add = completions::of(Wanted::Quiz))]
    quiz: Option<String>,
    /// The same seed asks the same questions
    #[arg(long, value_name = "NUMBER", value_parser = whole::<u64>)]
    seed: Option<u64>,
    /// How many questions, where no quiz says it [default: 10]
    #[arg(long, value_name = "NUMBER", value_parser = number(1_u32, 500))]
    items: Option<u32>,
    /// In the full screen: show the words for each rep, not the picture alone
    #[arg(long, conflicts_with = "jsonl")]
    words: bool,
    /// In line mode: end with the marks by exercise and kind (in the full screen the key is t)
    #[arg(long, conflicts_with = "jsonl")]
    tables: bool,
    /// Keep no answer: by default each counts in `study`, like an answer there
    #[arg(long)]
    keep_nothing: bool,
    /// For programs: one JSON object a line, both ways
    #[arg(long)]
    jsonl: bool,
    #[command(flatten)]
    _common: SessionOptions,
    #[command(flatten)]
    _profile: ProfileOptions,
}

pub fn run(args: QuizArgs, settings: &RunSettings) -> Ran {
    let QuizArgs { quiz, seed, items, words, tables, keep_nothing, jsonl, .. } = args;
    quiz::run(&QuizOptions { id: quiz, seed, items, words, tables, keep_nothing, jsonl }, settings)
}
