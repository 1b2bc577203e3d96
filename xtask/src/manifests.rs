//! Homebrew's formula and winget's manifest, filled in: which archives there are, and their checksums. Only once all kinds of
//! machines are made is there a digest for each; what is missing is left out and told.

use std::path::Path;

use crate::DistError;
use crate::project::Project;
use crate::sums::digest;
use crate::target::TARGETS;

const FORMULA: &str = include_str!("../../packaging/homebrew.rb.in");
const WINGET: &str = include_str!("../../packaging/winget.yaml.in");

/// What became of the manifests.
#[derive(Debug, Default)]
pub struct Manifests {
    /// The files with their names.
    pub made: Vec<(String, Vec<u8>)>,
    /// What is missing for the others.
    pub missing: Vec<String>,
}

/// The manifests that can be filled in. `out` is the folder with all archives.
pub fn manifests(project: &Project, releases: &str, out: &Path) -> Result<Manifests, DistError> {
    let mut manifests = Manifests::default();
    for (name, template) in [("formcheck.rb", FORMULA), ("formcheck.winget.yaml", WINGET)] {
        match filled(template, project, releases, out)? {
            Ok(text) => manifests.made.push((name.to_owned(), text.into_bytes())),
            Err(lacks) => manifests.missing.push(format!("{name}: there is no {}", lacks.join(", no "))),
        }
    }
    Ok(manifests)
}

/// The template's blanks filled in, or the archives that lack for it.
fn filled(
    template: &str,
    project: &Project,
    releases: &str,
    out: &Path,
) -> Result<Result<String, Vec<String>>, DistError> {
    let mut text = template
        .replace("@version@", &project.version)
        .replace("@description@", &project.description)
        .replace("@releases@", releases.trim_end_matches('/'));
    let mut lacks = Vec::new();
    for target in TARGETS {
        let blank = format!("@sha256 {}@", target.triple);
        if !text.contains(&blank) {
            continue;
        }
        let path = out.join(target.archive_file());
        if path.exists() {
            text = text.replace(&blank, &digest(&crate::contents::read(&path)?));
        } else {
            lacks.push(target.archive_file());
        }
    }
    Ok(if lacks.is_empty() { Ok(text) } else { Err(lacks) })
}
