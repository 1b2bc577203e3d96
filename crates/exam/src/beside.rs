//! Checks of a record against something that lies beside it: the witness's own key, and the list of what was revoked.
//!
//! They are made only where somebody has these. Must not know files.

use minisign::PublicKey;

use super::export::is_revoked;
use super::paper::Paper;
use super::record::Record;
use crate::{Check, CheckResult, Sealed};

/// Whether a record's log was signed with this witness's key.
pub fn check_witness(record: &Sealed<Record>, key: &PublicKey) -> Check {
    let of = &record.what.supervision;
    let is_key = |one: Option<&String>| one.is_some_and(|one| *one == key.to_base64());
    let found = match &of.signed {
        Some(signed) if signed.is_whole() && is_key(Some(&signed.key)) => {
            let who = if is_key(of.key.as_ref()) { "" } else { "the examiner does not name them as witness" };
            CheckResult::Holds(who.to_owned())
        }
        Some(signed) if is_key(Some(&signed.key)) => {
            CheckResult::Fails("they signed only one end of it".to_owned())
        }
        Some(_) => CheckResult::Fails("it was signed with another key".to_owned()),
        None => CheckResult::Fails("nobody signed it while it was written".to_owned()),
    };
    let says = "The witness's own key signed that it was opened and that it was over.";
    Check { word: "witness", name: "Witness", says, found }
}

/// Whether a record's badge stands on the examiner's list of what was revoked.
pub fn check_status(record: &Sealed<Record>, key: &PublicKey, list: &str) -> Check {
    let place =
        serde_json::from_value::<Paper>(record.what.paper.clone()).ok().and_then(|paper| paper.ledger);
    let found = match (place, is_revoked(list, key)) {
        (_, Err(why)) => CheckResult::Fails(why),
        (None, _) => CheckResult::NotChecked("its paper does not name a place on the list".to_owned()),
        (Some(place), Ok(is_revoked)) if is_revoked(place.lines) => {
            CheckResult::Fails("the examiner has revoked it".to_owned())
        }
        (Some(_), Ok(_)) => CheckResult::Holds(String::new()),
    };
    Check { word: "status", name: "Revoked", says: "The examiner's list does not name it.", found }
}
