//! The annual report of a unit: completed, locked, handed in, filed or sent back once, published; that of
//! the last year is begun in some units and not in others.

use super::draw::{Draw, workday};
use super::items::{copy, postings, registered};
use super::{UnitYear, by};
use crate::events::Record;
use crate::reports::facts;
use crate::{OfficeError, ReportView, submission};
use gongkai_domain::access::Person;
use gongkai_domain::agency::Agency;
use gongkai_domain::information::{Attachment, Information};
use gongkai_domain::submission::{Anchor, Remark};
use gongkai_store::{FileRecord, Write};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// Of a hundred reports so many are handed in late.
const LATE: u32 = 5;
/// Of a hundred so many are sent back once.
const SENT_BACK: u32 = 8;
/// Of a hundred so many are published.
const PUBLISHED: u32 = 95;
/// Of a hundred units so many have begun with the last year's.
const BEGUN: u32 = 60;

impl UnitYear<'_> {
    /// Takes the report of the year as far as it has come.
    pub(super) async fn report(&self, supervisor: &Person) -> Result<(), OfficeError> {
        let mut draw = self.draw(4);
        let last = self.year == self.plan.years.1;
        if last && !draw.chance(BEGUN) {
            return Ok(());
        }
        let calendar = self.office.carried_calendar();
        let begun = date(self.year + 1, 1, 4);
        self.complete(draw.after(begun, (0, 2), calendar), &mut draw)
            .await?;
        if last {
            return Ok(());
        }
        let late = draw.chance(LATE);
        let (least, most) = if late { (30, 50) } else { (5, 18) };
        let mut day = draw.after(begun, (least, most), calendar);
        let head = by(Some(&self.unit.head), day);
        let revision = self.revision().await?;
        let agency = &self.unit.agency;
        self.office
            .lock_report(&head, agency, (self.year, revision), true)
            .await?;
        self.hand_in(day).await?;
        if draw.chance(SENT_BACK) {
            day = self.come_again(day, supervisor, &mut draw).await?;
        }
        let filed = workday(day.saturating_add(2.days()), calendar);
        let above = by(Some(supervisor), filed);
        let seen = self.handed_in().await?;
        self.office.file_report(&above, agency, seen).await?;
        if draw.chance(PUBLISHED) {
            self.publish(workday(filed.saturating_add(1.day()), calendar), &mut draw)
                .await?;
        }
        Ok(())
    }

    /// Types what no ledger holds.
    async fn complete(&self, day: Date, draw: &mut Draw) -> Result<(), OfficeError> {
        let clerk = by(Some(&self.unit.clerk), day);
        let agency = &self.unit.agency;
        let view = self.office.report_of(agency, self.year, None).await?;
        let typed: BTreeMap<String, String> = view
            .compiled
            .asked()
            .map(|cell| (cell.id.clone(), draw.below(6).to_string()))
            .collect();
        let seen = (self.year, view.work.revision);
        self.office.type_cells(&clerk, agency, seen, &typed).await
    }

    async fn hand_in(&self, day: Date) -> Result<(), OfficeError> {
        let clerk = by(Some(&self.unit.clerk), day);
        let seen = self.handed_in().await?;
        let agency = &self.unit.agency;
        self.office.hand_in_report(&clerk, agency, seen).await
    }

    /// Sent back with a remark on a cell, amended, handed in again. Gives the day of that.
    async fn come_again(
        &self,
        day: Date,
        supervisor: &Person,
        draw: &mut Draw,
    ) -> Result<Date, OfficeError> {
        let calendar = self.office.carried_calendar();
        let agency = &self.unit.agency;
        let view = self.office.report_of(agency, self.year, None).await?;
        let cell = view.compiled.asked().next().map(|cell| cell.id.clone());
        let remark = Remark {
            anchor: cell.clone().map_or(Anchor::Report, Anchor::Cell),
            text: "和业务系统里的数不一致，请核对（演示）。".to_owned(),
        };
        let judged = draw.after(day, (1, 4), calendar);
        let above = by(Some(supervisor), judged);
        let seen = self.handed_in().await?;
        self.office
            .send_report_back(&above, agency, seen, vec![remark])
            .await?;
        let again = draw.after(judged, (1, 4), calendar);
        let typed = cell.map(|cell| (cell, (6 + draw.below(6)).to_string()));
        let seen = (self.year, view.work.revision);
        let clerk = by(Some(&self.unit.clerk), again);
        self.office
            .type_cells(&clerk, agency, seen, &typed.into_iter().collect())
            .await?;
        let head = by(Some(&self.unit.head), again);
        let seen = (self.year, self.revision().await?);
        let why = "按退回意见核对业务系统后更正（演示）";
        self.office.amend_report(&head, agency, seen, why).await?;
        self.hand_in(again).await?;
        Ok(again)
    }

    /// Publishes the report with its data file; the other files of a real one are left out.
    async fn publish(&self, day: Date, draw: &mut Draw) -> Result<(), OfficeError> {
        let agency = &self.unit.agency;
        let view = self.office.report_of(agency, self.year, None).await?;
        let report = view.report();
        let data = submission::written(&report)?.into_bytes();
        let size = u64::try_from(data.len()).unwrap_or(u64::MAX);
        let digest = self.office.files.put(data).await?;
        let title = report.title.as_deref().unwrap_or_default();
        let file = Attachment {
            digest: digest.clone(),
            name: format!("{title}.json"),
            kind: "json".to_owned(),
            size,
        };
        let Some(frozen) = &view.work.frozen else {
            return Ok(());
        };
        let facts = facts(&view, frozen, &report, vec![file]);
        let record = FileRecord {
            digest,
            kind: "json".to_owned(),
            size,
            text: None,
            unread: String::new(),
        };
        let mut write = self.office.store.write().await?;
        write.insert_file(&record).await?;
        let item = registered(&mut write, self.unit, facts, ("", None), day).await?;
        write.publish(&copy(&item, "", day, None)).await?;
        for posting in postings(self.unit, &item, day, draw)? {
            write.insert_posting(&posting).await?;
        }
        self.note(write, agency, view, (item, day)).await
    }

    /// Notes in the work on the report which item it is.
    async fn note(
        &self,
        mut write: Write,
        agency: &Agency,
        view: ReportView,
        (item, day): (Information, Date),
    ) -> Result<(), OfficeError> {
        let mut work = view.work;
        work.item = Some(item.id.clone());
        write.save_annual_report(&work).await?;
        let record = Record::of("information.published", format!("information:{}", item.id));
        let record = record.in_agency(&agency.id).to(&item.facts.title);
        let event = record.by(&by(Some(&self.unit.clerk), day))?;
        Ok(write.commit(vec![event]).await?)
    }

    async fn revision(&self) -> Result<u64, OfficeError> {
        let agency = &self.unit.agency;
        self.office.report_revision(agency, self.year).await
    }

    /// The year and the revision of what is on its way.
    async fn handed_in(&self) -> Result<(i16, u64), OfficeError> {
        let on_its_way = self.office.on_its_way(&self.unit.agency.id, self.year);
        let (submission, _) = on_its_way.await?;
        Ok((self.year, submission.revision))
    }
}
