//! What is asked of a lint.

use std::path::PathBuf;

use clap::ValueEnum;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum LintFormat {
    /// For people: the line, the fault underlined, what to write
    #[default]
    Human,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// A JUnit report, one case a file
    Junit,
}

/// What is done with the findings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LintMode {
    Once,
    /// Fixed: the safe ones, or good guesses too.
    Fix {
        guesses: bool,
        dry_run: bool,
    },
    /// Missing examples are written.
    Suggest {
        dry_run: bool,
    },
    /// Conditions are changed a little, to see whether an example or a proof notices.
    Mutants,
    /// Again whenever a file changes.
    Watch,
}

#[derive(Clone, Debug)]
pub struct LintOptions {
    /// Folders of packs, or files in them; none: the pack that the current folder is in, else the built-in packs.
    pub paths: Vec<PathBuf>,
    pub format: LintFormat,
    /// A file of findings that are passed over.
    pub baseline: Option<PathBuf>,
    /// Where the findings of today are written to.
    pub write_baseline: Option<PathBuf>,
    /// Whether warnings fail too.
    pub strict: bool,
    pub mode: LintMode,
}
