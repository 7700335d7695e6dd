//! 报送: annual reports on their way from the agency to its supervising office and back.

mod aggregate;
mod checks;
mod content;
mod document;
mod grid;
mod hand_in;
mod judge;
mod reconciliation;
mod tasks;
mod troubles;

pub use aggregate::{Behind, Missing, ReportSum};
pub use checks::{Checked, Neighbour};
pub(crate) use content::{parsed, written};
pub use document::SaidCell;
pub(crate) use grid::expected;
pub use grid::{GridRow, ReportGrid};
pub use tasks::{ReportTask, ReportToDo};
pub use troubles::Troubles;

use crate::events::Record;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::report::AnnualReport;
use gongkai_domain::submission::{Progress, Standing, Submission, SubmissionError};
use gongkai_store::{WorkState, Write};
use jiff::civil::Date;

/// A report on its way, with what is known of it.
#[derive(Debug, Clone)]
pub struct SubmissionView {
    /// Whose.
    pub agency: Agency,
    /// Of which year.
    pub year: i16,
    /// What went to and fro.
    pub submission: Submission,
    /// How far it has come.
    pub progress: Progress,
    /// When it became public.
    pub published_on: Option<Date>,
    /// The report of the last round.
    pub report: Option<AnnualReport>,
    /// What the checks say of it now.
    pub checked: Checked,
}

impl Office {
    /// A report as it was handed in, for the office that supervises its agency.
    pub async fn submitted_report(
        &self,
        cx: &Context,
        agency: &Agency,
        year: i16,
    ) -> Result<SubmissionView, OfficeError> {
        let lineage = self.lineage(&agency.id).await?;
        decide(&cx.actor, Action::Supervise, Object::Agency(&lineage))?;
        let (submission, work) = self.on_its_way(&agency.id, year).await?;
        let last = submission.rounds.len();
        let report = self.handed(&agency.id, year, last).await?;
        let checked = match &report {
            Some(content) => self.checked(agency, year, content).await?,
            None => Checked::default(),
        };
        let published_on = work.as_ref().and_then(|work| work.published_on);
        Ok(SubmissionView {
            progress: progress(work.as_ref(), Some(&submission)),
            agency: agency.clone(),
            year,
            submission,
            published_on,
            report: report.map(|content| content.report),
            checked,
        })
    }

    /// What went to and fro about a report, without looking through it: for its agency's own people and
    /// who supervises it.
    pub async fn submission_of(
        &self,
        cx: &Context,
        agency: &AgencyId,
        year: i16,
    ) -> Result<(Submission, Progress, Option<Date>), OfficeError> {
        self.may_see_report(cx, agency).await?;
        let (submission, work) = self.on_its_way(agency, year).await?;
        let progress = progress(work.as_ref(), Some(&submission));
        let published_on = work.and_then(|work| work.published_on);
        Ok((submission, progress, published_on))
    }

    pub(crate) async fn on_its_way(
        &self,
        agency: &AgencyId,
        year: i16,
    ) -> Result<(Submission, Option<WorkState>), OfficeError> {
        let handed = self.store.submissions(agency).await?;
        let works = self.store.report_work_at(agency).await?;
        Ok(of_year(&handed, &works, (agency, year)))
    }

    /// The submission as the person had it before them.
    async fn seen(
        &self,
        agency: &AgencyId,
        (year, revision): (i16, u64),
    ) -> Result<Submission, OfficeError> {
        let (submission, _) = self.on_its_way(agency, year).await?;
        if submission.revision == revision {
            Ok(submission)
        } else {
            Err(OfficeError::Conflict)
        }
    }
}

/// What was handed in of a year, nothing where nothing was, and how far the work on it has come.
fn of_year(
    handed: &[Submission],
    works: &[WorkState],
    (agency, year): (&AgencyId, i16),
) -> (Submission, Option<WorkState>) {
    let submission = handed.iter().find(|one| one.year == year).cloned();
    let work = works.iter().find(|one| one.year == year).cloned();
    let new = || Submission::new(agency.clone(), year);
    (submission.unwrap_or_else(new), work)
}

pub(crate) fn progress(work: Option<&WorkState>, submission: Option<&Submission>) -> Progress {
    Progress::of(Standing {
        begun: work.is_some(),
        submission,
        published_on: work.and_then(|work| work.published_on),
    })
}

/// Saves a submission over the revision it was read at.
async fn save(write: &mut Write, one: &Submission) -> Result<(), OfficeError> {
    let saved = if one.revision == 0 {
        write.insert_submission(one).await
    } else {
        write.save_submission(one).await
    };
    saved.map_err(OfficeError::of_first)
}

fn noted<'a>(action: &'a str, one: &'a Submission) -> Record<'a> {
    Record::of(action, format!("submission:{}", one.year)).in_agency(&one.agency)
}

impl From<SubmissionError> for OfficeError {
    fn from(error: SubmissionError) -> Self {
        let (field, message) = match error {
            SubmissionError::Waiting => ("report", "上一次报送还没有审核，等审核以后再报送。"),
            SubmissionError::NotWaiting => ("report", "没有等待审核的报送。请刷新页面看最新情况。"),
            SubmissionError::NoRemark => ("remark", "请写明退回的原因和要改的地方。"),
            SubmissionError::InDoubt => (
                "doubts",
                "还有认不准的格没有核对。请先对照原文核对，再备案。",
            ),
            SubmissionError::NoDoubt => ("doubts", "这一格不用核对。请刷新页面看最新情况。"),
            SubmissionError::Here => ("remind", "报告已经报来了，不用催。"),
            SubmissionError::TooEarly => ("report", "日期早于上一步。请核对电脑的日期。"),
        };
        crate::error::invalid(field, message)
    }
}
