//! Returns of a quarter (季度报送): the table that a county asks for, filled from what the office has
//! recorded, frozen when it is handed in, and added up over agencies.
//!
//! Which indicators there are and how each is counted stands in `statutes/returns/`. A number that
//! nobody knows stays absent with its reason and is no zero: what is not kept here is typed by a
//! person, and what a ledger that was never kept would count is asked for in the same way, and what is
//! counted of requests where none was ever registered.

mod count;
mod definition;
mod handed;
mod load;
mod number;
mod quarter;
mod requests;
mod sum;
mod value;

#[cfg(test)]
mod tests;

pub use count::{Behind, Evidence, PublishedFact, behind, counted};
pub use definition::{
    Adds, Computed, Indicator, IndicatorGroup, PublishedOf, RequestFigure, ReturnTable, Source,
};
pub use handed::{Change, HandedIn, Return, TypedNumber, changes};
pub use load::{ReturnBook, ReturnError};
pub use number::Number;
pub use quarter::Quarter;
pub use requests::{DisputeFact, RequestEvidence, RequestFact};
pub use sum::{Sum, SumLine, sum};
pub use value::{Absence, Line, Value, lines};
