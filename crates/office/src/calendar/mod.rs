//! The working days of the installation: what the program carries, the years and changes that an
//! administrator entered, and above them what the region of an agency arranges for itself.
//!
//! Whoever counts working days for an agency asks [`Calendars::of`]. What was built is kept until the
//! next event.

mod affected;
mod enter;
mod region;
mod settle;

pub use affected::{DueRow, OpenDate, Reckoned, Shift};
pub use enter::{CalendarPlan, KnownNotice};

pub(crate) use affected::Source;

use crate::agencies::Tree;
use crate::{Office, OfficeError};
use gongkai_domain::calendar::{Arrangement, CalendarError, Layer, WorkdayCalendar};
use gongkai_domain::identity::AgencyId;
use gongkai_store::CalendarNotice;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The calendars of all agencies.
#[derive(Debug, Clone)]
pub struct Calendars {
    national: Arc<WorkdayCalendar>,
    regions: BTreeMap<String, Arc<WorkdayCalendar>>,
    /// The region of each agency that has one.
    chosen: BTreeMap<AgencyId, String>,
}

impl Calendars {
    /// The calendar of an agency.
    pub fn of(&self, agency: &AgencyId) -> &WorkdayCalendar {
        let region = self.chosen.get(agency);
        self.in_region(region.map(String::as_str))
    }

    /// The calendar of a region; of a region without notices, and of none, that of the country.
    pub fn in_region(&self, region: Option<&str>) -> &WorkdayCalendar {
        let own = region.and_then(|region| self.regions.get(region));
        own.unwrap_or(&self.national)
    }

    /// The regions of which there are notices.
    pub fn regions(&self) -> impl Iterator<Item = &str> {
        self.regions.keys().map(String::as_str)
    }

    /// Builds them from what the program carries, what was entered, and what each agency chose.
    fn build(
        carried: &WorkdayCalendar,
        notices: &[CalendarNotice],
        tree: &Tree,
    ) -> Result<Self, OfficeError> {
        let of = |region: Option<&str>| {
            let of_region = notices.iter();
            let of_region = of_region.filter(|notice| notice.region.as_deref() == region);
            of_region.map(arrangement).collect::<Result<Vec<_>, _>>()
        };
        let national = Arc::new(
            carried
                .with_entered(of(None).map_err(broken)?)
                .map_err(broken)?,
        );
        let mut regions = BTreeMap::new();
        for region in notices.iter().filter_map(|notice| notice.region.as_ref()) {
            if !regions.contains_key(region) {
                let own = of(Some(region)).map_err(broken)?;
                let calendar = national.with_entered(own).map_err(broken)?;
                regions.insert(region.clone(), Arc::new(calendar));
            }
        }
        let chosen = tree.0.iter().filter_map(|agency| {
            let region = agency.settings.calendar_region.clone();
            (!region.is_empty()).then(|| (agency.id.clone(), region))
        });
        Ok(Self {
            national,
            regions,
            chosen: chosen.collect(),
        })
    }
}

/// A notice that was entered, read back.
fn arrangement(notice: &CalendarNotice) -> Result<Arrangement, CalendarError> {
    let read = Arrangement::from_toml(notice.id.as_str(), &notice.content)?;
    Ok(read.in_layer(&match &notice.region {
        Some(region) => Layer::Region(region.as_str().into()),
        None => Layer::Entered,
    }))
}

/// What was entered was looked at before: if it cannot be used any more, somebody has to look.
#[expect(
    clippy::needless_pass_by_value,
    reason = "handed to `map_err`, which gives the error away"
)]
fn broken(error: CalendarError) -> OfficeError {
    OfficeError::Internal(error.to_string())
}

impl Office {
    /// The calendars of all agencies, as they stand.
    pub async fn calendars(&self) -> Result<Arc<Calendars>, OfficeError> {
        let last = self.store.last_event().await?;
        if let Some(kept) = self.kept_calendars(last) {
            return Ok(kept);
        }
        let notices = self.store.calendar_notices().await?;
        let tree = self.agencies().await?;
        let calendars = Arc::new(Calendars::build(&self.calendar, &notices, &tree)?);
        self.keep_calendars(last, &calendars);
        Ok(calendars)
    }
}
