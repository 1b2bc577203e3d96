//! `formcheck exam verify RECORD`: repeat everything that led to a record, with the public key and the pack.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::exam::files::sealed;
use crate::app::exam::keys;
use crate::app::exam::replaced::{self, RecordFile};
use crate::app::files::refused;
use crate::app::{AppError, Outcome, Ran, RunSettings, open_for, put, put_page};
use crate::pages::exam::result;
use formcheck_exam::record::Record;
use formcheck_exam::{Check, CheckResult, Sealed, check_status, check_witness, verify};

#[derive(Debug)]
pub struct VerifyOptions {
    pub record: PathBuf,
    pub key: Option<PathBuf>,
    /// The witness's public key.
    pub witness_key: Option<PathBuf>,
    /// The examiner's list of what was revoked.
    pub status: Option<PathBuf>,
    /// Where to write what was signed and its signature.
    pub signed_parts: Option<PathBuf>,
}

pub fn run(options: &VerifyOptions, settings: &RunSettings) -> Ran {
    let path = options.record.as_path();
    let record: Sealed<Record> = match sealed(path) {
        // A file that is not as it was written is a record that does not verify.
        Err(AppError::Expected { what, help, .. }) if path.is_file() => {
            if settings.json {
                put(&format!("{}\n", json!({"verified": false, "error": what, "checks": []})))?;
            } else {
                crate::app::terminal::complain(&what, &help);
            }
            return Ok(Outcome::Failed);
        }
        record => record?,
    };
    if let Some(folder) = &options.signed_parts {
        write_parts(folder, &record)?;
    }
    let key = keys::public(options.key.as_deref(), settings)?;
    let book = open_for(&record.what.packs, &record.what.exam.id, settings)?;
    let mut checks = verify(&book, &key, &record);
    if let Some(file) = &options.witness_key {
        checks.push(check_witness(&record, &keys::public(Some(file), settings)?));
    }
    if let Some(file) = &options.status {
        let list = std::fs::read_to_string(file).map_err(|error| {
            refused(file, "read", &error, "name the list that the examiner has published")
        })?;
        checks.push(check_status(&record, &key, &list));
    }
    let verified = checks.iter().all(Check::holds);
    let chain = replaced::beside(path, &record);
    // Only what the same examiner sealed has a say.
    let is_sealed = |(_, one): &RecordFile| one.check_seal(&key).is_ok();
    let later = chain.later.filter(is_sealed);
    let former = chain.former.filter(is_sealed);
    let stands = verified && later.is_none();
    if settings.json {
        let checks: Vec<serde_json::Value> = checks.iter().map(in_json).collect();
        let doubts = &record.what.times.doubts;
        let answer = json!({
            "verified": verified, "form": record.what.form, "checks": checks, "doubts": doubts,
            "replaces": record.what.replaces, "former": former.as_ref().map(|(path, _)| path),
            "replaced_by": later.as_ref().map(|(path, _)| path),
        });
        put(&format!("{answer}\n"))?;
    } else {
        put_page(&result::checks(&record.what, &checks))?;
        put_page(&result::chain(
            &record.what,
            former.as_ref().map(|(path, one)| (path.as_path(), &one.what)),
            later.as_ref().map(|(path, one)| (path.as_path(), &one.what)),
        ))?;
    }
    Ok(if stands { Outcome::Done } else { Outcome::Failed })
}

fn in_json(check: &Check) -> serde_json::Value {
    let (found, why) = match &check.found {
        CheckResult::Holds(what) => ("holds", what),
        CheckResult::Fails(why) => ("fails", why),
        CheckResult::NotChecked(why) => ("not-checked", why),
    };
    json!({"check": check.word, "found": found, "why": why})
}

fn write_parts(folder: &Path, record: &Sealed<Record>) -> Result<(), AppError> {
    let bytes = record.bytes();
    let path = folder.join("record.json");
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, &bytes))
        .and_then(|()| std::fs::write(folder.join("record.json.minisig"), &record.signature));
    written.map_err(|error| refused(&path, "written", &error, "name another folder"))
}
