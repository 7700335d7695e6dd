//! Records of ledgers.

use crate::encode::{Row, day, json, number};
use crate::query::Query;
use crate::{Page, Store, StoreError, Write, fold};
use gongkai_domain::identity::{AgencyId, RecordId};
use gongkai_domain::ledger::{Ledger, Record};
use jiff::civil::Date;

/// Which records of a ledger are asked for.
#[derive(Debug, Clone, Default)]
pub struct RecordQuery {
    /// The agencies; none means none.
    pub agencies: Vec<AgencyId>,
    /// The key of the ledger.
    pub ledger: String,
    /// Words that all stand in a record.
    pub words: String,
    /// The year of its day.
    pub year: Option<i16>,
    /// A day on which it stands: begun, and not over. For ledgers that are dated by the day on which
    /// their records begin.
    pub standing_on: Option<Date>,
    /// Whether struck ones are listed too.
    pub struck: bool,
    /// Records passed over.
    pub offset: u64,
    /// Records given at most.
    pub limit: u64,
}

#[derive(sqlx::FromRow)]
struct RecordRow {
    id: String,
    agency: String,
    ledger: String,
    content: String,
    revision: i64,
    struck: Option<String>,
}

const COLUMNS: &str = "SELECT id, agency, ledger, content, revision, struck FROM record ";

impl Store {
    /// The record of this identity.
    pub async fn ledger_record(&self, id: &RecordId) -> Result<Option<Record>, StoreError> {
        let mut query = Query::new(COLUMNS);
        query.push("WHERE id = ").text(id.as_str());
        let found: Vec<RecordRow> = query.rows(self.reader()).await?;
        found.first().map(RecordRow::record).transpose()
    }

    /// Records of a ledger, the newest first.
    pub async fn ledger_records(&self, query: &RecordQuery) -> Result<Page<Record>, StoreError> {
        let mut count = Query::new("SELECT COUNT(*) FROM record ");
        self.narrow_records(&mut count, query);
        let mut list = Query::new(COLUMNS);
        self.narrow_records(&mut list, query);
        list.push(" ORDER BY dated_on DESC, id")
            .page(query.offset, query.limit);
        let found: Vec<RecordRow> = list.rows(self.reader()).await?;
        Ok(Page {
            rows: found
                .iter()
                .map(RecordRow::record)
                .collect::<Result<_, _>>()?,
            total: count.count(self.reader()).await?,
            more: false,
        })
    }

    /// How many records that are not struck out each ledger of an agency has: all, and those of a year.
    pub async fn ledger_counts(
        &self,
        agency: &AgencyId,
        year: i16,
    ) -> Result<Vec<(String, u64, u64)>, StoreError> {
        let sql = "SELECT ledger, COUNT(*), COUNT(CASE WHEN dated_on >= $2 AND dated_on <= $3 \
                   THEN 1 END) FROM record WHERE agency = $1 AND struck IS NULL \
                   GROUP BY ledger ORDER BY ledger";
        let (first, last) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
        let found = rows!(
            self.reader(),
            (String, i64, i64),
            sql,
            agency.as_str(),
            first,
            last,
        )?;
        let row = Row {
            table: "record",
            key: agency.as_str(),
        };
        let line = |(ledger, all, of_year)| {
            let all = row.number("COUNT(*)", all)?;
            Ok((ledger, all, row.number("COUNT(*)", of_year)?))
        };
        found.into_iter().map(line).collect()
    }

    fn narrow_records(&self, sql: &mut Query, query: &RecordQuery) {
        sql.push("WHERE agency IN ");
        sql.list(query.agencies.iter().map(AgencyId::as_str));
        sql.push(" AND ledger = ").text(query.ledger.as_str());
        if !query.struck {
            sql.push(" AND struck IS NULL");
        }
        if let Some(year) = query.year {
            sql.push(" AND dated_on >= ")
                .text(format!("{year:04}-01-01"));
            sql.push(" AND dated_on <= ")
                .text(format!("{year:04}-12-31"));
        }
        if let Some(on) = query.standing_on {
            sql.push(" AND dated_on <> '' AND dated_on <= ")
                .text(on.to_string());
            sql.push(" AND (ended_on IS NULL OR ended_on >= ")
                .text(on.to_string());
            sql.push(")");
        }
        for word in query.words.split_whitespace() {
            self.contains(sql, "folded", fold(word));
        }
    }
}

impl Write {
    /// Writes a new record.
    pub async fn insert_record(
        &mut self,
        ledger: &Ledger,
        record: &Record,
    ) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO record (id, agency, ledger, content, revision, struck, dated_on, folded, ended_on) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            record.id.as_str(),
            record.agency.as_str(),
            record.ledger.as_str(),
            json(&record.values)?,
            number(record.revision),
            record.struck.as_ref().map(json).transpose()?,
            day(record.day(ledger)).unwrap_or_default(),
            folded(ledger, record),
            day(record.last_day(ledger)),
        )?;
        Ok(())
    }

    /// Saves a record over the revision it was read at, as the next one. `Conflict` if somebody
    /// saved in between.
    pub async fn save_record(
        &mut self,
        ledger: &Ledger,
        record: &Record,
    ) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "UPDATE record SET content = $3, revision = $2 + 1, struck = $4, dated_on = $5, \
             folded = $6, ended_on = $7 WHERE id = $1 AND revision = $2",
            record.id.as_str(),
            number(record.revision),
            json(&record.values)?,
            record.struck.as_ref().map(json).transpose()?,
            day(record.day(ledger)).unwrap_or_default(),
            folded(ledger, record),
            day(record.last_day(ledger)),
        )?;
        if touched == 0 {
            return Err(StoreError::Conflict);
        }
        Ok(())
    }
}

/// All that a search for words looks in: the values as people read them.
fn folded(ledger: &Ledger, record: &Record) -> String {
    let shown = |(key, text): (&str, &str)| {
        let column = ledger.column(key);
        fold(&column.map_or_else(|| text.to_owned(), |column| column.shown(text)))
    };
    record
        .values
        .iter()
        .map(shown)
        .collect::<Vec<_>>()
        .join("\n")
}

impl RecordRow {
    fn record(&self) -> Result<Record, StoreError> {
        let row = Row {
            table: "record",
            key: &self.id,
        };
        let struck = self.struck.as_deref();
        Ok(Record {
            id: row.text("id", &self.id)?,
            agency: row.text("agency", &self.agency)?,
            ledger: self.ledger.clone(),
            values: row.json("content", &self.content)?,
            revision: row.number("revision", self.revision)?,
            struck: struck.map(|text| row.json("struck", text)).transpose()?,
        })
    }
}
