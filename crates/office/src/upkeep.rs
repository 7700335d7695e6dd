//! Looking after the records: verifying, backing up, restoring. For who runs the machine.

use crate::packing::machine;
use crate::{Context, Office, OfficeError};
use gongkai_domain::event::Break;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What a verification found.
#[derive(Debug, Clone, Default)]
pub struct VerifyReport {
    /// Entries of the event log.
    pub entries: u64,
    /// The digest of the last: printed and kept elsewhere, it shows a cut-off tail.
    pub head: String,
    /// Where the chain is broken.
    pub breaks: Vec<Break>,
    /// Files looked at.
    pub files: u64,
    /// Files that are missing or are not what they were: digest, and what is wrong.
    pub bad_files: Vec<(String, String)>,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.breaks.is_empty() && self.bad_files.is_empty()
    }
}

/// What a backup holds, or what was restored from one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BackupReport {
    /// Bytes of records, uncompressed.
    pub records: u64,
    /// Files.
    pub files: u64,
}

/// The entry of a backup that holds the records, one JSON a line.
const RECORDS: &str = "records.jsonl";
/// The folder of a backup that holds the files by their digest.
const FILES: &str = "files/";

impl Office {
    /// What is done once a day without anybody asking: the index of words is merged, so that searching
    /// stays fast; what is kept no longer is forgotten; who asked for information whose time is over is
    /// erased. Gives what failed, by name; the rest is done all the same.
    pub async fn keep_up(&self, cx: &Context) -> Vec<(&'static str, OfficeError)> {
        let done = [
            ("index of words", self.merge_index().await),
            ("what was sent", self.forget_sent(cx.now).await),
            ("personal data", self.forget_persons(cx).await),
        ];
        let failed = |(name, done): (_, Result<(), OfficeError>)| Some((name, done.err()?));
        done.into_iter().filter_map(failed).collect()
    }

    async fn merge_index(&self) -> Result<(), OfficeError> {
        Ok(self.store.merge_index().await?)
    }

    async fn forget_persons(&self, cx: &Context) -> Result<(), OfficeError> {
        if self.erase_all_expired(cx).await? > 0 {
            self.store.empty_log().await?;
        }
        Ok(())
    }

    /// Walks the event chain and reads every file.
    pub async fn verify(&self) -> Result<VerifyReport, OfficeError> {
        let chain = self.store.verify_chain(|_| ()).await?;
        let mut report = VerifyReport {
            entries: chain.entries,
            head: chain.head,
            breaks: chain.breaks,
            ..VerifyReport::default()
        };
        for file in self.store.files().await? {
            report.files += 1;
            if let Err(error) = self.files.get(&file.digest).await {
                report.bad_files.push((file.digest, error.to_string()));
            }
        }
        Ok(report)
    }

    /// Writes all records, as they are at one moment, and all files into one ZIP, while others go on
    /// working. The file appears under its name when it is whole and on the disk.
    pub async fn backup(&self, out: &Path) -> Result<BackupReport, OfficeError> {
        if out.exists() && !out.is_file() {
            let taken = format!(
                "{}：不是普通文件，不能写成备份。请换一个文件名。",
                out.display()
            );
            return Err(OfficeError::File(taken));
        }
        let partial = with_ending(out, ".partial");
        let done = self.write_backup(&partial).await;
        if done.is_err() {
            // What is half written serves nobody; that it cannot be removed changes nothing.
            let _ = std::fs::remove_file(&partial);
            return done;
        }
        std::fs::rename(&partial, out).map_err(machine)?;
        done
    }

    async fn write_backup(&self, path: &Path) -> Result<BackupReport, OfficeError> {
        let mut zip = Counted {
            zip: ZipWriter::new(File::create(path).map_err(machine)?),
            bytes: 0,
        };
        let compressed = SimpleFileOptions::default().large_file(true);
        zip.zip.start_file(RECORDS, compressed).map_err(machine)?;
        self.store.dump(&mut zip).await?;
        let records = zip.bytes;
        // Files are never changed or removed: those the records name are still there.
        let mut files = 0;
        for file in self.store.files().await? {
            let bytes = self.files.get(&file.digest).await?;
            zip.zip
                .start_file(format!("{FILES}{}", file.digest), compressed)
                .map_err(machine)?;
            zip.zip.write_all(&bytes).map_err(machine)?;
            files += 1;
        }
        let file = zip.zip.finish().map_err(machine)?;
        file.sync_all().map_err(machine)?;
        Ok(BackupReport { records, files })
    }

    /// Restores a backup into an empty installation: the files first, then the records that name them.
    pub async fn restore(
        &self,
        backup: &Path,
        scratch: &Path,
    ) -> Result<BackupReport, OfficeError> {
        let mut zip = backup_in(backup)?;
        let mut report = BackupReport::default();
        for at in 0..zip.len() {
            let bytes = {
                let mut entry = zip.by_index(at).map_err(|error| unreadable(&error))?;
                let name = entry
                    .name()
                    .map_err(|error| unreadable(&error))?
                    .into_owned();
                let Some(digest) = name.strip_prefix(FILES).map(ToOwned::to_owned) else {
                    continue;
                };
                let mut bytes = Vec::new();
                entry
                    .read_to_end(&mut bytes)
                    .map_err(|error| unreadable(&error))?;
                (digest, bytes)
            };
            if self.files.put(bytes.1).await? != bytes.0 {
                return Err(unreadable(&format!("附件{}与摘要不符", bytes.0)));
            }
            report.files += 1;
        }
        let records = with_ending(scratch, ".records");
        {
            let mut entry = zip.by_name(RECORDS).map_err(|error| unreadable(&error))?;
            let mut file = File::create(&records).map_err(machine)?;
            report.records =
                std::io::copy(&mut entry, &mut file).map_err(|error| unreadable(&error))?;
        }
        let loaded = self
            .store
            .load(&mut BufReader::new(File::open(&records).map_err(machine)?))
            .await;
        std::fs::remove_file(&records).map_err(machine)?;
        loaded?;
        Ok(report)
    }
}

/// Whether a file is a backup, before anything is made of it.
///
/// # Errors
///
/// Says that it is none.
pub fn check_backup(path: &Path) -> Result<(), OfficeError> {
    backup_in(path).map(drop)
}

fn backup_in(path: &Path) -> Result<ZipArchive<File>, OfficeError> {
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let none = "不是 gongkai backup 写出的文件，或者没有复制完整";
    let mut zip = ZipArchive::new(file).map_err(|_not_packed| unreadable(&none))?;
    zip.by_name(RECORDS).map_err(|_absent| unreadable(&none))?;
    Ok(zip)
}

fn unreadable(error: &dyn std::fmt::Display) -> OfficeError {
    OfficeError::File(format!("备份文件读不出来：{error}。请换一份备份重试。"))
}

/// A ZIP that counts what goes into it.
struct Counted {
    zip: ZipWriter<File>,
    bytes: u64,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.zip.write(bytes)?;
        self.bytes += u64::try_from(written).unwrap_or(0);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.zip.flush()
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
