//! The checksums of all that is handed out, as `sha256sum --check` reads them, and their signature, as minisign reads it.

use std::fmt::Write as _;
use std::io::Cursor;
use std::path::Path;

use minisign::SecretKeyBox;
use sha2::{Digest as _, Sha256};

use crate::DistError;

/// The file that has the checksums.
pub const NAME: &str = "SHA256SUMS";
/// The environment's variable with the key's password.
const PASSWORD: &str = "FORMCHECK_MINISIGN_PASSWORD";

pub fn digest(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(bytes))
}

/// A line for each file, in the order of their names.
pub fn sums(files: &[(String, Vec<u8>)]) -> String {
    let mut rows: Vec<(&str, String)> =
        files.iter().map(|(name, bytes)| (name.as_str(), digest(bytes))).collect();
    rows.sort_unstable();
    let mut text = String::new();
    for (name, digest) in rows {
        let _ = writeln!(text, "{digest}  {name}");
    }
    text
}

/// The signature of a text by the key in a file.
pub fn signature(text: &str, key: &Path, version: &str) -> Result<String, DistError> {
    let stored = std::fs::read_to_string(key).map_err(|error| DistError::at(key, &error))?;
    let refused = |error: minisign::PError| DistError::new(format!("{}: {error}", key.display()));
    let password = std::env::var(PASSWORD).unwrap_or_default();
    let secret = SecretKeyBox::from_string(&stored).map_err(refused)?;
    let secret = if password.is_empty() {
        secret.into_unencrypted_secret_key()
    } else {
        secret.into_secret_key(Some(password))
    };
    let comment = format!("checksums of formcheck {version}");
    let signed = minisign::sign(None, &secret.map_err(refused)?, Cursor::new(text), Some(&comment), None);
    Ok(signed.map_err(refused)?.into_string())
}
