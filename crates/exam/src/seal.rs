//! What binds an exam together: digests, the commitment to a seed, the bytes that are signed, signatures in minisign's
//! format, the closing code.
//!
//! Pure: chance and keys are handed in. No secret of anybody's is kept here.

use std::io::Cursor;

use bip39::Language;
use minisign::{PublicKey, SignatureBox};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::record::Name;
use formcheck_core::error::UserError;
use formcheck_core::quiz::Seed;

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(Sha256::digest(bytes).into())
    }

    /// As 64 hexadecimal digits.
    pub fn hex(self) -> String {
        base16ct::lower::encode_string(&self.0)
    }
}

/// Chance that is drawn for one paper: it hides the seed behind its commitment. 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Nonce(pub [u8; 32]);

impl Nonce {
    /// As 64 hexadecimal digits.
    pub fn hex(self) -> String {
        base16ct::lower::encode_string(&self.0)
    }

    /// From 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Nonce> {
        let mut bytes = [0; 32];
        let read = base16ct::lower::decode(text, &mut bytes).ok()?.len();
        (read == bytes.len()).then_some(Nonce(bytes))
    }
}

/// A seed as 16 hexadecimal digits.
pub fn seed_hex(seed: Seed) -> String {
    base16ct::lower::encode_string(&seed.0.to_be_bytes())
}

/// A seed from 16 hexadecimal digits.
pub fn seed_from_hex(text: &str) -> Option<Seed> {
    let mut bytes = [0; 8];
    let read = base16ct::lower::decode(text, &mut bytes).ok()?.len();
    (read == bytes.len()).then_some(Seed(u64::from_be_bytes(bytes)))
}

/// What a paper tells of its seed: SHA-256 over the nonce's 32 bytes and the seed's 8, the highest first.
pub fn commitment(nonce: Nonce, seed: Seed) -> Hash {
    let mut bytes = nonce.0.to_vec();
    bytes.extend(seed.0.to_be_bytes());
    Hash::of(&bytes)
}

/// The name of a form: twelve hexadecimal digits over whose it is and what it was drawn from; tells nothing of either.
pub(crate) fn form_id(commitment: &str, reference: &str) -> String {
    Hash::of(format!("{commitment} {reference}").as_bytes()).hex()[..12].to_owned()
}

/// What a paper and a record hold of a name.
pub(crate) fn name_hash(name: &Name) -> Hash {
    Hash::of(format!("{}{}", name.salt, name.name).as_bytes())
}

/// The bytes of a value that are signed: JSON without any space between, keys in the order in which they stand.
pub fn signed_bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// What a signature is for; its trusted comment says so, and one for a paper is none for a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seals {
    /// A paper.
    Paper,
    /// A paper that is locked.
    Locked,
    /// A record.
    Record,
    /// What a witness says of a sitting.
    Witness,
}

impl Seals {
    /// The comment that is signed too.
    pub fn trusted_comment(self) -> &'static str {
        match self {
            Seals::Paper => "formcheck paper 1",
            Seals::Locked => "formcheck locked paper 1",
            Seals::Record => "formcheck record 1",
            Seals::Witness => "formcheck witness 1",
        }
    }
}

/// The comment that is not signed: always the same, so that nothing can be hidden there.
pub const UNTRUSTED_COMMENT: &str = "signature of formcheck exam";

/// Why a signature doesn't hold.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{what}")]
pub struct NoSeal {
    /// What is wrong with it, in words.
    pub what: String,
}

impl NoSeal {
    pub(crate) fn new(what: impl Into<String>) -> NoSeal {
        NoSeal { what: what.into() }
    }
}

impl UserError for NoSeal {
    fn help(&self) -> Option<&str> {
        Some("get the file again from whoever sealed it, with the public key that belongs to it")
    }
}

/// Checks a signature of `bytes` in minisign's format, strictly: as `formcheck` writes it, and in no other way.
///
/// # Errors
/// With what is wrong, in words.
pub fn check_seal(key: &PublicKey, signature: &str, bytes: &[u8], what: Seals) -> Result<(), NoSeal> {
    let no = |why: &str| Err(NoSeal::new(why));
    let lengths: Vec<usize> = signature.lines().map(str::len).collect();
    // 74 and 64 bytes in base 64: no other lengths are handed to the library.
    let (true, Ok(sealed)) = (matches!(lengths[..], [_, 100, _, 88]), SignatureBox::from_string(signature))
    else {
        return no("the signature is not in minisign's format");
    };
    // Whoever changes a comment, a line break or an unused bit of the text has changed it.
    if sealed.to_string() != signature
        || sealed.untrusted_comment().ok().as_deref() != Some(UNTRUSTED_COMMENT)
    {
        return no("the signature's text is not as it was written");
    }
    if sealed.trusted_comment().ok().as_deref() != Some(what.trusted_comment()) {
        return no("the signature was made for something else");
    }
    if sealed.keynum() != key.keynum() {
        return no("it was signed with another key than the one given");
    }
    match minisign::verify(key, &sealed, Cursor::new(bytes), true, false, false) {
        Ok(()) => Ok(()),
        Err(_) => no("what was signed has been changed, or the signature has"),
    }
}

/// The words of a closing code.
const CODE_WORDS: usize = 8;
/// The bits that a word stands for.
const WORD_BITS: usize = 11;
/// scrypt with 2^14 blocks of 8: some 16 MB and 30 ms for each try of somebody who looks for two logs with one code.
const CODE_COST: (u8, u32, u32) = (14, 8, 1);

/// Eight words over the end of a log: the first 88 bits of scrypt (N = 2^14, r = 8, p = 1, the form's id as salt) over
/// the SHA-256 of its last line, eleven bits a word, by the English list of BIP 39.
pub fn closing_code(end: Hash, form: &str) -> String {
    let (cost, block, lanes) = CODE_COST;
    let mut bits = [0_u8; CODE_WORDS * WORD_BITS / 8];
    let parameters =
        scrypt::Params::new(cost, block, lanes, bits.len()).expect("the cost is fixed and sound");
    scrypt::scrypt(&end.0, form.as_bytes(), &parameters, &mut bits).expect("eleven bytes can be made");
    words(&bits, CODE_WORDS)
}

/// The words under which a paper is locked: four of a list of 2,048, 44 bits.
pub const START_WORDS: usize = 4;

/// Start words from six bytes of chance.
pub fn start_words(chance: [u8; 6]) -> String {
    words(&chance, START_WORDS)
}

/// Words of the list, eleven bits each, the highest first.
fn words(bits: &[u8], many: usize) -> String {
    let list = Language::English.word_list();
    let word = |place: usize| {
        let bit = |at: usize| usize::from(bits[at / 8] >> (7 - at % 8) & 1);
        let number = (0..WORD_BITS).fold(0, |number, at| number << 1 | bit(place * WORD_BITS + at));
        list[number]
    };
    (0..many).map(word).collect::<Vec<_>>().join(" ")
}

/// A closing code as somebody typed it, in the form in which it is compared.
///
/// # Errors
/// If it isn't eight words of the list, with the word that isn't.
pub fn typed_code(text: &str) -> Result<String, String> {
    typed_words(text, CODE_WORDS, "a closing code")
}

/// Start words as somebody typed them, in the form that opens the lock.
///
/// # Errors
/// If they aren't four words of the list, with the word that isn't.
pub fn typed_start(text: &str) -> Result<String, String> {
    typed_words(text, START_WORDS, "a lock")
}

fn typed_words(text: &str, many: usize, what: &str) -> Result<String, String> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let list = Language::English.word_list();
    if let Some(word) = words.iter().find(|word| !list.contains(&word.as_str())) {
        let near = formcheck_core::rulebook::similar::nearest(word, list.iter().copied());
        let meant = near.map_or_else(String::new, |near| format!("; did the witness write `{near}`?"));
        return Err(format!("`{word}` is no word of {what}{meant}"));
    }
    if words.len() == many {
        Ok(words.join(" "))
    } else {
        Err(format!("{what} has {many} words, and these are {}", words.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_bound_and_hidden() {
        let nonce = Nonce([7; 32]);
        assert_eq!(commitment(nonce, Seed(1)).hex().len(), 64);
        assert_ne!(commitment(nonce, Seed(1)), commitment(nonce, Seed(2)));
        assert_ne!(commitment(nonce, Seed(1)), commitment(Nonce([8; 32]), Seed(1)));
        assert_eq!(Nonce::from_hex(&nonce.hex()), Some(nonce));
        assert_eq!(seed_from_hex(&seed_hex(Seed(u64::MAX - 5))), Some(Seed(u64::MAX - 5)));
        for text in ["", "07", "zz", &"0".repeat(62), &"0".repeat(66)] {
            assert_eq!(Nonce::from_hex(text), None, "{text}");
            assert_eq!(seed_from_hex(text), None, "{text}");
        }
    }

    /// Computed with Python: `hashlib.scrypt(hashlib.sha256(b"end").digest(), salt=b"form", n=16384, r=8, p=1, dklen=11)`,
    /// eleven bits a word.
    #[test]
    fn a_closing_code_is_what_anybody_can_compute() {
        let code = closing_code(Hash::of(b"end"), "form");
        assert_eq!(code, PYTHONS);
        assert_eq!(typed_code(&code.to_uppercase().replace(' ', ", ")), Ok(code.clone()));
        assert_ne!(closing_code(Hash::of(b"and"), "form"), code);
        assert_ne!(closing_code(Hash::of(b"end"), "from"), code);
    }

    const PYTHONS: &str = "liberty caught lottery next boss relax pulse often";

    #[test]
    fn start_words_are_taken_however_they_are_typed() {
        assert_eq!(start_words([0; 6]), "abandon abandon abandon abandon");
        assert_eq!(start_words([255; 6]), "zoo zoo zoo zoo");
        assert_eq!(typed_start(" Zoo, ABANDON zoo\tzoo\n"), Ok("zoo abandon zoo zoo".to_owned()));
        assert!(typed_start("zoo zoo").is_err_and(|why| why.contains("a lock has 4 words, and these are 2")));
    }

    #[test]
    fn a_slip_in_a_closing_code_is_told() {
        assert!(typed_code("abandon abandon").is_err_and(|why| why.contains("these are 2")));
        let why = typed_code("abandn ability able about above absent absorb abstract").expect_err("a slip");
        assert!(why.contains("`abandn`") && why.contains("`abandon`"), "{why}");
    }
}
