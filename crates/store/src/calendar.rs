//! Notices on working days that were entered, and the last days that move with them.

use crate::agencies::found;
use crate::encode::{Row, day};
use crate::{Store, StoreError, Write};
use gongkai_domain::identity::{InformationId, NoticeId, RequestId};
use jiff::civil::Date;

/// A notice on working days that was entered in this installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarNotice {
    /// Its identity.
    pub id: NoticeId,
    /// The region for which alone it holds; none for the whole country.
    pub region: Option<String>,
    /// The year whose days it arranges.
    pub year: i16,
    /// Day on which it was signed.
    pub issued_on: Date,
    /// The notice as the text of a file of `statutes/workdays/`.
    pub content: String,
}

#[derive(sqlx::FromRow)]
struct NoticeRow {
    id: String,
    region: String,
    year: i64,
    issued_on: String,
    content: String,
}

impl Store {
    /// The notices that were entered, by region, year and date.
    pub async fn calendar_notices(&self) -> Result<Vec<CalendarNotice>, StoreError> {
        let sql = "SELECT id, region, year, issued_on, content FROM calendar_notice \
                   ORDER BY region, year, issued_on, id";
        let found = rows!(self.reader(), NoticeRow, sql)?;
        found.iter().map(NoticeRow::notice).collect()
    }
}

impl Write {
    /// Adds a notice.
    pub async fn insert_calendar_notice(
        &mut self,
        notice: &CalendarNotice,
    ) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO calendar_notice (id, region, year, issued_on, content) \
             VALUES ($1, $2, $3, $4, $5)",
            notice.id.as_str(),
            notice.region.as_deref().unwrap_or_default(),
            i64::from(notice.year),
            notice.issued_on.to_string(),
            notice.content.as_str(),
        )?;
        Ok(())
    }

    /// Takes a notice away. `NotFound` if there is none.
    pub async fn remove_calendar_notice(&mut self, id: &NoticeId) -> Result<(), StoreError> {
        let sql = "DELETE FROM calendar_notice WHERE id = $1";
        found(run!(self.tx.on(), sql, id.as_str())?)
    }

    /// Sets the last day of an item that was counted anew; nothing else of it changes, and who has it
    /// open does not save over anybody.
    pub async fn set_due(
        &mut self,
        id: &InformationId,
        due_on: Option<Date>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE information SET due_on = $2 WHERE id = $1";
        found(run!(self.tx.on(), sql, id.as_str(), day(due_on))?)
    }

    /// The same of a disclosure request.
    pub async fn set_request_due(
        &mut self,
        id: &RequestId,
        due_on: Option<Date>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE request SET due_on = $2 WHERE id = $1";
        found(run!(self.tx.on(), sql, id.as_str(), day(due_on))?)
    }
}

impl NoticeRow {
    fn notice(&self) -> Result<CalendarNotice, StoreError> {
        let row = Row {
            table: "calendar_notice",
            key: &self.id,
        };
        let year = i16::try_from(self.year);
        Ok(CalendarNotice {
            id: row.text("id", &self.id)?,
            region: Some(self.region.clone()).filter(|region| !region.is_empty()),
            year: year.map_err(|_range| row.inconsistent("year"))?,
            issued_on: row.text("issued_on", &self.issued_on)?,
            content: self.content.clone(),
        })
    }
}
