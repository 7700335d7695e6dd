//! What shows that a recurring duty was done: postings, and the word of a person.

use crate::agencies::found;
use crate::encode::Row;
use crate::{DutyMark, LastPosting, Store, StoreError, Write};
use gongkai_domain::duty::{DutyPeriod, PostedFact};
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::{ChannelKind, Topic};
use jiff::civil::Date;

#[derive(sqlx::FromRow)]
struct MarkRow {
    agency: String,
    duty: String,
    period: String,
    done_on: String,
    account: String,
    name: String,
    note: String,
    information: Option<String>,
}

#[derive(sqlx::FromRow)]
struct PostedRow {
    posted_on: String,
    information: String,
    title: String,
    category: Option<String>,
    topic: Option<i64>,
    kind: String,
}

#[derive(sqlx::FromRow)]
struct LastRow {
    category: Option<String>,
    channel: String,
    last: String,
    postings: i64,
}

impl Store {
    /// What people said was done of an agency's duties, by the day on which it was.
    pub async fn duty_marks(&self, agency: &AgencyId) -> Result<Vec<DutyMark>, StoreError> {
        let sql = "SELECT agency, duty, period, done_on, account, name, note, information \
                   FROM duty_done WHERE agency = $1 ORDER BY done_on, duty, period";
        let found = rows!(self.reader(), MarkRow, sql, agency.as_str())?;
        found.iter().map(MarkRow::mark).collect()
    }

    /// The postings that an agency made from one day to another, by day, of what is public now.
    pub async fn posted(
        &self,
        agency: &AgencyId,
        from: Date,
        to: Date,
    ) -> Result<Vec<PostedFact>, StoreError> {
        let sql = "SELECT posting.posted_on, posting.information, public_content.title, \
                   public_item.category, public_item.topic, channel.kind FROM channel \
                   JOIN posting ON posting.channel = channel.id \
                   JOIN public_item ON public_item.information = posting.information \
                   JOIN public_content ON public_content.information = posting.information \
                   WHERE channel.agency = $1 AND posting.done = 1 \
                   AND posting.posted_on BETWEEN $2 AND $3 ORDER BY posting.posted_on, posting.id";
        let found = rows!(
            self.reader(),
            PostedRow,
            sql,
            agency.as_str(),
            from.to_string(),
            to.to_string()
        )?;
        found.iter().map(PostedRow::posted).collect()
    }

    /// The last posting of each category in each channel, of what is public now.
    pub async fn last_postings(&self, agency: &AgencyId) -> Result<Vec<LastPosting>, StoreError> {
        let sql = "SELECT public_item.category, posting.channel, MAX(posting.posted_on) AS last, \
                   COUNT(*) AS postings FROM channel \
                   JOIN posting ON posting.channel = channel.id \
                   JOIN public_item ON public_item.information = posting.information \
                   WHERE channel.agency = $1 AND posting.done = 1 \
                   GROUP BY public_item.category, posting.channel \
                   ORDER BY posting.channel, public_item.category";
        let found = rows!(self.reader(), LastRow, sql, agency.as_str())?;
        found.iter().map(LastRow::last).collect()
    }

    /// The day of an agency's first posting, if it has made one.
    pub async fn first_posting(&self, agency: &AgencyId) -> Result<Option<Date>, StoreError> {
        let sql = "SELECT MIN(posting.posted_on) FROM channel \
                   JOIN posting ON posting.channel = channel.id \
                   WHERE channel.agency = $1 AND posting.done = 1";
        let found = row!(self.reader(), (Option<String>,), sql, agency.as_str())?;
        let row = Row {
            table: "posting",
            key: agency.as_str(),
        };
        let (first,) = found.unwrap_or_default();
        row.maybe("posted_on", first.as_ref())
    }
}

impl Write {
    /// Notes that a turn of a duty was done. `Duplicate` if that was noted before.
    pub async fn insert_duty_mark(&mut self, mark: &DutyMark) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO duty_done (agency, duty, period, done_on, account, name, note, \
             information) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            mark.agency.as_str(),
            mark.duty.as_str(),
            mark.period.to_string(),
            mark.done_on.to_string(),
            mark.account.as_str(),
            mark.name.as_str(),
            mark.note.as_str(),
            mark.information.as_ref().map(InformationId::as_str),
        )?;
        Ok(())
    }

    /// Takes such a note away; the log keeps that it was there. `NotFound` if there is none.
    pub async fn remove_duty_mark(
        &mut self,
        agency: &AgencyId,
        duty: &str,
        period: DutyPeriod,
    ) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "DELETE FROM duty_done WHERE agency = $1 AND duty = $2 AND period = $3",
            agency.as_str(),
            duty,
            period.to_string(),
        )?;
        found(touched)
    }
}

impl MarkRow {
    fn mark(&self) -> Result<DutyMark, StoreError> {
        let row = Row {
            table: "duty_done",
            key: &self.duty,
        };
        Ok(DutyMark {
            agency: row.text("agency", &self.agency)?,
            duty: self.duty.clone(),
            period: row.text("period", &self.period)?,
            done_on: row.text("done_on", &self.done_on)?,
            account: row.text("account", &self.account)?,
            name: self.name.clone(),
            note: self.note.clone(),
            information: row.maybe("information", self.information.as_ref())?,
        })
    }
}

impl PostedRow {
    fn posted(&self) -> Result<PostedFact, StoreError> {
        let row = Row {
            table: "posting",
            key: &self.information,
        };
        let topic = self.topic.map(|number| row.number::<u8>("topic", number));
        Ok(PostedFact {
            on: row.text("posted_on", &self.posted_on)?,
            information: row.text("information", &self.information)?,
            title: self.title.clone(),
            category: row.maybe("category", self.category.as_ref())?,
            topic: topic
                .transpose()?
                .and_then(|number| Topic::try_from(number).ok()),
            channel: row.code("kind", &self.kind, ChannelKind::of_code)?,
        })
    }
}

impl LastRow {
    fn last(&self) -> Result<LastPosting, StoreError> {
        let row = Row {
            table: "posting",
            key: &self.channel,
        };
        Ok(LastPosting {
            category: row.maybe("category", self.category.as_ref())?,
            channel: row.text("channel", &self.channel)?,
            on: row.text("posted_on", &self.last)?,
            postings: row.number("postings", self.postings)?,
        })
    }
}
