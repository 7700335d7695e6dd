//! What people do in a disclosure office: one function a use case, authorisation inside.
//!
//! Pages, command line and tests go through the same door: ask the one authorisation function, load,
//! let the domain decide, save state and event in one transaction. Nothing here knows of HTTP or SQL.
//! Time and the actor are handed in with each call ([`Context`]).

mod accounts;
mod agencies;
mod appraisal;
mod attachments;
mod batch;
mod calendar;
mod calls;
mod column;
mod column_host;
mod context;
pub mod demo;
mod desk;
mod disputes;
mod duties;
mod duty_tasks;
mod error;
mod events;
mod freshness;
pub mod generate;
mod handover;
mod holdings;
mod leaks;
mod ledgers;
mod locked;
mod messages;
mod networks;
mod packing;
mod passwords;
mod pdf;
mod publication;
mod register;
mod reports;
mod requests;
mod returns;
mod review;
mod sealing;
mod second_factor;
mod sessions;
mod setup;
mod submission;
mod supervision;
mod throttle;
mod token;
mod tokens;
mod upkeep;
mod webhooks;
mod workbook;

pub use accounts::NewAccount;
pub use agencies::{NewAgency, Tree, settings_mark};
pub use appraisal::{NewRating, Rated};
pub use attachments::{Proposals, Taken};
pub use batch::{Awaiting, Hindrance, MOST_AT_ONCE};
pub use calendar::{CalendarPlan, Calendars, DueRow, KnownNotice, OpenDate, Reckoned, Shift};
pub use calls::{Keyed, KeyedCall};
pub use column::PublicView;
pub use context::{Context, china, today};
pub use desk::{Task, Urgency};
pub use duties::{DutyProof, DutyTurn, DutyView, NewMark};
pub use duty_tasks::DutyTask;
pub use error::OfficeError;
pub use freshness::Watched;
pub use handover::{
    BatchView, HandoverFile, HandoverTask, HandoverView, Late, NewReceipt, Next, Outdated, ToDo,
    WaitingItem,
};
pub use holdings::Holdings;
pub use leaks::LeakReport;
pub use ledgers::{
    AS_IDENTITY, CATALOGUE, Entry, Existing, FieldCheck, FieldOf, Head, Outcome, Plan, PlannedRow,
    REGISTER, Told, Typed, ledger, ledgers, read_pasted, read_sheet, register_columns,
};
pub use locked::LockedReport;
pub use messages::{MessageTask, Waiting};
pub use pdf::PaperFile;
pub use publication::NewPosting;
pub use register::{ItemView, Limit};
pub use reports::{
    PublishedReport, ReportFile, ReportState, ReportView, SentToPublication, report_format,
};
pub use requests::{
    Advance, DataAsk, FileOfRequest, Filed, Followed, Hold, ISSUED, Issued, LARGEST_FILE,
    LetterField, LetterView, LettersNow, MOST_FILES, NewFile, NewLetter, NewRequest, OwnData,
    RECEIPT_CODE, Receipt, ReplyDraft, RequestDate, RequestDraft, RequestTally, RequestTask,
    RequestToDo, RequestView, RequestYear, Revealed, Similar, StatusCode, request_action,
};
pub use returns::{
    Below, BelowState, NewHandIn, ReturnFile, ReturnState, ReturnSummary, ReturnView, return_table,
};
pub use sealing::{KEY_LENGTH, Keyring};
pub use second_factor::Enrolment;
pub use sessions::{Credentials, SignedIn};
pub use submission::{
    Behind as BehindSum, Checked, GridRow, Missing, Neighbour, ReportGrid, ReportSum, ReportTask,
    ReportToDo, SaidCell, SubmissionView, Troubles,
};
pub use supervision::{Circular, CircularPart, Listing, ListingKind, Supervised, said};
pub use tokens::{NewToken, TokenHolder};
pub use upkeep::{BackupReport, VerifyReport, check_backup};
pub use webhooks::{Letter, NewWebhook, WebhookView};

pub use gongkai_reader::attachment::AttachmentKind;
// Rows and questions of the records that pages hand on.
pub use gongkai_store::{
    ApiToken, Category, Delivery, DeskQuery, DisputeRow, DutyMark, KeptAnswer, Listed,
    MonthFigures, NotedEntry, Page, Public, PublicCounts, PublicItem, PublicQuery, PublicSummary,
    RecordQuery, Released, RequestQuery, RequestRow, Standing, Summary, Webhook, YearFigures, fold,
};
pub use workbook::{Cell, ColumnKind, workbook};

use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_reader::{Apart, Reader};
use gongkai_store::Store;
use gongkai_store::files::FileStore;
use std::sync::Arc;

/// The office: its records, its files, the calendar that the program carries.
#[derive(Clone)]
pub struct Office {
    store: Store,
    files: FileStore,
    calendar: Arc<WorkdayCalendar>,
    passwords: passwords::Passwords,
    throttle: Arc<throttle::Throttle>,
    kept: Arc<holdings::Kept>,
    keyring: Option<Keyring>,
    apart: Option<Arc<dyn Apart>>,
}

impl Office {
    /// An office over these records and files.
    pub fn new(store: Store, files: FileStore, calendar: Arc<WorkdayCalendar>) -> Self {
        Self {
            store,
            files,
            calendar,
            passwords: passwords::Passwords::default(),
            throttle: Arc::default(),
            kept: Arc::default(),
            keyring: None,
            apart: None,
        }
    }

    /// The working days that the program carries; for an agency ask [`Self::calendars`].
    pub(crate) fn carried_calendar(&self) -> &WorkdayCalendar {
        &self.calendar
    }

    /// The same office with the keys for personal data, without which no disclosure request is taken.
    #[must_use]
    pub fn with_keyring(mut self, keyring: Keyring) -> Self {
        self.keyring = Some(keyring);
        self
    }

    /// Whether it has the keys for personal data.
    pub const fn has_keyring(&self) -> bool {
        self.keyring.is_some()
    }

    /// The same office, in which files that may be hostile are taken apart elsewhere. Without it they are taken
    /// apart in this process.
    #[must_use]
    pub fn with_isolation(mut self, apart: Arc<dyn Apart>) -> Self {
        self.apart = Some(apart);
        self
    }

    /// Reads annual reports that others wrote.
    pub(crate) fn report_reader(&self) -> Result<Reader, OfficeError> {
        let reader = Reader::new(reports::forms()?);
        Ok(match &self.apart {
            Some(apart) => reader.with_isolation(Box::new(Arc::clone(apart))),
            None => reader,
        })
    }

    /// The same office with cheap password hashes: for an invented installation and for tests, which
    /// open many accounts, and never for a real one.
    #[must_use]
    pub fn with_cheap_passwords(mut self) -> Self {
        self.passwords = passwords::Passwords::cheap();
        self
    }
}

/// A random token of 256 bits in hexadecimal digits, for pages that tie a form to a browser.
pub fn fresh_token() -> Result<String, OfficeError> {
    token::token()
}
