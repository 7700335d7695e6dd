//! Hand-over (移交、送交) of published information to archive and library (Regulations, art. 25): by
//! the agency's own rhythm, in batches that are prepared, delivered and receipted.
//!
//! The Regulations say 及时; which days that means, local rules say, so the [`Rhythm`] is a setting
//! with its source. A period without anything published still asks for a list that says so (零报告),
//! and what is corrected or withdrawn after its hand-over has to be replaced (撤换).

mod batch;
mod line;
mod need;
mod receiver;
mod rhythm;
mod setting;

pub use batch::{Batch, BatchKind, BatchStage, Delivery, Draft, Receipt, Refused, Replacement};
pub use line::{Line, formats};
pub use need::{Handed, Need, need};
pub use receiver::{Receiver, ReceiverKind};
pub use rhythm::{Dates, MonthDay, NoRhythm, Period, Rhythm, Start};
pub use setting::HandoverSetting;
