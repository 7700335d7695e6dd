//! Reconsideration and litigation about requests: what happened before whom, what is due until when, and
//! section four of the annual report.
//!
//! As a request is what its entries say, so is a dispute: [`Dispute::replay`] gives the same state on any
//! machine, and an order of things that cannot have been is refused ([`OutOfOrder`]). Going to court before
//! reconsideration where the law wants reconsideration first is not refused but marked
//! ([`Dispute::skips_reconsideration`]): whether a court takes such a suit the court decides. Which clock
//! runs from which day says [`Dispute::terms`]; how long it is stands in `statutes/periods/`.

mod counts;
mod history;
mod ruling;
mod term;

pub use crate::clock::Contested;
pub(crate) use counts::column;
pub use counts::{SectionFour, section_four};
pub use history::{Dispute, Move, OutOfOrder, Road, Turn};
pub use ruling::{Column, Ruling};
pub use term::Term;
