//! Which region's days an agency keeps.

use super::affected::{affected, move_dates};
use super::enter::may_keep_calendar;
use super::{Calendars, Shift};
use crate::events::Record;
use crate::{Context, Office, OfficeError, settings_mark};
use gongkai_domain::access::Refusal;
use gongkai_domain::identity::AgencyId;
use serde_json::json;

impl Office {
    /// The open matters of an agency that would get another last day by the days of a region; an
    /// empty one is none.
    pub async fn plan_region(
        &self,
        cx: &Context,
        id: &AgencyId,
        region: &str,
    ) -> Result<Vec<Shift>, OfficeError> {
        may_keep_calendar(self, cx).await?;
        let before = self.calendars().await?;
        if !region.is_empty() && !before.regions().any(|known| known == region) {
            return Err(Refusal::Unknown.into());
        }
        let mut tree = self.agencies().await?;
        let mut all = tree.0.iter_mut();
        let agency = all
            .find(|agency| agency.id == *id)
            .ok_or(Refusal::Unknown)?;
        region.clone_into(&mut agency.settings.calendar_region);
        let notices = self.store.calendar_notices().await?;
        let after = Calendars::build(&self.calendar, &notices, &tree)?;
        let open = self.open_dates(cx.today()).await?;
        Ok(affected(&open, &before, &after))
    }

    /// Lets an agency keep the days of a region, or of none. `seen` is the mark of the settings the
    /// form was filled in from.
    pub async fn choose_region(
        &self,
        cx: &Context,
        id: &AgencyId,
        seen: &str,
        region: &str,
    ) -> Result<(), OfficeError> {
        let shifts = self.plan_region(cx, id, region).await?;
        let agency = self.agency(id).await?;
        if settings_mark(&agency.settings) != seen {
            return Err(OfficeError::Conflict);
        }
        let mut settings = agency.settings.clone();
        region.clone_into(&mut settings.calendar_region);
        let record = Record::of("agency.calendar_set", format!("agency:{id}")).in_agency(id);
        let record = record.from(&agency.settings.calendar_region);
        let event = record
            .to(&json!({ "region": region, "shifts": shifts }))
            .by(cx)?;
        let mut write = self.store.write().await?;
        write.set_up_agency(id, &agency.settings, &settings).await?;
        move_dates(&mut write, &shifts).await?;
        Ok(write.commit(vec![event]).await?)
    }
}
