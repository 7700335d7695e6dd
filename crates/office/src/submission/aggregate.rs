//! The reports of a year added up, each sum with its units (U-24).

use super::content::{read, without_doubts};
use crate::reports::{ReportFile, forms, name_of, rendered};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Refusal;
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::report::{AnnualReport, Cell};
use gongkai_domain::submission::{Progress, Submission};
use gongkai_domain::sum::{Aggregate, Total, sum};
use gongkai_render::Format;
use std::collections::BTreeMap;

/// The sum of the reports of a year.
#[derive(Debug, Clone)]
pub struct ReportSum {
    /// The supervising office.
    pub above: Agency,
    /// The year.
    pub year: i16,
    /// The reports that were added up, in the order of the sum's sources.
    pub units: Vec<(Agency, AnnualReport)>,
    /// The agencies whose report is not in it.
    pub missing: Vec<Missing>,
    /// The sum; none where nobody has handed in.
    pub total: Option<Aggregate>,
}

/// An agency whose report is not in a sum.
#[derive(Debug, Clone)]
pub struct Missing {
    /// The agency.
    pub agency: Agency,
    /// How far its report has come.
    pub progress: Progress,
    /// The form of its report, where that is another than the sum's.
    pub other_form: Option<String>,
}

/// A unit behind a sum.
#[derive(Debug, Clone)]
pub struct Behind<'a> {
    /// The unit.
    pub agency: &'a Agency,
    /// What its report says in this cell.
    pub cell: Cell,
}

impl ReportSum {
    /// What each unit says in a cell.
    pub fn behind(&self, cell: &str) -> Vec<Behind<'_>> {
        let units = self.units.iter();
        let said = |report: &AnnualReport| {
            let tables = report.tables.as_ref();
            tables.and_then(|tables| tables.cell(cell)).cloned()
        };
        units
            .map(|(agency, report)| Behind {
                agency,
                cell: said(report).unwrap_or_else(Cell::absent),
            })
            .collect()
    }

    /// The sum as a report of the whole area: cells that some unit leaves open say nothing.
    pub fn report(&self, name: &str) -> Option<AnnualReport> {
        let total = self.total.as_ref()?;
        let mut tables = gongkai_domain::report::Tables::absent(total.form.clone());
        for (index, one) in total.totals.iter().enumerate() {
            let cell = match one {
                Total::Known(number) => Cell::stated(*number),
                Total::Unknown { .. } => Cell::blank(),
            };
            tables.set(index, cell);
        }
        let report = gongkai_domain::compile::assembled(name, self.year, tables, &[], Vec::new());
        Some(report)
    }
}

impl Office {
    /// The sum of the reports of a year that were handed in and not sent back. Cells of documents that
    /// nobody has looked at leave their sum open.
    pub async fn report_sum(&self, cx: &Context, year: i16) -> Result<ReportSum, OfficeError> {
        let grid = self.report_grid(cx, year).await?;
        let mut reports = self.reports_here(year).await?;
        let form = forms()?.for_year(year).ok_or(Refusal::Unknown)?;
        let (mut units, mut missing) = (Vec::new(), Vec::new());
        for row in grid.rows {
            let report = reports.remove(&row.agency.id);
            let own = report.as_ref().and_then(AnnualReport::form);
            let other_form = own.filter(|own| own.id != form.id);
            let other_form = other_form.map(|own| own.id.clone());
            match report {
                Some(report) if other_form.is_none() => units.push((row.agency, report)),
                Some(_) | None => missing.push(Missing {
                    agency: row.agency,
                    progress: row.progress,
                    other_form,
                }),
            }
        }
        Ok(ReportSum {
            above: grid.above,
            year,
            total: total(&units, year)?,
            units,
            missing,
        })
    }

    /// The sum as a document in the statutory form; cells that some unit leaves open are blank there.
    pub async fn report_sum_file(
        &self,
        cx: &Context,
        year: i16,
        format: Format,
    ) -> Result<ReportFile, OfficeError> {
        let sum = self.report_sum(cx, year).await?;
        let name = name_of(&sum.above, year);
        let report = sum.report(&name).ok_or(Refusal::Unknown)?;
        Ok(ReportFile {
            bytes: rendered(&report, format)?,
            name: format!("{name}{year}年年度报告汇总.{}", format.extension()),
        })
    }

    /// The reports of a year that lie with the supervising office, but for those that it sent back.
    pub(crate) async fn reports_here(
        &self,
        year: i16,
    ) -> Result<BTreeMap<AgencyId, AnnualReport>, OfficeError> {
        let kept = self.store.submissions_of(year).await?.into_iter();
        let kept: BTreeMap<AgencyId, Submission> =
            kept.map(|one| (one.agency.clone(), one)).collect();
        let mut reports = BTreeMap::new();
        for handed in self.store.handed_reports(year).await? {
            let submission = kept.get(&handed.agency);
            let Some(submission) = submission.filter(|one| !one.is_returned()) else {
                continue;
            };
            let content = read(&handed)?;
            let report = without_doubts(content.report, submission);
            reports.insert(handed.agency, report);
        }
        Ok(reports)
    }
}

fn total(units: &[(Agency, AnnualReport)], year: i16) -> Result<Option<Aggregate>, OfficeError> {
    if units.is_empty() {
        return Ok(None);
    }
    let named: Vec<AnnualReport> = units
        .iter()
        .map(|(agency, report)| AnnualReport {
            agency: Some(name_of(agency, year)),
            tables: report.tables.clone(),
            ..AnnualReport::default()
        })
        .collect();
    let reports: Vec<&AnnualReport> = named.iter().collect();
    let total = sum(&reports).map_err(|error| OfficeError::Internal(error.to_string()))?;
    Ok(Some(total))
}
