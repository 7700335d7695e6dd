//! What an agency's year comes to, counted and never kept.

use crate::{Released, Store, StoreError, YearFigures};
use gongkai_domain::identity::AgencyId;

/// A year's first and last day, as text.
fn days(year: i16) -> (String, String) {
    (format!("{year:04}-01-01"), format!("{year:04}-12-31"))
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
        })
    }

    /// How many items an agency first published in a year, and ever.
    pub async fn released(&self, agency: &AgencyId, year: i16) -> Result<Released, StoreError> {
        let (first, last) = days(year);
        let sql = "SELECT (SELECT COUNT(*) FROM information \
                   WHERE agency = $1 AND first_published_on BETWEEN $2 AND $3), \
                   (SELECT COUNT(*) FROM information \
                   WHERE agency = $1 AND first_published_on IS NOT NULL)";
        let counts = row!(self.reader(), (i64, i64), sql, agency.as_str(), first, last)?;
        let (of_year, ever) = counts.unwrap_or_default();
        Ok(Released {
            of_year: count(of_year),
            ever: count(ever),
        })
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

fn count(rows: i64) -> u64 {
    u64::try_from(rows).unwrap_or_default()
}
