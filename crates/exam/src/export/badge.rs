//! A record that was passed as an Open Badge 3.0: an `OpenBadgeCredential` as a compact JWS with `EdDSA` (RFC 7515, RFC
//! 8037), signed with the examiner's key.
//!
//! It is the key that seals records, so that one public key checks both: minisign signs `BLAKE2b` digests of 64 bytes, and
//! never a text with the two dots of a JWS, so neither signature can stand for the other. The issuer is that key, as a
//! `did:key`. Nothing here says more than that knowledge was assessed.

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};

use super::RecordOptions;
use super::words::{number, plain};
use crate::Sealed;
use crate::paper::Stamp;
use crate::record::Record;
use crate::seal::Hash;

/// An examiner's key, for badges.
#[derive(Clone, Debug)]
pub struct BadgeKey(SigningKey);

impl BadgeKey {
    /// The key that these 32 bytes are the secret of: the first half of an Ed25519 secret key as minisign keeps it.
    pub fn new(secret: [u8; 32]) -> BadgeKey {
        BadgeKey(SigningKey::from_bytes(&secret))
    }

    fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// Who signs with it: the public key itself, as a `did:key`.
    pub(super) fn issuer(&self) -> String {
        format!("did:key:{}", self.multibase())
    }

    /// A credential as a compact JWS, with a line end.
    pub(super) fn sign(&self, payload: &Value) -> String {
        let (issuer, multibase) = (self.issuer(), self.multibase());
        let header = json!({
            "alg": "EdDSA",
            "typ": "JWT",
            "kid": format!("{issuer}#{multibase}"),
            "jwk": {"kty": "OKP", "crv": "Ed25519", "x": BASE64URL_NOPAD.encode(&self.public())},
        });
        let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(&header), part(payload));
        let signature = self.0.sign(signed.as_bytes());
        format!("{signed}.{}\n", BASE64URL_NOPAD.encode(&signature.to_bytes()))
    }

    /// The public key in the multibase form of a `did:key`: base 58 over the code of Ed25519 and the key.
    fn multibase(&self) -> String {
        let mut bytes = vec![0xed, 0x01];
        bytes.extend(self.public());
        format!("z{}", bs58::encode(bytes).into_string())
    }
}

/// The badge of a record.
pub(super) fn write(sealed: &Sealed<Record>, key: &BadgeKey, options: &RecordOptions) -> String {
    key.sign(&credential(sealed, &key.issuer(), options))
}

/// The credential, with the claims of a JWT that repeat its id, issuer and dates.
fn credential(sealed: &Sealed<Record>, issuer: &str, options: &RecordOptions) -> Value {
    let record = &sealed.what;
    let urn = |name: &str| format!("urn:uuid:{}", options.base.uuid(name));
    let id = urn(&format!("{}/badge", record.form));
    let title = plain(&record.exam.title);
    let mut profile = json!({"id": issuer, "type": ["Profile"]});
    if let Some(name) = &options.issuer {
        profile["name"] = plain(name).into();
    }
    let description = urn(&format!("{}/{}/result", record.exam.id, record.exam.sha256));
    let watched = if record.supervision.supervised { "supervised" } else { "not supervised" };
    let mut credential = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": format!("{title}: a record of assessed knowledge"),
        "description": record.says.iter().map(|text| plain(text)).collect::<Vec<_>>().join(" "),
        "issuer": profile,
        "validFrom": record.times.graded,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": identifiers(sealed, options),
            "achievement": {
                "id": urn(&format!("{}/{}", record.exam.id, record.exam.sha256)),
                "type": ["Achievement"],
                "achievementType": "Assessment",
                "name": title,
                "description": format!("Assessed knowledge of the exam \"{title}\". It says nothing of practice."),
                "criteria": {"narrative": criteria(record)},
                "resultDescription": [{
                    "id": description,
                    "type": ["ResultDescription"],
                    "name": "Marks in percent",
                    "resultType": "Percent",
                    "valueMin": "0",
                    "valueMax": "100",
                    "requiredValue": record.cut.percent.to_string(),
                }],
            },
            "result": [{
                "type": ["Result"],
                "resultDescription": description,
                "value": number(record.score.percent),
            }],
        },
        "evidence": [{
            "type": ["Evidence"],
            "name": format!("Record of form {}", record.form),
            "narrative": format!(
                "Try {}, {watched}, {} of {} marks. SHA-256 of the signed record: {}",
                record.attempt.number,
                number(record.score.marks),
                record.score.of,
                Hash::of(&sealed.bytes()).hex(),
            ),
        }],
        "iss": issuer,
        "jti": id,
        "nbf": seconds(record.times.graded),
    });
    if let Some(status) = &options.status {
        credential["credentialStatus"] = status.in_json();
    }
    if let Some((text, moment)) = last_moment(record) {
        credential["validUntil"] = text.into();
        credential["exp"] = moment.into();
    }
    credential
}

fn criteria(record: &Record) -> String {
    let cut = plain(&record.cut.set);
    let set = if cut.is_empty() { String::new() } else { format!(" How that was set: {cut}") };
    format!(
        "{} % of the marks in questions whose keys were proved from written rules.{set}",
        record.cut.percent
    )
}

/// Who it is about: the examiner's reference, and the name if it is asked for.
fn identifiers(sealed: &Sealed<Record>, options: &RecordOptions) -> Vec<Value> {
    let one = |kind: &str, text: &str| json!({"type": "IdentityObject", "hashed": false, "identityHash": text, "identityType": kind});
    let mut all = vec![one("systemId", &sealed.what.candidate.reference)];
    if let Some(name) = sealed.name.as_ref().filter(|_| options.names) {
        all.push(one("name", &name.name));
    }
    all
}

/// The end of the last day on which the result counts, as text and in seconds since 1970.
fn last_moment(record: &Record) -> Option<(String, i64)> {
    let day: jiff::civil::Date = record.counts_until.as_ref()?.parse().ok()?;
    let end = day.at(23, 59, 59, 0).to_zoned_datetime(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    Some((end.to_string(), end.as_second()))
}

fn seconds(at: Stamp) -> i64 {
    at.0.div_euclid(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Key, text and signature of RFC 8037, appendix A.
    #[test]
    fn it_signs_as_the_standard_does() {
        let secret = BASE64URL_NOPAD.decode(b"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").expect("base 64");
        let key = BadgeKey::new(secret.try_into().expect("32 bytes"));
        assert_eq!(BASE64URL_NOPAD.encode(&key.public()), "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        let signed = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        let signature = BASE64URL_NOPAD.encode(&key.0.sign(signed).to_bytes());
        assert_eq!(
            signature,
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        );
    }
}
