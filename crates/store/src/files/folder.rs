//! Files in a folder: written aside, made durable, then given their name.

use super::{FileError, digest_of, is_digest, place, unaltered};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Beside the folders of digests; what a crash leaves in it is of no account.
const ASIDE: &str = "tmp";

pub(super) fn put(root: &Path, bytes: &[u8]) -> Result<String, FileError> {
    let digest = digest_of(bytes);
    let path = root.join(place(&digest)?);
    let folder = folders(root, &digest)?;
    // A file that is there may be damaged; then it is put there again.
    if get(root, &digest).is_err() {
        let aside = write_aside(root, bytes)?;
        fs::rename(&aside, &path).inspect_err(|_failed| {
            let _whatever = fs::remove_file(&aside);
        })?;
    }
    // The name is durable when the folder is.
    sync(&folder)?;
    Ok(digest)
}

pub(super) fn get(root: &Path, digest: &str) -> Result<Vec<u8>, FileError> {
    let bytes = match fs::read(root.join(place(digest)?)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(FileError::Missing(digest.to_owned()));
        }
        Err(error) => return Err(error.into()),
    };
    unaltered(bytes, digest)
}

pub(super) fn exists(root: &Path, digest: &str) -> Result<bool, FileError> {
    Ok(root.join(place(digest)?).try_exists()?)
}

pub(super) fn list(root: &Path) -> Result<Vec<String>, FileError> {
    let mut digests = Vec::new();
    for one in names(root)?.iter().filter(|name| name.len() == 2) {
        for two in names(&root.join(one))? {
            let found = names(&root.join(one).join(two))?;
            digests.extend(found.into_iter().filter(|name| is_digest(name)));
        }
    }
    digests.sort_unstable();
    Ok(digests)
}

fn names(folder: &Path) -> Result<Vec<String>, FileError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    names.collect()
}

/// The folders `ab/cd`, each durable in the one above.
fn folders(root: &Path, digest: &str) -> Result<PathBuf, FileError> {
    let mut folder = root.to_owned();
    fs::create_dir_all(&folder)?;
    for part in [digest.get(..2), digest.get(2..4)].into_iter().flatten() {
        let inner = folder.join(part);
        if !inner.try_exists()? {
            fs::create_dir_all(&inner)?;
        }
        // Also where it was there before: whoever made it may not have come as far as this.
        sync(&folder)?;
        folder = inner;
    }
    Ok(folder)
}

fn write_aside(root: &Path, bytes: &[u8]) -> Result<PathBuf, FileError> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let folder = root.join(ASIDE);
    fs::create_dir_all(&folder)?;
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let path = folder.join(format!("{}-{number}", std::process::id()));
    let mut file = File::create(&path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.inspect_err(|_failed| {
        let _whatever = fs::remove_file(&path);
    })?;
    Ok(path)
}

/// Makes the names in a folder durable. Windows has no such call and needs none.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
