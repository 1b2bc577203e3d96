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
use crate::target::Target;
use crate::wheel::wheel;

/// What is wanted.
#[derive(Clone, Debug, Default)]
pub struct DistRequest {
    pub target: String,
    pub out: PathBuf,
    pub program: Option<PathBuf>,
    pub sign: Option<PathBuf>,
    pub releases: Option<String>,
    pub quick: bool,
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
    let (mut files, mut not_made) = (Vec::new(), Vec::new());
    let packed = contents.for_archive(&target.archive(), target.program());
    let archive = if target.is_windows() { packing.zip(&packed)? } else { packing.tar_gz(&packed)? };
    files.push((target.archive_file(), archive));
    files.extend(deb(&project, target, &contents, packing)?);
    files.push(wheel(&project, target, &contents, packing)?);
    files.extend(npm(&project, target, &contents, packing)?);
    files.push((format!("{}.cdx.json", target.archive()), sbom(&project)?.into_bytes()));
    let mut made = write(&request.out, &files)?;
    match &request.releases {
        Some(releases) => {
            let (filled, missing) = manifests(&project, releases, &request.out)?;
            made.extend(write(&request.out, &filled)?);
            not_made.extend(missing);
        }
        None => not_made
            .push("manifests of Homebrew and winget: --releases says where the archives are".to_owned()),
    }
    made.extend(summed(request, &project, &mut not_made)?);
    Ok(Made { files: made, not_made })
}

/// The checksums of all that is in the folder, and their signature.
fn summed(
    request: &DistRequest,
    project: &Project,
    not_made: &mut Vec<String>,
) -> Result<Vec<PathBuf>, DistError> {
    let mut there = Vec::new();
    for entry in fs::read_dir(&request.out).map_err(|error| DistError::at(&request.out, &error))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && !name.starts_with(NAME) {
            there.push((name, read(&path)?));
        }
    }
    let sums = sums(&there);
    let mut files = vec![(NAME.to_owned(), sums.clone().into_bytes())];
    match &request.sign {
        Some(key) => {
            files.push((format!("{NAME}.minisig"), signature(&sums, key, &project.version)?.into_bytes()));
        }
        None => not_made.push(format!("{NAME}.minisig: --sign names the key")),
    }
    write(&request.out, &files)
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
