//! Which item stands, or is to stand, in which channel.

use crate::agencies::found;
use crate::encode::Row;
use crate::{Store, StoreError, Write};
use gongkai_domain::identity::InformationId;
use gongkai_domain::information::Posting;
use jiff::civil::Date;

#[derive(sqlx::FromRow)]
struct PostingRow {
    id: String,
    information: String,
    channel: String,
    posted_on: String,
    done: i64,
    place: String,
}

impl Store {
    /// The postings of an item, by day.
    pub async fn postings_of(&self, id: &InformationId) -> Result<Vec<Posting>, StoreError> {
        let sql = "SELECT * FROM posting WHERE information = $1 ORDER BY posted_on, id";
        let found = rows!(self.reader(), PostingRow, sql, id.as_str())?;
        found.iter().map(PostingRow::posting).collect()
    }

    /// The postings that were planned for this day or an earlier one and have not been made.
    pub async fn planned_postings(&self, until: Date) -> Result<Vec<Posting>, StoreError> {
        let sql = "SELECT * FROM posting WHERE done = 0 AND posted_on <= $1 \
                   ORDER BY posted_on, id";
        let found = rows!(self.reader(), PostingRow, sql, until.to_string())?;
        found.iter().map(PostingRow::posting).collect()
    }
}

impl Write {
    /// Notes a posting, made or planned.
    pub async fn insert_posting(&mut self, posting: &Posting) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO posting (id, information, channel, posted_on, done, place) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            posting.id.as_str(),
            posting.information.as_str(),
            posting.channel.as_str(),
            posting.on.to_string(),
            i64::from(posting.done),
            posting.place.as_str(),
        )?;
        Ok(())
    }

    /// Changes a posting; item and channel stay. `NotFound` if there is none.
    pub async fn save_posting(&mut self, posting: &Posting) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "UPDATE posting SET posted_on = $4, done = $5, place = $6 \
             WHERE id = $1 AND information = $2 AND channel = $3",
            posting.id.as_str(),
            posting.information.as_str(),
            posting.channel.as_str(),
            posting.on.to_string(),
            i64::from(posting.done),
            posting.place.as_str(),
        )?;
        found(touched)
    }
}

impl PostingRow {
    fn posting(&self) -> Result<Posting, StoreError> {
        let row = Row {
            table: "posting",
            key: &self.id,
        };
        Ok(Posting {
            id: row.text("id", &self.id)?,
            information: row.text("information", &self.information)?,
            channel: row.text("channel", &self.channel)?,
            on: row.text("posted_on", &self.posted_on)?,
            done: self.done != 0,
            place: self.place.clone(),
        })
    }
}
