//! Writes the built-in packs into the program: their files, the tables already read, and each pack's digest.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The folders of the packs below the workspace, in the order of `BuiltIn::ALL`.
const PACKS: [&str; 2] = ["", "packs/big-lifts/"];

fn main() {
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo names the package's folder"));
    let root = package.join("../..").canonicalize().expect("the workspace is two folders up");
    let mut list = String::from("&[\n");
    for folder in PACKS {
        pack(&root.join(folder), folder, &mut list);
    }
    list.push(']');
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo names the output folder"));
    fs::write(out.join("built_in.rs"), list).expect("the output folder can be written");
}

/// One pack: its folder below the workspace, its digest, its files.
fn pack(root: &Path, below: &str, list: &mut String) {
    let mut paths = Vec::new();
    for folder in ["rules", "quizzes"] {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
        collect(&root.join(folder), &mut paths);
    }
    let mut names: Vec<(String, PathBuf)> = paths
        .into_iter()
        .map(|path| {
            (
                path.strip_prefix(root).expect("found below the root").to_string_lossy().replace('\\', "/"),
                path,
            )
        })
        .collect();
    names.sort();
    let mut digest = Sha256::new();
    let mut files = String::new();
    for (name, path) in &names {
        let bytes = fs::read(path).expect("a file of a built-in pack can be read");
        // As `source::digest` has it.
        let hex = base16ct::lower::encode_string(&Sha256::digest(&bytes));
        digest.update(format!("{hex}  {name}\n"));
        let tables = std::str::from_utf8(&bytes).ok().and_then(tables);
        let tables = tables.map_or("None".to_owned(), |rows| format!("Some({rows})"));
        writeln!(files, "({name:?}, include_str!({:?}), {tables}),", path.to_string_lossy())
            .expect("writing to text");
    }
    let sha256 = base16ct::lower::encode_string(&digest.finalize());
    writeln!(list, "BuiltPack {{ below: {below:?}, sha256: {sha256:?}, files: &[\n{files}] }},")
        .expect("writing to text");
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a built-in pack has rules/ and quizzes/");
    for entry in entries {
        let path = entry.expect("an entry of a readable folder").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
}

/// The tables of a text, as `src/rulebook/built.rs` has them; none if it is no TOML or has what a pack never has.
fn tables(text: &str) -> Option<String> {
    let mut out = String::new();
    rows(DeTable::parse(text).ok()?.get_ref(), &mut out)?;
    Some(out)
}

fn rows(table: &DeTable<'_>, out: &mut String) -> Option<()> {
    out.push_str("&[");
    for (key, found) in table {
        let place = key.span();
        write!(out, "r({:?},({},{}),", key.get_ref(), place.start, place.end).ok()?;
        value(found, out)?;
        out.push_str("),");
    }
    out.push(']');
    Some(())
}

fn value(found: &Spanned<DeValue<'_>>, out: &mut String) -> Option<()> {
    let place = found.span();
    write!(out, "v(({},{}),", place.start, place.end).ok()?;
    match found.get_ref() {
        DeValue::String(text) => write!(out, "Text({text:?})").ok()?,
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            write!(out, "Whole({})", i64::from_str_radix(&digits, number.radix()).ok()?).ok()?;
        }
        DeValue::Float(number) => {
            let number: f64 = number.as_str().replace('_', "").parse().ok()?;
            write!(out, "Number({:?})", Some(number).filter(|number| number.is_finite())?).ok()?;
        }
        DeValue::Boolean(flag) => write!(out, "Flag({flag})").ok()?,
        DeValue::Array(items) => {
            out.push_str("List(&[");
            for item in items {
                value(item, out)?;
                out.push(',');
            }
            out.push_str("])");
        }
        DeValue::Table(table) => {
            out.push_str("Table(");
            rows(table, out)?;
            out.push(')');
        }
        DeValue::Datetime(_) => return None,
    }
    out.push(')');
    Some(())
}
