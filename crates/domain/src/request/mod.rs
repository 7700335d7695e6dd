//! Disclosure upon request (依申请公开): articles 27 to 45 of the Regulations.
//!
//! A case is what its [`Entry`]s say and nothing else: replaying them gives the same stage and the same
//! dates on any machine. [`Case::then`] adds an entry or refuses it ([`Illegal`]): the order of things is
//! kept by [`Case`] itself, the periods by `admit` with the calendar of the day on which the entry is made, so that
//! a calendar amended later makes no history illegal. Entries hold dates, kinds and identities of accounts;
//! whatever is typed freely, and who asks, lies beside them ([`Words`], [`Applicant`]) and is sealed by who
//! stores it. How a request can end stands in `statutes/outcomes/` with the row of each report form.

mod act;
mod admit;
mod applicant;
mod arrival;
mod case;
mod clocks;
mod counts;
mod course;
mod fee;
mod flow;
mod group;
pub mod letter;
mod likeness;
mod next;
mod outcome;
mod part;
mod refused;
mod remedy;
mod stage;
mod told;

pub use act::{Act, Consulted, Entry, FeeMethod, Stance, Way, Words};
pub use applicant::{Applicant, ApplicantFault, RequesterKind, mask};
pub use arrival::{Arrival, Receipt, ReceiptChannel};
pub use case::Case;
pub use clocks::{Clocks, ReplyClock, Running, Start, Wait, WaitKind};
pub(crate) use counts::rows;
pub use counts::{Counted, Passage, SectionThree, section_three};
pub use fee::{CountedPer, FeeBook, FeeLine, FeeRefused, FeeRule, FeeSum, counted_before, yuan};
pub use flow::{Flow, Reached, ReplyTime, ReplyTimes, Step, is_reply};
pub use group::OutcomeGroup;
pub use likeness::likeness;
pub use next::NextStep;
pub use outcome::{Need, Outcome, OutcomeBook, OutcomeError, OutcomeId, Remedy};
pub use part::{Consultation, Correction, Draft, Ended, Extension, Fee, Reasons, Reply, Service};
pub use refused::Illegal;
pub use remedy::{RemedyBook, RemedyError, RemedyWording};
pub use stage::CaseStage;
pub use told::{Told, state_told, told};
