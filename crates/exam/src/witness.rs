//! A witness with a key of their own signs that an exam was opened, and that it is over: apart from the examiner, into the log.
//!
//! What is signed names the form and the log up to that line, so a signature fits no other sitting. Must not know files,
//! terminals or clocks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::Stamp;
use super::seal::{Hash, Seals, check_seal};

/// What a witness signs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WitnessMoment {
    /// That it was opened.
    Opening,
    /// That it is over.
    End,
}

/// A signature of a witness, as it stands in the log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WitnessSignature {
    /// Of what.
    pub moment: WitnessMoment,
    /// The witness's public key: base 64, as in the second line of minisign's file.
    pub key: String,
    /// The signature of [`statement`], in minisign's format.
    pub signature: String,
}

/// What a witness has signed of a sitting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Witnessed {
    /// The public key with which it was signed: base 64, as in the second line of minisign's file.
    pub key: String,
    /// When the opening was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Stamp>,
    /// When the end was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Stamp>,
}

impl Witnessed {
    /// Whether both the opening and the end were signed.
    pub fn is_whole(&self) -> bool {
        self.opening.is_some() && self.end.is_some()
    }
}

/// The text that a witness signs: what, of which form, behind which line of the log.
pub fn statement(moment: WitnessMoment, form: &str, line: Hash) -> String {
    let what = match moment {
        WitnessMoment::Opening => "opened",
        WitnessMoment::End => "over",
    };
    format!("formcheck witness 1\n{what}\nform {form}\nline {}\n", line.hex())
}

/// An end is signed within so many milliseconds, or it is not signed by somebody who was there: our judgement.
const AT_THE_END: u64 = 15 * 60_000;

/// How a sitting stands, as far as a witness's signature hangs on it.
pub(crate) struct Standing<'e> {
    pub(crate) form: &'e str,
    /// The digest of the log's last line, or of the one that ended it.
    pub(crate) line: Hash,
    /// What was signed before.
    pub(crate) before: Option<&'e Witnessed>,
    /// Whether anything was answered.
    pub(crate) is_answered: bool,
    /// Milliseconds since it was over; none while it goes on.
    pub(crate) over_for: Option<u64>,
}

/// Whether a signature can stand here, and holds.
pub(crate) fn check(signed: &WitnessSignature, at: &Standing<'_>) -> Result<(), String> {
    let no = |why: &str| Err(why.to_owned());
    if at.before.is_some_and(|before| before.key != signed.key) {
        return no("another key signed before");
    }
    let is_signed = |of: fn(&Witnessed) -> bool| at.before.is_some_and(of);
    match (signed.moment, at.over_for) {
        (WitnessMoment::Opening, _) if is_signed(|before| before.opening.is_some()) => {
            return no("its opening was signed before");
        }
        (WitnessMoment::Opening, Some(_)) => return no("it is over: nobody can become its witness now"),
        (WitnessMoment::Opening, None) if at.is_answered => {
            return no("something was answered already: a witness is there from the start");
        }
        (WitnessMoment::End, None) => return no("it is not over yet"),
        (WitnessMoment::End, Some(_)) if is_signed(|before| before.end.is_some()) => {
            return no("its end was signed before");
        }
        (WitnessMoment::End, Some(ms)) if ms > AT_THE_END => {
            return no("it has been over for too long: nobody can become its witness now");
        }
        (WitnessMoment::Opening, None) | (WitnessMoment::End, Some(_)) => {}
    }
    let Ok(key) = minisign::PublicKey::from_base64(&signed.key) else {
        return no("the witness's key is not a public key");
    };
    let text = statement(signed.moment, at.form, at.line);
    check_seal(&key, &signed.signature, text.as_bytes(), Seals::Witness)
        .map_err(|why| format!("the witness's signature does not hold: {why}"))
}
