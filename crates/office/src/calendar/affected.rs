//! Which open matters get another last day by another calendar. Each kind of matter is a source; a
//! further kind joins the list by a line in [`Office::open_dates`].

use super::Calendars;
use crate::register::limit_by;
use crate::{Office, OfficeError};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::{Citation, Deadline, Due};
use gongkai_domain::handover::Dates;
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::Stage;
use gongkai_store::DeskQuery;
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
    /// The item whose last day is kept in the list of the desk, and what is kept.
    pub listed: Option<(InformationId, Option<Date>)>,
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
    /// The item whose last day is kept in the list of the desk.
    #[serde(skip)]
    pub listed: Option<InformationId>,
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
            listed: open.listed.as_ref().map(|(item, _)| item.clone()),
        })
    };
    let mut shifts: Vec<Shift> = open.iter().filter_map(shift).collect();
    shifts.sort_by_key(|shift| shift.after.due.or(shift.before.due));
    shifts
}

impl Office {
    /// Everything open with a last day that a calendar counts. Further kinds of matters join here.
    pub(super) async fn open_dates(&self, today: Date) -> Result<Vec<OpenDate>, OfficeError> {
        let mut open = Vec::new();
        for agency in self.agencies().await?.0 {
            open.extend(self.open_publications(&agency).await?);
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
                listed: Some((item.id, row.due_on)),
                clock: Box::new(move |calendar| {
                    limit_by(calendar, &facts).deadline().map(Reckoned::of)
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
                listed: None,
                clock: Box::new(move |calendar| {
                    let deadline = rhythm.due(dates, calendar);
                    deadline.as_ref().map(Reckoned::of)
                }),
            }
        });
        Ok(open.collect())
    }
}
