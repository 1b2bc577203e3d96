//! What is made: the same bytes each time, checksums that agree, a signature that holds, a bill that names everything.

use std::fs;

use minisign::{KeyPair, PublicKey, SignatureBox};
use serde_json::Value;
use xtask::archive::{PackedFile, Packing};
use xtask::manifests::{Manifests, manifests};
use xtask::project::Project;
use xtask::sums::{signature, sums};
use xtask::target::TARGETS;

use crate::handed_out;

#[test]
fn checksums_are_those_of_the_files() {
    let Some(out) = handed_out() else { return };
    let text = fs::read_to_string(out.join("SHA256SUMS")).expect("sums");
    let mut files = Vec::new();
    for line in text.lines() {
        let (_, name) = line.split_once("  ").expect("a digest and a name");
        files.push((name.to_owned(), fs::read(out.join(name)).expect(name)));
    }
    assert_eq!(sums(&files), text);
    assert_eq!(files.len(), 9, "{text}");
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let packing = Packing { epoch: 1_800_000_000, quick: true };
    let files = [PackedFile::program("a/b/program", "x".repeat(999)), PackedFile::new("a/c", "text")];
    assert_eq!(packing.tar_gz(&files).expect("tar"), packing.tar_gz(&files).expect("tar"));
    let zip = packing.zip(&files).expect("zip");
    assert_eq!(zip, packing.zip(&files).expect("zip"));
    let mut read = zip::ZipArchive::new(std::io::Cursor::new(zip)).expect("a zip");
    assert_eq!(read.by_index(0).expect("a file").unix_mode().map(|mode| mode & 0o777), Some(0o755));
}

#[test]
fn the_checksums_are_signed() {
    let place = tempfile::tempdir().expect("a folder");
    let pair = KeyPair::generate_unencrypted_keypair().expect("keys");
    let file = place.path().join("key");
    fs::write(&file, pair.sk.to_box(None).expect("a box").into_string()).expect("written");
    let text = "0011  formcheck.tar.gz\n";
    let signed =
        SignatureBox::from_string(&signature(text, &file, "9.9.9").expect("signed")).expect("a signature");
    assert!(signed.trusted_comment().expect("a comment").contains("formcheck 9.9.9"));
    let key = PublicKey::from_box(pair.pk.to_box().expect("a box")).expect("a key");
    let holds =
        |text: &str| minisign::verify(&key, &signed, std::io::Cursor::new(text), true, false, false).is_ok();
    assert!(holds(text) && !holds("0012  formcheck.tar.gz\n"));
}

#[test]
fn the_bill_names_what_the_program_is_built_from() {
    let Some(out) = handed_out() else { return };
    let text = fs::read_to_string(out.join("formcheck-x86_64-unknown-linux-musl.cdx.json")).expect("a bill");
    let bill: Value = serde_json::from_str(&text).expect("JSON");
    let components = bill["components"].as_array().expect("components");
    let named = |name: &str| components.iter().find(|one| one["name"] == name);
    let clap = named("clap").expect("clap");
    assert_eq!(clap["hashes"][0]["content"].as_str().map(str::len), Some(64));
    assert_eq!(clap["licenses"][0]["expression"], "MIT OR Apache-2.0");
    // What only tests, benchmarks or other systems use is not in the program.
    for name in ["proptest", "criterion", "insta", "windows-sys", "formcheck", "xtask"] {
        assert!(named(name).is_none(), "{name}");
    }
}

#[test]
fn manifests_wait_for_every_archive_they_name() {
    let project = Project::here("x86_64-unknown-linux-musl").expect("the project");
    let place = tempfile::tempdir().expect("a folder");
    let releases = "https://example.org/releases/download/";
    let Manifests { made, missing } = manifests(&project, releases, place.path()).expect("looked at");
    assert!(made.is_empty() && missing.len() == 2, "{missing:?}");
    for target in TARGETS {
        fs::write(place.path().join(target.archive_file()), target.triple).expect("written");
    }
    let Manifests { made, missing } = manifests(&project, releases, place.path()).expect("filled in");
    assert!(made.len() == 2 && missing.is_empty(), "{missing:?}");
    for (name, bytes) in made {
        let text = String::from_utf8(bytes).expect("text");
        assert!(!text.contains('@'), "{name}: {text}");
        assert!(text.contains(&format!("{releases}v{}/formcheck-", project.version)), "{name}: {text}");
    }
}
