//! What comes with the program: manual pages and completions, which the program writes itself, the packs to read and to copy
//! from, and licences.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::DistError;
use crate::archive::PackedFile;
use crate::licences::of_others;
use crate::project::Project;

/// Everything that is packed, by what it is.
pub struct Contents {
    pub program: Vec<u8>,
    /// `formcheck.1` and one for each command.
    pub man: Vec<PackedFile>,
    /// Named by the shell: `bash`, `zsh`, `fish`, `powershell`, `elvish`.
    pub completions: Vec<PackedFile>,
    /// `mid-back/rules/…`, `big-lifts/…`.
    pub packs: Vec<PackedFile>,
    pub readme: Vec<u8>,
    pub changelog: Vec<u8>,
    /// Of the code, of the packs, of what it is built from.
    pub licences: Vec<PackedFile>,
}

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// The packs' folders in the project and in a package.
const PACKS: [(&str, &str); 4] = [
    ("rules", "mid-back/rules"),
    ("quizzes", "mid-back/quizzes"),
    ("packs/big-lifts", "big-lifts"),
    ("packs/gym-floor", "gym-floor"),
];

impl Contents {
    /// What belongs to this program, which has to be one that runs here.
    pub fn of(project: &Project, program: &Path) -> Result<Contents, DistError> {
        let root = &project.root;
        let mut packs = Vec::new();
        for (from, to) in PACKS {
            folder(&root.join(from), to, &mut packs)?;
        }
        let licences = vec![
            PackedFile::new("LICENSE", read(&root.join("LICENSE"))?),
            PackedFile::new("LICENSE-PACK.md", read(&root.join("LICENSE-PACK.md"))?),
            PackedFile::new("LICENSES-OF-OTHERS.txt", of_others(project)?),
        ];
        Ok(Contents {
            program: read(program)?,
            man: manual(program)?,
            completions: completions(program)?,
            packs,
            readme: read(&root.join("README.md"))?,
            changelog: read(&root.join("CHANGELOG.md"))?,
            licences,
        })
    }

    /// What is in an archive: the program on top, the rest beside it.
    pub fn for_archive(&self, name: &str, program: &str) -> Vec<PackedFile> {
        let below = |folder: &str, files: &[PackedFile]| -> Vec<PackedFile> {
            files
                .iter()
                .map(|file| PackedFile::new(format!("{folder}{}", file.path), file.bytes.clone()))
                .collect()
        };
        let mut files = vec![
            PackedFile::program(format!("{name}/{program}"), self.program.clone()),
            PackedFile::new(format!("{name}/README.md"), self.readme.clone()),
            PackedFile::new(format!("{name}/CHANGELOG.md"), self.changelog.clone()),
        ];
        files.extend(below(&format!("{name}/"), &self.licences));
        files.extend(below(&format!("{name}/man/"), &self.man));
        files.extend(below(&format!("{name}/completions/formcheck."), &self.completions));
        files.extend(below(&format!("{name}/packs/"), &self.packs));
        files
    }
}

pub fn read(path: &Path) -> Result<Vec<u8>, DistError> {
    fs::read(path).map_err(|error| DistError::at(path, &error))
}

/// All files of a folder and those below it, in the order of their names.
fn folder(from: &Path, to: &str, into: &mut Vec<PackedFile>) -> Result<(), DistError> {
    let listed = fs::read_dir(from).map_err(|error| DistError::at(from, &error))?;
    let mut names = listed.map(|entry| Ok(entry?.file_name())).collect::<Result<Vec<_>, std::io::Error>>()?;
    names.sort();
    for name in names {
        let (path, to) = (from.join(&name), format!("{to}/{}", name.to_string_lossy()));
        if path.is_dir() {
            folder(&path, &to, into)?;
        } else {
            into.push(PackedFile::new(to, read(&path)?));
        }
    }
    Ok(())
}

fn manual(program: &Path) -> Result<Vec<PackedFile>, DistError> {
    let pages = tempfile::tempdir()?;
    said(Command::new(program).args(["man", "--out-dir"]).arg(pages.path()))?;
    let mut files = Vec::new();
    folder(pages.path(), "", &mut files)?;
    for file in &mut files {
        file.path = file.path.trim_start_matches('/').to_owned();
    }
    Ok(files)
}

fn completions(program: &Path) -> Result<Vec<PackedFile>, DistError> {
    let one = |shell| Ok(PackedFile::new(shell, said(Command::new(program).args(["completions", shell]))?));
    SHELLS.into_iter().map(one).collect()
}

fn said(command: &mut Command) -> Result<Vec<u8>, DistError> {
    let ran = command.output().map_err(|error| DistError::new(format!("{command:?}: {error}")))?;
    if !ran.status.success() {
        let told = String::from_utf8_lossy(&ran.stderr);
        return Err(DistError::new(format!("{command:?}: {}{told}", ran.status)));
    }
    Ok(ran.stdout)
}
