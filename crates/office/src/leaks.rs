//! The leak gate before publication: title, text and the text of attachments are looked through.

use crate::{Office, OfficeError};
use gongkai_domain::information::Facts;
use gongkai_domain::leak::{self, Gravity, Leak};

/// What the gate found, and where.
#[derive(Debug, Clone, Default)]
pub struct LeakReport {
    /// Findings with the name of the place: 正文, or the name of a file.
    pub found: Vec<(String, Leak)>,
    /// Attachments whose text could not be read, and why: a person has to look.
    pub unread: Vec<(String, String)>,
}

impl LeakReport {
    /// How many findings stop publication.
    pub fn blocking(&self) -> usize {
        let stop = self.found.iter();
        stop.filter(|(_, leak)| leak.gravity == Gravity::Blocking)
            .count()
    }

    /// How many places a person has to look at before publication: findings that may be harmless, and
    /// attachments whose text could not be read.
    pub fn doubts(&self) -> usize {
        self.found.len() - self.blocking() + self.unread.len()
    }
}

impl Office {
    /// Looks through everything that would become public.
    pub(crate) async fn look_for_leaks(&self, facts: &Facts) -> Result<LeakReport, OfficeError> {
        let mut report = LeakReport::default();
        let mut note = |place: &str, text: &str| {
            let found = leak::inspect(text).into_iter();
            report
                .found
                .extend(found.map(|leak| (place.to_owned(), leak)));
        };
        note("填报内容", &facts.text());
        let mut unread = Vec::new();
        for file in &facts.attachments {
            let record = self.store.file(&file.digest).await?;
            let text = record.as_ref().and_then(|record| record.text.as_deref());
            note(&file.name, text.unwrap_or_default());
            let why = record.map(|record| record.unread).unwrap_or_default();
            if !why.is_empty() {
                unread.push((file.name.clone(), why));
            }
        }
        report.unread = unread;
        Ok(report)
    }
}
