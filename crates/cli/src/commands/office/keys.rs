//! The file with the key for personal data: beside the database, in no backup of it.

use anyhow::{Context, Result, bail};
use gongkai_office::{KEY_LENGTH, Keyring};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

/// Its name in the folder of an installation.
pub(super) const FILE: &str = "personal.key";

/// The keys of an installation. A new file is made where there is none and nothing was sealed yet; where
/// something was, another key would be of no use.
pub(super) fn open(path: &Path, sealed: bool) -> Result<Option<Keyring>> {
    if path.exists() {
        return read(path).map(Some);
    }
    if sealed {
        return Ok(None);
    }
    let secret = Keyring::fresh_secret()?;
    write(path, &secret)
        .with_context(|| format!("{}：密钥文件没有写成，请检查写入权限", path.display()))?;
    Ok(Some(Keyring::of(&secret)?))
}

fn read(path: &Path) -> Result<Keyring> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}：密钥文件读不出来，请检查读取权限", path.display()))?;
    let Some(secret) = unhex(text.trim()) else {
        bail!(
            "{}：不是密钥文件，里面应当是64个十六进制数字。请放回原来的密钥文件",
            path.display()
        );
    };
    Ok(Keyring::of(&secret)?)
}

/// Only its owner can read it, and an existing one is never written over.
fn write(path: &Path, secret: &[u8; KEY_LENGTH]) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    for byte in secret {
        write!(file, "{byte:02x}")?;
    }
    writeln!(file)?;
    file.sync_all()?;
    Ok(())
}

fn unhex(text: &str) -> Option<[u8; KEY_LENGTH]> {
    if text.len() != KEY_LENGTH * 2 || !text.is_ascii() {
        return None;
    }
    let mut secret = [0; KEY_LENGTH];
    for (at, byte) in secret.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_never_replaced_where_something_is_sealed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        assert!(open(&path, true).unwrap().is_none());
        assert!(open(&path, false).unwrap().is_some());
        let first = std::fs::read_to_string(&path).unwrap();
        assert!(open(&path, true).unwrap().is_some());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
        std::fs::write(&path, "no key").unwrap();
        assert!(open(&path, true).is_err());
    }
}
