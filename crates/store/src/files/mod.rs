//! The files beside the database, each named by the digest of its bytes: the same bytes are kept
//! once, a name says what must be in it, and nothing that was written is ever changed.
//!
//! A file is durable before [`FileStore::put`] returns, so that no row names a file that a power
//! cut can take away. Two kinds of store, a folder and a bucket; another is another variant.

mod folder;
mod s3;

pub use s3::{S3Error, S3Settings, S3Store};

use gongkai_domain::event::hex;
use sha2::{Digest as _, Sha256};
use std::io;
use std::path::PathBuf;

/// Where the files are.
#[derive(Debug, Clone)]
pub enum FileStore {
    /// A folder on this machine: `ab/cd/<digest>`.
    Folder(PathBuf),
    /// A bucket of an S3-compatible service: `<prefix>ab/cd/<digest>`.
    S3(S3Store),
}

/// Why a file could not be kept or given back.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The folder did not do as it was asked.
    #[error("the file store failed: {0}")]
    Io(#[from] io::Error),
    /// The object store did not do as it was asked.
    #[error(transparent)]
    S3(#[from] S3Error),
    /// There is no such file.
    #[error("there is no file {0}")]
    Missing(String),
    /// The bytes are not those that were put there.
    #[error("the bytes of file {0} have changed")]
    Altered(String),
    /// The text is no digest: 64 lower-case hexadecimal digits.
    #[error("not the digest of a file: {0:?}")]
    NotADigest(String),
}

impl FileStore {
    /// Keeps bytes and gives their digest: SHA-256 in lower-case hexadecimal digits.
    pub async fn put(&self, bytes: Vec<u8>) -> Result<String, FileError> {
        self.apart(move |store| match store {
            Self::Folder(root) => folder::put(root, &bytes),
            Self::S3(s3) => s3.put(&bytes),
        })
        .await
    }

    /// The bytes of a file, checked against its digest.
    pub async fn get(&self, digest: &str) -> Result<Vec<u8>, FileError> {
        let digest = digest.to_owned();
        self.apart(move |store| match store {
            Self::Folder(root) => folder::get(root, &digest),
            Self::S3(s3) => s3.get(&digest),
        })
        .await
    }

    /// Whether there is such a file; its bytes are not looked at.
    pub async fn exists(&self, digest: &str) -> Result<bool, FileError> {
        let digest = digest.to_owned();
        self.apart(move |store| match store {
            Self::Folder(root) => folder::exists(root, &digest),
            Self::S3(s3) => s3.exists(&digest),
        })
        .await
    }

    /// The digests of all files, in order, to compare with the rows that name them.
    pub async fn list(&self) -> Result<Vec<String>, FileError> {
        self.apart(|store| match store {
            Self::Folder(root) => folder::list(root),
            Self::S3(s3) => s3.list(),
        })
        .await
    }

    /// Whether the store can be reached, so that a wrong setting is found at the start and not with
    /// the first file. A folder needs nobody's leave.
    pub async fn check(&self) -> Result<(), FileError> {
        self.apart(|store| match store {
            Self::Folder(_) => Ok(()),
            Self::S3(s3) => s3.check(),
        })
        .await
    }

    /// Runs what waits for a disk or a service beside the threads that answer.
    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, FileError> + Send + 'static,
    ) -> Result<T, FileError> {
        let store = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&store)).await;
        done.map_err(|error| FileError::Io(io::Error::other(error)))?
    }
}

/// The name of bytes.
fn digest_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The place of a file in every kind of store: `ab/cd/<digest>`.
fn place(digest: &str) -> Result<String, FileError> {
    match digest.get(..2).zip(digest.get(2..4)) {
        Some((one, two)) if is_digest(digest) => Ok(format!("{one}/{two}/{digest}")),
        _ => Err(FileError::NotADigest(digest.to_owned())),
    }
}

fn is_digest(text: &str) -> bool {
    let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == 64 && text.bytes().all(digit)
}

/// The bytes, if they are those that the digest names.
fn unaltered(bytes: Vec<u8>, digest: &str) -> Result<Vec<u8>, FileError> {
    if digest_of(&bytes) == digest {
        Ok(bytes)
    } else {
        Err(FileError::Altered(digest.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_no_path() {
        for wrong in [
            "",
            "..",
            "../../../../etc/passwd",
            &"A".repeat(64),
            &"é".repeat(32),
        ] {
            assert!(place(wrong).is_err(), "{wrong}");
        }
    }
}
