//! What the tables hold, where the domain has no type for it: rows as pages want them.

use gongkai_domain::access::{Grant, Scope};
use gongkai_domain::duty::DutyPeriod;
use gongkai_domain::handover::{Handed, Line};
use gongkai_domain::identity::{
    AccountId, AgencyId, CategoryId, ChannelId, HandoverId, InformationId, TokenId,
};
use gongkai_domain::information::{Facts, Stage, Tombstone, Topic};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A person's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its identity.
    pub id: AccountId,
    /// What they sign in with; unique, compared without regard to case.
    pub login: String,
    /// Their name, as it is signed.
    pub name: String,
    /// Argon2id in PHC notation.
    pub password: String,
    /// When the password was last set.
    pub password_set_at: Timestamp,
    /// Whether it was set by an administrator and has to be changed at the next sign-in.
    pub password_is_temporary: bool,
    /// Secret of the second factor, Base32; `None` where there is none yet.
    pub totp: Option<String>,
    /// The last time step whose one-time password was used: none is taken twice.
    pub totp_step: i64,
    /// Whether it may sign in.
    pub active: bool,
    /// When it was opened.
    pub created_at: Timestamp,
    /// The last time it signed in.
    pub signed_in_at: Option<Timestamp>,
    /// What the person is, and where.
    pub grants: Vec<Grant>,
}

/// A person's being signed in. The token itself is not kept, only its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token.
    pub digest: String,
    /// Whose it is.
    pub account: AccountId,
    /// Since when.
    pub created_at: Timestamp,
    /// The last request.
    pub seen_at: Timestamp,
    /// From where.
    pub origin: String,
    /// What the browser says it is, cut short.
    pub agent: String,
}

/// A token of the interface for programs. The token itself is not kept, only its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Its identity.
    pub id: TokenId,
    /// Whose it is, and as whom it acts.
    pub account: AccountId,
    /// What its owner calls it.
    pub name: String,
    /// SHA-256 of the token.
    pub digest: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Timestamp,
    /// The last day it works.
    pub expires_on: Date,
    /// The last day it was used, in China.
    pub used_on: Option<Date>,
}

/// An agency's own category of information, mapped to the statutory one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its identity.
    pub id: CategoryId,
    /// Whose it is.
    pub agency: AgencyId,
    /// Its code, for index numbers.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The item of article 20 it belongs to.
    pub topic: Option<Topic>,
    /// Its place in lists.
    pub position: i64,
}

/// A line of a list of items at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its identity.
    pub id: InformationId,
    /// The agency that answers for it.
    pub agency: AgencyId,
    /// Its index number.
    pub index_number: String,
    /// Its title.
    pub title: String,
    /// Its document number.
    pub document_number: String,
    /// Where it stands.
    pub stage: Stage,
    /// The code of its attribute.
    pub attribute: String,
    /// 形成或者变更之日.
    pub formed_on: Option<Date>,
    /// The last day for its publication, where the calendar tells.
    pub due_on: Option<Date>,
    /// The role whose step is awaited, while it is in review.
    pub awaited: Option<gongkai_domain::access::Role>,
    /// Its category.
    pub category: Option<CategoryId>,
    /// Who registered it.
    pub author: AccountId,
    /// When it was first made public.
    pub first_published_on: Option<Date>,
    /// When a withheld item was last looked at.
    pub reassessed_on: Option<Date>,
    /// Its last change.
    pub changed_at: Timestamp,
}

/// Which items to list at the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskQuery {
    /// Of these agencies; none means no items.
    pub agencies: Vec<AgencyId>,
    /// In these stages; empty means all.
    pub stages: Vec<Stage>,
    /// With these words in title, document number or index number.
    pub words: String,
    /// Of this category.
    pub category: Option<CategoryId>,
    /// With this attribute.
    pub attribute: Option<String>,
    /// Formed in this year.
    pub year: Option<i16>,
    /// Rows to pass over.
    pub offset: u64,
    /// Rows to give at most.
    pub limit: u64,
}

/// Part of a list, and how long the whole is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub total: u64,
    /// Whether there are more, which were not counted.
    pub more: bool,
}

/// An item as the public sees it: a copy made at publication. Public pages, feeds, files and
/// search read nothing else, so that no draft leaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicItem {
    /// The item's identity, which is its public address.
    pub id: InformationId,
    /// Whose it is.
    pub agency: AgencyId,
    /// On whose column it stands.
    pub host: AgencyId,
    /// Its index number.
    pub index_number: String,
    /// The facts of the published version.
    pub facts: Facts,
    /// The name of the category at publication.
    pub category_name: String,
    /// The version.
    pub version: u32,
    /// When it was first made public.
    pub first_published_on: Date,
    /// When this version was.
    pub published_at: Timestamp,
    /// The last day on which publication was in time, where the calendar told.
    pub due_on: Option<Date>,
    /// Whether the first publication was in time, where the calendar told.
    pub in_time: Option<bool>,
    /// The text of the attachments, for search.
    #[serde(default)]
    pub attachment_text: String,
}

/// What an address of the public column leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Public {
    /// A published item.
    Item(Box<PublicItem>),
    /// What is left of one that was withdrawn, with the agency on whose column it stood.
    Withdrawn(AgencyId, Tombstone),
}

/// Which published items to list. Words are found exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicQuery {
    /// On the column of this agency; `None` means on all.
    pub host: Option<AgencyId>,
    /// Of this agency; `None` means of all.
    pub agency: Option<AgencyId>,
    /// Containing all of these words, in title, numbers, text or attachments.
    pub words: String,
    /// Of this category.
    pub category: Option<CategoryId>,
    /// Of this item of article 20 or 21.
    pub topic: Option<Topic>,
    /// In force, repealed or expired.
    pub validity: Option<Standing>,
    /// First published on this day or later.
    pub from: Option<Date>,
    /// First published on this day or earlier.
    pub to: Option<Date>,
    /// Rows to pass over.
    pub offset: u64,
    /// Rows to give at most.
    pub limit: u64,
}

/// Whether a document is in force, as one asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 有效.
    InForce,
    /// 废止.
    Repealed,
    /// 失效.
    Expired,
}

/// How many items are public on an agency's column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicCounts {
    /// All of them.
    pub total: u64,
    /// By the agency's category; categories without items are not there.
    pub by_category: BTreeMap<CategoryId, u64>,
    /// By the item of article 20 or 21.
    pub by_topic: BTreeMap<Topic, u64>,
    /// By the year of first publication.
    pub by_year: BTreeMap<i16, u64>,
    /// By whose they are: the agency's own, and those of institutions.
    pub by_agency: BTreeMap<AgencyId, u64>,
}

/// How many items an agency has made public, with those that were withdrawn since.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Released {
    /// In the year that was asked for.
    pub of_year: u64,
    /// In all years.
    pub ever: u64,
}

/// A line of a public list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicSummary {
    /// Its identity and address.
    pub id: InformationId,
    /// Whose it is.
    pub agency: AgencyId,
    /// On whose column it stands.
    pub host: AgencyId,
    /// Its index number.
    pub index_number: String,
    /// Its title.
    pub title: String,
    /// Its document number.
    pub document_number: String,
    /// 成文日期.
    pub dated_on: Option<Date>,
    /// 发布日期.
    pub published_on: Date,
    /// 内容概述.
    pub summary: String,
    /// When this version was published, for feeds and site maps.
    pub published_at: Timestamp,
}

/// A stored file as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// SHA-256 of its bytes in hexadecimal digits: its name in the file store.
    pub digest: String,
    /// What it is, by its content.
    pub kind: String,
    /// Bytes.
    pub size: u64,
    /// Its text, where it could be read.
    pub text: Option<String>,
    /// Why there is no text, or not all of it.
    pub unread: String,
}

/// A published item that stands in no list for archive and library yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The item.
    pub id: InformationId,
    /// The version that is public.
    pub version: u32,
    /// 形成或者变更之日.
    pub formed_on: Option<Date>,
    /// The day of its first publication.
    pub published_on: Date,
    /// Its title.
    pub title: String,
}

/// An item of which the houses have something else than the public sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdrawn {
    /// As it stands in its last list.
    pub line: Line,
    /// The batch of that list.
    pub batch: HandoverId,
    /// Whether the batch has gone to the houses.
    pub is_delivered: bool,
    /// What they have.
    pub handed: Handed,
    /// The version that the public sees; none if it was withdrawn.
    pub public: Option<u32>,
}

/// Figures of one agency and year, counted over what is registered and published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YearFigures {
    /// Items first published in the year.
    pub published: u64,
    /// Of these, how many within their limit.
    pub in_time: u64,
    /// Of these, how many late.
    pub late: u64,
    /// Items first published in the year, by category name.
    pub by_category: Vec<(String, u64)>,
    /// Postings of the year that were made, by channel name.
    pub by_channel: Vec<(String, u64)>,
    /// Items registered with a date of formation in the year, by attribute code.
    pub by_attribute: Vec<(String, u64)>,
    /// Items first published since this installation began.
    pub published_ever: u64,
    /// Items delivered to archive and library in the year, each counted once.
    pub handed_over: u64,
}

/// What was first published in a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MonthFigures {
    /// Items.
    pub published: u64,
    /// Of these, how many within their limit.
    pub in_time: u64,
    /// Of these, how many late.
    pub late: u64,
}

/// The last posting of a category in a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastPosting {
    /// The category; of items without one `None`.
    pub category: Option<CategoryId>,
    /// The channel.
    pub channel: ChannelId,
    /// The day.
    pub on: Date,
    /// How many there have been.
    pub postings: u64,
}

/// A person's word that a turn of a duty was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyMark {
    /// Whose duty.
    pub agency: AgencyId,
    /// The identifier of the duty.
    pub duty: String,
    /// What it was done for.
    pub period: DutyPeriod,
    /// The day on which it was done.
    pub done_on: Date,
    /// Who said so.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// What they said about it.
    pub note: String,
    /// The item that shows it.
    pub information: Option<InformationId>,
}
