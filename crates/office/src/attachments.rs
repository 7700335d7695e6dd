//! Taking files in: typed by their content, read for search and the leak gate, kept before named.

use crate::events::Record;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::Attachment;
use gongkai_reader::attachment::{AttachmentKind, Description, Examined, examine, kind_of};
use gongkai_store::{FileRecord, Public};
use jiff::civil::Date;

/// Characters of a file name.
const LONGEST_NAME: usize = 100;

/// A file taken in.
#[derive(Debug, Clone)]
pub struct Taken {
    /// What an item names.
    pub file: Attachment,
    /// What it proposes for its registration.
    pub proposals: Proposals,
}

/// What a document says of itself, for a person to confirm. What is not clear is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposals {
    /// 标题.
    pub title: Option<String>,
    /// 文号.
    pub document_number: Option<String>,
    /// 成文日期.
    pub dated_on: Option<Date>,
}

impl From<Description> for Proposals {
    fn from(read: Description) -> Self {
        Self {
            title: read.title.map(|title| title.value),
            document_number: read.document_number.map(|number| number.value),
            dated_on: read.issued_on.map(|day| day.value),
        }
    }
}

impl Office {
    /// A file that was taken in for this agency before; nothing that only others have taken in.
    pub async fn taken_file(
        &self,
        cx: &Context,
        agency: &AgencyId,
        digest: &str,
    ) -> Result<Attachment, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::Register, Object::Agency(&lineage))?;
        let record = self.store.file(digest).await?.ok_or(Refusal::Unknown)?;
        let taken = self.store.events_of(&format!("file:{digest}")).await?;
        let mut own = taken.iter().rev().map(|entry| &entry.event);
        let event = own.find(|event| event.agency.as_ref() == Some(agency));
        let name = event.and_then(|event| serde_json::from_str(&event.after).ok());
        Ok(Attachment {
            digest: record.digest,
            name: name.ok_or(Refusal::Unknown)?,
            kind: record.kind,
            size: record.size,
        })
    }

    /// Takes a file in for an agency's item. The item names it when it is saved.
    pub async fn take_file(
        &self,
        cx: &Context,
        agency: &AgencyId,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Taken, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::Register, Object::Agency(&lineage))?;
        self.keep_file(cx, agency, name, bytes).await
    }

    /// The same for who may already do what the file belongs to.
    pub(crate) async fn keep_file(
        &self,
        cx: &Context,
        agency: &AgencyId,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Taken, OfficeError> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let (bytes, kind, read) = self.examined(bytes).await?;
        let digest = self.files.put(bytes).await?;
        let unread = read.text.parts_unread.iter();
        let unread: Vec<String> = unread
            .map(|part| format!("{}{}", part.part, part.why))
            .collect();
        let text = read.text.text;
        let record = FileRecord {
            digest: digest.clone(),
            kind: kind.extension().to_owned(),
            size,
            text: (!text.is_empty()).then_some(text),
            unread: unread.join("；"),
        };
        let name = clean(name, kind.extension());
        let event = Record::of("file.taken", format!("file:{digest}")).in_agency(agency);
        let event = event.to(&name).by(cx)?;
        let mut write = self.store.write().await?;
        write.insert_file(&record).await?;
        write.commit(vec![event]).await?;
        let file = Attachment {
            digest,
            name,
            kind: record.kind,
            size,
        };
        Ok(Taken {
            file,
            proposals: read.description.into(),
        })
    }

    /// What a file is and says; away from the threads that answer requests.
    async fn examined(
        &self,
        bytes: Vec<u8>,
    ) -> Result<(Vec<u8>, AttachmentKind, Examined), OfficeError> {
        let apart = self.apart.clone();
        let work = move || -> Result<_, OfficeError> {
            let kind = kind_of(&bytes).map_err(|refused| OfficeError::File(refused.to_string()))?;
            let read = examine(&bytes, kind, apart.as_deref());
            Ok((bytes, kind, read))
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|error| OfficeError::Internal(error.to_string()))?
    }

    /// The bytes of an item's file, for people at the desk.
    pub async fn file(
        &self,
        cx: &Context,
        id: &InformationId,
        digest: &str,
    ) -> Result<(Attachment, Vec<u8>), OfficeError> {
        let item = self.item(cx, id, Action::Read).await?;
        let file = item
            .facts
            .attachments
            .into_iter()
            .find(|file| file.digest == digest);
        self.bytes_of(file.ok_or(Refusal::Unknown)?).await
    }

    /// The bytes of a published item's file.
    pub async fn public_file(
        &self,
        id: &InformationId,
        digest: &str,
    ) -> Result<(Attachment, Vec<u8>), OfficeError> {
        let Some(Public::Item(item)) = self.store.public(id).await? else {
            return Err(Refusal::Unknown.into());
        };
        let file = item
            .facts
            .attachments
            .into_iter()
            .find(|file| file.digest == digest);
        self.bytes_of(file.ok_or(Refusal::Unknown)?).await
    }

    async fn bytes_of(&self, file: Attachment) -> Result<(Attachment, Vec<u8>), OfficeError> {
        let bytes = self.files.get(&file.digest).await?;
        Ok((file, bytes))
    }
}

/// A file name without path, control and direction characters, with the ending of its content.
pub(crate) fn clean(name: &str, extension: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let shown: String = last
        .chars()
        .filter(|&c| !hidden(c) && !"<>:\"|?*".contains(c))
        .collect();
    let stem = shown
        .rsplit_once('.')
        .map_or(shown.as_str(), |(stem, _)| stem);
    let stem: String = stem
        .trim()
        .trim_matches('.')
        .chars()
        .take(LONGEST_NAME)
        .collect();
    let stem = if stem.is_empty() {
        "附件".to_owned()
    } else {
        stem
    };
    format!("{stem}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn a_file_name_loses_paths_and_tricks_and_gets_the_ending_of_its_content() {
        for (given, kept) in [
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\桌面\\通知.doc", "通知.pdf"),
            ("年报\u{202e}fdp.exe", "年报fdp.pdf"),
            ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
            ("", "附件.pdf"),
            ("...", "附件.pdf"),
        ] {
            assert_eq!(clean(given, "pdf"), kept);
        }
    }
}
