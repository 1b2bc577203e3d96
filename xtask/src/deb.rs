//! A package of Debian's: an `ar` archive with what dpkg has to know and the files as they lie below the root.
//! <https://manpages.debian.org/deb.5>, <https://www.debian.org/doc/debian-policy/>

use std::fmt::Write as _;

use crate::DistError;
use crate::archive::{PackedFile, Packing};
use crate::contents::Contents;
use crate::project::Project;
use crate::target::Target;

const DOC: &str = "./usr/share/doc/formcheck";

/// The name of the file, and its bytes; none where there is no Debian.
pub fn deb(
    project: &Project,
    target: Target,
    contents: &Contents,
    packing: Packing,
) -> Result<Option<(String, Vec<u8>)>, DistError> {
    let Some(processor) = target.debian else { return Ok(None) };
    let files = below_the_root(contents, packing)?;
    let control = [PackedFile::new("./control", control(project, target, processor, &files))];
    let parts = [
        ("debian-binary", b"2.0\n".to_vec()),
        ("control.tar.gz", packing.tar_gz(&control)?),
        ("data.tar.gz", packing.tar_gz(&files)?),
    ];
    let name = format!("formcheck_{}_{processor}.deb", project.version);
    Ok(Some((name, ar(&parts, packing.epoch))))
}

fn below_the_root(contents: &Contents, packing: Packing) -> Result<Vec<PackedFile>, DistError> {
    let mut files = vec![PackedFile::program("./usr/bin/formcheck", contents.program.clone())];
    let places = [
        ("bash", "./usr/share/bash-completion/completions/formcheck"),
        ("zsh", "./usr/share/zsh/vendor-completions/_formcheck"),
        ("fish", "./usr/share/fish/vendor_completions.d/formcheck.fish"),
    ];
    for (shell, path) in places {
        let found = contents.completions.iter().find(|file| file.path == shell);
        files.extend(found.map(|file| PackedFile::new(path, file.bytes.clone())));
    }
    for page in &contents.man {
        files.push(PackedFile::new(
            format!("./usr/share/man/man1/{}.gz", page.path),
            packing.gzip(&page.bytes)?,
        ));
    }
    for file in &contents.packs {
        files.push(PackedFile::new(format!("./usr/share/formcheck/packs/{}", file.path), file.bytes.clone()));
    }
    files.push(PackedFile::new(format!("{DOC}/changelog.gz"), packing.gzip(&contents.changelog)?));
    files.push(PackedFile::new(format!("{DOC}/README.md"), contents.readme.clone()));
    files.push(PackedFile::new(format!("{DOC}/copyright"), copyright(&contents.licences)));
    Ok(files)
}

/// All licences in one file, where Debian looks for them.
fn copyright(licences: &[PackedFile]) -> Vec<u8> {
    let mut all = Vec::new();
    for file in licences {
        all.extend_from_slice(format!("{}\n{}\n\n", file.path, "=".repeat(file.path.len())).as_bytes());
        all.extend_from_slice(&file.bytes);
        all.extend_from_slice(b"\n\n");
    }
    all
}

fn control(project: &Project, target: Target, processor: &str, files: &[PackedFile]) -> String {
    let kilobytes: usize = files.iter().map(|file| file.bytes.len().div_ceil(1024)).sum();
    let mut text = format!(
        "Package: formcheck\nVersion: {}\nArchitecture: {processor}\nMaintainer: formcheck maintainers <maintainers@formcheck.invalid>\n",
        project.version
    );
    if !target.needs.is_empty() {
        let _ = writeln!(text, "Depends: {}", target.needs);
    }
    let _ = writeln!(text, "Installed-Size: {kilobytes}\nSection: education\nPriority: optional");
    let _ = writeln!(
        text,
        "Description: quiz that teaches to see lifting mistakes\n {}\n .\n Begin with: formcheck quiz",
        project.description
    );
    text
}

/// A common archive: sixty letters before each part, and each part begins at an even place.
fn ar(parts: &[(&str, Vec<u8>)], epoch: u64) -> Vec<u8> {
    let mut out = b"!<arch>\n".to_vec();
    for (name, bytes) in parts {
        out.extend_from_slice(
            format!("{name:<16}{epoch:<12}{:<6}{:<6}{:<8}{:<10}`\n", 0, 0, "100644", bytes.len()).as_bytes(),
        );
        out.extend_from_slice(bytes);
        if bytes.len() % 2 == 1 {
            out.push(b'\n');
        }
    }
    out
}
