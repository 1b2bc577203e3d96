//! `dist`: compiles the program for one kind of machine, unless one is named, and makes everything from it.
//!
//! Several runs may put their files into one folder: the checksums at their end are of all that is there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::DistError;
use crate::archive::Packing;
use crate::contents::{Contents, read};
use crate::deb::deb;
use crate::manifests::manifests;
use crate::npm::npm;
use crate::project::Project;
use crate::sbom::sbom;
use crate::sums::{NAME, signature, sums};
use crate::target::{HOST, Target};
use crate::wheel::wheel;

/// What is to be made for one kind of machine.
#[derive(Clone, Debug, Default)]
pub struct DistRequest {
    pub target: String,
    pub program: Option<PathBuf>,
    pub quick: bool,
    pub collected: CollectRequest,
}

/// Where what was made is, and what belongs to all of it.
#[derive(Clone, Debug, Default)]
pub struct CollectRequest {
    pub out: PathBuf,
    pub sign: Option<PathBuf>,
    pub releases: Option<String>,
}

/// What there is now, and what there isn't.
#[derive(Debug)]
pub struct Made {
    pub files: Vec<PathBuf>,
    pub not_made: Vec<String>,
}

pub fn dist(request: &DistRequest) -> Result<Made, DistError> {
    let target = Target::find(&request.target)?;
    let project = Project::here(target.triple)?;
    let program = match &request.program {
        Some(program) => program.clone(),
        None => compile(&project, target)?,
    };
    let contents = Contents::of(&project, &program)?;
    let packing = Packing { epoch: project.epoch, quick: request.quick };
    let packed = contents.for_archive(&target.archive(), target.program());
    let archive = if target.is_windows() { packing.zip(&packed)? } else { packing.tar_gz(&packed)? };
    let mut files = vec![(target.archive_file(), archive)];
    files.extend(deb(&project, target, &contents, packing)?);
    files.push(wheel(&project, target, &contents, packing)?);
    files.extend(npm(&project, target, &contents, packing)?);
    files.push((format!("{}.cdx.json", target.archive()), sbom(&project)?.into_bytes()));
    let mut made = write(&request.collected.out, &files)?;
    let collected = collected(&project, &request.collected)?;
    made.extend(collected.files);
    Ok(Made { files: made, not_made: collected.not_made })
}

/// What belongs to all that is in a folder.
pub fn collect(request: &CollectRequest) -> Result<Made, DistError> {
    collected(&Project::here(HOST)?, request)
}

fn collected(project: &Project, request: &CollectRequest) -> Result<Made, DistError> {
    let (mut files, mut not_made) = (Vec::new(), Vec::new());
    match &request.releases {
        Some(releases) => {
            let manifests = manifests(project, releases, &request.out)?;
            files.extend(write(&request.out, &manifests.made)?);
            not_made.extend(manifests.missing);
        }
        None => not_made
            .push("manifests of Homebrew and winget: --releases says where the archives are".to_owned()),
    }
    let sums = sums(&there(&request.out)?);
    let mut last = vec![(NAME.to_owned(), sums.clone().into_bytes())];
    match &request.sign {
        Some(key) => {
            last.push((format!("{NAME}.minisig"), signature(&sums, key, &project.version)?.into_bytes()));
        }
        None => not_made.push(format!("{NAME}.minisig: --sign names the key")),
    }
    files.extend(write(&request.out, &last)?);
    Ok(Made { files, not_made })
}

/// All files of a folder but the checksums themselves, with their names.
fn there(out: &Path) -> Result<Vec<(String, Vec<u8>)>, DistError> {
    let mut there = Vec::new();
    for entry in fs::read_dir(out).map_err(|error| DistError::at(out, &error))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && !name.starts_with(NAME) {
            there.push((name, read(&path)?));
        }
    }
    Ok(there)
}

fn write(out: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, DistError> {
    fs::create_dir_all(out).map_err(|error| DistError::at(out, &error))?;
    let one = |(name, bytes): &(String, Vec<u8>)| {
        let path = out.join(name);
        fs::write(&path, bytes).map_err(|error| DistError::at(&path, &error))?;
        Ok(path)
    };
    files.iter().map(one).collect()
}

/// Compiles it as it is handed out, and gives where it is.
fn compile(project: &Project, target: Target) -> Result<PathBuf, DistError> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(&project.root).args(["build", "--locked", "--profile", "dist", "--bin", "formcheck"]);
    command.args(["--package", "formcheck", "--target", target.triple]);
    let ran = command.status()?;
    if !ran.success() {
        let help = format!("rustup target add {}; for Linux also Debian's musl-tools", target.triple);
        return Err(DistError::new(format!("{} could not be compiled; its parts: {help}", target.triple)));
    }
    let built =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.root.join("target"), PathBuf::from);
    Ok(built.join(target.triple).join("dist").join(target.program()))
}
