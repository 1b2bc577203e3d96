//! `formcheck exam verify RECORD`: repeat everything that led to a record, with the public key and the pack.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::super::{Global, Outcome, Ran, Stop, open, put};
use super::{keys, no_file, sealed};
use crate::pages::exam::result;
use crate::render::ansi::style;
use formcheck_exam::record::Record;
use formcheck_exam::{Check, CheckResult, Sealed, verify};

/// Check a record again
#[derive(Args, Debug)]
pub(super) struct VerifyArgs {
    /// What `formcheck exam grade` wrote
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    /// The examiner's public key [default: the one that `exam keygen` made]
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Write what was signed and its signature to this folder, for minisign: record.json and record.json.minisig
    #[arg(long, value_name = "DIR")]
    signed_parts: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &VerifyArgs, global: &Global) -> Ran {
    let record: Sealed<Record> = match sealed(&args.record) {
        // A file that is not as it was written is a record that does not verify.
        Err(Stop::Told { what, help }) if args.record.is_file() => {
            if global.json {
                put(&format!("{}\n", json!({"verified": false, "error": what, "checks": []})))?;
            } else {
                super::super::complain(&what, &help);
            }
            return Ok(Outcome::FellShort);
        }
        record => record?,
    };
    if let Some(folder) = &args.signed_parts {
        write_parts(folder, &record)?;
    }
    let key = keys::public(args.key.as_ref(), global)?;
    let book = open(global)?;
    let checks = verify(&book, &key, &record);
    let verified = checks.iter().all(Check::holds);
    if global.json {
        let checks: Vec<serde_json::Value> = checks.iter().map(in_json).collect();
        put(&format!("{}\n", json!({"verified": verified, "form": record.what.form, "checks": checks})))?;
    } else {
        put(&result::checks(&record.what, &checks, style::width()))?;
    }
    Ok(if verified { Outcome::Done } else { Outcome::FellShort })
}

fn in_json(check: &Check) -> serde_json::Value {
    let (found, why) = match &check.found {
        CheckResult::Holds(what) => ("holds", what),
        CheckResult::Fails(why) => ("fails", why),
        CheckResult::NotChecked(why) => ("not-checked", why),
    };
    json!({"check": check.word, "found": found, "why": why})
}

fn write_parts(folder: &std::path::Path, record: &Sealed<Record>) -> Result<(), Stop> {
    let bytes = record.bytes();
    let path = folder.join("record.json");
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, &bytes))
        .and_then(|()| std::fs::write(folder.join("record.json.minisig"), &record.signature));
    written.map_err(|error| no_file(&path, "written", &error, "name another folder"))
}
