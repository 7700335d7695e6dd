//! The processing fee of a request: what the scales give, with what was counted of the same requester before.
//! Nobody types an amount.

use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Action;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Act, FeeMethod, counted_before};
use gongkai_store::RequestRow;

impl Office {
    /// Items of the same requester that were counted before this request in the calendar month of its
    /// receipt: one for each request, or as many as it was charged for.
    pub async fn items_before(&self, cx: &Context, id: &RequestId) -> Result<u32, OfficeError> {
        let row = self.request_row(cx, id, Action::HandleRequests).await?;
        self.counted_of(&row).await
    }

    async fn counted_of(&self, row: &RequestRow) -> Result<u32, OfficeError> {
        let Some(received) = row.received_on else {
            return Ok(0);
        };
        let others = self
            .store
            .requests_of_applicant(&row.agency, &row.applicant_mark);
        let mut counted = Vec::new();
        for other in others.await? {
            // Of two that came on the same day the number says which was first.
            let came = other.received_on.map(|on| (on, &other.number));
            let Some((on, _)) = came.filter(|came| *came < (received, &row.number)) else {
                continue;
            };
            let (case, _) = self.case(&other).await?;
            let charged = case.fee.filter(|fee| fee.method == FeeMethod::Items);
            counted.push((on, charged.map_or(1, |fee| fee.quantity)));
        }
        Ok(counted_before(counted, received))
    }

    /// Refuses a fee by item that goes on from another count than the records give: somebody registered a
    /// request in between.
    pub(super) async fn check_fee(&self, row: &RequestRow, act: &Act) -> Result<(), OfficeError> {
        let Act::ChargeFee { method, before, .. } = act else {
            return Ok(());
        };
        let counted = match method {
            FeeMethod::Items => self.counted_of(row).await?,
            FeeMethod::Pages => 0,
        };
        if *before == counted {
            Ok(())
        } else {
            Err(OfficeError::Conflict)
        }
    }
}
