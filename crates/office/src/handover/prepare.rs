//! Making a batch: what waits, or a zero report, or a replacement; with papers and package.

use super::package::{self, Content, File};
use super::{object, papers};
use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::handover::{
    Batch, BatchKind, BatchStage, Dates, Draft, HandoverSetting, Line, Period, Replacement, formats,
};
use gongkai_domain::identity::{AgencyId, HandoverId, InformationId};
use gongkai_store::{FileRecord, Overdrawn, Public, PublicItem, Waiting};
use jiff::civil::Date;
use serde_json::json;
use std::collections::BTreeSet;

/// A line with what the package brings of it: nothing, if it was withdrawn.
struct Entry {
    line: Line,
    item: Option<Box<PublicItem>>,
}

impl Office {
    /// Makes the list of everything that was published and waits, with its papers and package.
    pub async fn prepare_handover(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<HandoverId, OfficeError> {
        self.next_batch(cx, agency, BatchKind::Regular).await
    }

    /// Makes the list that says that nothing was published (零报告).
    pub async fn report_no_handover(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<HandoverId, OfficeError> {
        self.next_batch(cx, agency, BatchKind::Zero).await
    }

    async fn next_batch(
        &self,
        cx: &Context,
        agency: &AgencyId,
        kind: BatchKind,
    ) -> Result<HandoverId, OfficeError> {
        let (agency, setting) = self.may_hand_over(cx, agency).await?;
        let settled = self.store.handover_settled(&agency.id).await?;
        let period = setting.open_period(settled, cx.today());
        let calendars = self.calendars().await?;
        let mut entries = Vec::new();
        for waiting in self.waiting_in(&agency.id, &setting, period).await? {
            if let Some(Public::Item(item)) = self.store.public(&waiting.id).await? {
                let line = line_by(&setting, &waiting, &item, calendars.of(&agency.id));
                let item = Some(item);
                entries.push(Entry { line, item });
            }
        }
        let due_on = match kind {
            BatchKind::Zero => due_of_zero(&setting, period, calendars.of(&agency.id)),
            BatchKind::Regular | BatchKind::Replacement(_) => {
                entries.iter().filter_map(|entry| entry.line.due_on).min()
            }
        };
        let draft = Draft {
            kind,
            period,
            due_on,
            made_on: cx.today(),
            receivers: setting.receivers.clone(),
            items: entries.iter().map(|entry| entry.line.clone()).collect(),
        };
        self.make(cx, &agency, &setting, draft, entries).await
    }

    /// What waits and belongs into the list of a period.
    pub(super) async fn waiting_in(
        &self,
        agency: &AgencyId,
        setting: &HandoverSetting,
        period: Period,
    ) -> Result<Vec<Waiting>, OfficeError> {
        let mut waiting = self.store.handover_waiting(agency, setting.since).await?;
        waiting.retain(|item| item.published_on <= period.to);
        Ok(waiting)
    }

    /// Replaces items that the houses have by what the public sees now.
    pub async fn replace_handover(
        &self,
        cx: &Context,
        agency: &AgencyId,
        items: &[InformationId],
        why: Replacement,
    ) -> Result<HandoverId, OfficeError> {
        let (agency, setting) = self.may_hand_over(cx, agency).await?;
        if items.is_empty() {
            return Err(invalid("items", "请选择要撤换的信息。"));
        }
        let overdrawn = self.store.handover_overdrawn(&agency.id).await?;
        let mut entries = Vec::new();
        for id in items {
            let mut known = overdrawn.iter();
            let had = known.find(|one| one.is_delivered && one.line.information == *id);
            let had = had.ok_or_else(|| {
                invalid("items", "选中的信息不需要撤换。请刷新页面查看最新状态。")
            })?;
            entries.push(self.replaced(had).await?);
        }
        let today = cx.today();
        let draft = Draft {
            kind: BatchKind::Replacement(why),
            period: Period {
                from: today,
                to: today,
            },
            due_on: None,
            made_on: today,
            receivers: setting.receivers.clone(),
            items: entries.iter().map(|entry| entry.line.clone()).collect(),
        };
        self.make(cx, &agency, &setting, draft, entries).await
    }

    async fn replaced(&self, had: &Overdrawn) -> Result<Entry, OfficeError> {
        let public = self.store.public(&had.line.information).await?;
        let Some(Public::Item(item)) = public else {
            let line = Line {
                withdrawn: true,
                attachments: 0,
                formats: String::new(),
                due_on: None,
                ..had.line.clone()
            };
            return Ok(Entry { line, item: None });
        };
        let line = Line {
            due_on: None,
            ..line_of(&item)
        };
        let item = Some(item);
        Ok(Entry { line, item })
    }

    /// Checks a draft, makes its papers and package, and keeps it.
    async fn make(
        &self,
        cx: &Context,
        agency: &Agency,
        setting: &HandoverSetting,
        draft: Draft,
        entries: Vec<Entry>,
    ) -> Result<HandoverId, OfficeError> {
        let ids: Vec<InformationId> = draft
            .items
            .iter()
            .map(|line| line.information.clone())
            .collect();
        let handed: BTreeSet<InformationId> =
            self.store.handed_over(&ids).await?.into_iter().collect();
        draft.check(&handed)?;
        let year = draft.made_on.year();
        let before = self.store.handover_count(&agency.id, year).await?;
        let mut batch = Batch {
            id: HandoverId::from_random(token::bits()?),
            agency: agency.id.clone(),
            number: format!("{year}年第{}期", before + 1),
            kind: draft.kind,
            period: draft.period,
            due_on: draft.due_on,
            made_on: draft.made_on,
            receivers: draft.receivers,
            items: draft.items,
            package: String::new(),
            manifest: String::new(),
            stage: BatchStage::Prepared,
            receipts: Vec::new(),
            revision: 0,
        };
        let sender = papers::Sender::of(agency, setting, draft.made_on);
        let contents = self.contents(entries).await?;
        let made = batch.clone();
        let packing = move || package::pack(&made, &sender, contents);
        let done = tokio::task::spawn_blocking(packing).await;
        let packed = done.map_err(|error| OfficeError::Internal(error.to_string()))??;
        batch.manifest = packed.manifest;
        self.keep(cx, batch, packed.bytes).await
    }

    async fn keep(
        &self,
        cx: &Context,
        mut batch: Batch,
        bytes: Vec<u8>,
    ) -> Result<HandoverId, OfficeError> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        batch.package = self.files.put(bytes).await?;
        let record = FileRecord {
            digest: batch.package.clone(),
            kind: "zip".to_owned(),
            size,
            text: None,
            unread: "移交电子包".to_owned(),
        };
        let after = json!({
            "number": batch.number, "kind": batch.kind.code(), "items": batch.items.len(),
            "package": batch.package, "manifest": batch.manifest,
        });
        let event = Record::of("handover.prepared", object(&batch.id)).in_agency(&batch.agency);
        let event = event.to(&after).by(cx)?;
        let mut write = self.store.write().await?;
        write.insert_file(&record).await?;
        write.insert_handover(&batch).await?;
        write.commit(vec![event]).await?;
        Ok(batch.id)
    }

    async fn contents(&self, entries: Vec<Entry>) -> Result<Vec<Content>, OfficeError> {
        let mut contents = Vec::new();
        for entry in entries {
            let mut files = Vec::new();
            let named = entry.item.iter().flat_map(|item| &item.facts.attachments);
            for attachment in named {
                files.push(File {
                    attachment: attachment.clone(),
                    bytes: self.files.get(&attachment.digest).await?,
                });
            }
            contents.push(Content {
                line: entry.line,
                item: entry.item,
                files,
            });
        }
        Ok(contents)
    }
}

/// The line of a published item; by when it is due its rhythm says.
fn line_of(item: &PublicItem) -> Line {
    let facts = &item.facts;
    Line {
        information: item.id.clone(),
        version: item.version,
        withdrawn: false,
        index_number: item.index_number.clone(),
        title: facts.title.clone(),
        document_number: facts.document_number.clone(),
        dated_on: facts.dated_on,
        published_on: item.first_published_on,
        due_on: None,
        pages: None,
        attachments: u32::try_from(facts.attachments.len()).unwrap_or(u32::MAX),
        formats: formats(facts),
    }
}

fn line_by(
    setting: &HandoverSetting,
    waiting: &Waiting,
    item: &PublicItem,
    calendar: &WorkdayCalendar,
) -> Line {
    Line {
        due_on: due_of_item(setting, waiting, calendar),
        ..line_of(item)
    }
}

/// By when an item has to be handed over, where a day can be named.
pub(super) fn due_of_item(
    setting: &HandoverSetting,
    waiting: &Waiting,
    calendar: &WorkdayCalendar,
) -> Option<Date> {
    let dates = Dates {
        formed_on: waiting.formed_on,
        published_on: waiting.published_on,
    };
    let deadline = setting.rhythm.due(dates, calendar)?;
    deadline.on()
}

/// By when the list of a period without publications has to be handed in: of several periods in one,
/// that of the first.
pub(super) fn due_of_zero(
    setting: &HandoverSetting,
    period: Period,
    calendar: &WorkdayCalendar,
) -> Option<Date> {
    let first = setting.rhythm.period(period.from)?;
    setting.rhythm.due_of(first, calendar)?.on()
}
