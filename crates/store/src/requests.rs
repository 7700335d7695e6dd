//! Disclosure requests: rows that hold no word of the requester but sealed.

use crate::encode::Row;
use crate::query::Query;
use crate::{Store, StoreError};
use gongkai_domain::identity::{AccountId, AgencyId, RequestId};
use gongkai_domain::request::{CaseStage, Entry, ReceiptChannel, RequesterKind};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use std::collections::{BTreeMap, BTreeSet};

/// A request without its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// Its identity.
    pub id: RequestId,
    /// The agency that was asked.
    pub agency: AgencyId,
    /// 2026-0001.
    pub number: String,
    /// Who asks, as the report counts them.
    pub kind: RequesterKind,
    /// How it came.
    pub channel: ReceiptChannel,
    /// When it came, in China's time.
    pub arrived: DateTime,
    /// Where it stands.
    pub stage: CaseStage,
    /// The day of receipt.
    pub received_on: Option<Date>,
    /// When the reply is due, as computed when the last entry was made.
    pub due_on: Option<Date>,
    /// How it ended, by the name of the outcome.
    pub outcome: Option<String>,
    /// When.
    pub ended_on: Option<Date>,
    /// Who handles it.
    pub handler: String,
    /// Grows with every entry.
    pub revision: u64,
    /// Its own key, sealed; none after erasure.
    pub sealed_key: Option<String>,
    /// Who asks and for what, sealed; none after erasure.
    pub sealed: Option<String>,
    /// The same for requests of the same person.
    pub applicant_mark: String,
    /// The same for the same form sent twice.
    pub form_mark: String,
    /// Digest of the code on the receipt.
    pub code_mark: String,
    /// When somebody at the office opened it first.
    pub opened_on: Option<Date>,
    /// Until when its personal data are kept.
    pub retain_until: Option<Date>,
    /// When they were erased.
    pub erased_on: Option<Date>,
}

/// An entry as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedEntry {
    /// What happened when.
    pub entry: Entry,
    /// What was typed with it, sealed.
    pub words: Option<String>,
    /// When it was written down.
    pub noted_at: Timestamp,
    /// By whose account.
    pub account: Option<AccountId>,
    /// Their name, or 申请人.
    pub name: String,
}

/// A file of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFile {
    /// Its place among the files of the request.
    pub position: u64,
    /// `application`, `identity`, `correction`, `letter`, `supplied`, `evidence`, `data_request`.
    pub kind: String,
    /// SHA-256 of the sealed bytes.
    pub digest: String,
    /// Its name, sealed.
    pub name: String,
    /// Bytes before sealing.
    pub size: u64,
    /// When it was added.
    pub added_at: Timestamp,
    /// Whether the requester may fetch it.
    pub open: bool,
}

/// Which requests are asked for.
#[derive(Debug, Clone, Default)]
pub struct RequestQuery {
    /// The agencies; none means none.
    pub agencies: Vec<AgencyId>,
    /// Only those without an outcome.
    pub open: bool,
    /// Only those with an outcome that was served, or that needs no service.
    pub over: bool,
    /// Only of this stage.
    pub stage: Option<CaseStage>,
    /// Only those received or arrived in this year, or open in it.
    pub year: Option<i16>,
    /// Passed over.
    pub offset: u64,
    /// Given at most.
    pub limit: u64,
}

#[derive(sqlx::FromRow)]
struct RawRequest {
    id: String,
    agency: String,
    number: String,
    kind: String,
    channel: String,
    arrived_at: String,
    stage: String,
    received_on: Option<String>,
    due_on: Option<String>,
    outcome: Option<String>,
    ended_on: Option<String>,
    handler: String,
    revision: i64,
    sealed_key: Option<String>,
    sealed: Option<String>,
    applicant_mark: String,
    form_mark: String,
    code_mark: String,
    opened_on: Option<String>,
    retain_until: Option<String>,
    erased_on: Option<String>,
}

#[derive(sqlx::FromRow)]
struct RawEntry {
    happened_on: String,
    act: String,
    words: Option<String>,
    noted_at: String,
    account: Option<String>,
    name: String,
}

#[derive(sqlx::FromRow)]
struct RawEntryOf {
    request: String,
    #[sqlx(flatten)]
    raw: RawEntry,
}

#[derive(sqlx::FromRow)]
struct RawFile {
    position: i64,
    kind: String,
    digest: String,
    name: String,
    size: i64,
    added_at: String,
    open: i64,
}

const COLUMNS: &str = "SELECT id, agency, number, kind, channel, arrived_at, stage, received_on, \
    due_on, outcome, ended_on, handler, revision, sealed_key, sealed, applicant_mark, form_mark, \
    code_mark, opened_on, retain_until, erased_on FROM request ";

impl Store {
    /// The request of this identity.
    pub async fn request(&self, id: &RequestId) -> Result<Option<RequestRow>, StoreError> {
        self.one_request("WHERE id = ", id.as_str()).await
    }

    /// A request whose personal data are sealed, and its sealed key; nothing if there is none.
    pub async fn sealed_request(&self) -> Result<Option<(String, String)>, StoreError> {
        let sql = "SELECT id, sealed_key FROM request WHERE sealed_key IS NOT NULL LIMIT 1";
        Ok(row!(self.reader(), (String, String), sql)?)
    }

    /// The request that the same form made.
    pub async fn request_of_form(&self, mark: &str) -> Result<Option<RequestRow>, StoreError> {
        self.one_request("WHERE form_mark = ", mark).await
    }

    /// The request whose receipt has this code.
    pub async fn request_of_code(&self, mark: &str) -> Result<Option<RequestRow>, StoreError> {
        self.one_request("WHERE code_mark = ", mark).await
    }

    async fn one_request(
        &self,
        by: &'static str,
        value: &str,
    ) -> Result<Option<RequestRow>, StoreError> {
        let mut query = Query::new(COLUMNS);
        query.push(by).text(value);
        let found: Vec<RawRequest> = query.rows(self.reader()).await?;
        found.first().map(RawRequest::row).transpose()
    }

    /// Requests: the open ones first, by the day on which they are due, then the ended ones, the
    /// latest first.
    pub async fn requests(
        &self,
        query: &RequestQuery,
    ) -> Result<crate::Page<RequestRow>, StoreError> {
        let mut count = Query::new("SELECT COUNT(*) FROM request ");
        narrow(&mut count, query);
        let mut list = Query::new(COLUMNS);
        narrow(&mut list, query);
        list.push(
            " ORDER BY CASE WHEN ended_on IS NULL THEN 0 ELSE 1 END, \
             CASE WHEN ended_on IS NULL THEN COALESCE(due_on, '9999') ELSE '' END, \
             ended_on DESC, number DESC",
        )
        .page(query.offset, query.limit);
        let found: Vec<RawRequest> = list.rows(self.reader()).await?;
        Ok(crate::Page {
            rows: found
                .iter()
                .map(RawRequest::row)
                .collect::<Result<_, _>>()?,
            total: count.count(self.reader()).await?,
            more: false,
        })
    }

    /// Other requests of the same person to the same agency, the newest first.
    pub async fn requests_of_applicant(
        &self,
        agency: &AgencyId,
        mark: &str,
    ) -> Result<Vec<RequestRow>, StoreError> {
        let mut query = Query::new(COLUMNS);
        query.push("WHERE agency = ").text(agency.as_str());
        query.push(" AND applicant_mark = ").text(mark);
        query.push(" ORDER BY number DESC");
        let found: Vec<RawRequest> = query.rows(self.reader()).await?;
        found.iter().map(RawRequest::row).collect()
    }

    /// The requests of agencies of which the requester was ever asked for a correction.
    pub async fn requests_asked_to_correct(
        &self,
        agencies: &[AgencyId],
    ) -> Result<BTreeSet<RequestId>, StoreError> {
        let mut query = Query::new(
            "SELECT DISTINCT e.request FROM request_entry e \
             JOIN request r ON r.id = e.request WHERE r.agency IN ",
        );
        query.list(agencies.iter().map(AgencyId::as_str));
        // An act is written with its kind in front.
        query.push(" AND e.act LIKE '{\"act\":\"ask_correction\"%'");
        let found: Vec<(String,)> = query.rows(self.reader()).await?;
        let row = |id: &(String,)| {
            let row = Row {
                table: "request_entry",
                key: &id.0,
            };
            row.text("request", &id.0)
        };
        found.iter().map(row).collect()
    }

    /// The entries of a request, in order.
    pub async fn request_entries(&self, id: &RequestId) -> Result<Vec<NotedEntry>, StoreError> {
        let sql = "SELECT happened_on, act, words, noted_at, account, name FROM request_entry \
                   WHERE request = $1 ORDER BY position";
        let found = rows!(self.reader(), RawEntry, sql, id.as_str())?;
        found.iter().map(|raw| raw.entry(id)).collect()
    }

    /// The entries of all requests that a query asks for, on whatever page, by request and in order.
    pub async fn entries_of_requests(
        &self,
        query: &RequestQuery,
    ) -> Result<BTreeMap<RequestId, Vec<NotedEntry>>, StoreError> {
        let mut list = Query::new(
            "SELECT request, happened_on, act, words, noted_at, account, name FROM request_entry \
             WHERE request IN (SELECT id FROM request ",
        );
        narrow(&mut list, query);
        list.push(") ORDER BY request, position");
        let found: Vec<RawEntryOf> = list.rows(self.reader()).await?;
        let mut entries: BTreeMap<RequestId, Vec<NotedEntry>> = BTreeMap::new();
        for RawEntryOf { request, raw } in found {
            let row = Row {
                table: "request_entry",
                key: &request,
            };
            let id: RequestId = row.text("request", &request)?;
            let entry = raw.entry(&id)?;
            entries.entry(id).or_default().push(entry);
        }
        Ok(entries)
    }

    /// The files of a request, in order.
    pub async fn request_files(&self, id: &RequestId) -> Result<Vec<RequestFile>, StoreError> {
        let sql = "SELECT position, kind, digest, name, size, added_at, open FROM request_file \
                   WHERE request = $1 ORDER BY position";
        let found = rows!(self.reader(), RawFile, sql, id.as_str())?;
        found.iter().map(|raw| raw.file(id)).collect()
    }
}

fn narrow(sql: &mut Query, query: &RequestQuery) {
    sql.push("WHERE agency IN ");
    sql.list(query.agencies.iter().map(AgencyId::as_str));
    if query.open {
        sql.push(" AND ended_on IS NULL");
    }
    if query.over {
        sql.push(" AND ended_on IS NOT NULL AND stage <> ")
            .text(CaseStage::Replied.code());
    }
    if let Some(stage) = query.stage {
        sql.push(" AND stage = ").text(stage.code());
    }
    if let Some(year) = query.year {
        sql.push(" AND COALESCE(received_on, arrived_at) < ")
            .text(format!("{:04}-01-01", year.saturating_add(1)));
        sql.push(" AND (ended_on IS NULL OR ended_on >= ")
            .text(format!("{year:04}-01-01"));
        sql.push(")");
    }
}

impl RawRequest {
    fn row(&self) -> Result<RequestRow, StoreError> {
        let row = Row {
            table: "request",
            key: &self.id,
        };
        Ok(RequestRow {
            id: row.text("id", &self.id)?,
            agency: row.text("agency", &self.agency)?,
            number: self.number.clone(),
            kind: row.code("kind", &self.kind, RequesterKind::of_code)?,
            channel: row.code("channel", &self.channel, ReceiptChannel::of_code)?,
            arrived: row.text("arrived_at", &self.arrived_at)?,
            stage: row.code("stage", &self.stage, CaseStage::of_code)?,
            received_on: row.maybe("received_on", self.received_on.as_ref())?,
            due_on: row.maybe("due_on", self.due_on.as_ref())?,
            outcome: self.outcome.clone(),
            ended_on: row.maybe("ended_on", self.ended_on.as_ref())?,
            handler: self.handler.clone(),
            revision: row.number("revision", self.revision)?,
            sealed_key: self.sealed_key.clone(),
            sealed: self.sealed.clone(),
            applicant_mark: self.applicant_mark.clone(),
            form_mark: self.form_mark.clone(),
            code_mark: self.code_mark.clone(),
            opened_on: row.maybe("opened_on", self.opened_on.as_ref())?,
            retain_until: row.maybe("retain_until", self.retain_until.as_ref())?,
            erased_on: row.maybe("erased_on", self.erased_on.as_ref())?,
        })
    }
}

impl RawEntry {
    fn entry(&self, request: &RequestId) -> Result<NotedEntry, StoreError> {
        let row = Row {
            table: "request_entry",
            key: request.as_str(),
        };
        Ok(NotedEntry {
            entry: Entry {
                on: row.text("happened_on", &self.happened_on)?,
                act: row.json("act", &self.act)?,
            },
            words: self.words.clone(),
            noted_at: row.text("noted_at", &self.noted_at)?,
            account: row.maybe("account", self.account.as_ref())?,
            name: self.name.clone(),
        })
    }
}

impl RawFile {
    fn file(&self, request: &RequestId) -> Result<RequestFile, StoreError> {
        let row = Row {
            table: "request_file",
            key: request.as_str(),
        };
        Ok(RequestFile {
            position: row.number("position", self.position)?,
            kind: self.kind.clone(),
            digest: self.digest.clone(),
            name: self.name.clone(),
            size: row.number("size", self.size)?,
            added_at: row.text("added_at", &self.added_at)?,
            open: self.open != 0,
        })
    }
}
