//! `formcheck export FORMAT [WHAT]..`.

use std::path::PathBuf;

use clap::Args;

use crate::app::export::{self, ExportOptions};
use crate::app::{Ran, RunSettings};
use crate::commands::numbers::{number, whole};
use crate::commands::options::{DataOptions, PackOptions, QuietOptions};
use formcheck_exam::export::BASE;

/// Questions and results for other programs
#[derive(Args, Debug)]
#[command(
    after_help = "Formats: anki, gift, moodle-xml, qti21, qti3, xapi, badge, csv, json. docs/exports.md tells each.\n\n\
Examples:\n  formcheck export anki --out cards.txt                    a card for everything there is to know\n  formcheck export moodle-xml seal-row --items 60          sixty questions about one exercise\n  formcheck export qti21 trainer-onboarding --out quiz.zip a package for Canvas, Blackboard, TAO\n  formcheck export gift trainer-onboarding --seed 7        the questions of one sitting\n  formcheck export csv mistakes --out mistakes.csv         every mistake with its fix and cue\n  formcheck export xapi *.record.json --out statements.json\n  formcheck export badge t-07.record.json --issuer \"Iron Hall\" --out t-07.jwt"
)]
pub struct ExportArgs {
    /// The format
    #[arg(value_name = "FORMAT")]
    format: String,
    /// A quiz; or ids of exercises, tags, mistakes, muscles or questions; or `mistakes`; or files of exam records. None:
    /// questions about everything
    #[arg(value_name = "WHAT")]
    what: Vec<String>,
    /// The file; none: stdout. One that is there is replaced
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How many questions, where no quiz says it [default: one for each thing to know]
    #[arg(long, value_name = "NUMBER", value_parser = number(1_u32, 20_000))]
    items: Option<u32>,
    /// The same seed writes the same questions; another one, other reps
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = whole::<u64>)]
    seed: u64,
    /// Tell the candidates' names too, where they weren't taken out
    #[arg(long, help_heading = "For records")]
    names: bool,
    /// What names of exams, questions and accounts begin with, such as `https://gym.example/records`
    #[arg(long, value_name = "IRI", default_value = BASE, help_heading = "For records")]
    base: String,
    /// For a badge: the examiner's secret key [default: the one that `exam keygen` made]
    #[arg(long, value_name = "FILE", help_heading = "For records")]
    key: Option<PathBuf>,
    /// For a badge: what the examiner is called
    #[arg(long, value_name = "NAME", help_heading = "For records")]
    issuer: Option<String>,
    /// For a badge: where your list of revoked badges is published (`exam status-list`)
    #[arg(long, value_name = "URL", help_heading = "For records")]
    status: Option<String>,
    /// For csv: begin with a byte order mark, for a spreadsheet that takes UTF-8 for something else
    #[arg(long)]
    bom: bool,
    #[command(flatten)]
    _packs: PackOptions,
    #[command(flatten)]
    _data: DataOptions,
    #[command(flatten)]
    _quiet: QuietOptions,
}

pub fn run(args: ExportArgs, settings: &RunSettings) -> Ran {
    let ExportArgs { format, what, out, items, seed, names, base, key, issuer, status, bom, .. } = args;
    let options = ExportOptions { format, what, out, items, seed, names, base, key, issuer, status, bom };
    export::run(&options, settings)
}
