//! `formcheck new pack|exercise|mistake|quiz ID`, and without an ID a talk.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::app::new::{self, NewKind, NewOptions};
use crate::app::{Ran, RunSettings};
use crate::commands::options::ResultOptions;
use formcheck_authoring::new::Answers;

/// A new file for a coach: commented, with blanks to fill; a mistake, an exercise or a sign without an ID is made in a talk
#[derive(Args, Debug)]
pub struct NewArgs {
    /// What to make
    kind: NewKind,
    /// Its id, for ever: small letters, digits and hyphens (bent-over-row); left out: everything is asked, and the file is
    /// whole in the end
    id: Option<String>,
    /// The pack's folder [default: the pack around this folder; a new pack gets a folder of its own]
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Its name; the title of a pack or quiz
    #[arg(long)]
    name: Option<String>,
    /// Quiz: what it is about
    #[arg(long)]
    about: Option<String>,
    /// Pack: who wrote it
    #[arg(long)]
    author: Option<String>,
    /// Pack, exercise: the phases of a rep, in order
    #[arg(long, value_delimiter = ',', value_name = "PHASE,..")]
    phases: Vec<String>,
    /// Pack: other packs whose signs and mistakes it names, such as mid-back
    #[arg(long, value_delimiter = ',', value_name = "PACK,..")]
    uses: Vec<String>,
    /// Exercise: the shared mistakes that count in it
    #[arg(long, value_delimiter = ',', value_name = "ID,..")]
    mistakes: Vec<String>,
    /// Exercise: what is done first
    #[arg(long, value_name = "TEXT")]
    first_step: Option<String>,
    /// Mistake: how bad it is
    #[arg(long, value_enum, value_name = "HOW")]
    severity: Option<HowBad>,
    /// Mistake: the sign that shows it
    #[arg(long, value_name = "ID")]
    sign: Option<String>,
    /// Mistake: the sign's value when it is one ("elbows", "over 45")
    #[arg(long, requires = "sign")]
    value: Option<String>,
    /// Mistake: the file of rules/mistakes that it is added to [default: the only one there, or shared]
    #[arg(long)]
    file: Option<String>,
    #[command(flatten)]
    _common: ResultOptions,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum HowBad {
    /// Polish
    Low,
    /// The exercise loses its purpose
    Medium,
    /// Stop the set
    High,
}

pub fn run(args: NewArgs, settings: &RunSettings) -> Ran {
    let severity = args.severity.and_then(|how| Some(how.to_possible_value()?.get_name().to_owned()));
    let given = Answers {
        name: args.name,
        about: args.about,
        author: args.author,
        phases: args.phases,
        uses: args.uses,
        mistakes: args.mistakes,
        first_step: args.first_step,
        severity,
        sign: args.sign,
        value: args.value,
    };
    let NewArgs { kind, id, dir, file, .. } = args;
    new::run(&NewOptions { kind, id, dir, file, given }, settings)
}
