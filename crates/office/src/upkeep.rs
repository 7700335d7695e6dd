//! Looking after the records: verifying, backing up, restoring. For who runs the machine.

use crate::{Office, OfficeError};
use gongkai_domain::event::Break;

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

/// What a backup holds.
#[derive(Debug, Clone, Default)]
pub struct BackupReport {
    /// Bytes of records.
    pub records: u64,
    /// Files.
    pub files: u64,
}

impl Office {
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
}
