//! Annual reports with known truth: invented, consistent, printed in every layout met in the
//! field, damaged in every way met in the field, and a score for any reader of them.
//!
//! Everything follows from one seed. [`report()`] invents a report, [`print()`] prints it,
//! [`damaged()`] prints it with damage and says of every cell what may be read, [`Board`]
//! measures a reader against that. [`ReportBuilder`] makes small reports by hand. [`YearFacts`] invents what
//! an office has on record when it reports on a year.

mod agency;
mod builder;
mod damage;
mod layout;
mod paper;
mod report;
mod rng;
mod score;
mod truth;
mod year;

pub use builder::ReportBuilder;
pub use damage::{Damage, Sample, damaged};
pub use layout::{Layout, Printed, print};
pub use report::report;
pub use rng::Rng;
pub use score::{Board, Score};
pub use truth::{CellTruth, Truth};
pub use year::{DisputeFact, RecordFact, RequestFact, YearFacts};
