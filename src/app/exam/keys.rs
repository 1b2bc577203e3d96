//! `formcheck exam keygen`, and the use of keys: minisign's files, read and written by the `minisign` crate.

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use minisign::{KeyPair, PublicKey, PublicKeyBox, SecretKey, SecretKeyBox};
use serde_json::json;

use crate::app::exam::files::folder;
use crate::app::files::refused;
use crate::app::{AppError, Outcome, Ran, RunSettings, put, put_page};
use formcheck_core::page::Page;
use formcheck_exam::Sealable;
use formcheck_exam::seal::{Seals, UNTRUSTED_COMMENT};
use formcheck_exam::witness::{WitnessMoment, WitnessSignature};

/// The passphrase, for scripts.
const PASSPHRASE: &str = "FORMCHECK_PASSPHRASE";

pub fn keygen(out: Option<PathBuf>, no_passphrase: bool, settings: &RunSettings) -> Ran {
    let place = match out {
        Some(place) => place,
        None => folder(settings)?,
    };
    let (secret, public) = (place.join("formcheck.key"), place.join("formcheck.pub"));
    if let Some(there) = [&secret, &public].into_iter().find(|path| path.exists()) {
        return Err(AppError::new(
            format!("{} is there already", there.display()),
            "records sealed with it need it: keep it, or write new keys elsewhere with --out DIR",
        ));
    }
    let passphrase = if no_passphrase { None } else { Some(new_passphrase()?) };
    let pair = match &passphrase {
        Some(passphrase) => KeyPair::generate_encrypted_keypair(Some(passphrase.clone())),
        None => KeyPair::generate_unencrypted_keypair(),
    };
    let made = pair.and_then(|pair| {
        let public = pair.pk.to_box()?.into_string();
        Ok((pair.sk.to_box(Some("secret key of a formcheck examiner"))?.into_string(), public))
    });
    let (secret_text, public_text) = made
        .map_err(|_| AppError::new("no keys could be made", "see whether the system gives random numbers"))?;
    fs::create_dir_all(&place)
        .map_err(|error| refused(&place, "made", &error, "name another folder: --out DIR"))?;
    write_secret(&secret, &secret_text)?;
    crate::app::exam::files::write_new(&public, &public_text)?;
    if settings.json {
        let answer = json!({"secret": secret.display().to_string(), "public": public.display().to_string(), "passphrase": passphrase.is_some()});
        put(&format!("{answer}\n"))?;
    } else {
        let mut page = Page::new();
        page.labelled("Secret key", &secret.display().to_string());
        page.hang("  ", "It seals papers and records, or signs what its owner watched. Keep it to yourself, and keep a copy: without it nothing can be sealed in your name again.");
        if passphrase.is_none() {
            page.hang("  ", "It has no passphrase: whoever can read the file can seal records in your name.");
        }
        page.labelled("Public key", &public.display().to_string());
        page.hang("  ", "Give it to everybody who is to check your records.");
        put_page(&page)?;
    }
    Ok(Outcome::Done)
}

/// What wants a passphrase when keys are made.
const NEW_KEY: &str = "a new key wants a passphrase";

fn new_passphrase() -> Result<String, AppError> {
    if let Some(passphrase) = given() {
        return Ok(passphrase);
    }
    let first = ask("A passphrase for the secret key: ", NEW_KEY)?;
    if first.is_empty() {
        return Err(AppError::new("an empty passphrase is none", "type one, or say --no-passphrase"));
    }
    if ask("The same again: ", NEW_KEY)? == first {
        Ok(first)
    } else {
        Err(AppError::new("the two are not the same", "run it again and type the same passphrase twice"))
    }
}

/// The passphrase in the environment.
fn given() -> Option<String> {
    std::env::var(PASSPHRASE).ok().filter(|text| !text.is_empty())
}

/// Asks for a passphrase; where nobody can be asked, `why` says what wants one.
fn ask(question: &str, why: &str) -> Result<String, AppError> {
    if !std::io::stdin().is_terminal() {
        let help = format!("set {PASSPHRASE}, run it in a terminal, or make keys with --no-passphrase");
        return Err(AppError::new(format!("{why}, and there is no terminal to type one"), help));
    }
    Ok(rpassword::prompt_password(question)?)
}

/// Writes a file that only its owner can read.
fn write_secret(path: &Path, text: &str) -> Result<(), AppError> {
    use std::io::Write as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| refused(path, "written", &error, "name another folder: --out DIR"))
}

pub struct Signer {
    key: SecretKey,
    public: PublicKey,
}

impl Signer {
    /// Reads and unlocks the key of this file, or of the examiner's folder.
    pub fn open(path: Option<&Path>, settings: &RunSettings) -> Result<Signer, AppError> {
        let path = match path {
            Some(path) => path.to_owned(),
            None => folder(settings)?.join("formcheck.key"),
        };
        Signer::read(
            &path,
            "make keys with `formcheck exam keygen`, or name the file: --key FILE",
            "the key has a passphrase",
        )
    }

    /// The same for a witness's key. What for is said where they are asked for its passphrase.
    pub(crate) fn of_witness(path: &Path, what_for: &str) -> Result<Signer, AppError> {
        if asks(path) {
            eprintln!("{what_for}");
        }
        Signer::read(
            path,
            "let the witness make keys with `formcheck exam keygen --out DIR`, and name the secret one: --witness-key FILE",
            "the witness's key has a passphrase",
        )
    }

    fn read(path: &Path, help: &str, why: &str) -> Result<Signer, AppError> {
        let text = fs::read_to_string(path).map_err(|error| refused(path, "read", &error, help))?;
        let is_none = || AppError::new(format!("{} is not a secret key", path.display()), help);
        let boxed = || SecretKeyBox::from_string(&text).map_err(|_| is_none());
        let key = match boxed()?.into_unencrypted_secret_key() {
            Ok(key) => key,
            Err(_) if !looks_locked(&text) => return Err(is_none()),
            Err(_) => unlocked(path, why, || boxed().ok())?,
        };
        let public = PublicKey::from_secret_key(&key).map_err(|_| is_none())?;
        Ok(Signer { key, public })
    }

    /// The public key that belongs to it.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The 32 secret bytes of the Ed25519 key, for badges. In minisign's form they follow three codes of two bytes, 48 of
    /// how the key is locked, and eight of the key's number.
    pub(crate) fn ed25519(&self) -> Option<[u8; 32]> {
        const AT: usize = 3 * 2 + 48 + 8;
        self.key.to_bytes().get(AT..AT + 32)?.try_into().ok()
    }

    /// Signs what a witness says of a sitting.
    pub(crate) fn witness(
        &self,
        moment: WitnessMoment,
        statement: &str,
    ) -> Result<WitnessSignature, AppError> {
        let signature = self.sign(statement.as_bytes(), Seals::Witness)?;
        Ok(WitnessSignature { moment, key: self.public.to_base64(), signature })
    }

    /// Seals the signed bytes of a paper or a record.
    pub fn seal<T: Sealable>(&self, bytes: &[u8]) -> Result<String, AppError> {
        self.sign(bytes, T::SEALS)
    }

    fn sign(&self, bytes: &[u8], what: Seals) -> Result<String, AppError> {
        let comment = what.trusted_comment();
        let sealed =
            minisign::sign(Some(&self.public), &self.key, bytes, Some(comment), Some(UNTRUSTED_COMMENT));
        sealed.map(minisign::SignatureBox::into_string).map_err(|_| {
            AppError::new("the signature could not be made", "see whether the system gives random numbers")
        })
    }
}

/// Who mistypes a passphrase is asked again: so often in all.
const TRIES: usize = 3;

/// A secret key unlocked by its passphrase: the one in the environment, or one that is typed.
fn unlocked(path: &Path, why: &str, boxed: impl Fn() -> Option<SecretKeyBox>) -> Result<SecretKey, AppError> {
    let unlock = |passphrase: String| boxed().and_then(|key| key.into_secret_key(Some(passphrase)).ok());
    let wrong = || {
        AppError::new(
            format!("that is not the passphrase of {}", path.display()),
            "try again; a lost passphrase can't be recovered: make new keys",
        )
    };
    if let Some(passphrase) = given() {
        return unlock(passphrase).ok_or_else(wrong);
    }
    for tries in 1..=TRIES {
        if let Some(key) = unlock(ask(&format!("Passphrase of {}: ", path.display()), why)?) {
            return Ok(key);
        }
        if tries < TRIES {
            eprintln!("That is not it. Try again.");
        }
    }
    Err(wrong())
}

/// Whether somebody will be asked for the passphrase of this key.
fn asks(path: &Path) -> bool {
    let is_locked = |text: String| {
        let key = SecretKeyBox::from_string(&text).map(SecretKeyBox::into_unencrypted_secret_key);
        matches!(key, Ok(Err(_))) && looks_locked(&text)
    };
    given().is_none() && std::io::stdin().is_terminal() && fs::read_to_string(path).is_ok_and(is_locked)
}

/// Whether a key's text is long enough to be one with a passphrase, of which nothing more can be told without it.
fn looks_locked(text: &str) -> bool {
    text.lines().nth(1).is_some_and(|line| line.trim().len() > 200)
}

/// A public key: of this file, or of the examiner's folder.
pub fn public(path: Option<&Path>, settings: &RunSettings) -> Result<PublicKey, AppError> {
    let path = match path {
        Some(path) => path.to_owned(),
        None => folder(settings)?.join("formcheck.pub"),
    };
    let help = "name the examiner's public key: --key FILE";
    let text = fs::read_to_string(&path).map_err(|error| refused(&path, "read", &error, help))?;
    let key = PublicKeyBox::from_string(&text).and_then(PublicKeyBox::into_public_key);
    key.map_err(|_| AppError::new(format!("{} is not a public key", path.display()), help))
}
