//! Numbers that the text states, against the tables and against each other.

pub(super) mod category_sum;
pub(super) mod channel_sum;
pub(super) mod cumulative_below_year;
pub(super) mod decisions_stated;
pub(super) mod fee_unmentioned;
pub(super) mod litigations_stated;
pub(super) mod normative_documents_stated;
pub(super) mod outcomes_stated;
pub(super) mod reconsiderations_stated;
pub(super) mod requests_carried_stated;
pub(super) mod requests_stated;
pub(super) mod statements_disagree;

mod list;
mod stated;
