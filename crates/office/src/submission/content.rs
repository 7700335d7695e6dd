//! A report as it lies with the supervising office: the exchange format, and what in it is people's own
//! words.

use crate::locked::locked_report;
use crate::reports::forms;
use crate::{Office, OfficeError};
use gongkai_domain::agency::Agency;
use gongkai_domain::compile::text::Paragraph;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::report::{AnnualReport, Cell, CellState, SectionId};
use gongkai_domain::submission::{Source, Submission};
use gongkai_exchange::{Exchange, Lang};
use gongkai_store::HandedReport;
use std::collections::BTreeMap;

/// A report with its people's own words.
#[derive(Debug, Clone)]
pub(crate) struct Content {
    pub(crate) report: AnnualReport,
    /// By section.
    pub(crate) words: BTreeMap<String, String>,
}

impl Office {
    /// The report of a round, counted from 1; none of round 0.
    pub(crate) async fn handed(
        &self,
        agency: &AgencyId,
        year: i16,
        round: usize,
    ) -> Result<Option<Content>, OfficeError> {
        let round = u32::try_from(round).unwrap_or(u32::MAX);
        let kept = self.store.handed_report(agency, year, round).await?;
        kept.map(|kept| read(&kept)).transpose()
    }

    /// The report of a year against which the next is read: as it was handed in last, or locked.
    pub(crate) async fn report_before(
        &self,
        agency: &Agency,
        year: i16,
    ) -> Result<Option<AnnualReport>, OfficeError> {
        let Some(before) = year.checked_sub(1) else {
            return Ok(None);
        };
        let (submission, _) = self.on_its_way(&agency.id, before).await?;
        let handed = self.handed(&agency.id, before, submission.rounds.len());
        if let Some(content) = handed.await? {
            return Ok(Some(content.report));
        }
        let works = self.store.annual_reports(&agency.id).await?;
        let work = works.into_iter().find(|work| work.year == before);
        let locked = work.as_ref().map(locked_report).transpose()?;
        Ok(locked.flatten())
    }
}

/// A report in the exchange format.
pub(crate) fn written(report: &AnnualReport) -> Result<String, OfficeError> {
    let exchange = Exchange {
        report,
        source: &gongkai_exchange::Source::default(),
        findings: &[],
        lang: Lang::Zh,
    };
    let text = serde_json::to_string(&exchange);
    text.map_err(|error| OfficeError::Internal(error.to_string()))
}

/// The report in a text of the exchange format.
pub(crate) fn parsed(text: &[u8]) -> Result<AnnualReport, OfficeError> {
    let parsed = gongkai_exchange::parse(text, forms()?);
    let parsed = parsed.map_err(|error| OfficeError::Internal(error.to_string()))?;
    let first = parsed.into_iter().next().map(|(report, _)| report);
    first.ok_or_else(|| OfficeError::Internal("an empty report was kept".to_owned()))
}

/// The report that was kept.
pub(super) fn read(kept: &HandedReport) -> Result<Content, OfficeError> {
    Ok(Content {
        report: parsed(kept.report.as_bytes())?,
        words: kept.words.clone(),
    })
}

/// The words of a compiled report that people wrote: paragraphs they changed, and the problems.
pub(super) fn words_of(paragraphs: &[Paragraph]) -> BTreeMap<String, String> {
    let own = paragraphs.iter().filter_map(|one| {
        let section = one.section?;
        let own = one.written.is_some() || section == SectionId::Five;
        own.then(|| (section.name().to_owned(), one.text.as_str()))
    });
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    for (section, text) in own {
        let said = words.entry(section).or_default();
        said.push_str(text);
        said.push('\n');
    }
    words
}

/// The words of a document: all of sections one, five and six.
pub(super) fn words_read(report: &AnnualReport) -> BTreeMap<String, String> {
    let sections = [SectionId::One, SectionId::Five, SectionId::Six];
    let said = sections.map(|id| (id.name().to_owned(), report.sections.text(id).to_owned()));
    said.into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .collect()
}

/// The report without the cells that nobody has looked at yet: those say nothing that counts.
pub(super) fn without_doubts(mut report: AnnualReport, submission: &Submission) -> AnnualReport {
    let Some(round) = submission.last() else {
        return report;
    };
    let Source::Document { doubts, .. } = &round.source else {
        return report;
    };
    let Some(tables) = report.tables.as_mut() else {
        return report;
    };
    for doubt in doubts.iter().filter(|doubt| doubt.settled.is_none()) {
        let Some(index) = tables.form().cell_index(&doubt.cell) else {
            continue;
        };
        let cell = tables.at(index).clone();
        if matches!(cell.state, CellState::Stated(_)) {
            let unclear = Cell {
                state: CellState::Unclear,
                ..cell
            };
            tables.set(index, unclear);
        }
    }
    report
}
