//! How other tools call the files: by their path in the repository, with `/`.

use super::{FileIx, SourceMap};

/// The path of each file of a [`SourceMap`] in its repository.
#[derive(Clone, Debug)]
pub struct RepositoryPaths(Vec<String>);

impl RepositoryPaths {
    /// Paths in the order of the files of `sources`; `of` gives each from its place and its shown path.
    pub fn new(sources: &SourceMap, of: impl Fn(FileIx, &str) -> String) -> RepositoryPaths {
        let files = sources.files().iter().enumerate();
        let ix = |place: usize| FileIx(u32::try_from(place).unwrap_or(u32::MAX));
        RepositoryPaths(files.map(|(place, file)| of(ix(place), &file.path)).collect())
    }

    /// The path of a file.
    pub fn of(&self, file: FileIx) -> &str {
        &self.0[file.0 as usize]
    }
}
