//! Which badges were revoked, as a file to publish: a Bitstring Status List of the W3C (Recommendation of May 2025), as a
//! compact JWS signed with the key that signed the badges.
//!
//! Whoever checks a badge fetches it from the address that the badge names. It tells nothing of those that count. Must not know
//! files.

use std::io::{Read as _, Write as _};

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signature, VerifyingKey};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use minisign::PublicKey;
use serde_json::{Value, json};

use super::badge::BadgeKey;
use crate::paper::Stamp;

/// The standard asks for so many places at least, so that a list tells nothing by its length.
const PLACES: usize = 131_072;

/// Where a badge's place is looked up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusEntry {
    /// The address of the list.
    pub url: String,
    /// The badge's place on it, from 0.
    pub place: u32,
}

impl StatusEntry {
    /// What a badge says of it.
    pub(super) fn in_json(&self) -> Value {
        json!({
            "id": format!("{}#{}", self.url, self.place),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": self.place.to_string(),
            "statusListCredential": self.url,
        })
    }
}

/// The list that is published at `url`, with these places revoked.
pub fn status_list(url: &str, revoked: &[u32], at: Stamp, key: &BadgeKey) -> String {
    let list = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.issuer(),
        "validFrom": at,
        "credentialSubject": {
            "id": format!("{url}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
        "iss": key.issuer(),
        "jti": url,
    });
    key.sign(&list)
}

/// Reads a list, signed with an examiner's key; gives whether a place on it was revoked.
///
/// # Errors
/// If it is none, or not that examiner's, in words.
pub(crate) fn is_revoked(list: &str, key: &PublicKey) -> Result<impl Fn(u32) -> bool, String> {
    let none = || "it is no list of revoked badges".to_owned();
    let parts: Vec<&str> = list.trim_end().split('.').collect();
    let [header, payload, signature] = parts[..] else { return Err(none()) };
    let decoded = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| none());
    // Two bytes say what kind of key it is, eight are its number.
    let bytes = key.to_bytes();
    let public: [u8; 32] = bytes.get(10..42).and_then(|bytes| bytes.try_into().ok()).ok_or_else(none)?;
    let signed = VerifyingKey::from_bytes(&public).and_then(|public| {
        let signature = Signature::from_slice(&decoded(signature).unwrap_or_default())?;
        public.verify_strict(format!("{header}.{payload}").as_bytes(), &signature)
    });
    signed.map_err(|_| "the list was not signed with the examiner's key".to_owned())?;
    let list: Value = serde_json::from_slice(&decoded(payload)?).map_err(|_| none())?;
    let encoded = list["credentialSubject"]["encodedList"].as_str().and_then(|list| list.strip_prefix('u'));
    let mut bits = Vec::new();
    let packed = decoded(encoded.ok_or_else(none)?)?;
    GzDecoder::new(&packed[..]).take(MOST_BYTES).read_to_end(&mut bits).map_err(|_| none())?;
    Ok(move |place: u32| bits.get(place as usize / 8).is_some_and(|byte| byte & (0x80 >> (place % 8)) != 0))
}

/// No list is longer: a few bytes can be made to unpack into anything.
const MOST_BYTES: u64 = 1 << 24;

/// The places as bits, the first on the left, packed by gzip, in base 64 for addresses with the letter that says so.
fn encoded(revoked: &[u32]) -> String {
    let last = revoked.iter().max().map_or(0, |&place| place as usize + 1);
    let mut bits = vec![0_u8; last.max(PLACES).div_ceil(8)];
    for &place in revoked {
        bits[place as usize / 8] |= 0x80 >> (place % 8);
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    // Memory is written to: nothing can fail.
    let _ = packed.write_all(&bits);
    format!("u{}", BASE64URL_NOPAD.encode(&packed.finish().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_is_the_leftmost_bit() {
        let list = encoded(&[0, 9, 131_080]);
        let packed =
            BASE64URL_NOPAD.decode(list.strip_prefix('u').expect("the letter").as_bytes()).expect("base 64");
        let mut bits = Vec::new();
        GzDecoder::new(&packed[..]).read_to_end(&mut bits).expect("gzip");
        assert_eq!((bits[0], bits[1], bits[131_080 / 8]), (0b1000_0000, 0b0100_0000, 0b1000_0000));
        assert_eq!(bits.len(), 16_386);
        assert!(bits[2..131_080 / 8].iter().all(|&byte| byte == 0));
    }
}
