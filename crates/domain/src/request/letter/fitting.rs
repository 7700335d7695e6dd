//! Which letters belong to a request as it stands, and which one to its last step.

use super::Letter;
use crate::request::{Act, Case, Consulted, Outcome};

impl Letter {
    /// Whether the letter can be about this case now: what it tells has happened. `outcome` is how the
    /// case ended, or is to end by its draft.
    pub fn fits(&self, case: &Case, outcome: Option<&Outcome>) -> bool {
        let asked = |whom: &[Consulted]| {
            let mut all = case.consultations.iter();
            all.any(|one| whom.contains(&one.whom))
        };
        let own = outcome.map(|outcome| outcome.letter.as_str());
        match self.id.as_str() {
            "registration" | "receipt" | "proof-of-service" => true,
            "approval-form" => outcome.is_some(),
            "correction-notice" => case.correction.is_some(),
            "reasons-notice" => case.reasons.is_some(),
            "extension-notice" => case.extension.is_some(),
            "delay-notice" => case.delay.is_some(),
            "fee-notice" => case.fee.is_some(),
            "third-party-enquiry" => asked(&[Consulted::ThirdParty]),
            "co-maker-enquiry" => asked(&[Consulted::CoMaker]),
            "assistance-request" => asked(&[Consulted::OtherAgency, Consulted::Assisting]),
            "enquiry-notice" => asked(&[
                Consulted::ThirdParty,
                Consulted::CoMaker,
                Consulted::OtherAgency,
            ]),
            "disclosure-notice-third-party" => asked(&[Consulted::ThirdParty]) && outcome.is_some(),
            "record-transfer" => own == Some("record-correction"),
            id => own == Some(id),
        }
    }
}

/// The name of the letter that belongs to the last step of a case; none where that step has none.
pub fn letter_of_step<'o>(case: &Case, outcome: Option<&'o Outcome>) -> Option<&'o str> {
    let own = || outcome.map(|outcome| outcome.letter.as_str());
    match &case.entries().last()?.act {
        Act::Register { .. } => Some("receipt"),
        Act::AskCorrection { .. } => Some("correction-notice"),
        Act::Consult { whom, .. } => Some(match whom {
            Consulted::ThirdParty => "third-party-enquiry",
            Consulted::CoMaker => "co-maker-enquiry",
            Consulted::OtherAgency | Consulted::Assisting => "assistance-request",
        }),
        Act::AskReasons { .. } => Some("reasons-notice"),
        Act::Delay { .. } => Some("delay-notice"),
        Act::Extend { .. } => Some("extension-notice"),
        Act::ChargeFee { .. } => Some("fee-notice"),
        Act::Submit { .. } => Some("approval-form"),
        Act::Review { .. } if case.is_agreed() => own(),
        Act::Reply { .. } | Act::Serve { .. } => Some("proof-of-service"),
        Act::Withdraw | Act::Merge { .. } | Act::End { .. } => own(),
        Act::Review { .. }
        | Act::Confirm
        | Act::TryToConfirm
        | Act::CorrectionServed
        | Act::Correct
        | Act::ConsultServed { .. }
        | Act::ConsultAnswered { .. }
        | Act::ConsultClosed { .. }
        | Act::GiveReasons { .. }
        | Act::ProposeExtension { .. }
        | Act::FeeServed
        | Act::PayFee
        | Act::Search { .. }
        | Act::MakePublic { .. }
        | Act::Archive => None,
    }
}
