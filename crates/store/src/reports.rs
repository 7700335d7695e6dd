//! The work on annual reports.

use crate::agencies::found;
use crate::encode::{Row, json, number};
use crate::{Store, StoreError, Write};
use gongkai_domain::compile::Work;
use gongkai_domain::identity::{AgencyId, InformationId};

#[derive(sqlx::FromRow)]
struct WorkRow {
    agency: String,
    year: String,
    typed: String,
    written: String,
    frozen: Option<String>,
    amendments: String,
    item: Option<String>,
    revision: i64,
}

impl Store {
    /// The work on an agency's reports, by year.
    pub async fn annual_reports(&self, agency: &AgencyId) -> Result<Vec<Work>, StoreError> {
        let sql = "SELECT agency, year, typed, written, frozen, amendments, item, revision \
                   FROM annual_report WHERE agency = $1 ORDER BY year";
        let found = rows!(self.reader(), WorkRow, sql, agency.as_str())?;
        found.iter().map(WorkRow::work).collect()
    }

    /// The work on the reports of a year, of all agencies.
    pub async fn annual_reports_of(&self, year: i16) -> Result<Vec<Work>, StoreError> {
        let sql = "SELECT agency, year, typed, written, frozen, amendments, item, revision \
                   FROM annual_report WHERE year = $1 ORDER BY agency";
        let found = rows!(self.reader(), WorkRow, sql, text(year))?;
        found.iter().map(WorkRow::work).collect()
    }
}

impl Write {
    /// Writes the first work on a report. `Duplicate` if there is some.
    pub async fn insert_annual_report(&mut self, work: &Work) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO annual_report \
             (agency, year, typed, written, frozen, amendments, revision, locked_on, item) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            work.agency.as_str(),
            text(work.year),
            json(&work.typed)?,
            json(&work.written)?,
            work.frozen.as_ref().map(json).transpose()?,
            json(&work.amendments)?,
            number(work.revision),
            locked_on(work),
            work.item.as_ref().map(InformationId::as_str),
        )?;
        Ok(())
    }

    /// Saves work over the revision it was read at, as the next one. `Conflict` if somebody saved in
    /// between.
    pub async fn save_annual_report(&mut self, work: &Work) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "UPDATE annual_report SET typed = $3, written = $4, frozen = $5, amendments = $6, \
             revision = $7 + 1, locked_on = $8, item = $9 WHERE agency = $1 AND year = $2 AND revision = $7",
            work.agency.as_str(),
            text(work.year),
            json(&work.typed)?,
            json(&work.written)?,
            work.frozen.as_ref().map(json).transpose()?,
            json(&work.amendments)?,
            number(work.revision),
            locked_on(work),
            work.item.as_ref().map(InformationId::as_str),
        )?;
        found(touched).map_err(|_missing| StoreError::Conflict)
    }
}

/// A copy of the day in `frozen`, for lists.
fn locked_on(work: &Work) -> Option<String> {
    work.frozen.as_ref().map(|frozen| frozen.on.to_string())
}

pub(crate) fn text(year: i16) -> String {
    format!("{year:04}")
}

impl WorkRow {
    fn work(&self) -> Result<Work, StoreError> {
        let row = Row {
            table: "annual_report",
            key: &self.year,
        };
        let frozen = self.frozen.as_deref();
        Ok(Work {
            agency: row.text("agency", &self.agency)?,
            year: row.text("year", &self.year)?,
            typed: row.json("typed", &self.typed)?,
            written: row.json("written", &self.written)?,
            frozen: frozen.map(|text| row.json("frozen", text)).transpose()?,
            amendments: row.json("amendments", &self.amendments)?,
            item: row.maybe("item", self.item.as_ref())?,
            revision: row.number("revision", self.revision)?,
        })
    }
}
