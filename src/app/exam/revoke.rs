//! `formcheck exam revoke RECORD --why TEXT`: what a record says counts no more. `formcheck exam status-list --url URL`: which
//! badges were revoked, as a file to publish.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::exam::clock::ExamClock;
use crate::app::exam::files::sealed;
use crate::app::exam::keys::{Signer, public};
use crate::app::exam::ledger::{self, OpenLedger};
use crate::app::files::{refused, write_whole};
use crate::app::{AppError, Outcome, Ran, RunSettings, put};
use crate::render::ansi::style::count;
use formcheck_core::diagnostic::is_unsafe;
use formcheck_exam::Sealed;
use formcheck_exam::export::{BadgeKey, status_list};
use formcheck_exam::ledger::{Noted, RevokedNote};
use formcheck_exam::record::Record;
use formcheck_exam::roster::day_of;

pub fn revoke(path: &Path, why: &str, key: Option<&Path>, settings: &RunSettings) -> Ran {
    if why.trim().is_empty() || why.len() > 500 || why.contains(is_unsafe) {
        return Err(AppError::new("that is no reason", "write one line of words behind --why"));
    }
    let record: Sealed<Record> = sealed(path)?;
    record.check_seal(&public(key, settings)?).map_err(|no| {
        AppError::new(
            format!("this record is not yours to revoke: {no}"),
            "name the public key that it was sealed with: --key FILE",
        )
    })?;
    let form = record.what.form.clone();
    let mut kept = OpenLedger::open(settings)?;
    if let Some(before) = kept.ledger.revoked(&form) {
        return Err(AppError::new(
            format!("it was revoked on {}: {}", day_of(before.at), before.why),
            "there is nothing more to do",
        ));
    }
    let (Some(place), Some(_)) = (kept.ledger.status_place(&form), kept.ledger.graded(&form)) else {
        return Err(AppError::new(
            format!("your ledger has no record of the form {form}"),
            "use the ledger from which it was issued: --data-dir DIR",
        ));
    };
    let at = ExamClock::start()?.wall();
    kept.add(&[Noted::Revoked(RevokedNote { at, form: form.clone(), place, why: why.to_owned() })])?;
    if settings.json {
        put(&format!("{}\n", json!({"form": form, "place": place, "why": why})))?;
    } else {
        put(&format!(
            "Revoked: {} of {}, form {form}. The record itself still verifies: publish the list that says so, with formcheck exam status-list --url URL --out FILE.\n",
            record.what.exam.title, record.what.candidate.reference
        ))?;
    }
    Ok(Outcome::Done)
}

pub struct StatusListOptions {
    pub url: String,
    pub out: Option<PathBuf>,
    pub key: Option<PathBuf>,
}

pub fn publish(options: &StatusListOptions, settings: &RunSettings) -> Ran {
    let url = address(&options.url)?;
    let ledger = ledger::view(settings)?;
    let revoked: Vec<u32> = ledger.all_revoked().map(|one| one.place).collect();
    let signer = Signer::open(options.key.as_deref(), settings)?;
    let text = status_list(url, &revoked, ExamClock::start()?.wall(), &badge_key(&signer)?);
    let Some(file) = &options.out else {
        put(&text)?;
        return Ok(Outcome::Done);
    };
    write_whole(file, &text)
        .map_err(|error| refused(file, "written", &error, "name a file in a folder that you can write"))?;
    if !settings.quiet {
        let many = count(revoked.len(), "badge is", "badges are");
        put(&format!("{many} revoked. Publish {} at {url}.\n", file.display()))?;
    }
    Ok(Outcome::Done)
}

/// The address of a status list.
pub(crate) fn address(url: &str) -> Result<&str, AppError> {
    let is_sound = url.strip_prefix("https://").is_some_and(|rest| !rest.is_empty())
        && !url.contains(|letter: char| letter.is_whitespace() || is_unsafe(letter) || letter == '#');
    if is_sound {
        return Ok(url);
    }
    Err(AppError::new(
        format!("`{url}` is not an address that a list can be published at"),
        "name one such as https://gym.example/status.jwt",
    ))
}

/// The key of badges in an examiner's key.
pub(crate) fn badge_key(signer: &Signer) -> Result<BadgeKey, AppError> {
    let secret = signer.ed25519().ok_or_else(|| {
        AppError::new("the secret key has no Ed25519 key in it", "make keys with `formcheck exam keygen`")
    })?;
    Ok(BadgeKey::new(secret))
}
