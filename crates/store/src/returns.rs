//! Quarterly returns, and what is counted for them.

use crate::agencies::found;
use crate::encode::{Row, json, number};
use crate::{Store, StoreError, Write};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::Topic;
use gongkai_domain::returns::{PublishedFact, Quarter, Return};
use jiff::civil::Date;

#[derive(sqlx::FromRow)]
struct ReturnRow {
    agency: String,
    form: String,
    period: String,
    typed: String,
    handed_in: Option<String>,
    revision: i64,
}

#[derive(sqlx::FromRow)]
struct PublishedRow {
    id: String,
    title: String,
    published_on: String,
    topic: Option<i64>,
    in_time: Option<i64>,
    document_number: String,
    interprets: Option<String>,
}

impl Store {
    /// The returns of an agency in a table, by quarter.
    pub async fn returns(&self, agency: &AgencyId, form: &str) -> Result<Vec<Return>, StoreError> {
        let sql = "SELECT agency, form, period, typed, handed_in, revision \
                   FROM quarterly_return WHERE agency = $1 AND form = $2 ORDER BY period";
        let found = rows!(self.reader(), ReturnRow, sql, agency.as_str(), form)?;
        found.iter().map(ReturnRow::kept).collect()
    }

    /// The items that an agency first published from one day to another, also those that have been
    /// withdrawn since, by day.
    pub async fn first_published(
        &self,
        agency: &AgencyId,
        (from, to): (Date, Date),
    ) -> Result<Vec<PublishedFact>, StoreError> {
        let sql = "SELECT information.id, information.title, \
                   information.first_published_on AS published_on, category.topic, \
                   information.in_time, information.document_number, information.interprets \
                   FROM information LEFT JOIN category ON category.id = information.category \
                   WHERE information.agency = $1 \
                   AND information.first_published_on BETWEEN $2 AND $3 \
                   ORDER BY information.first_published_on, information.id";
        let found = rows!(
            self.reader(),
            PublishedRow,
            sql,
            agency.as_str(),
            from.to_string(),
            to.to_string()
        )?;
        found.iter().map(PublishedRow::fact).collect()
    }
}

impl Write {
    /// Writes a new return. `Duplicate` if there is one of that quarter.
    pub async fn insert_return(&mut self, kept: &Return) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO quarterly_return (agency, form, period, typed, handed_in, revision) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            kept.agency.as_str(),
            kept.table.as_str(),
            kept.quarter.to_string(),
            json(&kept.typed)?,
            kept.handed_in.as_ref().map(json).transpose()?,
            number(kept.revision),
        )?;
        Ok(())
    }

    /// Saves a return over the revision it was read at, as the next one. `Conflict` if somebody
    /// saved in between.
    pub async fn save_return(&mut self, kept: &Return) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "UPDATE quarterly_return SET typed = $4, handed_in = $5, revision = $6 + 1 \
             WHERE agency = $1 AND form = $2 AND period = $3 AND revision = $6",
            kept.agency.as_str(),
            kept.table.as_str(),
            kept.quarter.to_string(),
            json(&kept.typed)?,
            kept.handed_in.as_ref().map(json).transpose()?,
            number(kept.revision),
        )?;
        found(touched).map_err(|_missing| StoreError::Conflict)
    }
}

impl ReturnRow {
    fn kept(&self) -> Result<Return, StoreError> {
        let row = Row {
            table: "quarterly_return",
            key: &self.period,
        };
        let handed_in = self.handed_in.as_deref();
        Ok(Return {
            agency: row.text("agency", &self.agency)?,
            table: self.form.clone(),
            quarter: row.text::<Quarter>("period", &self.period)?,
            typed: row.json("typed", &self.typed)?,
            handed_in: handed_in
                .map(|text| row.json("handed_in", text))
                .transpose()?,
            revision: row.number("revision", self.revision)?,
        })
    }
}

impl PublishedRow {
    fn fact(&self) -> Result<PublishedFact, StoreError> {
        let row = Row {
            table: "information",
            key: &self.id,
        };
        let topic = self.topic.map(|topic| row.number::<u8>("topic", topic));
        Ok(PublishedFact {
            id: row.text("id", &self.id)?,
            title: self.title.clone(),
            on: row.text("first_published_on", &self.published_on)?,
            topic: topic
                .transpose()?
                .and_then(|number| Topic::try_from(number).ok()),
            in_time: self.in_time.map(|flag| flag == 1),
            numbered: !self.document_number.is_empty(),
            interprets: self.interprets.is_some(),
        })
    }
}
