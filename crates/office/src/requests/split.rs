//! 一事一申请: a request that asks for several things is split, and each part has the same requester and
//! the same day of receipt.

use super::advance::Advance;
use crate::{Context, Filed, NewRequest, Office, OfficeError};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Act, Applicant, Words};

impl Office {
    /// Registers a part of a request as one of its own. The same form sent again makes no other.
    pub async fn split_request(
        &self,
        cx: &Context,
        id: &RequestId,
        description: &str,
        form: &str,
    ) -> Result<Filed, OfficeError> {
        let row = self.request_row(cx, id, Action::HandleRequests).await?;
        let applicant = self.applicant(&row)?.ok_or(Refusal::Unknown)?;
        let (case, _) = self.case(&row).await?;
        let part = NewRequest {
            agency: row.agency.clone(),
            arrival: case.arrival.clone(),
            applicant: Applicant {
                description: description.trim().to_owned(),
                ..applicant
            },
            files: Vec::new(),
            form: form.to_owned(),
            split_from: Some(row.id.clone()),
            words: Words::new(),
        };
        let filed = self.file_request(cx, part).await?;
        if let Some(on) = case.confirmed.filter(|_| !filed.again) {
            let part = self
                .request_row(cx, &filed.id, Action::HandleRequests)
                .await?;
            let step = Advance::of(part.revision, on, Act::Confirm);
            self.append(cx, part, step).await?;
        }
        Ok(filed)
    }
}
