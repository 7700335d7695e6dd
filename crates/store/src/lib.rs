//! The store of the office: SQLite or PostgreSQL behind one set of functions, and the files beside
//! it. The only crate that speaks SQL.
//!
//! [`Store`] reads. What changes the state of the office goes through [`Write`], one writer at a
//! time on both engines, and [`Write::commit`] asks for the events that say what was done: a change
//! without an event is refused. Sessions and drafts of requests come and go without an event and are
//! methods of [`Store`].

#[macro_use]
mod database;
mod records;

mod accounts;
mod agencies;
mod calendar;
mod calls;
mod desk;
mod disputes;
mod drafts;
mod duties;
mod encode;
mod error;
mod events;
mod figures;
mod file_records;
mod handover;
mod information;
mod ledgers;
mod postings;
mod public;
mod query;
mod reports;
mod requests;
mod requests_written;
mod returns;
mod secrets;
mod sessions;
mod submissions;
mod tokens;
mod transfer;
mod webhooks;
mod write;

pub mod files;

pub use calendar::CalendarNotice;
pub use calls::{ApiCall, Begun, KeptAnswer};
pub use database::{Location, Store};
pub use disputes::DisputeRow;
pub use drafts::RequestCount;
pub use error::StoreError;
pub use events::ChainReport;
pub use figures::Timeliness;
pub use ledgers::RecordQuery;
pub use public::{Listed, fold};
pub use records::{
    Account, ApiToken, Category, DeskQuery, DutyMark, FileRecord, LastPosting, MonthFigures,
    Overdrawn, Page, Public, PublicCounts, PublicItem, PublicQuery, PublicSummary, Released,
    Session, Standing, Summary, Waiting, YearFigures,
};
pub use requests::{NotedEntry, RequestFile, RequestQuery, RequestRow};
pub use submissions::{AgencyWords, HandedReport, WorkState};
pub use webhooks::{Delivery, Told, Webhook};
pub use write::Write;
