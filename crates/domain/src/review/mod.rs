//! The examination before publication (公开审查, 保密审查): art. 17 of the Regulations, art. 35 of
//! the Law on Guarding State Secrets, art. 42 of its implementing regulation (先审查、后公开、逐项).

mod chain;
mod checklist;
mod round;

pub use chain::{ChainFault, ReviewChain, ReviewStep};
pub use checklist::{Checklist, Concern};
pub use round::{Opinion, Remark, Round, StepRefused, Taken, Verdict};
