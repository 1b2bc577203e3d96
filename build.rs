//! Lists the files of the built-in pack, so that they are built into the program, with the pack's digest.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo names the package's folder"));
    let mut paths = Vec::new();
    for folder in ["rules", "quizzes"] {
        println!("cargo::rerun-if-changed={folder}");
        collect(&root.join(folder), &mut paths);
    }
    let mut names: Vec<(String, PathBuf)> = paths
        .into_iter()
        .map(|path| {
            (
                path.strip_prefix(&root).expect("found below the root").to_string_lossy().replace('\\', "/"),
                path,
            )
        })
        .collect();
    names.sort();
    let mut digest = Sha256::new();
    let mut list = String::from("[\n");
    for (name, path) in &names {
        let bytes = fs::read(path).expect("a file of the built-in pack can be read");
        // As `source::digest` has it.
        let hex = base16ct::lower::encode_string(&Sha256::digest(&bytes));
        digest.update(format!("{hex}  {name}\n"));
        writeln!(list, "    ({name:?}, include_str!({:?})),", path.to_string_lossy())
            .expect("writing to text");
    }
    list.push(']');
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo names the output folder"));
    fs::write(out.join("built_in.rs"), list).expect("the output folder can be written");
    let hex = base16ct::lower::encode_string(&digest.finalize());
    println!("cargo::rustc-env=FORMCHECK_BUILT_IN_SHA256={hex}");
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the built-in pack has rules/ and quizzes/");
    for entry in entries {
        let path = entry.expect("an entry of a readable folder").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
}
