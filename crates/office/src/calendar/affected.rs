//! Which open matters get another last day by another calendar. Each kind of matter is a source; a
//! further kind joins the list by a line in [`Office::open_dates`].

use super::Calendars;
use crate::register::limit_by;
use crate::{Office, OfficeError};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::{Citation, Deadline, Due};
use gongkai_domain::handover::Dates;
use gongkai_domain::identity::{AgencyId, InformationId, RequestId};
use gongkai_domain::information::Stage;
use gongkai_store::{DeskQuery, RequestQuery, StoreError, Write};
use jiff::civil::Date;
use serde::Serialize;

/// A last day and why it is that, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reckoned {
    /// The last day; none, if the calendar does not reach so far.
    pub due: Option<Date>,
    /// The year that is not announced, where that is why.
    pub unannounced: Option<i16>,
    /// The steps in Chinese, each with the law behind it.
    pub reasoning: Vec<String>,
}

impl Reckoned {
    /// From a deadline with its steps.
    pub fn of(deadline: &Deadline) -> Self {
        let steps = deadline.steps.iter().map(|step| {
            let cites: Vec<String> = step.cites.iter().map(Citation::zh).collect();
            if cites.is_empty() {
                step.words.zh.clone()
            } else {
                format!("{}（{}）", step.words.zh, cites.join("；"))
            }
        });
        let (due, unannounced) = match deadline.due {
            Due::On(day) => (Some(day), None),
            Due::NotAnnounced { year } => (None, Some(year)),
        };
        Self {
            due,
            unannounced,
            reasoning: steps.collect(),
        }
    }
}

/// A row that keeps a last day for a list that is ordered by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueRow {
    /// An item of the register.
    Information(InformationId),
    /// A disclosure request.
    Request(RequestId),
}

impl DueRow {
    /// Keeps another last day.
    pub(super) async fn keep(
        &self,
        write: &mut Write,
        due: Option<Date>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Information(id) => write.set_due(id, due).await,
            Self::Request(id) => write.set_request_due(id, due).await,
        }
    }
}

/// How the last day of a matter is counted by a calendar; none, if it has none.
type Clock = Box<dyn Fn(&WorkdayCalendar) -> Option<Reckoned> + Send + Sync>;

/// An open matter with a last day.
pub struct OpenDate {
    /// What it is in the event log: `information:<id>`.
    pub object: String,
    /// Whose it is.
    pub agency: AgencyId,
    /// What is due, in words.
    pub what: String,
    /// The row that keeps its last day for a list, and what is kept.
    pub kept: Option<(DueRow, Option<Date>)>,
    /// How it is counted.
    pub clock: Clock,
}

/// The open matters of one kind of one agency.
pub(crate) type Source = Vec<OpenDate>;

/// An open matter that gets another last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// What it is in the event log.
    pub object: String,
    /// Whose it is.
    pub agency: AgencyId,
    /// What is due, in words.
    pub what: String,
    /// By the calendar before.
    pub before: Reckoned,
    /// By the calendar after.
    pub after: Reckoned,
    /// The row that keeps its last day for a list.
    #[serde(skip)]
    pub kept: Option<DueRow>,
}

/// The matters whose last day is another, the earliest first.
pub(super) fn affected(open: &[OpenDate], before: &Calendars, after: &Calendars) -> Vec<Shift> {
    let shift = |open: &OpenDate| {
        let was = (open.clock)(before.of(&open.agency))?;
        let is = (open.clock)(after.of(&open.agency))?;
        (was.due != is.due).then(|| Shift {
            object: open.object.clone(),
            agency: open.agency.clone(),
            what: open.what.clone(),
            before: was,
            after: is,
            kept: open.kept.as_ref().map(|(row, _)| row.clone()),
        })
    };
    let mut shifts: Vec<Shift> = open.iter().filter_map(shift).collect();
    shifts.sort_by_key(|shift| shift.after.due.or(shift.before.due));
    shifts
}

/// Keeps the new last days of what moved.
pub(super) async fn move_dates(write: &mut Write, shifts: &[Shift]) -> Result<(), StoreError> {
    for shift in shifts {
        if let Some(row) = &shift.kept {
            row.keep(write, shift.after.due).await?;
        }
    }
    Ok(())
}

impl Office {
    /// Everything open with a last day that a calendar counts. Further kinds of matters join here.
    pub(super) async fn open_dates(&self, today: Date) -> Result<Vec<OpenDate>, OfficeError> {
        let mut open = Vec::new();
        for agency in self.agencies().await?.0 {
            open.extend(self.open_publications(&agency).await?);
            open.extend(self.open_replies(&agency, today).await?);
            open.extend(self.open_handovers(&agency).await?);
            open.extend(self.open_duties(&agency, today).await?);
        }
        Ok(open)
    }

    /// Items on their way to publication.
    async fn open_publications(&self, agency: &Agency) -> Result<Source, OfficeError> {
        let query = DeskQuery {
            agencies: vec![agency.id.clone()],
            stages: vec![
                Stage::Draft,
                Stage::Returned,
                Stage::InReview,
                Stage::Approved,
            ],
            attribute: Some("proactive".to_owned()),
            limit: u64::from(u32::MAX),
            ..DeskQuery::default()
        };
        let rows = self.store.desk(&query).await?.rows.into_iter();
        let mut open = Vec::new();
        for row in rows.filter(|row| row.formed_on.is_some()) {
            let Some(item) = self.store.information(&row.id).await? else {
                continue;
            };
            let facts = item.facts;
            open.push(OpenDate {
                object: crate::register::object(&item.id),
                agency: agency.id.clone(),
                what: format!("公开：{}", facts.title),
                kept: Some((DueRow::Information(item.id), row.due_on)),
                clock: Box::new(move |calendar| {
                    limit_by(calendar, &facts).deadline().map(Reckoned::of)
                }),
            });
        }
        Ok(open)
    }

    /// Disclosure requests that wait for their reply. They are named by their number alone: who keeps
    /// the calendar does not read requests.
    async fn open_replies(&self, agency: &Agency, today: Date) -> Result<Source, OfficeError> {
        let query = RequestQuery {
            agencies: vec![agency.id.clone()],
            open: true,
            limit: crate::ledgers::ALL,
            ..RequestQuery::default()
        };
        let mut open = Vec::new();
        for row in self.store.requests(&query).await?.rows {
            let (case, _) = self.case(&row).await?;
            open.push(OpenDate {
                object: crate::requests::object(&row.id),
                agency: row.agency,
                what: format!("答复申请：{}", row.number),
                kept: Some((DueRow::Request(row.id), row.due_on)),
                clock: Box::new(move |calendar| {
                    let clock = case.reply_clock(today, calendar).ok()??;
                    Some(Reckoned::of(&clock.deadline))
                }),
            });
        }
        Ok(open)
    }

    /// Published items that wait for archive and library.
    async fn open_handovers(&self, agency: &Agency) -> Result<Source, OfficeError> {
        let Some(setting) = agency.settings.handover.clone() else {
            return Ok(Vec::new());
        };
        let waiting = self
            .store
            .handover_waiting(&agency.id, setting.since)
            .await?;
        let open = waiting.into_iter().map(|item| {
            let rhythm = setting.rhythm.clone();
            let dates = Dates {
                formed_on: item.formed_on,
                published_on: item.published_on,
            };
            OpenDate {
                object: crate::register::object(&item.id),
                agency: agency.id.clone(),
                what: format!("移交两馆：{}", item.title),
                kept: None,
                clock: Box::new(move |calendar| {
                    let deadline = rhythm.due(dates, calendar);
                    deadline.as_ref().map(Reckoned::of)
                }),
            }
        });
        Ok(open.collect())
    }
}
