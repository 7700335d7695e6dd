//! Handing over to archive and library: the list of batches with what is due, and one batch.

pub(crate) mod batch;
pub(crate) mod list;
pub(crate) mod steps;

use super::{Answer, Asked, deadline, file, history, notices, page};
use crate::error::WebError;
use crate::form::Problems;
use gongkai_domain::access::Refusal;
use gongkai_domain::handover::{Batch, BatchStage, Refused};
use gongkai_domain::identity::HandoverId;
use gongkai_office::OfficeError;

/// Its name in the navigation.
const AT: &str = "/desk/handover";

/// The batch of an address; an address that cannot be one leads nowhere.
fn id(text: &str) -> Result<HandoverId, WebError> {
    text.parse().or(Err(WebError::Refusal(Refusal::Unknown)))
}

/// The colour of where a batch stands.
fn badge(batch: &Batch) -> &'static str {
    match &batch.stage {
        BatchStage::Prepared => "badge-today",
        BatchStage::Delivered(_) if batch.is_receipted() => "badge-good",
        BatchStage::Delivered(_) => "badge-plain",
        BatchStage::Discarded { .. } => "",
    }
}

/// What is wrong with what was typed, at its field; an error that is about something else goes on.
fn problems(error: OfficeError) -> Result<Problems, WebError> {
    let mut problems = Problems::default();
    match error {
        OfficeError::Invalid(gaps) => problems.0.extend(gaps),
        OfficeError::Handover(refused) => problems.add(field(&refused), refused.to_string()),
        OfficeError::File(why) => problems.add("file", why),
        other @ (OfficeError::Refusal(_)
        | OfficeError::Refused(_)
        | OfficeError::Leaks(_)
        | OfficeError::Doubts(_)
        | OfficeError::Hindered(_)
        | OfficeError::Request(_)
        | OfficeError::Dispute(_)
        | OfficeError::Sealed
        | OfficeError::Unset(_)
        | OfficeError::Conflict
        | OfficeError::Slow(_)
        | OfficeError::SignIn
        | OfficeError::Setup
        | OfficeError::Store(_)
        | OfficeError::Internal(_)) => return Err(other.into()),
    }
    Ok(problems)
}

fn field(refused: &Refused) -> &'static str {
    match refused {
        Refused::Nobody => "by",
        Refused::TooEarly(_) => "on",
        Refused::NoReason | Refused::NoGround => "reason",
        Refused::UnknownReceiver(_) | Refused::Receipted(_) => "receiver",
        Refused::NoReceiver
        | Refused::Nothing
        | Refused::NotZero(_)
        | Refused::TooSoon(_)
        | Refused::Twice(_)
        | Refused::NotHanded(_)
        | Refused::Stage(_) => "",
    }
}
