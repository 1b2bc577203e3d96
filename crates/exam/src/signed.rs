//! Papers and records as files: what is signed, the signature, and the name apart from both. A file is read only in the
//! form in which it was written, so that no byte of it can be changed unseen.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::locked::LockedPaper;
use super::paper::Paper;
use super::record::{Name, Record};
use super::seal::{NoSeal, Seals, check_seal, name_hash, signed_bytes};
use crate::ExamError;

/// A paper or a record, read from its file. Nothing of it has been checked but its form.
#[derive(Clone, PartialEq, Debug)]
pub struct Sealed<T> {
    /// What was signed.
    pub what: T,
    /// The same, as it stands in the file.
    pub value: Value,
    /// The signature, in minisign's format.
    pub signature: String,
    /// The candidate's name, unless it was taken out.
    pub name: Option<Name>,
}

/// What can be sealed.
pub trait Sealable: DeserializeOwned {
    /// Its key in the file, and its name in a sentence.
    const WORD: &'static str;
    /// What its signature is for.
    const SEALS: Seals;
    /// The version of its form that is known.
    const FORMAT: u32;
    /// What it holds of the candidate's name.
    fn name_sha256(&self) -> Option<&str>;
}

impl Sealable for Paper {
    const WORD: &'static str = "paper";
    const SEALS: Seals = Seals::Paper;
    const FORMAT: u32 = super::paper::FORMAT;
    fn name_sha256(&self) -> Option<&str> {
        self.candidate.name_sha256.as_deref()
    }
}

impl Sealable for LockedPaper {
    const WORD: &'static str = "locked";
    const SEALS: Seals = Seals::Locked;
    const FORMAT: u32 = super::locked::FORMAT;
    fn name_sha256(&self) -> Option<&str> {
        self.candidate.name_sha256.as_deref()
    }
}

impl Sealable for Record {
    const WORD: &'static str = "record";
    const SEALS: Seals = Seals::Record;
    const FORMAT: u32 = super::record::FORMAT;
    fn name_sha256(&self) -> Option<&str> {
        self.candidate.name_sha256.as_deref()
    }
}

impl<T: Sealable> Sealed<T> {
    /// Reads a file's bytes.
    ///
    /// # Errors
    /// If they are no such file, or not in the form in which it was written.
    pub fn read(bytes: &[u8]) -> Result<Sealed<T>, ExamError> {
        let word = if T::WORD == LockedPaper::WORD { Paper::WORD } else { T::WORD };
        let no = |what: String, help: &str| ExamError::new(what, help);
        let is_none = || {
            let maker = if word == "paper" { "issue" } else { "grade" };
            no(
                format!("this is no {word} of an exam"),
                &format!("name a file that `formcheck exam {maker}` wrote"),
            )
        };
        let text = std::str::from_utf8(bytes).map_err(|_| is_none())?;
        let Ok(Value::Object(mut file)) = serde_json::from_str(text) else { return Err(is_none()) };
        let written = write_file(&file);
        if T::WORD == Paper::WORD && file.contains_key(LockedPaper::WORD) {
            return Err(no(
                "this paper is locked".to_owned(),
                "open it with its start words: --start \"the four words\"",
            ));
        }
        let (Some(value), Some(Value::String(signature))) = (file.remove(T::WORD), file.remove("signature"))
        else {
            return Err(is_none());
        };
        let format = value.get("format").and_then(Value::as_u64);
        if format.is_some_and(|format| format > u64::from(T::FORMAT)) {
            let what = format!("this {word} was written by a later formcheck");
            return Err(no(what, "update formcheck"));
        }
        let changed = || {
            no(
                format!("this {word} is not as it was written"),
                "use the file as it came, not one that an editor or a mail program has changed",
            )
        };
        let name = match file.remove("name") {
            Some(name) => Some(serde_json::from_value(name).map_err(|_| changed())?),
            None => None,
        };
        let what: T = serde_json::from_value(value.clone()).map_err(|_| changed())?;
        if !file.is_empty() || written != text {
            return Err(changed());
        }
        Ok(Sealed { what, value, signature, name })
    }

    /// The bytes that were signed.
    pub fn bytes(&self) -> Vec<u8> {
        signed_bytes(&self.value)
    }

    /// SHA-256 of the bytes that were signed, in hexadecimal digits: what is the same in every copy.
    pub fn digest(&self) -> String {
        base16ct::lower::encode_string(&Sha256::digest(self.bytes()))
    }

    /// The id of the key that the signature names, as minisign shows it; empty if there is none to read. It is only a name
    /// until the signature has been checked.
    pub fn signer(&self) -> String {
        let Ok(signature) = minisign::SignatureBox::from_string(&self.signature) else {
            return String::new();
        };
        let id: Vec<u8> = signature.keynum().iter().rev().copied().collect();
        base16ct::upper::encode_string(&id)
    }

    /// Checks the signature.
    ///
    /// # Errors
    /// If it doesn't hold.
    pub fn check_seal(&self, key: &minisign::PublicKey) -> Result<(), NoSeal> {
        check_seal(key, &self.signature, &self.bytes(), T::SEALS)
    }

    /// Checks the name against what was signed; a name that was taken out is not missed.
    ///
    /// # Errors
    /// If it is another name.
    pub fn check_name(&self) -> Result<(), NoSeal> {
        let Some(name) = &self.name else { return Ok(()) };
        if self.what.name_sha256() == Some(name_hash(name).hex().as_str()) {
            Ok(())
        } else {
            Err(NoSeal::new("the name is not the one that was sealed"))
        }
    }

    /// The file's text.
    pub fn text(&self) -> String {
        let mut file = Map::new();
        file.insert(T::WORD.to_owned(), self.value.clone());
        file.insert("signature".to_owned(), self.signature.clone().into());
        if let Some(name) = &self.name {
            file.insert("name".to_owned(), serde_json::to_value(name).unwrap_or_default());
        }
        write_file(&file)
    }
}

/// The one form of such a file.
fn write_file(file: &Map<String, Value>) -> String {
    serde_json::to_string_pretty(file).map(|text| format!("{text}\n")).unwrap_or_default()
}
