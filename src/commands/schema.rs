//! `formcheck schema [KIND]`.

use std::path::PathBuf;

use clap::Args;

use crate::app::{Ran, RunSettings, schema};
use crate::commands::options::QuietOptions;

/// The JSON Schema of a kind of file, for editors
#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// pack, signs, mistakes, exercise, muscles, sources, quiz or settings; paper or record, of exams
    kind: Option<String>,
    /// Write the schemas of all kinds into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    out: Option<PathBuf>,
    #[command(flatten)]
    _quiet: QuietOptions,
}

pub fn run(args: &SchemaArgs, settings: &RunSettings) -> Ran {
    schema::run(args.kind.as_deref(), args.out.as_deref(), settings)
}
