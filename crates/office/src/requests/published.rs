//! What was asked for becomes public for all (article 44): a draft in the register, tied to the request.

use super::advance::Advance;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Action;
use gongkai_domain::identity::{InformationId, RequestId};
use gongkai_domain::information::Facts;
use gongkai_domain::request::{Act, Entry, Words};

impl Office {
    /// Registers an item with these facts, and notes it in the request. It goes through review and
    /// publication as any other.
    pub async fn publish_requested(
        &self,
        cx: &Context,
        id: &RequestId,
        revision: u64,
        facts: Facts,
    ) -> Result<InformationId, OfficeError> {
        let row = self.request_row(cx, id, Action::HandleRequests).await?;
        if row.revision != revision {
            return Err(OfficeError::Conflict);
        }
        let (case, _) = self.case(&row).await?;
        // Whether it may be noted is asked before anything is registered.
        let tried = Entry {
            on: cx.today(),
            act: Act::MakePublic {
                information: InformationId::from_random(0),
            },
        };
        let calendars = self.calendars().await?;
        let calendar = calendars.of(&row.agency);
        case.then(tried, &Words::new(), cx.today(), calendar)?;
        let item = self.register(cx, &row.agency, facts).await?;
        let information = item.id.clone();
        let act = Act::MakePublic { information };
        let step = Advance::of(revision, cx.today(), act);
        self.append(cx, row, step).await?;
        Ok(item.id)
    }
}
