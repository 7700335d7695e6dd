//! The file with the key for personal data: beside the database, in no backup of it.

use crate::output::complain;
use anyhow::{Context, Result, bail};
use gongkai_office::{KEY_LENGTH, Keyring};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

/// Its name in the folder of an installation.
pub(super) const FILE: &str = "personal.key";

/// What is done where there is no key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Absent {
    /// One is made, unless something was sealed with another.
    Make,
    /// Nothing: a backup is being restored, and its key lies elsewhere.
    Leave,
}

/// The keys of an installation, of which `sealed` is a request with its sealed key. Without the key that
/// it was sealed with there are none, and that is said: another key would be of no use, and what it
/// sealed could not be read when the right one is back.
pub(super) fn open(
    path: &Path,
    sealed: Option<&(String, String)>,
    absent: Absent,
) -> Result<Option<Keyring>> {
    let found = path.exists().then(|| read(path)).transpose()?;
    if let Some((request, key)) = sealed {
        let right = found.filter(|keyring| keyring.opens(request, key));
        if right.is_none() {
            let wrong = if path.exists() {
                "这个密钥文件不是这套数据的"
            } else {
                "找不到申请人信息的密钥文件"
            };
            complain(&format!(
                "{}：{wrong}。依申请公开暂时不能办理；请把原来的密钥文件（备份里没有它，在原来的数据文件夹或者另外保存的地方）复制到这里，再重新启动",
                path.display()
            ));
        }
        return Ok(right);
    }
    if found.is_some() || absent == Absent::Leave {
        return Ok(found);
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
        let sealed = (String::from("r1"), String::from("sealed with another key"));
        assert!(open(&path, Some(&sealed), Absent::Make).unwrap().is_none());
        assert!(open(&path, None, Absent::Leave).unwrap().is_none());
        assert!(!path.exists());
        assert!(open(&path, None, Absent::Make).unwrap().is_some());
        let first = std::fs::read_to_string(&path).unwrap();
        assert!(open(&path, None, Absent::Make).unwrap().is_some());
        assert!(open(&path, Some(&sealed), Absent::Make).unwrap().is_none());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
        std::fs::write(&path, "no key").unwrap();
        assert!(open(&path, None, Absent::Make).is_err());
    }
}
