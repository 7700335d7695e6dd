//! The files beside the database, each named by the digest of its bytes: the same bytes are kept
//! once, a name says what must be in it, and nothing that was written is ever changed.
//!
//! A file is durable before [`FileStore::put`] returns, so that no row names a file that a power
//! cut can take away. One kind of store so far, a folder; another is another variant.

mod folder;

use std::io;
use std::path::PathBuf;

/// Where the files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileStore {
    /// A folder on this machine: `ab/cd/<digest>`.
    Folder(PathBuf),
}

/// Why a file could not be kept or given back.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The folder did not do as it was asked.
    #[error("the file store failed: {0}")]
    Io(#[from] io::Error),
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
        let Self::Folder(root) = self.clone();
        apart(move || folder::put(&root, &bytes)).await
    }

    /// The bytes of a file, checked against its digest.
    pub async fn get(&self, digest: &str) -> Result<Vec<u8>, FileError> {
        let Self::Folder(root) = self.clone();
        let digest = digest.to_owned();
        apart(move || folder::get(&root, &digest)).await
    }

    /// Whether there is such a file; its bytes are not looked at.
    pub async fn exists(&self, digest: &str) -> Result<bool, FileError> {
        let Self::Folder(root) = self.clone();
        let digest = digest.to_owned();
        apart(move || folder::exists(&root, &digest)).await
    }

    /// The digests of all files, in order, to compare with the rows that name them.
    pub async fn list(&self) -> Result<Vec<String>, FileError> {
        let Self::Folder(root) = self.clone();
        apart(move || folder::list(&root)).await
    }
}

/// Runs what waits for a disk beside the threads that answer.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FileError> + Send + 'static,
) -> Result<T, FileError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| FileError::Io(io::Error::other(error)))?
}
