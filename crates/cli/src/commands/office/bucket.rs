//! `DIR/s3.toml`: the bucket that keeps the attachments, if it is not the folder beside it.
//!
//! The keys stand in a file because arguments and environment show in lists of processes. What is
//! wrong is said by name and line, never by quoting: the line may be the one with the key.

use anyhow::{Context, Result, anyhow, bail, ensure};
use gongkai_store::files::{S3Settings, S3Store};
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use toml::{Table, Value};

const EXAMPLE: &str = "\
endpoint = \"https://s3.example.gov.cn\"
region = \"us-east-1\"
bucket = \"gongkai\"
prefix = \"fujian/\"
access_key = \"……\"
secret_key = \"……\"
path_style = true";

/// The names that may stand in the file.
const NAMES: [&str; 7] = [
    "endpoint",
    "region",
    "bucket",
    "prefix",
    "access_key",
    "secret_key",
    "path_style",
];

/// The bucket named by a file, or none where there is no such file.
pub(super) fn open(path: &Path) -> Result<Option<S3Store>> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(error).with_context(|| format!("{}：读不出来，请检查权限", path.display()));
        }
    };
    private(&file, path)?;
    let mut text = String::new();
    file.read_to_string(&mut text)
        .with_context(|| format!("{}：读不出来，请存为 UTF-8 文本", path.display()))?;
    let store = settings(&text).and_then(|settings| Ok(S3Store::new(settings)?));
    store.map(Some).map_err(|wrong| {
        let path = path.display();
        anyhow!("{path}：{wrong}。请改正后重试，全部写法如下：\n{EXAMPLE}")
    })
}

/// What a mode says of those who are not the owner.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// Whoever reads the file has the bucket.
#[cfg(unix)]
fn private(file: &File, path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = file.metadata()?.permissions().mode();
    ensure!(
        mode & OTHERS == 0,
        "{path}：里面有密钥，但是其他用户也能读取。请运行 chmod 600 {path} ，再重试；如果这台机器还有别人使用，请先更换密钥",
        path = path.display()
    );
    Ok(())
}

/// Windows asks the folder above who may read.
#[cfg(not(unix))]
fn private(_file: &File, _path: &Path) -> Result<()> {
    Ok(())
}

fn settings(text: &str) -> Result<S3Settings> {
    let table: Table = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            bail!("第{line}行不合格式，每行应当是：名称 = \"内容\"");
        }
    };
    if let Some(strange) = table.keys().find(|name| !NAMES.contains(&name.as_str())) {
        bail!("没有 {strange} 这一项，请核对名称");
    }
    Ok(S3Settings {
        endpoint: required(&table, "endpoint")?,
        region: required(&table, "region")?,
        bucket: required(&table, "bucket")?,
        prefix: string(&table, "prefix")?.unwrap_or_default(),
        access_key: required(&table, "access_key")?,
        secret_key: required(&table, "secret_key")?,
        path_style: match table.get("path_style") {
            Some(Value::Boolean(style)) => *style,
            _ => bail!(
                "path_style 要写 true 或者 false（不加引号）：自建的服务一般是 true，公有云一般是 false"
            ),
        },
    })
}

fn required(table: &Table, name: &str) -> Result<String> {
    string(table, name)?.with_context(|| format!("缺少 {name}"))
}

fn string(table: &Table, name: &str) -> Result<Option<String>> {
    match table.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => bail!("{name} 的内容要加引号"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_complete_and_a_lacking_setting_is_named() {
        let whole = settings(EXAMPLE).unwrap();
        assert_eq!(whole.prefix, "fujian/");
        assert!(whole.path_style);
        for name in NAMES.iter().filter(|name| **name != "prefix") {
            let lines = EXAMPLE.lines().filter(|line| !line.starts_with(name));
            let text = lines.collect::<Vec<_>>().join("\n");
            let error = settings(&text).unwrap_err().to_string();
            assert!(error.contains(name), "{error}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_the_key() {
        for (wrong, said) in [
            ("secret_key = 8642975310", "secret_key"),
            ("secret_key = 8642975310x", "第6行"),
            ("secret_key = \"8642975310", "第6行"),
            ("secret_key: 8642975310", "第6行"),
        ] {
            let text = EXAMPLE.replace("secret_key = \"……\"", wrong);
            let error = format!("{:?}", settings(&text).unwrap_err());
            assert!(error.contains(said), "{error}");
            assert!(!error.contains("8642"), "{error}");
        }
        let error = settings(&format!("{EXAMPLE}\nsecret = \"1\"")).unwrap_err();
        assert!(error.to_string().contains("secret "), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn keys_that_others_may_read_are_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s3.toml");
        assert!(open(&path).unwrap().is_none());
        std::fs::write(&path, EXAMPLE).unwrap();
        for (mode, fine) in [
            (0o600, true),
            (0o400, true),
            (0o640, false),
            (0o604, false),
            (0o660, false),
        ] {
            let permissions = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(&path, permissions).unwrap();
            match open(&path) {
                Ok(found) => assert!(fine && found.is_some(), "{mode:o}"),
                Err(error) => {
                    assert!(!fine && error.to_string().contains("chmod 600"), "{error}");
                }
            }
        }
    }
}
