//! Files in a bucket of an S3-compatible service.
//!
//! What the service answers with 200 is durable there; nothing else counts as kept. Every address
//! is signed anew and holds for some minutes, so that what a log of the service catches is of no
//! use the day after.

mod error;
mod exchange;
mod settings;
#[cfg(test)]
mod tests;

pub use error::S3Error;
pub use settings::S3Settings;

use super::{FileError, digest_of, is_digest, place, unaltered};
use exchange::{Exchange, Limits};
use rusty_s3::actions::{ListObjectsV2, ListObjectsV2Response, S3Action};
use rusty_s3::{Bucket, Credentials};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// How long a signed address holds: clocks of service and office may differ by this.
const SIGNED: Duration = Duration::from_mins(15);

/// A bucket, and the keys to it.
#[derive(Clone)]
pub struct S3Store(Arc<Opened>);

struct Opened {
    bucket: Bucket,
    keys: Credentials,
    prefix: String,
    exchange: Exchange,
}

impl fmt::Debug for S3Store {
    /// Where, not with what keys.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Store")
            .field("bucket", &self.0.bucket.base_url().as_str())
            .field("prefix", &self.0.prefix)
            .finish_non_exhaustive()
    }
}

impl S3Store {
    /// A store by its settings; nobody is asked yet. [`S3Error::Setting`] names what is wrong.
    pub fn new(settings: S3Settings) -> Result<Self, S3Error> {
        Self::with_limits(settings, Limits::default())
    }

    fn with_limits(settings: S3Settings, limits: Limits) -> Result<Self, S3Error> {
        let bucket = settings.bucket()?;
        Ok(Self(Arc::new(Opened {
            bucket,
            keys: Credentials::new(settings.access_key, settings.secret_key),
            prefix: settings.prefix,
            exchange: Exchange::new(limits),
        })))
    }

    /// Puts the bytes there also where they are already: what is there may be damaged.
    pub(super) fn put(&self, bytes: &[u8]) -> Result<String, FileError> {
        let digest = digest_of(bytes);
        let key = self.key(&digest)?;
        let action = self.0.bucket.put_object(Some(&self.0.keys), &key);
        self.0.exchange.put(|| signed(&action), bytes)?;
        Ok(digest)
    }

    pub(super) fn get(&self, digest: &str) -> Result<Vec<u8>, FileError> {
        let key = self.key(digest)?;
        let action = self.0.bucket.get_object(Some(&self.0.keys), &key);
        match self.0.exchange.get(|| signed(&action)) {
            Ok(bytes) => unaltered(bytes, digest),
            Err(error) if error.is_no_such_key() => Err(FileError::Missing(digest.to_owned())),
            Err(error) => Err(error.into()),
        }
    }

    /// By a listing: to HEAD a lacking file and a lacking bucket look the same.
    pub(super) fn exists(&self, digest: &str) -> Result<bool, FileError> {
        let key = self.key(digest)?;
        let page = self.page(&key, |action| action.with_max_keys(1))?;
        Ok(page.contents.iter().any(|object| object.key == key))
    }

    pub(super) fn list(&self) -> Result<Vec<String>, FileError> {
        let mut digests = Vec::new();
        let mut from: Option<String> = None;
        loop {
            let page = self.page(&self.0.prefix, |action| {
                if let Some(token) = &from {
                    action.with_continuation_token(token.clone());
                }
            })?;
            digests.extend(page.contents.iter().filter_map(|it| self.digest(&it.key)));
            match page.next_continuation_token {
                // A service that turns in a circle would keep us for ever.
                Some(token) if from.as_ref() == Some(&token) => return Err(S3Error::Answer.into()),
                Some(token) => from = Some(token),
                None => break,
            }
        }
        digests.sort_unstable();
        Ok(digests)
    }

    pub(super) fn check(&self) -> Result<(), FileError> {
        self.page(&self.0.prefix, |action| action.with_max_keys(1))?;
        Ok(())
    }

    fn page(
        &self,
        prefix: &str,
        more: impl FnOnce(&mut ListObjectsV2<'_>),
    ) -> Result<ListObjectsV2Response, S3Error> {
        let mut action = self.0.bucket.list_objects_v2(Some(&self.0.keys));
        action.with_prefix(prefix.to_owned());
        more(&mut action);
        let body = self.0.exchange.get(|| signed(&action))?;
        let text = std::str::from_utf8(&body).ok();
        let page = text.and_then(|text| ListObjectsV2::parse_response(text).ok());
        page.ok_or(S3Error::Answer)
    }

    fn key(&self, digest: &str) -> Result<String, FileError> {
        Ok(format!("{}{}", self.0.prefix, place(digest)?))
    }

    /// The digest that a key stands for; other keys are not ours.
    fn digest(&self, key: &str) -> Option<String> {
        let (_, name) = key.rsplit_once('/')?;
        let ours = is_digest(name) && self.key(name).is_ok_and(|known| known == key);
        ours.then(|| name.to_owned())
    }
}

fn signed<'a>(action: &impl S3Action<'a>) -> String {
    action.sign(SIGNED).into()
}
