//! All reports of a year as the supervising office sees them: units by steps (U-20, U-21).

use super::progress;
use crate::supervision::supervising;
use crate::{Context, Office, OfficeError, Tree};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::submission::{Progress, Submission, due_on};
use gongkai_store::WorkState;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The reports of a year of all agencies below an office.
#[derive(Debug, Clone)]
pub struct ReportGrid {
    /// The supervising office.
    pub above: Agency,
    /// The year.
    pub year: i16,
    /// By when they are handed in and published.
    pub due_on: Option<Date>,
    /// The agencies from which a report is expected, in the order of the tree.
    pub rows: Vec<GridRow>,
}

/// An agency's report.
#[derive(Debug, Clone)]
pub struct GridRow {
    /// The agency.
    pub agency: Agency,
    /// How far its report has come.
    pub progress: Progress,
    /// What went to and fro.
    pub submission: Submission,
    /// When the agency locked it.
    pub locked_on: Option<Date>,
    /// When it became public.
    pub published_on: Option<Date>,
}

impl GridRow {
    /// Days behind the last day, of a report that is not here or came late.
    pub fn days_late(&self, due: Option<Date>, today: Date) -> i32 {
        let came = self.submission.first_on().or(self.published_on);
        let here = came.filter(|_| self.progress.is_here()).unwrap_or(today);
        due.map_or(0, |due| (here - due).get_days().max(0))
    }
}

impl ReportGrid {
    /// How many reports stand at a step.
    pub fn count(&self, progress: Progress) -> usize {
        let at = self.rows.iter().filter(|row| row.progress == progress);
        at.count()
    }

    /// Reports that are not here, the latest first.
    pub fn missing(&self) -> impl Iterator<Item = &GridRow> {
        self.rows.iter().filter(|row| !row.progress.is_here())
    }
}

/// The agencies below an office from which a report of a year is expected.
pub(crate) fn expected<'t>(tree: &'t Tree, above: &AgencyId, year: i16) -> Vec<&'t Agency> {
    let reports = |agency: &&Agency| agency.id != *above && agency.reports_on(year);
    tree.below(above).into_iter().filter(reports).collect()
}

impl Office {
    /// The reports of a year of the agencies below a supervisor.
    pub async fn report_grid(&self, cx: &Context, year: i16) -> Result<ReportGrid, OfficeError> {
        decide(&cx.actor, Action::Supervise, Object::Installation)?;
        let tree = self.agencies().await?;
        let above = supervising(cx, &tree)?;
        let kept = self.store.submissions_of(year).await?.into_iter();
        let mut kept: BTreeMap<AgencyId, Submission> =
            kept.map(|one| (one.agency.clone(), one)).collect();
        let works = self.store.report_work_of(year).await?.into_iter();
        let works: BTreeMap<AgencyId, WorkState> =
            works.map(|one| (one.agency.clone(), one)).collect();
        let rows = expected(&tree, &above.id, year).into_iter();
        let rows = rows.map(|agency| row(agency, year, kept.remove(&agency.id), &works));
        Ok(ReportGrid {
            rows: rows.collect(),
            above: above.clone(),
            year,
            due_on: due_on(year),
        })
    }
}

fn row(
    agency: &Agency,
    year: i16,
    kept: Option<Submission>,
    works: &BTreeMap<AgencyId, WorkState>,
) -> GridRow {
    let work = works.get(&agency.id);
    let submission = kept.unwrap_or_else(|| Submission::new(agency.id.clone(), year));
    GridRow {
        progress: progress(work, Some(&submission)),
        submission,
        locked_on: work.and_then(|work| work.locked_on),
        published_on: work.and_then(|work| work.published_on),
        agency: agency.clone(),
    }
}
