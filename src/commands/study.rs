//! `formcheck study [ID]..`.

use clap::Args;

use crate::app::Ran;
use crate::app::RunSettings;
use crate::app::study;
use crate::app::study_request::StudyOptions;
use crate::app::typed_next::Wanted;
use crate::commands::completions;
use crate::commands::numbers::{number, whole};
use crate::commands::options::{ProfileOptions, SessionOptions};

/// What is due today, then what is new; every answer is kept
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
#[derive(Args, Debug)]
pub struct StudyArgs {
    /// Only these: exercises, tags, mistakes, muscles or questions
    #[arg(value_name = "ID", add = completions::of(Wanted::Study))]
    only: Vec<String>,
    /// Two questions for each of so many minutes [default: 10]
    #[arg(long, value_name = "NUMBER", value_parser = number(1_u32, 600))]
    minutes: Option<u32>,
    /// Stop after so many questions
    #[arg(long, value_name = "NUMBER", value_parser = number(1_u32, 1000), conflicts_with = "minutes")]
    items: Option<u32>,
    /// Be ready for that day: what would have faded by then comes now
    #[arg(long, value_name = "DATE")]
    by: Option<String>,
    /// Ask everything, due or not, and leave the schedule alone
    #[arg(long, conflicts_with = "by")]
    cram: bool,
    /// Fit the schedule to your own answers
    #[arg(long, conflicts_with_all = ["only", "minutes", "items", "by", "cram"])]
    optimise: bool,
    /// With --optimise: what came of it, as JSON
    #[arg(long, requires = "optimise")]
    json: bool,
    /// Say again what you do and what you have
    #[arg(long)]
    choose: bool,
    /// The exercises you do, for good: ids with commas; all: every one
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    exercises: Option<Vec<String>>,
    /// The equipment you have, for good: words with commas; all: everything
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    equipment: Option<Vec<String>>,
    /// The same number asks the same questions of the same history
    #[arg(long, value_name = "NUMBER", value_parser = whole::<u64>)]
    seed: Option<u64>,
    /// In the full screen: show the words for each rep, not the picture alone
    #[arg(long, conflicts_with = "jsonl")]
    words: bool,
    /// In line mode: end with the marks by exercise and kind (in the full screen the key is t)
    #[arg(long, conflicts_with = "jsonl")]
    tables: bool,
    /// For programs: one JSON object a line, both ways
    #[arg(long)]
    jsonl: bool,
    #[command(flatten)]
    _common: SessionOptions,
    #[command(flatten)]
    _profile: ProfileOptions,
}

pub fn run(args: StudyArgs, settings: &RunSettings) -> Ran {
    let options = StudyOptions {
        only: args.only,
        minutes: args.minutes,
        items: args.items,
        by: args.by,
        cram: args.cram,
        choose: args.choose,
        exercises: args.exercises,
        equipment: args.equipment,
        seed: args.seed,
        words: args.words,
        tables: args.tables,
        jsonl: args.jsonl,
    };
    if args.optimise { study::optimise(&options, settings) } else { study::run(&options, settings) }
}
