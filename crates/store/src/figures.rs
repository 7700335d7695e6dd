//! What an agency's year comes to, counted and never kept.

use crate::encode::Row;
use crate::{MonthFigures, Released, Store, StoreError, YearFigures};
use gongkai_domain::identity::AgencyId;

/// What was done in time. What had no last day that can be told is neither in time nor late.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Timeliness {
    /// All of it.
    pub all: u64,
    /// By its last day.
    pub in_time: u64,
    /// After it.
    pub late: u64,
}

/// A year's first and last day, as text.
pub(crate) fn days(year: i16) -> (String, String) {
    (format!("{year:04}-01-01"), format!("{year:04}-12-31"))
}

fn timely(
    (agency, all, in_time, late): (String, i64, i64, i64),
) -> Result<(AgencyId, Timeliness), StoreError> {
    let row = Row {
        table: "agency",
        key: &agency,
    };
    let timeliness = Timeliness {
        all: count(all),
        in_time: count(in_time),
        late: count(late),
    };
    Ok((row.text("id", &agency)?, timeliness))
}

impl Store {
    /// The figures of an agency and a year. An item counts in the year in which it was first
    /// published, also if it has been withdrawn since.
    pub async fn figures(&self, agency: &AgencyId, year: i16) -> Result<YearFigures, StoreError> {
        let (first, last) = days(year);
        let sql = "SELECT COUNT(*), \
                   CAST(COALESCE(SUM(CASE WHEN in_time = 1 THEN 1 ELSE 0 END), 0) AS BIGINT), \
                   CAST(COALESCE(SUM(CASE WHEN in_time = 0 THEN 1 ELSE 0 END), 0) AS BIGINT) \
                   FROM information WHERE agency = $1 AND first_published_on BETWEEN $2 AND $3";
        let of_year = row!(
            self.reader(),
            (i64, i64, i64),
            sql,
            agency.as_str(),
            &first,
            &last
        )?;
        let (published, in_time, late) = of_year.unwrap_or_default();
        Ok(YearFigures {
            published: count(published),
            in_time: count(in_time),
            late: count(late),
            by_category: self.by_category(agency, year).await?,
            by_channel: self.by_channel(agency, year).await?,
            by_attribute: self.by_attribute(agency, year).await?,
            published_ever: self.released(agency, year).await?.ever,
            handed_over: self.handed_over_in(agency, year).await?,
        })
    }

    /// Of all agencies, what was first published in a year, and how much of it in time; who published
    /// nothing is not there.
    pub async fn timeliness(&self, year: i16) -> Result<Vec<(AgencyId, Timeliness)>, StoreError> {
        let (first, last) = days(year);
        let sql = "SELECT agency, COUNT(*), \
                   CAST(COALESCE(SUM(CASE WHEN in_time = 1 THEN 1 ELSE 0 END), 0) AS BIGINT), \
                   CAST(COALESCE(SUM(CASE WHEN in_time = 0 THEN 1 ELSE 0 END), 0) AS BIGINT) \
                   FROM information WHERE first_published_on BETWEEN $1 AND $2 GROUP BY agency";
        let found = rows!(self.reader(), (String, i64, i64, i64), sql, first, last)?;
        found.into_iter().map(timely).collect()
    }

    /// Of all agencies, the disclosure requests that ended in a year, and how many of them by their last
    /// day; who had none is not there.
    pub async fn reply_timeliness(
        &self,
        year: i16,
    ) -> Result<Vec<(AgencyId, Timeliness)>, StoreError> {
        let (first, last) = days(year);
        let sql = "SELECT agency, COUNT(*), \
                   CAST(COALESCE(SUM(CASE WHEN ended_on <= due_on THEN 1 ELSE 0 END), 0) AS BIGINT), \
                   CAST(COALESCE(SUM(CASE WHEN ended_on > due_on THEN 1 ELSE 0 END), 0) AS BIGINT) \
                   FROM request WHERE ended_on BETWEEN $1 AND $2 GROUP BY agency";
        let found = rows!(self.reader(), (String, i64, i64, i64), sql, first, last)?;
        found.into_iter().map(timely).collect()
    }

    /// How many items an agency first published in a year, and ever up to its end.
    pub async fn released(&self, agency: &AgencyId, year: i16) -> Result<Released, StoreError> {
        let (first, last) = days(year);
        let sql = "SELECT (SELECT COUNT(*) FROM information \
                   WHERE agency = $1 AND first_published_on BETWEEN $2 AND $3), \
                   (SELECT COUNT(*) FROM information \
                   WHERE agency = $1 AND first_published_on <= $3)";
        let counts = row!(self.reader(), (i64, i64), sql, agency.as_str(), first, last)?;
        let (of_year, ever) = counts.unwrap_or_default();
        Ok(Released {
            of_year: count(of_year),
            ever: count(ever),
        })
    }

    /// What was first published in each month of a year, January first; counted as in
    /// [`Store::figures`].
    pub async fn months(
        &self,
        agency: &AgencyId,
        year: i16,
    ) -> Result<[MonthFigures; 12], StoreError> {
        let (first, last) = days(year);
        let sql = "SELECT SUBSTR(first_published_on, 6, 2), COUNT(*), \
                   CAST(COALESCE(SUM(CASE WHEN in_time = 1 THEN 1 ELSE 0 END), 0) AS BIGINT), \
                   CAST(COALESCE(SUM(CASE WHEN in_time = 0 THEN 1 ELSE 0 END), 0) AS BIGINT) \
                   FROM information WHERE agency = $1 AND first_published_on BETWEEN $2 AND $3 \
                   GROUP BY SUBSTR(first_published_on, 6, 2)";
        let found = rows!(
            self.reader(),
            (String, i64, i64, i64),
            sql,
            agency.as_str(),
            &first,
            &last
        )?;
        let mut months = [MonthFigures::default(); 12];
        for (number, published, in_time, late) in found {
            let at = number.parse::<usize>().ok();
            let month = at.and_then(|at| months.get_mut(at.checked_sub(1)?));
            if let Some(month) = month {
                *month = MonthFigures {
                    published: count(published),
                    in_time: count(in_time),
                    late: count(late),
                };
            }
        }
        Ok(months)
    }

    /// Items that went to the houses in the year, each once; what replaced them is not counted.
    async fn handed_over_in(&self, agency: &AgencyId, year: i16) -> Result<u64, StoreError> {
        let (first, last) = days(year);
        let sql = "SELECT COUNT(DISTINCT item.once) FROM handover_item item \
                   JOIN handover_batch batch ON batch.id = item.batch \
                   WHERE batch.agency = $1 AND batch.delivered_on BETWEEN $2 AND $3";
        let found = row!(self.reader(), (i64,), sql, agency.as_str(), &first, &last)?;
        Ok(count(found.unwrap_or_default().0))
    }

    async fn by_category(
        &self,
        agency: &AgencyId,
        year: i16,
    ) -> Result<Vec<(String, u64)>, StoreError> {
        let (first, last) = days(year);
        let sql = "SELECT COALESCE(published_category, ''), COUNT(*) FROM information \
                   WHERE agency = $1 AND first_published_on BETWEEN $2 AND $3 \
                   GROUP BY COALESCE(published_category, '') ORDER BY 2 DESC, 1";
        Ok(counts(rows!(
            self.reader(),
            (String, i64),
            sql,
            agency.as_str(),
            &first,
            &last
        )?))
    }

    async fn by_channel(
        &self,
        agency: &AgencyId,
        year: i16,
    ) -> Result<Vec<(String, u64)>, StoreError> {
        let (first, last) = days(year);
        let sql = "SELECT channel.name, COUNT(*) FROM posting \
                   JOIN channel ON channel.id = posting.channel \
                   WHERE channel.agency = $1 AND posting.done = 1 \
                   AND posting.posted_on BETWEEN $2 AND $3 \
                   GROUP BY channel.name ORDER BY 2 DESC, 1";
        Ok(counts(rows!(
            self.reader(),
            (String, i64),
            sql,
            agency.as_str(),
            &first,
            &last
        )?))
    }

    async fn by_attribute(
        &self,
        agency: &AgencyId,
        year: i16,
    ) -> Result<Vec<(String, u64)>, StoreError> {
        let (first, last) = days(year);
        let sql = "SELECT attribute, COUNT(*) FROM information \
                   WHERE agency = $1 AND formed_on BETWEEN $2 AND $3 \
                   GROUP BY attribute ORDER BY 2 DESC, 1";
        Ok(counts(rows!(
            self.reader(),
            (String, i64),
            sql,
            agency.as_str(),
            &first,
            &last
        )?))
    }
}

fn counts(rows: Vec<(String, i64)>) -> Vec<(String, u64)> {
    let named = rows.into_iter();
    named.map(|(name, rows)| (name, count(rows))).collect()
}

pub(crate) fn count(rows: i64) -> u64 {
    u64::try_from(rows).unwrap_or_default()
}
