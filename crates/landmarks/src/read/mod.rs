//! Files of landmarks → a [`Recording`]. Which program wrote a file is told by its shape.
//!
//! One fault, one error: what, where, what to do. Must not know reps and measures.

mod csv;
mod draft;
mod frame;
mod json;
mod shape;

pub use shape::is_landmarks;

use crate::LandmarkError;
use crate::recording::Recording;
use draft::Draft;

/// The largest file, and all files of a folder together, in bytes.
pub const LARGEST: u64 = 64 << 20;
/// The most frames: 20 minutes at 30 a second.
pub const MOST_FRAMES: usize = 36_000;

/// What a file may not say itself.
#[derive(Clone, Copy, Default, Debug)]
pub struct ReadOptions {
    /// How wide and high the pictures were, in pixels.
    pub picture: Option<(f64, f64)>,
    /// How many pictures were taken in a second.
    pub frames_a_second: Option<f64>,
}

/// Reads one file.
///
/// # Errors
/// If it isn't one of landmarks, with the place.
pub fn read(text: &str, options: ReadOptions) -> Result<Recording, LandmarkError> {
    is_not_too_large(text.len() as u64)?;
    let text = text.trim_start_matches('\u{feff}');
    let mut draft = Draft::new(options);
    if text.trim_start().starts_with(['[', '{']) {
        json::read(text, &mut draft)?;
    } else {
        csv::read(text, &mut draft)?;
    }
    draft.finish()
}

/// Reads the files of a folder, one frame each, in the order in which they are given: name and text.
///
/// # Errors
/// If one isn't a frame of landmarks, with its name.
pub fn read_folder<'t>(
    files: impl IntoIterator<Item = (&'t str, &'t str)>,
    options: ReadOptions,
) -> Result<Recording, LandmarkError> {
    let mut draft = Draft::new(options);
    let mut whole = 0;
    for (name, text) in files {
        whole += text.len() as u64;
        is_not_too_large(whole)?;
        let before = draft.frames();
        json::read(text.trim_start_matches('\u{feff}'), &mut draft)
            .map_err(|error| LandmarkError { what: format!("{name}: {}", error.what), ..error })?;
        if draft.frames() != before + 1 {
            let what = format!("{name}: {} frames in one file", draft.frames() - before);
            return Err(LandmarkError::new(what, "name that file itself, or a folder with one frame a file"));
        }
    }
    draft.finish()
}

fn is_not_too_large(bytes: u64) -> Result<(), LandmarkError> {
    if bytes <= LARGEST {
        return Ok(());
    }
    let what = format!("these are over {} MB of landmarks", LARGEST >> 20);
    Err(LandmarkError::new(what, "cut the film to one set"))
}
