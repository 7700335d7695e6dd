//! The annual report as a thing to do: one line an agency, with the one next step.

use super::{of_year, progress};
use crate::desk::{Urgency, pressing};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, Role, decide};
use gongkai_domain::agency::{Agency, AgencyKind};
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::compile::text::Paragraph;
use gongkai_domain::submission::{Progress, Submission, due_on};
use gongkai_store::WorkState;
use jiff::civil::Date;

/// The next step of an agency's report.
#[derive(Debug, Clone)]
pub struct ReportTask {
    /// Whose.
    pub agency: Agency,
    /// Of which year.
    pub year: i16,
    /// What is to be done.
    pub what: ReportToDo,
    /// The last day: 31 January.
    pub due_on: Option<Date>,
    /// How pressing it is.
    pub urgency: Urgency,
    /// What the last reminder says, where there is one.
    pub reminder: Option<String>,
}

/// What is to be done with a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportToDo {
    /// Numbers and text are to be completed.
    Complete,
    /// It is complete, and the leader is to lock it.
    Lock,
    /// It is locked, and to be handed in.
    HandIn,
    /// It was sent back, with these remarks.
    Correct(Vec<String>),
    /// It is to be sent to publication.
    Publish,
}

impl Office {
    /// The reports with which who acts has something to do: those of last year, and older ones that were
    /// sent back.
    pub async fn report_tasks(&self, cx: &Context) -> Result<Vec<ReportTask>, OfficeError> {
        decide(&cx.actor, Action::OpenDesk, Object::Installation)?;
        let tree = self.agencies().await?;
        let last = cx.today().year().saturating_sub(1);
        let calendars = self.calendars().await?;
        let mut tasks = Vec::new();
        for id in Self::workplaces(&cx.actor) {
            let Some(agency) = tree.get(&id).filter(|agency| reports(agency, last)) else {
                continue;
            };
            let handed = self.store.submissions(&id).await?;
            let works = self.store.report_work_at(&id).await?;
            let older = handed.iter().filter(|one| one.year < last);
            let returned = older.filter(|one| progress(None, Some(one)) == Progress::Returned);
            let years: Vec<i16> = returned.map(|one| one.year).chain([last]).collect();
            for year in years {
                let on_its_way = of_year(&handed, &works, (&id, year));
                let calendar = calendars.of(&id);
                tasks.extend(self.report_task(cx, agency, on_its_way, calendar).await?);
            }
        }
        Ok(tasks)
    }

    /// What who acts has to do with an agency's report of a year.
    async fn report_task(
        &self,
        cx: &Context,
        agency: &Agency,
        (submission, work): (Submission, Option<WorkState>),
        calendar: &WorkdayCalendar,
    ) -> Result<Option<ReportTask>, OfficeError> {
        let person = cx.actor.person();
        let holds = |role| person.is_some_and(|person| person.is(role, &agency.id));
        let year = submission.year;
        let step = next(agency, &submission, work.as_ref());
        // What nobody has begun is not complete: its report need not be compiled to know.
        let may_lock = work.is_some() && holds(Role::Approver);
        let roles = (holds(Role::Clerk), may_lock);
        let Some(what) = self.own_step(agency, year, step, roles).await? else {
            return Ok(None);
        };
        let due = due_on(year);
        let late = matches!(what, ReportToDo::Correct(_));
        let (urgency, _) = pressing(due, cx.today(), calendar);
        Ok(Some(ReportTask {
            agency: agency.clone(),
            year,
            what,
            due_on: due,
            urgency: if late {
                urgency.min(Urgency::Soon)
            } else {
                urgency
            },
            reminder: submission.reminders.last().map(|one| one.text.clone()),
        }))
    }

    /// The step as far as it is this person's: the leader locks what is complete, the clerk does the rest.
    async fn own_step(
        &self,
        agency: &Agency,
        year: i16,
        step: Option<ReportToDo>,
        (clerk, may_lock): (bool, bool),
    ) -> Result<Option<ReportToDo>, OfficeError> {
        if step != Some(ReportToDo::Complete) || !may_lock {
            return Ok(step.filter(|_| clerk));
        }
        let view = self.report_of(agency, year, None).await?;
        let open = view.paragraphs.iter().any(Paragraph::is_open);
        if view.unanswered() == 0 && !open {
            return Ok(Some(ReportToDo::Lock));
        }
        Ok(step.filter(|_| clerk))
    }
}

/// Whether an agency's report is due by the end of January; a county's is added up later.
fn reports(agency: &Agency, year: i16) -> bool {
    agency.kind != AgencyKind::County && agency.reports_on(year)
}

/// The next step, whoever takes it. Without an office above there is nobody to hand in to.
fn next(agency: &Agency, submission: &Submission, work: Option<&WorkState>) -> Option<ReportToDo> {
    let registered = work.is_some_and(|work| work.item.is_some());
    let handed = submission.last().is_some();
    match progress(work, Some(submission)) {
        Progress::Returned => {
            let remarks = submission.remarks().iter();
            let said = remarks.map(|remark| remark.text.clone());
            Some(ReportToDo::Correct(said.collect()))
        }
        Progress::Published => None,
        Progress::Submitted | Progress::Filed => {
            let own = work.is_some_and(|work| work.locked_on.is_some());
            (own && !registered).then_some(ReportToDo::Publish)
        }
        Progress::NotBegun | Progress::InProgress => {
            if work.is_none_or(|work| work.locked_on.is_none()) {
                Some(ReportToDo::Complete)
            } else if agency.parent.is_some() && !handed {
                Some(ReportToDo::HandIn)
            } else {
                (!registered).then_some(ReportToDo::Publish)
            }
        }
    }
}
