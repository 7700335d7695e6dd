//! Personal data sealed at rest: AES-256-GCM under a key of each request's own, which is itself sealed
//! by the installation's key. That key lies in a file beside the database, is in no backup of it, and
//! without it nothing of a requester can be read.

use crate::{OfficeError, token};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gongkai_domain::event::hex;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::{hkdf, hmac};
use std::sync::Arc;

/// Bytes of a key.
pub const KEY_LENGTH: usize = 32;

/// The installation's keys for personal data.
#[derive(Clone)]
pub struct Keyring {
    inner: Arc<Keys>,
}

struct Keys {
    /// Seals the keys of requests.
    wrapping: LessSafeKey,
    /// Seals what lies for a while only: drafts, and what a browser holds.
    passing: LessSafeKey,
    /// Makes marks by which equal values are known as equal, and nothing else.
    marks: hmac::Key,
}

/// The key of one request.
pub(crate) struct CaseKey(LessSafeKey);

impl std::fmt::Debug for Keyring {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Keyring")
    }
}

impl Keyring {
    /// The keys that follow from a secret of 256 bits.
    pub fn of(secret: &[u8; KEY_LENGTH]) -> Result<Self, OfficeError> {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"gongkai personal data 1");
        let root = salt.extract(secret);
        let wrapping = expand(&root, b"wrapping")?;
        let passing = expand(&root, b"passing")?;
        let marks = expand(&root, b"marks")?;
        Ok(Self {
            inner: Arc::new(Keys {
                wrapping: aes(&wrapping)?,
                passing: aes(&passing)?,
                marks: hmac::Key::new(hmac::HMAC_SHA256, &marks),
            }),
        })
    }

    /// A new secret, for a key file.
    pub fn fresh_secret() -> Result<[u8; KEY_LENGTH], OfficeError> {
        token::random()
    }

    /// The same for equal values of a kind, and nothing can be read from it.
    pub(crate) fn mark(&self, kind: &str, value: &str) -> String {
        let mut context = hmac::Context::with_key(&self.inner.marks);
        context.update(kind.as_bytes());
        context.update(&[0]);
        context.update(value.as_bytes());
        hex(context.sign().as_ref())
    }

    /// Seals a text that lies for a while only, under the name of its place.
    pub(crate) fn seal_passing(&self, place: &str, text: &str) -> Result<String, OfficeError> {
        seal(&self.inner.passing, place, text.as_bytes())
    }

    /// Opens such a text.
    pub(crate) fn open_passing(&self, place: &str, sealed: &str) -> Result<String, OfficeError> {
        let bytes = open(&self.inner.passing, place, sealed)?;
        String::from_utf8(bytes).map_err(|_not_text| broken())
    }

    /// A new key for a request, and how it is kept.
    pub(crate) fn fresh(&self, request: &str) -> Result<(CaseKey, String), OfficeError> {
        let secret: [u8; KEY_LENGTH] = token::random()?;
        let kept = seal(&self.inner.wrapping, request, &secret)?;
        Ok((CaseKey(aes(&secret)?), kept))
    }

    /// Whether the key of a request, as it is kept, was sealed with these keys.
    pub fn opens(&self, request: &str, kept: &str) -> bool {
        self.open(request, kept).is_ok()
    }

    /// The key of a request as it is kept.
    pub(crate) fn open(&self, request: &str, kept: &str) -> Result<CaseKey, OfficeError> {
        let secret = open(&self.inner.wrapping, request, kept)?;
        Ok(CaseKey(aes(&secret)?))
    }
}

impl CaseKey {
    /// Seals a text under the name of its place, so that it opens in no other.
    pub(crate) fn seal(&self, place: &str, text: &str) -> Result<String, OfficeError> {
        seal(&self.0, place, text.as_bytes())
    }

    /// Opens a sealed text.
    pub(crate) fn open(&self, place: &str, sealed: &str) -> Result<String, OfficeError> {
        let bytes = open(&self.0, place, sealed)?;
        String::from_utf8(bytes).map_err(|_not_text| broken())
    }

    /// Seals the bytes of a file.
    pub(crate) fn seal_file(&self, place: &str, bytes: &[u8]) -> Result<Vec<u8>, OfficeError> {
        sealed(&self.0, place, bytes)
    }

    /// Opens the bytes of a file.
    pub(crate) fn open_file(&self, place: &str, bytes: &[u8]) -> Result<Vec<u8>, OfficeError> {
        opened(&self.0, place, bytes)
    }
}

fn expand(root: &hkdf::Prk, label: &[u8]) -> Result<[u8; KEY_LENGTH], OfficeError> {
    let mut key = [0; KEY_LENGTH];
    let labels = [label];
    let material = root.expand(&labels, hkdf::HKDF_SHA256);
    let filled = material.and_then(|material| material.fill(&mut key));
    filled.map_err(|_too_long| broken())?;
    Ok(key)
}

fn aes(secret: &[u8]) -> Result<LessSafeKey, OfficeError> {
    let key = UnboundKey::new(&AES_256_GCM, secret).map_err(|_length| broken())?;
    Ok(LessSafeKey::new(key))
}

fn seal(key: &LessSafeKey, place: &str, bytes: &[u8]) -> Result<String, OfficeError> {
    Ok(STANDARD.encode(sealed(key, place, bytes)?))
}

fn open(key: &LessSafeKey, place: &str, text: &str) -> Result<Vec<u8>, OfficeError> {
    let bytes = STANDARD.decode(text).map_err(|_not_ours| broken())?;
    opened(key, place, &bytes)
}

/// The number used once, then what it sealed.
fn sealed(key: &LessSafeKey, place: &str, bytes: &[u8]) -> Result<Vec<u8>, OfficeError> {
    let once: [u8; NONCE_LEN] = token::random()?;
    let mut text = bytes.to_vec();
    let nonce = Nonce::assume_unique_for_key(once);
    let place = Aad::from(place.as_bytes());
    let done = key.seal_in_place_append_tag(nonce, place, &mut text);
    done.map_err(|_too_long| broken())?;
    let mut out = once.to_vec();
    out.append(&mut text);
    Ok(out)
}

fn opened(key: &LessSafeKey, place: &str, bytes: &[u8]) -> Result<Vec<u8>, OfficeError> {
    let (once, text) = bytes.split_at_checked(NONCE_LEN).ok_or_else(broken)?;
    let nonce = Nonce::try_assume_unique_for_key(once).map_err(|_length| broken())?;
    let mut text = text.to_vec();
    let place = Aad::from(place.as_bytes());
    let plain = key.open_in_place(nonce, place, &mut text);
    Ok(plain.map_err(|_other_key| broken())?.to_vec())
}

fn broken() -> OfficeError {
    OfficeError::Sealed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_own_key_at_its_own_place_and_nowhere_else() {
        let ring = Keyring::of(&[7; KEY_LENGTH]).unwrap();
        let (key, kept) = ring.fresh("request a").unwrap();
        let sealed = key.seal("name", "张三").unwrap();
        assert!(!sealed.contains("张三"));
        let again = ring.open("request a", &kept).unwrap();
        assert_eq!(again.open("name", &sealed).unwrap(), "张三");
        assert!(again.open("phone", &sealed).is_err());
        assert!(ring.open("request b", &kept).is_err());
        let other = Keyring::of(&[8; KEY_LENGTH]).unwrap();
        assert!(other.open("request a", &kept).is_err());
        let passing = ring.seal_passing("draft", "张三").unwrap();
        assert_eq!(ring.open_passing("draft", &passing).unwrap(), "张三");
        assert!(ring.open_passing("ticket", &passing).is_err());
        assert!(other.open_passing("draft", &passing).is_err());
        let (stranger, _) = ring.fresh("request a").unwrap();
        assert!(stranger.open("name", &sealed).is_err());
    }

    #[test]
    fn equal_values_have_equal_marks_and_the_kind_counts() {
        let ring = Keyring::of(&[7; KEY_LENGTH]).unwrap();
        assert_eq!(ring.mark("id", "1"), ring.mark("id", "1"));
        assert_ne!(ring.mark("id", "1"), ring.mark("code", "1"));
        let other = Keyring::of(&[8; KEY_LENGTH]).unwrap();
        assert_ne!(ring.mark("id", "1"), other.mark("id", "1"));
    }
}
