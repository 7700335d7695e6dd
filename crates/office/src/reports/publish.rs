//! 公布: the locked report becomes an item of information with its files, goes through the agency's review
//! and then to the public like everything else (Regulations, articles 17 and 49).

use super::ReportView;
use super::files::rendered;
use crate::error::invalid;
use crate::events::Record;
use crate::submission::{parsed, written};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::agency::Agency;
use gongkai_domain::compile::Frozen;
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::{Attachment, Facts, Information, Origin, Stage, Topic};
use gongkai_domain::report::{AnnualReport, SectionId};
use gongkai_render::Format;
use gongkai_store::{FileRecord, Public, PublicItem};
use jiff::civil::Date;

/// The item of article 20 under which what no other item names is published.
const OTHER: u8 = 15;

/// What came of sending a report to publication.
#[derive(Debug, Clone)]
pub struct SentToPublication {
    /// The item.
    pub item: InformationId,
    /// Why there is no PDF among its files, where there is none.
    pub without_pdf: Option<String>,
}

/// A published report.
#[derive(Debug, Clone)]
pub struct PublishedReport {
    /// Its year.
    pub year: i16,
    /// The public copy of its item.
    pub item: PublicItem,
}

impl Office {
    /// Registers the locked report with its six files, each read again and compared before it is kept, and
    /// sends it into review; its leader's signature is the last step there. A report that was amended since
    /// goes out as a corrected version of the same item.
    pub async fn send_report_to_publication(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, revision): (i16, u64),
    ) -> Result<SentToPublication, OfficeError> {
        self.who_may(cx, &agency.id, Action::Register).await?;
        let view = self.seen_report(agency, year, revision).await?;
        let Some(frozen) = view.work.frozen.clone() else {
            let open = "报告还没有锁定。请先请领导审定并锁定，再公布。";
            return Err(invalid("report", open));
        };
        let report = view.report();
        let (files, without_pdf) = self.report_files(cx, &agency.id, &report).await?;
        let facts = facts(&view, &frozen, &report, files);
        let item = match &view.work.item {
            Some(item) => self.renewed_report(cx, item, facts).await?,
            None => self.registered_report(cx, agency, &view, facts).await?,
        };
        let item = self.submit(cx, &item.id, item.revision).await?;
        Ok(SentToPublication {
            item: item.id,
            without_pdf,
        })
    }

    /// The item with which a report is published, as it is on its way.
    pub async fn report_item(
        &self,
        cx: &Context,
        view: &ReportView,
    ) -> Result<Option<Information>, OfficeError> {
        match &view.work.item {
            Some(item) => Ok(Some(self.item(cx, item, Action::Read).await?)),
            None => Ok(None),
        }
    }

    /// The reports of an agency that anybody can read, the newest year first.
    pub async fn published_reports(
        &self,
        agency: &AgencyId,
    ) -> Result<Vec<PublishedReport>, OfficeError> {
        let mut published = Vec::new();
        for work in self.store.report_work_at(agency).await? {
            let Some(item) = work.item.filter(|_| work.published_on.is_some()) else {
                continue;
            };
            if let Some(Public::Item(item)) = self.store.public(&item).await? {
                published.push(PublishedReport {
                    year: work.year,
                    item: *item,
                });
            }
        }
        published.reverse();
        Ok(published)
    }

    /// What a published report says: read from the data among its files.
    pub async fn published_report(
        &self,
        published: &PublishedReport,
    ) -> Result<AnnualReport, OfficeError> {
        let mut files = published.item.facts.attachments.iter();
        let data = files.find(|file| file.kind == "json");
        let data = data.ok_or(Refusal::Unknown)?;
        let bytes = self.files.get(&data.digest).await?;
        parsed(&bytes)
    }

    /// Registers the item, and notes in the work on the report which it is.
    async fn registered_report(
        &self,
        cx: &Context,
        agency: &Agency,
        view: &ReportView,
        facts: Facts,
    ) -> Result<Information, OfficeError> {
        let desk = self.registry(cx, &agency.id).await?;
        let mut work = view.work.clone();
        let mut write = self.store.write().await?;
        let (item, event) = self.draft(cx, &mut write, &desk, facts).await?;
        work.item = Some(item.id.clone());
        let record = Record::of("report.registered", format!("report:{}", work.year));
        let noted = record.in_agency(&agency.id).to(&item.id.as_str()).by(cx)?;
        super::keep::save(&mut write, &view.work, &work).await?;
        write.commit(vec![event, noted]).await?;
        Ok(item)
    }

    /// Puts the report as it is now into the item that it has already.
    async fn renewed_report(
        &self,
        cx: &Context,
        id: &InformationId,
        facts: Facts,
    ) -> Result<Information, OfficeError> {
        let item = self.item(cx, id, Action::Read).await?;
        if item.stage == Stage::InReview {
            let reviewed = "报告正在公开审查。请等审查结束，或者请审查人退回以后再送。";
            return Err(invalid("report", reviewed));
        }
        if item.facts.body == facts.body && same_files(&item.facts, &facts) {
            let same = "公布的内容没有变化，不用再送。";
            return Err(invalid("report", same));
        }
        let open = matches!(item.stage, Stage::Draft | Stage::Returned);
        let item = if open {
            item
        } else {
            self.correct(cx, id, item.revision).await?
        };
        self.revise(cx, id, item.revision, facts).await
    }

    /// The files of a report: all from one model, each read again. Without a Chinese font there is no PDF,
    /// and why.
    async fn report_files(
        &self,
        cx: &Context,
        agency: &AgencyId,
        report: &AnnualReport,
    ) -> Result<(Vec<Attachment>, Option<String>), OfficeError> {
        let mut files = Vec::new();
        let mut without_pdf = None;
        let formats = [
            Format::Docx,
            Format::Pdf,
            Format::Xlsx,
            Format::Html,
            Format::Csv,
        ];
        for format in formats {
            match rendered(report, format) {
                Ok(bytes) => {
                    let file = self.kept_file(cx, agency, report, format.extension(), bytes);
                    files.push(file.await?);
                }
                Err(OfficeError::Unset(why)) if format == Format::Pdf => without_pdf = Some(why),
                Err(error) => return Err(error),
            }
        }
        let data = data(report)?;
        let data = self.kept_file(cx, agency, report, "json", data).await?;
        files.push(data);
        Ok((files, without_pdf))
    }

    /// Keeps a file that the program wrote. Its words are those of the item, which are looked through and
    /// found with it.
    async fn kept_file(
        &self,
        cx: &Context,
        agency: &AgencyId,
        report: &AnnualReport,
        kind: &str,
        bytes: Vec<u8>,
    ) -> Result<Attachment, OfficeError> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let digest = self.files.put(bytes).await?;
        let record = FileRecord {
            digest: digest.clone(),
            kind: kind.to_owned(),
            size,
            text: None,
            unread: String::new(),
        };
        let title = report.title.as_deref().unwrap_or("年度报告");
        let name = format!("{title}.{kind}");
        let event = Record::of("file.made", format!("file:{digest}")).in_agency(agency);
        let event = event.to(&name).by(cx)?;
        let mut write = self.store.write().await?;
        write.insert_file(&record).await?;
        write.commit(vec![event]).await?;
        Ok(Attachment {
            digest,
            name,
            kind: kind.to_owned(),
            size,
        })
    }
}

/// The report as data, read again: what comes back must be the same.
fn data(report: &AnnualReport) -> Result<Vec<u8>, OfficeError> {
    let text = written(report)?;
    let again = parsed(text.as_bytes())?;
    if written(&again)? == text {
        Ok(text.into_bytes())
    } else {
        let differs = "the report as JSON says something else when it is read again";
        Err(OfficeError::Internal(differs.to_owned()))
    }
}

/// Files whose bytes do not hang on when they were written.
fn same_files(one: &Facts, other: &Facts) -> bool {
    let data = |facts: &Facts| {
        let mut files = facts.attachments.iter();
        let file = files.find(|file| file.kind == "json");
        file.map(|file| file.digest.clone())
    };
    data(one) == data(other)
}

/// What is registered about a report.
pub(crate) fn facts(
    view: &ReportView,
    frozen: &Frozen,
    report: &AnnualReport,
    attachments: Vec<Attachment>,
) -> Facts {
    let title = report.title.clone().unwrap_or_default();
    let last = view.work.amendments.last();
    let changed: Date = last.map_or(frozen.on, |amendment| amendment.on);
    Facts {
        origin: Origin::Made,
        issuing_organ: view.agency.clone(),
        dated_on: Some(changed),
        formed_on: Some(changed),
        topic: Topic::try_from(OTHER).ok(),
        summary: format!("{}年政府信息公开工作情况", view.year),
        keywords: "政府信息公开 年度报告".to_owned(),
        body: body(report),
        attachments,
        ..Facts::titled(&title)
    }
}

/// The text of a report, section by section; the tables are in the files and on the page of reports.
fn body(report: &AnnualReport) -> String {
    let mut parts = vec![report.sections.preamble.clone()];
    for id in SectionId::ALL {
        if let Some(section) = report.sections.get(id) {
            parts.push(section.heading.clone());
            let table = matches!(id, SectionId::Two | SectionId::Three | SectionId::Four);
            let text = section.text.trim();
            parts.push(if text.is_empty() && table {
                "见附件中的表格。".to_owned()
            } else {
                text.to_owned()
            });
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts.join("\n")
}
