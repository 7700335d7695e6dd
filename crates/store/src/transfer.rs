//! The whole database as text, and back: the same lines from both engines for the same content, so
//! that a dump moves an installation from one to the other and shows that a restored one is equal.
//!
//! The first line names the format. For each table there is a line with its columns, then one line
//! a row, in the order of the primary key. The last line counts the rows: a dump that was cut off
//! has none and is refused.

use crate::database::Tx;
use crate::query::{Query, Value};
use crate::{Store, StoreError};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::io::{BufRead, Write as Out};

/// Changes when the columns do.
const FORMAT: u32 = 6;
/// Rows read at a time.
const STRIDE: i64 = 500;

/// A table: its columns, the key first. A column that begins with `#` holds numbers.
struct Table {
    name: &'static str,
    key: usize,
    columns: &'static [&'static str],
}

/// In an order in which every row comes behind those that it names. The calls of programs that carry
/// a key (`api_call`) are not moved: they are kept for a day only.
#[rustfmt::skip]
const TABLES: &[Table] = &[
    Table { name: "agency", key: 1, columns: &["id", "parent", "kind", "slug", "names", "successor", "settings"] },
    Table { name: "category", key: 1, columns: &["id", "agency", "code", "name", "#topic", "#position"] },
    Table { name: "channel", key: 1, columns: &["id", "agency", "kind", "name", "place", "#position"] },
    Table { name: "account", key: 1, columns: &["id", "login", "login_key", "name", "password", "password_set_at", "#password_is_temporary", "totp", "#totp_step", "#active", "created_at", "signed_in_at"] },
    Table { name: "account_grant", key: 2, columns: &["account", "#position", "role", "agency"] },
    Table { name: "session", key: 1, columns: &["digest", "account", "created_at", "seen_at", "origin", "agent"] },
    Table { name: "api_token", key: 1, columns: &["id", "account", "name", "digest", "scopes", "created_at", "expires_on", "used_on"] },
    Table { name: "secret", key: 1, columns: &["name", "digest", "expires_at"] },
    Table { name: "serial", key: 1, columns: &["scope", "#last"] },
    Table { name: "file", key: 1, columns: &["digest", "kind", "#size", "text", "unread"] },
    Table { name: "information", key: 1, columns: &["id", "agency", "index_number", "facts", "stage", "round", "#version", "#revision", "author", "reassessed_on", "tombstone", "leak_override", "due_on", "changed_at", "title", "document_number", "attribute", "category", "formed_on", "awaited", "interprets", "folded", "first_published_on", "#in_time", "published_category"] },
    Table { name: "posting", key: 1, columns: &["id", "information", "channel", "posted_on", "#done", "place"] },
    Table { name: "duty_done", key: 3, columns: &["agency", "duty", "period", "done_on", "account", "name", "note", "information"] },
    Table { name: "quarterly_return", key: 3, columns: &["agency", "form", "period", "typed", "handed_in", "#revision"] },
    Table { name: "annual_report", key: 2, columns: &["agency", "year", "typed", "written", "frozen", "amendments", "#revision", "locked_on", "item"] },
    Table { name: "submission", key: 2, columns: &["agency", "year", "rounds", "reminders", "#revision"] },
    Table { name: "submission_report", key: 3, columns: &["agency", "year", "#round", "report", "words"] },
    Table { name: "record", key: 1, columns: &["id", "agency", "ledger", "content", "#revision", "struck", "dated_on", "folded", "ended_on"] },
    Table { name: "public_item", key: 1, columns: &["information", "host", "agency", "first_published_on", "category", "#topic", "interprets", "standing", "listing", "#number"] },
    Table { name: "public_content", key: 1, columns: &["information", "index_number", "category_name", "#version", "published_at", "due_on", "#in_time", "title", "document_number", "dated_on", "summary", "facts", "attachment_text", "folded"] },
    Table { name: "public_tombstone", key: 1, columns: &["information", "host", "agency", "tombstone"] },
    Table { name: "public_file", key: 2, columns: &["information", "#position", "digest"] },
    Table { name: "handover_batch", key: 1, columns: &["id", "agency", "#sequence", "number", "kind", "period_from", "period_to", "due_on", "made_on", "stage", "delivered_on", "package", "manifest", "#revision", "ground", "receivers", "state", "receipts"] },
    Table { name: "handover_item", key: 2, columns: &["batch", "#position", "information", "#version", "#withdrawn", "once", "line"] },
    Table { name: "calendar_notice", key: 1, columns: &["id", "region", "#year", "issued_on", "content"] },
    Table { name: "request", key: 1, columns: &["id", "agency", "number", "kind", "channel", "arrived_at", "stage", "received_on", "due_on", "outcome", "ended_on", "handler", "#revision", "sealed_key", "sealed", "applicant_mark", "form_mark", "code_mark", "opened_on", "retain_until", "erased_on"] },
    Table { name: "request_entry", key: 2, columns: &["request", "#position", "happened_on", "act", "words", "noted_at", "account", "name"] },
    Table { name: "request_file", key: 2, columns: &["request", "#position", "kind", "digest", "name", "#size", "added_at", "#open"] },
    Table { name: "dispute", key: 1, columns: &["id", "agency", "request", "content", "#revision"] },
    Table { name: "webhook", key: 1, columns: &["id", "agency", "name", "address", "kinds", "secret", "made_at"] },
    Table { name: "webhook_delivery", key: 1, columns: &["id", "webhook", "#sequence", "#place", "kind", "body", "made_at", "state", "#attempts", "next_at", "last_at", "outcome"] },
    Table { name: "event", key: 1, columns: &["#sequence", "id", "happened_at", "account", "name", "origin", "agency", "object", "action", "state_before", "state_after", "previous", "digest"] },
    Table { name: "event_head", key: 1, columns: &["#id", "#sequence", "digest"] },
];

/// A line that is no row.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Mark {
    /// The first: the format.
    Gongkai(u32),
    /// The table that follows, and its columns.
    Table(String, Vec<String>),
    /// The last: how many rows there were.
    End(u64),
}

impl Store {
    /// Writes all tables as lines of JSON, as they stand at one moment.
    pub async fn dump(&self, out: &mut (impl Out + Send)) -> Result<(), StoreError> {
        let mut tx = self.snapshot().await?;
        let mut rows: u64 = 0;
        line(out, &Mark::Gongkai(FORMAT))?;
        for table in TABLES {
            let columns = table.columns.iter().map(|name| (*name).to_owned());
            line(out, &Mark::Table(table.name.to_owned(), columns.collect()))?;
            let mut after = Vec::new();
            loop {
                let page = table.page(&mut tx, &after).await?;
                let Some(last) = page.last() else {
                    break;
                };
                after = last.iter().take(table.key).cloned().collect();
                for row in &page {
                    let cells: Vec<Json> = row.iter().map(to_json).collect();
                    line(out, &cells)?;
                    rows = rows.saturating_add(1);
                }
            }
        }
        line(out, &Mark::End(rows))
    }

    /// Fills an empty database with a dump, wholly or not at all.
    pub async fn load(&self, input: &mut (impl BufRead + Send)) -> Result<(), StoreError> {
        let mut write = self.write().await?;
        for table in TABLES {
            if !table.page(&mut write.tx, &[]).await?.is_empty() {
                return Err(StoreError::NotEmpty);
            }
        }
        let mut loading = Loading::default();
        let mut text = String::new();
        while loading.next(input, &mut text)? {
            loading.take(&mut write.tx, &text).await?;
        }
        if loading.stage != Stage::Ended {
            return Err(loading.fault("the dump is cut off"));
        }
        write.place_all().await?;
        write.tx.commit().await
    }
}

fn line(out: &mut impl Out, value: &impl Serialize) -> Result<(), StoreError> {
    serde_json::to_writer(&mut *out, value).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// How far a load has come.
#[derive(Default)]
struct Loading {
    line: u64,
    rows: u64,
    stage: Stage,
}

#[derive(Default, PartialEq, Eq, Clone, Copy)]
enum Stage {
    #[default]
    Begun,
    /// Behind the first line and so many marks of tables.
    Tables(usize),
    Ended,
}

impl Loading {
    fn next(&mut self, input: &mut impl BufRead, text: &mut String) -> Result<bool, StoreError> {
        text.clear();
        self.line = self.line.saturating_add(1);
        Ok(input.read_line(text)? > 0)
    }

    async fn take(&mut self, tx: &mut Tx, text: &str) -> Result<(), StoreError> {
        if !text.starts_with('[') {
            return self.mark(text);
        }
        let row: Vec<Json> =
            serde_json::from_str(text).map_err(|error| self.fault(&error.to_string()))?;
        let table = self
            .table()
            .ok_or_else(|| self.fault("a row without a table"))?;
        let insert = table
            .insert(&row)
            .ok_or_else(|| self.fault("not a row of its table"))?;
        self.rows = self.rows.saturating_add(1);
        insert.run(tx).await
    }

    fn mark(&mut self, text: &str) -> Result<(), StoreError> {
        let mark: Mark =
            serde_json::from_str(text).map_err(|error| self.fault(&error.to_string()))?;
        self.stage = match (self.stage, mark) {
            (Stage::Begun, Mark::Gongkai(FORMAT)) => Stage::Tables(0),
            (Stage::Tables(passed), Mark::Table(name, columns))
                if TABLES
                    .get(passed)
                    .is_some_and(|table| table.is(&name, &columns)) =>
            {
                Stage::Tables(passed.saturating_add(1))
            }
            (Stage::Tables(passed), Mark::End(rows))
                if passed == TABLES.len() && rows == self.rows =>
            {
                Stage::Ended
            }
            (Stage::Begun | Stage::Tables(_) | Stage::Ended, _) => {
                return Err(self.fault("not what stands here in a dump of this version"));
            }
        };
        Ok(())
    }

    fn table(&self) -> Option<&'static Table> {
        match self.stage {
            Stage::Tables(passed) => TABLES.get(passed.checked_sub(1)?),
            Stage::Begun | Stage::Ended => None,
        }
    }

    fn fault(&self, reason: &str) -> StoreError {
        StoreError::Dump {
            line: self.line,
            reason: reason.to_owned(),
        }
    }
}

impl Table {
    fn is(&self, name: &str, columns: &[String]) -> bool {
        self.name == name && self.columns == columns
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|name| name.trim_start_matches('#'))
    }

    /// The rows behind a key, in its order.
    async fn page(&self, tx: &mut Tx, after: &[Value]) -> Result<Vec<Vec<Value>>, StoreError> {
        let mut query = Query::new("SELECT ");
        join(&mut query, self.names());
        query.push(" FROM ").push(self.name);
        if !after.is_empty() {
            query.push(" WHERE (");
            join(&mut query, self.names().take(self.key));
            query.push(") > (");
            values(&mut query, after.iter().cloned());
            query.push(")");
        }
        query.push(" ORDER BY ");
        join(&mut query, self.names().take(self.key));
        query.push(" LIMIT ").number(STRIDE);
        let is_number: Vec<bool> = self
            .columns
            .iter()
            .map(|name| name.starts_with('#'))
            .collect();
        query.values(tx, &is_number).await
    }

    /// The statement that puts a row back, if it is one of this table.
    fn insert(&self, row: &[Json]) -> Option<Query> {
        let cells = self.columns.iter().zip(row);
        let cells: Option<Vec<Value>> = cells
            .map(|(name, cell)| of_json(name.starts_with('#'), cell))
            .collect();
        let cells = cells.filter(|_| row.len() == self.columns.len())?;
        let mut query = Query::new("INSERT INTO ");
        query.push(self.name).push(" (");
        join(&mut query, self.names());
        query.push(") VALUES (");
        values(&mut query, cells);
        query.push(")");
        Some(query)
    }
}

fn join(query: &mut Query, names: impl Iterator<Item = &'static str>) {
    for (at, name) in names.enumerate() {
        query.push(if at == 0 { "" } else { ", " }).push(name);
    }
}

fn values(query: &mut Query, values: impl IntoIterator<Item = Value>) {
    for (at, value) in values.into_iter().enumerate() {
        query.push(if at == 0 { "" } else { ", " }).value(value);
    }
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Text(text) => text.clone().into(),
        Value::Number(number) => (*number).into(),
    }
}

fn of_json(is_number: bool, cell: &Json) -> Option<Value> {
    if is_number {
        let number = cell.as_i64();
        (cell.is_null() || number.is_some()).then_some(Value::Number(number))
    } else {
        let text = cell.as_str().map(str::to_owned);
        (cell.is_null() || text.is_some()).then_some(Value::Text(text))
    }
}
