//! Reconsideration and litigation about requests that were not granted.

use super::UnitYear;
use super::draw::Draw;
use crate::{OfficeError, token};
use gongkai_domain::clock::Contested;
use gongkai_domain::dispute::{Dispute, Move, Road, Ruling, Turn};
use gongkai_domain::identity::{DisputeId, RequestId};
use gongkai_domain::request::Case;
use gongkai_store::{DisputeRow, Write};
use jiff::civil::Date;

/// Of a hundred requests that were not granted so many are disputed.
const DISPUTED: u32 = 12;

impl UnitYear<'_> {
    /// Writes the dispute about a request, where there is one.
    pub(super) async fn disputes(
        &self,
        write: &mut Write,
        request: &RequestId,
        case: &Case,
        draw: &mut Draw,
    ) -> Result<(), OfficeError> {
        let disputed = draw.chance(DISPUTED);
        let replied = case
            .outcome()
            .filter(|(outcome, _)| !matches!(outcome.as_str(), "granted" | "already-public"));
        let Some((_, replied)) = replied.filter(|_| disputed) else {
            return Ok(());
        };
        let Some(dispute) = self.dispute(request, replied, draw)? else {
            return Ok(());
        };
        let turns = dispute.turns().to_vec();
        let row = DisputeRow {
            id: DisputeId::from_random(token::bits()?),
            agency: self.unit.agency.id.clone(),
            request: Some(request.clone()),
            revision: u64::try_from(turns.len()).unwrap_or_default(),
            turns,
        };
        Ok(write.insert_dispute(&row).await?)
    }

    /// What happened until the last day; none where it was not even filed by then.
    fn dispute(
        &self,
        request: &RequestId,
        replied: Date,
        draw: &mut Draw,
    ) -> Result<Option<Dispute>, OfficeError> {
        let calendar = self.office.carried_calendar();
        let mut day = draw.after(replied, (10, 40), calendar);
        let organ = &self.unit.agency.settings.requests.reconsideration_organ;
        let file = Move::File {
            road: Road::Reconsideration,
            before: organ.clone(),
            request: Some(request.clone()),
            contested: Contested::Other,
            acted_on: replied,
        };
        if day > self.until() {
            return Ok(None);
        }
        let mut dispute = Dispute::open(Turn {
            on: day,
            step: file,
        })?;
        let ruling = match draw.below(10) {
            0 | 1 => Ruling::OrderedToPerform,
            2 => Ruling::Withdrawn,
            _ => Ruling::Upheld,
        };
        for (days, step) in [
            ((2, 5), Move::Accept { simplified: false }),
            ((2, 7), Move::Notified),
            ((5, 9), Move::Answer),
            ((10, 40), Move::Decide { ruling }),
        ] {
            day = draw.after(day, days, calendar);
            if day > self.until() {
                break;
            }
            dispute = dispute.then(Turn { on: day, step })?;
        }
        Ok(Some(dispute))
    }
}
