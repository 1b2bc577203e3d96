//! `formcheck doctor`.

use clap::Args;

use crate::app::{Ran, RunSettings, doctor};
use crate::commands::options::{JsonOptions, PackOptions, PictureOptions, ProfileOptions, TextOptions};

/// What formcheck found here, and what to do about it: terminal, colours, pictures, data folder, packs, clock, history
#[derive(Args, Debug)]
pub struct DoctorArgs {
    #[command(flatten)]
    _packs: PackOptions,
    #[command(flatten)]
    _text: TextOptions,
    #[command(flatten)]
    _pictures: PictureOptions,
    #[command(flatten)]
    _profile: ProfileOptions,
    #[command(flatten)]
    _json: JsonOptions,
}

pub fn run(settings: &RunSettings) -> Ran {
    doctor::run(settings)
}
