//! A Python wheel that carries the program: pip and uv put it beside Python.
//! <https://packaging.python.org/en/latest/specifications/binary-distribution-format/>

use std::fmt::Write as _;

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};

use crate::DistError;
use crate::archive::{PackedFile, Packing};
use crate::contents::Contents;
use crate::project::Project;
use crate::target::Target;

/// The name of the file, and its bytes.
pub fn wheel(
    project: &Project,
    target: Target,
    contents: &Contents,
    packing: Packing,
) -> Result<(String, Vec<u8>), DistError> {
    let version = &project.version;
    let info = format!("formcheck-{version}.dist-info");
    let scripts = format!("formcheck-{version}.data/scripts");
    let mut files = vec![
        PackedFile::program(format!("{scripts}/{}", target.program()), contents.program.clone()),
        PackedFile::new(format!("{info}/METADATA"), metadata(project, contents)),
        PackedFile::new(format!("{info}/WHEEL"), tags(target)),
    ];
    for licence in &contents.licences {
        files.push(PackedFile::new(format!("{info}/licenses/{}", licence.path), licence.bytes.clone()));
    }
    let record = record(&files, &format!("{info}/RECORD"));
    files.push(PackedFile::new(format!("{info}/RECORD"), record));
    Ok((format!("formcheck-{version}-py3-none-{}.whl", target.wheel), packing.zip(&files)?))
}

fn metadata(project: &Project, contents: &Contents) -> String {
    let mut text = format!(
        "Metadata-Version: 2.4\nName: formcheck\nVersion: {}\nSummary: {}\nLicense-Expression: MIT AND CC-BY-4.0\n",
        project.version, project.description
    );
    for licence in &contents.licences {
        let _ = writeln!(text, "License-File: {}", licence.path);
    }
    let _ = write!(
        text,
        "Requires-Python: >=3.8\nDescription-Content-Type: text/markdown\n\n{}",
        String::from_utf8_lossy(&contents.readme)
    );
    text
}

fn tags(target: Target) -> String {
    let mut text = String::from("Wheel-Version: 1.0\nGenerator: formcheck xtask\nRoot-Is-Purelib: false\n");
    for platform in target.wheel.split('.') {
        let _ = writeln!(text, "Tag: py3-none-{platform}");
    }
    text
}

/// Every file with its digest and size; the list itself has neither.
fn record(files: &[PackedFile], own: &str) -> String {
    let mut text = String::new();
    for file in files {
        let digest = BASE64URL_NOPAD.encode(&Sha256::digest(&file.bytes));
        let _ = writeln!(text, "{},sha256={digest},{}", file.path, file.bytes.len());
    }
    let _ = writeln!(text, "{own},,");
    text
}
