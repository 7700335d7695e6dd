//! Handing published information over to archive and library (art. 25): prepare, deliver, receipt,
//! replace. What is due and late is in `overview`, the papers in `papers`, the package in `package`.

mod overview;
mod package;
mod papers;
mod prepare;
mod tasks;

pub use overview::{BatchView, HandoverView, Late, Next, Outdated, WaitingItem};
pub use tasks::{HandoverTask, ToDo};

use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError, pdf};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::handover::{Batch, HandoverSetting, Receipt, Refused};
use gongkai_domain::identity::{AgencyId, HandoverId};
use gongkai_store::FileRecord;
use jiff::civil::Date;

/// What a house confirmed, as it is typed in.
#[derive(Debug, Clone)]
pub struct NewReceipt {
    /// The house.
    pub receiver: String,
    /// When.
    pub on: Date,
    /// Who signed.
    pub by: String,
    /// What they remarked.
    pub remark: String,
    /// The scanned receipt: name and bytes.
    pub scan: Option<(String, Vec<u8>)>,
}

const SENDER_CHANGED: &str = "这一批清单做好以后，移交的联系人、电话或者单位名称改过，现在排出的 PDF 会与清单不一样。请下载 Word 文档，用 Word 或者 WPS 打开后另存为 PDF。";

/// A file of a batch that can be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandoverFile {
    /// The whole package.
    Package,
    /// The list as DOCX.
    ListDocx,
    /// The list as XLSX.
    ListXlsx,
    /// The delivery note as DOCX.
    NoteDocx,
    /// The delivery note as XLSX.
    NoteXlsx,
    /// The list as PDF, beside the package.
    ListPdf,
    /// The delivery note as PDF, beside the package.
    NotePdf,
}

impl HandoverFile {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::ListDocx,
        Self::ListXlsx,
        Self::ListPdf,
        Self::NoteDocx,
        Self::NoteXlsx,
        Self::NotePdf,
        Self::Package,
    ];

    /// Its name in the package and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Package => "package.zip",
            Self::ListDocx => package::LIST_DOCX,
            Self::ListXlsx => package::LIST_XLSX,
            Self::NoteDocx => package::NOTE_DOCX,
            Self::NoteXlsx => package::NOTE_XLSX,
            Self::ListPdf => "list.pdf",
            Self::NotePdf => "note.pdf",
        }
    }

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Package => "移交电子包",
            Self::ListDocx | Self::ListXlsx | Self::ListPdf => "送交目录表",
            Self::NoteDocx | Self::NoteXlsx | Self::NotePdf => "交接文据",
        }
    }

    /// The file of this name.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.code() == code)
    }
}

impl Office {
    /// Notes that a batch was brought to the houses.
    pub async fn deliver_handover(
        &self,
        cx: &Context,
        id: &HandoverId,
        revision: u64,
        on: Date,
        by: &str,
    ) -> Result<(), OfficeError> {
        let batch = self.batch_to_change(cx, id).await?;
        not_later(cx, on)?;
        if let Some(changed) = self.outdated_in(&batch).await?.first() {
            let message = format!(
                "“{}”在清单做好以后{}。请作废这一批，重新生成清单。",
                changed.line.title,
                changed.need.zh()
            );
            return Err(invalid("on", &message));
        }
        let delivered = batch.deliver(on, by)?;
        let record = Record::of("handover.delivered", object(id)).to(&delivered.stage);
        self.save_batch(cx, delivered, revision, record).await
    }

    /// Notes that a house took a batch over; a scan of its receipt is kept.
    pub async fn receipt_handover(
        &self,
        cx: &Context,
        id: &HandoverId,
        revision: u64,
        new: NewReceipt,
    ) -> Result<(), OfficeError> {
        let batch = self.batch_to_change(cx, id).await?;
        not_later(cx, new.on)?;
        let receipt = Receipt {
            receiver: new.receiver,
            on: new.on,
            by: new.by,
            scan: None,
            remark: new.remark.trim().to_owned(),
        };
        // Asked before the scan is taken in, so that a refused step leaves nothing behind.
        batch.clone().receipt(receipt.clone())?;
        let scan = match new.scan {
            Some((name, bytes)) => {
                let taken = self.keep_file(cx, &batch.agency, &name, bytes).await?;
                Some(taken.file.digest)
            }
            None => None,
        };
        let batch = batch.receipt(Receipt { scan, ..receipt })?;
        let record = Record::of("handover.receipted", object(id)).to(&batch.receipts.last());
        self.save_batch(cx, batch, revision, record).await
    }

    /// Throws away a batch that was made by mistake and not delivered: its items wait again.
    pub async fn discard_handover(
        &self,
        cx: &Context,
        id: &HandoverId,
        revision: u64,
        reason: &str,
    ) -> Result<(), OfficeError> {
        let batch = self.batch_to_change(cx, id).await?;
        let discarded = batch.discard(cx.today(), reason)?;
        let record = Record::of("handover.discarded", object(id)).to(&discarded.stage);
        self.save_batch(cx, discarded, revision, record).await
    }

    /// A file of a batch, as it was made: its name for people, its bytes.
    pub async fn handover_file(
        &self,
        cx: &Context,
        id: &HandoverId,
        file: HandoverFile,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let batch = self.batch_to_read(cx, id).await?;
        let bytes = self.files.get(&batch.package).await?;
        let ending = file.code().rsplit('.').next().unwrap_or_default();
        let name = format!("{}{}.{ending}", batch.number, file.zh());
        let bytes = match file {
            HandoverFile::Package => bytes,
            HandoverFile::ListPdf | HandoverFile::NotePdf => {
                self.handover_pdf(&batch, bytes, file).await?
            }
            HandoverFile::ListDocx
            | HandoverFile::ListXlsx
            | HandoverFile::NoteDocx
            | HandoverFile::NoteXlsx => package::entry(bytes, file.code())?,
        };
        Ok((name, bytes))
    }

    /// A paper of a batch as PDF, if the paper is still the one that lies in the package.
    async fn handover_pdf(
        &self,
        batch: &Batch,
        package: Vec<u8>,
        file: HandoverFile,
    ) -> Result<Vec<u8>, OfficeError> {
        let agency = self.agency(&batch.agency).await?;
        let setting = agency.settings.handover.clone();
        let setting = setting.ok_or(Refused::NoReceiver)?;
        let sender = papers::Sender::of(&agency, &setting, batch.made_on);
        let (paper, docx) = match file {
            HandoverFile::NotePdf => {
                let note = papers::note(batch, &sender, &batch.manifest);
                (note, package::NOTE_DOCX)
            }
            HandoverFile::ListPdf
            | HandoverFile::Package
            | HandoverFile::ListDocx
            | HandoverFile::ListXlsx
            | HandoverFile::NoteDocx
            | HandoverFile::NoteXlsx => (papers::list(batch, &sender), package::LIST_DOCX),
        };
        let same = paper.docx().ok() == package::entry(package, docx).ok();
        if !same {
            return Err(OfficeError::Unset(SENDER_CHANGED.to_owned()));
        }
        pdf::set(paper).await
    }

    /// The scan of a house's receipt.
    pub async fn handover_scan(
        &self,
        cx: &Context,
        id: &HandoverId,
        digest: &str,
    ) -> Result<(FileRecord, Vec<u8>), OfficeError> {
        let batch = self.batch_to_read(cx, id).await?;
        let mut receipts = batch.receipts.iter();
        if !receipts.any(|receipt| receipt.scan.as_deref() == Some(digest)) {
            return Err(Refusal::Unknown.into());
        }
        let record = self.store.file(digest).await?.ok_or(Refusal::Unknown)?;
        Ok((record, self.files.get(digest).await?))
    }

    /// The agency with its hand-over set up, if the actor may hand over for it.
    async fn may_hand_over(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<(Agency, HandoverSetting), OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::HandOver, Object::Agency(&lineage))?;
        let agency = self.agency(agency).await?;
        let setting = agency.settings.handover.clone();
        Ok((agency, setting.ok_or(Refused::NoReceiver)?))
    }

    async fn batch_to_change(&self, cx: &Context, id: &HandoverId) -> Result<Batch, OfficeError> {
        let batch = self.store.handover(id).await?.ok_or(Refusal::Unknown)?;
        let lineage = self.lineage(&batch.agency).await?;
        decide(&cx.actor, Action::HandOver, Object::Agency(&lineage))?;
        Ok(batch)
    }

    async fn batch_to_read(&self, cx: &Context, id: &HandoverId) -> Result<Batch, OfficeError> {
        let batch = self.store.handover(id).await?.ok_or(Refusal::Unknown)?;
        let lineage = self.lineage(&batch.agency).await?;
        decide(&cx.actor, Action::OpenDesk, Object::Agency(&lineage))?;
        Ok(batch)
    }

    async fn save_batch(
        &self,
        cx: &Context,
        batch: Batch,
        revision: u64,
        record: Record<'_>,
    ) -> Result<(), OfficeError> {
        let event = record.in_agency(&batch.agency).by(cx)?;
        let mut write = self.store.write().await?;
        write.save_handover(&batch, revision).await?;
        Ok(write.commit(vec![event]).await?)
    }
}

fn not_later(cx: &Context, on: Date) -> Result<(), OfficeError> {
    if on > cx.today() {
        return Err(invalid("on", "日期不能晚于今天。请填写实际办理的日期。"));
    }
    Ok(())
}

/// A batch's name in the event log.
fn object(id: &HandoverId) -> String {
    format!("handover:{id}")
}
