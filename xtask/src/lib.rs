//! What is handed out, made from one program: archives, packages of Debian, Python and npm, manifests, a bill of materials,
//! checksums and their signature. The same program and the same commit give the same bytes.
//!
//! Must not know what formcheck does: it runs the program for its manual pages and completions, and copies files.

pub mod archive;
pub mod contents;
pub mod deb;
pub mod dist;
pub mod licences;
pub mod manifests;
pub mod npm;
pub mod project;
pub mod sbom;
pub mod sums;
pub mod target;
pub mod wheel;

use std::io;
use std::path::Path;

/// Why something could not be made.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct DistError(String);

impl DistError {
    pub fn new(what: impl Into<String>) -> DistError {
        DistError(what.into())
    }

    /// What the system says of a file.
    pub fn at(path: &Path, error: &io::Error) -> DistError {
        DistError(format!("{}: {error}", path.display()))
    }
}

impl From<io::Error> for DistError {
    fn from(error: io::Error) -> DistError {
        DistError(error.to_string())
    }
}

impl From<zip::result::ZipError> for DistError {
    fn from(error: zip::result::ZipError) -> DistError {
        DistError(error.to_string())
    }
}

impl From<serde_json::Error> for DistError {
    fn from(error: serde_json::Error) -> DistError {
        DistError(error.to_string())
    }
}
